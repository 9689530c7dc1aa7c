//! Blocks before their incidents are made: which strands are one incident, and of which incidents nothing has moved.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use marsad_lexicon::Entities;
use marsad_record::incident::{Block, Incident, Strand};

use crate::block::{Group, groups, members};
use crate::decided::Decided;
use crate::facts::incident;
use crate::profile::Profile;
use crate::shared::shared;
use crate::shelf::Kept;
use crate::sketch::{Head, Names, Sketch};

/// Everything of a landing, as far as it is compared.
#[derive(Default)]
pub(crate) struct Sketched {
    names: Names,
    /// Sketches of what is kept, each with its block, and of what is fresh.
    strands: Vec<(Option<i64>, Sketch)>,
    fresh: Vec<Strand>,
    incidents: BTreeMap<String, u64>,
}

impl Sketched {
    /// Takes in strands that are kept, which are let go.
    pub(crate) fn take_in(&mut self, kept: &[Kept], decided: &Decided, entities: &Entities) {
        let sketch = |kept: &Kept| (Some(kept.block), Sketch::of(&kept.strand, decided, entities, &mut self.names));
        self.strands.extend(kept.iter().map(sketch));
    }

    /// Takes in the fresh strands, and the digests of the strands of incidents that are there.
    pub(crate) fn finish(
        &mut self,
        fresh: Vec<Strand>,
        incidents: BTreeMap<String, u64>,
        decided: &Decided,
        entities: &Entities,
    ) {
        let sketch = |strand: &Strand| (None, Sketch::of(strand, decided, entities, &mut self.names));
        self.strands.extend(fresh.iter().map(sketch));
        (self.fresh, self.incidents) = (fresh, incidents);
    }

    /// The blocks of all that was taken in.
    pub(crate) fn outlines(mut self, decided: &Decided) -> Vec<Outline> {
        let mut sizes: BTreeMap<i64, usize> = BTreeMap::new();
        for block in self.strands.iter().filter_map(|(block, _)| *block) {
            *sizes.entry(block).or_default() += 1;
        }
        // By age; of two with one id the fresh one stays.
        self.strands.sort_by(|(block, one), (other_block, other)| {
            (one.age, &one.document, &one.id, block).cmp(&(other.age, &other.document, &other.id, other_block))
        });
        self.strands.dedup_by(|(_, later), (_, first)| later.id == first.id);
        let groups = {
            let profiles: Vec<Profile<'_>> =
                self.strands.iter().map(|(_, sketch)| sketch.profile(&self.names)).collect();
            let heads: Vec<Head<'_>> = self.strands.iter().map(|(_, sketch)| sketch.head()).collect();
            groups(&profiles, &heads, decided)
        };
        // It is only looked into, so its order does not matter.
        let mut fresh: HashMap<String, Strand> =
            self.fresh.into_iter().map(|strand| (strand.id.clone(), strand)).collect();
        let one = |group| Outline::of(&group, &self.strands, &self.incidents, &sizes, &mut fresh);
        groups.into_iter().map(one).collect()
    }
}

/// A block whose incidents are yet to be made.
pub(crate) struct Outline {
    id: String,
    fresh: Vec<Strand>,
    /// Ids of strands of blocks that did not go into it whole.
    torn: Vec<String>,
    merged: Vec<i64>,
    stays: Vec<String>,
    /// By the ids of their strands, by age.
    to_make: Vec<(u64, Vec<String>)>,
    wanted: Vec<String>,
}

impl Outline {
    fn of(
        group: &Group,
        strands: &[(Option<i64>, Sketch)],
        incidents: &BTreeMap<String, u64>,
        sizes: &BTreeMap<i64, usize>,
        fresh: &mut HashMap<String, Strand>,
    ) -> Self {
        let mut held: BTreeMap<i64, usize> = BTreeMap::new();
        for block in group.places.iter().filter_map(|place| strands[*place].0) {
            *held.entry(block).or_default() += 1;
        }
        let is_whole = |block: &i64| held.get(block) == sizes.get(block);
        let (merged, torn): (BTreeSet<i64>, BTreeSet<i64>) = held.keys().partition(|block| is_whole(block));
        let mut outline = Outline {
            id: group.places.iter().map(|place| &strands[*place].1.id).min().cloned().unwrap_or_default(),
            fresh: Vec::new(),
            torn: Vec::new(),
            merged: merged.into_iter().collect(),
            stays: Vec::new(),
            to_make: Vec::new(),
            wanted: Vec::new(),
        };
        for places in &group.incidents {
            let ids = || places.iter().map(|place| strands[*place].1.id.as_str());
            let members = members(ids());
            let has_moved = places.iter().any(|place| strands[*place].0.is_none());
            // The id of an incident is that of one of its strands.
            let same = || ids().find(|id| incidents.get(*id) == Some(&members));
            if let Some(id) = same().filter(|_| torn.is_empty() && !has_moved) {
                outline.stays.push(id.to_owned());
                continue;
            }
            let kept = places.iter().map(|place| &strands[*place]).filter(|(block, _)| block.is_some());
            outline.wanted.extend(kept.map(|(_, sketch)| sketch.id.clone()));
            outline.to_make.push((members, ids().map(str::to_owned).collect()));
        }
        for (block, sketch) in group.places.iter().map(|place| &strands[*place]) {
            match block {
                Some(block) if torn.contains(block) => outline.torn.push(sketch.id.clone()),
                Some(_) => {}
                None => outline.fresh.extend(fresh.remove(&sketch.id)),
            }
        }
        outline.wanted.extend(outline.torn.iter().cloned());
        outline
    }

    /// Ids of the strands that are still to be read, whole.
    pub(crate) fn wanted(&self) -> &[String] {
        &self.wanted
    }

    /// The block with its incidents made, where those that were wanted are among these.
    pub(crate) fn made(self, whole: &HashMap<String, Strand>, decided: &Decided) -> Block {
        let Outline { id, fresh, torn, merged, stays, to_make, .. } = self;
        // It is only looked into, so its order does not matter.
        let new: HashMap<&str, &Strand> = fresh.iter().map(|strand| (strand.id.as_str(), strand)).collect();
        let known = |id: &String| new.get(id.as_str()).copied().or_else(|| whole.get(id));
        let (members, told): (Vec<u64>, Vec<Vec<&Strand>>) =
            to_make.iter().map(|(members, ids)| (*members, ids.iter().filter_map(known).collect())).unzip();
        let incidents: Vec<Incident> = shared(told, |strands: Vec<&Strand>| {
            let standing: Vec<_> = strands.into_iter().map(|strand| decided.standing(strand)).collect();
            incident(&standing.iter().map(|strand| &**strand).collect::<Vec<_>>())
        });
        let torn: Vec<Strand> = torn.iter().filter_map(|id| whole.get(id)).cloned().collect();
        let strands = fresh.into_iter().chain(torn).collect();
        Block { id, strands, merged, incidents, members, stays }
    }
}
