//! Coded events from JSON Lines: the names of `docs/eval.md`, PLOVER's own, or those of the coder NGEC.

use marsad_record::gold::{GoldEvent, GoldProblem};
use serde_json::Value;

use super::cells::At;

/// Reads the events of a JSON Lines file, one object an event; a file that is one array of objects is read too.
///
/// # Errors
/// Everything that is wrong in the file, by line and key.
pub fn gold_of_json_lines(bytes: &[u8]) -> Result<Vec<GoldEvent>, Vec<GoldProblem>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut problems = Vec::new();
    let mut events = Vec::new();
    if let Ok(Value::Array(items)) = serde_json::from_slice(bytes) {
        for (index, item) in items.iter().enumerate() {
            events.push(event(item, &mut At { line: index as u64 + 1, problems: &mut problems }));
        }
    } else {
        for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let mut at = At { line: index as u64 + 1, problems: &mut problems };
            match serde_json::from_slice::<Value>(line) {
                Ok(value @ Value::Object(_)) => events.push(event(&value, &mut at)),
                Ok(_) => at.problem("", "the line is no JSON object"),
                Err(cause) => at.problem("", format!("the line is no JSON: {cause}")),
            }
        }
    }
    if problems.is_empty() { Ok(events) } else { Err(problems) }
}

fn event(object: &Value, at: &mut At) -> GoldEvent {
    let text = |paths: &[&str]| first(object, paths).map(|(_, value)| words(value)).unwrap_or_default();
    let key = |paths: &[&str]| first(object, paths).map_or_else(String::new, |(path, _)| path.replace('/', "."));
    const KIND: &[&str] = &["type", "event_type", "event"];
    const MODES: &[&str] = &["modes", "event_mode", "mode"];
    const DATE: &[&str] = &["date_resolved", "date", "event_date"];
    const PLACE: &[&str] = &[
        "place",
        "event_geolocation/geo/resolved_placename",
        "event_geolocation/resolved_placename",
        "event_loc/resolved_place",
        "event_loc/extracted_place",
        "location",
        "attributes/LOC",
    ];
    const ACTORS: &[&str] = &["actors", "actor", "attributes/ACTOR"];
    const RECIPIENTS: &[&str] = &["recipients", "recips", "recipient", "attributes/RECIP"];
    const KILLED: &[&str] = &["killed", "size/dead"];
    const WOUNDED: &[&str] = &["wounded", "size/injured"];
    let latitude = text(&["latitude", "event_geolocation/geo/lat", "event_geolocation/lat", "event_loc/lat"]);
    let longitude = text(&["longitude", "event_geolocation/geo/lon", "event_geolocation/lon", "event_loc/lon"]);
    if first(object, KIND).is_none() && first(object, &["document"]).is_none() {
        at.problem("type", "an event needs a type (`type`, `event_type` or `event`)");
    }
    let kind = text(KIND);
    GoldEvent {
        line: at.line,
        document: Some(text(&["document", "story_id", "text_info/document"])).filter(|document| !document.is_empty()),
        span: at.offset("start", &text(&["start"])).zip(at.offset("end", &text(&["end"]))),
        // PLOVER allows several types; the first is compared.
        kind: at.kind(&key(KIND), kind.split(';').next().unwrap_or_default()),
        modes: at.modes(&key(MODES), &text(MODES)),
        date: at.day(&key(DATE), &text(DATE)),
        place: at.place(text(PLACE).split(';').next().unwrap_or_default(), &latitude, &longitude),
        actors: at.names(&key(ACTORS), &text(ACTORS)),
        recipients: at.names(&key(RECIPIENTS), &text(RECIPIENTS)),
        killed: at.amount(&key(KILLED), &text(KILLED)),
        wounded: at.amount(&key(WOUNDED), &text(WOUNDED)),
    }
}

/// The first of some paths that leads to something.
fn first<'v, 'p>(object: &'v Value, paths: &[&'p str]) -> Option<(&'p str, &'v Value)> {
    paths.iter().find_map(|path| {
        let found = object.pointer(&format!("/{path}"))?;
        let is_something = match found {
            Value::Null => false,
            Value::String(text) => !text.is_empty(),
            Value::Array(items) => !items.is_empty(),
            _ => true,
        };
        is_something.then_some((*path, found))
    })
}

/// A value as the words of a cell: items of a list apart by semicolons, of an object its name.
fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(words).filter(|item| !item.is_empty()).collect::<Vec<_>>().join("; "),
        Value::Object(_) => {
            const NAMES: &[&str] = &["name", "entity", "wiki", "identifier_text", "entity_text", "entity_name", "text"];
            first(value, NAMES).map(|(_, name)| words(name)).unwrap_or_default()
        }
        Value::Null => String::new(),
        Value::Number(_) | Value::Bool(_) => value.to_string(),
    }
}
