//! Events that people coded, read from their own files: plain columns, ACLED-like CSV, PLOVER JSON as coders write it.
//!
//! A file is read whole or not at all: what is wrong is told by line and column.

mod cells;
mod columns;
mod lines;

pub use columns::gold_of_csv;
pub use lines::gold_of_json_lines;
