//! Who: names, epithets, metonyms and nominals of actors, resolved inside the article.

use marsad_lexicon::Lexicon;
use marsad_record::{Document, Mention};
use marsad_text::Text;

/// What reading actors needs.
pub struct Actors;

impl Actors {
    /// Prepares the classes.
    pub fn new(_lexicon: &Lexicon) -> Self {
        Self
    }

    /// Every mention of an actor, in text order.
    pub fn read(&self, _document: &Document, _text: &Text, _lexicon: &Lexicon) -> Vec<Mention> {
        Vec::new()
    }
}
