//! The ETag of an answer (RFC 9110): a browser that holds the same answer is told so instead of being sent it again.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::problem::Problem;

/// Always ask before using a kept answer: the desk may have grown.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("private, no-cache");

/// Tags every answer that is one, and leaves out the body that the asker holds already.
pub(crate) async fn tagged(request: Request, next: Next) -> Response {
    if !request.method().is_safe() {
        return next.run(request).await;
    }
    let held = request.headers().get(header::IF_NONE_MATCH).cloned();
    let response = next.run(request).await;
    if response.status() != StatusCode::OK {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return Problem::failed("the answer broke off".to_owned()).into_response();
    };
    let tag = format!("\"{}\"", &blake3::hash(&bytes).to_hex()[..32]);
    let is_held = held.is_some_and(|held| holds(&held, &tag));
    let Ok(tag) = HeaderValue::from_str(&tag) else { return Response::from_parts(parts, Body::from(bytes)) };
    if is_held {
        let headers = HeaderMap::from_iter([(header::ETAG, tag), (header::CACHE_CONTROL, ASK_AGAIN)]);
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    parts.headers.insert(header::ETAG, tag);
    parts.headers.insert(header::CACHE_CONTROL, ASK_AGAIN);
    Response::from_parts(parts, Body::from(bytes))
}

/// Whether the list of tags that was sent has this one; a weak tag counts, since a question asked again is a read.
fn holds(sent: &HeaderValue, tag: &str) -> bool {
    let sent = sent.to_str().unwrap_or_default();
    sent.split(',').map(|held| held.trim().trim_start_matches("W/")).any(|held| held == tag || held == "*")
}
