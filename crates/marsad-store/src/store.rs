//! Opening the file, and the list of what is in it.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use marsad_record::document::{Basis, Published};
use marsad_record::incident::Strand;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};

use crate::code;
use crate::error::Error;

/// Marks a file as ours (`MRSD`).
const APPLICATION: i64 = 0x4D52_5344;
/// Migrations in order; the file's `user_version` counts those it has.
const MIGRATIONS: &[&str] = &[
    include_str!("schema/0001.sql"),
    include_str!("schema/0002.sql"),
    include_str!("schema/0003.sql"),
    include_str!("schema/0004.sql"),
    include_str!("schema/0005.sql"),
    include_str!("schema/0006.sql"),
];
/// How long to wait for another writer, in milliseconds.
const PATIENCE: u64 = 20_000;

/// One desk file, open.
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    /// Rows of entities already kept, by everything that is known of them.
    pub(crate) entities: RefCell<HashMap<String, i64>>,
    /// Strands read before, by row.
    pub(crate) strands: RefCell<HashMap<i64, Arc<Strand>>>,
    /// How many documents had been taken down when strands were last remembered.
    pub(crate) taken_down: Cell<usize>,
}

/// A document in a list, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// Id.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// File or URL it came from.
    pub source: String,
    /// Page address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Published,
    /// How many characters (bytes) its text has.
    pub length: usize,
    /// How many claims were read.
    pub claims: usize,
    /// How many events were read.
    pub events: usize,
}

impl Store {
    /// Opens a desk, creating the file where there is none.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let connection = Connection::open(path).map_err(|cause| Error::database(path, "opening the file", cause))?;
        let store = Self::of(connection, path);
        store.settle()?;
        store.migrate()?;
        Ok(store)
    }

    /// Opens a desk that must be there already.
    pub fn open_existing(path: impl AsRef<Path>) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let store = Self::open_with(path.as_ref(), flags)?;
        store.settle()?;
        store.migrate()?;
        Ok(store)
    }

    /// Opens a desk to copy it: nothing in it is touched.
    pub(crate) fn open_as_it_is(path: &Path) -> Result<Self, Error> {
        Self::open_with(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
    }

    fn open_with(path: &Path, flags: OpenFlags) -> Result<Self, Error> {
        if !path.is_file() {
            return Err(Error::Absent { path: path.to_owned() });
        }
        let connection = Connection::open_with_flags(path, flags)
            .map_err(|cause| Error::database(path, "opening the file", cause))?;
        let store = Self::of(connection, path);
        if store.pragma("application_id")? != APPLICATION {
            let reason = "it was not made by Marsad".to_owned();
            return Err(Error::Foreign { path: path.to_owned(), reason });
        }
        Ok(store)
    }

    /// A desk that is gone when it is dropped.
    pub fn in_memory() -> Result<Self, Error> {
        let path = Path::new(":memory:");
        let connection =
            Connection::open_in_memory().map_err(|cause| Error::database(path, "opening a file in memory", cause))?;
        let store = Self::of(connection, path);
        store.settle()?;
        store.migrate()?;
        Ok(store)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many documents are kept.
    pub fn document_count(&self) -> Result<usize, Error> {
        self.count("SELECT count(*) FROM documents")
    }

    /// Documents in the order they were added, after `after` (a row), at most `limit`; each with its row.
    pub fn documents(&self, after: i64, limit: usize) -> Result<Vec<(i64, DocumentRow)>, Error> {
        self.rows(
            "listing documents",
            "SELECT row, id, title, outlet, source, url, published, basis, length(CAST(text AS BLOB)) AS length,
               (SELECT count(*) FROM claims WHERE document = documents.row) AS claims,
               (SELECT count(*) FROM events WHERE document = documents.row) AS events
             FROM documents WHERE row > ? ORDER BY row LIMIT ?",
            params![after, limit as i64],
            |row| {
                let published =
                    Published { value: row.get("published")?, basis: code::value(Basis::ALL, row, "basis")? };
                Ok((
                    row.get("row")?,
                    DocumentRow {
                        id: row.get("id")?,
                        title: row.get("title")?,
                        outlet: row.get("outlet")?,
                        source: row.get("source")?,
                        url: row.get("url")?,
                        published,
                        length: row.get::<_, i64>("length")?.unsigned_abs() as usize,
                        claims: row.get::<_, i64>("claims")?.unsigned_abs() as usize,
                        events: row.get::<_, i64>("events")?.unsigned_abs() as usize,
                    },
                ))
            },
        )
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
        self.run("beginning", |connection| connection.execute_batch("BEGIN IMMEDIATE"))?;
        let done = work(self);
        if done.is_err() {
            self.entities.borrow_mut().clear();
            self.strands.borrow_mut().clear();
            self.run("taking back", |connection| connection.execute_batch("ROLLBACK"))?;
            return done;
        }
        self.run("committing", |connection| connection.execute_batch("COMMIT"))?;
        done
    }

    /// One thing whole or not at all. Inside [`Store::together`] that is for the transaction around it to see to: a
    /// savepoint for every document would make the search index write itself out after each.
    pub(crate) fn whole<T>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, Error> {
        self.run(doing, |connection| {
            if !connection.is_autocommit() {
                return work(connection);
            }
            connection.execute_batch("BEGIN IMMEDIATE")?;
            let done = work(connection);
            connection.execute_batch(if done.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
            done
        })
    }

    pub(crate) fn document_row(&self, id: &str) -> Result<Option<i64>, Error> {
        self.run("looking for a document", |connection| {
            let mut statement = connection.prepare_cached("SELECT row FROM documents WHERE id = ?")?;
            statement.query_row([id], |row| row.get(0)).optional()
        })
    }

    pub(crate) fn count(&self, sql: &str) -> Result<usize, Error> {
        self.run("counting", |connection| connection.query_row(sql, [], |row| row.get::<_, i64>(0)))
            .map(|count| count.unsigned_abs() as usize)
    }

    pub(crate) fn run<T>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, Error> {
        work(&self.connection).map_err(|cause| Error::database(&self.path, doing, cause))
    }

    pub(crate) fn rows<T>(
        &self,
        doing: &'static str,
        sql: &str,
        parameters: impl rusqlite::Params,
        read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Error> {
        self.run(doing, |connection| connection.prepare_cached(sql)?.query_map(parameters, read)?.collect())
    }

    fn of(connection: Connection, path: &Path) -> Self {
        connection.set_prepared_statement_cache_capacity(128);
        Self {
            connection,
            path: path.to_owned(),
            entities: RefCell::default(),
            strands: RefCell::default(),
            taken_down: Cell::default(),
        }
    }

    fn pragma(&self, name: &str) -> Result<i64, Error> {
        self.run("reading the file's header", |connection| connection.pragma_query_value(None, name, |row| row.get(0)))
    }

    fn settle(&self) -> Result<(), Error> {
        self.run("preparing the file", |connection| {
            connection.busy_timeout(std::time::Duration::from_millis(PATIENCE))?;
            connection.execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;
                 PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY;",
            )
        })
    }

    fn migrate(&self) -> Result<(), Error> {
        let version = self.pragma("user_version")?;
        let known = MIGRATIONS.len() as i64;
        if version > known {
            return Err(Error::Newer { path: self.path.clone(), version });
        }
        let is_ours = self.pragma("application_id")? == APPLICATION;
        if !is_ours && (version != 0 || self.count("SELECT count(*) FROM sqlite_schema")? > 0) {
            let reason = "it is another program's database".to_owned();
            return Err(Error::Foreign { path: self.path.clone(), reason });
        }
        for (place, migration) in MIGRATIONS.iter().enumerate().skip(version.unsigned_abs() as usize) {
            let number = place + 1;
            let batch = format!(
                "BEGIN IMMEDIATE; {migration} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {number}; COMMIT;"
            );
            self.run("bringing the file up to date", |connection| connection.execute_batch(&batch))?;
        }
        Ok(())
    }
}
