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

    /// This address cannot be asked so.
    pub(crate) fn not_a_question() -> Self {
        Self { status: StatusCode::METHOD_NOT_ALLOWED, detail: "this address does not answer that method".to_owned() }
    }

    /// Nobody is signed in.
    pub(crate) fn stranger() -> Self {
        Self { status: StatusCode::UNAUTHORIZED, detail: "sign in first".to_owned() }
    }

    /// Name or password is wrong: which of the two is not told.
    pub(crate) fn wrong_password() -> Self {
        Self { status: StatusCode::UNAUTHORIZED, detail: "the name or the password is wrong".to_owned() }
    }

    /// Too many wrong passwords, or too many at once.
    pub(crate) fn too_many(wait: i64) -> Self {
        Self { status: StatusCode::TOO_MANY_REQUESTS, detail: format!("try again in {wait} seconds") }
    }

    /// Whoever asks may not do this.
    pub(crate) fn forbidden(detail: String) -> Self {
        Self { status: StatusCode::FORBIDDEN, detail }
    }

    /// The request was meant for another machine's name.
    pub(crate) fn misdirected() -> Self {
        let detail = "this desk does not answer to that name (`marsad serve --name` adds one)".to_owned();
        Self { status: StatusCode::MISDIRECTED_REQUEST, detail }
    }

    /// The desk itself failed.
    pub(crate) fn failed(detail: String) -> Self {
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, detail }
    }
}

impl From<marsad_desk::Error> for Problem {
    fn from(error: marsad_desk::Error) -> Self {
        match error {
            marsad_desk::Error::Question { .. } => Self::unreadable(error.to_string()),
            marsad_desk::Error::Unfit { .. } => Self { status: StatusCode::CONFLICT, detail: error.to_string() },
            other => Self::failed(other.to_string()),
        }
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
        let mut response = (self.status, kind, body.to_string()).into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
