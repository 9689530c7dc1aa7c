//! The linguist's check: every file parsed, every rule tried on its own examples and counter-examples.

use std::path::Path;

use marsad_lexicon::{Example, Problem, Rule};
use marsad_record::{Basis, Document, Extraction, Noted, Published, QuantityRole, Span};

use crate::engine::{Engine, Words};

/// What a check of the lexicon found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Tables of words.
    pub tables: usize,
    /// Rows in them.
    pub rows: usize,
    /// Rules.
    pub rules: usize,
    /// Examples and counter-examples that were run.
    pub examples: usize,
    /// What is wrong, by file and line.
    pub problems: Vec<Problem>,
}

impl Engine {
    /// Checks the whole lexicon, or only what concerns one file.
    pub fn check_lexicon(&self, file: Option<&Path>) -> Checked {
        let lexicon = self.lexicon();
        let mut problems = lexicon.problems().to_vec();
        let of_questions = lexicon.questions().problems().iter().cloned();
        problems.extend(of_questions.filter(|problem| !lexicon.problems().contains(problem)));
        let mut examples = 0;
        let rules: Vec<&Rule> = lexicon.families().flat_map(|(_, rules)| rules).collect();
        for rule in &rules {
            if file.is_none_or(|file| concerns(file, &path_of(rule))) {
                examples += rule.examples.len() + rule.counter_examples.len();
                problems.extend(self.tried(rule));
            }
        }
        if let Some(file) = file {
            problems.retain(|problem| concerns(file, &problem.file));
        }
        problems.sort();
        problems.dedup();
        Checked {
            tables: lexicon.tables().count(),
            rows: lexicon.tables().map(|(_, table)| table.rows().count()).sum(),
            rules: rules.len(),
            examples,
            problems,
        }
    }

    /// What a rule gets wrong in its own examples.
    fn tried(&self, rule: &Rule) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut problem = |text: String| problems.push(Problem { file: path_of(rule), line: 0, text });
        for example in &rule.examples {
            let extraction = self.read_example(example);
            let says_what = example.expected.iter().any(|(key, _)| key != ANCHOR);
            if !says_what && !made_by(&extraction, rule) {
                problem(format!("the rule does not find its example: {}", example.text));
            }
            for (key, wanted) in &example.expected {
                match values(key, &extraction, rule) {
                    Some(found) if is_told(key, wanted, &found) => {}
                    Some(found) => problem(format!(
                        "{key}: wanted {}, found {}: {}",
                        wanted.join(" | "),
                        found.join(" | "),
                        example.text
                    )),
                    None => problem(format!("`{key}` is no key of an example")),
                }
            }
        }
        for example in &rule.counter_examples {
            if made_by(&self.read_example(example), rule) {
                problem(format!("the rule finds its counter-example ({}): {}", example.why, example.text));
            }
        }
        problems
    }

    fn read_example(&self, example: &Example) -> Extraction {
        let anchor = example.expected.iter().find(|(key, _)| key == ANCHOR).and_then(|(_, values)| values.first());
        let published = match anchor {
            Some(day) => Published { value: Some(day.clone()), basis: Basis::Given },
            None => Published::unknown(),
        };
        let document = Document {
            id: "example".to_owned(),
            source: "lexicon".to_owned(),
            ..Document::of_text(example.text.clone(), published)
        };
        self.extract(Noted::plain(document), Words::Dropped)
    }
}

fn path_of(rule: &Rule) -> String {
    format!("ar/rules/{}.toml", rule.id())
}

/// Whether a path that was typed means a file below `lexicon/`.
fn concerns(typed: &Path, file: &str) -> bool {
    let typed = typed.to_string_lossy().replace('\\', "/");
    typed == file || typed.ends_with(&format!("/{file}")) || file.ends_with(&format!("/{typed}"))
}

/// Whether anything in the extraction names the rule as its maker.
fn made_by(extraction: &Extraction, rule: &Rule) -> bool {
    let id = rule.id();
    let times = extraction.times.iter().map(|time| &time.rule);
    let quantities = extraction.quantities.iter().map(|quantity| &quantity.rule);
    let claims = extraction.claims.iter().flat_map(|claim| &claim.rules);
    let events = extraction.events.iter().flat_map(|event| &event.rules);
    let relations = extraction.relations.iter().flat_map(|relation| &relation.rules);
    times.chain(quantities).chain(claims).chain(events).chain(relations).any(|made| *made == id)
}

/// What the extraction has under a key of an example; `None` for a word that is no key.
fn values(key: &str, extraction: &Extraction, rule: &Rule) -> Option<Vec<String>> {
    let events = || extraction.events.iter();
    let roles = |roles: &[marsad_record::Role]| -> Vec<String> {
        roles.iter().map(|role| role.entity.clone().unwrap_or_else(|| role.name.clone())).collect()
    };
    Some(match key {
        ANCHOR => Vec::new(),
        "found" => made_words(extraction, rule),
        "note" => extraction.notes.iter().map(|note| note.kind.clone()).collect(),
        "value" => {
            let is_made = |made: &str| made == rule.id() || !made_by(extraction, rule);
            let times = extraction.times.iter().filter(|time| is_made(&time.rule));
            times.map(|time| time.value.value.clone()).collect()
        }
        "forecast" => {
            let spans = extraction.forecasts.iter().map(|forecast| forecast.span);
            spans.map(|span| span.of(&extraction.document.text).to_owned()).collect()
        }
        "relation" => {
            let relations = extraction.relations.iter();
            relations.map(|one| format!("{} {} {}", one.sign, one.from, one.to)).collect()
        }
        "alternative" | "alternatives" => {
            let times = extraction.times.iter().flat_map(|time| &time.alternatives);
            times.map(|value| value.value.clone()).collect()
        }
        "chain" => {
            let claims = extraction.claims.iter();
            let voices = claims.map(|claim| claim.attribution.iter().skip(1).map(|link| link.voice.clone()));
            voices.map(|voices| voices.collect::<Vec<_>>().join(CHAIN)).collect()
        }
        "stance" => extraction.claims.iter().map(|claim| claim.stance.name().to_owned()).collect(),
        "type" => events().map(|event| event.kind.name().to_owned()).collect(),
        "mode" => events().flat_map(|event| event.modes.clone()).collect(),
        "modality" => events().map(|event| event.modality.name().to_owned()).collect(),
        "actor" => events().flat_map(|event| roles(&event.actors)).collect(),
        "recipient" => events().flat_map(|event| roles(&event.recipients)).collect(),
        "sign" => extraction.relations.iter().map(|relation| relation.sign.name().to_owned()).collect(),
        "from" => extraction.relations.iter().map(|relation| relation.from.clone()).collect(),
        "to" => extraction.relations.iter().map(|relation| relation.to.clone()).collect(),
        "condition" => extraction.forecasts.iter().filter_map(|forecast| forecast.condition.clone()).collect(),
        role => {
            let role = QuantityRole::from_name(role)?;
            let quantities = extraction.quantities.iter().filter(|quantity| quantity.role == role);
            quantities.map(|quantity| quantity.range.to_string()).collect()
        }
    })
}

/// The words that the rule's family read: those of the rule, where it made any.
fn made_words(extraction: &Extraction, rule: &Rule) -> Vec<String> {
    let is_made = |made: &str| made == rule.id() || !made_by(extraction, rule);
    let words = |span: Span| span.of(&extraction.document.text).to_owned();
    match rule.family.as_str() {
        "time" => {
            let times = extraction.times.iter().filter(|time| is_made(&time.rule));
            times.map(|time| words(time.span)).collect()
        }
        _ => {
            let quantities = extraction.quantities.iter().filter(|quantity| is_made(&quantity.rule));
            quantities.map(|quantity| words(quantity.span)).collect()
        }
    }
}

/// The key that gives the day of publication rather than a finding.
const ANCHOR: &str = "anchor";
const CHAIN: &str = " < ";

fn is_told(key: &str, wanted: &[String], found: &[String]) -> bool {
    match key {
        ANCHOR => true,
        "chain" => found.contains(&wanted.join(CHAIN)),
        _ if wanted.iter().all(String::is_empty) => found.is_empty(),
        _ => wanted.iter().all(|value| found.contains(value)),
    }
}
