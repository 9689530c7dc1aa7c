//! An article handed over: a saved page or plain words, read and kept as `marsad add` does it.

use std::io::Cursor;
use std::sync::OnceLock;

use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use marsad_desk::Location;
use marsad_pipeline::{Engine, Given, Input, Source, Step, Store};
use marsad_record::account::Role;
use serde::Deserialize;
use serde_json::json;

use crate::cases::body;
use crate::payload::Payload;
use crate::problem::Problem;
use crate::question::Question;
use crate::routes::{Answerer, ask};
use crate::signed_in::SignedIn;

/// An article that somebody hands over.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Page {
    /// The page as it was saved, or its words.
    text: String,
    /// Its address.
    url: Option<String>,
    /// Its headline, where it is not found in the page.
    title: Option<String>,
    /// Who publishes it.
    outlet: Option<String>,
    /// When it was published (ISO, partial).
    published: Option<String>,
}

/// Whoever reads articles: made when the first one comes, from the lexicon that is built in.
#[derive(Default)]
pub(crate) struct Reader {
    engine: OnceLock<Engine>,
}

/// Adds an article.
pub(crate) async fn add(answerer: State<Answerer>, by: SignedIn, sent: Bytes) -> Response {
    let read = || {
        by.must_be(Role::Editor)?;
        let page: Page = body(&sent)?;
        if page.text.trim().is_empty() {
            return Err(Problem::unreadable("text: an article has words".to_owned()));
        }
        Ok(Question::AddDocument(Box::new(page)))
    };
    match read() {
        Ok(question) => ask(answerer, question).await,
        Err(problem) => problem.into_response(),
    }
}

impl Reader {
    /// Reads an article, keeps it, and says under which id.
    pub(crate) fn added(&self, location: &Location, page: &Page) -> Result<Payload, Problem> {
        let engine = self.engine.get_or_init(Engine::built_in);
        let filled =
            |part: &Option<String>| part.as_deref().map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned);
        let given = Given {
            url: filled(&page.url),
            title: filled(&page.title),
            outlet: filled(&page.outlet),
            published: filled(&page.published),
            ..Given::default()
        };
        let name = given.url.clone().unwrap_or_else(|| "handed over".to_owned());
        let input = || {
            vec![Input {
                source: Source::stream(name.clone(), Cursor::new(page.text.clone().into_bytes())),
                given: &given,
            }]
        };
        let mut found = Vec::new();
        for read in engine.documents(input()) {
            found.push(read.map_err(|skipped| Problem::unreadable(skipped.reason))?.value);
        }
        let [document] = found.as_slice() else {
            return Err(Problem::unreadable(format!("text: this is {} articles, not one", found.len())));
        };
        let store = Store::open_existing(location).map_err(|error| Problem::failed(error.to_string()))?;
        let mut refused = None;
        let added = engine.add(input(), &store, |step| {
            if let Step::Skipped(skipped) = step {
                refused = Some(skipped.reason.clone());
            }
        });
        let report = added.map_err(|error| Problem::failed(error.to_string()))?;
        match refused {
            Some(reason) => Err(Problem::unreadable(reason)),
            None => Ok(Payload::Made(json!({ "document": document.id, "added": report.added == 1 }).to_string())),
        }
    }
}
