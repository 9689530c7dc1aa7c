//! A fresh desk on every database there is: one in memory, and one on the server that `MARSAD_POSTGRES_URL` names.

mod server;

use marsad_store::Store;

pub use server::server;

/// An empty desk of each kind.
pub fn desks() -> Vec<Store> {
    let mut desks = vec![Store::in_memory().expect("memory is there")];
    desks.extend(server().map(|address| Store::open(address.as_str()).expect("the server is there")));
    desks
}
