//! The ledger's pages: every forecast in short, one in full, and how a country was read about.

use std::collections::BTreeSet;

use marsad_record::claim::{Certainty, Claim, Forecast};
use marsad_record::event::Event;

use crate::code::{count, span, value};
use crate::engine::{Index, Value, params};
use crate::error::Error;
use crate::search::limit;
use crate::store::Store;
use crate::voices::OF_CLAIM;
use crate::words::Words;
use crate::write::CLAIMS;

/// Which forecasts are asked for; an empty query asks for all of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ForecastQuery {
    /// Published on this ISO day or earlier.
    pub until: Option<String>,
    /// Of this document.
    pub document: Option<String>,
    /// Of which some voice is one of these entities.
    pub carriers: Vec<String>,
    /// Or of which some voice has just these words.
    pub voice: Option<String>,
    /// With these words in the claim.
    pub words: Option<Words>,
    /// When they are due.
    pub due: Due,
    /// The last due day first.
    pub is_backward: bool,
    /// After this one in the order of the ledger: the cursor of the page before.
    pub after: Option<(String, i64)>,
    /// At most so many; 0 is no limit.
    pub limit: usize,
}

/// When forecasts are due.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Due {
    /// Whenever.
    #[default]
    Any,
    /// Before this ISO day.
    Before(String),
    /// On this ISO day or later, or on no day.
    From(String),
}

/// How many forecasts of one source, so sure, are due before a day and how many are not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForecastGroup {
    /// The innermost voice: its entity and its words.
    pub source: (Option<String>, String),
    /// How sure the claims are.
    pub certainty: Certainty,
    /// How many are due before the day.
    pub due: usize,
    /// How many are not.
    pub open: usize,
}

/// The day on which a forecast is due, for the order of the ledger: of a month its last, the undated last of all. The
/// index `forecasts_by_due` is made of the very same words.
const DUE: &str = "(CASE WHEN f.\"to\" IS NULL THEN '9999-99-99' WHEN length(f.\"to\") = 4 THEN f.\"to\" || '-12-31'
  WHEN length(f.\"to\") = 7 THEN f.\"to\" || '-31' ELSE substr(f.\"to\", 1, 10) END)";

/// One forecast in short: enough to say where it stands and who vouches for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForecastHead {
    /// Its place in the file: document and number.
    pub place: i64,
    /// The day it is due, as the order of the ledger has it (of a month the 31st, where nothing is told the 99th).
    pub due_key: String,
    /// The document.
    pub document: String,
    /// The outlet that published it.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// The forecast.
    pub forecast: Forecast,
    /// How sure the claim is.
    pub certainty: Certainty,
    /// The innermost voice: its entity, its words, whether it hides its name.
    pub source: (Option<String>, String, bool),
}

/// A forecast with its document, its claim and the innermost voice. The sum keeps SQLite from going through all
/// claims to look for the few forecasts of each document.
const FROM: &str = "forecasts f JOIN documents d ON d.row = f.document
               JOIN claims c ON c.document = f.document + 0 AND c.id = f.claim
               JOIN links v ON v.document = c.document
                 AND v.claim = coalesce((SELECT max(x.claim) FROM links x WHERE x.document = c.document AND x.claim = c.n), 0)
                 AND v.n = coalesce((SELECT max(x.n) FROM links x WHERE x.document = c.document AND x.claim = c.n), 0)";

impl Store {
    /// Forecasts of a query in the order of the ledger, in short: by due day, then as they were added.
    pub fn forecast_heads(&self, query: &ForecastQuery) -> Result<Vec<ForecastHead>, Error> {
        let words = query.words.as_ref().map(|words| self.engine.words(words));
        let (mut filter, mut parameters) = self.forecast_filter(query, words.as_deref());
        if let Some((day, place)) = &query.after {
            filter.push(format!("{DUE} >= ? AND ({DUE} > ? OR f.document > ? OR (f.document = ? AND f.n > ?))"));
            let (document, n) = (place / CLAIMS, place % CLAIMS);
            parameters.extend([Value::Text(day), Value::Text(day)]);
            parameters.extend([document, document, n].map(Value::Integer));
        }
        let way = if query.is_backward { "DESC" } else { "ASC" };
        let sql = format!(
            "SELECT f.document AS row, f.n, {DUE} AS due, d.id AS document, d.outlet, d.published, f.claim, f.start, f.\"end\",
               f.\"from\", f.\"to\", f.condition, c.certainty, v.entity, v.voice, v.is_anonymous
             FROM {FROM} WHERE {} ORDER BY {DUE} {way}, f.document {way}, f.n {way} {}",
            filter.join(" AND "),
            limit(query.limit)
        );
        self.rows("listing forecasts", &sql, &parameters, |row| {
            Ok(ForecastHead {
                place: row.get::<i64>("row")? * CLAIMS + row.get::<i64>("n")?,
                due_key: row.get("due")?,
                document: row.get("document")?,
                outlet: row.get("outlet")?,
                published: row.get("published")?,
                forecast: Forecast {
                    claim: row.get("claim")?,
                    span: span(row, "start", "end")?,
                    from: row.get("from")?,
                    to: row.get("to")?,
                    condition: row.get("condition")?,
                },
                certainty: value(Certainty::ALL, row, "certainty")?,
                source: (row.get("entity")?, row.get("voice")?, row.get("is_anonymous")?),
            })
        })
    }

    /// How many forecasts of a query there are, whatever their page.
    pub fn forecast_count(&self, query: &ForecastQuery) -> Result<usize, Error> {
        let words = query.words.as_ref().map(|words| self.engine.words(words));
        let (filter, parameters) = self.forecast_filter(query, words.as_deref());
        // Without a filter on the document or the claim, the ledger's index alone is counted.
        let is_plain = query.until.is_none()
            && query.document.is_none()
            && query.carriers.is_empty()
            && query.voice.is_none()
            && query.words.is_none();
        let from = if is_plain { "forecasts f" } else { FROM };
        let sql = format!("SELECT count(*) FROM {from} WHERE {}", filter.join(" AND "));
        let counts = self.rows("counting forecasts", &sql, &parameters, |row| row.get::<i64>(0))?;
        Ok(counts.first().map_or(0, |count| count.unsigned_abs() as usize))
    }

    /// All forecasts counted by source and certainty: how many are due before a day.
    pub fn forecast_groups(&self, today: &str) -> Result<Vec<ForecastGroup>, Error> {
        let sql = format!(
            "SELECT v.entity, v.voice, c.certainty, count(*) AS made,
               sum(CASE WHEN {DUE} < ? THEN 1 ELSE 0 END) AS due
             FROM {FROM} GROUP BY v.entity, v.voice, c.certainty ORDER BY 1 NULLS FIRST, 2, 3"
        );
        self.rows("counting forecasts", &sql, params![today], |row| {
            let due = count(row, "due")?;
            Ok(ForecastGroup {
                source: (row.get("entity")?, row.get("voice")?),
                certainty: value(Certainty::ALL, row, "certainty")?,
                due,
                open: count(row, "made")?.saturating_sub(due),
            })
        })
    }

    fn forecast_filter<'q>(&self, query: &'q ForecastQuery, words: Option<&'q str>) -> (Vec<String>, Vec<Value<'q>>) {
        let mut filter = vec!["1 = 1".to_owned()];
        let mut parameters: Vec<Value> = Vec::new();
        match &query.due {
            Due::Any => {}
            Due::Before(day) => {
                filter.push(format!("{DUE} < ?"));
                parameters.push(Value::Text(day));
            }
            Due::From(day) => {
                filter.push(format!("{DUE} >= ?"));
                parameters.push(Value::Text(day));
            }
        }
        if let Some(until) = &query.until {
            filter.push("substr(d.published, 1, 10) <= ?".to_owned());
            parameters.push(Value::Text(until));
        }
        if let Some(document) = &query.document {
            filter.push("d.id = ?".to_owned());
            parameters.push(Value::Text(document));
        }
        if !query.carriers.is_empty() {
            let marks = vec!["?"; query.carriers.len()].join(",");
            filter.push(format!(
                "EXISTS (SELECT 1 FROM links l WHERE {OF_CLAIM} AND (l.entity IN ({marks}) OR l.voice = ?))"
            ));
            parameters.extend(query.carriers.iter().map(|id| Value::Text(id)));
            parameters.push(Value::Text(query.voice.as_deref().unwrap_or_default()));
        }
        if let Some(words) = words {
            filter.push(format!("c.document * {CLAIMS} + c.n IN ({})", self.engine.rows_with_words(Index::Claims)));
            parameters.push(Value::Text(words));
        }
        (filter, parameters)
    }

    /// What is foretold at such a place, in the document's words, with the claim and the events that it tells.
    pub fn forecast_at(&self, head: &ForecastHead) -> Result<Option<(String, Claim, Vec<Event>)>, Error> {
        let Some(row) = self.claim(&head.document, &head.forecast.claim)? else { return Ok(None) };
        let document = head.place / CLAIMS;
        let quotes =
            self.rows("reading a forecast", "SELECT text FROM documents WHERE row = ?", params![document], |row| {
                Ok(head.forecast.span.of(row.get(0)?).to_owned())
            })?;
        let mut events = Vec::new();
        for id in &row.claim.events {
            let sql = "SELECT n FROM events WHERE document = ?1 AND id = ?2";
            for n in self.rows("reading a forecast", sql, params![document, id], |row| row.get::<i64>(0))? {
                events.push(self.event_at(document, n)?);
            }
        }
        Ok(quotes.into_iter().next().map(|quote| (quote, row.claim, events)))
    }

    /// The days on which something was published that tells of a happening in a country.
    pub fn days_read_about(&self, country: &str) -> Result<BTreeSet<String>, Error> {
        let sql = "SELECT DISTINCT substr(d.published, 1, 10) FROM sides s
                     JOIN incident_documents i ON i.incident = s.incident JOIN documents d ON d.row = i.document
                   WHERE s.fact = 1 AND s.country = ?1 AND d.published IS NOT NULL";
        Ok(self.rows("looking at what was read", sql, params![country], |row| row.get(0))?.into_iter().collect())
    }

    /// The days on which something was published that names an entity.
    pub fn days_naming(&self, entity: &str) -> Result<BTreeSet<String>, Error> {
        let sql = "SELECT DISTINCT substr(d.published, 1, 10) FROM entities e
                     JOIN document_entities n ON n.entity = e.row JOIN documents d ON d.row = n.document
                   WHERE e.id = ?1 AND d.published IS NOT NULL";
        Ok(self.rows("looking at what was read", sql, params![entity], |row| row.get(0))?.into_iter().collect())
    }
}
