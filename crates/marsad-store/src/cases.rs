//! Cases: begun once, and then only added to.

use marsad_record::case::{Case, CaseAct, CaseEntry};

use crate::code::{code, value};
use crate::engine::params;
use crate::error::Error;
use crate::store::Store;

impl Store {
    /// Begins a case; what its list of entries holds is not looked at.
    pub fn begin_case(&self, case: &Case) -> Result<(), Error> {
        self.whole("beginning a case", |engine| {
            let row = engine.next_row("cases")?;
            let sql = "INSERT INTO cases (row, id, title, who, \"when\") VALUES (?,?,?,?,?)";
            engine.execute(sql, params![row, case.id, case.title, case.who, case.when]).map(drop)
        })
    }

    /// Adds to the log of a case; gives the place it got, or nothing where there is no such case.
    pub fn add_to_case(&self, case: &str, entry: &CaseEntry) -> Result<Option<usize>, Error> {
        self.whole("adding to a case", |engine| {
            let sql = "INSERT INTO case_entries (\"case\", n, act, subject, words, who, \"when\")
                       SELECT row, 1 + (SELECT count(*) FROM case_entries WHERE \"case\" = cases.row), ?2, ?3, ?4, ?5, ?6
                       FROM cases WHERE id = ?1";
            let act = code(CaseAct::ALL, &entry.act);
            let kept = params![case, act, entry.subject, entry.words, entry.who, entry.when];
            if engine.execute(sql, kept)? == 0 {
                return Ok(None);
            }
            let sql = "SELECT count(*) FROM case_entries JOIN cases ON cases.row = \"case\" WHERE id = ?";
            let place = engine.one(sql, params![case], |row| row.get::<i64>(0))?.unwrap_or_default();
            Ok(Some(place.unsigned_abs() as usize))
        })
    }

    /// Every case in the order in which they were begun, each with its log; only that one, where an id is given.
    pub fn cases(&self, id: Option<&str>) -> Result<Vec<Case>, Error> {
        let sql = "SELECT row, id, title, who, \"when\" FROM cases WHERE (?1 IS NULL OR id = ?1) ORDER BY row";
        let cases = self.rows("reading cases", sql, params![id], |row| {
            let case = Case {
                id: row.get("id")?,
                title: row.get("title")?,
                who: row.get("who")?,
                when: row.get("when")?,
                entries: Vec::new(),
            };
            Ok((row.get::<i64>("row")?, case))
        })?;
        let mut read = Vec::with_capacity(cases.len());
        for (row, mut case) in cases {
            case.entries = self.case_entries(row)?;
            read.push(case);
        }
        Ok(read)
    }

    fn case_entries(&self, case: i64) -> Result<Vec<CaseEntry>, Error> {
        let sql = "SELECT n, act, subject, words, who, \"when\" FROM case_entries WHERE \"case\" = ? ORDER BY n";
        self.rows("reading a case", sql, params![case], |row| {
            Ok(CaseEntry {
                place: row.get::<i64>("n")?.unsigned_abs() as usize,
                act: value(CaseAct::ALL, row, "act")?,
                subject: row.get("subject")?,
                words: row.get("words")?,
                who: row.get("who")?,
                when: row.get("when")?,
            })
        })
    }
}
