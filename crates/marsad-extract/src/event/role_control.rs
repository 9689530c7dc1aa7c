//! Who does what an infinitive names where another word governs it: «تسعى الحركة إلى ضرب», «قدرتها على تجنيد», «تعهد بقتال»;
//! and whom a pronoun on the deed's own word stands for: «تصفيته», «يفاوضها».

use marsad_lexicon::{Gender, Number, Tense};
use marsad_record::{EntityKind, Event, EventType, Mention, MentionForm, Quad, Role};
use marsad_text::{Hit, Sentence, TokenKind};

use super::beginning_in;
use super::frame::{Nature, Slot};
use super::role::{Arguments, Roles};
use super::role_clause::Verb;
use super::trigger::Trigger;
use crate::agreement::{self, Shape};

/// How far a governing word reaches for its infinitive, in tokens.
const REACH: usize = 10;
const CLOSE: usize = 3;
/// What one man's pronoun shows.
const MASCULINE: Shape = Shape { gender: Gender::Masculine, number: Number::Singular };
/// How many tokens stand between a preposition and the infinitive that it brings: «بتوجيه المزيد من الضربات».
const OPENED: usize = 3;

impl Roles<'_, '_> {
    /// Completes the roles of a trigger with what its pronoun, its governing word or its speaker tells.
    pub(super) fn complete(&self, arguments: &mut Arguments, trigger: &Trigger, sentence: &Sentence) {
        let is_named = |role: &Role| role.entity.is_some();
        if trigger.is_verb && trigger.features.person == 1 && trigger.features.tense != Tense::None {
            arguments.actors = self.speaker(trigger, sentence).into_iter().collect();
        }
        if !trigger.is_verb
            && trigger.hit.tail > 0
            && !self.is_suffered_by_its_pronoun(trigger)
            && !arguments.actors.iter().any(is_named)
            && let Some(shape) = agreement::of_pronoun(self.text.form(trigger.last()))
            && let Some(owner) = self.nearest_fitting(trigger.first(), shape, sentence, &arguments.recipients)
        {
            // «عملياتها», «سيطرته»: the pronoun is who does it.
            arguments.actors = vec![owner];
        }
        if !trigger.is_verb && trigger.hit.tail == 0 && !arguments.actors.iter().any(is_named) {
            let controller = self.controller(trigger, sentence);
            if !controller.is_empty() {
                arguments.actors = controller;
            } else if trigger.frame.kind == Some(EventType::Consult) && self.is_meanwhile(trigger.first()) {
                // «قال الوزير خلال زيارة لبغداد»: who speaks meanwhile is on the visit.
                arguments.actors = self.speaker(trigger, sentence).into_iter().collect();
            }
        }
        if !arguments.recipients.iter().any(is_named)
            && let Some(party) = self.pronoun_party(trigger, sentence, &arguments.actors)
        {
            match trigger.frame.actor {
                Slot::All => arguments.actors.push(party),
                _ => arguments.recipients = vec![party],
            }
        }
    }

    /// «اعتقاله», «قمعها»: the pronoun of an infinitive that harms is who suffers it; of any other («دعمه», «رفضهم»), and
    /// where an object follows («زرعهم عبوات»), it is who does it.
    fn is_suffered_by_its_pronoun(&self, trigger: &Trigger) -> bool {
        let frame = trigger.frame;
        let harms = frame.kind.is_some_and(|kind| kind.quad() == Quad::MaterialConflict || kind == EventType::Threaten);
        let next = trigger.last() + 1;
        let has_object = next < self.text.sentence_of(trigger.first()).end && self.event_or_thing(next);
        // «مقتله»: the pronoun stands where the genitive would.
        let is_of_whom = frame.recipient == Slot::Genitive && frame.actor != Slot::Genitive;
        is_of_whom || frame.recipient == Slot::Object && harms && !has_object && !seizes(trigger)
    }

    /// «صرح المتحدث: نريد ...»: who speaks in the first person is who was last heard in the sentence.
    fn speaker(&self, trigger: &Trigger, sentence: &Sentence) -> Option<Role> {
        let start = self.text.tokens[trigger.first()].span.start;
        let heard = |voice: &&marsad_record::Span| sentence.span.contains(voice) && voice.end <= start;
        let voice =
            self.voices[self.nearby[2].touching(sentence.span)].iter().filter(heard).max_by_key(|voice| voice.end)?;
        let named = beginning_in(self.mentions, *voice).iter().filter(|mention| {
            mention.entity.is_some() && !matches!(mention.kind, EntityKind::Place | EntityKind::Outlet)
        });
        let named: Vec<&Mention> = named.collect();
        // A spokesman speaks for his side.
        let side = named.iter().find(|mention| mention.kind != EntityKind::Person);
        side.or(named.first()).map(|mention| self.role(mention))
    }

    /// «خلال زيارة», «على هامش اجتماع»: whether a deed is when, or beside what, something else was said.
    fn is_meanwhile(&self, deed: usize) -> bool {
        let opens = |hit: &Hit| Some(hit.class) == self.words.during && hit.last as usize + 1 == deed;
        (deed.saturating_sub(2)..deed).any(|token| self.text.hits.at(token).iter().any(opens))
    }

    /// The doer of an infinitive, by the word that governs it.
    fn controller(&self, trigger: &Trigger, sentence: &Sentence) -> Vec<Role> {
        let Some(class) = self.words.control else { return Vec::new() };
        let carrier = trigger.carrier.as_ref().filter(|carrier| carrier.features.tense == Tense::None);
        let first = carrier.map_or(trigger.first(), |carrier| trigger.first().min(carrier.hit.first as usize));
        // «رفضت الكشف عن تاريخ الاجتماع»: a deed that is known already is governed only from close by.
        let is_known = trigger.features.is_definite && trigger.frame.nature != Nature::Verb;
        for at in (sentence.first..first).rev().take(if is_known { CLOSE } else { REACH }) {
            if self.ends_a_clause(at) {
                return Vec::new();
            }
            if self.names_cooperation(at) {
                return Vec::new();
            }
            let is_control = |hit: &&Hit| hit.class == class && hit.first == hit.last;
            // «قدرته» is rather the noun with its owner than the verb with its object.
            if let Some(hit) = self.text.hits.at(at).iter().filter(is_control).max_by_key(|hit| self.is_noun(hit)) {
                let doers = self.controlled_by(hit, first, sentence);
                if !doers.is_empty() {
                    return doers;
                }
            } else if self.syntax.is_finite_verb(self.text, self.lexicon, at) {
                return Vec::new();
            }
        }
        Vec::new()
    }

    /// «سيطرت الجماعة ... اقتحمت السجون وأخرجت»: letters that fit both voices go on about the doer of the verb before.
    pub(super) fn goes_on(&self, trigger: &Trigger, sentence: &Sentence, told: &[Event]) -> Option<Role> {
        let harms = matches!(&*trigger.frame.effect, "kills" | "wounds" | "dies" | "displaced" | "missing");
        let fits_both = trigger.features.voice == marsad_lexicon::Voice::Either && trigger.hit.tail == 0 && !harms;
        let last = told.last().filter(|last| fits_both && sentence.span.contains(&last.trigger))?;
        let is_verb = last.rules.iter().any(|rule| rule == "event/verb");
        let from = self.text.token_at(last.trigger.end.saturating_sub(1)) + 1;
        let is_near = trigger.first() >= from
            && trigger.first() - from <= REACH
            && !(from..trigger.first()).any(|token| self.ends_a_clause(token));
        let doer = last.actors.iter().find(|actor| actor.entity.is_some()).filter(|_| is_verb && is_near)?;
        let shown = agreement::of_entity(doer.entity.as_deref()?, self.lexicon);
        agreement::follows(shown, trigger.features).then(|| doer.clone())
    }

    fn controlled_by(&self, hit: &Hit, end: usize, sentence: &Sentence) -> Vec<Role> {
        let at = hit.first as usize;
        let Some(entry) = hit.entry else { return Vec::new() };
        let features = self.lexicon.vocabulary().entry(entry).features;
        if features.tense == Tense::None {
            if hit.tail > 0 {
                return self.owner(at, sentence).into_iter().collect();
            }
            return self.phrase(at + 1, end).map(|phrase| self.actors_only(phrase)).unwrap_or_default();
        }
        let verb = Verb { hit: *hit, features };
        if let (Some(subject), _) = self.subject_and_object(verb, sentence) {
            // «تنظيمه يستعد»: a party told by a pronoun.
            let owner = || {
                let shape = agreement::of_pronoun(self.text.form(subject.first))?;
                self.nearest_fitting(subject.first, shape, sentence, &[])
            };
            let named: Vec<Role> = self.fillers(subject).into_iter().filter(|role| role.entity.is_some()).collect();
            return if named.is_empty() { owner().into_iter().collect() } else { named };
        }
        self.subject_in_complementiser_of(*hit, sentence)
            .or_else(|| self.nearest_fitting(at, agreement::of_verb(features), sentence, &[]))
            .into_iter()
            .collect()
    }

    fn is_noun(&self, hit: &Hit) -> bool {
        hit.entry.is_some_and(|entry| self.lexicon.vocabulary().entry(entry).features.tense == Tense::None)
    }

    /// «تتعاون الدولتان لمحاربة»: what two do together is left to both.
    fn names_cooperation(&self, token: usize) -> bool {
        self.text.hits.at(token).iter().any(|hit| {
            let is_event = Some(hit.class) == self.event_noun || Some(hit.class) == self.words.event_verb;
            is_event && hit.entry.is_some_and(|entry| self.lexicon.row(entry).get("type") == "COOPERATE")
        })
    }

    pub(super) fn ends_a_clause(&self, token: usize) -> bool {
        self.text.tokens[token].kind == TokenKind::Mark
            && matches!(self.text.original(token), "\u{060C}" | "," | "." | ":" | "\u{061B}" | "\u{061F}" | "!")
    }

    /// Whom the pronoun of a deed's own word, or of its preposition, stands for, other than who does it.
    fn pronoun_party(&self, trigger: &Trigger, sentence: &Sentence, actors: &[Role]) -> Option<Role> {
        let frame = trigger.frame;
        // «الإفراج عنه»: who is let go is a person whom no list holds.
        if seizes(trigger) || trigger.frame.kind == Some(EventType::Retreat) {
            return None;
        }
        let is_object = frame.recipient == Slot::Object || frame.actor == Slot::All;
        if trigger.hit.tail > 0 {
            let is_verbal = trigger.is_verb || frame.nature == Nature::Verb && self.is_suffered_by_its_pronoun(trigger);
            if !is_verbal || !is_object {
                return None;
            }
            let shape = agreement::of_pronoun(self.text.form(trigger.last()))?;
            return self.nearest_fitting(trigger.first(), shape, sentence, actors);
        }
        if frame.recipient != Slot::Preposition || frame.preposition.is_empty() {
            return None;
        }
        let end = sentence.end.min(trigger.last() + 6);
        let at = (trigger.last() + 1..end).find(|at| {
            let form = self.text.form(*at);
            let suffixes = ["\u{0647}\u{0627}", "\u{0647}"];
            suffixes.iter().any(|suffix| form.strip_suffix(suffix) == Some(frame.preposition.as_str()))
        })?;
        let is_far = (trigger.last() + 1..at).any(|token| self.ends_a_clause(token));
        let shape = agreement::of_pronoun(self.text.form(at)).filter(|_| !is_far)?;
        self.nearest_fitting(trigger.first(), shape, sentence, actors)
    }

    /// «تعهد التحالف بقتال», «اتهم الوزير الجماعة بقصف»: what a verb of words brings with a preposition is done by who speaks,
    /// or by who is asked or blamed; what two do together is done by both.
    pub(super) fn governed(&self, event: &Event, trigger: &Trigger, sentence: &Sentence, told: &[Event]) -> Vec<Role> {
        let first = trigger.first();
        if trigger.hit.tail > 0 {
            return Vec::new();
        }
        let Some(opens) = (sentence.first..=first).rev().take(OPENED + 1).find(|at| self.brings(*at)) else {
            return Vec::new();
        };
        let same = |other: &&Event| sentence.span.contains(&other.trigger) && other.trigger.end <= event.trigger.start;
        let Some(governor) = told.iter().rev().find(|other| same(other) && other.kind != event.kind) else {
            return Vec::new();
        };
        let after = self.text.token_at(governor.trigger.end.saturating_sub(1)) + 1;
        let is_cut = (after..opens)
            .any(|token| self.ends_a_clause(token) || self.syntax.is_finite_verb(self.text, self.lexicon, token));
        if is_cut || opens < after || opens - after > REACH {
            return Vec::new();
        }
        let is_verb = governor.rules.iter().any(|rule| rule == "event/verb");
        match governor.kind {
            EventType::Cooperate => governor.actors.iter().chain(&governor.recipients).cloned().collect(),
            EventType::Request | EventType::Accuse if is_verb => governor.recipients.clone(),
            kind if is_verb && matches!(kind.quad(), Quad::VerbalCooperation | Quad::VerbalConflict) => {
                governor.actors.clone()
            }
            _ => Vec::new(),
        }
        .into_iter()
        .filter(|role| role.entity.is_some())
        .filter(|role| !event.recipients.iter().any(|recipient| recipient.entity == role.entity))
        .collect()
    }

    /// Whether a token is, or carries, a preposition.
    fn brings(&self, token: usize) -> bool {
        self.syntax.is_preposition(self.text, token)
            || self.text.hits.at(token).iter().any(|hit| hit.proclitics.has_preposition())
    }

    /// The party named last before a token in its sentence that fits in gender and number.
    fn nearest_fitting(&self, token: usize, shape: Shape, sentence: &Sentence, others: &[Role]) -> Option<Role> {
        let start = self.text.tokens[token].span.start;
        let fits = |mention: &&Mention| {
            mention.span.end <= start
                && mention.entity.is_some()
                && !matches!(mention.kind, EntityKind::Place | EntityKind::Outlet)
                && mention.form != MentionForm::Nisba
                && !(mention.kind == EntityKind::Person && shape != MASCULINE)
                && !(mention.kind == EntityKind::State
                    && (shape == Shape::default() || self.is_where(self.text.token_at(mention.span.start))))
                && !others.iter().any(|other| other.entity == mention.entity)
                && agreement::of_mention(mention, self.text, self.lexicon).fits(shape)
        };
        beginning_in(self.mentions, sentence.span).iter().rev().find(fits).map(|mention| self.role(mention))
    }
}

/// What is taken is a place, not a party.
fn seizes(trigger: &Trigger) -> bool {
    trigger.frame.modes.iter().any(|mode| mode == "seize")
}
