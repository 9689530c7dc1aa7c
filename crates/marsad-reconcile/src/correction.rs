//! A fact of one telling as one string, to be shown and to be corrected: what a person writes as `before` and `after`.
//!
//! Amounts are `26`, `>=20`, `>20`, `<=20`, `<20`, `~200`, `20-30`; days ISO, partial, or `from/to`; places
//! `id|name|country|level|chain,chain`; doers and means are lists with commas. `none` is nothing told.

use marsad_record::event::{Event, Modality, Role, RoleStatus, TollPart};
use marsad_record::place::{EventPlace, PlaceLevel};
use marsad_record::plover::EventType;
use marsad_record::quantity::{Qualifier, Range};
use marsad_record::time::{Interval, TimeValue};

/// What stands for a fact that is not told.
const NONE: &str = "none";

/// What an event tells of a fact; `None` if there is no such fact.
pub fn reading(event: &Event, fact: &str) -> Option<String> {
    let toll = |part: &Option<TollPart>| part.as_ref().map_or(NONE.to_owned(), |part| part.range.to_string());
    Some(match fact {
        "killed" => toll(&event.toll.killed),
        "wounded" => toll(&event.toll.wounded),
        "date" => event.when.as_ref().map_or(NONE.to_owned(), days),
        "place" => event.place.as_ref().map_or(NONE.to_owned(), place),
        "actors" => roles(&event.actors),
        "recipients" => roles(&event.recipients),
        "type" => event.kind.name().to_owned(),
        "method" => list(&event.modes),
        "modality" => event.modality.name().to_owned(),
        _ => return None,
    })
}

/// Gives a fact of an event the value that a person says it tells; `false` if there is no such fact or value, and
/// then nothing is changed.
pub fn correct(event: &mut Event, fact: &str, after: &str) -> bool {
    let after = after.trim();
    let toll = |old: &Option<TollPart>| -> Option<Option<TollPart>> {
        if after == NONE {
            return Some(None);
        }
        let range = read_amount(after)?;
        let old = old.as_ref();
        Some(Some(TollPart { range, who: old.and_then(|part| part.who.clone()), span: old.and_then(|part| part.span) }))
    };
    match fact {
        "killed" => {
            let part = toll(&event.toll.killed);
            put(&mut event.toll.killed, part)
        }
        "wounded" => {
            let part = toll(&event.toll.wounded);
            put(&mut event.toll.wounded, part)
        }
        "date" => {
            let is_read = put(&mut event.when, read_days(after));
            if is_read {
                event.when_alternatives = Vec::new();
            }
            is_read
        }
        "place" => put(&mut event.place, read_place(after)),
        "actors" => {
            let roles = read_roles(after, &event.actors);
            put(&mut event.actors, Some(roles))
        }
        "recipients" => {
            let roles = read_roles(after, &event.recipients);
            put(&mut event.recipients, Some(roles))
        }
        "type" => put(&mut event.kind, EventType::from_name(after)),
        "method" => put(&mut event.modes, Some(read_list(after))),
        "modality" => put(&mut event.modality, Modality::from_name(after)),
        _ => false,
    }
}

/// Puts a value that could be read in its place.
fn put<T>(place: &mut T, value: Option<T>) -> bool {
    value.map(|value| *place = value).is_some()
}

fn read_amount(words: &str) -> Option<Range> {
    let signs = [
        (">=", Qualifier::AtLeast),
        (">", Qualifier::MoreThan),
        ("<=", Qualifier::AtMost),
        ("<", Qualifier::LessThan),
        ("~", Qualifier::About),
    ];
    let count = |digits: &str| digits.trim().parse::<f64>().ok().filter(|count| count.is_finite() && *count >= 0.0);
    if let Some((digits, qualifier)) = signs.iter().find_map(|(sign, of)| Some((words.strip_prefix(sign)?, *of))) {
        return count(digits).map(|count| Range::qualified(count, qualifier));
    }
    if let Some((low, high)) = words.split_once('-') {
        let (low, high) = (count(low)?, count(high)?);
        return (low <= high).then_some(Range { low: Some(low), high: Some(high), qualifier: Qualifier::Range });
    }
    count(words).map(Range::exact)
}

fn days(when: &TimeValue) -> String {
    let ends = when.interval.and_then(|interval| interval.from.zip(interval.to));
    match ends {
        Some(_) if Interval::of_iso(&when.value).is_some() => when.value.clone(),
        Some((from, to)) => format!("{from}/{to}"),
        None => when.value.clone(),
    }
}

/// `None` where the words are no time.
fn read_days(words: &str) -> Option<Option<TimeValue>> {
    if words == NONE {
        return Some(None);
    }
    let interval = match words.split_once('/') {
        Some((from, to)) => Interval { from: Interval::of_iso(from)?.from, to: Interval::of_iso(to)?.to },
        None => Interval::of_iso(words)?,
    };
    Some(Some(TimeValue { value: words.to_owned(), interval: Some(interval) }))
}

fn place(place: &EventPlace) -> String {
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    [&part(&place.place), &place.name, &part(&place.country), place.level.name(), &place.chain.join(",")].join("|")
}

/// `None` where the words are no place.
fn read_place(words: &str) -> Option<Option<EventPlace>> {
    if words == NONE {
        return Some(None);
    }
    let parts: Vec<&str> = words.split('|').collect();
    let [id, name, country, level, chain] = parts[..] else { return None };
    let part = |part: &str| Some(part.to_owned()).filter(|part| !part.is_empty());
    Some(Some(EventPlace {
        place: part(id),
        name: part(name)?,
        country: part(country),
        level: PlaceLevel::from_name(level)?,
        chain: chain.split(',').filter(|held| !held.is_empty()).map(str::to_owned).collect(),
        point: None,
        span: None,
    }))
}

fn roles(roles: &[Role]) -> String {
    list(&roles.iter().map(|role| role.entity.clone().unwrap_or_else(|| role.name.clone())).collect::<Vec<_>>())
}

/// A filler that was there keeps its name, its words and how its part is told.
fn read_roles(words: &str, old: &[Role]) -> Vec<Role> {
    let one = |id: String| {
        let known = old.iter().find(|role| role.entity.as_deref() == Some(id.as_str()) || role.name == id);
        known.cloned().unwrap_or(Role { name: id.clone(), entity: Some(id), span: None, status: RoleStatus::Asserted })
    };
    read_list(words).into_iter().map(one).collect()
}

fn list(words: &[String]) -> String {
    if words.is_empty() { NONE.to_owned() } else { words.join(",") }
}

fn read_list(words: &str) -> Vec<String> {
    let words = if words == NONE { "" } else { words };
    words.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
