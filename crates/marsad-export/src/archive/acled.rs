//! Incidents in ACLED's columns (codebook of 2023). The crosswalk from PLOVER is our own; an incident that ACLED would
//! not code is left out, and fatalities that nobody tells are empty, where ACLED writes 0.

use marsad_record::plover::EventType;

use super::country::country;
use super::gist;
use super::sheet::Cell;
use super::writer::Entry;

/// The columns, in ACLED's order, that can be filled from news.
pub(super) const COLUMNS: [&str; 19] = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "actor2",
    "iso",
    "country",
    "admin1",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "notes",
    "fatalities",
];

/// Disorder type, event type and sub-event type.
type Kind = (&'static str, &'static str, &'static str);

const VIOLENCE: &str = "Political violence";
const EXPLOSIONS: &str = "Explosions/Remote violence";

/// The row of an incident; `None` for what ACLED does not code.
pub(super) fn row(entry: &Entry<'_>) -> Option<Vec<Cell>> {
    let incident = entry.incident;
    let (actors, opponent) = (gist::actors(entry), gist::opponent(entry));
    let (disorder, event, sub_event) = kind(entry, entry.incident.facts.recipients.is_untold() && opponent.is_some())?;
    let (from, to) = gist::days(incident);
    let place = gist::place(incident);
    let named = entry.names.place(place.and_then(|place| place.place.as_deref()));
    let point = gist::point(incident, entry.names);
    let state = country(place.and_then(|place| place.country.as_deref()));
    let [_, best, _] = gist::spread(&incident.facts.killed);
    let notes = [gist::quote(entry).map(str::to_owned), gist::disagreement(entry)];
    Some(vec![
        Cell::text(&incident.id),
        Cell::told(from.as_deref()),
        Cell::told(from.as_deref().and_then(|day| day.get(..4))),
        Cell::Whole(from.as_ref().map(|from| if to.as_ref() == Some(from) { 1 } else { 2 })),
        Cell::text(disorder),
        Cell::text(event),
        Cell::text(sub_event),
        Cell::told(actors.first().copied()),
        Cell::told(opponent.map(|opponent| entry.names.actor(opponent))),
        Cell::Whole(state.map(|state| i64::from(state.numeric))),
        Cell::told(state.map(|state| state.name)),
        Cell::told(gist::province(incident, entry.names)),
        Cell::told(named.map(|named| named.name_en.as_str()).or(place.map(|place| place.name.as_str()))),
        Cell::Real(point.map(|point| point.0)),
        Cell::Real(point.map(|point| point.1)),
        Cell::Whole(place.map(|place| gist::place_precision(place.level).clamp(1, 3))),
        Cell::list(gist::outlets(entry)),
        Cell::list(notes.iter().flatten().map(String::as_str)),
        Cell::Real(best),
    ])
}

fn kind(entry: &Entry<'_>, is_fight: bool) -> Option<Kind> {
    let incident = entry.incident;
    let has = |mode: &str| incident.modes.iter().any(|told| told == mode);
    let assault = || match () {
        () if has("suicide-attack") => (VIOLENCE, EXPLOSIONS, "Suicide bomb"),
        () if has("aerial") || has("drone") => (VIOLENCE, EXPLOSIONS, "Air/drone strike"),
        () if has("heavy-weapons") => (VIOLENCE, EXPLOSIONS, "Shelling/artillery/missile attack"),
        () if has("unconventional") => (VIOLENCE, EXPLOSIONS, "Chemical weapon"),
        () if has("explosives") => (VIOLENCE, EXPLOSIONS, "Remote explosive/landmine/IED"),
        () if has("abduct") => (VIOLENCE, "Violence against civilians", "Abduction/forced disappearance"),
        () if has("sexual") => (VIOLENCE, "Violence against civilians", "Sexual violence"),
        () if is_fight => (VIOLENCE, "Battles", "Armed clash"),
        () => (VIOLENCE, "Violence against civilians", "Attack"),
    };
    match incident.kind {
        EventType::Assault => Some(assault()),
        EventType::Protest if has("riot") => Some(("Demonstrations", "Riots", "Violent demonstration")),
        EventType::Protest => Some(("Demonstrations", "Protests", "Peaceful protest")),
        EventType::Coerce if has("arrest") => Some(("Strategic developments", "Strategic developments", "Arrests")),
        EventType::Retreat if has("withdraw") => {
            Some(("Strategic developments", "Strategic developments", "Non-violent transfer of territory"))
        }
        EventType::Support => Some(("Strategic developments", "Strategic developments", "Agreement")),
        _ => None,
    }
}
