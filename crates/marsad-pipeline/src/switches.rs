//! Which rules and trained models read: all, unless somebody chose. What was on is named in the record.

use std::fmt;

use marsad_record::{Note, Pipeline};

/// The trained models, sorted.
pub const MODELS: [&str; 2] = ["event-confidence", "words"];
/// The families of rules, sorted: those of `lexicon/ar/rules`, and `event`, the rules that weigh what stands with a trigger.
pub const RULES: [&str; 6] = ["attribution", "event", "forecast", "relation", "time", "toll"];

/// The rules and models that are on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Switches {
    rules: Vec<&'static str>,
    models: Vec<&'static str>,
}

/// A name that is neither a family of rules nor a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    name: String,
    known: &'static [&'static str],
}

impl fmt::Display for Unknown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` is none of {}; all or none may be given too", self.name, self.known.join(", "))
    }
}

impl std::error::Error for Unknown {}

impl Default for Switches {
    fn default() -> Self {
        Self { rules: RULES.to_vec(), models: MODELS.to_vec() }
    }
}

impl Switches {
    /// The same, with these rules alone: `all`, `none`, or names joined by commas.
    ///
    /// # Errors
    /// If a name is no family of rules.
    pub fn with_rules(self, names: &str) -> Result<Self, Unknown> {
        Ok(Self { rules: chosen(names, &RULES)?, ..self })
    }

    /// The same, with these models alone: `all`, `none`, or names joined by commas.
    ///
    /// # Errors
    /// If a name is no model.
    pub fn with_models(self, names: &str) -> Result<Self, Unknown> {
        Ok(Self { models: chosen(names, &MODELS)?, ..self })
    }

    /// The families of rules that are on.
    pub fn rules(&self) -> &[&'static str] {
        &self.rules
    }

    /// Whether a family of rules is on.
    pub fn has_rules(&self, family: &str) -> bool {
        self.rules.contains(&family)
    }

    /// Whether a model is on.
    pub fn has_model(&self, name: &str) -> bool {
        self.models.contains(&name)
    }

    /// What the record says of who read it.
    pub(crate) fn pipeline(&self, lexicon: String) -> Pipeline {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Pipeline {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            lexicon,
            rules: owned(&self.rules),
            models: owned(&self.models),
        }
    }

    /// What a desk keeps beside a document that was not read with everything.
    pub(crate) fn note(&self) -> Option<Note> {
        let off = |all: &[&'static str], on: &[&str]| -> Vec<&str> {
            all.iter().copied().filter(|name| !on.contains(name)).collect()
        };
        let off = [("rules", off(&RULES, &self.rules)), ("models", off(&MODELS, &self.models))];
        let parts: Vec<String> = off
            .iter()
            .filter(|(_, off)| !off.is_empty())
            .map(|(what, off)| format!("{what} {}", off.join(", ")))
            .collect();
        (!parts.is_empty()).then(|| Note::new("switched-off", None, format!("read without {}", parts.join(" and "))))
    }
}

fn chosen(names: &str, known: &'static [&'static str]) -> Result<Vec<&'static str>, Unknown> {
    match names.trim() {
        "all" => return Ok(known.to_vec()),
        "none" => return Ok(Vec::new()),
        _ => {}
    }
    let mut on = Vec::new();
    for name in names.split(',').map(str::trim) {
        let found = known.iter().find(|known| **known == name);
        on.push(*found.ok_or_else(|| Unknown { name: name.to_owned(), known })?);
    }
    on.sort_unstable();
    on.dedup();
    Ok(on)
}

#[cfg(test)]
mod tests {
    use super::{RULES, Switches};

    #[test]
    fn every_family_of_rules_has_a_switch() {
        let lexicon = marsad_lexicon::Lexicon::built_in();
        let mut families: Vec<&str> = lexicon.families().map(|(family, _)| family).chain(["event"]).collect();
        families.sort_unstable();
        assert_eq!(families, RULES);
    }

    #[test]
    fn names_are_chosen_by_commas_and_an_unknown_one_is_told() {
        let on =
            Switches::default().with_rules("toll, time").and_then(|on| on.with_models("none")).expect("known names");
        assert_eq!((on.rules(), on.has_model("words")), (["time", "toll"].as_slice(), false));
        let unknown = Switches::default().with_models("oracle").expect_err("no such model").to_string();
        assert_eq!(unknown, "`oracle` is none of event-confidence, words; all or none may be given too");
    }

    #[test]
    fn what_is_off_is_told_and_nothing_where_all_is_on() {
        assert_eq!(Switches::default().note(), None);
        let on = Switches::default().with_models("words").expect("a model");
        assert_eq!(on.note().map(|note| note.text).as_deref(), Some("read without models event-confidence"));
    }
}
