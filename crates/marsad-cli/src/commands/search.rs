//! `marsad search`: claims or documents by their words, whatever their spelling.

use marsad_desk::{Desk, SearchFilter, citation};
use marsad_export::{claim, found};

use crate::arguments::Search;
use crate::commands::claims::{shortened, table};
use crate::commands::{go_on, lines, show};
use crate::outcome::{Failure, Outcome};
use crate::table::{Align, Cell, Table};
use crate::terminal::Style;

/// Asks and prints.
pub fn run(asked: &Search, desk: &Desk) -> Result<Outcome, Failure> {
    let filter = SearchFilter {
        words: asked.words.join(" "),
        from: asked.from.clone(),
        to: asked.to.clone(),
        as_of: asked.as_of.clone(),
        outlet: asked.outlet.clone(),
        actor: asked.actor.clone(),
        place: asked.place.clone(),
        kind: asked.kind.clone(),
        disputed: asked.disputed,
        cursor: asked.cursor.clone(),
        limit: asked.limit,
    };
    if asked.documents { documents(asked, desk, &filter) } else { claims(asked, desk, &filter) }
}

fn claims(asked: &Search, desk: &Desk, filter: &SearchFilter) -> Result<Outcome, Failure> {
    let page = desk.search_claims(filter)?;
    go_on(page.next.as_deref());
    if asked.form.json {
        let hits = page.found.iter();
        return lines(hits.map(|hit| claim(&hit.row.claim, &citation(&hit.row), &hit.marks).to_string()));
    }
    show(&table(page.found.iter().map(|hit| &hit.row)), page.found.len(), "claims with these words")
}

fn documents(asked: &Search, desk: &Desk, filter: &SearchFilter) -> Result<Outcome, Failure> {
    let page = desk.search_documents(filter)?;
    go_on(page.next.as_deref());
    if asked.form.json {
        return lines(page.found.iter().map(|hit| found(&hit.row, &hit.snippet, &hit.marks).to_string()));
    }
    let mut table = Table::new(&[
        ("PUBLISHED", Align::Left),
        ("OUTLET", Align::Text),
        ("TITLE", Align::Text),
        ("PASSAGE", Align::Text),
        ("DOCUMENT", Align::Left),
    ]);
    for hit in &page.found {
        let row = &hit.row;
        let published: String = row.published.value.as_deref().unwrap_or_default().chars().take(10).collect();
        table.row(vec![
            Cell::new(published),
            Cell::new(row.outlet.as_deref().unwrap_or_default()),
            Cell::new(row.title.as_deref().unwrap_or_default()),
            Cell::new(hit.snippet.as_str()),
            Cell::styled(shortened(&row.id), Style::Faint),
        ]);
    }
    show(&table, page.found.len(), "documents with these words")
}
