//! What every answer carries and every request must show: a strict content policy, and a name that is this machine's.
//!
//! The name is looked at because a page elsewhere can point its own name at 127.0.0.1 and then read the desk.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::problem::Problem;

const HEADERS: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Refuses foreign names; adds the headers to every answer, refusals included.
pub(crate) async fn guarded(request: Request, next: Next) -> Response {
    let mut response =
        if is_local(request.headers()) { next.run(request).await } else { Problem::misdirected().into_response() };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn is_local(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::is_local;

    fn with_host(host: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::HOST, HeaderValue::from_static(host))])
    }

    #[test]
    fn only_this_machine_s_names_are_answered() {
        for host in ["localhost", "localhost:8477", "127.0.0.1:1", "[::1]:8477", "[::1]"] {
            assert!(is_local(&with_host(host)), "{host}");
        }
        for host in ["", "desk.example:8477", "127.0.0.1.example", "localhost.example:80", "10.0.0.1:8477"] {
            assert!(!is_local(&with_host(host)), "{host}");
        }
        assert!(!is_local(&HeaderMap::new()));
    }
}
