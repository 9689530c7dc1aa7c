//! Which event read is which event coded: the likest pairs first, each event once.

use marsad_record::Interval;
use marsad_record::gold::GoldEvent;

use super::ReadEvent;
use super::fields::compared;
use super::names::Names;

/// Whether the sample says in which document an event was coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sample {
    /// It does.
    ByDocument,
    /// It tells events alone: day and place must speak for a pair.
    EventsAlone,
}

/// Two events that are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    /// Index of the coded one.
    pub(super) gold: usize,
    /// Index of the one read.
    pub(super) read: usize,
}

/// Days between two events of one type that one document tells of, and that are still one.
const IN_ONE_DOCUMENT: i32 = 7;
/// The same, where no document holds them together.
const IN_THE_WORLD: i32 = 1;

/// Days between two intervals, 0 where they meet; `None` where either has an open end.
fn days_apart(one: Interval, other: Interval) -> Option<i32> {
    let (first, last) = (one.from.max(other.from)?, one.to.min(other.to)?);
    one.from.zip(other.from).zip(one.to.zip(other.to))?;
    Some(last.until(first).ok()?.get_days().max(0))
}

/// How much speaks for a pair; `None` where they cannot be one.
pub(super) fn likeness(gold: &GoldEvent, read: &ReadEvent, sample: Sample, names: &Names) -> Option<u32> {
    let event = &read.event;
    let is = |field: &str| compared(field, gold, event, names).map(|compared| compared.is_right);
    let overlaps =
        sample == Sample::ByDocument && gold.span.is_some_and(|(start, end)| start < read.span.1 && read.span.0 < end);
    let coded = gold.kind.value();
    let same_type = coded.is_none_or(|kind| *kind == event.kind);
    let same_quad = coded.is_none_or(|kind| kind.quad() == event.kind.quad());
    if !overlaps && !same_quad {
        return None;
    }
    let (day, place, actor) = (is("date"), is("place"), is("actor"));
    let apart = gold.date.value().and_then(|coded| days_apart(event.interval()?, Interval::of_iso(coded)?));
    let spoken_for = [place, actor, is("killed")].contains(&Some(true));
    let can_be = match sample {
        Sample::ByDocument => {
            overlaps
                || same_type && (apart.is_none_or(|days| days <= IN_ONE_DOCUMENT) || place == Some(true))
                || same_quad && day == Some(true) && spoken_for
        }
        Sample::EventsAlone => same_quad && apart.is_some_and(|days| days <= IN_THE_WORLD) && spoken_for,
    };
    let points = [
        (overlaps, 8),
        (same_type, 4),
        (day == Some(true), 2),
        (place == Some(true), 2),
        (is("killed") == Some(true), 2),
        (actor == Some(true), 1),
        (is("recipient") == Some(true), 1),
        (is("mode") == Some(true), 1),
        (event.is_headline, 1),
    ];
    can_be.then(|| points.iter().filter(|(holds, _)| *holds).map(|(_, points)| points).sum())
}

/// The likest pairs first, each event once; of pairs as like the surer event, then the earlier.
pub(super) fn pairs(gold: &[&GoldEvent], read: &[&ReadEvent], sample: Sample, names: &Names) -> Vec<Pair> {
    let mut possible = Vec::new();
    for (at, coded) in gold.iter().enumerate() {
        for (other, event) in read.iter().enumerate() {
            if let Some(likeness) = likeness(coded, event, sample, names) {
                possible.push((likeness, Pair { gold: at, read: other }));
            }
        }
    }
    let sureness = |pair: &Pair| read[pair.read].event.confidence;
    possible.sort_by(|(one, a), (other, b)| {
        other.cmp(one).then(sureness(b).total_cmp(&sureness(a))).then((a.gold, a.read).cmp(&(b.gold, b.read)))
    });
    let (mut gold_taken, mut read_taken) = (vec![false; gold.len()], vec![false; read.len()]);
    let mut pairs = Vec::new();
    for (_, pair) in possible {
        if !gold_taken[pair.gold] && !read_taken[pair.read] {
            (gold_taken[pair.gold], read_taken[pair.read]) = (true, true);
            pairs.push(pair);
        }
    }
    pairs.sort_by_key(|pair| pair.gold);
    pairs
}

#[cfg(test)]
mod tests {
    use super::days_apart;
    use marsad_record::Interval;

    #[test]
    fn intervals_that_meet_are_no_day_apart() {
        let apart = |one: &str, other: &str| days_apart(Interval::of_iso(one)?, Interval::of_iso(other)?);
        assert_eq!(apart("2022-06", "2022-06-14"), Some(0));
        assert_eq!((apart("2022-06-12", "2022-06-14"), apart("2022-06-14", "2022-06-12")), (Some(2), Some(2)));
        assert_eq!(days_apart(Interval { from: None, to: None }, Interval { from: None, to: None }), None);
    }
}
