//! PostgreSQL: a database that a team shares; one writes at a time, many read.

mod check;
mod connect;
mod copy;
mod engine;
mod migrate;
mod search;
mod tls;
mod values;

pub(crate) use crate::engine::postgres::engine::Postgres;
