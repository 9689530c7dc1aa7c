//! Whether a relation is said to hold: asserted, possible, asked, conditional, denied.

use marsad_lexicon::{ClassId, Lexicon};
use marsad_record::RelationModality;
use marsad_text::Text;

/// So many tokens before the words may change what they say.
const BEFORE: usize = 5;

/// The classes of small words that change a statement.
pub(super) struct Modalities {
    classes: Vec<(ClassId, RelationModality)>,
}

impl Modalities {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let class = |name: &str| lexicon.vocabulary().class(name);
        let told = [
            ("negation", RelationModality::Denied),
            ("question", RelationModality::Asked),
            ("condition", RelationModality::Conditional),
            ("modality", RelationModality::Possible),
            ("future", RelationModality::Possible),
            ("wish", RelationModality::Possible),
        ];
        Self { classes: told.iter().filter_map(|(name, modality)| Some((class(name)?, *modality))).collect() }
    }

    /// How the words on these tokens are told.
    pub(super) fn of(&self, text: &Text, tokens: std::ops::Range<usize>) -> RelationModality {
        let sentence = text.sentence_of(tokens.start);
        if text.original(sentence.end - 1) == "\u{061F}" || text.original(sentence.end - 1) == "?" {
            return RelationModality::Asked;
        }
        let from = tokens.start.saturating_sub(BEFORE).max(sentence.first);
        let at = (from..tokens.end).flat_map(|token| text.hits.at(token)).filter(|hit| hit.tail == 0);
        let told = at.filter_map(|hit| self.classes.iter().find(|(class, _)| *class == hit.class));
        told.map(|(_, modality)| *modality).next().unwrap_or(RelationModality::Asserted)
    }
}
