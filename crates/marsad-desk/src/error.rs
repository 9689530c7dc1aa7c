//! Why a question has no answer.

use std::fmt;

/// Why a question has no answer.
#[derive(Debug)]
pub enum Error {
    /// The file could not be read.
    Store(marsad_store::Error),
    /// The lexicon could not be read.
    Lexicon(marsad_lexicon::LexiconError),
    /// The machine gives no chance to make a secret of.
    Random {
        /// Why.
        reason: String,
    },
    /// A part of the question cannot be understood.
    Question {
        /// Which part (`from`, `type`, `cursor` ...).
        field: &'static str,
        /// What is wrong with it, one sentence in English.
        reason: String,
    },
    /// A decision can be read, and what the desk holds does not bear it.
    Unfit {
        /// Which part of it (`subject`, `before`, `after` ...).
        field: &'static str,
        /// Why, one sentence in English.
        reason: String,
    },
}

impl Error {
    pub(crate) fn unfit(field: &'static str, reason: impl Into<String>) -> Self {
        Error::Unfit { field, reason: reason.into() }
    }

    pub(crate) fn question(field: &'static str, reason: impl Into<String>) -> Self {
        Error::Question { field, reason: reason.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Store(cause) => cause.fmt(formatter),
            Error::Lexicon(cause) => cause.fmt(formatter),
            Error::Random { reason } => write!(formatter, "asking the machine for random bytes: {reason}"),
            Error::Question { field, reason } | Error::Unfit { field, reason } => {
                write!(formatter, "{field}: {reason}")
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Store(cause) => Some(cause),
            Error::Lexicon(cause) => Some(cause),
            Error::Random { .. } | Error::Question { .. } | Error::Unfit { .. } => None,
        }
    }
}

impl From<marsad_store::Error> for Error {
    fn from(cause: marsad_store::Error) -> Self {
        Error::Store(cause)
    }
}

impl From<marsad_lexicon::LexiconError> for Error {
    fn from(cause: marsad_lexicon::LexiconError) -> Self {
        Error::Lexicon(cause)
    }
}
