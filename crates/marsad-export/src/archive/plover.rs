//! Incidents as PLOVER events (openeventdata/PLOVER, manual of 2024-02), one JSON object a line.
//!
//! PLOVER has no field for who told it, for sides or for independent origins: they travel under `marsad`.

use marsad_record::EntityKind;
use marsad_record::incident::ActorFact;
use marsad_record::reported::Reported;
use serde_json::{Value, json};

use super::country::country;
use super::gist;
use super::names::Names;
use super::writer::Entry;
use crate::incident::incident;

/// One incident as an event.
pub(super) fn event(entry: &Entry<'_>) -> Value {
    let told = entry.incident;
    let (from, to) = gist::days(told);
    let [_, dead, _] = gist::spread(&told.facts.killed);
    let [_, injured, _] = gist::spread(&told.facts.wounded);
    let sources = entry.citations.values().map(|citation| {
        json!({"corpus": citation.outlet, "citation": citation.claim.document, "language": "ar", "text": citation.quote})
    });
    json!({
        "id": told.id,
        "date": from,
        "enddate": to,
        "event": [told.kind.name()],
        "mode": told.modes,
        "context": [],
        "quad_code": gist::quad(told),
        "event_scale": told.kind.score(&told.modes),
        "actor": parties(&told.facts.actors, entry.names),
        "recipient": parties(&told.facts.recipients, entry.names),
        "event_loc": location(entry),
        "size": {"dead": dead, "injured": injured},
        "text": gist::quote(entry),
        "cite_info": sources.collect::<Vec<_>>(),
        "coder": "Marsad",
        "comment": gist::disagreement(entry),
        "marsad": incident(told, entry.citations),
    })
}

fn parties(fact: &Reported<ActorFact>, names: &Names) -> Vec<Value> {
    fact.sides.iter().map(|side| party(&side.value, names)).collect()
}

/// A state has its country's code and the sector GOV; a group is an unidentified armed force unless its country is
/// known; what is no entity of ours has its words alone.
fn party(actor: &ActorFact, names: &Names) -> Value {
    let entity = actor.entity.as_ref().and_then(|id| names.entities.get(id));
    let code = country(entity.and_then(|entity| entity.country.as_deref())).map(|country| country.alpha3);
    let sector = entity.map(|entity| match entity.kind {
        EntityKind::State => "GOV",
        EntityKind::Outlet => "JRN",
        EntityKind::Group => "UAF",
        EntityKind::Organisation | EntityKind::Person | EntityKind::Place => "UNK",
    });
    json!({
        "code": code,
        "sector": sector,
        "entity_text": names.actor(actor),
        "identifier_id": entity.and_then(|entity| entity.wikidata.as_deref()),
        "identifier_text": actor.entity,
    })
}

fn location(entry: &Entry<'_>) -> Option<Value> {
    let place = gist::place(entry.incident)?;
    let point = gist::point(entry.incident, entry.names);
    let state = country(place.country.as_deref());
    let resolution = 5 - place.level as i64;
    Some(json!({
        "extracted_place": place.name,
        "resolved_place": entry.names.place(place.place.as_deref()).map(|named| named.name_en.as_str()),
        "lat": point.map(|point| point.0),
        "lon": point.map(|point| point.1),
        "country": state.map(|state| state.name),
        "country_code": state.map(|state| state.alpha3),
        "resolution": resolution,
    }))
}
