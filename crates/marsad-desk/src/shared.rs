//! What the open desks of one process share: tables made of the lexicon when they are first asked for, and answers that
//! are dear to make.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use marsad_lexicon::Lexicon;
use marsad_record::Entity;
use marsad_record::review::{ReviewItem, ReviewKind};
use marsad_store::{ForecastGroup, OutletDay, Tally};

use crate::kept::Kept;
use crate::names::Names;
use crate::search::{Families, OtherNames};

/// Tables and answers that are dear to make.
pub(crate) struct Shared {
    other_names: OnceLock<OtherNames>,
    families: OnceLock<Families>,
    names: OnceLock<Names>,
    /// The items of the review queue, of each kind.
    pub(crate) review: BTreeMap<&'static str, Kept<Vec<ReviewItem>>>,
    pub(crate) forecasts: Kept<Vec<ForecastGroup>>,
    pub(crate) tally: Kept<Tally>,
    pub(crate) actors: Kept<Vec<(Entity, usize)>>,
    pub(crate) coverage: Kept<Vec<OutletDay>>,
}

impl Default for Shared {
    fn default() -> Self {
        Self {
            other_names: OnceLock::new(),
            families: OnceLock::new(),
            names: OnceLock::new(),
            review: ReviewKind::ALL.iter().map(|kind| (kind.name(), Kept::default())).collect(),
            forecasts: Kept::default(),
            tally: Kept::default(),
            actors: Kept::default(),
            coverage: Kept::default(),
        }
    }
}

impl Shared {
    /// Arabic names by English ones, and by one another.
    pub(crate) fn other_names(&self, lexicon: &Lexicon) -> &OtherNames {
        self.other_names.get_or_init(|| OtherNames::of(lexicon))
    }

    /// Forms of nouns and verbs.
    pub(crate) fn families(&self, lexicon: &Lexicon) -> &Families {
        self.families.get_or_init(|| Families::of(lexicon))
    }

    /// Who and what bears which name.
    pub(crate) fn names(&self, lexicon: &Lexicon) -> &Names {
        self.names.get_or_init(|| Names::of(lexicon))
    }
}
