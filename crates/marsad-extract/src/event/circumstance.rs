//! When, where, with what toll: the circumstances nearest to a trigger, and those of the lead for the headline event.

use marsad_record::{
    EventPlace, Interval, PlaceLevel, Quantity, QuantityRole, Span, TimeExpression, TimeKind, TimeValue, Toll, TollPart,
};
use marsad_text::{Sentence, Text};

use crate::place::PlaceMention;

/// The time of a sentence nearest to a trigger.
pub(super) fn time_near<'t>(
    trigger: Span,
    sentence: &Sentence,
    times: &'t [TimeExpression],
) -> Option<&'t TimeExpression> {
    let dated = |time: &&TimeExpression| {
        sentence.span.contains(&time.span)
            && matches!(time.kind, TimeKind::Date | TimeKind::Time)
            && time.value.interval.is_some()
    };
    times.iter().filter(dated).min_by_key(|time| (distance(trigger, time.span), time.span.start))
}

/// The place of a sentence nearest to a trigger, the finest of those that contain one another.
pub(super) fn place_near(trigger: Span, sentence: &Sentence, places: &[PlaceMention]) -> Option<EventPlace> {
    let inside: Vec<&PlaceMention> =
        places.iter().filter(|place| sentence.span.contains(&place.mention.span)).collect();
    let after_first = |place: &&&PlaceMention| {
        let before = place.mention.span.start < trigger.start;
        (distance(trigger, place.mention.span) + if before { 40 } else { 0 }, place.mention.span.start)
    };
    let nearest = inside.iter().min_by_key(after_first)?;
    let finer = inside.iter().filter(|other| {
        let id = nearest.place.place.as_deref().unwrap_or_default();
        other.place.level < nearest.place.level && other.place.chain.iter().any(|wider| wider == id)
    });
    Some(finer.min_by_key(|other| other.place.level).unwrap_or(nearest).place.clone())
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

/// The toll that a sentence tells.
pub(super) fn toll_in(sentence: &Sentence, quantities: &[Quantity], text: &Text) -> Toll {
    Toll {
        killed: part(QuantityRole::Killed, sentence, quantities, text),
        wounded: part(QuantityRole::Wounded, sentence, quantities, text),
    }
}

fn part(role: QuantityRole, sentence: &Sentence, quantities: &[Quantity], text: &Text) -> Option<TollPart> {
    let told = quantities.iter().filter(|quantity| {
        quantity.role == role
            && sentence.span.contains(&quantity.span)
            && !quantity.is_cumulative
            && !quantity.is_superseded
            && !quantity.is_attackers
            && quantity.part_of.is_none()
    });
    let first = told.max_by(|one, other| rank(one).cmp(&rank(other)))?;
    let who = first.unit.clone();
    debug_assert!(text.original.len() >= first.span.end, "a quantity lies in its text");
    Some(TollPart { range: first.range, who, span: Some(first.span) })
}

/// A figure says more than «عشرات»; of two figures the one told first.
fn rank(quantity: &Quantity) -> (bool, std::cmp::Reverse<usize>) {
    (quantity.range.qualifier != marsad_record::Qualifier::Vague, std::cmp::Reverse(quantity.span.start))
}

/// The day of a time: an event has a day, its hour stays with the time expression.
pub(super) fn to_the_day(value: &TimeValue) -> TimeValue {
    match value.interval.and_then(|interval| interval.single_day()) {
        Some(day) => TimeValue::day(day),
        None => value.clone(),
    }
}

/// The day of publication as the time of what is reported as news without a time of its own.
pub(super) fn day_of_publication(published: Option<jiff::civil::Date>) -> Option<TimeValue> {
    published.map(TimeValue::day)
}

/// Whether a time is too wide to be when one thing happened (a year, a decade).
pub(super) fn is_wide(interval: Option<Interval>) -> bool {
    let days = interval.and_then(|interval| Some((interval.from?, interval.to?)));
    days.is_none_or(|(from, to)| from.until(to).map_or(true, |span| span.get_days() > 62))
}

/// Whether a place is a whole country.
pub(super) fn is_country(place: &EventPlace) -> bool {
    place.level == PlaceLevel::Country
}
