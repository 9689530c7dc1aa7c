//! `marsad backup` and `marsad restore`: a desk to a file of its own, and back.

use std::io::{Write, stdout};

use marsad_desk::Desk;

use crate::arguments::Backup;
use crate::outcome::{Failure, Outcome};

/// Copies a desk and looks into the copy before saying that there is one.
pub fn write(asked: &Backup, desk: &Desk) -> Result<Outcome, Failure> {
    desk.backup(&asked.file)?;
    sound(&Desk::open(&asked.file)?)
}

/// Makes a desk of a backup and looks into it.
pub fn restore(asked: &Backup) -> Result<Outcome, Failure> {
    let desk = Desk::restore(&asked.file, &asked.desk.db)?;
    sound(&desk)
}

fn sound(desk: &Desk) -> Result<Outcome, Failure> {
    let findings = desk.doctor()?;
    if let Some(found) = findings.first() {
        let more = findings.len() - 1;
        return Err(Failure::Told(format!("{}: {}: {} (and {more} more)", desk.location(), found.law, found.text)));
    }
    let held = desk.summary()?;
    writeln!(stdout(), "{}: sound. {} documents, {} claims", desk.location(), held.documents, held.claims)?;
    Ok(Outcome::Done)
}
