//! By when: the times inside a forecast as a window after the day of publication.

use jiff::civil::Date;
use marsad_record::{Span, TimeExpression, TimeKind};
use marsad_text::Text;

/// First and last month or day of the window, ISO partial dates.
pub(super) fn of(
    span: Span,
    _text: &Text,
    times: &[TimeExpression],
    published: Option<Date>,
) -> (Option<String>, Option<String>) {
    let from = times.partition_point(|time| time.span.start < span.start);
    let inside = times[from..].iter().take_while(|time| time.span.start < span.end);
    for time in inside {
        if time.kind == TimeKind::Duration
            && let Some(window) = published.and_then(|day| after(day, &time.value.value))
        {
            return window;
        }
        let Some(interval) = time.value.interval else { continue };
        let is_ahead = match (interval.to, published) {
            (Some(to), Some(day)) => to >= day,
            _ => true,
        };
        if time.kind == TimeKind::Date && is_ahead {
            return (interval.from.map(|day| day.to_string()), interval.to.map(|day| day.to_string()));
        }
    }
    (None, None)
}

/// `P18M/P36M` after a day: the months from 18 to 36 later; `P2W`: until two weeks later.
fn after(day: Date, value: &str) -> Option<(Option<String>, Option<String>)> {
    match value.split_once('/') {
        Some((low, high)) => Some((Some(moved(day, low)?), Some(moved(day, high)?))),
        None => Some((Some(day.to_string()), Some(moved(day, value)?))),
    }
}

/// A day moved by a duration in one unit, as fine as the unit.
fn moved(day: Date, duration: &str) -> Option<String> {
    let count: i32 = duration.strip_prefix('P')?.get(..duration.len() - 2)?.parse().ok()?;
    let span = match duration.chars().last()? {
        'Y' => jiff::Span::new().try_years(count),
        'M' => jiff::Span::new().try_months(count),
        'W' => jiff::Span::new().try_weeks(count),
        'D' => jiff::Span::new().try_days(count),
        _ => return None,
    };
    let later = day.checked_add(span.ok()?).ok()?;
    let month = duration.ends_with(['M', 'Y']);
    Some(if month { later.strftime("%Y-%m").to_string() } else { later.to_string() })
}

#[cfg(test)]
mod tests {
    use super::after;
    use jiff::civil::date;

    #[test]
    fn a_range_of_months_is_a_window_of_months() {
        let window = after(date(2021, 8, 29), "P18M/P36M");
        assert_eq!(window, Some((Some("2023-02".to_owned()), Some("2024-08".to_owned()))));
    }

    #[test]
    fn a_length_beyond_all_calendars_is_no_window() {
        assert_eq!(after(date(2021, 8, 29), "P999999Y"), None);
    }

    #[test]
    fn a_length_without_a_unit_is_no_window() {
        assert_eq!(after(date(2021, 8, 29), "PXY"), None);
    }
}
