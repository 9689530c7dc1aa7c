//! Which strands of a block are one happening: the likeliest pairs first, two groups joining only where their
//! members on the whole agree.

use crate::alike::alike;
use crate::profile::Profile;

/// Mean points between the members of two groups from which they are one.
const JOIN: f64 = 1.5;
/// How many members of each group are compared at most: the earliest.
const COMPARED: usize = 12;

/// Two strands that could be one happening.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge {
    pub points: f64,
    pub left: usize,
    pub right: usize,
}

/// Groups of the places of a block, each sorted, in the order of their first members.
pub(crate) fn clusters(
    places: &[usize],
    mut edges: Vec<Edge>,
    together: &[(usize, usize)],
    profiles: &[Profile],
    are_apart: impl Fn(usize, usize) -> bool,
) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = places.iter().map(|place| vec![*place]).collect();
    let mut home: Vec<usize> = (0..places.len()).collect();
    let local = |place: usize| places.binary_search(&place).ok();
    for (left, right) in together {
        if let (Some(left), Some(right)) = (local(*left), local(*right)) {
            unite(&mut groups, &mut home, places, left, right);
        }
    }
    edges.sort_by(|one, other| {
        other.points.total_cmp(&one.points).then((one.left, one.right).cmp(&(other.left, other.right)))
    });
    for edge in edges {
        let (Some(left), Some(right)) = (local(edge.left), local(edge.right)) else { continue };
        let (one, other) = (home[left], home[right]);
        if one == other {
            continue;
        }
        let is_kept_apart = groups[one].iter().any(|left| groups[other].iter().any(|right| are_apart(*left, *right)));
        if !is_kept_apart && mean(&groups[one], &groups[other], profiles) >= JOIN {
            unite(&mut groups, &mut home, places, left, right);
        }
    }
    groups.retain(|group| !group.is_empty());
    groups.sort();
    groups
}

fn unite(groups: &mut [Vec<usize>], home: &mut [usize], places: &[usize], left: usize, right: usize) {
    let (kept, gone) = (home[left].min(home[right]), home[left].max(home[right]));
    if kept == gone {
        return;
    }
    let moved = std::mem::take(&mut groups[gone]);
    for place in &moved {
        if let Ok(local) = places.binary_search(place) {
            home[local] = kept;
        }
    }
    groups[kept].extend(moved);
    groups[kept].sort_unstable();
}

fn mean(one: &[usize], other: &[usize], profiles: &[Profile]) -> f64 {
    let pairs = one.iter().take(COMPARED).flat_map(|left| other.iter().take(COMPARED).map(move |right| (left, right)));
    let (sum, count) = pairs.fold((0.0, 0.0), |(sum, count), (left, right)| {
        (sum + alike(&profiles[*left], &profiles[*right]), count + 1.0)
    });
    if count > 0.0 { sum / count } else { f64::NEG_INFINITY }
}
