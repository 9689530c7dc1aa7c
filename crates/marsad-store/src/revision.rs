//! Whether anything has changed: what is kept under one revision is the same record.

use crate::error::Error;
use crate::store::Store;

impl Store {
    /// What the record stands at: it changes with every document, decision, take-down and incident that is made again,
    /// and is told without reading any of them.
    pub fn revision(&self) -> Result<String, Error> {
        let sql = "SELECT (SELECT max(row) FROM documents), (SELECT count(*) FROM decisions),
                     (SELECT count(*) FROM taken_down), (SELECT max(row) FROM strands), (SELECT max(row) FROM incidents)";
        let told = self.rows("looking for changes", sql, &[], |row| {
            let parts: [Option<i64>; 5] = [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?];
            Ok(parts.map(|part| part.unwrap_or_default().to_string()).join("."))
        })?;
        Ok(told.concat())
    }
}
