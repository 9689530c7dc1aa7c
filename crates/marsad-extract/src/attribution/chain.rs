//! The chain of a cue: who carried the words, who quotes whom, and who is meant where nobody is named.

use std::ops::Range;

use marsad_lexicon::{EntryId, Gender, Number};
use marsad_record::{EntityKind, How, Link, Span, Stance};

use super::cue::{Cue, Place, Side};
use super::opening::Opening;
use super::reader::{Reader, Sentence, is_participle, same_voice};
use super::speakers::{self, Speaker, link};
use super::voice::{self, Voice};
use super::words::{Page, mark};

impl Reader<'_, '_, '_> {
    pub(super) fn cue_span(&self, cue: &Cue) -> Span {
        match cue.verb {
            Some(verb) => self.page.text.span(verb, verb),
            None => {
                let voice = cue.voice().map_or(cue.last + 1, |voice| voice.first);
                let last = if voice > cue.first { voice - 1 } else { cue.last };
                self.page.text.span(cue.first, last)
            }
        }
    }

    pub(super) fn is_own_outlet(&self, voice: &Voice) -> bool {
        let name = self.lexicon.fold(&self.outlet.voice);
        voice.entity.is_some() && voice.entity == self.outlet.entity
            || voice.words.len() <= 3 && !name.is_empty() && voice.words.join(" ") == name
    }

    /// «قدرت الوزارة، بحسب لائحتها، أن»: the speaker's own paper is no other voice.
    fn is_own_text(&self, voice: &Voice) -> bool {
        let owned = |hit: &marsad_text::Hit| hit.tail > 0 && hit.entry.is_some();
        voice.is_text && voice.entity.is_none() && self.page.text.hits.at(voice.first).iter().any(owned)
    }

    /// The chain of a cue: the base or the voices around it, then its own.
    pub(super) fn chain(
        &mut self,
        cue: &Cue,
        opening: &Opening,
        modifiers: &[&Cue],
        parent: Option<&[Link]>,
        state: &Sentence,
    ) -> Vec<Link> {
        let row = opening.verb.map(|verb| self.lexicon.row(verb));
        let how = row.and_then(|row| How::from_name(row.get("how"))).unwrap_or(How::Says);
        if cue.nobody {
            return self.nobody(cue, opening, parent);
        }
        match cue.voice() {
            Some(voice) => self.told_by(cue, voice, how, modifiers, parent, true),
            None => self.told_by_same(cue, how, opening, modifiers, parent, state),
        }
    }

    /// «يقال إن»: a chain that ends with nobody.
    pub(super) fn nobody(&self, cue: &Cue, opening: &Opening, parent: Option<&[Link]>) -> Vec<Link> {
        let row = opening.verb.map(|verb| self.lexicon.row(verb));
        let how = row.and_then(|row| How::from_name(row.get("how"))).unwrap_or(How::Says);
        let mut links = parent.map_or_else(|| self.base(), <[Link]>::to_vec);
        if row.is_some_and(|row| row.get("stance") == Stance::Asserts.name()) {
            let span = self.cue_span(cue);
            let voice = span.of(self.page.text.original).to_owned();
            links.push(Link { voice, entity: None, how, anonymous: true, span: None, cue: Some(span) });
        }
        links
    }

    /// «أفغانستان: قتلى» is a heading by place, not a voice.
    pub(super) fn is_label(&self, voice: &Voice) -> bool {
        let kind = voice.entity.as_deref().and_then(|id| self.lexicon.entities().get(id)).map(|entity| entity.kind);
        let speaks = self.page.is(voice.first, mark::PERSON | mark::BODY | mark::MEDIUM) || voice.has_person;
        let organised = matches!(
            kind,
            Some(EntityKind::Organisation | EntityKind::Group | EntityKind::Outlet | EntityKind::Person)
        );
        !(speaks || organised)
    }

    /// «يقدر أن»، «يذكر أن»: an imperfect without a subject, of a verb that is used so. Whether anybody is meant at all.
    pub(super) fn impersonal(&self, cue: &Cue, state: &Sentence) -> Option<&'static str> {
        let verb = cue.verb.filter(|_| {
            (cue.same || cue.nobody) && !is_participle(self.page, cue) && !cue.rule.ends_with("/in-statement")
        })?;
        if state.active.is_some() && self.page.is(verb, mark::AND) {
            return None;
        }
        let vocabulary = self.lexicon.vocabulary();
        let class = vocabulary.class("impersonal")?;
        let imperfect = |features: marsad_lexicon::Features| {
            features.tense == marsad_lexicon::Tense::Imperfect
                && features.voice != marsad_lexicon::Voice::Active
                && features.gender == Gender::Masculine
                && features.number == Number::Singular
        };
        let appears = |entry: EntryId| super::opening::is_listed(self.page, self.lexicon.row(entry), "in-text");
        let fits =
            |entry: EntryId| cue.nobody || imperfect(vocabulary.entry(entry).features) || cue.same && appears(entry);
        let (_, entry) = self.page.verbs_at(verb, self.classes).find(|(_, entry)| fits(*entry))?;
        let lemma = vocabulary.word(&self.lexicon.fold(self.lexicon.row(entry).get("lemma")))?;
        let word = vocabulary.single(lemma).iter().find(|entry| vocabulary.entry(**entry).class == class)?;
        match self.lexicon.row(*word).get("value") {
            "own" => Some("own"),
            _ => Some("nobody"),
        }
    }

    /// A chain that ends with a named voice.
    pub(super) fn told_by(
        &mut self,
        cue: &Cue,
        voice: &Voice,
        how: How,
        modifiers: &[&Cue],
        parent: Option<&[Link]>,
        remembers: bool,
    ) -> Vec<Link> {
        let span = self.cue_span(cue);
        let is_nested = parent.is_some();
        let mut links = parent.map_or_else(|| self.base(), <[Link]>::to_vec);
        let base = links.len();
        if self.is_author(voice) && !is_nested {
            if let Some(last) = links.last_mut() {
                last.cue = Some(span);
                last.span = Some(voice.span);
            }
            let innermost = self.quoted(&mut links, cue, modifiers, how, voice.clone());
            let inside = links.get(base..).unwrap_or_default().to_vec();
            self.remember(innermost, inside, None);
            return links;
        }
        let known = self.speakers.meant_by(voice).cloned();
        let mut told = voice.clone();
        let mut has_outer = false;
        for (place, outer, outer_how) in voices_of(cue, modifiers) {
            if place == Place::Outer
                && !self.is_own_outlet(outer)
                && !self.is_own_text(outer)
                && !same_voice(links.last(), outer)
                && outer.entity.as_ref().is_none_or(|entity| Some(entity) != voice.entity.as_ref())
            {
                links.push(link(outer, voice::name(outer, self.page), outer_how, None));
                has_outer = true;
            }
        }
        let addressed = |cue: &&Cue| cue.rule.ends_with("/told-to") || cue.rule.ends_with("/in-article");
        let mut is_told_to = has_outer && std::iter::once(&cue).chain(modifiers).any(addressed);
        let mut name = voice::name(voice, self.page);
        if let Some(known) = &known {
            let is_last = self.speakers.is_last(known);
            if !has_outer
                && (is_last || known.is_told_to)
                && let Some((_, outers)) = known.links.split_last()
            {
                is_told_to = known.is_told_to;
                links.extend(outers.iter().cloned());
            }
            if told.entity.is_none() {
                told.entity.clone_from(&known.voice.entity);
                told.is_anonymous |= known.voice.is_anonymous;
                told.is_text = known.voice.is_text;
            }
            if voice.is_text && !known.voice.is_text {
                name = voice::name(&known.voice, self.page);
                told = Voice { span: voice.span, ..known.voice.clone() };
            }
            if told.gender == Gender::Unknown {
                (told.gender, told.number) = (known.voice.gender, known.voice.number);
            }
            if told.words.len() < known.voice.words.len() {
                told.words.clone_from(&known.voice.words);
            }
        }
        let own = self.is_own_outlet(&told) && voice.is_medium;
        if !own {
            links.push(link(&told, name, how, Some(span)));
        } else if let Some(last) = links.last_mut() {
            last.cue = Some(span);
        }
        let mut innermost = told;
        for (place, inner, inner_how) in voices_of(cue, modifiers) {
            if place == Place::Inner
                && (matches!(how, How::Reports | How::Quotes)
                    || innermost.is_medium
                    || innermost.is_text && !cue.rule.ends_with("/quoted-from"))
            {
                let inner_name = voice::name(inner, self.page);
                links.push(link(inner, inner_name, inner_how, None));
                innermost = inner.clone();
            }
        }
        self.found_frame(cue, modifiers, &links, &innermost);
        if !is_nested {
            let occasion = occasion(self.page, cue).filter(|_| remembers);
            let inside = links.get(base.min(links.len())..).unwrap_or_default().to_vec();
            self.remember(innermost, inside, occasion);
            self.speakers.last_was_told_to(is_told_to);
        }
        links
    }

    /// Adds those whom a voice quotes; the innermost voice.
    fn quoted(&self, links: &mut Vec<Link>, cue: &Cue, modifiers: &[&Cue], how: How, voice: Voice) -> Voice {
        let mut innermost = voice;
        for (place, inner, inner_how) in voices_of(cue, modifiers) {
            if place == Place::Inner
                && (matches!(how, How::Reports | How::Quotes) || innermost.is_medium || innermost.is_text)
            {
                links.push(link(inner, voice::name(inner, self.page), inner_how, None));
                innermost = inner.clone();
            }
        }
        innermost
    }

    /// A chain that ends with whoever spoke before.
    fn told_by_same(
        &mut self,
        cue: &Cue,
        how: How,
        opening: &Opening,
        modifiers: &[&Cue],
        parent: Option<&[Link]>,
        state: &Sentence,
    ) -> Vec<Link> {
        let span = self.cue_span(cue);
        let (gender, number) = self.agreement(cue);
        if let Some(voice) = self.unheard(cue, opening) {
            return self.told_by(cue, &voice, how, modifiers, parent, true);
        }
        if parent.is_none()
            && let Some(active) = state.active.as_ref().filter(|active| active.links.len() > 1)
        {
            let mut links = active.links.clone();
            // «أخبرهم أنه تاجر، وأضاف قائلا»: the participle goes with the verb before it.
            // «إن الميليشيات هددت بالرد، مضيفا»: whose deed is told does not go on speaking.
            let is_deed = state.active.as_ref().is_some_and(|active| active.kind != super::opening::Kind::Clause);
            let is_alone =
                is_participle(self.page, cue) && !is_deed && !self.page.is(cue.first.saturating_sub(1), mark::SAYS);
            if let Some(outer) = state.resume.as_ref().filter(|_| !is_alone) {
                links.clone_from(&outer.links);
            }
            if let Some(last) = links.last_mut() {
                last.cue = Some(span);
            }
            return links;
        }
        let is_in_text = cue.rule.ends_with("/in-statement")
            || cue.first > state.first && voice::is_brought_out(self.page, cue.first - 1);
        let has_own_subject = cue.verb.is_none()
            || is_in_text
            || is_participle(self.page, cue)
            || cue.verb.is_some_and(|verb| !self.page.is(verb, mark::AND) && self.starts_with_subject(state, verb));
        if has_own_subject
            && state.covered <= state.first
            && let Some(voice) = self
                .own_subject(state.first..cue.first, (gender, number))
                .filter(|_| !is_in_text)
                .or_else(|| self.bringer(state.first..cue.first).filter(|_| is_in_text))
                .or_else(|| self.subject(state.first..cue.first))
                .or_else(|| self.publisher(state.first..cue.first).filter(|_| is_in_text))
        {
            return self.told_by(cue, &voice, how, modifiers, None, false);
        }
        // «رحب الوزير بالقرار وقال»: the verb goes on with the subject of its own sentence.
        if !has_own_subject
            && parent.is_none()
            && state.covered <= state.first
            && cue.first > state.first
            && cue.verb.is_some_and(|verb| {
                self.page.is(verb, mark::AND) || self.means_the_subject(verb) || self.is_as_for(state.first)
            })
            && let Some(voice) = self.own_subject(state.first..cue.first, (gender, number))
        {
            return self.told_by(cue, &voice, how, modifiers, None, false);
        }
        // «وترجع الموجة إلى»: what nobody who spoke can say is the outlet's word.
        let can_tell = |speaker: &&Speaker| {
            opening.kind == super::opening::Kind::Clause || speakers::agrees(&speaker.voice, gender, number)
        };
        // «ونقلت عن مسؤول»: it is a paper or an agency that carries another's words.
        let carries = matches!(how, How::Reports | How::Quotes) && !is_participle(self.page, cue);
        let carrier = if carries { self.speakers.last_carrier(gender, number) } else { None };
        let Some(speaker) = carrier.or_else(|| self.speakers.last(gender, number)).filter(can_tell).cloned() else {
            return self.base();
        };
        let mut links = self.base();
        for (place, outer, outer_how) in voices_of(cue, modifiers) {
            if place == Place::Outer && !self.is_own_outlet(outer) && speaker.links.len() < 2 {
                links.push(link(outer, voice::name(outer, self.page), outer_how, None));
            }
        }
        links.extend(speaker.links.iter().cloned());
        if let Some(last) = links.last_mut() {
            last.cue = Some(span);
        }
        for (place, inner, inner_how) in voices_of(cue, modifiers) {
            if place == Place::Inner && matches!(how, How::Reports | How::Quotes) {
                links.push(link(inner, voice::name(inner, self.page), inner_how, None));
            }
        }
        self.remember(speaker.voice, speaker.links, speaker.occasion);
        self.speakers.last_was_told_to(speaker.is_told_to);
        links
    }

    fn remember(&mut self, voice: Voice, mut links: Vec<Link>, occasion: Option<String>) {
        let framed = !self.frame.is_empty() && links.len() >= self.frame.len();
        if framed && links.iter().zip(&self.frame).all(|(one, other)| one.voice == other.voice) {
            links.drain(..self.frame.len());
        }
        self.speakers.spoke(Speaker { voice, links, occasion, is_told_to: false });
    }

    /// «وكان التحالف، الذي تقوده أمريكا، تعهد»: the sentence opens with a subject that the verb comes late to.
    fn starts_with_subject(&self, state: &Sentence, verb: usize) -> bool {
        let opens = |token: usize| !self.page.is(token, mark::AUXILIARY | mark::CONJUNCTION | mark::CLAUSE);
        let Some(first) = (state.first..verb).find(|token| opens(*token)) else { return false };
        first <= state.first + 2
            && self.page.is(first, mark::NAME | mark::PERSON | mark::BODY | mark::MEDIUM)
            && !self.page.is(first, mark::OF)
    }

    /// The subject of a sentence that a participle speaks for: its first actor.
    fn subject(&self, tokens: Range<usize>) -> Option<Voice> {
        let first = tokens.clone().find(|token| {
            let governed = *token > tokens.start && self.page.is(*token - 1, mark::PREPOSITION);
            self.page.is(*token, mark::NAME | mark::PERSON | mark::BODY)
                && !self.page.is(*token, mark::OF)
                && !governed
                && self.page.mention_at(*token).is_none_or(|(mention, _)| {
                    mention.kind != EntityKind::Place && mention.form != marsad_record::MentionForm::Nisba
                })
        })?;
        let (_, last) = voice::reach(self.page, first, tokens.end)?;
        let last = voice::apposition(self.page, first, last, tokens.end).unwrap_or(last);
        Some(voice::on(self.page, first, last)).filter(|voice| voice.is_sure)
    }

    /// «رحب الوزير بالقرار وقال»، «الوزارة رفضت الطلب وقالت»: the subject of the main verb, if it agrees.
    fn own_subject(&self, tokens: Range<usize>, (gender, number): (Gender, Number)) -> Option<Voice> {
        let page = self.page;
        let small = mark::AUXILIARY | mark::CONJUNCTION | mark::NEGATION | mark::TIME;
        let stops = mark::THAT | mark::RELATIVE | mark::CLAUSE;
        let mut may = true;
        for at in tokens.clone() {
            if at == tokens.start && self.is_as_for(at) {
                continue;
            }
            let skipped = page.is_pronoun_phrase(at) || page.is(at, small) && !page.is(at, mark::NAME);
            if page.is(at, mark::RELATIVE) && !page.is(at, mark::NAME) || page.is(at, stops) && at > tokens.start + 1 {
                return None;
            }
            let noun = !page.is(at, mark::ADJECTIVE | mark::MUTE)
                && page.is(at, mark::NAME | mark::PERSON | mark::BODY | mark::MEDIUM | mark::TEXT)
                && !page.is(at, mark::OF)
                && page.mention_at(at).is_none_or(|(mention, _)| mention.kind != EntityKind::Place);
            if may && noun {
                let (_, last) = voice::reach(page, at, tokens.end)?;
                let last = voice::apposition(page, at, last, tokens.end).unwrap_or(last);
                let voice = voice::on(page, at, last);
                // «أما الوزير فقال»: there the verb stands right behind.
                let behind = last + 1 < tokens.end || self.is_as_for(tokens.start);
                return Some(voice).filter(|voice| voice.is_sure && speakers::agrees(voice, gender, number) && behind);
            }
            may = page.is(at, mark::VERB) && !page.is(at, mark::DEFINITE)
                || may && skipped
                || page.sign(at) == Some(',') && may;
        }
        None
    }

    /// «وأوضح بيسان أن»، «وكان الرشيد، قد أكد أن»: a subject that no list knows, between the verb and what is said or
    /// between its two verbs.
    fn unheard(&self, cue: &Cue, opening: &Opening) -> Option<Voice> {
        let page = self.page;
        let verb = cue.verb.filter(|_| cue.rule.ends_with("/goes-on") && !cue.has_object)?;
        let begins = page.text.sentence_of(verb).first;
        if verb >= begins + 2
            && page.is(begins, mark::AUXILIARY)
            && !self.is_as_for(begins)
            && !page.is(verb, mark::AND)
            && let Some(last) =
                (begins + 1..verb).rev().find(|at| page.sign(*at).is_none() && !page.is(*at, mark::AUXILIARY))
            && last < begins + 12
            && !(begins + 1..=last).any(|at| page.is(at, mark::VERB | mark::THAT | mark::RELATIVE))
        {
            let reach = voice::reach(page, begins + 1, last + 1).map_or(last, |(_, reach)| reach);
            return Some(voice::on(page, begins + 1, reach));
        }
        let other = mark::THAT
            | mark::PREPOSITION
            | mark::OF
            | mark::TIME
            | mark::AND
            | mark::CLAUSE
            | mark::AUXILIARY
            | mark::SAYING
            | mark::SAYS
            | mark::RELATIVE
            | mark::CONJUNCTION
            | mark::DEMONSTRATIVE
            | mark::NEGATION
            | mark::OCCASION
            | mark::HEARER
            | mark::MUTE;
        let first = verb + 1;
        let stops =
            |at: usize| page.sign(at).is_some_and(|sign| sign != '-') || page.is(at, other) && !page.is(at, mark::NAME);
        if opening.kind != super::opening::Kind::Clause
            || stops(first)
            || page.is_pronoun_phrase(first)
            || page.sign(first).is_some()
        {
            return None;
        }
        let known = self.speakers.has_named(page.text.form(first));
        let last = (first..opening.start).take_while(|at| !stops(*at)).last()?;
        let accusative = page.text.form(first).ends_with('\u{0627}') || page.is(first, mark::EVENT);
        let voice = voice::on(page, first, last);
        let (gender, number) = self.agreement(cue);
        (known || !accusative && last < first + 5 && speakers::agrees(&voice, gender, number)).then_some(voice)
    }

    /// «أما الوزير فقال»: the word that puts the subject first.
    pub(super) fn is_as_for(&self, token: usize) -> bool {
        self.lexicon.vocabulary().class("as-for").is_some_and(|class| self.page.text.is(token, class))
    }

    /// «إلا أنها قالت»، «لكنه أضاف»: a turn with the pronoun of the subject before a verb.
    fn means_the_subject(&self, verb: usize) -> bool {
        const NOON: char = '\u{0646}';
        let before = verb.saturating_sub(1);
        self.page.is(before, mark::CLAUSE) && !self.page.text.form(before).ends_with(NOON)
    }

    /// «تقريرا نشرته الصحيفة قالت فيه»: who is told to have brought out the text that stands last before the verb.
    fn bringer(&self, tokens: Range<usize>) -> Option<Voice> {
        let text = tokens.clone().rev().take(10).find(|at| self.page.is(*at, mark::TEXT | mark::OCCASION))?;
        let verb = (text + 1..tokens.end.min(text + 3)).find(|at| self.page.is(*at, mark::VERB | mark::SAYS))?;
        let (_, last) = voice::reach(self.page, verb + 1, tokens.end)?;
        Some(voice::on(self.page, verb + 1, last)).filter(|voice| voice.is_sure)
    }

    /// «أصدر النادي بيانا»: whoever brings out a text, known to speak or not.
    fn publisher(&self, tokens: Range<usize>) -> Option<Voice> {
        let verb = tokens.clone().take(4).find(|token| self.page.is(*token, mark::VERB))?;
        let (_, last) = voice::reach(self.page, verb + 1, tokens.end)?;
        Some(voice::on(self.page, verb + 1, last)).filter(|_| self.page.is(verb + 1, mark::DEFINITE))
    }

    pub(super) fn agreement(&self, cue: &Cue) -> (Gender, Number) {
        let Some(verb) = cue.verb else { return (Gender::Unknown, Number::Unknown) };
        let vocabulary = self.lexicon.vocabulary();
        let mut told = self.page.verbs_at(verb, self.classes).map(|(_, entry)| vocabulary.entry(entry).features);
        let first = told.find(|features| features.person == 3 || features.is_participle);
        first.map_or((Gender::Unknown, Number::Unknown), |features| (features.gender, features.number))
    }

    /// Whether a voice is the writer whose article this one tells.
    fn is_author(&self, voice: &Voice) -> bool {
        let Some(author) = &self.author else { return false };
        let class = self.lexicon.vocabulary().class("voice-author");
        let called = class.is_some_and(|class| self.page.text.is(voice.first, class)) && voice.words.len() == 1;
        called
            || voice.entity.is_some() && voice.entity == author.entity
            || voice.entity.is_none()
                && voice.words.last().is_some_and(|name| author.words.contains(name))
                && voice.words.len() <= 3
    }

    /// «في مقاله بصحيفة»: from here on everything is inside that article.
    fn found_frame(&mut self, cue: &Cue, modifiers: &[&Cue], links: &[Link], author: &Voice) {
        let names_article =
            std::iter::once(cue).chain(modifiers.iter().copied()).any(|cue| cue.rule.ends_with("/in-article"));
        if names_article && self.frame.is_empty() && links.len() == 3 {
            self.frame = links[1..].to_vec();
            self.author = Some(author.clone());
            for draft in &mut self.drafts {
                let his =
                    draft.links.len() == 2 && draft.links[1].entity.is_some() && draft.links[1].entity == author.entity
                        || draft.links.len() == 2
                            && self
                                .lexicon
                                .fold(&draft.links[1].voice)
                                .split(' ')
                                .any(|word| author.words.last().is_some_and(|last| last == word));
                if his {
                    draft.links.insert(1, links[1].clone());
                }
            }
        }
    }
}

/// The voices that a cue and the cues in its aside name.
fn voices_of<'c>(cue: &'c Cue, modifiers: &'c [&'c Cue]) -> impl Iterator<Item = (Place, &'c Voice, How)> {
    let own = cue
        .voices
        .iter()
        .filter(|(place, _, _)| *place != Place::Voice)
        .map(|(place, voice, how)| (*place, voice, *how));
    let carries = |cue: &&&Cue| matches!(cue.side, Side::None | Side::Before);
    let others = modifiers.iter().filter(carries).flat_map(|cue| {
        cue.voices.iter().map(|(place, voice, how)| match place {
            Place::Voice if cue.rule.ends_with("/quoting") => (Place::Inner, voice, How::Quotes),
            Place::Voice => (Place::Outer, voice, *how),
            other => (*other, voice, *how),
        })
    });
    own.chain(others)
}

/// The noun of the statement or interview in which a cue's voice speaks.
fn occasion(page: &Page<'_, '_>, cue: &Cue) -> Option<String> {
    let near = cue.last + 1..(cue.last + 14).min(page.text.tokens.len());
    let at = near
        .take_while(|at| !page.is(*at, mark::THAT))
        .find(|at| page.is(*at, mark::OCCASION | mark::TEXT) && page.is(at - 1, mark::PREPOSITION))?;
    let form = page.text.form(at);
    Some(page.lexicon.without_article(form).unwrap_or(form).to_owned())
}
