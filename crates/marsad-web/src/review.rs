//! The queue of review over HTTP, and how far two reviewers agree.

use marsad_desk::{Desk, ReviewFilter};
use serde_json::{Value, json};

use crate::answers::{page, problem};
use crate::clock::today;
use crate::names::name_outlet;
use crate::problem::Problem;
use crate::question::{Part, Words};

/// A page of the queue.
pub(crate) fn queue(desk: &Desk, words: Words, part: Part) -> Result<String, Problem> {
    let filter = ReviewFilter {
        kind: words.review_kind,
        reviewer: words.reviewer,
        second: words.second,
        now: today(),
        cursor: part.cursor,
        limit: part.limit,
    };
    let found = desk.review(&filter).map_err(problem)?;
    let mut items = Vec::new();
    for item in &found.items {
        let mut item = marsad_export::review(item);
        for side in item.pointer_mut("/sides").and_then(Value::as_array_mut).into_iter().flatten() {
            name_outlet(desk, side).map_err(problem)?;
        }
        items.push(item);
    }
    Ok(json!({ "items": Value::Array(items), "next": found.next, "total": found.total }).to_string())
}

/// How far people agree: all pairs together, then each.
pub(crate) fn agreement(desk: &Desk) -> Result<String, Problem> {
    let told = desk.review_agreement().map_err(problem)?;
    Ok(page(told.iter().map(marsad_export::agreement).collect(), None))
}
