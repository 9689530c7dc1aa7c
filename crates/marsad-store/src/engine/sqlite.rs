//! SQLite: one file, or a desk in memory.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, OpenFlags, Statement, params_from_iter};

use crate::doctor::Finding;
use crate::engine::failure::{Failure, Result};
use crate::engine::full_text;
use crate::engine::row::{Cells, Place, Row};
use crate::engine::seam::{Appender, AskedByWords, Engine, Index, Opening, PATIENCE};
use crate::engine::value::{Value, params};
use crate::error::Error;
use crate::location::Location;
use crate::words::Words;

/// Marks a file as ours (`MRSD`).
const APPLICATION: i64 = 0x4D52_5344;
/// Migrations in order; the file's `user_version` counts those it has.
pub(crate) const MIGRATIONS: &[&str] = &[
    include_str!("../schema/sqlite/0001.sql"),
    include_str!("../schema/sqlite/0002.sql"),
    include_str!("../schema/sqlite/0003.sql"),
    include_str!("../schema/sqlite/0004.sql"),
    include_str!("../schema/sqlite/0005.sql"),
    include_str!("../schema/sqlite/0006.sql"),
    include_str!("../schema/sqlite/0007.sql"),
    include_str!("../schema/sqlite/0008.sql"),
    include_str!("../schema/sqlite/0009.sql"),
    include_str!("../schema/sqlite/0010.sql"),
    include_str!("../schema/sqlite/0011.sql"),
    include_str!("../schema/sqlite/0012.sql"),
    include_str!("../schema/sqlite/0013.sql"),
];

/// How many statements the names of their columns are remembered of.
const NAMED: usize = 512;

/// An open file.
pub(crate) struct Sqlite {
    connection: Connection,
    /// The names of the columns of statements that were asked for one by its name.
    names: RefCell<HashMap<String, Names>>,
    /// Words that the transaction will add to the search index at its end, by index and row. Added one by one they
    /// would be written out before every statement that a trigger guards, and a document is such a statement.
    waiting: RefCell<Vec<(Index, i64, String)>>,
}

/// The names of the columns of one statement, in order.
type Names = Arc<[String]>;
type Opened = std::result::Result<Sqlite, Error>;

impl Sqlite {
    pub(crate) fn open(path: &Path, opening: Opening) -> Opened {
        let opened = match opening {
            Opening::Existing => {
                Self::open_with(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?
            }
            Opening::OrMade => Self::of(path, "opening the file", Connection::open(path))?,
        };
        opened.settled(path)
    }

    pub(crate) fn open_as_it_is(path: &Path) -> Opened {
        Self::open_with(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
    }

    pub(crate) fn in_memory() -> Opened {
        let path = Path::new(":memory:");
        Self::of(path, "opening a file in memory", Connection::open_in_memory())?.settled(path)
    }

    fn of(path: &Path, doing: &'static str, opened: rusqlite::Result<Connection>) -> Opened {
        let connection = opened.map_err(|cause| Error::database(&path.into(), doing, cause.into()))?;
        connection.set_prepared_statement_cache_capacity(128);
        // Otherwise a statement is planned anew for every value that it is given: a sixth of the time of adding.
        let planned = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true);
        planned.map_err(|cause| Error::database(&path.into(), doing, cause.into()))?;
        Ok(Self { connection, names: RefCell::default(), waiting: RefCell::default() })
    }

    fn open_with(path: &Path, flags: OpenFlags) -> Opened {
        if !path.is_file() {
            return Err(Error::Absent { location: path.into() });
        }
        let opened = Self::of(path, "opening the file", Connection::open_with_flags(path, flags))?;
        if opened.pragma(path, "application_id")? != APPLICATION {
            let reason = "it was not made by Marsad".to_owned();
            return Err(Error::Foreign { location: path.into(), reason });
        }
        Ok(opened)
    }

    fn settled(self, path: &Path) -> Opened {
        let settled = self.connection.busy_timeout(Duration::from_millis(PATIENCE)).and_then(|()| {
            self.connection.execute_batch(
                "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;
                 PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 2000; PRAGMA temp_store = MEMORY;",
            )
        });
        settled.map_err(|cause| Error::database(&path.into(), "preparing the file", cause.into()))?;
        self.migrate(path)?;
        Ok(self)
    }

    fn pragma(&self, path: &Path, name: &str) -> std::result::Result<i64, Error> {
        let value = self.connection.pragma_query_value(None, name, |row| row.get(0));
        value.map_err(|cause| Error::database(&path.into(), "reading the file's header", cause.into()))
    }

    fn migrate(&self, path: &Path) -> std::result::Result<(), Error> {
        let failed =
            |cause: rusqlite::Error| Error::database(&path.into(), "bringing the file up to date", cause.into());
        let version = self.pragma(path, "user_version")?;
        if version > MIGRATIONS.len() as i64 {
            return Err(Error::Newer { location: path.into(), version });
        }
        let is_ours = self.pragma(path, "application_id")? == APPLICATION;
        let count = |sql: &str| self.connection.query_row(sql, [], |row| row.get::<_, i64>(0)).map_err(failed);
        if !is_ours && (version != 0 || count("SELECT count(*) FROM sqlite_schema")? > 0) {
            let reason = "it is another program's database".to_owned();
            return Err(Error::Foreign { location: path.into(), reason });
        }
        for (place, migration) in MIGRATIONS.iter().enumerate().skip(version.unsigned_abs() as usize) {
            let number = place + 1;
            let is_fresh = version == 0 && number == MIGRATIONS.len();
            let search = if is_fresh { full_text::MADE } else { "" };
            let batch = format!(
                "BEGIN IMMEDIATE; {migration} {search} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {number}; COMMIT;"
            );
            self.connection.execute_batch(&batch).map_err(failed)?;
        }
        Ok(())
    }
}

impl Sqlite {
    fn names(&self, sql: &str, statement: &Statement<'_>) -> Names {
        if let Some(known) = self.names.borrow().get(sql) {
            return Arc::clone(known);
        }
        let names: Names = statement.column_names().map(str::to_owned).collect();
        let mut known = self.names.borrow_mut();
        if known.len() >= NAMED {
            known.clear();
        }
        known.insert(sql.to_owned(), Arc::clone(&names));
        names
    }

    fn index_waiting(&self) -> Result<()> {
        let waiting = self.waiting.take();
        waiting.iter().try_for_each(|(index, row, words)| full_text::add(&self.connection, *index, *row, words))
    }
}

impl Engine for Sqlite {
    fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<usize> {
        Ok(self.connection.prepare_cached(sql)?.execute(params_from_iter(values))?)
    }

    fn query(&self, sql: &str, values: &[Value<'_>], each: &mut dyn FnMut(&Row<'_>) -> Result<()>) -> Result<()> {
        // A search inside the transaction finds what was added in it.
        if !self.waiting.borrow().is_empty() && sql.contains("_words") {
            self.index_waiting()?;
        }
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let names = OnceCell::new();
        while let Some(row) = rows.next()? {
            let known = &|| Arc::clone(names.get_or_init(|| self.names(sql, row.as_ref())));
            each(&Row(&NamedRow { row, names: known, next: Cell::new(0) }))?;
        }
        Ok(())
    }

    fn appender<'e>(&'e self, table: &'static str) -> Box<dyn Appender + 'e> {
        Box::new(Insert { connection: &self.connection, table, statement: None })
    }

    fn begin(&self) -> Result<()> {
        Ok(self.connection.execute_batch("BEGIN IMMEDIATE")?)
    }

    fn begin_reading(&self) -> Result<()> {
        Ok(self.connection.execute_batch("BEGIN")?)
    }

    fn commit(&self) -> Result<()> {
        self.index_waiting()?;
        Ok(self.connection.execute_batch("COMMIT")?)
    }

    fn roll_back(&self) -> Result<()> {
        self.waiting.take();
        Ok(self.connection.execute_batch("ROLLBACK")?)
    }

    fn is_in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }

    fn index(&self, index: Index, row: i64, words: &str) -> Result<()> {
        if !self.is_in_transaction() {
            return full_text::add(&self.connection, index, row, words);
        }
        self.waiting.borrow_mut().push((index, row, words.to_owned()));
        Ok(())
    }

    fn unindex(&self, index: Index, first: i64, last: i64) -> Result<()> {
        full_text::remove(&self.connection, index, first, last)
    }

    fn mend(&self) -> Result<()> {
        Ok(self.connection.execute_batch(&format!("REINDEX; {}", full_text::MADE))?)
    }

    fn overwrite_freed(&self) -> Result<()> {
        for index in [Index::Documents, Index::Claims].map(full_text::table) {
            self.connection.execute_batch(&format!("INSERT INTO {index} ({index}) VALUES ('optimize')"))?;
        }
        // The file is written anew, on the disk and not in memory, and the log is emptied.
        self.connection.execute_batch("PRAGMA temp_store = FILE; VACUUM; PRAGMA temp_store = MEMORY;")?;
        let is_busy: i64 = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if is_busy == 0 { Ok(()) } else { Err(busy()) }
    }

    fn asked_by_words(&self, index: Index) -> AskedByWords {
        match index {
            Index::Documents => {
                AskedByWords { table: "document_words", row: "document_words.rowid", matches: "document_words MATCH ?" }
            }
            Index::Claims => {
                AskedByWords { table: "claim_words", row: "claim_words.rowid", matches: "claim_words MATCH ?" }
            }
        }
    }

    fn words(&self, words: &Words) -> String {
        let phrase = |phrase: &String| format!("\"{}\"", full_text::set_apart(phrase));
        let group = |group: &Vec<String>| format!("({})", group.iter().map(phrase).collect::<Vec<_>>().join(" OR "));
        let all = |groups: &[Vec<String>]| groups.iter().map(group).collect::<Vec<_>>().join(" AND ");
        let wanted = all(&words.groups);
        if words.but.is_empty() { wanted } else { format!("({wanted}) NOT ({})", all(&words.but)) }
    }

    fn check(&self) -> Result<Vec<Finding>> {
        let engine: &dyn Engine = self;
        let told = engine.all("PRAGMA integrity_check", &[], |row| row.get::<String>(0))?;
        let mut findings: Vec<Finding> =
            told.into_iter().filter(|line| line != "ok").map(|line| Finding::new("integrity", line)).collect();
        let broken = engine.all("PRAGMA foreign_key_check", &[], |row| {
            Ok(format!("a row of {} points at nothing in {}", row.get::<String>(0)?, row.get::<String>(2)?))
        })?;
        findings.extend(broken.into_iter().map(|line| Finding::new("references", line)));
        for (index, of) in [(Index::Documents, "documents"), (Index::Claims, "claims")] {
            let kept = engine.one(&format!("SELECT count(*) FROM {of}"), &[], |row| row.get::<i64>(0))?;
            let index = full_text::table(index);
            if kept != Some(full_text::texts(&self.connection, index)?) {
                findings.push(Finding::new("search", format!("not all {of} are in the search index")));
            }
            let check = format!("INSERT INTO {index} ({index}) VALUES ('integrity-check')");
            if let Err(cause) = self.connection.execute(&check, []) {
                findings.push(Finding::new("search", format!("{index} is damaged: {cause}")));
            }
        }
        Ok(findings)
    }

    fn copy_to(&self, location: &Location, file: &Path) -> std::result::Result<(), Error> {
        let name = file.to_string_lossy();
        let written = self.execute("VACUUM INTO ?", params![name.as_ref()]);
        written.map(drop).map_err(|cause| Error::database(location, "writing the backup", cause))
    }
}

fn busy() -> Failure {
    let told = "another program holds the log open; close it and run the same again".to_owned();
    rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY), Some(told)).into()
}

/// Inserts rows as they come; the statement is made of the first.
struct Insert<'c> {
    connection: &'c Connection,
    table: &'static str,
    statement: Option<CachedStatement<'c>>,
}

impl Appender for Insert<'_> {
    fn append(&mut self, values: &[Value<'_>]) -> Result<()> {
        let statement = match &mut self.statement {
            Some(statement) => statement,
            None => {
                let marks = vec!["?"; values.len()].join(",");
                let sql = format!("INSERT INTO {} VALUES ({marks})", self.table);
                self.statement.insert(self.connection.prepare_cached(&sql)?)
            }
        };
        statement.execute(params_from_iter(values))?;
        Ok(())
    }
}

/// A row whose columns are mostly asked for in their order: a name is looked for from the one after the last.
struct NamedRow<'r, 's> {
    row: &'r rusqlite::Row<'s>,
    names: &'r dyn Fn() -> Names,
    next: Cell<usize>,
}

impl NamedRow<'_, '_> {
    fn number(&self, name: &str) -> Result<usize> {
        let names = (self.names)();
        let (before, after) = names.split_at(self.next.get().min(names.len()));
        let is_it = |known: &String| known == name;
        let found = after.iter().position(is_it).map(|place| before.len() + place);
        let number = found.or_else(|| before.iter().position(is_it));
        let number = number.ok_or_else(|| Failure::Shape(format!("there is no column {name}")))?;
        self.next.set(number + 1);
        Ok(number)
    }
}

impl Cells for NamedRow<'_, '_> {
    fn cell(&self, place: Place<'_>) -> Result<Value<'_>> {
        let number = match place {
            Place::Number(number) => number,
            Place::Name(name) => self.number(name)?,
        };
        let cell = self.row.get_ref(number)?;
        Ok(match cell {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => Value::Integer(number),
            ValueRef::Real(number) => Value::Real(number),
            ValueRef::Blob(bytes) => Value::Blob(bytes),
            ValueRef::Text(_) => Value::Text(cell.as_str().map_err(|cause| Failure::Shape(cause.to_string()))?),
        })
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Integer(number) => ValueRef::Integer(*number),
            Value::Real(number) => ValueRef::Real(*number),
            Value::Text(words) => ValueRef::Text(words.as_bytes()),
            Value::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}
