//! Feeds over HTTP: which there are, how they fare, and a new one.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use marsad_desk::Desk;
use marsad_record::account::Role;
use serde::Deserialize;
use serde_json::Value;

use crate::answers::{page, problem};
use crate::cases::body;
use crate::clock::today;
use crate::payload::Payload;
use crate::problem::Problem;
use crate::question::{Part, Question};
use crate::routes::{Answerer, ask};
use crate::signed_in::SignedIn;

/// A feed that is to be read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewFeed {
    address: String,
    outlet: Option<String>,
}

/// Adds a feed.
pub(crate) async fn add(answerer: State<Answerer>, by: SignedIn, sent: Bytes) -> Response {
    let read = || {
        by.must_be(Role::Editor)?;
        let NewFeed { address, outlet } = body(&sent)?;
        Ok::<_, Problem>(Question::AddFeed { who: by.who.clone(), address, outlet })
    };
    match read() {
        Ok(question) => ask(answerer, question).await,
        Err(problem) => problem.into_response(),
    }
}

/// A page of feeds.
pub(crate) fn list(desk: &Desk, part: Part) -> Result<Payload, Problem> {
    let feeds = desk.feeds().map_err(problem)?;
    let (shown, next) = part.of(&feeds)?;
    let items: Vec<Value> = shown.iter().map(marsad_export::feed).collect();
    Ok(page(items, next).into())
}

/// Adds a feed and gives it.
pub(crate) fn added(desk: &Desk, who: &str, address: &str, outlet: Option<&str>) -> Result<Payload, Problem> {
    let feed = desk.add_feed(address, outlet, who, &today()).map_err(problem)?;
    Ok(Payload::Made(marsad_export::feed(&feed).to_string()))
}
