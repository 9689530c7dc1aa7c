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
/// The same where the later is only the day of publication.
const LATELY: i32 = 2;
/// From how many tellings a day is the day of a group.
const SETTLED_DAY: usize = 3;
/// From how many tellings a town is the town of a group.
const SETTLED: usize = 2;

/// What the members of a group tell, with how many of them tell it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Core<'s> {
    days: BTreeMap<Date, usize>,
    /// Days of publication of what is told as news without a day.
    guesses: BTreeMap<Date, usize>,
    towns: BTreeMap<Town<'s>, usize>,
    /// The narrowest stretch of days of a member that tells no one day.
    loose: Option<(Date, Date)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Town<'s> {
    place: Option<&'s str>,
    name: &'s str,
    country: Option<&'s str>,
    level: PlaceLevel,
    chain: &'s [String],
}

/// A day that some members tell, or under which they only report.
struct Told {
    day: Date,
    count: usize,
    is_guess: bool,
}

impl Told {
    /// Whether the two can be one day: what is only reported under a day can have happened lately.
    fn meets(&self, other: &Told) -> bool {
        let (early, late) = if self.day <= other.day { (self, other) } else { (other, self) };
        key::span(early.day, late.day) - 1 <= if late.is_guess { LATELY } else { SLIP }
    }
}

impl<'s> Town<'s> {
    fn spot(&self) -> Spot<'s> {
        let Town { place, name, country, level, chain } = *self;
        Spot { place, name, country, level, chain }
    }
}

impl<'s> Core<'s> {
    pub(crate) fn of(profile: &Profile<'s>) -> Self {
        let mut core = Core::default();
        match profile.reach.days {
            Some((from, to)) if from == to && profile.reach.is_dated => {
                let days = if profile.reach.is_guessed() { &mut core.guesses } else { &mut core.days };
                days.insert(from, 1);
            }
            loose => core.loose = loose,
        }
        let town = profile.reach.places.first().filter(|place| place.level <= PlaceLevel::District);
        if let Some(place) = town {
            let town = Town {
                place: place.place.as_deref(),
                name: &place.name,
                country: place.country.as_deref(),
                level: place.level,
                chain: &place.chain,
            };
            core.towns.insert(town, 1);
        }
        core
    }

    pub(crate) fn take_in(&mut self, other: Core<'s>) {
        for (day, count) in other.days {
            *self.days.entry(day).or_default() += count;
        }
        for (day, count) in other.guesses {
            *self.guesses.entry(day).or_default() += count;
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
    pub(crate) fn could_be_one(&self, other: &Core<'s>) -> bool {
        let towns = match (self.town(), other.town()) {
            (Some(one), Some(two)) => {
                !matches!(nearness(one.spot(), two.spot()), Nearness::Neighbours | Nearness::Apart | Nearness::Abroad)
            }
            _ => true,
        };
        towns && self.could_be_one_day(other)
    }

    /// Whether the day of the two can be one: two days that several tell each are two days.
    pub(crate) fn could_be_one_day(&self, other: &Core<'s>) -> bool {
        let are_two_days = match (self.day(), other.day()) {
            (Some(one), Some(two)) if !one.is_guess && !two.is_guess => {
                one.day != two.day && one.count.min(two.count) >= SETTLED_DAY
            }
            _ => false,
        };
        !are_two_days && self.is_within_a_night(other)
    }

    /// Whether the days of the two can be one, but for a night.
    pub(crate) fn is_within_a_night(&self, other: &Core<'s>) -> bool {
        match (self.day(), other.day()) {
            (Some(one), Some(two)) => one.meets(&two),
            (Some(one), None) => other.loose.is_none_or(|loose| holds(loose, one.day)),
            (None, Some(two)) => self.loose.is_none_or(|loose| holds(loose, two.day)),
            (None, None) => true,
        }
    }

    fn day(&self) -> Option<Told> {
        let of = |days, is_guess| top(days).map(|(day, count)| Told { day: *day, count, is_guess });
        of(&self.days, false).or_else(|| of(&self.guesses, true))
    }

    fn town(&self) -> Option<&Town<'s>> {
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
