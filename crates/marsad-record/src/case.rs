//! A case: what a person gathers around one matter, as a log of small acts. Nothing in it is ever changed; what is taken
//! out stays in the log.

use crate::vocabulary;

vocabulary! {
    /// What was done to a case.
    CaseAct {
        Put = "put", Take = "take", Note = "note",
    }
}

/// One thing that was done to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseEntry {
    /// Its place in the case, from 1.
    pub place: usize,
    /// What was done.
    pub act: CaseAct,
    /// What was put in or taken out, or what a note is about: a [`Citable`] as its citation.
    pub subject: Option<String>,
    /// A person's words.
    pub words: Option<String>,
    /// Who did it.
    pub who: String,
    /// When, ISO 8601.
    pub when: String,
}

/// A case with everything that was done to it, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Unique id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Who began it.
    pub who: String,
    /// When, ISO 8601.
    pub when: String,
    /// What was done.
    pub entries: Vec<CaseEntry>,
}

impl Case {
    /// What is in the case now, in the order in which it was put there.
    pub fn held(&self) -> Vec<&str> {
        let mut held: Vec<&str> = Vec::new();
        for entry in &self.entries {
            let Some(subject) = entry.subject.as_deref() else { continue };
            match entry.act {
                CaseAct::Put if !held.contains(&subject) => held.push(subject),
                CaseAct::Take => held.retain(|other| *other != subject),
                CaseAct::Put | CaseAct::Note => {}
            }
        }
        held
    }
}

/// What can be cited, in a form that stays: `marsad:incident/ID`, `marsad:claim/DOCUMENT/c3`, `marsad:document/ID`,
/// `marsad:question/WORDS`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Citable {
    /// An incident, by its id or an earlier one.
    Incident(String),
    /// A claim: its document and its id there.
    Claim(String, String),
    /// A document.
    Document(String),
    /// A question, by its words.
    Question(String),
}

impl Citable {
    /// What such a citation stands for; nothing where it is none.
    pub fn of(citation: &str) -> Option<Self> {
        let rest = citation.trim().strip_prefix("marsad:")?;
        let (kind, id) = rest.split_once('/').filter(|(_, id)| !id.is_empty())?;
        match kind {
            "incident" => Some(Self::Incident(id.to_owned())),
            "document" => Some(Self::Document(id.to_owned())),
            "question" => Some(Self::Question(id.to_owned())),
            "claim" => {
                let (document, claim) =
                    id.rsplit_once('/').filter(|(document, claim)| !document.is_empty() && !claim.is_empty())?;
                Some(Self::Claim(document.to_owned(), claim.to_owned()))
            }
            _ => None,
        }
    }

    /// The citation.
    pub fn citation(&self) -> String {
        match self {
            Self::Incident(id) => format!("marsad:incident/{id}"),
            Self::Claim(document, claim) => format!("marsad:claim/{document}/{claim}"),
            Self::Document(id) => format!("marsad:document/{id}"),
            Self::Question(words) => format!("marsad:question/{words}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, CaseAct, CaseEntry, Citable};

    fn entry(place: usize, act: CaseAct, subject: &str) -> CaseEntry {
        let (who, when) = ("a".to_owned(), "2026-01-01".to_owned());
        CaseEntry { place, act, subject: Some(subject.to_owned()), words: None, who, when }
    }

    #[test]
    fn what_is_taken_out_is_held_no_more_and_can_be_put_back() {
        let mut case = Case {
            id: "c".to_owned(),
            title: "t".to_owned(),
            who: "a".to_owned(),
            when: "2026-01-01".to_owned(),
            entries: vec![entry(1, CaseAct::Put, "x"), entry(2, CaseAct::Put, "y"), entry(3, CaseAct::Take, "x")],
        };
        assert_eq!(case.held(), ["y"]);
        case.entries.push(entry(4, CaseAct::Put, "x"));
        assert_eq!(case.held(), ["y", "x"]);
    }

    #[test]
    fn a_citation_reads_back_as_what_it_was_made_of() {
        for citation in ["marsad:incident/3f", "marsad:claim/a/b/c3", "marsad:document/d", "marsad:question/من؟"] {
            assert_eq!(Citable::of(citation).map(|cited| cited.citation()).as_deref(), Some(citation));
        }
        for wrong in ["incident/3f", "marsad:claim/a", "marsad:incident/", "marsad:actor/x", ""] {
            assert_eq!(Citable::of(wrong), None, "{wrong}");
        }
    }
}
