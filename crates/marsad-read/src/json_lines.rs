//! One JSON object is one document: `{"id","text"|"html","title","outlet","url","published","author"}`.

use serde_json::{Map, Value};

use crate::source::Given;

/// The words of one object.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Body {
    Text(String),
    Html(String),
}

/// One object, taken apart.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) body: Body,
    pub(crate) given: Given,
}

/// The object written on one line.
pub(crate) fn entry_of_line(line: &[u8]) -> Result<Entry, String> {
    let value: Value = serde_json::from_slice(line).map_err(|error| {
        let said = error.to_string();
        let words = said.split(" at line ").next().unwrap_or(&said);
        format!("not JSON: {} at byte {}", words.to_lowercase(), error.column())
    })?;
    entry(value)
}

/// One parsed object.
pub(crate) fn entry(value: Value) -> Result<Entry, String> {
    let Value::Object(mut fields) = value else { return Err("not a JSON object".to_owned()) };
    let text = string(&mut fields, "text")?;
    let html = string(&mut fields, "html")?;
    let body = match (text.filter(|text| !text.trim().is_empty()), html.filter(|html| !html.trim().is_empty())) {
        (Some(text), _) => Body::Text(text),
        (None, Some(html)) => Body::Html(html),
        (None, None) => return Err("no `text` and no `html`".to_owned()),
    };
    let given = Given {
        id: string(&mut fields, "id")?,
        title: string(&mut fields, "title")?,
        outlet: string(&mut fields, "outlet")?,
        url: string(&mut fields, "url")?,
        published: string(&mut fields, "published")?,
        author: string(&mut fields, "author")?,
    };
    Ok(Entry { body, given })
}

/// A field that holds words; a number is taken as it is written, `null` as absent.
fn string(fields: &mut Map<String, Value>, name: &str) -> Result<Option<String>, String> {
    match fields.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(words)) => Ok(Some(words).filter(|words| !words.is_empty())),
        Some(Value::Number(number)) if name != "text" && name != "html" => Ok(Some(number.to_string())),
        Some(_) => Err(format!("`{name}` is not a string")),
    }
}
