//! Puts the Arabic and English names beside the ids of an answer, so that a screen can be read in either language.

use marsad_desk::{Desk, Error};
use serde_json::{Map, Value};

/// Names every actor, recipient and place of an incident's facts.
pub(crate) fn name_facts(desk: &Desk, facts: &mut Value) -> Result<(), Error> {
    for fact in ["actors", "recipients", "place"] {
        let Some(fact) = facts.get_mut(fact).and_then(Value::as_object_mut) else { continue };
        if let Some(agreed) = fact.get_mut("agreed") {
            name(desk, agreed)?;
        }
        for side in fact.get_mut("sides").and_then(Value::as_array_mut).into_iter().flatten() {
            if let Some(value) = side.get_mut("value") {
                name(desk, value)?;
            }
        }
    }
    Ok(())
}

/// Names the outlet of an item in a list.
pub(crate) fn name_outlet(desk: &Desk, item: &mut Value) -> Result<(), Error> {
    let Some(object) = item.as_object_mut() else { return Ok(()) };
    let Some(outlet) = object.get("outlet").and_then(Value::as_str) else { return Ok(()) };
    if let Some(entity) = desk.actor(outlet)? {
        put(object, "outlet_ar", entity.name_ar);
        put(object, "outlet_en", entity.name_en);
    }
    Ok(())
}

/// What an actor is called in both languages.
pub(crate) fn actor_names(desk: &Desk, id: &str) -> Result<Option<Value>, Error> {
    Ok(desk.actor(id)?.map(|entity| {
        let mut names = Map::new();
        put(&mut names, "name_ar", entity.name_ar);
        put(&mut names, "name_en", entity.name_en);
        Value::Object(names)
    }))
}

/// Names the actors, recipients and place that a forecast looks for, beside their ids.
pub(crate) fn name_parties(desk: &Desk, wanted: &mut Value) -> Result<(), Error> {
    let mut named = Map::new();
    for id in ["actors", "recipients"].iter().filter_map(|part| wanted[*part].as_array()).flatten() {
        if let Some(entity) = id.as_str().map(|id| desk.actor(id)).transpose()?.flatten() {
            named.insert(entity.id, serde_json::json!({ "name_ar": entity.name_ar, "name_en": entity.name_en }));
        }
    }
    if let Some((id, place)) = wanted["place"].as_str().and_then(|id| Some((id, desk.place_names(id)?))) {
        named.insert(id.to_owned(), serde_json::json!({ "name_ar": place.name_ar, "name_en": place.name_en }));
    }
    wanted["names"] = Value::Object(named);
    Ok(())
}

fn name(desk: &Desk, value: &mut Value) -> Result<(), Error> {
    let Some(object) = value.as_object_mut() else { return Ok(()) };
    let id = |key: &str| object.get(key).and_then(Value::as_str).map(str::to_owned);
    let (entity, place) = (id("entity"), id("place"));
    if let Some(entity) = entity.map(|entity| desk.actor(&entity)).transpose()?.flatten() {
        put(object, "name_ar", entity.name_ar);
        put(object, "name_en", entity.name_en);
    }
    if let Some(place) = place.and_then(|place| desk.place_names(&place)) {
        put(object, "name_ar", place.name_ar);
        put(object, "name_en", place.name_en);
        object.insert("point".to_owned(), place.point.map(|(latitude, longitude)| vec![latitude, longitude]).into());
    }
    Ok(())
}

fn put(object: &mut Map<String, Value>, key: &str, name: String) {
    if !name.is_empty() {
        object.insert(key.to_owned(), name.into());
    }
}
