//! `marsad forecasts`: what was foretold, what became of it, and how well each source foretells.

use clap::Args;
use marsad_desk::{Desk as OpenDesk, ENOUGH, ForecastFilter};
use marsad_export::{forecast, forecaster};
use marsad_record::forecast::{ForecastState, LedgerEntry, Source};

use crate::arguments::{Desk, Form};
use crate::commands::{go_on, lines, show};
use crate::outcome::{Failure, Outcome};
use crate::table::{Align, Cell, Table};
use crate::terminal::Style;

/// `marsad forecasts`.
#[derive(Debug, Args)]
pub struct Forecasts {
    #[command(flatten)]
    pub desk: Desk,
    #[command(flatten)]
    pub form: Form,
    /// In that state: open, due, came_true, did_not or cannot_tell
    #[arg(long)]
    pub state: Option<String>,
    /// Made, carried or published by it: an id, or a name in Arabic or English
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// With these words
    #[arg(long, value_name = "WORDS")]
    pub text: Option<String>,
    /// As the ledger stood at the end of that day: what had been published, and decided, by then
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// The record of each source instead: how many stand where, and how well its stated certainty is borne out
    #[arg(long)]
    pub record: bool,
    /// Where the page before ended: it is told on standard error
    #[arg(long, value_name = "CURSOR")]
    pub cursor: Option<String>,
    /// At most so many; 0 is no limit
    #[arg(long, value_name = "N", default_value_t = 40)]
    pub limit: usize,
}

/// Asks and prints.
pub fn run(asked: &Forecasts, desk: &OpenDesk) -> Result<Outcome, Failure> {
    let filter = ForecastFilter {
        state: asked.state.clone(),
        source: asked.source.clone(),
        text: asked.text.clone(),
        now: marsad_web::today(),
        as_of: asked.as_of.clone(),
        cursor: asked.cursor.clone(),
        limit: asked.limit,
    };
    if asked.record {
        return records(asked, desk, &filter);
    }
    let page = desk.forecasts(&filter)?;
    go_on(page.next.as_deref());
    if asked.form.json {
        return lines(page.entries.iter().map(|entry| forecast(entry).to_string()));
    }
    let mut table = Table::new(&[
        ("STATE", Align::Left),
        ("DUE", Align::Left),
        ("PROPOSED", Align::Left),
        ("CERTAINTY", Align::Left),
        ("SOURCE", Align::Text),
        ("FORETOLD", Align::Text),
        ("SUBJECT", Align::Left),
    ]);
    for entry in &page.entries {
        table.row(vec![
            Cell::new(entry.state.name()),
            Cell::new(entry.due.clone().unwrap_or_default()),
            Cell::styled(proposed(entry), Style::Disputed),
            Cell::new(entry.certainty.name()),
            Cell::new(name(&entry.source)),
            Cell::new(entry.citation.quote.as_str()),
            Cell::styled(entry.subject.as_str(), Style::Faint),
        ]);
    }
    let shown = show(&table, page.entries.len(), "forecasts")?;
    if page.total > page.entries.len() && !page.entries.is_empty() {
        println!("{} of {}", page.entries.len(), page.total);
    }
    Ok(shown)
}

fn records(asked: &Forecasts, desk: &OpenDesk, filter: &ForecastFilter) -> Result<Outcome, Failure> {
    let records = desk.forecast_records(filter)?;
    if asked.form.json {
        return lines(records.iter().map(|record| forecaster(record, ENOUGH).to_string()));
    }
    let states = ForecastState::ALL.iter().map(|state| (state.name(), Align::Right));
    let columns: Vec<_> =
        std::iter::once(("SOURCE", Align::Text)).chain(states).chain([("BRIER", Align::Right)]).collect();
    let mut table = Table::new(&columns);
    for record in &records {
        let told = record.source.as_ref().map_or_else(|| "all sources".to_owned(), name);
        let counts = record.states.iter().map(|count| Cell::new(count.to_string()));
        let brier = record.brier.map_or_else(|| "not enough yet".to_owned(), |brier| format!("{brier:.3}"));
        table.row(std::iter::once(Cell::new(told)).chain(counts).chain([Cell::new(brier)]).collect());
    }
    show(&table, records.len(), "sources")
}

fn proposed(entry: &LedgerEntry) -> String {
    entry.proposal.as_ref().map(|proposal| format!("{}: {}", proposal.fate, proposal.ground)).unwrap_or_default()
}

fn name(source: &Source) -> String {
    if source.voice.is_empty() { source.name_en.clone() } else { source.voice.clone() }
}
