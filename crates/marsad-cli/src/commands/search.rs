//! `marsad search`: claims by their words, whatever their spelling.

use marsad_desk::{Desk, citation};
use marsad_export::claim;

use crate::arguments::Search;
use crate::commands::claims::table;
use crate::commands::{lines, show};
use crate::outcome::{Failure, Outcome};

/// Asks and prints.
pub fn run(asked: &Search, desk: &Desk) -> Result<Outcome, Failure> {
    let words = asked.words.join(" ");
    let page = match &asked.as_of {
        Some(day) => desk.search_known_on(&words, day, asked.limit)?,
        None => desk.search(&words, None, asked.limit)?,
    };
    if asked.form.json {
        let found = page.claims.iter();
        return lines(found.map(|hit| claim(&hit.row.claim, &citation(&hit.row), &hit.marks).to_string()));
    }
    show(&table(page.claims.iter().map(|hit| &hit.row)), page.claims.len(), "claims with these words")
}
