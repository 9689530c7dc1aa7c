//! An incident in single values, as formats want it that have no room for disagreement.
//!
//! Where sides differ, the days become a stretch, the place stays with the most widely told side, and the notes tell
//! every side: nothing is settled silently.

use marsad_record::PlaceLevel;
use marsad_record::incident::{ActorFact, Incident, PlaceFact, TollFact};
use marsad_record::reported::Reported;

use super::names::Names;
use super::writer::Entry;

/// First and last day told, ISO.
pub(super) fn days(incident: &Incident) -> (Option<String>, Option<String>) {
    let sides = || incident.facts.date.sides.iter().map(|side| &side.value);
    let first = sides().filter_map(|interval| interval.from).min();
    let last = sides().filter_map(|interval| interval.to).max();
    (first.map(|day| day.to_string()), last.map(|day| day.to_string()))
}

/// The most widely told place.
pub(super) fn place(incident: &Incident) -> Option<&PlaceFact> {
    incident.facts.place.sides.first().map(|side| &side.value)
}

/// Where that place lies, from the finest place around it that the gazetteer knows.
pub(super) fn point(incident: &Incident, names: &Names) -> Option<(f64, f64)> {
    let place = place(incident)?;
    let around = place.place.iter().chain(&place.chain);
    around.filter_map(|id| names.places.get(id)?.point).next()
}

/// The English name of the province it lies in.
pub(super) fn province<'t>(incident: &'t Incident, names: &'t Names) -> Option<&'t str> {
    let place = place(incident)?;
    let mut around = place.place.iter().chain(&place.chain).filter_map(|id| names.places.get(id));
    around.find(|place| place.level == PlaceLevel::Province).map(|place| place.name_en.as_str())
}

/// How exact the place is in UCDP's numbers: 1 exact, 3 district, 4 province, 6 country.
pub(super) fn place_precision(level: PlaceLevel) -> i64 {
    match level {
        PlaceLevel::Site | PlaceLevel::City => 1,
        PlaceLevel::District => 3,
        PlaceLevel::Province => 4,
        PlaceLevel::Country => 6,
    }
}

/// The English names of those who act, or of those acted upon.
pub(super) fn actors<'t>(entry: &Entry<'t>) -> Vec<&'t str> {
    parties(&entry.incident.facts.actors, entry.names)
}

/// The English names of those acted upon.
pub(super) fn recipients<'t>(entry: &Entry<'t>) -> Vec<&'t str> {
    parties(&entry.incident.facts.recipients, entry.names)
}

/// The other side: who is acted upon, else a second actor whom the same claim tells beside the first. Two actors of
/// different claims are a dispute over who did it, not two sides of a fight.
pub(super) fn opponent<'t>(entry: &Entry<'t>) -> Option<&'t ActorFact> {
    let facts = &entry.incident.facts;
    if let Some(recipient) = facts.recipients.sides.first() {
        return Some(&recipient.value);
    }
    let (first, others) = facts.actors.sides.split_first()?;
    let beside = others.iter().find(|other| other.claims.iter().any(|claim| first.claims.contains(claim)));
    beside.map(|other| &other.value)
}

/// The quad class in PLOVER's numbers, from 1, verbal cooperation, to 4, material conflict.
pub(super) fn quad(incident: &Incident) -> i64 {
    1 + incident.kind.quad() as i64
}

fn parties<'t>(fact: &'t Reported<ActorFact>, names: &'t Names) -> Vec<&'t str> {
    let mut parties: Vec<&str> = Vec::new();
    for side in &fact.sides {
        let name = names.actor(&side.value);
        if !parties.contains(&name) {
            parties.push(name);
        }
    }
    parties
}

/// The words of the claim that the toll rests on, else of the first claim.
pub(super) fn quote<'t>(entry: &Entry<'t>) -> Option<&'t str> {
    let toll = entry.incident.facts.killed.reported.sides.first().and_then(|side| side.claims.first());
    let claim = toll.or_else(|| entry.incident.claims.first())?;
    entry.citations.get(claim).map(|citation| citation.quote.as_str())
}

/// Outlets that tell it, each once.
pub(super) fn outlets<'t>(entry: &Entry<'t>) -> Vec<&'t str> {
    let mut outlets: Vec<&str> = entry.citations.values().map(|citation| citation.outlet.as_str()).collect();
    outlets.retain(|outlet| !outlet.is_empty());
    outlets.sort_unstable();
    outlets.dedup();
    outlets
}

/// Every side of every disputed fact in one line: `killed: 48 (bbc) / 57 (anadolu)`.
pub(super) fn disagreement(entry: &Entry<'_>) -> Option<String> {
    let facts = &entry.incident.facts;
    let mut lines = Vec::new();
    if facts.date.is_disputed() {
        lines.push(sides(entry, "date", &facts.date, super::tables::interval));
    }
    if facts.place.is_disputed() {
        lines.push(sides(entry, "place", &facts.place, |place| place.name.clone()));
    }
    for (name, toll) in [("killed", &facts.killed), ("wounded", &facts.wounded)] {
        if toll.is_disputed() {
            lines.push(sides(entry, name, &toll.reported, super::tables::amount));
        }
    }
    Some(lines.join("; ")).filter(|lines| !lines.is_empty())
}

fn sides<T>(entry: &Entry<'_>, name: &str, fact: &Reported<T>, value: impl Fn(&T) -> String) -> String {
    let sides = fact.sides.iter().map(|side| {
        let mut outlets: Vec<&str> = (side.claims.iter())
            .filter_map(|claim| entry.citations.get(claim))
            .map(|citation| citation.outlet.as_str())
            .collect();
        outlets.dedup();
        format!("{} ({})", value(&side.value), outlets.join(", "))
    });
    format!("{name}: {}", sides.collect::<Vec<_>>().join(" / "))
}

/// Low, best and high of a toll.
pub(super) fn spread(toll: &TollFact) -> [Option<f64>; 3] {
    let spread = toll.spread.as_ref();
    [spread.and_then(|spread| spread.low), spread.and_then(|spread| spread.best), spread.and_then(|spread| spread.high)]
}
