//! How actors stand to one another, from events and from plain statements.

use marsad_lexicon::Lexicon;
use marsad_record::{Claim, Document, Event, Mention, Relation};
use marsad_text::Text;

/// The rules of relations.
pub struct Relations;

impl Relations {
    /// Compiles `rules/relation`.
    pub fn new(_lexicon: &Lexicon) -> Self {
        Self
    }

    /// Every relation that the text tells, one per pair and sign.
    pub fn read(
        &self,
        _document: &Document,
        _text: &Text,
        _lexicon: &Lexicon,
        _mentions: &[Mention],
        _events: &[Event],
        _claims: &[Claim],
    ) -> Vec<Relation> {
        Vec::new()
    }
}
