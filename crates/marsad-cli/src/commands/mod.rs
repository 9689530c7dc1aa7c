//! One module a command.

pub mod account;
mod actors;
mod add;
mod answer;
mod backup;
pub mod case;
mod claims;
pub mod coverage;
mod decide;
mod demo;
mod doctor;
pub mod dossier;
mod eval;
mod export;
mod extract;
pub mod feed;
pub mod forecasts;
pub mod forget;
mod incidents;
mod lexicon;
mod relations;
pub mod review;
mod search;
mod serve;
pub mod watch;

use std::io::{Write, stdout};
use std::path::Path;

use marsad_desk::{Desk, Location};
use marsad_pipeline::{Engine, Switches};
use marsad_web::{Corpus, Listening};

use crate::arguments::{Arguments, Command, Reading};
use crate::outcome::{Failure, Outcome};
use crate::table::Table;

/// Does what was asked.
pub fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let lexicon = arguments.lexicon.as_deref();
    match arguments.command {
        Command::Extract(asked) => extract::run(&asked, &switched(lexicon, &asked.reading)?),
        Command::Add(asked) => add::run(&asked, &switched(lexicon, &asked.reading)?),
        Command::Incidents(asked) => incidents::run(&asked, &desk(&asked.desk.db, lexicon)?),
        Command::Export(asked) => export::run(&asked, &desk(&asked.desk.db, lexicon)?),
        Command::Claims(asked) => claims::run(&asked, &desk(&asked.desk.db, lexicon)?),
        Command::Case(asked) => case::run(&asked, &desk(&asked.desk().db, lexicon)?),
        Command::Feed(asked) => feed::run(&asked, &made(&asked.desk().db, lexicon)?, || engine(lexicon)),
        Command::Forget(asked) => forget::run(&asked, &desk(&asked.desk.db, lexicon)?),
        Command::Coverage(asked) => coverage::run(&asked, &desk(&asked.desk.db, lexicon)?),
        Command::Backup(asked) => backup::write(&asked, &desk(&asked.desk.db, lexicon)?),
        Command::Restore(asked) => backup::restore(&asked),
        Command::Search(asked) => search::run(&asked, &desk(&asked.desk.db, lexicon)?),
        Command::Answer(asked) => answer::run(&asked, &desk(&asked.desk.db, lexicon)?),
        Command::Actors(asked) => actors::run(&asked, &desk(&asked.desk.db, lexicon)?),
        Command::Relations(asked) => relations::run(&asked, &desk(&asked.desk.db, lexicon)?),
        Command::Forecasts(asked) => forecasts::run(&asked, &desk(&asked.desk.db, lexicon)?),
        Command::Review(asked) => review::run(&asked, &desk(&asked.desk.db, lexicon)?),
        Command::Decide(asked) => decide::run(&asked, &desk(&asked.desk.db, lexicon)?),
        Command::Decisions(asked) => decide::list(&asked, &desk(&asked.desk.db, lexicon)?),
        Command::Account(asked) => account::run(&asked, &desk(&asked.desk.db, lexicon)?),
        Command::Token(asked) => account::tokens(&asked, &desk(&asked.desk.db, lexicon)?),
        Command::Watch(asked) => watch::run(&asked, &desk(&asked.desk.db, lexicon)?),
        Command::Serve(asked) => {
            let listening = Listening { bind: asked.bind, names: asked.names, is_behind_proxy: asked.behind_proxy };
            serve::run(&asked.desk.db, &listening, asked.way.ways()?, lexicon, Corpus::Collected)
        }
        Command::Doctor(asked) => doctor::run(&asked, &desk(&asked.desk.db, lexicon)?, lexicon),
        Command::Demo(asked) => demo::run(&asked, lexicon),
        Command::Eval(asked) => eval::run(&asked, lexicon),
        Command::Lexicon(asked) => lexicon::run(&asked, lexicon),
    }
}

fn engine(lexicon: Option<&Path>) -> Result<Engine, Failure> {
    match lexicon {
        Some(folder) => Engine::open(folder).map_err(Failure::told),
        None => Ok(Engine::built_in()),
    }
}

/// With the rules and models that were asked for.
fn switched(lexicon: Option<&Path>, asked: &Reading) -> Result<Engine, Failure> {
    let rules = Switches::default().with_rules(&asked.rules);
    let rules = rules.map_err(|unknown| Failure::Usage(format!("--rules: {unknown}")))?;
    let switches = rules.with_models(&asked.models);
    let switches = switches.map_err(|unknown| Failure::Usage(format!("--models: {unknown}")))?;
    Engine::switched(lexicon, switches).map_err(Failure::told)
}

/// The desk, made where there is none: feeds can be added before any article.
fn made(db: &Location, lexicon: Option<&Path>) -> Result<Desk, Failure> {
    marsad_pipeline::Store::open(db).map_err(Failure::told)?;
    desk(db, lexicon)
}

fn desk(db: &Location, lexicon: Option<&Path>) -> Result<Desk, Failure> {
    let opened = match lexicon {
        Some(folder) => Desk::open_with(db, folder),
        None => Desk::open(db),
    };
    opened.map_err(|error| match error {
        marsad_desk::Error::Store(cause) if !db.may_exist() => {
            Failure::Told(format!("{cause}; `marsad add --db {db} PATH` makes one"))
        }
        other => Failure::from(other),
    })
}

/// Seconds since 1970 by this machine's clock: only a face may look at it.
#[expect(clippy::disallowed_methods, reason = "what a person does now is done now")]
pub fn clock() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

/// Prints a table, and under it how much more there is; a note in place of an empty table.
fn show(table: &Table, rows: usize, of: &str) -> Result<Outcome, Failure> {
    let mut out = stdout();
    if rows == 0 {
        writeln!(out, "no {of}")?;
    } else {
        out.write_all(table.render().as_bytes())?;
    }
    Ok(Outcome::Done)
}

/// Says where the next page begins.
fn go_on(next: Option<&str>) {
    if let Some(next) = next {
        eprintln!("more: --cursor {next}");
    }
}

/// Prints JSON Lines.
fn lines(objects: impl Iterator<Item = String>) -> Result<Outcome, Failure> {
    let mut out = stdout().lock();
    for object in objects {
        writeln!(out, "{object}")?;
    }
    Ok(Outcome::Done)
}
