//! Where fresh strands land: which blocks one of them could link to, so that only those are made again.
//!
//! What is put together here may be too much, never too little: which strands of a landing are one block is found out
//! when it is made.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use marsad_lexicon::Entities;
use marsad_record::decision::{Act, Decision};
use marsad_record::incident::Strand;

use crate::alike::tie;
use crate::decided::{Decided, names, root as root_of, standing};
use crate::key::{posted, probed, probed_at_home};
use crate::profile::{Profile, Reach};
use crate::shelf::{Posted, Shelf};
use crate::union::{join, root};

/// Where so many strands of a block are near, it is made again without a look at each: hardly one links to none.
const MANY: usize = 16;
/// So many fresh strands under one key are put together without a look at each pair.
const CROWD: usize = 256;
/// Landings are put together until they have so many fresh strands and blocks.
const ENOUGH: usize = 4_096;

/// Fresh strands with the blocks that are made again with them.
#[derive(Debug, Default)]
pub(crate) struct Landing {
    pub fresh: Vec<Strand>,
    pub blocks: Vec<i64>,
}

/// Sets of fresh strands and blocks, by their numbers: the fresh first.
struct Sets {
    roots: Vec<usize>,
    blocks: BTreeMap<i64, usize>,
}

impl Sets {
    fn block(&mut self, block: i64) -> usize {
        let next = self.roots.len();
        let place = *self.blocks.entry(block).or_insert(next);
        if place == next {
            self.roots.push(next);
        }
        place
    }

    fn join_all(&mut self, places: &[usize]) {
        places.windows(2).for_each(|pair| join(&mut self.roots, pair[0], pair[1]));
    }

    fn known(&self, block: i64) -> Option<usize> {
        self.blocks.get(&block).copied()
    }

    fn are_one(&mut self, one: usize, other: usize) -> bool {
        root(&mut self.roots, one) == root(&mut self.roots, other)
    }
}

/// Which fresh strands are compared under a key. It is only looked into, so its order does not matter.
type Probing = HashMap<u64, Vec<usize>>;

/// Every fresh strand in one landing, and every block that one of them links to, directly or through a decision.
pub(crate) fn landings<E>(
    fresh: Vec<Strand>,
    decisions: &[Decision],
    entities: &Entities,
    shelf: &Shelf<'_, E>,
) -> Result<Vec<Landing>, E> {
    let mut sets = Sets { roots: (0..fresh.len()).collect(), blocks: BTreeMap::new() };
    let decided = Decided::of(decisions);
    let standing: Vec<Cow<'_, Strand>> = fresh.iter().map(|strand| decided.standing(strand)).collect();
    let profiles: Vec<Profile<'_>> = standing.iter().map(|strand| Profile::of(strand, entities)).collect();
    let probing = under(&profiles, probed);
    let at_home = under(&profiles, probed_at_home);
    let mut keys: Vec<u64> = probing.keys().copied().collect();
    keys.sort_unstable();
    for crowd in keys.iter().filter_map(|key| probing.get(key)).filter(|probing| probing.len() > CROWD) {
        sets.join_all(crowd);
    }
    for (place, profile) in profiles.iter().enumerate() {
        let posted = posted(&profile.reach);
        for probing in posted.iter().filter_map(|key| at_home.get(key)) {
            sets.join_all(&[place, probing[0]]);
        }
        for probing in posted.iter().filter_map(|key| probing.get(key)) {
            // One of a crowd is hardly alone in it: a look at every pair would cost its square.
            if probing.len() > CROWD {
                sets.join_all(&[place, probing[0]]);
                continue;
            }
            for earlier in probing.iter().filter(|other| **other < place) {
                if !sets.are_one(*earlier, place) && tie(&profiles[*earlier], profile).is_some() {
                    sets.join_all(&[*earlier, place]);
                }
            }
        }
    }
    let mut near = (shelf.under)(&keys)?;
    near.sort_unstable();
    let few = join_well_met(&near, &probing, &at_home, &mut sets);
    (shelf.compared)(&few, &mut |kept| {
        for kept in kept {
            let standing = decided.standing(&kept.strand);
            let profile = Profile::of(&standing, entities);
            let mut places: Vec<usize> =
                posted(&profile.reach).iter().filter_map(|key| probing.get(key)).flatten().copied().collect();
            places.sort_unstable();
            places.dedup();
            for place in places {
                let block = sets.known(kept.block);
                let is_joined = block.is_some_and(|block| sets.are_one(block, place));
                if !is_joined && tie(&profiles[place], &profile).is_some() {
                    let block = sets.block(kept.block);
                    sets.join_all(&[place, block]);
                }
            }
        }
    })?;
    join_decided(&fresh, decisions, shelf, &mut sets)?;
    drop(profiles);
    drop(standing);
    Ok(put_together(fresh, sets))
}

/// Which strands are compared under each key.
fn under(profiles: &[Profile<'_>], keys: fn(&Reach<'_>) -> Vec<u64>) -> Probing {
    let mut under = Probing::new();
    for (place, profile) in profiles.iter().enumerate() {
        for key in keys(&profile.reach) {
            under.entry(key).or_default().push(place);
        }
    }
    under
}

/// Joins the blocks of which many strands are near with what meets them at home; the numbers of the near strands that are
/// still to be looked at.
fn join_well_met(near: &[Posted], probing: &Probing, at_home: &Probing, sets: &mut Sets) -> Vec<i64> {
    let mut few = Vec::new();
    for of_block in near.chunk_by(|one, other| one.block == other.block) {
        let mut strands: Vec<i64> = of_block.iter().map(|posted| posted.strand).collect();
        strands.dedup();
        if strands.len() < MANY {
            few.append(&mut strands);
            continue;
        }
        let keys: BTreeSet<u64> = of_block.iter().map(|posted| posted.key).collect();
        let block = sets.block(of_block[0].block);
        for at_home in keys.iter().filter_map(|key| at_home.get(key)) {
            sets.join_all(&[at_home[0], block]);
        }
        let is_open = |key: &u64, sets: &mut Sets| {
            probing.get(key).is_some_and(|probing| probing.iter().any(|place| !sets.are_one(*place, block)))
        };
        let open: BTreeSet<u64> = keys.into_iter().filter(|key| is_open(key, sets)).collect();
        few.extend(of_block.iter().filter(|posted| open.contains(&posted.key)).map(|posted| posted.strand));
    }
    few.sort_unstable();
    few.dedup();
    few
}

/// Joins what a person holds together.
fn join_decided<E>(fresh: &[Strand], decisions: &[Decision], shelf: &Shelf<'_, E>, sets: &mut Sets) -> Result<(), E> {
    let together = || standing(decisions).filter(|decision| matches!(decision.act, Act::Link | Act::Merge));
    if together().next().is_none() {
        return Ok(());
    }
    // It is only looked into, so its order does not matter.
    let mut known: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, strand) in fresh.iter().enumerate() {
        known.entry(&strand.id).or_default().push(place);
        known.entry(&strand.document).or_default().push(place);
    }
    for decision in together() {
        let mut held: Vec<usize> = Vec::new();
        for subject in &decision.subjects {
            let places = [subject.as_str(), root_of(subject)].into_iter().filter_map(|name| known.get(name)).flatten();
            held.extend(places.filter(|place| names(subject, &fresh[**place])));
        }
        // What names nothing fresh holds together blocks that are one already.
        if held.is_empty() {
            continue;
        }
        let subjects = decision.subjects.iter().cloned().collect();
        for block in (shelf.named)(&subjects)? {
            held.push(sets.block(block));
        }
        sets.join_all(&held);
    }
    Ok(())
}

/// The landings of these sets: small ones are put together, and blocks that no fresh strand is with are left alone.
fn put_together(fresh: Vec<Strand>, mut sets: Sets) -> Vec<Landing> {
    let mut landings: BTreeMap<usize, Landing> = BTreeMap::new();
    for (place, strand) in fresh.into_iter().enumerate() {
        landings.entry(root(&mut sets.roots, place)).or_default().fresh.push(strand);
    }
    for (block, place) in std::mem::take(&mut sets.blocks) {
        if let Some(landing) = landings.get_mut(&root(&mut sets.roots, place)) {
            landing.blocks.push(block);
        }
    }
    let mut together: Vec<Landing> = Vec::new();
    for mut landing in landings.into_values() {
        let size = |landing: &Landing| landing.fresh.len() + landing.blocks.len();
        match together.last_mut() {
            Some(last) if size(last) + size(&landing) <= ENOUGH => {
                last.fresh.append(&mut landing.fresh);
                last.blocks.append(&mut landing.blocks);
            }
            _ => together.push(landing),
        }
    }
    together
}
