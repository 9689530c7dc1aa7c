//! Finding claims and documents by folded words, entities and days.

use marsad_record::claim::Stance;
use marsad_record::document::DocumentRow;
use marsad_record::plover::EventType;

use crate::code::{code, span};
use crate::engine::failure::{Failure, Result as Answer};
use crate::engine::{AskedByWords, Index, Row, Value, params};
use crate::error::Error;
use crate::incidents::{IncidentQuery, conditions};
use crate::read::ClaimRow;
use crate::store::Store;
use crate::voices::OF_CLAIM;
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
    /// The last that was added comes first.
    pub is_latest_first: bool,
    /// After this place in the order: the cursor of the page before.
    pub after: Option<i64>,
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

/// What is searched by its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Searched {
    /// Documents, whole.
    Documents,
    /// Claims, one by one.
    Claims,
}

impl Searched {
    fn index(self) -> Index {
        match self {
            Self::Documents => Index::Documents,
            Self::Claims => Index::Claims,
        }
    }
}

/// Which texts are searched for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TextQuery {
    /// With these words.
    pub words: Words,
    /// Before this place.
    pub before: i64,
    /// Published on this ISO day or later.
    pub from: Option<String>,
    /// Published on this ISO day or earlier.
    pub to: Option<String>,
    /// By one of these outlets.
    pub outlets: Vec<String>,
    /// Naming one of these entities.
    pub actors: Vec<String>,
    /// Telling one of these incidents: of places, types, or in dispute.
    pub incidents: Option<IncidentQuery>,
    /// So many letters of a document are given; a claim is given whole.
    pub letters: i64,
    /// At most so many.
    pub limit: usize,
}

/// A text that holds the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundText {
    /// Its place in the order of adding: of a document its row, of a claim its document's row and its number in it.
    pub place: i64,
    /// The title of its document.
    pub title: Option<String>,
    /// How the document begins, or the words of the claim.
    pub text: String,
}

impl TextQuery {
    fn is_of_some_days_or_outlets(&self) -> bool {
        self.from.is_some() || self.to.is_some() || !self.outlets.is_empty()
    }
}

impl Store {
    /// Claims of a query, in the order they were added or the last one first.
    pub fn claims(&self, query: &ClaimQuery) -> Result<Vec<ClaimHit>, Error> {
        let (sign, way) = if query.is_latest_first { ("<", "DESC") } else { (">", "") };
        let after = query.after.unwrap_or(if query.is_latest_first { i64::MAX } else { 0 });
        let mut filter = vec![format!("c.document * {CLAIMS} + c.n {sign} ?"), format!("c.document {sign}= ?")];
        let mut parameters = vec![Value::Integer(after), Value::Integer(after / CLAIMS)];
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
                "(EXISTS (SELECT 1 FROM links l WHERE {OF_CLAIM} AND l.entity IN ({marks})) OR {about})"
            ));
            for _ in 0..2 {
                parameters.extend(query.actors.iter().map(|id| Value::Text(id)));
            }
        }
        if !query.carriers.is_empty() {
            let marks = vec!["?"; query.carriers.len()].join(",");
            filter.push(format!("EXISTS (SELECT 1 FROM links l WHERE {OF_CLAIM} AND l.entity IN ({marks}))"));
            parameters.extend(query.carriers.iter().map(|id| Value::Text(id)));
        }
        if let Some(stance) = query.stance {
            filter.push("c.stance = ?".to_owned());
            parameters.push(Value::Integer(code(Stance::ALL, &stance)));
        }
        let words = query.words.as_ref().map(|words| self.engine.words(words));
        let limit = limit(query.limit);
        let sql = if let Some(words) = &words {
            // The words are looked up first and in order: it ends as soon as the page is full.
            let AskedByWords { table, row, matches } = self.engine.asked_by_words(Index::Claims);
            filter[0] = format!("{row} {sign} ?");
            filter.push(matches.to_owned());
            parameters.push(Value::Text(words));
            format!(
                "SELECT c.document, c.n FROM {table} CROSS JOIN claims c CROSS JOIN documents d
                 WHERE c.document = {row} / {CLAIMS} AND c.n = {row} % {CLAIMS} AND d.row = c.document AND {}
                 ORDER BY {row} {way} {limit}",
                filter.join(" AND ")
            )
        } else {
            format!(
                "SELECT c.document, c.n FROM claims c JOIN documents d ON d.row = c.document WHERE {}
                 ORDER BY c.document {way}, c.n {way} {limit}",
                filter.join(" AND ")
            )
        };
        let places =
            self.rows("looking for claims", &sql, &parameters, |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?)))?;
        let hit =
            |(document, n): (i64, i64)| Ok(ClaimHit { place: document * CLAIMS + n, row: self.claim_at(document, n)? });
        places.into_iter().map(hit).collect()
    }

    /// The last texts before a place whose words match, the latest first, as far as a ranking looks into them.
    pub fn texts_with(&self, index: Searched, query: &TextQuery) -> Result<Vec<FoundText>, Error> {
        let AskedByWords { table, row, matches } = self.engine.asked_by_words(index.index());
        let words = self.engine.words(&query.words);
        let mut filter = vec!["1 = 1".to_owned()];
        let mut parameters = Vec::new();
        if !query.actors.is_empty() {
            filter.push(format!(
                "d.row IN (SELECT n.document FROM entities e JOIN document_entities n ON n.entity = e.row
                           WHERE e.id IN ({}))",
                vec!["?"; query.actors.len()].join(",")
            ));
            parameters.extend(query.actors.iter().map(|id| Value::Text(id)));
        }
        if let Some(incidents) = &query.incidents {
            let (told, values) = if self.is_told_rarely(incidents)? {
                let (told, values) = conditions(&*self.engine, incidents, None);
                let told = format!(
                    "d.row IN (SELECT t.document FROM incidents i JOIN incident_documents t ON t.incident = i.row
                               WHERE {told})"
                );
                (told, values)
            } else {
                telling(incidents)
            };
            filter.push(told);
            parameters.extend(values);
        }
        let filter = filter.join(" AND ");
        let columns = match index {
            Searched::Documents => format!("d.title, substr(d.text, 1, {}) AS text", query.letters),
            Searched::Claims => "d.title, d.text, c.start, c.\"end\"".to_owned(),
        };
        let read = |row: &Row<'_>| -> Answer<FoundText> {
            let text: &str = row.get("text")?;
            let text = if index == Searched::Claims { span(row, "start", "end")?.of(text) } else { text };
            Ok(FoundText { place: row.get("place")?, title: row.get("title")?, text: text.to_owned() })
        };
        if !query.is_of_some_days_or_outlets() {
            // The words are looked up first and from the latest back: it ends as soon as there are enough.
            let joined = match index {
                Searched::Documents => format!("CROSS JOIN documents d WHERE d.row = {row}"),
                Searched::Claims => format!(
                    "CROSS JOIN claims c CROSS JOIN documents d
                     WHERE c.document = {row} / {CLAIMS} AND c.n = {row} % {CLAIMS} AND d.row = c.document"
                ),
            };
            let sql = format!(
                "SELECT {row} AS place, {columns} FROM {table} {joined} AND {matches} AND {row} < ? AND {filter}
                 ORDER BY {row} DESC {}",
                limit(query.limit)
            );
            let values: Vec<Value<'_>> =
                [Value::Text(&words), Value::Integer(query.before)].into_iter().chain(parameters).collect();
            return self.rows("searching", &sql, &values, read);
        }
        // Days and outlets are known without opening a text: only what is of them is looked at.
        let from = match index {
            Searched::Documents => "documents d WHERE d.row = ?2",
            Searched::Claims => {
                "claims c CROSS JOIN documents d WHERE c.document = ?2 AND c.n = ?3 AND d.row = c.document"
            }
        };
        let sql = format!("SELECT CAST(?1 AS BIGINT) AS place, {columns} FROM {from} AND {filter}");
        let list =
            format!("SELECT {row} FROM {table} WHERE {matches} AND {row} < ? ORDER BY {row} DESC LIMIT {CANDIDATES}");
        let (mut found, mut before) = (Vec::new(), query.before);
        loop {
            let places = self.rows("searching", &list, params![words, before], |row| row.get::<i64>(0))?;
            let (count, last) = (places.len(), places.last().copied());
            let document = |place: i64| if index == Searched::Claims { place / CLAIMS } else { place };
            for place in self.published_so(places, query, document)? {
                let own = [place, document(place), place % CLAIMS].map(Value::Integer);
                let own = &own[..if index == Searched::Claims { 3 } else { 2 }];
                let values: Vec<Value<'_>> = own.iter().chain(&parameters).copied().collect();
                found.extend(self.rows("searching", &sql, &values, read)?);
                if found.len() == query.limit {
                    return Ok(found);
                }
            }
            match last.filter(|_| count == CANDIDATES) {
                Some(last) => before = last,
                None => return Ok(found),
            }
        }
    }

    /// Whether so few incidents are at the places asked for that all their documents are soon listed.
    fn is_told_rarely(&self, incidents: &IncidentQuery) -> Result<bool, Error> {
        if incidents.places.is_empty() {
            return Ok(false);
        }
        let marks = vec!["?"; incidents.places.len()].join(",");
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM sides WHERE fact = 1 AND id IN ({marks})
               UNION ALL SELECT 1 FROM sides WHERE fact = 1 AND country IN ({marks}) LIMIT {FEW}) AS found"
        );
        let places: Vec<Value> = incidents.places.iter().chain(&incidents.places).map(|id| Value::Text(id)).collect();
        let found = self.rows("looking for places", &sql, &places, |row| row.get::<i64>(0))?;
        Ok(found.first().is_none_or(|found| *found < FEW))
    }

    /// Ids of documents whose words match, the latest added first, at most `limit`.
    pub fn documents_holding(&self, words: &Words, limit: usize) -> Result<Vec<String>, Error> {
        let AskedByWords { table, row, matches } = self.engine.asked_by_words(Index::Documents);
        let sql = format!(
            "SELECT d.id FROM {table} CROSS JOIN documents d WHERE {matches} AND d.row = {row}
             ORDER BY {row} DESC LIMIT {limit}"
        );
        let words = self.engine.words(words);
        self.rows("searching documents", &sql, params![words], |row| row.get(0))
    }

    /// The place after all places there are.
    pub fn end_of(&self, index: Searched) -> Result<i64, Error> {
        let after = self.run("looking for the last document", |engine| engine.next_row("documents"))?;
        Ok(if index == Searched::Claims { after * CLAIMS } else { after })
    }

    /// The claim at such a place.
    pub fn claim_of_place(&self, place: i64) -> Result<ClaimRow, Error> {
        self.claim_at(place / CLAIMS, place % CLAIMS)
    }

    /// The document at such a place, with its text.
    pub fn document_of_place(&self, place: i64) -> Result<(DocumentRow, String), Error> {
        let head = self.documents(place - 1, 1)?.pop().map(|(_, head)| head);
        self.run("reading a document", |engine| {
            let sql = "SELECT text FROM documents WHERE row = ?";
            let text = engine.one(sql, params![place], |row| row.get::<String>(0))?;
            head.zip(text).ok_or_else(|| Failure::missing("a document that the search index knows"))
        })
    }
}

/// So many texts with the words are looked over at once for those of some days or outlets.
const CANDIDATES: usize = 4_096;
/// Fewer incidents than this are listed with all their documents; more are looked for beside each document.
const FEW: i64 = 3_000;

/// That a document `d` tells an incident of some places, types, or in dispute.
fn telling(incidents: &IncidentQuery) -> (String, Vec<Value<'_>>) {
    let mut filter = vec!["t.document = d.row".to_owned()];
    let mut values = Vec::new();
    let marks = |count: usize| vec!["?"; count].join(",");
    if !incidents.places.is_empty() {
        let list = marks(incidents.places.len());
        filter.push(format!(
            "EXISTS (SELECT 1 FROM sides s WHERE s.incident = i.row AND s.fact = 1
                     AND (s.id IN ({list}) OR s.country IN ({list})))"
        ));
        values.extend(incidents.places.iter().chain(&incidents.places).map(|id| Value::Text(id)));
    }
    if !incidents.kinds.is_empty() {
        filter.push(format!("i.kind IN ({})", marks(incidents.kinds.len())));
        values.extend(incidents.kinds.iter().map(|kind| Value::Integer(code(EventType::ALL, kind))));
    }
    if incidents.disputed {
        filter.push("i.contradictions > 0".to_owned());
    }
    let sql = format!(
        "EXISTS (SELECT 1 FROM incident_documents t JOIN incidents i ON i.row = t.incident WHERE {})",
        filter.join(" AND ")
    );
    (sql, values)
}

/// The end of a statement that gives at most so many rows; 0 is no limit.
pub(crate) fn limit(limit: usize) -> String {
    if limit == 0 { String::new() } else { format!("LIMIT {limit}") }
}
