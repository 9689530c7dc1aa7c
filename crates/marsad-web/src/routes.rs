//! The addresses: the API's questions under `/api/v1`, the screens everywhere else.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, patch, post};
use axum::{Router, middleware};
use marsad_record::account::Role;
use marsad_record::decision::{Act, Decision};

use crate::adding;
use crate::cases;
use crate::decisions::decision_of;
use crate::door::Door;
use crate::feeds;
use crate::guard::guarded;
use crate::payload::Payload;
use crate::people;
use crate::problem::Problem;
use crate::question::{Part, Question, Sent, Words};
use crate::screens::screen;
use crate::signed_in::{SignedIn, identified};
use crate::tag::tagged;
use crate::watches;

/// Whoever answers questions. It may take its time: it never runs where requests are received.
pub(crate) type Answerer = Arc<dyn Fn(Question) -> Result<Payload, Problem> + Send + Sync>;

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// What the API answers, for programs that read OpenAPI 3.1.
pub(crate) const OPENAPI: &str = include_str!("../openapi.json");

/// Where what is cited stands now: an address that stays good.
const CITED: &str = "/cite/{*citation}";

/// Every address of the desk.
pub(crate) fn routes(answerer: Answerer, door: Door) -> Router {
    let door = Arc::new(door);
    let people = Router::new()
        .route("/session", get(people::session).post(people::sign_in).delete(people::sign_out))
        .route("/accounts", get(people::accounts).post(people::add_account))
        .route("/accounts/{name}", patch(people::change_account))
        .route("/tokens", get(people::tokens).post(people::add_token))
        .route("/tokens/{id}", delete(people::revoke_token))
        .route("/watches", get(watches::watches).post(watches::add_watch))
        .route("/watches/preview", get(watches::preview))
        .route("/watches/{id}", delete(watches::remove_watch))
        .route("/watches/{id}/notices", get(watches::notices))
        .route("/watches/{id}/feed.atom", get(watches::feed))
        .route("/watches/{id}/test", post(watches::test_watch))
        .with_state(Arc::clone(&door));
    let api = Router::new()
        .route("/summary", get(|answerer| ask(answerer, Question::Summary)))
        .route("/incidents", get(|answerer, sent| list(answerer, sent, Question::Incidents)))
        .route("/incidents/{id}", get(|it, id, sent| about(it, id, sent, Question::Incident)))
        .route("/documents", get(|answerer, sent| list(answerer, sent, Question::Documents)).post(adding::add))
        .route("/documents/{id}", get(|answerer, id| one(answerer, id, Question::Document)))
        .route("/claims", get(|answerer, sent| list(answerer, sent, Question::Claims)))
        .route("/actors", get(|answerer, sent| list(answerer, sent, Question::Actors)))
        .route("/answer", get(|answerer, sent| list(answerer, sent, Question::Answer)))
        .route("/cases", get(|answerer, sent| list(answerer, sent, Question::Cases)).post(cases::begin))
        .route("/cases/{id}", get(|answerer, id| one(answerer, id, Question::Case)))
        .route("/cases/{id}/dossier", get(|it, id, sent| about(it, id, sent, Question::CaseDossier)))
        .route("/cases/{id}/entries", post(cases::add))
        .route("/feeds", get(|answerer, sent| list(answerer, sent, Question::Feeds)).post(feeds::add))
        .route("/relations", get(|answerer, sent| list(answerer, sent, Question::Relations)))
        .route("/relations/triads", get(|answerer, sent| list(answerer, sent, Question::Triads)))
        .route("/network", get(|answerer, sent| list(answerer, sent, Question::Network)))
        .route("/coverage", get(|answerer, sent| list(answerer, sent, Question::Coverage)))
        .route("/answer/dossier", get(|answerer, sent| list(answerer, sent, Question::AnswerDossier)))
        .route("/incidents/{id}/dossier", get(|it, id, sent| about(it, id, sent, Question::IncidentDossier)))
        .route("/forecasts", get(|answerer, sent| list(answerer, sent, Question::Forecasts)))
        .route("/forecasters", get(|answerer, sent| list(answerer, sent, Question::Forecasters)))
        .route("/decisions", get(|answerer, sent| list(answerer, sent, Question::Decisions)).post(decide))
        .route("/review", get(|answerer, sent| list(answerer, sent, Question::Review)))
        .route("/lexicon", get(|answerer, sent| list(answerer, sent, Question::Rule)))
        .route("/review/agreement", get(|answerer| ask(answerer, Question::Agreement)))
        .route("/openapi.json", get(|| async { ([(header::CONTENT_TYPE, JSON)], OPENAPI) }))
        .with_state(Arc::clone(&answerer))
        .merge(people)
        .layer(middleware::from_fn(tagged))
        .layer(middleware::from_fn_with_state(Arc::clone(&door), identified))
        .fallback(|address: Uri| async move { Problem::missing(address.path()) })
        .method_not_allowed_fallback(|| async { Problem::not_a_question() });
    let cited = Router::new()
        .route(CITED, get(|answerer, citation| one(answerer, citation, Question::Cite)))
        .with_state(answerer)
        .layer(middleware::from_fn_with_state(Arc::clone(&door), identified));
    Router::new()
        .nest("/api/v1", api)
        .merge(cited)
        .fallback(get(screen))
        .method_not_allowed_fallback(|| async { Problem::not_a_question() })
        .layer(middleware::from_fn_with_state(door, guarded))
}

/// The words of a question, or what axum says is wrong with them.
type Asked = Result<Query<Sent>, QueryRejection>;

async fn list(answerer: State<Answerer>, sent: Asked, question: fn(Words, Part) -> Question) -> Response {
    let sent = sent.map_err(|refused| Problem::unreadable(refused.body_text()));
    match sent.and_then(|Query(sent)| sent.read()) {
        Ok((words, part)) => ask(answerer, question(words, part)).await,
        Err(problem) => problem.into_response(),
    }
}

/// Keeps a decision of whoever is signed in.
async fn decide(answerer: State<Answerer>, signed_in: SignedIn, body: Bytes) -> Response {
    let decided = decision_of(&signed_in.who, &body);
    // To say that something is right changes nothing: an opinion.
    let may = |decision: &Decision| match decision.act {
        Act::Accept => signed_in.must_be(Role::Analyst),
        _ => signed_in.must_be(Role::Editor),
    };
    let decided = decided.and_then(|decision| may(&decision).map(|()| decision));
    let mut response = match decided {
        Ok(decision) => ask(answerer, Question::Decide(Box::new(decision))).await,
        Err(problem) => problem.into_response(),
    };
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::CREATED;
    }
    response
}

async fn one(answerer: State<Answerer>, Path(id): Path<String>, question: fn(String) -> Question) -> Response {
    ask(answerer, question(id)).await
}

/// What is asked about one thing, with words.
async fn about(
    answerer: State<Answerer>,
    Path(id): Path<String>,
    sent: Asked,
    question: fn(String, Words) -> Question,
) -> Response {
    let sent = sent.map_err(|refused| Problem::unreadable(refused.body_text()));
    match sent.and_then(|Query(sent)| sent.read()) {
        Ok((words, _)) => ask(answerer, question(id, words)).await,
        Err(problem) => problem.into_response(),
    }
}

pub(crate) async fn ask(State(answerer): State<Answerer>, question: Question) -> Response {
    match tokio::task::spawn_blocking(move || answerer(question)).await {
        Ok(Ok(answer)) => answer.into_response(),
        Ok(Err(problem)) => problem.into_response(),
        Err(_) => {
            Problem::failed("the question could not be answered: this is a fault of ours".to_owned()).into_response()
        }
    }
}
