//! Signing in and out, and keeping accounts and tokens.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Extension, Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use marsad_desk::Desk;
use marsad_record::account::Role;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::door::{Door, now};
use crate::problem::Problem;
use crate::signed_in::SignedIn;

type TheDoor = State<Arc<Door>>;
/// A body that is a JSON object, or what axum says is wrong with it.
pub(crate) type Sent = Result<Json<Map<String, Value>>, JsonRejection>;

/// Name and password.
#[derive(Deserialize)]
pub(crate) struct Password {
    name: String,
    password: String,
}

/// A new account.
#[derive(Deserialize)]
pub(crate) struct NewAccount {
    name: String,
    role: String,
    password: String,
}

/// What is to change of an account.
#[derive(Deserialize)]
pub(crate) struct Change {
    role: Option<String>,
    password: Option<String>,
    disabled: Option<bool>,
}

/// A new token.
#[derive(Deserialize)]
pub(crate) struct NewToken {
    #[serde(default)]
    label: String,
    scope: String,
    days: Option<f64>,
}

/// Who is signed in: asked by every screen first.
pub(crate) async fn session(State(door): TheDoor, who: Option<Extension<SignedIn>>) -> Response {
    let is_needed = off_thread(move || door.needs_accounts()).await;
    is_needed.map(|needed| told(needed, who.as_deref())).into_response()
}

/// Begins a session.
pub(crate) async fn sign_in(State(door): TheDoor, request: Request) -> Response {
    let from = door.address(request.extensions(), request.headers());
    let sent = <Json<Map<String, Value>> as axum::extract::FromRequest<()>>::from_request(request, &()).await;
    let entered = match read::<Password>(sent) {
        Ok(sent) => off_thread(move || door.sign_in(&sent.name, &sent.password, &from)).await,
        Err(problem) => Err(problem),
    };
    entered.map(|entry| (set_cookie(&entry.cookie), told(true, Some(&entry.signed_in)))).into_response()
}

/// Ends a session.
pub(crate) async fn sign_out(State(door): TheDoor, headers: HeaderMap) -> Response {
    let emptied = off_thread(move || door.sign_out(&headers)).await;
    emptied.map(|cookie| (StatusCode::NO_CONTENT, set_cookie(&cookie))).into_response()
}

/// Lists accounts.
pub(crate) async fn accounts(State(door): TheDoor, by: SignedIn) -> Response {
    asked(door, by, Role::Admin, |desk, _| {
        let found = desk.accounts()?;
        Ok(listed(found.iter().map(marsad_export::account)))
    })
    .await
}

/// Makes an account.
pub(crate) async fn add_account(State(door): TheDoor, by: SignedIn, sent: Sent) -> Response {
    let sent = match read::<NewAccount>(sent) {
        Ok(sent) => sent,
        Err(problem) => return problem.into_response(),
    };
    made(asked(door, by, Role::Admin, move |desk, by| {
        let account = desk.add_account(&by.who, &sent.name, role(&sent.role)?, &sent.password, now())?;
        Ok(marsad_export::account(&account))
    }))
    .await
}

/// Changes an account.
pub(crate) async fn change_account(
    State(door): TheDoor,
    by: SignedIn,
    Path(name): Path<String>,
    sent: Sent,
) -> Response {
    let sent = match read::<Change>(sent) {
        Ok(sent) => sent,
        Err(problem) => return problem.into_response(),
    };
    asked(door, by, Role::Admin, move |desk, by| {
        there(desk, &name)?;
        let mut account = None;
        if let Some(role) = sent.role.as_deref().map(role).transpose()? {
            account = Some(desk.set_role(&by.who, &name, role, now())?);
        }
        if let Some(password) = &sent.password {
            account = Some(desk.set_password(&by.who, &name, password, now())?);
        }
        if let Some(is_disabled) = sent.disabled {
            account = Some(desk.set_disabled(&by.who, &name, is_disabled, now())?);
        }
        let nothing = || Problem::unreadable("role, password or disabled is missing".to_owned());
        account.map(|account| marsad_export::account(&account)).ok_or_else(nothing)
    })
    .await
}

/// Lists one's own tokens; an admin's list has everybody's.
pub(crate) async fn tokens(State(door): TheDoor, by: SignedIn) -> Response {
    asked(door, by, Role::Reader, |desk, by| {
        let found = desk.tokens()?;
        let mine = found.iter().filter(|token| by.role == Role::Admin || token.account == by.who);
        Ok(listed(mine.map(marsad_export::token)))
    })
    .await
}

/// Makes a token for whoever asks, and tells its secret this once.
pub(crate) async fn add_token(State(door): TheDoor, by: SignedIn, sent: Sent) -> Response {
    let sent = match read::<NewToken>(sent) {
        Ok(sent) => sent,
        Err(problem) => return problem.into_response(),
    };
    made(asked(door, by, Role::Reader, move |desk, by| {
        there(desk, &by.who)?;
        let scope = role(&sent.scope)?;
        // A token makes none that may do more than itself.
        by.must_be(scope)?;
        let (token, secret) = desk.add_token(&by.who, &by.who, &sent.label, scope, whole("days", sent.days)?, now())?;
        let mut value = marsad_export::token(&token);
        value["secret"] = secret.into();
        Ok(value)
    }))
    .await
}

/// Takes a token back: one's own, or as an admin anybody's.
pub(crate) async fn revoke_token(State(door): TheDoor, by: SignedIn, Path(id): Path<String>) -> Response {
    asked(door, by, Role::Reader, move |desk, by| {
        let found = desk.tokens()?.into_iter().find(|token| token.id == id);
        let is_theirs = found.is_some_and(|token| by.role == Role::Admin || token.account == by.who);
        if !is_theirs {
            return Err(Problem::missing(&id));
        }
        Ok(marsad_export::token(&desk.revoke_token(&by.who, &id, now())?))
    })
    .await
}

/// Asks the desk off the threads that receive requests, as somebody who may.
pub(crate) async fn asked(
    door: Arc<Door>,
    by: SignedIn,
    needed: Role,
    question: impl FnOnce(&Desk, &SignedIn) -> Result<Value, Problem> + Send + 'static,
) -> Response {
    let answer = off_thread(move || {
        by.must_be(needed)?;
        door.desks()?.ask(|desk| question(desk, &by))
    });
    answer.await.map(Json).into_response()
}

/// What was made is told with 201.
async fn made(answer: impl Future<Output = Response>) -> Response {
    let mut response = answer.await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::CREATED;
    }
    response
}

/// Does what may take its time where no request is received.
pub(crate) async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| Err(Problem::failed("this could not be done: this is a fault of ours".to_owned())))
}

/// What a body says, or the problem that it is.
pub(crate) fn read<T: DeserializeOwned>(sent: Sent) -> Result<T, Problem> {
    let Json(body) = sent.map_err(|refused| Problem::unreadable(refused.body_text()))?;
    serde_json::from_value(Value::Object(body)).map_err(|cause| Problem::unreadable(cause.to_string()))
}

/// Refuses a name that no account has.
fn there(desk: &Desk, name: &str) -> Result<(), Problem> {
    let is_there = desk.accounts()?.iter().any(|account| account.name == name.to_lowercase());
    if is_there { Ok(()) } else { Err(Problem::missing(name)) }
}

/// A number that is whole: in JSON 7 and 7.0 are the same.
pub(crate) fn whole(name: &str, number: Option<f64>) -> Result<Option<u32>, Problem> {
    let is_whole = |number: &f64| number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(number);
    match number {
        Some(number) if !is_whole(&number) => {
            Err(Problem::unreadable(format!("{name} must be a whole number, not {number}")))
        }
        // It is whole and not too large.
        other => Ok(other.map(|number| number as u32)),
    }
}

fn told(is_needed: bool, who: Option<&SignedIn>) -> Json<Value> {
    Json(json!({
        "accounts": is_needed,
        "who": who.map(|who| &who.who),
        "role": who.map(|who| who.role.name()),
        "write_token": who.and_then(|who| who.write_token.as_ref()),
    }))
}

fn listed(items: impl Iterator<Item = Value>) -> Value {
    json!({ "items": items.collect::<Vec<_>>(), "next": null })
}

fn role(name: &str) -> Result<Role, Problem> {
    Role::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
        Problem::unreadable(format!("{name:?} is none of {}", names.join(", ")))
    })
}

fn set_cookie(cookie: &str) -> HeaderMap {
    let value = HeaderValue::from_str(cookie).ok();
    HeaderMap::from_iter(value.map(|value| (header::SET_COOKIE, value)))
}
