//! A lawful take-down: a document goes with everything that was read out of it, and only the trace stays.
//!
//! The triggers of the database let nothing go that has no trace: the trace is kept first, in the same transaction.

use marsad_record::document::Document;
use marsad_record::takedown::TakeDown;

use crate::changes::keep_standings;
use crate::engine::failure::Result;
use crate::engine::{Index, Row, params};
use crate::error::Error;
use crate::store::Store;
use crate::write::CLAIMS;

/// What was read out of a document, children before parents.
const READ: &[&str] = &[
    "links",
    "roles",
    "claims",
    "events",
    "chrome",
    "mentions",
    "times",
    "quantities",
    "relations",
    "forecasts",
    "notes",
    "document_entities",
    "waiting",
];

/// The digest of a page's address, whatever part of the page it points at.
pub fn address_digest(address: &str) -> String {
    let page = address.split('#').next().unwrap_or_default().trim();
    blake3::hash(page.trim_end_matches('/').as_bytes()).to_hex().to_string()
}

impl Store {
    /// Every take-down, oldest first.
    pub fn taken_down(&self) -> std::result::Result<Vec<TakeDown>, Error> {
        self.rows("reading take-downs", "SELECT * FROM taken_down ORDER BY row", &[], read_take_down)
    }

    /// The take-down that a document falls under, by its id, its text or its address.
    pub fn taken_down_as(&self, document: &Document) -> std::result::Result<Option<TakeDown>, Error> {
        // Almost every desk has none, and is spared three look-ups for each document.
        if self.count("SELECT count(*) FROM taken_down")? == 0 {
            return Ok(None);
        }
        let address = document.url.as_deref().map(address_digest);
        let sql = "SELECT * FROM taken_down WHERE document = ?1 OR digest = ?2 OR address = ?3 ORDER BY row LIMIT 1";
        let of = params![document.id, document.digest, address];
        Ok(self.rows("looking for a take-down", sql, of, read_take_down)?.pop())
    }

    /// Ids of the strands that a document tells.
    pub fn strands_of_document(&self, document: &str) -> std::result::Result<Vec<String>, Error> {
        let sql = "SELECT strands.id FROM strands JOIN documents ON documents.row = strands.document
                   WHERE documents.id = ? ORDER BY strands.row";
        self.rows("looking for strands", sql, params![document], |row| row.get(0))
    }

    /// Keeps the trace and removes the document with everything that was read out of it, its strands, and the incidents
    /// of every block that one of them is in: whoever asks makes those again, in the same transaction.
    ///
    /// # Errors
    /// If there is no such document, or the file refuses.
    pub fn take_down(&self, trace: &TakeDown) -> std::result::Result<(), Error> {
        let row = self.document_row(&trace.document)?;
        let Some(row) = row else { return Err(Error::Unknown { id: trace.document.clone() }) };
        self.whole("taking a document down", |engine| {
            let next = engine.next_row("taken_down")?;
            let TakeDown { document, digest, address, who, when, why } = trace;
            let sql = "INSERT INTO taken_down VALUES (?,?,?,?,?,?,?)";
            engine.execute(sql, params![next, document, digest, address, who, when, why])?;
            let blocks = "block IN (SELECT block FROM strands WHERE document = ?)";
            for sql in [
                &*keep_standings(blocks),
                &*format!("DELETE FROM incidents WHERE {blocks}"),
                "DELETE FROM strand_keys WHERE strand IN (SELECT row FROM strands WHERE document = ?)",
                "DELETE FROM strands WHERE document = ?",
            ] {
                engine.execute(sql, params![row])?;
            }
            engine.unindex(Index::Documents, row, row)?;
            engine.unindex(Index::Claims, row * CLAIMS, row * CLAIMS + CLAIMS - 1)?;
            for table in READ {
                engine.execute(&format!("DELETE FROM {table} WHERE document = ?"), params![row])?;
            }
            engine.execute("DELETE FROM documents WHERE row = ?", params![row])?;
            // What was told of it was told; its words go.
            let sql = "UPDATE notices SET title = '', quote = '' WHERE document = ?";
            engine.execute(sql, params![document]).map(drop)
        })
    }

    /// Overwrites what was freed, in the file and in the log beside it: no byte of what went can be read any more.
    ///
    /// # Errors
    /// If somebody else reads the file all the time, or the disk refuses.
    pub fn overwrite_freed(&self) -> std::result::Result<(), Error> {
        self.run("overwriting what was freed", |engine| engine.overwrite_freed())
    }
}

fn read_take_down(row: &Row<'_>) -> Result<TakeDown> {
    Ok(TakeDown {
        document: row.get("document")?,
        digest: row.get("digest")?,
        address: row.get("address")?,
        who: row.get("who")?,
        when: row.get("when")?,
        why: row.get("why")?,
    })
}
