//! One document, sentence by sentence: each cue takes its content, what no cue takes is the outlet's own.

use std::ops::Range;

use marsad_lexicon::{EntryId, Gender, Lexicon, Number};
use marsad_record::{Certainty, EntityKind, How, Link, Span, Stance};
use marsad_text::Hits;

use super::cue::{Cue, Cues, Place, Side};
use super::layers::Layers;
use super::opening::{self, Kind, Opening};
use super::segment;
use super::speakers::{Speaker, Speakers, link};
use super::stance::Stances;
use super::voice::{self, Voice};
use super::words::{Classes, Page, mark};

/// A quotation runs on over so many tokens at most.
const QUOTE_REACH: usize = 400;

/// A claim before it has an id.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) tokens: Range<usize>,
    pub(super) span: Span,
    pub(super) links: Vec<Link>,
    pub(super) stance: Stance,
    pub(super) certainty: Certainty,
    pub(super) rules: Vec<String>,
    /// Tokens between the reporting words and the content, where the time of saying stands.
    pub(super) aside: Range<usize>,
}

/// A chain that content is being read for.
#[derive(Debug, Clone)]
struct Active {
    /// All links, the outlet first.
    links: Vec<Link>,
    verb: Option<EntryId>,
    stance: Option<Stance>,
    rules: Vec<String>,
    start: usize,
    is_joined: bool,
    is_quoted: bool,
    kind: Kind,
    aside: Range<usize>,
}

/// Everything that reading one document needs.
pub(super) struct Reader<'r, 'p, 'd> {
    pub(super) page: &'p Page<'p, 'd>,
    pub(super) classes: &'r Classes,
    pub(super) layers: &'r Layers,
    pub(super) cues: &'r Cues,
    pub(super) stances: &'r Stances,
    pub(super) lexicon: &'p Lexicon,
    pub(super) hits: &'p Hits,
    /// The outlet.
    pub(super) outlet: Link,
    /// Outlet and writer of a translated or reported article: inside the outlet, outside everybody else.
    pub(super) frame: Vec<Link>,
    pub(super) author: Option<Voice>,
    pub(super) speakers: Speakers,
    pub(super) drafts: Vec<Draft>,
    /// A quotation that the last sentence left open, and where it closes.
    quote: Option<(Active, usize)>,
    /// The last attributed content, and the token after it.
    told_last: Option<(Active, usize)>,
}

impl<'r, 'p, 'd> Reader<'r, 'p, 'd> {
    pub(super) fn new(
        page: &'p Page<'p, 'd>,
        (classes, layers, cues, stances): (&'r Classes, &'r Layers, &'r Cues, &'r Stances),
        hits: &'p Hits,
        outlet: Link,
    ) -> Self {
        Self {
            page,
            classes,
            layers,
            cues,
            stances,
            lexicon: page.lexicon,
            hits,
            outlet,
            frame: Vec::new(),
            author: None,
            speakers: Speakers::default(),
            drafts: Vec::new(),
            quote: None,
            told_last: None,
        }
    }

    fn base(&self) -> Vec<Link> {
        std::iter::once(self.outlet.clone()).chain(self.frame.iter().cloned()).collect()
    }

    /// Reads one sentence.
    pub(super) fn sentence(&mut self, tokens: Range<usize>) {
        let mut from = self.go_on_quoting(&tokens);
        if from == tokens.start {
            from = self.was_quoted(&tokens);
        }
        let mut cues = self.cues.find(self.page, self.layers, self.hits, self.classes, from..tokens.end);
        for cue in &mut cues {
            if let Some(changed) = self.with_object(cue) {
                *cue = changed;
            }
        }
        let drafts = self.drafts.len();
        let mut state = Sentence { covered: from, end: tokens.end, first: from, drafts, ..Sentence::default() };
        let mut consumed = from;
        for index in 0..cues.len() {
            let cue = &cues[index];
            if cue.first < consumed {
                continue;
            }
            let taken = match cue.side {
                Side::After => self.after(&cues, index, &mut state),
                Side::Before => Some(self.before(&cues, index, &mut state)),
                Side::Clause => Some(self.clause(cue, &mut state)),
                Side::None => None,
            };
            consumed = consumed.max(taken.unwrap_or(consumed));
        }
        self.close(&mut state, tokens.end);
        self.own(state.covered..tokens.end);
    }

    /// Gives the rest of an open quotation to its voice; the first token that is free again.
    fn go_on_quoting(&mut self, tokens: &Range<usize>) -> usize {
        let Some((active, close)) = self.quote.take() else { return tokens.start };
        let end = close.min(tokens.end);
        if close < tokens.start || self.somebody_speaks(tokens) {
            return tokens.start;
        }
        self.claims(&active, tokens.start..end);
        if close >= tokens.end {
            self.quote = Some((active, close));
            return tokens.end;
        }
        (close + 1).min(tokens.end)
    }

    /// A closing mark that nothing opened: all since the last attributed words is its speaker's, as writers who drop the
    /// opening mark mean it. The first token that is free again.
    fn was_quoted(&mut self, tokens: &Range<usize>) -> usize {
        let Some(close) = tokens.clone().find(|token| self.page.sign(*token) == Some('"')) else { return tokens.start };
        let closes_nothing = !self.page.opens_quote(close) && close > tokens.start + 3 && close + 3 >= tokens.end;
        let Some((active, end)) = self.told_last.clone().filter(|_| closes_nothing) else { return tokens.start };
        let lines = self.page.text.tokens[tokens.start].line.saturating_sub(self.page.text.tokens[end - 1].line);
        if tokens.start - end > 60 || lines > 2 || self.somebody_speaks(tokens) {
            return tokens.start;
        }
        for draft in self.drafts.iter_mut().rev().take_while(|draft| draft.tokens.start >= end) {
            draft.links.clone_from(&active.links);
            draft.rules = active.rules.clone();
        }
        self.claims(&active, tokens.start..close);
        (close + 1).min(tokens.end)
    }

    /// A sentence that begins with a verb of saying and its voice stands in no quotation, whatever the marks say.
    fn somebody_speaks(&self, tokens: &Range<usize>) -> bool {
        let head = tokens.start..(tokens.start + 2).min(tokens.end);
        let cues = self.cues.find(self.page, self.layers, self.hits, self.classes, head);
        let voice = cues.first().and_then(|cue| cue.voice());
        voice.is_some_and(|voice| voice.is_sure) && opening::find(self.page, &cues, 0, tokens.end).is_some()
    }

    /// «وطالب الحكومة بالرد»: a noun that cannot be the subject is the object of whoever spoke before.
    fn with_object(&self, cue: &Cue) -> Option<Cue> {
        let voice = cue.voice().filter(|_| !cue.voice_first && cue.side == Side::After)?;
        let verb = cue.verb?;
        let takes = cue.verbs.iter().any(|verb| {
            let row = self.lexicon.row(*verb);
            matches!(row.get("stance"), "requests" | "accuses" | "fears") && !row.get("complement").contains("object")
                || row.get("stance") == "predicts"
        });
        let (gender, number) = self.agreement(cue);
        let clash = gender != Gender::Unknown
            && voice.gender != Gender::Unknown
            && gender != voice.gender
            && number == Number::Singular
            && !(gender == Gender::Feminine && voice.number == Number::Plural);
        let everybody = self.page.text.is(voice.first, self.lexicon.vocabulary().class("everybody")?);
        let deed = self.page.is(voice.first, mark::EVENT)
            && !self.page.is(voice.first, mark::NAME | mark::SPEAKER | mark::TITLE);
        let object = takes && (clash || everybody || deed) && !voice.has_person;
        object.then(|| Cue {
            last: verb,
            voices: Vec::new(),
            same: true,
            rule: "attribution/goes-on".to_owned(),
            ..cue.clone()
        })
    }

    /// A cue whose content follows; the first token that it leaves to others.
    fn after(&mut self, cues: &[Cue], index: usize, state: &mut Sentence) -> Option<usize> {
        let cue = &cues[index];
        if cue.rule.ends_with("/title-voice") && cue.voice().is_none_or(|voice| self.is_label(voice)) {
            return None;
        }
        let impersonal = self.impersonal(cue, state);
        if impersonal == Some("own") {
            return None;
        }
        let Some(opening) = opening::find(self.page, cues, index, state.end) else {
            return self.aside(cue, state);
        };
        let is_sibling = state.active.is_none() || is_sibling(self.page, cue) && impersonal.is_none();
        if !is_sibling
            && !cue.voice_first
            && !(opening.kind == Kind::Clause && self.page.is(opening.start - 1, mark::THAT))
        {
            return None;
        }
        let modifiers: Vec<&Cue> =
            cues[index + 1..].iter().filter(|other| opening.aside.contains(&other.first)).collect();
        let parent = if is_sibling { None } else { state.active.as_ref().map(|active| active.links.clone()) };
        let links = match impersonal {
            Some(_) => self.nobody(cue, &opening, parent.as_deref()),
            None => self.chain(cue, &opening, &modifiers, parent.as_deref(), state),
        };
        let next = Active {
            links,
            verb: opening.verb,
            stance: cue.stance.or(opening.stance),
            rules: std::iter::once(cue).chain(modifiers.iter().copied()).map(|cue| cue.rule.clone()).collect(),
            start: opening.start,
            is_joined: opening.is_joined,
            is_quoted: opening.is_quoted,
            kind: opening.kind,
            aside: opening.aside.clone(),
        };
        if is_sibling {
            self.close(state, cue.first);
            self.own(state.covered..cue.first);
            state.active = Some(next);
        } else {
            let outer = state.active.clone();
            self.close(state, cue.first);
            state.resume = outer;
            state.active = Some(next);
        }
        state.covered = opening.start;
        Some(opening.start)
    }

    /// «- يضيف الكاتب -»، «"..."، قال الوزير»: a verb of saying thrown in, or at the end.
    fn aside(&mut self, cue: &Cue, state: &mut Sentence) -> Option<usize> {
        let voice = cue.voice().filter(|voice| voice.is_sure && !cue.verbs.is_empty())?;
        let opens = cue.first.checked_sub(1).and_then(|before| self.page.sign(before));
        let closes = self.page.sign(cue.last + 1);
        let at_end = (cue.last + 1..state.end).all(|token| self.page.sign(token).is_some());
        let between = matches!((opens, closes), (Some('-'), Some('-')) | (Some(','), Some(',')));
        let quoted = matches!(opens, Some('"'))
            || cue.first >= 2 && matches!((opens, self.page.sign(cue.first - 2)), (Some(','), Some('"')));
        if !(between && opens == Some('-') || at_end && quoted) || state.active.is_some() {
            return None;
        }
        let links = self.told_by(cue, voice, How::Says, &[], None, false);
        let end = if at_end { cue.first } else { state.end };
        let active = Active {
            links,
            verb: cue.verbs.first().copied(),
            stance: cue.stance,
            rules: vec![cue.rule.clone()],
            start: if at_end { state.covered } else { cue.last + 2 },
            is_joined: false,
            is_quoted: false,
            kind: Kind::Clause,
            aside: cue.last..cue.last,
        };
        if at_end {
            self.claims(&active, state.covered..end);
            state.covered = state.end;
        } else {
            self.own(state.covered..cue.first);
            state.covered = active.start;
            state.active = Some(active);
        }
        Some(cue.last + 1)
    }

    /// A cue whose content stands before it, or after it where it begins the sentence.
    fn before(&mut self, cues: &[Cue], index: usize, state: &mut Sentence) -> usize {
        let cue = &cues[index];
        let Some(voice) = cue.voice().filter(|voice| voice.is_sure) else { return cue.last + 1 };
        let how = cue.voices.iter().find(|(place, _, _)| *place == Place::Voice).map_or(How::Says, |(_, _, how)| *how);
        let leads = state.active.is_none()
            && (state.covered..cue.first)
                .filter(|token| {
                    self.page.sign(*token).is_none()
                        && !self.page.is(*token, mark::TIME | mark::CONJUNCTION | mark::CLAUSE)
                })
                .count()
                < 3;
        let follows = (cue.last + 1..state.end).any(|token| self.page.sign(token).is_none());
        if leads && (follows || state.covered == cue.first) {
            let start = after_lead_in(self.page, cue.last + 1, state.end);
            let links = self.told_by(cue, voice, how, &[], None, false);
            if (start..state.end).all(|token| self.page.sign(token).is_some()) {
                self.sentence_before_is_told_by(state, &links, cue);
                state.covered = state.end;
                return state.end;
            }
            state.covered = start;
            state.active = Some(Active {
                links,
                verb: cue.verbs.first().copied(),
                stance: cue.stance,
                rules: vec![cue.rule.clone()],
                start,
                is_joined: false,
                is_quoted: self.page.opens_quote(start),
                kind: Kind::Clause,
                aside: cue.last + 1..start,
            });
            return start;
        }
        if let Some(active) = state.active.clone().filter(|active| follows && cue.first <= active.start + 1) {
            // «أنه وفقا للجيش فتح الطريق»: inside what the other voice says.
            let start = after_lead_in(self.page, cue.last + 1, state.end);
            let links = self.told_by(cue, voice, how, &[], Some(&active.links), false);
            state.active = Some(Active { links, start, rules: vec![cue.rule.clone()], ..active });
            state.covered = start;
            return start;
        }
        match state.active.take() {
            Some(mut active) if voice.is_medium || same_voice(active.links.last(), voice) => {
                let carried = active.links.len().min(1 + self.frame.len());
                if !self.is_own_outlet(voice) && !same_voice(active.links.last(), voice) {
                    let name = voice::name(voice, self.page, self.lexicon);
                    let outer = link(voice, name, How::Reports, Some(self.cue_span(cue)));
                    active.links.insert(carried, outer.clone());
                    for draft in self.drafts.iter_mut().skip(state.drafts) {
                        if draft.links.len() > carried && draft.links.len() + 1 == active.links.len() {
                            draft.links.insert(carried, outer.clone());
                        }
                    }
                } else if let Some(last) = active.links.last_mut()
                    && last.cue.is_none()
                {
                    last.cue = Some(self.cue_span(cue));
                }
                state.active = Some(active);
                self.close(state, cue.first);
            }
            Some(active) => {
                let clauses = segment::clauses(self.page, active.start..cue.first);
                let last = clauses.last().cloned().unwrap_or(active.start..cue.first);
                if clauses.len() > 1 {
                    self.claims(&active, active.start..last.start);
                }
                let links = self.told_by(cue, voice, how, &[], None, false);
                let only = Active {
                    links,
                    verb: None,
                    stance: None,
                    rules: vec![cue.rule.clone()],
                    start: last.start,
                    ..active
                };
                self.claims(&only, last);
            }
            None => {
                let links = self.told_by(cue, voice, how, &[], None, false);
                let active = Active {
                    links,
                    verb: cue.verbs.first().copied(),
                    stance: cue.stance,
                    rules: vec![cue.rule.clone()],
                    start: state.covered,
                    is_joined: false,
                    is_quoted: false,
                    kind: Kind::Clause,
                    aside: cue.last..cue.last,
                };
                self.claims(&active, state.covered..cue.first);
            }
        }
        state.resume = None;
        state.covered = cue.last + 1;
        cue.last + 1
    }

    /// «... حسب قول الكاتب.» as a sentence of its own: it vouches for the sentence before.
    fn sentence_before_is_told_by(&mut self, state: &Sentence, links: &[Link], cue: &Cue) {
        let Some(before) = state.first.checked_sub(1).map(|token| self.page.text.sentence_of(token).tokens()) else {
            return;
        };
        for draft in self.drafts.iter_mut().rev().take_while(|draft| draft.tokens.start >= before.start) {
            if draft.links.len() == 1 {
                draft.links = links.to_vec();
                draft.rules = vec![cue.rule.clone()];
            }
        }
    }

    /// A clause that says of itself what it is: «ولم تتبن أي جهة الهجوم».
    fn clause(&mut self, cue: &Cue, state: &mut Sentence) -> usize {
        let starts = (state.covered..cue.first).rev().take(12).find(|at| self.page.sign(*at) == Some(','));
        let start = starts.map_or(cue.first, |comma| comma + 1).max(state.covered).min(cue.first);
        let short = cue.first - start <= 3;
        let start = if short { start } else { cue.first };
        self.close(state, start);
        self.own(state.covered..start);
        let end = (cue.last + 1..state.end).find(|at| segment::begins_clause(self.page, *at)).unwrap_or(state.end);
        let mut links = self.base();
        if let Some(last) = links.last_mut() {
            last.cue.get_or_insert(self.cue_span(cue));
        }
        let active = Active {
            links,
            verb: None,
            stance: cue.stance,
            rules: vec![cue.rule.clone()],
            start,
            is_joined: false,
            is_quoted: false,
            kind: Kind::Object,
            aside: cue.last..cue.last,
        };
        self.claims(&active, start..end);
        state.covered = end;
        end
    }

    /// Ends the content that is being read before a token.
    fn close(&mut self, state: &mut Sentence, end: usize) {
        let Some(active) = state.active.take() else { return };
        state.covered = state.covered.max(end);
        if active.start >= end {
            return;
        }
        let resumed = state.resume.take().and_then(|outer| {
            let turn = (active.start + 1..end)
                .find(|at| segment::begins_clause(self.page, *at) && self.page.is(*at, mark::CLAUSE))?;
            Some((outer, turn))
        });
        let own_end = resumed.as_ref().map_or(end, |(_, turn)| *turn);
        self.claims(&active, active.start..own_end);
        self.told_last = Some((active.clone(), end));
        if let Some((outer, turn)) = resumed {
            self.claims(&Active { start: turn, is_joined: false, ..outer }, turn..end);
        }
        let at_sentence_end = end == state.end;
        if active.is_quoted
            && at_sentence_end
            && self.page.quote_end(active.start, end).is_none()
            && let Some(close) = closing(self.page, end)
        {
            self.quote = Some((active, close));
        }
    }

    /// One claim for each clause of a content.
    fn claims(&mut self, active: &Active, tokens: Range<usize>) {
        let mut clauses = segment::clauses(self.page, tokens);
        // What a verb takes as its object ends with its clause: what follows is told by the outlet again.
        let rest = if active.kind == Kind::Clause || clauses.len() < 2 { Vec::new() } else { clauses.split_off(1) };
        let speaker = active.links.last().and_then(|link| link.entity.as_deref());
        for clause in clauses {
            let trimmed = segment::trimmed(self.page, clause);
            if trimmed.is_empty() || segment::is_hollow(self.page, &trimmed) {
                continue;
            }
            let (stance, certainty) = self.stances.of(self.page, active.verb, active.stance, speaker, &trimmed);
            let joined = active.is_joined && trimmed.start == active.start;
            self.push(
                trimmed,
                joined,
                active.links.clone(),
                (stance, certainty),
                active.rules.clone(),
                active.aside.clone(),
            );
        }
        if let (Some(first), Some(last)) = (rest.first(), rest.last()) {
            self.own(first.start..last.end);
        }
    }

    /// What no cue took: the outlet's own claims.
    fn own(&mut self, tokens: Range<usize>) {
        if tokens.is_empty() {
            return;
        }
        for clause in segment::clauses(self.page, tokens) {
            let trimmed = segment::trimmed(self.page, clause);
            if trimmed.len() < 3 {
                continue;
            }
            let (stance, certainty) = self.stances.of(self.page, None, None, None, &trimmed);
            let links = vec![self.outlet.clone()];
            let end = trimmed.end;
            self.push(trimmed, false, links, (stance, certainty), vec!["attribution/own-voice".to_owned()], end..end);
        }
    }

    fn push(
        &mut self,
        tokens: Range<usize>,
        joined: bool,
        links: Vec<Link>,
        (stance, certainty): (Stance, Certainty),
        rules: Vec<String>,
        aside: Range<usize>,
    ) {
        let mut span = self.page.text.span(tokens.start, tokens.end - 1);
        if joined {
            let first = span.of(self.page.text.original).chars().next().map_or(0, char::len_utf8);
            span.start += first;
        }
        self.drafts.push(Draft { tokens, span, links, stance, certainty, rules, aside });
    }

    fn cue_span(&self, cue: &Cue) -> Span {
        match cue.verb {
            Some(verb) => self.page.text.span(verb, verb),
            None => {
                let voice = cue.voice().map_or(cue.last + 1, |voice| voice.first);
                let last = if voice > cue.first { voice - 1 } else { cue.last };
                self.page.text.span(cue.first, last)
            }
        }
    }

    fn is_own_outlet(&self, voice: &Voice) -> bool {
        let name = self.lexicon.fold(&self.outlet.voice);
        voice.entity.is_some() && voice.entity == self.outlet.entity
            || voice.words.len() <= 3 && !name.is_empty() && voice.words.join(" ") == name
    }

    /// The chain of a cue: the base or the voices around it, then its own.
    fn chain(
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
            None => self.told_by_same(cue, how, modifiers, parent, state),
        }
    }

    /// «يقال إن»: a chain that ends with nobody.
    fn nobody(&self, cue: &Cue, opening: &Opening, parent: Option<&[Link]>) -> Vec<Link> {
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
    fn is_label(&self, voice: &Voice) -> bool {
        let kind = voice.entity.as_deref().and_then(|id| self.lexicon.entities().get(id)).map(|entity| entity.kind);
        let speaks = self.page.is(voice.first, mark::PERSON | mark::BODY | mark::MEDIUM) || voice.has_person;
        let organised = matches!(
            kind,
            Some(EntityKind::Organisation | EntityKind::Group | EntityKind::Outlet | EntityKind::Person)
        );
        !(speaks || organised)
    }

    /// «يقدر أن»، «يذكر أن»: an imperfect without a subject, of a verb that is used so. Whether anybody is meant at all.
    fn impersonal(&self, cue: &Cue, state: &Sentence) -> Option<&'static str> {
        let verb = cue.verb.filter(|_| (cue.same || cue.nobody) && !is_participle(self.page, cue))?;
        if state.active.is_some() && self.page.is(verb, mark::AND) {
            return None;
        }
        let vocabulary = self.lexicon.vocabulary();
        let class = vocabulary.class("impersonal")?;
        let imperfect = |features: marsad_lexicon::Features| {
            features.tense == marsad_lexicon::Tense::Imperfect
                && features.gender == Gender::Masculine
                && features.number == Number::Singular
        };
        let fits = |entry: EntryId| cue.nobody || imperfect(vocabulary.entry(entry).features);
        let (_, entry) = self.page.verbs_at(verb, self.classes).find(|(_, entry)| fits(*entry))?;
        let lemma = vocabulary.word(&self.lexicon.fold(self.lexicon.row(entry).get("lemma")))?;
        let word = vocabulary.single(lemma).iter().find(|entry| vocabulary.entry(**entry).class == class)?;
        match self.lexicon.row(*word).get("value") {
            "own" => Some("own"),
            _ => Some("nobody"),
        }
    }

    /// A chain that ends with a named voice.
    fn told_by(
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
                && !same_voice(links.last(), outer)
                && outer.entity.as_ref().is_none_or(|entity| Some(entity) != voice.entity.as_ref())
            {
                links.push(link(outer, voice::name(outer, self.page, self.lexicon), outer_how, None));
                has_outer = true;
            }
        }
        let addressed = |cue: &&Cue| cue.rule.ends_with("/told-to") || cue.rule.ends_with("/in-article");
        let mut is_told_to = has_outer && std::iter::once(&cue).chain(modifiers).any(addressed);
        let mut name = voice::name(voice, self.page, self.lexicon);
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
                name = voice::name(&known.voice, self.page, self.lexicon);
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
                && (matches!(how, How::Reports | How::Quotes) || innermost.is_medium || innermost.is_text)
            {
                let inner_name = voice::name(inner, self.page, self.lexicon);
                links.push(link(inner, inner_name, inner_how, None));
                innermost = inner.clone();
            }
        }
        self.found_frame(cue, modifiers, &links, &innermost);
        if !is_nested {
            let has_text = occasion(self.page, cue).filter(|_| remembers);
            let inside = links.get(base.min(links.len())..).unwrap_or_default().to_vec();
            self.remember(innermost, inside, has_text);
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
                links.push(link(inner, voice::name(inner, self.page, self.lexicon), inner_how, None));
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
        modifiers: &[&Cue],
        parent: Option<&[Link]>,
        state: &Sentence,
    ) -> Vec<Link> {
        let span = self.cue_span(cue);
        let (gender, number) = self.agreement(cue);
        if parent.is_none()
            && let Some(active) = state.active.as_ref().filter(|active| active.links.len() > 1)
        {
            let mut links = active.links.clone();
            if let Some(outer) = state.resume.as_ref().filter(|_| !is_participle(self.page, cue)) {
                links.clone_from(&outer.links);
            }
            if let Some(last) = links.last_mut() {
                last.cue = Some(span);
            }
            return links;
        }
        let has_own_subject = cue.verb.is_none()
            || is_participle(self.page, cue)
            || cue.verb.is_some_and(|verb| !self.page.is(verb, mark::AND) && self.starts_with_subject(state, verb));
        if has_own_subject
            && state.covered <= state.first
            && let Some(voice) = self.subject(state.first..cue.first)
        {
            return self.told_by(cue, &voice, how, modifiers, None, false);
        }
        let Some(speaker) = self.speakers.last(gender, number).cloned() else {
            return self.base();
        };
        let mut links = self.base();
        for (place, outer, outer_how) in voices_of(cue, modifiers) {
            if place == Place::Outer && !self.is_own_outlet(outer) && speaker.links.len() < 2 {
                links.push(link(outer, voice::name(outer, self.page, self.lexicon), outer_how, None));
            }
        }
        links.extend(speaker.links.iter().cloned());
        if let Some(last) = links.last_mut() {
            last.cue = Some(span);
        }
        for (place, inner, inner_how) in voices_of(cue, modifiers) {
            if place == Place::Inner && matches!(how, How::Reports | How::Quotes) {
                links.push(link(inner, voice::name(inner, self.page, self.lexicon), inner_how, None));
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
            self.page.is(*token, mark::NAME | mark::PERSON | mark::BODY)
                && self.page.mention_at(*token).is_none_or(|(mention, _)| mention.kind != EntityKind::Place)
        })?;
        let (_, last) = voice::reach(self.page, first, tokens.end)?;
        let last = voice::apposition(self.page, first, last, tokens.end).unwrap_or(last);
        Some(voice::on(self.page, first, last)).filter(|voice| voice.is_sure)
    }

    fn agreement(&self, cue: &Cue) -> (Gender, Number) {
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

/// Where a sentence has come to.
#[derive(Default)]
struct Sentence {
    /// Everything before this token is told.
    covered: usize,
    first: usize,
    end: usize,
    active: Option<Active>,
    /// The chain that a nested one interrupted.
    resume: Option<Active>,
    /// Drafts before this sentence.
    drafts: usize,
}

/// Whether a cue stands beside the one before, not inside its content.
fn is_sibling(page: &Page<'_, '_>, cue: &Cue) -> bool {
    if cue.same {
        return true;
    }
    let joined = cue.lead > 0 || page.is(cue.first, mark::AND);
    let before = cue.first.checked_sub(1);
    let beside = before.is_some_and(|before| {
        page.clause_word_ending(before).is_some_and(|entry| page.lexicon.row(entry).get("value") == "beside")
    });
    let conjunction =
        before.is_some_and(|before| page.is(before, mark::CONJUNCTION) && !page.is(before, mark::CLAUSE | mark::THAT));
    joined || beside || conjunction
}

fn is_participle(page: &Page<'_, '_>, cue: &Cue) -> bool {
    cue.verb.is_some_and(|verb| page.is(verb, mark::SAYING))
}

/// The voices that a cue and the cues in its aside name.
fn voices_of<'c>(cue: &'c Cue, modifiers: &'c [&'c Cue]) -> impl Iterator<Item = (Place, &'c Voice, How)> {
    let own = cue
        .voices
        .iter()
        .filter(|(place, _, _)| *place != Place::Voice)
        .map(|(place, voice, how)| (*place, voice, *how));
    let others = modifiers.iter().flat_map(|cue| {
        cue.voices.iter().map(|(place, voice, how)| match place {
            Place::Voice if cue.rule.ends_with("/quoting") => (Place::Inner, voice, How::Quotes),
            Place::Voice => (Place::Outer, voice, *how),
            other => (*other, voice, *how),
        })
    });
    own.chain(others)
}

fn same_voice(last: Option<&Link>, voice: &Voice) -> bool {
    last.is_some_and(|last| last.entity.is_some() && last.entity == voice.entity)
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

/// «وبحسب الشرطة، فإن»، «ووفقا لتقارير فقد»: where the content begins.
fn after_lead_in(page: &Page<'_, '_>, from: usize, end: usize) -> usize {
    let mut at = from;
    while at < end
        && (matches!(page.sign(at), Some(',' | ':' | '-'))
            || page.is(at, mark::THAT)
            || page.is(at, mark::TIME) && page.sign(at + 1) == Some(','))
    {
        at += 1;
    }
    at
}

/// Where a quotation that a sentence leaves open closes.
fn closing(page: &Page<'_, '_>, from: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let reach = page.text.tokens.len().min(from + QUOTE_REACH);
    for at in from..reach {
        if page.sign(at) != Some('"') {
            continue;
        }
        if page.opens_quote(at) {
            if at == from {
                return None;
            }
            depth += 1;
        } else if depth == 0 {
            return Some(at);
        } else {
            depth -= 1;
        }
    }
    None
}
