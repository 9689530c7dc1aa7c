//! When and where the deed was that a sentence only goes on about: «وقع تفجير في البصرة الأحد. وأسفر التفجير عن مقتل 12».
//!
//! A known deed («الهجوم», «البلدة التي قتل فيها») without a day or a place of its own takes them from the nearest telling
//! of such a deed before it.

use jiff::civil::Date;
use marsad_record::{Event, EventType, Modality, Span, Toll, TollPart};
use marsad_text::Text;

use super::circumstance;
use super::phrase::Syntax;

/// How many sentences before it a deed of the same word was told, and how many one of another word.
const SAME_WORD: usize = 8;
const OTHER_WORD: usize = 1;
/// From how many days on the dead of what began are those of all its days.
const DAYS: i32 = 3;
/// How far two counts of one deed differ at most.
const COUNTS: f64 = 3.0;

/// How an event is told, beside what it is: the first word of its noun, and whether it is told as known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'f> {
    pub(super) head: &'f str,
    pub(super) is_known: bool,
    /// Whether the article only names it: what it goes on about is something else.
    pub(super) is_named: bool,
    /// Whether it tells no more than what befell somebody: «مقتل», «أصيب».
    pub(super) is_toll: bool,
    /// Whether it is told that it began.
    pub(super) begins: bool,
}

/// The kind of weapon that no other deed goes on about: gas is gas in every sentence.
const APART: &str = "unconventional";

/// Completes what each sentence says of a known deed by what the article told of it before.
pub(super) fn resume(events: &mut [Event], words: &[Word], text: &Text, syntax: &Syntax, published: Option<Date>) {
    let sentences: Vec<usize> = events.iter().map(|event| text.sentence_at(event.trigger.start)).collect();
    let tolls: Vec<_> = events.iter().map(|event| spans(&event.toll)).collect();
    for at in 0..events.len() {
        if !is_open(&events[at]) {
            continue;
        }
        let here = || {
            let same = |other: &usize| sentences[*other] == sentences[at] && events[*other].kind == events[at].kind;
            (0..events.len()).filter(same).filter(|other| tolls[*other] == tolls[at])
        };
        let known = here().find(|other| words[*other].is_known);
        let is_recalled = || syntax.tells_of_a_place(text, text.token_at(events[at].trigger.start));
        // «... واستمر القصف على البلدة. ووثق المرصد مقتل 18»: a count alone goes on about the sentence before it.
        let is_count = || here().all(|other| words[other].is_toll) && goes_on(sentences[at], text);
        if known.is_none() && !is_recalled() && !is_count() {
            continue;
        }
        let head = known.map_or("", |known| words[known].head);
        let first = (0..at).find(|other| sentences[*other] == sentences[at]).unwrap_or(at);
        let nearest = |same_word: bool, reach: usize| {
            (0..first).rev().take_while(|before| sentences[at] - sentences[*before] <= reach).find(|before| {
                let is_word = !same_word || !head.is_empty() && words[*before].head == head;
                let is_near = sentences[at] - sentences[*before] <= OTHER_WORD;
                is_word
                    && could_be(&events[*before], &events[at])
                    && (is_near || doers_agree(&events[*before], &events[at]))
            })
        };
        let other = || nearest(false, OTHER_WORD).filter(|_| !known.is_some_and(|known| words[known].is_named));
        let source = nearest(true, SAME_WORD).or_else(other);
        let Some(source) = source else { continue };
        // «بدأت الحملة في 20 يناير ... وأوقعت الحملة 280 قتيلا»
        let begins = (0..events.len()).any(|other| sentences[other] == sentences[source] && words[other].begins);
        let began = begins.then(|| events[source].interval().and_then(|interval| interval.to)).flatten();
        let is_sum = began.zip(published).is_some_and(|(began, published)| (published - began).get_days() >= DAYS);
        let source = events[source].clone();
        let event = &mut events[at];
        event.rules.push("event/resumed".to_owned());
        if is_sum {
            event.toll = Toll::default();
            continue;
        }
        if event.when.is_none() {
            event.when = source.when;
            event.when_alternatives = source.when_alternatives;
        }
        if event.place.is_none() {
            event.place = source.place;
        }
    }
}

/// Whether a sentence stands in one paragraph with the sentence before it.
fn goes_on(sentence: usize, text: &Text) -> bool {
    let Some(before) = sentence.checked_sub(1).map(|before| text.sentences[before].span) else { return false };
    !text.original[before.end..text.sentences[sentence].span.start].contains('\n')
}

/// Whether a toll is told without when or where.
fn is_open(event: &Event) -> bool {
    event.kind == EventType::Assault
        && !event.is_headline
        && event.modality == Modality::Asserted
        && spans(&event.toll) != (None, None)
        && (event.when.is_none() || event.place.is_none())
}

/// Where the dead and the wounded of an event are told.
fn spans(toll: &Toll) -> (Option<Span>, Option<Span>) {
    let span = |part: &Option<TollPart>| part.as_ref().and_then(|part| part.span);
    (span(&toll.killed), span(&toll.wounded))
}

/// Whether an earlier telling can be of the deed, and says more of it.
fn could_be(before: &Event, event: &Event) -> bool {
    let is_told = before.kind == event.kind
        && !matches!(before.modality, Modality::Future | Modality::Hypothetical | Modality::General);
    let days_meet = match (before.interval(), event.interval()) {
        (Some(one), Some(other)) => one.meets(&other),
        _ => true,
    };
    let is_there = match (&before.place, &event.place) {
        (Some(one), Some(other)) => circumstance::agree(one, other),
        _ => true,
    };
    let dead = |event: &Event| event.toll.killed.as_ref().and_then(|part| part.range.told());
    let is_as_many = match (dead(before), dead(event)) {
        (Some(one), Some(other)) => one.max(other) <= COUNTS * one.min(other).max(1.0),
        _ => true,
    };
    let says_more = event.when.is_none() && before.when.is_some() || event.place.is_none() && before.place.is_some();
    let is_wide = before.when.is_some() && circumstance::is_wide(before.interval());
    let has = |event: &Event| event.modes.iter().any(|mode| mode == APART);
    let is_one_weapon = has(before) == has(event) || before.modes.is_empty() || event.modes.is_empty();
    is_told && !is_wide && is_one_weapon && days_meet && is_there && is_as_many && says_more
}

fn doers_agree(one: &Event, other: &Event) -> bool {
    let named = |event: &Event| -> Vec<String> { event.actors.iter().filter_map(|role| role.entity.clone()).collect() };
    let (left, right) = (named(one), named(other));
    left.is_empty() || right.is_empty() || left.iter().any(|entity| right.contains(entity))
}
