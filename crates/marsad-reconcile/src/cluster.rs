//! Which strands of a block are one happening: the likeliest pairs first, two groups joining only where their
//! members on the whole agree and the day and place that most of them tell can be one.

use std::collections::{BTreeMap, BTreeSet};

use crate::alike::{LINK, Tie, alike};
use crate::centre::Core;
use crate::profile::Profile;
use crate::recall;

/// Mean points between the members of two groups from which they are one.
const JOIN: f64 = 1.5;
/// Mean points below which no pair is strong enough.
const LEAST: f64 = 0.4;
/// By how many points a loose telling must fit one group better than another.
const MARGIN: f64 = 0.6;
/// A group this many times smaller than the best is no rival to it.
const RIVAL: usize = 2;
/// By how many of the members of a group that a loose telling is likest to its fit is judged.
const LIKEST: usize = 2;
/// How many times less than its first figure a group may tell another that is still its own.
const MOST: usize = 2;
/// How many must tell a figure before an article that gives it another day is taken to recall it, and how many times more
/// than those who tell it of the day after.
const WELL_TOLD: usize = 3;
/// How many members of each group are compared at most: the earliest.
const COMPARED: usize = 12;

/// Two strands that could be one happening.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge {
    pub tie: Tie,
    pub points: f64,
    pub left: usize,
    pub right: usize,
}

/// Numbers of dead with how many tell them.
type Tally = BTreeMap<u32, usize>;

impl Edge {
    /// Whether one of the two is among these.
    fn is_of(&self, places: &BTreeSet<usize>) -> bool {
        places.contains(&self.left) || places.contains(&self.right)
    }
}

/// Mean points asked of two groups that this edge would join: a strong pair makes up for members that tell little.
fn asked(edge: &Edge) -> f64 {
    (JOIN - 0.6 * (edge.points - LINK)).max(LEAST)
}

/// The strands of a block in groups that grow.
struct Groups<'p, 's> {
    profiles: &'p [Profile<'s>],
    /// Strands of the block, sorted.
    places: &'p [usize],
    /// Which group each of them is in, by its number in `places`.
    home: Vec<usize>,
    members: Vec<Vec<usize>>,
    cores: Vec<Core<'s>>,
}

/// Groups of the places of a block, each sorted, in the order of their first members.
pub(crate) fn clusters(
    places: &[usize],
    mut edges: Vec<Edge>,
    together: &[(usize, usize)],
    profiles: &[Profile<'_>],
    are_apart: impl Fn(usize, usize) -> bool,
) -> Vec<Vec<usize>> {
    let mut groups = Groups {
        profiles,
        places,
        home: (0..places.len()).collect(),
        members: places.iter().map(|place| vec![*place]).collect(),
        cores: places.iter().map(|place| Core::of(&profiles[*place])).collect(),
    };
    for (left, right) in together {
        if let (Some(one), Some(other)) = (groups.of(*left), groups.of(*right)) {
            groups.unite(one, other);
        }
    }
    for edge in edges.iter().filter(|edge| edge.tie == Tie::Copy) {
        if let (Some(one), Some(other)) = (groups.of(edge.left), groups.of(edge.right))
            && !groups.are_apart(one, other, &are_apart)
        {
            groups.unite(one, other);
        }
    }
    edges.sort_by(|one, other| {
        other.points.total_cmp(&one.points).then((one.left, one.right).cmp(&(other.left, other.right)))
    });
    let of = |tie: Tie| -> Vec<Edge> { edges.iter().filter(|edge| edge.tie == tie).copied().collect() };
    let (recalls, alike) = (of(Tie::Recall), of(Tie::Alike));
    let recalling: BTreeSet<usize> =
        recalls.iter().map(|edge| recall::later(edge.left, edge.right, profiles)).collect();
    let is_anchored = |edge: &Edge| profiles[edge.left].is_anchored() && profiles[edge.right].is_anchored();
    let (anchored, loose): (Vec<Edge>, Vec<Edge>) = alike.into_iter().partition(is_anchored);
    // What may be recalled from before says nothing of the days on which it is recalled.
    let (own, late): (Vec<Edge>, Vec<Edge>) = anchored.into_iter().partition(|edge| !edge.is_of(&recalling));
    groups.join(&own, &are_apart);
    let at_home = groups.take_in_recalled(&recalls, &are_apart);
    let late: Vec<Edge> = late.into_iter().filter(|edge| !edge.is_of(&at_home)).collect();
    groups.join(&late, &are_apart);
    let loose: Vec<Edge> = loose.into_iter().filter(|edge| !edge.is_of(&at_home)).collect();
    let torn = groups.take_in_loose(&loose, &are_apart);
    // Tellings that are torn between two groups can still be one with one another.
    let are_alike = |edge: &Edge| torn.contains(&edge.left) == torn.contains(&edge.right);
    let rest: Vec<Edge> = loose.into_iter().filter(are_alike).collect();
    groups.join(&rest, &are_apart);
    groups.take_in_twins(&edges, together, &are_apart);
    let mut members = groups.members;
    members.retain(|group| !group.is_empty());
    members.sort();
    members
}

impl Groups<'_, '_> {
    fn of(&self, place: usize) -> Option<usize> {
        self.places.binary_search(&place).ok().map(|local| self.home[local])
    }

    /// Joins along the edges, in their order, whatever on the whole agrees.
    fn join(&mut self, edges: &[Edge], are_apart: &impl Fn(usize, usize) -> bool) {
        for edge in edges {
            let (Some(one), Some(other)) = (self.of(edge.left), self.of(edge.right)) else { continue };
            if one != other && self.could_be_one(one, other, asked(edge)) && !self.are_apart(one, other, are_apart) {
                self.unite(one, other);
            }
        }
    }

    /// Gives each strand that recalls an earlier happening to the group that it fits best, all at once, and returns those
    /// that found one. Under a day of its own it goes only where several tell its figure.
    fn take_in_recalled(&mut self, recalls: &[Edge], are_apart: &impl Fn(usize, usize) -> bool) -> BTreeSet<usize> {
        let mut told: BTreeMap<usize, BTreeMap<usize, Vec<f64>>> = BTreeMap::new();
        for edge in recalls {
            let later = recall::later(edge.left, edge.right, self.profiles);
            let earlier = if later == edge.left { edge.right } else { edge.left };
            if let Some(group) = self.of(earlier) {
                told.entry(later).or_default().entry(group).or_default().push(edge.points);
            }
        }
        let mut homes = Vec::new();
        for (place, groups) in told {
            let Some(own) = self.of(place) else { continue };
            let least = if self.profiles[place].is_sure_recall() { 1 } else { WELL_TOLD };
            let mut fits: Vec<(f64, usize, usize)> = groups
                .into_iter()
                .filter(|(group, points)| points.len() >= least && !self.are_apart(own, *group, are_apart))
                .map(|(group, points)| (points.iter().copied().fold(f64::MIN, f64::max), points.len(), group))
                .collect();
            fits.sort_by(|one, other| other.0.total_cmp(&one.0).then(other.1.cmp(&one.1)).then(one.2.cmp(&other.2)));
            let Some((best, _, _)) = fits.first().copied() else { continue };
            // Of happenings that it fits alike, the one that is told by far the most.
            let close = || fits.iter().filter(|(points, ..)| *points > best - MARGIN);
            let Some((_, most, home)) = close().max_by_key(|(_, count, group)| (*count, std::cmp::Reverse(*group)))
            else {
                continue;
            };
            if close().all(|(_, count, group)| group == home || RIVAL * count < *most) {
                homes.push((place, *home));
            }
        }
        for (place, home) in &homes {
            if let Some(own) = self.of(*place)
                && let Some(first) = self.members[*home].first().and_then(|first| self.of(*first))
            {
                self.unite_under(own, first);
            }
        }
        homes.into_iter().map(|(place, _)| place).collect()
    }

    /// Gives each loose strand to the anchored group that it fits best, all at once; those that fit two groups as
    /// well as one another belong to neither, and are returned.
    fn take_in_loose(&mut self, edges: &[Edge], are_apart: &impl Fn(usize, usize) -> bool) -> BTreeSet<usize> {
        let mut near: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for edge in edges {
            for (place, other) in [(edge.left, edge.right), (edge.right, edge.left)] {
                if !self.profiles[place].is_anchored() && self.profiles[other].is_anchored() {
                    near.entry(place).or_default().extend(self.of(other));
                }
            }
        }
        let mut torn = BTreeSet::new();
        let mut homes = Vec::new();
        for (place, groups) in near {
            let Some(own) = self.of(place) else { continue };
            let mut fits: Vec<(f64, usize)> = groups
                .into_iter()
                .filter(|group| *group != own && self.cores[own].could_be_one(&self.cores[*group]))
                .filter(|group| !self.are_apart(own, *group, are_apart))
                .map(|group| (self.best(own, group), group))
                .filter(|(points, _)| *points >= LINK)
                .collect();
            fits.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
            let Some((best, home)) = fits.first().copied() else { continue };
            let rival = fits.get(1).filter(|(points, group)| {
                *points > best - MARGIN && RIVAL * self.members[*group].len() >= self.members[home].len()
            });
            if rival.is_some() {
                torn.insert(place);
            } else {
                homes.push((place, home));
            }
        }
        for (place, home) in homes {
            if let Some(own) = self.of(place)
                && let Some(first) = self.members[home].first().and_then(|first| self.of(*first))
            {
                self.unite(own, first);
            }
        }
        torn
    }

    /// Moves each telling to a group that tells its figure of its day and country at least as often as its own does,
    /// though most name another town: one of the two was put in the wrong place. What a person put together stays.
    fn take_in_twins(
        &mut self,
        edges: &[Edge],
        together: &[(usize, usize)],
        are_apart: &impl Fn(usize, usize) -> bool,
    ) {
        let decided: BTreeSet<usize> = together.iter().flat_map(|(left, right)| [*left, *right]).collect();
        let mut tallies: Vec<Tally> = (0..self.members.len()).map(|group| self.tally(group)).collect();
        for edge in edges {
            let (Some(left), Some(right)) = (self.of(edge.left), self.of(edge.right)) else { continue };
            if left == right {
                continue;
            }
            let profile = |place: usize| &self.profiles[place];
            let old = recall::old_figure(profile(edge.left), profile(edge.right));
            let Some(figure) = old.or_else(|| recall::twin_figure(profile(edge.left), profile(edge.right))) else {
                continue;
            };
            let told = |group: usize| (tallies[group].get(&figure).copied().unwrap_or(0), self.members[group].len());
            let (place, own, host) = if told(left) < told(right) || told(left) == told(right) && left > right {
                (edge.left, left, right)
            } else {
                (edge.right, right, left)
            };
            let most = tallies[host].values().max().copied().unwrap_or(0);
            let is_many = figure >= recall::MANY || told(host).0 >= WELL_TOLD * told(own).0;
            let is_one_day = old.is_some()
                || self.cores[own].could_be_one_day(&self.cores[host])
                || is_many && self.cores[own].is_within_a_night(&self.cores[host]);
            let is_its_own = MOST * told(host).0 >= most || figure >= recall::MANY && told(host).0 >= WELL_TOLD;
            let is_free =
                || !decided.contains(&place) && !self.members[host].iter().any(|other| are_apart(place, *other));
            if is_one_day && is_its_own && is_free() {
                self.move_over(place, own, host);
                for (group, tally) in [(own, -1), (host, 1)] {
                    for figure in self.profiles[place].reach.figures.iter() {
                        let count = tallies[group].entry(*figure).or_default();
                        *count = count.saturating_add_signed(tally);
                    }
                }
            }
        }
    }

    /// How many members of a group tell each number of dead.
    fn tally(&self, group: usize) -> Tally {
        let mut tally = Tally::new();
        for figure in self.members[group].iter().flat_map(|place| self.profiles[*place].reach.figures.iter()) {
            *tally.entry(*figure).or_default() += 1;
        }
        tally
    }

    /// Moves one strand from a group to another, of whose day and town it says nothing.
    fn move_over(&mut self, place: usize, own: usize, host: usize) {
        self.members[own].retain(|member| *member != place);
        self.members[host].push(place);
        self.members[host].sort_unstable();
        if let Ok(local) = self.places.binary_search(&place) {
            self.home[local] = host;
        }
    }

    fn unite(&mut self, one: usize, other: usize) {
        let (kept, gone) = (one.min(other), one.max(other));
        if kept == gone {
            return;
        }
        let core = std::mem::take(&mut self.cores[gone]);
        self.cores[kept].take_in(core);
        self.move_in(kept, gone);
    }

    /// The same, but what is taken in says nothing of the day and the town of the group.
    fn unite_under(&mut self, guest: usize, host: usize) {
        if guest != host {
            self.cores[guest] = Core::default();
            self.move_in(host, guest);
        }
    }

    fn move_in(&mut self, kept: usize, gone: usize) {
        let moved = std::mem::take(&mut self.members[gone]);
        for place in &moved {
            if let Ok(local) = self.places.binary_search(place) {
                self.home[local] = kept;
            }
        }
        self.members[kept].extend(moved);
        self.members[kept].sort_unstable();
    }

    fn could_be_one(&self, one: usize, other: usize, asked: f64) -> bool {
        self.cores[one].could_be_one(&self.cores[other]) && self.mean(one, other) >= asked
    }

    fn are_apart(&self, one: usize, other: usize, are_apart: impl Fn(usize, usize) -> bool) -> bool {
        self.members[one].iter().any(|left| self.members[other].iter().any(|right| are_apart(*left, *right)))
    }

    /// How well a loose telling fits a group: by those of its members that it is likest to, for most tell less than it
    /// does or an earlier toll.
    fn best(&self, own: usize, group: usize) -> f64 {
        let some = |group: usize| self.members[group].iter().take(COMPARED);
        let pairs = some(own).flat_map(|left| some(group).map(move |right| (left, right)));
        let mut points: Vec<f64> =
            pairs.map(|(left, right)| alike(&self.profiles[*left], &self.profiles[*right])).collect();
        points.sort_by(|one, other| other.total_cmp(one));
        points.truncate(LIKEST);
        points.iter().sum::<f64>() / f64::from(u32::try_from(points.len().max(1)).unwrap_or(1))
    }

    fn mean(&self, one: usize, other: usize) -> f64 {
        let some = |group: usize| self.members[group].iter().take(COMPARED);
        let pairs = some(one).flat_map(|left| some(other).map(move |right| (left, right)));
        let (sum, count) = pairs.fold((0.0, 0.0), |(sum, count), (left, right)| {
            (sum + alike(&self.profiles[*left], &self.profiles[*right]), count + 1.0)
        });
        if count > 0.0 { sum / count } else { f64::NEG_INFINITY }
    }
}
