//! What the names of a coded sample stand for: ids of entities and of places, by any Arabic or English name.

use std::collections::{BTreeSet, HashMap};

use marsad_lexicon::Lexicon;
use marsad_record::PlaceLevel;

/// Every name of the lexicon, folded, with the ids it can stand for.
pub(super) struct Names<'l> {
    lexicon: &'l Lexicon,
    entities: HashMap<String, BTreeSet<&'l str>>,
    places: HashMap<String, BTreeSet<&'l str>>,
}

impl<'l> Names<'l> {
    pub(super) fn new(lexicon: &'l Lexicon) -> Self {
        let mut names = Self { lexicon, entities: HashMap::new(), places: HashMap::new() };
        for entity in lexicon.entities().iter() {
            for name in [&entity.id, &entity.name_en, &entity.name_ar].into_iter().chain(&entity.also) {
                let folded = names.folded(name);
                names.entities.entry(folded).or_default().insert(&entity.id);
            }
        }
        for place in lexicon.places().iter() {
            for name in [&place.id, &place.name_en, &place.name_ar] {
                let folded = names.folded(name);
                let ids = names.places.entry(folded).or_default();
                ids.insert(&place.id);
                if place.level == PlaceLevel::Country {
                    ids.insert(&place.country);
                }
            }
        }
        for row in lexicon.table("world/place_names").rows() {
            let folded = names.folded(row.get("name"));
            names.places.entry(folded).or_default().insert(row.id());
        }
        names
    }

    /// A name as names are compared.
    pub(super) fn folded(&self, name: &str) -> String {
        let folded = self.lexicon.fold(name.trim()).to_ascii_lowercase().replace('-', " ");
        let bare = self.lexicon.without_article(&folded).unwrap_or(&folded);
        bare.strip_prefix("the ").unwrap_or(bare).to_owned()
    }

    /// Whether an entity is the one named, or belongs to it; a filler without an entity is, if its words are the name.
    pub(super) fn is_actor(&self, entity: Option<&str>, words: &str, name: &str) -> bool {
        let folded = self.folded(name);
        let named = self.entities.get(&folded);
        let is_named = |id: &str| named.is_some_and(|ids| ids.contains(id));
        entity.is_some_and(|id| self.lexicon.entities().lineage(id).into_iter().any(is_named))
            || self.folded(words) == folded
    }

    /// Ids that a place's name stands for.
    pub(super) fn places(&self, name: &str) -> Option<&BTreeSet<&'l str>> {
        self.places.get(&self.folded(name))
    }
}
