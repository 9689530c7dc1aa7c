//! What is told and by whom: claims with their chain of voices, events, relations, forecasts.

use marsad_record::{Claim, Event, EventPlace, Forecast, Link, Relation, Role, TollPart};
use serde::Serialize;

use crate::amount::Amount;
use crate::page::{Page, Words};
use crate::spans::WhenJson;

#[derive(Serialize)]
pub(crate) struct LinkJson<'t> {
    voice: &'t str,
    entity: Option<&'t str>,
    how: &'static str,
    anonymous: bool,
    start: Option<usize>,
    end: Option<usize>,
    cue: Option<Words<'t>>,
}

impl<'t> LinkJson<'t> {
    fn of(link: &'t Link, page: &Page<'t>) -> Self {
        let (start, end) = page.optional_range(link.span);
        Self {
            voice: &link.voice,
            entity: link.entity.as_deref(),
            how: link.how.name(),
            anonymous: link.anonymous,
            start,
            end,
            cue: link.cue.map(|cue| page.words(cue)),
        }
    }
}

/// One claim as the contract has it.
#[derive(Serialize)]
pub(crate) struct ClaimJson<'t> {
    id: &'t str,
    start: usize,
    end: usize,
    text: &'t str,
    attribution: Vec<LinkJson<'t>>,
    stance: &'static str,
    certainty: &'static str,
    said_at: Option<WhenJson<'t>>,
    about: &'t [String],
    events: &'t [String],
    forecast: Option<WindowJson<'t>>,
    rules: &'t [String],
}

/// What a claim says of the future: by when, and under what condition.
#[derive(Serialize)]
struct WindowJson<'t> {
    from: Option<&'t str>,
    to: Option<&'t str>,
    condition: Option<&'t str>,
}

impl<'t> ClaimJson<'t> {
    pub(crate) fn of(claim: &'t Claim, forecasts: &'t [Forecast], page: &Page<'t>) -> Self {
        let (start, end) = page.range(claim.span);
        let forecast = forecasts.iter().find(|forecast| forecast.claim == claim.id);
        Self {
            id: &claim.id,
            start,
            end,
            text: page.text(claim.span),
            attribution: claim.attribution.iter().map(|link| LinkJson::of(link, page)).collect(),
            stance: claim.stance.name(),
            certainty: claim.certainty.name(),
            said_at: claim.said_at.as_ref().map(WhenJson::of),
            about: &claim.about,
            events: &claim.events,
            forecast: forecast.map(|forecast| WindowJson {
                from: forecast.from.as_deref(),
                to: forecast.to.as_deref(),
                condition: forecast.condition.as_deref(),
            }),
            rules: &claim.rules,
        }
    }
}

#[derive(Serialize)]
struct ActorJson<'t> {
    entity: Option<&'t str>,
    name: &'t str,
    start: Option<usize>,
    end: Option<usize>,
    status: &'static str,
}

#[derive(Serialize)]
struct RecipientJson<'t> {
    entity: Option<&'t str>,
    name: &'t str,
    start: Option<usize>,
    end: Option<usize>,
}

#[derive(Serialize)]
struct WhereJson<'t> {
    place: Option<&'t str>,
    name: &'t str,
    country: Option<&'t str>,
    resolution: &'static str,
    start: Option<usize>,
    end: Option<usize>,
    chain: &'t [String],
    point: Option<[f64; 2]>,
}

impl<'t> WhereJson<'t> {
    fn of(place: &'t EventPlace, page: &Page<'t>) -> Self {
        let (start, end) = page.optional_range(place.span);
        Self {
            place: place.place.as_deref(),
            name: &place.name,
            country: place.country.as_deref(),
            resolution: place.level.name(),
            start,
            end,
            chain: &place.chain,
            point: place.point.map(|(latitude, longitude)| [latitude, longitude]),
        }
    }
}

#[derive(Serialize)]
struct TollJson<'t> {
    killed: Option<TollPartJson<'t>>,
    wounded: Option<TollPartJson<'t>>,
}

#[derive(Serialize)]
struct TollPartJson<'t> {
    low: Option<Amount>,
    high: Option<Amount>,
    qualifier: &'static str,
    who: Option<&'t str>,
    start: Option<usize>,
    end: Option<usize>,
}

impl<'t> TollPartJson<'t> {
    fn of(part: &'t TollPart, page: &Page<'t>) -> Self {
        let (start, end) = page.optional_range(part.span);
        Self {
            low: part.range.low.map(Amount),
            high: part.range.high.map(Amount),
            qualifier: part.range.qualifier.name(),
            who: part.who.as_deref(),
            start,
            end,
        }
    }
}

/// When it happened, with the other readings of the words.
#[derive(Serialize)]
struct EventWhenJson<'t> {
    #[serde(flatten)]
    when: WhenJson<'t>,
    alternatives: Vec<&'t str>,
}

/// One event as the contract has it.
#[derive(Serialize)]
pub(crate) struct EventJson<'t> {
    id: &'t str,
    trigger: Words<'t>,
    r#type: &'static str,
    quad: &'static str,
    modes: &'t [String],
    contexts: &'t [String],
    actors: Vec<ActorJson<'t>>,
    recipients: Vec<RecipientJson<'t>>,
    when: Option<EventWhenJson<'t>>,
    r#where: Option<WhereJson<'t>>,
    toll: TollJson<'t>,
    modality: &'static str,
    claims: &'t [String],
    headline: bool,
    score: Amount,
    confidence: Amount,
    rules: &'t [String],
}

impl<'t> EventJson<'t> {
    pub(crate) fn of(event: &'t Event, page: &Page<'t>) -> Self {
        Self {
            id: &event.id,
            trigger: page.words(event.trigger),
            r#type: event.kind.name(),
            quad: event.kind.quad().name(),
            modes: &event.modes,
            contexts: &event.contexts,
            actors: event.actors.iter().map(|role| actor(role, page)).collect(),
            recipients: event.recipients.iter().map(|role| recipient(role, page)).collect(),
            when: event.when.as_ref().map(|when| EventWhenJson {
                when: WhenJson::of(when),
                alternatives: event.when_alternatives.iter().take(2).map(|other| other.value.as_str()).collect(),
            }),
            r#where: event.place.as_ref().map(|place| WhereJson::of(place, page)),
            toll: TollJson {
                killed: event.toll.killed.as_ref().map(|part| TollPartJson::of(part, page)),
                wounded: event.toll.wounded.as_ref().map(|part| TollPartJson::of(part, page)),
            },
            modality: event.modality.name(),
            claims: &event.claims,
            headline: event.is_headline,
            score: Amount(event.score()),
            confidence: Amount((event.confidence * 10_000.0).round() / 10_000.0),
            rules: &event.rules,
        }
    }
}

fn actor<'t>(role: &'t Role, page: &Page<'t>) -> ActorJson<'t> {
    let (start, end) = page.optional_range(role.span);
    ActorJson { entity: role.entity.as_deref(), name: &role.name, start, end, status: role.status.name() }
}

fn recipient<'t>(role: &'t Role, page: &Page<'t>) -> RecipientJson<'t> {
    let (start, end) = page.optional_range(role.span);
    RecipientJson { entity: role.entity.as_deref(), name: &role.name, start, end }
}

#[derive(Serialize)]
pub(crate) struct RelationJson<'t> {
    from: &'t str,
    to: &'t str,
    sign: &'static str,
    modality: &'static str,
    when: Option<WhenJson<'t>>,
    start: usize,
    end: usize,
    claims: &'t [String],
    rules: &'t [String],
}

impl<'t> RelationJson<'t> {
    pub(crate) fn of(relation: &'t Relation, page: &Page<'t>) -> Self {
        let (start, end) = page.range(relation.span);
        Self {
            from: &relation.from,
            to: &relation.to,
            sign: relation.sign.name(),
            modality: relation.modality.name(),
            when: relation.when.as_ref().map(WhenJson::of),
            start,
            end,
            claims: &relation.claims,
            rules: &relation.rules,
        }
    }
}

#[derive(Serialize)]
pub(crate) struct ForecastJson<'t> {
    claim: &'t str,
    start: usize,
    end: usize,
    text: &'t str,
    from: Option<&'t str>,
    to: Option<&'t str>,
    condition: Option<&'t str>,
}

impl<'t> ForecastJson<'t> {
    pub(crate) fn of(forecast: &'t Forecast, page: &Page<'t>) -> Self {
        let (start, end) = page.range(forecast.span);
        Self {
            claim: &forecast.claim,
            start,
            end,
            text: page.text(forecast.span),
            from: forecast.from.as_deref(),
            to: forecast.to.as_deref(),
            condition: forecast.condition.as_deref(),
        }
    }
}
