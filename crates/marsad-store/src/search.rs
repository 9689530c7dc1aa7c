//! Finding claims and documents by folded words, entities and days.

use marsad_record::claim::Stance;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::code::code;
use crate::error::Error;
use crate::read::ClaimRow;
use crate::store::Store;
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
    /// With these words (an FTS5 query over folded words).
    pub words: Option<String>,
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
            parameters.push(Value::Text(document.clone()));
        }
        for (bound, sign) in [(&query.from, ">="), (&query.to, "<=")] {
            if let Some(bound) = bound {
                filter.push(format!("substr(d.published, 1, 10) {sign} ?"));
                parameters.push(Value::Text(bound.clone()));
            }
        }
        if !query.actors.is_empty() {
            let marks = vec!["?"; query.actors.len()].join(",");
            let about = vec!["instr(char(31) || c.about, char(31) || ? || char(31))"; query.actors.len()].join(" OR ");
            filter.push(format!(
                "(EXISTS (SELECT 1 FROM links l WHERE l.document = c.document AND l.claim = c.n AND l.entity IN ({marks}))
                  OR {about})"
            ));
            for _ in 0..2 {
                parameters.extend(query.actors.iter().cloned().map(Value::Text));
            }
        }
        if !query.carriers.is_empty() {
            let marks = vec!["?"; query.carriers.len()].join(",");
            filter.push(format!(
                "EXISTS (SELECT 1 FROM links l WHERE l.document = c.document AND l.claim = c.n AND l.entity IN ({marks}))"
            ));
            parameters.extend(query.carriers.iter().cloned().map(Value::Text));
        }
        if let Some(stance) = query.stance {
            filter.push("c.stance = ?".to_owned());
            parameters.push(Value::Integer(code(Stance::ALL, &stance)));
        }
        if let Some(words) = &query.words {
            filter.push(format!(
                "c.document * {CLAIMS} + c.n IN (SELECT rowid FROM claim_words WHERE claim_words MATCH ?)"
            ));
            parameters.push(Value::Text(words.clone()));
        }
        let limit = if query.limit == 0 { -1 } else { query.limit as i64 };
        let sql = format!(
            "SELECT c.document, c.n FROM claims c JOIN documents d ON d.row = c.document WHERE {}
             ORDER BY c.document, c.n LIMIT {limit}",
            filter.join(" AND ")
        );
        let places = self.rows("looking for claims", &sql, params_from_iter(parameters), |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
        })?;
        let hit =
            |(document, n): (i64, i64)| Ok(ClaimHit { place: document * CLAIMS + n, row: self.claim_at(document, n)? });
        places.into_iter().map(hit).collect()
    }

    /// Claims whose words match, best first, at most `limit` after the first `skip`.
    pub fn search_claims(&self, words: &str, skip: usize, limit: usize) -> Result<Vec<ClaimHit>, Error> {
        let sql = "SELECT rowid FROM claim_words WHERE claim_words MATCH ? ORDER BY rank, rowid LIMIT ? OFFSET ?";
        let parameters = rusqlite::params![words, limit as i64, skip as i64];
        let places = self.rows("searching claims", sql, parameters, |row| row.get::<_, i64>(0))?;
        let hit = |place: i64| Ok(ClaimHit { place, row: self.claim_at(place / CLAIMS, place % CLAIMS)? });
        places.into_iter().map(hit).collect()
    }

    /// Documents whose words match, best first, at most `limit` after the first `skip`.
    pub fn search_documents(&self, words: &str, skip: usize, limit: usize) -> Result<Vec<DocumentHit>, Error> {
        let sql = "SELECT id, title, outlet, published, rank FROM document_words JOIN documents
                     ON documents.row = document_words.rowid
                   WHERE document_words MATCH ? ORDER BY rank, documents.row LIMIT ? OFFSET ?";
        let parameters = rusqlite::params![words, limit as i64, skip as i64];
        self.rows("searching documents", sql, parameters, |row| {
            Ok(DocumentHit {
                document: row.get(0)?,
                title: row.get(1)?,
                outlet: row.get(2)?,
                published: row.get(3)?,
                rank: row.get(4)?,
            })
        })
    }
}
