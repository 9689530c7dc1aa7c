//! Whether a passage says that it happened: negation, future, question, condition, purpose, possibility, ability, what was
//! averted.

use jiff::civil::Date;
use marsad_lexicon::{ClassId, Lexicon, Tense, Voice};
use marsad_record::{Event, EventType, Modality};
use marsad_text::{Hit, Sentence, Text, TokenKind};

use super::circumstance::is_said;
use super::frame::Nature;
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
/// How many days after publication is still the same day, somewhere.
const AHEAD: i32 = 1;

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
                "denies" if !is_known(trigger, text, syntax) => return Modality::Denied,
                _ => {}
            }
        }
        // «خططا لهجوم»
        if trigger.frame.effect == "plans" {
            return Modality::Hypothetical;
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
        let negated = (first.saturating_sub(2).max(clause)..first).rev().find(|token| is_negation(*token));
        if negated.is_some_and(|token| !is_taken_for_granted(trigger, token, text, syntax)) {
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
        let doubts = |token: usize| {
            let leaves_open = has_at(token, self.modality) && is_written_so(token, self.modality, text, lexicon);
            leaves_open && features.tense != Tense::Perfect && !is_perfect(token + 1, text, lexicon)
        };
        if has(near, self.possibility) || (near..first).any(doubts) {
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
        // «قررت إرسال قوات»: what is decided is to come.
        match &trigger.carrier {
            Some(carrier) if carrier.frame.effect == "decides" && carrier.features.tense != Tense::None => {
                Modality::Future
            }
            _ => Modality::Asserted,
        }
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

/// «ليس في التفجير», «ليس الهجوم الأخير»: something else is denied of a deed that is known to have happened.
fn is_taken_for_granted(trigger: &Trigger, negation: usize, text: &Text, syntax: &Syntax) -> bool {
    let is_named = !trigger.is_verb && trigger.features.is_definite && negation + 1 == trigger.first();
    trigger.carrier.is_none() && (is_named || is_known(trigger, text, syntax))
}

/// «لم يهنئها بسيطرتها», «نفت مسؤوليتها عن الهجوم»: a definite deed behind a preposition.
fn is_known(trigger: &Trigger, text: &Text, syntax: &Syntax) -> bool {
    let is_definite = trigger.features.is_definite || trigger.hit.tail > 0;
    let before = trigger.first().checked_sub(1);
    let after_preposition =
        trigger.hit.proclitics.has_preposition() || before.is_some_and(|before| syntax.is_preposition(text, before));
    !trigger.is_verb && is_definite && after_preposition
}

/// «قد رحبت»: with a perfect verb «قد» is sure.
fn is_perfect(token: usize, text: &Text, lexicon: &Lexicon) -> bool {
    let tense = |hit: &Hit| hit.entry.map(|entry| lexicon.vocabulary().entry(entry).features.tense);
    token < text.tokens.len() && text.hits.at(token).iter().any(|hit| tense(hit) == Some(Tense::Perfect))
}

/// «كأن» is not «كان»: a particle with a hamza above its alif stands only where one is written.
fn is_written_so(token: usize, class: Option<ClassId>, text: &Text, lexicon: &Lexicon) -> bool {
    const HAMZA_ABOVE: char = '\u{0623}';
    let has_hamza = |hit: &Hit| hit.entry.is_some_and(|entry| lexicon.row(entry).get("word").contains(HAMZA_ABOVE));
    text.original(token).contains(HAMZA_ABOVE)
        || text.hits.at(token).iter().any(|hit| Some(hit.class) == class && !has_hamza(hit))
}

/// How far a word of speech reaches for what it asks for, in tokens: a verb has its subject between.
const VERB_REACH: usize = 8;
const NOUN_REACH: usize = 4;

/// «طالب بوقف القصف», «رفض تسليم المتهم», «تعهد بسحب قواته»: what is asked for, refused, threatened or promised has not
/// happened.
pub(super) fn as_spoken_of(all: &[Trigger], own: usize, text: &Text, syntax: &Syntax) -> Option<Modality> {
    let trigger = &all[own];
    if trigger.is_verb || trigger.carrier.as_ref().is_some_and(|carrier| carrier.frame.effect == "done") {
        return None;
    }
    if is_purpose(trigger, text) {
        return Some(Modality::Hypothetical);
    }
    let speech = all[..own].iter().rev().find(|other| matches!(other.frame.nature, Nature::Verb | Nature::Act))?;
    // «دعي القادة لحضور»: who was invited may well have come.
    if speech.features.voice == Voice::Passive {
        return None;
    }
    let reach = if speech.is_verb { VERB_REACH } else { NOUN_REACH };
    let between = speech.last() + 1..trigger.first();
    let is_cut = between.clone().any(|token| {
        let is_quote = matches!(text.original(token), "\"" | "\u{AB}" | "\u{BB}" | "\u{201C}" | "\u{201D}" | "#" | "_");
        text.tokens[token].kind == TokenKind::Mark && !is_quote
            || syntax.is_relative(text, token)
            || syntax.is_complementiser(text, token)
            || syntax.is_background(text, token + 1)
    });
    if is_cut || between.len() > reach {
        return None;
    }
    let after_preposition = trigger.hit.proclitics.has_preposition()
        || between.clone().last().is_some_and(|token| syntax.is_preposition(text, token));
    let is_object = between.is_empty();
    let speaks_alone = speech.frame.kind != Some(EventType::Threaten) || speech.frame.complement.is_none();
    match speech.frame.kind.filter(|_| speaks_alone)? {
        EventType::Request | EventType::Threaten
            if speech.frame.effect != "orders" && (after_preposition || is_object) =>
        {
            Some(Modality::Hypothetical)
        }
        EventType::Reject if is_object => Some(Modality::Hypothetical),
        EventType::Agree if after_preposition => Some(Modality::Hypothetical),
        _ => None,
    }
}

/// «تحالف لمحاربة التنظيم»: an infinitive after «ل» is what for, not what was done; a talk or a demonstration that people
/// came for was held.
fn is_purpose(trigger: &Trigger, text: &Text) -> bool {
    let kind = trigger.frame.kind;
    let is_mutual = matches!(kind, Some(EventType::Cooperate | EventType::Aid));
    let is_deed = matches!(
        kind,
        Some(EventType::Assault | EventType::Coerce | EventType::Retreat | EventType::Sanction | EventType::Mobilize)
    );
    let after_to = trigger.hit.proclitics.has_preposition() && text.form(trigger.first()).starts_with('\u{0644}');
    after_to && trigger.carrier.is_none() && (is_mutual || is_deed && trigger.frame.nature == Nature::Verb)
}
/// «تنطلق المسيرة الأحد المقبل»: a deed dated after the day on which it is told has not been done yet, whatever its tense;
/// a date to come that stands with mere words is that of what they are about.
pub(super) fn not_yet(event: &mut Event, published: Option<Date>) {
    let from = event.interval().and_then(|interval| interval.from);
    let (Some(from), Some(published)) = (from, published) else { return };
    if event.modality != Modality::Asserted || published.until(from).map_or(0, |ahead| ahead.get_days()) <= AHEAD {
        return;
    }
    if is_said(event.kind) {
        (event.when, event.when_alternatives) = (None, Vec::new());
    } else {
        event.modality = Modality::Future;
    }
    event.rules.push("event/not-yet".to_owned());
}
