//! Pages over HTTP, politely, and the feeds that name them.
//!
//! One request at a time, never more often than a host allows, never what its `robots.txt` forbids, never more than a
//! limit, and by a name that says who asks. It keeps nothing and judges no text.

mod address;
mod feed;
mod fetcher;
mod refused;
mod robots;

pub use feed::{Entry, Feed, feed};
pub use fetcher::{Fetched, Fetcher, Page, Policy, Validators};
pub use refused::Refused;
