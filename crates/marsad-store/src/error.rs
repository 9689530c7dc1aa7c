//! What can go wrong with a desk, each with where it is and the cause.

use std::fmt;

use crate::engine::failure::Failure;
use crate::location::Location;

/// Why the store could not do what it was asked.
#[derive(Debug)]
pub enum Error {
    /// There is no such desk.
    Absent {
        /// Which desk.
        location: Location,
    },
    /// A file is where a new one was to be written.
    Occupied {
        /// Which file.
        location: Location,
    },
    /// Something is there but is no desk: another program's database, or no database at all.
    Foreign {
        /// Which file or database.
        location: Location,
        /// What it is instead.
        reason: String,
    },
    /// The desk was written by a newer Marsad.
    Newer {
        /// Which desk.
        location: Location,
        /// Its schema.
        version: i64,
    },
    /// This cannot be done there.
    Unsupported {
        /// Which desk.
        location: Location,
        /// Why, and what can be done instead.
        reason: String,
    },
    /// A document of that id is kept with another text.
    Conflict {
        /// The document.
        id: String,
    },
    /// There is no such document.
    Unknown {
        /// Its id.
        id: String,
    },
    /// What is stored cannot be read back.
    Damaged {
        /// Which desk.
        location: Location,
        /// What was met.
        reason: String,
    },
    /// The database refused.
    Database {
        /// Which desk.
        location: Location,
        /// What was tried.
        doing: &'static str,
        /// Why it failed.
        cause: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl Error {
    pub(crate) fn database(location: &Location, doing: &'static str, cause: Failure) -> Self {
        let location = location.clone();
        let code = match &cause {
            Failure::Sqlite(rusqlite::Error::SqliteFailure(failure, _)) => Some(failure.code),
            _ => None,
        };
        match (code, cause) {
            (Some(rusqlite::ErrorCode::NotADatabase), _) => {
                Error::Foreign { location, reason: "it is not a database".to_owned() }
            }
            (Some(rusqlite::ErrorCode::DatabaseCorrupt), cause) => {
                Error::Damaged { location, reason: cause.to_string() }
            }
            (_, Failure::Shape(reason)) => Error::Damaged { location, reason: format!("{doing}: {reason}") },
            (_, cause) => Error::Database { location, doing, cause: Box::new(cause) },
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Absent { location } => write!(formatter, "{location}: there is no such desk"),
            Error::Occupied { location } => write!(formatter, "{location}: there is a file already"),
            Error::Foreign { location, reason } => write!(formatter, "{location}: not a Marsad desk: {reason}"),
            Error::Newer { location, version } => {
                write!(formatter, "{location}: written by a newer Marsad (schema {version})")
            }
            Error::Unsupported { location, reason } => write!(formatter, "{location}: {reason}"),
            Error::Conflict { id } => write!(formatter, "document {id} is already kept with another text"),
            Error::Unknown { id } => write!(formatter, "there is no document {id}"),
            Error::Damaged { location, reason } => write!(formatter, "{location}: the desk is damaged: {reason}"),
            Error::Database { location, doing, cause } => write!(formatter, "{location}: {doing}: {cause}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Database { cause, .. } => Some(&**cause),
            _ => None,
        }
    }
}
