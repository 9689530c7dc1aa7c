//! An input that gave no document, and why.

use std::fmt;
use std::path::Path;

/// One input that was left out: the run goes on without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The file, folder or stream.
    pub source: String,
    /// The line of a JSON Lines file, from 1.
    pub line: Option<u64>,
    /// Why, in lower case, with no full stop.
    pub reason: String,
}

impl Skipped {
    pub(crate) fn new(source: impl Into<String>, line: Option<u64>, reason: impl Into<String>) -> Self {
        Self { source: source.into(), line, reason: reason.into() }
    }

    /// The disk said no.
    pub(crate) fn io(path: &Path, error: &std::io::Error) -> Self {
        Self::new(path.display().to_string(), None, in_words(error))
    }
}

/// What the disk said, without its error number.
pub(crate) fn in_words(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        std::io::ErrorKind::IsADirectory => "is a folder".to_owned(),
        _ => {
            let said = error.to_string();
            let words = said.split(" (os error").next().unwrap_or(&said);
            format!("cannot be read: {}", words.to_lowercase())
        }
    }
}

impl fmt::Display for Skipped {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(formatter, "{}, line {line}: {}", self.source, self.reason),
            None => write!(formatter, "{}: {}", self.source, self.reason),
        }
    }
}

impl std::error::Error for Skipped {}
