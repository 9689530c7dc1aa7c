//! A row or a rule of the linguist's files as it is written there: why something was read so.

/// One place in the lexicon that a rule's id names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenRule {
    /// The file, below `lexicon/`.
    pub file: String,
    /// Its line there, from 1; a rule has a file of its own.
    pub line: Option<usize>,
    /// What it is for, in Arabic; a row has none.
    pub title: Option<String>,
    /// The cells of a row that are filled, each with the name of its column.
    pub cells: Vec<(String, String)>,
    /// The patterns of a rule, any of which it finds.
    pub patterns: Vec<String>,
    /// What a match of a rule gives.
    pub gives: Vec<String>,
    /// What it must find.
    pub examples: Vec<WrittenExample>,
    /// What it must leave alone.
    pub counter_examples: Vec<WrittenExample>,
}

/// A text that a rule must find, or must leave alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenExample {
    /// The text.
    pub text: String,
    /// Why it is to be left alone.
    pub why: Option<String>,
    /// What is to be found in it, by name.
    pub expected: Vec<(String, String)>,
}
