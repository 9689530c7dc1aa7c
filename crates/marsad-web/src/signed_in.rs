//! Who asks, and whether a request that changes something was meant by them.
//!
//! Every handler that writes takes a [`SignedIn`] and says which role it needs; every other one is reached only by
//! somebody who may read. On a desk without accounts everybody may do everything, as whom the `X-Marsad-Who` header
//! names, else as `desk`. What changes the desk must carry the `X-Marsad-Write` header, which no page elsewhere can make
//! a browser send.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use marsad_record::account::Role;

use crate::door::Door;
use crate::problem::Problem;

/// Names the person on a desk without accounts.
pub(crate) const WHO: &str = "x-marsad-who";
/// Shows that a write was meant.
pub(crate) const WRITE: &str = "x-marsad-write";
/// Who acts where nobody says who they are.
pub(crate) const NOBODY: &str = "desk";
/// Addresses that a stranger may ask.
const OPEN: [&str; 2] = ["/session", "/openapi.json"];

/// Whoever a request comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SignedIn {
    /// The "who" of what they decide.
    pub(crate) who: String,
    /// What they may do.
    pub(crate) role: Role,
    /// What their writes must carry; a token of the API needs none.
    pub(crate) write_token: Option<String>,
}

impl SignedIn {
    /// Refuses whoever may not do what this role may.
    pub(crate) fn must_be(&self, role: Role) -> Result<(), Problem> {
        if self.role >= role { Ok(()) } else { Err(Problem::forbidden(format!("this needs the role {role}"))) }
    }
}

impl<S: Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or_else(Problem::stranger)
    }
}

/// Learns who asks, and refuses strangers and what was not meant.
pub(crate) async fn identified(State(door): State<Arc<Door>>, mut request: Request, next: Next) -> Response {
    if let Err(problem) = meant(request.method(), request.headers()) {
        return problem.into_response();
    }
    let (method, headers) = (request.method().clone(), request.headers().clone());
    let is_open = OPEN.contains(&request.uri().path());
    let found = tokio::task::spawn_blocking(move || door.who(&method, &headers)).await;
    match found {
        Ok(Ok(Some(signed_in))) => request.extensions_mut().insert(signed_in),
        Ok(Ok(None)) if is_open => None,
        Ok(Ok(None)) => return Problem::stranger().into_response(),
        Ok(Err(problem)) => return problem.into_response(),
        Err(_) => {
            return Problem::failed("who asks could not be learnt: this is a fault of ours".to_owned()).into_response();
        }
    };
    next.run(request).await
}

/// Whether a request that changes something comes from a screen of this desk, or from a program.
fn meant(method: &Method, headers: &HeaderMap) -> Result<(), Problem> {
    if method.is_safe() {
        return Ok(());
    }
    let host = word(headers, "host").unwrap_or_default();
    if let Some(origin) = word(headers, header::ORIGIN.as_str()) {
        let of = origin.split_once("://").map_or(origin, |(_, of)| of);
        if of != host {
            return Err(Problem::forbidden(format!("a page of {origin} may not change this desk")));
        }
    }
    if word(headers, "sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return Err(Problem::forbidden("a page elsewhere may not change this desk".to_owned()));
    }
    let is_program = word(headers, header::AUTHORIZATION.as_str()).is_some_and(|shown| shown.starts_with("Bearer "));
    match word(headers, WRITE) {
        Some(token) if !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_alphanumeric()) => Ok(()),
        // No page elsewhere can make a browser send a bearer's token.
        _ if is_program => Ok(()),
        _ => Err(Problem::forbidden(format!("what changes the desk carries the header {WRITE}"))),
    }
}

pub(crate) fn word<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).map(|value| value.to_str().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};

    use super::meant;

    fn sent(headers: &[(&'static str, &'static str)]) -> HeaderMap {
        let headers = headers.iter();
        headers.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn a_question_needs_no_header() {
        assert!(meant(&Method::GET, &HeaderMap::new()).is_ok());
        assert!(meant(&Method::HEAD, &sent(&[("origin", "http://elsewhere.example")])).is_ok());
    }

    #[test]
    fn a_write_needs_the_header_and_the_desk_s_own_page() {
        let host = ("host", "localhost:8477");
        let mark = ("x-marsad-write", "1");
        assert!(meant(&Method::POST, &sent(&[host, mark])).is_ok());
        assert!(meant(&Method::POST, &sent(&[host, mark, ("origin", "http://localhost:8477")])).is_ok());
        assert!(meant(&Method::DELETE, &sent(&[host])).is_err());
        for origin in ["http://localhost:9999", "https://elsewhere.example", "null"] {
            assert!(meant(&Method::POST, &sent(&[host, mark, ("origin", origin)])).is_err(), "{origin}");
        }
        assert!(meant(&Method::POST, &sent(&[host, mark, ("sec-fetch-site", "cross-site")])).is_err());
    }
}
