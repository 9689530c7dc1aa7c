//! Watches over HTTP: who may keep them, what they tell, and a feed that a reader can read.

use axum::http::StatusCode;
use marsad_record::account::Role;
use serde_json::{Value, json};

use crate::bind::Reach;
use crate::people_tests::{PASSWORD, Shared};

const WRITE: [(&str, &str); 1] = [("x-marsad-write", "1")];

#[test]
fn a_watch_is_kept_tried_and_let_go() {
    let shared = Shared::new("watch", Reach::ThisMachine);
    let made = shared.asked("POST", "/watches", &WRITE, json!({ "name": "بغداد", "query": { "place": "بغداد" } }));
    assert_eq!((made.status, &made.body["query"]["place"]), (StatusCode::CREATED, &json!("بغداد")));
    let id = made.body["id"].as_str().expect("an id");
    assert_eq!(shared.asked("POST", &format!("/watches/{id}/test"), &WRITE, Value::Null).status, StatusCode::OK);
    let listed = shared.asked("GET", "/watches", &[], Value::Null).body;
    assert_eq!((&listed["items"][0]["notices"], &listed["items"][0]["who"]), (&json!(1), &json!("desk")));
    let told = shared.asked("GET", &format!("/watches/{id}/notices"), &[], Value::Null).body;
    assert_eq!((&told["items"][0]["kind"], &told["next"]), (&json!("test"), &Value::Null));
    assert_eq!(shared.asked("DELETE", &format!("/watches/{id}"), &WRITE, Value::Null).status, StatusCode::OK);
    assert_eq!(shared.asked("DELETE", &format!("/watches/{id}"), &WRITE, Value::Null).status, StatusCode::NOT_FOUND);
    assert_eq!(shared.asked("GET", "/watches", &[], Value::Null).body["items"], json!([]));
}

#[test]
fn the_feed_is_one_document_with_ids_that_stay() {
    let shared = Shared::new("feed", Reach::ThisMachine);
    let made = shared.asked("POST", "/watches", &WRITE, json!({ "name": "<b> & بغداد" }));
    let id = made.body["id"].as_str().expect("an id").to_owned();
    shared.asked("POST", &format!("/watches/{id}/test"), &WRITE, Value::Null);
    let address = format!("/watches/{id}/feed.atom");
    let feed = shared.text(&address);
    assert!(feed.contains("&lt;b&gt; &amp; بغداد") && !feed.contains("<b>"), "{feed}");
    assert!(feed.contains(&format!("href=\"http://localhost:8477/api/v1/watches/{id}/feed.atom\"")), "{feed}");
    assert!(feed.contains("<id>urn:uuid:"), "{feed}");
    assert_eq!(shared.text(&address), feed);
}

#[test]
fn a_watch_that_cannot_be_meant_is_refused() {
    let shared = Shared::new("odd", Reach::ThisMachine);
    for odd in [
        json!({ "name": " " }),
        json!({ "name": "w", "query": { "type": "PARTY" } }),
        json!({ "name": "w", "webhook": "file:///etc/passwd" }),
        json!({ "name": "w", "mail": "a@b\r\nBcc: c@d" }),
        json!({ "query": {} }),
        json!({ "name": "w", "query": [null, null] }),
        json!(["w"]),
    ] {
        let found = shared.asked("POST", "/watches", &WRITE, odd.clone());
        assert_eq!(found.status, StatusCode::BAD_REQUEST, "{odd}");
    }
    assert_eq!(shared.asked("GET", "/watches/preview?type=PARTY", &[], Value::Null).status, StatusCode::BAD_REQUEST);
    assert_eq!(shared.asked("GET", "/watches/none/feed.atom", &[], Value::Null).status, StatusCode::NOT_FOUND);
}

#[test]
fn a_reader_keeps_no_watch_and_an_analyst_reaches_no_inner_machine() {
    let shared = Shared::with_people("watchers");
    shared.desk.add_account("test", "salma", Role::Analyst, PASSWORD, 1).expect("an account");
    let new = |inner: bool| json!({ "name": "w", "webhook": "http://127.0.0.1:1/", "inner": inner });
    for (who, inner, status) in [
        ("rami", false, StatusCode::FORBIDDEN),
        ("salma", false, StatusCode::CREATED),
        ("salma", true, StatusCode::FORBIDDEN),
        ("amal", true, StatusCode::CREATED),
    ] {
        let (cookie, token) = shared.entered(who);
        let headers = [("cookie", cookie.as_str()), ("x-marsad-write", &token)];
        assert_eq!(shared.asked("POST", "/watches", &headers, new(inner)).status, status, "{who} {inner}");
    }
    let (cookie, token) = shared.entered("rami");
    let headers = [("cookie", cookie.as_str()), ("x-marsad-write", &token)];
    let listed = shared.asked("GET", "/watches", &headers, Value::Null).body;
    assert_eq!((&listed["items"][0]["webhook"], &listed["items"][0]["mine"]), (&Value::Null, &json!(false)));
    let (cookie, token) = shared.entered("salma");
    let headers = [("cookie", cookie.as_str()), ("x-marsad-write", &token)];
    let amals =
        listed["items"].as_array().expect("watches").iter().find(|watch| watch["who"] == "amal").expect("amal's");
    let address = format!("/watches/{}", amals["id"].as_str().expect("an id"));
    assert_eq!(shared.asked("DELETE", &address, &headers, Value::Null).status, StatusCode::FORBIDDEN);
}
