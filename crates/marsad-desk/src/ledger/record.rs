//! The record of each source: how many of its forecasts stand where, and how well its stated certainty is borne out.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use marsad_record::claim::Certainty;
use marsad_record::forecast::{Bin, ForecastState, Source, SourceRecord, stated};

use crate::desk::Desk;
use crate::error::Error;
use crate::eval::statistics::share;
use crate::kept::Behind;
use crate::ledger::{ForecastFilter, Standing};
use marsad_store::ForecastGroup;

/// So many must have come true or not before a source's certainty is measured.
pub const ENOUGH: usize = 10;

impl Desk {
    /// The record of all sources together, then of each, those with most forecasts first.
    ///
    /// # Errors
    /// If a word of the question cannot be read, or the file cannot.
    pub fn forecast_records(&self, filter: &ForecastFilter) -> Result<Vec<SourceRecord>, Error> {
        let mut all = Tally::default();
        let mut by_source: BTreeMap<Source, Tally> = BTreeMap::new();
        let is_whole = filter.source.is_none() && filter.text.is_none() && filter.as_of.is_none();
        if is_whole {
            let today = filter.today()?;
            for group in self.forecast_groups(filter)?.iter() {
                all.add(group);
                let (entity, voice) = &group.source;
                by_source.entry(self.source_named(entity.as_deref(), voice)).or_default().add(group);
            }
            // What is decided was counted as open or due.
            let query = self.forecast_query(filter)?;
            for standing in self.decided_forecasts(&query, &self.fates(filter)?, today)? {
                all.decide(&standing, today);
                by_source.entry(self.source_of(&standing.head)).or_default().decide(&standing, today);
            }
        } else {
            for standing in self.standing_forecasts(filter, None)? {
                all.count(&standing);
                by_source.entry(self.source_of(&standing.head)).or_default().count(&standing);
            }
        }
        let mut records: Vec<SourceRecord> =
            by_source.into_iter().map(|(source, tally)| tally.record(Some(source))).collect();
        let made = |record: &SourceRecord| record.states.iter().sum::<usize>();
        records.sort_by(|one, other| {
            (other.scored, made(other), &one.source).cmp(&(one.scored, made(one), &other.source))
        });
        if filter.limit > 0 {
            records.truncate(filter.limit);
        }
        records.insert(0, all.record(None));
        Ok(records)
    }

    /// All forecasts by source, as many as are open and due on a day; a little behind where that is dear to count.
    fn forecast_groups(&self, filter: &ForecastFilter) -> Result<Arc<Vec<ForecastGroup>>, Error> {
        let today = filter.today()?.to_string();
        let of = format!("{} {today}", self.store.progress()?);
        self.shared.forecasts.get(of, Behind::ALittle, || Ok(self.store.forecast_groups(&today)?))
    }
}

/// What is counted of one source.
#[derive(Default)]
struct Tally {
    states: [usize; 5],
    /// Decided, and of them come true, by stated certainty.
    scored: BTreeMap<Certainty, (usize, usize)>,
}

impl Tally {
    fn add(&mut self, group: &ForecastGroup) {
        self.add_to(ForecastState::Due, group.due);
        self.add_to(ForecastState::Open, group.open);
    }

    fn add_to(&mut self, state: ForecastState, count: usize) {
        if let Some(place) = ForecastState::ALL.iter().position(|known| *known == state) {
            self.states[place] += count;
        }
    }

    /// Counts as decided what was counted as open or due.
    fn decide(&mut self, standing: &Standing, today: Date) {
        let was = if standing.due.is_some_and(|due| due < today) { ForecastState::Due } else { ForecastState::Open };
        if let Some(place) = ForecastState::ALL.iter().position(|known| *known == was) {
            self.states[place] = self.states[place].saturating_sub(1);
        }
        self.count(standing);
    }

    fn count(&mut self, standing: &Standing) {
        self.add_to(standing.state, 1);
        let came_true = match standing.state {
            ForecastState::CameTrue => 1,
            ForecastState::DidNot => 0,
            _ => return,
        };
        if stated(standing.head.certainty).is_some() {
            let (decided, true_ones) = self.scored.entry(standing.head.certainty).or_default();
            *decided += 1;
            *true_ones += came_true;
        }
    }

    fn record(self, source: Option<Source>) -> SourceRecord {
        let scored: usize = self.scored.values().map(|(decided, _)| decided).sum();
        if scored < ENOUGH {
            return SourceRecord { source, states: self.states, scored, brier: None, bins: Vec::new() };
        }
        let mut distance = 0.0;
        let mut bins = Vec::new();
        for (certainty, (decided, came_true)) in self.scored {
            let Some(stated) = stated(certainty) else { continue };
            let (right, wrong) = (came_true as f64, (decided - came_true) as f64);
            distance += right * (1.0 - stated).powi(2) + wrong * stated.powi(2);
            let observed = share(came_true, decided);
            bins.push(Bin { certainty, stated, decided, came_true, low: observed.low, high: observed.high });
        }
        SourceRecord { source, states: self.states, scored, brier: Some(distance / scored as f64), bins }
    }
}

#[cfg(test)]
mod tests {
    use super::{ENOUGH, Tally};
    use marsad_record::claim::Certainty;

    fn told(decided: usize, came_true: usize) -> Tally {
        Tally { states: [0; 5], scored: [(Certainty::Probable, (decided, came_true))].into() }
    }

    #[test]
    fn a_few_decided_forecasts_measure_nobody() {
        let few = told(ENOUGH - 1, 5).record(None);
        assert_eq!((few.brier, few.bins.len(), few.scored), (None, 0, ENOUGH - 1));
    }

    #[test]
    fn the_score_is_briers() {
        let record = told(20, 15).record(None);
        // 15 x 0.25^2 + 5 x 0.75^2 = 3.75; over 20.
        assert!((record.brier.expect("enough") - 0.1875).abs() < 1e-12);
        assert!(record.bins[0].low < 0.75 && 0.75 < record.bins[0].high);
    }
}
