//! A notice as a signed post.
//!
//! The signature is HMAC-SHA256 over timestamp, a full stop and the body, under the secret of the watch: whoever receives
//! it knows that it came from this desk, was not changed, and is not an old one sent again.

use std::time::Duration;

use hmac::{Hmac, Mac};
use sha2::Sha256;
use ureq::Agent;
use ureq::unversioned::transport::DefaultConnector;

use crate::address::Outside;

/// The header of the signature.
pub const SIGNATURE: &str = "X-Marsad-Signature";
/// The header of the moment it was signed at, in seconds since 1970.
pub const TIMESTAMP: &str = "X-Marsad-Timestamp";
/// How long the other side may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The signature of a body: `v1=` and the code in hexadecimal.
pub fn signature(secret: &str, timestamp: i64, body: &str) -> String {
    let mut code = <Hmac<Sha256> as Mac>::new_from_slice(secret.as_bytes()).expect("a key of any length is one");
    code.update(timestamp.to_string().as_bytes());
    code.update(b".");
    code.update(body.as_bytes());
    let digits: String = code.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("v1={digits}")
}

/// One post.
pub(crate) struct Post<'p> {
    pub(crate) address: &'p str,
    pub(crate) allows_inner: bool,
    /// The same however often it is sent.
    pub(crate) key: &'p str,
    pub(crate) secret: &'p str,
    pub(crate) body: &'p str,
    pub(crate) now: i64,
}

/// Sends it once; why it did not arrive, in a sentence.
pub(crate) fn post(post: &Post<'_>) -> Result<(), String> {
    let config = Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        // A redirect could lead inside, and a proxy would look the name up by itself.
        .max_redirects(0)
        .proxy(None)
        .http_status_as_error(false)
        .user_agent(concat!("Marsad/", env!("CARGO_PKG_VERSION")))
        .build();
    let agent = Agent::with_parts(config, DefaultConnector::default(), Outside::new(post.allows_inner));
    let sent = agent
        .post(post.address)
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", post.key)
        .header(TIMESTAMP, post.now.to_string())
        .header(SIGNATURE, signature(post.secret, post.now, post.body))
        .send(post.body);
    match sent {
        Ok(answer) if answer.status().is_success() => Ok(()),
        Ok(answer) => Err(format!("it answered {}", answer.status())),
        Err(cause) => Err(cause.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::signature;

    #[test]
    fn a_signature_hangs_on_secret_moment_and_body() {
        let signed = signature("secret", 1_700_000_000, "{}");
        assert_eq!(signed.len(), 3 + 64);
        // printf '1700000000.{}' | openssl dgst -sha256 -hmac secret
        assert_eq!(signed, "v1=b8569b78799ff9e3cbff0fc2d63a33a2b57f3282abd07c37ae5e8e7d79a5f163");
        for other in [
            signature("other", 1_700_000_000, "{}"),
            signature("secret", 1_700_000_001, "{}"),
            signature("secret", 1_700_000_000, "{} "),
        ] {
            assert_ne!(other, signed);
        }
    }
}
