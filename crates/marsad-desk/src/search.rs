//! Finding claims and documents by words, folded as the texts were.

use marsad_store::{ClaimRow, DocumentHit};

use crate::desk::Desk;
use crate::error::Error;

/// A claim that was found, with where the words stand in its quote (bytes).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    /// The claim.
    pub row: ClaimRow,
    /// Parts of its quote that match, in order.
    pub marks: Vec<(usize, usize)>,
}

/// One page of what a search found, best first.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchPage {
    /// Documents with all the words.
    pub documents: Vec<DocumentHit>,
    /// Claims with all the words.
    pub claims: Vec<SearchHit>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

impl Desk {
    /// Documents and claims that hold all the words; words in double quotes stand together.
    pub fn search(&self, words: &str, cursor: Option<&str>, limit: usize) -> Result<SearchPage, Error> {
        let limit = if limit == 0 { 20 } else { limit };
        let skip = cursor.map(|cursor| {
            cursor.parse::<usize>().map_err(|_| Error::question("cursor", "it is not one that a page gave"))
        });
        let skip = skip.transpose()?.unwrap_or_default();
        let Some(query) = self.words(words) else {
            return Ok(SearchPage { documents: Vec::new(), claims: Vec::new(), next: None });
        };
        let mut documents = self.store.search_documents(&query, skip, limit + 1)?;
        let mut claims = self.store.search_claims(&query, skip, limit + 1)?;
        let is_more = documents.len() > limit || claims.len() > limit;
        documents.truncate(limit);
        claims.truncate(limit);
        let asked: Vec<String> = self.lexicon.fold(words).split_whitespace().map(bare).collect();
        let claims =
            claims.into_iter().map(|hit| SearchHit { marks: self.marks(&hit.row.quote, &asked), row: hit.row });
        let next = is_more.then(|| (skip + limit).to_string());
        Ok(SearchPage { documents, claims: claims.collect(), next })
    }

    /// The words as a query of the search index; `None` if there is none.
    pub(crate) fn words(&self, words: &str) -> Option<String> {
        let folded = self.lexicon.fold(words);
        let mut parts = Vec::new();
        for (place, part) in folded.split('"').enumerate() {
            if place % 2 == 1 {
                let phrase = part.split_whitespace().map(bare).collect::<Vec<_>>().join(" ");
                parts.push(phrase);
            } else {
                parts.extend(part.split_whitespace().map(bare));
            }
        }
        let quoted: Vec<String> = parts
            .iter()
            .filter(|part| part.chars().any(char::is_alphanumeric))
            .map(|part| format!("\"{part}\""))
            .collect();
        (!quoted.is_empty()).then(|| quoted.join(" "))
    }

    /// Where words of a quote fold to something that was asked for.
    fn marks(&self, quote: &str, asked: &[String]) -> Vec<(usize, usize)> {
        let mut marks = Vec::new();
        let mut start = None;
        let mut close = |start: &mut Option<usize>, end: usize| {
            if let Some(from) = start.take() {
                let word = self.lexicon.fold(&quote[from..end]);
                if asked.iter().any(|wanted| !wanted.is_empty() && word.contains(wanted.as_str())) {
                    marks.push((from, end));
                }
            }
        };
        for (place, letter) in quote.char_indices() {
            if letter.is_alphanumeric() || self.lexicon.folding().drops(letter) {
                start.get_or_insert(place);
            } else {
                close(&mut start, place);
            }
        }
        close(&mut start, quote.len());
        marks
    }
}

/// A word without the marks around it.
fn bare(word: &str) -> String {
    word.chars().filter(|letter| *letter != '"').collect()
}
