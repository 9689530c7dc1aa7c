//! The words that say what befell those who are counted, of `ar/toll_verbs` and `ar/toll_words`.

use marsad_lexicon::{ClassId, EntryId, Lexicon, Number, Tense};
use marsad_record::QuantityRole;
use marsad_text::Text;

/// Where the amount stands from the cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// A finite verb: the amount follows, or precedes a plural or dual.
    Verb,
    /// A noun that the amount follows at once.
    Noun,
    /// «عدد القتلى»: the amount follows, over verbs and prepositions.
    Count,
    /// «مصرعهم»: the amount precedes.
    After,
    /// «بينهم»: the amount that follows is a part.
    Part,
    /// «بعد أن كانت»: the amount that follows is replaced.
    Superseded,
    /// «ارتفع»: from one amount to another.
    Rise,
    /// «قوامها»: the amount is a strength.
    Strength,
}

/// One cue on a run of tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cue {
    pub first: usize,
    pub last: usize,
    pub side: Side,
    pub role: Option<QuantityRole>,
    /// True of «قتلوا», «قتلا»: the subject stands before it.
    pub follows_subject: bool,
    /// True of words that have other meanings: only people close by are meant.
    pub is_weak: bool,
    pub is_joined: bool,
    /// The row, for what a verb asks of its preposition.
    pub entry: EntryId,
}

/// The classes of cues.
pub(super) struct Cues {
    sides: Vec<(ClassId, Side, bool)>,
    /// Qualifiers of an amount.
    pub qualifier_before: Option<ClassId>,
    /// Qualifiers that follow the amount.
    pub qualifier_after: Option<ClassId>,
}

impl Cues {
    pub fn new(lexicon: &Lexicon) -> Self {
        let class = |name| lexicon.vocabulary().class(name);
        let sides = [
            ("toll-verb", Side::Verb, false),
            ("toll-verb-weak", Side::Verb, true),
            ("toll-noun", Side::Noun, false),
            ("toll-count", Side::Count, false),
            ("toll-after", Side::After, false),
            ("toll-both", Side::After, false),
            ("part-cue", Side::Part, false),
            ("superseded-cue", Side::Superseded, false),
            ("rise-verb", Side::Rise, false),
            ("strength-cue", Side::Strength, false),
        ];
        Self {
            sides: sides.into_iter().filter_map(|(name, side, weak)| Some((class(name)?, side, weak))).collect(),
            qualifier_before: class("qualifier-before"),
            qualifier_after: class("qualifier-after"),
        }
    }

    /// Whether a verb or noun of what befell somebody begins at a token.
    pub fn is_cue(&self, text: &Text, token: usize) -> bool {
        text.hits.at(token).iter().any(|hit| {
            let side = self.sides.iter().find(|(class, ..)| *class == hit.class).map(|(_, side, _)| *side);
            matches!(side, Some(Side::Verb | Side::Noun | Side::Part | Side::After))
        })
    }

    /// The cues of a sentence in order; where several begin at one token, the longest of each side.
    pub fn read(&self, text: &Text, lexicon: &Lexicon, tokens: std::ops::Range<usize>) -> Vec<Cue> {
        let mut cues: Vec<Cue> = Vec::new();
        for token in tokens {
            for hit in text.hits.at(token) {
                let Some(&(_, side, is_weak)) = self.sides.iter().find(|(class, ..)| *class == hit.class) else {
                    continue;
                };
                let Some(entry) = hit.entry else { continue };
                if hit.tail > 0 {
                    continue;
                }
                let features = lexicon.vocabulary().entry(entry).features;
                let is_finite = features.tense != Tense::None;
                if side == Side::Verb
                    && !is_finite
                    && (!features.is_masdar || features.is_participle || features.is_definite)
                {
                    continue;
                }
                let side = if side == Side::Verb && !is_finite { Side::Noun } else { side };
                let known = cues.iter().rev().take_while(|cue| cue.last >= token);
                if known.clone().any(|cue| cue.side == side && cue.last >= hit.last as usize) {
                    continue;
                }
                cues.push(Cue {
                    first: token,
                    last: hit.last as usize,
                    side,
                    role: QuantityRole::from_name(lexicon.row(entry).get("role")),
                    follows_subject: is_finite
                        && features.person == 3
                        && matches!(features.number, Number::Plural | Number::Dual)
                        && !hit.proclitics.has_conjunction(),
                    is_weak: is_weak || side == Side::Strength && lexicon.row(entry).get("reach") != "people",
                    is_joined: hit.proclitics.has_conjunction(),
                    entry,
                });
            }
        }
        cues
    }
}
