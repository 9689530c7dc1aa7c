//! The words of the record: plain types and their small laws.
//!
//! Stages speak to each other only in these types. Nothing here reads a file, knows a letter of
//! Arabic, asks the clock or knows how a value is serialised.

pub mod account;
pub mod actor;
pub mod answer;
pub mod case;
pub mod change;
pub mod claim;
pub mod coverage;
pub mod decision;
pub mod document;
pub mod dossier;
pub mod evaluation;
pub mod event;
pub mod extraction;
pub mod feed;
pub mod forecast;
pub mod gold;
pub mod incident;
pub mod note;
pub mod pipeline;
pub mod place;
pub mod plover;
pub mod quantity;
pub mod reported;
pub mod review;
pub mod rule;
pub mod span;
pub mod takedown;
pub mod time;
pub mod vocabulary;
pub mod watch;

pub use actor::{Entity, EntityKind, Mention, MentionForm, MentionKind};
pub use claim::{Certainty, Claim, Forecast, How, Link, Relation, RelationModality, Sign, Stance};
pub use document::{Basis, Chrome, ChromeKind, Document, Published};
pub use event::{Event, Modality, Role, RoleStatus, Toll, TollPart};
pub use extraction::{Extraction, Token};
pub use note::{Note, Noted};
pub use pipeline::Pipeline;
pub use place::{EventPlace, PlaceLevel};
pub use plover::{EventType, Quad};
pub use quantity::{Qualifier, Quantity, QuantityRole, Range};
pub use span::Span;
pub use time::{Interval, TimeExpression, TimeKind, TimeValue};
