//! A case as a dossier: the notes of its people, and what they put into it, each as a dossier of its own would tell it.

use std::collections::BTreeMap;

use marsad_record::answer::Answer;
use marsad_record::case::{Case, CaseAct, Citable};
use marsad_record::dossier::Material;
use marsad_record::incident::{Citation, Incident};

use crate::dossier::answer::answer_lines;
use crate::dossier::incident::incident_lines;
use crate::dossier::outline::{Cited, Dossier, Layout};
use crate::incident::Citations;

/// What one thing in a case is, as the desk holds it now.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// An incident with its citations.
    Incident(Box<(Incident, Citations)>),
    /// A claim.
    Claim(Citation),
    /// A document, by its id.
    Document(String),
    /// A question with its answer.
    Answer(Box<Answer>),
    /// The desk holds it no more.
    Gone,
}

/// A case as a dossier; `items` tells what each thing in it is.
pub fn case_dossier(case: &Case, items: &BTreeMap<String, Item>, material: &Material) -> Dossier {
    let mut layout = Layout::new(material);
    layout.section("case");
    layout.fact("begun", format!("{} · {}", case.when, case.who));
    layout.fact("citation", format!("marsad:case/{}", case.id));
    if case.entries.iter().any(|entry| entry.act == CaseAct::Note) {
        layout.section("notes");
    }
    for entry in case.entries.iter().filter(|entry| entry.act == CaseAct::Note) {
        let about = entry.subject.as_ref().map(|subject| format!(" · {subject}")).unwrap_or_default();
        layout.part(format!("{} · {}{about}", entry.when, entry.who));
        layout.note(entry.words.as_deref().unwrap_or_default());
    }
    for citation in case.held() {
        match items.get(citation) {
            Some(Item::Incident(told)) => incident_lines(&mut layout, &told.0, &told.1),
            Some(Item::Claim(claim)) => {
                layout.section("claim");
                layout.fact("citation", citation.to_owned());
                layout.quote(Cited {
                    words: &claim.quote,
                    document: &claim.claim.document,
                    claim: Some(&claim.claim.claim),
                    span: claim.span,
                    chain: &claim.chain,
                    outlet: Some(&claim.outlet),
                    published: claim.published.as_deref(),
                    more: Vec::new(),
                });
            }
            Some(Item::Document(id)) => {
                layout.section("document");
                layout.fact("citation", citation.to_owned());
                layout.rests_on(id);
            }
            Some(Item::Answer(answer)) => {
                layout.titled_section(answer.question.clone());
                answer_lines(&mut layout, answer);
            }
            Some(Item::Gone) | None => {
                let kind = match Citable::of(citation) {
                    Some(Citable::Claim(..)) => "claim",
                    Some(Citable::Document(_)) => "document",
                    Some(Citable::Question(_)) => "asked",
                    Some(Citable::Incident(_)) | None => "incident",
                };
                layout.section(kind);
                layout.fact("citation", citation.to_owned());
                layout.fact("state", layout.label("gone"));
            }
        }
    }
    layout.close(case.title.clone())
}
