//! The record in other people's formats: the JSON contract, written once for the command line, the API and the wheel.
//!
//! Values in, text out. Nothing here opens the store or decides anything.

mod amount;
mod claim;
mod document;
mod entity;
mod incident;
mod page;
mod position;
mod spans;
mod tellings;

pub use claim::{claim, finding};
pub use document::{Tokens, document, write_document};
pub use entity::actor;
pub use incident::{Citations, incident, incident_line};
pub use position::Positions;
