//! Under which keys a strand is kept and looked for: two strands that share none are never compared.
//!
//! A strand posts itself under its keys and probes those of the strands it could meet; the relation is symmetric.

use std::borrow::Cow;
use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use marsad_record::decision::Decision;
use marsad_record::incident::Strand;

use crate::decided::Decided;
use crate::digest::Digest;
use crate::profile::{Family, NARROW, Reach};

/// Longest interval, in days, that is kept under each of its days.
pub(crate) const DAYS: i32 = 9;
/// Longest interval that is compared at all.
pub(crate) const MONTHS: i32 = 40;

/// The keys that a strand is kept under, as it was read and as people corrected it.
pub fn posts(strand: &Strand, decisions: &[Decision]) -> BTreeSet<u64> {
    let mut both: BTreeSet<u64> = posted(&Reach::of(strand)).into_iter().collect();
    if let Cow::Owned(corrected) = Decided::of(decisions).standing(strand) {
        both.extend(posted(&Reach::of(&corrected)));
    }
    both
}

/// Sorted, each once.
pub(crate) fn posted(reach: &Reach<'_>) -> Vec<u64> {
    let mut keys = Vec::new();
    for (from, to) in stretches(reach) {
        let is_day = span(from, to) <= DAYS;
        for country in countries(reach, "?").chain(["*"]) {
            let under = Under { family: reach.family, country };
            if is_day {
                keys.extend(days(from, to, 1).into_iter().map(|day| under.day(day)));
            }
            keys.extend(months(from, to).map(|month| under.month(month, if is_day { b'd' } else { b'm' })));
        }
    }
    keys.extend(figures(reach, false));
    sorted(keys)
}

/// Sorted, each once.
pub(crate) fn probed(reach: &Reach<'_>) -> Vec<u64> {
    let mut keys = Vec::new();
    let unknown = if reach.countries.is_empty() { None } else { Some("?") };
    for (from, to) in stretches(reach) {
        let is_day = span(from, to) <= DAYS;
        for country in countries(reach, "*").chain(unknown) {
            let under = Under { family: reach.family, country };
            if is_day {
                keys.extend(days(from, to, 1).into_iter().map(|day| under.day(day)));
            }
            for month in months(from, to) {
                keys.push(under.month(month, b'm'));
                if !is_day {
                    keys.push(under.month(month, b'd'));
                }
            }
        }
    }
    keys.extend(figures(reach, true));
    sorted(keys)
}

/// The days of its own countries that it is compared under: hardly a strand lies near another under one of these and
/// links to nothing of what it links to. Sorted, each once.
pub(crate) fn probed_at_home(reach: &Reach<'_>) -> Vec<u64> {
    let mut keys = Vec::new();
    for (from, to) in stretches(reach).filter(|(from, to)| span(*from, *to) <= DAYS) {
        for country in reach.countries.iter() {
            let under = Under { family: reach.family, country };
            keys.extend(days(from, to, 1).into_iter().map(|day| under.day(day)));
        }
    }
    sorted(keys)
}

/// What recalls a figure meets what tells it, in the months after it or for ever.
fn figures(reach: &Reach<'_>, is_probe: bool) -> Vec<u64> {
    let is_recalling = reach.may_recall();
    let side: &[u8] = if is_recalling != is_probe { b"recalled" } else { b"told" };
    let (months, is_ever) = reach.seasons(is_recalling);
    let town = |town| Under { family: reach.family, country: town }.key(side);
    let mut keys: Vec<u64> = reach.old_town().map(town).into_iter().collect();
    if reach.is_old() {
        // What is long past is told of wrong years and of no country: its figure alone brings it together.
        let nowhere = Under { family: reach.family, country: "" };
        keys.extend(
            reach.figures.iter().map(|figure| nowhere.key(&[b"old".as_slice(), &figure.to_be_bytes()].concat())),
        );
    }
    if let Some((from, to)) = reach.told_days().filter(|(from, to)| span(*from, *to) <= NARROW) {
        // One figure of one day can be one happening though the one puts it across a border.
        let anywhere = Under { family: reach.family, country: "" };
        for day in days(from, to, 0) {
            keys.extend(reach.figures.iter().map(|figure| anywhere.figure_on(*figure, day)));
        }
    }
    for under in reach.countries.iter().map(|country| Under { family: reach.family, country }) {
        for figure in reach.figures.iter() {
            let figure = figure.to_be_bytes();
            keys.extend(months.iter().map(|day| under.key(&[side, &figure, &under.year_and_month(*day)].concat())));
            keys.extend(is_ever.then(|| under.key(&[side, &figure].concat())));
        }
    }
    keys
}

fn sorted(mut keys: Vec<u64>) -> Vec<u64> {
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The countries, or what stands for none.
fn countries<'r>(reach: &'r Reach<'_>, none: &'static str) -> impl Iterator<Item = &'r str> {
    let instead = reach.countries.is_empty().then_some(none);
    reach.countries.iter().copied().chain(instead)
}

/// The days and their other readings.
fn stretches(reach: &Reach<'_>) -> impl Iterator<Item = (Date, Date)> {
    reach.days.into_iter().chain(reach.other_days.iter().copied())
}

/// What all keys of a family and a country begin with.
#[derive(Clone, Copy)]
struct Under<'r> {
    family: Family,
    country: &'r str,
}

impl Under<'_> {
    fn day(self, day: Date) -> u64 {
        self.key(&[self.year_and_month(day).as_slice(), b"-", &two(day.day())].concat())
    }

    fn month(self, day: Date, stretch: u8) -> u64 {
        self.key(&[self.year_and_month(day).as_slice(), &[stretch]].concat())
    }

    fn figure_on(self, figure: u32, day: Date) -> u64 {
        self.key(&[figure.to_be_bytes().as_slice(), &self.year_and_month(day), &two(day.day())].concat())
    }

    fn year_and_month(self, day: Date) -> Vec<u8> {
        [format!("{:04}-", day.year()).as_bytes(), &two(day.month())].concat()
    }

    fn key(self, rest: &[u8]) -> u64 {
        let mut letter = [0; 4];
        let family = self.family.letter().encode_utf8(&mut letter).as_bytes();
        Digest::new().bytes(family).bytes(b"|").bytes(self.country.as_bytes()).bytes(b"|").bytes(rest).end().finish()
    }
}

fn two(number: i8) -> [u8; 2] {
    let number = number.unsigned_abs();
    [b'0' + number / 10, b'0' + number % 10]
}

/// Days between the two, both counted; asked for every pair, so without calendar machinery.
pub(crate) fn span(from: Date, to: Date) -> i32 {
    ordinal(to) - ordinal(from) + 1
}

/// The number of a day, counted from the first of March of the year 0 (Hinnant's civil days).
pub(crate) fn ordinal(date: Date) -> i32 {
    let (month, day) = (i32::from(date.month()), i32::from(date.day()));
    let year = i32::from(date.year()) - i32::from(month <= 2);
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
}

fn days(from: Date, to: Date, around: i32) -> Vec<Date> {
    let first = from.checked_sub(around.days()).unwrap_or(from);
    let last = to.checked_add(around.days()).unwrap_or(to);
    first.series(1.day()).take_while(|day| *day <= last).take((DAYS + 2 * around) as usize).collect()
}

/// A day of each month that the two lie in.
fn months(from: Date, to: Date) -> impl Iterator<Item = Date> {
    let is_one = (from.year(), from.month()) == (to.year(), to.month());
    [Some(from), Some(to).filter(|_| !is_one)].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::span;
    use jiff::civil::date;

    #[test]
    fn days_are_counted_across_leap_years_and_eras() {
        assert_eq!(span(date(2018, 3, 1), date(2018, 3, 1)), 1);
        assert_eq!(span(date(2020, 2, 28), date(2020, 3, 1)), 3);
        assert_eq!(span(date(1900, 1, 1), date(2100, 1, 1)), 73_050);
        assert_eq!(span(date(2018, 3, 2), date(2018, 3, 1)), 0);
    }
}
