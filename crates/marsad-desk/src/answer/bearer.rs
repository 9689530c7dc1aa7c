//! Whose strength, danger or withdrawal a signed word tells of: «خسر التنظيم» is the group's, «دحر الجيش التنظيم» too,
//! «استعاد الجيش المدينة من التنظيم» is somebody else's at its cost.

use marsad_record::event::Event;
use marsad_text::TokenKind;

use crate::answer::cues::Borne;
use crate::answer::passages::{Named, Reader, Said, Scene};

/// How many words after a signed word its bearer stands.
const AHEAD: usize = 6;
/// How many words before a name a word of loss to it stands: «من قبضة التنظيم».
const FROM: usize = 2;

/// The actor that a signed word is said of.
enum Bearer {
    /// Who is asked about.
    Asked,
    /// Another party of the question.
    Other,
    /// Somebody else.
    Stranger,
    /// Who is asked about, at whose cost it is.
    AtCost,
    /// Nobody is named.
    Nobody,
}

impl Reader<'_> {
    /// How much of a signed word's value is that of the first party asked about: all of it, nothing, or its opposite.
    pub(super) fn share_of_asked(&self, scene: &Scene<'_>, said: &Said, asked: &[usize]) -> f64 {
        match self.bearer(scene, said, asked) {
            Bearer::Asked => 1.0,
            Bearer::Other | Bearer::AtCost => -1.0,
            Bearer::Stranger => 0.0,
            Bearer::Nobody => 0.7,
        }
    }

    fn bearer(&self, scene: &Scene<'_>, said: &Said, asked: &[usize]) -> Bearer {
        let Some(subject) = asked.first() else { return Bearer::Asked };
        let at = scene.text.tokens[said.first].span.start;
        let actors = || scene.here.iter().filter(|named| named.is_actor || !named.parties.is_empty());
        let is_ahead = |named: &&&Named| {
            let first = scene.text.token_at(named.span.start);
            first >= said.end && self.words_between(scene, said.end, first) < AHEAD
        };
        let mut ahead: Vec<&&Named> = actors().filter(|named| named.span.start >= at).filter(is_ahead).collect();
        ahead.sort_by_key(|named| named.span.start);
        let of = |named: &Named| match () {
            () if named.parties.contains(subject) => Bearer::Asked,
            () if named.parties.iter().any(|party| asked.contains(party)) => Bearer::Other,
            () => Bearer::Stranger,
        };
        let is_source = |named: &&&Named| self.is_source(scene, named);
        let loses = || ahead.iter().copied().filter(is_source).any(|named| named.parties.contains(subject));
        if said.borne == Borne::Taker && loses() {
            return Bearer::AtCost;
        }
        let own: Vec<&&Named> = ahead.into_iter().filter(|named| !is_source(named)).collect();
        // «دحر الجيش التنظيم»: who is named second bears it.
        if let (Borne::Object, [_, second, ..]) = (said.borne, own.as_slice()) {
            return of(second);
        }
        let before = actors().filter(|named| named.span.end <= at).max_by_key(|named| named.span.end);
        let far = |named: &Named| match scene.text.token_at(named.span.start) {
            first if first >= said.end => self.words_between(scene, said.end, first),
            _ => self.words_between(scene, scene.text.token_at(named.span.end - 1) + 1, said.first),
        };
        match own.first().copied().into_iter().chain(before).min_by_key(|named| far(named)) {
            Some(named) => of(named),
            None => Bearer::Nobody,
        }
    }

    /// «هددت الرياض طهران», where it is asked whether Tehran threatens Riyadh: whether a deed is only another party's.
    pub(super) fn is_done_by_another(&self, scene: &Scene<'_>, said: &Said, asked: &[usize]) -> bool {
        let Some((subject, others)) = asked.split_first() else { return false };
        let span = scene.text.span(said.first, said.end - 1);
        let is_by = |event: &Event, party: &usize| {
            let ids = &self.read_as.parties[*party].ids;
            event.actors.iter().filter_map(|role| role.entity.as_ref()).any(|id| ids.contains(id))
        };
        let mut events = scene.extraction.events.iter().filter(|event| event.trigger.overlaps(&span));
        events.any(|event| others.iter().any(|other| is_by(event, other)) && !is_by(event, subject))
    }

    /// «من يد التنظيم», «على حساب التنظيم».
    fn is_source(&self, scene: &Scene<'_>, named: &Named) -> bool {
        let from = self.lexicon.vocabulary().class("question-from");
        let first = scene.text.token_at(named.span.start);
        (first.saturating_sub(FROM)..first).any(|token| from.is_some_and(|class| scene.text.is(token, class)))
    }

    fn words_between(&self, scene: &Scene<'_>, from: usize, to: usize) -> usize {
        (from..to).filter(|token| scene.text.tokens[*token].kind == TokenKind::Word).count()
    }
}
