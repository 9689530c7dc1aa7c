//! `marsad relations`: how two actors stand to one another through time.

use marsad_desk::{Desk, Grain, RelationFilter};
use marsad_export::triad;

use crate::arguments::{Relations, Step};
use crate::commands::{lines, show};
use crate::outcome::{Failure, Outcome};
use crate::table::{Align, Cell, Table};
use crate::terminal::Style;

/// Asks and prints.
pub fn run(asked: &Relations, desk: &Desk) -> Result<Outcome, Failure> {
    let filter = RelationFilter {
        one: asked.one.clone(),
        other: asked.other.clone(),
        grain: match asked.grain {
            Step::Day => Grain::Day,
            Step::Week => Grain::Week,
            Step::Month => Grain::Month,
        },
        from: asked.from.clone(),
        to: asked.to.clone(),
    };
    if asked.triads {
        return triads(asked, desk, &filter);
    }
    let points = desk.relations(&filter)?;
    if asked.form.json {
        return lines(points.iter().map(|point| marsad_web::relation_of_point(point).to_string()));
    }
    let mut table = Table::new(&[
        ("PERIOD", Align::Left),
        ("FROM", Align::Left),
        ("TO", Align::Left),
        ("SCORE", Align::Right),
        ("HOSTILE", Align::Right),
        ("COOPERATIVE", Align::Right),
        ("TOLD HOSTILE", Align::Right),
        ("TOLD COOPERATIVE", Align::Right),
        ("OUTLETS", Align::Left),
    ]);
    for point in &points {
        let outlets = point.outlets.iter().map(|(outlet, told)| format!("{outlet} {:+.1}", told.score));
        table.row(vec![
            Cell::new(point.period.as_str()),
            Cell::new(point.from.as_str()),
            Cell::new(point.to.as_str()),
            Cell::new(format!("{:+.1}", point.score)),
            Cell::new(point.deeds.hostile.to_string()),
            Cell::new(point.deeds.cooperative.to_string()),
            Cell::new(point.statements.hostile.to_string()),
            Cell::new(point.statements.cooperative.to_string()),
            Cell::styled(outlets.collect::<Vec<_>>().join(", "), Style::Faint),
        ]);
    }
    show(&table, points.len(), "relations")
}

fn triads(asked: &Relations, desk: &Desk, filter: &RelationFilter) -> Result<Outcome, Failure> {
    let found = desk.strained_triads(filter)?;
    if asked.form.json {
        return lines(found.iter().map(|found| triad(&found.third, &found.pairs).to_string()));
    }
    let columns = ["THIRD", "FIRST PAIR", "SECOND PAIR", "LAST PAIR"].map(|name| (name, Align::Left));
    let mut table = Table::new(&columns);
    for found in &found {
        let pair = |place: usize| {
            let (one, other, score, incidents) = &found.pairs[place];
            Cell::new(format!("{one} / {other} {score:+.1} ({})", incidents.len()))
        };
        table.row(vec![Cell::new(found.third.as_str()), pair(0), pair(1), pair(2)]);
    }
    show(&table, found.len(), "strained triads")
}
