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
use marsad_store::{Due, ForecastHead, ForecastQuery, Store};

use crate::desk::Desk;
use crate::error::Error;
use crate::incidents::bound;
pub(crate) use crate::ledger::decided::Fates;

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
    pub(crate) fate: Option<marsad_record::forecast::Fate>,
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
        let fates = self.fates(filter)?;
        let mut query = self.forecast_query(filter)?;
        let decided = self.decided_forecasts(&query, &fates, today)?;
        let state = filter.state()?;
        query.due = match state {
            Some(ForecastState::Due) => Due::Before(today.to_string()),
            Some(ForecastState::Open) => Due::From(today.to_string()),
            _ => Due::Any,
        };
        let limit = if filter.limit == 0 { usize::MAX >> 1 } else { filter.limit };
        let (mut found, total) = match state {
            Some(state) if state.is_decided() => {
                let mut found: Vec<Standing> = decided.into_iter().filter(|one| one.state == state).collect();
                let total = found.len();
                found.retain(|one| after.as_ref().is_none_or(|after| one.place() > *after));
                (found, total)
            }
            _ => {
                // Those that are decided are neither open nor due.
                let is_due = |one: &&Standing| one.head.due_key < today.to_string();
                let out = match state {
                    Some(ForecastState::Due) => decided.iter().filter(is_due).count(),
                    Some(_) => decided.len() - decided.iter().filter(is_due).count(),
                    None => 0,
                };
                let total = self.store.forecast_count(&query)?.saturating_sub(out);
                query.after = after;
                query.limit = if filter.limit == 0 { 0 } else { limit + 1 + decided.len() };
                let heads = self.store.forecast_heads(&query)?.into_iter();
                let found = heads.map(|head| standing(head, &fates, today));
                (found.filter(|one| state.is_none_or(|state| one.state == state)).collect(), total)
            }
        };
        let is_more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| is_more).map(|last| {
            let (day, place) = last.place();
            format!("{}.{place}", day.replace('-', ""))
        });
        let mut known = Known::default();
        let mut entries = Vec::new();
        for standing in found {
            entries.extend(self.ledger_entry(standing, today, &mut known)?);
        }
        Ok(LedgerPage { entries, total, as_of: today.to_string(), next })
    }

    /// Forecasts of a question with where each stands, in the order of the ledger; only those of a document, where one is
    /// named.
    pub(crate) fn standing_forecasts(
        &self,
        filter: &ForecastFilter,
        document: Option<String>,
    ) -> Result<Vec<Standing>, Error> {
        let today = filter.today()?;
        let fates = self.fates(filter)?;
        let query = ForecastQuery { document, ..self.forecast_query(filter)? };
        let heads = self.store.forecast_heads(&query)?;
        Ok(heads.into_iter().map(|head| standing(head, &fates, today)).collect())
    }

    /// The last so many forecasts that were due before a day and that nobody has decided, the latest first.
    pub(crate) fn latest_due(
        &self,
        filter: &ForecastFilter,
        before: Date,
        limit: usize,
    ) -> Result<Vec<Standing>, Error> {
        let today = filter.today()?;
        let fates = self.fates(filter)?;
        let mut query = self.forecast_query(filter)?;
        let decided = self.decided_forecasts(&query, &fates, today)?;
        query.due = Due::Before(before.min(today).to_string());
        query.is_backward = true;
        query.limit = limit + decided.len();
        let heads = self.store.forecast_heads(&query)?.into_iter();
        let due = heads.map(|head| standing(head, &fates, today)).filter(|one| one.state == ForecastState::Due);
        Ok(due.take(limit).collect())
    }

    /// Every forecast that was due before today and that nobody has decided.
    pub(crate) fn undecided_due(&self, filter: &ForecastFilter) -> Result<Vec<Standing>, Error> {
        let today = filter.today()?;
        let fates = self.fates(filter)?;
        let query = ForecastQuery { due: Due::Before(today.to_string()), ..self.forecast_query(filter)? };
        let heads = self.store.forecast_heads(&query)?.into_iter();
        Ok(heads.map(|head| standing(head, &fates, today)).filter(|one| one.state == ForecastState::Due).collect())
    }

    /// Forecasts of a question that somebody has decided.
    pub(crate) fn decided_forecasts(
        &self,
        query: &ForecastQuery,
        fates: &Fates,
        today: Date,
    ) -> Result<Vec<Standing>, Error> {
        let mut decided = Vec::new();
        for document in fates.documents() {
            let query = ForecastQuery { document: Some(document.clone()), ..query.clone() };
            let heads = self.store.forecast_heads(&query)?.into_iter();
            decided.extend(heads.map(|head| standing(head, fates, today)).filter(|one| one.fate.is_some()));
        }
        decided.sort_by_key(Standing::place);
        Ok(decided)
    }

    /// The fates that count for a question.
    pub(crate) fn fates(&self, filter: &ForecastFilter) -> Result<Fates, Error> {
        let until = filter.as_of.is_some().then(|| filter.today()).transpose()?;
        Ok(Fates::of(&self.store.decisions()?, until))
    }

    pub(crate) fn forecast_query(&self, filter: &ForecastFilter) -> Result<ForecastQuery, Error> {
        Ok(ForecastQuery {
            until: filter.as_of.is_some().then(|| filter.today()).transpose()?.map(|day| day.to_string()),
            carriers: filter.source.as_deref().map(|name| self.actor_ids(name)).unwrap_or_default(),
            voice: filter.source.clone(),
            words: filter.text.as_deref().and_then(|text| self.words(text)),
            ..ForecastQuery::default()
        })
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
        self.source_named(head.source.0.as_deref(), &head.source.1)
    }

    /// A source by its entity, else by the words that name it.
    pub(crate) fn source_named(&self, entity: Option<&str>, voice: &str) -> Source {
        match entity.and_then(|id| self.lexicon.entities().get(id)) {
            Some(known) => Source {
                entity: Some(known.id.clone()),
                voice: String::new(),
                name_en: known.name_en.clone(),
                name_ar: known.name_ar.clone(),
            },
            None => Source { voice: voice.to_owned(), ..Source::default() },
        }
    }
}

impl ForecastFilter {
    /// The state that is asked for.
    fn state(&self) -> Result<Option<ForecastState>, Error> {
        let read = |name: &str| {
            ForecastState::from_name(&name.replace('-', "_")).ok_or_else(|| {
                let names: Vec<&str> = ForecastState::ALL.iter().map(|state| state.name()).collect();
                Error::question("state", format!("`{name}` is none of {}", names.join(", ")))
            })
        };
        self.state.as_deref().map(read).transpose()
    }

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
    pub(crate) fn place(&self) -> (String, i64) {
        (self.head.due_key.clone(), self.head.place)
    }
}

/// Where a forecast stands on a day.
fn standing(head: ForecastHead, fates: &Fates, today: Date) -> Standing {
    let due = head.forecast.to.as_deref().and_then(Interval::of_iso).and_then(|days| days.to);
    let fate = fates.of_forecast(&head.document, head.forecast.span);
    let state = match (&fate, due) {
        (Some(fate), _) => fate.state,
        (None, Some(due)) if due < today => ForecastState::Due,
        (None, _) => ForecastState::Open,
    };
    Standing { head, due, state, fate }
}

/// What a decision names a forecast by.
pub(crate) fn subject(head: &ForecastHead) -> String {
    format!("{}@{}-{}", head.document, head.forecast.span.start, head.forecast.span.end)
}

fn place_of_cursor(cursor: &str) -> Result<(String, i64), Error> {
    let read = |(day, place): (&str, &str)| {
        let is_day = day.len() == 8 && day.bytes().all(|digit| digit.is_ascii_digit());
        let day = is_day.then(|| format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]))?;
        Some((day, place.parse().ok()?))
    };
    cursor.split_once('.').and_then(read).ok_or_else(|| Error::question("cursor", "it is not one that a page gave"))
}
