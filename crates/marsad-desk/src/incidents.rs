//! Incidents, each with the claims that its facts rest on, cited.

use std::collections::BTreeMap;

use jiff::civil::Date;
use marsad_record::Interval;
use marsad_record::incident::{Citation, Incident};
use marsad_record::plover::EventType;
use marsad_record::reported::ClaimRef;
use marsad_store::IncidentQuery;

use crate::claims::citation;
use crate::desk::Desk;
use crate::error::Error;

/// Which incidents are asked for; every field left empty asks for all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IncidentFilter {
    /// On this day or later (ISO, partial).
    pub from: Option<String>,
    /// On this day or earlier (ISO, partial).
    pub to: Option<String>,
    /// Place or country: id, code, or any name.
    pub place: Option<String>,
    /// Actor or recipient: id or any name.
    pub actor: Option<String>,
    /// PLOVER type.
    pub kind: Option<String>,
    /// Only those with a contradiction.
    pub disputed: bool,
    /// Only those that some document is about.
    pub headlines: bool,
    /// Words of a document that tells it.
    pub text: Option<String>,
    /// An outlet that tells it: id or any name.
    pub outlet: Option<String>,
    /// Only with so many dead or more.
    pub killed: Option<u32>,
    /// Only those that this document tells.
    pub document: Option<String>,
    /// As they were known at the end of this day (ISO, partial); such an answer has one page.
    pub as_of: Option<String>,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// At most so many; 0 is no limit.
    pub limit: usize,
}

/// An incident with the claims that its facts rest on.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentView {
    /// The incident.
    pub incident: Incident,
    /// Each claim of it, cited.
    pub citations: BTreeMap<ClaimRef, Citation>,
}

/// One page of incidents, latest first.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentPage {
    /// The incidents.
    pub incidents: Vec<IncidentView>,
    /// How many there are on all pages.
    pub total: usize,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

impl Desk {
    /// Incidents, latest first.
    pub fn incidents(&self, filter: &IncidentFilter) -> Result<IncidentPage, Error> {
        if let Some(day) = &filter.as_of {
            return self.incidents_known_on(filter, day);
        }
        let mut query = self.incident_query(filter)?;
        if query.limit > 0 {
            query.limit += 1;
        }
        let mut found = self.store.incidents(&query)?;
        let is_more = filter.limit > 0 && found.len() > filter.limit;
        if is_more {
            found.truncate(filter.limit);
        }
        let next = found.last().filter(|_| is_more).map(|((day, row), _)| format!("{day}.{row}"));
        let total = if filter.limit == 0 && filter.cursor.is_none() {
            found.len()
        } else {
            self.store.incident_count(&query)?
        };
        let incidents = found.into_iter().map(|(_, incident)| self.view(incident)).collect::<Result<_, _>>()?;
        Ok(IncidentPage { incidents, total, next })
    }

    /// One incident by its id or by one that it had before.
    pub fn incident(&self, id: &str) -> Result<Option<IncidentView>, Error> {
        self.store.incident(id)?.map(|incident| self.view(incident)).transpose()
    }

    pub(crate) fn view(&self, incident: Incident) -> Result<IncidentView, Error> {
        let claims = self.store.claims_of_refs(&incident.claims)?;
        let citations = claims.into_iter().map(|(reference, row)| (reference, citation(&row))).collect();
        Ok(IncidentView { incident, citations })
    }

    pub(crate) fn incident_query(&self, filter: &IncidentFilter) -> Result<IncidentQuery, Error> {
        let kinds = filter.kind.as_deref().map(kind).transpose()?;
        Ok(IncidentQuery {
            from: filter.from.as_deref().map(|day| bound("from", day)).transpose()?.and_then(|days| days.from),
            to: filter.to.as_deref().map(|day| bound("to", day)).transpose()?.and_then(|days| days.to),
            places: filter.place.as_deref().map(|name| self.place_ids(name)).unwrap_or_default(),
            actors: filter.actor.as_deref().map(|name| self.actor_ids(name)).unwrap_or_default(),
            kinds: kinds.into_iter().collect(),
            disputed: filter.disputed,
            words: filter.text.as_deref().and_then(|text| self.words(text)),
            document: filter.document.clone(),
            headlines: filter.headlines,
            outlets: filter.outlet.as_deref().map(|name| self.actor_ids(name)).unwrap_or_default(),
            killed: filter.killed.map(f64::from),
            after: filter.cursor.as_deref().map(cursor).transpose()?,
            limit: filter.limit,
        })
    }
}

fn kind(name: &str) -> Result<EventType, Error> {
    EventType::from_name(&name.to_ascii_uppercase())
        .ok_or_else(|| Error::question("type", format!("`{name}` is none of PLOVER's sixteen types")))
}

pub(crate) fn bound(field: &'static str, day: &str) -> Result<Interval, Error> {
    Interval::of_iso(day)
        .ok_or_else(|| Error::question(field, format!("`{day}` is no date (2018, 2018-04 or 2018-04-22)")))
}

fn cursor(cursor: &str) -> Result<(i64, i64), Error> {
    let parts = cursor.split_once('.').and_then(|(day, row)| Some((day.parse().ok()?, row.parse().ok()?)));
    parts.ok_or_else(|| Error::question("cursor", "it is not one that a page gave"))
}

/// The first day of an interval as an ISO date.
pub(crate) fn iso(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}
