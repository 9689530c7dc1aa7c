//! The laws of the workspace as functions, so that `cargo test` checks them too.

pub mod bless;
pub mod check;
pub mod licences;
pub mod tidy;
pub mod workspace;
