//! The order of the stages, and nothing else: a document, a folder or an archive in, the record out.

mod add;
mod engine;
mod parallel;
mod sources;

pub use add::{Report, Step};
pub use engine::{Engine, Words};
pub use marsad_read::{Given, Skipped, Source};
pub use marsad_store::{Error, Store};
pub use parallel::{Flow, WORKER, in_order, workers};
pub use sources::sources;
