//! What the ids of a desk are called: foreign formats want names and points beside them.

use std::collections::BTreeMap;

use marsad_record::incident::ActorFact;
use marsad_record::{Entity, PlaceLevel};

/// What a place is called and where it lies.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedPlace {
    /// In English.
    pub name_en: String,
    /// In Arabic.
    pub name_ar: String,
    /// How fine it is.
    pub level: PlaceLevel,
    /// Latitude and longitude in degrees.
    pub point: Option<(f64, f64)>,
}

/// Names by id, for the ids of one incident.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Names {
    /// Actors and outlets.
    pub entities: BTreeMap<String, Entity>,
    /// Places of the gazetteer.
    pub places: BTreeMap<String, NamedPlace>,
}

impl Names {
    /// The English name of an actor, or the words of the text where it is none of ours.
    pub(super) fn actor<'t>(&'t self, actor: &'t ActorFact) -> &'t str {
        let known = actor.entity.as_ref().and_then(|id| self.entities.get(id));
        known.map_or(&actor.name, |entity| &entity.name_en)
    }

    /// The place of that gazetteer id.
    pub(super) fn place(&self, id: Option<&str>) -> Option<&NamedPlace> {
        self.places.get(id?)
    }
}
