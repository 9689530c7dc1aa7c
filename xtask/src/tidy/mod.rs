//! The laws of the house, each a function from the work tree to the lines that break it.

mod docs;
mod imports;
mod sources;
mod tables;

use std::path::Path;

/// Every broken law, one line each.
pub fn broken_laws(root: &Path) -> Vec<String> {
    [imports::broken(root), sources::broken(root), tables::broken(root), docs::broken(root)].concat()
}
