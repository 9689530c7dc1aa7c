//! The day by this machine's clock: only a face may look at it.

use std::time::{SystemTime, UNIX_EPOCH};

/// Today in UTC, ISO.
#[expect(clippy::disallowed_methods, reason = "a person asks now")]
pub fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    day(i64::try_from(seconds / 86_400).unwrap_or(0))
}

/// The minute in UTC, ISO.
#[expect(clippy::disallowed_methods, reason = "a page is got now")]
pub fn now() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let minutes = seconds / 60;
    format!("{}T{:02}:{:02}", day(i64::try_from(seconds / 86_400).unwrap_or(0)), minutes / 60 % 24, minutes % 60)
}

/// Days since the epoch to a date (Hinnant's civil days).
fn day(since_epoch: i64) -> String {
    let days = since_epoch + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let (month, day) =
        (if shifted < 10 { shifted + 3 } else { shifted - 9 }, day_of_year - (153 * shifted + 2) / 5 + 1);
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_since_the_epoch_are_dates() {
        assert_eq!([0, 59, 19_782, 20_778].map(day), ["1970-01-01", "1970-03-01", "2024-02-29", "2026-11-21"]);
    }
}
