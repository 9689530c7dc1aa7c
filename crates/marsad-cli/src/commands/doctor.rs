//! `marsad doctor`: exit status 0 says that every invariant of the desk holds.

use std::io::{Write, stdout};
use std::path::Path;

use marsad_desk::Desk;
use marsad_export::finding;
use marsad_pipeline::Store;

use crate::arguments::Doctor;
use crate::commands::{engine, lines};
use crate::outcome::{Failure, Outcome};

/// Checks, repairs where that was asked for, and prints.
pub fn run(asked: &Doctor, desk: &Desk, lexicon: Option<&Path>) -> Result<Outcome, Failure> {
    let mut findings = desk.doctor()?;
    if asked.repair {
        let store = Store::open_existing(&asked.desk.db).map_err(Failure::told)?;
        let made = engine(lexicon)?.repair(&store).map_err(Failure::told)?;
        let broken = std::mem::replace(&mut findings, desk.doctor()?);
        for found in broken.iter().filter(|found| !findings.contains(found)) {
            eprintln!("repaired: {}: {}", found.law, found.text);
        }
        eprintln!(
            "made anew: all indexes, search over {} documents, {} incidents, {} of them other than before",
            made.documents, made.incidents, made.changed
        );
        let packed =
            if made.is_packed { "packed: no empty room is left" } else { "not packed: somebody else reads the desk" };
        eprintln!("{packed}");
    } else if desk.is_made_by_other_rules()? {
        let db = &asked.desk.db;
        eprintln!(
            "its incidents were made by the rules of another Marsad: `marsad doctor --db {db} --repair` makes them anew"
        );
    }
    if asked.form.json {
        lines(findings.iter().map(|found| finding(&found.law, &found.text).to_string()))?;
    } else {
        let mut out = stdout();
        for found in &findings {
            writeln!(out, "{}: {}", found.law, found.text)?;
        }
        if findings.is_empty() {
            let held = desk.summary()?;
            writeln!(
                out,
                "{}: sound. {} documents, {} claims, {} incidents",
                desk.location(),
                held.documents,
                held.claims,
                held.incidents
            )?;
        }
    }
    match findings.len() {
        0 => Ok(Outcome::Done),
        broken => Err(Failure::Told(format!("{}: {broken} invariants do not hold", desk.location()))),
    }
}
