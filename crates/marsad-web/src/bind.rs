//! Where the desk may listen: on this machine only, for it asks nobody who they are.

use std::fmt;
use std::net::{SocketAddr, ToSocketAddrs};

/// Where the desk listens unless told otherwise.
pub const DEFAULT_BIND: &str = "127.0.0.1:8477";

/// Why an address is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BindError {
    /// It is no address.
    Unreadable(String),
    /// Other machines could reach it.
    Exposed(SocketAddr),
}

impl fmt::Display for BindError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(address) => {
                write!(out, "reading the address {address:?}: expected HOST:PORT, such as {DEFAULT_BIND}")
            }
            Self::Exposed(address) => write!(
                out,
                "refusing to listen on {address}: the desk has no log-in, so it listens on this machine only \
                 (127.0.0.1 or [::1])"
            ),
        }
    }
}

impl std::error::Error for BindError {}

/// The address a person wrote, if it stays on this machine. Port 0 asks for any free port.
///
/// # Errors
/// If it is no address, or one that other machines could reach.
pub fn local_address(written: &str) -> Result<SocketAddr, BindError> {
    let unreadable = || BindError::Unreadable(written.to_owned());
    let found: Vec<SocketAddr> = written.to_socket_addrs().map_err(|_| unreadable())?.collect();
    if let Some(exposed) = found.iter().find(|address| !address.ip().is_loopback()) {
        return Err(BindError::Exposed(*exposed));
    }
    found.into_iter().min_by_key(SocketAddr::is_ipv6).ok_or_else(unreadable)
}

#[cfg(test)]
mod tests {
    use super::{BindError, local_address};

    #[test]
    fn this_machine_is_allowed_by_any_of_its_names() {
        assert_eq!(local_address("127.0.0.1:8477").map(|address| address.port()), Ok(8477));
        assert_eq!(local_address("[::1]:0").map(|address| address.port()), Ok(0));
        assert!(local_address("127.3.2.1:80").is_ok());
    }

    #[test]
    fn an_address_that_others_can_reach_is_refused_with_the_reason() {
        for written in ["0.0.0.0:8477", "[::]:8477", "192.0.2.7:80"] {
            let refused = local_address(written).expect_err("exposed");
            assert!(matches!(refused, BindError::Exposed(_)), "{refused:?}");
            assert!(refused.to_string().contains("this machine only"));
        }
    }

    #[test]
    fn what_is_no_address_says_what_was_expected() {
        for written in ["", "8477", "127.0.0.1", "127.0.0.1:port"] {
            let refused = local_address(written).expect_err("unreadable");
            assert!(refused.to_string().contains("HOST:PORT"), "{refused}");
        }
    }
}
