//! Arithmetic of days, weeks, months, seasons and years: values with the days that they cover.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use marsad_record::{Interval, TimeValue};

/// A unit of time as `ar/units` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Below a day; its TIMEX letter.
    Clock(char),
    Day,
    Week,
    Month,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    /// The unit of a row's value.
    pub fn of(value: &str) -> Option<Self> {
        Some(match value {
            "TS" => Self::Clock('S'),
            "TM" => Self::Clock('M'),
            "TH" => Self::Clock('H'),
            "D" => Self::Day,
            "W" => Self::Week,
            "M" => Self::Month,
            "Y" => Self::Year,
            "DE" => Self::Decade,
            "CE" => Self::Century,
            "MI" => Self::Millennium,
            _ => return None,
        })
    }

    /// `P3D`, `PT2H`; the count is written as it stands.
    pub fn duration(self, count: &str) -> String {
        match self {
            Self::Clock(letter) => format!("PT{count}{letter}"),
            Self::Day => format!("P{count}D"),
            Self::Week => format!("P{count}W"),
            Self::Month => format!("P{count}M"),
            Self::Year => format!("P{count}Y"),
            Self::Decade => format!("P{count}DE"),
            Self::Century => format!("P{count}CE"),
            Self::Millennium => format!("P{count}MI"),
        }
    }
}

/// A value over the days from one to another.
pub(super) fn over(value: impl Into<String>, from: Option<Date>, to: Option<Date>) -> TimeValue {
    let interval = (from.is_some() || to.is_some()).then_some(Interval { from, to });
    TimeValue { value: value.into(), interval }
}

/// A whole year; years outside the calendar stay open.
pub(super) fn year(year: i16) -> TimeValue {
    TimeValue::iso(format!("{year:04}"))
}

/// A month of a year.
pub(super) fn month(year: i16, month: i8) -> TimeValue {
    TimeValue::iso(format!("{year:04}-{month:02}"))
}

/// The ISO week of a day.
pub(super) fn week(day: Date) -> TimeValue {
    let week = day.iso_week_date();
    let monday = add_days(day, -i64::from(day.weekday().to_monday_zero_offset()));
    let sunday = monday.and_then(|monday| add_days(monday, 6));
    over(format!("{:04}-W{:02}", week.year(), week.week()), monday, sunday)
}

/// Ten years.
pub(super) fn decade(first: i16) -> TimeValue {
    over(format!("{:03}", first / 10), Date::new(first, 1, 1).ok(), Date::new(first + 9, 12, 31).ok())
}

/// A hundred years by their hundreds (`19` is the twentieth century).
pub(super) fn century(hundreds: i16) -> TimeValue {
    let first = hundreds.saturating_mul(100);
    over(format!("{hundreds:02}"), Date::new(first, 1, 1).ok(), Date::new(first.saturating_add(99), 12, 31).ok())
}

/// A run of months of a year, under a TIMEX suffix (`Q1`, `H2`, `SU`).
pub(super) fn months(year: i16, suffix: &str, first: i8, count: i32) -> TimeValue {
    let from = Date::new(year, first, 1).ok();
    let to = from.and_then(|from| from.checked_add(count.months()).ok()).and_then(|day| day.yesterday().ok());
    over(format!("{year:04}-{suffix}"), from, to)
}

/// First month of a season of TIMEX.
pub(super) fn season_start(season: &str) -> i8 {
    match season {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    }
}

/// A day so many days away.
pub(super) fn add_days(day: Date, days: i64) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// The day so many units away.
pub(super) fn shifted(day: Date, unit: Unit, count: i32) -> Option<Date> {
    let count = i64::from(count);
    let span = match unit {
        Unit::Clock(_) => return Some(day),
        Unit::Day => Span::new().try_days(count),
        Unit::Week => Span::new().try_weeks(count),
        Unit::Month => Span::new().try_months(count),
        Unit::Year => Span::new().try_years(count),
        Unit::Decade => Span::new().try_years(count * 10),
        Unit::Century => Span::new().try_years(count * 100),
        Unit::Millennium => Span::new().try_years(count * 1000),
    };
    day.checked_add(span.ok()?).ok()
}

/// The unit that holds a day, as a value: the week, the month, the year.
pub(super) fn holding(day: Date, unit: Unit) -> TimeValue {
    match unit {
        Unit::Clock(_) | Unit::Day => TimeValue::day(day),
        Unit::Week => week(day),
        Unit::Month => month(day.year(), day.month()),
        Unit::Year => year(day.year()),
        Unit::Decade => decade(day.year() / 10 * 10),
        Unit::Century => century(day.year() / 100),
        Unit::Millennium => over(format!("{}", day.year() / 1000), None, None),
    }
}

/// The unit without its place in the calendar: what an undated text tells.
pub(super) fn unplaced(unit: Unit) -> &'static str {
    match unit {
        Unit::Clock(_) | Unit::Day => "XXXX-XX-XX",
        Unit::Week => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century | Unit::Millennium => "XX",
    }
}

/// Days from a weekday back to the last one of that number (1 = Monday), 0 on the day itself.
pub(super) fn days_since(day: Date, weekday: i8) -> i64 {
    i64::from((day.weekday().to_monday_one_offset() - weekday).rem_euclid(7))
}
