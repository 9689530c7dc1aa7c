//! Laws of folding, numbers, times, tolls and whole articles that hold of any bytes, and texts that try to break them.
//!
//! `cargo run --release -p marsad-fuzz` tries texts of its own making on any stable toolchain; `fuzz/coverage` hands the
//! same laws to libFuzzer, which looks for inputs that reach new code.

mod laws;
mod makers;
mod pieces;

pub use laws::{Bench, Target};
pub use makers::{Maker, random};
