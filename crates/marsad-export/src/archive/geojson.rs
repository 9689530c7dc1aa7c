//! Incidents as a GeoJSON feature collection (RFC 7946); an incident without a known point has a null geometry.

use serde_json::{Value, json};

use super::gist;
use super::writer::Entry;

/// What stands before the first feature and after the last.
pub(super) const FRAME: [&str; 2] = ["{\"type\":\"FeatureCollection\",\"features\":[\n", "\n]}\n"];

/// One incident.
pub(super) fn feature(entry: &Entry<'_>) -> Value {
    let incident = entry.incident;
    let (from, to) = gist::days(incident);
    let place = gist::place(incident);
    let named = entry.names.place(place.and_then(|place| place.place.as_deref()));
    let point = gist::point(incident, entry.names);
    let [low, best, high] = gist::spread(&incident.facts.killed);
    json!({
        "type": "Feature",
        "id": incident.id,
        "geometry": point.map(|(latitude, longitude)| json!({"type": "Point", "coordinates": [longitude, latitude]})),
        "properties": {
            "type": incident.kind.name(),
            "modes": incident.modes,
            "date_from": from,
            "date_to": to,
            "place": place.map(|place| place.name.as_str()),
            "place_ar": named.map(|named| named.name_ar.as_str()),
            "resolution": place.map(|place| place.level.name()),
            "country": place.and_then(|place| place.country.as_deref()),
            "actors": gist::actors(entry),
            "recipients": gist::recipients(entry),
            "killed": {"low": low, "best": best, "high": high},
            "contradictions": incident.contradictions.iter().map(|it| it.fact.as_str()).collect::<Vec<_>>(),
            "disagreement": gist::disagreement(entry),
            "outlets": incident.outlets,
            "origins": incident.origins,
            "told_as": gist::quote(entry),
        },
    })
}
