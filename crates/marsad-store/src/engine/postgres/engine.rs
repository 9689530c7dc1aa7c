//! An open connection to a server.

use std::cell::{Cell, RefCell, RefMut};
use std::collections::HashMap;
use std::path::Path;

use postgres::types::ToSql;
use postgres::{Client, Statement};

use crate::doctor::Finding;
use crate::engine::failure::{Failure, Result};
use crate::engine::marks::numbered;
use crate::engine::postgres::connect::{Session, connect};
use crate::engine::postgres::copy::Waiting;
use crate::engine::postgres::search::Counted;
use crate::engine::postgres::{check, migrate, search};
use crate::engine::row::Row;
use crate::engine::seam::{Appender, AskedByWords, Engine, Index, Opening};
use crate::engine::value::Value;
use crate::error::Error;
use crate::location::{Location, Server};
use crate::words::Words;

/// How many statements are kept ready.
const READY: usize = 256;
/// One writer at a time in each desk; the number marks the lock as ours (`MRSD`).
pub(super) const LOCK: &str = "SELECT pg_advisory_xact_lock(1297240900, hashtext(current_schema()))";

/// An open connection to a server.
pub(crate) struct Postgres {
    server: Server,
    client: RefCell<Session>,
    ready: RefCell<HashMap<String, Statement>>,
    waiting: RefCell<Waiting>,
    counted: Cell<Counted>,
    is_in_transaction: Cell<bool>,
}

impl Postgres {
    pub(crate) fn open(server: &Server, opening: Opening) -> std::result::Result<Self, Error> {
        let mut client = connect(server)?;
        migrate::migrate(&mut client, &Location::Server(server.clone()), opening)?;
        Ok(Self {
            server: server.clone(),
            client: RefCell::new(client),
            ready: RefCell::default(),
            waiting: RefCell::default(),
            counted: Cell::default(),
            is_in_transaction: Cell::new(false),
        })
    }

    /// The connection; a new one where the server had closed it, unless a transaction went with it.
    fn client(&self) -> Result<RefMut<'_, Session>> {
        let mut client = self.client.borrow_mut();
        if client.is_closed() && !self.is_in_transaction.get() {
            self.connect_again(&mut client)?;
        }
        Ok(client)
    }

    fn connect_again(&self, client: &mut Session) -> Result<()> {
        *client = connect(&self.server).map_err(|error| Failure::Away(error.to_string()))?;
        self.ready.borrow_mut().clear();
        Ok(())
    }

    /// Does what changes nothing, and once more over a new connection where the server had closed the old one.
    fn again<T>(&self, work: impl Fn(&mut Client) -> Result<T>) -> Result<T> {
        let mut client = self.client()?;
        let done = work(&mut client);
        // Nobody answers, or the server says farewell (57P01 to 57P05).
        let is_lost = |failure: &Failure| match failure {
            Failure::Postgres(cause) => cause.code().is_none_or(|code| code.code().starts_with("57P")),
            _ => false,
        };
        if self.is_in_transaction.get() || !done.as_ref().is_err_and(is_lost) {
            return done;
        }
        self.connect_again(&mut client)?;
        work(&mut client)
    }

    fn ready(&self, client: &mut Client, sql: &str) -> Result<Statement> {
        if let Some(statement) = self.ready.borrow().get(sql) {
            return Ok(statement.clone());
        }
        let statement = client.prepare(&numbered(sql))?;
        let mut ready = self.ready.borrow_mut();
        if ready.len() >= READY {
            ready.clear();
        }
        ready.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    /// Sends the rows that wait, with what they add to the count of words.
    fn send(&self, client: &mut Client) -> Result<()> {
        self.waiting.borrow_mut().send(client)?;
        for (sql, values) in self.counted.take().kept() {
            let statement = self.ready(client, sql)?;
            client.execute(&statement, &bound(&values))?;
        }
        Ok(())
    }
}

fn bound<'v>(values: &'v [Value<'v>]) -> Vec<&'v (dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

impl Engine for Postgres {
    fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<usize> {
        let mut client = self.client()?;
        if self.waiting.borrow().concern(sql) {
            self.send(&mut client)?;
        }
        let statement = self.ready(&mut client, sql)?;
        Ok(client.execute(&statement, &bound(values))? as usize)
    }

    fn query(&self, sql: &str, values: &[Value<'_>], each: &mut dyn FnMut(&Row<'_>) -> Result<()>) -> Result<()> {
        let rows = self.again(|client| {
            if self.waiting.borrow().concern(sql) {
                self.send(client)?;
            }
            let statement = self.ready(client, sql)?;
            Ok(client.query(&statement, &bound(values))?)
        })?;
        rows.iter().try_for_each(|row| each(&Row(row)))
    }

    fn appender<'e>(&'e self, table: &'static str) -> Box<dyn Appender + 'e> {
        Box::new(Behind { engine: self, table, place: None })
    }

    fn begin(&self) -> Result<()> {
        self.again(|client| Ok(client.batch_execute("BEGIN")?))?;
        self.is_in_transaction.set(true);
        let locked = self.client()?.batch_execute(LOCK);
        if locked.is_err() {
            self.roll_back()?;
        }
        Ok(locked?)
    }

    fn begin_reading(&self) -> Result<()> {
        self.again(|client| Ok(client.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?))?;
        self.is_in_transaction.set(true);
        Ok(())
    }

    fn commit(&self) -> Result<()> {
        let mut client = self.client()?;
        self.send(&mut client)?;
        client.batch_execute("COMMIT")?;
        self.is_in_transaction.set(false);
        Ok(())
    }

    fn roll_back(&self) -> Result<()> {
        self.waiting.borrow_mut().clear();
        self.counted.take();
        self.is_in_transaction.set(false);
        Ok(self.client.borrow_mut().batch_execute("ROLLBACK")?)
    }

    fn is_in_transaction(&self) -> bool {
        self.is_in_transaction.get()
    }

    fn index(&self, index: Index, row: i64, words: &str) -> Result<()> {
        let (vector, count) = search::vector(words);
        let mut counted = self.counted.take();
        counted.add(index, count);
        self.counted.set(counted);
        let values = [Value::Integer(row), Value::Integer(count), Value::Blob(&vector)];
        self.appender(search::table(index)).append(&values)
    }

    fn unindex(&self, index: Index, first: i64, last: i64) -> Result<()> {
        search::remove(self, index, first, last)
    }

    fn mend(&self) -> Result<()> {
        let each = |act: &str| {
            format!(
                "SELECT string_agg('{act}', ';') FROM (SELECT CAST(CAST(oid AS regclass) AS text) AS name FROM pg_class
                 WHERE relkind = 'r' AND relnamespace = CAST(current_schema() AS regnamespace)) AS tables"
            )
        };
        let engine: &dyn Engine = self;
        for act in ["ALTER TABLE ' || name || ' ENABLE TRIGGER USER", "REINDEX TABLE ' || name || '"] {
            let sql = engine.one(&each(act), &[], |row| row.get::<String>(0))?.unwrap_or_default();
            self.client()?.batch_execute(&sql)?;
        }
        let empty = "DELETE FROM document_words; DELETE FROM claim_words; UPDATE word_counts SET texts = 0, words = 0";
        Ok(self.client()?.batch_execute(empty)?)
    }

    fn overwrite_freed(&self) -> Result<()> {
        let tables = "SELECT string_agg(CAST(CAST(oid AS regclass) AS text), ', ') FROM pg_class
                      WHERE relkind = 'r' AND relnamespace = CAST(current_schema() AS regnamespace)";
        let engine: &dyn Engine = self;
        let tables = engine.one(tables, &[], |row| row.get::<String>(0))?.unwrap_or_default();
        Ok(self.client()?.batch_execute(&format!("VACUUM (FULL) {tables}"))?)
    }

    fn asked_by_words(&self, index: Index) -> AskedByWords {
        search::asked_by_words(index)
    }

    fn words(&self, words: &Words) -> String {
        search::asked(words)
    }

    fn check(&self) -> Result<Vec<Finding>> {
        check::check(self)
    }

    fn copy_to(&self, location: &Location, _: &Path) -> std::result::Result<(), Error> {
        let reason = "a database on a server is copied with `pg_dump` and put back with `pg_restore` \
                      (docs/postgres.md)";
        Err(Error::Unsupported { location: location.clone(), reason: reason.to_owned() })
    }
}

/// Adds rows to those that wait.
struct Behind<'e> {
    engine: &'e Postgres,
    table: &'static str,
    place: Option<usize>,
}

impl Appender for Behind<'_> {
    fn append(&mut self, values: &[Value<'_>]) -> Result<()> {
        let mut client = self.engine.client()?;
        let is_full = {
            let mut waiting = self.engine.waiting.borrow_mut();
            let place = match self.place {
                Some(place) => place,
                None => *self.place.insert(waiting.expect(self.table, &mut client)?),
            };
            waiting.push(place, values)?
        };
        if is_full || !self.engine.is_in_transaction.get() {
            self.engine.send(&mut client)?;
        }
        Ok(())
    }
}
