//! One document's events as reconciliation sees them: each with the claim that carries it.

use std::collections::BTreeMap;
use std::sync::Arc;

use marsad_record::actor::EntityKind;
use marsad_record::claim::{Claim, Stance};
use marsad_record::event::Event;
use marsad_record::extraction::Extraction;
use marsad_record::incident::Telling;

/// Below this an event is kept in the record but does not count as told.
const DETECTED: f64 = 0.5;

/// Every detected event of a document with the claim that carries it and the document's shape (see
/// [`crate::origin_signature`]; empty where it is not known). Why it was read so is not needed here, and left out.
pub fn tellings(extraction: &Extraction, origin: &[u64]) -> Vec<Telling> {
    let document = &extraction.document;
    let claims: BTreeMap<&str, &Claim> = extraction.claims.iter().map(|claim| (claim.id.as_str(), claim)).collect();
    let outlets: BTreeMap<&str, EntityKind> =
        extraction.entities.iter().map(|entity| (entity.id.as_str(), entity.kind)).collect();
    let outlet = document.outlet.clone().unwrap_or_default();
    let origin: Arc<[u64]> = origin.into();
    let told = extraction.events.iter().filter(|event| event.confidence >= DETECTED);
    told.map(|event| {
        let claim = event.claims.iter().find_map(|id| claims.get(id.as_str()).copied());
        let agency = claim.and_then(|claim| {
            let mut named = claim.attribution.iter().skip(1).rev().filter_map(|link| link.entity.as_deref());
            named.find(|entity| outlets.get(entity) == Some(&EntityKind::Outlet))
        });
        Telling {
            document: document.id.clone(),
            event: Event { rules: Vec::new(), contexts: Vec::new(), ..event.clone() },
            claim: claim.map(|claim| claim.id.clone()).unwrap_or_default(),
            outlet: outlet.clone(),
            chain: claim.map_or_else(|| vec![outlet.clone()], voices),
            published: document.published.value.clone(),
            stance: claim.map_or(Stance::Asserts, |claim| claim.stance),
            origin: Arc::clone(&origin),
            agency: agency.filter(|agency| *agency != outlet).map(str::to_owned),
        }
    })
    .collect()
}

fn voices(claim: &Claim) -> Vec<String> {
    claim.attribution.iter().map(|link| link.voice.clone()).collect()
}
