//! When: time expressions, resolved against the dateline and never beyond it.

use marsad_lexicon::Lexicon;
use marsad_record::{Document, Noted, TimeExpression};
use marsad_text::{RuleSet, Text};

/// The rules of time.
pub struct Times {
    #[allow(dead_code, reason = "placeholder until the time rules arrive")]
    rules: RuleSet,
}

impl Times {
    /// Compiles `rules/time`.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self { rules: RuleSet::new(lexicon, "time") }
    }

    /// Every time that the text tells.
    pub fn read(&self, _document: &Document, _text: &Text, _lexicon: &Lexicon) -> Noted<Vec<TimeExpression>> {
        Noted::plain(Vec::new())
    }
}
