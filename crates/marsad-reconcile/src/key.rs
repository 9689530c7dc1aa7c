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

/// Days between the two, both counted.
pub(crate) fn span(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days().saturating_add(1))
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
