//! The forms that a dossier can be set in.

use crate::dossier::outline::Dossier;
use crate::dossier::{docx, html, text};

/// One form of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For a terminal.
    Text,
    /// For notes.
    Markdown,
    /// One page that needs nothing beside it.
    Html,
    /// For a word processor.
    Docx,
}

impl Form {
    /// Every form.
    pub const ALL: [Form; 4] = [Form::Text, Form::Markdown, Form::Html, Form::Docx];

    /// The name in the public contract.
    pub fn name(self) -> &'static str {
        match self {
            Form::Text => "text",
            Form::Markdown => "markdown",
            Form::Html => "html",
            Form::Docx => "docx",
        }
    }

    /// The form of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }

    /// How the name of its file ends.
    pub fn ending(self) -> &'static str {
        match self {
            Form::Text => "txt",
            Form::Markdown => "md",
            Form::Html => "html",
            Form::Docx => "docx",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Form::Text => "text/plain; charset=utf-8",
            Form::Markdown => "text/markdown; charset=utf-8",
            Form::Html => "text/html; charset=utf-8",
            Form::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }
}

impl Dossier {
    /// The dossier in a form, as the bytes of a file.
    pub fn set(&self, form: Form) -> Vec<u8> {
        match form {
            Form::Text => text::plain(self).into_bytes(),
            Form::Markdown => text::markdown(self).into_bytes(),
            Form::Html => html::page(self).into_bytes(),
            Form::Docx => docx::file(self),
        }
    }
}
