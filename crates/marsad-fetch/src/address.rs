//! Addresses that may be asked: `http` and `https`, with a host, without a name and a password.

use url::Url;

use crate::refused::Refused;

/// The address, read and checked; what it points at inside the page is left out.
pub(crate) fn checked(address: &str) -> Result<Url, Refused> {
    let mut url = Url::parse(address.trim()).map_err(|fault| Refused::Address(format!("{address:?}: {fault}")))?;
    let is_web = matches!(url.scheme(), "http" | "https") && url.host_str().is_some();
    if !is_web || !url.username().is_empty() || url.password().is_some() {
        return Err(Refused::Address(format!("{address:?} is no plain http or https address")));
    }
    url.set_fragment(None);
    Ok(url)
}

/// The host with its port: what is asked one request at a time.
pub(crate) fn host(url: &Url) -> String {
    format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or_default())
}

/// What `robots.txt` speaks of: the path with its question.
pub(crate) fn path(url: &Url) -> String {
    match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    }
}
