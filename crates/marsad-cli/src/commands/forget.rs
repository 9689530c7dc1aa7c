//! `marsad forget`: a lawful take-down, and the list of those there were.

use std::io::{Write, stdout};

use clap::Args;
use marsad_desk::Desk;

use crate::arguments::{Desk as Which, Form};
use crate::commands::{lines, show};
use crate::outcome::{Failure, Outcome};
use crate::table::{Align, Cell, Table};
use crate::terminal::Style;

/// `marsad forget`.
#[derive(Debug, Args)]
pub struct Forget {
    #[command(flatten)]
    pub desk: Which,
    #[command(flatten)]
    pub form: Form,
    /// The document; without one, every take-down is listed
    #[arg(value_name = "DOCUMENT")]
    pub document: Option<String>,
    /// Why it must go; the reason stays
    #[arg(long, value_name = "WORDS", requires = "document")]
    pub reason: Option<String>,
    /// Who takes it down
    #[arg(long, value_name = "NAME", env = "USER")]
    pub who: Option<String>,
    /// When; today, if not given
    #[arg(long, value_name = "DATE")]
    pub when: Option<String>,
}

/// Takes a document down, or lists those that were.
pub fn run(asked: &Forget, desk: &Desk) -> Result<Outcome, Failure> {
    let Some(document) = &asked.document else { return list(asked, desk) };
    let reason = asked.reason.clone();
    let reason = reason.ok_or_else(|| Failure::Usage("--reason: a take-down has a reason".to_owned()))?;
    let who = asked.who.clone().unwrap_or_else(|| "unnamed".to_owned());
    let when = asked.when.clone().unwrap_or_else(marsad_web::today);
    let trace = desk.forget(document, &who, &when, &reason)?;
    if asked.form.json {
        return lines(std::iter::once(marsad_export::takedown(&trace).to_string()));
    }
    writeln!(stdout(), "{document}: taken down; its text and all that was read out of it are gone from the file")?;
    Ok(Outcome::Done)
}

fn list(asked: &Forget, desk: &Desk) -> Result<Outcome, Failure> {
    let traces = desk.taken_down()?;
    if asked.form.json {
        return lines(traces.iter().map(|trace| marsad_export::takedown(trace).to_string()));
    }
    let columns = ["DOCUMENT", "WHEN", "WHO", "DIGEST"].map(|name| (name, Align::Left));
    let mut table = Table::new(&columns.into_iter().chain([("WHY", Align::Text)]).collect::<Vec<_>>());
    for trace in &traces {
        table.row(vec![
            Cell::new(trace.document.as_str()),
            Cell::new(trace.when.as_str()),
            Cell::new(trace.who.as_str()),
            Cell::styled(trace.digest.chars().take(12).collect::<String>(), Style::Faint),
            Cell::new(trace.why.as_str()),
        ]);
    }
    show(&table, traces.len(), "take-downs")
}
