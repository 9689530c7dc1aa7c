//! The flat tables: an incident a row, a side of a fact with one claim that tells it a row, a claim a row.

use marsad_record::incident::{ActorFact, Citation, PlaceFact};
use marsad_record::reported::{ClaimRef, Reported};
use marsad_record::{Claim, Interval, TollPart};

use super::gist;
use super::sheet::{Cell, Kind, Sheet};
use super::writer::Entry;
use crate::spans::ends;

/// One row an incident; what is disputed is marked, and its sides are in `facts`.
pub(super) const INCIDENTS: Sheet = Sheet {
    name: "incidents",
    columns: &[
        ("incident", Kind::Text),
        ("type", Kind::Text),
        ("modes", Kind::Text),
        ("quad", Kind::Whole),
        ("score", Kind::Real),
        ("date_from", Kind::Text),
        ("date_to", Kind::Text),
        ("date_disputed", Kind::Flag),
        ("place", Kind::Text),
        ("place_en", Kind::Text),
        ("place_ar", Kind::Text),
        ("country", Kind::Text),
        ("resolution", Kind::Text),
        ("latitude", Kind::Real),
        ("longitude", Kind::Real),
        ("place_disputed", Kind::Flag),
        ("actors", Kind::Text),
        ("actors_disputed", Kind::Flag),
        ("recipients", Kind::Text),
        ("killed_low", Kind::Real),
        ("killed_best", Kind::Real),
        ("killed_high", Kind::Real),
        ("killed_rule", Kind::Text),
        ("killed_disputed", Kind::Flag),
        ("wounded_low", Kind::Real),
        ("wounded_best", Kind::Real),
        ("wounded_high", Kind::Real),
        ("wounded_rule", Kind::Text),
        ("wounded_disputed", Kind::Flag),
        ("contradictions", Kind::Text),
        ("documents", Kind::Whole),
        ("outlets", Kind::Whole),
        ("origins", Kind::Whole),
        ("told_as", Kind::Text),
    ],
};

/// One row a claim that tells one side of one fact.
pub(super) const FACTS: Sheet = Sheet {
    name: "facts",
    columns: &[
        ("incident", Kind::Text),
        ("fact", Kind::Text),
        ("side", Kind::Whole),
        ("sides", Kind::Whole),
        ("value", Kind::Text),
        ("id", Kind::Text),
        ("low", Kind::Real),
        ("high", Kind::Real),
        ("qualifier", Kind::Text),
        ("status", Kind::Text),
        ("document", Kind::Text),
        ("claim", Kind::Text),
        ("outlet", Kind::Text),
        ("published", Kind::Text),
        ("chain", Kind::Text),
        ("quote", Kind::Text),
    ],
};

/// One row a claim.
pub(super) const CLAIMS: Sheet = Sheet {
    name: "claims",
    columns: &[
        ("document", Kind::Text),
        ("claim", Kind::Text),
        ("outlet", Kind::Text),
        ("published", Kind::Text),
        ("chain", Kind::Text),
        ("voices", Kind::Whole),
        ("innermost", Kind::Text),
        ("innermost_id", Kind::Text),
        ("anonymous", Kind::Flag),
        ("stance", Kind::Text),
        ("certainty", Kind::Text),
        ("said_from", Kind::Text),
        ("said_to", Kind::Text),
        ("about", Kind::Text),
        ("quote", Kind::Text),
        ("rules", Kind::Text),
    ],
};

/// The row of an incident.
pub(super) fn incident(entry: &Entry<'_>) -> Vec<Cell> {
    let (incident, facts) = (entry.incident, &entry.incident.facts);
    let (from, to) = gist::days(incident);
    let place = gist::place(incident);
    let named = entry.names.place(place.and_then(|place| place.place.as_deref()));
    let point = gist::point(incident, entry.names);
    let mut row = vec![
        Cell::text(&incident.id),
        Cell::text(incident.kind.name()),
        Cell::list(incident.modes.iter().map(String::as_str)),
        Cell::Whole(Some(gist::quad(incident))),
        Cell::Real(Some(incident.kind.score(&incident.modes))),
        Cell::told(from),
        Cell::told(to),
        Cell::Flag(Some(facts.date.is_disputed())),
        Cell::told(place.and_then(|place| place.place.clone())),
        Cell::told(named.map(|named| named.name_en.clone()).or_else(|| place.map(|place| place.name.clone()))),
        Cell::told(named.map(|named| named.name_ar.clone())),
        Cell::told(place.and_then(|place| place.country.clone())),
        Cell::told(place.map(|place| place.level.name())),
        Cell::Real(point.map(|point| point.0)),
        Cell::Real(point.map(|point| point.1)),
        Cell::Flag(Some(facts.place.is_disputed())),
        Cell::list(gist::actors(entry)),
        Cell::Flag(Some(facts.actors.is_disputed())),
        Cell::list(gist::recipients(entry)),
    ];
    for toll in [&facts.killed, &facts.wounded] {
        row.extend(gist::spread(toll).map(Cell::Real));
        row.push(Cell::told(toll.spread.as_ref().map(|spread| spread.rule.as_str())));
        row.push(Cell::Flag(Some(toll.is_disputed())));
    }
    row.extend([
        Cell::list(incident.contradictions.iter().map(|contradiction| contradiction.fact.as_str())),
        Cell::count(incident.documents.len()),
        Cell::count(incident.outlets),
        Cell::count(incident.origins),
        Cell::told(gist::quote(entry)),
    ]);
    row
}

/// The rows of every fact of an incident.
pub(super) fn facts(entry: &Entry<'_>) -> Vec<Vec<Cell>> {
    let facts = &entry.incident.facts;
    let mut rows = Vec::new();
    rows.extend(fact(entry, "date", &facts.date, |value| Value::named(interval(value), None)));
    rows.extend(fact(entry, "place", &facts.place, |value: &PlaceFact| {
        Value::named(value.name.clone(), value.place.clone())
    }));
    let party = |value: &ActorFact| Value {
        status: Some(value.status.name()),
        ..Value::named(entry.names.actor(value).to_owned(), value.entity.clone())
    };
    rows.extend(fact(entry, "actors", &facts.actors, party));
    rows.extend(fact(entry, "recipients", &facts.recipients, |value| Value { status: None, ..party(value) }));
    for (name, toll) in [("killed", &facts.killed), ("wounded", &facts.wounded)] {
        rows.extend(fact(entry, name, &toll.reported, |value: &TollPart| Value {
            range: Some(value.range),
            ..Value::named(amount(value), None)
        }));
    }
    rows.extend(fact(entry, "method", &facts.method, |value| Value::named(value.clone(), None)));
    rows
}

/// The row of a claim.
pub(super) fn claim(claim: &Claim, citation: &Citation) -> Vec<Cell> {
    let innermost = claim.attribution.last();
    let said = claim.said_at.as_ref().and_then(|said| said.interval);
    vec![
        Cell::text(&citation.claim.document),
        Cell::text(&claim.id),
        Cell::told(Some(citation.outlet.as_str()).filter(|outlet| !outlet.is_empty())),
        Cell::told(citation.published.as_deref()),
        Cell::text(citation.chain.join(" > ")),
        Cell::count(claim.attribution.len()),
        Cell::told(innermost.map(|link| link.voice.as_str())),
        Cell::told(innermost.and_then(|link| link.entity.as_deref())),
        Cell::Flag(innermost.map(|link| link.anonymous)),
        Cell::text(claim.stance.name()),
        Cell::text(claim.certainty.name()),
        Cell::told(said.and_then(|said| said.from).map(|day| day.to_string())),
        Cell::told(said.and_then(|said| said.to).map(|day| day.to_string())),
        Cell::list(claim.about.iter().map(String::as_str)),
        Cell::text(&citation.quote),
        Cell::list(claim.rules.iter().map(String::as_str)),
    ]
}

/// A stretch of days as ISO writes it.
pub(super) fn interval(interval: &Interval) -> String {
    if let Some(day) = interval.single_day() {
        return day.to_string();
    }
    let (from, to) = ends(Some(*interval));
    let end = |day: Option<String>| day.unwrap_or_else(|| "..".to_owned());
    format!("{}/{}", end(from), end(to))
}

/// A toll in words that a reader and a program both understand: `>=20 soldiers`.
pub(super) fn amount(part: &TollPart) -> String {
    match &part.who {
        Some(who) => format!("{} {who}", part.range),
        None => part.range.to_string(),
    }
}

/// One side's value in the columns that it has.
struct Value {
    words: String,
    id: Option<String>,
    range: Option<marsad_record::quantity::Range>,
    status: Option<&'static str>,
}

impl Value {
    fn named(words: String, id: Option<String>) -> Self {
        Self { words, id, range: None, status: None }
    }
}

fn fact<T>(entry: &Entry<'_>, name: &str, fact: &Reported<T>, value: impl Fn(&T) -> Value) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for (place, side) in fact.sides.iter().enumerate() {
        let told = value(&side.value);
        rows.extend(side.claims.iter().map(|claim| {
            let mut row = vec![
                Cell::text(&entry.incident.id),
                Cell::text(name),
                Cell::count(place + 1),
                Cell::count(fact.sides.len()),
                Cell::text(&told.words),
                Cell::told(told.id.as_deref()),
                Cell::Real(told.range.and_then(|range| range.low)),
                Cell::Real(told.range.and_then(|range| range.high)),
                Cell::told(told.range.map(|range| range.qualifier.name())),
                Cell::told(told.status),
            ];
            row.extend(cited(claim, entry.citations.get(claim)));
            row
        }));
    }
    rows
}

fn cited(claim: &ClaimRef, citation: Option<&Citation>) -> [Cell; 6] {
    [
        Cell::text(&claim.document),
        Cell::text(&claim.claim),
        Cell::told(citation.map(|citation| citation.outlet.as_str()).filter(|outlet| !outlet.is_empty())),
        Cell::told(citation.and_then(|citation| citation.published.as_deref())),
        Cell::told(citation.map(|citation| citation.chain.join(" > "))),
        Cell::told(citation.map(|citation| citation.quote.as_str())),
    ]
}
