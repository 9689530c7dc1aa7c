//! The ledger of forecasts: where each stands on a day, what the desk proposes, what people decided.
//!
//! The day is given: nothing here looks at a clock, and the same desk gives the same ledger for the same day.

mod check;
mod decided;
mod record;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use marsad_record::forecast::{ForecastState, LedgerEntry, Source};
use marsad_record::incident::Citation;
use marsad_record::reported::ClaimRef;
use marsad_record::time::Interval;
use marsad_store::{ForecastHead, ForecastQuery, Store};

use crate::desk::Desk;
use crate::error::Error;
use crate::incidents::bound;
use crate::ledger::decided::Fates;

pub use record::ENOUGH;

/// Which forecasts are asked for, and on which day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ForecastFilter {
    /// In this state (`open`, `due`, `came_true`, `did_not`, `cannot_tell`).
    pub state: Option<String>,
    /// Made, carried or published by it: an id, any name, or the voice's own words.
    pub source: Option<String>,
    /// With these words in the claim.
    pub text: Option<String>,
    /// Today (ISO).
    pub now: String,
    /// As the ledger stood at the end of this day (ISO, partial): what was published, and decided, by then.
    pub as_of: Option<String>,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// At most so many; 0 is no limit.
    pub limit: usize,
}

/// One page of the ledger: by due day, the undated last.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerPage {
    /// The forecasts.
    pub entries: Vec<LedgerEntry>,
    /// How many there are on all pages.
    pub total: usize,
    /// The day that it is told for, ISO.
    pub as_of: String,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// A forecast with where it stands on a day.
pub(crate) struct Standing {
    pub(crate) head: ForecastHead,
    pub(crate) due: Option<Date>,
    pub(crate) state: ForecastState,
    fate: Option<marsad_record::forecast::Fate>,
}

/// What is looked up again and again while a page is made.
#[derive(Default)]
pub(crate) struct Known {
    /// Days on which something was read about a country.
    countries: BTreeMap<String, BTreeSet<String>>,
    /// Days on which something was read that names an entity.
    entities: BTreeMap<String, BTreeSet<String>>,
}

impl Known {
    fn about_country(&mut self, store: &Store, country: &str) -> Result<&BTreeSet<String>, Error> {
        if !self.countries.contains_key(country) {
            self.countries.insert(country.to_owned(), store.days_read_about(country)?);
        }
        Ok(self.countries.entry(country.to_owned()).or_default())
    }

    fn about_entity(&mut self, store: &Store, entity: &str) -> Result<&BTreeSet<String>, Error> {
        if !self.entities.contains_key(entity) {
            self.entities.insert(entity.to_owned(), store.days_naming(entity)?);
        }
        Ok(self.entities.entry(entity.to_owned()).or_default())
    }
}

impl Desk {
    /// The ledger on a day: by due day, the undated last.
    ///
    /// # Errors
    /// If a word of the question cannot be read, or the file cannot.
    pub fn forecasts(&self, filter: &ForecastFilter) -> Result<LedgerPage, Error> {
        let today = filter.today()?;
        let after = filter.cursor.as_deref().map(place_of_cursor).transpose()?;
        let mut found = self.standing_forecasts(filter)?;
        let total = found.len();
        found.sort_by_key(Standing::place);
        found.retain(|standing| after.is_none_or(|after| standing.place() > after));
        let limit = if filter.limit == 0 { usize::MAX } else { filter.limit };
        let is_more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| is_more).map(|last| format!("{}.{}", last.place().0, last.place().1));
        let mut known = Known::default();
        let mut entries = Vec::new();
        for standing in found {
            entries.extend(self.ledger_entry(standing, today, &mut known)?);
        }
        Ok(LedgerPage { entries, total, as_of: today.to_string(), next })
    }

    /// Forecasts of a question with where each stands, in the order they were added.
    pub(crate) fn standing_forecasts(&self, filter: &ForecastFilter) -> Result<Vec<Standing>, Error> {
        let today = filter.today()?;
        let state = filter.state.as_deref().map(|name| {
            ForecastState::from_name(&name.replace('-', "_")).ok_or_else(|| {
                let names: Vec<&str> = ForecastState::ALL.iter().map(|state| state.name()).collect();
                Error::question("state", format!("`{name}` is none of {}", names.join(", ")))
            })
        });
        let state = state.transpose()?;
        let query = ForecastQuery {
            until: filter.as_of.is_some().then(|| today.to_string()),
            document: None,
            carriers: filter.source.as_deref().map(|name| self.actor_ids(name)).unwrap_or_default(),
            voice: filter.source.clone(),
            words: filter.text.as_deref().and_then(|text| self.words(text)),
        };
        let fates = Fates::of(&self.store.decisions()?, filter.as_of.is_some().then_some(today));
        let heads = self.store.forecast_heads(&query)?;
        let standing = heads.into_iter().map(|head| {
            let due = head.forecast.to.as_deref().and_then(Interval::of_iso).and_then(|days| days.to);
            let fate = fates.of_forecast(&head.document, head.forecast.span);
            let state = match (&fate, due) {
                (Some(fate), _) => fate.state,
                (None, Some(due)) if due < today => ForecastState::Due,
                (None, _) => ForecastState::Open,
            };
            Standing { head, due, state, fate }
        });
        Ok(standing.filter(|standing| state.is_none_or(|state| standing.state == state)).collect())
    }

    /// A forecast in full; `None` where its claim is not kept.
    pub(crate) fn ledger_entry(
        &self,
        standing: Standing,
        today: Date,
        known: &mut Known,
    ) -> Result<Option<LedgerEntry>, Error> {
        let Some((quote, claim, events)) = self.store.forecast_at(&standing.head)? else { return Ok(None) };
        let looked_for = check::looked_for(&events, standing.head.forecast.span);
        let obstacles = check::obstacles(&standing, &looked_for);
        let proposal = match standing.fate {
            Some(_) => None,
            None => self.proposal(&standing, &looked_for, &obstacles, today, known)?,
        };
        let Standing { head, due, state, fate } = standing;
        let source = self.source_of(&head);
        Ok(Some(LedgerEntry {
            subject: subject(&head),
            citation: Citation {
                claim: ClaimRef { document: head.document, claim: claim.id },
                outlet: head.outlet.unwrap_or_default(),
                chain: claim.attribution.into_iter().map(|link| link.voice).collect(),
                quote,
                span: head.forecast.span,
                published: head.published,
            },
            source,
            stance: claim.stance,
            certainty: claim.certainty,
            from: head.forecast.from,
            to: head.forecast.to,
            due: due.map(|day| day.to_string()),
            condition: head.forecast.condition,
            looked_for,
            obstacles,
            state,
            proposal,
            fate,
        }))
    }

    /// Who vouches for a forecast.
    pub(crate) fn source_of(&self, head: &ForecastHead) -> Source {
        let (entity, voice, _) = &head.source;
        match entity.as_deref().and_then(|id| self.lexicon.entities().get(id)) {
            Some(known) => Source {
                entity: Some(known.id.clone()),
                voice: String::new(),
                name_en: known.name_en.clone(),
                name_ar: known.name_ar.clone(),
            },
            None => Source { voice: voice.clone(), ..Source::default() },
        }
    }
}

impl ForecastFilter {
    /// The day that the ledger is told for.
    pub(crate) fn today(&self) -> Result<Date, Error> {
        let (field, day) = match &self.as_of {
            Some(day) => ("as-of", day),
            None => ("now", &self.now),
        };
        bound(field, day)?.to.ok_or_else(|| Error::question("as-of", format!("`{day}` has no last day")))
    }
}

impl Standing {
    /// Its place in the order of the ledger.
    pub(crate) fn place(&self) -> (i64, i64) {
        let day = self.due.map_or(UNDATED, |due| {
            i64::from(due.year()) * 10_000 + i64::from(due.month()) * 100 + i64::from(due.day())
        });
        (day, self.head.place)
    }
}

/// After every day.
const UNDATED: i64 = 99_999_999;

/// What a decision names a forecast by.
pub(crate) fn subject(head: &ForecastHead) -> String {
    format!("{}@{}-{}", head.document, head.forecast.span.start, head.forecast.span.end)
}

fn place_of_cursor(cursor: &str) -> Result<(i64, i64), Error> {
    let parts = cursor.split_once('.').and_then(|(day, row)| Some((day.parse().ok()?, row.parse().ok()?)));
    parts.ok_or_else(|| Error::question("cursor", "it is not one that a page gave"))
}
