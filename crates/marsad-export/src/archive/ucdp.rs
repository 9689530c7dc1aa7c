//! Deadly incidents in the columns of UCDP's georeferenced event dataset (GED 19.1 codebook); unknown is empty.

use marsad_record::EntityKind;
use marsad_record::incident::ActorFact;
use marsad_record::plover::EventType;

use super::country::country;
use super::gist;
use super::sheet::Cell;
use super::writer::Entry;

/// The columns of GED that can be filled from news.
pub(super) const COLUMNS: [&str; 24] = [
    "id",
    "year",
    "type_of_violence",
    "side_a",
    "side_b",
    "number_of_sources",
    "source_office",
    "source_headline",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "latitude",
    "longitude",
    "country",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "best",
    "high",
    "low",
    "disagreement",
    "source_original",
];

/// The row of an incident in which somebody died; `None` for any other.
pub(super) fn row(entry: &Entry<'_>) -> Option<Vec<Cell>> {
    let incident = entry.incident;
    let [low, best, high] = gist::spread(&incident.facts.killed);
    let is_deadly = [low, best, high].into_iter().flatten().any(|killed| killed > 0.0);
    if incident.kind != EventType::Assault || !is_deadly {
        return None;
    }
    let (from, to) = gist::days(incident);
    let place = gist::place(incident);
    let named = entry.names.place(place.and_then(|place| place.place.as_deref()));
    let point = gist::point(incident, entry.names);
    let opponent = gist::opponent(entry);
    Some(vec![
        Cell::text(&incident.id),
        Cell::told(from.as_deref().and_then(|day| day.get(..4))),
        Cell::Whole(type_of_violence(entry)),
        Cell::told(gist::actors(entry).first().copied()),
        Cell::told(opponent.map(|opponent| entry.names.actor(opponent))),
        Cell::count(incident.origins),
        Cell::list(gist::outlets(entry)),
        Cell::told(gist::quote(entry)),
        Cell::Whole(place.map(|place| gist::place_precision(place.level))),
        Cell::told(named.map(|named| named.name_en.as_str())),
        Cell::told(place.map(|place| place.name.as_str())),
        Cell::told(gist::province(incident, entry.names)),
        Cell::Real(point.map(|point| point.0)),
        Cell::Real(point.map(|point| point.1)),
        Cell::told(country(place.and_then(|place| place.country.as_deref())).map(|country| country.name)),
        Cell::Whole(Some(1)),
        Cell::Whole(date_precision(entry)),
        Cell::told(from),
        Cell::told(to),
        Cell::Real(best),
        Cell::Real(high),
        Cell::Real(low),
        Cell::told(gist::disagreement(entry)),
        Cell::list(incident.documents.iter().map(String::as_str)),
    ])
}

/// 1 where a state fights a known side, 2 between groups; empty where the sides are not known.
fn type_of_violence(entry: &Entry<'_>) -> Option<i64> {
    let kind = |actor: &ActorFact| Some(entry.names.entities.get(actor.entity.as_ref()?)?.kind);
    let first = kind(&entry.incident.facts.actors.sides.first()?.value)?;
    match (first, kind(gist::opponent(entry)?)?) {
        (EntityKind::State, _) | (_, EntityKind::State) => Some(1),
        (EntityKind::Group, EntityKind::Group) => Some(2),
        _ => None,
    }
}

/// 1 a day, 2 up to six days, 3 a week, 4 a month, 5 longer; empty where no day is told.
fn date_precision(entry: &Entry<'_>) -> Option<i64> {
    let sides = || entry.incident.facts.date.sides.iter().map(|side| &side.value);
    let first = sides().filter_map(|interval| interval.from).min()?;
    let last = sides().filter_map(|interval| interval.to).max()?;
    Some(match first.until(last).map_or(i32::MAX, |span| span.get_days()) {
        0 => 1,
        1..=5 => 2,
        6..=7 => 3,
        8..=31 => 4,
        _ => 5,
    })
}
