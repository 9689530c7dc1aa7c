//! The order of the stages, and nothing else: a document, a folder or an archive in, the record out.

mod add;
mod check;
mod engine;
mod feeds;
mod input;
mod parallel;
mod switches;
mod together;

pub use add::{Published, Repaired, Report, Step};
pub use check::Checked;
pub use engine::{Engine, Words};
pub use input::{Input, inputs};
pub use marsad_fetch::{Fetcher, Policy};
pub use marsad_read::{Given, Skipped, Source};
pub use marsad_store::{Error, Store};
pub use parallel::{Flow, WORKER, in_order, workers};
pub use switches::{MODELS, RULES, Switches, Unknown};
