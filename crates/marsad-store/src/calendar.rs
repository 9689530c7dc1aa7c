//! When and by whom each document was published, remembered: a search by days or outlets asks it of every text that holds
//! the words, and an index of days would be gone through as a whole for each search.

use std::collections::HashMap;

use crate::engine::{Value, params};
use crate::error::Error;
use crate::search::TextQuery;
use crate::store::Store;

/// What is remembered of the documents up to a row.
#[derive(Debug, Default)]
pub(crate) struct Calendar {
    /// The day (ISO, ten letters as a number; 0 where no whole day is told) and the outlet of each row.
    rows: Vec<(u32, u32)>,
    outlets: HashMap<String, u32>,
    taken_down: usize,
}

/// Which documents a search is for.
struct Asked {
    from: u32,
    to: u32,
    outlets: Option<Vec<u32>>,
}

impl Calendar {
    fn learn(&mut self, row: i64, published: Option<&str>, outlet: Option<&str>) {
        let Ok(place) = usize::try_from(row) else { return };
        if self.rows.len() <= place {
            self.rows.resize(place + 1, (0, 0));
        }
        let next = u32::try_from(self.outlets.len() + 1).unwrap_or(u32::MAX);
        let outlet = outlet.map_or(0, |outlet| *self.outlets.entry(outlet.to_owned()).or_insert(next));
        self.rows[place] = (published.map_or(0, day), outlet);
    }

    fn asked(&self, query: &TextQuery) -> Asked {
        let outlets = query.outlets.iter().filter_map(|outlet| self.outlets.get(outlet)).copied().collect();
        Asked {
            from: query.from.as_deref().map_or(0, day),
            to: query.to.as_deref().map_or(u32::MAX, day),
            outlets: (!query.outlets.is_empty()).then_some(outlets),
        }
    }

    fn holds(&self, document: i64, asked: &Asked) -> bool {
        let known = usize::try_from(document).ok().and_then(|place| self.rows.get(place));
        known.is_some_and(|(day, outlet)| {
            let is_dated = asked.from == 0 && asked.to == u32::MAX || *day > 0;
            let is_by = asked.outlets.as_ref().is_none_or(|outlets| outlets.contains(outlet));
            is_dated && (asked.from..=asked.to).contains(day) && is_by
        })
    }
}

/// The digits of an ISO day as a number; 0 where it is no whole day.
fn day(iso: &str) -> u32 {
    let whole = iso.get(..10).filter(|day| day.len() == 10);
    whole.and_then(|day| day.replace('-', "").parse().ok()).unwrap_or(0)
}

impl Store {
    /// Of these places of a search, in their order, those whose documents it is for, by day and outlet.
    pub(crate) fn published_so(
        &self,
        places: Vec<i64>,
        query: &TextQuery,
        document: impl Fn(i64) -> i64,
    ) -> Result<Vec<i64>, Error> {
        self.look_up_published()?;
        let calendar = self.calendar.borrow();
        let asked = calendar.asked(query);
        Ok(places.into_iter().filter(|place| calendar.holds(document(*place), &asked)).collect())
    }

    /// Brings the calendar up to the last document.
    fn look_up_published(&self) -> Result<(), Error> {
        let mut calendar = self.calendar.borrow_mut();
        // Where one was taken down, another one may have its row by now.
        let taken_down = self.count("SELECT count(*) FROM taken_down")?;
        if calendar.taken_down != taken_down {
            *calendar = Calendar { taken_down, ..Calendar::default() };
        }
        let last = calendar.rows.len() as i64 - 1;
        self.run("looking for days", |engine| {
            // From the start an index tells it all, without the texts.
            let after = "SELECT row, published, outlet FROM documents WHERE row > ?";
            let (sql, values): (&str, &[Value<'_>]) = match last {
                ..=0 => ("SELECT row, published, outlet FROM documents", &[]),
                _ => (after, params![last]),
            };
            engine.query(sql, values, &mut |row| {
                calendar.learn(row.get(0)?, row.get::<Option<&str>>(1)?, row.get::<Option<&str>>(2)?);
                Ok(())
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Calendar, TextQuery};

    #[test]
    fn days_and_outlets_are_told_apart_and_what_has_no_day_is_in_no_stretch_of_days() {
        let mut calendar = Calendar::default();
        let published = [Some("2018-03-21T10:00"), Some("2018-03"), None, Some("2018-04-01")];
        for (row, (published, outlet)) in (1..).zip(published.into_iter().zip([Some("a"), Some("b"), None, Some("b")]))
        {
            calendar.learn(row, published, outlet);
        }
        let held = |from: Option<&str>, to: Option<&str>, outlets: &[&str]| -> Vec<i64> {
            let query = TextQuery {
                from: from.map(str::to_owned),
                to: to.map(str::to_owned),
                outlets: outlets.iter().map(|outlet| (*outlet).to_owned()).collect(),
                ..TextQuery::default()
            };
            let asked = calendar.asked(&query);
            (0..9).filter(|row| calendar.holds(*row, &asked)).collect()
        };
        assert_eq!(held(Some("2018-03-21"), Some("2018-03-31"), &[]), [1]);
        assert_eq!(held(Some("2018-03-22"), None, &[]), [4]);
        assert_eq!(held(None, Some("2018-04-01"), &["b"]), [4]);
        assert_eq!(held(None, None, &["b"]), [2, 4]);
        assert_eq!(held(None, None, &["c"]), Vec::<i64>::new());
    }
}
