//! Rows that wait to be added, so that many travel at once.
//!
//! A row that is appended waits until a statement may depend on it, or the transaction ends; then each table is sent its
//! rows in one go, in the order in which the tables were first written to: what is pointed at comes first.

use std::io::Write;

use postgres::types::Type;
use postgres::{Client, Error};

use crate::engine::failure::{Failure, Result};
use crate::engine::postgres::values::write;
use crate::engine::value::Value;

/// How many bytes may wait.
const ROOM: usize = 8 << 20;
/// What PostgreSQL's binary copy begins and ends with.
const SIGNATURE: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
const ROOTS: &str = "
    SELECT relname FROM pg_class c WHERE relkind = 'r' AND relnamespace = CAST(current_schema() AS regnamespace)
      AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conrelid = c.oid AND contype = 'f')";
const TRAILER: [u8; 2] = (-1_i16).to_be_bytes();

/// Rows that wait, table by table.
#[derive(Default)]
pub(super) struct Waiting {
    tables: Vec<Table>,
    bytes: usize,
    /// Tables whose rows point at no other table.
    roots: Vec<String>,
}

struct Table {
    name: &'static str,
    columns: Vec<Type>,
    rows: Vec<u8>,
}

impl Waiting {
    /// Makes room for rows of a table, behind the tables that were named before.
    pub(super) fn expect(&mut self, name: &'static str, client: &mut Client) -> Result<usize> {
        if let Some(place) = self.tables.iter().position(|table| table.name == name) {
            return Ok(place);
        }
        if self.roots.is_empty() {
            self.roots = client.query(ROOTS, &[])?.iter().map(|row| row.get(0)).collect();
        }
        let shape = client.prepare(&format!("SELECT * FROM {name} LIMIT 0"))?;
        let columns = shape.columns().iter().map(|column| column.type_().clone()).collect();
        self.tables.push(Table { name, columns, rows: Vec::new() });
        Ok(self.tables.len() - 1)
    }

    /// Adds a row to those that wait; says whether it is time to send them.
    pub(super) fn push(&mut self, place: usize, values: &[Value<'_>]) -> Result<bool> {
        let Table { name, columns, rows } = &mut self.tables[place];
        if values.len() != columns.len() {
            return Err(Failure::Shape(format!("{name} has {} columns, not {}", columns.len(), values.len())));
        }
        let before = rows.len();
        rows.extend((values.len() as i16).to_be_bytes());
        for (value, kind) in values.iter().zip(columns) {
            let start = rows.len();
            rows.extend((-1_i32).to_be_bytes());
            if write(*value, kind, rows).map_err(|cause| Failure::Shape(format!("{name}: {cause}")))? {
                let length = (rows.len() - start - 4) as i32;
                rows[start..start + 4].copy_from_slice(&length.to_be_bytes());
            }
        }
        self.bytes += rows.len() - before;
        Ok(self.bytes > ROOM)
    }

    /// Whether a statement may depend on rows that wait: it names their table, or writes to a table that may point at
    /// them.
    pub(super) fn concern(&self, sql: &str) -> bool {
        let mut waiting = self.tables.iter().filter(|table| !table.rows.is_empty()).peekable();
        let names = |table: &str| sql.contains(table);
        waiting.peek().is_some() && (!self.stands_alone(sql) || waiting.any(|table| names(table.name)))
    }

    fn stands_alone(&self, sql: &str) -> bool {
        let into = sql.strip_prefix("INSERT INTO ").and_then(|rest| rest.split_whitespace().next());
        sql.starts_with("SELECT") || into.is_some_and(|into| self.roots.iter().any(|root| root == into))
    }

    /// Sends all that wait.
    pub(super) fn send(&mut self, client: &mut Client) -> std::result::Result<(), Error> {
        self.bytes = 0;
        for table in &mut self.tables {
            if table.rows.is_empty() {
                continue;
            }
            let rows = std::mem::take(&mut table.rows);
            let mut copy = client.copy_in(&format!("COPY {} FROM STDIN BINARY", table.name))?;
            // What goes wrong on the way is told when the copy is finished.
            let sent = [SIGNATURE, &rows, &TRAILER].into_iter().try_for_each(|bytes| copy.write_all(bytes));
            let finished = copy.finish();
            debug_assert!(sent.is_ok() || finished.is_err(), "a copy that broke off is not finished");
            finished?;
        }
        Ok(())
    }

    /// Forgets what waits.
    pub(super) fn clear(&mut self) {
        self.bytes = 0;
        self.tables.clear();
    }
}
