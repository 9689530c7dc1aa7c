//! Checks and chores of the workspace: `cargo xtask tidy | licences | check | bless`.

use std::process::ExitCode;

use xtask::{bless, check, licences, tidy, workspace};

const HELP: &str = "\
cargo xtask tidy       the laws of ARCHITECTURE.md and STYLE.md, read from the files
cargo xtask licences   the licence of every dependency
cargo xtask check      everything that CI runs (.ci/run)
cargo xtask bless      rewrite the snapshots of specs/articles/*/record.txt";

fn main() -> ExitCode {
    let argument = std::env::args().nth(1).unwrap_or_default();
    let root = workspace::root();
    match argument.as_str() {
        "tidy" => report("tidy", tidy::broken_laws(&root)),
        "licences" => report("licences", licences::refused(&root)),
        "check" => check::run(&root),
        "bless" => bless::run(&root),
        _ => {
            println!("{HELP}");
            if argument.is_empty() || argument.ends_with("help") { ExitCode::SUCCESS } else { ExitCode::from(2) }
        }
    }
}

fn report(what: &str, broken: Vec<String>) -> ExitCode {
    if broken.is_empty() {
        println!("{what}: every law holds");
        return ExitCode::SUCCESS;
    }
    for line in &broken {
        eprintln!("{line}");
    }
    eprintln!("{what}: {} broken", broken.len());
    ExitCode::FAILURE
}
