//! The door of the desk: who a request comes from, by its cookie or its token, and who may come in.
//!
//! A desk on this machine without accounts lets anybody in. With accounts everybody shows a session or a token; what a
//! session writes must carry its write token too, which only a screen of this desk can read.

use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap, Method, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use marsad_desk::LONGEST;
use marsad_record::account::Role;

use crate::bind::Reach;
use crate::decisions::plain;
use crate::desks::Desks;
use crate::problem::Problem;
use crate::signed_in::{NOBODY, SignedIn, WHO, WRITE, word};
use crate::throttle::{Guesser, Throttle};

/// How many passwords are hashed at once: each takes 19 MiB.
const HASHING: usize = 4;

/// Who may come in.
pub(crate) struct Door {
    desks: Option<Arc<Desks>>,
    reach: Reach,
    throttle: Mutex<Throttle>,
    hashing: tokio::sync::Semaphore,
}

/// A session as its owner learns of it.
pub(crate) struct Entry {
    /// The cookie to keep.
    pub(crate) cookie: String,
    /// Who came in.
    pub(crate) signed_in: SignedIn,
}

impl Door {
    /// The door of these desks.
    pub(crate) fn new(desks: Arc<Desks>, reach: Reach) -> Self {
        Self { desks: Some(desks), reach, throttle: Mutex::default(), hashing: tokio::sync::Semaphore::new(HASHING) }
    }

    /// A door without accounts behind it.
    #[cfg(test)]
    pub(crate) fn open() -> Self {
        let hashing = tokio::sync::Semaphore::new(HASHING);
        Self { desks: None, reach: Reach::ThisMachine, throttle: Mutex::default(), hashing }
    }

    /// Which names and machines it answers to.
    pub(crate) fn reach(&self) -> &Reach {
        &self.reach
    }

    /// The desks behind it.
    pub(crate) fn desks(&self) -> Result<&Desks, Problem> {
        self.desks.as_deref().ok_or_else(|| Problem::missing("accounts"))
    }

    /// Whether everybody must say who they are.
    pub(crate) fn needs_accounts(&self) -> Result<bool, Problem> {
        let Some(desks) = &self.desks else { return Ok(false) };
        Ok(self.reach != Reach::ThisMachine || desks.ask(|desk| desk.has_accounts().map_err(Problem::from))?)
    }

    /// Who a request comes from; nobody, where it shows nothing that holds.
    pub(crate) fn who(&self, method: &Method, headers: &HeaderMap) -> Result<Option<SignedIn>, Problem> {
        let Some(desks) = self.desks.as_deref() else { return nobody(headers).map(Some) };
        if !self.needs_accounts()? {
            return nobody(headers).map(Some);
        }
        let now = now();
        if let Some(secret) = shown_token(method, headers) {
            let found = desks.ask(|desk| desk.token(&secret, now).map_err(Problem::from))?;
            return Ok(found.map(|(account, role)| SignedIn { who: account.name, role, write_token: None }));
        }
        let Some(secret) = cookie(headers, self.cookie_name()) else { return Ok(None) };
        let Some(account) = desks.ask(|desk| desk.session(secret, now).map_err(Problem::from))? else {
            return Ok(None);
        };
        let token = write_token(secret);
        if !method.is_safe() && !is_same(word(headers, WRITE).unwrap_or_default(), &token) {
            return Err(Problem::forbidden(format!("{WRITE} is not the write token of this session")));
        }
        Ok(Some(SignedIn { who: account.name, role: account.role, write_token: Some(token) }))
    }

    /// Lets somebody in by name and password.
    pub(crate) fn sign_in(&self, name: &str, password: &str, from: &str) -> Result<Entry, Problem> {
        let now = now();
        let account: String = name.trim().to_lowercase().chars().take(64).collect();
        let guessers = [Guesser::Account(account), Guesser::Address(from.to_owned())];
        {
            let mut throttle = self.throttle.lock().unwrap_or_else(PoisonError::into_inner);
            let wait = throttle.wait(&guessers, now);
            if wait > 0 {
                return Err(Problem::too_many(wait));
            }
            throttle.guess(&guessers, now);
        }
        let Ok(_place) = self.hashing.try_acquire() else { return Err(Problem::too_many(1)) };
        let found = self.desks()?.ask(|desk| desk.sign_in(name, password, now).map_err(Problem::from))?;
        let Some(session) = found else { return Err(Problem::wrong_password()) };
        self.throttle.lock().unwrap_or_else(PoisonError::into_inner).right(&guessers);
        let signed_in = SignedIn {
            who: session.account.name,
            role: session.account.role,
            write_token: Some(write_token(&session.secret)),
        };
        Ok(Entry { cookie: self.set_cookie(&session.secret, LONGEST), signed_in })
    }

    /// Ends the session that a request shows; the cookie that takes its place is empty.
    pub(crate) fn sign_out(&self, headers: &HeaderMap) -> Result<String, Problem> {
        if let Some(secret) = cookie(headers, self.cookie_name()) {
            self.desks()?.ask(|desk| desk.sign_out(secret).map_err(Problem::from))?;
        }
        Ok(self.set_cookie("", 0))
    }

    /// Where a request comes from. What a proxy tells is believed only where one was announced.
    pub(crate) fn address(&self, extensions: &Extensions, headers: &HeaderMap) -> String {
        let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let told = if self.reach.is_behind_proxy() { forwarded(headers) } else { None };
        told.or(peer).map_or_else(String::new, network)
    }

    fn cookie_name(&self) -> &'static str {
        if self.reach.is_behind_proxy() { "__Host-marsad" } else { "marsad" }
    }

    fn set_cookie(&self, secret: &str, seconds: i64) -> String {
        let secure = if self.reach.is_behind_proxy() { "; Secure" } else { "" };
        format!("{}={secret}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}", self.cookie_name())
    }
}

/// Whoever sits at this machine.
fn nobody(headers: &HeaderMap) -> Result<SignedIn, Problem> {
    let who = plain(word(headers, WHO).unwrap_or(NOBODY).trim());
    if who.trim().is_empty() || who.chars().count() > 64 {
        return Err(Problem::unreadable(format!("{WHO} must be a name of 1 to 64 letters")));
    }
    Ok(SignedIn { who, role: Role::Admin, write_token: Some(NOBODY.to_owned()) })
}

/// What only a screen of this desk can read, made of the session so that nothing more is kept.
fn write_token(secret: &str) -> String {
    blake3::Hasher::new_derive_key("marsad 2026 write token").update(secret.as_bytes()).finalize().to_hex()[..40]
        .to_owned()
}

/// Takes as long wherever they part.
fn is_same(one: &str, other: &str) -> bool {
    blake3::hash(one.as_bytes()) == blake3::hash(other.as_bytes())
}

/// A token as `Authorization: Bearer`; to read also as the password of `Basic`, which feed readers know. Browsers send
/// the latter by themselves, so that it shows no intent to write.
fn shown_token(method: &Method, headers: &HeaderMap) -> Option<String> {
    let (scheme, shown) = word(headers, header::AUTHORIZATION.as_str())?.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(shown.trim().to_owned());
    }
    if !scheme.eq_ignore_ascii_case("basic") || !method.is_safe() {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(shown.trim()).ok()?).ok()?;
    pair.split_once(':').map(|(_, password)| password.to_owned())
}

fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let sent = headers.get_all(header::COOKIE).iter().filter_map(|sent| sent.to_str().ok());
    let mut pairs = sent.flat_map(|sent| sent.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, secret)| *key == name && !secret.is_empty()).map(|(_, secret)| secret)
}

/// The last address that the nearest proxy wrote: those before it anybody can write.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let sent = headers.get_all("x-forwarded-for").iter().filter_map(|sent| sent.to_str().ok());
    sent.flat_map(|sent| sent.split(',')).last()?.trim().parse().ok()
}

/// An address as it is counted: IPv6 by the network that one household has.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::")
        }
    }
}

/// Seconds since 1970 by this machine's clock: only a face may look at it.
#[expect(clippy::disallowed_methods, reason = "sessions end by the clock")]
pub(crate) fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};

    use super::{cookie, forwarded, network, shown_token, write_token};

    fn sent(name: &'static str, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(HeaderName::from_static(name), HeaderValue::from_static(value))])
    }

    #[test]
    fn a_token_is_shown_as_a_bearer_s_or_as_a_password() {
        let shown = |value| shown_token(&Method::GET, &sent("authorization", value));
        assert_eq!(shown("Bearer marsad_1").as_deref(), Some("marsad_1"));
        assert_eq!(shown("basic Zm86bWFyc2FkXzE=").as_deref(), Some("marsad_1"));
        assert_eq!(shown_token(&Method::POST, &sent("authorization", "basic Zm86bWFyc2FkXzE=")), None);
        for odd in ["Bearer", "Digest x", "Basic !!", "Basic Zm8="] {
            assert_eq!(shown(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_cookie_is_found_among_others_by_its_whole_name() {
        assert_eq!(cookie(&sent("cookie", "a=1; xmarsad=2; marsad=3"), "marsad"), Some("3"));
        assert_eq!(cookie(&sent("cookie", "marsad="), "marsad"), None);
    }

    #[test]
    fn a_proxy_s_last_word_counts() {
        let told = forwarded(&sent("x-forwarded-for", "1.1.1.1, 192.0.2.9"));
        assert_eq!(told.map(network).as_deref(), Some("192.0.2.9"));
        assert_eq!(forwarded(&sent("x-forwarded-for", "anything")), None);
        assert_eq!(network("2001:db8:1:2:3:4:5:6".parse().expect("an address")), "2001:db8:1:2::");
        assert_eq!(network("::ffff:192.0.2.9".parse().expect("an address")), "192.0.2.9");
    }

    #[test]
    fn a_write_token_tells_nothing_of_the_session() {
        assert_ne!(write_token("a"), write_token("b"));
        assert_eq!(write_token("a").len(), 40);
    }
}
