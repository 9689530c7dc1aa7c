//! What was done: triggers, roles, modality, and the headline event.

use marsad_lexicon::Lexicon;
use marsad_record::{Claim, Document, Event, Mention, Quantity, TimeExpression};
use marsad_text::Text;

use crate::place::PlaceMention;

/// What reading events needs.
pub struct Events;

impl Events {
    /// Prepares the classes.
    pub fn new(_lexicon: &Lexicon) -> Self {
        Self
    }

    /// Every event that the text tells; `claims` learn which events they carry.
    #[allow(clippy::too_many_arguments, reason = "an event is where all other answers meet")]
    pub fn read(
        &self,
        _document: &Document,
        _text: &Text,
        _lexicon: &Lexicon,
        _mentions: &[Mention],
        _places: &[PlaceMention],
        _times: &[TimeExpression],
        _quantities: &[Quantity],
        _claims: &mut Vec<Claim>,
    ) -> Vec<Event> {
        Vec::new()
    }
}
