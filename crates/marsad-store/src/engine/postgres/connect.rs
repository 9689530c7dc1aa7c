//! To a server, or a clear word why not.

use std::net::IpAddr;
use std::ops::{Deref, DerefMut};
use std::time::Duration;

use postgres::config::{Host, SslMode};
use postgres::{Client, Config, NoTls};

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
    let mut config: Config = server
        .address()
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
    refuse_open_letters(&config, &location)?;
    let connected = config.connect(NoTls);
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

/// Nothing is sent over a network that others may read, unless the address says so.
fn refuse_open_letters(config: &Config, location: &Location) -> Result<(), Error> {
    let refused = |reason: &str| Err(Error::Unsupported { location: location.clone(), reason: reason.to_owned() });
    match config.get_ssl_mode() {
        SslMode::Disable => Ok(()),
        SslMode::Prefer if is_this_machine(config) => Ok(()),
        SslMode::Prefer => refused(
            "the server is another machine, and Marsad speaks no TLS: go through a tunnel, or say `?sslmode=disable` \
             if nobody else can read that network",
        ),
        _ => refused("Marsad speaks no TLS: go through a tunnel to this machine"),
    }
}

fn is_this_machine(config: &Config) -> bool {
    let is_local = |host: &Host| match host {
        Host::Tcp(name) => name == "localhost" || name.parse().is_ok_and(|address: IpAddr| address.is_loopback()),
        _ => true,
    };
    config.get_hosts().iter().all(is_local) && config.get_hostaddrs().iter().all(IpAddr::is_loopback)
}

#[cfg(test)]
mod tests {
    use super::refuse_open_letters;
    use crate::location::Location;

    #[test]
    fn no_open_letters_to_other_machines() {
        for (address, is_sent) in [
            ("postgres://a@127.0.0.1/x", true),
            ("postgres://a@[::1]/x", true),
            ("postgres://a@localhost,127.0.0.2/x", true),
            ("postgres:///x?host=/run/postgresql", true),
            ("postgres://a@db.example/x", false),
            ("postgres://a@localhost,db.example/x", false),
            ("postgres://a@db.example/x?sslmode=disable", true),
            ("postgres://a@localhost/x?sslmode=require", false),
        ] {
            let config = address.parse().expect("an address");
            assert_eq!(refuse_open_letters(&config, &Location::from(address)).is_ok(), is_sent, "{address}");
        }
    }
}
