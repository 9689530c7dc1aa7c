//! The trace that a document was taken down: that it was, by whom, when and why; nothing of what it said.

/// One document that was taken down. Append-only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeDown {
    /// The id that the document had.
    pub document: String,
    /// The digest of its text, by which the same text is known again.
    pub digest: String,
    /// The digest of its page's address, where it had one.
    pub address: Option<String>,
    /// Who took it down.
    pub who: String,
    /// When, ISO 8601.
    pub when: String,
    /// Why.
    pub why: String,
}
