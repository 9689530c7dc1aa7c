//! How a command ended, as its exit status tells.

use std::fmt::Display;
use std::io;
use std::process::ExitCode;

/// A command that did its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All of it.
    Done,
    /// Some input was skipped, each named on standard error.
    Skipped,
}

impl Outcome {
    /// Done, unless something was skipped.
    pub fn after(skipped: usize) -> Self {
        if skipped == 0 { Self::Done } else { Self::Skipped }
    }
}

/// Why a command failed.
#[derive(Debug)]
pub enum Failure {
    /// What was tried and why it did not work; what to do, where we know.
    Told(String),
    /// A question that makes no sense, as a flag's value would.
    Usage(String),
    /// Whoever read our output has left: no failure of ours.
    Closed,
}

impl Failure {
    /// A failure in words.
    pub fn told(cause: impl Display) -> Self {
        Self::Told(cause.to_string())
    }
}

impl From<marsad_desk::Error> for Failure {
    fn from(cause: marsad_desk::Error) -> Self {
        match cause {
            marsad_desk::Error::Question { field, reason } | marsad_desk::Error::Unfit { field, reason } => {
                Self::Usage(format!("--{field}: {reason}"))
            }
            other => Self::told(other),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(cause: io::Error) -> Self {
        if cause.kind() == io::ErrorKind::BrokenPipe { Self::Closed } else { Self::told(cause) }
    }
}

/// The exit status of `docs/cli.md`; a failure is told on standard error.
pub fn status(result: Result<Outcome, Failure>) -> ExitCode {
    match result {
        Ok(Outcome::Done) | Err(Failure::Closed) => ExitCode::SUCCESS,
        Ok(Outcome::Skipped) => ExitCode::from(3),
        Err(Failure::Told(words)) => {
            eprintln!("marsad: {words}");
            ExitCode::FAILURE
        }
        Err(Failure::Usage(words)) => {
            eprintln!("marsad: {words}");
            ExitCode::from(2)
        }
    }
}
