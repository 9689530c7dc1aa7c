//! What a text's times are told from: its day of publication, as far as somebody says it.

use jiff::civil::Date;
use marsad_record::{Basis, Document};

/// The day, and where told the minute, of publication. An inferred day is no anchor: a time is never invented.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Anchor {
    /// The day.
    pub day: Option<Date>,
    /// Minutes since midnight.
    pub minute: Option<i32>,
    /// The year, which may be all that is known.
    pub year: Option<i16>,
}

impl Anchor {
    /// The anchor of a document.
    pub fn of(document: &Document) -> Self {
        if matches!(document.published.basis, Basis::Inferred | Basis::Unknown) {
            return Self::default();
        }
        let value = document.published.value.as_deref().unwrap_or_default();
        let clock = value.split('T').nth(1).unwrap_or_default();
        let part = |at: usize| clock.get(at..at + 2).and_then(|digits| digits.parse::<i32>().ok());
        Self {
            day: document.published.date(),
            minute: part(0).zip(part(3)).map(|(hour, minute)| hour * 60 + minute),
            year: value.get(..4).and_then(|year| year.parse().ok()),
        }
    }
}
