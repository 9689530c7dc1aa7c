//! Finding claims and documents by words, folded as the texts were.
//!
//! The order is the same on every database and stays while documents are added: texts that hold the very words come
//! before those that hold other forms of them; within these, the latest [`TOGETHER`] are ranked together, then those
//! before them. A page remembers where the desk ended when its search began.

mod asked;
mod matching;

use marsad_record::document::DocumentRow;
use marsad_store::{ClaimRow, Searched, TextQuery};

use crate::desk::Desk;
use crate::error::Error;
use crate::incidents::{IncidentFilter, bound, iso};
use crate::search::matching::Matching;

pub(crate) use crate::search::asked::{Families, OtherNames};

/// So many of the latest texts are ranked together.
const TOGETHER: usize = 200;
/// A document is ranked by its title and so many letters of its beginning: what news is about stands there.
const BEGINNING: i64 = 400;

/// What is searched for; every field but the words may be left empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchFilter {
    /// The words: all of them; those in double quotes stand together; English names stand for Arabic ones.
    pub words: String,
    /// Published on this day or later (ISO, partial).
    pub from: Option<String>,
    /// Published on this day or earlier (ISO, partial).
    pub to: Option<String>,
    /// Had been published by the end of this day (ISO, partial).
    pub as_of: Option<String>,
    /// By this outlet: id or any name.
    pub outlet: Option<String>,
    /// Naming this actor: id or any name.
    pub actor: Option<String>,
    /// Telling an incident at this place.
    pub place: Option<String>,
    /// Telling an incident of this PLOVER type.
    pub kind: Option<String>,
    /// Telling an incident on which outlets disagree.
    pub disputed: bool,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// At most so many; 0 is 20.
    pub limit: usize,
}

/// A claim that was found, with where the words stand in its quote (bytes).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    /// The claim.
    pub row: ClaimRow,
    /// Parts of its quote that match, in order.
    pub marks: Vec<(usize, usize)>,
}

/// A document that was found, with the passage that holds the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentHit {
    /// The document as lists show it.
    pub row: DocumentRow,
    /// The first passage that holds the words.
    pub snippet: String,
    /// Parts of the passage that match, in order (bytes).
    pub marks: Vec<(usize, usize)>,
}

/// One page of what a search found, best first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchPage<T> {
    /// What was found.
    pub found: Vec<T>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// Where a page begins.
#[derive(Debug, Clone, Copy)]
struct Cursor {
    /// Among texts with the very words (0), or with other forms of them (1).
    tier: i64,
    /// Texts before this place are ranked together.
    before: i64,
    /// So many of them were on the pages before.
    skip: usize,
    /// Where the desk ended when the search began.
    end: i64,
}

impl Desk {
    /// Documents that hold all the words, best first.
    ///
    /// # Errors
    /// If a word of the question cannot be read, or the file cannot.
    pub fn search_documents(&self, filter: &SearchFilter) -> Result<SearchPage<DocumentHit>, Error> {
        let (places, matching, next) = self.places(Searched::Documents, filter)?;
        let mut found = Vec::new();
        for place in places {
            let (row, text) = self.store.document_of_place(place)?;
            let (snippet, marks) = matching.snippet(&text, &self.lexicon);
            found.push(DocumentHit { row, snippet, marks });
        }
        Ok(SearchPage { found, next })
    }

    /// Claims that hold all the words, best first.
    ///
    /// # Errors
    /// If a word of the question cannot be read, or the file cannot.
    pub fn search_claims(&self, filter: &SearchFilter) -> Result<SearchPage<SearchHit>, Error> {
        let (places, matching, next) = self.places(Searched::Claims, filter)?;
        let mut found = Vec::new();
        let taken_back = self.taken_back()?;
        for place in places {
            let row = self.store.claim_of_place(place)?;
            if taken_back.contains(&row.claim.id) {
                continue;
            }
            found.push(SearchHit { marks: matching.marks(&row.quote, &self.lexicon), row });
        }
        Ok(SearchPage { found, next })
    }

    /// The places of one page, what marks their words, and the cursor of the next.
    fn places(&self, of: Searched, filter: &SearchFilter) -> Result<(Vec<i64>, Matching, Option<String>), Error> {
        let limit = if filter.limit == 0 { 20 } else { filter.limit };
        let mut at = match &filter.cursor {
            Some(cursor) => read_cursor(cursor)?,
            None => {
                let end = self.store.end_of(of)?;
                Cursor { tier: 0, before: end, skip: 0, end }
            }
        };
        let query = self.text_query(filter)?;
        let Some(mut asked) = self.asked(&filter.words) else { return Ok((Vec::new(), Matching::default(), None)) };
        let mut matching = Matching::of(asked.phrases());
        let mut found = Vec::new();
        loop {
            if at.tier == 1 && !asked.has_other_forms() {
                asked = self.with_other_forms(asked);
                matching = Matching::of(asked.phrases());
            }
            let words = if at.tier == 0 { Some(asked.exact()) } else { asked.related() };
            let ranked: Vec<i64> = match words {
                Some(words) => {
                    let query = TextQuery { words, before: at.before, ..query.clone() };
                    let mut texts = self.store.texts_with(of, &query)?;
                    // The sort keeps the latest first among equals.
                    texts.sort_by_cached_key(|text| {
                        let title = text.title.as_deref().unwrap_or_default();
                        std::cmp::Reverse(matching.score(title, &text.text, &self.lexicon))
                    });
                    texts.into_iter().map(|text| text.place).collect()
                }
                None => Vec::new(),
            };
            let rest = ranked.get(at.skip..).unwrap_or_default();
            let room = limit - found.len();
            if rest.len() > room {
                found.extend(&rest[..room]);
                at.skip += room;
                return Ok((found, matching, Some(at.written())));
            }
            found.extend(rest);
            let earliest = ranked.iter().min().filter(|_| ranked.len() == TOGETHER);
            at = match (earliest, at.tier) {
                (Some(earliest), _) => Cursor { before: *earliest, skip: 0, ..at },
                (None, 0) => Cursor { tier: 1, before: at.end, skip: 0, ..at },
                (None, _) => return Ok((found, matching, None)),
            };
        }
    }

    fn text_query(&self, filter: &SearchFilter) -> Result<TextQuery, Error> {
        let days = |field, day: &Option<String>| day.as_deref().map(|day| bound(field, day)).transpose();
        let from = days("from", &filter.from)?.and_then(|days| iso(days.from));
        let to = days("to", &filter.to)?.and_then(|days| iso(days.to));
        let as_of = days("as-of", &filter.as_of)?.and_then(|days| iso(days.to));
        let told = IncidentFilter {
            place: filter.place.clone(),
            kind: filter.kind.clone(),
            disputed: filter.disputed,
            ..IncidentFilter::default()
        };
        let incidents = (told != IncidentFilter::default()).then(|| self.incident_query(&told)).transpose()?;
        Ok(TextQuery {
            from,
            to: to.into_iter().chain(as_of).min(),
            outlets: filter.outlet.as_deref().map(|name| self.actor_ids(name)).unwrap_or_default(),
            actors: filter.actor.as_deref().map(|name| self.actor_ids(name)).unwrap_or_default(),
            incidents,
            letters: BEGINNING,
            limit: TOGETHER,
            ..TextQuery::default()
        })
    }
}

impl Cursor {
    fn written(self) -> String {
        format!("{}.{}.{}.{}", self.before, self.skip, self.tier, self.end)
    }
}

/// A cursor as it was written; where an end of it is missing, the beginning of what it may be.
fn read_cursor(cursor: &str) -> Result<Cursor, Error> {
    let parts: Option<Vec<i64>> = cursor.split('.').map(|part| part.parse().ok()).collect();
    let parts = parts.filter(|parts| parts.len() <= 4 && parts.iter().all(|part| *part >= 0));
    let parts = parts.ok_or_else(|| Error::question("cursor", "it is not one that a page gave"))?;
    let part = |place: usize| parts.get(place).copied();
    let before = part(0).unwrap_or_default();
    let skip = part(1).unwrap_or_default().unsigned_abs() as usize;
    Ok(Cursor { before, skip, tier: part(2).unwrap_or_default().min(1), end: part(3).unwrap_or(before) })
}
