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
}

impl Actors {
    pub(super) fn new(text: &Text, lexicon: &Lexicon, mentions: &[Mention]) -> Self {
        let named: BTreeSet<&str> = mentions.iter().filter_map(|mention| mention.entity.as_deref()).collect();
        let mut actors = Self { groups: Vec::new(), whole: BTreeMap::new() };
        let mut end = 0;
        for mention in mentions {
            let Some(entity) = mention.entity.as_deref().filter(|_| acts(mention)) else { continue };
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
                    if !group.members.contains(&whole) {
                        group.members.push(whole);
                    }
                }
                _ => {
                    let lead = u8::try_from(mention.span.start - text.tokens[first].span.start).unwrap_or(0);
                    actors.groups.push(Group { first, last, lead, members: vec![whole] });
                }
            }
        }
        actors
    }

    /// The layer over which the rules are matched.
    pub(super) fn hits(&self, lexicon: &Lexicon, text: &Text) -> Hits {
        let Some(class) = super::layer(lexicon) else { return super::nothing(text) };
        let hits = self
            .groups
            .iter()
            .enumerate()
            .map(|(index, group)| Hit { lead: group.lead, ..Hit::found(class, group.first, group.last, index) });
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

fn acts(mention: &Mention) -> bool {
    !matches!(mention.kind, EntityKind::Place | EntityKind::Outlet)
}

/// The widest group or state that an entity belongs to and that the article names; of a person always the state or group.
fn whole(entity: &str, named: &BTreeSet<&str>, lexicon: &Lexicon) -> String {
    let entities = lexicon.entities();
    let is_whole = |id: &&&str| {
        entities.get(id).is_some_and(|other| matches!(other.kind, EntityKind::State | EntityKind::Group))
            && named.contains(**id)
    };
    let lineage = entities.lineage(entity);
    // A branch of a group stays itself: it is a group already.
    let is_group =
        entities.get(entity).is_some_and(|other| matches!(other.kind, EntityKind::Group | EntityKind::State));
    if is_group {
        return entity.to_owned();
    }
    let state =
        entities.get(entity).and_then(|other| other.country.as_deref()).and_then(|country| entities.state(country));
    let found = lineage.iter().rev().find(|id| is_whole(id)).map(|id| (*id).to_owned());
    found
        .or_else(|| state.filter(|state| named.contains(state) && lineage.len() > 1).map(str::to_owned))
        .unwrap_or_else(|| entity.to_owned())
}
