//! Numbers as they are told: digits of three scripts and number words with their grammar, on the tokens of one text.
//!
//! Time and toll both stand on it. It knows neither what is counted nor what happened to it.

mod digits;
mod range;
mod words;

use marsad_lexicon::{ClassId, Lexicon};
use marsad_record::Note;
use marsad_text::{Hit, Hits, Text, TokenKind};
use rustc_hash::FxHashMap;

pub(crate) use words::Kind;

/// How a number is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Just so many.
    Exact,
    /// «بين 10 و15»
    Range,
    /// «بضعة آلاف», «عشرات»
    Vague,
    /// «ثلث»
    Fraction,
    /// «عشرون ونيف»
    MoreThan,
}

/// One number on a run of tokens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    /// First token.
    pub first: usize,
    /// Last token, included.
    pub last: usize,
    /// The amount, or its lower bound.
    pub low: f64,
    /// The upper bound; the same as `low` for an exact number, `None` if nobody tells it.
    pub high: Option<f64>,
    /// How it is told.
    pub shape: Shape,
    /// True of digits.
    pub is_digits: bool,
    /// True of «الثلاثة», which follows what it counts.
    pub is_definite: bool,
    /// True of «14%».
    pub is_percent: bool,
    /// True of «واحد» alone, which follows what it counts.
    pub is_one: bool,
    /// True of digits joined by a hyphen, which may be a score or a year.
    pub is_hyphenated: bool,
    /// True where «و» stands before it: joined to its first word, or alone before digits.
    pub is_joined: bool,
    /// Folded bytes of clitics before it in its first token.
    pub lead: u8,
}

/// The words of number, prepared from the lexicon once.
pub struct Numbers {
    class: Option<ClassId>,
    word: Option<ClassId>,
    percent: Option<ClassId>,
    /// Words that only look like a number with a preposition: «كمية».
    trap: Option<ClassId>,
    /// Kind and value of each row of `ar/numbers`.
    rows: Vec<(Kind, f64, f64)>,
    /// Folded conjunctions that stand alone before digits.
    conjunctions: Vec<String>,
    links: FxHashMap<String, range::Link>,
}

/// The numbers of a text with a layer for the rules.
#[derive(Default)]
pub struct Found {
    /// In the order of their first tokens.
    pub(crate) numbers: Vec<Number>,
    /// The same as hits of class `number`; `payload` is the index.
    pub(crate) hits: Hits,
    /// What was odd.
    pub(crate) notes: Vec<Note>,
}

impl Numbers {
    /// From `ar/numbers` and the rows of `ar/clitics`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let vocabulary = lexicon.vocabulary();
        let rows =
            lexicon.table("ar/numbers").rows().map(|row| words::row(row.get("kind"), row.get("value"))).collect();
        let conjunctions = lexicon.table("ar/clitics").rows().filter(|row| row.get("class") == "conjunction");
        Self {
            class: vocabulary.class("number"),
            word: vocabulary.class("number-word"),
            percent: vocabulary.class("percent"),
            trap: vocabulary.class("not-number"),
            rows,
            conjunctions: conjunctions.map(|row| lexicon.fold(row.get("written"))).collect(),
            links: range::links(lexicon),
        }
    }

    /// Every number of the text that stands outside page furniture.
    pub fn read(&self, text: &Text, lexicon: &Lexicon) -> Found {
        // No rule asks for a number: then none is read.
        let Some(class) = self.class else { return Found::default() };
        let mut numbers: Vec<Number> = Vec::new();
        let mut notes = Vec::new();
        for sentence in &text.sentences {
            let mut token = sentence.first;
            while token < sentence.end {
                match self.one_at(text, lexicon, token, sentence.end, &mut notes) {
                    Some(number) => {
                        let number = self.percentage(text, number, sentence.end);
                        token = number.last + 1;
                        numbers.push(number);
                    }
                    None => token += 1,
                }
            }
        }
        let numbers = self.ranges(text, numbers);
        let hit = |(index, number): (usize, &Number)| {
            let mut hit = Hit::found(class, number.first, number.last, index);
            hit.lead = number.lead;
            hit
        };
        let hits = Hits::new(numbers.iter().enumerate().map(hit).collect(), text.tokens.len());
        Found { numbers, hits, notes }
    }

    fn one_at(
        &self,
        text: &Text,
        lexicon: &Lexicon,
        token: usize,
        end: usize,
        notes: &mut Vec<Note>,
    ) -> Option<Number> {
        if text.tokens[token].kind == TokenKind::Number {
            return self.digits_at(text, lexicon, token, end, notes);
        }
        self.words_at(text, lexicon, token, end)
    }

    /// Whether the token is a conjunction standing alone, as it does before digits.
    pub fn is_conjunction(&self, text: &Text, token: usize) -> bool {
        let form = text.form(token);
        form.len() <= 4 && self.conjunctions.iter().any(|conjunction| conjunction == form)
    }

    fn percentage(&self, text: &Text, mut number: Number, end: usize) -> Number {
        let next = number.last + 1;
        if next >= end {
            return number;
        }
        if matches!(text.form(next), "%" | "\u{066A}") {
            number.last = next;
            number.is_percent = true;
        } else if let Some(hit) = self.percent.and_then(|percent| text.hits.class_at(next, percent)) {
            number.last = hit.last as usize;
            number.is_percent = true;
        }
        number
    }
}
