//! Strands as reconciliation asks for them: by key, by block, by what a decision names.

use std::collections::BTreeSet;
use std::sync::Arc;

use marsad_record::claim::Stance;
use marsad_record::incident::{Strand, Telling};

use crate::code::{shape, signed, value};
use crate::engine::failure::{Failure, Result as Answer};
use crate::engine::{Engine, Row, params};
use crate::error::Error;
use crate::read::{add_role, read_happening};
use crate::store::Store;

/// How many strands are remembered at most: they never change once they are made.
const CACHED: usize = 200_000;

impl Store {
    /// Strands that are kept under any of these keys.
    pub fn strands_under(&self, keys: &BTreeSet<u64>) -> Result<Vec<Arc<Strand>>, Error> {
        // Thousands of small questions: asked one by one each would lock the file for itself.
        self.at_one_moment(|store| store.strands_now_under(keys))
    }

    fn strands_now_under(&self, keys: &BTreeSet<u64>) -> Result<Vec<Arc<Strand>>, Error> {
        self.refresh()?;
        let mut rows = self.run("looking for strands", |engine| {
            let mut rows = Vec::new();
            for key in keys {
                let sql = "SELECT strand FROM strand_keys WHERE key = ?";
                engine.query(sql, params![signed(*key)], &mut |row| {
                    rows.push(row.get::<i64>(0)?);
                    Ok(())
                })?;
            }
            Ok(rows)
        })?;
        rows.sort_unstable();
        rows.dedup();
        rows.into_iter().map(|row| self.strand_kept(row)).collect()
    }

    fn strand_kept(&self, row: i64) -> Result<Arc<Strand>, Error> {
        if let Some(kept) = self.strands.borrow().get(&row) {
            return Ok(Arc::clone(kept));
        }
        let strand = Arc::new(self.strand_at(row)?);
        self.remember(row, Arc::clone(&strand));
        Ok(strand)
    }

    /// Every strand of the blocks that hold any of these strands.
    pub fn strands_beside(&self, strands: &[String]) -> Result<Vec<Strand>, Error> {
        self.at_one_moment(|store| store.strands_now_beside(strands))
    }

    fn strands_now_beside(&self, strands: &[String]) -> Result<Vec<Strand>, Error> {
        let mut blocks = BTreeSet::new();
        for id in strands {
            let sql = "SELECT block FROM strands WHERE id = ?";
            blocks.extend(self.rows("looking for blocks", sql, params![id], |row| row.get::<i64>(0))?);
        }
        let mut rows = BTreeSet::new();
        for block in blocks {
            let sql = "SELECT row FROM strands WHERE block = ?";
            rows.extend(self.rows("looking for strands", sql, params![block], |row| row.get::<i64>(0))?);
        }
        self.strands_at(&rows)
    }

    /// Every strand, for a recount from the ground.
    pub fn strands(&self) -> Result<Vec<Strand>, Error> {
        let rows = self.rows("listing strands", "SELECT row FROM strands", &[], |row| row.get::<i64>(0))?;
        self.strands_at(&rows.into_iter().collect())
    }

    /// Ids of the strands that subjects of decisions name: a strand or a claim (`document/claim`, `document/event`), or
    /// a place in a text (`document@start-end`).
    pub fn strands_named(&self, subjects: &BTreeSet<String>) -> Result<Vec<String>, Error> {
        let mut found = BTreeSet::new();
        for subject in subjects {
            let sql = "SELECT id FROM strands WHERE id = ?";
            found.extend(self.rows("looking for strands", sql, params![subject], |row| row.get::<String>(0))?);
            let told = "SELECT DISTINCT strands.id FROM documents JOIN strands ON strands.document = documents.row
                        JOIN strand_events ON strand = strands.row
                        JOIN events ON events.document = documents.row AND events.n = strand_events.event
                        WHERE documents.id = ?1 AND";
            if let Some((document, span)) = subject.rsplit_once('@') {
                let ends = span.split_once('-').and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
                let Some((start, end)): Option<(i64, i64)> = ends else { continue };
                let sql = format!("{told} events.start < ?3 AND ?2 < events.\"end\"");
                let of = params![document, start, end];
                found.extend(self.rows("looking for strands", &sql, of, |row| row.get::<String>(0))?);
            } else if let Some((document, within)) = subject.rsplit_once('/') {
                let sql = format!(
                    "{told} (strand_events.claim = ?2 OR events.id = ?2
                       OR instr('\u{1f}' || events.claims, '\u{1f}' || ?2 || '\u{1f}') > 0)"
                );
                let of = params![document, within];
                found.extend(self.rows("looking for strands", &sql, of, |row| row.get::<String>(0))?);
            }
        }
        Ok(found.into_iter().collect())
    }

    /// Strands by their ids; unknown ones are left out.
    pub fn strands_by_id(&self, ids: &[String]) -> Result<Vec<Strand>, Error> {
        let mut rows = BTreeSet::new();
        for id in ids {
            rows.extend(self.rows(
                "looking for strands",
                "SELECT row FROM strands WHERE id = ?",
                params![id],
                |row| row.get::<i64>(0),
            )?);
        }
        self.strands_at(&rows)
    }

    pub(crate) fn strands_at(&self, rows: &BTreeSet<i64>) -> Result<Vec<Strand>, Error> {
        self.refresh()?;
        let owned = |row: &i64| match self.strands.borrow_mut().remove(row) {
            Some(kept) => Ok(Arc::unwrap_or_clone(kept)),
            None => self.strand_at(*row),
        };
        rows.iter().map(owned).collect()
    }

    /// Forgets remembered strands when a document was taken down since: another one may have its row by now.
    fn refresh(&self) -> Result<(), Error> {
        let count = self.count("SELECT count(*) FROM taken_down")?;
        if self.taken_down.replace(count) != count {
            self.strands.borrow_mut().clear();
            self.source.take();
        }
        Ok(())
    }

    /// Remembers strands that were just made, by their rows.
    pub(crate) fn remember_made(&self, made: Vec<(i64, &Strand)>) {
        // What was looked at for them is of little use for what comes next.
        self.strands.borrow_mut().clear();
        made.into_iter().take(CACHED).for_each(|(row, strand)| self.remember(row, Arc::new(strand.clone())));
    }

    /// Remembers a strand as long as there is room: those that come later in one question come later in the next.
    fn remember(&self, row: i64, strand: Arc<Strand>) {
        let mut kept = self.strands.borrow_mut();
        if kept.len() < CACHED {
            kept.insert(row, strand);
        }
    }

    fn strand_at(&self, strand: i64) -> Result<Strand, Error> {
        self.run("reading a strand", |engine| {
            let sql = "SELECT id, document, country FROM strands WHERE row = ?";
            let found = engine.one(sql, params![strand], |row| Ok((row.get(0)?, row.get::<i64>(1)?, row.get(2)?)))?;
            let (id, document, country) = found.ok_or_else(|| Failure::missing("a strand"))?;
            let source = self.source(engine, document)?;
            let tellings = tellings_at(engine, strand, &source)?;
            Ok(Strand { id, document: source.document.clone(), country, tellings })
        })
    }

    /// What all tellings of a document share; strands of one document are read one after the other.
    fn source(&self, engine: &dyn Engine, document: i64) -> Answer<Arc<Source>> {
        if let Some(last) = self.source.borrow().as_ref().filter(|last| last.row == document) {
            return Ok(Arc::clone(last));
        }
        let sql = "SELECT id, outlet, published, origin FROM documents WHERE row = ?";
        let found = engine.one(sql, params![document], |row| {
            let outlet: Option<String> = row.get(1)?;
            Ok(Source {
                document: row.get(0)?,
                row: document,
                outlet: outlet.unwrap_or_default(),
                published: row.get(2)?,
                origin: shape(row.get(3)?).into(),
            })
        })?;
        let source = Arc::new(found.ok_or_else(|| Failure::missing("the document of a strand"))?);
        *self.source.borrow_mut() = Some(Arc::clone(&source));
        Ok(source)
    }
}

/// What all tellings of a document share.
pub(crate) struct Source {
    document: String,
    row: i64,
    outlet: String,
    published: Option<String>,
    origin: Arc<[u64]>,
}

/// What a strand tells, with its roles and voices: three statements, however much it is.
fn tellings_at(engine: &dyn Engine, strand: i64, source: &Source) -> Answer<Vec<Telling>> {
    let sql = "SELECT s.claim AS claim, s.stance AS stance, s.agency AS agency, e.* FROM strand_events s
               CROSS JOIN events e WHERE s.strand = ?1 AND e.document = ?2 AND e.n = s.event ORDER BY s.n";
    let mut tellings: Vec<Telling> = Vec::new();
    engine.query(sql, params![strand, source.row], &mut |row| {
        // Most strands have one telling, and many strands are remembered.
        tellings.reserve_exact(1);
        tellings.push(Telling {
            document: source.document.clone(),
            claim: row.get("claim")?,
            stance: value(Stance::ALL, row, "stance")?,
            agency: row.get("agency")?,
            event: read_happening(row)?,
            outlet: source.outlet.clone(),
            chain: Vec::new(),
            published: source.published.clone(),
            origin: Arc::clone(&source.origin),
        });
        Ok(())
    })?;
    let told = |row: &Row<'_>| -> Answer<usize> { Ok(usize::try_from(row.get::<i64>(0)?).unwrap_or(usize::MAX)) };
    let sql = "SELECT s.n AS telling, r.* FROM strand_events s CROSS JOIN roles r
               WHERE s.strand = ?1 AND r.document = ?2 AND r.event = s.event ORDER BY s.n, r.is_recipient, r.n";
    engine.query(sql, params![strand, source.row], &mut |row| {
        tellings.get_mut(told(row)?).map_or(Ok(()), |telling| add_role(&mut telling.event, row))
    })?;
    let sql = "SELECT s.n, l.voice FROM strand_events s CROSS JOIN claims c CROSS JOIN links l
               WHERE s.strand = ?1 AND c.document = ?2 AND c.id = s.claim AND l.document = ?2 AND l.claim = c.n
               ORDER BY s.n, l.n";
    engine.query(sql, params![strand, source.row], &mut |row| {
        if let Some(telling) = tellings.get_mut(told(row)?) {
            telling.chain.push(row.get(1)?);
        }
        Ok(())
    })?;
    // Whom nobody else vouches for, its outlet does.
    for telling in tellings.iter_mut().filter(|telling| telling.chain.is_empty()) {
        telling.chain.push(source.outlet.clone());
    }
    Ok(tellings)
}
