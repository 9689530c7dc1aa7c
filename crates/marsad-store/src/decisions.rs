//! What people decided: kept for ever, in the order it was decided.

use marsad_record::decision::{Act, Decision};
use rusqlite::params;

use crate::code::{code, joined, value, words};
use crate::error::Error;
use crate::store::Store;

impl Store {
    /// Keeps a decision.
    pub fn decide(&self, decision: &Decision) -> Result<(), Error> {
        self.run("keeping a decision", |connection| {
            let sql = "INSERT INTO decisions (id, who, \"when\", why, act, subjects, fact, before, after, item)
                       VALUES (?,?,?,?,?,?,?,?,?,?)";
            connection.prepare_cached(sql)?.execute(params![
                decision.id,
                decision.who,
                decision.when,
                decision.why,
                code(Act::ALL, &decision.act),
                joined(&decision.subjects),
                decision.fact,
                decision.before,
                decision.after,
                decision.item
            ])
        })?;
        Ok(())
    }

    /// Every decision, oldest first.
    pub fn decisions(&self) -> Result<Vec<Decision>, Error> {
        self.rows("reading decisions", "SELECT * FROM decisions ORDER BY row", [], |row| {
            Ok(Decision {
                id: row.get("id")?,
                who: row.get("who")?,
                when: row.get("when")?,
                why: row.get("why")?,
                act: value(Act::ALL, row, "act")?,
                subjects: words(row, "subjects")?,
                fact: row.get("fact")?,
                before: row.get("before")?,
                after: row.get("after")?,
                item: row.get("item")?,
            })
        })
    }
}
