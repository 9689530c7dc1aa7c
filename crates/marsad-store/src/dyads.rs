//! Who did what to whom, pair by pair: the deeds of incidents and the relations that texts tell.

use std::collections::HashMap;

use jiff::civil::Date;
use marsad_record::claim::{RelationModality, Sign};
use marsad_record::event::RoleStatus;
use marsad_record::plover::EventType;

use crate::code::{code, date, value, words};
use crate::engine::failure::Result as Answer;
use crate::engine::{Row, Value};
use crate::error::Error;
use crate::store::Store;
use crate::voices::innermost;

/// Who did it, to whom, and who tells so: one row for each claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dyad {
    /// Who did it, or stands so.
    pub from: String,
    /// To whom.
    pub to: String,
    /// The first day it can have been on.
    pub day: Option<Date>,
    /// The document.
    pub document: String,
    /// The claim.
    pub claim: String,
    /// Who published it.
    pub outlet: String,
    /// When, ISO.
    pub published: Option<String>,
    /// Who vouches for it: the innermost voice.
    pub voice: Option<String>,
}

/// A deed of one to the other, out of an incident.
#[derive(Debug, Clone, PartialEq)]
pub struct Deed {
    /// Who, to whom, according to whom.
    pub dyad: Dyad,
    /// The incident.
    pub incident: String,
    /// What kind of thing.
    pub kind: EventType,
    /// PLOVER modes.
    pub modes: Vec<String>,
}

/// A relation as a text tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Who, to whom, according to whom.
    pub dyad: Dyad,
    /// Friend, foe or neither.
    pub sign: Sign,
    /// Whether it is said to hold.
    pub modality: RelationModality,
}

/// One to the other and when, without who tells it: enough for a network of everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bond<What> {
    /// Who did it, or stands so.
    pub from: String,
    /// To whom.
    pub to: String,
    /// The first day it can have been on.
    pub day: Option<Date>,
    /// The day on which it was published.
    pub told: Option<Date>,
    /// What was done, or how they stand.
    pub what: What,
}

/// A deed in short: the incident, its kind and its PLOVER modes.
pub type DeedBond = Bond<(String, EventType, Vec<String>)>;

/// Which pairs: both lists empty asks for all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DyadQuery {
    /// One of the two is one of these.
    pub one: Vec<String>,
    /// And the other one of those.
    pub other: Vec<String>,
}

impl Store {
    /// Deeds between the two, in either direction, where one claim tells both who did it and to whom.
    pub fn deeds(&self, query: &DyadQuery) -> Result<Vec<Deed>, Error> {
        let (filter, parameters) = between(query, "a.id", "r.id");
        let voice = innermost("x.document", "x.claim");
        let denied = code(RoleStatus::ALL, &RoleStatus::Denied);
        let sql = format!(
            "SELECT i.id AS incident, i.kind, i.modes, i.first_day AS day, a.id AS \"from\", r.id AS \"to\",
               d.id AS document, x.claim, d.outlet, d.published,
               {voice} AS voice
             FROM sides a JOIN sides r ON r.incident = a.incident AND r.fact = 3
               JOIN incidents i ON i.row = a.incident
               JOIN side_claims x ON x.incident = a.incident AND x.fact = 2 AND x.side = a.n
               JOIN side_claims y ON y.incident = a.incident AND y.fact = 3 AND y.side = r.n
                 AND y.document = x.document AND y.claim = x.claim
               JOIN documents d ON d.row = x.document
             WHERE a.fact = 2 AND a.id IS NOT NULL AND r.id IS NOT NULL AND a.id <> r.id
               AND coalesce(a.status, -1) <> {denied} AND {filter}
             ORDER BY day NULLS FIRST, incident, d.id, x.claim"
        );
        self.rows("looking for deeds", &sql, &parameters, |row| {
            Ok(Deed {
                dyad: read_dyad(row)?,
                incident: row.get("incident")?,
                kind: value(EventType::ALL, row, "kind")?,
                modes: words(row, "modes")?,
            })
        })
    }

    /// Every deed of one actor to another, once for each claim that tells it.
    pub fn deed_bonds(&self) -> Result<Vec<DeedBond>, Error> {
        let published = self.days_of_publication()?;
        let denied = code(RoleStatus::ALL, &RoleStatus::Denied);
        // In the order of the tables' own keys: sorting tens of thousands of rows is what made the network slow.
        let sql = format!(
            "SELECT i.id AS incident, i.kind, i.modes, i.first_day, a.id, r.id, x.document
             FROM sides a JOIN sides r ON r.incident = a.incident AND r.fact = 3
               JOIN incidents i ON i.row = a.incident
               JOIN side_claims x ON x.incident = a.incident AND x.fact = 2 AND x.side = a.n
               JOIN side_claims y ON y.incident = a.incident AND y.fact = 3 AND y.side = r.n
                 AND y.document = x.document AND y.claim = x.claim
             WHERE a.fact = 2 AND a.id IS NOT NULL AND r.id IS NOT NULL AND a.id <> r.id
               AND coalesce(a.status, -1) <> {denied}"
        );
        self.rows("looking for deeds", &sql, &[], |row| {
            Ok(Bond {
                what: (row.get(0)?, value(EventType::ALL, row, "kind")?, words(row, "modes")?),
                day: row.get::<Option<i64>>(3)?.and_then(date),
                from: row.get(4)?,
                to: row.get(5)?,
                told: published.get(&row.get::<i64>(6)?).copied(),
            })
        })
    }

    /// Every relation that a text tells as holding and as friendly or hostile.
    pub fn relation_bonds(&self) -> Result<Vec<Bond<Sign>>, Error> {
        let published = self.days_of_publication()?;
        let asserted = code(RelationModality::ALL, &RelationModality::Asserted);
        let neutral = code(Sign::ALL, &Sign::Neutral);
        let sql = format!(
            "SELECT document, \"from\", \"to\", sign, from_day FROM relations
             WHERE \"from\" <> \"to\" AND modality = {asserted} AND sign <> {neutral}"
        );
        self.rows("looking for relations", &sql, &[], |row| {
            Ok(Bond {
                told: published.get(&row.get::<i64>(0)?).copied(),
                from: row.get(1)?,
                to: row.get(2)?,
                what: value(Sign::ALL, row, "sign")?,
                day: row.get::<Option<i64>>(4)?.and_then(date),
            })
        })
    }

    /// The day of publication of each document, by row.
    fn days_of_publication(&self) -> Result<HashMap<i64, Date>, Error> {
        let sql = "SELECT row, published FROM documents WHERE published IS NOT NULL";
        let days = self.rows("looking for days", sql, &[], |row| {
            let published: &str = row.get(1)?;
            Ok((row.get::<i64>(0)?, published.get(..10).and_then(|day| day.parse().ok())))
        })?;
        Ok(days.into_iter().filter_map(|(row, day)| Some((row, day?))).collect())
    }

    /// Relations told between the two, in either direction.
    pub fn statements(&self, query: &DyadQuery) -> Result<Vec<Statement>, Error> {
        let (filter, parameters) = between(query, "r.\"from\"", "r.\"to\"");
        let first = "substr(r.claims, 1, instr(r.claims || '\u{1f}', '\u{1f}') - 1)";
        let voice = innermost("r.document", first);
        let sql = format!(
            "SELECT r.\"from\", r.\"to\", r.from_day AS day, r.sign, r.modality, d.id AS document, d.outlet, d.published,
               {first} AS claim, {voice} AS voice
             FROM relations r JOIN documents d ON d.row = r.document
             WHERE r.\"from\" <> r.\"to\" AND {filter} ORDER BY d.published NULLS FIRST, d.id, r.n"
        );
        self.rows("looking for relations", &sql, &parameters, |row| {
            Ok(Statement {
                dyad: read_dyad(row)?,
                sign: value(Sign::ALL, row, "sign")?,
                modality: value(RelationModality::ALL, row, "modality")?,
            })
        })
    }
}

fn between<'q>(query: &'q DyadQuery, from: &str, to: &str) -> (String, Vec<Value<'q>>) {
    if query.one.is_empty() && query.other.is_empty() {
        return ("1 = 1".to_owned(), Vec::new());
    }
    let marks = |ids: &[String]| vec!["?"; ids.len()].join(",");
    let (one, other) = (marks(&query.one), marks(&query.other));
    let filter = format!("(({from} IN ({one}) AND {to} IN ({other})) OR ({from} IN ({other}) AND {to} IN ({one})))");
    let lists = [&query.one, &query.other, &query.other, &query.one];
    (filter, lists.into_iter().flatten().map(|id| Value::Text(id)).collect())
}

fn read_dyad(row: &Row<'_>) -> Answer<Dyad> {
    Ok(Dyad {
        from: row.get("from")?,
        to: row.get("to")?,
        day: row.get::<Option<i64>>("day")?.and_then(date),
        document: row.get("document")?,
        claim: row.get("claim")?,
        outlet: row.get::<Option<String>>("outlet")?.unwrap_or_default(),
        published: row.get("published")?,
        voice: row.get("voice")?,
    })
}
