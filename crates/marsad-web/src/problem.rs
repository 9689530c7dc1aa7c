//! What went wrong, as `application/problem+json` (RFC 9457).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// An answer that is not one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    status: StatusCode,
    detail: String,
}

impl Problem {
    /// Nothing is at this address.
    pub(crate) fn missing(what: &str) -> Self {
        Self { status: StatusCode::NOT_FOUND, detail: format!("nothing is at {what}") }
    }

    /// The question cannot be read.
    pub(crate) fn unreadable(detail: String) -> Self {
        Self { status: StatusCode::BAD_REQUEST, detail }
    }

    /// The desk can only be asked, not changed, from here.
    pub(crate) fn not_a_question() -> Self {
        Self { status: StatusCode::METHOD_NOT_ALLOWED, detail: "this address answers GET only".to_owned() }
    }

    /// Nobody is signed in.
    pub(crate) fn stranger() -> Self {
        Self { status: StatusCode::UNAUTHORIZED, detail: "sign in first".to_owned() }
    }

    /// Whoever asks may not do this.
    pub(crate) fn forbidden(detail: String) -> Self {
        Self { status: StatusCode::FORBIDDEN, detail }
    }

    /// The request was meant for another machine's name.
    pub(crate) fn misdirected() -> Self {
        let detail = "this desk answers to localhost, 127.0.0.1 and [::1] only".to_owned();
        Self { status: StatusCode::MISDIRECTED_REQUEST, detail }
    }

    /// The desk itself failed.
    pub(crate) fn failed(detail: String) -> Self {
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, detail }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = json!({
            "type": "about:blank",
            "title": self.status.canonical_reason().unwrap_or("Problem"),
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"))];
        (self.status, kind, body.to_string()).into_response()
    }
}
