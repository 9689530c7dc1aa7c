//! What the tellings of one incident cannot agree on, weightiest first.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use marsad_record::claim::Stance;
use marsad_record::event::{Modality, RoleStatus};
use marsad_record::incident::{Contradiction, ContradictionKind, Facts, PlaceFact, Telling, TollFact};
use marsad_record::reported::ClaimRef;

use crate::facts::claim_refs;
use crate::place::{Spot, nearness};
use crate::profile::{moment, published};
use crate::toll::can_both_be;

/// A toll that only grows within this many days is one toll that rose.
const RISING: i64 = 2;

/// The contradictions of an incident's facts.
pub(crate) fn contradictions(facts: &Facts, tellings: &[&Telling]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for (fact, toll) in [("killed", &facts.killed), ("wounded", &facts.wounded)] {
        found.extend(toll_contradiction(fact, toll, tellings));
    }
    let dates = &facts.date.sides;
    if clashes(dates.len(), |one, other| !dates[one].value.meets(&dates[other].value)) {
        found.push(contradiction("date", ContradictionKind::Date, dates.len()));
    }
    let places = &facts.place.sides;
    let are_apart = |one: &PlaceFact, other: &PlaceFact| !nearness(spot(one), spot(other)).is_compatible();
    if clashes(places.len(), |one, other| are_apart(&places[one].value, &places[other].value)) {
        found.push(contradiction("place", ContradictionKind::Place, places.len()));
    }
    found.extend(perpetrators(facts));
    let denials = tellings.iter().filter(|telling| is_denial(telling)).count();
    if denials > 0 {
        found.push(contradiction("existence", ContradictionKind::Denial, 2));
    }
    found
}

fn contradiction(fact: &str, kind: ContradictionKind, sides: usize) -> Contradiction {
    Contradiction { fact: fact.to_owned(), kind, sides, is_rising: false }
}

fn clashes(count: usize, is_clash: impl Fn(usize, usize) -> bool) -> bool {
    (0..count).any(|one| (one + 1..count).any(|other| is_clash(one, other)))
}

fn spot(place: &PlaceFact) -> Spot<'_> {
    Spot {
        place: place.place.as_deref(),
        name: &place.name,
        country: place.country.as_deref(),
        level: place.level,
        chain: &place.chain,
    }
}

/// Whether somebody denies it; an outlet's own «nobody has claimed it» denies nothing.
fn is_denial(telling: &Telling) -> bool {
    telling.stance == Stance::Denies || (telling.event.modality == Modality::Denied && telling.chain.len() > 1)
}

fn toll_contradiction(fact: &str, toll: &TollFact, tellings: &[&Telling]) -> Option<Contradiction> {
    let sides = &toll.reported.sides;
    if !clashes(sides.len(), |one, other| !can_both_be(&sides[one].value.range, &sides[other].value.range)) {
        return None;
    }
    let kind = ContradictionKind::Toll;
    Some(Contradiction { is_rising: is_rising(toll, tellings), ..contradiction(fact, kind, sides.len()) })
}

/// Whether whatever was published later is never less, all within two days of the first.
fn is_rising(toll: &TollFact, tellings: &[&Telling]) -> bool {
    let mut when: BTreeMap<ClaimRef, &Telling> = BTreeMap::new();
    for telling in tellings {
        when.extend(claim_refs(telling).into_iter().map(|claim| (claim, *telling)));
    }
    let mut told: Vec<(i64, f64)> = Vec::new();
    let mut days = BTreeSet::new();
    for side in &toll.reported.sides {
        let Some(amount) = side.value.range.told() else { continue };
        for claim in &side.claims {
            let Some(telling) = when.get(claim) else { return false };
            let (Some(at), Some(day)) = (moment(telling.published.as_deref()), published(telling)) else {
                return false;
            };
            told.push((at, amount));
            days.insert(day);
        }
    }
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return false };
    told.sort_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
    let grows = told.windows(2).all(|pair| pair[0].1 <= pair[1].1);
    let moments: BTreeSet<i64> = told.iter().map(|(at, _)| *at).collect();
    grows && moments.len() > 1 && first.checked_add(RISING.days()).is_ok_and(|limit| *last <= limit)
}

/// Two doers who are not told together by anybody, or a doer whose part is also denied.
fn perpetrators(facts: &Facts) -> Option<Contradiction> {
    let mut tellers: BTreeMap<&str, BTreeSet<&ClaimRef>> = BTreeMap::new();
    let mut denied: BTreeSet<&str> = BTreeSet::new();
    for side in &facts.actors.sides {
        let Some(entity) = side.value.entity.as_deref() else { continue };
        if side.value.status == RoleStatus::Denied {
            denied.insert(entity);
        } else {
            tellers.entry(entity).or_default().extend(&side.claims);
        }
    }
    let documents: Vec<BTreeSet<&str>> =
        tellers.values().map(|claims| claims.iter().map(|claim| claim.document.as_str()).collect()).collect();
    let is_disputed = clashes(documents.len(), |one, other| documents[one].is_disjoint(&documents[other]));
    let is_denied = tellers.keys().any(|entity| denied.contains(entity));
    let sides = tellers.len() + denied.len();
    (is_disputed || is_denied).then(|| contradiction("actors", ContradictionKind::Perpetrator, sides))
}
