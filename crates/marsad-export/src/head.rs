//! A document as lists show it, without its text; found by a search, with the passage that holds the words.

use marsad_record::document::DocumentRow;
use serde_json::{Value, json};

use crate::position::Positions;

/// A document in a list.
pub fn head(head: &DocumentRow) -> Value {
    json!({
        "id": head.id,
        "title": head.title,
        "outlet": head.outlet,
        "source": head.source,
        "url": head.url,
        "published": head.published.value,
        "language": null,
        "claims": head.claims,
        "events": head.events,
        "headline": null,
    })
}

/// A document that a search found: `snippet` holds the words, `marks` are the parts of it that match, in bytes.
pub fn found(document: &DocumentRow, snippet: &str, marks: &[(usize, usize)]) -> Value {
    let positions = Positions::of(snippet);
    let marks: Vec<[usize; 2]> = marks.iter().map(|(start, end)| [positions.at(*start), positions.at(*end)]).collect();
    let mut value = head(document);
    value["snippet"] = snippet.into();
    value["marks"] = json!(marks);
    value
}
