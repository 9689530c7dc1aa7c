//! The text of ONE document to mentions and claims: who did what to whom, when, where, with what toll, according to whom.
//!
//! One folder a question; the eight never import each other and meet in `claim.rs` alone. No second document, no store,
//! no clock: the same article gives the same record in ten years.

pub mod actor;
mod agreement;
pub mod attribution;
mod claim;
pub mod event;
pub mod forecast;
mod nearby;
pub mod number;
pub mod place;
pub mod relation;
pub mod time;
pub mod toll;

pub use claim::Extractor;
pub use event::{Settings, Switch, Traces};
