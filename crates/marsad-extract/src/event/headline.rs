//! What the lead adds to the event that the article is about.

use marsad_lexicon::{ClassId, Lexicon};
use marsad_record::{
    Claim, Document, EntityKind, Event, EventPlace, EventType, Mention, Modality, PlaceLevel, Qualifier, Role,
    RoleStatus, Span, TimeValue, Toll, TollPart,
};
use marsad_text::{Sentence, Text};

use crate::place::{Manner, PlaceMention};

use super::Findings;
use super::attach::Tie;
use super::choice::{self, Choice, LEAD, Order};
use super::circumstance::{self, Seats, Ties, Totals};
use super::role_doer::Doers;

/// How many days after it happened an article still tells it as news.
const OLD_NEWS: i32 = 7;
/// How far from an order what is ordered stands, in bytes.
const ORDER: usize = 90;
/// From how many dead an article hardly gives one figure of two happenings.
const FIGURE: f64 = 10.0;
/// How many days before the headline's another day surely is another.
const APART: i32 = 2;
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
    /// Figures of deeds that are only named.
    pub(super) recalled: &'t [Span],
    pub(super) seats: &'t Seats,
    pub(super) order: &'t Order<'t, 't>,
    pub(super) lexicon: &'t Lexicon,
    /// Whether the word at a token stands where only what is known from before is told.
    pub(super) is_background: &'t dyn Fn(usize) -> bool,
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
    choice: &Choice,
    announcer: impl Fn(&Event) -> Option<usize>,
) -> Option<usize> {
    let Told { claims, means, ties, order, lexicon, .. } = told;
    let (places, quantities) = (findings.places, findings.quantities);
    let rank_of = |event: &Event| order.rank(event);
    let chosen = choice::alleged_deed(events, choice.index, text, &TELLING).unwrap_or(choice.index);
    let kind = events[chosen].kind;
    let is_open = matches!(events[chosen].modality, Modality::Possible | Modality::Hypothetical);
    let mut companions: Vec<usize> = (0..events.len())
        .filter(|index| *index != chosen && events[*index].kind == kind)
        // What the title says may be the lead can tell as known.
        .filter(|index| is_open || events[*index].modality == events[chosen].modality)
        .filter(|index| rank_of(&events[*index]).is_some_and(|rank| rank <= LEAD + BODY))
        .filter(|index| ties[chosen].is_recalled || !is_answered(events, ties, *index, text))
        .collect();
    companions.sort_by_key(|index| rank_of(&events[*index]));
    let mut headline = events[chosen].clone();
    let mut tied = ties[chosen];
    // What is only named has a toll of its own: «احتجاجا على مقتل عشرة».
    let of_this = companions.iter().filter(|index| ties[chosen].is_recalled || !ties[**index].is_recalled);
    let companion_tolls: Vec<Toll> = of_this.map(|index| events[*index].toll.clone()).collect();
    let own = headline.actors.clone();
    for index in companions {
        let rank = rank_of(&events[index]).unwrap_or(usize::MAX);
        // «ويأتي الهجوم بعد تفجير في كابل في 22 أبريل»: what was told of another day was elsewhere.
        if rank <= LEAD || !is_older(&events[index], ties[index], &headline, tied) {
            complete(&mut headline, &events[index], rank);
            place_from(&mut headline, &mut tied, &events[index], ties[index], rank);
        }
        time_from(&mut headline, &mut tied, &events[index], ties[index], rank, document);
    }
    let answered = (0..events.len()).filter(|at| !ties[chosen].is_recalled && is_answered(events, ties, *at, text));
    let elsewhere: Vec<Span> = answered.filter_map(|at| events[at].place.as_ref()?.span).collect();
    if headline.place.is_none() {
        headline.place = label(order, findings);
    }
    if !circumstance::is_said(kind) && headline.place.as_ref().is_none_or(circumstance::is_country) {
        let settings = || order.top(LEAD).filter_map(|sentence| circumstance::setting(sentence, places, &elsewhere));
        let fine = settings().find(|place| !circumstance::is_country(place));
        if let Some(place) = fine.or_else(|| settings().next()) {
            let fits = headline.place.as_ref().is_none_or(|country| country.country == place.country);
            if fits {
                headline.place = Some(place);
            }
        }
    }
    if kind == EventType::Assault {
        let sentences = order.top(LEAD + BODY - 1);
        let is_own = |figure: Span| ties[chosen].is_recalled || !told.recalled.contains(&figure);
        let tolls: Vec<Toll> =
            sentences.map(|sentence| circumstance::toll_in(sentence, quantities, told.totals, is_own)).collect();
        complete_toll(&mut headline.toll, &tolls, told.totals);
        let named = companion_tolls.into_iter().find_map(|toll| toll.killed);
        headline.toll.killed = headline.toll.killed.or(named);
    }
    if choice::is_statement(&headline) {
        headline.when =
            order.top(1).filter(|sentence| !sentence.is_title).find_map(|sentence| said_at(sentence, findings, claims));
    }
    if let Some(day) = told_of_another_day(&headline, events, ties) {
        if tied.when == Some(Tie::Own) {
            headline.toll.killed = None;
        } else {
            headline.when.clone_from(&day.when);
            headline.when_alternatives.clone_from(&day.when_alternatives);
        }
    }
    if events[chosen].toll.killed.is_none() && is_of_an_older_deed(&headline, events, ties, document) {
        headline.toll.killed = None;
    }
    let old = happened_before(&headline, events, document);
    if (headline.when.is_none() || circumstance::is_wide(headline.interval()))
        && let Some(event) = old
    {
        headline.when.clone_from(&event.when);
        headline.when_alternatives.clone_from(&event.when_alternatives);
    }
    // What a title names is its news, however it names it.
    let first = text.token_at(headline.trigger.start);
    // «ترامب يوقع قرارا بشأن السلاح»: a deed that such an article only names below its title is no news of the day.
    let is_of_title = |event: &Event| {
        event.kind.quad() == kind.quad()
            && order.rank(event) == Some(0)
            && !(told.is_background)(text.token_at(event.trigger.start))
    };
    let is_beside_the_title = || {
        let is_named = kind == EventType::Assault && !choice::is_verb(&events[chosen]);
        is_named && order.has_title() && !events.iter().any(is_of_title)
    };
    let is_old = !text.sentence_of(first).is_title
        && (ties[chosen].is_recalled || (told.is_background)(first) || is_beside_the_title());
    if (headline.when.is_none() || circumstance::is_wide(headline.interval()))
        && !is_old
        && old.is_none()
        && let Some((when, before)) = circumstance::day_of_publication(document.published.date())
    {
        headline.rules.push("event/day-of-publication".to_owned());
        headline.when = Some(when);
        headline.when_alternatives = before;
    }
    let lead = order.top(LEAD + 2);
    for (_, span, modes) in means.iter().filter(|(of, ..)| *of == Some(kind)) {
        if kind == EventType::Assault && lead.clone().any(|sentence| sentence.span.contains(span)) {
            let new = modes.iter().filter(|mode| !headline.modes.contains(mode)).cloned().collect::<Vec<_>>();
            headline.modes.extend(new);
        }
    }
    headline.modes.sort_by_key(|mode| TELLING.iter().position(|telling| telling == mode).unwrap_or(TELLING.len()));
    if kind == EventType::Assault {
        let doers =
            Doers { text, lexicon, mentions: findings.mentions, claims, events: &*events, classes: told.doer_classes };
        doers.name(&mut headline, &own);
        if let Some(seat) = headline.place.as_ref().and_then(|place| told.seats.struck(&headline, place, text)) {
            headline.place = Some(seat);
        }
    }
    name_in_full(&mut headline.actors, text, findings.mentions, lexicon);
    name_in_full(&mut headline.recipients, text, findings.mentions, lexicon);
    if kind != EventType::Assault && !headline.actors.iter().any(|actor| actor.entity.is_some()) {
        let verb = announcer(&headline).map(|token| text.tokens[token].span);
        let own = verb.and_then(|verb| announces(&headline, verb, text, findings.mentions, lexicon));
        let ordered = || ordered_by(&headline, events, text);
        headline.actors.extend(own.or_else(ordered).or_else(|| speaker(&headline, claims, lexicon)));
    }
    headline.is_headline = true;
    events[chosen] = headline;
    (!choice.is_sure).then_some(chosen)
}

/// «اليمن.. قتلى في غارة»: the place that a title opens with, before dots or a colon.
fn label(order: &Order, findings: &Findings) -> Option<EventPlace> {
    let title = order.sentences.first().filter(|sentence| sentence.is_title)?;
    let opens = |place: &&PlaceMention| {
        let (first, last) = (*place.tokens.start(), *place.tokens.end());
        let is_alone = first == title.first && last + 1 >= title.end;
        is_alone || first == title.first && order.is_colon(last + 1)
    };
    findings.places.iter().find(opens).map(|place| place.place.clone())
}

/// «أمر النائب العام بإحالة المتهمين»: who orders a measure in the sentence that tells it takes it.
fn ordered_by(headline: &Event, events: &[Event], text: &Text) -> Option<Role> {
    if !matches!(headline.kind, EventType::Accuse | EventType::Coerce | EventType::Sanction | EventType::Mobilize) {
        return None;
    }
    let measures = events.iter().filter(|event| event.kind == headline.kind && event.modality == headline.modality);
    measures.take(LEAD).find_map(|measure| {
        let sentence = text.sentence_at(measure.trigger.start);
        let orders = |event: &&Event| {
            let gap = measure.trigger.start.checked_sub(event.trigger.end);
            event.kind == EventType::Request
                && choice::is_verb(event)
                && text.sentence_at(event.trigger.start) == sentence
                && gap.is_some_and(|gap| gap < ORDER)
        };
        let order = events.iter().find(orders)?;
        order.actors.iter().find(|actor| actor.entity.is_some()).cloned()
    })
}

/// When the words of a title were spoken: the day that the lead names outside what was said.
fn said_at(sentence: &Sentence, findings: &Findings, claims: &[Claim]) -> Option<TimeValue> {
    let is_content = |span: &Span| {
        claims.iter().any(|claim| {
            claim.attribution.len() > 1 && claim.span.contains(span) && !claim.span.contains(&sentence.span)
        })
    };
    let day = findings.times.iter().find(|time| {
        sentence.span.contains(&time.span)
            && !is_content(&time.span)
            && time.value.interval.is_some_and(|interval| interval.single_day().is_some())
    })?;
    Some(circumstance::to_the_day(&day.value))
}

/// Who does a deed of words is who says it; a body that tells of a measure and names nobody for it has taken it.
fn speaker(headline: &Event, claims: &[Claim], lexicon: &Lexicon) -> Option<Role> {
    let claim = claims.iter().find(|claim| headline.claims.contains(&claim.id) && claim.attribution.len() > 1)?;
    let link = claim.attribution.last()?;
    let entity = link.entity.as_deref().and_then(|id| lexicon.entities().get(id))?;
    let is_body = matches!(entity.kind, EntityKind::State | EntityKind::Organisation | EntityKind::Group);
    let measures = matches!(headline.kind, EventType::Coerce | EventType::Sanction | EventType::Mobilize);
    let is_said = circumstance::is_said(headline.kind) && entity.kind != EntityKind::Outlet;
    (is_said || measures && is_body).then(|| Role {
        entity: link.entity.clone(),
        name: entity.name_en.clone(),
        span: link.span,
        status: if is_said { RoleStatus::Asserted } else { RoleStatus::Claimed },
    })
}

/// «فلان يعلن الإضراب»: who announces a deed of nobody else does it; of a resignation or a pullout he only speaks.
fn announces(headline: &Event, verb: Span, text: &Text, mentions: &[Mention], lexicon: &Lexicon) -> Option<Role> {
    if headline.kind == EventType::Retreat {
        return None;
    }
    let next_to = |mention: &&Mention| {
        let (end, start) = (mention.span.end, mention.span.start);
        let before = end <= verb.start && verb.start - end <= 2;
        mention.entity.is_some() && (before || start >= verb.end && start - verb.end <= 2)
    };
    if let Some(mention) = mentions.iter().find(next_to) {
        return role_of(mention, mention.span, lexicon);
    }
    let before = text.token_at(verb.start).checked_sub(1)?;
    let mention = choice::in_full(before, text, mentions)?;
    role_of(mention, text.tokens[before].span, lexicon)
}

/// The role of who is named, where he can act.
fn role_of(mention: &Mention, span: Span, lexicon: &Lexicon) -> Option<Role> {
    let entity = mention.entity.as_deref().and_then(|id| lexicon.entities().get(id))?;
    (!matches!(entity.kind, EntityKind::Outlet | EntityKind::Place)).then(|| Role {
        entity: mention.entity.clone(),
        name: entity.name_en.clone(),
        span: Some(span),
        status: RoleStatus::Asserted,
    })
}

/// «خلفان يهاجم»: who is short in the title and in full in the lead is the one of that name.
fn name_in_full(roles: &mut [Role], text: &Text, mentions: &[Mention], lexicon: &Lexicon) {
    for role in roles.iter_mut().filter(|role| role.entity.is_none()) {
        let Some(span) = role.span else { continue };
        let (first, last) = (text.token_at(span.start), text.token_at(span.end.saturating_sub(1)));
        if first != last || !text.sentence_of(first).is_title {
            continue;
        }
        let named = choice::in_full(last, text, mentions).and_then(|mention| role_of(mention, span, lexicon));
        if let Some(named) = named {
            *role = Role { status: role.status, ..named };
        }
    }
}

/// Takes from a companion what the headline event leaves open.
fn complete(headline: &mut Event, other: &Event, rank: usize) {
    let has_entity = |roles: &[Role]| roles.iter().any(|role| role.entity.is_some());
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

/// «ضربات ردا على هجوم في دوما»: whether a deed is only named where another of its kind is told that came of it.
fn is_answered(events: &[Event], ties: &[Ties], at: usize, text: &Text) -> bool {
    let sentence = text.sentence_at(events[at].trigger.start);
    let is_here = |other: &usize| text.sentence_at(events[*other].trigger.start) == sentence;
    let mut here = (0..at).rev().take_while(is_here).chain((at + 1..events.len()).take_while(is_here));
    ties[at].is_named && here.any(|other| events[other].kind == events[at].kind && !ties[other].is_named)
}

/// Whether a deed surely was days before the headline's.
fn is_older(event: &Event, its: Ties, headline: &Event, tied: Ties) -> bool {
    let from = headline.interval().and_then(|interval| interval.from);
    let to = event.interval().and_then(|interval| interval.to);
    let gap = from.zip(to).and_then(|(from, to)| from.since(to).ok());
    let are_told = tied.when == Some(Tie::Own) && its.when == Some(Tie::Own);
    are_told && gap.is_some_and(|gap| gap.get_days() >= APART)
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

/// How many died of it, as far as it is told.
fn dead(event: &Event) -> Option<f64> {
    event.toll.killed.as_ref()?.range.told()
}

/// Whether what happened then can be the news of the day of publication.
fn is_news(event: &Event, document: &Document) -> bool {
    let day = event.interval().and_then(|interval| interval.to.or(interval.from));
    let (Some(day), Some(published)) = (day, document.published.date()) else { return true };
    day.until(published).is_ok_and(|span| (-1..=OLD_NEWS).contains(&span.get_days()))
}

/// What the article says of a deed of the same figure that it tells as old: a headline on a trial or a speech is no news of
/// the deed.
fn happened_before<'e>(headline: &Event, events: &'e [Event], document: &Document) -> Option<&'e Event> {
    let figure = dead(headline).filter(|figure| *figure >= FIGURE)?;
    let is_old = |event: &&Event| {
        event.kind == headline.kind
            && dead(event) == Some(figure)
            && event.interval().is_some()
            && !is_news(event, document)
    };
    events.iter().filter(is_old).min_by_key(|event| circumstance::is_wide(event.interval()))
}

/// Whether a small figure that the article gives further down is that of a deed that it tells as old.
fn is_of_an_older_deed(headline: &Event, events: &[Event], ties: &[Ties], document: &Document) -> bool {
    let Some(figure) = dead(headline).filter(|figure| *figure < FIGURE) else { return false };
    events.iter().zip(ties).any(|(event, tied)| {
        event.kind == headline.kind
            && dead(event) == Some(figure)
            && tied.when == Some(Tie::Own)
            && !is_news(event, document)
    })
}

/// What tells the headline's figure of a day of its own that is not the headline's: «the strikes of Saturday … the attack of
/// the seventh, in which forty were killed».
fn told_of_another_day<'e>(headline: &Event, events: &'e [Event], ties: &[Ties]) -> Option<&'e Event> {
    let figure = dead(headline).filter(|figure| *figure >= FIGURE)?;
    let days = |event: &Event| event.interval().and_then(|interval| Some((interval.from?, interval.to?)));
    let (from, _) = days(headline)?;
    let is_before = |event: &Event| {
        let earlier = |(_, to)| from.since(to).is_ok_and(|gap| gap.get_days() >= APART);
        days(event).is_some_and(earlier) && !circumstance::is_wide(event.interval())
    };
    let told = events.iter().zip(ties).find(|(event, tied)| {
        event.kind == headline.kind
            && event.trigger != headline.trigger
            && dead(event) == Some(figure)
            && tied.when == Some(Tie::Own)
            && is_before(event)
    });
    told.map(|(event, _)| event)
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
