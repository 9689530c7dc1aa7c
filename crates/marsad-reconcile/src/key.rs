//! Under which keys a strand is kept and looked for: two strands that share none are never compared.
//!
//! A strand posts itself under its keys and probes those of the strands it could meet; the relation is symmetric.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use marsad_lexicon::Entities;
use marsad_record::incident::Strand;

use crate::digest::digest;
use crate::profile::Profile;

/// Longest interval, in days, that is kept under each of its days.
pub(crate) const DAYS: i32 = 9;
/// Longest interval that is compared at all.
pub(crate) const MONTHS: i32 = 40;

/// The keys that a strand is kept under.
pub fn posts(strand: &Strand) -> BTreeSet<u64> {
    posted(&Profile::of(strand, &Entities::default()))
}

/// The keys that a strand is compared under: whatever is kept under one of them could be the same happening.
pub fn probes(strand: &Strand) -> BTreeSet<u64> {
    probed(&Profile::of(strand, &Entities::default()))
}

pub(crate) fn posted(profile: &Profile) -> BTreeSet<u64> {
    let mut keys = BTreeSet::new();
    let family = profile.family.letter();
    let mut countries: Vec<&str> = profile.countries.iter().map(String::as_str).collect();
    if countries.is_empty() {
        countries.push("?");
    }
    countries.push("*");
    for (from, to) in stretches(profile) {
        let is_day = span(from, to) <= DAYS;
        let stretch = if is_day { "d" } else { "m" };
        for country in &countries {
            if is_day {
                keys.extend(days(from, to, 1).into_iter().map(|day| key(&format!("{family}|{country}|{day}"))));
            }
            keys.extend(months(from, to).into_iter().map(|month| key(&format!("{family}|{country}|{month}{stretch}"))));
        }
    }
    keys
}

pub(crate) fn probed(profile: &Profile) -> BTreeSet<u64> {
    let mut keys = BTreeSet::new();
    let family = profile.family.letter();
    let mut countries: Vec<&str> = profile.countries.iter().map(String::as_str).collect();
    countries.push(if countries.is_empty() { "*" } else { "?" });
    for (from, to) in stretches(profile) {
        let is_day = span(from, to) <= DAYS;
        for country in &countries {
            if is_day {
                keys.extend(days(from, to, 1).into_iter().map(|day| key(&format!("{family}|{country}|{day}"))));
            }
            for month in months(from, to) {
                keys.insert(key(&format!("{family}|{country}|{month}m")));
                if !is_day {
                    keys.insert(key(&format!("{family}|{country}|{month}d")));
                }
            }
        }
    }
    keys
}

/// The days and their other readings.
fn stretches(profile: &Profile) -> impl Iterator<Item = (Date, Date)> {
    profile.days.into_iter().chain(profile.other_days.iter().copied())
}

fn key(words: &str) -> u64 {
    digest([words])
}

/// Days between the two, both counted; asked for every pair, so without calendar machinery.
pub(crate) fn span(from: Date, to: Date) -> i32 {
    ordinal(to) - ordinal(from) + 1
}

/// The number of a day, counted from the first of March of the year 0 (Hinnant's civil days).
fn ordinal(date: Date) -> i32 {
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

fn months(from: Date, to: Date) -> Vec<String> {
    let name = |date: Date| format!("{:04}-{:02}", date.year(), date.month());
    let mut named = vec![name(from)];
    if name(to) != named[0] {
        named.push(name(to));
    }
    named
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
