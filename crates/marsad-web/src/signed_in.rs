//! Who asks, and whether a request that changes something was meant by them.
//!
//! Every handler that writes takes a [`SignedIn`] and says which role it needs. A desk on this machine without accounts
//! lets anybody do anything: they are who the `X-Marsad-Who` header names, else `desk`. What changes the desk must carry
//! the `X-Marsad-Write` header, which no page elsewhere can make a browser send.

use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use marsad_record::account::Role;

use crate::problem::Problem;

/// Names the person on a desk without accounts.
const WHO: &str = "x-marsad-who";
/// Shows that a write was meant.
const WRITE: &str = "x-marsad-write";
/// Who acts where nobody says who they are.
const NOBODY: &str = "desk";
/// The longest name that is kept.
const LONGEST: usize = 64;

/// Whoever a request comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SignedIn {
    /// The "who" of what they decide.
    pub(crate) who: String,
    /// What they may do.
    pub(crate) role: Role,
}

impl SignedIn {
    #[allow(dead_code, reason = "the first address that changes something uses it")]
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

/// Learns who asks, and refuses what they did not mean.
pub(crate) async fn identified(mut request: Request, next: Next) -> Response {
    if let Err(problem) = meant(request.method(), request.headers()) {
        return problem.into_response();
    }
    let who = word(request.headers(), WHO).unwrap_or(NOBODY).trim();
    if who.is_empty() || who.chars().count() > LONGEST {
        return Problem::unreadable(format!("{WHO} must be a name of 1 to {LONGEST} letters")).into_response();
    }
    let signed_in = SignedIn { who: who.to_owned(), role: Role::Admin };
    request.extensions_mut().insert(signed_in);
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
    match word(headers, WRITE) {
        Some(token) if !token.is_empty() => Ok(()),
        _ => Err(Problem::forbidden(format!("what changes the desk carries the header {WRITE}"))),
    }
}

fn word<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
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
