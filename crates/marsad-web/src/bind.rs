//! Where the desk may listen: on this machine, or for others where there are accounts.

use std::fmt;
use std::net::{SocketAddr, ToSocketAddrs};

/// Where the desk listens unless told otherwise.
pub const DEFAULT_BIND: &str = "127.0.0.1:8477";

/// Where a desk is to be reached.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listening {
    /// Host and port to listen on.
    pub bind: String,
    /// Names that browsers know it by, beside those of this machine.
    pub names: Vec<String>,
    /// Whether a proxy that ends TLS stands before it.
    pub is_behind_proxy: bool,
}

/// Who can reach a desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Whoever sits at this machine.
    ThisMachine,
    /// Others, who sign in.
    Others {
        /// Names that browsers know the desk by.
        names: Vec<String>,
        /// Whether a proxy that ends TLS stands before it.
        is_behind_proxy: bool,
    },
}

impl Reach {
    /// Whether what a proxy tells is believed, and cookies are for TLS only.
    pub(crate) fn is_behind_proxy(&self) -> bool {
        matches!(self, Self::Others { is_behind_proxy: true, .. })
    }
}

/// Why an address is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BindError {
    /// It is no address.
    Unreadable(String),
    /// Other machines could reach it, and nobody could sign in.
    Exposed(String),
}

impl fmt::Display for BindError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(address) => {
                write!(out, "reading the address {address:?}: expected HOST:PORT, such as {DEFAULT_BIND}")
            }
            Self::Exposed(address) => write!(
                out,
                "refusing to listen on {address}: others could reach the desk, which has no accounts; make one \
                 (`marsad account add NAME --role admin`), or listen on this machine only (127.0.0.1 or [::1])"
            ),
        }
    }
}

impl std::error::Error for BindError {}

/// The address to listen on and who can reach it. Port 0 asks for any free port.
///
/// # Errors
/// If it is no address, or others could reach it and there is no admin to sign in.
pub(crate) fn address(listening: &Listening, has_admin: bool) -> Result<(SocketAddr, Reach), BindError> {
    let unreadable = || BindError::Unreadable(listening.bind.clone());
    let found: Vec<SocketAddr> = listening.bind.to_socket_addrs().map_err(|_| unreadable())?.collect();
    let exposed = found.iter().find(|address| !address.ip().is_loopback()).map(SocketAddr::to_string);
    let named = (!listening.names.is_empty() || listening.is_behind_proxy).then(|| listening.bind.clone());
    let first = found.into_iter().min_by_key(SocketAddr::is_ipv6).ok_or_else(unreadable)?;
    let Some(exposed) = exposed.or(named) else { return Ok((first, Reach::ThisMachine)) };
    if !has_admin {
        return Err(BindError::Exposed(exposed));
    }
    let names = listening.names.iter().map(|name| name.to_ascii_lowercase()).collect();
    Ok((first, Reach::Others { names, is_behind_proxy: listening.is_behind_proxy }))
}

#[cfg(test)]
mod tests {
    use super::{BindError, Listening, Reach, address};

    fn at(bind: &str) -> Listening {
        Listening { bind: bind.to_owned(), ..Listening::default() }
    }

    #[test]
    fn this_machine_is_allowed_by_any_of_its_names() {
        for (written, port) in [("127.0.0.1:8477", 8477), ("[::1]:0", 0), ("127.3.2.1:80", 80)] {
            let (found, reach) = address(&at(written), false).expect("allowed");
            assert_eq!((found.port(), reach), (port, Reach::ThisMachine));
        }
    }

    #[test]
    fn an_address_that_others_can_reach_needs_an_admin() {
        let named = Listening { names: vec!["desk.example".to_owned()], ..at("127.0.0.1:80") };
        let proxied = Listening { is_behind_proxy: true, ..at("127.0.0.1:80") };
        for listening in [at("0.0.0.0:8477"), at("[::]:8477"), at("192.0.2.7:80"), named, proxied] {
            let refused = address(&listening, false).expect_err("exposed");
            assert!(matches!(refused, BindError::Exposed(_)), "{refused:?}");
            assert!(refused.to_string().contains("marsad account add"));
            let (_, reach) = address(&listening, true).expect("allowed");
            assert_eq!(reach.is_behind_proxy(), listening.is_behind_proxy);
            assert_ne!(reach, Reach::ThisMachine);
        }
    }

    #[test]
    fn what_is_no_address_says_what_was_expected() {
        for written in ["", "8477", "127.0.0.1", "127.0.0.1:port"] {
            let refused = address(&at(written), true).expect_err("unreadable");
            assert!(refused.to_string().contains("HOST:PORT"), "{refused}");
        }
    }
}
