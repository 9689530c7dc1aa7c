//! What was known on a day: the same incidents, made of what had been published by then and of nothing else.
//!
//! A page without a date was read on no known day and is left out. People's decisions all count, whenever they were
//! made: they say how a page is to be read, not what was known.

use std::collections::BTreeSet;

use jiff::civil::Date;
use marsad_reconcile::each_block;
use marsad_record::incident::{Incident, PlaceFact, Strand};
use marsad_store::IncidentQuery;

use crate::desk::Desk;
use crate::error::Error;
use crate::incidents::{IncidentFilter, IncidentPage, IncidentView, bound};

impl Desk {
    /// One incident as it was known at the end of a day; `None` where nothing of it had been published.
    ///
    /// # Errors
    /// If the day is no date, or the file cannot be read.
    pub fn incident_known_on(&self, id: &str, day: &str) -> Result<Option<IncidentView>, Error> {
        let day = last_day(day)?;
        let Some(now) = self.store.incident(id)? else { return Ok(None) };
        let own: BTreeSet<String> = std::iter::once(now.id).chain(now.former).collect();
        let strands = self.store.strands_beside(&own.iter().cloned().collect::<Vec<_>>())?;
        let mut known: Option<Incident> = None;
        each_block(published_by(strands, day), &self.store.decisions()?, self.lexicon.entities(), |block| {
            let is_it =
                |incident: &Incident| std::iter::once(&incident.id).chain(&incident.former).any(|id| own.contains(id));
            let found = block.incidents.into_iter().find(|incident| is_it(incident));
            known = known.take().or(found);
        });
        known.map(|incident| self.view(incident)).transpose()
    }

    /// The incidents of a question as they were known at the end of a day, latest first.
    pub(crate) fn incidents_known_on(&self, filter: &IncidentFilter, day: &str) -> Result<IncidentPage, Error> {
        let day = last_day(day)?;
        let query = self.incident_query(filter)?;
        let documents = match &query.words {
            Some(words) => Some(self.store.documents_with(words)?),
            None => None,
        };
        let decisions = self.store.decisions()?;
        let mut found = Vec::new();
        for block in self.store.blocks_known_on(&day.to_string(), query.document.as_deref())? {
            let strands = published_by(self.store.strands_of_block(block)?, day);
            each_block(strands, &decisions, self.lexicon.entities(), |block| {
                let is_asked = |incident: &Incident| is_asked(incident, &query, documents.as_ref());
                found.extend(block.incidents.into_iter().filter(is_asked));
            });
        }
        found.sort_by(|one, other| first_day(other).cmp(&first_day(one)).then(one.id.cmp(&other.id)));
        let total = found.len();
        found.truncate(if filter.limit == 0 { usize::MAX } else { filter.limit });
        let incidents = found.into_iter().map(|incident| self.view(incident)).collect::<Result<_, _>>()?;
        Ok(IncidentPage { incidents, total, next: None, mark: None })
    }
}

/// The last day of a partial date.
fn last_day(day: &str) -> Result<Date, Error> {
    bound("as-of", day)?.to.ok_or_else(|| Error::question("as-of", format!("`{day}` has no last day")))
}

fn published_by(strands: Vec<Strand>, day: Date) -> Vec<Strand> {
    let limit = day.to_string();
    let is_out = |strand: &Strand| {
        let published = strand.tellings.first().and_then(|telling| telling.published.as_deref());
        published.and_then(|published| published.get(..10)).is_some_and(|published| published <= limit.as_str())
    };
    strands.into_iter().filter(is_out).collect()
}

fn first_day(incident: &Incident) -> Option<Date> {
    incident.facts.date.sides.iter().filter_map(|side| side.value.from).min()
}

fn is_asked(incident: &Incident, query: &IncidentQuery, documents: Option<&BTreeSet<String>>) -> bool {
    let facts = &incident.facts;
    let last = facts.date.sides.iter().filter_map(|side| side.value.to).max();
    let is_in = |place: &PlaceFact| {
        let names = place.place.iter().chain(&place.country).chain(&place.chain);
        names.into_iter().any(|name| query.places.contains(name))
    };
    let mut roles =
        facts.actors.sides.iter().chain(&facts.recipients.sides).filter_map(|side| side.value.entity.as_ref());
    query.from.is_none_or(|from| last.is_some_and(|last| last >= from))
        && query.to.is_none_or(|to| first_day(incident).is_some_and(|first| first <= to))
        && (query.places.is_empty() || facts.place.sides.iter().any(|side| is_in(&side.value)))
        && (query.actors.is_empty() || roles.any(|entity| query.actors.contains(entity)))
        && (query.kinds.is_empty() || query.kinds.contains(&incident.kind))
        && (!query.disputed || !incident.contradictions.is_empty())
        && (!query.headlines || !incident.headline_of.is_empty())
        && documents.is_none_or(|documents| incident.documents.iter().any(|document| documents.contains(document)))
        && query.document.as_ref().is_none_or(|document| incident.documents.contains(document))
}
