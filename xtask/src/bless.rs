//! `cargo xtask bless`: rewrites the snapshots of whole articles; someone who reads Arabic reviews the diff.

use std::path::Path;
use std::process::{Command, ExitCode};

/// Runs the snapshot test with leave to rewrite.
pub fn run(root: &Path) -> ExitCode {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["test", "-p", "marsad-pipeline", "--test", "specs", "every_article"])
        .env("BLESS", "1")
        .current_dir(root);
    match cargo.status() {
        Ok(status) if status.success() => {
            println!("specs/articles: read the diff before you commit it");
            ExitCode::SUCCESS
        }
        _ => ExitCode::FAILURE,
    }
}
