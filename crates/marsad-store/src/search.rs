//! Finding claims and documents by folded words, entities and days.

use marsad_record::claim::Stance;

use crate::code::code;
use crate::engine::failure::Failure;
use crate::engine::{Index, Value, params};
use crate::error::Error;
use crate::read::ClaimRow;
use crate::store::Store;
use crate::words::Words;
use crate::write::CLAIMS;

/// Which claims are asked for; an empty query asks for all of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClaimQuery {
    /// Only of this document.
    pub document: Option<String>,
    /// Published on this ISO day or later.
    pub from: Option<String>,
    /// Published on this ISO day or earlier.
    pub to: Option<String>,
    /// About, or carried by, one of these entities.
    pub actors: Vec<String>,
    /// Carried by one of these entities.
    pub carriers: Vec<String>,
    /// Of this stance.
    pub stance: Option<Stance>,
    /// With these words.
    pub words: Option<Words>,
    /// After this place: the cursor of the page before.
    pub after: i64,
    /// At most so many; 0 is no limit.
    pub limit: usize,
}

/// A claim that was found, with its place in the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimHit {
    /// Its place: the cursor of the next page is the last one's.
    pub place: i64,
    /// The claim.
    pub row: ClaimRow,
}

/// A document that was found by its words.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentHit {
    /// The document.
    pub document: String,
    /// Its title.
    pub title: Option<String>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// How well it matches; smaller is better.
    pub rank: f64,
}

impl Store {
    /// Claims of a query, in the order they were added.
    pub fn claims(&self, query: &ClaimQuery) -> Result<Vec<ClaimHit>, Error> {
        let mut filter = vec![format!("c.document * {CLAIMS} + c.n > ?"), "c.document >= ?".to_owned()];
        let mut parameters = vec![Value::Integer(query.after), Value::Integer(query.after / CLAIMS)];
        if let Some(document) = &query.document {
            filter.push("c.document = (SELECT row FROM documents WHERE id = ?)".to_owned());
            parameters.push(Value::Text(document));
        }
        for (bound, sign) in [(&query.from, ">="), (&query.to, "<=")] {
            if let Some(bound) = bound {
                filter.push(format!("substr(d.published, 1, 10) {sign} ?"));
                parameters.push(Value::Text(bound));
            }
        }
        if !query.actors.is_empty() {
            let marks = vec!["?"; query.actors.len()].join(",");
            let about =
                vec!["instr('\u{1f}' || c.about, '\u{1f}' || ? || '\u{1f}') > 0"; query.actors.len()].join(" OR ");
            filter.push(format!(
                "(EXISTS (SELECT 1 FROM links l WHERE l.document = c.document AND l.claim = c.n AND l.entity IN ({marks}))
                  OR {about})"
            ));
            for _ in 0..2 {
                parameters.extend(query.actors.iter().map(|id| Value::Text(id)));
            }
        }
        if !query.carriers.is_empty() {
            let marks = vec!["?"; query.carriers.len()].join(",");
            filter.push(format!(
                "EXISTS (SELECT 1 FROM links l WHERE l.document = c.document AND l.claim = c.n AND l.entity IN ({marks}))"
            ));
            parameters.extend(query.carriers.iter().map(|id| Value::Text(id)));
        }
        if let Some(stance) = query.stance {
            filter.push("c.stance = ?".to_owned());
            parameters.push(Value::Integer(code(Stance::ALL, &stance)));
        }
        let words = query.words.as_ref().map(|words| self.engine.words(words));
        if let Some(words) = &words {
            filter.push(format!("c.document * {CLAIMS} + c.n IN ({})", self.engine.rows_with_words(Index::Claims)));
            parameters.push(Value::Text(words));
        }
        let limit = limit(query.limit);
        let sql = format!(
            "SELECT c.document, c.n FROM claims c JOIN documents d ON d.row = c.document WHERE {}
             ORDER BY c.document, c.n {limit}",
            filter.join(" AND ")
        );
        let places =
            self.rows("looking for claims", &sql, &parameters, |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?)))?;
        let hit =
            |(document, n): (i64, i64)| Ok(ClaimHit { place: document * CLAIMS + n, row: self.claim_at(document, n)? });
        places.into_iter().map(hit).collect()
    }

    /// Claims whose words match, best first, at most `limit` after the first `skip`.
    pub fn search_claims(&self, words: &Words, skip: usize, limit: usize) -> Result<Vec<ClaimHit>, Error> {
        let found = self.run("searching claims", |engine| engine.ranked(Index::Claims, words, skip, limit))?;
        let hit = |(place, _): (i64, f64)| Ok(ClaimHit { place, row: self.claim_at(place / CLAIMS, place % CLAIMS)? });
        found.into_iter().map(hit).collect()
    }

    /// Documents whose words match, best first, at most `limit` after the first `skip`.
    pub fn search_documents(&self, words: &Words, skip: usize, limit: usize) -> Result<Vec<DocumentHit>, Error> {
        self.run("searching documents", |engine| {
            let found = engine.ranked(Index::Documents, words, skip, limit)?;
            let sql = "SELECT id, title, outlet, published FROM documents WHERE row = ?";
            let hit = |(place, rank): (i64, f64)| {
                let hit = engine.one(sql, params![place], |row| {
                    Ok(DocumentHit {
                        document: row.get(0)?,
                        title: row.get(1)?,
                        outlet: row.get(2)?,
                        published: row.get(3)?,
                        rank,
                    })
                })?;
                hit.ok_or_else(|| Failure::missing("a document that the search index knows"))
            };
            found.into_iter().map(hit).collect()
        })
    }
}

/// The end of a statement that gives at most so many rows; 0 is no limit.
pub(crate) fn limit(limit: usize) -> String {
    if limit == 0 { String::new() } else { format!("LIMIT {limit}") }
}
