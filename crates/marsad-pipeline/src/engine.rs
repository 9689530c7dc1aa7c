//! One document through the stages, in their order. Holds the lexicon and nothing else.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::OnceLock;

use marsad_extract::{Extractor, Settings, Switch, Traces};
use marsad_lexicon::{Lexicon, LexiconError};
use marsad_read::{PageWords, Skipped, documents};
use marsad_reconcile::origin_signature;
use marsad_record::{Document, Extraction, Note, Noted, Pipeline};
use marsad_text::{Analyser, Segmenter, Text, TokenKind};

use crate::input::Input;
use crate::switches::Switches;

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
    /// Built when words are first asked for.
    segmenter: OnceLock<Segmenter>,
    switches: Switches,
    pipeline: Pipeline,
    /// What every document is told, where something is off.
    note: Option<Note>,
}

impl Engine {
    /// With the lexicon that was embedded when the program was built.
    pub fn built_in() -> Self {
        Self::with(Lexicon::built_in(), BUILT_IN, Switches::default())
    }

    /// With a lexicon folder edited by a linguist.
    ///
    /// # Errors
    /// If a file of the folder cannot be read.
    pub fn open(folder: &Path) -> Result<Self, LexiconError> {
        Self::switched(Some(folder), Switches::default())
    }

    /// With some rules or models switched off, and with a folder's lexicon where one is named.
    ///
    /// # Errors
    /// If a file of the folder cannot be read.
    pub fn switched(folder: Option<&Path>, switches: Switches) -> Result<Self, LexiconError> {
        let lexicon = folder.map_or_else(|| Ok(Lexicon::built_in()), Lexicon::open)?;
        let name = folder.map_or_else(|| BUILT_IN.to_owned(), |folder| folder.display().to_string());
        Ok(Self::with(lexicon, &name, switches))
    }

    fn with(lexicon: Lexicon, name: &str, switches: Switches) -> Self {
        let lexicon = lexicon.with_rules_of(switches.rules());
        let on = |is_on| if is_on { Switch::On } else { Switch::Off };
        let settings = Settings {
            rules: on(switches.has_rules("event")),
            model: on(switches.has_model("event-confidence")),
            traces: traces(),
        };
        Self {
            pages: PageWords::new(&lexicon),
            analyser: Analyser::new(&lexicon),
            extractor: Extractor::new(&lexicon, settings),
            segmenter: OnceLock::new(),
            pipeline: switches.pipeline(name.to_owned()),
            note: switches.note(),
            switches,
            lexicon,
        }
    }

    /// The lexicon.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// What reads: the version, the lexicon, the rules and the models that are on.
    pub fn pipeline(&self) -> &Pipeline {
        &self.pipeline
    }

    /// Every document of the inputs, in order; what gave none is one [`Skipped`] with its reason.
    pub fn documents<'e>(
        &'e self,
        inputs: Vec<Input<'e>>,
    ) -> impl Iterator<Item = Result<Noted<Document>, Skipped>> + Send + 'e {
        inputs.into_iter().flat_map(|input| documents(input.source, input.given, &self.pages))
    }

    /// Everything that can be read out of one document. It never fails: a document that breaks a stage
    /// comes back unread, with a note that says so.
    pub fn extract(&self, read: Noted<Document>, words: Words) -> Extraction {
        match words {
            Words::Dropped => self.mine(read, |_| ()).0,
            Words::Kept => {
                let segmenter = self.segmenter.get_or_init(|| match self.switches.has_model("words") {
                    true => Segmenter::new(&self.lexicon),
                    false => Segmenter::without_model(&self.lexicon),
                });
                let (mut extraction, tokens) = self.mine(read, |text| segmenter.tokens(text, &self.lexicon));
                extraction.tokens = tokens;
                extraction
            }
        }
    }

    /// The same, with the shape of the text by which reprints are known.
    pub(crate) fn extract_with_origin(&self, read: Noted<Document>) -> (Extraction, Vec<u64>) {
        self.mine(read, |text| {
            let tokens =
                text.sentences.iter().filter(|sentence| !sentence.is_chrome).flat_map(|one| one.first..one.end);
            let words = tokens.filter(|token| text.tokens[*token].kind != TokenKind::Mark);
            origin_signature(words.map(|token| text.form(token)))
        })
    }

    /// The order of the stages; `also` takes what else is wanted from the text while it is at hand.
    fn mine<T: Default>(&self, read: Noted<Document>, also: impl FnOnce(&Text<'_>) -> T) -> (Extraction, T) {
        let (document, mut notes) = (read.value, read.notes);
        notes.extend(self.note.clone());
        if !is_arabic(&document) {
            return (unread(document, notes), T::default());
        }
        let attempt = catch_unwind(AssertUnwindSafe(|| {
            let text = self.analyser.analyse(&document, &self.lexicon);
            (self.extractor.extract(&document, &text, &self.lexicon), also(&text))
        }));
        match attempt {
            Ok((mut extraction, more)) => {
                extraction.notes.splice(0..0, notes);
                (extraction, more)
            }
            Err(panic) => {
                let told = format!("a fault of the program stopped the reading of this page: {}", said(&*panic));
                notes.push(Note::new("reading-stopped", None, told));
                (unread(document, notes), T::default())
            }
        }
    }
}

/// The lexicon that was embedded when the program was built, as the record names it.
const BUILT_IN: &str = "built-in";

/// `tools/event_confidence/train.py` asks for the features of events by an environment variable.
fn traces() -> Traces {
    match std::env::var_os("MARSAD_EVENT_FEATURES") {
        Some(_) => Traces::Kept,
        None => Traces::Dropped,
    }
}

/// Arabic, or a page too short to tell.
fn is_arabic(document: &Document) -> bool {
    matches!(document.language.as_str(), "ar" | "und")
}

/// The document alone, with the notes that say why.
fn unread(document: Document, notes: Vec<Note>) -> Extraction {
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
        notes,
    }
}

fn said(panic: &(dyn Any + Send)) -> &str {
    let words = panic.downcast_ref::<String>().map(String::as_str);
    words.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no words")
}
