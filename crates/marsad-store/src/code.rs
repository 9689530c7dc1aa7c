//! How values of the record become columns and come back.

use jiff::civil::Date;
use marsad_record::event::TollPart;
use marsad_record::quantity::{Qualifier, Range};
use marsad_record::span::Span;
use marsad_record::time::{Interval, TimeValue};

use crate::engine::Row;
use crate::engine::failure::{Failure, Result};

const END: char = '\u{1f}';
const INNER: char = '\u{1e}';

/// The place of a value in its vocabulary.
pub(crate) fn code<T: PartialEq>(all: &[T], value: &T) -> i64 {
    all.iter().position(|known| known == value).map_or(-1, |place| place as i64)
}

/// The value at a place of a vocabulary.
pub(crate) fn value<T: Copy>(all: &[T], row: &Row<'_>, column: &str) -> Result<T> {
    let place: i64 = row.get(column)?;
    at(all, place)
}

/// The value at a place of a vocabulary, where one is kept.
pub(crate) fn optional_value<T: Copy>(all: &[T], row: &Row<'_>, column: &str) -> Result<Option<T>> {
    row.get::<Option<i64>>(column)?.map(|place| at(all, place)).transpose()
}

/// The value at a place of a vocabulary, which was read.
pub(crate) fn at<T: Copy>(all: &[T], place: i64) -> Result<T> {
    let known = usize::try_from(place).ok().and_then(|place| all.get(place));
    known.copied().ok_or_else(|| Failure::Shape(format!("{place} is no place of its list")))
}

/// Short words as one string.
pub(crate) fn joined(words: &[String]) -> String {
    words.iter().flat_map(|word| [word.as_str(), "\u{1f}"]).collect()
}

/// The words of such a string.
pub(crate) fn split(words: &str) -> Vec<String> {
    words.split_terminator(END).map(str::to_owned).collect()
}

pub(crate) fn words(row: &Row<'_>, column: &str) -> Result<Vec<String>> {
    Ok(split(row.get(column)?))
}

/// A number of things.
pub(crate) fn count(row: &Row<'_>, column: &str) -> Result<usize> {
    Ok(row.get::<i64>(column)?.unsigned_abs() as usize)
}

pub(crate) fn day(date: Date) -> i64 {
    i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}

pub(crate) fn date(day: i64) -> Option<Date> {
    let (year, rest) = (day.div_euclid(10_000), day.rem_euclid(10_000));
    Date::new(i16::try_from(year).ok()?, i8::try_from(rest / 100).ok()?, i8::try_from(rest % 100).ok()?).ok()
}

/// Stands for a value that is the ISO day of its first day: most are.
const ITS_DAY: &str = "=";

/// A time as its columns: value, whether it is bounded, first and last day.
pub(crate) type TimeColumns = (Option<String>, bool, Option<i64>, Option<i64>);

pub(crate) fn time_columns(time: Option<&TimeValue>) -> TimeColumns {
    let interval = time.and_then(|time| time.interval);
    let first = interval.and_then(|interval| interval.from);
    let to = interval.and_then(|interval| interval.to).map(day);
    let kept = |value: &str| if is_its_day(value, first) { ITS_DAY } else { value }.to_owned();
    (time.map(|time| kept(&time.value)), interval.is_some(), first.map(day), to)
}

fn is_its_day(value: &str, first: Option<Date>) -> bool {
    value.len() == "2018-03-21".len() && first.is_some_and(|first| first.to_string() == value)
}

pub(crate) fn time_of((value, bounded, from, to): TimeColumns) -> Option<TimeValue> {
    let interval = bounded.then(|| Interval { from: from.and_then(date), to: to.and_then(date) });
    let first = interval.and_then(|interval| interval.from);
    let told = |value: String| if value == ITS_DAY { first.map_or(value, |first| first.to_string()) } else { value };
    value.map(|value| TimeValue { value: told(value), interval })
}

/// Reads such columns, named in that order.
pub(crate) fn read_time(row: &Row<'_>, names: [&str; 4]) -> Result<Option<TimeValue>> {
    Ok(time_of((row.get(names[0])?, row.get(names[1])?, row.get(names[2])?, row.get(names[3])?)))
}

/// Other readings of a time, as one string.
pub(crate) fn joined_times(times: &[TimeValue]) -> String {
    let number = |day: Option<i64>| day.map(|day| day.to_string()).unwrap_or_default();
    let one = |time: &TimeValue| {
        let (value, bounded, from, to) = time_columns(Some(time));
        let value = value.unwrap_or_default();
        format!("{value}{INNER}{}{INNER}{}{INNER}{}{END}", i32::from(bounded), number(from), number(to))
    };
    times.iter().map(one).collect()
}

pub(crate) fn split_times(times: &str) -> Vec<TimeValue> {
    let one = |time: &str| {
        let mut parts = time.split(INNER);
        let value = parts.next().map(str::to_owned);
        let bounded = parts.next() == Some("1");
        let mut number = || parts.next().and_then(|day| day.parse().ok());
        time_of((value, bounded, number(), number()))
    };
    times.split_terminator(END).filter_map(one).collect()
}

/// The two columns of a span that may be missing.
pub(crate) fn ends(span: Option<Span>) -> (Option<i64>, Option<i64>) {
    (span.map(|span| span.start as i64), span.map(|span| span.end as i64))
}

pub(crate) fn span(row: &Row<'_>, start: &str, end: &str) -> Result<Span> {
    let (start, end): (i64, i64) = (row.get(start)?, row.get(end)?);
    let byte = |byte: i64| usize::try_from(byte).map_err(|_| Failure::Shape(format!("{byte} is no place of a text")));
    Ok(Span { start: byte(start)?, end: byte(end)? })
}

pub(crate) fn optional_span(row: &Row<'_>, start: &str, end: &str) -> Result<Option<Span>> {
    if row.get::<Option<i64>>(start)?.is_none() { Ok(None) } else { span(row, start, end).map(Some) }
}

/// A toll part's columns: low, high, qualifier, who, start, end.
pub(crate) type TollColumns = (Option<f64>, Option<f64>, Option<i64>, Option<String>, Option<i64>, Option<i64>);

pub(crate) fn toll_columns(part: Option<&TollPart>) -> TollColumns {
    let Some(part) = part else { return TollColumns::default() };
    let (start, end) = ends(part.span);
    let qualifier = code(Qualifier::ALL, &part.range.qualifier);
    (part.range.low, part.range.high, Some(qualifier), part.who.clone(), start, end)
}

/// Reads such columns, named in that order.
pub(crate) fn read_toll(row: &Row<'_>, names: [&str; 6]) -> Result<Option<TollPart>> {
    let Some(qualifier) = optional_value(Qualifier::ALL, row, names[2])? else { return Ok(None) };
    let range = Range { low: row.get(names[0])?, high: row.get(names[1])?, qualifier };
    Ok(Some(TollPart { range, who: row.get(names[3])?, span: optional_span(row, names[4], names[5])? }))
}

/// What is added to a confidence in thousandths: older desks keep the fraction itself.
const THOUSANDTHS: f64 = 1_000.0;

/// A confidence as it is kept: its whole thousandths, which take two bytes where the fraction takes eight.
pub(crate) fn kept_confidence(confidence: f64) -> f64 {
    THOUSANDTHS + (confidence * THOUSANDTHS + 1e-9).floor()
}

/// The confidence that was kept so.
pub(crate) fn confidence(kept: f64) -> f64 {
    if kept >= THOUSANDTHS { (kept - THOUSANDTHS) / THOUSANDTHS } else { kept }
}

/// The same in SQL.
pub(crate) fn told_confidence(column: &str) -> String {
    format!("(CASE WHEN {column} >= 1000 THEN ({column} - 1000) / 1000 ELSE {column} END)")
}

/// A digest as databases keep it: the same bits, signed.
pub(crate) fn signed(digest: u64) -> i64 {
    i64::from_ne_bytes(digest.to_ne_bytes())
}

/// Such a digest as it was.
pub(crate) fn unsigned(kept: i64) -> u64 {
    u64::from_ne_bytes(kept.to_ne_bytes())
}

/// A key as strands are kept under it: its last 32 bits. Where two keys are one, a strand more is compared.
pub(crate) fn key(key: u64) -> i64 {
    let [first, second, third, fourth, ..] = key.to_le_bytes();
    i64::from(i32::from_le_bytes([first, second, third, fourth]))
}

/// The number of a hexadecimal id.
pub(crate) fn number(id: &str) -> i64 {
    u64::from_str_radix(id, 16).map_or(0, signed)
}

/// The shape of a text, sixteen bits a value.
pub(crate) fn blob(shape: &[u64]) -> Vec<u8> {
    shape.iter().flat_map(|value| low(*value).to_le_bytes()).collect()
}

/// The shape of a text; older desks kept four times as many bits of each value.
pub(crate) fn shape(blob: &[u8]) -> Vec<u64> {
    let value = |bytes: &[u8]| bytes.iter().take(2).rev().fold(0, |value, byte| value << 8 | u64::from(*byte));
    blob.chunks_exact(if blob.len() >= OLD_SHAPE { 8 } else { 2 }).map(value).collect()
}

fn low(value: u64) -> u16 {
    let [first, second, ..] = value.to_le_bytes();
    u16::from_le_bytes([first, second])
}

/// From so many bytes a shape is one of an older desk.
const OLD_SHAPE: usize = 512;

#[cfg(test)]
mod tests {
    use super::{blob, confidence, date, day, joined, joined_times, kept_confidence, shape, split, split_times};
    use jiff::civil;
    use marsad_record::time::TimeValue;

    #[test]
    fn days_keep_their_order_and_come_back() {
        let days = [civil::date(-3, 12, 31), civil::date(1, 1, 1), civil::date(2018, 3, 21), civil::date(2018, 4, 1)];
        assert!(days.windows(2).all(|pair| day(pair[0]) < day(pair[1])));
        assert!(days.iter().all(|known| date(day(*known)) == Some(*known)));
    }

    #[test]
    fn a_shape_of_an_older_desk_is_the_same_shape() {
        let whole: Vec<u64> = (0..64).map(|value: u64| value.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
        let older: Vec<u8> = whole.iter().flat_map(|value| value.to_le_bytes()).collect();
        let kept: Vec<u64> = whole.iter().map(|value| value & 0xffff).collect();
        assert_eq!(shape(&older), kept);
        assert_eq!(shape(&blob(&whole)), kept);
        assert_eq!(blob(&whole).len(), 128);
    }

    #[test]
    fn confidence_comes_back_to_the_thousandth_and_stays_on_its_side_of_a_half() {
        for (told, comes_back) in [(0.0, 0.0), (0.38, 0.38), (0.57, 0.57), (0.710_000_000_000_1, 0.71), (1.0, 1.0)] {
            assert!((confidence(kept_confidence(told)) - comes_back).abs() < 1e-12, "{told}");
        }
        assert!(confidence(kept_confidence(0.499_999)) < 0.5);
        assert!(confidence(kept_confidence(0.5)) >= 0.5);
        assert!((confidence(0.820_373_8) - 0.820_373_8).abs() < 1e-12, "an older desk keeps the fraction");
    }

    #[test]
    fn lists_come_back_as_they_went() {
        for words in [vec![], vec![String::new()], vec!["a".to_owned(), "b c".to_owned()]] {
            assert_eq!(split(&joined(&words)), words);
        }
        let times = vec![TimeValue::iso("2018-03"), TimeValue::iso("2018-03-21"), TimeValue::open("PAST_REF")];
        assert_eq!(split_times(&joined_times(&times)), times);
        assert!(!joined_times(&times).contains("2018-03-21"));
    }
}
