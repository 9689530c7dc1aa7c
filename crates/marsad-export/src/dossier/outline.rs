//! What a dossier says, line by line, before it is set in any form.

use std::collections::BTreeSet;

use marsad_record::dossier::Material;
use marsad_record::{Document, Span};

use crate::position::Positions;

/// A dossier, laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// What it is about.
    pub title: String,
    /// `ar` or `en`.
    pub language: String,
    pub(super) lines: Vec<Line>,
}

/// One line of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// A section begins.
    Section(String),
    /// A part of a section begins.
    Part(String),
    /// A label with what it is.
    Fact(String, String),
    /// A person's own words.
    Note(String),
    /// Words of a document, with who carried them and where they stand: labels with what they are.
    Quote(String, Vec<(String, String)>),
}

/// Words of a document with what is known of them.
pub(super) struct Cited<'c> {
    pub(super) words: &'c str,
    pub(super) document: &'c str,
    pub(super) claim: Option<&'c str>,
    pub(super) span: Span,
    pub(super) chain: &'c [String],
    pub(super) outlet: Option<&'c str>,
    pub(super) published: Option<&'c str>,
    /// More labels (by id) with what they are.
    pub(super) more: Vec<(&'c str, String)>,
}

/// Lays a dossier out, and remembers which documents it quotes.
pub(super) struct Layout<'m> {
    pub(super) material: &'m Material,
    lines: Vec<Line>,
    quoted: BTreeSet<String>,
}

impl<'m> Layout<'m> {
    pub(super) fn new(material: &'m Material) -> Self {
        Self { material, lines: Vec::new(), quoted: BTreeSet::new() }
    }

    /// A fixed label; its id where the lexicon has none.
    pub(super) fn label(&self, id: &str) -> String {
        self.material.labels.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    /// What an id is called, or else the words of the text.
    pub(super) fn name(&self, id: Option<&str>, words: &str) -> String {
        id.and_then(|id| self.material.names.get(id)).cloned().unwrap_or_else(|| words.to_owned())
    }

    pub(super) fn section(&mut self, label: &str) {
        self.lines.push(Line::Section(self.label(label)));
    }

    pub(super) fn titled_section(&mut self, title: String) {
        self.lines.push(Line::Section(title));
    }

    pub(super) fn part(&mut self, title: String) {
        self.lines.push(Line::Part(title));
    }

    pub(super) fn fact(&mut self, label: &str, what: String) {
        self.lines.push(Line::Fact(self.label(label), what));
    }

    pub(super) fn note(&mut self, words: &str) {
        self.lines.push(Line::Note(words.to_owned()));
    }

    pub(super) fn quote(&mut self, cited: Cited<'_>) {
        let mut facts = Vec::new();
        let mut tell = |label: String, what: String| {
            if !what.trim().is_empty() {
                facts.push((label, what));
            }
        };
        let document = self.material.documents.get(cited.document);
        let outlet = cited.outlet.or_else(|| document?.outlet.as_deref()).map(|id| self.name(Some(id), id));
        let published = cited.published.or_else(|| document?.published.value.as_deref());
        let arrow = if self.material.language == "ar" { " ← " } else { " → " };
        // The first link is the outlet: it is called what it is called in the language of the dossier.
        let voices = outlet.iter().chain(cited.chain.iter().skip(usize::from(outlet.is_some())));
        tell(self.label("chain"), voices.map(String::as_str).collect::<Vec<_>>().join(arrow));
        tell(self.label("outlet"), outlet.clone().unwrap_or_default());
        tell(self.label("published"), published.map(short).unwrap_or_default().to_owned());
        for (label, what) in cited.more {
            tell(self.label(label), what);
        }
        tell(self.label("document"), cited.document.to_owned());
        tell(self.label("claim"), cited.claim.unwrap_or_default().to_owned());
        if let Some(document) = document {
            let positions = Positions::of(&document.text);
            let ends = [cited.span.start, cited.span.end].map(|byte| positions.at(byte).to_string());
            tell(self.label("characters"), ends.join("\u{2013}"));
        }
        self.quoted.insert(cited.document.to_owned());
        self.lines.push(Line::Quote(cited.words.to_owned(), facts));
    }

    /// Another document that the dossier is made from, though it quotes none of its words.
    pub(super) fn rests_on(&mut self, document: &str) {
        self.quoted.insert(document.to_owned());
    }

    /// The dossier, closed with the documents that it quotes.
    pub(super) fn close(mut self, title: String) -> Dossier {
        let quoted: Vec<&Document> = self.quoted.iter().filter_map(|id| self.material.documents.get(id)).collect();
        if !quoted.is_empty() {
            self.lines.push(Line::Section(self.label("documents")));
        }
        for document in quoted {
            let mut facts = vec![document.title.clone().unwrap_or_default()];
            facts.push(document.outlet.as_deref().map(|id| self.name(Some(id), id)).unwrap_or_default());
            facts.push(document.published.value.as_deref().map(short).unwrap_or_default().to_owned());
            facts.push(document.url.clone().unwrap_or_default());
            facts.retain(|fact| !fact.is_empty());
            self.lines.push(Line::Fact(document.id.clone(), facts.join(" · ")));
        }
        Dossier { title, language: self.material.language.clone(), lines: self.lines }
    }
}

/// The day of a date.
pub(super) fn short(day: &str) -> &str {
    day.get(..10).unwrap_or(day)
}

/// Two ends of a stretch of time; an end that nobody tells is left open.
pub(super) fn stretch(from: Option<&str>, to: Option<&str>) -> String {
    let ends = [from, to].map(|day| day.unwrap_or("…"));
    if ends[0] == ends[1] { ends[0].to_owned() } else { ends.join(" \u{2013} ") }
}
