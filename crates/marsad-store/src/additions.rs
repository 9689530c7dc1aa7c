//! What a person adds to the reading of a document: one more claim with the event that it tells. Nothing that was read
//! changes, and nothing that was added ever goes.

use marsad_record::claim::Claim;
use marsad_record::event::Event;

use crate::code::shape;
use crate::engine::{Index, params};
use crate::error::Error;
use crate::store::Store;
use crate::write::{CLAIMS, insert_claim, insert_event, insert_roles};

impl Store {
    /// Keeps a claim and its event beside those that were read; `words` are those of the claim, folded. Gives whether
    /// they are new.
    ///
    /// # Errors
    /// If there is no such document, or the file refuses.
    pub fn add_telling(&self, document: &str, claim: &Claim, event: &Event, words: &str) -> Result<bool, Error> {
        let row = self.document_row(document)?;
        let Some(row) = row else { return Err(Error::Unknown { id: document.to_owned() }) };
        self.whole("adding to a reading", |engine| {
            let known = "SELECT 1 FROM events WHERE document = ? AND id = ?";
            if engine.one(known, params![row, event.id], |row| row.get::<i64>(0))?.is_some() {
                return Ok(false);
            }
            let next = |table: &str| {
                let sql = format!("SELECT coalesce(max(n), -1) + 1 FROM {table} WHERE document = ?");
                engine.one(&sql, params![row], |row| row.get::<i64>(0)).map(Option::unwrap_or_default)
            };
            let (place, told) = (next("claims")?, next("events")?);
            let lists = self.lists(engine);
            let mut into = (engine.appender("claims"), engine.appender("links"));
            insert_claim((&mut *into.0, &mut *into.1), &lists, (row, place), claim, None)?;
            engine.index(Index::Claims, row * CLAIMS + place, words)?;
            insert_event(&mut *engine.appender("events"), &lists, row, told, event)?;
            let mut fill = engine.appender("roles");
            insert_roles(&mut *fill, row, told, false, &event.actors)?;
            insert_roles(&mut *fill, row, told, true, &event.recipients)?;
            Ok(true)
        })
    }

    /// The shape of a document's text; empty where it is not known.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn origin(&self, document: &str) -> Result<Vec<u64>, Error> {
        let sql = "SELECT origin FROM documents WHERE id = ?";
        let found = self.rows("reading a document", sql, params![document], |row| row.get::<Vec<u8>>(0))?;
        Ok(found.first().map(|blob| shape(blob)).unwrap_or_default())
    }
}
