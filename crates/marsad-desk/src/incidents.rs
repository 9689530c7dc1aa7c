//! Incidents, each with the claims that its facts rest on, cited.

use std::collections::BTreeMap;

use jiff::civil::Date;
use marsad_record::Interval;
use marsad_record::change::Course;
use marsad_record::incident::{Citation, Incident};
use marsad_record::plover::EventType;
use marsad_record::reported::ClaimRef;
use marsad_store::{Cursor, IncidentQuery, Order};

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
    /// New or changed since this mark of an answer (`m12`) or this time in UTC (ISO, partial).
    pub changed_since: Option<String>,
    /// What comes first.
    pub order: Order,
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
    /// When it was first told and how it changed, where changes are asked for.
    pub course: Option<Course>,
}

/// One page of incidents.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentPage {
    /// The incidents.
    pub incidents: Vec<IncidentView>,
    /// How many there are on all pages.
    pub total: usize,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
    /// The mark of this moment, where changes are asked for: what changes from now on has a higher one.
    pub mark: Option<i64>,
}

impl Desk {
    /// Incidents, latest first, or what is new or has changed last.
    pub fn incidents(&self, filter: &IncidentFilter) -> Result<IncidentPage, Error> {
        // What was known on a day is in the order of days: this desk noticed it whenever it was added.
        if let Some(day) = &filter.as_of {
            return self.incidents_known_on(filter, day);
        }
        let is_of_changes = filter.order == Order::Change || filter.changed_since.is_some();
        // Asked first: what lands while we look is looked at again next time.
        let mark = if is_of_changes { Some(self.store.latest_moment()?) } else { None };
        let mut query = self.incident_query(filter)?;
        if query.limit > 0 {
            query.limit += 1;
        }
        let mut found = self.store.incidents(&query)?;
        let is_more = filter.limit > 0 && found.len() > filter.limit;
        if is_more {
            found.truncate(filter.limit);
        }
        let next = found.last().filter(|_| is_more).map(|(place, _)| written(filter.order, place));
        let total = if filter.limit == 0 && filter.cursor.is_none() {
            found.len()
        } else {
            self.store.incident_count(&query)?
        };
        let mut incidents: Vec<_> =
            found.into_iter().map(|(_, incident)| self.view(incident)).collect::<Result<_, _>>()?;
        for view in incidents.iter_mut().filter(|_| is_of_changes) {
            view.course = self.store.course(&view.incident.id)?;
        }
        Ok(IncidentPage { incidents, total, next, mark })
    }

    /// One incident by its id or by one that it had before.
    pub fn incident(&self, id: &str) -> Result<Option<IncidentView>, Error> {
        self.store.incident(id)?.map(|incident| self.view(incident)).transpose()
    }

    pub(crate) fn view(&self, incident: Incident) -> Result<IncidentView, Error> {
        let claims = self.store.claims_of_refs(&incident.claims)?;
        let citations = claims.into_iter().map(|(reference, row)| (reference, citation(&row))).collect();
        Ok(IncidentView { incident, citations, course: None })
    }

    /// The mark of which only later moments are new: the one that is named, or the last before a time.
    fn mark_of(&self, since: &str) -> Result<i64, Error> {
        let is_mark = |mark: &&str| (1..=18).contains(&mark.len()) && mark.bytes().all(|digit| digit.is_ascii_digit());
        if let Some(mark) = since.strip_prefix('m').filter(is_mark).and_then(|mark| mark.parse().ok()) {
            return Ok(mark);
        }
        match time(since) {
            Some(time) => Ok(self.store.moment_before(time)?),
            None => {
                let why = "is neither a mark that an answer gave nor a time (2026-11-22 or 2026-11-22T05:30Z)";
                Err(Error::question("changed-since", format!("`{since}` {why}")))
            }
        }
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
            changed_after: filter.changed_since.as_deref().map(|since| self.mark_of(since)).transpose()?,
            order: filter.order,
            after: filter.cursor.as_deref().map(|place| cursor(filter.order, place)).transpose()?,
            limit: filter.limit,
        })
    }
}

/// A time as moments are compared with it: a partial date, or one with hours and minutes and perhaps seconds.
fn time(text: &str) -> Option<&str> {
    if !text.contains('T') {
        return bound("changed-since", text).is_ok().then_some(text);
    }
    let time = text.strip_suffix('Z').unwrap_or(text);
    let shape = "dddd-dd-ddTdd:dd:dd";
    let fits = |(letter, wanted): (char, char)| if wanted == 'd' { letter.is_ascii_digit() } else { letter == wanted };
    let is_shaped = matches!(time.len(), 16 | 19) && time.chars().zip(shape.chars()).all(fits);
    (is_shaped && time.parse::<jiff::civil::DateTime>().is_ok()).then_some(time)
}

fn kind(name: &str) -> Result<EventType, Error> {
    EventType::from_name(&name.to_ascii_uppercase())
        .ok_or_else(|| Error::question("type", format!("`{name}` is none of PLOVER's sixteen types")))
}

pub(crate) fn bound(field: &'static str, day: &str) -> Result<Interval, Error> {
    Interval::of_iso(day)
        .ok_or_else(|| Error::question(field, format!("`{day}` is no date (2018, 2018-04 or 2018-04-22)")))
}

/// A place in an order as the cursor of a page.
fn written(order: Order, Cursor { changed, day, row }: &Cursor) -> String {
    match order {
        Order::Day => format!("{day}.{row}"),
        Order::Change => format!("{changed}.{day}.{row}"),
    }
}

fn cursor(order: Order, cursor: &str) -> Result<Cursor, Error> {
    let parts: Option<Vec<i64>> = cursor.split('.').map(|part| part.parse().ok()).collect();
    match (order, parts.as_deref()) {
        (Order::Day, Some([day, row])) => Ok(Cursor { changed: 0, day: *day, row: *row }),
        (Order::Change, Some([changed, day, row])) => Ok(Cursor { changed: *changed, day: *day, row: *row }),
        _ => Err(Error::question("cursor", "it is not one that a page gave")),
    }
}

/// The first day of an interval as an ISO date.
pub(crate) fn iso(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}
