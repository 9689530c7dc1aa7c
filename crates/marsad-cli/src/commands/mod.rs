//! One module a command.

mod extract;

use std::path::Path;

use marsad_pipeline::Engine;

use crate::arguments::{Arguments, Command};
use crate::outcome::{Failure, Outcome};

/// Does what was asked.
pub fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let lexicon = arguments.lexicon.as_deref();
    match arguments.command {
        Command::Extract(asked) => extract::run(&asked, &engine(lexicon)?),
        _ => Err(Failure::told("not built yet")),
    }
}

fn engine(lexicon: Option<&Path>) -> Result<Engine, Failure> {
    match lexicon {
        Some(folder) => Engine::open(folder).map_err(Failure::told),
        None => Ok(Engine::built_in()),
    }
}
