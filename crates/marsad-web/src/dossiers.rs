//! From the desk's answers to dossiers: what both faces, the API and the command line, do alike.

use std::collections::BTreeMap;

use marsad_desk::{Cited, Desk, Error, IncidentView};
use marsad_export::{Dossier, Item};
use marsad_record::answer::Answer;
use marsad_record::case::{Case, Citable};

/// An answer as a dossier, in a language or else in that of its question.
///
/// # Errors
/// If the language is none of ours, or the desk cannot be read.
pub fn dossier_of_answer(desk: &Desk, answer: &Answer, language: Option<&str>) -> Result<Dossier, Error> {
    let language = language.unwrap_or(answer.read_as.language);
    let disputed = desk.disputed_incidents(answer)?;
    let material = desk.material(language, std::slice::from_ref(answer), &disputed, &[])?;
    let disputed: Vec<_> = disputed.into_iter().map(|view| (view.incident, view.citations)).collect();
    Ok(marsad_export::answer_dossier(answer, &disputed, &material))
}

/// An incident as a dossier, in Arabic unless another language is asked for.
///
/// # Errors
/// If the language is none of ours, or the desk cannot be read.
pub fn dossier_of_incident(desk: &Desk, view: &IncidentView, language: Option<&str>) -> Result<Dossier, Error> {
    let material = desk.material(language.unwrap_or("ar"), &[], std::slice::from_ref(view), &[])?;
    Ok(marsad_export::incident_dossier(&view.incident, &view.citations, &material))
}

/// A case as a dossier, in Arabic unless another language is asked for.
///
/// # Errors
/// If the language is none of ours, or the desk cannot be read.
pub fn dossier_of_case(desk: &Desk, case: &Case, language: Option<&str>) -> Result<Dossier, Error> {
    let (mut items, mut answers, mut views, mut documents) = (BTreeMap::new(), Vec::new(), Vec::new(), Vec::new());
    for citation in case.held() {
        let Some(citable) = Citable::of(citation) else { continue };
        let item = match desk.cited(&citable)? {
            Cited::Incident(view) => {
                views.push((*view).clone());
                Item::Incident(Box::new((view.incident, view.citations)))
            }
            Cited::Claim(claim) => {
                documents.push(claim.claim.document.clone());
                Item::Claim(claim)
            }
            Cited::Document(id, _) => {
                documents.push(id.clone());
                Item::Document(id)
            }
            Cited::Question(words) => {
                let answer = desk.answer_cited(&words)?;
                answers.push(answer.clone());
                Item::Answer(Box::new(answer))
            }
            Cited::Gone => Item::Gone,
        };
        items.insert(citation.to_owned(), item);
    }
    let material = desk.material(language.unwrap_or("ar"), &answers, &views, &documents)?;
    Ok(marsad_export::case_dossier(case, &items, &material))
}
