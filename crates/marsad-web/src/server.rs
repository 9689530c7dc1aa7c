//! Listens and answers until it is told to stop.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use marsad_desk::Desk;
use tokio::net::TcpListener;

use crate::answers::{Corpus, answer};
use crate::bind::{BindError, local_address};
use crate::desks::Desks;
use crate::routes::routes;

/// Why the desk is not served.
#[derive(Debug)]
pub enum ServeError {
    /// The address is refused.
    Bind(BindError),
    /// The address could not be listened on.
    Listen(SocketAddr, io::Error),
    /// Answering broke off.
    Answer(io::Error),
}

impl fmt::Display for ServeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bind(error) => error.fmt(out),
            Self::Listen(address, cause) => write!(out, "listening on {address}: {cause}"),
            Self::Answer(cause) => write!(out, "serving the desk: {cause}"),
        }
    }
}

impl std::error::Error for ServeError {}

/// Serves a desk and its screens at `bind` until Ctrl-C; `ready` hears the real address, which tells the port where 0
/// was asked.
///
/// # Errors
/// If the address is refused or taken, or answering breaks off.
pub fn serve(desk: Desk, corpus: Corpus, bind: &str, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    let desks = Desks::new(desk);
    let answerer = move |question| desks.ask(|desk| answer(desk, corpus, question));
    run(routes(Arc::new(answerer)), bind, ready)
}

/// Serves the addresses at `bind` until Ctrl-C.
fn run(routes: Router, bind: &str, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    let asked = local_address(bind).map_err(ServeError::Bind)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_io().build();
    runtime.map_err(ServeError::Answer)?.block_on(async {
        let listener = TcpListener::bind(asked).await.map_err(|cause| ServeError::Listen(asked, cause))?;
        ready(listener.local_addr().map_err(|cause| ServeError::Listen(asked, cause))?);
        let stopped = async {
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        axum::serve(listener, routes).with_graceful_shutdown(stopped).await.map_err(ServeError::Answer)
    })
}
