//! When an incident was first told on a desk and how it has changed since.

use marsad_record::change::{Course, Figures, Noticed};
use serde_json::{Value, json};

use crate::amount::Amount;

/// The mark of a moment as it is written: `m12`.
pub fn mark(moment: i64) -> String {
    format!("m{moment}")
}

/// The course of an incident, its latest changes oldest first.
pub fn course(course: &Course) -> Value {
    json!({
        "first": mark(course.born),
        "mark": mark(course.changed),
        "when": course.when,
        "changes": course.changes.iter().map(noticed).collect::<Vec<_>>(),
    })
}

fn noticed(one: &Noticed) -> Value {
    json!({
        "mark": mark(one.mark),
        "when": one.when,
        "kind": one.change.kind.name(),
        "fact": one.change.fact,
        "before": one.change.before.as_ref().map(figures),
        "after": one.change.after.as_ref().map(figures),
    })
}

fn figures(figures: &Figures) -> Value {
    json!({ "low": figures.low.map(Amount), "best": figures.best.map(Amount), "high": figures.high.map(Amount) })
}
