//! Who did it to whom: the arguments of a trigger by its frame and the order of words.

use marsad_lexicon::{ClassId, Lexicon, Number, Tense, Voice};
use marsad_record::{EntityKind, EventType, Mention, MentionForm, Role, RoleStatus, Span};
use marsad_text::{Sentence, Text, TokenKind};

use super::beginning_in;
use super::frame::{Nature, Slot};
use super::phrase::{Phrase, Syntax};
use super::trigger::Trigger;

/// What roles are read with.
pub(super) struct Roles<'t, 'd> {
    pub(super) text: &'t Text<'d>,
    pub(super) lexicon: &'t Lexicon,
    pub(super) syntax: &'t Syntax,
    pub(super) mentions: &'t [Mention],
    pub(super) agent_phrase: Option<ClassId>,
    pub(super) event_noun: Option<ClassId>,
    pub(super) time_spans: &'t [Span],
    /// Numbers written as words, and what says how exact they are.
    pub(super) number: Option<ClassId>,
    pub(super) qualifier: Option<ClassId>,
    /// Who is cited for a claim.
    pub(super) voices: &'t [Span],
    /// What joins members to their group.
    pub(super) members: Option<ClassId>,
    /// What stands before the sides of a fight or a talk: `[between, against, with]`.
    pub(super) sides: [Option<ClassId>; 3],
}

/// The arguments of one trigger.
#[derive(Debug, Default)]
pub(super) struct Arguments {
    pub(super) actors: Vec<Role>,
    pub(super) recipients: Vec<Role>,
}

impl Roles<'_, '_> {
    /// The arguments of a trigger inside its sentence.
    pub(super) fn of(&self, trigger: &Trigger, sentence: &Sentence) -> Arguments {
        let mut arguments =
            if trigger.is_verb { self.of_verb(trigger, sentence) } else { self.of_noun(trigger, sentence) };
        if arguments.actors.is_empty()
            && let Some(agent) = self.agent_after(trigger, sentence)
        {
            arguments.actors = self.fillers(agent);
        }
        arguments.actors.retain(|actor| {
            actor.entity.is_some() || !actor.span.is_some_and(|span| self.is_deed(self.phrase_of(span)))
        });
        arguments.recipients.retain(|recipient| {
            recipient.entity.is_none() || !arguments.actors.iter().any(|actor| actor.entity == recipient.entity)
        });
        arguments
    }

    fn of_verb(&self, trigger: &Trigger, sentence: &Sentence) -> Arguments {
        let (subject, objects) = self.subject_and_object(
            trigger.hit.first as usize,
            trigger.hit.last as usize,
            trigger.features,
            trigger.hit.tail > 0,
            sentence,
        );
        let is_passive = match trigger.features.voice {
            Voice::Passive => true,
            // Unvowelled letters fit both: with an object the verb is active, with «killed + number» alone it is passive.
            Voice::Either => {
                let fits = objects.is_none() && trigger.hit.tail == 0 && trigger.frame.recipient == Slot::Object;
                fits && !subject.is_some_and(|phrase| self.can_act(phrase))
            }
            _ => false,
        };
        let mut arguments = Arguments::default();
        if is_passive && trigger.frame.recipient == Slot::Object {
            arguments.recipients = subject.map(|phrase| self.fillers(phrase)).unwrap_or_default();
            return arguments;
        }
        let preposition = || self.after_preposition(trigger.last() + 1, sentence, &trigger.frame.preposition);
        let fill = |slot: Slot| match slot {
            Slot::Subject => subject,
            Slot::Object => objects,
            Slot::Preposition => preposition(),
            Slot::All => subject,
            _ => None,
        };
        arguments.actors = fill(trigger.frame.actor).map(|phrase| self.fillers(phrase)).unwrap_or_default();
        if trigger.frame.actor == Slot::All
            && let Some(other) = preposition()
        {
            arguments.actors.extend(self.fillers(other));
        } else {
            arguments.recipients = fill(trigger.frame.recipient).map(|phrase| self.fillers(phrase)).unwrap_or_default();
        }
        arguments
    }

    fn of_noun(&self, trigger: &Trigger, sentence: &Sentence) -> Arguments {
        let mut arguments = Arguments::default();
        let frame = trigger.frame;
        let next = trigger.last() + 1;
        let genitive = (!trigger.features.is_definite)
            .then(|| self.syntax.phrase_at(self.text, self.lexicon, next, sentence.end))
            .flatten()
            .filter(|phrase| trigger.hit.tail == 0 && !self.opens_with_preposition(*phrase));
        let preposition = || self.after_preposition(next, sentence, &frame.preposition);
        let (actor, recipient) = match frame.nature {
            // A verb's own masdar: the genitive is the object where the verb has one.
            Nature::Verb if frame.recipient == Slot::Object => (Slot::Agent, Slot::Genitive),
            Nature::Verb => {
                (Slot::Genitive, if frame.recipient == Slot::None { Slot::None } else { Slot::Preposition })
            }
            _ => (frame.actor, frame.recipient),
        };
        let fill = |slot: Slot| match slot {
            Slot::Genitive => genitive,
            Slot::Preposition => preposition(),
            _ => None,
        };
        if actor == Slot::All {
            self.sides(&mut arguments, next, genitive, sentence);
            if arguments.actors.is_empty() && arguments.recipients.is_empty() {
                arguments.recipients = preposition().map(|phrase| self.actors_only(phrase)).unwrap_or_default();
            }
        } else {
            arguments.actors = fill(actor).map(|phrase| self.actors_only(phrase)).unwrap_or_default();
            arguments.recipients = fill(recipient).map(|phrase| self.fillers(phrase)).unwrap_or_default();
        }
        let is_between =
            |token: usize| self.sides[0].is_some_and(|class| self.text.hits.class_at(token, class).is_some());
        if arguments.actors.is_empty()
            && arguments.recipients.is_empty()
            && (next..sentence.end.min(next + 3)).any(is_between)
        {
            self.sides(&mut arguments, next, None, sentence);
        }
        if let Some(carrier) = &trigger.carrier
            && carrier.features.tense != Tense::None
            && carrier.frame.actor == Slot::Subject
            && carrier.frame.effect != "averts"
        {
            let (subject, _) = self.subject_and_object(
                carrier.hit.first as usize,
                carrier.hit.last as usize,
                carrier.features,
                carrier.hit.tail > 0,
                sentence,
            );
            if let Some(subject) = subject.filter(|subject| !(subject.first..=subject.last).contains(&trigger.first()))
            {
                arguments.actors = self.fillers(subject);
            }
        }
        if arguments.actors.is_empty()
            && frame.kind == Some(EventType::Assault)
            && let Some(doer) = self.doer_after_to(trigger, sentence)
        {
            arguments.actors.push(doer);
        }
        if arguments.actors.is_empty()
            && let Some(adjective) = self.adjective_of_a_state(trigger, sentence)
        {
            arguments.actors.push(adjective);
        }
        if arguments.actors.is_empty()
            && let Some(doer) = self.relative_clause(trigger, sentence)
        {
            arguments.actors = self.fillers(doer);
        }
        arguments
    }

    /// Subject and object of a finite verb: after it in the order verb-subject-object, before it where the clause begins
    /// with a noun phrase that agrees.
    fn subject_and_object(
        &self,
        first: usize,
        last: usize,
        features: marsad_lexicon::Features,
        has_object_pronoun: bool,
        sentence: &Sentence,
    ) -> (Option<Phrase>, Option<Phrase>) {
        let clause = self.syntax.clause_start(self.text, first, sentence.first);
        let before = self.subject_before(clause, first, sentence);
        let after = self.next_phrase(last + 1, sentence).filter(|after| !self.opens_with_preposition(*after));
        // A plural verb has its subject before it (or in it): after it stands the object.
        let plural = matches!(features.number, Number::Plural | Number::Dual) && features.person == 3;
        match (before, after) {
            (Some(before), after) => (Some(before), after.filter(|_| !has_object_pronoun)),
            (None, Some(after)) if plural => (None, Some(after)),
            (None, Some(after)) if !has_object_pronoun && self.second_actor(after).is_some() => {
                let second = self.second_actor(after).unwrap_or(after.last);
                (Some(Phrase { last: second - 1, ..after }), Some(Phrase { first: second, ..after }))
            }
            (None, Some(after)) if !has_object_pronoun && self.object_inside(after).is_some() => {
                let object = self.object_inside(after).unwrap_or(after.last);
                (Some(Phrase { last: object - 1, ..after }), Some(Phrase { first: object, ..after }))
            }
            (None, Some(after)) => {
                let object = if has_object_pronoun { None } else { self.next_phrase(after.last + 1, sentence) };
                (Some(after), object.filter(|object| object.first <= after.last + 4))
            }
            (None, None) => (None, None),
        }
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
        let second = names.get(1)?;
        let token = self.text.token_at(second.span.start);
        (names.first()?.entity != second.entity && token > phrase.first).then_some(token)
    }

    /// Whether a verb has its subject in itself: it goes on after «و» or a comma, and no noun phrase follows it.
    pub(super) fn has_hidden_subject(&self, trigger: &Trigger, sentence: &Sentence) -> bool {
        let active = trigger.features.voice != Voice::Passive;
        let follows = self.syntax.phrase_at(self.text, self.lexicon, trigger.last() + 1, sentence.end);
        let follows = follows.filter(|phrase| !self.opens_with_preposition(*phrase));
        active && trigger.frame.actor == Slot::Subject && (follows.is_none() || trigger.hit.tail > 0)
    }

    /// The noun phrase at the start of the clause, or the head of the relative clause that the verb is in.
    fn subject_before(&self, clause: usize, verb: usize, sentence: &Sentence) -> Option<Phrase> {
        let mut start = clause;
        while start < verb && self.syntax.is_auxiliary(self.text, start) {
            start += 1;
        }
        if start < verb {
            let Some(phrase) = self.syntax.phrase_at(self.text, self.lexicon, start, verb) else {
                return self.phrase_ending_at(verb - 1, sentence).filter(|phrase| {
                    phrase.first > start && !self.opens_with_preposition(*phrase) && !self.is_time(*phrase)
                });
            };
            let skipped =
                (phrase.last + 1..verb).all(|token| !self.syntax.is_finite_verb(self.text, self.lexicon, token));
            if !skipped || self.syntax.is_finite_verb(self.text, self.lexicon, start) {
                // Another verb opens the clause: the noun right before this one is its subject («هجوم استهدف ...»).
                return self
                    .phrase_ending_at(verb - 1, sentence)
                    .filter(|phrase| !self.opens_with_preposition(*phrase) && !self.is_time(*phrase));
            }
            return (!self.opens_with_preposition(phrase) && !self.is_time(phrase)).then_some(phrase);
        }
        let relative = clause
            .checked_sub(1)
            .filter(|before| *before > sentence.first && self.syntax.is_relative(self.text, *before))?;
        self.phrase_ending_at(relative - 1, sentence)
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

    /// The next noun phrase, over times and adverbs in between, not over a preposition or a mark.
    pub(super) fn next_phrase(&self, from: usize, sentence: &Sentence) -> Option<Phrase> {
        let mut at = from;
        while at < sentence.end {
            if let Some(after) = self.end_of_time(at) {
                at = after;
                continue;
            }
            // «اتهمت الحكومة، الخميس، الحركة»: commas around a time are no stop.
            let is_comma = |token: usize| {
                self.text.tokens.get(token).is_some_and(|token| token.span.of(self.text.original) == "\u{060C}")
            };
            let beside_time = at + 1 < sentence.end && self.end_of_time(at + 1).is_some() || at > from && is_comma(at);
            if is_comma(at) && beside_time {
                at += 1;
                continue;
            }
            let phrase = self.syntax.phrase_at(self.text, self.lexicon, at, sentence.end)?;
            return Some(phrase);
        }
        None
    }

    /// Whether the first word of a phrase carries «ب», «ك» or «ل».
    pub(super) fn opens_with_preposition(&self, phrase: Phrase) -> bool {
        let hits = self.text.hits.at(phrase.first);
        !hits.is_empty() && hits.iter().all(|hit| hit.proclitics.has_preposition())
    }

    fn phrase_of(&self, span: Span) -> Phrase {
        let first = self.text.token_at(span.start);
        Phrase { first, last: self.text.token_at(span.end.saturating_sub(1)).max(first) }
    }

    /// Whether a phrase is headed by the name of a deed: an attack is not who attacks.
    fn is_deed(&self, phrase: Phrase) -> bool {
        self.event_noun.is_some_and(|class| {
            self.text.hits.at(phrase.first).iter().any(|hit| {
                hit.class == class
                    && hit.tail == 0
                    && hit.entry.is_some_and(|entry| self.lexicon.row(entry).get("kind") == "act")
            })
        })
    }

    fn is_time(&self, phrase: Phrase) -> bool {
        let span = self.text.span(phrase.first, phrase.last);
        self.time_spans.iter().any(|time| time.overlaps(&span) && time.start <= span.start + 2)
    }

    /// One past the last token of the time expression that begins at a token.
    fn end_of_time(&self, token: usize) -> Option<usize> {
        let start = self.text.tokens[token].span;
        let time = self
            .time_spans
            .iter()
            .find(|time| start.contains(&Span::new(time.start, time.start)) && time.start < start.end)?;
        Some(self.text.token_at(time.end.saturating_sub(1)).max(token) + 1)
    }

    /// The noun phrase after the frame's preposition, written apart or joined («بالجيش»), within the clause.
    fn after_preposition(&self, from: usize, sentence: &Sentence, preposition: &str) -> Option<Phrase> {
        if preposition.is_empty() {
            return None;
        }
        for at in from..sentence.end.min(from + 16) {
            let mark = self.text.tokens[at].kind == TokenKind::Mark;
            if mark && matches!(self.text.original(at), "." | ":" | "\u{061B}") {
                return None;
            }
            let form = self.text.form(at);
            let apart = form == preposition || form.strip_prefix('\u{0648}') == Some(preposition);
            if apart && self.is_qualifier(at) {
                continue;
            }
            if apart {
                return self.syntax.phrase_at(self.text, self.lexicon, at + 1, sentence.end);
            }
            let joined = preposition.chars().nth(1).is_none()
                && self
                    .text
                    .hits
                    .at(at)
                    .iter()
                    .any(|hit| hit.proclitics.has_preposition() && form.starts_with(preposition));
            if joined {
                return self.syntax.phrase_at(self.text, self.lexicon, at, sentence.end);
            }
        }
        None
    }

    pub(super) fn mentions_between(&self, first: usize, end: usize) -> Vec<&Mention> {
        if first >= end {
            return Vec::new();
        }
        let span = self.text.span(first, end - 1);
        beginning_in(self.mentions, span).iter().filter(|mention| span.contains(&mention.span)).collect()
    }

    /// «على يد», «من قبل» and what follows.
    fn agent_after(&self, trigger: &Trigger, sentence: &Sentence) -> Option<Phrase> {
        let class = self.agent_phrase?;
        for at in trigger.last() + 1..sentence.end.min(trigger.last() + 16) {
            if let Some(hit) = self.text.hits.class_at(at, class) {
                return self.syntax.phrase_at(self.text, self.lexicon, hit.last as usize + 1, sentence.end);
            }
        }
        None
    }

    /// «الغارة الأمريكية»: the adjective of a state, or of a group, right after the noun.
    fn adjective_of_a_state(&self, trigger: &Trigger, sentence: &Sentence) -> Option<Role> {
        let next = trigger.last() + 1;
        // One adjective of another kind may stand between («الغارة الجوية الأمريكية»).
        let end = sentence.end.min(next + 2);
        let bare = |mention: &&Mention| {
            let token = self.text.token_at(mention.span.start);
            mention.form == MentionForm::Nisba
                && self.text.tokens[token].span.start == mention.span.start
                && (next..token).all(|between| {
                    self.lexicon.without_article(self.text.form(between)).is_some()
                        || self.text.form(between).ends_with('\u{0629}')
                })
        };
        self.mentions_between(next, end).into_iter().find(bare).map(|mention| self.role(mention))
    }

    /// «الهجوم الذي نفذته الحركة»: the subject of a light verb in the relative clause.
    fn relative_clause(&self, trigger: &Trigger, sentence: &Sentence) -> Option<Phrase> {
        let from = trigger.last() + 1;
        let relative = (from..sentence.end.min(from + 6)).find(|token| self.syntax.is_relative(self.text, *token))?;
        let verb = relative + 1;
        let is_light = verb < sentence.end && self.syntax.is_finite_verb(self.text, self.lexicon, verb);
        let has_pronoun = self.text.hits.at(verb).iter().any(|hit| hit.tail > 0);
        if !is_light || !has_pronoun {
            return None;
        }
        self.next_phrase(verb + 1, sentence)
    }

    /// Everybody whom a phrase names; without a mention, the phrase's own words.
    pub(super) fn fillers(&self, phrase: Phrase) -> Vec<Role> {
        let mut roles = self.actors_only(phrase);
        if !roles.iter().any(|role| role.entity.is_some())
            && let Some(group) = self.group_of_members(phrase)
        {
            roles = vec![group];
        }
        let mut at = phrase.last + 1;
        // «س وص»: what is joined by «و» is a side too.
        while let Some(token) = self.text.tokens.get(at) {
            let same = token.sentence == self.text.tokens[phrase.first].sentence;
            let next = self.mentions.iter().find(|mention| {
                token.span.contains(&Span::new(mention.span.start, mention.span.start))
                    && mention.kind != EntityKind::Place
            });
            let joined = self.text.form(at).starts_with('\u{0648}');
            match next {
                Some(mention) if same && joined && !roles.is_empty() && mention.entity.is_some() => {
                    roles.push(self.role(mention));
                    at = self.text.token_at(mention.span.end.saturating_sub(1)) + 1;
                }
                _ => break,
            }
        }
        if roles.is_empty() {
            let sentence_end = self.text.sentence_of(phrase.first).end;
            let span = self.with_partitive(self.head_span(phrase), phrase, sentence_end);
            let name = span.of(self.text.original).to_owned();
            roles.push(Role { entity: None, name, span: Some(span), status: RoleStatus::Asserted });
        }
        roles
    }

    /// The actors named in a phrase: its head's name or nominal, an adjective of a state only where nothing else is named.
    pub(super) fn actors_only(&self, phrase: Phrase) -> Vec<Role> {
        let span = self.text.span(phrase.first, phrase.last);
        let inside: Vec<&Mention> = self
            .mentions
            .iter()
            .filter(|mention| {
                mention.span.overlaps(&span) && mention.span.start >= span.start && mention.kind != EntityKind::Place
            })
            .collect();
        let head = inside.iter().find(|mention| mention.entity.is_some() && mention.form != MentionForm::Nisba);
        let head = head.or_else(|| inside.iter().find(|mention| mention.entity.is_some())).or_else(|| inside.first());
        head.map(|mention| {
            let mut role = self.role(mention);
            let start = self.head_span(phrase);
            role.span = Some(if start.start < mention.span.start { start.cover(&mention.span) } else { mention.span });
            vec![role]
        })
        .unwrap_or_default()
    }

    pub(super) fn head_span(&self, phrase: Phrase) -> Span {
        let time = (phrase.first + 1..=phrase.last).find(|token| self.end_of_time(*token).is_some());
        let span = self.text.span(phrase.first, time.map_or(phrase.last, |token| token - 1));
        let lead = self
            .text
            .hits
            .at(phrase.first)
            .iter()
            .filter(|hit| hit.lead > 0)
            .map(|hit| self.text.hit_span(hit).start)
            .min();
        let bare = self.text.hits.at(phrase.first).iter().any(|hit| hit.lead == 0);
        Span::new(if bare { span.start } else { lead.unwrap_or(span.start) }, span.end)
    }

    pub(super) fn role(&self, mention: &Mention) -> Role {
        let entity = mention.entity.as_deref().and_then(|id| self.lexicon.entities().get(id));
        Role {
            entity: mention.entity.clone(),
            name: entity
                .map_or_else(|| mention.span.of(self.text.original).to_owned(), |entity| entity.name_en.clone()),
            span: Some(mention.span),
            status: RoleStatus::Asserted,
        }
    }
}
