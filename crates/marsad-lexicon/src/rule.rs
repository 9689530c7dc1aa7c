//! One rule = one TOML file with its own examples and counter-examples.

use serde::Deserialize;

use crate::folding::Folding;
use crate::pattern::{self, Pattern};
use crate::problem::Problem;
use crate::vocabulary::Vocabulary;

/// A rule of a family.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its folder: `time`, `toll`, `attribution`, `relation`, `forecast`, `event`.
    pub family: String,
    /// Kebab-case, the same as its file.
    pub name: String,
    /// What it is for, in Arabic.
    pub title: String,
    /// Any of these.
    pub patterns: Vec<Pattern>,
    /// What a match gives, in the words of its family.
    pub gives: Vec<String>,
    /// What it must find.
    pub examples: Vec<Example>,
    /// What it must leave alone.
    pub counter_examples: Vec<Example>,
}

/// A text with what the rule must or must not find in it.
#[derive(Debug, Clone)]
pub struct Example {
    /// The text.
    pub text: String,
    /// Why not, for a counter-example.
    pub why: String,
    /// Expected findings by key, in the words of the family (`chain`, `value`, `killed`, `anchor` ...).
    pub expected: Vec<(String, Vec<String>)>,
}

impl Rule {
    /// `family/name`, as a record names it.
    pub fn id(&self) -> String {
        format!("{}/{}", self.family, self.name)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    title: String,
    pattern: OneOrMany,
    gives: OneOrMany,
    #[serde(default)]
    example: Vec<toml::Table>,
    #[serde(default)]
    not: Vec<toml::Table>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    fn list(self) -> Vec<String> {
        match self {
            OneOrMany::One(one) => vec![one],
            OneOrMany::Many(many) => many,
        }
    }
}

/// A rule's file, read and not yet compiled.
pub(crate) struct Source {
    file: String,
    written: Result<Written, Problem>,
}

/// Reads the file of a rule.
pub(crate) fn read(file: &str, text: &str) -> Source {
    let written = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(0, |span| text[..span.start.min(text.len())].lines().count().max(1));
        Problem::new(file, line, error.message())
    });
    Source { file: file.to_owned(), written }
}

/// Compiles what was read.
pub(crate) fn compile(
    source: Source,
    folding: &Folding,
    vocabulary: &mut Vocabulary,
    problems: &mut Vec<Problem>,
) -> Option<Rule> {
    let file = source.file.as_str();
    let written = match source.written {
        Ok(written) => written,
        Err(problem) => {
            problems.push(problem);
            return None;
        }
    };
    let mut problem = |line: usize, text: String| problems.push(Problem::new(file, line, text));
    let mut path = file.trim_end_matches(".toml").rsplit('/');
    let stem = path.next().unwrap_or_default();
    let family = path.next().unwrap_or_default().to_owned();
    if stem != written.name {
        problem(1, format!("the rule is named `{}` but its file `{stem}`", written.name));
    }
    if written.example.len() < 2 || written.not.is_empty() {
        problem(1, "a rule needs two examples and one counter-example".to_owned());
    }
    let mut patterns = Vec::new();
    for source in written.pattern.list() {
        match pattern::parse(&source, folding, vocabulary) {
            Ok(pattern) => patterns.push(pattern),
            Err(reason) => problem(1, reason),
        }
    }
    Some(Rule {
        family,
        name: written.name,
        title: written.title,
        patterns,
        gives: written.gives.list(),
        examples: written.example.into_iter().map(example).collect(),
        counter_examples: written.not.into_iter().map(example).collect(),
    })
}

fn example(table: toml::Table) -> Example {
    let mut example = Example { text: String::new(), why: String::new(), expected: Vec::new() };
    for (key, value) in table {
        let list: Vec<String> = match value {
            toml::Value::String(text) => vec![text],
            toml::Value::Array(items) => items.into_iter().map(plain).collect(),
            other => vec![plain(other)],
        };
        match key.as_str() {
            "text" => example.text = list.into_iter().next().unwrap_or_default(),
            "why" => example.why = list.into_iter().next().unwrap_or_default(),
            _ => example.expected.push((key, list)),
        }
    }
    example
}

fn plain(value: toml::Value) -> String {
    match value {
        toml::Value::String(text) => text,
        other => other.to_string(),
    }
}
