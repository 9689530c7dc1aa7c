//! Hijri dates to Gregorian ones by the tabular calendar (thirty years of 10,631 days). The moon that was seen may differ
//! by a day, so a converted day keeps both neighbours as alternatives.

use jiff::civil::Date;
use marsad_record::{Interval, TimeValue};

use super::calendar::{add_days, over};

/// The Julian day before 1 Muharram 1 of the civil reckoning.
const BEFORE_FIRST: i64 = 1_948_439;
/// The Julian day of 1 January 1970.
const UNIX: i64 = 2_440_588;

/// The Gregorian day of a Hijri one, within a day.
pub(super) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    if !(1..=12).contains(&month) || !(1..=30).contains(&day) || !(1..=1700).contains(&year) {
        return None;
    }
    let (year, month) = (i64::from(year), i64::from(month));
    let before = (year - 1) * 354 + (3 + 11 * year).div_euclid(30) + 29 * (month - 1) + month / 2;
    let julian = BEFORE_FIRST + before + i64::from(day);
    add_days(Date::constant(1970, 1, 1), julian - UNIX)
}

/// The Hijri year that holds a Gregorian day, within a day.
pub(super) fn year_of(gregorian: Date) -> i16 {
    let guess = ((i32::from(gregorian.year()) - 622) * 33 / 32) as i16;
    (guess - 1..=guess + 2).rev().find(|year| day(*year, 1, 1).is_some_and(|first| first <= gregorian)).unwrap_or(guess)
}

/// A whole Hijri month: the Gregorian month that holds its middle, with its own days.
pub(super) fn month(year: i16, number: i8) -> Option<TimeValue> {
    let first = day(year, number, 1)?;
    let middle = add_days(first, 14)?;
    let last = add_days(first, 29)?;
    Some(over(format!("{:04}-{:02}", middle.year(), middle.month()), Some(first), Some(last)))
}

/// A whole Hijri year: the Gregorian years that it touches.
pub(super) fn year(number: i16) -> Option<TimeValue> {
    let first = day(number, 1, 1)?;
    let last = add_days(day(number.checked_add(1)?, 1, 1)?, -1)?;
    let value = match (first.year(), last.year()) {
        (one, other) if one == other => format!("{one:04}"),
        (one, other) => format!("{one:04}/{other:04}"),
    };
    Some(TimeValue { value, interval: Some(Interval { from: Some(first), to: Some(last) }) })
}

#[cfg(test)]
mod tests {
    use super::{day, year_of};
    use jiff::civil::date;

    #[test]
    fn known_feasts_fall_within_a_day() {
        for ((year, month, number), gregorian) in [
            ((1439, 9, 1), date(2018, 5, 17)),
            ((1440, 10, 1), date(2019, 6, 4)),
            ((1443, 1, 1), date(2021, 8, 10)),
            ((1445, 9, 1), date(2024, 3, 11)),
        ] {
            let found = day(year, month, number).expect("a day");
            let off = (gregorian - found).get_days().abs();
            assert!(off <= 1, "{year}-{month}-{number} is {found}, not {gregorian}");
        }
        assert_eq!(year_of(date(2018, 5, 17)), 1439);
        assert_eq!(year_of(date(2024, 7, 20)), 1446);
    }
}
