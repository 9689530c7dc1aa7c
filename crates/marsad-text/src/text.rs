//! One document's text, read once: tokens, sentences, and every entry of the lexicon that stands in it.

use std::collections::BTreeSet;
use std::sync::Arc;

use marsad_lexicon::{ClassId, Folding, Lexicon, WordId};
use marsad_record::{ChromeKind, Document, Note, Span};

use crate::clitics::{Clitics, Reading};
use crate::form::{Form, Forms, Shelf};
use crate::hit::{Hit, Hits};
use crate::sentence::{self, Sentence};
use crate::tokenise::{self, Letters, Token, TokenKind};

/// What is made of the lexicon once, to read any number of texts.
pub struct Analyser {
    clitics: Clitics,
    letters: Letters,
    abbreviations: BTreeSet<String>,
    /// Forms of earlier texts: the same words come again.
    shelf: Shelf,
}

/// One document's text, read.
pub struct Text<'d> {
    /// The original text.
    pub original: &'d str,
    /// Its tokens in order.
    pub tokens: Vec<Token>,
    /// Its sentences in order; chrome is in sentences of its own.
    pub sentences: Vec<Sentence>,
    /// Every entry of the lexicon that stands on its tokens, overlapping ones too; none on page furniture.
    pub hits: Hits,
    /// The entries on furniture that tells who wrote and when, for whoever reads that.
    pub dateline_hits: Hits,
    /// What was odd.
    pub notes: Vec<Note>,
    forms: Vec<Arc<Form>>,
    folding: &'d Folding,
}

impl Analyser {
    /// Prepares the clitics and abbreviations of a lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            clitics: Clitics::new(lexicon),
            letters: Letters::new(lexicon.folding()),
            abbreviations: sentence::abbreviations(lexicon),
            shelf: Shelf::default(),
        }
    }

    /// Reads a document's text.
    pub fn analyse<'d>(&self, document: &'d Document, lexicon: &'d Lexicon) -> Text<'d> {
        let original = document.text.as_str();
        let (mut tokens, forms) = self.tokens(original, lexicon);
        let is_abbreviation = |token: &Token| {
            let folded = &forms[token.form as usize].folded;
            folded.chars().nth(1).is_none() || self.abbreviations.contains(&**folded)
        };
        let sentences = sentences(document, &mut tokens, is_abbreviation);
        let notes = sentences.iter().find(|sentence| sentence.tokens().len() >= sentence::LONGEST).map(cut);
        let article = sentences.iter().filter(|sentence| !sentence.is_chrome);
        let hits = self::hits(&tokens, &forms, article, lexicon);
        let datelines = sentences.iter().filter(|sentence| sentence.is_dateline);
        let dateline_hits = self::hits(&tokens, &forms, datelines, lexicon);
        let (notes, folding) = (notes.into_iter().collect(), lexicon.folding());
        Text { original, tokens, sentences, hits, dateline_hits, notes, forms, folding }
    }

    fn tokens(&self, original: &str, lexicon: &Lexicon) -> (Vec<Token>, Vec<Arc<Form>>) {
        let mut tokens = Vec::with_capacity(original.len() / 8);
        let mut forms = Forms::of(&self.shelf);
        tokenise::tokens(original, &self.letters, |kind, span, line| {
            let form = forms.number(kind, span.of(original), &self.clitics, lexicon);
            tokens.push(Token { span, kind, form, line, sentence: 0 });
        });
        (tokens, forms.done(&self.shelf))
    }
}

/// A note that a sentence had no end.
fn cut(sentence: &Sentence) -> Note {
    let told = "A sentence of more than a thousand words was read in parts: what hangs together over a cut is lost.";
    Note::new("endless-sentence", Some(sentence.span), told)
}

fn sentences(document: &Document, tokens: &mut [Token], is_abbreviation: impl Fn(&Token) -> bool) -> Vec<Sentence> {
    let text = document.text.as_str();
    let mut sentences = Vec::new();
    // Chrome and article text never share a sentence: the tokens are cut into runs of one kind first.
    let mut chrome = document.chrome.iter().peekable();
    let mut run = 0;
    while run < tokens.len() {
        let at = tokens[run].span.start;
        while chrome.peek().is_some_and(|chrome| chrome.span.end <= at) {
            chrome.next();
        }
        let within = chrome.peek().filter(|chrome| chrome.span.start <= at);
        let is_dateline = within.is_some_and(|chrome| matches!(chrome.kind, ChromeKind::Dateline | ChromeKind::Byline));
        let inside = within.map(|chrome| chrome.span.end);
        let limit = inside.or_else(|| chrome.peek().map(|chrome| chrome.span.start)).unwrap_or(usize::MAX);
        let length = tokens[run..].iter().take_while(|token| token.span.start < limit).count().max(1);
        for (first, end) in sentence::boundaries(text, &tokens[run..run + length], &is_abbreviation) {
            let (first, end) = (run + first, run + end);
            let span = Span::new(tokens[first].span.start, tokens[end - 1].span.end);
            sentences.push(Sentence {
                span,
                first,
                end,
                line: tokens[first].line,
                is_title: inside.is_none() && document.title_span.is_some_and(|title| title.overlaps(&span)),
                is_chrome: inside.is_some(),
                is_dateline,
            });
        }
        run += length;
    }
    for (index, sentence) in sentences.iter().enumerate() {
        for token in &mut tokens[sentence.first..sentence.end] {
            token.sentence = u32::try_from(index).unwrap_or(u32::MAX);
        }
    }
    sentences
}

/// Every entry on the tokens: those of one word come with the form, longer ones are looked for from each word that
/// begins one.
fn hits<'s>(
    tokens: &[Token],
    forms: &[Arc<Form>],
    sentences: impl Iterator<Item = &'s Sentence>,
    lexicon: &Lexicon,
) -> Hits {
    let vocabulary = lexicon.vocabulary();
    let mut hits = Hits::over(tokens.len());
    let mut long: Vec<Hit> = Vec::new();
    for sentence in sentences {
        for first in sentence.tokens() {
            let form = &*forms[tokens[first].form as usize];
            for (reading, node) in &form.starts {
                let mut node = *node;
                for last in first + 1..sentence.end {
                    let next = &*forms[tokens[last].form as usize];
                    if tokens[last].kind == TokenKind::Mark {
                        // «حركة "طالبان"», «#إقليم_قندوز»: quotation marks and hashes stand inside names, commas do not.
                        if next.is_apart {
                            break;
                        }
                        continue;
                    }
                    let Some(next) = next.whole.and_then(|word| vocabulary.step(node, word)) else { break };
                    node = next;
                    for entry in vocabulary.ends(node) {
                        long.push(form.hit(vocabulary, reading, *entry).on(first, last));
                    }
                }
            }
            // The longest first; of the same length as they were found.
            long.sort_by_key(|hit| std::cmp::Reverse(hit.last));
            hits.extend(first, long.drain(..).chain(form.singles.iter().map(|hit| hit.on(first, first))));
        }
    }
    hits
}

impl Text<'_> {
    /// The folded form of a token.
    #[inline]
    pub fn form(&self, token: usize) -> &str {
        &self.forms[self.tokens[token].form as usize].folded
    }

    /// Every way to read a token as a word of the lexicon.
    #[inline]
    pub fn readings(&self, token: usize) -> &[Reading] {
        &self.forms[self.tokens[token].form as usize].readings
    }

    /// The words that a token can be and that a rule asks for by their letters.
    pub(crate) fn asked(&self, token: usize) -> &[WordId] {
        &self.forms[self.tokens[token].form as usize].asked
    }

    /// The original letters of a token.
    #[inline]
    pub fn original(&self, token: usize) -> &str {
        self.tokens[token].span.of(self.original)
    }

    /// The sentence that a token stands in.
    #[inline]
    pub fn sentence_of(&self, token: usize) -> &Sentence {
        &self.sentences[self.tokens[token].sentence as usize]
    }

    /// From the first letter of one token to the last of another.
    #[inline]
    pub fn span(&self, first: usize, last: usize) -> Span {
        Span::new(self.tokens[first].span.start, self.tokens[last].span.end)
    }

    /// Whether a hit can be a name as it stands: no pronoun after it, no «س» before it, and a short word is not cut to
    /// make one («بان» is not ب + «ان»).
    #[inline]
    pub fn is_whole_name(&self, hit: &Hit) -> bool {
        let letters = self.form(hit.first as usize).chars().count();
        let stripped = usize::from(hit.lead) / 2;
        let is_cut_short = hit.tokens() == 1 && stripped > 0 && letters - stripped <= 3;
        hit.tail == 0 && !hit.proclitics.has_future() && !is_cut_short
    }

    /// The original letters of a hit, without the clitics around it.
    pub fn hit_span(&self, hit: &Hit) -> Span {
        let (first, last) = (self.tokens[hit.first as usize].span, self.tokens[hit.last as usize].span);
        Span::new(self.after_lead(first, hit.lead.into()), self.before_tail(last, hit.tail.into()))
    }

    /// The offset in the original after so many folded bytes of a token; a ligature is not cut.
    fn after_lead(&self, token: Span, mut lead: usize) -> usize {
        let mut at = token.start;
        for letter in token.of(self.original).chars() {
            let length = self.folding.folded_len(letter);
            if length > lead {
                break;
            }
            lead -= length;
            at += letter.len_utf8();
        }
        at
    }

    /// The offset in the original before so many folded bytes at the end of a token; a ligature is not cut.
    fn before_tail(&self, token: Span, mut tail: usize) -> usize {
        let mut at = token.end;
        for letter in token.of(self.original).chars().rev() {
            let length = self.folding.folded_len(letter);
            if tail == 0 || length > tail {
                break;
            }
            tail -= length;
            at -= letter.len_utf8();
        }
        at
    }

    /// Whether some entry of a class begins at a token.
    #[inline]
    pub fn is(&self, token: usize, class: ClassId) -> bool {
        self.hits.has_class(token, class)
    }

    /// The sentence index of a byte offset, or the nearest before it.
    #[inline]
    pub fn sentence_at(&self, offset: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.span.start <= offset).saturating_sub(1)
    }

    /// The first token that ends after a byte offset.
    #[inline]
    pub fn token_at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|token| token.span.end <= offset)
    }
}
