//! Each question asked of the desk, and its answer as `marsad-export` writes it.

use std::collections::BTreeMap;

use marsad_desk::{
    ClaimFilter, ClaimRow, CoverageFilter, Desk, DocumentRow, Error, IncidentFilter, IncidentView, Order, SearchFilter,
};
use marsad_export::Tokens;
use marsad_record::answer::{Answer, AnswerQuery};
use serde_json::{Map, Value, json};

use crate::cases;
use crate::dossiers::{dossier_of_answer, dossier_of_incident};
use crate::feeds;
use crate::names::{name_facts, name_outlet};
use crate::payload::Payload;
use crate::problem::Problem;
use crate::question::{Part, Question, Words, form};
use crate::relations;

/// Whose articles a desk holds: said on the screen where they were written for demonstration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Corpus {
    /// Articles that somebody collected.
    Collected,
    /// Articles of invented outlets, written to show the program.
    Demonstration,
}

/// The answer to one question: JSON, or a file.
pub(crate) fn answer(desk: &Desk, corpus: Corpus, question: Question) -> Result<Payload, Problem> {
    match question {
        Question::AnswerDossier(words, part) => {
            let (form, language) = (form(&words)?, words.language.clone());
            let answer = answered(desk, words, part)?;
            let made = dossier_of_answer(desk, &answer, language.as_deref()).map_err(problem)?;
            Ok(Payload::dossier(&made, form, "answer"))
        }
        Question::IncidentDossier(id, words) => {
            let form = form(&words)?;
            let found = desk.incident(&id).map_err(problem)?.ok_or_else(|| Problem::missing(&id))?;
            let made = dossier_of_incident(desk, &found, words.language.as_deref()).map_err(problem)?;
            Ok(Payload::dossier(&made, form, "incident"))
        }
        Question::Cases(_, part) => cases::list(desk, part),
        Question::Case(id) => cases::one(desk, &id),
        Question::CaseDossier(id, words) => cases::dossier(desk, &id, &words),
        Question::BeginCase { who, title } => cases::begun(desk, &who, &title),
        Question::AddToCase(id, entry) => cases::added(desk, &id, entry),
        Question::Feeds(_, part) => feeds::list(desk, part),
        Question::AddFeed { who, address, outlet } => feeds::added(desk, &who, &address, outlet.as_deref()),
        Question::Cite(citation) => cases::cite(desk, &citation),
        Question::Relations(words, _) => relations::series(desk, words),
        Question::Triads(words, part) => relations::triads(desk, words, &part),
        Question::Network(words, part) => relations::network(desk, words, &part),
        other => json_answer(desk, corpus, other).map(Payload::Json),
    }
}

/// The answer to one question, in JSON.
pub(crate) fn json_answer(desk: &Desk, corpus: Corpus, question: Question) -> Result<String, Problem> {
    match question {
        Question::Summary => summary(desk, corpus),
        Question::Incidents(words, part) => incidents(desk, words, part),
        Question::Incident(id, words) => {
            let found = match &words.as_of {
                Some(day) => desk.incident_known_on(&id, day),
                None => desk.incident(&id),
            };
            let found = found.map_err(problem)?.ok_or_else(|| Problem::missing(&id))?;
            with_origins(desk, &found).map_err(problem)
        }
        Question::Documents(words, part) => documents(desk, words, part),
        Question::Document(id) => {
            let found = desk.document(&id).map_err(problem)?.ok_or_else(|| Problem::missing(&id))?;
            Ok(marsad_export::document(&found, None, Tokens::LeftOut))
        }
        Question::Claims(words, part) => claims(desk, words, part),
        Question::Answer(words, part) => {
            let mut answer = marsad_export::answer(&answered(desk, words, part)?);
            for list in ["for", "against", "forecasts"] {
                for item in answer[list].as_array_mut().into_iter().flatten() {
                    name_outlet(desk, item).map_err(problem)?;
                }
            }
            Ok(answer.to_string())
        }
        Question::Forecasts(words, part) => crate::forecasts::ledger(desk, words, part),
        Question::Forecasters(words, part) => crate::forecasts::records(desk, words, part),
        Question::Review(words, part) => crate::review::queue(desk, words, part),
        Question::Rule(words, _) => {
            let id = words.rule.ok_or_else(|| Problem::unreadable("a rule is missing".to_owned()))?;
            let found: Vec<Value> = desk.written_rule(&id).iter().map(marsad_export::rule).collect();
            Ok(json!({ "rule": id, "found": found }).to_string())
        }
        Question::Agreement => crate::review::agreement(desk),
        Question::Decisions(words, part) => crate::decisions::log(desk, words, part),
        Question::Decide(decision) => crate::decisions::keep(desk, *decision),
        Question::Actors(words, part) => {
            let rows = desk.actors(words.text.as_deref(), part.limit).map_err(problem)?;
            Ok(page(rows.iter().map(|row| marsad_export::actor(&row.entity, row.documents)).collect(), None))
        }
        Question::Coverage(words, _) => {
            let filter = CoverageFilter { from: words.from, to: words.to, outlet: words.outlet };
            let mut coverage = marsad_export::coverage(&desk.coverage(&filter).map_err(problem)?);
            for read in coverage["outlets"].as_array_mut().into_iter().flatten() {
                name_outlet(desk, read).map_err(problem)?;
            }
            Ok(coverage.to_string())
        }
        other => Err(Problem::failed(format!("{other:?} has no answer in JSON"))),
    }
}

/// Everything the desk holds for and against what a question asks.
fn answered(desk: &Desk, words: Words, part: Part) -> Result<Answer, Problem> {
    let question = words.question.ok_or_else(|| Problem::unreadable("a question is missing".to_owned()))?;
    let query = AnswerQuery {
        question,
        // Several parties are parted by commas, as the screen of questions sends them.
        actors: words.actor.iter().flat_map(|named| named.split(',')).map(|name| name.trim().to_owned()).collect(),
        about: words.about,
        from: words.from,
        to: words.to,
        as_of: words.as_of,
        limit: part.limit,
    };
    desk.answer(&query).map_err(problem)
}

pub(crate) fn problem(error: Error) -> Problem {
    Problem::from(error)
}

pub(crate) fn page(items: Vec<Value>, next: Option<String>) -> String {
    json!({ "items": items, "next": next }).to_string()
}

fn summary(desk: &Desk, corpus: Corpus) -> Result<String, Problem> {
    let summary = desk.summary().map_err(problem)?;
    Ok(json!({
        "documents": summary.documents,
        "claims": summary.claims,
        "events": summary.events,
        "incidents": summary.incidents,
        "headline_incidents": summary.headline_incidents,
        "contradictions": summary.contradictions,
        "outlets": summary.outlets,
        "languages": [],
        "from": null,
        "to": null,
        "demo": corpus == Corpus::Demonstration,
    })
    .to_string())
}

fn incidents(desk: &Desk, words: Words, part: Part) -> Result<String, Problem> {
    let filter = IncidentFilter {
        from: words.from,
        to: words.to,
        place: words.place,
        actor: words.actor,
        kind: words.kind,
        disputed: words.disputed,
        headlines: words.headlines,
        text: words.text,
        outlet: words.outlet,
        changed_since: words.changed_since,
        order: order(words.sort.as_deref())?,
        as_of: words.as_of,
        cursor: part.cursor,
        limit: part.limit,
        ..IncidentFilter::default()
    };
    let found = desk.incidents(&filter).map_err(problem)?;
    let items = found.incidents.iter().map(|view| incident(desk, view)).collect::<Result<_, _>>().map_err(problem)?;
    let mut answer = json!({ "items": Value::Array(items), "next": found.next, "total": found.total });
    if let Some(mark) = found.mark {
        answer["mark"] = marsad_export::mark(mark).into();
    }
    Ok(answer.to_string())
}

fn order(sort: Option<&str>) -> Result<Order, Problem> {
    match sort {
        None | Some("day") => Ok(Order::Day),
        Some("changed") => Ok(Order::Change),
        Some(other) => Err(Problem::unreadable(format!("sort must be day or changed, not {other:?}"))),
    }
}

/// Whether a list in the order of adding is asked for from its end.
fn is_latest_first(sort: Option<&str>) -> Result<bool, Problem> {
    match sort {
        None | Some("added") => Ok(false),
        Some("latest") => Ok(true),
        Some(other) => Err(Problem::unreadable(format!("sort must be added or latest, not {other:?}"))),
    }
}

/// An incident with who told it first, apart from the others.
fn with_origins(desk: &Desk, view: &IncidentView) -> Result<String, Error> {
    let mut value = incident(desk, view)?;
    let mut groups = Vec::new();
    for origin in desk.origins(&view.incident)? {
        let mut group = json!({ "outlet": origin.outlet, "documents": origin.documents });
        name_outlet(desk, &mut group)?;
        groups.push(group);
    }
    value["origin_groups"] = groups.into();
    Ok(value.to_string())
}

/// An incident with the names that its ids have, and the title of an article about it.
pub(crate) fn incident(desk: &Desk, view: &IncidentView) -> Result<Value, Error> {
    let mut value = marsad_export::incident(&view.incident, &view.citations);
    let about = view.incident.headline_of.first().or(view.incident.documents.first());
    let heads = desk.document_heads(about.map(std::slice::from_ref).unwrap_or_default())?;
    if let Some(object) = value.as_object_mut() {
        if let Some(course) = &view.course {
            object.insert("change".to_owned(), marsad_export::course(course));
        }
        object.insert("title".to_owned(), heads.first().and_then(|head| head.title.clone()).into());
        if let Some(facts) = object.get_mut("facts") {
            name_facts(desk, facts)?;
        }
    }
    Ok(value)
}

fn documents(desk: &Desk, words: Words, part: Part) -> Result<String, Problem> {
    let is_latest = is_latest_first(words.sort.as_deref())?;
    let is_search = words.text.is_some() && words.incident.is_none();
    let filter = SearchFilter {
        words: words.text.filter(|_| is_search).unwrap_or_default(),
        from: words.from,
        to: words.to,
        as_of: words.as_of.clone(),
        outlet: words.outlet,
        actor: words.actor,
        place: words.place,
        kind: words.kind,
        disputed: words.disputed,
        cursor: part.cursor.clone(),
        limit: part.limit,
    };
    // Without words nothing is found; what cannot be read is refused all the same.
    let page_found = desk.search_documents(&filter).map_err(problem)?;
    if let Some(id) = words.incident {
        let found = desk.incident(&id).map_err(problem)?.ok_or_else(|| Problem::missing(&id))?;
        let heads = desk.document_heads(&found.incident.documents).map_err(problem)?;
        return listed(desk, &heads, None);
    }
    if is_search {
        let mut items = Vec::new();
        for hit in &page_found.found {
            let mut item = marsad_export::found(&hit.row, &hit.snippet, &hit.marks);
            name_outlet(desk, &mut item).map_err(problem)?;
            items.push(item);
        }
        return Ok(page(items, page_found.next));
    }
    let found = match &words.as_of {
        Some(day) => desk.documents_known_on(day, part.cursor.as_deref(), part.limit),
        None if is_latest => desk.latest_documents(part.cursor.as_deref(), part.limit),
        None => desk.documents(part.cursor.as_deref(), part.limit),
    };
    let found = found.map_err(problem)?;
    listed(desk, &found.documents, found.next)
}

fn listed(desk: &Desk, heads: &[DocumentRow], next: Option<String>) -> Result<String, Problem> {
    let items = heads.iter().map(|head| document_head(desk, head)).collect::<Result<_, _>>().map_err(problem)?;
    Ok(page(items, next))
}

pub(crate) fn document_head(desk: &Desk, head: &DocumentRow) -> Result<Value, Error> {
    let mut value = marsad_export::head(head);
    name_outlet(desk, &mut value)?;
    Ok(value)
}

fn claims(desk: &Desk, words: Words, part: Part) -> Result<String, Problem> {
    let filter = ClaimFilter {
        from: words.from,
        to: words.to,
        actor: words.actor,
        outlet: words.outlet,
        stance: words.stance,
        text: words.text,
        is_latest_first: is_latest_first(words.sort.as_deref())?,
        cursor: part.cursor,
        limit: part.limit,
        ..ClaimFilter::default()
    };
    let found = desk.claims(&filter).map_err(problem)?;
    let mut written = BTreeMap::new();
    let mut items = Vec::new();
    for row in &found.claims {
        items.push(claim(desk, row, &mut written).map_err(problem)?);
    }
    Ok(page(items, found.next))
}

/// A claim as its document writes it, with the document's outlet and day.
fn claim(desk: &Desk, row: &ClaimRow, written: &mut BTreeMap<String, Vec<Value>>) -> Result<Value, Error> {
    if !written.contains_key(&row.document) {
        let text = desk.document(&row.document)?.map(|found| marsad_export::document(&found, None, Tokens::LeftOut));
        let mut record: Map<String, Value> = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let claims = record.remove("claims").and_then(|claims| serde_json::from_value(claims).ok());
        written.insert(row.document.clone(), claims.unwrap_or_default());
    }
    let claims = written.get(&row.document).map(Vec::as_slice).unwrap_or_default();
    let claim = claims.iter().find(|claim| claim["id"].as_str() == Some(&row.claim.id));
    let mut value =
        json!({ "document": row.document, "outlet": row.outlet, "published": row.published, "claim": claim });
    name_outlet(desk, &mut value)?;
    Ok(value)
}
