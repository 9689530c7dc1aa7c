//! One document's text with the way from its bytes to code points: what every writer of spans needs.

use marsad_record::{Document, Span};
use serde::Serialize;

use crate::position::Positions;

/// A document's text, ready to be cited by code point.
#[derive(Debug)]
pub struct Page<'t> {
    text: &'t str,
    positions: Positions<'t>,
}

/// A span as the contract writes it: start, end and the original characters between them.
#[derive(Debug, Serialize)]
pub struct Words<'t> {
    start: usize,
    end: usize,
    text: &'t str,
}

impl<'t> Page<'t> {
    /// The page of that document.
    pub fn of(document: &'t Document) -> Self {
        Self { text: &document.text, positions: Positions::of(&document.text) }
    }

    /// Start and end in code points.
    pub fn range(&self, span: Span) -> (usize, usize) {
        (self.positions.at(span.start), self.positions.at(span.end))
    }

    /// Start and end in code points, both unknown where there is no span.
    pub fn optional_range(&self, span: Option<Span>) -> (Option<usize>, Option<usize>) {
        span.map(|span| self.range(span)).unzip()
    }

    /// The original characters of a span.
    pub fn text(&self, span: Span) -> &'t str {
        span.of(self.text)
    }

    /// Start, end and the original characters.
    pub fn words(&self, span: Span) -> Words<'t> {
        let (start, end) = self.range(span);
        Words { start, end, text: self.text(span) }
    }
}
