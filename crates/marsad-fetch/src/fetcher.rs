//! Gets pages one after the other, as their hosts allow.

use std::collections::HashMap;
use std::thread::sleep;
use std::time::{Duration, Instant};

use ureq::Agent;
use ureq::http::{Response, header};
use url::Url;

use crate::address::{checked, host, path};
use crate::refused::Refused;
use crate::robots::Robots;

/// How often one page may send to another.
const REDIRECTS: usize = 5;
/// The longest `robots.txt` that is read, in bytes (RFC 9309 asks for as much).
const ROBOTS: u64 = 512_000;
/// The longest time that a host may ask for between two requests.
const LONGEST: Duration = Duration::from_secs(60);

/// How pages are got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Who asks, as `User-Agent`.
    pub agent: String,
    /// At least so long between two requests to one host.
    pub delay: Duration,
    /// How long one request may take.
    pub patience: Duration,
    /// The longest page, in bytes.
    pub largest: u64,
}

/// By which a host knows whether a page has changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it was found in the end.
    pub address: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// For the next time.
    pub validators: Validators,
}

/// What came of asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// It is as it was.
    Unchanged,
    /// The page.
    Page(Page),
}

/// Gets pages, one at a time.
pub struct Fetcher {
    policy: Policy,
    agent: Agent,
    hosts: HashMap<String, Host>,
}

/// What is known of a host.
struct Host {
    robots: Robots,
    asked: Instant,
}

impl Fetcher {
    /// By these rules.
    pub fn new(policy: Policy) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(policy.patience))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(policy.agent.as_str())
            .build();
        Self { policy, agent: config.into(), hosts: HashMap::new() }
    }

    /// Gets a page, unless it is as the validators know it.
    ///
    /// # Errors
    /// If the address, the host, its `robots.txt` or the network refuses, or the page is too long.
    pub fn get(&mut self, address: &str, known: &Validators) -> Result<Fetched, Refused> {
        let mut url = checked(address)?;
        for _ in 0..=REDIRECTS {
            self.wait_for(&url)?;
            let mut response = self.ask(&url, known)?;
            let status = response.status().as_u16();
            match status {
                200 => {
                    let validators = validators(&response);
                    let bytes = self.body(&mut response, self.policy.largest)?;
                    return Ok(Fetched::Page(Page { address: url.to_string(), bytes, validators }));
                }
                304 => return Ok(Fetched::Unchanged),
                301 | 302 | 303 | 307 | 308 => {
                    let next = response.headers().get(header::LOCATION).and_then(|next| next.to_str().ok());
                    let next = next.and_then(|next| url.join(next).ok()).ok_or(Refused::Status(status))?;
                    url = checked(next.as_str())?;
                }
                other => return Err(Refused::Status(other)),
            }
        }
        Err(Refused::Redirects)
    }

    /// Learns what the host allows, and waits as long as it wants to be left alone.
    fn wait_for(&mut self, url: &Url) -> Result<(), Refused> {
        let name = host(url);
        if !self.hosts.contains_key(&name) {
            let robots = self.robots(url);
            self.hosts.insert(name.clone(), Host { robots, asked: Instant::now() });
        }
        let Some(known) = self.hosts.get_mut(&name) else { return Ok(()) };
        if !known.robots.allows(&path(url)) {
            return Err(Refused::Robots);
        }
        let delay = known.robots.delay.unwrap_or_default().max(self.policy.delay);
        if delay > LONGEST {
            return Err(Refused::Delay(delay));
        }
        sleep(delay.saturating_sub(known.asked.elapsed()));
        known.asked = Instant::now();
        Ok(())
    }

    /// The rules of a host: none where it has no file, all closed where it cannot say.
    fn robots(&self, url: &Url) -> Robots {
        let Ok(mut file) = url.join("/robots.txt") else { return Robots::closed() };
        for _ in 0..=REDIRECTS {
            let Ok(mut response) = self.ask(&file, &Validators::default()) else { return Robots::closed() };
            match response.status().as_u16() {
                200..=299 => {
                    let Ok(bytes) = self.body(&mut response, ROBOTS) else { return Robots::closed() };
                    return Robots::of(&String::from_utf8_lossy(&bytes), &self.policy.agent);
                }
                300..=399 => {
                    let next = response.headers().get(header::LOCATION).and_then(|next| next.to_str().ok());
                    match next.and_then(|next| file.join(next).ok()) {
                        Some(next) => file = next,
                        None => return Robots::open(),
                    }
                }
                429 | 500..=599 => return Robots::closed(),
                _ => return Robots::open(),
            }
        }
        Robots::open()
    }

    fn ask(&self, url: &Url, known: &Validators) -> Result<Response<ureq::Body>, Refused> {
        let mut request = self.agent.get(url.as_str());
        if let Some(etag) = &known.etag {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(day) = &known.last_modified {
            request = request.header(header::IF_MODIFIED_SINCE, day);
        }
        request.call().map_err(|fault| Refused::Network(fault.to_string()))
    }

    fn body(&self, response: &mut Response<ureq::Body>, most: u64) -> Result<Vec<u8>, Refused> {
        let read = response.body_mut().with_config().limit(most).read_to_vec();
        read.map_err(|fault| match fault {
            ureq::Error::BodyExceedsLimit(_) => Refused::TooLarge(most),
            other => Refused::Network(other.to_string()),
        })
    }
}

fn validators(response: &Response<ureq::Body>) -> Validators {
    let header = |name: header::HeaderName| {
        response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
    };
    Validators { etag: header(header::ETAG), last_modified: header(header::LAST_MODIFIED) }
}
