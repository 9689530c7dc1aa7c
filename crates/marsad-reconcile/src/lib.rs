//! Claims of many documents to incidents, as a pure function of the SET of tellings and of people's decisions.
//!
//! Tellings of one document become strands (what it tells of one happening), strands that could be one happening
//! become blocks, blocks become incidents with every fact as [`marsad_record::reported::Reported`]. Nothing here
//! reads a text, a file or a clock: any order and any batching of adding gives the same incidents.
//!
//! Adding to a store has the same outcome as computing everything again: [`settle`] asks for the strands near the
//! fresh ones and for the blocks of those that they could link to, and gives back the blocks that take their place, with
//! those of their incidents that something moved in.

pub mod added;
mod alike;
mod block;
mod centre;
mod cluster;
mod contradiction;
mod correction;
mod decided;
mod digest;
mod facts;
mod key;
mod landing;
mod origin;
mod outline;
mod place;
mod profile;
mod recall;
mod settle;
mod shared;
mod shelf;
mod sketch;
mod sorted;
mod strand;
mod telling;
mod toll;
mod union;

/// The number of these rules. Raise it whenever the same claims give other incidents: a desk remembers by which rules its
/// incidents were made, and `marsad doctor` says where they were older ones.
pub const RULES: i64 = 2;

pub use alike::{Likeness, likeness};
pub use block::{blocks, each_block, incidents};
pub use correction::{correct, reading};
pub use decided::{anchor, names, standing, tellings_named};
pub use key::posts;
pub use origin::{origin_signature, origins};
pub use settle::settle;
pub use shelf::{Kept, Posted, Shelf};
pub use strand::strands;
pub use telling::tellings;
pub use toll::SPREAD_RULE;
