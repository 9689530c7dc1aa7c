//! What was done: triggers, roles, modality, circumstances, and the headline event.
//!
//! `trigger` finds the words, `frame` says what the lexicon knows of them, `phrase` the syntax that `role` needs,
//! `modality` whether it is said to have happened, `circumstance` when, where and with what toll, `headline` which
//! event the article is about.

mod circumstance;
mod frame;
mod headline;
mod modality;
mod phrase;
mod role;
mod trigger;

use std::collections::BTreeMap;

use marsad_lexicon::{ClassId, Lexicon};
use marsad_record::{
    Claim, Document, Event, EventType, Mention, MentionForm, Quantity, Role, RoleStatus, Span, Stance, TimeExpression,
};
use marsad_text::{Sentence, Text};

use crate::place::PlaceMention;
use frame::{Frame, Nature, Strength};
use modality::Particles;
use phrase::Syntax;
use role::Roles;
use trigger::Trigger;

/// What reading events needs.
pub struct Events {
    frames: Frames,
    syntax: Syntax,
    particles: Particles,
    agent_phrase: Option<ClassId>,
    event_noun: Option<ClassId>,
    complement: Option<ClassId>,
}

/// The frames of the lexicon by table and row.
struct Frames {
    by_entry: BTreeMap<(u16, u32), Frame>,
}

/// What the other questions have answered about the document.
pub struct Findings<'f> {
    /// Who and what is named.
    pub mentions: &'f [Mention],
    /// Where.
    pub places: &'f [PlaceMention],
    /// When.
    pub times: &'f [TimeExpression],
    /// How many.
    pub quantities: &'f [Quantity],
}

impl Events {
    /// Reads the frames of the event words.
    pub fn new(lexicon: &Lexicon) -> Self {
        let class = |name: &str| lexicon.vocabulary().class(name);
        let mut by_entry = BTreeMap::new();
        for (name, is_verb) in [("ar/event_verbs", true), ("ar/event_nouns", false)] {
            let Some(table) = lexicon.vocabulary().table_index(name) else { continue };
            for row in lexicon.table(name).rows() {
                let index = u32::try_from(row.index()).unwrap_or(u32::MAX);
                by_entry.insert((table, index), Frame::of_row(row, is_verb, lexicon));
            }
        }
        Self {
            frames: Frames { by_entry },
            syntax: Syntax::new(lexicon),
            particles: Particles::new(lexicon),
            agent_phrase: class("agent-phrase"),
            event_noun: class("event-noun"),
            complement: class("complement"),
        }
    }

    /// Every event that the text tells, in text order; `claims` learn which events they carry.
    pub fn read(
        &self,
        document: &Document,
        text: &Text,
        lexicon: &Lexicon,
        findings: &Findings,
        claims: &mut [Claim],
    ) -> Vec<Event> {
        let time_spans: Vec<Span> = findings.times.iter().map(|time| time.span).collect();
        let roles = Roles {
            text,
            lexicon,
            syntax: &self.syntax,
            mentions: findings.mentions,
            agent_phrase: self.agent_phrase,
            event_noun: self.event_noun,
            time_spans: &time_spans,
        };
        let mut events = Vec::new();
        for sentence in text.sentences.iter().filter(|sentence| !sentence.is_chrome) {
            let complement = |trigger: &Trigger| self.complement_stands(trigger, sentence, &roles);
            let triggers = trigger::triggers(self, text, lexicon, sentence, complement);
            for trigger in &triggers {
                if is_inside_a_name(&roles.text.hit_span(&trigger.hit), findings) {
                    continue;
                }
                if trigger.frame.nature == Nature::Act || trigger.frame.nature == Nature::Verb {
                    let mut event = self.event(trigger, &triggers, sentence, &roles, findings, events.len());
                    if let Some(event) = &mut event
                        && trigger.is_verb
                        && event.actors.is_empty()
                        && roles.has_hidden_subject(trigger, sentence)
                        && let Some(actor) = topic(&events, sentence)
                    {
                        event.actors.push(actor);
                    }
                    events.extend(event);
                }
            }
        }
        for event in &mut events {
            carry(event, claims);
        }
        let background = |token: usize| self.syntax.is_background(text, token);
        headline::mark(&mut events, document, text, findings, claims, lexicon, background);
        events
    }

    fn event(
        &self,
        trigger: &Trigger,
        all: &[Trigger],
        sentence: &Sentence,
        roles: &Roles,
        findings: &Findings,
        before: usize,
    ) -> Option<Event> {
        let kind = trigger.frame.kind?;
        let span = roles.text.hit_span(&trigger.hit);
        let arguments = roles.of(trigger, sentence);
        let has_complement = self.complement_stands(trigger, sentence, roles);
        let toll = match kind {
            EventType::Assault => circumstance::toll_in(sentence, findings.quantities, roles.text),
            _ => marsad_record::Toll::default(),
        };
        let place = circumstance::place_near(span, sentence, findings.places);
        let confidence = confidence(trigger, has_complement, &arguments, &toll, place.is_some())?;
        let when = circumstance::time_near(span, sentence, findings.times);
        let mut modes = trigger.frame.modes.clone();
        let means = all.iter().filter(|other| other.frame.nature != Nature::Verb && other.frame.kind == Some(kind));
        for mode in means
            .flat_map(|other| &other.frame.modes)
            .chain(trigger.carrier.iter().flat_map(|carrier| &carrier.frame.modes))
        {
            if !modes.contains(mode) && kind.modes().any(|known| known == mode) {
                modes.push(mode.clone());
            }
        }
        let mut rules = vec![format!("event/{}", trigger.frame.id)];
        if trigger.is_verb {
            rules.push("event/verb".to_owned());
        }
        rules.extend(trigger.carrier.as_ref().map(|carrier| format!("event/{}", carrier.frame.id)));
        Some(Event {
            id: format!("e{}", before + 1),
            trigger: span,
            kind,
            modes,
            contexts: trigger.frame.contexts.clone(),
            actors: arguments.actors,
            recipients: arguments.recipients,
            when: when.map(|time| circumstance::to_the_day(&time.value)),
            when_alternatives: when
                .map(|time| time.alternatives.iter().map(circumstance::to_the_day).collect())
                .unwrap_or_default(),
            place,
            toll,
            modality: self.particles.of(trigger, roles.text, roles.lexicon, &self.syntax, sentence),
            claims: Vec::new(),
            is_headline: false,
            confidence,
            rules,
        })
    }

    /// Whether a word of the complement that the frame asks for stands near the trigger; `None` where it asks for none.
    fn complement_stands(&self, trigger: &Trigger, sentence: &Sentence, roles: &Roles) -> Option<bool> {
        let (place, groups) = trigger.frame.complement.as_ref()?;
        if groups.contains("any") {
            return Some(true);
        }
        let complement = self.complement?;
        let from = if place == "subject" { sentence.first } else { trigger.first() + 1 };
        let to = sentence.end.min(trigger.last() + 8);
        let fits = |token: usize| {
            roles.text.hits.at(token).iter().any(|hit| {
                hit.class == complement
                    && hit.entry.is_some_and(|entry| groups.contains(roles.lexicon.row(entry).get("group")))
            })
        };
        let named = |token: usize| {
            let span = roles.text.tokens[token].span;
            roles.mentions.iter().any(|mention| mention.span.overlaps(&span) && groups.contains(mention.kind.name()))
        };
        Some((from..to).any(|token| fits(token) || named(token)))
    }
}

/// The actor that a verb without a subject goes on about: the last one of the sentence before it.
fn topic(events: &[Event], sentence: &Sentence) -> Option<Role> {
    let here = events.iter().rev().take_while(|event| sentence.span.contains(&event.trigger));
    let mut actors = here.flat_map(|event| event.actors.iter().rev());
    actors.find(|actor| actor.entity.is_some()).cloned()
}

/// «التحالف العربي», «مجلس التعاون»: a word of a name tells no event.
fn is_inside_a_name(trigger: &Span, findings: &Findings) -> bool {
    let is_name = |mention: &Mention| !matches!(mention.form, MentionForm::Nominal | MentionForm::Nisba);
    findings.mentions.iter().any(|mention| mention.span.overlaps(trigger) && is_name(mention))
}

/// How likely a trigger tells an event, from its own strength and from what stands with it; `None` where it tells none.
fn confidence(
    trigger: &Trigger,
    has_complement: Option<bool>,
    arguments: &role::Arguments,
    toll: &marsad_record::Toll,
    has_place: bool,
) -> Option<f64> {
    let named = |roles: &[Role]| roles.iter().any(|role| role.entity.is_some());
    let support = [
        (named(&arguments.actors), 0.06),
        (named(&arguments.recipients), 0.05),
        (toll.killed.is_some() || toll.wounded.is_some(), 0.12),
        (has_place, 0.03),
        (trigger.carrier.is_some(), 0.06),
        (!arguments.actors.is_empty() && !arguments.recipients.is_empty(), 0.03),
    ];
    let support: f64 = support.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum();
    let base = match (trigger.frame.strength, has_complement) {
        (Strength::Strong, Some(false)) => 0.5,
        (Strength::Strong, _) => 0.68,
        (Strength::Weak, Some(true)) => 0.6,
        (Strength::Weak, Some(false)) => 0.2,
        (Strength::Weak, None) => 0.38,
        (Strength::Light | Strength::None, _) => return None,
    };
    let participle = if trigger.features.is_participle { 0.12 } else { 0.0 };
    Some((base + support - participle).clamp(0.05, 0.97))
}

/// Ties an event to the smallest claim around it, and takes the status of its actors from that claim.
fn carry(event: &mut Event, claims: &mut [Claim]) {
    let around = claims.iter_mut().filter(|claim| claim.span.contains(&event.trigger));
    let Some(claim) = around.min_by_key(|claim| (claim.span.len(), std::cmp::Reverse(claim.attribution.len()))) else {
        return;
    };
    claim.events.push(event.id.clone());
    event.claims.push(claim.id.clone());
    let speaker = claim.attribution.last().and_then(|link| link.entity.as_deref());
    for actor in &mut event.actors {
        let own_deed = speaker.is_some() && actor.entity.as_deref() == speaker;
        actor.status = match claim.stance {
            Stance::Accuses => RoleStatus::Accused,
            Stance::ClaimsResponsibility => RoleStatus::Claimed,
            Stance::Denies => RoleStatus::Denied,
            Stance::Doubts => RoleStatus::Suspected,
            _ if own_deed => RoleStatus::Claimed,
            _ => RoleStatus::Asserted,
        };
    }
}
