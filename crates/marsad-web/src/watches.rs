//! Watches over HTTP: kept, looked at, tried, and read as a feed.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use marsad_desk::{Desk, NewWatch, WatchRow};
use marsad_record::account::Role;
use marsad_record::watch::{Watch, WatchQuery};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::answers::incident;
use crate::door::{Door, now};
use crate::people::{Sent, asked, off_thread, read, whole};
use crate::problem::Problem;
use crate::signed_in::{SignedIn, word};

type TheDoor = State<Arc<Door>>;
/// Notices in a feed, and on a page of them.
const FEED: usize = 100;
const PAGE: usize = 40;
/// How many of what a watch would have told are shown.
const PREVIEW: usize = 40;

/// What a watch looks for, as it was sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SentQuery {
    text: Option<String>,
    place: Option<String>,
    actor: Option<String>,
    r#type: Option<String>,
    outlet: Option<String>,
    disputed: bool,
    passing: bool,
    killed: Option<f64>,
    forecasts: bool,
}

impl SentQuery {
    fn read(self) -> Result<WatchQuery, Problem> {
        let told = |word: Option<String>| word.map(|word| word.trim().to_owned()).filter(|word| !word.is_empty());
        Ok(WatchQuery {
            text: told(self.text),
            place: told(self.place),
            actor: told(self.actor),
            kind: told(self.r#type),
            outlet: told(self.outlet),
            disputed: self.disputed,
            passing: self.passing,
            killed: whole("killed", self.killed)?,
            forecasts: self.forecasts,
        })
    }
}

/// A new watch, as it was sent.
#[derive(Debug, Deserialize)]
pub(crate) struct SentWatch {
    name: String,
    #[serde(default)]
    query: Map<String, Value>,
    webhook: Option<String>,
    #[serde(default)]
    inner: bool,
    mail: Option<String>,
}

/// Where a page of notices begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Start {
    cursor: Option<String>,
}

/// Lists the watches with how far their notices have come.
pub(crate) async fn watches(State(door): TheDoor, by: SignedIn) -> Response {
    asked(door, by, Role::Reader, |desk, by| {
        let rows = desk.watches()?;
        let items: Vec<Value> = rows.iter().map(|row| listed(row, by)).collect();
        Ok(json!({ "items": items, "next": null }))
    })
    .await
}

/// Keeps a watch. What signs its posts is told this once.
pub(crate) async fn add_watch(State(door): TheDoor, by: SignedIn, sent: Sent) -> Response {
    let sent = match read::<SentWatch>(sent) {
        Ok(sent) => sent,
        Err(problem) => return problem.into_response(),
    };
    let mut response = asked(door, by, Role::Analyst, move |desk, by| {
        if sent.inner {
            // Who may not keep accounts shall not reach into the network of the desk by its hand.
            by.must_be(Role::Admin)?;
        }
        let query: SentQuery = serde_json::from_value(Value::Object(sent.query))
            .map_err(|cause| Problem::unreadable(format!("query: {cause}")))?;
        let told = |word: Option<String>| word.map(|word| word.trim().to_owned()).filter(|word| !word.is_empty());
        let new = NewWatch {
            name: sent.name,
            query: query.read()?,
            webhook: told(sent.webhook),
            is_inner: sent.inner,
            mail: told(sent.mail),
        };
        let (watch, secret) = desk.add_watch(&by.who, new, now())?;
        let mut value = marsad_export::watch(&watch);
        value["secret"] = secret.into();
        Ok(value)
    })
    .await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::CREATED;
    }
    response
}

/// Lets a watch rest: one's own, or as an admin anybody's.
pub(crate) async fn remove_watch(State(door): TheDoor, by: SignedIn, Path(id): Path<String>) -> Response {
    asked(door, by, Role::Analyst, move |desk, by| {
        let watch = found(desk, &id)?;
        theirs(&watch, by)?;
        Ok(marsad_export::watch(&desk.remove_watch(&id, now())?))
    })
    .await
}

/// Puts a notice in the outbox that tells nothing but that it arrives.
pub(crate) async fn test_watch(State(door): TheDoor, by: SignedIn, Path(id): Path<String>) -> Response {
    asked(door, by, Role::Analyst, move |desk, by| {
        let watch = found(desk, &id)?;
        theirs(&watch, by)?;
        Ok(marsad_export::notice(&desk.test_watch(&id, now())?, &watch, None))
    })
    .await
}

/// What a watch told, newest first.
pub(crate) async fn notices(
    State(door): TheDoor,
    by: SignedIn,
    Path(id): Path<String>,
    start: Result<Query<Start>, QueryRejection>,
) -> Response {
    let start = match start {
        Ok(Query(start)) => start,
        Err(refused) => return Problem::unreadable(refused.body_text()).into_response(),
    };
    asked(door, by, Role::Reader, move |desk, _| {
        let cursor = start.cursor.filter(|cursor| !cursor.is_empty()).map(|cursor| cursor.parse::<i64>());
        let unreadable = |_| Problem::unreadable("cursor: it is not one that a page gave".to_owned());
        let before = cursor.transpose().map_err(unreadable)?;
        let watch = found(desk, &id)?;
        let page = desk.notices(Some(&id), before, PAGE)?;
        let next = page.last().filter(|_| page.len() == PAGE).map(|notice| notice.row.to_string());
        let items: Vec<Value> = page.iter().map(|notice| marsad_export::notice(notice, &watch, None)).collect();
        Ok(json!({ "items": items, "next": next }))
    })
    .await
}

/// What a watch would have told of the last thirty days in which something was published.
pub(crate) async fn preview(
    State(door): TheDoor,
    by: SignedIn,
    sent: Result<Query<SentQuery>, QueryRejection>,
) -> Response {
    let sent = match sent {
        Ok(Query(sent)) => sent,
        Err(refused) => return Problem::unreadable(refused.body_text()).into_response(),
    };
    asked(door, by, Role::Reader, move |desk, _| {
        let preview = desk.watch_preview(&sent.read()?, now(), PREVIEW)?;
        let views = preview.page.incidents.iter();
        let items = views.map(|view| incident(desk, view)).collect::<Result<Vec<Value>, _>>()?;
        Ok(json!({
            "from": preview.from, "to": preview.to, "total": preview.page.total, "items": items, "next": null,
        }))
    })
    .await
}

/// The feed of a watch.
pub(crate) async fn feed(State(door): TheDoor, by: SignedIn, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let scheme = if door.reach().is_behind_proxy() { "https" } else { "http" };
    let base = format!("{scheme}://{}", word(&headers, "host").unwrap_or("localhost"));
    let read = off_thread(move || {
        by.must_be(Role::Reader)?;
        door.desks()?.ask(|desk| {
            let watch = found(desk, &id)?;
            let labels = desk.notice_words(&watch);
            let words = |name: &str| labels.get(name).cloned().unwrap_or_else(|| name.to_owned());
            Ok(marsad_export::atom(&watch, &desk.notices(Some(&id), None, FEED)?, &base, &words))
        })
    });
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/atom+xml; charset=utf-8"))];
    read.await.map(|feed| (kind, feed)).into_response()
}

fn found(desk: &Desk, id: &str) -> Result<Watch, Problem> {
    desk.watch(id)?.ok_or_else(|| Problem::missing(id))
}

fn theirs(watch: &Watch, by: &SignedIn) -> Result<(), Problem> {
    if watch.who == by.who { Ok(()) } else { by.must_be(Role::Admin) }
}

/// A watch as lists show it. Where it posts to and whom it mails is shown to its owner and to admins.
fn listed(row: &WatchRow, by: &SignedIn) -> Value {
    let mut value = marsad_export::watch(&row.watch);
    value["notices"] = row.notices.into();
    value["last"] = row.last.clone().into();
    value["deliveries"] = marsad_export::deliveries(&row.deliveries, &row.troubled);
    value["mine"] = theirs(&row.watch, by).is_ok().into();
    if theirs(&row.watch, by).is_err() {
        value["webhook"] = Value::Null;
        value["mail"] = Value::Null;
    }
    value
}
