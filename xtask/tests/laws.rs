//! The laws of the house as tests: a broken law fails `cargo test`, not only CI.

use std::process::Command;

use xtask::{licences, tidy, workspace};

#[test]
fn every_law_of_the_house_holds() {
    let broken = tidy::broken_laws(&workspace::root());
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn every_dependency_has_a_licence_that_we_allow() {
    let refused = licences::refused(&workspace::root());
    assert!(refused.is_empty(), "\n{}\n", refused.join("\n"));
}

#[test]
fn every_file_is_formatted() {
    let format = Command::new("cargo").args(["fmt", "--all", "--check"]).current_dir(workspace::root()).output();
    match format {
        Ok(output) => assert!(output.status.success(), "cargo fmt\n{}", String::from_utf8_lossy(&output.stdout)),
        Err(cause) => println!("skipped: rustfmt is not installed ({cause})"),
    }
}
