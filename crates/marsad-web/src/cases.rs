//! Cases over HTTP, and the addresses of citations, which stay good when incidents merge.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use marsad_desk::{Cited, Desk};
use marsad_record::account::Role;
use marsad_record::case::{Case, CaseAct, CaseEntry, Citable};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::answers::{document_head, incident, page, problem};
use crate::clock::today;
use crate::dossiers::dossier_of_case;
use crate::names::name_outlet;
use crate::payload::Payload;
use crate::problem::Problem;
use crate::question::{Part, Question, Words, form};
use crate::routes::{Answerer, ask};
use crate::signed_in::SignedIn;

/// A case that is to be begun.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewCase {
    title: String,
}

/// What is to be done to a case.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewEntry {
    act: String,
    subject: Option<String>,
    words: Option<String>,
}

/// Begins a case.
pub(crate) async fn begin(answerer: State<Answerer>, by: SignedIn, sent: Bytes) -> Response {
    let read = || {
        by.must_be(Role::Analyst)?;
        let NewCase { title } = body(&sent)?;
        Ok::<_, Problem>(Question::BeginCase { who: by.who.clone(), title })
    };
    match read() {
        Ok(question) => ask(answerer, question).await,
        Err(problem) => problem.into_response(),
    }
}

/// Does something to a case.
pub(crate) async fn add(answerer: State<Answerer>, Path(id): Path<String>, by: SignedIn, sent: Bytes) -> Response {
    let read = || {
        by.must_be(Role::Analyst)?;
        let NewEntry { act, subject, words } = body(&sent)?;
        let act = CaseAct::from_name(&act)
            .ok_or_else(|| Problem::unreadable(format!("act must be put, take or note, not {act:?}")))?;
        let entry = CaseEntry { place: 0, act, subject, words, who: by.who.clone(), when: today() };
        Ok::<_, Problem>(Question::AddToCase(id, entry))
    };
    match read() {
        Ok(question) => ask(answerer, question).await,
        Err(problem) => problem.into_response(),
    }
}

/// What a body says: a JSON object, or the problem that it is.
pub(crate) fn body<T: DeserializeOwned>(sent: &Bytes) -> Result<T, Problem> {
    let told = |fault: serde_json::Error| Problem::unreadable(format!("the body cannot be read: {fault}"));
    let object: Map<String, Value> = serde_json::from_slice(sent).map_err(told)?;
    serde_json::from_value(Value::Object(object)).map_err(told)
}

/// A page of cases.
pub(crate) fn list(desk: &Desk, part: Part) -> Result<Payload, Problem> {
    let cases = desk.cases().map_err(problem)?;
    let (shown, next) = part.of(&cases)?;
    let items: Vec<Value> = shown.iter().map(marsad_export::case).collect();
    Ok(page(items, next).into())
}

/// One case with what each thing in it is now.
pub(crate) fn one(desk: &Desk, id: &str) -> Result<Payload, Problem> {
    let case = found(desk, id)?;
    let mut value = marsad_export::case(&case);
    let items = case.held().into_iter().map(|citation| item(desk, citation)).collect::<Result<Vec<_>, _>>()?;
    value["items"] = Value::Array(items);
    Ok(value.to_string().into())
}

/// A case as a file for people.
pub(crate) fn dossier(desk: &Desk, id: &str, words: &Words) -> Result<Payload, Problem> {
    let form = form(words)?;
    let made = dossier_of_case(desk, &found(desk, id)?, words.language.as_deref()).map_err(problem)?;
    Ok(Payload::dossier(&made, form, "case"))
}

/// Begins a case and gives it.
pub(crate) fn begun(desk: &Desk, who: &str, title: &str) -> Result<Payload, Problem> {
    let case = desk.begin_case(title, who, &today()).map_err(problem)?;
    Ok(Payload::Made(marsad_export::case(&case).to_string()))
}

/// Does something to a case and gives the entry.
pub(crate) fn added(desk: &Desk, id: &str, entry: CaseEntry) -> Result<Payload, Problem> {
    found(desk, id)?;
    if let Some(subject) = entry.subject.as_deref().filter(|subject| !subject.is_empty())
        && desk.citable(subject).map_err(problem)?.is_none()
    {
        return Err(Problem::missing(subject));
    }
    let entry = desk.add_to_case(id, entry).map_err(problem)?;
    Ok(Payload::Made(marsad_export::case_entry(&entry).to_string()))
}

/// The screen on which what is cited stands now.
pub(crate) fn cite(desk: &Desk, citation: &str) -> Result<Payload, Problem> {
    let missing = || Problem::missing(&format!("/cite/{citation}"));
    if let Some(id) = citation.strip_prefix("case/") {
        found(desk, id)?;
        return Ok(Payload::Elsewhere(format!("/cases/{}", encoded(id))));
    }
    let citable = Citable::of(&format!("marsad:{citation}")).ok_or_else(missing)?;
    let address = match (desk.cited(&citable).map_err(problem)?, &citable) {
        (Cited::Incident(view), _) => format!("/incidents/{}", encoded(&view.incident.id)),
        (Cited::Claim(claim), _) => {
            format!("/documents/{}?claim={}", encoded(&claim.claim.document), encoded(&claim.claim.claim))
        }
        (Cited::Document(id, _), _) => format!("/documents/{}", encoded(&id)),
        (Cited::Question(words), _) => format!("/questions?q={}", encoded(&words)),
        (Cited::Gone, _) => return Err(missing()),
    };
    Ok(Payload::Elsewhere(address))
}

fn found(desk: &Desk, id: &str) -> Result<Case, Problem> {
    desk.case(id).map_err(problem)?.ok_or_else(|| Problem::missing(id))
}

/// What one citation in a case stands for.
fn item(desk: &Desk, citation: &str) -> Result<Value, Problem> {
    let address = format!(
        "/cite/{}",
        citation.strip_prefix("marsad:").unwrap_or(citation).split('/').map(encoded).collect::<Vec<_>>().join("/")
    );
    let mut item = json!({ "citation": citation, "address": address, "kind": "gone" });
    let Some(citable) = Citable::of(citation) else { return Ok(item) };
    match desk.cited(&citable).map_err(problem)? {
        Cited::Incident(view) => {
            item["kind"] = "incident".into();
            item["incident"] = incident(desk, &view).map_err(problem)?;
        }
        Cited::Claim(claim) => {
            item["kind"] = "claim".into();
            let mut told = json!({
                "document": claim.claim.document,
                "claim": claim.claim.claim,
                "outlet": claim.outlet,
                "chain": claim.chain,
                "quote": claim.quote,
                "published": claim.published,
            });
            name_outlet(desk, &mut told).map_err(problem)?;
            item["claim"] = told;
        }
        Cited::Document(id, _) => {
            item["kind"] = "document".into();
            let heads = desk.document_heads(std::slice::from_ref(&id)).map_err(problem)?;
            let head = heads.first().map(|head| document_head(desk, head)).transpose().map_err(problem)?;
            item["document"] = head.unwrap_or_default();
        }
        Cited::Question(words) => {
            item["kind"] = "question".into();
            item["question"] = words.into();
        }
        Cited::Gone => {}
    }
    Ok(item)
}

/// A part of an address, with every letter that means something there, or that a header cannot carry, escaped.
fn encoded(part: &str) -> String {
    let mut encoded = String::with_capacity(part.len());
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn a_part_of_an_address_is_plain_letters() {
        assert_eq!(encoded("a b/م?"), "a%20b%2F%D9%85%3F");
    }
}
