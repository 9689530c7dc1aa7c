//! The desk over HTTP and the screens.
//!
//! A thin face: reads a request, asks `marsad-desk`, writes what `marsad-export` makes of the answer. It listens on this
//! machine only, unless there are accounts; it changes nothing but what a person decides or keeps.

mod adding;
mod answers;
mod bind;
mod cases;
mod clock;
mod decisions;
mod desks;
mod door;
mod dossiers;
mod feeds;
mod forecasts;
mod guard;
mod names;
mod payload;
mod people;
mod problem;
mod question;
mod relations;
mod remembered;
mod review;
mod routes;
mod screens;
mod server;
mod signed_in;
mod tag;
mod throttle;
mod watches;

#[cfg(test)]
mod answers_tests;
#[cfg(test)]
mod people_tests;
#[cfg(test)]
mod routes_tests;

#[cfg(test)]
mod watches_tests;

pub use answers::Corpus;
pub use bind::{BindError, DEFAULT_BIND, Listening};
pub use clock::{now, today};
pub use dossiers::{dossier_of_answer, dossier_of_case, dossier_of_incident};
pub use relations::{relation_of_point, tie_of};
pub use server::{ServeError, serve};
