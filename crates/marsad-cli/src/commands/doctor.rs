//! `marsad doctor`: exit status 0 says that every invariant of the desk holds.

use std::io::{Write, stdout};

use marsad_desk::Desk;
use marsad_export::finding;

use crate::arguments::Doctor;
use crate::commands::lines;
use crate::outcome::{Failure, Outcome};

/// Checks and prints.
pub fn run(asked: &Doctor, desk: &Desk) -> Result<Outcome, Failure> {
    let findings = desk.doctor()?;
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
