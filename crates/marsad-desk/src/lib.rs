//! What an analyst asks, answered with cited evidence. It never writes, except a [`marsad_record::decision::Decision`].
//!
//! Every answer is a plain struct with public fields; names in questions may be ids or any Arabic or English name.

mod accounts;
mod actors;
mod additions;
mod answer;
mod cases;
mod claims;
mod coverage;
mod decisions;
mod desk;
mod documents;
mod dossiers;
mod error;
mod eval;
mod feeds;
mod forget;
mod heads;
mod history;
mod incidents;
mod kept;
mod ledger;
mod names;
mod network;
mod organs;
mod origins;
mod relations;
mod review;
mod rules;
mod search;
mod settling;
mod shared;
mod watches;

pub use accounts::{IDLE, LONGEST, Session};
pub use actors::ActorRow;
pub use cases::Cited;
pub use claims::{ClaimFilter, ClaimPage, citation};
pub use coverage::CoverageFilter;
pub use decisions::{DecisionRow, Standing};
pub use desk::{Desk, Summary};
pub use documents::DocumentPage;
pub use error::Error;
pub use eval::{Counting, ReadDocument, ReadEvent, Scope, crosswalk, evaluate};
pub use heads::PlaceNames;
pub use incidents::{IncidentFilter, IncidentPage, IncidentView};
pub use ledger::{ENOUGH, ForecastFilter, LedgerPage};
pub use marsad_record::document::DocumentRow;
pub use marsad_store::{ClaimRow, Finding, Location, Order};
pub use network::{NetworkFilter, Stretch, Tie};
pub use origins::Origin;
pub use relations::{Grain, Point, RelationFilter, Side, Told, Triad};
pub use review::{ReviewFilter, ReviewPage};
pub use search::{DocumentHit, SearchFilter, SearchHit, SearchPage};
pub use watches::{NewWatch, Preview, WatchRow};
