//! What most members of a group tell: the day and the town of a happening, against which loose tellings are judged.
//!
//! Without it a telling of «last week» or of a whole country would chain the happenings of a week into one.

use std::collections::BTreeMap;

use jiff::civil::Date;
use marsad_record::place::PlaceLevel;

use crate::key;
use crate::place::{Nearness, Spot, nearness};
use crate::profile::Profile;

/// How far apart two days can be and still be one: a night, a zone, a slip of the pen.
const SLIP: i32 = 1;
/// From how many tellings a day is the day of a group.
const SETTLED_DAY: usize = 3;
/// From how many tellings a town is the town of a group.
const SETTLED: usize = 2;

/// What the members of a group tell, with how many of them tell it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Core {
    days: BTreeMap<Date, usize>,
    towns: BTreeMap<Town, usize>,
    /// The narrowest stretch of days of a member that tells no one day.
    loose: Option<(Date, Date)>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Town {
    place: Option<String>,
    name: String,
    country: Option<String>,
    level: PlaceLevel,
    chain: Vec<String>,
}

impl Town {
    fn spot(&self) -> Spot<'_> {
        Spot {
            place: self.place.as_deref(),
            name: &self.name,
            country: self.country.as_deref(),
            level: self.level,
            chain: &self.chain,
        }
    }
}

impl Core {
    pub(crate) fn of(profile: &Profile) -> Self {
        let mut core = Core::default();
        match profile.days {
            Some((from, to)) if from == to && profile.is_dated => {
                core.days.insert(from, 1);
            }
            loose => core.loose = loose,
        }
        let town = profile.places.first().filter(|place| place.level <= PlaceLevel::District);
        if let Some(place) = town {
            let town = Town {
                place: place.place.clone(),
                name: place.name.clone(),
                country: place.country.clone(),
                level: place.level,
                chain: place.chain.clone(),
            };
            core.towns.insert(town, 1);
        }
        core
    }

    pub(crate) fn take_in(&mut self, other: Core) {
        for (day, count) in other.days {
            *self.days.entry(day).or_default() += count;
        }
        for (town, count) in other.towns {
            *self.towns.entry(town).or_default() += count;
        }
        self.loose = match (self.loose, other.loose) {
            (Some(one), Some(two)) if key::span(two.0, two.1) < key::span(one.0, one.1) => Some(two),
            (one, two) => one.or(two),
        };
    }

    /// Whether the day and the town of the two can be one.
    pub(crate) fn could_be_one(&self, other: &Core) -> bool {
        let days = match (self.day(), other.day()) {
            (Some((one, _)), Some((two, _))) if one == two => true,
            // Two days that several tell each are two days.
            (Some((_, many)), Some((_, more))) if many.min(more) >= SETTLED_DAY => false,
            (Some((one, _)), Some((two, _))) => key::span(one.min(two), one.max(two)) - 1 <= SLIP,
            (Some((day, _)), None) => other.loose.is_none_or(|loose| holds(loose, day)),
            (None, Some((day, _))) => self.loose.is_none_or(|loose| holds(loose, day)),
            (None, None) => true,
        };
        let towns = match (self.town(), other.town()) {
            (Some(one), Some(two)) => {
                !matches!(nearness(one.spot(), two.spot()), Nearness::Neighbours | Nearness::Apart | Nearness::Abroad)
            }
            _ => true,
        };
        days && towns
    }

    fn day(&self) -> Option<(Date, usize)> {
        top(&self.days).map(|(day, count)| (*day, count))
    }

    fn town(&self) -> Option<&Town> {
        top(&self.towns).filter(|(_, count)| *count >= SETTLED).map(|(town, _)| town)
    }
}

fn holds((from, to): (Date, Date), day: Date) -> bool {
    (from <= day && day <= to)
        || key::span(day.min(from), day.max(from)) - 1 <= SLIP
        || key::span(day.min(to), day.max(to)) - 1 <= SLIP
}

/// What most tell; of equals the first.
fn top<T>(counts: &BTreeMap<T, usize>) -> Option<(&T, usize)> {
    counts.iter().map(|(value, count)| (value, *count)).rev().max_by_key(|(_, count)| *count)
}
