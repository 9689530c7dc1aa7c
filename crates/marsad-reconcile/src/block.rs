//! Strands that could be one happening, closed under "could be": the unit that is computed apart from all others.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use marsad_lexicon::Entities;
use marsad_record::decision::Decision;
use marsad_record::incident::{Block, Incident, Strand, Telling};

use crate::alike::{Tie, tie};
use crate::cluster::{Edge, clusters};
use crate::decided::Decided;
use crate::facts::incident;
use crate::key::{posted, probed};
use crate::profile::{Profile, moment};
use crate::shared::shared;
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
    strands.sort_by(|one, other| age(one).cmp(&age(other)));
    strands.dedup_by(|one, other| one.id == other.id);
    let decided = Decided::of(decisions);
    let groups = groups(&strands, &decided, entities);
    let mut strands: Vec<Option<Strand>> = strands.into_iter().map(Some).collect();
    for told in groups {
        let own: Vec<(usize, Strand)> =
            told.places.iter().filter_map(|place| Some((*place, strands[*place].take()?))).collect();
        let standing: BTreeMap<usize, Cow<'_, Strand>> =
            own.iter().map(|(place, strand)| (*place, decided.standing(strand))).collect();
        let incidents = told.incidents.iter().map(|group| {
            let members: Vec<&Strand> =
                group.iter().filter_map(|place| standing.get(place)).map(|cow| &**cow).collect();
            incident(&members)
        });
        let incidents: Vec<Incident> = incidents.collect();
        drop(standing);
        let strands: Vec<Strand> = own.into_iter().map(|(_, strand)| strand).collect();
        let id = strands.iter().map(|strand| &strand.id).min().cloned().unwrap_or_default();
        keep(Block { id, strands, incidents });
    }
}

/// One block: its strands, and which of them are one incident, by their places in the list of all.
struct Group {
    places: Vec<usize>,
    incidents: Vec<Vec<usize>>,
}

fn groups(strands: &[Strand], decided: &Decided, entities: &Entities) -> Vec<Group> {
    let standing: Vec<Cow<'_, Strand>> = strands.iter().map(|strand| decided.standing(strand)).collect();
    let profiles: Vec<Profile<'_>> = standing.iter().map(|strand| Profile::of(strand, entities)).collect();
    let together = decided.pairs_together(strands);
    let edges = edges(&standing, &profiles);
    let mut roots: Vec<usize> = (0..strands.len()).collect();
    for (left, right) in edges.iter().map(|edge| (edge.left, edge.right)).chain(together.iter().copied()) {
        join(&mut roots, left, right);
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for place in 0..strands.len() {
        members.entry(root(&mut roots, place)).or_default().push(place);
    }
    let mut inner: HashMap<usize, Vec<Edge>> = HashMap::new();
    for edge in edges {
        inner.entry(root(&mut roots, edge.left)).or_default().push(edge);
    }
    let tied: Vec<(Vec<usize>, Vec<Edge>)> =
        members.into_iter().map(|(first, places)| (places, inner.remove(&first).unwrap_or_default())).collect();
    shared(tied, |(places, edges)| {
        let are_apart = |left: usize, right: usize| decided.are_apart(&strands[left], &strands[right]);
        let mut incidents = clusters(&places, edges, &together, &profiles, are_apart);
        incidents.retain(|group| group.iter().any(|place| profiles[*place].is_factual));
        Group { places, incidents }
    })
}

/// Ids of the strands among those that `near` hands over that link to one of `fresh`: their blocks must be computed again.
pub fn touched<E>(
    fresh: &[Strand],
    near: impl FnOnce(&mut dyn FnMut(&[Strand])) -> Result<(), E>,
    decisions: &[Decision],
    entities: &Entities,
) -> Result<Vec<String>, E> {
    let decided = Decided::of(decisions);
    let standing: Vec<Cow<'_, Strand>> = fresh.iter().map(|strand| decided.standing(strand)).collect();
    let profiles: Vec<Profile<'_>> = standing.iter().map(|strand| Profile::of(strand, entities)).collect();
    // It is only looked into, so its order does not matter.
    let mut probing: HashMap<u64, Vec<usize>> = HashMap::new();
    for (place, profile) in profiles.iter().enumerate() {
        for key in probed(&profile.reach) {
            probing.entry(key).or_default().push(place);
        }
    }
    let mut touched = Vec::new();
    let mut places: Vec<usize> = Vec::new();
    near(&mut |near| {
        for strand in near {
            let standing = decided.standing(strand);
            let profile = Profile::of(&standing, entities);
            places.clear();
            places.extend(posted(&profile.reach).iter().filter_map(|key| probing.get(key)).flatten());
            places.sort_unstable();
            places.dedup();
            if places.iter().any(|place| tie(&profiles[*place], &profile).is_some()) {
                touched.push(strand.id.clone());
            }
        }
    })?;
    Ok(touched)
}

/// By time of publication, then by document: the earliest telling names the incident.
fn age(strand: &Strand) -> (i64, &str, &str) {
    let published = strand.tellings.first().and_then(|telling| moment(telling.published.as_deref()));
    (published.unwrap_or(i64::MAX), &strand.document, &strand.id)
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
fn edges(strands: &[Cow<'_, Strand>], profiles: &[Profile<'_>]) -> Vec<Edge> {
    let mut edges = Vec::new();
    let mut shapes: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (place, strand) in strands.iter().enumerate() {
        shapes.entry(shape(strand, &profiles[place])).or_default().push(place);
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
fn shape(strand: &Strand, profile: &Profile<'_>) -> u64 {
    let events = strand.tellings.iter().map(|telling| telling.event.id.as_str());
    events.fold(profile.shape(), |digest, event| digest.word(event)).finish()
}
