//! One deed told by several words of a sentence has one doer and one victim: «مقتل ثلاثة في هجوم شنه مسلحون».

use marsad_lexicon::Lexicon;
use marsad_record::{Event, EventType, Modality, Quad, Role, Span};
use marsad_text::{Sentence, Text};

use super::role::Roles;
use super::trigger::Trigger;

/// More words of deeds than this are a list, not one deed.
const TOGETHER: usize = 12;
/// How many sentences back a deed is that «هذا الهجوم» points at.
const RECALLED: u32 = 2;
/// How far from a verb of blame or threat its deed stands, in tokens.
const REFLECTED: usize = 8;

impl Roles<'_, '_> {
    /// Gives the events of a sentence that are one deed the doer and the victim that only one of its words names. What
    /// follows «فيما», «من جهة أخرى» and the like is another deed.
    pub(super) fn share(&self, events: &mut [Event], sentence: &Sentence) {
        let breaks = self.breaks(sentence);
        for kind in [EventType::Assault, EventType::Protest] {
            let told: Vec<usize> = (0..events.len()).filter(|index| events[*index].kind == kind).collect();
            let mut parts: Vec<(usize, Vec<usize>)> = Vec::new();
            for index in told {
                let part = breaks.partition_point(|start| *start <= events[index].trigger.start);
                match parts.iter_mut().find(|(other, _)| *other == part) {
                    Some((_, members)) => members.push(index),
                    None => parts.push((part, vec![index])),
                }
            }
            for (_, members) in parts.iter().filter(|(_, members)| (2..=TOGETHER).contains(&members.len())) {
                share_actors(events, members);
                share_recipients(events, members);
            }
        }
    }

    /// «نددت الحكومة بهجمات الجماعة», «توعد الوزير بضرب الحركة»: who is blamed for a deed did it, who is threatened will suffer.
    pub(super) fn reflect(&self, events: &mut [Event]) {
        for index in 0..events.len().saturating_sub(1) {
            let (event, deed) = (&events[index], &events[index + 1]);
            let named = |roles: &[Role]| -> Vec<Role> {
                let party = |role: &&Role| {
                    role.entity.is_some() && !event.actors.iter().any(|actor| actor.entity == role.entity)
                };
                roles.iter().filter(party).cloned().collect()
            };
            let is_open = event.recipients.iter().all(|role| role.entity.is_none()) && !event.actors.is_empty();
            let from = self.text.token_at(event.trigger.end.saturating_sub(1));
            let to = self.text.token_at(deed.trigger.start);
            let is_verb = event.rules.iter().any(|rule| rule == "event/verb");
            if !is_open || !is_verb || to > from + REFLECTED || (from..to).any(|token| self.ends_a_clause(token)) {
                continue;
            }
            let is_deed = deed.kind.quad() == Quad::MaterialConflict;
            let parties = match event.kind {
                EventType::Accuse if is_deed => named(&deed.actors),
                EventType::Threaten if is_deed && entities(&deed.actors) == entities(&event.actors) => {
                    named(&deed.recipients)
                }
                _ => Vec::new(),
            };
            if !parties.is_empty() {
                events[index].recipients = parties;
            }
        }
    }

    /// «هذه الهجمات»: a deed that is pointed at is the one told last, by the same doer to the same victim.
    pub(super) fn recall(&self, event: &mut Event, trigger: &Trigger, told: &[Event]) {
        let sentence = self.text.tokens[trigger.first()].sentence;
        let is_pointed_at =
            !trigger.is_verb && trigger.first() > 0 && self.syntax.is_demonstrative(self.text, trigger.first() - 1);
        if !is_pointed_at {
            return;
        }
        let named = |roles: &[Role]| roles.iter().any(|role| role.entity.is_some());
        let told = told.iter().rev().take(TOGETHER).find(|other| other.kind == event.kind).filter(|other| {
            let distance = sentence.saturating_sub(self.text.tokens[self.text.token_at(other.trigger.start)].sentence);
            distance <= RECALLED && (named(&other.actors) || named(&other.recipients))
        });
        if let Some(told) = told {
            event.actors.clone_from(&told.actors);
            event.recipients.clone_from(&told.recipients);
        }
    }

    /// Where other deeds begin in a sentence.
    fn breaks(&self, sentence: &Sentence) -> Vec<usize> {
        let Some(class) = self.words.apart else { return Vec::new() };
        let opens = |token: &usize| self.text.is(*token, class);
        (sentence.first + 1..sentence.end).filter(opens).map(|token| self.text.tokens[token].span.start).collect()
    }
}

/// The doers that one of the events names, to those that name none; two different ones are not mixed.
fn share_actors(events: &mut [Event], members: &[usize]) {
    let named = |role: &Role| role.entity.is_some();
    let tellers: Vec<usize> = members.iter().copied().filter(|index| !events[*index].actors.is_empty()).collect();
    let with_name: Vec<usize> =
        tellers.iter().copied().filter(|index| events[*index].actors.iter().any(named)).collect();
    let Some(first) = with_name.first().or(tellers.first()).copied() else { return };
    let actors = events[first].actors.clone();
    let same = |index: &usize| entities(&events[*index].actors) == entities(&actors);
    if !with_name.iter().all(same) {
        return;
    }
    for index in members {
        let event = &mut events[*index];
        let suffers = |actor: &Role| {
            event.recipients.iter().any(|recipient| {
                recipient.span == actor.span || actor.entity.is_some() && recipient.entity == actor.entity
            })
        };
        if event.actors.is_empty() && !actors.iter().any(suffers) {
            event.actors.clone_from(&actors);
        }
    }
}

/// The victims of the nearest event that names some, to those that name none.
fn share_recipients(events: &mut [Event], members: &[usize]) {
    let told: Vec<(usize, Vec<Role>)> = members
        .iter()
        .filter(|index| !events[**index].recipients.is_empty())
        .map(|index| (events[*index].trigger.start, events[*index].recipients.clone()))
        .collect();
    for index in members {
        let event = &mut events[*index];
        if !event.recipients.is_empty() {
            continue;
        }
        let nearest = told.iter().min_by_key(|(start, _)| start.abs_diff(event.trigger.start));
        let does = |role: &Role| {
            event
                .actors
                .iter()
                .any(|actor| actor.span == role.span || actor.entity.is_some() && actor.entity == role.entity)
        };
        if let Some((_, recipients)) = nearest.filter(|(_, recipients)| !recipients.iter().any(does)) {
            event.recipients.clone_from(recipients);
        }
    }
}

fn entities(roles: &[Role]) -> Vec<Option<&str>> {
    roles.iter().map(|role| role.entity.as_deref()).collect()
}

/// «ندد المتحدث بالتفجير», «أدانت الحركة الهجوم الذي قتل»: who condemns a deed has not done it, unless an own verb after
/// «و» says so.
pub(super) fn acquit(events: &mut [Event], text: &Text, lexicon: &Lexicon) {
    let condemns = |event: &Event| {
        event.kind == EventType::Accuse
            && event.modality == Modality::Asserted
            && event.modes.iter().any(|mode| mode == "disapprove")
    };
    let critics: Vec<(usize, Vec<String>)> = (events.iter().filter(|event| condemns(event)))
        .map(|event| (event.trigger.start, event.actors.iter().filter_map(|actor| actor.entity.clone()).collect()))
        .collect();
    if critics.is_empty() {
        return;
    }
    for event in events.iter_mut().filter(|event| matches!(event.kind, EventType::Assault | EventType::Coerce)) {
        let token = text.token_at(event.trigger.start);
        let goes_on = text.hits.at(token).iter().any(|hit| hit.proclitics.has_conjunction());
        if goes_on {
            continue;
        }
        let sentence = text.sentence_of(token).span;
        event.actors.retain(|actor| {
            !critics.iter().any(|(start, critics)| {
                // A spokesman condemns for his side; who stands between the verb and the deed is the critic.
                let is_side = |id: &String| {
                    critics.iter().any(|critic| lexicon.entities().lineage(critic).contains(&id.as_str()))
                };
                let is_subject = |span: Span| *start < span.start && span.end <= event.trigger.start;
                sentence.start <= *start
                    && *start < event.trigger.start
                    && (actor.entity.as_ref().is_some_and(is_side) || actor.span.is_some_and(is_subject))
            })
        });
    }
}
