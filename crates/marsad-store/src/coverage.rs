//! How many articles were read, by outlet and day of publication.

use crate::code;
use crate::engine::params;
use crate::error::Error;
use crate::store::Store;

/// Articles of one outlet and one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutletDay {
    /// The outlet, where one is known.
    pub outlet: Option<String>,
    /// The day, ISO; nothing where no whole day is told.
    pub day: Option<String>,
    /// How many.
    pub documents: usize,
}

impl Store {
    /// Articles by day and outlet, in that order; with bounds (ISO days) only those of a day between them.
    pub fn outlet_days(&self, from: Option<&str>, to: Option<&str>) -> Result<Vec<OutletDay>, Error> {
        let sql = "SELECT outlet, CASE WHEN length(published) >= 10 THEN substr(published, 1, 10) END AS day,
                     count(*) AS documents FROM documents
                   WHERE (?1 IS NULL OR (length(published) >= 10 AND substr(published, 1, 10) >= ?1))
                     AND (?2 IS NULL OR (length(published) >= 10 AND substr(published, 1, 10) <= ?2))
                   GROUP BY 1, 2 ORDER BY 2 NULLS FIRST, 1 NULLS FIRST";
        self.rows("counting what was read", sql, params![from, to], |row| {
            Ok(OutletDay {
                outlet: row.get("outlet")?,
                day: row.get("day")?,
                documents: code::count(row, "documents")?,
            })
        })
    }
}
