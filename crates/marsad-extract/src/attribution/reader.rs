//! One document, sentence by sentence: each cue takes its content, what no cue takes is the outlet's own.

use std::ops::Range;

use marsad_lexicon::{EntryId, Gender, Lexicon, Number};
use marsad_record::{Certainty, EntityKind, How, Link, Span, Stance};
use marsad_text::Hits;

use super::cue::{Cue, Cues, Place, Side};
use super::layers::Layers;
use super::opening::{self, Kind};
use super::quotation;
use super::segment;
use super::speakers::{Speakers, link};
use super::stance::Stances;
use super::voice::{self, Voice};
use super::words::{Classes, Page, mark};

/// No chain is longer: whoever nests deeper is not telling news.
const DEEPEST: usize = 8;

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
pub(super) struct Active {
    /// All links, the outlet first.
    pub(super) links: Vec<Link>,
    pub(super) verb: Option<EntryId>,
    stance: Option<Stance>,
    pub(super) rules: Vec<String>,
    start: usize,
    is_joined: bool,
    is_quoted: bool,
    pub(super) kind: Kind,
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
    pub(super) quote: Option<(Active, usize)>,
    /// The last attributed content, and the token after it.
    pub(super) told_last: Option<(Active, usize)>,
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

    pub(super) fn base(&self) -> Vec<Link> {
        std::iter::once(self.outlet.clone()).chain(self.frame.iter().cloned()).collect()
    }

    /// Reads one sentence.
    pub(super) fn sentence(&mut self, tokens: Range<usize>) {
        let mut from = self.go_on_quoting(&tokens);
        if from == tokens.start {
            from = self.was_quoted(&tokens);
        }
        let mut cues = self.cues.find(self.page, self.layers, self.hits, self.classes, from..tokens.end);
        for index in 0..cues.len() {
            let changed = self
                .with_object(&cues[index])
                .or_else(|| self.parted(&cues[index]))
                .or_else(|| self.with_deed(&cues, index, tokens.end))
                .or_else(|| self.with_subject_before(&cues[index]));
            if let Some(changed) = changed {
                cues[index] = changed;
            }
        }
        let drafts = self.drafts.len();
        let mut state = Sentence { covered: from, end: tokens.end, first: from, drafts, ..Sentence::default() };
        let mut consumed = from;
        for index in 0..cues.len() {
            let cue = &cues[index];
            let within = index > 0 && cues[index - 1].side == Side::After && cue.first < cues[index - 1].last + 12;
            if cue.first < consumed
                || self.is_quoted_speech(cue, &state)
                || within && state.active.is_none() && opening::is_brought_out(self.page, cue)
            {
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

    /// «"... وتصر على القتال"»: in a quotation that is still open a verb without a voice is the speaker's own word.
    fn is_quoted_speech(&self, cue: &Cue, state: &Sentence) -> bool {
        let Some(active) = state.active.as_ref() else { return false };
        let open = if active.is_quoted {
            Some(active.start)
        } else {
            let last = (active.start..cue.first).rev().find(|at| self.page.sign(*at) == Some('"'));
            last.filter(|at| self.page.opens_quote(*at) && self.page.quote_end(*at, state.end).is_some())
        };
        let is_open = open.is_some_and(|open| self.page.quote_end(open, cue.first).is_none());
        cue.same && !is_participle(self.page, cue) && is_open
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
        // «يصف الحركة بالمرتدة»: these verbs have an object, and where only one noun stands it is that.
        let described = cue.verbs.iter().any(|verb| {
            let row = self.lexicon.row(*verb);
            let by = row.list("complement").next().map(|word| self.lexicon.fold(word));
            let next =
                by.and_then(|by| opening::preposition(self.page, &by, cue.last + 1, self.page.text.tokens.len()));
            opening::is_listed(self.page, row, "describes") && next.is_some() && !cue.has_pronoun
        });
        // «وحملت الحركة المسؤولية»: whom one blames is not who blames.
        let end = self.page.text.sentence_of(verb).end;
        let blamed = self.page.is(verb, mark::AND)
            && cue.verbs.iter().any(|verb| {
                let (row, near) = (self.lexicon.row(*verb), end.min(cue.last + 4));
                if !opening::is_listed(self.page, row, "needs-object") {
                    return false;
                }
                let follows = |noun: &str| opening::noun_within(self.page, noun, cue.last + 1, near).is_some();
                row.list("complement").any(|word| opening::is_noun(word, self.page) && follows(word))
            });
        // «تقريرا يوضح معضلة»: what a text tells of is no voice.
        let told_of = verb > 0
            && voice::is_brought_out(self.page, verb - 1)
            && !self.page.is(voice.first, mark::NAME | mark::SPEAKER | mark::TITLE);
        // «ونفى التقارير»: a masculine verb has no texts for its subject.
        let denied = clash && voice.is_text && self.page.is(verb, mark::AND);
        let object =
            described || told_of || blamed || denied || takes && (clash || everybody || deed) && !voice.has_person;
        object.then(|| cue.without_voice(verb))
    }

    /// «كانت مصادر في القطاع أبلغت "الأفق" أن»: the subject stands between the two verbs, and whom one tells after them.
    fn with_subject_before(&self, cue: &Cue) -> Option<Cue> {
        let page = self.page;
        let verb = cue.verb.filter(|verb| cue.rule.ends_with("/says") && !page.is(*verb, mark::AND))?;
        let begins = page.text.sentence_of(verb).first;
        let told = verb > begins + 1
            && verb < begins + 14
            && page.is(begins, mark::AUXILIARY)
            && page.is(begins + 1, mark::NAME | mark::SPEAKER | mark::DEFINITE)
            && !page.is(begins + 1, mark::OF | mark::TIME)
            && !(begins + 1..verb).any(|at| page.is(at, mark::VERB | mark::THAT | mark::RELATIVE | mark::CLAUSE));
        told.then(|| Cue { has_object: false, ..cue.without_voice(verb) })
    }

    /// «اتهم سكان القرية الطيران بالقصف»: the verb has an object, and where only one noun phrase stands before its
    /// preposition the last noun of it is that.
    fn parted(&self, cue: &Cue) -> Option<Cue> {
        let voice = cue.voice().filter(|_| !cue.voice_first && cue.side == Side::After)?;
        let needs = |verb: &&EntryId| opening::is_listed(self.page, self.lexicon.row(**verb), "needs-object");
        let row = self.lexicon.row(*cue.verbs.iter().find(needs)?);
        let by = self.lexicon.fold(row.list("complement").next()?);
        let end = self.page.text.sentence_of(cue.first).end;
        let (_, joined) = opening::preposition(self.page, &by, cue.last + 1, end)?;
        let starts = |at: &usize| self.page.mention_at(*at).is_none_or(|(_, last)| last == voice.last);
        let object = (voice.first + 1..=voice.last)
            .find(|at| self.page.mention_at(*at).is_some_and(|(_, last)| last == voice.last) || *at == voice.last)?;
        let noun = self.page.is(object, mark::DEFINITE | mark::NAME)
            && !self.page.is(object, mark::ADJECTIVE | mark::NISBA | mark::TITLE);
        if !joined || !noun || voice.has_person || !starts(&object) || voice.last != cue.last {
            return None;
        }
        let speaker = voice::on(self.page, voice.first, object - 1);
        let mut parted = cue.clone();
        parted.last = object - 1;
        parted
            .voices
            .iter_mut()
            .filter(|(place, _, _)| *place == Place::Voice)
            .for_each(|(_, voice, _)| *voice = speaker.clone());
        speaker.is_sure.then_some(parted)
    }

    /// «ونفت وجود قتلى»: a noun that we do not know to speak is what is told, where only so something is told.
    fn with_deed(&self, cues: &[Cue], index: usize, end: usize) -> Option<Cue> {
        let cue = &cues[index];
        let voice = cue.voice().filter(|voice| !voice.is_sure && !cue.voice_first && cue.side == Side::After)?;
        let verb = cue.verb.filter(|verb| self.page.is(*verb, mark::AND) && *verb < voice.first)?;
        if self.page.is(voice.first, mark::DEFINITE) || opening::find(self.page, cues, index, end).is_some() {
            return None;
        }
        let mut others = cues.to_vec();
        others[index] = cue.without_voice(verb);
        opening::find(self.page, &others, index, end).map(|_| others.swap_remove(index))
    }

    /// A cue whose content follows; the first token that it leaves to others.
    fn after(&mut self, cues: &[Cue], index: usize, state: &mut Sentence) -> Option<usize> {
        let cue = &cues[index];
        if cue.rule.ends_with("/title-voice") && cue.voice().is_none_or(|voice| self.is_label(voice)) {
            return None;
        }
        let in_object =
            state.active.as_ref().is_some_and(|active| active.kind == Kind::Object && active.start == cue.first);
        if in_object && cue.rule.ends_with("/noun-says") {
            return None;
        }
        if let Some(next) = self.claimed_before(cue, state) {
            return Some(next);
        }
        let impersonal = self.impersonal(cue, state);
        if impersonal == Some("own") {
            return None;
        }
        let Some(opening) = opening::find(self.page, cues, index, state.end) else {
            let taken = self.aside(cue, state);
            if taken.is_none() && state.active.is_none() {
                self.hears(cue);
            }
            return taken;
        };
        let begins = state.active.as_ref().is_some_and(|active| active.start == cue.first);
        if cue.same && begins && opening.kind != Kind::Clause && !is_participle(self.page, cue) {
            // «أنها أقرت بالذنب»: what the speaker says of itself is what it says.
            return None;
        }
        // «: "وقال الزعيم إنه"»: what a quotation begins with is inside it.
        let in_quote = begins && state.active.as_ref().is_some_and(|active| active.is_quoted) && !cue.same;
        let goes_on = is_participle(self.page, cue) && cue.first > 0 && self.page.sign(cue.first - 1) == Some(',');
        let is_sibling = state.active.is_none()
            || is_sibling(self.page, cue) && impersonal.is_none() && !in_quote
            || goes_on
            || opening.is_quoted && self.page.is(cue.first.saturating_sub(1), mark::CLAUSE);
        let is_clause = opening.kind == Kind::Clause;
        // «ردا على الوزير الذي أشار إلى الخلاف، قال السفير: ...»: after the comma the sentence itself goes on.
        let resumes = is_clause
            && cue.rule.ends_with("/says")
            && cue.voice().is_some_and(|voice| voice.is_sure)
            && cue.first > 0
            && self.page.sign(cue.first - 1) == Some(',')
            && state.active.as_ref().is_some_and(|active| active.kind != Kind::Clause);
        // «..., ولكن موسكو تقول إن»: a turn to another voice is the outlet's.
        let turns = is_clause
            && cue.first > 0
            && self.page.is_strong_turn(cue.first - 1)
            && cue.voice().is_some_and(|voice| voice.is_sure)
            && state.active.as_ref().is_some_and(|active| !active.is_quoted);
        let is_sibling = is_sibling || resumes || turns;
        if !is_sibling && cue.voice().is_some_and(|voice| !voice.is_sure) && !cue.voice_first {
            return None;
        }
        let opens_clause = is_clause && (begins || self.page.is(opening.start - 1, mark::THAT));
        let too_deep = state.active.as_ref().is_some_and(|active| active.links.len() >= DEEPEST);
        // «قالت الوزارة إن الحكومة وافقت على قرض»: what one's own side did with an object is a part of what is said.
        let is_own_deed = !is_clause
            && state
                .active
                .as_ref()
                .is_some_and(|active| active.links.len() > 1 && self.speaks_for(&active.links, cue));
        if !(is_sibling || (cue.voice_first && !is_own_deed || opens_clause) && !too_deep) {
            return None;
        }
        let near = cues[index + 1..].iter().take_while(|other| other.first < opening.aside.end);
        let modifiers: Vec<&Cue> = near.filter(|other| opening.aside.contains(&other.first)).collect();
        let parent = if is_sibling { None } else { state.active.as_ref().map(|active| active.links.clone()) };
        let links = match impersonal {
            None if parent.as_deref().is_some_and(|parent| self.speaks_for(parent, cue)) => parent.unwrap_or_default(),
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
            // «لرغبة والدته التي طالبته»: whom the clause is about still belongs to what was told.
            let who = cue.voice().filter(|_| cue.rule.ends_with("/who-said")).map(|voice| voice.last + 1);
            self.close(state, who.unwrap_or(cue.first));
            state.resume = outer;
            state.active = Some(next);
        }
        state.covered = opening.start;
        Some(opening.start)
    }

    /// «تحدث الوزير عن الموازنة. وأضاف أن»: who spoke, though nothing that was said is told, goes on.
    fn hears(&mut self, cue: &Cue) {
        let says = |verb: &EntryId| {
            let row = self.lexicon.row(*verb);
            row.get("how") == "says" && row.get("stance") == Stance::Asserts.name()
        };
        let speaks = cue.rule.ends_with("/says") || cue.rule.ends_with("/voice-first");
        let voice =
            cue.voice().filter(|voice| voice.is_sure && (voice.has_person || self.page.is(voice.first, mark::PERSON)));
        if speaks
            && !cue.has_pronoun
            && cue.verbs.iter().any(says)
            && let Some(voice) = voice.cloned()
        {
            self.told_by(cue, &voice, How::Says, &[], None, true);
        }
    }

    /// «الهجوم الذي تبناه التنظيم»: what is claimed stands before the verb, which has only a pronoun for it.
    fn claimed_before(&mut self, cue: &Cue, state: &Sentence) -> Option<usize> {
        let voice = cue.voice().filter(|voice| voice.is_sure && !cue.voice_first)?;
        let verb = cue.verb?;
        let claims = |verb: &EntryId| self.lexicon.row(*verb).get("stance") == Stance::ClaimsResponsibility.name();
        let has_pronoun = self.page.verbs_at(verb, self.classes).any(|(hit, _)| hit.tail > 0);
        if !has_pronoun || cue.verbs.is_empty() || !cue.verbs.iter().all(claims) {
            return None;
        }
        let joins = |at: usize| self.page.is(at, mark::RELATIVE | mark::AUXILIARY) || self.page.sign(at) == Some(',');
        let end = (state.first..cue.first).rev().find(|at| !joins(*at))? + 1;
        let is_deed = |at: &usize| self.page.is(*at, mark::EVENT);
        let deed = (state.first..end).rev().take(8).find(is_deed)?;
        let deed = (state.first..deed).rev().take_while(is_deed).last().unwrap_or(deed);
        // «وندد بالهجوم، في حين تبناه التنظيم»: of another clause only the deed is meant.
        let parts = |at: &usize| self.page.sign(*at).is_some() || self.page.is(*at, mark::CLAUSE | mark::CONJUNCTION);
        let end = (deed + 1..end).find(parts).unwrap_or(end);
        let links = self.told_by(cue, voice, How::Says, &[], None, false);
        let certainty = self.stances.of(self.page, cue.verbs.first().copied(), None, None, &(deed..end)).1;
        let told = (Stance::ClaimsResponsibility, certainty);
        self.push(deed..end, false, links, told, vec![cue.rule.clone()], end..end);
        Some(cue.last + 1)
    }

    /// «قالت الوزيرة إن بلادها تعتقد أن»: whom the speaker speaks for is no other voice.
    fn speaks_for(&self, parent: &[Link], cue: &Cue) -> bool {
        let Some(voice) = cue.voice() else { return false };
        if parent.last().is_some_and(|link| link.voice == voice::name(voice, self.page)) {
            return true;
        }
        let own = self.lexicon.vocabulary().class("own-side");
        if own.is_some_and(|own| self.page.text.is(voice.first, own)) && voice.first == voice.last {
            return true;
        }
        let speaker = parent.last().and_then(|link| link.entity.as_deref());
        let (Some(speaker), Some(side)) = (speaker, voice.entity.as_deref()) else { return false };
        let entity = |id: &str| self.lexicon.entities().get(id);
        let (Some(speaker), Some(side)) = (entity(speaker), entity(side)) else { return false };
        let is_state = side.kind == EntityKind::State && side.country.is_some() && side.country == speaker.country;
        let is_above = speaker.parent.as_deref() == Some(side.id.as_str());
        !voice.has_person && (is_state || is_above || side.id == speaker.id) && speaker.kind != EntityKind::Outlet
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
        if cue.same {
            return self.in_own_words(cue, state);
        }
        let Some(voice) = cue.voice().filter(|voice| voice.is_sure && voice::can_vouch(self.page, voice)) else {
            return cue.last + 1;
        };
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
                    let name = voice::name(voice, self.page);
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
                // «وقال الخبير إنه "بطل" في نظر كثيرين»: it is the expert who goes on.
                let heard = self.speakers.count();
                let links = self.told_by(cue, voice, how, &[], None, false);
                self.speakers.forget_from(heard);
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
                let active = clause(links, cue.verbs.first().copied(), cue, state.covered);
                if self.is_thrown_in(cue, state.end) {
                    state.active = Some(active);
                    return cue.last + 1;
                }
                self.claims(&active, state.covered..cue.first);
            }
        }
        state.resume = None;
        state.covered = cue.last + 1;
        cue.last + 1
    }

    /// «الخطة، بحسب التسريبات، على التضييق»، «وعددهم، بحسب اللوائح، مئة»: what the aside interrupts goes on after it.
    fn is_thrown_in(&self, cue: &Cue, end: usize) -> bool {
        let page = self.page;
        let comma = page.sign(cue.last + 1) == Some(',');
        let opens = cue.first.checked_sub(1).and_then(|before| page.sign(before));
        let next = cue.last + 1 + usize::from(comma);
        let goes_on = mark::PREPOSITION | mark::OF | mark::VERB | mark::AUXILIARY | mark::THAT;
        let new = mark::AND | mark::CLAUSE | mark::SAYING | mark::SAYS | mark::RELATIVE | mark::TIME | mark::NAME;
        let between = comma && opens == Some(',') && page.is(next, goes_on) && !page.is(next, new);
        let counts = page.text.tokens.get(next).is_some_and(|token| token.kind == marsad_text::TokenKind::Number);
        next < end && (between || counts && comma == (opens == Some(',')))
    }

    /// «...، على حد قوله»: closes what the last voice says.
    fn in_own_words(&mut self, cue: &Cue, state: &mut Sentence) -> usize {
        if state.active.is_some() {
            self.close(state, cue.first);
        } else if let Some(speaker) = self.speakers.last(Gender::Unknown, Number::Unknown).cloned() {
            let mut links = self.base();
            links.extend(speaker.links);
            if let Some(last) = links.last_mut() {
                last.cue = Some(self.cue_span(cue));
            }
            self.claims(&clause(links, None, cue, state.covered), state.covered..cue.first);
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
        let outer = state.resume.take();
        let resumed = outer.clone().and_then(|outer| {
            let turn = (active.start + 1..end).find(|at| {
                segment::begins_clause(self.page, *at) && self.page.is(*at, mark::CLAUSE) && !self.page.is_adjunct(*at)
            })?;
            Some((outer, turn))
        });
        let own_end = resumed.as_ref().map_or(end, |(_, turn)| *turn);
        self.claims(&active, active.start..own_end);
        // «: "أكدت الفحوص أنه مصاب. سيبتعد شهرا"»: in a quotation the one quoted goes on.
        let active = outer.filter(|outer| outer.is_quoted).unwrap_or(active);
        self.told_last = Some((active.clone(), end));
        if let Some((outer, turn)) = resumed {
            self.claims(&Active { start: turn, is_joined: false, ..outer }, turn..end);
        }
        let at_sentence_end = end == state.end;
        if active.is_quoted
            && at_sentence_end
            && self.page.quote_end(active.start, end).is_none()
            && let Some(close) = quotation::closing(self.page, end)
        {
            self.quote = Some((active, close));
        }
    }

    /// One claim for each clause of a content.
    pub(super) fn claims(&mut self, active: &Active, tokens: Range<usize>) {
        let mut clauses = segment::clauses(self.page, tokens);
        // What a verb takes as its object ends with its clause: what follows is told by the outlet again.
        let mut rest = if active.kind == Kind::Clause || clauses.len() < 2 { Vec::new() } else { clauses.split_off(1) };
        // «الذي أعلن رحيله، في آخر المباراة»: what tells of a noun ends with the comma.
        if active.kind != Kind::Clause
            && active.rules.iter().any(|rule| rule.ends_with("/who-said"))
            && let Some(first) = clauses.last_mut()
            && let Some(comma) =
                first.clone().find(|at| self.page.sign(*at) == Some(',') && !self.page.is(at + 1, mark::AND))
        {
            rest.insert(0, comma + 1..first.end);
            first.end = comma;
        }
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
}

/// Where a sentence has come to.
#[derive(Default)]
pub(super) struct Sentence {
    /// Everything before this token is told.
    pub(super) covered: usize,
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) active: Option<Active>,
    /// The chain that a nested one interrupted.
    pub(super) resume: Option<Active>,
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

pub(super) fn is_participle(page: &Page<'_, '_>, cue: &Cue) -> bool {
    cue.verb.is_some_and(|verb| page.is(verb, mark::SAYING))
}

pub(super) fn same_voice(last: Option<&Link>, voice: &Voice) -> bool {
    last.is_some_and(|last| last.entity.is_some() && last.entity == voice.entity)
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

/// What stands before a cue that follows its content, from the token `start` on.
fn clause(links: Vec<Link>, verb: Option<EntryId>, cue: &Cue, start: usize) -> Active {
    Active {
        links,
        verb,
        stance: cue.stance,
        rules: vec![cue.rule.clone()],
        start,
        is_joined: false,
        is_quoted: false,
        kind: Kind::Clause,
        aside: cue.last..cue.last,
    }
}
