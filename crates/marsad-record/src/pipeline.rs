//! What read a document: named in the record, so that two readings can be compared.

/// The version, the words, the rules and the trained models that a document was read with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pipeline {
    /// Version of the program.
    pub version: String,
    /// `built-in`, or the folder that words and rules were read from.
    pub lexicon: String,
    /// Families of rules that were on, sorted.
    pub rules: Vec<String>,
    /// Trained models that were on, sorted.
    pub models: Vec<String>,
}
