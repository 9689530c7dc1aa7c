//! The record on disk: one SQLite file, or a PostgreSQL database, that keeps, finds and pages; it decides nothing.
//!
//! Documents, what was read out of them, and people's decisions are append-only, enforced in the database.
//! Strands and incidents are derived: they can be thrown away and made again.

mod accounts;
mod additions;
mod backup;
mod calendar;
mod cases;
mod changes;
mod code;
mod compared;
mod coverage;
mod decisions;
mod derived;
mod digest;
mod doctor;
mod dyads;
mod engine;
mod error;
mod feeds;
mod forecasts;
mod forget;
mod history;
mod incidents;
mod lists;
mod location;
mod making;
mod mending;
mod naming;
mod read;
mod review;
mod revision;
mod search;
mod store;
mod strands;
mod voices;
mod watches;
mod words;
mod write;

pub use coverage::OutletDay;
pub use derived::Tally;
pub use doctor::Finding;
pub use dyads::{Bond, Deed, DeedBond, Dyad, DyadQuery, Statement};
pub use error::Error;
pub use forecasts::{Due, ForecastGroup, ForecastHead, ForecastQuery};
pub use forget::address_digest;
pub use incidents::{Cursor, IncidentMark, IncidentQuery, Order};
pub use location::{Location, Server};
pub use read::ClaimRow;
pub use review::{Dispute, DoubtfulEvent, Weighty};
pub use search::{ClaimHit, ClaimQuery, FoundText, Searched, TextQuery};
pub use store::Store;
pub use words::Words;
pub use write::{Added, Indexing};
