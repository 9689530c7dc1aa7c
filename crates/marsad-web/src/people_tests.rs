//! A desk that people share, through its real addresses: who may come in, who may do what, and what a page elsewhere
//! cannot do.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use marsad_desk::Desk;
use marsad_pipeline::Store;
use marsad_record::account::Role;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::answers::{Corpus, answer};
use crate::bind::Reach;
use crate::desks::Desks;
use crate::door::Door;
use crate::routes::routes;

pub(crate) const PASSWORD: &str = "مفتاح طويل جدا";

/// A desk in a file of its own, removed when the test is over.
pub(crate) struct Shared {
    path: PathBuf,
    pub(crate) desk: Desk,
    app: Router,
}

/// One answer: status, the cookie it sets, its body.
pub(crate) struct Answered {
    pub(crate) status: StatusCode,
    cookie: Option<String>,
    pub(crate) body: Value,
}

impl Shared {
    pub(crate) fn new(name: &str, reach: Reach) -> Self {
        let path = std::env::temp_dir().join(format!("marsad-people-{name}-{}.db", std::process::id()));
        std::fs::remove_file(&path).ok();
        drop(Store::open(&path).expect("a new file"));
        let desk = Desk::open(&path).expect("a desk");
        let desks = Arc::new(Desks::new(desk.beside().expect("another")));
        let door = Door::new(Arc::clone(&desks), reach);
        let answerer = move |question| desks.ask(|desk| answer(desk, Corpus::Collected, question));
        Self { path, desk, app: routes(Arc::new(answerer), door) }
    }

    pub(crate) fn with_people(name: &str) -> Self {
        let shared = Self::new(name, Reach::ThisMachine);
        for (name, role) in [("amal", Role::Admin), ("rami", Role::Reader)] {
            shared.desk.add_account("test", name, role, PASSWORD, 1).expect("an account");
        }
        shared
    }

    pub(crate) fn asked(&self, method: &str, address: &str, headers: &[(&str, &str)], body: Value) -> Answered {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{address}"));
        request = request.header(header::HOST, "localhost:8477").header(header::CONTENT_TYPE, "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        let request = request.body(body).expect("a request");
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(async {
            let response = self.app.clone().oneshot(request).await.expect("an answer");
            let status = response.status();
            let cookie =
                response.headers().get(header::SET_COOKIE).map(|cookie| cookie.to_str().expect("letters").to_owned());
            let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
            Answered { status, cookie, body: serde_json::from_slice(&bytes).unwrap_or_default() }
        })
    }

    /// The body of an answer that is no JSON.
    pub(crate) fn text(&self, address: &str) -> String {
        let request = Request::builder().uri(format!("/api/v1{address}")).header(header::HOST, "localhost:8477");
        let request = request.body(Body::empty()).expect("a request");
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(async {
            let response = self.app.clone().oneshot(request).await.expect("an answer");
            assert_eq!(response.status(), StatusCode::OK, "{address}");
            let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
            String::from_utf8(bytes.to_vec()).expect("UTF-8")
        })
    }

    /// Signs in; the cookie and the write token.
    pub(crate) fn entered(&self, name: &str) -> (String, String) {
        let entry = json!({ "name": name, "password": PASSWORD });
        let found = self.asked("POST", "/session", &[("x-marsad-write", "1")], entry);
        assert_eq!(found.status, StatusCode::OK, "{}", found.body);
        let cookie = found.cookie.expect("a cookie");
        let pair = cookie.split(';').next().expect("a pair").to_owned();
        (pair, found.body["write_token"].as_str().expect("a token").to_owned())
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-shm"] {
            std::fs::remove_file(format!("{}{ending}", self.path.display())).ok();
        }
    }
}

#[test]
fn a_desk_without_accounts_asks_nobody_who_they_are() {
    let shared = Shared::new("none", Reach::ThisMachine);
    let session = shared.asked("GET", "/session", &[], Value::Null);
    assert_eq!((&session.body["accounts"], &session.body["who"]), (&json!(false), &json!("desk")));
    let named = shared.asked("GET", "/session", &[("x-marsad-who", "noor")], Value::Null);
    assert_eq!(named.body["who"], "noor");
    assert_eq!(shared.asked("GET", "/summary", &[], Value::Null).status, StatusCode::OK);
}

#[test]
fn a_desk_that_others_reach_lets_nobody_in_even_without_accounts() {
    let reach = Reach::Others { names: Vec::new(), is_behind_proxy: false };
    let shared = Shared::new("reached", reach);
    assert_eq!(shared.asked("GET", "/summary", &[], Value::Null).status, StatusCode::UNAUTHORIZED);
}

#[test]
fn a_stranger_learns_nothing_but_that_there_is_a_door() {
    let shared = Shared::with_people("stranger");
    for address in ["/summary", "/incidents", "/documents/x", "/claims", "/accounts", "/tokens"] {
        let found = shared.asked("GET", address, &[], Value::Null);
        assert_eq!(found.status, StatusCode::UNAUTHORIZED, "{address}");
    }
    let session = shared.asked("GET", "/session", &[], Value::Null).body;
    assert_eq!((&session["accounts"], &session["who"]), (&json!(true), &Value::Null));
    for shown in ["marsad=0123", "marsad="] {
        assert_eq!(shared.asked("GET", "/summary", &[("cookie", shown)], Value::Null).status, StatusCode::UNAUTHORIZED);
    }
    let shown = [("authorization", "Bearer marsad_0")];
    assert_eq!(shared.asked("GET", "/summary", &shown, Value::Null).status, StatusCode::UNAUTHORIZED);
}

#[test]
fn a_session_lasts_until_its_owner_leaves() {
    let shared = Shared::with_people("session");
    let entry = json!({ "name": "Rami", "password": PASSWORD });
    let found = shared.asked("POST", "/session", &[("x-marsad-write", "1")], entry);
    let cookie = found.cookie.expect("a cookie");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && !cookie.contains("Secure"),
        "{cookie}"
    );
    let pair = cookie.split(';').next().expect("a pair").to_owned();
    let token = found.body["write_token"].as_str().expect("a token").to_owned();
    let again = shared.asked("GET", "/session", &[("cookie", &pair)], Value::Null).body;
    assert_eq!(
        (&again["who"], &again["role"], &again["write_token"]),
        (&json!("rami"), &json!("reader"), &json!(token))
    );
    assert_eq!(shared.asked("GET", "/summary", &[("cookie", &pair)], Value::Null).status, StatusCode::OK);
    let left = shared.asked("DELETE", "/session", &[("cookie", &pair), ("x-marsad-write", &token)], Value::Null);
    assert_eq!(left.status, StatusCode::NO_CONTENT);
    assert!(left.cookie.is_some_and(|cookie| cookie.contains("Max-Age=0")));
    assert_eq!(shared.asked("GET", "/summary", &[("cookie", &pair)], Value::Null).status, StatusCode::UNAUTHORIZED);
}

#[test]
fn a_session_that_nobody_uses_is_over_and_so_is_an_old_one() {
    let shared = Shared::with_people("expiry");
    let session = shared.desk.sign_in("rami", PASSWORD, 1_000_000).expect("asked").expect("a session");
    let at = |now| shared.desk.session(&session.secret, now).expect("asked").is_some();
    assert!(at(1_000_000 + marsad_desk::IDLE));
    assert!(!at(1_000_000 + 2 * marsad_desk::IDLE + 1));
    let mut now = 1_000_000;
    let session = shared.desk.sign_in("rami", PASSWORD, now).expect("asked").expect("a session");
    while now + 3600 < 1_000_000 + marsad_desk::LONGEST {
        now += 3600;
        assert!(shared.desk.session(&session.secret, now).expect("asked").is_some(), "{now}");
    }
    assert!(shared.desk.session(&session.secret, now + 3601).expect("asked").is_none());
}

#[test]
fn a_write_without_the_write_token_is_refused() {
    let shared = Shared::with_people("writes");
    let (cookie, token) = shared.entered("amal");
    let new = json!({ "name": "salma", "role": "analyst", "password": PASSWORD });
    for marks in [vec![], vec![("x-marsad-write", "guessed")]] {
        let headers: Vec<_> = [("cookie", cookie.as_str())].into_iter().chain(marks).collect();
        assert_eq!(shared.asked("POST", "/accounts", &headers, new.clone()).status, StatusCode::FORBIDDEN);
    }
    let elsewhere = [("cookie", cookie.as_str()), ("x-marsad-write", &token), ("origin", "http://evil.example")];
    assert_eq!(shared.asked("POST", "/accounts", &elsewhere, new.clone()).status, StatusCode::FORBIDDEN);
    let meant = [("cookie", cookie.as_str()), ("x-marsad-write", &token), ("origin", "http://localhost:8477")];
    let made = shared.asked("POST", "/accounts", &meant, new);
    assert_eq!((made.status, &made.body["name"]), (StatusCode::CREATED, &json!("salma")));
    assert!(!made.body.to_string().contains("argon2") && made.body.get("password").is_none());
}

#[test]
fn a_reader_keeps_no_accounts() {
    let shared = Shared::with_people("roles");
    let (cookie, token) = shared.entered("rami");
    let headers = [("cookie", cookie.as_str()), ("x-marsad-write", &token)];
    assert_eq!(shared.asked("GET", "/accounts", &headers, Value::Null).status, StatusCode::FORBIDDEN);
    let up = json!({ "role": "admin" });
    assert_eq!(shared.asked("PATCH", "/accounts/rami", &headers, up).status, StatusCode::FORBIDDEN);
    let token = json!({ "scope": "admin" });
    assert_eq!(shared.asked("POST", "/tokens", &headers, token).status, StatusCode::FORBIDDEN);
}

#[test]
fn a_token_does_no_more_than_its_scope_and_nothing_once_it_is_taken_back() {
    let shared = Shared::with_people("tokens");
    let (cookie, write) = shared.entered("amal");
    let headers = [("cookie", cookie.as_str()), ("x-marsad-write", &write)];
    let made = shared.asked("POST", "/tokens", &headers, json!({ "scope": "reader", "label": "report" }));
    assert_eq!(made.status, StatusCode::CREATED);
    let bearer = format!("Bearer {}", made.body["secret"].as_str().expect("a secret"));
    let shown = [("authorization", bearer.as_str())];
    assert_eq!(shared.asked("GET", "/summary", &shown, Value::Null).status, StatusCode::OK);
    assert_eq!(shared.asked("GET", "/accounts", &shown, Value::Null).status, StatusCode::FORBIDDEN);
    let listed = shared.asked("GET", "/tokens", &headers, Value::Null).body;
    assert!(listed["items"][0].get("secret").is_none());
    let id = made.body["id"].as_str().expect("an id");
    assert_eq!(shared.asked("DELETE", &format!("/tokens/{id}"), &headers, Value::Null).status, StatusCode::OK);
    assert_eq!(shared.asked("GET", "/summary", &shown, Value::Null).status, StatusCode::UNAUTHORIZED);
}

#[test]
fn who_is_shut_out_is_out_at_once() {
    let shared = Shared::with_people("disabled");
    let (cookie, _) = shared.entered("rami");
    shared.desk.set_disabled("test", "rami", true, 2).expect("shut out");
    assert_eq!(shared.asked("GET", "/summary", &[("cookie", &cookie)], Value::Null).status, StatusCode::UNAUTHORIZED);
    assert!(shared.desk.sign_in("rami", PASSWORD, 3).expect("asked").is_none());
    assert!(shared.desk.set_disabled("test", "amal", true, 4).is_err(), "the last admin stays");
    assert!(shared.desk.set_role("test", "amal", Role::Editor, 4).is_err(), "the last admin stays");
}

#[test]
fn guessing_is_slowed_down_and_tells_nothing() {
    let shared = Shared::with_people("guessing");
    let guess = |name: &str| {
        let entry = json!({ "name": name, "password": "a wrong password" });
        shared.asked("POST", "/session", &[("x-marsad-write", "1")], entry)
    };
    let (there, not_there) = (guess("amal"), guess("nobody"));
    assert_eq!((there.status, there.body), (StatusCode::UNAUTHORIZED, not_there.body));
    let statuses: Vec<StatusCode> = (0..5).map(|_| guess("amal").status).collect();
    assert!(statuses.contains(&StatusCode::TOO_MANY_REQUESTS), "{statuses:?}");
}

#[test]
fn behind_tls_the_cookie_is_for_tls_only() {
    let reach = Reach::Others { names: vec!["desk.example".to_owned()], is_behind_proxy: true };
    let shared = Shared::new("tls", reach);
    shared.desk.add_account("test", "amal", Role::Admin, PASSWORD, 1).expect("an account");
    let (cookie, _) = shared.entered("amal");
    assert!(cookie.starts_with("__Host-marsad="), "{cookie}");
    let named = [("cookie", cookie.as_str())];
    assert_eq!(shared.asked("GET", "/summary", &named, Value::Null).status, StatusCode::OK);
}
