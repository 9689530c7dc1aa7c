//! Where the items come from: disputes, joints that could have been otherwise, doubtful events, names and forecasts.

use std::collections::BTreeMap;

use jiff::civil::Date;
use marsad_reconcile::{anchor, likeness, reading};
use marsad_record::claim::Stance;
use marsad_record::event::Modality;
use marsad_record::forecast::ForecastState;
use marsad_record::incident::{ContradictionKind, Incident, Strand};
use marsad_record::reported::ClaimRef;
use marsad_record::review::{ReviewItem, ReviewKind, ReviewSide};

use crate::claims::citation;
use crate::desk::Desk;
use crate::error::Error;
use crate::ledger::{ForecastFilter, Known};

/// So many disputes, incidents, events and forecasts are weighed.
const WEIGHED: usize = 400;
/// So many incidents are taken apart to see how they hold together.
const TAKEN_APART: usize = 120;
/// Incidents of more documents hold together by many joints.
const DOCUMENTS: usize = 12;
/// From so many points two tellings are linked (`marsad-reconcile`); the doubt falls off on both sides of it.
const LINK: f64 = 3.0;
/// Points further from the link than this are no doubt.
const NEAR: f64 = 1.5;
/// More victims than this weigh no more.
const MOST_VICTIMS: f64 = 1000.0;
/// Events surer than this are no doubt.
const SUREST: f64 = 0.65;

impl Desk {
    /// Facts on which outlets disagree.
    pub(super) fn disputed_facts(&self) -> Result<Vec<ReviewItem>, Error> {
        let item = |dispute: marsad_store::Dispute| {
            let share = |(low, high): (f64, f64)| if high > 0.0 { (1.0 - low / high).clamp(0.1, 1.0) } else { 0.5 };
            let open = match (dispute.kind, dispute.fact.as_str()) {
                (ContradictionKind::Toll, "wounded") => share(dispute.wounded),
                (ContradictionKind::Toll, _) => share(dispute.killed),
                (ContradictionKind::Date, _) => 0.4,
                (ContradictionKind::Place, _) => 0.5,
                (ContradictionKind::Perpetrator, _) => 0.8,
                (ContradictionKind::Denial, _) => 0.6,
            };
            let doubt = if dispute.is_rising { open / 2.0 } else { open };
            let key = format!("contradiction:{}:{}", dispute.incident, dispute.fact);
            let stake = stake(dispute.killed.1, dispute.wounded.1, dispute.outlets);
            let mut item = blank(key, ReviewKind::Contradiction, stake, doubt, vec![dispute.incident]);
            item.fact = Some(dispute.fact);
            item
        };
        Ok(self.store.disputes(WEIGHED)?.into_iter().map(item).collect())
    }

    /// Tellings that hold to their incident by one weak joint.
    pub(super) fn barely_joined(&self) -> Result<Vec<ReviewItem>, Error> {
        let mut items = Vec::new();
        for weighty in self.store.weighty(DOCUMENTS, TAKEN_APART)? {
            let strands = self.strands_of(&weighty.incident)?;
            let Some(first) = strands.first() else { continue };
            for strand in &strands[1..] {
                let others = strands.iter().filter(|other| other.id != strand.id);
                let best = others.filter_map(|other| self.points(strand, other)).reduce(f64::max);
                let Some(doubt) = best.and_then(doubt_at) else { continue };
                let key = format!("joined:{}:{}", weighty.incident, strand.id);
                let stake = stake(weighty.killed, weighty.wounded, weighty.outlets);
                let mut item = blank(key, ReviewKind::Joined, stake, doubt, vec![weighty.incident.clone()]);
                item.sides = [strand, first].into_iter().filter_map(named).collect();
                items.push(item);
            }
        }
        Ok(items)
    }

    /// Incidents of one block whose earliest tellings are nearly one happening.
    pub(super) fn barely_apart(&self) -> Result<Vec<ReviewItem>, Error> {
        let mut items: BTreeMap<String, ReviewItem> = BTreeMap::new();
        for weighty in self.store.weighty(DOCUMENTS, TAKEN_APART)? {
            let own = self.strands_of(&weighty.incident)?;
            for neighbour in &weighty.neighbours {
                let other = self.store.strands_by_id(std::slice::from_ref(neighbour))?;
                let pairs = own.iter().flat_map(|one| other.iter().map(move |other| (one, other)));
                let best = pairs.filter_map(|(one, other)| Some((self.points(one, other)?, one, other)));
                let Some((points, one, other)) = best.max_by(|one, other| one.0.total_cmp(&other.0)) else { continue };
                let Some(doubt) = doubt_at(points) else { continue };
                let (left, right) =
                    (weighty.incident.as_str().min(neighbour), weighty.incident.as_str().max(neighbour));
                let key = format!("apart:{left}:{right}");
                let stake = stake(weighty.killed, weighty.wounded, weighty.outlets);
                let incidents = vec![weighty.incident.clone(), neighbour.clone()];
                let mut item = blank(key.clone(), ReviewKind::Apart, stake, doubt, incidents);
                item.sides = [one, other].into_iter().filter_map(named).collect();
                items.entry(key).or_insert(item);
            }
        }
        Ok(items.into_values().collect())
    }

    /// Events read with little confidence in incidents with many victims.
    pub(super) fn doubtful_events(&self) -> Result<Vec<ReviewItem>, Error> {
        let mut items = Vec::new();
        for event in self.store.doubtful_events(SUREST, WEIGHED)? {
            let subject = format!("{}@{}-{}", event.document, event.span.0, event.span.1);
            // Of many documents that tell an incident, one event less changes little.
            let doubt = (1.0 - 2.0 * (event.confidence - 0.5)).clamp(0.0, 1.0) / event.documents.max(1) as f64;
            let stake = stake(event.killed, event.wounded, event.outlets);
            let mut item = blank(format!("doubt:{subject}"), ReviewKind::Doubt, stake, doubt, vec![event.incident]);
            let value = format!("{} {:.2}", event.event, event.confidence);
            item.sides = vec![bare(value, subject, &event.document, &event.claim)];
            items.push(item);
        }
        Ok(items)
    }

    /// Names of doers without an entity that several actors bear.
    pub(super) fn ambiguous_actors(&self) -> Result<Vec<ReviewItem>, Error> {
        let names = self.shared.names(&self.lexicon);
        let mut items = Vec::new();
        for weighty in self.store.weighty(usize::MAX >> 1, TAKEN_APART)? {
            let Some(incident) = self.store.incident(&weighty.incident)? else { continue };
            for side in incident.facts.actors.sides.iter().filter(|side| side.value.entity.is_none()) {
                let ids = names.bearers(&self.folded(&side.value.name));
                if ids.len() < 2 {
                    continue;
                }
                let Some(claim) = side.claims.first() else { continue };
                let key = format!("actor:{}:{}", weighty.incident, side.value.name);
                let stake = stake(weighty.killed, weighty.wounded, weighty.outlets);
                let doubt = 1.0 - 1.0 / ids.len() as f64;
                let mut item = blank(key, ReviewKind::Actor, stake, doubt, vec![weighty.incident.clone()]);
                item.fact = Some("actors".to_owned());
                item.proposed = ids.to_vec();
                let subject = format!("{}/{}", claim.document, claim.claim);
                item.sides = vec![bare(side.value.name.clone(), subject, &claim.document, &claim.claim)];
                items.push(item);
            }
        }
        Ok(items)
    }

    /// Forecasts past their day for which the desk proposes that they came true or did not.
    pub(super) fn proposed_fates(&self, now: &str) -> Result<Vec<ReviewItem>, Error> {
        let filter = ForecastFilter { now: now.to_owned(), ..ForecastFilter::default() };
        let today = filter.today()?;
        // What is due after the latest article nobody can have read about.
        let latest = self.store.latest_day()?.and_then(|day| day.parse::<Date>().ok());
        let Some(after) = latest.and_then(|day| day.tomorrow().ok()) else { return Ok(Vec::new()) };
        let standing = self.latest_due(&filter, after, WEIGHED)?;
        let mut known = Known::default();
        let mut items = Vec::new();
        for one in standing {
            let Some(entry) = self.ledger_entry(one, today, &mut known)? else { continue };
            let Some(proposal) = entry.proposal.filter(|proposal| proposal.fate != ForecastState::CannotTell) else {
                continue;
            };
            let origins = proposal.fits.iter().map(|fit| fit.origins).max().unwrap_or(1);
            // A cited incident leaves less open than silence does.
            let doubt = if proposal.fits.is_empty() { 0.5 } else { 0.3 };
            let key = format!("forecast:{}", entry.subject);
            let incidents = proposal.fits.iter().map(|fit| fit.incident.clone()).collect();
            let mut item = blank(key, ReviewKind::Forecast, stake(0.0, 0.0, 2 * origins), doubt, incidents);
            item.fact = Some("fate".to_owned());
            item.proposed = vec![proposal.fate.name().to_owned(), proposal.ground.name().to_owned()];
            item.sides = vec![ReviewSide {
                value: entry.due.unwrap_or_default(),
                subject: entry.subject,
                citation: entry.citation,
            }];
            item.sides.extend(proposal.fits.into_iter().map(|fit| ReviewSide {
                value: fit.kind.name().to_owned(),
                subject: fit.incident,
                citation: fit.citation,
            }));
            items.push(item);
        }
        Ok(items)
    }

    /// Gives an item the words that its sides cite; a dispute also its sides. False where its incident is no more.
    pub(super) fn fill_sides(&self, item: &mut ReviewItem) -> Result<bool, Error> {
        if item.kind == ReviewKind::Contradiction
            && let (Some(id), Some(fact)) = (item.incidents.first(), item.fact.as_deref())
        {
            let Some(incident) = self.store.incident(id)? else { return Ok(false) };
            item.sides = self.sides_of(&incident, fact)?;
        }
        for side in &mut item.sides {
            if side.citation.quote.is_empty()
                && let Some(row) = self.store.claim(&side.citation.claim.document, &side.citation.claim.claim)?
            {
                side.citation = citation(&row);
            }
        }
        Ok(true)
    }

    /// Each telling of a fact with the value that a correction would write.
    fn sides_of(&self, incident: &Incident, fact: &str) -> Result<Vec<ReviewSide>, Error> {
        let mut sides: BTreeMap<String, ReviewSide> = BTreeMap::new();
        for strand in self.strands_of(&incident.id)? {
            for telling in &strand.tellings {
                let value = match fact {
                    "existence" if telling.stance == Stance::Denies => Some(Modality::Denied.name().to_owned()),
                    "existence" => reading(&telling.event, "modality"),
                    _ => reading(&telling.event, fact),
                };
                let Some(value) = value.filter(|value| value != "none") else { continue };
                let side = bare(value.clone(), anchor(telling), &telling.document, &telling.claim);
                sides.entry(value).or_insert(side);
            }
        }
        Ok(sides.into_values().collect())
    }

    /// The strands of an incident, the earliest first.
    fn strands_of(&self, incident: &str) -> Result<Vec<Strand>, Error> {
        let Some(incident) = self.store.incident(incident)? else { return Ok(Vec::new()) };
        let ids: Vec<String> = std::iter::once(incident.id).chain(incident.former).collect();
        let mut strands = self.store.strands_by_id(&ids)?;
        strands.sort_by_key(|strand| ids.iter().position(|id| *id == strand.id));
        Ok(strands)
    }

    fn points(&self, one: &Strand, other: &Strand) -> Option<f64> {
        likeness(one, other, self.lexicon.entities()).map(|likeness| likeness.points())
    }
}

/// What hangs on an incident: its victims and the outlets that tell it, both as orders of magnitude. Larger figures than
/// news has are history, or misread: they weigh no more.
fn stake(killed: f64, wounded: f64, outlets: usize) -> f64 {
    (1.0 + (killed + wounded / 4.0).min(MOST_VICTIMS)).ln() + (1.0 + outlets as f64).ln()
}

/// One at the very points of a link, none a little off it.
fn doubt_at(points: f64) -> Option<f64> {
    let doubt = 1.0 - (points - LINK).abs() / NEAR;
    (doubt > 0.0).then_some(doubt)
}

fn blank(key: String, kind: ReviewKind, stake: f64, doubt: f64, incidents: Vec<String>) -> ReviewItem {
    ReviewItem {
        key,
        kind,
        weight: stake * doubt,
        stake,
        doubt,
        incidents,
        fact: None,
        proposed: Vec::new(),
        sides: Vec::new(),
        judgements: Vec::new(),
    }
}

/// A side by its earliest telling.
fn named(strand: &Strand) -> Option<ReviewSide> {
    let telling = strand.tellings.first()?;
    let value = telling.event.kind.name().to_owned();
    Some(bare(value, anchor(telling), &telling.document, &telling.claim))
}

/// A side whose words are looked up when it is shown.
fn bare(value: String, subject: String, document: &str, claim: &str) -> ReviewSide {
    let claim = ClaimRef { document: document.to_owned(), claim: claim.to_owned() };
    let citation = marsad_record::incident::Citation {
        claim,
        outlet: String::new(),
        chain: Vec::new(),
        quote: String::new(),
        span: marsad_record::Span { start: 0, end: 0 },
        published: None,
    };
    ReviewSide { value, subject, citation }
}

#[cfg(test)]
mod tests {
    use super::{doubt_at, stake};

    #[test]
    fn more_victims_and_more_outlets_weigh_more() {
        assert!(stake(100.0, 0.0, 1) > stake(10.0, 0.0, 1));
        assert!(stake(10.0, 0.0, 9) > stake(10.0, 0.0, 1));
        assert!(stake(0.0, 40.0, 1) < stake(40.0, 0.0, 1));
    }

    #[test]
    fn a_joint_far_from_the_link_is_no_doubt() {
        assert_eq!(doubt_at(3.0), Some(1.0));
        assert_eq!((doubt_at(1.0), doubt_at(6.0)), (None, None));
        assert!(doubt_at(3.6) < doubt_at(3.2));
    }
}
