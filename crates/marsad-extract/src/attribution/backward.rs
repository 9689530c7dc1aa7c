//! Cues whose content stands before them: «بحسب الوزارة»، «"..."، قال الوزير»، «على حد قوله».

use marsad_lexicon::{EntryId, Gender, Number};
use marsad_record::{How, Link};

use super::cue::{Cue, Place};
use super::opening::Kind;
use super::reader::{Active, Reader, Sentence, same_voice};
use super::segment;
use super::speakers::link;
use super::voice;
use super::words::{Page, mark};

impl Reader<'_, '_, '_> {
    /// «- يضيف الكاتب -»، «"..."، قال الوزير»: a verb of saying thrown in, or at the end.
    pub(super) fn aside(&mut self, cue: &Cue, state: &mut Sentence) -> Option<usize> {
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
    pub(super) fn before(&mut self, cues: &[Cue], index: usize, state: &mut Sentence) -> usize {
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
            let start = self.past_what_it_is(voice, after_lead_in(self.page, cue.last + 1, state.end), state.end);
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

    /// «ووفقا لتقرير نشرته الصحيفة، فتح الطريق»: what tells of the paper is no part of what it says.
    fn past_what_it_is(&self, voice: &voice::Voice, start: usize, end: usize) -> usize {
        let page = self.page;
        let tells = voice.is_text && !page.is(voice.first, mark::DEFINITE) && page.is(start, mark::VERB | mark::SAYS);
        let comma = (start..end.min(start + 12)).find(|at| page.sign(*at) == Some(',')).filter(|_| tells);
        comma.map_or(start, |comma| after_lead_in(page, comma, end))
    }

    /// «الخطة، بحسب التسريبات، على التضييق»، «وعددهم، بحسب اللوائح، مئة»: what the aside interrupts goes on after it.
    pub(super) fn is_thrown_in(&self, cue: &Cue, end: usize) -> bool {
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
    pub(super) fn in_own_words(&mut self, cue: &Cue, state: &mut Sentence) -> usize {
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
    pub(super) fn sentence_before_is_told_by(&mut self, state: &Sentence, links: &[Link], cue: &Cue) {
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
