//! What the lexicon says of one written word, worked out once however often the word comes again, in this text or a later.

use std::sync::{Arc, Mutex, PoisonError};

use marsad_lexicon::{EntryId, Lexicon, Tense, Vocabulary, WordId};
use rustc_hash::FxHashMap;

use crate::clitics::{Clitics, Proclitics, Reading, Suffix};
use crate::hit::Hit;
use crate::tokenise::TokenKind;

/// So many spellings are kept from text to text, about twenty megabytes of them; then the shelf is emptied.
const KEPT: usize = 1 << 16;

/// One distinct folded token.
#[derive(Debug)]
pub(crate) struct Form {
    /// The folded letters.
    pub folded: Box<str>,
    /// Every way to read it as a word of the lexicon.
    pub readings: Box<[Reading]>,
    /// Those of its words that a rule asks for by their letters.
    pub asked: Box<[WordId]>,
    /// The entries that are just this word, as hits on token 0.
    pub singles: Box<[Hit]>,
    /// The readings that longer entries begin with, and where in the vocabulary.
    pub starts: Box<[(Reading, u32)]>,
    /// The word that it is if nothing is cut off.
    pub whole: Option<WordId>,
    /// True of a mark that no name runs over: a comma, a bracket.
    pub is_apart: bool,
}

impl Form {
    fn new(kind: TokenKind, folded: &str, clitics: &Clitics, lexicon: &Lexicon) -> Self {
        let vocabulary = lexicon.vocabulary();
        let mut readings = Vec::new();
        match kind {
            TokenKind::Word => clitics.readings(folded, vocabulary, &mut readings),
            _ => readings.extend(vocabulary.word(folded).map(whole)),
        }
        let is_apart = kind == TokenKind::Mark && !may_stand_in_a_name(folded);
        let bare = readings.iter().find(|reading| reading.lead == 0 && reading.tail == 0);
        let whole = bare.map(|reading| reading.word);
        let mut asked: Vec<WordId> = Vec::new();
        for word in readings.iter().map(|reading| reading.word).filter(|word| vocabulary.is_in_pattern(*word)) {
            if !asked.contains(&word) {
                asked.push(word);
            }
        }
        let mut form = Self {
            folded: folded.into(),
            asked: asked.into(),
            readings: readings.into(),
            singles: Box::default(),
            starts: Box::default(),
            whole,
            is_apart,
        };
        if !is_apart {
            let readings = form.readings.iter();
            let starts = readings.clone().filter(|reading| reading.tail == 0);
            let starts = starts.filter_map(|reading| Some((*reading, vocabulary.enter(reading.word)?))).collect();
            let fitting = readings.flat_map(|reading| {
                let entries = vocabulary.single(reading.word).iter();
                entries.filter(|entry| fits(reading, **entry, vocabulary)).map(move |entry| (reading, *entry))
            });
            let singles = fitting.map(|(reading, entry)| form.hit(vocabulary, reading, entry)).collect();
            (form.starts, form.singles) = (starts, singles);
        }
        form
    }

    /// An entry under one reading of the form, on token 0.
    pub fn hit(&self, vocabulary: &Vocabulary, reading: &Reading, entry: EntryId) -> Hit {
        let mut hit = Hit::found(vocabulary.entry(entry).class, 0, 0, 0);
        hit.entry = Some(entry);
        hit.proclitics = reading.proclitics;
        hit.lead = reading.lead;
        hit.tail = reading.tail;
        hit
    }
}

fn whole(word: WordId) -> Reading {
    Reading { word, proclitics: Proclitics::default(), lead: 0, tail: 0, suffix: Suffix::Any }
}

/// Whether the suffix that a reading strips may follow the entry.
fn fits(reading: &Reading, entry: EntryId, vocabulary: &Vocabulary) -> bool {
    let features = vocabulary.entry(entry).features;
    let is_verb = features.tense != Tense::None;
    // «الاجتماعي»: a word with the article takes no pronoun.
    let is_closed = reading.tail > 0 && features.is_definite;
    let follows = match reading.suffix {
        Suffix::Any => true,
        Suffix::Noun => !is_verb,
        Suffix::Verb => is_verb,
    };
    follows && !is_closed
}

/// A name may run over quotation marks, hashes, underscores and hyphens, but not over a comma or a bracket.
fn may_stand_in_a_name(mark: &str) -> bool {
    matches!(
        mark,
        "\"" | "'" | "\u{00AB}" | "\u{00BB}" | "\u{201C}" | "\u{201D}" | "\u{2018}" | "\u{2019}" | "#" | "_" | "-"
    )
}

/// Where forms wait between texts: one set for each text that was read at the same time.
#[derive(Default)]
pub(crate) struct Shelf(Mutex<Vec<Known>>);

/// Spellings with their forms, and which of them the text being read has met.
#[derive(Default)]
struct Known {
    spellings: FxHashMap<Box<str>, u32>,
    folded: FxHashMap<(TokenKind, Box<str>), u32>,
    forms: Vec<Met>,
    /// Counts the texts.
    text: u32,
}

/// A form, and the last text that met it with its number there.
struct Met {
    form: Arc<Form>,
    text: u32,
    number: u32,
}

/// The forms of the text being read, numbered in the order in which they are met.
///
/// What was kept from earlier texts saves work and changes nothing: a form depends on its letters and the lexicon alone.
pub(crate) struct Forms {
    known: Known,
    list: Vec<Arc<Form>>,
    buffer: String,
}

impl Forms {
    /// For a new text.
    pub(crate) fn of(shelf: &Shelf) -> Self {
        let mut known = shelf.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        known.text = known.text.wrapping_add(1);
        if known.text == 0 {
            known = Known { text: 1, ..Known::default() };
        }
        Self { known, list: Vec::new(), buffer: String::new() }
    }

    /// The number of a token's form.
    pub(crate) fn number(&mut self, kind: TokenKind, spelling: &str, clitics: &Clitics, lexicon: &Lexicon) -> u32 {
        let known = &mut self.known;
        let place = match known.spellings.get(spelling) {
            Some(place) => *place,
            None => {
                self.buffer.clear();
                spelling.chars().for_each(|letter| lexicon.folding().push(letter, &mut self.buffer));
                let key = (kind, self.buffer.as_str().into());
                let place = *known.folded.entry(key).or_insert_with_key(|(_, folded)| {
                    let form = Arc::new(Form::new(kind, folded, clitics, lexicon));
                    known.forms.push(Met { form, text: 0, number: 0 });
                    index(known.forms.len() - 1)
                });
                known.spellings.insert(spelling.into(), place);
                place
            }
        };
        let met = &mut known.forms[place as usize];
        if met.text != known.text {
            (met.text, met.number) = (known.text, index(self.list.len()));
            self.list.push(Arc::clone(&met.form));
        }
        met.number
    }

    /// The forms by number; what was learnt goes back to the shelf.
    pub(crate) fn done(self, shelf: &Shelf) -> Vec<Arc<Form>> {
        if self.known.spellings.len() <= KEPT {
            shelf.0.lock().unwrap_or_else(PoisonError::into_inner).push(self.known);
        }
        self.list
    }
}

fn index(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
