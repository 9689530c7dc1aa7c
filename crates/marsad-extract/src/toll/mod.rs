//! With what toll: amounts, who they count and what happened to them.

use marsad_lexicon::Lexicon;
use marsad_record::{Noted, Quantity, TimeExpression};
use marsad_text::{RuleSet, Text};

/// The rules of tolls.
pub struct Tolls {
    #[allow(dead_code, reason = "placeholder until the toll rules arrive")]
    rules: RuleSet,
}

impl Tolls {
    /// Compiles `rules/toll`.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self { rules: RuleSet::new(lexicon, "toll") }
    }

    /// Every amount that the text tells; numbers inside times are not amounts.
    pub fn read(&self, _text: &Text, _lexicon: &Lexicon, _times: &[TimeExpression]) -> Noted<Vec<Quantity>> {
        Noted::plain(Vec::new())
    }
}
