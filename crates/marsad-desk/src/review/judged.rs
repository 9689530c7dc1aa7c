//! Who judged which item, and how far any two agree.

use std::collections::{BTreeMap, BTreeSet};

use marsad_reconcile::standing;
use marsad_record::decision::{Act, Decision};
use marsad_record::review::{Agreement, Judgement, agreement};

use crate::desk::Desk;
use crate::error::Error;

/// Standing judgements by item: the latest of each person.
pub(super) struct Judged {
    by_item: BTreeMap<String, BTreeMap<String, Judgement>>,
}

impl Judged {
    pub(super) fn of(decisions: &[Decision]) -> Self {
        let mut by_item: BTreeMap<String, BTreeMap<String, Judgement>> = BTreeMap::new();
        for decision in standing(decisions) {
            let Some(item) = &decision.item else { continue };
            let judgement = Judgement {
                who: decision.who.clone(),
                verdict: verdict(decision),
                decision: decision.id.clone(),
                when: decision.when.clone(),
            };
            by_item.entry(item.clone()).or_default().insert(decision.who.clone(), judgement);
        }
        Self { by_item }
    }

    pub(super) fn of_item(&self, key: &str) -> Vec<Judgement> {
        self.by_item.get(key).map(|people| people.values().cloned().collect()).unwrap_or_default()
    }
}

/// What is compared: the fate, else the act.
fn verdict(decision: &Decision) -> String {
    match (&decision.act, &decision.after) {
        (Act::Fate, Some(fate)) => fate.clone(),
        _ => decision.act.name().to_owned(),
    }
}

impl Desk {
    /// How far people agree on items that two of them judged: all pairs together first, then each pair.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn review_agreement(&self) -> Result<Vec<Agreement>, Error> {
        let judged = Judged::of(&self.store.decisions()?);
        let mut pairs: BTreeMap<[String; 2], Vec<(String, String)>> = BTreeMap::new();
        for people in judged.by_item.values() {
            let names: BTreeSet<&String> = people.keys().collect();
            for one in &names {
                for other in names.range::<&String, _>((std::ops::Bound::Excluded(*one), std::ops::Bound::Unbounded)) {
                    let (Some(left), Some(right)) = (people.get(*one), people.get(*other)) else { continue };
                    let key = [(*one).clone(), (*other).clone()];
                    pairs.entry(key).or_default().push((left.verdict.clone(), right.verdict.clone()));
                }
            }
        }
        let all: Vec<(String, String)> = pairs.values().flatten().cloned().collect();
        let mut told = vec![agreement([String::new(), String::new()], &all)];
        told.extend(pairs.into_iter().map(|(people, verdicts)| agreement(people, &verdicts)));
        Ok(told)
    }
}
