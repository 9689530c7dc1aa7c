//! What people decide: kept with its reason, applied to the incidents at once, and never lost sight of when a newer
//! reading of the texts leaves it without its object.

use std::collections::{BTreeMap, BTreeSet};

use marsad_reconcile::{anchor, correct, posts, reading, standing, tellings_named};
use marsad_record::decision::{Act, Decision};
use marsad_record::incident::{Strand, Telling};

use crate::desk::Desk;
use crate::error::Error;
use crate::settling::settle_in;

/// What stands for a fact that is not told.
const NONE: &str = "none";

/// A decision with what has become of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionRow {
    /// The decision.
    pub decision: Decision,
    /// Whether it still does something.
    pub standing: Standing,
    /// Those of its subjects that nothing in the desk tells any more.
    pub lapsed: Vec<String>,
}

/// Whether a decision still does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It holds.
    Holds,
    /// A later decision took it back.
    Undone,
    /// Nothing tells any of its subjects.
    Lapsed,
    /// A correction whose value is read out of the text by now.
    ReadSoNow,
}

impl Standing {
    /// Its name, kebab-case.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Holds => "holds",
            Standing::Undone => "undone",
            Standing::Lapsed => "lapsed",
            Standing::ReadSoNow => "read-so-now",
        }
    }
}

impl Desk {
    /// Keeps a decision and makes the incidents again that it moves; gives it back as it was kept.
    ///
    /// Its subjects may be incidents, claims (`document/claim`), events (`document/event`) or places in texts; they are
    /// kept as places in texts, which survive a newer reading. A correction is kept with what was read before.
    ///
    /// # Errors
    /// If it names nothing, or corrects a fact to what cannot be read, or the file refuses.
    pub fn decide(&self, asked: Decision) -> Result<Decision, Error> {
        let decision = self.grounded(asked)?;
        self.store.decide(&decision)?;
        if decision.act == Act::Add {
            self.tell_added(&decision)?;
            return Ok(decision);
        }
        if matches!(decision.act, Act::Fate | Act::Accept) {
            return Ok(decision);
        }
        let moved =
            if decision.act == Act::Undo { self.undone_subjects(&decision)? } else { decision.subjects.clone() };
        self.make_again(&moved.into_iter().collect())?;
        Ok(decision)
    }

    /// Keeps decisions as another desk kept them, those that are here already left out; gives how many are new.
    ///
    /// # Errors
    /// If the file refuses.
    pub fn take_over(&self, decisions: &[Decision]) -> Result<usize, Error> {
        let known: BTreeSet<String> = self.store.decisions()?.into_iter().map(|decision| decision.id).collect();
        let fresh: Vec<&Decision> = decisions.iter().filter(|decision| !known.contains(&decision.id)).collect();
        for decision in &fresh {
            self.store.decide(decision)?;
        }
        for decision in fresh.iter().filter(|decision| decision.act == Act::Add) {
            self.tell_added(decision)?;
        }
        self.make_again(&fresh.iter().flat_map(|decision| decision.subjects.iter().cloned()).collect())?;
        Ok(fresh.len())
    }

    /// Every decision, oldest first, with what has become of it.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn decisions(&self) -> Result<Vec<DecisionRow>, Error> {
        let all = self.store.decisions()?;
        let holding: BTreeSet<String> = standing(&all).map(|decision| decision.id.clone()).collect();
        let row = |decision: Decision| {
            if decision.act == Act::Undo {
                return Ok(DecisionRow { decision, standing: Standing::Holds, lapsed: Vec::new() });
            }
            if !holding.contains(&decision.id) {
                return Ok(DecisionRow { decision, standing: Standing::Undone, lapsed: Vec::new() });
            }
            if decision.act == Act::Fate {
                let lapsed = self.lapsed_forecasts(&decision.subjects)?;
                let is_held = lapsed.len() < decision.subjects.len();
                let standing = if is_held { Standing::Holds } else { Standing::Lapsed };
                return Ok(DecisionRow { decision, standing, lapsed });
            }
            if decision.act == Act::Add {
                let standing = self.standing_addition(&decision)?;
                let lapsed = if standing == Standing::Lapsed { decision.subjects.clone() } else { Vec::new() };
                return Ok(DecisionRow { decision, standing, lapsed });
            }
            let mut lapsed = Vec::new();
            let mut is_needed = decision.act != Act::Correct;
            for subject in &decision.subjects {
                let strands = self.strands_named(subject)?;
                let told: Vec<&Telling> = strands.iter().flat_map(|strand| tellings_named(subject, strand)).collect();
                if told.is_empty() {
                    lapsed.push(subject.clone());
                }
                let fact = decision.fact.as_deref().unwrap_or_default();
                is_needed |= told.iter().any(|telling| reading(&telling.event, fact) != decision.after);
            }
            // One end of a link or of a split alone says nothing.
            let needed = if matches!(decision.act, Act::Correct | Act::Retract | Act::Accept) { 1 } else { 2 };
            let standing = if decision.subjects.len() - lapsed.len() < needed {
                Standing::Lapsed
            } else if is_needed {
                Standing::Holds
            } else {
                Standing::ReadSoNow
            };
            Ok(DecisionRow { decision, standing, lapsed })
        };
        all.into_iter().map(row).collect()
    }

    /// The decision with subjects that last, the value before, and an id.
    fn grounded(&self, mut asked: Decision) -> Result<Decision, Error> {
        let known = self.store.decisions()?;
        if asked.subjects.is_empty() {
            return Err(Error::unfit("subject", "a decision is about something"));
        }
        if asked.act == Act::Undo {
            for id in &asked.subjects {
                if !known.iter().any(|decision| decision.id == *id) {
                    return Err(Error::unfit("subject", format!("there is no decision `{id}`")));
                }
            }
        } else if asked.act == Act::Fate {
            asked = self.grounded_fate(asked)?;
        } else if asked.act == Act::Add {
            asked = self.grounded_addition(asked)?;
        } else if asked.act == Act::Accept {
            asked = self.accepted(asked)?;
        } else {
            asked = self.anchored(asked)?;
        }
        if asked.id.is_empty() {
            asked.id = format!("d{}", known.len() + 1);
        }
        Ok(asked)
    }

    /// What a reviewer found right, in the words that are kept: each incident by its earliest telling.
    fn accepted(&self, mut asked: Decision) -> Result<Decision, Error> {
        let mut subjects = Vec::new();
        for subject in std::mem::take(&mut asked.subjects) {
            let strands = match self.store.incident(&subject)? {
                Some(incident) => self.store.strands_by_id(&[incident.id])?,
                None => self.strands_named(&subject)?,
            };
            // An incident stands for its earliest telling, asked for by its own id or by a former one.
            let named = |strand: &Strand| tellings_named(&subject, strand).first().map(|telling| anchor(telling));
            let own = strands.iter().find_map(|strand| named(strand).or(strand.tellings.first().map(anchor)));
            let own = own.ok_or_else(|| Error::unfit("subject", format!("nothing here tells `{subject}`")))?;
            if !subjects.contains(&own) {
                subjects.push(own);
            }
        }
        asked.subjects = subjects;
        Ok(asked)
    }

    fn anchored(&self, mut asked: Decision) -> Result<Decision, Error> {
        let correction = if asked.act == Act::Correct { Some(self.correction(&asked)?) } else { None };
        let is_whole = matches!(asked.act, Act::Correct | Act::Retract);
        let mut subjects = Vec::new();
        for subject in std::mem::take(&mut asked.subjects) {
            let strands = match self.store.incident(&subject)? {
                Some(incident) => {
                    let ids: Vec<String> = std::iter::once(incident.id).chain(incident.former).collect();
                    let strands = self.store.strands_by_id(&ids)?;
                    let wanted = |strand: &&Strand| is_whole || strand.id == ids[0];
                    strands.iter().filter(wanted).cloned().map(|strand| (strand.id.clone(), strand)).collect()
                }
                None => {
                    let strands = self.strands_named(&subject)?.into_iter();
                    strands.map(|strand| (subject.clone(), strand)).collect::<Vec<_>>()
                }
            };
            let mut named = 0;
            for (subject, strand) in &strands {
                for telling in tellings_named(subject, strand) {
                    named += 1;
                    let Some((fact, after)) = &correction else {
                        subjects.push(anchor(telling));
                        continue;
                    };
                    if !correct(&mut telling.event.clone(), fact, after) {
                        let reason = format!("`{after}` is no value of `{fact}` (docs/decisions.md lists both)");
                        return Err(Error::unfit("after", reason));
                    }
                    let read = reading(&telling.event, fact).unwrap_or_default();
                    let is_meant = match &asked.before {
                        Some(before) => *before == read,
                        None => read != *after && (strands.len() == 1 || read != NONE),
                    };
                    if is_meant {
                        subjects.push(anchor(telling));
                        asked.before.get_or_insert(read);
                    }
                }
                // One end of a link is one telling: the first.
                if !is_whole {
                    subjects.truncate(subjects.len() - named + named.min(1));
                    break;
                }
            }
            if named == 0 {
                return Err(Error::unfit("subject", format!("nothing here tells `{subject}`")));
            }
        }
        if subjects.is_empty() {
            return Err(Error::unfit("before", "nothing that it names reads so"));
        }
        subjects.dedup();
        if !is_whole && subjects.len() < 2 {
            return Err(Error::unfit("subject", "it takes two to be one happening, or two"));
        }
        asked.subjects = subjects;
        asked.after = correction.map(|(_, after)| after);
        Ok(asked)
    }

    /// The fact and the value of a correction, in the words that are kept.
    pub(crate) fn correction(&self, asked: &Decision) -> Result<(String, String), Error> {
        let fact = asked.fact.clone().ok_or_else(|| Error::unfit("fact", "a correction is of one fact"))?;
        let told = asked.after.clone().ok_or_else(|| Error::unfit("after", "a correction has a value"))?;
        let after = match fact.as_str() {
            "place" => self.place_value(&told)?,
            "actors" | "recipients" => {
                told.split(',').map(|name| self.actor_value(name.trim())).collect::<Vec<_>>().join(",")
            }
            _ => told,
        };
        Ok((fact, after))
    }

    /// A place in the words that are kept, from its id or a name.
    fn place_value(&self, told: &str) -> Result<String, Error> {
        if told == NONE || told.contains('|') {
            return Ok(told.to_owned());
        }
        let places = self.lexicon.places();
        let found = self.places_named(told).into_iter().find_map(|id| places.get(&id));
        let Some(place) = found else { return Err(Error::unfit("after", format!("`{told}` is no place here"))) };
        let chain = places.chain(&place.id).join(",");
        Ok([&place.id, &place.name_en, &place.country, place.level.name(), &chain].join("|"))
    }

    /// An actor's id, from its id or a name that only one has.
    pub(crate) fn actor_value(&self, told: &str) -> String {
        let entities = self.lexicon.entities();
        if told == NONE || entities.get(told).is_some() {
            return told.to_owned();
        }
        let folded = self.folded(told);
        let mut named = entities.iter().filter(|entity| {
            let mut names = [&entity.name_en, &entity.name_ar].into_iter().chain(&entity.also);
            names.any(|name| self.folded(name) == folded)
        });
        match (named.next(), named.next()) {
            (Some(entity), None) => entity.id.clone(),
            _ => told.to_owned(),
        }
    }

    fn undone_subjects(&self, undo: &Decision) -> Result<Vec<String>, Error> {
        let known: BTreeMap<String, Decision> =
            self.store.decisions()?.into_iter().map(|decision| (decision.id.clone(), decision)).collect();
        let mut wanted = undo.subjects.clone();
        let mut seen = BTreeSet::new();
        let mut subjects = Vec::new();
        while let Some(decision) = wanted.pop().and_then(|id| known.get(&id)) {
            // A fate or an accepted item moves no incident.
            if !seen.insert(&decision.id) || matches!(decision.act, Act::Fate | Act::Accept) {
                continue;
            }
            let into = if decision.act == Act::Undo { &mut wanted } else { &mut subjects };
            into.extend(decision.subjects.iter().cloned());
        }
        Ok(subjects)
    }

    fn strands_named(&self, subject: &str) -> Result<Vec<Strand>, Error> {
        let ids = self.store.strands_named(&BTreeSet::from([subject.to_owned()]))?;
        Ok(self.store.strands_by_id(&ids)?)
    }

    /// Makes the blocks again that these subjects name, and those that they now reach.
    fn make_again(&self, subjects: &BTreeSet<String>) -> Result<(), Error> {
        let named = self.store.strands_named(subjects)?;
        if named.is_empty() {
            return Ok(());
        }
        let decisions = self.store.decisions()?;
        let moved = self.store.strands_by_id(&named)?;
        let keys = moved.iter().map(|strand| (strand.id.clone(), posts(strand, &decisions))).collect();
        self.store.post_also(&keys)?;
        self.settle(self.store.strands_beside(&named)?, &decisions)
    }

    /// Makes the blocks that these strands land in, and keeps them in the place of those that were there.
    pub(crate) fn settle(&self, strands: Vec<Strand>, decisions: &[Decision]) -> Result<(), Error> {
        Ok(settle_in(&self.store, self.lexicon.entities(), strands, decisions)?)
    }
}
