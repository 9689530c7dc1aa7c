//! A whole desk, or the part of it that a filter leaves, written as files that other programs read.
//!
//! One file of this folder writes one format; all of them are handed the same incidents, claims and documents.

mod acled;
mod country;
mod csv;
mod format;
mod ftm;
mod geojson;
mod gist;
mod names;
mod parquet;
mod plover;
mod sheet;
mod tables;
mod ucdp;
mod writer;

pub use format::Format;
pub use names::{NamedPlace, Names};
pub use writer::{Archive, ArchiveError, Counts, Entry, Replaces};
