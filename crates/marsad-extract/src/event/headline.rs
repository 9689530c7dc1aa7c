//! Which event the article is about, and what the lead adds to it.

use marsad_lexicon::{ClassId, Lexicon};
use marsad_record::{
    Claim, Document, Event, EventType, Modality, PlaceLevel, Quad, Qualifier, RoleStatus, Span, Toll, TollPart,
};
use marsad_text::{Sentence, Text};

use crate::place::Manner;

use super::Findings;
use super::attach::Tie;
use super::circumstance::{self, Seats, Ties, Totals};
use super::role_doer::Doers;

/// How many sentences after the title are the lead.
const LEAD: usize = 3;
/// What standing in the title adds.
const TITLE: f64 = 1.4;
/// How strongly the lead must tell it where the title tells nothing that was done.
const SURE: f64 = 1.24;
/// How near the deed stands that a relative clause tells more of, in bytes.
const NEAR: usize = 40;
/// How many days after it happened an article still tells it as news.
const OLD_NEWS: i32 = 7;
/// How many more sentences may complete what the lead leaves open.
const BODY: usize = 8;

/// A word that tells how a kind of deed was done: its type, where it stands, its modes.
pub(super) type Means<'m> = (Option<EventType>, Span, &'m Vec<String>);

/// What the article tells beside its events.
#[derive(Clone, Copy)]
pub(super) struct Told<'t> {
    pub(super) claims: &'t [Claim],
    pub(super) means: &'t [Means<'t>],
    pub(super) ties: &'t [Ties],
    pub(super) totals: &'t Totals<'t, 't>,
    pub(super) seats: &'t Seats,
    /// What the doer is told by: words of blame, of a negation.
    pub(super) doer_classes: [Option<ClassId>; 2],
}

/// Modes from the telling to the vague: an air raid is more than an explosion.
const TELLING: [&str; 9] = [
    "suicide-attack",
    "unconventional",
    "drone",
    "aerial",
    "targeted",
    "heavy-weapons",
    "firearms",
    "explosives",
    "destroy",
];

/// Marks the headline event and completes it from events of the same type in title and lead, and its actors from those
/// who claim it or are accused of it anywhere in the article. Gives the event back if the article is hardly about it.
pub(super) fn mark(
    events: &mut [Event],
    document: &Document,
    text: &Text,
    findings: &Findings,
    told: Told,
    lexicon: &Lexicon,
    background: impl Fn(usize) -> bool,
) -> Option<usize> {
    let Told { claims, means, ties, .. } = told;
    let (places, quantities) = (findings.places, findings.quantities);
    let order: Vec<&Sentence> = text.sentences.iter().filter(|sentence| !sentence.is_chrome).collect();
    let mut ranks = vec![None; text.sentences.len()];
    let told_in = text.sentences.iter().enumerate().filter(|(_, sentence)| !sentence.is_chrome);
    told_in.enumerate().for_each(|(rank, (at, _))| ranks[at] = Some(rank));
    let rank_of = |event: &Event| ranks.get(text.sentence_at(event.trigger.start)).copied().flatten();
    let (chosen, is_sure) = choose(events, rank_of, &order, text, background)?;
    let chosen = alleged_deed(events, chosen, text).unwrap_or(chosen);
    let kind = events[chosen].kind;
    let mut companions: Vec<usize> = (0..events.len())
        .filter(|index| {
            *index != chosen && events[*index].kind == kind && events[*index].modality == events[chosen].modality
        })
        .filter(|index| rank_of(&events[*index]).is_some_and(|rank| rank <= LEAD + BODY))
        .collect();
    companions.sort_by_key(|index| rank_of(&events[*index]));
    let mut headline = events[chosen].clone();
    let mut tied = ties[chosen];
    let companion_tolls: Vec<Toll> = companions.iter().map(|index| events[*index].toll.clone()).collect();
    let own = headline.actors.clone();
    for index in companions {
        let rank = rank_of(&events[index]).unwrap_or(usize::MAX);
        complete(&mut headline, &events[index], rank);
        place_from(&mut headline, &mut tied, &events[index], ties[index], rank);
        time_from(&mut headline, &mut tied, &events[index], ties[index], rank, document);
    }
    if !circumstance::is_said(kind) && headline.place.as_ref().is_none_or(circumstance::is_country) {
        let settings = || order.iter().take(LEAD + 1).filter_map(|sentence| circumstance::setting(sentence, places));
        let fine = settings().find(|place| !circumstance::is_country(place));
        if let Some(place) = fine.or_else(|| settings().next()) {
            let fits = headline.place.as_ref().is_none_or(|country| country.country == place.country);
            if fits {
                headline.place = Some(place);
            }
        }
    }
    if kind == EventType::Assault {
        let sentences = order.iter().take(LEAD + BODY);
        let tolls: Vec<Toll> =
            sentences.map(|sentence| circumstance::toll_in(sentence, quantities, told.totals)).collect();
        complete_toll(&mut headline.toll, &tolls, told.totals);
        let named = companion_tolls.into_iter().find_map(|toll| toll.killed);
        headline.toll.killed = headline.toll.killed.or(named);
    }
    if (headline.when.is_none() || circumstance::is_wide(headline.interval()))
        && let Some(when) = circumstance::day_of_publication(document.published.date())
    {
        headline.rules.push("event/day-of-publication".to_owned());
        headline.when = Some(when);
    }
    let lead = order.iter().take(LEAD + 3);
    for (_, span, modes) in means.iter().filter(|(of, ..)| *of == Some(kind)) {
        if kind == EventType::Assault && lead.clone().any(|sentence| sentence.span.contains(span)) {
            let new = modes.iter().filter(|mode| !headline.modes.contains(mode)).cloned().collect::<Vec<_>>();
            headline.modes.extend(new);
        }
    }
    headline.modes.sort_by_key(|mode| TELLING.iter().position(|telling| telling == mode).unwrap_or(4));
    if kind == EventType::Assault {
        let doers =
            Doers { text, lexicon, mentions: findings.mentions, claims, events: &*events, classes: told.doer_classes };
        doers.name(&mut headline, &own);
        if let Some(seat) = headline.place.as_ref().and_then(|place| told.seats.struck(&headline, place, text)) {
            headline.place = Some(seat);
        }
    }
    headline.is_headline = true;
    events[chosen] = headline;
    (!is_sure).then_some(chosen)
}

/// The likeliest event of the title, else of the first sentence; a title that only asks asserts nothing.
fn choose(
    events: &[Event],
    rank_of: impl Fn(&Event) -> Option<usize>,
    order: &[&Sentence],
    text: &Text,
    background: impl Fn(usize) -> bool,
) -> Option<(usize, bool)> {
    let title = order.iter().position(|sentence| sentence.is_title);
    let has_title_event = events.iter().any(|event| {
        event.confidence >= 0.35 && rank_of(event) == title && !background(text.token_at(event.trigger.start))
    });
    let told = |event: &Event| {
        let happened = matches!(event.modality, Modality::Asserted | Modality::Averted | Modality::Future);
        happened && event.confidence >= 0.5
    };
    let mut best: Option<(usize, f64, bool)> = None;
    for (index, event) in events.iter().enumerate().filter(|(_, event)| told(event)) {
        let Some(rank) = rank_of(event).filter(|rank| Some(*rank) == title || *rank <= LEAD) else { continue };
        let token = text.token_at(event.trigger.start);
        let toll = event.toll.killed.is_some() || event.toll.wounded.is_some();
        // «آثار الانفجار الذي أودى بحياة خمسة»: what tells more of a deed named right before it is that deed.
        let tells_more = || {
            events.iter().any(|other| {
                let gap = (event.trigger.start).checked_sub(other.trigger.end);
                other.kind == event.kind && gap.is_some_and(|gap| gap < NEAR) && rank_of(other) == Some(rank)
            })
        };
        let is_background = background(token) && !tells_more();
        let place = if Some(rank) == title {
            if is_background { 0.4 } else { TITLE }
        } else {
            0.3 - 0.1 * f64::from(u8::try_from(rank).unwrap_or(u8::MAX))
        };
        let deed = match event.kind.quad() {
            Quad::MaterialConflict => 0.1,
            Quad::MaterialCooperation => 0.04,
            _ => 0.0,
        };
        let score = place
            + event.confidence
            + deed
            + if toll { 0.2 } else { 0.0 }
            + if is_verb(event) { 0.2 } else { 0.0 }
            + if event.modality == Modality::Asserted { 0.1 } else { 0.0 }
            - if is_background { 0.35 } else { 0.0 };
        // Where the title tells nothing that was done, only a strong telling in the lead makes the article about it.
        let enough = if title.is_some() && !has_title_event { SURE } else { 0.0 };
        if score >= enough - 0.4 && best.is_none_or(|(_, other, _)| score > other + 1e-9) {
            best = Some((index, score, score >= enough));
        }
    }
    best.map(|(index, _, is_sure)| (index, is_sure))
}

/// An accusation of an attack is news of the attack: the deed of the accusation's own sentence, done by the accused.
fn alleged_deed(events: &mut [Event], chosen: usize, text: &Text) -> Option<usize> {
    let accusation = events.get(chosen)?;
    if accusation.kind != EventType::Accuse || !accusation.modes.iter().any(|mode| mode == "allege") {
        return None;
    }
    let (place, accused) = (text.sentence_at(accusation.trigger.start), accusation.recipients.clone());
    let deed = events.iter().position(|event| {
        event.kind == EventType::Assault
            && event.trigger.start > accusation.trigger.end
            && text.sentence_at(event.trigger.start) == place
            && event.modes.iter().any(|mode| TELLING.contains(&mode.as_str()) && mode != "targeted")
            && event.confidence >= 0.5
    })?;
    if !events[deed].actors.iter().any(|actor| actor.entity.is_some()) {
        events[deed].actors = accused;
    }
    for actor in &mut events[deed].actors {
        actor.status = RoleStatus::Accused;
    }
    Some(deed)
}

/// Whether a finite verb tells the event.
fn is_verb(event: &Event) -> bool {
    event.rules.iter().any(|rule| rule == "event/verb")
}

/// Takes from a companion what the headline event leaves open.
fn complete(headline: &mut Event, other: &Event, rank: usize) {
    let has_entity = |roles: &[marsad_record::Role]| roles.iter().any(|role| role.entity.is_some());
    if rank <= LEAD + 1 {
        if headline.kind != EventType::Assault && !has_entity(&headline.actors) && has_entity(&other.actors) {
            headline.actors.clone_from(&other.actors);
        }
        if !has_entity(&headline.recipients) && has_entity(&other.recipients) {
            headline.recipients.clone_from(&other.recipients);
        }
        for mode in &other.modes {
            if !headline.modes.contains(mode) {
                headline.modes.push(mode.clone());
            }
        }
    }
    headline
        .rules
        .extend(other.rules.iter().filter(|rule| !headline.rules.contains(rule)).cloned().collect::<Vec<_>>());
}

/// Takes a companion's place where it says more: where none is known, a finer one inside it, one that it happened in
/// after one that it only happened near.
fn place_from(headline: &mut Event, tied: &mut Ties, other: &Event, its: Ties, rank: usize) {
    let (Some(place), Some((tie, manner))) = (&other.place, its.place) else { return };
    if circumstance::is_unlisted_site(place) && rank > LEAD {
        return;
    }
    let mut place = place.clone();
    let says_more = match (&headline.place, tied.place) {
        (Some(mine), Some((mine_tie, mine_told))) => {
            let is_unplaced = place.place.is_none() && place.chain.len() <= 1 && place.level != PlaceLevel::Site;
            let is_near = mine_told >= Manner::Near;
            let is_finer = is_near || place.level <= mine.level || mine.level == PlaceLevel::City;
            let in_it = is_unplaced && mine.place.is_some() && is_finer;
            if in_it && mine.level <= PlaceLevel::Province && circumstance::agree(mine, &place) {
                let own = mine.place.iter().filter(|_| !is_near);
                place.chain = own.chain(&mine.chain).cloned().collect();
                place.country.clone_from(&mine.country);
            }
            let shares = mine.country == place.country && mine.chain.first() == place.chain.first();
            let after_near = is_near && manner < Manner::Bare && shares;
            let is_surer =
                mine_tie < Tie::Own && manner < Manner::Bare && rank <= LEAD && mine.country == place.country;
            tie == Tie::Own && (circumstance::contains(mine, &place) || after_near || is_surer)
        }
        _ => rank <= LEAD,
    };
    if says_more {
        headline.place = Some(place);
        tied.place = its.place;
    }
}

/// Takes a companion's time where it is the deed's own and the headline's is only when it was said.
fn time_from(headline: &mut Event, tied: &mut Ties, other: &Event, its: Ties, rank: usize, document: &Document) {
    // Deep in the text another happening may be told: what is «the attack», or has the same toll, is this one.
    let is_this = rank <= LEAD + 2
        || its.is_definite
        || headline.toll.killed.is_some() && same_figure(&headline.toll, &other.toll);
    let elsewhere = match (&headline.place, &other.place) {
        (Some(mine), Some(its)) => rank > LEAD && !circumstance::agree(mine, its),
        _ => false,
    };
    if !is_this || elsewhere || circumstance::is_wide(other.interval()) || !is_news(other, document) {
        return;
    }
    let is_finer = its.when == Some(Tie::Own) && circumstance::is_finer(other.interval(), headline.interval());
    let is_better = its.when > tied.when || is_finer || circumstance::is_wide(headline.interval());
    if is_better && (its.when == Some(Tie::Own) || rank <= LEAD + 1) {
        headline.when.clone_from(&other.when);
        headline.when_alternatives.clone_from(&other.when_alternatives);
        tied.when = its.when;
    }
}

fn same_figure(one: &Toll, other: &Toll) -> bool {
    let figure = |toll: &Toll| toll.killed.as_ref().map(|part| part.range.told());
    figure(one) == figure(other)
}

/// Whether what happened then can be the news of the day of publication.
fn is_news(event: &Event, document: &Document) -> bool {
    let day = event.interval().and_then(|interval| interval.from.or(interval.to));
    let (Some(day), Some(published)) = (day, document.published.date()) else { return true };
    day.until(published).is_ok_and(|span| (-1..=OLD_NEWS).contains(&span.get_days()))
}

/// Completes the headline's toll from the sentences of title and lead, in text order.
fn complete_toll(toll: &mut Toll, sentences: &[Toll], totals: &Totals) {
    complete_part(&mut toll.killed, sentences.iter().map(|told| &told.killed), totals);
    complete_part(&mut toll.wounded, sentences.iter().map(|told| &told.wounded), totals);
}

/// «عشرات القتلى» yields to the figure that the text gives for them later, a part to the total, the short title to the
/// lead's own wording of the same figure.
fn complete_part<'t>(
    part: &mut Option<TollPart>,
    sentences: impl Iterator<Item = &'t Option<TollPart>> + Clone,
    totals: &Totals,
) {
    let is_vague = |part: &TollPart| part.range.qualifier == Qualifier::Vague;
    let is_total = |part: &TollPart| part.span.is_some_and(|span| totals.is_total(span));
    for (rank, other) in sentences.clone().enumerate() {
        let Some(other) = other else { continue };
        let fills = part.as_ref().is_none_or(|part| {
            // Deeper in the text the total may be another attack's.
            let is_newer = rank <= LEAD && is_total(other) && !is_total(part);
            let says_more = is_vague(part) || is_newer;
            says_more && !is_vague(other) && other.range.told() >= part.range.told()
        });
        if fills {
            *part = Some(other.clone());
        }
    }
    let Some(part) = part.as_mut() else { return };
    let lead = sentences.skip(1).take(LEAD).flatten().filter(|other| other.range.told() == part.range.told());
    let cautious = lead.clone().find(|other| other.range.qualifier == Qualifier::AtLeast);
    if let Some(other) = cautious.or(lead.clone().next()) {
        *part = other.clone();
    }
}
