//! A case as `marsad.case/1`.

use marsad_record::case::{Case, CaseEntry};
use serde_json::{Value, json};

/// A case as `marsad.case/1`: what it holds now, and everything that was done to it.
pub fn case(case: &Case) -> Value {
    json!({
        "schema": "marsad.case/1",
        "id": case.id,
        "citation": format!("marsad:case/{}", case.id),
        "title": case.title,
        "who": case.who,
        "when": case.when,
        "held": case.held(),
        "entries": case.entries.iter().map(case_entry).collect::<Vec<_>>(),
    })
}

/// One thing that was done to a case.
pub fn case_entry(entry: &CaseEntry) -> Value {
    json!({
        "place": entry.place,
        "act": entry.act.name(),
        "subject": entry.subject,
        "words": entry.words,
        "who": entry.who,
        "when": entry.when,
    })
}
