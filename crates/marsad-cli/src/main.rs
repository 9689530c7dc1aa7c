//! The command line: translates what is typed to the desk and the pipeline, and their answers to tables or JSON.

mod arguments;
mod commands;
mod corpus;
mod facts;
mod outcome;
mod progress;
mod table;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;

fn main() -> ExitCode {
    quiet_workers();
    outcome::status(commands::run(Arguments::parse()))
}

/// A fault in one document is a note of that document; the run tells it once, so the thread need not.
fn quiet_workers() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(marsad_pipeline::WORKER) {
            default(panic);
        }
    }));
}
