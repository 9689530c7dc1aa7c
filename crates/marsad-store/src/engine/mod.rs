//! The seam between the store and a database: every statement is written once, in SQL that both engines run.
//!
//! Parameters are `?` or `?1`; rows are plain values. What the engines do differently is a method of [`Engine`]: how a
//! transaction begins, how many rows are added at once, how words are searched, what only they can check.
//!
//! What both run: a truth is compared (`is_headline = 1`); a column that may be NULL is sorted `NULLS FIRST` (or, from
//! the last, `NULLS LAST`); a list in `FROM` has a name; a parameter that is selected is cast; `coalesce`,
//! `IS NOT DISTINCT FROM`, `ON CONFLICT`, `instr`, `octet_length` and `substr` are there, `ifnull`, `char`, `LIMIT -1`
//! and columns outside a `GROUP BY` are not. A quote is cut out of its text in Rust, by bytes. A migration is written
//! twice, in `schema/sqlite/` and `schema/postgres/`, under one number.

pub(crate) mod failure;
mod full_text;
mod marks;
mod postgres;
mod row;
mod seam;
mod sqlite;
mod tokens;
pub(crate) mod value;

pub(crate) use crate::engine::row::Row;
pub(crate) use crate::engine::seam::{Appender, AskedByWords, Engine, Index, Opening, in_memory, open, open_as_it_is};
pub(crate) use crate::engine::value::{Value, params};
