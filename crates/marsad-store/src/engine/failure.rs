//! Why a database refused, before it is known what was being done and where.

use std::error::Error;
use std::fmt;

/// What an engine gives.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

/// Why a database refused.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The file was refused.
    Sqlite(rusqlite::Error),
    /// The server refused, or could not be reached.
    Postgres(postgres::Error),
    /// The server, which had been there, cannot be reached again.
    Away(String),
    /// What was read is not what this program writes.
    Shape(String),
}

impl Failure {
    /// A row that must be there is not.
    pub(crate) fn missing(what: &str) -> Self {
        Failure::Shape(format!("{what} is not there"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Sqlite(cause) => cause.fmt(formatter),
            Failure::Postgres(cause) => match cause.as_db_error() {
                Some(told) => {
                    formatter.write_str(told.message())?;
                    told.detail().map_or(Ok(()), |detail| write!(formatter, " ({detail})"))
                }
                None => match cause.source() {
                    Some(source) => write!(formatter, "{cause}: {source}"),
                    None => cause.fmt(formatter),
                },
            },
            Failure::Away(what) | Failure::Shape(what) => formatter.write_str(what),
        }
    }
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Failure::Sqlite(cause) => Some(cause),
            Failure::Postgres(cause) => Some(cause),
            Failure::Away(_) | Failure::Shape(_) => None,
        }
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(cause: rusqlite::Error) -> Self {
        Failure::Sqlite(cause)
    }
}

impl From<postgres::Error> for Failure {
    fn from(cause: postgres::Error) -> Self {
        Failure::Postgres(cause)
    }
}
