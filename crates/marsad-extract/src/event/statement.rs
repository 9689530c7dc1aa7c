//! «فلان: العدو كاذب»: a title that gives somebody's words is news of what he said, a reproach where he blames another.

use marsad_lexicon::{ClassId, Lexicon};
use marsad_record::{
    Claim, EntityKind, Event, EventType, Mention, MentionForm, Modality, Role, RoleStatus, Span, Toll,
};
use marsad_text::{Hit, Sentence, Text};

/// How sure a reproach is where the speaker and the one blamed are both named; where only the speaker is.
const BOTH_NAMED: f64 = 0.72;
const SPEAKER_NAMED: f64 = 0.55;

/// What reading statements in titles needs.
pub(super) struct Statements {
    blame: Option<ClassId>,
}

impl Statements {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        Self { blame: lexicon.vocabulary().class("blame-noun") }
    }

    /// The reproach that a title tells in the words of the one who makes it.
    pub(super) fn reproach(
        &self,
        title: &Sentence,
        text: &Text,
        lexicon: &Lexicon,
        mentions: &[Mention],
        claims: &[Claim],
        before: usize,
    ) -> Option<Event> {
        let colon = (title.first..title.end).find(|token| text.original(*token) == ":")?;
        let heard = claims.iter().filter_map(|claim| claim.attribution.last()).find(|link| {
            link.span.is_some_and(|span| title.span.contains(&span) && span.end <= text.tokens[colon].span.start)
        })?;
        let blames = |hit: &&Hit| Some(hit.class) == self.blame && (hit.last as usize) < title.end;
        let word = (colon + 1..title.end).find_map(|token| text.hits.at(token).iter().find(blames))?;
        let trigger = text.hit_span(word);
        let blamed = mentions.iter().filter(|mention| {
            let after = mention.span.start >= text.tokens[colon].span.end && title.span.contains(&mention.span);
            after && is_party(mention) && mention.entity.is_some() && mention.entity != heard.entity
        });
        let blamed = blamed.min_by_key(|mention| mention.span.start.abs_diff(trigger.start));
        let row = word.entry.map(|entry| lexicon.row(entry))?;
        let role = |entity: Option<&str>, span: Span| Role {
            entity: entity.map(str::to_owned),
            name: entity
                .and_then(|id| lexicon.entities().get(id))
                .map_or_else(|| span.of(text.original).to_owned(), |entity| entity.name_en.clone()),
            span: Some(span),
            status: RoleStatus::Asserted,
        };
        Some(Event {
            id: format!("e{}", before + 1),
            trigger,
            kind: EventType::Accuse,
            modes: vec![row.get("mode").to_owned()],
            contexts: Vec::new(),
            actors: vec![role(heard.entity.as_deref(), heard.span?)],
            recipients: blamed.map(|mention| role(mention.entity.as_deref(), mention.span)).into_iter().collect(),
            when: None,
            when_alternatives: Vec::new(),
            place: None,
            toll: Toll::default(),
            modality: Modality::Asserted,
            claims: Vec::new(),
            is_headline: false,
            confidence: if blamed.is_some() && heard.entity.is_some() { BOTH_NAMED } else { SPEAKER_NAMED },
            rules: vec!["event/title-reproach".to_owned(), format!("event/{}", row.id())],
        })
    }
}

fn is_party(mention: &Mention) -> bool {
    !matches!(mention.kind, EntityKind::Place | EntityKind::Outlet) && mention.form != MentionForm::Nisba
}
