//! Finding claims and documents by words, folded as the texts were.

use marsad_store::{ClaimRow, DocumentHit, Words};

use crate::desk::Desk;
use crate::error::Error;
use crate::incidents::bound;

/// So many matches are looked at together when only some are wanted.
const LOOKED_AT: usize = 200;

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

    /// The same among what had been published by the end of a day (ISO, partial), on one page.
    ///
    /// # Errors
    /// If the day is no date, or the file cannot be read.
    pub fn search_known_on(&self, words: &str, day: &str, limit: usize) -> Result<SearchPage, Error> {
        let last = bound("as-of", day)?.to.map(|last| last.to_string()).unwrap_or_default();
        let is_out =
            |published: Option<&str>| published.and_then(|day| day.get(..10)).is_some_and(|day| day <= last.as_str());
        let mut found = SearchPage { documents: Vec::new(), claims: Vec::new(), next: None };
        let mut cursor = Some("0".to_owned());
        while let Some(from) = cursor.filter(|_| found.documents.len() < limit || found.claims.len() < limit) {
            let page = self.search(words, Some(&from), LOOKED_AT)?;
            found.documents.extend(page.documents.into_iter().filter(|hit| is_out(hit.published.as_deref())));
            found.claims.extend(page.claims.into_iter().filter(|hit| is_out(hit.row.published.as_deref())));
            cursor = page.next;
        }
        found.documents.truncate(limit);
        found.claims.truncate(limit);
        Ok(found)
    }

    /// The words as a search asks for them; `None` if there is none.
    pub(crate) fn words(&self, words: &str) -> Option<Words> {
        let folded = self.lexicon.fold(words);
        let mut parts: Vec<Vec<String>> = Vec::new();
        for (place, part) in folded.split('"').enumerate() {
            let words = part.split_whitespace().map(bare).filter(|word| word.chars().any(char::is_alphanumeric));
            if place % 2 == 1 {
                parts.extend(Some(words.collect::<Vec<_>>()).filter(|phrase| !phrase.is_empty()));
            } else {
                parts.extend(words.map(|word| vec![word]));
            }
        }
        let groups: Vec<Vec<String>> = parts.iter().map(|phrase| self.part(phrase)).collect();
        (!groups.is_empty()).then_some(Words { groups })
    }

    /// One phrase with whatever may be joined to its first word.
    fn part(&self, phrase: &[String]) -> Vec<String> {
        let (Some(first), rest) = (phrase.first(), phrase.get(1..).unwrap_or_default()) else { return Vec::new() };
        self.forms(first).into_iter().map(|form| [&[form], rest].concat().join(" ")).collect()
    }

    /// A folded word with every clitic that can be written before it, and without the conjunction it has.
    fn forms(&self, word: &str) -> Vec<String> {
        let table = self.lexicon.table("ar/clitics");
        let (mut conjunctions, mut prepositions, mut articles) = (Vec::new(), Vec::new(), Vec::new());
        for row in table.rows() {
            let written = self.lexicon.fold(row.get("written"));
            match (row.get("side"), row.get("class"), row.get("reads").is_empty()) {
                ("before", "conjunction", _) => conjunctions.push(written),
                ("before", "preposition", true) => prepositions.push(written),
                // An article and the preposition that swallows it.
                ("article", ..) | ("before", "preposition", false) => articles.push(written),
                _ => {}
            }
        }
        if !word.chars().all(marsad_lexicon::is_arabic_letter) {
            return vec![word.to_owned()];
        }
        let knows = |stem: &str| self.lexicon.vocabulary().word(stem).is_some();
        let stems = conjunctions.iter().filter_map(|lead| word.strip_prefix(lead.as_str())).filter(|stem| knows(stem));
        let stems: Vec<&str> = std::iter::once(word).chain(stems).collect();
        let mut forms = std::collections::BTreeSet::new();
        for stem in stems {
            let bare = self.lexicon.without_article(stem).unwrap_or(stem);
            let mut named: Vec<String> = vec![bare.to_owned(), stem.to_owned()];
            named.extend(prepositions.iter().map(|lead| format!("{lead}{stem}")));
            named.extend(articles.iter().map(|lead| format!("{lead}{bare}")));
            for lead in &conjunctions {
                forms.extend(named.iter().map(|name| format!("{lead}{name}")));
            }
            forms.extend(named);
        }
        forms.into_iter().collect()
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
