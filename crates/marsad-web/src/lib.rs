//! The desk over HTTP and the screens.
//!
//! A thin face: reads a request, asks `marsad-desk`, writes what `marsad-export` makes of the answer. It listens on this
//! machine only and changes nothing.

mod answers;
mod bind;
mod desks;
mod dossiers;
mod guard;
mod names;
mod payload;
mod problem;
mod question;
mod routes;
mod screens;
mod server;
mod signed_in;
mod tag;

#[cfg(test)]
mod answers_tests;
#[cfg(test)]
mod routes_tests;

pub use answers::Corpus;
pub use bind::{BindError, DEFAULT_BIND, local_address};
pub use dossiers::{dossier_of_answer, dossier_of_incident};
pub use server::{ServeError, serve};
