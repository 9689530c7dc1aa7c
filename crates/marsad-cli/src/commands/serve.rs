//! `marsad serve`: the screens and the API of a desk, until Ctrl-C.

use std::io::{Write, stdout};
use std::path::Path;

use marsad_desk::Location;
use marsad_notify::Ways;
use marsad_web::{Corpus, Listening};

use crate::outcome::{Failure, Outcome};

/// Serves, and prints the address once it listens.
pub fn run(
    db: &Location,
    listening: &Listening,
    ways: Ways,
    lexicon: Option<&Path>,
    corpus: Corpus,
) -> Result<Outcome, Failure> {
    let desk = super::desk(db, lexicon)?;
    let served = marsad_web::serve(desk, corpus, listening, ways, |address| {
        // Nobody may be reading; the desk is served all the same.
        writeln!(stdout(), "Serving http://{address}  (Ctrl-C stops)").ok();
    });
    match served {
        Ok(()) => Ok(Outcome::Done),
        Err(error) => Err(Failure::told(error)),
    }
}
