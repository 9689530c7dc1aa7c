//! Incidents back from the file, one or a page of them.

use std::collections::HashMap;

use marsad_record::event::{RoleStatus, TollPart};
use marsad_record::incident::{ActorFact, Contradiction, ContradictionKind, Incident, PlaceFact, Spread, TollFact};
use marsad_record::place::{EventPlace, PlaceLevel};
use marsad_record::plover::EventType;
use marsad_record::quantity::{Qualifier, Range};
use marsad_record::reported::{ClaimRef, Reported, Side};
use marsad_record::time::Interval;

use crate::code::{self, code, date, day, optional_value, value, words};
use crate::engine::failure::{Failure, Result};
use crate::engine::{Engine, Index, Row, Value, params};
use crate::error::Error;
use crate::search::limit;
use crate::store::Store;
use crate::words::Words;

/// Which incidents are asked for; an empty query asks for all of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct IncidentQuery {
    /// On this day or later.
    pub from: Option<jiff::civil::Date>,
    /// On this day or earlier.
    pub to: Option<jiff::civil::Date>,
    /// In one of these places or countries (gazetteer ids, or country codes); what a place contains is named too.
    pub places: Vec<String>,
    /// With one of these entities as actor or recipient.
    pub actors: Vec<String>,
    /// Of one of these types.
    pub kinds: Vec<EventType>,
    /// Only those that are disputed.
    pub disputed: bool,
    /// Told by a document with these words.
    pub words: Option<Words>,
    /// Told by this document.
    pub document: Option<String>,
    /// Only those that are the headline of some document.
    pub headlines: bool,
    /// Told by a document of one of these outlets.
    pub outlets: Vec<String>,
    /// With so many dead or more, by the rule.
    pub killed: Option<f64>,
    /// New or changed after the moment of this mark.
    pub changed_after: Option<i64>,
    /// What comes first.
    pub order: Order,
    /// After this one in the order: the cursor of the page before.
    pub after: Option<Cursor>,
    /// At most so many; 0 is no limit.
    pub limit: usize,
}

/// What comes first in a list of incidents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The latest day.
    #[default]
    Day,
    /// What is new or has changed last; of one moment, the latest day.
    Change,
}

/// What there is to tell of an incident at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentMark {
    /// Its id.
    pub id: String,
    /// The dead.
    pub killed: Option<Spread>,
    /// The wounded.
    pub wounded: Option<Spread>,
    /// What the outlets disagree on: fact and kind.
    pub contradictions: Vec<String>,
}

type Found<T> = std::result::Result<T, Error>;

/// A place in an order of incidents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The moment of its latest change; 0 where the order does not ask for it.
    pub changed: i64,
    /// Its first day.
    pub day: i64,
    /// Its row.
    pub row: i64,
}

impl Store {
    /// Incidents of a query, each with its place in its order.
    pub fn incidents(&self, query: &IncidentQuery) -> Found<Vec<(Cursor, Incident)>> {
        self.at_one_moment(|store| store.incidents_now(query))
    }

    /// Reads several things as they were at one moment, whatever others write meanwhile.
    ///
    /// # Errors
    /// Those of `read`, or that the database refused.
    pub fn at_one_moment<T>(&self, read: impl FnOnce(&Self) -> Found<T>) -> Found<T> {
        if self.engine.is_in_transaction() {
            return read(self);
        }
        self.run("beginning to read", |engine| engine.begin_reading())?;
        let found = read(self);
        self.run("ending to read", |engine| engine.commit())?;
        found
    }

    fn incidents_now(&self, query: &IncidentQuery) -> Found<Vec<(Cursor, Incident)>> {
        let words = query.words.as_ref().map(|words| self.engine.words(words));
        let (filter, parameters) = conditions(&*self.engine, query, words.as_deref());
        let limit = limit(query.limit);
        let (changed, first) = match query.order {
            Order::Day => ("0", ""),
            Order::Change => ("changed", "changed DESC,"),
        };
        let sql = format!(
            "SELECT row, {changed} AS moment, coalesce(first_day, 0) AS place FROM incidents i WHERE {filter}
             ORDER BY {first} coalesce(first_day, 0) DESC, row {limit}"
        );
        let places = self.rows("listing incidents", &sql, &parameters, |row| {
            Ok(Cursor { changed: row.get("moment")?, day: row.get("place")?, row: row.get("row")? })
        })?;
        places.into_iter().map(|cursor| Ok((cursor, self.incident_at(cursor.row)?))).collect()
    }

    /// How many incidents a query finds, whatever its page.
    pub fn incident_count(&self, query: &IncidentQuery) -> Found<usize> {
        let query = IncidentQuery { after: None, ..query.clone() };
        let words = query.words.as_ref().map(|words| self.engine.words(words));
        let (filter, parameters) = conditions(&*self.engine, &query, words.as_deref());
        let sql = format!("SELECT count(*) FROM incidents i WHERE {filter}");
        let counts = self.rows("counting incidents", &sql, &parameters, |row| row.get::<i64>(0))?;
        Ok(counts.first().map_or(0, |count| count.unsigned_abs() as usize))
    }

    /// What there is to tell of every incident of a query, by id.
    pub fn incident_marks(&self, query: &IncidentQuery) -> Found<Vec<IncidentMark>> {
        self.at_one_moment(|store| store.marks_now(query))
    }

    fn marks_now(&self, query: &IncidentQuery) -> Found<Vec<IncidentMark>> {
        let query = IncidentQuery { after: None, ..query.clone() };
        let words = query.words.as_ref().map(|words| self.engine.words(words));
        let (filter, parameters) = conditions(&*self.engine, &query, words.as_deref());
        let sql = format!("SELECT i.* FROM incidents i WHERE {filter} ORDER BY i.id");
        let mut marks = self.rows("looking over incidents", &sql, &parameters, |row| {
            let found = read_incident(row)?;
            let (killed, wounded) = (found.facts.killed.spread, found.facts.wounded.spread);
            Ok((row.get::<i64>("row")?, IncidentMark { id: found.id, killed, wounded, contradictions: Vec::new() }))
        })?;
        let sql = format!(
            "SELECT c.incident AS incident, c.fact AS fact, c.kind AS kind FROM contradictions c WHERE c.incident IN
               (SELECT i.row FROM incidents i WHERE i.contradictions > 0 AND {filter}) ORDER BY c.incident, c.n"
        );
        let mut told: HashMap<i64, Vec<String>> = HashMap::new();
        for (incident, word) in self.rows("looking over contradictions", &sql, &parameters, |row| {
            let kind = value(ContradictionKind::ALL, row, "kind")?;
            Ok((row.get::<i64>("incident")?, format!("{}:{kind}", row.get::<String>("fact")?)))
        })? {
            told.entry(incident).or_default().push(word);
        }
        for (row, mark) in &mut marks {
            [&mut mark.killed, &mut mark.wounded]
                .into_iter()
                .flatten()
                .try_for_each(|spread| self.tell_rule(&mut spread.rule))?;
            mark.contradictions = told.remove(row).unwrap_or_default();
            mark.contradictions.sort();
        }
        Ok(marks.into_iter().map(|(_, mark)| mark).collect())
    }

    /// One incident by its id or by a former one.
    pub fn incident(&self, id: &str) -> Found<Option<Incident>> {
        self.at_one_moment(|store| store.incident_now(id))
    }

    fn incident_now(&self, id: &str) -> Found<Option<Incident>> {
        let row = self.run("looking for an incident", |engine| {
            let by_id = "SELECT row FROM incidents WHERE id = ?";
            if let Some(row) = engine.one(by_id, params![id], |row| row.get::<i64>(0))? {
                return Ok(Some(row));
            }
            engine.one("SELECT incident FROM incident_redirects WHERE former = ?", params![id], |row| row.get(0))
        })?;
        row.map(|row| self.incident_at(row)).transpose()
    }

    fn incident_at(&self, incident: i64) -> Found<Incident> {
        let mut found = self.run("reading an incident", |engine| incident_at(engine, incident))?;
        let spreads = [&mut found.facts.killed.spread, &mut found.facts.wounded.spread];
        spreads.into_iter().flatten().try_for_each(|spread| self.tell_rule(&mut spread.rule))?;
        for side in &mut found.facts.place.sides {
            let listed = self.run("reading a place", |_| self.listed_place(&side.value.name))?;
            if let Some(EventPlace { name, chain, .. }) = listed {
                side.value = PlaceFact { name, chain, ..side.value.clone() };
            }
        }
        Ok(found)
    }
}

/// The incident of a row; the rules of its tolls and its places stand for themselves yet.
pub(crate) fn incident_at(engine: &dyn Engine, incident: i64) -> Result<Incident> {
    let found = engine.one("SELECT * FROM incidents WHERE row = ?", params![incident], read_incident)?;
    let mut found = found.ok_or_else(|| Failure::missing("an incident"))?;
    let sql = "SELECT former FROM incident_redirects WHERE incident = ? ORDER BY n";
    found.former = engine.all(sql, params![incident], |row| row.get(0))?;
    let sql = "SELECT row, id, is_headline FROM incident_documents JOIN documents ON row = document
               WHERE incident = ? ORDER BY id";
    let mut ids = HashMap::new();
    for (row, id, is_headline) in engine
        .all(sql, params![incident], |row| Ok((row.get::<i64>(0)?, row.get::<String>(1)?, row.get::<bool>(2)?)))?
    {
        if is_headline {
            found.headline_of.push(id.clone());
        }
        ids.insert(row, id.clone());
        found.documents.push(id);
    }
    let claim_ref = |row: &Row<'_>| {
        let document = ids.get(&row.get::<i64>("document")?).cloned();
        let document = document.ok_or_else(|| Failure::missing("a document of an incident"))?;
        Ok(ClaimRef { document, claim: row.get("claim")? })
    };
    let sql = "SELECT document, claim FROM incident_claims WHERE incident = ?";
    found.claims = engine.all(sql, params![incident], claim_ref)?;
    found.claims.sort();
    let sql = "SELECT * FROM contradictions WHERE incident = ? ORDER BY n";
    found.contradictions = engine.all(sql, params![incident], |row| {
        Ok(Contradiction {
            fact: row.get("fact")?,
            kind: value(ContradictionKind::ALL, row, "kind")?,
            sides: code::count(row, "sides")?,
            is_rising: row.get("is_rising")?,
        })
    })?;
    let sql = "SELECT fact, side, document, claim FROM side_claims WHERE incident = ?";
    let mut told: Told = HashMap::new();
    for (place, claim) in engine
        .all(sql, params![incident], |row| Ok(((row.get::<i64>("fact")?, row.get::<i64>("side")?), claim_ref(row)?)))?
    {
        told.entry(place).or_default().push(claim);
    }
    told.values_mut().for_each(|claims| claims.sort());
    let (facts, all) = (&mut found.facts, &found.claims);
    let sql = "SELECT * FROM sides WHERE incident = ? ORDER BY fact, n";
    engine.query(sql, params![incident], &mut |row| {
        let place: (i64, i64) = (row.get("fact")?, row.get("n")?);
        let listed: Option<&str> = row.get("claims")?;
        let claims = match listed {
            Some(places) => {
                places.split(',').filter_map(|place| all.get(place.parse::<usize>().ok()?)).cloned().collect()
            }
            None => told.remove(&place).unwrap_or_default(),
        };
        match place.0 {
            0 => facts.date.sides.push(Side { value: read_interval(row)?, claims }),
            1 => facts.place.sides.push(Side { value: read_place(row)?, claims }),
            2 => facts.actors.sides.push(Side { value: read_actor(row)?, claims }),
            3 => facts.recipients.sides.push(Side { value: read_actor(row)?, claims }),
            4 => facts.killed.reported.sides.push(Side { value: read_toll(row)?, claims }),
            5 => facts.wounded.reported.sides.push(Side { value: read_toll(row)?, claims }),
            _ => {
                let value = row.get::<Option<String>>("id")?.unwrap_or_default();
                facts.method.sides.push(Side { value, claims });
            }
        }
        Ok(())
    })?;
    Ok(found)
}

/// Claims by the fact and the side that they tell.
type Told = HashMap<(i64, i64), Vec<ClaimRef>>;

/// What holds of the incidents `i` of a query, in SQL, and its parameters.
pub(crate) fn conditions<'q>(
    engine: &dyn Engine,
    query: &'q IncidentQuery,
    words: Option<&'q str>,
) -> (String, Vec<Value<'q>>) {
    let mut filter = vec!["1 = 1".to_owned()];
    let mut parameters: Vec<Value<'q>> = Vec::new();
    let mut bind = |filter: &mut Vec<String>, condition: String, values: Vec<Value<'q>>| {
        filter.push(condition);
        parameters.extend(values);
    };
    let marks = |count: usize| vec!["?"; count].join(",");
    let texts = |words: &'q [String]| words.iter().map(|word| Value::Text(word)).collect::<Vec<_>>();
    if let Some(from) = query.from {
        bind(&mut filter, "i.last_day >= ?".to_owned(), vec![Value::Integer(day(from))]);
    }
    if let Some(to) = query.to {
        bind(&mut filter, "i.first_day <= ?".to_owned(), vec![Value::Integer(day(to))]);
    }
    if !query.places.is_empty() {
        let list = marks(query.places.len());
        let condition = format!(
            "i.row IN (SELECT s.incident FROM sides s WHERE s.fact = 1 AND s.id IN ({list})
                       UNION ALL SELECT s.incident FROM sides s WHERE s.fact = 1 AND s.country IN ({list}))"
        );
        bind(&mut filter, condition, (0..2).flat_map(|_| texts(&query.places)).collect());
    }
    if !query.actors.is_empty() {
        let condition = format!(
            "i.row IN (SELECT s.incident FROM sides s WHERE s.fact IN (2, 3) AND s.id IN ({}))",
            marks(query.actors.len())
        );
        bind(&mut filter, condition, texts(&query.actors));
    }
    if !query.kinds.is_empty() {
        let kinds = query.kinds.iter().map(|kind| Value::Integer(code(EventType::ALL, kind))).collect();
        bind(&mut filter, format!("i.kind IN ({})", marks(query.kinds.len())), kinds);
    }
    if query.disputed {
        filter.push("i.contradictions > 0".to_owned());
    }
    if query.headlines {
        filter.push("i.headlines > 0".to_owned());
    }
    if let Some(words) = words {
        // Asked once for all incidents: beside each incident the search would run again.
        let condition = format!(
            "i.row IN (SELECT d.incident FROM incident_documents d WHERE d.document IN ({}))",
            engine.rows_with_words(Index::Documents)
        );
        bind(&mut filter, condition, vec![Value::Text(words)]);
    }
    if let Some(document) = &query.document {
        let condition =
            "i.row IN (SELECT d.incident FROM incident_documents d JOIN documents ON documents.row = d.document
            WHERE documents.id = ?)";
        bind(&mut filter, condition.to_owned(), vec![Value::Text(document)]);
    }
    if !query.outlets.is_empty() {
        let condition = format!(
            "i.row IN (SELECT d.incident FROM incident_documents d JOIN documents ON documents.row = d.document
               WHERE documents.outlet IN ({}))",
            marks(query.outlets.len())
        );
        bind(&mut filter, condition, texts(&query.outlets));
    }
    if let Some(killed) = query.killed {
        bind(
            &mut filter,
            "coalesce(i.killed_best, i.killed_high, i.killed_low) >= ?".to_owned(),
            vec![Value::Real(killed)],
        );
    }
    if let Some(mark) = query.changed_after {
        bind(&mut filter, "i.changed > ?".to_owned(), vec![Value::Integer(mark)]);
    }
    if let Some(Cursor { changed, day, row }) = query.after {
        let later = "(coalesce(i.first_day, 0) < ? OR (coalesce(i.first_day, 0) = ? AND i.row > ?))";
        let (condition, values) = match query.order {
            Order::Day => (later.to_owned(), vec![day, day, row]),
            Order::Change => {
                // What is beyond it is said first: by that the index finds where to begin.
                (format!("i.changed <= ? AND (i.changed < ? OR {later})"), vec![changed, changed, day, day, row])
            }
        };
        bind(&mut filter, condition, values.into_iter().map(Value::Integer).collect());
    }
    (filter.join(" AND "), parameters)
}

fn read_incident(row: &Row<'_>) -> Result<Incident> {
    let toll = |low: &str, best: &str, high: &str, rule: &str| -> Result<TollFact> {
        let rule: Option<String> = row.get(rule)?;
        let (low, best, high) = (row.get(low)?, row.get(best)?, row.get(high)?);
        Ok(TollFact { reported: Reported::default(), spread: rule.map(|rule| Spread { low, best, high, rule }) })
    };
    Ok(Incident {
        id: row.get("id")?,
        former: Vec::new(),
        kind: value(EventType::ALL, row, "kind")?,
        modes: words(row, "modes")?,
        documents: Vec::new(),
        headline_of: Vec::new(),
        claims: Vec::new(),
        outlets: code::count(row, "outlets")?,
        origins: code::count(row, "origins")?,
        facts: marsad_record::incident::Facts {
            killed: toll("killed_low", "killed_best", "killed_high", "killed_rule")?,
            wounded: toll("wounded_low", "wounded_best", "wounded_high", "wounded_rule")?,
            ..Default::default()
        },
        contradictions: Vec::new(),
    })
}

fn read_interval(row: &Row<'_>) -> Result<Interval> {
    let bound = |column: &str| Ok::<_, Failure>(row.get::<Option<i64>>(column)?.and_then(date));
    Ok(Interval { from: bound("from_day")?, to: bound("to_day")? })
}

fn read_place(row: &Row<'_>) -> Result<PlaceFact> {
    Ok(PlaceFact {
        place: row.get("id")?,
        name: row.get::<Option<String>>("name")?.unwrap_or_default(),
        country: row.get("country")?,
        level: optional_value(PlaceLevel::ALL, row, "level")?.unwrap_or(PlaceLevel::Country),
        chain: words(row, "chain")?,
    })
}

fn read_actor(row: &Row<'_>) -> Result<ActorFact> {
    Ok(ActorFact {
        entity: row.get("id")?,
        name: row.get::<Option<String>>("name")?.unwrap_or_default(),
        status: optional_value(RoleStatus::ALL, row, "status")?.unwrap_or(RoleStatus::Unknown),
    })
}

fn read_toll(row: &Row<'_>) -> Result<TollPart> {
    let qualifier = optional_value(Qualifier::ALL, row, "qualifier")?.unwrap_or(Qualifier::Exact);
    let range = Range { low: row.get("low")?, high: row.get("high")?, qualifier };
    Ok(TollPart { range, who: row.get("name")?, span: None })
}
