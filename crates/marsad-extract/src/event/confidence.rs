//! How likely a trigger tells an event: by rules, from its own strength and what stands with it; for the types that the
//! model `event-confidence` knows, also by its weights for named features of the sentence.

use marsad_lexicon::Tense;
use marsad_record::{Event, EventType, Modality, Role, Toll};
use marsad_text::{Sentence, Text};
use rustc_hash::FxHashMap;

use super::Switch;
use super::confidence_model::Model;
use super::frame::{Frame, Nature, Strength};
use super::phrase::Syntax;
use super::role::Arguments;
use super::trigger::Trigger;

/// What the model is called in the rules of an event.
pub(super) const MODEL: &str = "model/event-confidence";
/// How much of the log-odds comes from the model, the rest from the rules.
const SHARE: f64 = 0.75;
/// How sure an event is that neither a rule nor a model speaks for.
const NOBODY: f64 = 0.0;
/// What each doubling or so of the events of the same type in other sentences adds.
const AGAIN: f64 = 1.1;
/// What standing in the title adds.
const TITLE: f64 = 1.6;

/// Everything that speaks for or against one trigger.
pub(super) struct Evidence<'e, 'd> {
    pub(super) trigger: &'e Trigger<'e>,
    pub(super) kind: EventType,
    pub(super) has_complement: Option<bool>,
    pub(super) arguments: &'e Arguments,
    pub(super) toll: &'e Toll,
    pub(super) has_place: bool,
    pub(super) has_time: bool,
    pub(super) modality: Modality,
    /// Every trigger of the sentence, this one included.
    pub(super) triggers: &'e [Trigger<'e>],
    pub(super) sentence: &'e Sentence,
    pub(super) text: &'e Text<'d>,
    pub(super) syntax: &'e Syntax,
}

impl Model {
    /// Joins what the rules and the weights say of every event. A sentence alone says less than an article that tells of
    /// the same kind of deed again and again, or in its title.
    pub(super) fn join(&self, events: &mut [Event], leanings: &[Option<f64>], text: &Text) {
        let sentence = |event: &Event| text.sentence_at(event.trigger.start);
        let told: Vec<(EventType, usize)> = events.iter().map(|event| (event.kind, sentence(event))).collect();
        let mut by_kind: FxHashMap<EventType, usize> = FxHashMap::default();
        let mut by_place: FxHashMap<(EventType, usize), usize> = FxHashMap::default();
        for (kind, place) in &told {
            *by_kind.entry(*kind).or_default() += 1;
            *by_place.entry((*kind, *place)).or_default() += 1;
        }
        for ((event, leaning), (kind, place)) in events.iter_mut().zip(leanings).zip(&told) {
            let Some(leaning) = leaning else {
                if self.rules == Switch::Off {
                    event.confidence = NOBODY;
                }
                continue;
            };
            let elsewhere = by_kind[kind] - by_place[&(*kind, *place)];
            let title = if text.sentences[*place].is_title { TITLE } else { 0.0 };
            let again = AGAIN * f64::from(u32::try_from(elsewhere).unwrap_or(u32::MAX)).ln_1p();
            let share = if self.rules == Switch::On { SHARE } else { 1.0 };
            let by_rules = (event.confidence / (1.0 - event.confidence)).ln();
            let odds = share * leaning + (1.0 - share) * by_rules + again + title;
            event.confidence = (1.0 / (1.0 + (-odds).exp())).clamp(0.01, 0.99);
        }
    }
}

/// The features of a trigger, each given to `say`: its word, its form, its arguments, and the words around it.
pub(super) fn features(evidence: &Evidence, say: &mut impl FnMut(&str)) {
    let Evidence { trigger, text, sentence, .. } = evidence;
    let named = |roles: &[Role]| match roles {
        [] => "none",
        _ if roles.iter().any(|role| role.entity.is_some()) => "named",
        _ => "generic",
    };
    let form = if !trigger.is_verb {
        if trigger.features.is_definite { "definite" } else { "bare" }
    } else if trigger.features.tense == Tense::Perfect {
        "perfect"
    } else {
        "imperfect"
    };
    say("has=bias");
    say(&format!("form={form}"));
    say(&format!("strength={:?}", trigger.frame.strength));
    say(&format!("complement={:?}", evidence.has_complement));
    say(&format!("modality={:?}", evidence.modality));
    say(&format!("actor={}", named(&evidence.arguments.actors)));
    say(&format!("recipient={}", named(&evidence.arguments.recipients)));
    let alike = evidence.triggers.iter().filter(|other| other.frame.kind == Some(evidence.kind)).count();
    say(&format!("alike={}", alike.min(3)));
    say(&format!("length={}", (sentence.end - sentence.first) / 10));
    for (holds, name) in [
        (evidence.toll.killed.is_some(), "killed"),
        (evidence.toll.wounded.is_some(), "wounded"),
        (evidence.has_place, "place"),
        (evidence.has_time, "time"),
        (trigger.carrier.is_some(), "carrier"),
        (trigger.hit.tail > 0, "pronoun"),
        (trigger.features.is_participle, "participle"),
        (evidence.syntax.is_background(text, trigger.first()), "background"),
        (trigger.first() < sentence.first + 4, "opens"),
        (trigger.frame.nature == Nature::Agent, "agent"),
    ] {
        if holds {
            say(&format!("has={name}"));
        }
    }
    if let Some(carrier) = &trigger.carrier {
        say(&format!("carrier={}", carrier.frame.effect));
    }
    let mut with: Vec<EventType> = evidence.triggers.iter().filter_map(|other| other.frame.kind).collect();
    with.sort_unstable();
    with.dedup();
    with.iter().for_each(|kind| say(&format!("with={}", kind.name())));
    let agent = |other: &Trigger| other.frame.kind == Some(evidence.kind) && other.frame.nature == Nature::Agent;
    if evidence.triggers.iter().any(agent) {
        say("has=doers");
    }
    say(&format!("frame={}", trigger.frame.id));
    say(&format!("at={}", ((trigger.first() - sentence.first) / 4).min(6)));
}

/// The most that is believed of an event that the article as a whole speaks against.
const DOUBTFUL: f64 = 0.45;

/// Lowers an event below what counts as told.
pub(super) fn doubt(event: &mut Event) {
    event.confidence = event.confidence.min(DOUBTFUL);
}

/// What the rules alone say; `None` where the trigger tells no event.
pub(super) fn by_rules(evidence: &Evidence) -> Option<f64> {
    let Evidence { trigger, arguments, toll, .. } = evidence;
    let named = |roles: &[Role]| roles.iter().any(|role| role.entity.is_some());
    let support = [
        (named(&arguments.actors), 0.06),
        (named(&arguments.recipients), 0.05),
        (toll.killed.is_some() || toll.wounded.is_some(), 0.12),
        (evidence.has_place, 0.03),
        (trigger.carrier.is_some(), 0.06),
        (!arguments.actors.is_empty() && !arguments.recipients.is_empty(), 0.03),
    ];
    let support: f64 = support.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum();
    let base = base(trigger.frame, evidence.has_complement)?;
    let participle = if trigger.features.is_participle { 0.12 } else { 0.0 };
    Some((base + support - participle).clamp(0.05, 0.97))
}

fn base(frame: &Frame, has_complement: Option<bool>) -> Option<f64> {
    Some(match (frame.strength, has_complement) {
        (Strength::Strong, Some(false)) => 0.5,
        (Strength::Strong, _) => 0.68,
        (Strength::Weak, Some(true)) => 0.6,
        (Strength::Weak, Some(false)) => 0.2,
        (Strength::Weak, None) => 0.38,
        (Strength::Light | Strength::None, _) => return None,
    })
}
