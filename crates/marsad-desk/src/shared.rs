//! What the open desks of one process share: tables made of the lexicon when they are first asked for.

use std::sync::OnceLock;

use marsad_lexicon::Lexicon;

use crate::search::{EnglishNames, Families};

/// Tables that are dear to make.
#[derive(Default)]
pub(crate) struct Shared {
    english_names: OnceLock<EnglishNames>,
    families: OnceLock<Families>,
}

impl Shared {
    /// Arabic names by English ones.
    pub(crate) fn english_names(&self, lexicon: &Lexicon) -> &EnglishNames {
        self.english_names.get_or_init(|| EnglishNames::of(lexicon))
    }

    /// Forms of nouns and verbs.
    pub(crate) fn families(&self, lexicon: &Lexicon) -> &Families {
        self.families.get_or_init(|| Families::of(lexicon))
    }
}
