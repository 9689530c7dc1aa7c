//! Why a page was not got.

use std::fmt;
use std::time::Duration;

/// Why a page was not got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The address cannot be asked.
    Address(String),
    /// The host's `robots.txt` forbids it.
    Robots,
    /// The host wants to be left alone for longer than anybody waits.
    Delay(Duration),
    /// The host answered with this status.
    Status(u16),
    /// The answer is longer than this many bytes.
    TooLarge(u64),
    /// It sends from address to address.
    Redirects,
    /// The network failed.
    Network(String),
    /// It was got, and is no feed.
    NoFeed(String),
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::Address(told) | Refused::Network(told) => formatter.write_str(told),
            Refused::Robots => formatter.write_str("robots.txt forbids it"),
            Refused::Delay(wait) => write!(formatter, "robots.txt wants {} seconds between requests", wait.as_secs()),
            Refused::Status(status) => write!(formatter, "the host answered {status}"),
            Refused::TooLarge(most) => write!(formatter, "it is longer than {most} bytes"),
            Refused::Redirects => formatter.write_str("it sends from address to address"),
            Refused::NoFeed(told) => write!(formatter, "it is no RSS, Atom or JSON feed: {told}"),
        }
    }
}

impl std::error::Error for Refused {}
