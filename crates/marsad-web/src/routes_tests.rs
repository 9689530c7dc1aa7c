//! What a browser sees: the screens, the API's errors and the headers, through the real addresses.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use marsad_export::Form;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::door::Door;
use crate::payload::Payload;
use crate::problem::Problem;
use crate::question::Question;
use crate::routes::{Answerer, OPENAPI, routes};

fn answerer() -> Answerer {
    Arc::new(|question| match question {
        Question::Summary => Ok(json!({ "documents": 3 }).to_string().into()),
        Question::Incidents(words, part) => {
            Ok(json!({ "items": [words.text, words.kind], "next": part.cursor }).to_string().into())
        }
        Question::Document(id) => Err(Problem::missing(&id)),
        Question::Actors(..) => panic!("a fault of ours"),
        Question::AnswerDossier(words, _) => {
            let form = words.form.as_deref().and_then(Form::from_name).expect("a form");
            Ok(Payload::File(form, "marsad-answer.docx".to_owned(), b"PK".to_vec()))
        }
        Question::BeginCase { who, title } => Ok(Payload::Made(json!({ "who": who, "title": title }).to_string())),
        Question::Cite(citation) => Ok(Payload::Elsewhere(format!("/incidents/{citation}"))),
        _ => Ok("null".to_owned().into()),
    })
}

async fn asked(method: &str, address: &str, host: &str) -> Response<Body> {
    let request = Request::builder().method(method).uri(address).header(header::HOST, host);
    let request = request.body(Body::empty()).expect("a request");
    routes(answerer(), Door::open()).oneshot(request).await.expect("an answer")
}

async fn seen(address: &str) -> (StatusCode, String, Value) {
    let response = asked("GET", address, "localhost:8477").await;
    let status = response.status();
    let kind = response.headers()[header::CONTENT_TYPE].to_str().expect("letters").to_owned();
    let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    (
        status,
        kind,
        serde_json::from_slice(&bytes).unwrap_or(Value::String(String::from_utf8_lossy(&bytes).into_owned())),
    )
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(future)
}

#[test]
fn every_screen_s_address_gives_the_page() {
    run(async {
        for address in ["/", "/incidents/3f", "/claims?text=x", "/documents/a.b"] {
            let (status, kind, page) = seen(address).await;
            assert_eq!((status, kind.as_str()), (StatusCode::OK, "text/html"), "{address}");
            assert!(page.as_str().is_some_and(|page| page.contains("<div id=\"app\">")), "{address}");
        }
    });
}

#[test]
fn the_page_needs_no_inline_script_or_style() {
    run(async {
        let (_, _, page) = seen("/").await;
        let page = page.as_str().expect("html");
        assert!(!page.contains("<style") && !page.contains("style=") && !page.contains("onload="));
        assert_eq!(page.matches("<script").count(), page.matches("<script type=\"module\" crossorigin src=").count());
    });
}

#[test]
fn a_missing_file_is_a_problem_and_not_the_page() {
    run(async {
        let (status, kind, _) = seen("/assets/none.js").await;
        assert_eq!((status, kind.as_str()), (StatusCode::NOT_FOUND, "application/problem+json"));
    });
}

#[test]
fn a_question_reaches_the_desk_with_its_words() {
    run(async {
        let (status, kind, answer) =
            seen("/api/v1/incidents?text=%D8%B9%D8%AF%D9%86&type=ASSAULT&limit=5&cursor=10").await;
        assert_eq!((status, kind.as_str()), (StatusCode::OK, "application/json"));
        assert_eq!(answer, json!({ "items": ["عدن", "ASSAULT"], "next": "10" }));
    });
}

#[test]
fn a_dossier_is_a_file_to_be_kept() {
    run(async {
        let response = asked("GET", "/api/v1/answer/dossier?question=x&form=docx", "localhost").await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[header::CONTENT_DISPOSITION], "attachment; filename=\"marsad-answer.docx\"");
        let kind = response.headers()[header::CONTENT_TYPE].to_str().expect("letters");
        assert!(kind.ends_with("wordprocessingml.document"), "{kind}");
        assert!(response.headers().contains_key(header::ETAG));
    });
}

#[test]
fn what_the_desk_does_not_hold_is_a_problem() {
    run(async {
        for address in ["/api/v1/documents/none", "/api/v1/nowhere"] {
            let (status, kind, problem) = seen(address).await;
            assert_eq!((status, kind.as_str()), (StatusCode::NOT_FOUND, "application/problem+json"), "{address}");
            assert_eq!(problem["status"], 404);
        }
        for address in ["/api/v1/incidents?limit=many", "/api/v1/incidents?type=AID&type=AGREE"] {
            let (status, kind, _) = seen(address).await;
            assert_eq!((status, kind.as_str()), (StatusCode::BAD_REQUEST, "application/problem+json"), "{address}");
        }
    });
}

#[test]
fn a_fault_in_the_desk_does_not_end_the_server() {
    run(async {
        let (status, kind, _) = seen("/api/v1/actors").await;
        assert_eq!((status, kind.as_str()), (StatusCode::INTERNAL_SERVER_ERROR, "application/problem+json"));
    });
}

#[test]
fn nothing_can_be_changed_from_here() {
    run(async {
        for address in ["/api/v1/incidents", "/"] {
            assert_eq!(asked("POST", address, "localhost").await.status(), StatusCode::METHOD_NOT_ALLOWED, "{address}");
        }
    });
}

#[test]
fn every_answer_carries_the_strict_policy_and_foreign_names_get_none() {
    run(async {
        for (address, host, status) in [
            ("/", "localhost", StatusCode::OK),
            ("/api/v1/summary", "127.0.0.1:8477", StatusCode::OK),
            ("/api/v1/summary", "desk.example", StatusCode::MISDIRECTED_REQUEST),
        ] {
            let response = asked("GET", address, host).await;
            assert_eq!(response.status(), status, "{host}");
            let policy = response.headers()["content-security-policy"].to_str().expect("letters");
            assert!(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"));
            assert!(!policy.contains("unsafe"));
            assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        }
    });
}

#[test]
fn the_description_of_the_api_names_every_address_and_no_other() {
    let description: Value = serde_json::from_str(OPENAPI).expect("it is JSON");
    let described: Vec<&str> = description["paths"].as_object().expect("paths").keys().map(String::as_str).collect();
    let source = include_str!("routes.rs");
    let addresses = source.split(".route(\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut addresses: Vec<&str> = addresses.filter(|address| *address != "/openapi.json").collect();
    addresses.sort_unstable();
    let mut described = described;
    described.sort_unstable();
    assert_eq!(described, addresses);
}

#[test]
fn every_word_that_the_description_allows_is_read() {
    let description: Value = serde_json::from_str(OPENAPI).expect("it is JSON");
    let (source, watched) = (include_str!("question.rs"), include_str!("watches.rs"));
    for (address, methods) in description["paths"].as_object().expect("paths") {
        for parameter in methods["get"]["parameters"].as_array().into_iter().flatten() {
            let name = parameter["name"].as_str().expect("a name");
            let is_read = parameter["in"] == "path"
                || ["told", "exact"].iter().any(|reading| source.contains(&format!("{reading}(self.{name})")))
                || (address.starts_with("/watches") && watched.contains(&format!("    {name}: ")))
                || ["disputed", "headlines", "second", "limit", "type"].contains(&name);
            assert!(is_read, "{address}: {name}");
        }
    }
}

#[test]
fn the_topics_that_the_description_allows_are_those_of_the_lexicon() {
    let description: Value = serde_json::from_str(OPENAPI).expect("it is JSON");
    let parameters = description["paths"]["/answer"]["get"]["parameters"].as_array().expect("a list");
    let about = parameters.iter().find(|parameter| parameter["name"] == "about").expect("about");
    let allowed: BTreeSet<&str> =
        about["schema"]["enum"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    let table = include_str!("../../../lexicon/ar/question_topics.tsv");
    let topics: BTreeSet<&str> = table.lines().skip(1).filter_map(|row| row.split('\t').next()).collect();
    assert_eq!(allowed.difference(&topics).copied().collect::<Vec<_>>(), [""]);
    assert!(topics.is_subset(&allowed));
}

#[test]
fn an_answer_that_the_asker_holds_is_not_sent_again() {
    run(async {
        let first = asked("GET", "/api/v1/summary", "localhost").await;
        let tag = first.headers()[header::ETAG].clone();
        let again = Request::builder().uri("/api/v1/summary").header(header::HOST, "localhost");
        let again = again.header(header::IF_NONE_MATCH, &tag).body(Body::empty()).expect("a request");
        let again = routes(answerer(), Door::open()).oneshot(again).await.expect("an answer");
        assert_eq!((again.status(), &again.headers()[header::ETAG]), (StatusCode::NOT_MODIFIED, &tag));
        assert!(to_bytes(again.into_body(), usize::MAX).await.expect("a body").is_empty());
        let other = asked("GET", "/api/v1/incidents", "localhost").await;
        assert_ne!(other.headers()[header::ETAG], tag);
        assert!(asked("GET", "/api/v1/documents/none", "localhost").await.headers().get(header::ETAG).is_none());
    });
}

async fn posted(address: &str, body: &str, write: Option<&str>) -> Response<Body> {
    let request = Request::builder().method("POST").uri(address).header(header::HOST, "localhost:8477");
    let request = request.header("x-marsad-who", "amal");
    let request = match write {
        Some(write) => request.header("x-marsad-write", write),
        None => request,
    };
    routes(answerer(), Door::open())
        .oneshot(request.body(Body::from(body.to_owned())).expect("a request"))
        .await
        .expect("an answer")
}

#[test]
fn a_case_is_begun_by_whoever_asks_and_only_where_it_was_meant() {
    run(async {
        let made = posted("/api/v1/cases", r#"{"title": "x"}"#, Some("1")).await;
        assert_eq!(made.status(), StatusCode::CREATED);
        let body = to_bytes(made.into_body(), usize::MAX).await.expect("a body");
        assert_eq!(serde_json::from_slice::<Value>(&body).expect("JSON"), json!({ "who": "amal", "title": "x" }));
        assert_eq!(posted("/api/v1/cases", r#"{"title": "x"}"#, None).await.status(), StatusCode::FORBIDDEN);
        for wrong in ["", "{}", r#"["x"]"#, r#"{"title": 3}"#, r#"{"title": "x", "more": 1}"#] {
            assert_eq!(posted("/api/v1/cases", wrong, Some("1")).await.status(), StatusCode::BAD_REQUEST, "{wrong}");
        }
        let act = r#"{"act": "burn"}"#;
        assert_eq!(posted("/api/v1/cases/k1/entries", act, Some("1")).await.status(), StatusCode::BAD_REQUEST);
    });
}

#[test]
fn the_address_of_a_citation_sends_the_reader_on() {
    run(async {
        let response = asked("GET", "/cite/incident/3f", "localhost").await;
        assert_eq!(response.status(), StatusCode::FOUND);
        assert_eq!(response.headers()[header::LOCATION], "/incidents/incident/3f");
    });
}
