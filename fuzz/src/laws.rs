//! What holds of any bytes: nothing panics, every span is inside its text, folding has a way back, values are well-formed.

use marsad_extract::number::Numbers;
use marsad_extract::time::Times;
use marsad_extract::toll::Tolls;
use marsad_extract::{Extractor, Settings};
use marsad_lexicon::Lexicon;
use marsad_read::{Given, PageWords, Source, documents};
use marsad_record::{Basis, Document, Extraction, Published, Quantity, Span, TimeExpression, TimeValue};
use marsad_text::{Analyser, Segmenter, Text, TokenKind};

use crate::pieces::Pieces;

/// What is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Letters, tokens, clitics, sentences.
    Folding,
    /// Times, and the numbers in them.
    Times,
    /// Amounts and what befell them.
    Tolls,
    /// Bytes to a page to everything that can be read out of it.
    Article,
}

impl Target {
    /// Every target, by name.
    pub const ALL: &[(&str, Target)] = &[
        ("folding", Target::Folding),
        ("times", Target::Times),
        ("tolls", Target::Tolls),
        ("article", Target::Article),
    ];
}

/// The stages, prepared once.
pub struct Bench {
    lexicon: Lexicon,
    pieces: Pieces,
    pages: PageWords,
    analyser: Analyser,
    segmenter: Segmenter,
    numbers: Numbers,
    times: Times,
    tolls: Tolls,
    extractor: Extractor,
}

impl Default for Bench {
    fn default() -> Self {
        let lexicon = Lexicon::built_in();
        Self {
            pieces: Pieces::new(&lexicon),
            pages: PageWords::new(&lexicon),
            analyser: Analyser::new(&lexicon),
            segmenter: Segmenter::new(&lexicon),
            numbers: Numbers::new(&lexicon),
            times: Times::new(&lexicon),
            tolls: Tolls::new(&lexicon),
            extractor: Extractor::new(&lexicon, Settings::default()),
            lexicon,
        }
    }
}

impl Bench {
    /// The text that the bytes stand for.
    pub fn text(&self, bytes: &[u8]) -> String {
        self.pieces.text(bytes)
    }

    /// Holds every law of a target to the text; panics where one is broken.
    pub fn hold(&self, target: Target, text: &str) {
        match target {
            Target::Folding => self.folding(&document(text)),
            Target::Times => self.times(&document(text)),
            Target::Tolls => self.tolls(&document(text)),
            Target::Article => self.article(text),
        }
    }

    fn folding(&self, document: &Document) {
        let fold = |text: &str| self.lexicon.fold(text);
        let folded = fold(&document.text);
        assert_eq!(fold(&folded), folded, "folding twice is folding once");
        let text = self.analyser.analyse(document, &self.lexicon);
        let mut end = 0;
        for (index, token) in text.tokens.iter().enumerate() {
            let between = inside(&document.text, Span { start: end, end: token.span.start });
            assert!(between.chars().all(|letter| self.is_nothing(letter)), "letters between tokens: {between:?}");
            assert!(!token.span.is_empty(), "a token has letters");
            assert_eq!(text.form(index), fold(inside(&document.text, token.span)), "a form is its token, folded");
            end = token.span.end;
        }
        let rest = inside(&document.text, Span { start: end, end: document.text.len() });
        assert!(rest.chars().all(|letter| self.is_nothing(letter)), "letters after the last token: {rest:?}");
        self.sentences(&text);
        for hit in text.hits.iter().chain(text.dateline_hits.iter()) {
            let letters = inside(&document.text, text.hit_span(hit));
            assert!(hit.first <= hit.last && (hit.last as usize) < text.tokens.len(), "a hit is on tokens");
            if hit.first == hit.last {
                let form = text.form(hit.first as usize);
                let word = form.get(usize::from(hit.lead)..form.len() - usize::from(hit.tail)).unwrap_or("\u{0}");
                // A ligature is not cut in two: the letter before the word comes with it.
                let has_ligature = letters.chars().any(|letter| fold(&letter.to_string()).chars().nth(1).is_some());
                let found = fold(letters);
                let is_word = if has_ligature { found.contains(word) } else { found == word };
                assert!(is_word, "a hit gives back its own letters: {found:?} and {word:?}");
            }
        }
        let words = text.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word);
        for ((index, _), cut) in words.zip(self.segmenter.tokens(&text, &self.lexicon)) {
            assert_eq!(cut.segments.concat(), text.form(index), "the segments, joined, are the word");
        }
    }

    /// Whether no token need hold the letter.
    fn is_nothing(&self, letter: char) -> bool {
        letter.is_whitespace() || self.lexicon.folding().drops(letter)
    }

    fn sentences(&self, text: &Text) {
        let mut next = 0;
        for (index, sentence) in text.sentences.iter().enumerate() {
            assert!(sentence.first == next && sentence.end > sentence.first, "sentences follow each other");
            assert!(sentence.tokens().all(|token| text.tokens[token].sentence as usize == index));
            inside(text.original, sentence.span);
            next = sentence.end;
        }
        assert_eq!(next, text.tokens.len(), "every token is in a sentence");
    }

    fn times(&self, document: &Document) {
        let text = self.analyser.analyse(document, &self.lexicon);
        let numbers = self.numbers.read(&text, &self.lexicon);
        for time in self.times.read(document, &text, &self.lexicon, &numbers).value {
            well_formed_time(&time, &document.text);
        }
    }

    fn tolls(&self, document: &Document) {
        let text = self.analyser.analyse(document, &self.lexicon);
        let numbers = self.numbers.read(&text, &self.lexicon);
        let times = self.times.read(document, &text, &self.lexicon, &numbers).value;
        well_formed_quantities(&self.tolls.read(&text, &self.lexicon, &times, &numbers).value, &document.text);
    }

    /// The text as a page of plain text, HTML or JSON, whatever it looks like.
    fn article(&self, text: &str) {
        let bytes = std::io::Cursor::new(text.to_owned().into_bytes());
        let given = Given { published: Some("2022-06-14".to_owned()), ..Given::default() };
        for read in documents(Source::stream("fuzz", bytes), &given, &self.pages).flatten() {
            let text = self.analyser.analyse(&read.value, &self.lexicon);
            let extraction = self.extractor.extract(&read.value, &text, &self.lexicon);
            well_formed(&extraction);
            let again = self.analyser.analyse(&read.value, &self.lexicon);
            let again = self.extractor.extract(&read.value, &again, &self.lexicon);
            assert!(extraction == again, "the same page gives the same record");
        }
    }
}

fn document(text: &str) -> Document {
    Document::of_text(text.to_owned(), Published { value: Some("2022-06-14".to_owned()), basis: Basis::Given })
}

/// The letters of a span, which must be inside the text and between letters.
fn inside(text: &str, span: Span) -> &str {
    let letters = if span.start <= span.end { text.get(span.start..span.end) } else { None };
    letters.unwrap_or_else(|| panic!("a span outside its text: {span:?} of {}", text.len()))
}

fn well_formed_value(value: &TimeValue) {
    assert!(!value.value.is_empty(), "a time has a value");
    if let Some(interval) = value.interval {
        let ordered = interval.from.zip(interval.to).is_none_or(|(from, to)| from <= to);
        assert!(ordered, "an interval runs forward: {value:?}");
    }
    let looks_like_a_day =
        value.value.len() == 10 && value.value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let is_open = value.value.contains(|letter: char| !letter.is_ascii());
    assert!(!looks_like_a_day || is_open || value.interval.is_some(), "a day that no calendar has: {value:?}");
}

fn well_formed_time(time: &TimeExpression, text: &str) {
    assert!(!inside(text, time.span).is_empty(), "a time has words");
    assert!(time.alternatives.len() <= 2, "few alternatives");
    well_formed_value(&time.value);
    time.alternatives.iter().for_each(well_formed_value);
}

fn well_formed_quantities(quantities: &[Quantity], text: &str) {
    for (index, quantity) in quantities.iter().enumerate() {
        assert!(!inside(text, quantity.span).is_empty(), "an amount has words");
        let range = quantity.range;
        let bounds = [range.low, range.high].into_iter().flatten();
        assert!(bounds.into_iter().all(|bound| bound.is_finite() && bound >= 0.0), "an amount is a number: {range:?}");
        assert!(range.low.zip(range.high).is_none_or(|(low, high)| low <= high), "a range runs upward: {range:?}");
        let is_whole = |whole: usize| whole < quantities.len() && whole != index;
        assert!(quantity.part_of.is_none_or(is_whole), "a part is of another amount");
    }
}

fn well_formed(extraction: &Extraction) {
    let text = extraction.document.text.as_str();
    extraction.times.iter().for_each(|time| well_formed_time(time, text));
    well_formed_quantities(&extraction.quantities, text);
    let words = |span: Span| assert!(!inside(text, span).is_empty(), "a finding has words");
    extraction.mentions.iter().for_each(|mention| words(mention.span));
    extraction.relations.iter().for_each(|relation| words(relation.span));
    extraction.forecasts.iter().for_each(|forecast| words(forecast.span));
    extraction.notes.iter().filter_map(|note| note.span).for_each(words);
    let claims: Vec<&str> = extraction.claims.iter().map(|claim| claim.id.as_str()).collect();
    let events: Vec<&str> = extraction.events.iter().map(|event| event.id.as_str()).collect();
    for claim in &extraction.claims {
        words(claim.span);
        assert!(!claim.attribution.is_empty(), "a claim has a voice");
        claim.attribution.iter().flat_map(|link| [link.span, link.cue]).flatten().for_each(words);
        assert!(claim.events.iter().all(|event| events.contains(&event.as_str())), "events exist");
    }
    for event in &extraction.events {
        words(event.trigger);
        event.actors.iter().chain(&event.recipients).filter_map(|role| role.span).for_each(words);
        event.place.as_ref().and_then(|place| place.span).into_iter().for_each(words);
        [&event.toll.killed, &event.toll.wounded].into_iter().flatten().filter_map(|part| part.span).for_each(words);
        event.when.iter().chain(&event.when_alternatives).for_each(well_formed_value);
        assert!((0.0..=1.0).contains(&event.confidence), "a confidence is a share");
        assert!(event.claims.iter().all(|claim| claims.contains(&claim.as_str())), "claims exist");
    }
}
