//! The actors of an article as relations see them: enumerations as one group, parts rolled up to their whole.

use std::collections::{BTreeMap, BTreeSet};

use marsad_lexicon::Lexicon;
use marsad_record::{EntityKind, Mention};
use marsad_text::{Hit, Hits, Text};

/// Members of a list are no farther apart, in tokens.
const APART: usize = 3;

/// Groups of actors in text order.
pub(super) struct Actors {
    groups: Vec<Group>,
    /// What each entity stands for.
    whole: BTreeMap<String, String>,
}

struct Group {
    first: usize,
    last: usize,
    lead: u8,
    members: Vec<String>,
    /// A country named as a place stands in it.
    has_place: bool,
}

impl Actors {
    pub(super) fn new(text: &Text, lexicon: &Lexicon, mentions: &[Mention]) -> Self {
        let named: BTreeSet<&str> = mentions.iter().filter_map(|mention| mention.entity.as_deref()).collect();
        let mut actors = Self { groups: Vec::new(), whole: BTreeMap::new() };
        let mut end = 0;
        for mention in mentions {
            let Some(entity) = mention.entity.as_deref().filter(|_| acts(mention, lexicon)) else { continue };
            if mention.span.start < end {
                continue;
            }
            end = mention.span.end;
            let whole = actors.whole.entry(entity.to_owned()).or_insert_with(|| whole(entity, &named, lexicon)).clone();
            let first = text.token_at(mention.span.start);
            let last = text.token_at(mention.span.end.saturating_sub(1)).min(text.tokens.len().saturating_sub(1));
            let joined =
                text.readings(first).iter().any(|reading| reading.lead > 0 && reading.proclitics.has_conjunction());
            let glued = mention.span.start > text.tokens[first].span.start;
            match actors.groups.last_mut() {
                Some(group)
                    if joined
                        && glued
                        && first <= group.last + APART
                        && text.tokens[first].sentence == text.tokens[group.last].sentence =>
                {
                    group.last = last;
                    group.has_place |= mention.kind == EntityKind::Place;
                    if !group.members.contains(&whole) {
                        group.members.push(whole);
                    }
                }
                _ => {
                    let lead = u8::try_from(mention.span.start - text.tokens[first].span.start).unwrap_or(0);
                    actors.groups.push(Group {
                        first,
                        last,
                        lead,
                        members: vec![whole],
                        has_place: mention.kind == EntityKind::Place,
                    });
                }
            }
        }
        actors
    }

    /// The layer over which the rules are matched.
    pub(super) fn hits(&self, lexicon: &Lexicon, text: &Text) -> Hits {
        let class = |name: &str| lexicon.vocabulary().class(name);
        let (actors, countries) = (class("actors"), class("countries"));
        let hits = self.groups.iter().enumerate().filter_map(|(index, group)| {
            let class = if group.has_place { countries } else { actors };
            Some(Hit { lead: group.lead, ..Hit::found(class?, group.first, group.last, index) })
        });
        Hits::new(hits.collect(), text.tokens.len())
    }

    /// The members of a group.
    pub(super) fn group(&self, index: usize) -> &[String] {
        self.groups.get(index).map_or(&[], |group| &group.members)
    }

    /// What an entity stands for in this article.
    pub(super) fn whole(&self, entity: &str) -> String {
        self.whole.get(entity).cloned().unwrap_or_else(|| entity.to_owned())
    }
}

/// Actors, and countries even where they are named as places.
fn acts(mention: &Mention, lexicon: &Lexicon) -> bool {
    let is_state = || {
        let entity = mention.entity.as_deref().and_then(|id| lexicon.entities().get(id));
        entity.is_some_and(|entity| entity.kind == EntityKind::State)
    };
    match mention.kind {
        EntityKind::Outlet => false,
        EntityKind::Place => is_state(),
        _ => true,
    }
}

/// Classes of organisations that act for their state.
const OF_STATE: &[&str] = &[
    "administration",
    "air-force",
    "army",
    "border-guard",
    "cabinet",
    "coast-guard",
    "embassy",
    "government",
    "intelligence",
    "ministry",
    "navy",
    "parliament",
    "police",
    "presidency",
    "prosecution",
    "royal-court",
    "security-forces",
];

/// What an entity stands for: a group for its members, a state for its forces and officials, if the article names it.
fn whole(entity: &str, named: &BTreeSet<&str>, lexicon: &Lexicon) -> String {
    let entities = lexicon.entities();
    let Some(known) = entities.get(entity) else { return entity.to_owned() };
    if matches!(known.kind, EntityKind::Group | EntityKind::State) {
        return entity.to_owned();
    }
    let lineage = entities.lineage(entity);
    let is_whole = |id: &&&str| {
        let kind = entities.get(id).map(|other| other.kind);
        matches!(kind, Some(EntityKind::State | EntityKind::Group)) && named.contains(**id)
    };
    if let Some(found) = lineage.iter().rev().find(|id| is_whole(id)) {
        return (*found).to_owned();
    }
    let acts_for_state = known.kind == EntityKind::Person || OF_STATE.contains(&entities.class(entity));
    let state = known.country.as_deref().filter(|_| acts_for_state).and_then(|country| entities.state(country));
    state.filter(|state| named.contains(state)).unwrap_or(entity).to_owned()
}

/// Whether one is a group and the other the state that it belongs to: its own country is no party to it.
pub(super) fn is_at_home(one: &str, other: &str, lexicon: &Lexicon) -> bool {
    let entities = lexicon.entities();
    let (Some(one), Some(other)) = (entities.get(one), entities.get(other)) else { return false };
    let kinds = (one.kind, other.kind);
    let mixed = matches!(kinds, (EntityKind::Group, EntityKind::State) | (EntityKind::State, EntityKind::Group));
    let country = |entity: &marsad_record::Entity| {
        let of_parent = || entities.get(entity.parent.as_deref()?)?.country.clone();
        entity.country.clone().or_else(of_parent)
    };
    mixed && country(one).is_some() && country(one) == country(other)
}
