//! Opening a desk, and the list of what is in it.

use std::cell::RefCell;
use std::collections::HashMap;

use marsad_record::actor::Entity;
use marsad_record::document::{Basis, DocumentRow, Published};

use crate::calendar::Calendar;
use crate::code;
use crate::engine::failure::Result as Answer;
use crate::engine::{self, Engine, Opening, Row, Value, params};
use crate::error::Error;
use crate::lists::Known;
use crate::location::Location;

/// One desk, open.
pub struct Store {
    pub(crate) engine: Box<dyn Engine>,
    pub(crate) location: Location,
    /// Entities already kept, by id: each way in which one is known, with its row.
    pub(crate) entities: RefCell<HashMap<String, Vec<(Entity, i64)>>>,
    /// Lists of rules that were read or kept before.
    pub(crate) rules: RefCell<Known>,
    /// Places that were.
    pub(crate) places: RefCell<Known>,
    /// When and by whom documents were published.
    pub(crate) calendar: RefCell<Calendar>,
}

impl Store {
    /// Opens a desk, making it where there is none: a file, or the tables of a database that is there.
    pub fn open(location: impl Into<Location>) -> Result<Self, Error> {
        let location = location.into();
        Ok(Self::of(engine::open(&location, Opening::OrMade)?, location))
    }

    /// Opens a desk that must be there already.
    pub fn open_existing(location: impl Into<Location>) -> Result<Self, Error> {
        let location = location.into();
        Ok(Self::of(engine::open(&location, Opening::Existing)?, location))
    }

    /// A desk that is gone when it is dropped.
    pub fn in_memory() -> Result<Self, Error> {
        Ok(Self::of(engine::in_memory()?, Location::from(":memory:")))
    }

    pub(crate) fn of(engine: Box<dyn Engine>, location: Location) -> Self {
        Self {
            engine,
            location,
            entities: RefCell::default(),
            rules: RefCell::default(),
            places: RefCell::default(),
            calendar: RefCell::default(),
        }
    }

    /// Where it is.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// How many documents are kept.
    pub fn document_count(&self) -> Result<usize, Error> {
        self.count("SELECT count(*) FROM documents")
    }

    /// Documents in the order they were added, after `after` (a row), at most `limit`; each with its row.
    pub fn documents(&self, after: i64, limit: usize) -> Result<Vec<(i64, DocumentRow)>, Error> {
        self.document_heads("row > ? ORDER BY row", after, limit)
    }

    /// The documents that were added last before `before` (a row), the latest first, at most `limit`; each with its row.
    pub fn latest_documents(&self, before: i64, limit: usize) -> Result<Vec<(i64, DocumentRow)>, Error> {
        self.document_heads("row < ? ORDER BY row DESC", before, limit)
    }

    fn document_heads(&self, which: &str, place: i64, limit: usize) -> Result<Vec<(i64, DocumentRow)>, Error> {
        let sql = format!(
            "SELECT row, id, title, outlet, source, url, published, basis, octet_length(text) AS length,
               (SELECT count(*) FROM claims WHERE document = documents.row) AS claims,
               (SELECT count(*) FROM events WHERE document = documents.row) AS events
             FROM documents WHERE {which} LIMIT ?"
        );
        self.rows("listing documents", &sql, params![place, limit as i64], |row| {
            let published = Published { value: row.get("published")?, basis: code::value(Basis::ALL, row, "basis")? };
            Ok((
                row.get("row")?,
                DocumentRow {
                    id: row.get("id")?,
                    title: row.get("title")?,
                    outlet: row.get("outlet")?,
                    source: row.get("source")?,
                    url: row.get("url")?,
                    published,
                    length: code::count(row, "length")?,
                    claims: code::count(row, "claims")?,
                    events: code::count(row, "events")?,
                },
            ))
        })
    }

    /// A document as lists show it, without its text.
    pub fn document_head(&self, id: &str) -> Result<Option<DocumentRow>, Error> {
        let Some(row) = self.document_row(id)? else { return Ok(None) };
        Ok(self.documents(row - 1, 1)?.pop().map(|(_, head)| head))
    }

    /// Whether a document of that id is kept.
    pub fn has_document(&self, id: &str) -> Result<bool, Error> {
        Ok(self.document_row(id)?.is_some())
    }

    /// Does several things in one transaction: all of them are kept, or none if `work` fails. A document that is
    /// refused inside because another one has its id leaves the others as they are; whatever the database itself
    /// refuses must fail `work`.
    ///
    /// # Errors
    /// Those of `work`, or that the database refused.
    pub fn together<T, E: From<Error>>(&self, work: impl FnOnce(&Self) -> Result<T, E>) -> Result<T, E> {
        self.run("beginning", |engine| engine.begin())?;
        let done = work(self).and_then(|done| Ok(self.run("committing", |engine| engine.commit()).map(|()| done)?));
        if done.is_err() {
            self.forget_read();
            // What failed is told; that the transaction is gone already is no news.
            self.run("taking back", |engine| engine.roll_back()).ok();
        }
        done
    }

    /// The same inside a transaction that is going on, if one is.
    pub(crate) fn in_one<T>(&self, work: impl FnOnce(&Self) -> Result<T, Error>) -> Result<T, Error> {
        if self.engine.is_in_transaction() { work(self) } else { self.together(work) }
    }

    /// Forgets what was remembered of rows that are perhaps not there.
    pub(crate) fn forget_read(&self) {
        self.entities.borrow_mut().clear();
        self.rules.borrow_mut().clear();
        self.places.borrow_mut().clear();
        self.calendar.take();
    }

    /// One thing whole or not at all. Inside [`Store::together`] that is for the transaction around it to see to: a
    /// savepoint for every document would make the search index write itself out after each.
    pub(crate) fn whole<T>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&dyn Engine) -> Answer<T>,
    ) -> Result<T, Error> {
        self.run(doing, |engine| {
            if engine.is_in_transaction() {
                return work(engine);
            }
            engine.begin()?;
            let done = work(engine).and_then(|done| engine.commit().map(|()| done));
            if done.is_err() {
                engine.roll_back().ok();
            }
            done
        })
    }

    pub(crate) fn document_row(&self, id: &str) -> Result<Option<i64>, Error> {
        self.run("looking for a document", |engine| {
            engine.one("SELECT row FROM documents WHERE id = ?", params![id], |row| row.get(0))
        })
    }

    pub(crate) fn count(&self, sql: &str) -> Result<usize, Error> {
        let counted = self.run("counting", |engine| engine.one(sql, &[], |row| row.get::<i64>(0)))?;
        Ok(counted.unwrap_or_default().unsigned_abs() as usize)
    }

    pub(crate) fn run<T>(&self, doing: &'static str, work: impl FnOnce(&dyn Engine) -> Answer<T>) -> Result<T, Error> {
        work(&*self.engine).map_err(|cause| Error::database(&self.location, doing, cause))
    }

    pub(crate) fn rows<T>(
        &self,
        doing: &'static str,
        sql: &str,
        values: &[Value<'_>],
        read: impl FnMut(&Row<'_>) -> Answer<T>,
    ) -> Result<Vec<T>, Error> {
        self.run(doing, |engine| engine.all(sql, values, read))
    }
}
