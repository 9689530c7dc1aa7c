//! What was odd about a text, kept beside the value: odd text is never an error.

use crate::span::Span;

/// One thing that was odd, for the analyst to see.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// Kebab-case kind, e.g. `weekday-without-dateline`; each kind is explained in `docs/notes.md`.
    pub kind: String,
    /// Where it stands, if it stands anywhere.
    pub span: Option<Span>,
    /// One sentence in English.
    pub text: String,
}

impl Note {
    /// A note of that kind.
    pub fn new(kind: &str, span: Option<Span>, text: impl Into<String>) -> Self {
        Self { kind: kind.to_owned(), span, text: text.into() }
    }
}

/// A value together with what was odd about the text it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Noted<T> {
    /// The value.
    pub value: T,
    /// What was odd.
    pub notes: Vec<Note>,
}

impl<T> Noted<T> {
    /// A value with nothing odd about it.
    pub fn plain(value: T) -> Self {
        Self { value, notes: Vec::new() }
    }

    /// The same notes beside another value.
    pub fn map<U>(self, with: impl FnOnce(T) -> U) -> Noted<U> {
        Noted { value: with(self.value), notes: self.notes }
    }
}
