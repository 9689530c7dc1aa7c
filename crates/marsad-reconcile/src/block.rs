//! Strands that could be one happening, closed under "could be": the unit that is computed apart from all others.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use marsad_lexicon::Entities;
use marsad_record::decision::Decision;
use marsad_record::incident::{Block, Incident, Strand, Telling};

use crate::alike::is_linked;
use crate::cluster::{Edge, clusters};
use crate::decided::{Decided, refused};
use crate::digest::digest;
use crate::facts::incident;
use crate::key::{posted, probed};
use crate::profile::{Profile, moment};
use crate::strand::strands;

/// The incidents of a set of tellings, sorted by id: the same for any order of the tellings.
pub fn incidents(tellings: Vec<Telling>, decisions: &[Decision], entities: &Entities) -> Vec<Incident> {
    let blocks = blocks(strands(tellings), decisions, entities);
    let mut incidents: Vec<Incident> = blocks.into_iter().flat_map(|block| block.incidents).collect();
    incidents.sort_by(|one, other| one.id.cmp(&other.id));
    incidents
}

/// The blocks of a set of strands, sorted by id, each with its incidents.
///
/// Law: for strands A and B where A is closed (no strand outside A links to one inside), the blocks of A and B
/// together are the blocks of A and the blocks of B.
pub fn blocks(mut strands: Vec<Strand>, decisions: &[Decision], entities: &Entities) -> Vec<Block> {
    strands.sort_by_cached_key(|strand| {
        let (published, document, id) = age(strand);
        (published, document.to_owned(), id.to_owned())
    });
    strands.dedup_by(|one, other| one.id == other.id);
    let retracted = refused(decisions);
    let standing: Vec<Cow<'_, Strand>> = strands.iter().map(|strand| standing(strand, &retracted)).collect();
    let profiles: Vec<Profile> = standing.iter().map(|strand| Profile::of(strand, entities)).collect();
    let decided = Decided::of(decisions);
    let together = decided.pairs_together(&strands);
    let edges = edges(&standing, &profiles);
    let mut roots: Vec<usize> = (0..strands.len()).collect();
    for (left, right) in edges.iter().map(|edge| (edge.left, edge.right)).chain(together.iter().copied()) {
        join(&mut roots, left, right);
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for place in 0..strands.len() {
        members.entry(root(&mut roots, place)).or_default().push(place);
    }
    let mut inner: BTreeMap<usize, Vec<Edge>> = BTreeMap::new();
    for edge in edges {
        inner.entry(root(&mut roots, edge.left)).or_default().push(edge);
    }
    let mut blocks = Vec::with_capacity(members.len());
    for (first, places) in members {
        let edges = inner.remove(&first).unwrap_or_default();
        let groups = clusters(&places, edges, &together, &profiles, |left, right| {
            decided.are_apart(&strands[left], &strands[right])
        });
        let told = groups.iter().filter(|group| group.iter().any(|place| profiles[*place].is_factual));
        let incidents = told.map(|group| incident(&group.iter().map(|place| &*standing[*place]).collect::<Vec<_>>()));
        let incidents: Vec<Incident> = incidents.collect();
        let own: Vec<Strand> = places.iter().map(|place| strands[*place].clone()).collect();
        let id = own.iter().map(|strand| strand.id.clone()).min().unwrap_or_default();
        blocks.push(Block { id, strands: own, incidents });
    }
    blocks.sort_by(|one, other| one.id.cmp(&other.id));
    blocks
}

/// A strand without what a person retracted; a strand of which nothing stands is kept, and tells nothing.
fn standing<'s>(strand: &'s Strand, retracted: &BTreeSet<String>) -> Cow<'s, Strand> {
    let is_gone = |telling: &Telling| retracted.contains(&format!("{}/{}", telling.document, telling.claim));
    if retracted.is_empty() || !strand.tellings.iter().any(is_gone) {
        return Cow::Borrowed(strand);
    }
    let tellings = strand.tellings.iter().filter(|telling| !is_gone(telling)).cloned().collect();
    Cow::Owned(Strand { tellings, ..strand.clone() })
}

/// Ids of the strands among `near` that link to one of `fresh`: their blocks must be computed again.
pub fn touched(fresh: &[Strand], near: &[Strand], entities: &Entities) -> Vec<String> {
    let near_profiles: Vec<Profile> = near.iter().map(|strand| Profile::of(strand, entities)).collect();
    let mut under: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (place, profile) in near_profiles.iter().enumerate() {
        for key in posted(profile) {
            under.entry(key).or_default().push(place);
        }
    }
    let mut is_touched = vec![false; near.len()];
    for strand in fresh {
        let profile = Profile::of(strand, entities);
        for key in probed(&profile) {
            for place in under.get(&key).into_iter().flatten() {
                if !is_touched[*place] && is_linked(&profile, &near_profiles[*place]).is_some() {
                    is_touched[*place] = true;
                }
            }
        }
    }
    near.iter().zip(is_touched).filter(|(_, is_touched)| *is_touched).map(|(strand, _)| strand.id.clone()).collect()
}

/// By time of publication, then by document: the earliest telling names the incident.
fn age(strand: &Strand) -> (i64, &str, &str) {
    let published = strand.tellings.first().and_then(|telling| moment(telling.published.as_deref()));
    (published.unwrap_or(i64::MAX), &strand.document, &strand.id)
}

/// Pairs that could be one happening. Copies of one article, alike in all that is compared, stand behind the
/// earliest of them, so that ten thousand copies cost no more than ten thousand articles.
fn edges(strands: &[Cow<'_, Strand>], profiles: &[Profile]) -> Vec<Edge> {
    let mut edges = Vec::new();
    let mut shapes: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (place, strand) in strands.iter().enumerate() {
        shapes.entry(shape(strand, &profiles[place])).or_default().push(place);
    }
    let mut is_copy = vec![false; profiles.len()];
    for copies in shapes.into_values().filter(|copies| copies.len() > 1) {
        if let Some(points) = is_linked(&profiles[copies[0]], &profiles[copies[1]]) {
            for right in &copies[1..] {
                is_copy[*right] = true;
                edges.push(Edge { points, left: copies[0], right: *right });
            }
        }
    }
    let firsts = || profiles.iter().enumerate().filter(|(place, _)| !is_copy[*place]);
    let mut under: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (place, profile) in firsts() {
        for key in posted(profile) {
            under.entry(key).or_default().push(place);
        }
    }
    for (left, profile) in firsts() {
        let keys = probed(profile);
        let mut near: Vec<usize> = keys.iter().filter_map(|key| under.get(key)).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        for right in near.into_iter().filter(|right| *right > left) {
            edges.extend(is_linked(profile, &profiles[right]).map(|points| Edge { points, left, right }));
        }
    }
    edges
}

/// Equal for strands between which nothing that is compared differs. The events' ids keep two strands of one
/// document apart.
fn shape(strand: &Strand, profile: &Profile) -> u64 {
    let events = strand.tellings.iter().map(|telling| telling.event.id.as_str());
    let mut words = profile.words();
    words.extend(events.map(str::to_owned));
    digest(words.iter().map(String::as_str))
}

fn root(roots: &mut [usize], place: usize) -> usize {
    let mut top = place;
    while roots[top] != top {
        roots[top] = roots[roots[top]];
        top = roots[top];
    }
    top
}

fn join(roots: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(roots, one), root(roots, other));
    let (low, high) = (one.min(other), one.max(other));
    roots[high] = low;
}
