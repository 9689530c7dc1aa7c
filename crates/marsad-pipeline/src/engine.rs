//! One document through the stages, in their order. Holds the lexicon and nothing else.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use marsad_extract::Extractor;
use marsad_lexicon::{Lexicon, LexiconError};
use marsad_read::{Given, PageWords, Skipped, Source, documents};
use marsad_record::{Document, Extraction, Note, Noted, Token};
use marsad_text::{Analyser, Text, TokenKind};

/// Whether the words with their clitics apart are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// Kept.
    Kept,
    /// Dropped.
    Dropped,
}

/// The stages with the lexicon they share, prepared once for any number of documents.
pub struct Engine {
    lexicon: Lexicon,
    pages: PageWords,
    analyser: Analyser,
    extractor: Extractor,
}

impl Engine {
    /// With the lexicon that was embedded when the program was built.
    pub fn built_in() -> Self {
        Self::with(Lexicon::built_in())
    }

    /// With a lexicon folder edited by a linguist.
    ///
    /// # Errors
    /// If a file of the folder cannot be read.
    pub fn open(folder: &Path) -> Result<Self, LexiconError> {
        Lexicon::open(folder).map(Self::with)
    }

    fn with(lexicon: Lexicon) -> Self {
        Self {
            pages: PageWords::new(&lexicon),
            analyser: Analyser::new(&lexicon),
            extractor: Extractor::new(&lexicon),
            lexicon,
        }
    }

    /// The lexicon.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Every document of the sources, in order; what gave none is one [`Skipped`] with its reason.
    pub fn documents<'e>(
        &'e self,
        sources: Vec<Source>,
        given: &'e Given,
    ) -> impl Iterator<Item = Result<Noted<Document>, Skipped>> + Send + 'e {
        sources.into_iter().flat_map(move |source| documents(source, given, &self.pages))
    }

    /// Everything that can be read out of one document. It never fails: a document that breaks a stage
    /// comes back unread, with a note that says so.
    pub fn extract(&self, read: Noted<Document>, words: Words) -> Extraction {
        let (document, notes) = (read.value, read.notes);
        let mut extraction = self.extract_document(document, words);
        extraction.notes.splice(0..0, notes);
        extraction
    }

    fn extract_document(&self, document: Document, words: Words) -> Extraction {
        if !is_arabic(&document) {
            let note = Note::new(
                "language-not-mined",
                None,
                format!("the page's language is {}; only Arabic is read for claims", document.language),
            );
            return unread(document, note);
        }
        let attempt = catch_unwind(AssertUnwindSafe(|| self.stages(&document, words)));
        attempt.unwrap_or_else(|panic| {
            let text = format!("a fault of the program stopped the reading of this page: {}", said(&*panic));
            unread(document, Note::new("reading-stopped", None, text))
        })
    }

    /// The order of the stages.
    fn stages(&self, document: &Document, words: Words) -> Extraction {
        let text = self.analyser.analyse(document, &self.lexicon);
        let mut extraction = self.extractor.extract(document, &text, &self.lexicon);
        if words == Words::Kept {
            extraction.tokens = words_of(&text);
        }
        extraction
    }
}

/// Every Arabic word with its clitics apart.
fn words_of(text: &Text<'_>) -> Vec<Token> {
    let tokens = text.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word);
    tokens.map(|(index, token)| Token { span: token.span, segments: vec![text.form(index).to_owned()] }).collect()
}

/// Arabic, or a page too short to tell.
fn is_arabic(document: &Document) -> bool {
    matches!(document.language.as_str(), "ar" | "und")
}

/// The document alone, with the note that says why.
fn unread(document: Document, note: Note) -> Extraction {
    Extraction {
        document,
        mentions: Vec::new(),
        times: Vec::new(),
        quantities: Vec::new(),
        tokens: Vec::new(),
        claims: Vec::new(),
        events: Vec::new(),
        relations: Vec::new(),
        forecasts: Vec::new(),
        entities: Vec::new(),
        notes: vec![note],
    }
}

fn said(panic: &(dyn Any + Send)) -> &str {
    let words = panic.downcast_ref::<String>().map(String::as_str);
    words.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no words")
}
