//! `marsad actors`: the entities that a desk's documents name.

use marsad_desk::{ActorRow, Desk};
use marsad_export::actor;
use marsad_record::EntityKind;

use crate::arguments::Actors;
use crate::commands::{lines, show};
use crate::outcome::{Failure, Outcome};
use crate::table::{Align, Cell, Table};
use crate::terminal::Style;

/// Asks and prints.
pub fn run(asked: &Actors, desk: &Desk) -> Result<Outcome, Failure> {
    let kind = asked.kind.as_deref().map(|name| {
        let kinds: Vec<&str> = EntityKind::ALL.iter().map(|kind| kind.name()).collect();
        EntityKind::from_name(name)
            .ok_or_else(|| Failure::Usage(format!("--kind: `{name}` is none of {}", kinds.join(", "))))
    });
    let kind = kind.transpose()?;
    let found = desk.actors(asked.name.as_deref(), 0)?;
    let found = found.into_iter().filter(|row| kind.is_none_or(|kind| row.entity.kind == kind));
    let found: Vec<ActorRow> = found.take(asked.limit.unwrap_or(usize::MAX)).collect();
    if asked.form.json {
        return lines(found.iter().map(|row| actor(&row.entity, row.documents).to_string()));
    }
    let mut table = Table::new(&[
        ("DOCUMENTS", Align::Right),
        ("KIND", Align::Left),
        ("NAME", Align::Left),
        ("ARABIC NAME", Align::Text),
        ("COUNTRY", Align::Left),
        ("ID", Align::Left),
    ]);
    for row in &found {
        table.row(vec![
            Cell::new(row.documents.to_string()),
            Cell::new(row.entity.kind.name()),
            Cell::new(row.entity.name_en.as_str()),
            Cell::new(row.entity.name_ar.as_str()),
            Cell::new(row.entity.country.as_deref().unwrap_or_default()),
            Cell::styled(row.entity.id.as_str(), Style::Faint),
        ]);
    }
    show(&table, found.len(), "actors")
}
