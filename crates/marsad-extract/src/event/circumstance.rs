//! When, where, with what toll: the circumstances nearest to a trigger, and those of the lead for the headline event.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use marsad_lexicon::{ClassId, Lexicon};
use marsad_record::{
    Event, EventPlace, EventType, Interval, PlaceLevel, Quad, Qualifier, Quantity, QuantityRole, Span, TimeExpression,
    TimeKind, TimeValue, Toll, TollPart,
};
use marsad_text::{Sentence, Text, TokenKind};

use super::attach::{Attachment, Owner, Tie};
use super::phrase::Syntax;
use super::trigger::Trigger;
use crate::place::{Manner, PlaceMention};

/// «إلى», folded.
const TO: &str = "\u{0627}\u{0644}\u{064A}";
/// How far a clause of time goes on, in tokens: «عندما أفادت مصادر طبية في القطاع بمقتل».
const CLAUSE: usize = 9;
/// How near a site and the city that it is in are, in kilometres.
const WITHIN_A_CITY: f64 = 20.0;

/// How surely an event's time and place are its own, whether it is told as known («الهجوم»), whether only recalled.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ties {
    pub(super) when: Option<Tie>,
    pub(super) place: Option<(Tie, Manner)>,
    pub(super) is_definite: bool,
    pub(super) is_recalled: bool,
    /// Whether its sentence only names it: what comes of it is told.
    pub(super) is_named: bool,
}

/// One trigger among those of its sentence.
pub(super) struct Around<'a, 'd> {
    pub(super) own: usize,
    pub(super) triggers: &'a [Trigger<'a>],
    pub(super) attachment: &'a Attachment,
    pub(super) sentence: &'a Sentence,
    pub(super) syntax: &'a Syntax,
    pub(super) text: &'a Text<'d>,
}

impl Around<'_, '_> {
    fn owner(&self, span: Span) -> Owner {
        self.attachment.owner(self.text.token_at(span.start), self.sentence, self.syntax, self.text)
    }

    fn tie(&self, span: Span) -> Tie {
        self.attachment.tie(self.owner(span), self.own, self.triggers)
    }

    /// Whether the words stand with the trigger itself.
    fn is_its(&self, span: Span) -> bool {
        matches!(self.owner(span), Owner::Deed(index) | Owner::Weak(index) if index == self.own)
    }

    fn span(&self) -> Span {
        self.text.hit_span(&self.triggers[self.own].hit)
    }

    /// The time that is surest the trigger's own, the nearest of those; never one of another deed.
    pub(super) fn time<'t>(&self, times: &'t [TimeExpression]) -> Option<(&'t TimeExpression, Tie)> {
        let dated = |time: &&TimeExpression| {
            self.sentence.span.contains(&time.span)
                && matches!(time.kind, TimeKind::Date | TimeKind::Time)
                && time.value.interval.is_some()
        };
        let first = times.partition_point(|time| time.span.start < self.sentence.span.start);
        let here = times[first..].iter().take_while(|time| time.span.start < self.sentence.span.end);
        let can_date = |time: &&TimeExpression| self.attachment.can_date(self.owner(time.span), self.own);
        let tied = here.filter(dated).filter_map(|time| {
            let tie = if self.opens_its_clause(time.span) { Some(Tie::Own) } else { None };
            let tie = tie.or_else(|| can_date(&time).then(|| self.tie(time.span)))?;
            Some((time, tie))
        });
        let own = self.span();
        tied.filter(|(_, tie)| *tie > Tie::Another)
            .min_by_key(|(time, tie)| (std::cmp::Reverse(*tie), distance(own, time.span), time.span.start))
    }

    /// «في 14 مايو، عندما أفاد مسعفون بمقتل 60»: the time before such a clause is when what it tells was.
    fn opens_its_clause(&self, time: Span) -> bool {
        let last = self.text.token_at(time.end - 1);
        let is_comma = |token: usize| token < self.sentence.end && self.text.original(token) == "\u{060C}";
        let when = last + 1 + usize::from(is_comma(last + 1));
        let own = self.triggers[self.own].first();
        let is_mark = |token: usize| self.text.tokens[token].kind == TokenKind::Mark;
        when < own && self.syntax.is_when(self.text, when) && own - when <= CLAUSE && !(when..own).any(is_mark)
    }

    /// The place that is surest the trigger's own, the nearest of those, the finest of those that contain one another.
    pub(super) fn place(&self, kind: EventType, places: &[PlaceMention]) -> Option<(EventPlace, Tie, Manner)> {
        let own = self.span();
        let is_said = is_said(kind);
        let is_fixed = kind == EventType::Assault;
        let first = places.partition_point(|place| place.mention.span.start < self.sentence.span.start);
        let told: Vec<(&PlaceMention, Tie, Manner)> = places[first..]
            .iter()
            .take_while(|place| place.mention.span.start < self.sentence.span.end)
            .filter(|place| self.sentence.span.contains(&place.mention.span) && place.manner != Manner::Seat)
            .map(|place| (place, self.tie(place.mention.span), self.manner(kind, place)))
            // «احتجاجا على نقل المقر من بيروت»: where something else went from or to is no place of the deed.
            .filter(|(place, _, manner)| !is_fixed || *manner != Manner::Towards || self.is_its(place.mention.span))
            .filter(|(_, tie, manner)| match is_said {
                true => *tie == Tie::Own && *manner == Manner::At,
                // «اجتماع بشأن السد»: what a meeting is about is no place of it.
                false => *tie > Tie::Another && (kind != EventType::Consult || *manner == Manner::At),
            })
            .filter(|(place, _, manner)| {
                !is_described_site(place) || *manner < Manner::Bare && !self.is_one_of_several(place)
            })
            .collect();
        let order = |(place, tie, manner): &&(&PlaceMention, Tie, Manner)| {
            let before = if place.mention.span.start < own.start { 40 } else { 0 };
            let far = match manner {
                Manner::At | Manner::On | Manner::Near => 0,
                Manner::Bare if !is_country(&place.place) => 0,
                Manner::Bare => 1,
                Manner::Towards | Manner::Seat => 2,
            };
            let is_near = *manner == Manner::Near;
            let gap = distance(own, place.mention.span) + before;
            (far, std::cmp::Reverse(*tie), is_near, gap, place.mention.span.start)
        };
        let (nearest, tie, manner) = *told.iter().min_by_key(order)?;
        let finer = told.iter().filter(|(other, _, manner)| {
            *manner < Manner::Near && other.place != nearest.place && contains(&nearest.place, &other.place)
        });
        let (place, tie, manner) =
            finer.min_by_key(|(other, ..)| other.place.level).copied().unwrap_or((nearest, tie, manner));
        Some((place.place.clone(), tie, manner))
    }

    /// The toll of the trigger's deed: what is only named in a sentence keeps its own («a raid in answer to an attack that
    /// killed twelve»).
    pub(super) fn toll(&self, quantities: &[Quantity], totals: &Totals) -> Toll {
        let is_named = self.attachment.is_named(self.own);
        let own_kind = |at: &usize| self.triggers[*at].frame.kind == self.triggers[self.own].frame.kind;
        let is_alone = !(0..self.triggers.len()).filter(own_kind).any(|at| self.attachment.is_named(at) != is_named);
        toll_in(self.sentence, quantities, totals, |figure| is_alone || self.is_recalled(figure) == is_named)
    }

    /// The figures of a sentence that belong to what it only names.
    pub(super) fn recalled(&self, quantities: &[Quantity]) -> Vec<Span> {
        let figures = within(self.sentence, quantities).iter().map(|quantity| quantity.span);
        figures.filter(|figure| self.is_recalled(*figure)).collect()
    }

    fn is_recalled(&self, figure: Span) -> bool {
        match self.owner(figure) {
            Owner::Deed(index) | Owner::Weak(index) => self.attachment.is_named(index),
            Owner::Statement | Owner::Other => false,
        }
    }

    /// «مقر الجيش والسفارة»: one target among several is not where all of it was.
    fn is_one_of_several(&self, place: &PlaceMention) -> bool {
        let joined = |token: usize| {
            token < self.sentence.end && self.text.hits.at(token).iter().any(|hit| hit.proclitics.has_conjunction())
        };
        joined(*place.tokens.start()) || joined(place.tokens.end() + 1)
    }

    /// The manner of a place for a deed: what is struck is where an attack was.
    fn manner(&self, kind: EventType, place: &PlaceMention) -> Manner {
        let struck = |trigger: &Trigger| {
            trigger.is_verb && trigger.frame.kind == Some(kind) && trigger.last() + 1 == *place.tokens.start()
        };
        let own = &self.triggers[self.own];
        let is_visit = kind == EventType::Consult && own.frame.modes.iter().any(|mode| mode == "visit");
        let first = *place.tokens.start();
        // «زيارة إلى الخرطوم»: where a visit goes to is where it is.
        let goes_there = is_visit && first > own.last() && self.text.form(first - 1) == TO;
        match place.manner {
            Manner::Towards if goes_there => Manner::At,
            Manner::On if kind != EventType::Assault => Manner::Bare,
            Manner::Bare if kind == EventType::Assault && self.triggers.iter().any(struck) => Manner::On,
            manner => manner,
        }
    }
}

/// «مقر الهيئة»: a site without a name that the gazetteer knows.
fn is_described_site(place: &PlaceMention) -> bool {
    is_unlisted_site(&place.place)
}

/// Whether a place is a site that the gazetteer does not hold.
pub(super) fn is_unlisted_site(place: &EventPlace) -> bool {
    place.place.is_none() && place.level == PlaceLevel::Site
}

/// Whether one place is known to lie in another, or is a site near enough to be in that city.
pub(super) fn contains(wider: &EventPlace, finer: &EventPlace) -> bool {
    let is_in_chain = wider.place.as_ref().is_some_and(|id| finer.chain.contains(id));
    let near = match (wider.point, finer.point) {
        (Some(one), Some(other)) => kilometres(one, other) < WITHIN_A_CITY,
        _ => false,
    };
    let is_part = wider.level == PlaceLevel::City && finer.level == PlaceLevel::Site;
    is_in_chain || is_part && near && finer.place.is_some() && wider.country == finer.country
}

/// How far apart two points are, by the equirectangular approximation.
fn kilometres(one: (f64, f64), other: (f64, f64)) -> f64 {
    const DEGREE: f64 = 111.2;
    let north = (one.0 - other.0) * DEGREE;
    let east = (one.1 - other.1) * DEGREE * ((one.0 + other.0) / 2.0).to_radians().cos();
    north.hypot(east)
}

/// Whether two places can be where one thing happened: one lies in the other, or they are the same.
pub(super) fn agree(one: &EventPlace, other: &EventPlace) -> bool {
    let same = one.place.is_some() && one.place == other.place;
    let is_vague = |place: &EventPlace| place.place.is_none() && place.chain.len() <= 1;
    let same_country = one.country.is_none() || other.country.is_none() || one.country == other.country;
    same || contains(one, other) || contains(other, one) || same_country && (is_vague(one) || is_vague(other))
}

/// Institutions that are a building to whoever strikes them: classes of `world/seats.tsv`.
pub(super) struct Seats {
    entities: BTreeSet<String>,
}

impl Seats {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let classes: BTreeSet<&str> = lexicon.table("world/seats").rows().map(|row| row.id()).collect();
        let actors = lexicon.table("world/actors").rows().filter(|row| classes.contains(row.get("class")));
        Self { entities: actors.map(|row| row.id().to_owned()).collect() }
    }

    /// «هجوم استهدف المفوضية في طرابلس»: the seat of the one institution that was struck, in the place told.
    pub(super) fn struck(&self, event: &Event, around: &EventPlace, text: &Text) -> Option<EventPlace> {
        let mut struck = event.recipients.iter().filter(|recipient| recipient.entity.is_some());
        let (only, others) = (struck.next()?, struck.next());
        let is_seat = only.entity.as_ref().is_some_and(|id| self.entities.contains(id));
        let span = only.span.filter(|_| is_seat && others.is_none() && around.level > PlaceLevel::Site)?;
        Some(EventPlace {
            place: None,
            name: span.of(text.original).to_owned(),
            country: around.country.clone(),
            level: PlaceLevel::Site,
            chain: around.place.iter().chain(&around.chain).cloned().collect(),
            point: around.point,
            span: Some(span),
        })
    }
}

/// Where a sentence is set, whatever is told in it: its first place that somebody is in, the finest of those around it;
/// none of those that are known to be elsewhere.
pub(super) fn setting(sentence: &Sentence, places: &[PlaceMention], elsewhere: &[Span]) -> Option<EventPlace> {
    let inside = || {
        places.iter().filter(|place| {
            let is_there =
                place.manner < Manner::Towards && !is_described_site(place) && !elsewhere.contains(&place.mention.span);
            is_there && sentence.span.contains(&place.mention.span)
        })
    };
    let first = inside().min_by_key(|place| (place.manner >= Manner::Near, place.mention.span.start))?;
    let finer = inside().filter(|other| other.manner < Manner::Near && contains(&first.place, &other.place));
    Some(finer.min_by_key(|other| other.place.level).unwrap_or(first).place.clone())
}

/// How far apart two spans are, in bytes.
fn distance(one: Span, other: Span) -> usize {
    if one.overlaps(&other) {
        0
    } else if one.end <= other.start {
        other.start - one.end
    } else {
        one.start - other.end
    }
}

/// The toll that a sentence tells, by the figures whose spans are asked for.
pub(super) fn toll_in(
    sentence: &Sentence,
    quantities: &[Quantity],
    totals: &Totals,
    is_asked: impl Fn(Span) -> bool,
) -> Toll {
    let quantities = within(sentence, quantities);
    Toll {
        killed: part(QuantityRole::Killed, sentence, quantities, totals, &is_asked),
        wounded: part(QuantityRole::Wounded, sentence, quantities, totals, &is_asked),
    }
}

/// The quantities that begin in a sentence.
fn within<'q>(sentence: &Sentence, quantities: &'q [Quantity]) -> &'q [Quantity] {
    let first = quantities.partition_point(|quantity| quantity.span.start < sentence.span.start);
    let end = quantities.partition_point(|quantity| quantity.span.start < sentence.span.end);
    &quantities[first..end.max(first)]
}

fn part(
    role: QuantityRole,
    sentence: &Sentence,
    quantities: &[Quantity],
    totals: &Totals,
    is_asked: &impl Fn(Span) -> bool,
) -> Option<TollPart> {
    let told = quantities.iter().filter(|quantity| {
        quantity.role == role
            && is_asked(quantity.span)
            && sentence.span.contains(&quantity.span)
            && !quantity.is_cumulative
            && !quantity.is_superseded
            && !quantity.is_attackers
            && quantity.part_of.is_none()
    });
    // A figure says more than «عشرات», a total more than a part of it; of two such figures the one told first.
    let rank = |quantity: &Quantity| {
        let is_figure = quantity.range.qualifier != Qualifier::Vague;
        (is_figure, totals.is_total(quantity.span), std::cmp::Reverse(quantity.span.start))
    };
    let first = told.max_by_key(|quantity| rank(quantity))?;
    Some(TollPart { range: first.range, who: first.unit.clone(), span: Some(first.span) })
}

/// Which figures are told as the latest total: «ارتفعت حصيلة القتلى إلى 25».
pub(super) struct Totals<'t, 'd> {
    pub(super) text: &'t Text<'d>,
    pub(super) rise: Option<ClassId>,
}

/// How far before a figure the verb of rising stands, in tokens.
const TOTAL: usize = 8;

impl Totals<'_, '_> {
    pub(super) fn is_total(&self, figure: Span) -> bool {
        let Some(class) = self.rise else { return false };
        let token = self.text.token_at(figure.start);
        let from = token.saturating_sub(TOTAL).max(self.text.sentence_of(token).first);
        (from..token).any(|before| self.text.is(before, class))
    }
}

/// «عشرات القتلى» tells of a toll and gives no figure.
pub(super) fn without_guesses(toll: &mut Toll) {
    for part in [&mut toll.killed, &mut toll.wounded].into_iter().flatten() {
        if part.range.qualifier == Qualifier::Vague {
            (part.range.low, part.range.high) = (None, None);
        }
    }
}

/// The day of a time: an event has a day, its hour stays with the time expression.
pub(super) fn to_the_day(value: &TimeValue) -> TimeValue {
    match value.interval.and_then(|interval| interval.single_day()) {
        Some(day) => TimeValue::day(day),
        None => value.clone(),
    }
}

/// The day of publication as the time of what is reported as news without a time of its own, and the two days before it
/// as other readings: news is told late.
pub(super) fn day_of_publication(published: Option<Date>) -> Option<(TimeValue, Vec<TimeValue>)> {
    let day = published?;
    let before = [1, 2].into_iter().filter_map(|days: i32| day.checked_sub(days.days()).ok());
    Some((TimeValue::day(day), before.map(TimeValue::day).collect()))
}

/// Whether a time is too wide to be when one thing happened (a year, a decade).
pub(super) fn is_wide(interval: Option<Interval>) -> bool {
    let days = interval.and_then(|interval| Some((interval.from?, interval.to?)));
    days.is_none_or(|(from, to)| from.until(to).map_or(true, |span| span.get_days() > 62))
}

/// Whether a time is one day within a longer one.
pub(super) fn is_finer(one: Option<Interval>, other: Option<Interval>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    let inside = one.from >= other.from && one.to <= other.to;
    inside && one.single_day().is_some() && other.single_day().is_none()
}

/// Whether a deed is done by words alone, wherever they are spoken.
pub(super) fn is_said(kind: EventType) -> bool {
    matches!(kind.quad(), Quad::VerbalConflict | Quad::VerbalCooperation) && kind != EventType::Consult
}

/// Whether a place is a whole country.
pub(super) fn is_country(place: &EventPlace) -> bool {
    place.level == PlaceLevel::Country
}
