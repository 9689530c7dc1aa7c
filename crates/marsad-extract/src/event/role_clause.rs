//! Subject and object of a finite verb: verb first or subject first, over appositions, times and places in between.

use marsad_lexicon::{Features, Gender, Number, Tense};
use marsad_record::{EntityKind, Mention, MentionForm, Role};
use marsad_text::{Hit, Sentence, TokenKind};

use super::beginning_in;
use super::frame::Slot;
use super::phrase::Phrase;
use super::role::Roles;
use super::trigger::Trigger;
use crate::agreement::{self, Shape};

/// How far back a clause may begin, in tokens.
const BACK: usize = 40;
/// How far a verb's arguments reach, in tokens.
const REACH: usize = 12;

/// A finite verb whose arguments are looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Verb {
    pub(super) hit: Hit,
    pub(super) features: Features,
}

impl Verb {
    fn first(&self) -> usize {
        self.hit.first as usize
    }

    fn has_pronoun(&self) -> bool {
        self.hit.tail > 0
    }
}

impl From<&Trigger<'_>> for Verb {
    fn from(trigger: &Trigger) -> Self {
        Self { hit: trigger.hit, features: trigger.features }
    }
}

/// The noun phrase before a verb that it says something of.
#[derive(Debug, Clone, Copy)]
struct Before {
    phrase: Phrase,
    /// «الهجوم الذي نفذه», «هجوم شنه»: the verb describes it.
    is_described: bool,
}

impl Roles<'_, '_> {
    /// Subject and object of a finite verb.
    pub(super) fn subject_and_object(&self, verb: Verb, sentence: &Sentence) -> (Option<Phrase>, Option<Phrase>) {
        let after = self.argument_after(verb.hit.last as usize + 1, sentence);
        let before = self.before(verb, sentence).filter(|before| !self.yields(*before, verb, after));
        if verb.has_pronoun() {
            // «خطفهم مقاتلون», «هجوم شنه متمردون»: the pronoun is the object, and who follows is the subject.
            let subject = after
                .filter(|after| agreement::precedes(verb.features, self.shape(*after)) && !self.is_accusative(*after));
            let topic = before.map(|before| before.phrase);
            return match (subject, before) {
                (Some(subject), _) => (Some(subject), topic),
                (None, Some(before)) if before.is_described => (None, topic),
                (None, _) => (topic, None),
            };
        }
        if let Some(before) = before {
            return (Some(before.phrase), after);
        }
        let Some(after) = after else { return (None, None) };
        let features = verb.features;
        let is_plural = matches!(features.number, Number::Plural | Number::Dual) && features.person == 3;
        let is_active = features.voice != marsad_lexicon::Voice::Passive;
        if is_plural || is_active && (self.is_accusative(after) || !agreement::precedes(features, self.shape(after))) {
            return (None, Some(after));
        }
        if let Some(second) = self.second_actor(after).or_else(|| self.object_inside(after)) {
            return (Some(Phrase { last: second - 1, ..after }), Some(Phrase { first: second, ..after }));
        }
        let owned = self.end_with_group(after, sentence);
        (
            Some(after),
            self.argument_after(after.last + 1, sentence).or_else(|| self.argument_after(owned + 1, sentence)),
        )
    }

    /// «مسلحون من تنظيم ...»: the last token of the group whose members a phrase names, else of the phrase.
    fn end_with_group(&self, phrase: Phrase, sentence: &Sentence) -> usize {
        let (of, group) = (phrase.last + 1, phrase.last + 2);
        if group >= sentence.end || !self.members.is_some_and(|class| self.text.is(of, class)) {
            return phrase.last;
        }
        let named = beginning_in(self.mentions, self.text.tokens[group].span).iter().find(|mention| {
            mention.entity.is_some() && matches!(mention.kind, EntityKind::Group | EntityKind::Organisation)
        });
        named.map_or(phrase.last, |mention| self.text.token_at(mention.span.end.saturating_sub(1)))
    }

    /// «وفقا للتقرير، قدمت الدولة», «بدورها نددت الحركة»: what says how or where yields to the actor named after the verb.
    fn yields(&self, before: Before, verb: Verb, after: Option<Phrase>) -> bool {
        let Some(after) = after.filter(|_| !before.is_described && !verb.has_pronoun()) else { return false };
        let topic = before.phrase;
        let form = self.text.form(topic.first);
        let hits = self.text.hits.at(topic.first);
        let accusative = form.ends_with('\u{0627}') && self.lexicon.without_article(form).is_none();
        let joined = form.starts_with(['\u{0628}', '\u{0644}', '\u{0643}'])
            && hits.iter().all(|hit| hit.proclitics.has_preposition());
        let commas = (topic.last + 1..verb.first()).filter(|token| self.is_comma(*token)).count();
        let set_apart = commas == 1 && self.is_comma(verb.first() - 1);
        !self.is_named(topic.first)
            && (accusative || joined || set_apart)
            && self.begins_with_an_actor(after)
            && agreement::precedes(verb.features, self.shape(after))
    }

    /// Whether the first word of a phrase begins the name, or a noun, of an actor.
    fn begins_with_an_actor(&self, phrase: Phrase) -> bool {
        let start = self.text.tokens[phrase.first].span;
        beginning_in(self.mentions, start).iter().any(|mention| {
            mention.entity.is_some() && mention.kind != EntityKind::Place && mention.form != MentionForm::Nisba
        })
    }

    /// The noun phrase that a verb follows: the head of its relative clause, the topic of its clause, or the indefinite
    /// noun that it describes («في هجوم شنه متمردون»).
    fn before(&self, verb: Verb, sentence: &Sentence) -> Option<Before> {
        let mut at = verb.first();
        if verb.hit.proclitics.has_conjunction() {
            return None;
        }
        while at > sentence.first && self.syntax.is_auxiliary(self.text, at - 1) {
            at -= 1;
        }
        let described = |phrase: Phrase| Before { phrase, is_described: true };
        if at > sentence.first && self.syntax.is_relative(self.text, at - 1) {
            return self.antecedent(at - 1, verb, sentence).map(described);
        }
        if let Some(phrase) = self.topic_of_clause(at, verb, sentence) {
            return Some(Before { phrase, is_described: false });
        }
        let last = at.checked_sub(1).filter(|last| *last >= sentence.first && !self.is_comma(*last))?;
        let phrase = self.phrase_ending_at(last, sentence)?;
        let is_indefinite = self.lexicon.without_article(self.text.form(phrase.first)).is_none();
        let after_preposition = phrase.first > sentence.first
            && self.syntax.is_preposition(self.text, phrase.first - 1)
            || self.opens_with_preposition(phrase);
        let stands = if after_preposition { self.is_deed(phrase) } else { true };
        (stands && is_indefinite && !self.is_time(phrase) && self.agrees(phrase, verb)).then(|| described(phrase))
    }

    /// The head of a relative clause: the noun phrase before the pronoun that agrees, over «من ...» and the like.
    fn antecedent(&self, relative: usize, verb: Verb, sentence: &Sentence) -> Option<Phrase> {
        let mut last = relative.checked_sub(1)?;
        for _ in 0..3 {
            let phrase = self.phrase_ending_at(last, sentence)?;
            if verb.has_pronoun() || self.agrees(phrase, verb) {
                return Some(phrase);
            }
            let before = phrase.first.checked_sub(1).filter(|before| *before > sentence.first)?;
            if !self.syntax.is_preposition(self.text, before) {
                return None;
            }
            last = before - 1;
        }
        None
    }

    /// «إن المهاجم، وهو شاب، فجر ...», «وكانت الحركة قد أعلنت»: the noun phrase that opens the clause, over appositions
    /// and relative clauses, as long as no other verb goes on about it.
    fn topic_of_clause(&self, verb: usize, of: Verb, sentence: &Sentence) -> Option<Phrase> {
        let mut commas = 0;
        let mut start = verb;
        while start > sentence.first && verb - start < BACK {
            let before = start - 1;
            if self.is_hard_stop(before) || self.syntax.opens_a_clause(self.text, before) {
                break;
            }
            commas += usize::from(self.is_comma(before));
            if commas > 3 {
                return None;
            }
            start = before;
        }
        // A comma is a stop where what stands before it is no topic («قرب بغداد، قتل ...»).
        let mut opening = Some(start);
        while let Some(mut first) = opening {
            opening = (first..verb).find(|token| self.is_comma(*token)).map(|comma| comma + 1);
            while first < verb && self.syntax.is_auxiliary(self.text, first) {
                first += 1;
            }
            if first >= verb || self.is_after_a_preposition(first) {
                continue;
            }
            let Some(phrase) = self.phrase(first, verb) else { continue };
            let is_topic = !self.opens_with_preposition(phrase)
                && !self.is_time(phrase)
                && self.agrees(phrase, of)
                && !self.has_another_verb(phrase, verb);
            if is_topic {
                return Some(phrase);
            }
        }
        None
    }

    /// Whether a verb between a topic and another verb goes on about the topic: not one inside a relative clause.
    fn has_another_verb(&self, topic: Phrase, verb: usize) -> bool {
        (topic.last + 1..verb).any(|token| {
            if !self.syntax.is_finite_verb(self.text, self.lexicon, token) {
                return false;
            }
            let describes = self.syntax.is_relative(self.text, token - 1)
                || token == topic.last + 1 && self.lexicon.without_article(self.text.form(topic.first)).is_none();
            !describes
        })
    }

    /// «في روسيا», «من باكستان»: a country after such a preposition is a place.
    pub(super) fn is_where(&self, token: usize) -> bool {
        token > self.text.sentence_of(token).first
            && (self.syntax.is_adjunct(self.text, token - 1)
                || self.words.place_relation.is_some_and(|class| self.text.is(token - 1, class)))
    }

    fn is_after_a_preposition(&self, token: usize) -> bool {
        let first = self.text.sentence_of(token).first;
        token > first && self.syntax.is_preposition(self.text, token - 1)
    }

    fn is_comma(&self, token: usize) -> bool {
        matches!(self.text.original(token), "\u{060C}" | ",")
    }

    fn is_hard_stop(&self, token: usize) -> bool {
        self.text.tokens[token].kind == TokenKind::Mark
            && matches!(self.text.original(token), "." | ":" | "\u{061B}" | "\u{061F}" | "!" | "\u{2026}" | "..")
    }

    /// Whether a verb can have a phrase before it as its subject.
    fn agrees(&self, phrase: Phrase, verb: Verb) -> bool {
        agreement::follows(self.shape(phrase), verb.features)
    }

    /// What the head of a phrase shows; a number shows nothing.
    pub(super) fn shape(&self, phrase: Phrase) -> Shape {
        if self.is_number(phrase.first) {
            return Shape::default();
        }
        let form = self.text.form(phrase.first);
        let lead = self.text.hits.at(phrase.first).iter().map(|hit| usize::from(hit.lead)).min().unwrap_or(0);
        let shown = agreement::of_noun(form.get(lead..).unwrap_or(form), self.lexicon);
        if shown != Shape::default() {
            return shown;
        }
        let start = self.text.tokens[phrase.first].span;
        let named = beginning_in(self.mentions, start)
            .iter()
            .find(|mention| start.contains(&marsad_record::Span::new(mention.span.start, mention.span.start)));
        let person = named.is_some_and(|mention| mention.kind == EntityKind::Person);
        let id =
            named.filter(|mention| mention.kind == EntityKind::State).and_then(|mention| mention.entity.as_deref());
        match id {
            Some(id) => agreement::of_entity(id, self.lexicon),
            None if person => Shape { gender: Gender::Unknown, number: Number::Singular },
            None => Shape::default(),
        }
    }

    /// «مسلحا», «مسلحين»: the letters of an object.
    pub(super) fn is_accusative(&self, phrase: Phrase) -> bool {
        let form = self.text.form(phrase.first);
        let long = form.chars().count() >= 4;
        let named = self.is_named(phrase.first);
        let alif = form.ends_with('\u{0627}') && self.lexicon.without_article(form).is_none();
        let oblique = form.chars().count() >= 5 && form.ends_with("\u{064A}\u{0646}");
        long && !named && (alif || oblique)
    }

    /// The token at which a second actor begins in a phrase that holds two: «اتهم الرئيس فلان تنظيم كذا».
    fn second_actor(&self, phrase: Phrase) -> Option<usize> {
        let span = self.text.span(phrase.first, phrase.last);
        let names = beginning_in(self.mentions, span).iter().filter(|mention| {
            span.contains(&mention.span)
                && mention.entity.is_some()
                && mention.kind != EntityKind::Place
                && mention.form != MentionForm::Nisba
        });
        let mut names: Vec<&Mention> = names.collect();
        names.dedup_by(|inner, outer| outer.span.contains(&inner.span));
        let first = names.first()?;
        let second = names.iter().find(|name| name.entity != first.entity)?;
        let token = self.text.token_at(second.span.start);
        (token > phrase.first).then_some(token)
    }

    /// Whether a verb has its subject in itself: it goes on after «و» or a comma, and no noun phrase follows it.
    pub(super) fn has_hidden_subject(&self, trigger: &Trigger, sentence: &Sentence) -> bool {
        let active = trigger.features.voice != marsad_lexicon::Voice::Passive;
        active
            && trigger.frame.actor == Slot::Subject
            && trigger.features.tense != Tense::None
            && self.subject_and_object(Verb::from(trigger), sentence).0.is_none()
    }

    /// The noun phrase that ends at a token, walked backwards to the nearest break.
    fn phrase_ending_at(&self, last: usize, sentence: &Sentence) -> Option<Phrase> {
        let last = if self.text.tokens[last].kind == TokenKind::Mark { last.checked_sub(1)? } else { last };
        (sentence.first..=last)
            .rev()
            .take(10)
            .filter_map(|first| self.syntax.phrase_at(self.text, self.lexicon, first, last + 1))
            .filter(|phrase| phrase.last == last)
            .last()
    }

    /// The next argument of a verb: over times, and over one adjunct of place or time («قتلت في بغداد ...»).
    pub(super) fn argument_after(&self, from: usize, sentence: &Sentence) -> Option<Phrase> {
        let mut at = from;
        let mut adjuncts = 0;
        while at < sentence.end.min(from + REACH) {
            if let Some(after) = self.end_of_time(at) {
                at = after;
                continue;
            }
            // «قتلت نحو ثلث القوات»: how exact a number is opens the phrase.
            let is_about = self
                .words
                .about
                .is_some_and(|class| self.text.hits.at(at).iter().any(|hit| hit.class == class && hit.tokens() == 1));
            // «قرب الحدود» is somewhere, «قرب ثلاثين جنديا» somebody.
            let is_about = is_about && at + 1 < sentence.end && self.is_number(at + 1);
            if at == from && is_about && self.syntax.is_preposition(self.text, at) {
                at += 1;
                continue;
            }
            let beside_time = at + 1 < sentence.end && self.end_of_time(at + 1).is_some() || at > from;
            if self.is_comma(at) && beside_time {
                at += 1;
                continue;
            }
            if adjuncts == 0 && self.syntax.is_adjunct(self.text, at) {
                adjuncts += 1;
                at = self.syntax.phrase_at(self.text, self.lexicon, at + 1, sentence.end)?.last + 1;
                continue;
            }
            let continues = at == from || !self.opens_with_conjunction(at);
            let phrase = self.phrase(at, sentence.end)?;
            return (continues && !self.opens_with_preposition(phrase) && !self.opens_with_conjunction(at))
                .then_some(phrase);
        }
        None
    }

    /// Whether every reading of a word begins with «و» or «ف».
    fn opens_with_conjunction(&self, token: usize) -> bool {
        let hits = self.text.hits.at(token);
        let form = self.text.form(token);
        let may = form.starts_with('\u{0648}') || form.starts_with('\u{0641}');
        may && !hits.is_empty() && hits.iter().all(|hit| hit.proclitics.has_conjunction())
    }

    /// The noun phrase that begins at a token; a time ends it, and so does «نفسه».
    pub(super) fn phrase(&self, first: usize, end: usize) -> Option<Phrase> {
        let phrase = self.syntax.phrase_at(self.text, self.lexicon, first, end)?;
        let stops = |token: &usize| {
            self.end_of_time(*token).is_some() || self.is_reflexive(Phrase { first: *token, last: *token })
        };
        let stop = (phrase.first + 1..=phrase.last).find(stops);
        Some(Phrase { last: stop.map_or(phrase.last, |stop| stop - 1), ..phrase })
    }

    /// «قالت الحركة إنها قتلت», «أعلن الجيش أن قواته»: whom a pronoun in front of the verb, or on its subject, stands for:
    /// who speaks in the sentence, else the nearest party before it that agrees.
    pub(super) fn owner(&self, token: usize, sentence: &Sentence) -> Option<Role> {
        let shape = agreement::of_pronoun(self.text.form(token))?;
        let start = self.text.tokens[token].span.start;
        let fits = |mention: &&Mention| {
            sentence.span.contains(&mention.span)
                && mention.span.end <= start
                && mention.entity.is_some()
                && !matches!(mention.kind, EntityKind::Place | EntityKind::Outlet)
                && mention.form != MentionForm::Nisba
                && !(mention.kind == EntityKind::State && self.is_where(self.text.token_at(mention.span.start)))
                && agreement::of_mention(mention, self.text, self.lexicon).fits(shape)
        };
        let is_voice = |mention: &&Mention| self.is_cited(mention.span);
        let earlier: Vec<&Mention> = beginning_in(self.mentions, sentence.span).iter().filter(fits).collect();
        let voice = earlier.iter().rev().copied().find(|mention| is_voice(mention));
        voice.or(earlier.last().copied()).map(|mention| self.role(mention))
    }

    /// «... إنها قتلت»: the subject of a verb right after a complementiser with a pronoun.
    pub(super) fn subject_in_complementiser_of(&self, verb: Hit, sentence: &Sentence) -> Option<Role> {
        let mut at = verb.first as usize;
        while at > sentence.first && self.syntax.is_auxiliary(self.text, at - 1) {
            at -= 1;
        }
        let before = at.checked_sub(1).filter(|before| *before >= sentence.first)?;
        self.syntax.is_complementiser(self.text, before).then(|| self.owner(before, sentence)).flatten()
    }
}
