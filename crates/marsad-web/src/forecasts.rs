//! The ledger of forecasts over HTTP: its pages and the record of each source.

use marsad_desk::{Desk, ENOUGH, ForecastFilter};
use serde_json::{Value, json};

use crate::answers::{page, problem};
use crate::clock::today;
use crate::names::{name_outlet, name_parties};
use crate::problem::Problem;
use crate::question::{Part, Words};

/// A page of the ledger, told for a day.
pub(crate) fn ledger(desk: &Desk, words: Words, part: Part) -> Result<String, Problem> {
    let found = desk.forecasts(&filter(words, part)).map_err(problem)?;
    let mut items = Vec::new();
    for entry in &found.entries {
        let mut item = marsad_export::forecast(entry);
        name_outlet(desk, &mut item).map_err(problem)?;
        for evidence in item.pointer_mut("/proposed/evidence").and_then(Value::as_array_mut).into_iter().flatten() {
            name_outlet(desk, evidence).map_err(problem)?;
        }
        for wanted in item.pointer_mut("/looked_for").and_then(Value::as_array_mut).into_iter().flatten() {
            name_parties(desk, wanted).map_err(problem)?;
        }
        items.push(item);
    }
    Ok(json!({ "items": Value::Array(items), "next": found.next, "total": found.total, "as_of": found.as_of })
        .to_string())
}

/// The record of all sources together, then of each.
pub(crate) fn records(desk: &Desk, words: Words, part: Part) -> Result<String, Problem> {
    let records = desk.forecast_records(&filter(words, part)).map_err(problem)?;
    Ok(page(records.iter().map(|record| marsad_export::forecaster(record, ENOUGH)).collect(), None))
}

fn filter(words: Words, part: Part) -> ForecastFilter {
    ForecastFilter {
        state: words.state,
        source: words.source,
        text: words.text,
        now: today(),
        as_of: words.as_of,
        cursor: part.cursor,
        limit: part.limit,
    }
}
