//! Which of an article's events is the one that it is about: the title's, else the lead's that goes on about the same.

use std::collections::BTreeSet;

use marsad_record::{EntityKind, Event, EventType, Mention, Modality, Quad, RoleStatus};
use marsad_text::{Sentence, Text, TokenKind};

/// How many sentences after the title are the lead.
pub(super) const LEAD: usize = 3;
/// What standing in the title adds.
const TITLE: f64 = 1.4;
/// How strongly the lead must tell it where the title tells nothing that was done.
const SURE: f64 = 1.34;
/// What it adds in the lead that the title has a word of the same kind.
const ECHO: f64 = 0.3;
/// What a deed loses that the title gives as somebody's words of another kind.
const QUOTED: f64 = 0.6;
/// From when on an event is told, from when on a word of the title hints at one.
const TOLD: f64 = 0.5;
const HINT: f64 = 0.35;
/// From when on a verb of the title shows that the title tells the news.
const HINT_NEWS: f64 = 0.42;
/// What standing in the title adds to what is not the news; what such a word loses anywhere.
const TITLE_BACKGROUND: f64 = 0.55;
const BACKGROUND: f64 = 0.5;
/// What each further part of a title loses against the part before it.
const PART: f64 = 0.12;
/// What a hint's place is worth: a title's verb, its first word, another word of it; what one of the lead loses.
const HINT_VERB: f64 = 0.85;
const HINT_FIRST: f64 = 0.75;
const HINT_WORD: f64 = 0.25;
const HINT_LEAD: f64 = 0.35;
/// How near the deed stands that a relative clause tells more of, in bytes.
const NEAR: usize = 40;
/// What standing in a sentence adds: where there is no title the first, then those after the title or it.
const DEPTH: [f64; LEAD + 1] = [0.35, 0.3, 0.12, 0.0];
/// The rule of events that a title tells in somebody's own words.
pub(super) const STATEMENT: &str = "event/title-statement";
/// Modes that an allegation of violence is about.
const UNTELLING: &str = "targeted";

/// Where the sentences of an article stand: all of its title first, then the rest in order.
pub(super) struct Order<'s, 'd> {
    /// The sentences that are not chrome.
    pub(super) sentences: Vec<&'s Sentence>,
    titles: usize,
    /// Of each sentence of the text how far from the top it stands.
    ranks: Vec<Option<usize>>,
    text: &'s Text<'d>,
}

impl<'s, 'd> Order<'s, 'd> {
    pub(super) fn of(text: &'s Text<'d>) -> Self {
        let sentences: Vec<&Sentence> = text.sentences.iter().filter(|sentence| !sentence.is_chrome).collect();
        let titles = sentences.iter().filter(|sentence| sentence.is_title).count();
        let mut ranks = vec![None; text.sentences.len()];
        let told_in = text.sentences.iter().enumerate().filter(|(_, sentence)| !sentence.is_chrome).enumerate();
        for (at, (index, sentence)) in told_in {
            let below = (at + 1).saturating_sub(titles.max(1)).max(usize::from(titles > 0));
            ranks[index] = Some(if sentence.is_title { 0 } else { below });
        }
        Self { sentences, titles, ranks, text }
    }

    /// How far from the top an event is told: a title of several sentences is one.
    pub(super) fn rank(&self, event: &Event) -> Option<usize> {
        self.rank_at(event.trigger.start)
    }

    /// The same of a place in the text.
    pub(super) fn rank_at(&self, start: usize) -> Option<usize> {
        self.ranks.get(self.text.sentence_at(start)).copied().flatten()
    }

    /// The first sentences: the title and so many after it.
    pub(super) fn top(&self, after_title: usize) -> impl Iterator<Item = &&'s Sentence> + Clone {
        self.sentences.iter().take(after_title + self.titles.max(1))
    }

    /// Which part of the title an event is told in, from nought.
    fn part(&self, event: &Event) -> f64 {
        let parts = self.sentences.iter().filter(|sentence| sentence.is_title);
        let before = parts.take_while(|sentence| sentence.span.end <= event.trigger.start).count();
        f64::from(u32::try_from(before).unwrap_or(0))
    }

    /// Whether a token is a colon.
    pub(super) fn is_colon(&self, token: usize) -> bool {
        self.text.tokens.get(token).is_some() && self.text.original(token) == ":"
    }

    pub(super) fn has_title(&self) -> bool {
        self.titles > 0
    }
}

/// Which words may be the news.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    /// Those that tell an event.
    Told,
    /// Also those that alone hardly do.
    Hinted,
}

/// An event chosen, and whether the article is surely about it.
pub(super) struct Choice {
    pub(super) index: usize,
    pub(super) is_sure: bool,
}

/// The likeliest event of the title, else of the first sentences; a title that only asks asserts nothing. Where hints are
/// heard, a word that alone hardly tells an event may be it, where nothing better does. `background` says of a word that it
/// is not the news, `announced` of an event that the verb before it announces it.
pub(super) fn choose(
    events: &[Event],
    order: &Order,
    text: &Text,
    words: Words,
    background: impl Fn(usize) -> bool,
    announced: impl Fn(&Event) -> bool,
) -> Option<Choice> {
    let in_title = |event: &Event| order.has_title() && order.rank(event) == Some(0);
    let news = |event: &Event| !background(text.token_at(event.trigger.start));
    let happened = |event: &Event| matches!(event.modality, Modality::Asserted | Modality::Averted | Modality::Future);
    let tells = |event: &Event| event.confidence >= TOLD || is_verb(event) && event.confidence >= HINT_NEWS;
    let titled: Vec<&Event> = events.iter().filter(|event| in_title(event)).collect();
    let has_title_event = titled.iter().any(|event| happened(event) && tells(event) && news(event));
    let echoed: BTreeSet<EventType> =
        titled.iter().filter(|event| event.confidence >= HINT && news(event)).map(|event| event.kind).collect();
    // Only what the sentence of a statement tells after its colon is its content.
    let quoted = events.iter().find(|event| is_statement(event)).map(|event| text.sentence_at(event.trigger.start));
    let mut best: Option<(Choice, f64)> = None;
    for (index, event) in events.iter().enumerate() {
        let Some(rank) = order.rank(event).filter(|rank| *rank <= LEAD) else { continue };
        let is_titled = in_title(event);
        let is_told = happened(event) && event.confidence >= TOLD;
        let may_hint = words == Words::Hinted
            && event.confidence >= HINT
            && (happened(event) || is_titled && matches!(event.modality, Modality::Possible | Modality::Hypothetical));
        if !is_told && !may_hint {
            continue;
        }
        let toll = event.toll.killed.is_some() || event.toll.wounded.is_some();
        // «آثار الانفجار الذي أودى بحياة خمسة»: what tells more of a deed named right before it is that deed.
        let tells_more = || {
            events.iter().any(|other| {
                let gap = (event.trigger.start).checked_sub(other.trigger.end);
                other.kind == event.kind && gap.is_some_and(|gap| gap < NEAR) && order.rank(other) == Some(rank)
            })
        };
        let is_background = !news(event) && !tells_more();
        let place = match (is_titled, is_told) {
            (true, true) if is_background => TITLE_BACKGROUND,
            (true, true) => TITLE,
            (true, false) if event.confidence >= TOLD => HINT_FIRST,
            (true, false) if is_verb(event) => HINT_VERB,
            (true, false) if opens(event, text) => HINT_FIRST,
            (true, false) => HINT_WORD,
            (false, _) => {
                let depth = DEPTH[rank];
                let echo = if !is_background && echoed.contains(&event.kind) { ECHO } else { 0.0 };
                depth + echo - if is_told { 0.0 } else { HINT_LEAD }
            }
        };
        let deed = match event.kind.quad() {
            Quad::MaterialConflict => 0.1,
            Quad::MaterialCooperation => 0.04,
            _ => 0.0,
        };
        let sentence = text.sentence_at(event.trigger.start);
        let is_quoted =
            quoted == Some(sentence) && !is_statement(event) || is_titled && is_spoken_of(event, &titled, text);
        let part = if is_titled { PART * order.part(event) } else { 0.0 };
        let score = place - part
            + event.confidence
            + deed
            + if toll { 0.2 } else { 0.0 }
            + if is_verb(event) || is_statement(event) || is_titled && announced(event) { 0.2 } else { 0.0 }
            + if event.modality == Modality::Asserted { 0.1 } else { 0.0 }
            - if is_background { BACKGROUND } else { 0.0 }
            - if is_quoted { QUOTED } else { 0.0 };
        // Where the title tells nothing that was done, only a strong telling in the lead makes the article about it.
        let enough = if order.has_title() && !has_title_event { SURE } else { 0.0 };
        if score >= enough - 0.4 && best.as_ref().is_none_or(|(_, other)| score > other + 1e-9) {
            best = Some((Choice { index, is_sure: is_told && score >= enough }, score));
        }
    }
    best.map(|(choice, _)| choice)
}

/// An accusation of an attack is news of the attack: the deed of the accusation's own sentence, done by the accused.
pub(super) fn alleged_deed(events: &mut [Event], chosen: usize, text: &Text, telling: &[&str]) -> Option<usize> {
    let place = |event: &Event| text.sentence_at(event.trigger.start);
    let alleges = |event: &Event| {
        event.kind == EventType::Accuse && !is_statement(event) && event.modes.iter().any(|mode| mode == "allege")
    };
    let (accusation, deed) = if alleges(events.get(chosen)?) {
        let deed = events.iter().position(|event| {
            event.kind == EventType::Assault
                && event.trigger.start > events[chosen].trigger.end
                && place(event) == place(&events[chosen])
                && event.modes.iter().any(|mode| telling.contains(&mode.as_str()) && mode != UNTELLING)
                && event.confidence >= TOLD
        })?;
        (chosen, deed)
    } else {
        let before =
            |event: &Event| event.trigger.end <= events[chosen].trigger.start && place(event) == place(&events[chosen]);
        let accusation = events.iter().position(|event| alleges(event) && is_verb(event) && before(event))?;
        (events[chosen].kind == EventType::Assault).then_some((accusation, chosen))?
    };
    let (accuser, accused) = (events[accusation].actors.clone(), events[accusation].recipients.clone());
    let is_accuser = |entity: &Option<String>| accuser.iter().any(|actor| actor.entity == *entity);
    if !events[deed].actors.iter().any(|actor| actor.entity.is_some() && !is_accuser(&actor.entity)) {
        events[deed].actors = accused;
    }
    for actor in &mut events[deed].actors {
        actor.status = RoleStatus::Accused;
    }
    Some(deed)
}

/// Whether a finite verb tells the event.
pub(super) fn is_verb(event: &Event) -> bool {
    event.rules.iter().any(|rule| rule == "event/verb")
}

/// Whether the title tells the event in somebody's own words.
pub(super) fn is_statement(event: &Event) -> bool {
    event.rules.iter().any(|rule| rule == STATEMENT)
}

/// «يدين المجازر», «ترحب بالهدنة»: whether a noun is what a verb of words before it is about; an allegation of a deed is
/// news of the deed.
fn is_spoken_of(event: &Event, titled: &[&Event], text: &Text) -> bool {
    let (token, sentence) = (text.token_at(event.trigger.start), text.sentence_at(event.trigger.start));
    let is_cut = |other: &Event| {
        let between = text.token_at(other.trigger.end.saturating_sub(1)) + 1..token;
        let stops = |token: usize| matches!(text.original(token), "\u{060C}" | ":" | "\u{061B}" | "." | "-");
        between.into_iter().any(stops)
    };
    let speaks = |other: &&Event| {
        let is_verbal = matches!(other.kind.quad(), Quad::VerbalConflict | Quad::VerbalCooperation);
        is_verbal
            && other.trigger.end <= event.trigger.start
            && text.sentence_at(other.trigger.start) == sentence
            && is_verb(other)
            && other.confidence >= HINT_NEWS
            && !other.modes.iter().any(|mode| mode == "allege")
            && !is_cut(other)
    };
    !is_verb(event) && titled.iter().any(speaks)
}

/// Whether an event's word is the first of its sentence or stands right after a colon or dots.
fn opens(event: &Event, text: &Text) -> bool {
    let token = text.token_at(event.trigger.start);
    token == text.sentence_of(token).first || text.tokens[token - 1].kind == TokenKind::Mark
}

/// How many sentences after the title name in full who is short in it.
const NAMED_IN: usize = 4;

/// The person whom the lead calls by a full name that ends with a word of the title.
pub(super) fn in_full<'m>(token: usize, text: &Text, mentions: &'m [Mention]) -> Option<&'m Mention> {
    let (title, last) = (text.sentence_of(token), text.form(token));
    let after = text.sentences.iter().filter(|sentence| !sentence.is_chrome && sentence.first > title.first);
    let end = after.take(NAMED_IN).last()?.span.end;
    mentions.iter().filter(|mention| mention.span.start > title.span.end && mention.span.end <= end).find(|mention| {
        let (first, its_last) = (text.token_at(mention.span.start), text.token_at(mention.span.end.saturating_sub(1)));
        let is_person = mention.kind == EntityKind::Person && mention.entity.is_some();
        is_person && its_last > first && text.form(its_last) == last
    })
}
