//! What would have to happen for a forecast to come true, and which later incidents are that.
//!
//! It proposes and never decides. An incident fits only where it is of the type, of every doer, undergoer and place that
//! is foretold, and in the window; where no doer or undergoer is known, or nothing beside one, nothing is compared.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use marsad_record::event::{Event, Modality, RoleStatus};
use marsad_record::forecast::{Fit, ForecastState, Ground, LookedFor, Proposal};
use marsad_record::incident::{ActorFact, Citation, ContradictionKind, Incident, PlaceFact};
use marsad_record::place::PlaceLevel;
use marsad_record::plover::EventType;
use marsad_record::reported::Reported;
use marsad_record::span::Span;
use marsad_record::time::Interval;
use marsad_store::IncidentQuery;

use crate::desk::Desk;
use crate::error::Error;
use crate::ledger::{Known, Standing};

/// So many doers, undergoers and places must be named before anything is compared.
const ANCHORS: usize = 2;
/// How many days after publication an undated forecast is compared with incidents.
const UNDATED_DAYS: i32 = 90;
/// At most so many incidents are looked at for one event.
const LOOKED_AT: usize = 60;
/// At most so many are given as evidence.
const GIVEN: usize = 5;
/// Surer than this an event counts as told.
const DETECTED: f64 = 0.5;
/// After the last day news of the window is waited for this long.
const TAIL_DAYS: i32 = 14;
/// A happening so many days after the window is still something like the foretold one.
const NEAR_DAYS: i32 = 3;

/// The events that a forecast foretells.
pub(super) fn looked_for(events: &[Event], span: Span) -> Vec<LookedFor> {
    let is_foretold = |event: &&Event| {
        event.confidence >= DETECTED
            && matches!(event.modality, Modality::Future | Modality::Possible | Modality::Denied)
            && span.contains(&event.trigger)
    };
    let ids = |roles: &[marsad_record::Role]| {
        roles.iter().filter_map(|role| role.entity.clone()).collect::<BTreeSet<_>>().into_iter().collect()
    };
    let one = |event: &Event| {
        let place = event.place.as_ref();
        LookedFor {
            kind: event.kind,
            modes: event.modes.clone(),
            actors: ids(&event.actors),
            recipients: ids(&event.recipients),
            place: place.filter(|place| place.level != PlaceLevel::Country).and_then(|place| place.place.clone()),
            country: place.and_then(|place| place.country.clone()),
            is_negated: event.modality == Modality::Denied,
        }
    };
    events.iter().filter(is_foretold).map(one).collect()
}

/// Why the desk cannot check a forecast by itself.
pub(super) fn obstacles(standing: &Standing, looked_for: &[LookedFor]) -> Vec<Ground> {
    let mut found = Vec::new();
    if looked_for.is_empty() {
        found.push(Ground::NoEvent);
    } else if !looked_for.iter().any(|wanted| is_comparable(standing, wanted)) {
        found.push(Ground::TooLittle);
    }
    if standing.head.forecast.condition.is_some() {
        found.push(Ground::Conditional);
    }
    if standing.due.is_none() || published(standing).is_none() {
        found.push(Ground::Undated);
    }
    found
}

/// Whether enough is named to know the foretold happening from another: a doer or undergoer, and one more or a place; a
/// country is a place only where the window is told.
fn is_comparable(standing: &Standing, wanted: &LookedFor) -> bool {
    let entities = wanted.actors.len() + wanted.recipients.len();
    let is_somewhere = wanted.place.is_some() || (wanted.country.is_some() && standing.due.is_some());
    entities > 0 && entities + usize::from(is_somewhere) >= ANCHORS
}

impl Desk {
    /// The fate that later incidents speak for, if they do.
    pub(super) fn proposal(
        &self,
        standing: &Standing,
        looked_for: &[LookedFor],
        obstacles: &[Ground],
        today: Date,
        known: &mut Known,
    ) -> Result<Option<Proposal>, Error> {
        let mut fits = Vec::new();
        let mut is_negated = false;
        if let Some(window) = window(standing, today) {
            for wanted in looked_for.iter().filter(|wanted| is_comparable(standing, wanted)) {
                let found = self.fits(standing, wanted, window, today)?;
                is_negated |= !found.is_empty() && wanted.is_negated;
                fits.extend(found);
            }
        }
        fits.sort_by(|one, other| (one.when, &one.incident).cmp(&(other.when, &other.incident)));
        fits.dedup_by(|one, other| one.incident == other.incident);
        fits.truncate(GIVEN);
        let is_due = standing.state == ForecastState::Due;
        if !fits.is_empty() {
            if obstacles.contains(&Ground::Conditional) {
                let undecidable = Proposal { fate: ForecastState::CannotTell, ground: Ground::Conditional, fits };
                return Ok(Some(undecidable).filter(|_| is_due));
            }
            let fate = if is_negated { ForecastState::DidNot } else { ForecastState::CameTrue };
            return Ok(Some(Proposal { fate, ground: Ground::Fits, fits }));
        }
        if !is_due {
            return Ok(None);
        }
        let ground = match obstacles.first() {
            Some(obstacle) => *obstacle,
            None => self.silence(standing, looked_for, today, known)?,
        };
        let fate = match ground {
            Ground::NothingFits if looked_for.iter().all(|wanted| wanted.is_negated) => ForecastState::CameTrue,
            Ground::NothingFits => ForecastState::DidNot,
            _ => ForecastState::CannotTell,
        };
        Ok(Some(Proposal { fate, ground, fits }))
    }

    /// Incidents in the window that are what was foretold.
    fn fits(
        &self,
        standing: &Standing,
        wanted: &LookedFor,
        window: (Date, Date),
        today: Date,
    ) -> Result<Vec<Fit>, Error> {
        let Some(entity) = wanted.actors.iter().chain(&wanted.recipients).next() else { return Ok(Vec::new()) };
        let query = IncidentQuery {
            from: Some(window.0),
            to: Some(window.1),
            kinds: vec![wanted.kind],
            actors: self.shared.names(&self.lexicon).belonging(entity),
            limit: LOOKED_AT,
            ..IncidentQuery::default()
        };
        let mut fits = Vec::new();
        for (_, incident) in self.store.incidents(&query)? {
            let Some(shared) = self.in_common(&incident, wanted, window) else { continue };
            let Some(citation) = self.later_telling(&incident, standing, today)? else { continue };
            fits.push(Fit {
                kind: incident.kind,
                when: incident.facts.date.sides.first().map(|side| side.value),
                origins: incident.origins,
                shared,
                citation,
                incident: incident.id,
            });
        }
        Ok(fits)
    }

    /// What an incident shares with what was foretold; `None` where anything that was foretold is missing.
    fn in_common(&self, incident: &Incident, wanted: &LookedFor, window: (Date, Date)) -> Option<Vec<&'static str>> {
        if incident.contradictions.iter().any(|one| one.kind == ContradictionKind::Denial) {
            return None;
        }
        let days: Vec<Interval> = incident.facts.date.sides.iter().map(|side| side.value).collect();
        let is_inside = |days: &Interval| {
            days.from.is_some_and(|from| from >= window.0) && days.to.is_some_and(|to| to <= window.1)
        };
        if !days.iter().any(is_inside) || days.iter().any(|days| days.from.is_none_or(|from| from < window.0)) {
            return None;
        }
        let mut shared = vec!["type", "period"];
        let facts = &incident.facts;
        let are_told = |wanted: &[String], told: &[&Reported<ActorFact>]| {
            wanted.iter().all(|id| told.iter().any(|roles| self.is_told(id, roles)))
        };
        let roles: [(&'static str, &[String]); 2] = [("actors", &wanted.actors), ("recipients", &wanted.recipients)];
        for (name, ids) in roles.into_iter().filter(|(_, ids)| !ids.is_empty()) {
            let own = if name == "actors" { &facts.actors } else { &facts.recipients };
            let told = if is_mutual(wanted.kind) { vec![&facts.actors, &facts.recipients] } else { vec![own] };
            if !are_told(ids, &told) {
                return None;
            }
            shared.push(name);
        }
        if wanted.place.is_some() || wanted.country.is_some() {
            if !facts.place.sides.iter().any(|side| is_there(&side.value, wanted)) {
                return None;
            }
            shared.push("place");
        }
        if !wanted.modes.is_empty() && !incident.modes.is_empty() {
            if !wanted.modes.iter().any(|mode| incident.modes.contains(mode)) {
                return None;
            }
            shared.push("method");
        }
        Some(shared)
    }

    /// Whether an entity, or what belongs to it, has that part in an incident.
    fn is_told(&self, id: &str, roles: &Reported<ActorFact>) -> bool {
        roles.sides.iter().filter(|side| side.value.status != RoleStatus::Denied).any(|side| {
            let told = side.value.entity.as_deref();
            told.is_some_and(|told| self.lexicon.entities().lineage(told).contains(&id))
        })
    }

    /// The earliest claim that tells an incident after the forecast was published, in another document, by today.
    fn later_telling(&self, incident: &Incident, standing: &Standing, today: Date) -> Result<Option<Citation>, Error> {
        let (Some(since), today) = (standing.head.published.as_deref(), today.to_string()) else { return Ok(None) };
        let view = self.view(incident.clone())?;
        let is_later = |citation: &&Citation| {
            let published = citation.published.as_deref().unwrap_or_default();
            citation.claim.document != standing.head.document
                && published > since
                && published.get(..10).is_some_and(|day| day <= today.as_str())
        };
        let mut later: Vec<&Citation> = view.citations.values().filter(is_later).collect();
        later.sort_by(|one, other| (&one.published, &one.claim).cmp(&(&other.published, &other.claim)));
        Ok(later.first().map(|citation| (*citation).clone()))
    }

    /// What it says that nothing fits: nothing happened, or nobody was looking.
    fn silence(
        &self,
        standing: &Standing,
        looked_for: &[LookedFor],
        today: Date,
        known: &mut Known,
    ) -> Result<Ground, Error> {
        let (Some(published), Some(due)) = (published(standing), standing.due) else { return Ok(Ground::Undated) };
        let entities = self.lexicon.entities();
        let home = |id: &String| entities.get(id).and_then(|entity| entity.country.clone());
        let countries: BTreeSet<String> = looked_for
            .iter()
            .filter_map(|wanted| {
                let roles = || wanted.recipients.iter().chain(&wanted.actors).find_map(home);
                wanted.country.clone().or_else(roles)
            })
            .collect();
        if countries.is_empty() {
            return Ok(Ground::RegionUnknown);
        }
        for country in countries {
            let days = known.about_country(&self.store, &country)?;
            if !is_read_on(days, published, due, today) {
                return Ok(Ground::GapInReading);
            }
        }
        let entities: BTreeSet<&String> =
            looked_for.iter().flat_map(|wanted| wanted.actors.iter().chain(&wanted.recipients)).collect();
        for entity in entities {
            if !is_read_after(known.about_entity(&self.store, entity)?, due, today) {
                return Ok(Ground::GapInReading);
            }
        }
        for wanted in looked_for {
            if self.is_nearly_told(wanted, published, due)? {
                return Ok(Ground::NearMiss);
            }
        }
        Ok(Ground::NothingFits)
    }

    /// Whether a happening of that type is told of one of those actors around the window, wherever and however.
    fn is_nearly_told(&self, wanted: &LookedFor, published: Date, due: Date) -> Result<bool, Error> {
        let entities = wanted.actors.iter().chain(&wanted.recipients);
        let query = IncidentQuery {
            from: Some(published),
            to: due.checked_add(NEAR_DAYS.days()).ok(),
            kinds: vec![wanted.kind],
            actors: entities.flat_map(|id| self.shared.names(&self.lexicon).belonging(id)).collect(),
            limit: 1,
            ..IncidentQuery::default()
        };
        Ok(!query.actors.is_empty() && !self.store.incidents(&query)?.is_empty())
    }
}

/// Types in which who did it and to whom is one matter.
fn is_mutual(kind: EventType) -> bool {
    matches!(kind, EventType::Agree | EventType::Consult | EventType::Cooperate)
}

fn is_there(told: &PlaceFact, wanted: &LookedFor) -> bool {
    match (&wanted.place, &wanted.country) {
        (Some(place), _) => told.place.as_ref() == Some(place) || told.chain.contains(place),
        (None, Some(country)) => told.country.as_ref() == Some(country),
        (None, None) => true,
    }
}

/// The day a forecast was published.
fn published(standing: &Standing) -> Option<Date> {
    standing.head.published.as_deref().and_then(Interval::of_iso).and_then(|days| days.from)
}

/// The days on which a happening can be the foretold one: after publication, in the window, by today.
fn window(standing: &Standing, today: Date) -> Option<(Date, Date)> {
    let published = published(standing)?;
    let told = standing.head.forecast.from.as_deref().and_then(Interval::of_iso).and_then(|days| days.from);
    let next = published.checked_add(1.day()).ok()?;
    let first = told.map_or(next, |from| from.max(next));
    let last = match standing.due {
        Some(due) => due,
        None => published.checked_add(UNDATED_DAYS.days()).ok()?,
    };
    let last = last.min(today);
    (first <= last).then_some((first, last))
}

/// Whether something was read in every week of the window (in every month, where it is longer than sixty days) and soon
/// after its end.
fn is_read_on(days: &BTreeSet<String>, published: Date, due: Date, today: Date) -> bool {
    let is_read = |from: Date, to: Date| days.range(from.to_string()..=to.to_string()).next().is_some();
    let Ok(length) = published.until(due).map(|span| span.get_days()) else { return false };
    let step = if length <= 60 { 7 } else { 31 };
    let mut from = published;
    while from <= due {
        let Ok(next) = from.checked_add(step.days()) else { return false };
        let to = next.yesterday().unwrap_or(next).min(due);
        let is_stub = from > published && from.until(to).is_ok_and(|span| span.get_days() < 3);
        if !is_stub && !is_read(from, to) {
            return false;
        }
        from = next;
    }
    is_read_after(days, due, today)
}

/// Whether something was read soon after the last day of a window.
fn is_read_after(days: &BTreeSet<String>, due: Date, today: Date) -> bool {
    let (Ok(after), Ok(last)) = (due.tomorrow(), due.checked_add(TAIL_DAYS.days())) else { return false };
    after <= today && days.range(after.to_string()..=last.min(today).to_string()).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::is_read_on;
    use jiff::civil::date;
    use std::collections::BTreeSet;

    fn days(told: &[&str]) -> BTreeSet<String> {
        told.iter().map(|day| (*day).to_owned()).collect()
    }

    #[test]
    fn a_week_that_nobody_read_is_no_calm() {
        let window = (date(2022, 3, 1), date(2022, 3, 21), date(2022, 6, 1));
        let read_on = days(&["2022-03-02", "2022-03-10", "2022-03-16", "2022-03-25"]);
        assert!(is_read_on(&read_on, window.0, window.1, window.2));
        let gap = days(&["2022-03-02", "2022-03-16", "2022-03-25"]);
        assert!(!is_read_on(&gap, window.0, window.1, window.2));
        let stopped = days(&["2022-03-02", "2022-03-10", "2022-03-16"]);
        assert!(!is_read_on(&stopped, window.0, window.1, window.2));
    }
}
