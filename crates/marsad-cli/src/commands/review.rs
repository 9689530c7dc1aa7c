//! `marsad review`: what a person should look at first, and how far two who looked agree.

use clap::Args;
use marsad_desk::{Desk as OpenDesk, ReviewFilter};
use marsad_export::{agreement, review};
use marsad_record::review::ReviewItem;

use crate::arguments::{Desk, Form};
use crate::commands::{go_on, lines, show};
use crate::outcome::{Failure, Outcome};
use crate::table::{Align, Cell, Table};
use crate::terminal::Style;

/// `marsad review`.
#[derive(Debug, Args)]
pub struct Review {
    #[command(flatten)]
    pub desk: Desk,
    #[command(flatten)]
    pub form: Form,
    /// Only of that kind: contradiction, joined, apart, doubt, actor or forecast
    #[arg(long)]
    pub kind: Option<String>,
    /// That person's queue: without what they judged; otherwise without what anybody judged
    #[arg(long, value_name = "NAME")]
    pub reviewer: Option<String>,
    /// Only what exactly one other person judged: for a second opinion
    #[arg(long)]
    pub second: bool,
    /// Instead: how far any two people agree on what both judged
    #[arg(long)]
    pub agreement: bool,
    /// Where the page before ended: it is told on standard error
    #[arg(long, value_name = "CURSOR")]
    pub cursor: Option<String>,
    /// At most so many; 0 is no limit
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
}

/// Asks and prints.
pub fn run(asked: &Review, desk: &OpenDesk) -> Result<Outcome, Failure> {
    if asked.agreement {
        return agreements(asked, desk);
    }
    let page = desk.review(&ReviewFilter {
        kind: asked.kind.clone(),
        reviewer: asked.reviewer.clone(),
        second: asked.second,
        now: marsad_web::today(),
        cursor: asked.cursor.clone(),
        limit: asked.limit,
    })?;
    go_on(page.next.as_deref());
    if asked.form.json {
        return lines(page.items.iter().map(|item| review(item).to_string()));
    }
    let mut table = Table::new(&[
        ("WEIGHT", Align::Right),
        ("KIND", Align::Left),
        ("FACT", Align::Left),
        ("VALUES", Align::Text),
        ("TOLD AS", Align::Text),
        ("KEY", Align::Left),
    ]);
    for item in &page.items {
        let values: Vec<&str> = item.sides.iter().map(|side| side.value.as_str()).collect();
        table.row(vec![
            Cell::new(format!("{:.2}", item.weight)),
            Cell::new(item.kind.name()),
            Cell::new(item.fact.clone().unwrap_or_default()),
            Cell::styled(values.join(" | "), Style::Disputed),
            Cell::new(quote(item)),
            Cell::styled(item.key.as_str(), Style::Faint),
        ]);
    }
    let shown = show(&table, page.items.len(), "items to review")?;
    if page.total > page.items.len() && !page.items.is_empty() {
        println!("{} of {}", page.items.len(), page.total);
    }
    Ok(shown)
}

fn agreements(asked: &Review, desk: &OpenDesk) -> Result<Outcome, Failure> {
    let told = desk.review_agreement()?;
    if asked.form.json {
        return lines(told.iter().map(|pair| agreement(pair).to_string()));
    }
    let mut table = Table::new(&[
        ("PEOPLE", Align::Text),
        ("ITEMS", Align::Right),
        ("AGREED", Align::Right),
        ("PERCENT", Align::Right),
        ("KAPPA", Align::Right),
    ]);
    for pair in &told {
        let people = if pair.people[0].is_empty() { "all pairs".to_owned() } else { pair.people.join(", ") };
        let percent = 100.0 * pair.agreed as f64 / pair.items.max(1) as f64;
        table.row(vec![
            Cell::new(people),
            Cell::new(pair.items.to_string()),
            Cell::new(pair.agreed.to_string()),
            Cell::new(if pair.items > 0 { format!("{percent:.0}") } else { String::new() }),
            Cell::new(pair.kappa.map(|kappa| format!("{kappa:.2}")).unwrap_or_default()),
        ]);
    }
    show(&table, told.len(), "pairs")
}

fn quote(item: &ReviewItem) -> String {
    item.sides.first().map(|side| side.citation.quote.clone()).unwrap_or_default()
}
