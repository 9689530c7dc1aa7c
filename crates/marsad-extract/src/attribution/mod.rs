//! According to whom: claims with the chain of voices that carried them.

use marsad_lexicon::Lexicon;
use marsad_record::{Claim, Document, Mention};
use marsad_text::Text;

/// The rules of attribution.
pub struct Attributions;

impl Attributions {
    /// Compiles `rules/attribution`.
    pub fn new(_lexicon: &Lexicon) -> Self {
        Self
    }

    /// Every claim, attributed or in the outlet's own voice, in text order.
    pub fn read(&self, _document: &Document, _text: &Text, _lexicon: &Lexicon, _mentions: &[Mention]) -> Vec<Claim> {
        Vec::new()
    }
}
