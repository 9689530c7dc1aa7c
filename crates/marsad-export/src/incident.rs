//! One incident as `marsad.incident/1`: every fact with its sides, every side with who told it.

use std::collections::BTreeMap;

use marsad_record::incident::{ActorFact, Citation, Contradiction, Incident, PlaceFact, TollFact};
use marsad_record::reported::{ClaimRef, Reported};
use marsad_record::{Interval, TollPart};
use serde::Serialize;
use serde_json::Value;

use crate::amount::Amount;
use crate::spans::ends;

/// What every claim of an incident says and who carried it, by reference.
pub type Citations = BTreeMap<ClaimRef, Citation>;

/// One incident as `marsad.incident/1`.
pub fn incident(incident: &Incident, citations: &Citations) -> Value {
    serde_json::to_value(IncidentJson::of(incident, citations)).expect("plain strings and numbers always serialise")
}

/// One incident as the text of `marsad.incident/1`, on one line.
pub fn incident_line(incident: &Incident, citations: &Citations) -> String {
    serde_json::to_string(&IncidentJson::of(incident, citations)).expect("plain strings and numbers always serialise")
}

#[derive(Serialize)]
struct IncidentJson<'t> {
    schema: &'static str,
    id: &'t str,
    former: &'t [String],
    r#type: &'static str,
    modes: &'t [String],
    documents: &'t [String],
    headline_of: &'t [String],
    outlets: usize,
    origins: usize,
    claims: Vec<CitationJson<'t>>,
    facts: FactsJson<'t>,
    contradictions: Vec<ContradictionJson<'t>>,
}

impl<'t> IncidentJson<'t> {
    fn of(incident: &'t Incident, citations: &'t Citations) -> Self {
        let facts = &incident.facts;
        Self {
            schema: "marsad.incident/1",
            id: &incident.id,
            former: &incident.former,
            r#type: incident.kind.name(),
            modes: &incident.modes,
            documents: &incident.documents,
            headline_of: &incident.headline_of,
            outlets: incident.outlets,
            origins: incident.origins,
            claims: incident.claims.iter().map(|claim| CitationJson::of(claim, citations)).collect(),
            facts: FactsJson {
                date: FactJson::of(&facts.date, citations, date),
                place: FactJson::of(&facts.place, citations, PlaceJson::of),
                actors: FactJson::of(&facts.actors, citations, ActorJson::of),
                recipients: FactJson::of(&facts.recipients, citations, RecipientJson::of),
                killed: TollJson::of(&facts.killed, citations),
                wounded: TollJson::of(&facts.wounded, citations),
                method: FactJson::of(&facts.method, citations, |method| method.as_str()),
            },
            contradictions: incident.contradictions.iter().map(ContradictionJson::of).collect(),
        }
    }
}

/// `null` where nobody tells the fact.
#[derive(Serialize)]
struct FactsJson<'t> {
    date: Option<FactJson<'t, DateJson>>,
    place: Option<FactJson<'t, PlaceJson<'t>>>,
    actors: Option<FactJson<'t, ActorJson<'t>>>,
    recipients: Option<FactJson<'t, RecipientJson<'t>>>,
    killed: Option<TollJson<'t>>,
    wounded: Option<TollJson<'t>>,
    method: Option<FactJson<'t, &'t str>>,
}

#[derive(Serialize)]
struct FactJson<'t, V> {
    agreed: Option<V>,
    disputed: bool,
    sides: Vec<SideJson<'t, V>>,
}

#[derive(Serialize)]
struct SideJson<'t, V> {
    value: V,
    claims: Vec<CitationJson<'t>>,
}

impl<'t, V: Serialize> FactJson<'t, V> {
    fn of<T: PartialEq>(
        reported: &'t Reported<T>,
        citations: &'t Citations,
        value: impl Fn(&'t T) -> V,
    ) -> Option<Self> {
        if reported.is_untold() {
            return None;
        }
        let sides = reported.sides.iter().map(|side| SideJson {
            value: value(&side.value),
            claims: side.claims.iter().map(|claim| CitationJson::of(claim, citations)).collect(),
        });
        Some(Self { agreed: reported.agreed().map(&value), disputed: reported.is_disputed(), sides: sides.collect() })
    }
}

/// One claim as evidence: what it says, who carried it, and when it was published.
#[derive(Serialize)]
struct CitationJson<'t> {
    document: &'t str,
    claim: &'t str,
    outlet: Option<&'t str>,
    chain: &'t [String],
    quote: Option<&'t str>,
    published: Option<&'t str>,
}

impl<'t> CitationJson<'t> {
    fn of(claim: &'t ClaimRef, citations: &'t Citations) -> Self {
        let citation = citations.get(claim);
        Self {
            document: &claim.document,
            claim: &claim.claim,
            outlet: citation.map(|citation| citation.outlet.as_str()),
            chain: citation.map(|citation| citation.chain.as_slice()).unwrap_or_default(),
            quote: citation.map(|citation| citation.quote.as_str()),
            published: citation.and_then(|citation| citation.published.as_deref()),
        }
    }
}

/// A day, or a stretch of days where no single day is told.
#[derive(Serialize)]
#[serde(untagged)]
enum DateJson {
    Day(String),
    Days { from: Option<String>, to: Option<String> },
}

fn date(interval: &Interval) -> DateJson {
    match interval.single_day() {
        Some(day) => DateJson::Day(day.to_string()),
        None => {
            let (from, to) = ends(Some(*interval));
            DateJson::Days { from, to }
        }
    }
}

#[derive(Serialize)]
struct PlaceJson<'t> {
    place: Option<&'t str>,
    name: &'t str,
    country: Option<&'t str>,
    resolution: &'static str,
    chain: &'t [String],
}

impl<'t> PlaceJson<'t> {
    fn of(place: &'t PlaceFact) -> Self {
        Self {
            place: place.place.as_deref(),
            name: &place.name,
            country: place.country.as_deref(),
            resolution: place.level.name(),
            chain: &place.chain,
        }
    }
}

#[derive(Serialize)]
struct ActorJson<'t> {
    entity: Option<&'t str>,
    name: &'t str,
    status: &'static str,
}

impl<'t> ActorJson<'t> {
    fn of(actor: &'t ActorFact) -> Self {
        Self { entity: actor.entity.as_deref(), name: &actor.name, status: actor.status.name() }
    }
}

#[derive(Serialize)]
struct RecipientJson<'t> {
    entity: Option<&'t str>,
    name: &'t str,
}

impl<'t> RecipientJson<'t> {
    fn of(recipient: &'t ActorFact) -> Self {
        Self { entity: recipient.entity.as_deref(), name: &recipient.name }
    }
}

#[derive(Serialize)]
struct TollJson<'t> {
    agreed: Option<TollValueJson<'t>>,
    disputed: bool,
    low: Option<Amount>,
    best: Option<Amount>,
    high: Option<Amount>,
    rule: Option<&'t str>,
    sides: Vec<SideJson<'t, TollValueJson<'t>>>,
}

#[derive(Serialize)]
struct TollValueJson<'t> {
    low: Option<Amount>,
    high: Option<Amount>,
    qualifier: &'static str,
    who: Option<&'t str>,
}

impl<'t> TollValueJson<'t> {
    fn of(part: &'t TollPart) -> Self {
        Self {
            low: part.range.low.map(Amount),
            high: part.range.high.map(Amount),
            qualifier: part.range.qualifier.name(),
            who: part.who.as_deref(),
        }
    }
}

impl<'t> TollJson<'t> {
    fn of(toll: &'t TollFact, citations: &'t Citations) -> Option<Self> {
        let fact = FactJson::of(&toll.reported, citations, TollValueJson::of)?;
        let spread = toll.spread.as_ref();
        Some(Self {
            agreed: fact.agreed,
            disputed: toll.is_disputed(),
            low: spread.and_then(|spread| spread.low).map(Amount),
            best: spread.and_then(|spread| spread.best).map(Amount),
            high: spread.and_then(|spread| spread.high).map(Amount),
            rule: spread.map(|spread| spread.rule.as_str()),
            sides: fact.sides,
        })
    }
}

#[derive(Serialize)]
struct ContradictionJson<'t> {
    fact: &'t str,
    kind: &'static str,
    sides: usize,
    rising: bool,
}

impl<'t> ContradictionJson<'t> {
    fn of(contradiction: &'t Contradiction) -> Self {
        Self {
            fact: &contradiction.fact,
            kind: contradiction.kind.name(),
            sides: contradiction.sides,
            rising: contradiction.is_rising,
        }
    }
}
