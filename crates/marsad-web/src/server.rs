//! Listens and answers until it is told to stop.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use marsad_desk::Desk;
use marsad_notify::{Ways, deliver_due};
use tokio::net::TcpListener;

use crate::adding::Reader;
use crate::answers::{Corpus, answer};
use crate::bind::{BindError, Listening, address};
use crate::clock::today;
use crate::desks::Desks;
use crate::door::{Door, now};
use crate::problem::Problem;
use crate::question::Question;
use crate::remembered::{Remembered, first_asked};
use crate::routes::{Answerer, routes};

/// Why the desk is not served.
#[derive(Debug)]
pub enum ServeError {
    /// The address is refused.
    Bind(BindError),
    /// The address could not be listened on.
    Listen(SocketAddr, io::Error),
    /// The desk cannot be asked who may come in.
    Desk(marsad_desk::Error),
    /// Answering broke off.
    Answer(io::Error),
}

impl fmt::Display for ServeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bind(error) => error.fmt(out),
            Self::Listen(address, cause) => write!(out, "listening on {address}: {cause}"),
            Self::Desk(cause) => cause.fmt(out),
            Self::Answer(cause) => write!(out, "serving the desk: {cause}"),
        }
    }
}

impl std::error::Error for ServeError {}

/// Serves a desk and its screens until Ctrl-C; `ready` hears the real address, which tells the port where 0
/// was asked.
///
/// # Errors
/// If the address is refused or taken, or answering breaks off.
pub fn serve(
    desk: Desk,
    corpus: Corpus,
    listening: &Listening,
    ways: Ways,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let has_admin = desk.has_admin().map_err(ServeError::Desk)?;
    let (asked, reach) = address(listening, has_admin).map_err(ServeError::Bind)?;
    let looking = desk.beside().map_err(ServeError::Desk)?;
    let desks = Arc::new(Desks::new(desk));
    let door = Door::new(Arc::clone(&desks), reach);
    let (remembered, reader) = (Remembered::default(), Reader::default());
    let answerer: Answerer = Arc::new(move |question| {
        desks.ask(|desk| {
            let revision = || desk.revision().map_err(|error| Problem::failed(error.to_string()));
            match question {
                Question::AddDocument(page) => reader.added(desk.location(), &page),
                question => remembered.or_made(question, revision, |question| answer(desk, corpus, question)),
            }
        })
    });
    let early = Arc::clone(&answerer);
    let ahead = std::thread::Builder::new().name("ahead".to_owned());
    // Whatever goes wrong here is told to whoever asks.
    ahead
        .spawn(move || first_asked().into_iter().for_each(|question| drop(early(question))))
        .map_err(ServeError::Answer)?;
    let over = std::thread::Builder::new().name("watches".to_owned());
    over.spawn(move || watch_over(&looking, &ways)).map_err(ServeError::Answer)?;
    run(routes(answerer, door), asked, ready)
}

/// How long it rests between two looks at the watches, in seconds.
const REST: u64 = 15;

/// Looks for news and delivers what is due, and makes ahead what is dear to make, as long as the desk is served. What was being sent when it ends is sent
/// again by the next.
fn watch_over(desk: &Desk, ways: &Ways) -> ! {
    loop {
        let looked = desk.check_watches(now()).and_then(|_| deliver_due(desk, ways, now));
        if let Err(cause) = looked {
            eprintln!("marsad: watches: {cause}");
        }
        if let Err(cause) = desk.look_ahead(&today()) {
            eprintln!("marsad: the queue of review: {cause}");
        }
        std::thread::sleep(std::time::Duration::from_secs(REST));
    }
}

/// Serves the addresses until Ctrl-C.
fn run(routes: Router, asked: SocketAddr, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_io().build();
    runtime.map_err(ServeError::Answer)?.block_on(async {
        let listener = TcpListener::bind(asked).await.map_err(|cause| ServeError::Listen(asked, cause))?;
        ready(listener.local_addr().map_err(|cause| ServeError::Listen(asked, cause))?);
        let stopped = async {
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        let routes = routes.into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, routes).with_graceful_shutdown(stopped).await.map_err(ServeError::Answer)
    })
}
