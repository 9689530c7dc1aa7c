//! Strands that could be one happening, closed under "could be": the unit that is computed apart from all others.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use marsad_lexicon::Entities;
use marsad_record::decision::Decision;
use marsad_record::incident::{Block, Incident, Strand, Telling};

use crate::alike::{Tie, tie};
use crate::cluster::{Edge, clusters};
use crate::decided::Decided;
use crate::digest::digest;
use crate::facts::incident;
use crate::key::{posted, probed};
use crate::profile::Profile;
use crate::shared::shared;
use crate::sketch::{Head, age, events};
use crate::strand::strands;
use crate::union::{join, root};

/// The incidents of a set of tellings, sorted by id: the same for any order of the tellings.
pub fn incidents(tellings: Vec<Telling>, decisions: &[Decision], entities: &Entities) -> Vec<Incident> {
    let mut incidents = Vec::new();
    each_block(strands(tellings), decisions, entities, |block| incidents.extend(block.incidents));
    incidents.sort_by(|one, other| one.id.cmp(&other.id));
    incidents
}

/// The blocks of a set of strands, sorted by id, each with its incidents.
///
/// Law: for strands A and B where A is closed (no strand outside A links to one inside), the blocks of A and B
/// together are the blocks of A and the blocks of B.
pub fn blocks(strands: Vec<Strand>, decisions: &[Decision], entities: &Entities) -> Vec<Block> {
    let mut blocks = Vec::new();
    each_block(strands, decisions, entities, |block| blocks.push(block));
    blocks.sort_by(|one, other| one.id.cmp(&other.id));
    blocks
}

/// The same, each block handed over as soon as its incidents are made, so that no more than one is held at a time.
pub fn each_block(mut strands: Vec<Strand>, decisions: &[Decision], entities: &Entities, mut keep: impl FnMut(Block)) {
    by_age(&mut strands);
    let decided = Decided::of(decisions);
    let standing: Vec<Cow<'_, Strand>> = strands.iter().map(|strand| decided.standing(strand)).collect();
    let profiles: Vec<Profile<'_>> = standing.iter().map(|strand| Profile::of(strand, entities)).collect();
    let head = |(strand, standing): (_, &Cow<'_, Strand>)| Head { events: events(standing), strand: Some(strand) };
    let heads: Vec<Head<'_>> = strands.iter().zip(&standing).map(head).collect();
    let groups = groups(&profiles, &heads, &decided);
    drop((heads, profiles));
    drop(standing);
    let mut strands: Vec<Option<Strand>> = strands.into_iter().map(Some).collect();
    for told in groups {
        let own: Vec<(usize, Strand)> =
            told.places.iter().filter_map(|place| Some((*place, strands[*place].take()?))).collect();
        let standing: BTreeMap<usize, Cow<'_, Strand>> =
            own.iter().map(|(place, strand)| (*place, decided.standing(strand))).collect();
        let told_by = |group: &Vec<usize>| -> Vec<&Strand> {
            group.iter().filter_map(|place| standing.get(place)).map(|cow| &**cow).collect()
        };
        let incidents: Vec<Incident> = told.incidents.iter().map(|group| incident(&told_by(group))).collect();
        let ids = |group: &Vec<usize>| told_by(group).into_iter().map(|strand| strand.id.as_str());
        let members = told.incidents.iter().map(|group| members(ids(group))).collect();
        drop(standing);
        let strands: Vec<Strand> = own.into_iter().map(|(_, strand)| strand).collect();
        let id = strands.iter().map(|strand| &strand.id).min().cloned().unwrap_or_default();
        keep(Block { id, strands, merged: Vec::new(), incidents, members, stays: Vec::new() });
    }
}

/// A digest of which strands tell an incident, in their order.
pub(crate) fn members<'s>(ids: impl IntoIterator<Item = &'s str>) -> u64 {
    digest(ids)
}

/// Sorts by time of publication, then by document: the earliest telling names the incident. Of two with one id the first
/// stays.
fn by_age(strands: &mut Vec<Strand>) {
    let mut aged: Vec<(i64, Strand)> =
        std::mem::take(strands).into_iter().map(|strand| (age(&strand), strand)).collect();
    aged.sort_by(|(age, one), (other_age, other)| {
        (age, &one.document, &one.id).cmp(&(other_age, &other.document, &other.id))
    });
    aged.dedup_by(|(_, one), (_, other)| one.id == other.id);
    strands.extend(aged.into_iter().map(|(_, strand)| strand));
}

/// One block: its strands, and which of them are one incident, by their places in the list of all.
pub(crate) struct Group {
    pub places: Vec<usize>,
    pub incidents: Vec<Vec<usize>>,
}

/// The blocks of strands that are sorted by age.
pub(crate) fn groups(profiles: &[Profile<'_>], heads: &[Head<'_>], decided: &Decided) -> Vec<Group> {
    let together = decided.pairs_together(heads);
    let edges = edges(profiles, heads);
    let mut roots: Vec<usize> = (0..profiles.len()).collect();
    for (left, right) in edges.iter().map(|edge| (edge.left, edge.right)).chain(together.iter().copied()) {
        join(&mut roots, left, right);
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for place in 0..profiles.len() {
        members.entry(root(&mut roots, place)).or_default().push(place);
    }
    let mut inner: HashMap<usize, Vec<Edge>> = HashMap::new();
    for edge in edges {
        inner.entry(root(&mut roots, edge.left)).or_default().push(edge);
    }
    let tied: Vec<(Vec<usize>, Vec<Edge>)> =
        members.into_iter().map(|(first, places)| (places, inner.remove(&first).unwrap_or_default())).collect();
    shared(tied, |(places, edges)| {
        let are_apart = |left: usize, right: usize| decided.are_apart(&heads[left], &heads[right]);
        let mut incidents = clusters(&places, edges, &together, profiles, are_apart);
        incidents.retain(|group| group.iter().any(|place| profiles[*place].is_factual));
        Group { places, incidents }
    })
}

/// Which profiles are kept under which key. It is only looked into, so its order does not matter.
fn under<'p, 's: 'p>(profiles: impl Iterator<Item = (usize, &'p Profile<'s>)>) -> HashMap<u64, Vec<usize>> {
    let mut under: HashMap<u64, Vec<usize>> = HashMap::new();
    for (place, profile) in profiles {
        for key in posted(&profile.reach) {
            under.entry(key).or_default().push(place);
        }
    }
    under
}

/// Pairs that could be one happening. Copies of one article, alike in all that is compared, stand behind the
/// earliest of them, so that ten thousand copies cost no more than ten thousand articles.
fn edges(profiles: &[Profile<'_>], heads: &[Head<'_>]) -> Vec<Edge> {
    let mut edges = Vec::new();
    let mut shapes: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (place, (profile, head)) in profiles.iter().zip(heads).enumerate() {
        shapes.entry(shape(profile, head)).or_default().push(place);
    }
    let mut is_copy = vec![false; profiles.len()];
    for copies in shapes.into_values().filter(|copies| copies.len() > 1) {
        if let Some((_, points)) = tie(&profiles[copies[0]], &profiles[copies[1]]) {
            for right in &copies[1..] {
                is_copy[*right] = true;
                edges.push(Edge { tie: Tie::Copy, points, left: copies[0], right: *right });
            }
        }
    }
    let firsts = || profiles.iter().enumerate().filter(|(place, _)| !is_copy[*place]);
    let under = under(firsts());
    let found = shared(firsts().collect(), |(left, profile)| {
        let keys = probed(&profile.reach);
        // Every list is in the order of the strands: only what comes after this one is looked at.
        let later = keys.iter().filter_map(|key| under.get(key));
        let mut near: Vec<usize> =
            later.flat_map(|places| &places[places.partition_point(|place| *place <= left)..]).copied().collect();
        near.sort_unstable();
        near.dedup();
        let tied = |right: usize| tie(profile, &profiles[right]).map(|(tie, points)| Edge { tie, points, left, right });
        near.into_iter().filter_map(tied).collect::<Vec<_>>()
    });
    edges.extend(found.into_iter().flatten());
    edges
}

/// Equal for strands between which nothing that is compared differs. The events' ids keep two strands of one
/// document apart.
fn shape(profile: &Profile<'_>, head: &Head<'_>) -> u64 {
    profile.shape().number(head.events).finish()
}
