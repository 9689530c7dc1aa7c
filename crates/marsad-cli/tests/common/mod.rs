//! What tests of the program share.

#![allow(dead_code, unused_imports, reason = "each test uses a part of it")]

use std::path::{Path, PathBuf};

#[path = "../../../marsad-store/tests/common/server.rs"]
mod server;

pub use server::server;

/// Where a test keeps a desk of its own; what an earlier run left there is gone.
pub fn fresh(name: &str) -> PathBuf {
    let db = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    for ending in ["", "-wal", "-shm"] {
        let file = format!("{}{ending}", db.display());
        if Path::new(&file).exists() {
            std::fs::remove_file(file).expect("the file is ours");
        }
    }
    db
}
