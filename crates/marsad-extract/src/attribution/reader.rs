//! One document, sentence by sentence: each cue takes its content, what no cue takes is the outlet's own.

use std::ops::Range;

use marsad_lexicon::{EntryId, Lexicon};
use marsad_record::{Certainty, EntityKind, How, Link, Span, Stance};
use marsad_text::Hits;

use super::cue::{Cue, Cues, Side};
use super::ends;
use super::layers::Layers;
use super::opening::{self, Kind};
use super::quotation;
use super::segment;
use super::speakers::Speakers;
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
    pub(super) stance: Option<Stance>,
    pub(super) rules: Vec<String>,
    pub(super) start: usize,
    pub(super) is_joined: bool,
    pub(super) is_quoted: bool,
    pub(super) kind: Kind,
    pub(super) aside: Range<usize>,
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
    pub(super) fn close(&mut self, state: &mut Sentence, end: usize) {
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
        let told = tokens.start..ends::told_end(self.page, active, &tokens);
        let outlets = told.end..tokens.end;
        let mut clauses = segment::clauses(self.page, told);
        // «دعا إلى الحداد، بالإضافة إلى إضراب»: an object goes on with what is added to it.
        while active.kind != Kind::Clause
            && clauses.get(1).is_some_and(|next| segment::is_additive(self.page, next.start))
        {
            clauses[0].end = clauses.remove(1).end;
        }
        // «إلا أن الوزارة أوضحت»، «لكن لم يذكروا اسمها»: who spoke, or did not, is again the outlet's word.
        let is_open_quote = active.is_quoted && self.page.quote_end(active.start - 1, tokens.end).is_none();
        let again = (1..clauses.len()).find(|at| !is_open_quote && ends::tells_who_spoke(self.page, &clauses[*at]));
        let outlets = again.map_or(outlets.clone(), |at| clauses[at].start..outlets.end);
        clauses.truncate(again.unwrap_or(clauses.len()));
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
        self.own(outlets);
    }

    /// What no cue took: the outlet's own claims.
    pub(super) fn own(&mut self, tokens: Range<usize>) {
        if tokens.is_empty() {
            return;
        }
        for clause in segment::clauses(self.page, tokens) {
            let trimmed = segment::trimmed(self.page, clause);
            // «أما الوزير»: a subject put first, whose word follows.
            let only_names =
                self.is_as_for(trimmed.start) && !trimmed.clone().any(|at| self.page.is(at, mark::VERB | mark::SAYS));
            if trimmed.len() < 3 || only_names {
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
    pub(super) drafts: usize,
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
