//! Bytes in, `Document` out: plain text, HTML and JSON Lines; page furniture is marked, the body never edited.
//!
//! Invariant: a text that came in as text goes out letter for letter; whatever could not be read is one
//! [`Skipped`] naming the file, the line and the reason, and the rest of the run goes on.

mod assemble;
mod bytes;
mod chrome;
mod cues;
mod datelines;
mod dates;
mod furniture;
mod headline;
mod html;
mod identity;
mod json_lines;
mod language;
mod limits;
mod lines;
mod outlet;
mod page_words;
mod published;
mod skipped;
mod source;
mod stream;

pub use page_words::PageWords;
pub use skipped::Skipped;
pub use source::{Given, Source};
pub use stream::{Documents, Outcome, documents};
