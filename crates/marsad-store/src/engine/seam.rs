//! What a database must do for the store, and what follows from it for all of them.

use std::path::Path;

use crate::doctor::Finding;
use crate::engine::failure::Result;
use crate::engine::postgres::Postgres;
use crate::engine::row::Row;
use crate::engine::sqlite::Sqlite;
use crate::engine::value::Value;
use crate::error::Error;
use crate::location::Location;
use crate::words::Words;

/// How long to wait for another writer, in milliseconds.
pub(crate) const PATIENCE: u64 = 20_000;

/// How a desk is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    /// It is made where there is none.
    OrMade,
    /// It must be there already.
    Existing,
}

/// What is searched by its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Index {
    /// Documents, by their row.
    Documents,
    /// Claims, by the row of the document and their place in it.
    Claims,
}

/// How an index is asked for words, in SQL.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AskedByWords {
    /// Its table.
    pub(crate) table: &'static str,
    /// The column that holds the row of what it found.
    pub(crate) row: &'static str,
    /// What holds where the words of one parameter are found.
    pub(crate) matches: &'static str,
}

/// One open connection to a database.
pub(crate) trait Engine: Send {
    /// Runs a statement; gives how many rows it changed.
    fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<usize>;

    /// Hands every row of the answer to `each`, in order.
    fn query(&self, sql: &str, values: &[Value<'_>], each: &mut dyn FnMut(&Row<'_>) -> Result<()>) -> Result<()>;

    /// Adds many rows to a table, every column in order. They are there for every statement that names the table, and
    /// refused at the latest when the transaction is committed.
    fn appender<'e>(&'e self, table: &'static str) -> Box<dyn Appender + 'e>;

    /// Begins a transaction that writes; waits while another connection does.
    fn begin(&self) -> Result<()>;

    /// Begins a transaction that only reads: everything as it was at one moment, whatever others write meanwhile.
    fn begin_reading(&self) -> Result<()>;

    /// Ends the transaction and keeps what it wrote.
    fn commit(&self) -> Result<()>;

    /// Ends the transaction and takes back what it wrote.
    fn roll_back(&self) -> Result<()>;

    /// Whether a transaction is going on.
    fn is_in_transaction(&self) -> bool;

    /// Adds folded words to a search index.
    fn index(&self, index: Index, row: i64, words: &str) -> Result<()>;

    /// Removes the rows of a search index from `first` to `last`.
    fn unindex(&self, index: Index, first: i64, last: i64) -> Result<()>;

    /// Makes every index anew and the search indexes empty, in the newest form: all words are to be added again.
    fn mend(&self) -> Result<()>;

    /// Overwrites what was freed: no byte of what was removed can be read in the database's own files any more.
    fn overwrite_freed(&self) -> Result<()>;

    /// How an index is asked for words.
    fn asked_by_words(&self, index: Index) -> AskedByWords;

    /// Words as the parameter of that statement.
    fn words(&self, words: &Words) -> String;

    /// What is wrong with the database itself: files, references, search indexes.
    fn check(&self) -> Result<Vec<Finding>>;

    /// Copies everything that is committed to a new file, while others read and write.
    fn copy_to(&self, location: &Location, file: &Path) -> std::result::Result<(), Error>;
}

/// Adds rows to one table.
pub(crate) trait Appender {
    /// Adds a row: every column in order.
    fn append(&mut self, values: &[Value<'_>]) -> Result<()>;
}

/// Opens a desk, brought up to date.
pub(crate) fn open(location: &Location, opening: Opening) -> std::result::Result<Box<dyn Engine>, Error> {
    match location {
        Location::File(path) => Ok(Box::new(Sqlite::open(path, opening)?)),
        Location::Server(server) => Ok(Box::new(Postgres::open(server, opening)?)),
    }
}

/// A desk that is gone when it is dropped.
pub(crate) fn in_memory() -> std::result::Result<Box<dyn Engine>, Error> {
    Ok(Box::new(Sqlite::in_memory()?))
}

/// A file, to be copied: nothing in it is touched.
pub(crate) fn open_as_it_is(path: &Path) -> std::result::Result<Box<dyn Engine>, Error> {
    Ok(Box::new(Sqlite::open_as_it_is(path)?))
}

impl dyn Engine + '_ {
    /// Every row of an answer.
    pub(crate) fn all<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut found = Vec::new();
        self.query(sql, values, &mut |row| {
            found.push(read(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The first row of an answer, if there is one.
    pub(crate) fn one<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut found = None;
        self.query(sql, values, &mut |row| {
            if found.is_none() {
                found = Some(read(row)?);
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// The rows of an index that match the words of one parameter, as a statement that has one column.
    pub(crate) fn rows_with_words(&self, index: Index) -> String {
        let AskedByWords { table, row, matches } = self.asked_by_words(index);
        format!("SELECT {row} FROM {table} WHERE {matches}")
    }

    /// The number that the next row of a table gets. Nobody else takes it: one connection writes at a time.
    pub(crate) fn next_row(&self, table: &str) -> Result<i64> {
        let sql = format!("SELECT coalesce(max(row), 0) + 1 FROM {table}");
        Ok(self.one(&sql, &[], |row| row.get(0))?.unwrap_or(1))
    }
}
