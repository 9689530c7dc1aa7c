//! What people decided about which tellings are one happening and which are not.
//!
//! A subject is an incident's id, or a claim as `document/claim`. Link and Merge hold all their subjects together;
//! Unlink and Split keep the first subject apart from each of the others; Retract drops the claims; Undo names
//! decisions that no longer hold. Corrections of values are for the stage that shows them.

use std::collections::BTreeSet;

use marsad_record::decision::{Act, Decision};
use marsad_record::incident::Strand;

/// The constraints on the strands of a block.
pub(crate) struct Decided {
    together: Vec<Vec<String>>,
    apart: Vec<(String, String)>,
}

impl Decided {
    pub(crate) fn of(decisions: &[Decision]) -> Self {
        let mut decided = Decided { together: Vec::new(), apart: Vec::new() };
        for decision in standing(decisions) {
            match decision.act {
                Act::Link | Act::Merge => decided.together.push(decision.subjects.clone()),
                Act::Unlink | Act::Split => {
                    if let Some((first, rest)) = decision.subjects.split_first() {
                        decided.apart.extend(rest.iter().map(|other| (first.clone(), other.clone())));
                    }
                }
                Act::Correct | Act::Retract | Act::Undo => {}
            }
        }
        decided
    }

    /// Pairs of strands that must be one happening.
    pub(crate) fn pairs_together(&self, strands: &[Strand]) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for subjects in &self.together {
            let members: Vec<usize> = (0..strands.len())
                .filter(|place| subjects.iter().any(|subject| is_subject(&strands[*place], subject)))
                .collect();
            pairs.extend(members.windows(2).map(|pair| (pair[0], pair[1])));
        }
        pairs
    }

    /// Whether the two must not be one happening.
    pub(crate) fn are_apart(&self, one: &Strand, other: &Strand) -> bool {
        self.apart.iter().any(|(left, right)| {
            (is_subject(one, left) && is_subject(other, right)) || (is_subject(one, right) && is_subject(other, left))
        })
    }
}

/// Decisions that nobody has undone, in the order of their ids' first appearance.
fn standing(decisions: &[Decision]) -> impl Iterator<Item = &Decision> {
    let mut undone: BTreeSet<&str> = BTreeSet::new();
    for decision in decisions.iter().rev() {
        if decision.act == Act::Undo && !undone.contains(decision.id.as_str()) {
            undone.extend(decision.subjects.iter().map(String::as_str));
        }
    }
    decisions.iter().filter(move |decision| decision.act != Act::Undo && !undone.contains(decision.id.as_str()))
}

/// Subjects of the decisions that hold: what must be loaded together with whatever they name.
pub fn subjects(decisions: &[Decision]) -> BTreeSet<String> {
    standing(decisions).flat_map(|decision| decision.subjects.iter().cloned()).collect()
}

/// Claims that a person retracted, as `document/claim`.
pub fn refused(decisions: &[Decision]) -> BTreeSet<String> {
    let retracted = standing(decisions).filter(|decision| decision.act == Act::Retract);
    retracted.flat_map(|decision| decision.subjects.iter().cloned()).collect()
}

fn is_subject(strand: &Strand, subject: &str) -> bool {
    if strand.id == subject {
        return true;
    }
    let Some((document, claim)) = subject.rsplit_once('/') else { return false };
    let has_claim = |telling: &marsad_record::incident::Telling| {
        telling.claim == claim || telling.event.claims.iter().any(|id| id == claim)
    };
    strand.document == document && strand.tellings.iter().any(has_claim)
}
