//! What a name in a question stands for: an id, or any Arabic or English name of the lexicon, folded.

use std::collections::{BTreeSet, HashMap};

use marsad_lexicon::Lexicon;
use marsad_record::{EntityKind, PlaceLevel};

use crate::desk::Desk;

/// Who and what bears which folded name, and what belongs to whom.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Ids of entities by each of their names.
    actors: HashMap<String, Vec<String>>,
    /// Ids of entities by each entity that they belong to, themselves too; and whether they are outlets.
    belonging: HashMap<String, Vec<(String, bool)>>,
    /// Ids of places, and codes of countries, by each of their names.
    places: HashMap<String, Vec<String>>,
    /// Ids of the places in each place; those in a country are known by its code.
    within: HashMap<String, Vec<String>>,
}

impl Names {
    /// Of a lexicon.
    pub(crate) fn of(lexicon: &Lexicon) -> Self {
        let mut names = Self::default();
        let entities = lexicon.entities();
        for entity in entities.iter() {
            for name in [&entity.name_en, &entity.name_ar].into_iter().chain(&entity.also) {
                note(&mut names.actors, folded(lexicon, name), &entity.id);
            }
            for ancestor in entities.lineage(&entity.id) {
                let of = names.belonging.entry(ancestor.to_owned()).or_default();
                of.push((entity.id.clone(), entity.kind == EntityKind::Outlet));
            }
        }
        for place in lexicon.places().iter() {
            for name in [&place.name_en, &place.name_ar] {
                let name = folded(lexicon, name);
                if place.level == PlaceLevel::Country {
                    note(&mut names.places, name.clone(), &place.country);
                    note(&mut names.places, place.id.clone(), &place.country);
                }
                note(&mut names.places, name, &place.id);
            }
        }
        for place in lexicon.places().iter() {
            let parent = |id: &str| lexicon.places().get(id).and_then(|place| place.parent.as_deref());
            let mut above: Vec<&str> = Vec::new();
            while let Some(next) = parent(above.last().unwrap_or(&place.id.as_str())) {
                if above.contains(&next) {
                    break;
                }
                above.push(next);
            }
            for ancestor in above {
                if lexicon.places().get(ancestor).is_some_and(|place| place.level != PlaceLevel::Country) {
                    names.within.entry(ancestor.to_owned()).or_default().push(place.id.clone());
                }
            }
        }
        for row in lexicon.table("world/place_names").rows() {
            note(&mut names.places, folded(lexicon, row.get("name")), row.id());
        }
        names
    }

    /// Ids of the entities that bear a folded name.
    pub(crate) fn bearers(&self, folded: &str) -> &[String] {
        self.actors.get(folded).map(Vec::as_slice).unwrap_or_default()
    }

    /// Ids of an entity and of all that belongs to it.
    pub(crate) fn belonging(&self, id: &str) -> Vec<String> {
        let belonging = self.belonging.get(id).into_iter().flatten().map(|(id, _)| id.clone());
        belonging.chain([id.to_owned()]).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

fn note(names: &mut HashMap<String, Vec<String>>, name: String, id: &str) {
    let ids = names.entry(name).or_default();
    if !ids.iter().any(|known| known == id) {
        ids.push(id.to_owned());
    }
}

/// A name as names are compared.
fn folded(lexicon: &Lexicon, name: &str) -> String {
    let folded = lexicon.fold(name.trim());
    lexicon.without_article(&folded).map_or(folded.clone(), str::to_owned)
}

impl Desk {
    /// Ids of the entities that a name stands for, with all that belongs to them.
    pub(crate) fn actor_ids(&self, name: &str) -> Vec<String> {
        let names = self.shared.names(&self.lexicon);
        // Where an id is also a name of others, the id is meant.
        let named = match self.lexicon.entities().get(name) {
            Some(_) => vec![name.to_owned()],
            None => names.bearers(&self.folded(name)).to_vec(),
        };
        let mut ids: BTreeSet<String> = BTreeSet::from([name.to_owned()]);
        for id in &named {
            let belonging = names.belonging.get(id).into_iter().flatten();
            ids.extend(belonging.filter(|(_, is_outlet)| !is_outlet).map(|(id, _)| id.clone()));
        }
        ids.extend(named);
        ids.into_iter().collect()
    }

    /// Gazetteer ids and country codes that a name stands for.
    pub(crate) fn places_named(&self, name: &str) -> BTreeSet<String> {
        let places = &self.shared.names(&self.lexicon).places;
        let found = [name, &self.folded(name)].map(|name| places.get(name).into_iter().flatten().cloned());
        found.into_iter().flatten().chain([name.to_owned()]).collect()
    }

    /// The same with the places that they contain.
    pub(crate) fn place_ids(&self, name: &str) -> Vec<String> {
        let mut ids = self.places_named(name);
        let within = &self.shared.names(&self.lexicon).within;
        let inner: Vec<String> = ids.iter().filter_map(|id| within.get(id)).flatten().cloned().collect();
        ids.extend(inner);
        ids.into_iter().collect()
    }

    /// A name as names are compared.
    pub(crate) fn folded(&self, name: &str) -> String {
        folded(&self.lexicon, name)
    }
}
