//! What a dossier needs beside its subject: the documents that it quotes, labels and names in one language.

use std::collections::BTreeSet;

use marsad_record::answer::Answer;
use marsad_record::dossier::Material;

use crate::desk::Desk;
use crate::error::Error;
use crate::incidents::IncidentView;

/// At most so many disputed incidents of a timeline are told side by side.
const DISPUTED: usize = 12;

impl Desk {
    /// The disputed incidents of an answer's timeline, with every side.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn disputed_incidents(&self, answer: &Answer) -> Result<Vec<IncidentView>, Error> {
        let disputed = answer.timeline.iter().filter(|moment| !moment.disputed.is_empty());
        let views = disputed.rev().take(DISPUTED).filter_map(|moment| self.incident(&moment.incident).transpose());
        let mut views = views.collect::<Result<Vec<_>, Error>>()?;
        views.reverse();
        Ok(views)
    }

    /// What a dossier of an answer and of incidents needs beside them.
    ///
    /// # Errors
    /// If the language is none of ours, or the file cannot be read.
    pub fn material(
        &self,
        language: &str,
        answers: &[Answer],
        incidents: &[IncidentView],
        documents: &[String],
    ) -> Result<Material, Error> {
        if !matches!(language, "ar" | "en") {
            return Err(Error::question("language", format!("`{language}` is neither ar nor en")));
        }
        let mut quoted: BTreeSet<&str> = documents.iter().map(String::as_str).collect();
        for answer in answers {
            quoted.extend(answer.supporting.iter().chain(&answer.against).map(|evidence| evidence.document.as_str()));
            quoted.extend(answer.forecasts.iter().map(|outlook| outlook.document.as_str()));
            quoted.extend(answer.timeline.iter().map(|moment| moment.document.as_str()));
        }
        quoted.extend(incidents.iter().flat_map(|view| &view.incident.documents).map(String::as_str));
        let mut material =
            Material { language: language.to_owned(), labels: self.labels(language), ..Material::default() };
        for id in quoted {
            if let Some(extraction) = self.document(id)? {
                material.documents.insert(id.to_owned(), extraction.document);
            }
        }
        let outlets = material.documents.values().filter_map(|document| document.outlet.clone());
        let mut ids: BTreeSet<String> = outlets.collect();
        for facts in incidents.iter().map(|view| &view.incident.facts) {
            let roles = facts.actors.sides.iter().chain(&facts.recipients.sides);
            ids.extend(roles.filter_map(|side| side.value.entity.clone()));
            ids.extend(facts.place.sides.iter().filter_map(|side| side.value.place.clone()));
        }
        for id in ids {
            if let Some(name) = self.name_in(language, &id)? {
                material.names.insert(id, name);
            }
        }
        Ok(material)
    }

    /// What an entity or a place is called in a language.
    fn name_in(&self, language: &str, id: &str) -> Result<Option<String>, Error> {
        let pick =
            |en: String, ar: String| Some(if language == "ar" { ar } else { en }).filter(|name| !name.is_empty());
        if let Some(place) = self.place_names(id) {
            return Ok(pick(place.name_en, place.name_ar));
        }
        Ok(self.actor(id)?.and_then(|entity| pick(entity.name_en, entity.name_ar)))
    }
}
