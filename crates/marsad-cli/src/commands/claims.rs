//! `marsad claims`: who said what, as a table or as `marsad.claim/1`.

use marsad_desk::{ClaimFilter, ClaimRow, Desk, citation};
use marsad_export::claim;

use crate::arguments::Claims;
use crate::commands::{lines, show};
use crate::outcome::{Failure, Outcome};
use crate::table::{Align, Cell, Table};
use crate::terminal::Style;

/// Asks and prints.
pub fn run(asked: &Claims, desk: &Desk) -> Result<Outcome, Failure> {
    let filter = ClaimFilter {
        document: asked.document.clone(),
        from: asked.from.clone(),
        to: asked.to.clone(),
        actor: asked.actor.clone(),
        outlet: asked.outlet.clone(),
        stance: asked.stance.clone(),
        text: asked.text.clone(),
        cursor: None,
        limit: asked.limit.unwrap_or(0),
        ..ClaimFilter::default()
    };
    let page = desk.claims(&filter)?;
    if asked.form.json {
        return lines(page.claims.iter().map(|row| claim(&row.claim, &citation(row), &[]).to_string()));
    }
    show(&table(page.claims.iter()), page.claims.len(), "claims")
}

/// One row a claim.
pub fn table<'c>(claims: impl Iterator<Item = &'c ClaimRow>) -> Table {
    let mut table = Table::new(&[
        ("PUBLISHED", Align::Left),
        ("OUTLET", Align::Text),
        ("SAID BY", Align::Text),
        ("STANCE", Align::Left),
        ("CLAIM", Align::Text),
        ("DOCUMENT", Align::Left),
    ]);
    for row in claims {
        let published: String = row.published.as_deref().unwrap_or_default().chars().take(10).collect();
        let innermost = row.claim.attribution.iter().skip(1).map(|link| link.voice.as_str()).next_back();
        table.row(vec![
            Cell::new(published),
            Cell::new(row.outlet.as_deref().unwrap_or_default()),
            Cell::new(innermost.unwrap_or_default()),
            Cell::new(row.claim.stance.name()),
            Cell::new(row.quote.as_str()),
            Cell::styled(format!("{} {}", shortened(&row.document), row.claim.id), Style::Faint),
        ]);
    }
    table
}

/// An id that was given stays whole, a digest is known by its beginning.
pub(super) fn shortened(id: &str) -> String {
    let is_digest = id.len() > 12 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_digest { id.chars().take(8).collect() } else { id.to_owned() }
}
