//! An incident out of its strands: every fact with all its sides, each side with everybody who tells it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use marsad_record::event::{Role, RoleStatus};
use marsad_record::incident::{ActorFact, Facts, Incident, PlaceFact, Strand, Telling};
use marsad_record::place::EventPlace;
use marsad_record::plover::EventType;
use marsad_record::reported::{ClaimRef, Reported};
use marsad_record::time::Interval;

use crate::contradiction::contradictions;
use crate::key;
use crate::origin::origins;
use crate::profile::is_factual;
use crate::toll::{Part, toll_fact};

/// The incident that these strands tell, which are sorted by age and are not empty.
pub(crate) fn incident(strands: &[&Strand]) -> Incident {
    let all: Vec<&Telling> = strands.iter().flat_map(|strand| &strand.tellings).collect();
    let told: Vec<&Telling> = all.iter().copied().filter(|telling| is_factual(telling)).collect();
    let headline: BTreeSet<&str> =
        all.iter().filter(|telling| telling.event.is_headline).map(|telling| telling.document.as_str()).collect();
    let documents: BTreeSet<&str> = strands.iter().map(|strand| strand.document.as_str()).collect();
    let outlets: BTreeSet<&str> = all.iter().map(|telling| telling.outlet.as_str()).collect();
    let claims: BTreeSet<ClaimRef> = all.iter().flat_map(|telling| claim_refs(telling)).collect();
    let origins = origins(&all);
    let facts = facts(strands, &told, &origins);
    // A strand that tells something as a fact is always in an incident, so an id given once never leads nowhere.
    let mut ids =
        strands.iter().filter(|strand| strand.tellings.iter().any(is_factual)).map(|strand| strand.id.clone());
    Incident {
        id: ids.next().unwrap_or_default(),
        former: ids.collect(),
        kind: kind(&told),
        modes: facts.method.sides.iter().map(|side| side.value.clone()).collect(),
        documents: documents.into_iter().map(str::to_owned).collect(),
        headline_of: headline.into_iter().map(str::to_owned).collect(),
        claims: claims.into_iter().collect(),
        outlets: outlets.len(),
        origins: origins.values().collect::<BTreeSet<_>>().len(),
        contradictions: contradictions(&facts, &all),
        facts,
    }
}

/// The claims that a telling rests on.
pub(crate) fn claim_refs(telling: &Telling) -> Vec<ClaimRef> {
    let of = |claim: &String| ClaimRef { document: telling.document.clone(), claim: claim.clone() };
    if telling.event.claims.is_empty() && !telling.claim.is_empty() {
        return vec![of(&telling.claim)];
    }
    telling.event.claims.iter().map(of).collect()
}

/// The type that most documents tell, their headlines before other sentences.
fn kind(told: &[&Telling]) -> EventType {
    let mut votes: BTreeMap<EventType, usize> = BTreeMap::new();
    for telling in told {
        *votes.entry(telling.event.kind).or_default() += if telling.event.is_headline { 3 } else { 1 };
    }
    votes.into_iter().max_by_key(|(kind, votes)| (*votes, *kind)).map_or(EventType::Assault, |(kind, _)| kind)
}

fn facts(strands: &[&Strand], told: &[&Telling], origins: &BTreeMap<String, usize>) -> Facts {
    let mut facts = Facts::default();
    for strand in strands {
        let tellings: Vec<&Telling> = strand.tellings.iter().filter(|telling| is_factual(telling)).collect();
        let narrowest = tellings.iter().filter_map(|telling| days(telling)).map(|(span, _)| span).min();
        for telling in &tellings {
            let dated = days(telling).filter(|(span, _)| Some(*span) == narrowest);
            for claim in claim_refs(telling) {
                if let Some((_, interval)) = dated {
                    facts.date.tell(interval, claim.clone());
                }
                if let Some(place) = &telling.event.place {
                    tell_place(&mut facts.place, place, claim.clone());
                }
                for mode in &telling.event.modes {
                    facts.method.tell(mode.clone(), claim.clone());
                }
            }
        }
    }
    facts.actors = roles(told, |telling| &telling.event.actors);
    facts.recipients = roles(told, |telling| &telling.event.recipients);
    facts.killed = toll_fact(strands, Part::Killed, origins);
    facts.wounded = toll_fact(strands, Part::Wounded, origins);
    by_weight(&mut facts.date, origins);
    by_weight(&mut facts.place, origins);
    by_weight(&mut facts.method, origins);
    by_weight(&mut facts.actors, origins);
    by_weight(&mut facts.recipients, origins);
    facts
}

fn days(telling: &Telling) -> Option<(i32, Interval)> {
    let interval = telling.event.interval()?;
    let span = key::span(interval.from?, interval.to?);
    (1..=key::MONTHS).contains(&span).then_some((span, interval))
}

/// One side per place, whatever words name it.
fn tell_place(reported: &mut Reported<PlaceFact>, place: &EventPlace, claim: ClaimRef) {
    let known = reported
        .sides
        .iter()
        .find(|side| side.value.place == place.place && (place.place.is_some() || side.value.name == place.name));
    let value = known.map(|side| side.value.clone()).unwrap_or_else(|| PlaceFact {
        place: place.place.clone(),
        name: place.name.clone(),
        country: place.country.clone(),
        level: place.level,
        chain: place.chain.clone(),
    });
    reported.tell(value, claim);
}

/// Named fillers with their status; words alone only where nobody names one.
fn roles(told: &[&Telling], pick: fn(&Telling) -> &[Role]) -> Reported<ActorFact> {
    let mut named = Reported::default();
    let mut generic = Reported::default();
    for telling in told {
        for role in pick(telling) {
            let into = if role.entity.is_some() { &mut named } else { &mut generic };
            for claim in claim_refs(telling) {
                into.tell(actor_fact(role), claim);
            }
        }
    }
    let is_named = named
        .sides
        .iter()
        .any(|side: &marsad_record::reported::Side<ActorFact>| side.value.status != RoleStatus::Denied);
    if is_named { named } else { Reported { sides: named.sides.into_iter().chain(generic.sides).collect() } }
}

fn actor_fact(role: &Role) -> ActorFact {
    ActorFact { entity: role.entity.clone(), name: role.name.clone(), status: role.status }
}

/// Most independent origins first, then most claims, then the earliest claim reference.
pub(crate) fn by_weight<T>(reported: &mut Reported<T>, origins: &BTreeMap<String, usize>) {
    reported.sides.sort_by_cached_key(|side| {
        (Reverse((independent(&side.claims, origins), side.claims.len())), side.claims.clone())
    });
}

/// How many independent origins tell it.
pub(crate) fn independent(claims: &[ClaimRef], origins: &BTreeMap<String, usize>) -> usize {
    claims.iter().filter_map(|claim| origins.get(&claim.document)).collect::<BTreeSet<_>>().len()
}
