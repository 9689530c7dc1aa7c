//! A dossier for people: an answer, an incident or a case laid out once, set as plain text, Markdown, HTML or DOCX.
//!
//! Nothing is written for it: every line is a quote, a name, a person's note, or a fixed label of the lexicon.

mod answer;
mod case;
mod docx;
mod forms;
mod html;
mod incident;
mod outline;
mod package;
mod text;

pub use answer::answer_dossier;
pub use case::{Item, case_dossier};
pub use forms::Form;
pub use incident::incident_dossier;
pub use outline::Dossier;
