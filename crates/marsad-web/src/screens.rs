//! The screens, built into the program: their files, pressed together where that helps, and the one page for every other
//! address.

use std::collections::HashMap;
use std::io::Write;
use std::sync::LazyLock;

use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::problem::Problem;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
struct Files;

/// Names under `assets/` carry a digest of their bytes, so they never change.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");
const GZIP: HeaderValue = HeaderValue::from_static("gzip");
const BY_ENCODING: HeaderValue = HeaderValue::from_static("accept-encoding");

/// Every file that is words, as gzip has it: done once, when the first browser asks. Fonts are pressed already.
static PRESSED: LazyLock<HashMap<String, Vec<u8>>> = LazyLock::new(|| {
    let words = Files::iter().filter(|name| !name.ends_with(".woff2"));
    words.filter_map(|name| Some((name.to_string(), pressed(&Files::get(&name)?.data)?))).collect()
});

fn pressed(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut pressing = GzEncoder::new(Vec::new(), Compression::best());
    pressing.write_all(bytes).ok()?;
    pressing.finish().ok()
}

/// The file of an address; the page itself where the address names a screen.
pub(crate) async fn screen(address: Uri, asked: HeaderMap) -> Response {
    let path = address.path().trim_start_matches('/');
    if let Some(file) = Files::get(path) {
        return sent(path, file, &asked);
    }
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.')) && path.starts_with("assets/");
    match Files::get("index.html") {
        Some(page) if !is_file => sent("index.html", page, &asked),
        _ => Problem::missing(address.path()).into_response(),
    }
}

fn sent(path: &str, file: EmbeddedFile, asked: &HeaderMap) -> Response {
    let kept = if path.starts_with("assets/") { FOREVER } else { ASK_AGAIN };
    let kind =
        HeaderValue::from_str(file.metadata.mimetype()).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept), (header::VARY, BY_ENCODING)];
    match PRESSED.get(path).filter(|_| takes_gzip(asked)) {
        Some(bytes) => (StatusCode::OK, headers, [(header::CONTENT_ENCODING, GZIP)], bytes.clone()).into_response(),
        None => (StatusCode::OK, headers, file.data.into_owned()).into_response(),
    }
}

/// Whether whoever asks can take a file apart that gzip pressed.
fn takes_gzip(asked: &HeaderMap) -> bool {
    let told = asked.get(header::ACCEPT_ENCODING).and_then(|told| told.to_str().ok()).unwrap_or_default();
    told.split(',').map(str::trim).any(|one| one == "gzip" || (one.starts_with("gzip;") && !one.ends_with("q=0")))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::{PRESSED, takes_gzip};

    #[test]
    fn only_who_takes_gzip_is_sent_it() {
        let asked = |told: &'static str| {
            takes_gzip(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(told))]))
        };
        assert!(["gzip", "br, gzip", "deflate, gzip;q=0.5"].into_iter().all(asked));
        assert!(!["", "br", "gzip;q=0", "gzipped"].into_iter().any(asked));
    }

    #[test]
    fn the_page_and_its_code_are_pressed_and_fonts_are_not() {
        assert!(PRESSED.contains_key("index.html"));
        assert!(
            PRESSED.keys().any(|name| name.ends_with(".js")) && !PRESSED.keys().any(|name| name.ends_with(".woff2"))
        );
    }
}
