//! What people decided about which tellings are one happening, which are not, and what one of them really says.
//!
//! A subject is an incident's id, a claim as `document/claim`, or a place in a text as `document@start-end` (bytes):
//! only the last survives a newer reading of the text, so decisions are kept with that one. Link and Merge hold all
//! their subjects together; Unlink and Split keep the first subject apart from each of the others; Retract drops what
//! its subjects tell; Correct gives their fact another value; Undo names decisions that no longer hold.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use marsad_record::decision::{Act, Decision};
use marsad_record::incident::{Strand, Telling};

use crate::added::{added_id, place_in_text};
use crate::correction::correct;
use crate::sketch::Head;

/// The constraints on the strands of a block.
pub(crate) struct Decided {
    together: Vec<Vec<String>>,
    apart: Vec<(String, String)>,
    /// What is retracted or corrected, by the document or strand that a subject begins with, oldest first.
    changed: BTreeMap<String, Vec<Change>>,
    /// The documents and strands that subjects begin with.
    named: BTreeSet<String>,
}

struct Change {
    subject: String,
    /// Fact and value; `None` where the telling is retracted.
    correction: Option<(String, String)>,
}

impl Decided {
    pub(crate) fn of(decisions: &[Decision]) -> Self {
        let mut decided =
            Decided { together: Vec::new(), apart: Vec::new(), changed: BTreeMap::new(), named: BTreeSet::new() };
        for decision in standing(decisions) {
            match decision.act {
                Act::Link | Act::Merge => decided.together.push(decision.subjects.clone()),
                Act::Unlink | Act::Split => {
                    if let Some((first, rest)) = decision.subjects.split_first() {
                        decided.apart.extend(rest.iter().map(|other| (first.clone(), other.clone())));
                    }
                }
                Act::Retract => decided.change(&decision.subjects, None),
                Act::Correct => {
                    let correction = decision.fact.clone().zip(decision.after.clone());
                    if correction.is_some() {
                        decided.change(&decision.subjects, correction);
                    }
                }
                Act::Undo | Act::Fate | Act::Accept | Act::Add => {}
            }
        }
        // What was added stays in the record; once it is taken back it tells nothing.
        let holding: BTreeSet<&str> = standing(decisions).map(|decision| decision.id.as_str()).collect();
        for taken_back in decisions.iter().filter(|one| one.act == Act::Add && !holding.contains(one.id.as_str())) {
            let place = taken_back.subjects.first().and_then(|subject| place_in_text(subject));
            if let Some((document, _)) = place {
                decided.change(&[format!("{document}/{}", added_id(&taken_back.id))], None);
            }
        }
        let subjects = decided.together.iter().flatten();
        let subjects = subjects.chain(decided.apart.iter().flat_map(|(one, other)| [one, other]));
        let named = subjects.map(|subject| root(subject)).chain(decided.changed.keys().map(String::as_str));
        decided.named = named.map(str::to_owned).collect();
        decided
    }

    fn change(&mut self, subjects: &[String], correction: Option<(String, String)>) {
        for subject in subjects {
            let change = Change { subject: subject.clone(), correction: correction.clone() };
            self.changed.entry(root(subject).to_owned()).or_default().push(change);
        }
    }

    /// A strand as it stands: without what a person retracted, and with what was corrected. A strand of which nothing
    /// stands is kept, and tells nothing.
    pub(crate) fn standing<'s>(&self, strand: &'s Strand) -> Cow<'s, Strand> {
        if self.changed.is_empty() {
            return Cow::Borrowed(strand);
        }
        let mut changed = Cow::Borrowed(strand);
        let changes = [&strand.document, &strand.id].into_iter().filter_map(|root| self.changed.get(root)).flatten();
        for change in changes {
            let is_named = |telling: &Telling| names_telling(&change.subject, &strand.id, telling);
            if !changed.tellings.iter().any(is_named) {
                continue;
            }
            let tellings = &mut changed.to_mut().tellings;
            match &change.correction {
                None => tellings.retain(|telling| !is_named(telling)),
                Some((fact, after)) => {
                    for telling in tellings.iter_mut().filter(|telling| is_named(telling)) {
                        correct(&mut telling.event, fact, after);
                    }
                }
            }
        }
        changed
    }

    /// Whether a decision may name the strand or something that it tells.
    pub(crate) fn may_name(&self, strand: &Strand) -> bool {
        self.named.contains(&strand.document) || self.named.contains(&strand.id)
    }

    /// Pairs of strands that must be one happening.
    pub(crate) fn pairs_together(&self, strands: &[Head<'_>]) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for subjects in &self.together {
            let is_named = |place: &usize| {
                strands[*place].strand.is_some_and(|strand| subjects.iter().any(|subject| names(subject, strand)))
            };
            let members: Vec<usize> = (0..strands.len()).filter(is_named).collect();
            pairs.extend(members.windows(2).map(|pair| (pair[0], pair[1])));
        }
        pairs
    }

    /// Whether the two must not be one happening.
    pub(crate) fn are_apart(&self, one: &Head<'_>, other: &Head<'_>) -> bool {
        let (Some(one), Some(other)) = (one.strand, other.strand) else { return false };
        self.apart
            .iter()
            .any(|(left, right)| (names(left, one) && names(right, other)) || (names(right, one) && names(left, other)))
    }
}

/// Decisions that nobody has undone, in their order.
pub fn standing(decisions: &[Decision]) -> impl Iterator<Item = &Decision> {
    let mut undone: BTreeSet<&str> = BTreeSet::new();
    for decision in decisions.iter().rev() {
        if decision.act == Act::Undo && !undone.contains(decision.id.as_str()) {
            undone.extend(decision.subjects.iter().map(String::as_str));
        }
    }
    decisions.iter().filter(move |decision| decision.act != Act::Undo && !undone.contains(decision.id.as_str()))
}

/// Whether a subject names anything that a strand tells.
pub fn names(subject: &str, strand: &Strand) -> bool {
    strand.id == subject
        || (root(subject) == strand.document
            && strand.tellings.iter().any(|telling| names_telling(subject, &strand.id, telling)))
}

/// The tellings of a strand that a subject names.
pub fn tellings_named<'s>(subject: &str, strand: &'s Strand) -> Vec<&'s Telling> {
    strand.tellings.iter().filter(|telling| names_telling(subject, &strand.id, telling)).collect()
}

/// The name of a telling that survives a newer reading of its text: where its words stand.
pub fn anchor(telling: &Telling) -> String {
    let words = telling.event.trigger;
    format!("{}@{}-{}", telling.document, words.start, words.end)
}

/// The document (or incident) that a subject begins with.
pub(crate) fn root(subject: &str) -> &str {
    subject.rsplit_once(['@', '/']).map_or(subject, |(root, _)| root)
}

/// Whether a subject names this telling of a strand.
fn names_telling(subject: &str, strand: &str, telling: &Telling) -> bool {
    if subject == strand {
        return true;
    }
    if let Some((document, span)) = subject.rsplit_once('@') {
        let ends = span.split_once('-').and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
        let Some((start, end)): Option<(usize, usize)> = ends else { return false };
        return document == telling.document && telling.event.trigger.start < end && start < telling.event.trigger.end;
    }
    let Some((document, within)) = subject.rsplit_once('/') else { return false };
    let is_claim = telling.claim == within || telling.event.claims.iter().any(|id| id == within);
    document == telling.document && (is_claim || telling.event.id == within)
}
