//! «فلان: العدو كاذب»: a title that gives somebody's words is news of what he said: a reproach, a demand, a refusal, a
//! threat, an offer, by the words that tell it.

use marsad_lexicon::{ClassId, Lexicon, Row};
use marsad_record::{Claim, EntityKind, Event, EventType, Mention, Modality, Role, RoleStatus, Span, Toll};
use marsad_text::{Hit, Sentence, Text, TokenKind};

use super::choice::{self, STATEMENT};

/// How sure a statement is where the speaker and the one addressed are both named; where only the speaker is; where he
/// is nobody that is known.
const BOTH_NAMED: f64 = 0.72;
const SPEAKER_NAMED: f64 = 0.55;
const NOBODY_NAMED: f64 = 0.45;
/// How many words a speaker before a colon has at most.
const SPEAKER: usize = 6;
/// How many words after the title a speaker's name comes again in.
const AGAIN: usize = 60;

/// What reading statements in titles needs.
pub(super) struct Statements {
    blame: Option<ClassId>,
    statement: Option<ClassId>,
}

impl Statements {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let class = |name: &str| lexicon.vocabulary().class(name);
        Self { blame: class("blame-noun"), statement: class("statement-word") }
    }

    /// What a title tells in the words of the one who says it.
    pub(super) fn read(
        &self,
        title: &Sentence,
        text: &Text,
        lexicon: &Lexicon,
        mentions: &[Mention],
        claims: &[Claim],
        before: usize,
    ) -> Option<Event> {
        let colon = (title.first..title.end).find(|token| text.original(*token) == ":")?;
        let (speaker, span) = speaker(title, colon, text, mentions, claims)?;
        let is_outlet =
            |id: &String| lexicon.entities().get(id).is_some_and(|entity| entity.kind == EntityKind::Outlet);
        if speaker.as_ref().is_some_and(is_outlet) {
            return None;
        }
        let blamed = |trigger: Span| {
            let parties = mentions.iter().filter(|mention| {
                let after = mention.span.start >= text.tokens[colon].span.end && title.span.contains(&mention.span);
                after && is_party(mention) && mention.entity.is_some() && mention.entity != speaker
            });
            parties.min_by_key(|mention| mention.span.start.abs_diff(trigger.start))
        };
        let fits = |hit: &&Hit| {
            let Some(row) = hit.entry.map(|entry| lexicon.row(entry)) else { return false };
            let is_told = Some(hit.class) == self.blame
                || Some(hit.class) == self.statement
                    && (row.get("asks") != "party" || blamed(text.hit_span(hit)).is_some())
                    && (row.get("asks") != "first" || hit.first as usize == after_quote(text, colon, title.end));
            is_told && (hit.last as usize) < title.end
        };
        let word = (colon + 1..title.end).find_map(|token| text.hits.at(token).iter().find(fits))?;
        let trigger = text.hit_span(word);
        let row = word.entry.map(|entry| lexicon.row(entry))?;
        let kind = if Some(word.class) == self.blame { Some(EventType::Accuse) } else { of_row(row) }?;
        let addressed = blamed(trigger);
        let role = |entity: Option<&str>, span: Span| Role {
            entity: entity.map(str::to_owned),
            name: entity
                .and_then(|id| lexicon.entities().get(id))
                .map_or_else(|| span.of(text.original).to_owned(), |entity| entity.name_en.clone()),
            span: Some(span),
            status: RoleStatus::Asserted,
        };
        let confidence = match (&speaker, addressed) {
            (Some(_), Some(_)) => BOTH_NAMED,
            (Some(_), None) => SPEAKER_NAMED,
            (None, _) => NOBODY_NAMED,
        };
        Some(Event {
            id: format!("e{}", before + 1),
            trigger,
            kind,
            modes: row.list("mode").map(str::to_owned).collect(),
            contexts: Vec::new(),
            actors: vec![role(speaker.as_deref(), span)],
            recipients: addressed.map(|mention| role(mention.entity.as_deref(), mention.span)).into_iter().collect(),
            when: None,
            when_alternatives: Vec::new(),
            place: None,
            toll: Toll::default(),
            modality: Modality::Asserted,
            claims: Vec::new(),
            is_headline: false,
            confidence,
            rules: vec![STATEMENT.to_owned(), format!("event/{}", row.id())],
        })
    }
}

fn of_row(row: Row) -> Option<EventType> {
    EventType::from_name(row.get("type"))
}

/// The first word after a colon and the quotation marks that follow it.
fn after_quote(text: &Text, colon: usize, end: usize) -> usize {
    (colon + 1..end).find(|token| text.tokens[*token].kind != TokenKind::Mark).unwrap_or(end)
}

/// Who speaks before a colon: the source of what follows, else who is called in full in the lead by the same last word.
fn speaker(
    title: &Sentence,
    colon: usize,
    text: &Text,
    mentions: &[Mention],
    claims: &[Claim],
) -> Option<(Option<String>, Span)> {
    let stop = text.tokens[colon].span.start;
    let before = |span: &Span| title.span.contains(span) && span.end <= stop;
    let heard =
        claims.iter().filter_map(|claim| claim.attribution.last()).find(|link| link.span.as_ref().is_some_and(before));
    if let Some((link, span)) = heard.and_then(|link| Some((link, link.span?)))
        && link.entity.is_some()
    {
        return Some((link.entity.clone(), span));
    }
    if colon == title.first || colon - title.first > SPEAKER {
        return None;
    }
    let (span, last) = (text.span(title.first, colon - 1), text.form(colon - 1));
    let known = choice::in_full(colon - 1, text, mentions).and_then(|mention| mention.entity.clone());
    // «غزة: ...» is where, not who; a name that the lead has again is somebody's.
    let is_place = mentions.iter().any(|mention| mention.span.overlaps(&span) && mention.kind == EntityKind::Place);
    let mut lead = title.end..(title.end + AGAIN).min(text.tokens.len());
    let is_again = !is_place && lead.any(|token| text.form(token) == last);
    (known.is_some() || heard.is_some() || is_again).then_some((known, span))
}

fn is_party(mention: &Mention) -> bool {
    !matches!(mention.kind, EntityKind::Place | EntityKind::Outlet)
}
