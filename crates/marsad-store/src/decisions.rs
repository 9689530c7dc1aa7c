//! What people decided: kept for ever, in the order it was decided.

use marsad_record::decision::{Act, Decision};

use crate::code::{code, joined, value, words};
use crate::engine::params;
use crate::error::Error;
use crate::store::Store;

impl Store {
    /// Keeps a decision.
    pub fn decide(&self, decision: &Decision) -> Result<(), Error> {
        self.whole("keeping a decision", |engine| {
            let sql = "INSERT INTO decisions (row, id, who, \"when\", why, act, subjects, fact, before, after, item)
                       VALUES (?,?,?,?,?,?,?,?,?,?,?)";
            let row = engine.next_row("decisions")?;
            let (act, subjects) = (code(Act::ALL, &decision.act), joined(&decision.subjects));
            let Decision { id, who, when, why, fact, before, after, item, .. } = decision;
            engine.execute(sql, params![row, id, who, when, why, act, subjects, fact, before, after, item]).map(drop)
        })
    }

    /// Every decision, oldest first.
    pub fn decisions(&self) -> Result<Vec<Decision>, Error> {
        self.rows("reading decisions", "SELECT * FROM decisions ORDER BY row", &[], |row| {
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
