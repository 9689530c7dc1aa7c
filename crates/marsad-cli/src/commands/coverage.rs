//! `marsad coverage`: how much was read, by day and outlet, and the days of which nothing was.

use std::io::{Write, stdout};

use clap::Args;
use marsad_desk::{CoverageFilter, Desk};

use crate::arguments::{Desk as Which, Form};
use crate::commands::{lines, show};
use crate::outcome::{Failure, Outcome};
use crate::table::{Align, Cell, Table};
use crate::terminal::Style;

/// `marsad coverage`.
#[derive(Debug, Args)]
pub struct Coverage {
    #[command(flatten)]
    pub desk: Which,
    #[command(flatten)]
    pub form: Form,
    /// Published on that day or later (2021, 2021-08 or 2021-08-26)
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Published on that day or earlier
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Published by that outlet: an id, or a name in Arabic or English
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
}

/// Asks and prints.
pub fn run(asked: &Coverage, desk: &Desk) -> Result<Outcome, Failure> {
    let filter = CoverageFilter { from: asked.from.clone(), to: asked.to.clone(), outlet: asked.outlet.clone() };
    let coverage = desk.coverage(&filter)?;
    if asked.form.json {
        return lines(std::iter::once(marsad_export::coverage(&coverage).to_string()));
    }
    let mut rows: Vec<(String, String, String, Style)> = Vec::new();
    for read in &coverage.days {
        let outlets: Vec<String> = read.outlets.iter().map(|(outlet, count)| format!("{outlet} {count}")).collect();
        rows.push((read.day.clone(), read.documents.to_string(), outlets.join(", "), Style::Faint));
    }
    for gap in &coverage.gaps {
        let ends = [gap.from, gap.to].map(|day| day.map(|day| day.to_string()).unwrap_or_default());
        let days = if ends[0] == ends[1] { ends[0].clone() } else { ends.join(" to ") };
        rows.push((days, "0".to_owned(), "nothing read".to_owned(), Style::Disputed));
    }
    rows.sort_by(|one, other| one.0.cmp(&other.0));
    let mut table = Table::new(&[("DAY", Align::Left), ("ARTICLES", Align::Right), ("OUTLETS", Align::Left)]);
    for (day, count, outlets, style) in &rows {
        table.row(vec![Cell::new(day.as_str()), Cell::new(count.as_str()), Cell::styled(outlets.as_str(), *style)]);
    }
    show(&table, rows.len(), "articles")?;
    let days: usize = coverage.days.len();
    writeln!(stdout(), "{} articles on {days} days, {} without a day", coverage.documents, coverage.undated)?;
    Ok(Outcome::Done)
}
