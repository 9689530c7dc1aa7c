//! A lawful take-down: a document goes with everything that was read out of it, and only the trace stays.
//!
//! The triggers of the database let nothing go that has no trace: the trace is kept first, in the same transaction.

use marsad_record::document::Document;
use marsad_record::takedown::TakeDown;
use rusqlite::{Connection, Result, Row, params};

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
];

/// The digest of a page's address, whatever part of the page it points at.
pub fn address_digest(address: &str) -> String {
    let page = address.split('#').next().unwrap_or_default().trim();
    blake3::hash(page.trim_end_matches('/').as_bytes()).to_hex().to_string()
}

impl Store {
    /// Every take-down, oldest first.
    pub fn taken_down(&self) -> std::result::Result<Vec<TakeDown>, Error> {
        self.rows("reading take-downs", "SELECT * FROM taken_down ORDER BY row", [], read_take_down)
    }

    /// The take-down that a document falls under, by its id, its text or its address.
    pub fn taken_down_as(&self, document: &Document) -> std::result::Result<Option<TakeDown>, Error> {
        let address = document.url.as_deref().map(address_digest);
        let sql = "SELECT * FROM taken_down WHERE document = ?1 OR digest = ?2 OR address = ?3 ORDER BY row LIMIT 1";
        let of = params![document.id, document.digest, address];
        Ok(self.rows("looking for a take-down", sql, of, read_take_down)?.pop())
    }

    /// Ids of the strands that a document tells.
    pub fn strands_of_document(&self, document: &str) -> std::result::Result<Vec<String>, Error> {
        let sql = "SELECT strands.id FROM strands JOIN documents ON documents.row = strands.document
                   WHERE documents.id = ? ORDER BY strands.row";
        self.rows("looking for strands", sql, [document], |row| row.get(0))
    }

    /// Keeps the trace and removes the document with everything that was read out of it, its strands, and the incidents
    /// of every block that one of them is in: whoever asks makes those again, in the same transaction.
    ///
    /// # Errors
    /// If there is no such document, or the file refuses.
    pub fn take_down(&self, trace: &TakeDown) -> std::result::Result<(), Error> {
        let row = self.document_row(&trace.document)?;
        let Some(row) = row else { return Err(Error::Unknown { id: trace.document.clone() }) };
        self.strands.borrow_mut().clear();
        self.whole("taking a document down", |connection| {
            connection
                .prepare_cached(
                    "INSERT INTO taken_down (document, digest, address, who, \"when\", why) VALUES (?,?,?,?,?,?)",
                )?
                .execute(params![trace.document, trace.digest, trace.address, trace.who, trace.when, trace.why])?;
            for sql in [
                "DELETE FROM incidents WHERE block IN (SELECT block FROM strands WHERE document = ?)",
                "DELETE FROM strand_keys WHERE strand IN (SELECT row FROM strands WHERE document = ?)",
                "DELETE FROM strands WHERE document = ?",
            ] {
                connection.prepare_cached(sql)?.execute([row])?;
            }
            unindex(connection, "document_words", row, row)?;
            unindex(connection, "claim_words", row * CLAIMS, row * CLAIMS + CLAIMS - 1)?;
            for table in READ {
                connection.prepare_cached(&format!("DELETE FROM {table} WHERE document = ?"))?.execute([row])?;
            }
            connection.prepare_cached("DELETE FROM documents WHERE row = ?")?.execute([row])?;
            // What was told of it was told; its words go.
            let sql = "UPDATE notices SET title = '', quote = '' WHERE document = ?";
            connection.prepare_cached(sql)?.execute([&trace.document])?;
            Ok(())
        })
    }

    /// Overwrites what was freed, in the file and in the log beside it: no byte of what went can be read any more.
    ///
    /// # Errors
    /// If somebody else reads the file all the time, or the disk refuses.
    pub fn overwrite_freed(&self) -> std::result::Result<(), Error> {
        self.run("overwriting what was freed", |connection| {
            for index in ["document_words", "claim_words"] {
                connection.execute_batch(&format!("INSERT INTO {index} ({index}) VALUES ('optimize')"))?;
            }
            // The file is written anew, on the disk and not in memory, and the log is emptied.
            connection.execute_batch("PRAGMA temp_store = FILE; VACUUM; PRAGMA temp_store = MEMORY;")?;
            let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
            let is_busy: i64 = connection.query_row(sql, [], |row| row.get(0))?;
            if is_busy == 0 { Ok(()) } else { Err(busy()) }
        })
    }
}

fn busy() -> rusqlite::Error {
    let told = "another program holds the log open; close it and run the same again".to_owned();
    rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY), Some(told))
}

/// Removes rows from a search index. Its own terms say what it holds: they need not be worked out of the text again, and
/// an index made with an older lexicon stays sound.
fn unindex(connection: &Connection, index: &str, first: i64, last: i64) -> Result<()> {
    connection.execute_batch(&format!(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.{index}_terms USING fts5vocab('main', '{index}', 'instance')"
    ))?;
    let sql = format!("SELECT id FROM {index}_docsize WHERE id BETWEEN ? AND ? ORDER BY id");
    let rows = connection.prepare(&sql)?.query_map([first, last], |row| row.get(0))?.collect::<Result<Vec<i64>>>()?;
    let sql = format!("SELECT doc, term FROM temp.{index}_terms WHERE doc BETWEEN ? AND ? ORDER BY doc, \"offset\"");
    let mut words: std::collections::BTreeMap<i64, String> = rows.into_iter().map(|row| (row, String::new())).collect();
    let mut statement = connection.prepare(&sql)?;
    let mut terms = statement.query([first, last])?;
    while let Some(term) = terms.next()? {
        if let Some(words) = words.get_mut(&term.get(0)?) {
            words.push_str(&term.get::<_, String>(1)?);
            words.push(' ');
        }
    }
    let mut remove =
        connection.prepare(&format!("INSERT INTO {index} ({index}, rowid, words) VALUES ('delete', ?, ?)"))?;
    for (row, words) in words {
        remove.execute(params![row, words])?;
    }
    Ok(())
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
