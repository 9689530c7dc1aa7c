//! Claims of many documents to incidents, as a pure function of the SET of tellings and of people's decisions.
//!
//! Tellings of one document become strands (what it tells of one happening), strands that could be one happening
//! become blocks, blocks become incidents with every fact as [`marsad_record::reported::Reported`]. Nothing here
//! reads a text, a file or a clock: any order and any batching of adding gives the same incidents.
//!
//! Adding to a store, with the same outcome as computing everything again:
//!
//! ```text
//! let fresh   = strands(tellings(&extraction, &origin));           // of each new document
//! let near    = store.strands_under(&keys);                        // keys: the probes of all fresh strands
//! let touched = touched(&fresh, &near, entities);                  // ids of old strands that link to a new one
//! let beside  = store.strands_beside(&touched);                    // whole blocks of those
//! let blocks  = blocks(beside + fresh, &decisions, entities);
//! store.replace_blocks(&blocks, &posts);
//! ```

mod alike;
mod block;
mod centre;
mod cluster;
mod contradiction;
mod decided;
mod digest;
mod facts;
mod key;
mod origin;
mod place;
mod profile;
mod strand;
mod telling;
mod toll;

pub use alike::{Likeness, likeness};
pub use block::{blocks, incidents, touched};
pub use decided::{refused, subjects};
pub use key::{posts, probes};
pub use origin::origin_signature;
pub use strand::strands;
pub use telling::tellings;
pub use toll::SPREAD_RULE;
