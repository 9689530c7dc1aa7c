//! One cell to one coded field: numbers, days, types, lists. Empty is not coded; `none` is coded as nothing.

use marsad_record::gold::{Coded, GoldPlace, GoldProblem};
use marsad_record::{EventType, Interval, Qualifier, Range};

/// What makes a problem of a reason.
pub(super) struct At<'a> {
    pub(super) line: u64,
    pub(super) problems: &'a mut Vec<GoldProblem>,
}

impl At<'_> {
    pub(super) fn problem(&mut self, column: &str, reason: impl Into<String>) {
        let column = Some(column.to_owned()).filter(|column| !column.is_empty());
        self.problems.push(GoldProblem { line: self.line, column, reason: reason.into() });
    }

    /// A cell read by `read`; what cannot be read is a problem.
    fn coded<T>(&mut self, column: &str, cell: &str, read: impl Fn(&str) -> Result<T, String>) -> Coded<T> {
        let cell = cell.trim();
        match cell.to_ascii_lowercase().as_str() {
            "" => return Coded::Open,
            "none" => return Coded::Nothing,
            _ => {}
        }
        match read(cell) {
            Ok(value) => Coded::As(value),
            Err(reason) => {
                self.problem(column, reason);
                Coded::Open
            }
        }
    }

    pub(super) fn kind(&mut self, column: &str, cell: &str) -> Coded<EventType> {
        self.coded(column, cell, |cell| {
            EventType::from_name(&cell.to_ascii_uppercase())
                .ok_or_else(|| format!("`{cell}` is none of PLOVER's sixteen types"))
        })
    }

    /// Modes, each of which must be one of some type of PLOVER.
    pub(super) fn modes(&mut self, column: &str, cell: &str) -> Coded<Vec<String>> {
        self.coded(column, cell, |cell| {
            let modes: Vec<String> = list(cell).map(|mode| mode.to_ascii_lowercase().replace('_', "-")).collect();
            let is_known = |mode: &String| EventType::ALL.iter().any(|kind| kind.modes().any(|known| known == mode));
            match modes.iter().find(|mode| !is_known(mode)) {
                Some(mode) => Err(format!("`{mode}` is no mode of PLOVER")),
                None => Ok(modes),
            }
        })
    }

    pub(super) fn names(&mut self, column: &str, cell: &str) -> Coded<Vec<String>> {
        self.coded(column, cell, |cell| Ok(list(cell).map(str::to_owned).collect()))
    }

    pub(super) fn day(&mut self, column: &str, cell: &str) -> Coded<String> {
        self.coded(column, cell, |cell| {
            let day = written_out(cell).unwrap_or_else(|| cell.to_owned());
            match Interval::of_iso(&day) {
                Some(_) => Ok(day),
                None => Err(format!("`{cell}` is no date (2018, 2018-04, 2018-04-22 or 22 April 2018)")),
            }
        })
    }

    pub(super) fn place(&mut self, cell: &str, latitude: &str, longitude: &str) -> Coded<GoldPlace> {
        let mut degrees = |column: &str, cell: &str, most: f64| match cell.trim() {
            "" => None,
            cell => match cell.parse::<f64>() {
                Ok(degrees) if degrees.abs() <= most => Some(degrees),
                _ => {
                    self.problem(column, format!("`{cell}` is no number of degrees from -{most} to {most}"));
                    None
                }
            },
        };
        let point = degrees("latitude", latitude, 90.0).zip(degrees("longitude", longitude, 180.0));
        match cell.trim() {
            "" if point.is_none() => Coded::Open,
            none if none.eq_ignore_ascii_case("none") => Coded::Nothing,
            name => Coded::As(GoldPlace { name: Some(name.to_owned()).filter(|name| !name.is_empty()), point }),
        }
    }

    pub(super) fn amount(&mut self, column: &str, cell: &str) -> Coded<Range> {
        self.coded(column, cell, |cell| {
            amount(cell).ok_or_else(|| format!("`{cell}` is no amount (13, >=20, <=20, ~200 or 20-25)"))
        })
    }

    /// A code point of the document; nothing where the cell is empty.
    pub(super) fn offset(&mut self, column: &str, cell: &str) -> Option<usize> {
        match cell.trim() {
            "" => None,
            cell => cell.parse().map_err(|_| self.problem(column, format!("`{cell}` is no offset"))).ok(),
        }
    }
}

/// The items of a cell, apart at semicolons.
pub(super) fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|item| !item.is_empty())
}

fn amount(cell: &str) -> Option<Range> {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| *number >= 0.0 && number.is_finite());
    let qualified = |rest: &str, qualifier| Some(Range::qualified(number(rest)?, qualifier));
    if let Some(rest) = cell.strip_prefix(">=") {
        return qualified(rest, Qualifier::AtLeast);
    }
    if let Some(rest) = cell.strip_prefix("<=") {
        return qualified(rest, Qualifier::AtMost);
    }
    if let Some(rest) = cell.strip_prefix('~') {
        return qualified(rest, Qualifier::About);
    }
    if let Some((low, high)) = cell.split_once('-') {
        let (low, high) = (number(low)?, number(high)?);
        return (low <= high).then_some(Range { low: Some(low), high: Some(high), qualifier: Qualifier::Range });
    }
    qualified(cell, Qualifier::Exact)
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// `22 April 2018` as ISO.
fn written_out(cell: &str) -> Option<String> {
    let mut parts = cell.split([' ', '-']).filter(|part| !part.is_empty());
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let short = month.get(..3)?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|known| **known == short)? + 1;
    let (day, year): (u8, u16) = (day.parse().ok()?, year.parse().ok()?);
    parts.next().is_none().then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::{amount, written_out};

    #[test]
    fn an_amount_keeps_what_it_says_of_itself() {
        let told = |cell: &str| amount(cell).map(|range| range.to_string());
        assert_eq!(told(">=20").as_deref(), Some(">=20"));
        assert_eq!(amount("20-25").map(|range| (range.low, range.high)), Some((Some(20.0), Some(25.0))));
        assert_eq!((told("many"), told("25-20"), told("-3")), (None, None, None));
    }

    #[test]
    fn a_date_with_the_month_in_words_is_read() {
        assert_eq!(written_out("26 August 2021").as_deref(), Some("2021-08-26"));
        assert_eq!(written_out("2021-08-26"), None);
    }
}
