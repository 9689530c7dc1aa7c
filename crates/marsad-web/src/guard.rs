//! What every answer carries and every request must show: a strict content policy, and a name that is this desk's.
//!
//! The name is looked at because a page elsewhere can point its own name at 127.0.0.1 and then read the desk. A bare
//! address cannot be pointed elsewhere, so that a desk for others answers to any.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::bind::Reach;
use crate::door::Door;
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
pub(crate) async fn guarded(State(door): State<Arc<Door>>, request: Request, next: Next) -> Response {
    let is_ours = is_ours(request.headers(), door.reach());
    let mut response = if is_ours { next.run(request).await } else { Problem::misdirected().into_response() };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn is_ours(headers: &HeaderMap, reach: &Reach) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    };
    if matches!(name, "localhost" | "127.0.0.1" | "[::1]") {
        return true;
    }
    let Reach::Others { names, .. } = reach else { return false };
    let inner = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    let is_address = name.parse::<Ipv4Addr>().is_ok() || inner.is_some_and(|name| name.parse::<Ipv6Addr>().is_ok());
    is_address || names.contains(&name.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::is_ours;
    use crate::bind::Reach;

    fn with_host(host: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::HOST, HeaderValue::from_static(host))])
    }

    #[test]
    fn only_this_machine_s_names_are_answered() {
        for host in ["localhost", "localhost:8477", "127.0.0.1:1", "[::1]:8477", "[::1]"] {
            assert!(is_ours(&with_host(host), &Reach::ThisMachine), "{host}");
        }
        for host in ["", "desk.example:8477", "127.0.0.1.example", "localhost.example:80", "10.0.0.1:8477"] {
            assert!(!is_ours(&with_host(host), &Reach::ThisMachine), "{host}");
        }
        assert!(!is_ours(&HeaderMap::new(), &Reach::ThisMachine));
    }

    #[test]
    fn a_desk_for_others_answers_to_its_names_and_to_bare_addresses() {
        let reach = Reach::Others { names: vec!["desk.example".to_owned()], is_behind_proxy: false };
        for host in ["desk.example", "Desk.example:8477", "10.0.0.1:8477", "[2001:db8::1]:80", "localhost"] {
            assert!(is_ours(&with_host(host), &reach), "{host}");
        }
        for host in ["elsewhere.example", "desk.example.org", "[desk]", ""] {
            assert!(!is_ours(&with_host(host), &reach), "{host}");
        }
    }
}
