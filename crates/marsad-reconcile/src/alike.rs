//! How far two documents' tellings could be of one happening: a sum of evidence for and against, in points.
//!
//! A missing field says nothing. Containment of places and intervals is agreement at another granularity.

use jiff::civil::Date;
use marsad_lexicon::Entities;
use marsad_record::incident::Strand;
use marsad_record::place::PlaceLevel;
use marsad_record::quantity::Range;

use crate::key;
use crate::origin::is_reprint;
use crate::place::{Nearness, Spot, nearness};
use crate::profile::{Family, NARROW, Profile};
use crate::recall;
use crate::sorted::Sorted;

/// From this many points two tellings are linked.
pub(crate) const LINK: f64 = 3.0;
/// Points of day and place below which hardly anything else can make up for them.
const HOPELESS: f64 = -1.0;
/// Points of tolls above which two counts could be of one happening.
const ONE_COUNT: f64 = 0.5;
/// Points of a pair that cannot be one happening.
pub(crate) const NEVER: f64 = -8.0;

/// The evidence that two documents' tellings are of one happening, by kind, in points.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Likeness {
    /// Days told, or guessed from publication.
    pub date: f64,
    /// Places.
    pub place: f64,
    /// Doers and those to whom it was done.
    pub actors: f64,
    /// Means.
    pub method: f64,
    /// Dead and wounded.
    pub toll: f64,
    /// Types of the events.
    pub kind: f64,
    /// Told apart by one article; other articles may still show that they are one.
    pub told_apart: f64,
    /// Published at one time as what both articles are about.
    pub headline: f64,
    /// Both recalled from long ago: of old happenings only the great ones are told.
    pub past: f64,
    /// One text.
    pub reprint: f64,
}

impl Likeness {
    /// All points together; `None` if the two cannot be one happening.
    pub(crate) fn of(one: &Profile, other: &Profile) -> Option<Self> {
        if one.reach.family != other.reach.family {
            return None;
        }
        let apart = match (one.reach.published, other.reach.published) {
            (Some(left), Some(right)) => key::span(left.min(right), left.max(right)) - 1,
            _ => i32::MAX,
        };
        let is_news = one.document != other.document && one.reach.is_headline && other.reach.is_headline && apart <= 1;
        let are_past = one.reach.is_old() && other.reach.is_old();
        Some(Likeness {
            date: date_points(one, other)?,
            place: place_points(one, other)?,
            actors: actor_points(one, other),
            method: method_points(one, other),
            toll: toll_points(one, other),
            kind: if one.kinds.is_disjoint(&other.kinds) { -2.0 } else { 0.0 },
            told_apart: if one.document == other.document { -2.0 } else { 0.0 },
            headline: if is_news { 0.8 } else { 0.0 },
            past: if are_past && toll_points(one, other) > ONE_COUNT { 1.5 } else { 0.0 },
            reprint: if is_reprint(one.origin, other.origin) { 2.0 } else { 0.0 },
        })
    }

    /// The sum.
    pub fn points(&self) -> f64 {
        let told = self.date + self.place + self.actors + self.method + self.toll;
        (told + self.kind + self.told_apart + self.headline + self.past + self.reprint).max(NEVER)
    }
}

/// How far two strands could be one happening, with the reasons; `None` if they cannot.
pub fn likeness(one: &Strand, other: &Strand, entities: &Entities) -> Option<Likeness> {
    Likeness::of(&Profile::of(one, entities), &Profile::of(other, entities))
}

/// Why two strands could be one happening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tie {
    /// Everything is alike that is compared.
    Copy,
    /// They agree on the whole.
    Alike,
    /// The one recalls what the other tells, perhaps under another day.
    Recall,
    /// One figure on one day in one country though the towns differ, or of something long past though the days do.
    Twin,
}

/// What ties the two, with its points, if anything does.
pub(crate) fn tie(one: &Profile, other: &Profile) -> Option<(Tie, f64)> {
    let recalled = recall::recalls(one, other).map(|points| (Tie::Recall, points));
    let linked = || is_linked(one, other).map(|points| (Tie::Alike, points));
    let figure = || recall::twin_figure(one, other).or_else(|| recall::old_figure(one, other));
    let twin = || figure().map(|_| (Tie::Twin, alike(one, other)));
    recalled.or_else(linked).or_else(twin)
}

/// Whether the two could be one happening by themselves; tellings of one article are joined only through others.
fn is_linked(one: &Profile, other: &Profile) -> Option<f64> {
    if one.reach.family != other.reach.family || one.document == other.document {
        return None;
    }
    // Elsewhere or on another day: only one text or one victim could still make them one. Most pairs end here.
    let start = date_points(one, other)? + place_points(one, other)?;
    if start < HOPELESS && one.persons.is_disjoint(&other.persons) && !is_reprint(one.origin, other.origin) {
        return None;
    }
    Some(alike(one, other)).filter(|points| *points >= LINK)
}

/// The points of a pair; symmetric.
pub(crate) fn alike(one: &Profile, other: &Profile) -> f64 {
    Likeness::of(one, other).map_or(NEVER, |likeness| likeness.points())
}

fn gap(one: (Date, Date), other: (Date, Date)) -> i32 {
    let late = if one.0 > other.1 { Some((other.1, one.0)) } else { None };
    let early = if other.0 > one.1 { Some((one.1, other.0)) } else { None };
    late.or(early).map_or(0, |(from, to)| key::span(from, to) - 1)
}

fn date_points(one: &Profile, other: &Profile) -> Option<f64> {
    let (left, right) = (one.reach.days?, other.reach.days?);
    let widest = key::span(left.0, left.1).max(key::span(right.0, right.1));
    let is_told = one.reach.is_dated && other.reach.is_dated;
    let apart = gap(left, right);
    if apart > 0 && meets_otherwise(one, other) {
        return Some(0.5);
    }
    match (apart, widest) {
        (0, 1) => Some(1.5),
        (0, ..=4) => Some(if is_told { 1.0 } else { 0.5 }),
        (0, ..=key::DAYS) => Some(0.5),
        (0, _) => Some(-0.5),
        (1, 1) => Some(-0.5),
        (1, ..=key::DAYS) => Some(-1.0),
        (2, ..=key::DAYS) => Some(-3.0),
        _ => None,
    }
}

/// Whether another reading of the days of one is a day of the other.
pub(crate) fn meets_otherwise(one: &Profile, other: &Profile) -> bool {
    let is_near = |days: Option<(Date, Date)>| days.filter(|(from, to)| key::span(*from, *to) <= NARROW);
    let (left, right) = (is_near(one.reach.days), is_near(other.reach.days));
    let crosses = |days: &Sorted<(Date, Date)>, with: Option<(Date, Date)>| {
        with.is_some_and(|with| days.iter().any(|days| gap(*days, with) == 0))
    };
    crosses(&one.reach.other_days, right) || crosses(&other.reach.other_days, left)
}

pub(crate) fn place_points(one: &Profile, other: &Profile) -> Option<f64> {
    let share_country = !one.reach.countries.is_disjoint(&other.reach.countries);
    let of_pair = |near: Nearness| match near {
        Nearness::Same(PlaceLevel::Site | PlaceLevel::City | PlaceLevel::District) => 3.0,
        Nearness::Same(PlaceLevel::Province) => 1.6,
        Nearness::Same(PlaceLevel::Country) | Nearness::Within(PlaceLevel::Country) => 0.4,
        Nearness::Within(PlaceLevel::Province) => 1.6,
        Nearness::Within(_) => 2.6,
        Nearness::Beside => 1.0,
        Nearness::Unknown => -0.5,
        Nearness::Namesake => -0.5,
        Nearness::Neighbours => -2.0,
        Nearness::Apart => -3.5,
        // A country that one names beside the place, as a doer's, is often taken for the place.
        Nearness::Abroad if share_country => -1.5,
        Nearness::Abroad => NEVER,
    };
    let (mut known, mut unknown): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
    for (left_place, left) in one.reach.places.iter().enumerate() {
        for (right_place, right) in other.reach.places.iter().enumerate() {
            // Where a headline happened counts in full, the places of its other sentences by a third.
            let share = if left_place + right_place == 0 { 1.0 } else { 0.3 };
            let near = nearness(Spot::from(*left), Spot::from(*right));
            let pair = of_pair(near);
            let told = if near == Nearness::Unknown { &mut unknown } else { &mut known };
            told.push(if pair > 0.0 { pair * share } else { pair });
        }
    }
    // What cannot be compared says something only where nothing can.
    let points = if known.is_empty() { unknown } else { known }.into_iter();
    match points.reduce(f64::max) {
        Some(points) if points <= NEVER => None,
        Some(points) => Some(points),
        None if share_country => Some(0.3),
        None if one.reach.countries.is_empty() || other.reach.countries.is_empty() => Some(0.0),
        None => Some(-0.7),
    }
}

pub(crate) fn actor_points(one: &Profile, other: &Profile) -> f64 {
    let mut points = 0.0;
    let shared = one.actors.shared(&other.actors);
    if shared > 0 {
        points += if shared > 1 { 2.2 } else { 1.5 };
    } else if !one.actors.is_empty() && !other.actors.is_empty() {
        points -= if one.reach.family == Family::Force { 0.4 } else { 3.0 };
    }
    if !one.persons.is_empty() && !other.persons.is_empty() {
        points += if one.persons.is_disjoint(&other.persons) { -2.0 } else { 2.0 };
    } else if !one.recipients.is_disjoint(&other.recipients) {
        points += 1.2;
    } else if !one.recipients.is_empty() && !other.recipients.is_empty() {
        points -= if one.reach.family == Family::Force { 0.2 } else { 1.5 };
    }
    if !one.victims.is_disjoint(&other.victims) {
        points += 0.5;
    }
    points
}

/// Means that readers of one attack confuse with one another.
fn means(mode: &str) -> Option<u8> {
    Some(match mode {
        "suicide-attack" | "explosives" | "firearms" | "targeted" => 1,
        "aerial" | "drone" | "heavy-weapons" | "unconventional" => 2,
        "abduct" | "arrest" => 3,
        "crowd-control" | "beat" | "primitive" | "riot" | "demo" => 4,
        _ => return None,
    })
}

pub(crate) fn method_points(one: &Profile, other: &Profile) -> f64 {
    if one.modes.is_empty() || other.modes.is_empty() {
        return 0.0;
    }
    if !one.modes.is_disjoint(&other.modes) {
        return 1.0;
    }
    let mut pairs = one.modes.iter().flat_map(|left| other.modes.iter().map(move |right| (left, right)));
    if pairs.any(|(left, right)| means(left).is_some() && means(left) == means(right)) { 0.0 } else { -1.5 }
}

fn toll_points(one: &Profile, other: &Profile) -> f64 {
    let pairs = one.killed.iter().flat_map(|left| other.killed.iter().map(move |right| (left, right)));
    let killed = pairs.map(|(left, right)| toll_pair(left, right)).reduce(f64::max).unwrap_or(0.0);
    let pairs = one.wounded.iter().flat_map(|left| other.wounded.iter().map(move |right| (left, right)));
    let wounded = pairs.map(|(left, right)| toll_pair(left, right)).reduce(f64::max).unwrap_or(0.0);
    killed + 0.6 * wounded
}

fn toll_pair(one: &Range, other: &Range) -> f64 {
    let (Some(left), Some(right)) = (one.told(), other.told()) else { return 0.0 };
    let (less, more) = (left.min(right).max(1.0), left.max(right).max(1.0));
    match more / less {
        1.0 => recall::weight(recall::whole(less)),
        ratio if ratio <= 1.1 && less >= 10.0 => 0.8,
        ratio if ratio <= 1.5 => 0.4,
        ratio if ratio <= 4.0 => 0.0,
        ratio if ratio <= 10.0 => -0.6,
        _ => -1.0,
    }
}
