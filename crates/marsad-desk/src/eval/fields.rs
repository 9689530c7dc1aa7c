//! Whether one field of an event is what a person coded.

use marsad_record::gold::{Coded, GoldEvent, GoldPlace};
use marsad_record::{Event, EventPlace, Interval, PlaceLevel, Range, Role, TollPart};

use super::names::Names;

/// The fields, in the order of the table.
pub(super) const FIELDS: [&str; 8] = ["type", "mode", "date", "place", "actor", "recipient", "killed", "wounded"];

/// What was coded, what was read, and whether they are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Compared {
    pub(super) coded: String,
    pub(super) read: String,
    pub(super) is_right: bool,
}

/// As far apart two points of one place may be.
const NEAR_KM: f64 = 25.0;

/// One field compared; `None` where it was not coded.
pub(super) fn compared(field: &str, gold: &GoldEvent, event: &Event, names: &Names) -> Option<Compared> {
    match field {
        "type" => of(
            &gold.kind,
            Some(event.kind.name().to_owned()),
            |kind| kind.name().to_owned(),
            |kind| *kind == event.kind,
        ),
        "mode" => of(
            &gold.modes,
            told(event.modes.join("; ")),
            |modes| modes.join("; "),
            |modes| modes.iter().any(|mode| event.modes.contains(mode)),
        ),
        "date" => {
            let read = event.when.as_ref().map(|when| when.value.clone());
            of(&gold.date, read, String::clone, |day| is_within(event.interval(), day))
        }
        "place" => {
            let read = event.place.as_ref().map(|place| place.name.clone());
            of(&gold.place, read, place_told, |coded| {
                event.place.as_ref().is_some_and(|place| is_place(place, coded, names))
            })
        }
        "actor" => of(
            &gold.actors,
            roles_told(&event.actors),
            |names| listed(names),
            |coded| is_party(&event.actors, coded, names),
        ),
        "recipient" => of(
            &gold.recipients,
            roles_told(&event.recipients),
            |names| listed(names),
            |coded| is_party(&event.recipients, coded, names),
        ),
        "killed" => amount(&gold.killed, event.toll.killed.as_ref()),
        _ => amount(&gold.wounded, event.toll.wounded.as_ref()),
    }
}

/// Nothing coded is right where nothing was read.
fn of<T>(
    coded: &Coded<T>,
    read: Option<String>,
    told: impl Fn(&T) -> String,
    is_right: impl Fn(&T) -> bool,
) -> Option<Compared> {
    let (coded, is_right) = match coded {
        Coded::Open => return None,
        Coded::Nothing => (NOTHING.to_owned(), read.is_none()),
        Coded::As(value) => (told(value), is_right(value)),
    };
    Some(Compared { coded, read: read.unwrap_or_else(|| NOTHING.to_owned()), is_right })
}

const NOTHING: &str = "none";

fn told(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

fn listed(names: &[String]) -> String {
    names.join("; ")
}

fn roles_told(roles: &[Role]) -> Option<String> {
    told(roles.iter().map(|role| role.name.as_str()).collect::<Vec<_>>().join("; "))
}

/// Whether the days read lie inside those coded.
fn is_within(read: Option<Interval>, coded: &str) -> bool {
    let Some((read, coded)) = read.zip(Interval::of_iso(coded)) else { return false };
    let inside = |day: jiff::civil::Date| Some(day) >= coded.from && coded.to.is_some_and(|last| day <= last);
    read.from.is_some_and(inside) && read.to.is_some_and(inside)
}

fn place_told(place: &GoldPlace) -> String {
    let point = || place.point.map(|(latitude, longitude)| format!("{latitude}, {longitude}"));
    place.name.clone().or_else(point).unwrap_or_default()
}

/// The place itself or inside it, by id or name; else a point near by, where both are as fine as a town.
fn is_place(read: &EventPlace, coded: &GoldPlace, names: &Names) -> bool {
    let by_name = coded.name.as_deref().is_some_and(|name| {
        let named = names.places(name);
        let is_named = |id: &str| named.is_some_and(|ids| ids.contains(id));
        let ids = read.place.iter().chain(&read.chain).chain(&read.country);
        ids.map(String::as_str).any(is_named) || names.folded(&read.name) == names.folded(name)
    });
    let is_fine = !matches!(read.level, PlaceLevel::Province | PlaceLevel::Country);
    by_name || is_fine && read.point.zip(coded.point).is_some_and(|(one, other)| kilometres(one, other) <= NEAR_KM)
}

/// Distance on a sphere.
fn kilometres(one: (f64, f64), other: (f64, f64)) -> f64 {
    let radians = |(latitude, longitude): (f64, f64)| (latitude.to_radians(), longitude.to_radians());
    let ((from, from_east), (to, to_east)) = (radians(one), radians(other));
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let chord = half(to - from) + from.cos() * to.cos() * half(to_east - from_east);
    2.0 * 6371.0 * chord.sqrt().min(1.0).asin()
}

/// Whether one of those read is one of those coded.
fn is_party(roles: &[Role], coded: &[String], names: &Names) -> bool {
    roles.iter().any(|role| coded.iter().any(|name| names.is_actor(role.entity.as_deref(), &role.name, name)))
}

/// The number itself: at least 20 and 20 are the same here. A coded 0 is right where nothing was read.
fn amount(coded: &Coded<Range>, part: Option<&TollPart>) -> Option<Compared> {
    let read = part.map(|part| part.range.to_string());
    of(coded, read, Range::to_string, |coded| match part {
        Some(part) => match (coded.low, coded.high) {
            (Some(low), Some(high)) if low != high => (part.range.low, part.range.high) == (Some(low), Some(high)),
            _ => part.range.told() == coded.told() || part.range.high.is_some() && part.range.high == coded.told(),
        },
        None => coded.told() == Some(0.0),
    })
}

#[cfg(test)]
mod tests {
    use super::{is_within, kilometres};
    use marsad_record::Interval;

    #[test]
    fn a_day_is_right_inside_the_coded_month_and_a_month_wrong_for_a_day() {
        assert!(is_within(Interval::of_iso("2022-06-14"), "2022-06"));
        assert!(!is_within(Interval::of_iso("2022-06"), "2022-06-14"));
        assert!(!is_within(None, "2022-06-14"));
    }

    #[test]
    fn a_degree_of_latitude_is_a_hundred_and_eleven_kilometres() {
        assert!((kilometres((30.0, 31.0), (31.0, 31.0)) - 111.2).abs() < 0.1);
    }
}
