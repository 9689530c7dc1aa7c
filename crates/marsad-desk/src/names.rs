//! What a name in a question stands for: an id, or any Arabic or English name of the lexicon, folded.

use std::collections::BTreeSet;

use marsad_record::EntityKind;

use crate::desk::Desk;

impl Desk {
    /// Ids of the entities that a name stands for, with all that belongs to them.
    pub(crate) fn actor_ids(&self, name: &str) -> Vec<String> {
        let entities = self.lexicon.entities();
        let folded = self.folded(name);
        let named = entities.iter().filter(|entity| {
            let mut names = [&entity.name_en, &entity.name_ar].into_iter().chain(&entity.also);
            entity.id == name || names.any(|known| self.folded(known) == folded)
        });
        let mut named: BTreeSet<&str> = named.map(|entity| entity.id.as_str()).collect();
        if named.len() > 1 && named.contains(name) {
            named = BTreeSet::from([name]);
        }
        let belonging = entities.iter().filter(|entity| {
            entity.kind != EntityKind::Outlet
                && entities.lineage(&entity.id).iter().any(|ancestor| named.contains(ancestor))
        });
        let mut ids: BTreeSet<String> = belonging.map(|entity| entity.id.clone()).collect();
        ids.extend(named.into_iter().map(str::to_owned));
        ids.insert(name.to_owned());
        ids.into_iter().collect()
    }

    /// Gazetteer ids and country codes that a name stands for; what they contain is found through them.
    pub(crate) fn place_ids(&self, name: &str) -> Vec<String> {
        let folded = self.folded(name);
        let mut ids: BTreeSet<String> = BTreeSet::from([name.to_owned()]);
        for place in self.lexicon.places().iter() {
            if place.id == name || self.folded(&place.name_en) == folded || self.folded(&place.name_ar) == folded {
                ids.insert(place.id.clone());
                if place.level == marsad_record::PlaceLevel::Country {
                    ids.insert(place.country.clone());
                }
            }
        }
        let spelled = self.lexicon.table("world/place_names").rows();
        ids.extend(spelled.filter(|row| self.folded(row.get("name")) == folded).map(|row| row.id().to_owned()));
        ids.into_iter().collect()
    }

    /// A name as names are compared.
    pub(crate) fn folded(&self, name: &str) -> String {
        let folded = self.lexicon.fold(name.trim());
        self.lexicon.without_article(&folded).map_or(folded.clone(), str::to_owned)
    }
}
