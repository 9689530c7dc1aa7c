//! A PostgreSQL server to be tested with, if there is one.

use std::hash::{BuildHasher, Hasher, RandomState};

/// The address of a desk that nobody has opened before, on a server that is there to be tested with: a schema of its
/// own, which the first opening makes. Says why where there is none.
pub fn server() -> Option<String> {
    let Ok(server) = std::env::var("MARSAD_POSTGRES_URL") else {
        eprintln!("skipped on PostgreSQL: MARSAD_POSTGRES_URL names no server (tools/postgres/start.sh starts one)");
        return None;
    };
    let mark = if server.contains('?') { '&' } else { '?' };
    let name = RandomState::new().build_hasher().finish();
    Some(format!("{server}{mark}options=-csearch_path%3Dmarsad_test_{name:x}"))
}
