//! Whether a passage says that it happened: negation, future, question, condition, purpose, possibility, ability, what was
//! averted.

use marsad_lexicon::{ClassId, Lexicon, Tense};
use marsad_record::Modality;
use marsad_text::{Hit, Sentence, Text};

use super::phrase::Syntax;
use super::trigger::Trigger;

/// The particles that modality is told by.
pub(super) struct Particles {
    negation: Option<ClassId>,
    modality: Option<ClassId>,
    possibility: Option<ClassId>,
    future: Option<ClassId>,
    condition: Option<ClassId>,
    question: Option<ClassId>,
    purpose: Option<ClassId>,
    wish: Option<ClassId>,
    /// «لا يزال»: phrases in which a word of negation denies nothing.
    no_negation: Option<ClassId>,
    /// «القدرة على».
    ability: Option<ClassId>,
    /// Adjectives after a deed: «هجوم محتمل», «زيارة مرتقبة».
    adjectives: [(Option<ClassId>, Modality); 2],
}

/// How many tokens before a trigger a particle reaches over.
const REACH: usize = 4;

impl Particles {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let class = |name: &str| lexicon.vocabulary().class(name);
        Self {
            negation: class("negation"),
            modality: class("modality"),
            possibility: class("possibility"),
            future: class("future"),
            condition: class("condition"),
            question: class("question"),
            purpose: class("purpose"),
            wish: class("wish"),
            no_negation: class("no-negation"),
            ability: class("ability"),
            adjectives: [
                (class("possible-adjective"), Modality::Possible),
                (class("future-adjective"), Modality::Future),
            ],
        }
    }

    /// Whether what a trigger tells is said to have happened.
    pub(super) fn of(
        &self,
        trigger: &Trigger,
        text: &Text,
        lexicon: &Lexicon,
        syntax: &Syntax,
        sentence: &Sentence,
    ) -> Modality {
        if let Some(carrier) = &trigger.carrier {
            match carrier.frame.effect.as_str() {
                "averts" => return Modality::Averted,
                "plans" => return Modality::Hypothetical,
                "denies" => return Modality::Denied,
                _ => {}
            }
        }
        let head = trigger.carrier.as_ref().map_or(trigger.hit, |carrier| carrier.hit);
        let features = trigger.carrier.as_ref().map_or(trigger.features, |carrier| carrier.features);
        let (first, is_verb) = (head.first as usize, features.tense != Tense::None);
        let clause = syntax.clause_start(text, first, sentence.first);
        let near = first.saturating_sub(REACH).max(clause);
        // «إن» and «أن» are one word once folded, «ما» is a relative too: what can be either says nothing here.
        let has_at = |token: usize, class: Option<ClassId>| {
            class.is_some_and(|class| text.is(token, class))
                && !syntax.is_complementiser(text, token)
                && !syntax.is_relative(text, token)
        };
        let has = |from: usize, class: Option<ClassId>| (from..first).any(|token| has_at(token, class));
        // «لم تعلن أي جهة مسؤوليتها عن الهجوم»: what negates a verb before a noun does not negate the noun.
        let is_negation = |token: usize| {
            let covered = self.no_negation.is_some_and(|class| text.is(token, class));
            !covered && has_at(token, self.negation)
        };
        if (first.saturating_sub(2).max(clause)..first).any(is_negation) {
            return Modality::Denied;
        }
        let able = |token: usize| {
            let ability = |hit: &Hit| Some(hit.class) == self.ability;
            text.hits.at(token).iter().any(|hit| ability(hit) && (hit.last as usize) < trigger.first())
        };
        if (trigger.first().saturating_sub(REACH).max(clause)..trigger.first()).any(able) {
            return Modality::General;
        }
        let after = trigger.last() + 1;
        let told_by = |class: Option<ClassId>| {
            let ends = sentence.end.min(after + 2);
            class.is_some_and(|class| (after..ends).any(|token| text.is(token, class)))
        };
        if !is_verb && let Some((_, modality)) = self.adjectives.iter().find(|(class, _)| told_by(*class)) {
            return *modality;
        }
        if self.asks(text, syntax, sentence) {
            return Modality::Hypothetical;
        }
        if has(clause.saturating_sub(1).max(sentence.first), self.condition) {
            return Modality::Hypothetical;
        }
        if is_verb && (head.proclitics.has_future() || has(near, self.future)) {
            return Modality::Future;
        }
        if has(near, self.possibility) || has(near, self.modality) && features.tense != Tense::Perfect {
            return Modality::Possible;
        }
        let imperfect = matches!(features.tense, Tense::Imperfect | Tense::Jussive);
        let after_complementiser = first > sentence.first && syntax.is_complementiser(text, first - 1);
        let verb_of_speech = syntax.is_after_speech(text, lexicon, first, sentence.first);
        if imperfect && after_complementiser && !verb_of_speech
            || is_verb && has(near, self.purpose)
            || has(near, self.wish)
        {
            return Modality::Hypothetical;
        }
        if imperfect && head.proclitics.has_preposition() {
            return Modality::Hypothetical;
        }
        Modality::Asserted
    }

    /// Whether a sentence is a question: a question word at its start, or a question mark at its end.
    fn asks(&self, text: &Text, syntax: &Syntax, sentence: &Sentence) -> bool {
        let ends = sentence.end.checked_sub(1).is_some_and(|last| matches!(text.original(last), "\u{061F}" | "?"));
        // «من جهة أخرى»: what is a preposition too asks nothing.
        let asks = |question| text.is(sentence.first, question) && !syntax.is_preposition(text, sentence.first);
        let begins = self.question.is_some_and(asks);
        ends || begins
    }
}
