//! To a server, or a clear word why not.

use std::ops::{Deref, DerefMut};
use std::time::Duration;

use postgres::{Client, Config};

use crate::engine::postgres::tls::{parted, sealed};
use crate::engine::seam::PATIENCE;
use crate::error::Error;
use crate::location::{Location, Server};

/// Where Debian's server listens when an address names no host.
const SOCKETS: &str = "/var/run/postgresql";
/// How long to wait for a server that does not answer.
const CONNECT: Duration = Duration::from_secs(10);

/// A connection that may be dropped anywhere: its client waits for the server's farewell, which nobody may do inside an
/// asynchronous runtime, so a thread of its own does.
pub(super) struct Session(Option<Client>);

impl Deref for Session {
    type Target = Client;

    fn deref(&self) -> &Client {
        self.0.as_ref().expect("it is there until it is dropped")
    }
}

impl DerefMut for Session {
    fn deref_mut(&mut self) -> &mut Client {
        self.0.as_mut().expect("it is there until it is dropped")
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let client = self.0.take();
        // A farewell that cannot be said is none: the server sees that nobody is there.
        std::thread::spawn(move || drop(client)).join().ok();
    }
}

/// Connects and prepares the session.
pub(super) fn connect(server: &Server) -> Result<Session, Error> {
    let location = Location::Server(server.clone());
    let unsupported = |reason| Error::Unsupported { location: location.clone(), reason };
    let (address, sealing) = parted(server.address()).map_err(unsupported)?;
    let mut config: Config = address
        .parse()
        .map_err(|cause: postgres::Error| Error::database(&location, "reading the address", cause.into()))?;
    if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
        config.host(SOCKETS);
    }
    if let (None, Ok(password)) = (config.get_password(), std::env::var("PGPASSWORD")) {
        config.password(password);
    }
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(CONNECT);
    }
    if config.get_application_name().is_none() {
        config.application_name("marsad");
    }
    let seal = sealed(&mut config, &sealing).map_err(unsupported)?;
    let connected = config.connect(seal);
    let mut client = connected.map_err(|cause| Error::database(&location, "connecting", cause.into()))?;
    let settings = format!("SET client_min_messages = warning; SET lock_timeout = {PATIENCE}; SET jit = off;");
    let prepared = client.batch_execute(&settings).and_then(|()| client.query_one("SHOW server_encoding", &[]));
    let encoding = prepared.map_err(|cause| Error::database(&location, "preparing the session", cause.into()))?;
    match encoding.get::<_, &str>(0) {
        "UTF8" => Ok(Session(Some(client))),
        other => {
            let reason = format!("the database keeps letters as {other}; make one with `createdb --encoding=UTF8`");
            Err(Error::Unsupported { location, reason })
        }
    }
}
