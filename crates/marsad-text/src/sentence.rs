//! Where sentences end: at a line's end and at a full stop that is not an abbreviation's, an initial's or a number's.

use std::collections::BTreeSet;

use marsad_lexicon::Lexicon;
use marsad_record::Span;

use crate::tokenise::{Token, TokenKind};

/// One sentence: a run of tokens on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to its last letter, the closing mark included.
    pub span: Span,
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// Line of the text, from 0.
    pub line: u32,
    /// True of the headline.
    pub is_title: bool,
    /// True of page furniture.
    pub is_chrome: bool,
    /// True of page furniture that tells who wrote and when.
    pub is_dateline: bool,
}

impl Sentence {
    /// Its token indices.
    pub fn tokens(&self) -> std::ops::Range<usize> {
        self.first..self.end
    }
}

/// Folded abbreviations before whose full stop a sentence goes on.
pub(crate) fn abbreviations(lexicon: &Lexicon) -> BTreeSet<String> {
    let table = lexicon.table("ar/abbreviations");
    let last_part = |word: &str| lexicon.fold(word.rsplit('.').next().unwrap_or(word));
    table.rows().map(|row| last_part(row.get("word"))).collect()
}

/// No sentence of the news has so many tokens: a longer one is read in parts, so that no page takes for ever.
pub(crate) const LONGEST: usize = 1000;

/// Token ranges of the sentences.
pub(crate) fn boundaries(
    text: &str,
    tokens: &[Token],
    is_abbreviation: impl Fn(&Token) -> bool,
) -> Vec<(usize, usize)> {
    let mut ranges = Vec::new();
    let mut first = 0;
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        let next = tokens.get(at + 1);
        let line_ends = next.is_none_or(|next| next.line != token.line);
        let mut end = at + 1;
        let closes = token.kind == TokenKind::Mark && ends_sentence(token.span.of(text)) && {
            let glued = next.is_some_and(|next| next.span.start == token.span.end && next.kind != TokenKind::Mark);
            let before = at.checked_sub(1).map(|before| &tokens[before]);
            let abbreviation = token.span.of(text) == "."
                && before.is_some_and(|before| before.kind == TokenKind::Word && is_abbreviation(before));
            !glued && !abbreviation
        };
        if closes {
            // Closing quotation marks and further stops belong to the sentence that they close.
            while let Some(mark) = tokens.get(end)
                && mark.line == token.line
                && mark.kind == TokenKind::Mark
                && mark.span.start == tokens[end - 1].span.end
                && follows_stop(mark.span.of(text))
            {
                end += 1;
            }
        }
        if closes || line_ends || end - first >= LONGEST {
            ranges.push((first, end));
            first = end;
        }
        at = end;
    }
    if first < tokens.len() {
        ranges.push((first, tokens.len()));
    }
    ranges
}

fn ends_sentence(mark: &str) -> bool {
    matches!(mark, "." | "!" | "?" | "\u{061F}" | "\u{2026}" | "\u{06D4}")
}

fn follows_stop(mark: &str) -> bool {
    matches!(mark, "\"" | "'" | "\u{00BB}" | "\u{201D}" | "\u{2019}" | ")" | "]" | "." | "!" | "\u{061F}" | "?")
}
