//! What a type asks of its parties once the words around the trigger are read: who cooperates with whom, who is left out.

use marsad_lexicon::ClassId;
use marsad_record::{
    EntityKind, Event, EventType, Mention, MentionForm, Qualifier, Range, Role, RoleStatus, Span, TollPart,
};
use marsad_text::{Hit, Sentence, TokenKind};

use super::frame::Slot;
use super::phrase::Phrase;
use super::role::{Arguments, Roles};
use super::trigger::Trigger;

/// How far «كل من» and its list reach, in tokens.
const EACH: usize = 14;

impl Roles<'_, '_> {
    /// Puts the parties of an event where its type wants them, and finds the doer of an infinitive in its sentence.
    pub(super) fn settle(&self, event: &mut Event, trigger: &Trigger, sentence: &Sentence, told: &[Event]) {
        if event.modes.iter().any(|mode| mode == "seize") {
            // What is taken is a place, not a party.
            event.recipients.retain(|recipient| recipient.entity.is_none() || !self.is_state(recipient));
        }
        self.read_as_criticism(event, trigger);
        if event.kind == EventType::Assault {
            let (told_of, actors) = (event.clone(), std::mem::take(&mut event.actors));
            let acts = |actor: &Role| !self.has_suffered(actor.entity.as_deref(), &told_of, sentence, told);
            event.actors = actors.into_iter().filter(acts).collect();
        }
        let is_named = |role: &Role| role.entity.is_some();
        if !event.actors.iter().any(is_named)
            && let Some(sides) = self.each_of(event, trigger, sentence)
        {
            event.actors = sides;
        }
        if !event.actors.iter().any(is_named) && event.actors.is_empty() && self.wants_a_doer(event, trigger) {
            let parties = self.parties_before(event, trigger, sentence, told);
            event.actors.extend(parties);
        }
        if event.kind == EventType::Assault && event.recipients.is_empty() {
            // Who was killed or wounded is who it was done to.
            let parts = [&event.toll.killed, &event.toll.wounded].into_iter().flatten();
            let victims = parts.filter_map(|part| part.span).next();
            let does = |role: &Role| event.actors.iter().any(|actor| actor.entity == role.entity);
            let victims = victims.map(|span| {
                let named = self.fillers(self.phrase_of(span)).into_iter().find(|role| role.entity.is_some());
                let words = || Role {
                    entity: None,
                    name: span.of(self.text.original).to_owned(),
                    span: Some(span),
                    status: RoleStatus::Asserted,
                };
                named.filter(|role| !does(role)).map_or_else(words, |role| Role { span: Some(span), ..role })
            });
            event.recipients.extend(victims);
        }
        let (does, suffers) = (std::mem::take(&mut event.actors), std::mem::take(&mut event.recipients));
        let acts = |role: &Role| does.iter().any(|actor| actor.entity == role.entity);
        event.recipients = suffers.into_iter().filter(|role| role.entity.is_none() || !acts(role)).collect();
        event.actors = does;
        let directed =
            matches!(event.kind, EventType::Cooperate | EventType::Aid | EventType::Support | EventType::Agree);
        if directed && event.recipients.is_empty() && event.actors.len() > 1 {
            event.recipients = event.actors.split_off(1);
        }
    }

    /// «اجتمع وزراء كل من مصر والسودان»: whoever stands after «كل من» is a side of a talk or an agreement.
    fn each_of(&self, event: &Event, trigger: &Trigger, sentence: &Sentence) -> Option<Vec<Role>> {
        if !matches!(event.kind, EventType::Consult | EventType::Agree | EventType::Support | EventType::Cooperate) {
            return None;
        }
        let class = self.lexicon.vocabulary().class("each-of")?;
        let from = trigger.last() + 1;
        let end = sentence.end.min(from + EACH);
        let hit = (from..end).find_map(|token| self.text.hits.class_at(token, class))?;
        let at = hit.last as usize + 1;
        let ends = |token: &usize| self.is_clause_mark(*token) || self.syntax.is_preposition(self.text, *token);
        let stop = (at..sentence.end.min(at + EACH)).find(ends).unwrap_or(sentence.end.min(at + EACH));
        let inside = self.mentions_between(at, stop).into_iter();
        let sides = inside.filter(|mention| mention.kind != EntityKind::Place && mention.entity.is_some());
        let mut sides: Vec<Role> = sides.map(|mention| self.role(mention)).collect();
        sides.dedup_by(|one, other| one.entity == other.entity);
        (sides.len() > 1).then_some(sides)
    }

    /// «مقتل القائد فلان», «مقتل قيادي»: who is killed by name or office is counted, where the sentence gives no figure.
    pub(super) fn count_the_named(&self, event: &mut Event, trigger: &Trigger, title: Option<ClassId>) {
        let kills = matches!(trigger.frame.effect.as_str(), "kills" | "killed");
        if event.kind != EventType::Assault || !kills || event.toll.killed.is_some() {
            return;
        }
        let person = |role: &Role| {
            let span = role.span?;
            let named = |mention: &&Mention| {
                mention.span.overlaps(&span) && mention.kind == EntityKind::Person && mention.form != MentionForm::Nisba
            };
            let by_name = self.mentions_touching(span).iter().find(named).map(|mention| mention.span);
            let holds_office = |class: &ClassId| {
                self.text.hits.class_at(self.text.token_at(span.start), *class).is_some_and(|hit| hit.tail == 0)
            };
            by_name.or_else(|| title.filter(holds_office).map(|_| span))
        };
        let dead: Vec<Span> = event.recipients.iter().filter_map(person).collect();
        let Some(first) = dead.first().filter(|_| dead.len() == event.recipients.len()) else { return };
        let count = f64::from(u32::try_from(dead.len()).unwrap_or(u32::MAX));
        event.toll.killed = Some(TollPart {
            range: Range { low: Some(count), high: Some(count), qualifier: Qualifier::Exact },
            who: Some(first.of(self.text.original).to_owned()),
            span: Some(*first),
        });
    }

    /// «هاجم الوزير منتقديه»: a person who attacks somebody with nothing told of how has spoken.
    fn read_as_criticism(&self, event: &mut Event, trigger: &Trigger) {
        let is_person = |role: &Role| {
            let entity = role.entity.as_deref().and_then(|id| self.lexicon.entities().get(id));
            entity.is_some_and(|entity| entity.kind == EntityKind::Person)
        };
        let is_bare = event.modes.is_empty() && event.toll.killed.is_none() && event.toll.wounded.is_none();
        if event.kind == EventType::Assault && trigger.is_verb && is_bare && event.actors.iter().any(is_person) {
            event.kind = EventType::Accuse;
            event.modes = vec!["disapprove".to_owned()];
        }
    }

    /// «غارة للتحالف»: a group or a force right after a deed and «ل» did it.
    pub(super) fn doer_after_to(&self, trigger: &Trigger, sentence: &Sentence) -> Option<Role> {
        let from = trigger.last() + 1;
        let at = (from..sentence.end.min(from + 2)).take_while(|token| !self.is_clause_mark(*token)).find(|token| {
            let hits = self.text.hits.at(*token);
            let joined = |hit: &Hit| hit.proclitics.has_preposition();
            self.text.form(*token).starts_with('\u{0644}') && (hits.is_empty() || hits.iter().any(joined))
        })?;
        if self.text.hits.at(at).is_empty() {
            // «لأبرز عناصر الحركة»: a word that no list holds opens the phrase.
            let phrase = self.syntax.phrase_at(self.text, self.lexicon, at + 1, sentence.end)?;
            return self.actors_only(phrase).into_iter().find(|role| role.entity.is_some());
        }
        let token = self.text.tokens[at].span;
        let is_force = |mention: &&Mention| {
            mention.span.overlaps(&token)
                && mention.entity.is_some()
                && matches!(mention.kind, EntityKind::Group | EntityKind::Organisation | EntityKind::State)
        };
        self.mentions_touching(token).iter().find(is_force).map(|mention| self.role(mention))
    }

    /// Whether a party suffered an event of the same type earlier in the sentence: it is no doer of this one.
    fn has_suffered(&self, party: Option<&str>, event: &Event, sentence: &Sentence, told: &[Event]) -> bool {
        let here = told.iter().rev().take_while(|other| sentence.span.contains(&other.trigger));
        let mut recipients = here.filter(|other| other.kind == event.kind).flat_map(|other| &other.recipients);
        party.is_some() && recipients.any(|recipient| recipient.entity.as_deref() == party)
    }

    /// An infinitive that says whom it strikes, or whom it goes together with, has its doer in the sentence before it.
    fn wants_a_doer(&self, event: &Event, trigger: &Trigger) -> bool {
        let has_recipient = event.recipients.iter().any(|recipient| recipient.entity.is_some());
        // «مقتله»: the pronoun of such a noun is who it was done to.
        let is_pronoun = trigger.hit.tail > 0 && !trigger.is_verb && trigger.frame.recipient != Slot::Genitive;
        let averted = trigger.carrier.as_ref().is_some_and(|carrier| carrier.frame.effect == "averts");
        let carried = trigger.carrier.is_some() && !trigger.features.is_definite;
        let suffered = trigger.carrier.as_ref().is_some_and(|carrier| carrier.frame.recipient == Slot::Subject);
        !trigger.is_verb
            && !averted
            && !suffered
            && (has_recipient || carried || is_pronoun)
            && event.kind != EventType::Consult
    }

    /// The party named last before a trigger in its sentence, other than the one it is done to, and who is joined to it.
    pub(super) fn parties_before(
        &self,
        event: &Event,
        trigger: &Trigger,
        sentence: &Sentence,
        told: &[Event],
    ) -> Vec<Role> {
        let start = self.text.tokens[trigger.first()].span.start;
        // A state after «في» or before a mark is a place.
        let is_where = |mention: &Mention| {
            let (first, last) =
                (self.text.token_at(mention.span.start), self.text.token_at(mention.span.end.saturating_sub(1)));
            let after_preposition = first > sentence.first && self.syntax.is_preposition(self.text, first - 1);
            let joined = mention.span.start > self.text.tokens[first].span.start;
            let before_mark = last + 1 < sentence.end && self.text.tokens[last + 1].kind == TokenKind::Mark;
            // «في بيان على تلغرام»: an organisation after a preposition is a place or a means.
            // «قرب ضريح فلان»: who a place is named for did nothing there.
            let names_a_place = first > sentence.first && self.syntax.is_place_word(self.text, first - 1);
            mention.kind == EntityKind::State && (after_preposition || joined || before_mark)
                || mention.kind == EntityKind::Organisation && after_preposition
                || names_a_place
        };
        let is_party = |mention: &&Mention| {
            sentence.span.contains(&mention.span)
                && mention.span.end <= start
                && mention.entity.is_some()
                && !matches!(mention.kind, EntityKind::Place | EntityKind::Outlet)
                && mention.form != MentionForm::Nisba
                && !(event.kind == EventType::Assault && self.is_cited(mention.span))
                && !event.recipients.iter().any(|recipient| recipient.entity == mention.entity)
                && !(event.kind == EventType::Assault
                    && (self.has_suffered(mention.entity.as_deref(), event, sentence, told) || is_where(mention)))
        };
        let mut before = self.mentions_touching(sentence.span).iter().rev().filter(is_party);
        let Some(mut last) = before.next() else { return Vec::new() };
        let mut parties = vec![self.role(last)];
        for other in before {
            let next = self.text.token_at(other.span.end.saturating_sub(1)) + 1;
            let joined = next == self.text.token_at(last.span.start)
                && last.span.start > self.text.tokens[next].span.start
                && self.text.form(next).starts_with('\u{0648}');
            if !joined {
                break;
            }
            parties.insert(0, self.role(other));
            last = other;
        }
        parties.dedup_by(|one, other| one.entity == other.entity);
        parties
    }

    /// The sides of a fight or a talk: «بين س وص» and «س مع ص» are all its actors, «س ضد ص» is directed.
    pub(super) fn sides(&self, arguments: &mut Arguments, next: usize, genitive: Option<Phrase>, sentence: &Sentence) {
        let end = sentence.end.min(next + 10);
        let [between, against, with] = self.sides.map(|class| {
            let class = class?;
            let stop = (next..end).find(|token| self.is_clause_mark(*token)).unwrap_or(end);
            (next..stop).find_map(|token| self.text.hits.class_at(token, class)).map(|hit| hit.last as usize + 1)
        });
        if let Some(at) = between.filter(|at| *at < next + 6 && *at < sentence.end) {
            let inside = self.mentions_between(at, sentence.end.min(at + 14)).into_iter();
            let sides = inside.filter(|mention| mention.kind != EntityKind::Place && mention.entity.is_some());
            arguments.actors = sides.map(|mention| self.role(mention)).collect();
            arguments.actors.dedup_by(|one, other| one.entity == other.entity);
            arguments.actors.truncate(2);
            return;
        }
        arguments.actors = genitive.map(|phrase| self.actors_only(phrase)).unwrap_or_default();
        let phrase = |at: usize| {
            (at < sentence.end).then(|| self.syntax.phrase_at(self.text, self.lexicon, at, sentence.end)).flatten()
        };
        if let Some(other) = against.and_then(phrase) {
            arguments.recipients = self.fillers(other);
        } else if let Some(other) = with.and_then(phrase) {
            arguments.actors.extend(self.actors_only(other));
        }
    }

    /// The token at which the object begins inside what looks like one phrase after a verb: a number, or the accusative of
    /// an indefinite noun («قتلت القوات ستة مسلحين», «استهدف انتحاري مركزا»).
    pub(super) fn object_inside(&self, phrase: Phrase) -> Option<usize> {
        (phrase.first + 1..=phrase.last).find(|token| {
            let alif = |token: usize| self.text.form(token).ends_with('\u{0627}');
            // «13 جنديا تركيا»: what is counted, and its adjective, are one phrase.
            let after_number = self.is_number(token - 1)
                || token > &(phrase.first + 1) && alif(token - 1) && self.is_number(token - 2);
            let form = self.text.form(*token);
            let accusative = form.ends_with('\u{0627}')
                && form.chars().count() > 3
                && self.lexicon.without_article(form).is_none()
                && !self.is_named(*token);
            !after_number && (accusative || self.is_number(*token) && !self.is_named(*token))
        })
    }

    pub(super) fn is_number(&self, token: usize) -> bool {
        self.text.tokens[token].kind == TokenKind::Number
            || self.number.is_some_and(|class| self.text.hits.class_at(token, class).is_some())
    }

    pub(super) fn is_named(&self, token: usize) -> bool {
        let span = self.text.tokens[token].span;
        let mut near = self.mentions_touching(span).iter();
        near.any(|mention| mention.span.overlaps(&span) && mention.form != MentionForm::Nominal)
    }

    /// Whether a phrase only says how exact a number is («على الأقل»).
    pub(super) fn is_qualifier(&self, preposition: usize) -> bool {
        self.qualifier.is_some_and(|class| self.text.hits.class_at(preposition, class).is_some())
    }

    /// «عشرات من المسلحين»: a head without a name takes what it is of along.
    pub(super) fn with_partitive(&self, span: Span, phrase: Phrase, sentence_end: usize) -> Span {
        let of = phrase.last + 1;
        let partitive = of + 1 < sentence_end && self.members.is_some_and(|class| self.text.is(of, class));
        let whole = partitive.then(|| self.syntax.phrase_at(self.text, self.lexicon, of + 1, sentence_end)).flatten();
        whole.map_or(span, |whole| span.cover(&self.text.span(whole.first, whole.last)))
    }

    /// «عشرات المسلحين من الحركة»: members stand for the group that they are of.
    pub(super) fn group_of_members(&self, phrase: Phrase) -> Option<Role> {
        let (of, next) = (phrase.last + 1, phrase.last + 2);
        let is_opening = |token: usize| matches!(self.text.original(token), "\"" | "\u{00AB}" | "\u{201C}");
        let next = next + usize::from(next < self.text.tokens.len() && is_opening(next));
        let same = self.text.tokens.get(next)?.sentence == self.text.tokens[phrase.first].sentence;
        // «قياديين في التنظيم»: members are in their group as well as of it.
        let of_people = self.words.member.is_some_and(|class| self.text.is(phrase.first, class));
        let partitive = same
            && (self.members.is_some_and(|class| self.text.is(of, class))
                || of_people && self.syntax.is_preposition(self.text, of));
        let start = self.text.tokens.get(next)?.span.start;
        let near = self.mentions_touching(Span::new(start, start + 1)).iter();
        let mention = near.clone().find(|mention| partitive && mention.span.start == start)?;
        let is_group = matches!(mention.kind, EntityKind::Group | EntityKind::Organisation);
        (is_group && mention.entity.is_some()).then(|| {
            let mut role = self.role(mention);
            role.span = Some(self.head_span(phrase).cover(&mention.span));
            role
        })
    }

    /// Whether a phrase names a group, an organisation or a state: they are not killed, they kill.
    pub(super) fn can_act(&self, phrase: Phrase) -> bool {
        let span = self.text.span(phrase.first, phrase.last);
        let near = self.mentions_touching(span).iter();
        let head = near.clone().find(|mention| mention.span.overlaps(&span) && mention.form != MentionForm::Nisba);
        !self.is_number(phrase.first)
            && head.is_some_and(|mention| {
                let is_head = mention.span.start <= span.start + 8;
                is_head && matches!(mention.kind, EntityKind::Group | EntityKind::Organisation | EntityKind::State)
            })
    }

    fn is_clause_mark(&self, token: usize) -> bool {
        self.text.tokens[token].kind == TokenKind::Mark
            && matches!(self.text.original(token), "\u{060C}" | "." | ":" | "\u{061B}" | "(")
    }

    fn is_state(&self, role: &Role) -> bool {
        let entity = role.entity.as_deref().and_then(|id| self.lexicon.entities().get(id));
        entity.is_some_and(|entity| entity.kind == EntityKind::State)
    }
}
