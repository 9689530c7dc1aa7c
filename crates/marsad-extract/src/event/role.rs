//! Who did it to whom: the arguments of a trigger by its frame and the order of words.

use marsad_lexicon::{ClassId, Lexicon, Tense, Voice};
use marsad_record::{EntityKind, EventType, Mention, MentionForm, Quad, Role, RoleStatus, Span};
use marsad_text::{Sentence, Text, TokenKind};

use crate::nearby::Nearby;

use super::beginning_in;
use super::frame::{Nature, Slot};
use super::phrase::{Phrase, Syntax};
use super::role_clause::Verb;
use super::trigger::{Carrier, Trigger};

/// The closed classes of words that roles are told by.
#[derive(Debug, Clone, Copy)]
pub(super) struct RoleWords {
    pub(super) complement: Option<ClassId>,
    /// Words that tell who did it, and who is only close to whom.
    pub(super) doer: Option<ClassId>,
    pub(super) collective: Option<ClassId>,
    /// «عناصر», «قياديون»: somebody's people.
    pub(super) member: Option<ClassId>,
    /// Nouns of people that are counted.
    pub(super) people: [Option<ClassId>; 5],
    /// «نفسه».
    pub(super) reflexive: Option<ClassId>,
    /// «قرب», «أمام», «وسط».
    pub(super) near: Option<ClassId>,
    /// «فيما», «من جهة أخرى»: what follows tells of another deed.
    pub(super) apart: Option<ClassId>,
    /// «تسعى», «قدرة»: who governs an infinitive does what it names.
    pub(super) control: Option<ClassId>,
    pub(super) event_verb: Option<ClassId>,
    /// «من», «على»: how a place stands to what happened.
    pub(super) place_relation: Option<ClassId>,
    /// «خلال», «على هامش»: when or beside what something else was said.
    pub(super) during: Option<ClassId>,
    /// «نحو», «قرابة»: how exact the number after it is.
    pub(super) about: Option<ClassId>,
}

impl RoleWords {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let class = |name: &str| lexicon.vocabulary().class(name);
        Self {
            complement: class("complement"),
            doer: class("doer-word"),
            collective: class("collective"),
            member: class("member-noun"),
            people: ["person-noun", "victim-noun", "militant-noun", "combatant-noun", "attacker-noun"].map(class),
            reflexive: class("reflexive"),
            near: class("near-preposition"),
            apart: class("apart"),
            control: class("control-word"),
            event_verb: class("event-verb"),
            place_relation: class("place-relation"),
            during: class("during-preposition"),
            about: class("qualifier-before"),
        }
    }
}

/// Verbs whose subject does what their noun names: «نجح الجيش في قتل», «حاول قتله».
const DOES: [&str; 8] = ["done", "tries", "fails", "begins", "continues", "repeats", "plans", "denies"];

/// What roles are read with.
pub(super) struct Roles<'t, 'd> {
    pub(super) text: &'t Text<'d>,
    pub(super) lexicon: &'t Lexicon,
    pub(super) syntax: &'t Syntax,
    pub(super) mentions: &'t [Mention],
    /// Which mentions, times and voices touch a part of the text.
    pub(super) nearby: &'t [Nearby; 3],
    pub(super) words: RoleWords,
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

impl<'t> Roles<'t, '_> {
    /// The arguments of a trigger inside its sentence.
    pub(super) fn of(&self, trigger: &Trigger, sentence: &Sentence) -> Arguments {
        let mut arguments =
            if trigger.is_verb { self.of_verb(trigger, sentence) } else { self.of_noun(trigger, sentence) };
        if arguments.actors.is_empty()
            && let Some(agent) = self.agent_after(trigger, sentence)
        {
            arguments.actors = self.fillers(agent);
        }
        if arguments.actors.is_empty()
            && trigger.is_verb
            && trigger.frame.actor == Slot::Subject
            && let Some(owner) = self.subject_in_complementiser_of(trigger.hit, sentence)
        {
            arguments.actors.push(owner);
        }
        self.complete(&mut arguments, trigger, sentence);
        self.aim(&mut arguments, trigger, sentence);
        arguments.actors.retain(|actor| {
            actor.entity.is_some() || !actor.span.is_some_and(|span| self.is_deed(self.phrase_of(span)))
        });
        arguments.recipients.retain(|recipient| {
            recipient.entity.is_none() || !arguments.actors.iter().any(|actor| actor.entity == recipient.entity)
        });
        arguments
    }

    fn of_verb(&self, trigger: &Trigger, sentence: &Sentence) -> Arguments {
        let (subject, objects) = self.subject_and_object(Verb::from(trigger), sentence);
        let subject = subject.filter(|subject| !self.is_reflexive(*subject));
        // Words have a speaker: «أدان الرئيس» is not done to him.
        let is_of_words = trigger
            .frame
            .kind
            .is_some_and(|kind| matches!(kind.quad(), Quad::VerbalCooperation | Quad::VerbalConflict));
        // Nobody kills without killing somebody: «جنديان قتلا».
        let kills_nobody = trigger.frame.effect == "kills" && objects.is_none() && trigger.hit.tail == 0;
        let is_passive = match trigger.features.voice {
            Voice::Passive => true,
            _ if kills_nobody => true,
            // Unvowelled letters fit both: with an object the verb is active, with «killed + number» alone it is passive.
            Voice::Either => {
                let fits = objects.is_none() && trigger.hit.tail == 0 && trigger.frame.recipient == Slot::Object;
                fits && !subject
                    .is_some_and(|phrase| self.can_act(phrase) || is_of_words && self.names_an_actor(phrase))
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
        // «تعززت العلاقات بين س وص»: the sides stand after the subject.
        if let Some(subject) = subject.filter(|subject| self.is_between_sides(subject.last + 1, None, trigger))
            && !self.names_an_actor(subject)
        {
            self.sides(&mut arguments, subject.last + 1, None, sentence);
        }
        arguments
    }

    fn of_noun(&self, trigger: &Trigger, sentence: &Sentence) -> Arguments {
        let mut arguments = Arguments::default();
        let frame = trigger.frame;
        let next = trigger.last() + 1;
        // «تصفية ميدانية لأسرى»: an adjective is no genitive.
        let next = next + usize::from(self.is_bare_adjective(next, sentence.end));
        let genitive = (!trigger.features.is_definite)
            .then(|| self.phrase(next, sentence.end))
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
        // «تولي الحركة حكم البلاد»: after an actor's name the next noun is the object.
        let (genitive, second) = match genitive.and_then(|genitive| self.object_after_name(genitive)) {
            Some((subject, object)) if recipient == Slot::Genitive => (Some(subject), Some(object)),
            _ => (genitive, None),
        };
        // «استهداف القوات لمدرسة»: where «ل» brings the object, the genitive is the subject.
        let object = second.or_else(|| {
            genitive.filter(|genitive| self.can_act(*genitive) && recipient == Slot::Genitive).and_then(|genitive| {
                let at = genitive.last + 1;
                let brings = at < sentence.end
                    && self.text.form(at).starts_with('\u{0644}')
                    && self.text.hits.at(at).iter().any(|hit| hit.proclitics.has_preposition());
                brings.then(|| self.phrase(at, sentence.end)).flatten()
            })
        });
        if let (Some(object), Some(genitive)) = (object, genitive) {
            arguments.actors = self.actors_only(genitive);
            arguments.recipients = self.fillers(object);
        } else if actor == Slot::All || self.is_between_sides(next, genitive, trigger) {
            self.sides(&mut arguments, next, genitive, sentence);
            if arguments.actors.is_empty() && arguments.recipients.is_empty() {
                arguments.recipients = preposition().map(|phrase| self.actors_only(phrase)).unwrap_or_default();
            }
        } else {
            arguments.actors = fill(actor).map(|phrase| self.actors_only(phrase)).unwrap_or_default();
            arguments.recipients = fill(recipient).map(|phrase| self.fillers(phrase)).unwrap_or_default();
        }
        let is_with = |token: usize| {
            frame.kind == Some(EventType::Assault)
                && self.sides[2].is_some_and(|class| self.text.hits.class_at(token, class).is_some())
        };
        let is_between =
            |token: usize| self.sides[0].is_some_and(|class| self.text.hits.class_at(token, class).is_some());
        if arguments.actors.is_empty()
            && arguments.recipients.is_empty()
            && (next..sentence.end.min(next + 3)).any(|token| is_between(token) || is_with(token))
        {
            self.sides(&mut arguments, next, None, sentence);
        }
        if let Some(carrier) = &trigger.carrier {
            self.of_carrier(carrier, trigger, sentence, &mut arguments);
        }
        // «وجه ضربة للتنظيم», «تصفية ميدانية لأسرى»: what is carried to somebody, and what a transitive deed has after «ل»,
        // strikes them.
        let is_aimed = trigger.carrier.is_some() || frame.nature == Nature::Verb && frame.recipient == Slot::Object;
        if genitive.is_none() && is_aimed && !arguments.recipients.iter().any(|role| role.entity.is_some()) {
            arguments.recipients.extend(self.doer_after_to(trigger, sentence));
        } else if arguments.actors.is_empty()
            && matches!(frame.kind, Some(EventType::Assault | EventType::Retreat))
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
            && let Some(doer) = self.described_by(trigger, sentence)
        {
            arguments.actors = self.fillers(doer);
        }
        arguments
    }

    /// «التقارب بين س وص», «العلاقات بين س وص»: what two do together names both as its sides.
    fn is_between_sides(&self, next: usize, genitive: Option<Phrase>, trigger: &Trigger) -> bool {
        let mutual = matches!(
            trigger.frame.kind,
            Some(EventType::Cooperate | EventType::Consult | EventType::Support | EventType::Agree)
        );
        let is_named = genitive.is_some_and(|genitive| self.names_an_actor(genitive));
        let from = genitive.filter(|_| !is_named).map_or(next, |genitive| genitive.last + 1);
        let end = self.text.sentence_of(trigger.first()).end;
        let is_between =
            |token: usize| self.sides[0].is_some_and(|class| self.text.hits.class_at(token, class).is_some());
        mutual && !is_named && (from..end.min(from + 3)).any(is_between)
    }

    /// «شنت الحركة هجوما», «نجح الجيش في قتل»: who does what the noun names; «تعرض الموكب لهجوم»: who suffers it.
    fn of_carrier(&self, carrier: &Carrier, trigger: &Trigger, sentence: &Sentence, arguments: &mut Arguments) {
        let does = carrier.frame.actor == Slot::Subject && carrier.frame.effect != "averts"
            || DOES.contains(&&*carrier.frame.effect);
        let suffers = carrier.frame.recipient == Slot::Subject;
        if carrier.features.tense == Tense::None || !(does || suffers) {
            return;
        }
        let verb = Verb { hit: carrier.hit, features: carrier.features };
        let (subject, object) = self.subject_and_object(verb, sentence);
        if carrier.features.voice == Voice::Passive {
            return;
        }
        let is_noun = |phrase: &Phrase| (phrase.first..=phrase.last).contains(&trigger.first());
        let is_deed = |phrase: &Phrase| self.is_deed(*phrase);
        let subject = subject.filter(|subject| !is_noun(subject) && !is_deed(subject));
        match subject {
            Some(subject) if suffers => arguments.recipients = self.fillers(subject),
            Some(subject) => arguments.actors = self.fillers(subject),
            None => {
                let owner = self.subject_in_complementiser_of(carrier.hit, sentence);
                let object = object.filter(|object| suffers && !is_noun(object) && !is_deed(object));
                match (owner, object) {
                    (Some(owner), _) if suffers => arguments.recipients = vec![owner],
                    (Some(owner), _) => arguments.actors = vec![owner],
                    (None, Some(object)) => arguments.recipients = self.fillers(object),
                    (None, None) => {}
                }
            }
        }
    }

    /// Whether the first word of a phrase carries «ب», «ك» or «ل».
    pub(super) fn opens_with_preposition(&self, phrase: Phrase) -> bool {
        let hits = self.text.hits.at(phrase.first);
        !hits.is_empty() && hits.iter().all(|hit| hit.proclitics.has_preposition())
    }

    pub(super) fn phrase_of(&self, span: Span) -> Phrase {
        let first = self.text.token_at(span.start);
        Phrase { first, last: self.text.token_at(span.end.saturating_sub(1)).max(first) }
    }

    /// Whether a phrase is headed by the name of a deed: an attack is not who attacks.
    pub(super) fn is_deed(&self, phrase: Phrase) -> bool {
        self.event_noun.is_some_and(|class| {
            self.text.hits.at(phrase.first).iter().any(|hit| {
                hit.class == class
                    && hit.tail == 0
                    && hit.entry.is_some_and(|entry| self.lexicon.row(entry).get("kind") == "act")
            })
        })
    }

    /// The mentions outside of which none overlaps a part of the text.
    pub(super) fn mentions_touching(&self, part: Span) -> &'t [Mention] {
        &self.mentions[self.nearby[0].touching(part)]
    }

    /// Whether somebody who is cited stands there.
    pub(super) fn is_cited(&self, part: Span) -> bool {
        self.voices[self.nearby[2].touching(part)].iter().any(|voice| voice.overlaps(&part))
    }

    pub(super) fn is_time(&self, phrase: Phrase) -> bool {
        let span = self.text.span(phrase.first, phrase.last);
        let near = self.nearby[1].touching(span);
        self.time_spans[near].iter().any(|time| time.overlaps(&span) && time.start <= span.start + 2)
    }

    /// One past the last token of the time expression that begins at a token.
    pub(super) fn end_of_time(&self, token: usize) -> Option<usize> {
        let start = self.text.tokens[token].span;
        let time = self.time_spans[self.nearby[1].touching(start)]
            .iter()
            .find(|time| start.contains(&Span::new(time.start, time.start)) && time.start < start.end)?;
        Some(self.text.token_at(time.end.saturating_sub(1)).max(token) + 1)
    }

    /// The noun phrase after the frame's preposition, written apart or joined («بالجيش»), within the clause.
    fn after_preposition(&self, from: usize, sentence: &Sentence, preposition: &str) -> Option<Phrase> {
        if preposition.is_empty() {
            return None;
        }
        // «زيارة إلى بغداد», «زيارة لبغداد»: whichever comes first.
        if let Some((one, other)) = preposition.split_once('|') {
            let found = [one, other].into_iter().filter_map(|one| self.after_preposition(from, sentence, one));
            return found.min_by_key(|phrase| phrase.first);
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
        // «مهاجمة السفن الأمريكية»: after a bare noun what has the article is its genitive, and the adjective is that one's.
        let (form, lead) = (self.text.form(trigger.last()), usize::from(trigger.hit.lead));
        let is_bare = self.lexicon.without_article(form.get(lead..).unwrap_or(form)).is_none()
            && !(trigger.hit.proclitics.has_preposition() && form.starts_with("\u{0644}\u{0644}"));
        if is_bare && next < end && self.lexicon.without_article(self.text.form(next)).is_some() {
            return None;
        }
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

    /// «الهجوم الذي نفذته الحركة», «هجوم شنه مسلحون»: the subject of the verb that describes the deed and holds its pronoun.
    fn described_by(&self, trigger: &Trigger, sentence: &Sentence) -> Option<Phrase> {
        let from = trigger.last() + 1;
        for at in from..sentence.end.min(from + 10) {
            let is_stop = self.text.tokens[at].kind == TokenKind::Mark
                && matches!(self.text.original(at), "." | ":" | "\u{061B}" | "\u{060C}");
            if is_stop || self.syntax.opens_a_clause(self.text, at) {
                return None;
            }
            let has_pronoun = self.text.hits.at(at).iter().any(|hit| {
                let features = hit.entry.map(|entry| self.lexicon.vocabulary().entry(entry).features);
                hit.tail > 0 && features.is_some_and(|features| features.tense != Tense::None)
            });
            if has_pronoun {
                return self.argument_after(at + 1, sentence).filter(|doer| !self.is_accusative(*doer));
            }
            if self.syntax.is_finite_verb(self.text, self.lexicon, at) {
                return None;
            }
        }
        None
    }

    /// «ميدانية», «جوية»: an adjective without the article that no list holds as a noun or a name.
    fn is_bare_adjective(&self, token: usize, end: usize) -> bool {
        token < end
            && self.text.form(token).ends_with("\u{064A}\u{0629}")
            && self.text.form(token).chars().count() >= 5
            && self.lexicon.without_article(self.text.form(token)).is_none()
            && self.text.hits.at(token).is_empty()
            && !self.is_named(token)
    }

    /// The name of an actor and the noun phrase right after it, in what looks like one phrase.
    fn object_after_name(&self, phrase: Phrase) -> Option<(Phrase, Phrase)> {
        let start = self.text.tokens[phrase.first].span.start;
        let name = beginning_in(self.mentions, self.text.span(phrase.first, phrase.last)).iter().find(|mention| {
            mention.span.start <= start + 4
                && mention.entity.is_some()
                && !matches!(mention.form, MentionForm::Nisba)
                && !matches!(mention.kind, EntityKind::Place | EntityKind::Person)
        })?;
        let last = self.text.token_at(name.span.end.saturating_sub(1));
        let next = last + 1;
        let is_noun = next <= phrase.last
            && self.text.tokens[next].kind == TokenKind::Word
            && self.lexicon.without_article(self.text.form(next)).is_none()
            && self.event_or_thing(next);
        is_noun.then_some((Phrase { last, ..phrase }, Phrase { first: next, ..phrase }))
    }

    /// Whether a word is a noun that the lexicon knows, as it stands.
    pub(super) fn event_or_thing(&self, token: usize) -> bool {
        self.text.hits.at(token).iter().any(|hit| {
            let class = Some(hit.class);
            (class == self.words.complement || class == self.words.collective || class == self.event_noun)
                && hit.lead == 0
        })
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
