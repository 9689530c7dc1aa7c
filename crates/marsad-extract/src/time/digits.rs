//! What digits can be in a time: years, days, clock times, dates and years written with separators.

use marsad_lexicon::{ClassId, Lexicon};
use marsad_text::{Hit, Hits, Text, TokenKind};
use rustc_hash::FxHashMap;

/// Hijri years that news tells without a mark: 1883 to 2038.
const HIJRI: std::ops::RangeInclusive<u32> = 1300..=1460;
/// Words of the longest qualifier of an amount («ما لا يقل عن»); those of one word stand before years too.
const QUALIFIER: usize = 5;

/// What may stand after a year or a clock time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Morning,
    Afternoon,
    Gregorian,
    /// «م» is both a year of our era and the time after noon.
    GregorianOrAfternoon,
    Hijri,
}

/// A date written in digits: likeliest order first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    /// Year, month, day.
    pub date: (i16, i8, i8),
    /// The same digits read month first, where they can be.
    pub other: Option<(i16, i8, i8)>,
    /// True of a year before 1600, told in the Hijri calendar.
    pub is_hijri: bool,
}

/// The classes of what digits can be.
#[derive(Debug, Clone, Copy, Default)]
struct Classes {
    year: Option<ClassId>,
    hijri_year: Option<ClassId>,
    qualifier: Option<ClassId>,
    year_range: Option<ClassId>,
    day: Option<ClassId>,
    clock: Option<ClassId>,
    numeric_date: Option<ClassId>,
    /// A year beside a month that no year alone can be: 1250, 99999.
    odd_year: Option<ClassId>,
    /// Day 0, day 45.
    odd_day: Option<ClassId>,
    /// 27:15, 10:75, and 27 where it counts nothing.
    odd_clock: Option<ClassId>,
    /// Words after which nothing is counted by the number before them.
    links: [Option<ClassId>; 3],
}

/// Reads the digits of a text.
pub(super) struct Digits {
    classes: Classes,
    marks: FxHashMap<String, Mark>,
}

/// The layer of a text.
pub(super) struct DigitLayer {
    /// Years, days, clock times (the value is the payload), dates and year ranges (the payload is an index).
    pub hits: Hits,
    /// Dates by payload.
    pub dates: Vec<Written>,
    /// First and last year by payload.
    pub ranges: Vec<(i16, i16)>,
}

impl Digits {
    /// From `ar/time_marks`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let class = |name| lexicon.vocabulary().class(name);
        let classes = Classes {
            year: class("year"),
            hijri_year: class("hijri-year"),
            qualifier: class("qualifier-before"),
            year_range: class("year-range"),
            day: class("day"),
            clock: class("clock"),
            numeric_date: class("numeric-date"),
            odd_year: class("odd-year"),
            odd_day: class("odd-day"),
            odd_clock: class("odd-clock"),
            links: [class("preposition"), class("conjunction"), class("relative")],
        };
        let mut marks: FxHashMap<String, Mark> = FxHashMap::default();
        for row in lexicon.table("ar/time_marks").rows() {
            let mark = match row.get("class") {
                "am" => Mark::Morning,
                "pm" => Mark::Afternoon,
                "hijri-era" => Mark::Hijri,
                _ => Mark::Gregorian,
            };
            let both = |old: &mut Mark| *old = if *old == mark { mark } else { Mark::GregorianOrAfternoon };
            marks.entry(lexicon.fold(row.get("word"))).and_modify(both).or_insert(mark);
        }
        Self { classes, marks }
    }

    fn mark(&self, text: &Text, token: usize, end: usize) -> Option<Mark> {
        if token >= end { None } else { self.marks.get(text.form(token)).copied() }
    }

    /// Everything that the digits of a text can be.
    pub fn read(&self, text: &Text) -> DigitLayer {
        let mut layer = DigitLayer { hits: Hits::default(), dates: Vec::new(), ranges: Vec::new() };
        let mut list = Vec::new();
        for sentence in &text.sentences {
            for token in sentence.tokens() {
                if text.tokens[token].kind != TokenKind::Number {
                    continue;
                }
                let form = text.form(token);
                if form.bytes().all(|byte| byte.is_ascii_digit()) {
                    self.plain(text, token, sentence.end, &mut list, &mut layer);
                } else if let Some(date) = dotted(form) {
                    self.push(self.classes.numeric_date, token, token, layer.dates.len(), &mut list);
                    layer.dates.push(date);
                } else if let Some(minute) = dotted_clock(form) {
                    self.clock(text, token, token, minute, sentence.end, &mut list);
                }
            }
        }
        layer.hits = Hits::new(list, text.tokens.len());
        layer
    }

    fn push(&self, class: Option<ClassId>, first: usize, last: usize, payload: usize, list: &mut Vec<Hit>) {
        list.extend(class.map(|class| Hit::found(class, first, last, payload)));
    }

    fn plain(&self, text: &Text, token: usize, end: usize, list: &mut Vec<Hit>, layer: &mut DigitLayer) {
        let form = text.form(token);
        let Ok(value) = form.parse::<u32>() else { return };
        let number = |at: usize| {
            let is_number = at < end && text.tokens[at].kind == TokenKind::Number;
            if is_number { text.form(at).parse::<u32>().ok() } else { None }
        };
        let separator = |at: usize| (at < end).then(|| text.form(at));
        let touching = |at: usize| text.tokens[at].span.end == text.tokens[at + 1].span.start;
        if let (Some(between @ ("/" | "-" | "\\" | "\u{2013}")), Some(second)) =
            (separator(token + 1), number(token + 2))
        {
            if separator(token + 3) == Some(between)
                && let Some(third) = number(token + 4)
                && let Some(date) = written([value, second, third], text.form(token + 4).len() == 4)
                    .filter(|date| between != "-" || form.len() != 4 || is_iso(date, second))
                    .or_else(|| absurd([value, second, third], [form, text.form(token + 4)]))
            {
                self.push(self.classes.numeric_date, token, token + 4, layer.dates.len(), list);
                layer.dates.push(date);
            } else if form.len() == 4 && (1800..=2150).contains(&value) && touching(token) && touching(token + 1) {
                let short = text.form(token + 2).len() == 2;
                let last = if short { value / 100 * 100 + second } else { second };
                if last > value && last < value + 120 {
                    self.push(self.classes.year_range, token, token + 2, layer.ranges.len(), list);
                    layer.ranges.push((value as i16, last as i16));
                }
            }
        }
        if separator(token + 1) == Some(":")
            && let Some(minute) = number(token + 2)
            && touching(token)
            && touching(token + 1)
            && text.form(token + 2).len() == 2
            && form.len() <= 2
        {
            if value * 60 + minute > 24 * 60 || minute > 59 {
                return self.push(self.classes.odd_clock, token, token + 2, 0, list);
            }
            let seconds = separator(token + 3) == Some(":") && number(token + 4).is_some_and(|second| second < 60);
            let last = if seconds { token + 4 } else { token + 2 };
            self.clock(text, token, last, value * 60 + minute, end, list);
        }
        if form.len() == 2 && value > 24 && self.counts_nothing(text, token + 1, end) {
            self.push(self.classes.odd_clock, token, token, 0, list);
        }
        let before = token.checked_sub(1).map(|before| text.form(before));
        if form.len() <= 2 && (1..=31).contains(&value) {
            self.push(self.classes.day, token, token, value as usize, list);
        } else if form.len() == 4
            && ((1600..=2199).contains(&value) || HIJRI.contains(&value))
            && before != Some("$")
            && !self.is_qualified(text, token)
        {
            let mark = self.mark(text, token + 1, end);
            match mark {
                Some(Mark::Hijri) => self.push(self.classes.hijri_year, token, token + 1, value as usize, list),
                Some(Mark::Gregorian | Mark::GregorianOrAfternoon) => {
                    self.push(self.classes.year, token, token + 1, value as usize, list);
                }
                _ if HIJRI.contains(&value) => {
                    self.push(self.classes.hijri_year, token, token, value as usize, list);
                }
                _ => self.push(self.classes.year, token, token, value as usize, list),
            }
        } else if form.len() <= 2 {
            self.push(self.classes.odd_day, token, token, value as usize, list);
        } else if (4..=6).contains(&form.len()) && value >= 1000 && self.counts_nothing(text, token + 1, end) {
            self.push(self.classes.odd_year, token, token, value as usize, list);
        }
    }

    /// «أكثر من 1400», «ما لا يقل عن 2000»: how sure an amount is stands before it, never before a year.
    fn is_qualified(&self, text: &Text, token: usize) -> bool {
        let first = text.sentence_of(token).first;
        let ends_here = |at: usize| {
            text.hits
                .at(at)
                .iter()
                .any(|hit| Some(hit.class) == self.classes.qualifier && hit.last as usize + 1 == token)
        };
        (first.max(token.saturating_sub(QUALIFIER))..token.saturating_sub(1)).any(ends_here)
    }

    /// Whether what follows a number is nothing that it could count.
    fn counts_nothing(&self, text: &Text, next: usize, end: usize) -> bool {
        let is_link = || self.classes.links.iter().flatten().any(|class| text.is(next, *class));
        next >= end || text.tokens[next].kind == TokenKind::Mark || self.mark(text, next, end).is_some() || is_link()
    }

    fn clock(&self, text: &Text, first: usize, last: usize, minute: u32, end: usize, list: &mut Vec<Hit>) {
        let mark = self.mark(text, last + 1, end);
        let hour = minute / 60;
        let (minute, last) = match mark {
            Some(Mark::Afternoon | Mark::GregorianOrAfternoon) if hour < 12 => (minute + 12 * 60, last + 1),
            Some(Mark::Morning) if hour == 12 => (minute - 12 * 60, last + 1),
            Some(Mark::Morning | Mark::Afternoon | Mark::GregorianOrAfternoon) => (minute, last + 1),
            _ => (minute, last),
        };
        self.push(self.classes.clock, first, last, minute as usize, list);
    }
}

/// `21.03.2018`, which is one token.
fn dotted(form: &str) -> Option<Written> {
    let mut parts = form.split('.');
    let mut next = || parts.next().filter(|part| part.len() <= 4).and_then(|part| part.parse::<u32>().ok());
    let digits = [next()?, next()?, next()?];
    if parts.next().is_some() || form.contains(',') {
        return None;
    }
    let years = form.split_once('.').zip(form.rsplit_once('.')).map(|((first, _), (_, last))| [first, last])?;
    written(digits, digits[2] > 999).or_else(|| absurd(digits, years))
}

/// `10.30`, which is one token; it is a clock time only where a rule asks for one.
fn dotted_clock(form: &str) -> Option<u32> {
    let (hour, minute) = form.split_once('.')?;
    if minute.len() != 2 || hour.len() > 2 {
        return None;
    }
    let (hour, minute) = (hour.parse::<u32>().ok()?, minute.parse::<u32>().ok()?);
    (hour <= 24 && minute < 60).then_some(hour * 60 + minute)
}

/// Three numbers as a date, in the order that fits.
fn written(digits: [u32; 3], ends_with_year: bool) -> Option<Written> {
    let small = |value: u32| i8::try_from(value).ok();
    let is_month = |value: u32| (1..=12).contains(&value);
    let is_day = |value: u32| (1..=31).contains(&value);
    let is_year = |value: u32| (1000..=2199).contains(&value);
    let [first, second, third] = digits;
    let (year, month, day, other) = if is_year(first) && is_month(second) && is_day(third) {
        (first, second, third, None)
    } else if is_year(first) && is_month(third) && is_day(second) {
        (first, third, second, None)
    } else if ends_with_year && is_year(third) && is_month(second) && is_day(first) {
        let other = (is_month(first) && first != second).then_some((first, second));
        (third, second, first, other)
    } else if ends_with_year && is_year(third) && is_month(first) && is_day(second) {
        (third, first, second, None)
    } else if !ends_with_year && third < 100 && is_month(second) && is_day(first) {
        (2000 + third, second, first, None)
    } else {
        return None;
    };
    let year = i16::try_from(year).ok()?;
    let other = other.and_then(|(month, day)| Some((year, small(month)?, small(day)?)));
    Some(Written { date: (year, small(month)?, small(day)?), other, is_hijri: year < 1600 })
}

/// With hyphens the year is first only where the month is second.
fn is_iso(date: &Written, second: u32) -> bool {
    u32::try_from(date.date.1) == Ok(second)
}

/// What is written like a date and is a day of no calendar: 14/13/2019, 15/3/99999. Its year is one that no calendar has.
fn absurd(digits: [u32; 3], ends: [&str; 2]) -> Option<Written> {
    let [first, second, third] = digits;
    let (year, day, length) = match ends.map(str::len) {
        [1..=2, length @ 4..=6] => (third, first, length),
        [length @ 4..=6, 1..=2] => (first, third, length),
        _ => return None,
    };
    let is_day = (1..=12).contains(&second) && (1..=31).contains(&day);
    let is_sure = if length == 4 { (1900..=2199).contains(&year) || year > 2199 && is_day } else { is_day };
    let small = |value: u32| i8::try_from(value).ok().filter(|value| *value < 100);
    is_sure.then_some(())?;
    Some(Written { date: (i16::MAX, small(second)?, small(day)?), other: None, is_hijri: false })
}

#[cfg(test)]
mod tests {
    use super::{absurd, written};

    #[test]
    fn every_order_of_a_numeric_date_is_read() {
        for (digits, date) in [
            ([2018, 3, 21], (2018, 3, 21)),
            ([21, 3, 2018], (2018, 3, 21)),
            ([3, 21, 2018], (2018, 3, 21)),
            ([2018, 21, 3], (2018, 3, 21)),
        ] {
            assert_eq!(written(digits, digits[2] > 999).expect("a date").date, date, "{digits:?}");
        }
        assert_eq!(written([4, 3, 2018], true).expect("a date").other, Some((2018, 4, 3)));
        assert_eq!(written([32, 13, 2018], true), None);
    }

    #[test]
    fn only_what_is_written_like_a_date_is_an_absurd_one() {
        for (digits, ends) in
            [([32, 13, 2018], ["32", "2018"]), ([2018, 13, 40], ["2018", "40"]), ([0, 0, 2018], ["0", "2018"])]
        {
            assert!(absurd(digits, ends).is_some(), "{digits:?}");
        }
        assert!(absurd([15, 3, 99999], ["15", "99999"]).is_some());
        for (digits, ends) in
            [([155, 7788, 20], ["155", "20"]), ([45, 13, 1200], ["45", "1200"]), ([20, 40, 60], ["20", "60"])]
        {
            assert_eq!(absurd(digits, ends), None, "{digits:?}");
        }
    }
}
