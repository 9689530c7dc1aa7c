//! Where: places of the gazetteer in the text, namesakes told apart by country.

use marsad_lexicon::Lexicon;
use marsad_record::{EventPlace, Mention};
use marsad_text::Text;

/// A place in the text: the mention and what it is.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceMention {
    /// The words.
    pub mention: Mention,
    /// The place.
    pub place: EventPlace,
    /// Token range.
    pub tokens: std::ops::RangeInclusive<usize>,
}

/// What reading places needs.
pub struct Places;

impl Places {
    /// Prepares the classes.
    pub fn new(_lexicon: &Lexicon) -> Self {
        Self
    }

    /// Every place of the text.
    pub fn read(&self, _text: &Text, _lexicon: &Lexicon, _mentions: &[Mention]) -> Vec<PlaceMention> {
        Vec::new()
    }
}
