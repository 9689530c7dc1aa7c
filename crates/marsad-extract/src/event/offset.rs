//! The day of a deed that is told by how long before the news it was: «بعد يومين من هجوم», «غداة مقتل 20 مدنيا».

use jiff::ToSpan;
use jiff::civil::Date;
use marsad_lexicon::ClassId;
use marsad_record::{Event, EventType, Interval, Span, TimeExpression, TimeValue};
use marsad_text::Text;

use super::circumstance::Ties;

/// How many days off a time told in weeks may be.
const ABOUT: i32 = 2;
/// How long before the news the longest time was that still tells a day or so.
const FORTNIGHT: i32 = 14;
/// How old what the sentence before tells may be; what is counted from something older is not counted from the news.
const RECENT: i32 = 14;

/// A deed named by how long before something else it was: the words that name it, and how many days that are, at least and
/// at most, where they are told.
pub(super) struct Offset {
    pub(super) clause: Span,
    days: Option<(i32, i32)>,
}

/// The deeds of a text that are named by how long before something else they were.
pub(super) fn offsets(times: &[TimeExpression], text: &Text, day_after: Option<ClassId>) -> Vec<Offset> {
    let after = times.iter().filter(|time| time.value.value.starts_with("AFTER(") && time.value.interval.is_none());
    let read = |time: &TimeExpression| {
        let is_day_after = day_after.is_some_and(|class| text.is(text.token_at(time.span.start), class));
        let is_its = |length: &&TimeExpression| time.span.contains(&length.span) && length.value.value.starts_with('P');
        let first = times.partition_point(|length| length.span.start < time.span.start);
        let inside = times[first..].iter().take_while(|length| length.span.start < time.span.end);
        let length = inside.clone().find(is_its).filter(|_| !is_day_after);
        if !is_day_after && length.is_none() {
            return None;
        }
        let days = length.map_or(Some((1, 1)), |length| of_length(&length.value.value));
        let start = length.map_or(time.span.start, |length| length.span.end);
        Some(Offset { clause: Span::new(start, time.span.end), days })
    };
    after.filter_map(read).collect()
}

/// «P3D», «P1W» in days; nothing where the text gives no number or a longer time.
fn of_length(value: &str) -> Option<(i32, i32)> {
    let rest = value.strip_prefix('P')?;
    let count = |unit: char| rest.strip_suffix(unit)?.parse::<i32>().ok();
    let days = count('D').map(|days| (days, days));
    let weeks = || count('W').filter(|weeks| (0..=FORTNIGHT / 7).contains(weeks));
    let weeks = || weeks().map(|weeks| (7 * weeks - ABOUT, 7 * weeks + ABOUT));
    days.filter(|(days, _)| *days >= 0).or_else(weeks).filter(|(_, most)| *most <= FORTNIGHT + ABOUT)
}

/// Gives the deeds of such clauses their days, counted from the day that the sentence names before them, else from the
/// article's own.
pub(super) fn date(
    events: &mut [Event],
    ties: &[Ties],
    offsets: &[Offset],
    times: &[TimeExpression],
    published: Option<Date>,
    text: &Text,
) {
    for offset in offsets {
        let Some((least, most)) = offset.days else { continue };
        let at = text.sentence_at(offset.clause.start);
        let here = text.sentences[at].span;
        let told = |sentence: Span| {
            let first = times.partition_point(|time| time.span.start < sentence.start);
            let here = times[first..].iter().take_while(move |time| time.span.start < sentence.end);
            here.filter(move |time| sentence.contains(&time.span)).filter_map(|time| time.value.interval)
        };
        let before = Span::new(here.start, offset.clause.start);
        let day = told(before).filter_map(|interval| interval.single_day()).last();
        let is_old = |interval: Interval| {
            let gap = published.and_then(|published| Some((published - interval.to?).get_days()));
            gap.is_some_and(|days| days > RECENT)
        };
        let is_recalled = told(here).chain(told(text.sentences[at.saturating_sub(1)].span)).any(is_old);
        let Some(anchor) = day.or(published).filter(|_| !is_recalled) else { continue };
        let (from, to) = (anchor.checked_sub(most.days()).ok(), anchor.checked_sub(least.days()).ok());
        let Some((from, to)) = from.zip(to) else { continue };
        let when = match from == to {
            true => TimeValue::day(from),
            false => {
                TimeValue { value: format!("{from}/{to}"), interval: Some(Interval { from: Some(from), to: Some(to) }) }
            }
        };
        let rest = Span::new(offset.clause.start, here.end);
        let is_its = |event: &Event, tied: &Ties| {
            let goes_on = tied.is_recalled && rest.contains(&event.trigger);
            event.kind == EventType::Assault && (offset.clause.contains(&event.trigger) || goes_on)
        };
        let named = events.iter_mut().zip(ties).filter(|(event, tied)| event.when.is_none() && is_its(event, tied));
        for (event, _) in named {
            event.when = Some(when.clone());
            event.rules.push("event/offset".to_owned());
        }
    }
}
