//! When an incident was first told and when it last changed, noticed as it is made; and both read back.

use std::collections::BTreeMap;

use marsad_record::change::{Change, ChangeKind, Course, Noticed, changes, figures, standing, written_figures};
use marsad_record::incident::Incident;

use crate::code::{code, value};
use crate::engine::failure::Result;
use crate::engine::{Appender, Engine, params};
use crate::error::Error;
use crate::store::Store;

/// So many of the latest changes of an incident are told.
const TOLD: i64 = 12;

/// How an incident stood before it was made again.
#[derive(Debug, Clone)]
pub(crate) struct Past {
    pub(crate) born: i64,
    pub(crate) changed: i64,
    pub(crate) standing: Option<String>,
}

/// What is kept of an incident that is made now.
pub(crate) struct Stand {
    pub(crate) born: i64,
    pub(crate) changed: i64,
    pub(crate) standing: String,
}

/// Keeps how these incidents stand, in SQL: they go, and will be made again.
pub(crate) fn keep_standings(which: &str) -> String {
    format!(
        "INSERT INTO incidents_before SELECT id, born, changed, standing FROM incidents WHERE {which}
         ON CONFLICT (id) DO UPDATE SET born = excluded.born, changed = excluded.changed, standing = excluded.standing"
    )
}

/// Notices what is new among the incidents that one transaction makes: all of it at one moment.
pub(crate) struct Noticing<'e> {
    engine: &'e dyn Engine,
    moment: i64,
    is_news: bool,
    before: BTreeMap<String, Past>,
    /// Whether incidents went earlier that may come again now.
    has_gone: bool,
    changes: Box<dyn Appender + 'e>,
    found: Vec<(String, Vec<Change>)>,
}

impl<'e> Noticing<'e> {
    pub(crate) fn beginning(engine: &'e dyn Engine) -> Result<Self> {
        let gone = engine.one("SELECT 1 FROM incidents_before LIMIT 1", &[], |row| row.get::<i64>(0))?;
        Ok(Self {
            engine,
            moment: engine.next_row("moments")?,
            is_news: false,
            before: BTreeMap::new(),
            has_gone: gone.is_some(),
            changes: engine.appender("incident_changes"),
            found: Vec::new(),
        })
    }

    /// Remembers how incidents stood that are gone now.
    pub(crate) fn remember(&mut self, mut before: BTreeMap<String, Past>) {
        self.before.append(&mut before);
    }

    /// Compares an incident with what it was, under this id or a former one.
    pub(crate) fn notice(&mut self, incident: &Incident) -> Result<Stand> {
        let standing = standing(incident);
        let mut past = self.past(&incident.id)?;
        for former in &incident.former {
            past = if past.is_some() { past } else { self.past(former)? };
        }
        let Some(past) = past else {
            self.is_news = true;
            return Ok(Stand { born: self.moment, changed: self.moment, standing });
        };
        let found = past.standing.as_deref().map(|before| changes(before, &standing)).unwrap_or_default();
        if found.is_empty() {
            return Ok(Stand { born: past.born, changed: past.changed, standing });
        }
        self.is_news = true;
        self.found.push((incident.id.clone(), found));
        Ok(Stand { born: past.born, changed: self.moment, standing })
    }

    fn past(&mut self, id: &str) -> Result<Option<Past>> {
        if let Some(past) = self.before.get(id) {
            return Ok(Some(past.clone()));
        }
        if !self.has_gone {
            return Ok(None);
        }
        let sql = "SELECT born, changed, standing FROM incidents_before WHERE id = ?";
        let found = self.engine.one(sql, params![id], |row| {
            Ok(Past { born: row.get("born")?, changed: row.get("changed")?, standing: row.get("standing")? })
        })?;
        if found.is_some() {
            self.engine.execute("DELETE FROM incidents_before WHERE id = ?", params![id])?;
        }
        Ok(found)
    }

    /// Keeps the moment and its changes, if there is anything new.
    pub(crate) fn finished(&mut self) -> Result<()> {
        if !self.is_news {
            return Ok(());
        }
        self.engine.execute("INSERT INTO moments (row) VALUES (?)", params![self.moment])?;
        for (incident, found) in &self.found {
            for (n, Change { kind, fact, before, after }) in (0_i64..).zip(found) {
                let kind = code(ChangeKind::ALL, kind);
                let [before, after] = [before, after].map(|toll| toll.as_ref().map(written_figures));
                self.changes.append(params![incident, self.moment, n, kind, fact, before, after])?;
            }
        }
        Ok(())
    }
}

impl Store {
    /// The mark of the latest moment: what changes from now on has a higher one. 0 where there is none.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn latest_moment(&self) -> std::result::Result<i64, Error> {
        self.moment("SELECT coalesce(max(row), 0) FROM moments WHERE ?1 = ?1", "")
    }

    /// The mark of the last moment before a time (UTC, ISO, partial).
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn moment_before(&self, time: &str) -> std::result::Result<i64, Error> {
        self.moment("SELECT coalesce(max(row), 0) FROM moments WHERE \"when\" < ?1", time)
    }

    fn moment(&self, sql: &str, time: &str) -> std::result::Result<i64, Error> {
        let found = self.rows("looking for a moment", sql, params![time], |row| row.get::<i64>(0))?;
        Ok(found.first().copied().unwrap_or_default())
    }

    /// When an incident was first told on this desk, when it last changed, and its latest changes.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn course(&self, incident: &str) -> std::result::Result<Option<Course>, Error> {
        let sql = "SELECT i.born AS born, i.changed AS changed, m.\"when\" AS \"when\" FROM incidents i
                   LEFT JOIN moments m ON m.row = i.changed WHERE i.id = ?1";
        let found = self.rows("looking for changes", sql, params![incident], |row| {
            Ok(Course {
                born: row.get("born")?,
                changed: row.get("changed")?,
                when: row.get("when")?,
                changes: Vec::new(),
            })
        })?;
        let Some(mut course) = found.into_iter().next() else { return Ok(None) };
        if course.changed > course.born {
            let sql = "SELECT c.moment AS moment, m.\"when\" AS \"when\", c.kind AS kind, c.fact AS fact,
                         c.before AS before, c.after AS after
                       FROM incident_changes c JOIN moments m ON m.row = c.moment
                       WHERE c.incident IN (SELECT ?1 UNION ALL SELECT r.former FROM incident_redirects r
                                            JOIN incidents i ON i.row = r.incident WHERE i.id = ?1)
                       ORDER BY c.moment DESC, c.n DESC LIMIT ?2";
            course.changes = self.rows("looking for changes", sql, params![incident, TOLD], |row| {
                let kind = value(ChangeKind::ALL, row, "kind")?;
                let toll = |column| row.get::<Option<String>>(column);
                let [before, after] = [toll("before")?, toll("after")?].map(|toll| toll.as_deref().and_then(figures));
                let change = Change { kind, fact: row.get("fact")?, before, after };
                Ok(Noticed { mark: row.get("moment")?, when: row.get("when")?, change })
            })?;
            course.changes.reverse();
        }
        Ok(Some(course))
    }
}
