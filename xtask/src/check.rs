//! `cargo xtask check`: what CI runs, and nothing more.

use std::path::Path;
use std::process::{Command, ExitCode};

/// Runs `.ci/run`.
pub fn run(root: &Path) -> ExitCode {
    match Command::new("bash").arg(".ci/run").current_dir(root).status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(cause) => {
            eprintln!("cannot run .ci/run: {cause}");
            ExitCode::FAILURE
        }
    }
}
