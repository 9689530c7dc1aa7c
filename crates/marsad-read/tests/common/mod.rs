//! What all tests of the reader share: one lexicon, a folder that goes away, one way to read.

#![allow(dead_code)]

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use marsad_lexicon::Lexicon;
use marsad_read::{Given, Outcome, PageWords, Source, documents};
use marsad_record::{ChromeKind, Document, Noted};

pub fn words() -> &'static PageWords {
    static WORDS: OnceLock<PageWords> = OnceLock::new();
    WORDS.get_or_init(|| PageWords::new(&Lexicon::built_in()))
}

/// A folder under the build folder that is removed at the end of its test.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).expect("a folder inside it");
        }
        std::fs::write(&path, bytes).expect("a file for the test");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn read(path: impl Into<PathBuf>) -> Vec<Outcome> {
    documents(Source::path(path), &Given::default(), words()).collect()
}

pub fn read_bytes(bytes: impl AsRef<[u8]>) -> Vec<Outcome> {
    read_given(bytes, &Given::default())
}

pub fn read_given(bytes: impl AsRef<[u8]>, given: &Given) -> Vec<Outcome> {
    let reader = std::io::Cursor::new(bytes.as_ref().to_vec());
    documents(Source::stream("-", reader), given, words()).collect()
}

/// The only document of these bytes.
pub fn one(bytes: impl AsRef<[u8]>) -> Noted<Document> {
    let mut outcomes = read_bytes(bytes);
    assert_eq!(outcomes.len(), 1, "{outcomes:?}");
    outcomes.remove(0).expect("a document")
}

/// Why the only input gave no document.
pub fn reason(outcomes: &[Outcome]) -> String {
    match outcomes {
        [Err(skipped)] => skipped.to_string(),
        other => panic!("one skipped input was expected: {other:?}"),
    }
}

/// The furniture of a document as kind and words.
pub fn chrome(document: &Document) -> Vec<(ChromeKind, &str)> {
    document.chrome.iter().map(|chrome| (chrome.kind, chrome.span.of(&document.text))).collect()
}

pub fn note_kinds(noted: &Noted<Document>) -> Vec<&str> {
    noted.notes.iter().map(|note| note.kind.as_str()).collect()
}
