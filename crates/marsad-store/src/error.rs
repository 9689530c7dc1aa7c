//! What can go wrong with a file, each with its path and cause.

use std::fmt;
use std::path::{Path, PathBuf};

/// Why the store could not do what it was asked.
#[derive(Debug)]
pub enum Error {
    /// There is no such file.
    Absent {
        /// Which file.
        path: PathBuf,
    },
    /// A file is where a new one was to be written.
    Occupied {
        /// Which file.
        path: PathBuf,
    },
    /// The file is there but is no desk: another program's database, or no database at all.
    Foreign {
        /// Which file.
        path: PathBuf,
        /// What it is instead.
        reason: String,
    },
    /// The file was written by a newer Marsad.
    Newer {
        /// Which file.
        path: PathBuf,
        /// Its schema.
        version: i64,
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
        /// Which file.
        path: PathBuf,
        /// What was met.
        reason: String,
    },
    /// The database refused.
    Database {
        /// Which file.
        path: PathBuf,
        /// What was tried.
        doing: &'static str,
        /// Why it failed.
        cause: rusqlite::Error,
    },
}

impl Error {
    pub(crate) fn database(path: &Path, doing: &'static str, cause: rusqlite::Error) -> Self {
        let path = path.to_owned();
        let code = match &cause {
            rusqlite::Error::SqliteFailure(failure, _) => Some(failure.code),
            _ => None,
        };
        match code {
            Some(rusqlite::ErrorCode::NotADatabase) => {
                Error::Foreign { path, reason: "it is not a database".to_owned() }
            }
            Some(rusqlite::ErrorCode::DatabaseCorrupt) => Error::Damaged { path, reason: cause.to_string() },
            _ => Error::Database { path, doing, cause },
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Absent { path } => write!(formatter, "{}: there is no such desk", path.display()),
            Error::Occupied { path } => write!(formatter, "{}: there is a file already", path.display()),
            Error::Foreign { path, reason } => write!(formatter, "{}: not a Marsad desk: {reason}", path.display()),
            Error::Newer { path, version } => {
                write!(formatter, "{}: written by a newer Marsad (schema {version})", path.display())
            }
            Error::Conflict { id } => write!(formatter, "document {id} is already kept with another text"),
            Error::Unknown { id } => write!(formatter, "there is no document {id}"),
            Error::Damaged { path, reason } => write!(formatter, "{}: the file is damaged: {reason}", path.display()),
            Error::Database { path, doing, cause } => write!(formatter, "{}: {doing}: {cause}", path.display()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Database { cause, .. } => Some(cause),
            _ => None,
        }
    }
}
