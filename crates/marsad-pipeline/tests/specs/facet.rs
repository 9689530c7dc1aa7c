//! A finding as facets, an expected line as facets: the line holds where the finding has them all.

use crate::case::{Word, words};

/// One thing that can be said of a finding: a key and the values that all mean it.
#[derive(Debug, Clone)]
pub struct Facet {
    pub key: &'static str,
    pub values: Vec<String>,
}

/// One finding, able to be compared with a line and to be printed as one.
#[derive(Debug, Clone, Default)]
pub struct Finding {
    pub facets: Vec<Facet>,
}

impl Finding {
    /// Adds a bare word.
    pub fn word(&mut self, word: impl Into<String>) {
        self.facets.push(Facet { key: "", values: vec![word.into()] });
    }

    /// Adds a keyword with its argument.
    pub fn keyword(&mut self, key: &'static str, value: impl Into<String>) {
        self.either(key, vec![value.into()]);
    }

    /// Adds a keyword whose argument can be said in several ways.
    pub fn either(&mut self, key: &'static str, values: Vec<String>) {
        self.facets.push(Facet { key, values });
    }

    /// Adds the finding's own words.
    pub fn quote(&mut self, text: &str) {
        self.facets.push(Facet { key: QUOTE, values: vec![text.to_owned()] });
    }

    fn of(&self, key: &str) -> impl Iterator<Item = &Facet> {
        self.facets.iter().filter(move |facet| facet.key == key)
    }
}

const QUOTE: &str = "\"";
/// Keys whose arguments must all be said, in order, once one is said.
const ORDERED: &[&str] = &["by"];
const KEYWORDS: &[&str] = &[
    "|",
    "unit",
    "by",
    "how",
    "cue",
    "about",
    "actor",
    "recipient",
    "status",
    "on",
    "at",
    "killed",
    "wounded",
    "context",
    "rule",
    "from",
    "to",
    "if",
    "document",
    "headline-of",
    "outlets",
    "origins",
    "contradiction",
    "rising",
];

/// What an expected line asks for.
#[derive(Debug, Clone)]
pub struct Demand {
    asked: Vec<(&'static str, String)>,
}

impl Demand {
    /// Reads the line; `keywords` of an incident include `headline`, which is a word elsewhere.
    pub fn parse(label: &str, line: &str) -> Result<Self, String> {
        let mut asked = Vec::new();
        let mut rest = words(line).into_iter();
        while let Some(word) = rest.next() {
            match word {
                Word::Quoted(text) => asked.push((QUOTE, text)),
                Word::Bare(word) => match keyword(label, &word) {
                    Some(key) => match rest.next() {
                        Some(Word::Bare(value) | Word::Quoted(value)) => asked.push((key, value)),
                        None => return Err(format!("`{word}` needs a word after it")),
                    },
                    None => asked.push(("", word)),
                },
            }
        }
        Ok(Self { asked })
    }

    /// Whether the finding has everything that is asked.
    pub fn holds(&self, finding: &Finding) -> bool {
        let each =
            self.asked.iter().filter(|(key, _)| !ORDERED.contains(key)).all(|(key, value)| {
                finding.of(key).any(|facet| facet.values.iter().any(|said| same(key, said, value)))
            });
        each && ORDERED.iter().all(|key| self.holds_in_order(key, finding))
    }

    fn holds_in_order(&self, key: &str, finding: &Finding) -> bool {
        let asked: Vec<&String> = self.asked.iter().filter(|(of, _)| of == &key).map(|(_, value)| value).collect();
        let said: Vec<&Facet> = finding.of(key).collect();
        asked.is_empty()
            || asked.len() == said.len()
                && asked.iter().zip(&said).all(|(value, facet)| facet.values.iter().any(|said| same(key, said, value)))
    }
}

fn keyword(label: &str, word: &str) -> Option<&'static str> {
    if label == "incident" && word == "headline" {
        return Some("headline-of");
    }
    let is_toll = matches!(label, "event" | "incident" | "no");
    KEYWORDS.iter().find(|key| **key == word && (is_toll || !matches!(word, "killed" | "wounded"))).copied()
}

/// Equal, blanks aside; `…` stands for any words.
fn same(key: &str, said: &str, asked: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (said, asked) = (plain(said), plain(asked));
    if key.is_empty() || !asked.contains('…') {
        return said == asked;
    }
    let mut rest = said.as_str();
    let parts: Vec<&str> = asked.split('…').map(str::trim).collect();
    for (index, part) in parts.iter().enumerate() {
        let Some(at) = rest.find(part) else { return false };
        if index == 0 && at != 0 {
            return false;
        }
        rest = &rest[at + part.len()..];
    }
    rest.is_empty() || parts.last().is_some_and(|part| part.is_empty())
}

impl std::fmt::Display for Finding {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, facet) in self.facets.iter().enumerate() {
            let value = facet.values.first().map(String::as_str).unwrap_or_default();
            let value =
                if value.contains(' ') || facet.key == QUOTE { format!("\"{value}\"") } else { value.to_owned() };
            let gap = if index == 0 { "" } else { " " };
            match facet.key {
                "" | QUOTE => write!(formatter, "{gap}{value}")?,
                key => write!(formatter, "{gap}{} {value}", key.trim_end_matches("-of"))?,
            }
        }
        Ok(())
    }
}

#[test]
fn an_ellipsis_stands_for_any_words() {
    assert!(same(QUOTE, "one two three", "one … three"));
    assert!(same(QUOTE, "one two three", "one two…"));
    assert!(!same(QUOTE, "one two three", "one …".trim_end_matches('…')));
    assert!(!same(QUOTE, "one two three four", "one … three"));
}
