//! The record as FollowTheMoney entities (followthemoney 4): `Article`, actors, `Event`, and what proves each event.
//!
//! Only actors of the lexicon are written: public bodies, groups and office-holders. No private person is an entity.

use std::collections::BTreeSet;

use marsad_record::incident::PlaceFact;
use marsad_record::{Document, Entity, EntityKind};
use serde_json::{Value, json};

use super::gist;
use super::writer::Entry;

/// What was written already: one line an entity.
#[derive(Default)]
pub(super) struct Known(BTreeSet<String>);

/// An article.
pub(super) fn article(document: &Document) -> Value {
    entity(
        &article_id(&document.id),
        "Article",
        &[
            ("title", document.title.as_deref()),
            ("sourceUrl", document.url.as_deref()),
            ("publisher", document.outlet.as_deref()),
            ("author", document.byline.as_deref()),
            ("publishedAt", document.published.value.as_deref().and_then(|at| at.get(..10.min(at.len())))),
            ("language", Some(if document.language == "ar" { "ara" } else { document.language.as_str() })),
            ("bodyText", Some(document.text.as_str())),
        ],
    )
}

/// An incident, after those of its actors that no line named yet.
pub(super) fn incident(entry: &Entry<'_>, known: &mut Known) -> Vec<Value> {
    let facts = &entry.incident.facts;
    let parties = facts.actors.sides.iter().chain(&facts.recipients.sides);
    let parties: BTreeSet<&str> = parties.filter_map(|side| side.value.entity.as_deref()).collect();
    let mut lines = Vec::new();
    for party in &parties {
        if let Some(named) = entry.names.entities.get(*party).filter(|_| known.0.insert((*party).to_owned())) {
            lines.push(actor(named));
        }
    }
    let involved: Vec<String> = parties.iter().map(|party| actor_id(party)).collect();
    let proof: Vec<String> = entry.incident.documents.iter().map(|document| article_id(document)).collect();
    let (from, to) = gist::days(entry.incident);
    let place = gist::place(entry.incident);
    let address = place.and_then(|place| address(place, gist::point(entry.incident, entry.names)));
    if let Some(address) = address.as_ref().filter(|address| known.0.insert(address["id"].to_string())) {
        lines.push(address.clone());
    }
    let name = format!("{} {}", entry.incident.kind.name(), entry.incident.modes.join(" "));
    let mut event = entity(
        &format!("marsad-incident-{}", entry.incident.id),
        "Event",
        &[
            ("name", Some(name.trim())),
            ("startDate", from.as_deref()),
            ("endDate", to.as_deref()),
            ("location", place.map(|place| place.name.as_str())),
            ("country", place.and_then(|place| place.country.as_deref()).map(str::to_lowercase).as_deref()),
            ("summary", gist::quote(entry)),
            ("notes", gist::disagreement(entry).as_deref()),
        ],
    );
    event["properties"]["involved"] = json!(involved);
    event["properties"]["proof"] = json!(proof);
    if let Some(address) = address {
        event["properties"]["addressEntity"] = json!([address["id"]]);
    }
    lines.push(event);
    lines
}

/// A place of the gazetteer whose point is known.
fn address(place: &PlaceFact, point: Option<(f64, f64)>) -> Option<Value> {
    let (latitude, longitude) = point?;
    let country = place.country.as_deref().map(str::to_lowercase);
    Some(entity(
        &format!("marsad-place-{}", place.place.as_deref()?),
        "Address",
        &[
            ("full", Some(place.name.as_str())),
            ("country", country.as_deref()),
            ("latitude", Some(latitude.to_string().as_str())),
            ("longitude", Some(longitude.to_string().as_str())),
        ],
    ))
}

fn actor(named: &Entity) -> Value {
    let schema = match named.kind {
        EntityKind::Person => "Person",
        EntityKind::State => "PublicBody",
        EntityKind::Group | EntityKind::Organisation | EntityKind::Outlet => "Organization",
        EntityKind::Place => "LegalEntity",
    };
    let mut line = entity(
        &actor_id(&named.id),
        schema,
        &[
            ("name", Some(named.name_en.as_str())),
            ("country", named.country.as_deref().map(str::to_lowercase).as_deref()),
            ("wikidataId", named.wikidata.as_deref()),
        ],
    );
    let alias: Vec<&str> = std::iter::once(&named.name_ar).chain(&named.also).map(String::as_str).collect();
    line["properties"]["alias"] = json!(alias);
    line
}

fn entity(id: &str, schema: &str, properties: &[(&str, Option<&str>)]) -> Value {
    let told = properties.iter().filter_map(|(name, value)| Some(((*name).to_owned(), json!([(*value)?]))));
    json!({"id": id, "schema": schema, "properties": told.collect::<serde_json::Map<_, _>>()})
}

fn article_id(document: &str) -> String {
    format!("marsad-document-{document}")
}

fn actor_id(actor: &str) -> String {
    format!("marsad-actor-{actor}")
}
