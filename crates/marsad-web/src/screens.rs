//! The screens, built into the program: their files as they are, and the one page for every other address.

use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::problem::Problem;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
struct Files;

/// Names under `assets/` carry a digest of their bytes, so they never change.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// The file of an address; the page itself where the address names a screen.
pub(crate) async fn screen(address: Uri) -> Response {
    let path = address.path().trim_start_matches('/');
    if let Some(file) = Files::get(path) {
        return sent(path, file);
    }
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.')) && path.starts_with("assets/");
    match Files::get("index.html") {
        Some(page) if !is_file => sent("index.html", page),
        _ => Problem::missing(address.path()).into_response(),
    }
}

fn sent(path: &str, file: EmbeddedFile) -> Response {
    let kept = if path.starts_with("assets/") { FOREVER } else { ASK_AGAIN };
    let kind =
        HeaderValue::from_str(file.metadata.mimetype()).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)];
    (StatusCode::OK, headers, file.data.into_owned()).into_response()
}
