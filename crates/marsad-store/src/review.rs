//! Where a person's look is worth most: disputed incidents, weighty ones that were hard to put together, doubtful events.

use marsad_record::incident::ContradictionKind;

use crate::code::{told_confidence, value};
use crate::engine::params;
use crate::error::Error;
use crate::store::Store;

/// A disputed fact with what hangs on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Dispute {
    /// The incident.
    pub incident: String,
    /// The fact.
    pub fact: String,
    /// What kind of disagreement.
    pub kind: ContradictionKind,
    /// Whether it is one toll that rose.
    pub is_rising: bool,
    /// Lowest and highest dead told.
    pub killed: (f64, f64),
    /// Lowest and highest wounded told.
    pub wounded: (f64, f64),
    /// How many outlets tell it.
    pub outlets: usize,
}

/// An incident of several documents, with what hangs on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighty {
    /// The incident.
    pub incident: String,
    /// Dead, by the best figure.
    pub killed: f64,
    /// Wounded, by the best figure.
    pub wounded: f64,
    /// How many outlets tell it.
    pub outlets: usize,
    /// Other incidents of its block.
    pub neighbours: Vec<String>,
}

/// An event that was read with little confidence and counts in an incident.
#[derive(Debug, Clone, PartialEq)]
pub struct DoubtfulEvent {
    /// The incident.
    pub incident: String,
    /// Dead, by the best figure.
    pub killed: f64,
    /// Wounded, by the best figure.
    pub wounded: f64,
    /// How many outlets tell it.
    pub outlets: usize,
    /// How many documents tell the incident.
    pub documents: usize,
    /// The document.
    pub document: String,
    /// The event.
    pub event: String,
    /// The claim that carries it.
    pub claim: String,
    /// Where its words stand (bytes).
    pub span: (i64, i64),
    /// The confidence.
    pub confidence: f64,
}

impl Store {
    /// Disputed facts of the incidents with most victims, at most so many.
    pub fn disputes(&self, limit: usize) -> Result<Vec<Dispute>, Error> {
        let sql = "SELECT i.id, c.fact, c.kind, c.is_rising, i.outlets,
               COALESCE(i.killed_low, 0.0) AS killed_low, COALESCE(i.killed_high, i.killed_best, 0.0) AS killed_high,
               COALESCE(i.wounded_low, 0.0) AS wounded_low, COALESCE(i.wounded_high, i.wounded_best, 0.0) AS wounded_high
             FROM contradictions c JOIN incidents i ON i.row = c.incident
             ORDER BY COALESCE(i.killed_high, i.killed_best, 0.0) + COALESCE(i.wounded_high, i.wounded_best, 0.0) / 4 DESC,
               i.outlets DESC, i.row, c.n LIMIT ?1";
        self.rows("looking for disputes", sql, params![limit as i64], |row| {
            Ok(Dispute {
                incident: row.get("id")?,
                fact: row.get("fact")?,
                kind: value(ContradictionKind::ALL, row, "kind")?,
                is_rising: row.get("is_rising")?,
                killed: (row.get("killed_low")?, row.get("killed_high")?),
                wounded: (row.get("wounded_low")?, row.get("wounded_high")?),
                outlets: row.get::<i64>("outlets")?.unsigned_abs() as usize,
            })
        })
    }

    /// Incidents with most victims and outlets that two to `documents` documents tell, at most so many.
    pub fn weighty(&self, documents: usize, limit: usize) -> Result<Vec<Weighty>, Error> {
        let sql = "SELECT id, block, row, outlets, COALESCE(killed_best, 0.0) AS killed,
               COALESCE(wounded_best, 0.0) AS wounded
             FROM incidents WHERE documents BETWEEN 2 AND ?1
             ORDER BY COALESCE(killed_best, 0.0) + COALESCE(wounded_best, 0.0) / 4 DESC, outlets DESC, row LIMIT ?2";
        let found =
            self.rows("looking for weighty incidents", sql, params![documents as i64, limit as i64], |row| {
                let weighty = Weighty {
                    incident: row.get("id")?,
                    killed: row.get("killed")?,
                    wounded: row.get("wounded")?,
                    outlets: row.get::<i64>("outlets")?.unsigned_abs() as usize,
                    neighbours: Vec::new(),
                };
                Ok((row.get::<i64>("block")?, row.get::<i64>("row")?, weighty))
            })?;
        let mut incidents = Vec::new();
        for (block, row, weighty) in found {
            let sql = "SELECT id FROM incidents WHERE block = ?1 AND row <> ?2 ORDER BY documents DESC, row LIMIT 6";
            let neighbours = self.rows("looking for neighbours", sql, params![block, row], |row| row.get(0))?;
            incidents.push(Weighty { neighbours, ..weighty });
        }
        Ok(incidents)
    }

    /// Events between half and `surest` sure, in the incidents with most victims, at most so many.
    pub fn doubtful_events(&self, surest: f64, limit: usize) -> Result<Vec<DoubtfulEvent>, Error> {
        let confidence = told_confidence("e.confidence");
        let sql = format!(
            "SELECT i.id, i.outlets, i.documents, COALESCE(i.killed_best, 0.0) AS killed,
               COALESCE(i.wounded_best, 0.0) AS wounded,
               d.id AS document, e.id AS event, x.claim, e.start, e.\"end\", {confidence} AS confidence
             FROM (SELECT row AS incident, id AS strand FROM incidents WHERE killed_best >= 10 OR wounded_best >= 40
                   UNION ALL SELECT r.incident, r.former FROM incidents j JOIN incident_redirects r ON r.incident = j.row
                   WHERE j.killed_best >= 10 OR j.wounded_best >= 40) m
               JOIN incidents i ON i.row = m.incident JOIN strands s ON s.id = m.strand
               JOIN strand_events x ON x.strand = s.row
               JOIN events e ON e.document = s.document AND e.n = x.event
               JOIN documents d ON d.row = s.document
             WHERE (i.killed_best >= 10 OR i.wounded_best >= 40) AND {confidence} >= 0.5 AND {confidence} < ?1
             ORDER BY i.documents, COALESCE(i.killed_best, 0.0) + COALESCE(i.wounded_best, 0.0) / 4 DESC, {confidence}, d.id, e.n LIMIT ?2"
        );
        self.rows("looking for doubtful events", &sql, params![surest, limit as i64], |row| {
            Ok(DoubtfulEvent {
                incident: row.get("id")?,
                killed: row.get("killed")?,
                wounded: row.get("wounded")?,
                outlets: row.get::<i64>("outlets")?.unsigned_abs() as usize,
                documents: row.get::<i64>("documents")?.unsigned_abs() as usize,
                document: row.get("document")?,
                event: row.get("event")?,
                claim: row.get("claim")?,
                span: (row.get("start")?, row.get("end")?),
                confidence: row.get("confidence")?,
            })
        })
    }
}
