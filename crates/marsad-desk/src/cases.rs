//! Cases: what a person gathers around one matter, and what each thing in it is now.

use marsad_record::answer::{Answer, AnswerQuery};
use marsad_record::case::{Case, CaseAct, CaseEntry, Citable};
use marsad_record::incident::Citation;
use marsad_record::reported::ClaimRef;

use crate::claims::citation;
use crate::desk::Desk;
use crate::error::Error;
use crate::incidents::IncidentView;

/// The longest title and the longest note that are kept, in letters.
const TITLE: usize = 200;
const NOTE: usize = 20_000;

/// What a citation stands for, as the desk holds it now.
#[derive(Debug, Clone, PartialEq)]
pub enum Cited {
    /// An incident, under whatever id it has by now.
    Incident(Box<IncidentView>),
    /// A claim.
    Claim(Citation),
    /// A document, by its id, with its title.
    Document(String, Option<String>),
    /// A question.
    Question(String),
    /// The desk holds it no more.
    Gone,
}

impl Desk {
    /// Every case, in the order in which they were begun.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn cases(&self) -> Result<Vec<Case>, Error> {
        Ok(self.store.cases(None)?)
    }

    /// One case.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn case(&self, id: &str) -> Result<Option<Case>, Error> {
        Ok(self.store.cases(Some(id))?.pop())
    }

    /// Begins a case under a new id.
    ///
    /// # Errors
    /// If it has no title, or the file refuses.
    pub fn begin_case(&self, title: &str, who: &str, when: &str) -> Result<Case, Error> {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        if title.is_empty() || title.chars().count() > TITLE {
            return Err(Error::question("title", format!("a case has a title of 1 to {TITLE} letters")));
        }
        self.store.together(|store| {
            let id = format!("k{}", store.cases(None)?.len() + 1);
            let case = Case { id, title, who: who.to_owned(), when: when.to_owned(), entries: Vec::new() };
            store.begin_case(&case)?;
            Ok(case)
        })
    }

    /// Puts something into a case, takes it out, or keeps a note; gives the entry as it was kept.
    ///
    /// # Errors
    /// If there is no such case, if what is cited is nowhere, if it is there already or is not there, if a note has no
    /// words, or the file refuses.
    pub fn add_to_case(&self, id: &str, mut entry: CaseEntry) -> Result<CaseEntry, Error> {
        let Some(case) = self.case(id)? else {
            return Err(Error::question("case", format!("there is no case `{id}`")));
        };
        if let Some(subject) = &entry.subject {
            let Some(citable) = self.citable(subject)? else {
                return Err(Error::question("subject", format!("nothing here is cited as `{subject}`")));
            };
            entry.subject = Some(self.held_as(&case, &citable)?.unwrap_or_else(|| citable.citation()));
        }
        let is_held = entry.subject.as_deref().is_some_and(|subject| case.held().contains(&subject));
        let subject = entry.subject.clone().unwrap_or_default();
        match entry.act {
            CaseAct::Put | CaseAct::Take if subject.is_empty() => {
                return Err(Error::question("subject", "nothing is cited"));
            }
            CaseAct::Put if is_held => return Err(Error::question("subject", format!("`{subject}` is in it already"))),
            CaseAct::Take if !is_held => return Err(Error::question("subject", format!("`{subject}` is not in it"))),
            _ => {}
        }
        entry.words = entry.words.map(|words| words.trim().to_owned()).filter(|words| !words.is_empty());
        let letters = entry.words.as_ref().map_or(0, |words| words.chars().count());
        if letters > NOTE || (entry.act == CaseAct::Note && letters == 0) {
            return Err(Error::question("words", format!("a note has 1 to {NOTE} letters")));
        }
        let place = self.store.add_to_case(id, &entry)?;
        entry.place = place.ok_or_else(|| Error::question("case", format!("there is no case `{id}`")))?;
        Ok(entry)
    }

    /// The citation by which a case holds it: of an incident, any id that it ever had.
    fn held_as(&self, case: &Case, wanted: &Citable) -> Result<Option<String>, Error> {
        let Citable::Incident(id) = wanted else { return Ok(None) };
        let Some(incident) = self.store.incident(id)? else { return Ok(None) };
        for held in case.held() {
            if let Some(Citable::Incident(other)) = Citable::of(held)
                && (other == incident.id || incident.former.contains(&other))
            {
                return Ok(Some(held.to_owned()));
            }
        }
        Ok(None)
    }

    /// What is meant by a citation, or by the bare id of an incident, a document or a claim (`document/c3`); an incident
    /// under the id that it has now. What was put into a case once can be named so even when the desk holds it no more.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn citable(&self, words: &str) -> Result<Option<Citable>, Error> {
        let words = words.trim();
        let meant = match Citable::of(words) {
            Some(meant) => meant,
            None if words.starts_with("marsad:") || words.is_empty() => return Ok(None),
            None if self.store.incident(words)?.is_some() => Citable::Incident(words.to_owned()),
            None if self.store.has_document(words)? => Citable::Document(words.to_owned()),
            None => match words.rsplit_once('/') {
                Some((document, claim)) => Citable::Claim(document.to_owned(), claim.to_owned()),
                None => return Ok(None),
            },
        };
        let meant = match self.cited(&meant)? {
            Cited::Incident(view) => return Ok(Some(Citable::Incident(view.incident.id))),
            Cited::Gone => meant,
            _ => return Ok(Some(meant)),
        };
        if self.store.cases(None)?.iter().any(|case| case.held().contains(&meant.citation().as_str())) {
            return Ok(Some(meant));
        }
        Ok(None)
    }

    /// What a citation stands for now.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn cited(&self, citable: &Citable) -> Result<Cited, Error> {
        Ok(match citable {
            Citable::Incident(id) => match self.incident(id)? {
                Some(view) => Cited::Incident(Box::new(view)),
                None => Cited::Gone,
            },
            Citable::Claim(document, claim) => {
                let reference = ClaimRef { document: document.clone(), claim: claim.clone() };
                self.claim(&reference)?.map_or(Cited::Gone, |row| Cited::Claim(citation(&row)))
            }
            Citable::Document(id) => {
                let head = self.store.document_head(id)?;
                head.map_or(Cited::Gone, |head| Cited::Document(head.id, head.title))
            }
            Citable::Question(words) => Cited::Question(words.clone()),
        })
    }

    /// The answer to a question that a case holds, as the desk gives it now.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn answer_cited(&self, question: &str) -> Result<Answer, Error> {
        self.answer(&AnswerQuery { question: question.to_owned(), ..AnswerQuery::default() })
    }
}
