//! From the desk's answers to dossiers: what both faces, the API and the command line, do alike.

use marsad_desk::{Desk, Error, IncidentView};
use marsad_export::Dossier;
use marsad_record::answer::Answer;

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
