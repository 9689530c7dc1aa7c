//! The ledger of forecasts: what was foretold, what became of it, and how well each source foretells.
//!
//! A fate is decided by a person. What is proposed beside it is worked out from later incidents and says why.

use crate::claim::{Certainty, Stance};
use crate::incident::Citation;
use crate::plover::EventType;
use crate::time::Interval;
use crate::vocabulary;

vocabulary! {
    /// Where a forecast stands: waiting, past its day, or decided.
    ForecastState {
        Open = "open", Due = "due", CameTrue = "came_true", DidNot = "did_not", CannotTell = "cannot_tell",
    }
}

vocabulary! {
    /// Why a fate is proposed, or why a forecast cannot be checked by itself.
    Ground {
        /// A later incident is what was foretold.
        Fits = "fits",
        /// Nothing fits, though the desk read on about the region all the time.
        NothingFits = "nothing_fits",
        /// Nothing fits, but something like it is told of the same actors.
        NearMiss = "near_miss",
        /// It tells no event that incidents could be compared with.
        NoEvent = "no_event",
        /// It names too little: a doer or undergoer is needed, and one more or a place.
        TooLittle = "too_little",
        /// It holds under a condition, and whether that came about is not known.
        Conditional = "conditional",
        /// It names no day by which it should come.
        Undated = "undated",
        /// The region is not told, so nobody knows whether it was read about.
        RegionUnknown = "region_unknown",
        /// The desk did not read about the region all the time.
        GapInReading = "gap_in_reading",
    }
}

impl ForecastState {
    /// Whether a person decided it.
    pub fn is_decided(self) -> bool {
        !matches!(self, ForecastState::Open | ForecastState::Due)
    }
}

/// What an incident must be to be what was foretold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookedFor {
    /// The type of the event.
    pub kind: EventType,
    /// Its PLOVER modes; where an incident tells some too, one must be shared.
    pub modes: Vec<String>,
    /// Who should do it, by entity id.
    pub actors: Vec<String>,
    /// To whom, by entity id.
    pub recipients: Vec<String>,
    /// Where, by gazetteer id.
    pub place: Option<String>,
    /// In which country.
    pub country: Option<String>,
    /// Whether it is foretold NOT to happen.
    pub is_negated: bool,
}

/// A later incident that is what was foretold.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// The incident.
    pub incident: String,
    /// Its type.
    pub kind: EventType,
    /// Its days.
    pub when: Option<Interval>,
    /// How many independent origins tell it.
    pub origins: usize,
    /// What it shares with the forecast: `type`, `actors`, `recipients`, `place`, `method`, `period`.
    pub shared: Vec<&'static str>,
    /// The earliest claim after the forecast that tells it.
    pub citation: Citation,
}

/// A fate that the desk proposes; nobody has decided it.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The fate.
    pub fate: ForecastState,
    /// Why.
    pub ground: Ground,
    /// The incidents that speak for it.
    pub fits: Vec<Fit>,
}

/// A fate as a person decided it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fate {
    /// The fate.
    pub state: ForecastState,
    /// The decision.
    pub decision: String,
    /// Who decided.
    pub who: String,
    /// When.
    pub when: String,
    /// Why.
    pub why: String,
}

/// Who vouches for a forecast: the innermost voice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Source {
    /// The entity, where one could be told.
    pub entity: Option<String>,
    /// The voice in the text's own words; empty where the entity stands for it.
    pub voice: String,
    /// Its English name, where it is an entity.
    pub name_en: String,
    /// Its Arabic name, where it is an entity.
    pub name_ar: String,
}

/// One forecast in the ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerEntry {
    /// What a decision names it by: `document@start-end`, bytes.
    pub subject: String,
    /// The claim, cited; the quote is what is foretold.
    pub citation: Citation,
    /// Who vouches for it.
    pub source: Source,
    /// What the innermost voice does.
    pub stance: Stance,
    /// How sure it is said to be.
    pub certainty: Certainty,
    /// Start of the window, ISO partial date.
    pub from: Option<String>,
    /// End of the window, ISO partial date.
    pub to: Option<String>,
    /// The last day of the window, ISO.
    pub due: Option<String>,
    /// Under what condition, in the text's own words.
    pub condition: Option<String>,
    /// The events that it foretells.
    pub looked_for: Vec<LookedFor>,
    /// Why the desk cannot check it by itself; empty where it can.
    pub obstacles: Vec<Ground>,
    /// Where it stands.
    pub state: ForecastState,
    /// What the desk proposes.
    pub proposal: Option<Proposal>,
    /// What a person decided.
    pub fate: Option<Fate>,
}

/// What became of forecasts of one stated certainty.
#[derive(Debug, Clone, PartialEq)]
pub struct Bin {
    /// The certainty that was stated.
    pub certainty: Certainty,
    /// The share that it stands for.
    pub stated: f64,
    /// How many were decided.
    pub decided: usize,
    /// How many of them came true.
    pub came_true: usize,
    /// Wilson's interval of the share that came true.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// The record of one source, or of all together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SourceRecord {
    /// The source; `None` for all together.
    pub source: Option<Source>,
    /// How many are in each state, in the order of [`ForecastState::ALL`].
    pub states: [usize; 5],
    /// How many came true or did not and had a stated certainty.
    pub scored: usize,
    /// Mean squared distance of the stated certainty from what came: 0 is best; `None` where too few are decided.
    pub brier: Option<f64>,
    /// By stated certainty; empty where too few are decided.
    pub bins: Vec<Bin>,
}

/// The share of forecasts that a stated certainty stands for; `None` where none is stated.
pub fn stated(certainty: Certainty) -> Option<f64> {
    match certainty {
        Certainty::Certain => Some(0.95),
        Certainty::Probable => Some(0.75),
        Certainty::Possible => Some(0.5),
        Certainty::Unlikely => Some(0.2),
        Certainty::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{ForecastState, stated};
    use crate::claim::Certainty;

    #[test]
    fn only_a_person_closes_a_forecast() {
        let decided: Vec<&str> =
            ForecastState::ALL.iter().filter(|state| state.is_decided()).map(|state| state.name()).collect();
        assert_eq!(decided, ["came_true", "did_not", "cannot_tell"]);
    }

    #[test]
    fn a_surer_word_stands_for_a_larger_share() {
        let shares: Vec<f64> = Certainty::ALL.iter().filter_map(|certainty| stated(*certainty)).collect();
        assert!(shares.windows(2).all(|pair| pair[0] > pair[1]), "{shares:?}");
        assert_eq!(stated(Certainty::Unknown), None);
    }
}
