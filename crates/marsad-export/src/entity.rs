//! Entities as the contract has them: an object by id beside a document, a line of its own at the desk.

use marsad_record::Entity;
use serde::Serialize;
use serde::ser::Serializer;

/// The entities of one document, as one object keyed by id.
pub(crate) struct EntityMap<'t>(pub(crate) &'t [Entity]);

impl Serialize for EntityMap<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|entity| (&entity.id, EntityJson::of(entity))))
    }
}

#[derive(Serialize)]
struct EntityJson<'t> {
    name_en: &'t str,
    name_ar: &'t str,
    also: &'t [String],
    kind: &'static str,
    parent: Option<&'t str>,
    country: Option<&'t str>,
    wikidata: Option<&'t str>,
}

impl<'t> EntityJson<'t> {
    fn of(entity: &'t Entity) -> Self {
        Self {
            name_en: &entity.name_en,
            name_ar: &entity.name_ar,
            also: &entity.also,
            kind: entity.kind.name(),
            parent: entity.parent.as_deref(),
            country: entity.country.as_deref(),
            wikidata: entity.wikidata.as_deref(),
        }
    }
}

/// One actor of the desk as `marsad.actor/1`, with how many documents name it.
pub fn actor(entity: &Entity, documents: usize) -> serde_json::Value {
    let mut object = serde_json::json!({"schema": "marsad.actor/1", "id": entity.id, "documents": documents});
    let named = serde_json::to_value(EntityJson::of(entity)).expect("plain strings always serialise");
    if let (Some(object), serde_json::Value::Object(named)) = (object.as_object_mut(), named) {
        object.extend(named);
    }
    object
}
