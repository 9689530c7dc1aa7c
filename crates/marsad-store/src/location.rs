//! Where a desk is: a file, or a database of a PostgreSQL server.

use std::convert::Infallible;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Where a desk is. It is shown without the password that its address may hold.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// A file.
    File(PathBuf),
    /// A database of a PostgreSQL server.
    Server(Server),
}

/// The address of a database, `postgres://user@host/name`.
#[derive(Clone, PartialEq, Eq)]
pub struct Server {
    address: String,
}

const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];

impl Location {
    /// Whether there is something there: a file is looked for, a server is not asked.
    pub fn may_exist(&self) -> bool {
        match self {
            Location::File(path) => path.exists(),
            Location::Server(_) => true,
        }
    }
}

impl Server {
    /// The whole address, for the connection alone: it may hold a password.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

impl fmt::Display for Server {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&without_password(&self.address))
    }
}

/// The address without a password, wherever it stands; rather too little is shown than too much.
fn without_password(address: &str) -> String {
    let (scheme, rest) = address.split_at(address.find("://").map_or(0, |place| place + 3));
    let (user, rest) = match rest.rsplit_once('@') {
        Some((user, rest)) => (format!("{}@", user.split([':', '?']).next().unwrap_or_default()), rest),
        None => (String::new(), rest),
    };
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, name) = place.split_once('/').map_or((place, String::new()), |(host, name)| (host, format!("/{name}")));
    // `user:password` whose `@` was forgotten looks like a host and its port.
    let is_safe = |part: &str| part.starts_with('[') || part.split_once(':').is_none_or(|(_, port)| is_number(port));
    let host = if host.split(',').all(is_safe) { host } else { host.split(':').next().unwrap_or_default() };
    let kept = query.split('&').filter(|part| !part.is_empty() && !part.starts_with("password"));
    let query = kept.collect::<Vec<_>>().join("&");
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{scheme}{user}{host}{name}{mark}{query}")
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|digit| digit.is_ascii_digit())
}

impl fmt::Display for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Location::File(path) => path.display().fmt(formatter),
            Location::Server(server) => server.fmt(formatter),
        }
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Location({self})")
    }
}

impl From<PathBuf> for Location {
    fn from(path: PathBuf) -> Self {
        match path.to_str() {
            Some(address) if SCHEMES.iter().any(|scheme| address.starts_with(scheme)) => {
                Location::Server(Server { address: address.to_owned() })
            }
            _ => Location::File(path),
        }
    }
}

impl From<&Path> for Location {
    fn from(path: &Path) -> Self {
        path.to_owned().into()
    }
}

impl From<&PathBuf> for Location {
    fn from(path: &PathBuf) -> Self {
        path.clone().into()
    }
}

impl From<OsString> for Location {
    fn from(name: OsString) -> Self {
        PathBuf::from(name).into()
    }
}

impl From<&str> for Location {
    fn from(name: &str) -> Self {
        PathBuf::from(name).into()
    }
}

impl From<&Location> for Location {
    fn from(location: &Location) -> Self {
        location.clone()
    }
}

impl FromStr for Location {
    type Err = Infallible;

    fn from_str(name: &str) -> Result<Self, Infallible> {
        Ok(name.into())
    }
}

#[cfg(test)]
mod tests {
    use super::Location;

    #[test]
    fn a_password_is_never_shown() {
        for (address, shown) in [
            ("postgres://reader:secret@db.example/desk", "postgres://reader@db.example/desk"),
            ("postgres://reader@db.example:5433/desk", "postgres://reader@db.example:5433/desk"),
            ("postgresql://reader:s/e?c@r:et@h/desk", "postgresql://reader@h/desk"),
            ("postgres:///desk?user=a&password=secret&host=/run", "postgres:///desk?user=a&host=/run"),
            ("postgres://a:secret/desk", "postgres://a/desk"),
            ("postgres://one:5432,two:5433/desk", "postgres://one:5432,two:5433/desk"),
            ("folder/desk.db", "folder/desk.db"),
        ] {
            let location = Location::from(address);
            assert_eq!(location.to_string(), shown);
            assert_eq!(format!("{location:?}"), format!("Location({shown})"));
        }
    }
}
