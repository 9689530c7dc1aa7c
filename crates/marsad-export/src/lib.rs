//! The record in other people's formats: the JSON contract, written once for the command line, the API and the wheel.
//!
//! Values in, text out. Nothing here opens the store or decides anything.

mod account;
mod amount;
mod answer;
mod archive;
mod case;
mod claim;
mod course;
mod coverage;
mod decision;
mod document;
mod dossier;
mod entity;
mod evaluation;
mod feed;
mod forecast;
mod gold;
mod head;
mod incident;
mod network;
mod notice;
mod page;
mod position;
mod relation;
mod review;
mod rule;
mod spans;
mod takedown;
mod tellings;

pub use account::{account, account_act, token};
pub use amount::amount;
pub use answer::answer;
pub use archive::{Archive, ArchiveError, Counts, Entry, Format, NamedPlace, Names, Replaces};
pub use case::{case, case_entry};
pub use claim::{claim, finding};
pub use course::{course, mark};
pub use coverage::coverage;
pub use decision::{decision, decision_of_line};
pub use document::{Tokens, document, write_document};
pub use dossier::{Dossier, Form, Item, answer_dossier, case_dossier, incident_dossier};
pub use entity::actor;
pub use evaluation::evaluation;
pub use feed::feed;
pub use forecast::{forecast, forecaster};
pub use gold::{gold_of_csv, gold_of_json_lines};
pub use head::{found, head};
pub use incident::{Citations, incident, incident_line};
pub use network::{TiePeriod, tie};
pub use notice::{atom, deliveries, notice, notice_link, watch};
pub use position::Positions;
pub use relation::{SeriesPoint, Signs, Teller, relation, triad};
pub use review::{agreement, review};
pub use rule::rule;
pub use takedown::takedown;
