//! `marsad lexicon check`: what a linguist has edited, parsed and tried on its own examples.

use std::io::{Write, stdout};
use std::path::Path;

use marsad_export::finding;

use crate::arguments::Lexicon;
use crate::commands::{engine, lines};
use crate::outcome::{Failure, Outcome};

/// Checks and prints.
pub fn run(asked: &Lexicon, folder: Option<&Path>) -> Result<Outcome, Failure> {
    let Lexicon::Check { file, form } = asked;
    let checked = engine(folder)?.check_lexicon(file.as_deref());
    if form.json {
        let problems = checked.problems.iter();
        lines(problems.map(|problem| finding("lexicon", &problem.to_string()).to_string()))?;
    } else {
        let mut out = stdout();
        for problem in &checked.problems {
            writeln!(out, "{problem}")?;
        }
        writeln!(
            out,
            "{} words in {} tables, {} rules, {} examples and counter-examples: {} problems",
            checked.rows,
            checked.tables,
            checked.rules,
            checked.examples,
            checked.problems.len()
        )?;
    }
    match checked.problems.len() {
        0 => Ok(Outcome::Done),
        1 => Err(Failure::Told("the lexicon has a problem".to_owned())),
        problems => Err(Failure::Told(format!("the lexicon has {problems} problems"))),
    }
}
