//! Times as told: always an interval with the words it came from.

use jiff::civil::Date;

use crate::span::Span;
use crate::vocabulary;

vocabulary! {
    /// TIMEX3's four kinds of time expression.
    TimeKind { Date = "DATE", Time = "TIME", Duration = "DURATION", Set = "SET" }
}

/// A closed interval of days; an open end is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl Interval {
    /// One day.
    pub fn day(date: Date) -> Self {
        Self { from: Some(date), to: Some(date) }
    }

    /// The days that a partial ISO date (`2021`, `2021-08`, `2021-08-26`, `2021-08-26T22:49`) covers.
    pub fn of_iso(value: &str) -> Option<Self> {
        let mut parts = value.split('T').next()?.splitn(3, '-');
        let year: i16 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let Some(month) = parts.next() else {
            return Some(Self { from: Date::new(year, 1, 1).ok(), to: Date::new(year, 12, 31).ok() });
        };
        let month: i8 = month.parse().ok()?;
        match parts.next() {
            Some(day) => Date::new(year, month, day.parse().ok()?).ok().map(Self::day),
            None => {
                let first = Date::new(year, month, 1).ok()?;
                Some(Self { from: Some(first), to: Some(first.last_of_month()) })
            }
        }
    }

    /// Whether the two share a day; an open end reaches for ever.
    pub fn meets(&self, other: &Interval) -> bool {
        let starts_before_end = |from: Option<Date>, to: Option<Date>| match (from, to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        starts_before_end(self.from, other.to) && starts_before_end(other.from, self.to)
    }

    /// The one day it is, if it is one day.
    pub fn single_day(&self) -> Option<Date> {
        if self.from == self.to { self.from } else { None }
    }
}

/// A time as a TIMEX3 value and the days it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeValue {
    /// TIMEX3 value: `2021-08-26`, `2021-08`, `P20Y`, `PAST_REF`, `XXXX-WXX-4` ...
    pub value: String,
    /// The days it covers, where they are known.
    pub interval: Option<Interval>,
}

impl TimeValue {
    /// The value of one day.
    pub fn day(date: Date) -> Self {
        Self { value: date.to_string(), interval: Some(Interval::day(date)) }
    }

    /// A partial ISO date with the days it covers.
    pub fn iso(value: impl Into<String>) -> Self {
        let value = value.into();
        let interval = Interval::of_iso(&value);
        Self { value, interval }
    }

    /// A value that covers no known days (`PAST_REF`, `P3D`).
    pub fn open(value: impl Into<String>) -> Self {
        Self { value: value.into(), interval: None }
    }
}

/// A span that tells a time, resolved as far as its words and its dateline allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpression {
    /// The words.
    pub span: Span,
    /// Date, time, duration or set.
    pub kind: TimeKind,
    /// What it means, likeliest reading.
    pub value: TimeValue,
    /// Up to two other readings, likeliest first.
    pub alternatives: Vec<TimeValue>,
    /// The rule that read it.
    pub rule: String,
}

#[cfg(test)]
mod tests {
    use super::Interval;
    use jiff::civil::date;

    #[test]
    fn a_partial_date_covers_all_its_days() {
        assert_eq!(
            Interval::of_iso("2024-02"),
            Some(Interval { from: Some(date(2024, 2, 1)), to: Some(date(2024, 2, 29)) })
        );
        assert_eq!(Interval::of_iso("2021-02-31"), None);
        assert_eq!(Interval::of_iso("99999"), None);
    }

    #[test]
    fn an_open_end_reaches_for_ever() {
        let since = Interval { from: Some(date(2015, 1, 1)), to: None };
        assert!(since.meets(&Interval::day(date(2030, 1, 1))));
        assert!(!since.meets(&Interval::day(date(2014, 12, 31))));
    }
}
