//! How much was read beside every count, so that a gap in reading is not taken for calm.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use marsad_record::Interval;
use marsad_record::coverage::{Coverage, DayRead, OutletRead};

use crate::desk::Desk;
use crate::error::Error;
use crate::incidents::bound;
use crate::kept::Behind;

/// Which reading is asked about; every field left empty asks about all of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CoverageFilter {
    /// Published on this day or later (ISO, partial).
    pub from: Option<String>,
    /// Published on this day or earlier (ISO, partial).
    pub to: Option<String>,
    /// Published by this outlet: id or any name.
    pub outlet: Option<String>,
}

impl Desk {
    /// How much was read.
    ///
    /// # Errors
    /// If a date cannot be read or the file cannot.
    pub fn coverage(&self, filter: &CoverageFilter) -> Result<Coverage, Error> {
        let day = |field, day: &Option<String>| day.as_deref().map(|day| bound(field, day)).transpose();
        let from = day("from", &filter.from)?.and_then(|days| days.from);
        let to = day("to", &filter.to)?.and_then(|days| days.to);
        let outlets = filter.outlet.as_deref().map(|name| self.actor_ids(name));
        let iso = |day: Option<Date>| day.map(|day| day.to_string());
        let (first, last) = (iso(from), iso(to));
        let count = || self.store.outlet_days(first.as_deref(), last.as_deref());
        let read = if first.is_none() && last.is_none() {
            self.shared.coverage.get(self.store.progress()?, Behind::ALittle, count)?
        } else {
            Arc::new(count()?)
        };
        let mut coverage = Coverage::default();
        let mut by_outlet: BTreeMap<String, OutletRead> = BTreeMap::new();
        for one in read.iter() {
            let outlet = one.outlet.clone().unwrap_or_default();
            if outlets.as_ref().is_some_and(|outlets| !outlets.contains(&outlet)) {
                continue;
            }
            coverage.documents += one.documents;
            let told = by_outlet
                .entry(outlet.clone())
                .or_insert_with(|| OutletRead { outlet: outlet.clone(), ..OutletRead::default() });
            told.documents += one.documents;
            let Some(day) = one.day.clone() else {
                coverage.undated += one.documents;
                continue;
            };
            told.days += 1;
            told.first.get_or_insert_with(|| day.clone());
            told.last = Some(day.clone());
            if coverage.days.last().is_none_or(|last| last.day != day) {
                coverage.days.push(DayRead { day, documents: 0, outlets: BTreeMap::new() });
            }
            if let Some(last) = coverage.days.last_mut() {
                last.documents += one.documents;
                *last.outlets.entry(outlet).or_default() += one.documents;
            }
        }
        coverage.outlets = by_outlet.into_values().collect();
        coverage
            .outlets
            .sort_by(|one, other| other.documents.cmp(&one.documents).then_with(|| one.outlet.cmp(&other.outlet)));
        coverage.from = iso(from).or_else(|| coverage.days.first().map(|read| read.day.clone()));
        coverage.to = iso(to).or_else(|| coverage.days.last().map(|read| read.day.clone()));
        coverage.gaps = gaps(&coverage);
        Ok(coverage)
    }
}

/// Stretches of days, from the first to the last, of which nothing was read.
fn gaps(coverage: &Coverage) -> Vec<Interval> {
    let day = |told: &Option<String>| told.as_deref().and_then(|told| told.parse::<Date>().ok());
    let (Some(first), Some(last)) = (day(&coverage.from), day(&coverage.to)) else { return Vec::new() };
    let mut gaps = Vec::new();
    let mut next = Some(first);
    let read = coverage.days.iter().filter_map(|read| read.day.parse::<Date>().ok());
    // The day after the last stands for the end: whatever is not read until then is a gap.
    for day in read.map(Some).chain([last.checked_add(1.day()).ok()]) {
        let (Some(from), Some(day)) = (next, day) else { break };
        if let Some(to) = day.checked_sub(1.day()).ok().filter(|to| *to >= from) {
            gaps.push(Interval { from: Some(from), to: Some(to) });
        }
        next = day.checked_add(1.day()).ok();
    }
    gaps
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use marsad_record::coverage::{Coverage, DayRead};

    use super::gaps;

    fn read(from: &str, to: &str, days: &[&str]) -> Vec<String> {
        let days = days.iter().map(|day| DayRead { day: (*day).to_owned(), documents: 1, outlets: BTreeMap::new() });
        let (from, to) = (Some(from.to_owned()), Some(to.to_owned()));
        let found = gaps(&Coverage { from, to, days: days.collect(), ..Coverage::default() });
        found.iter().filter_map(|gap| Some(format!("{}/{}", gap.from?, gap.to?))).collect()
    }

    #[test]
    fn days_between_those_that_were_read_are_gaps() {
        assert_eq!(read("2018-04-01", "2018-04-05", &["2018-04-01", "2018-04-05"]), ["2018-04-02/2018-04-04"]);
        assert_eq!(read("2018-04-01", "2018-04-02", &["2018-04-01", "2018-04-02"]), Vec::<String>::new());
    }

    #[test]
    fn what_was_asked_for_and_not_read_is_a_gap_at_either_end() {
        let found = read("2018-02-27", "2018-03-03", &["2018-03-01"]);
        assert_eq!(found, ["2018-02-27/2018-02-28", "2018-03-02/2018-03-03"]);
        assert_eq!(read("2018-02-27", "2018-02-28", &[]), ["2018-02-27/2018-02-28"]);
    }
}
