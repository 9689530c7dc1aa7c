//! Whole strands: by block, by id, by what a decision names.

use std::collections::BTreeSet;
use std::sync::Arc;

use marsad_record::claim::Stance;
use marsad_record::incident::{Strand, Telling};

use crate::code::{shape, value};
use crate::engine::failure::{Failure, Result as Answer};
use crate::engine::{Engine, Row, Value, params};
use crate::error::Error;
use crate::read::{add_role, read_happening};
use crate::store::Store;
use crate::voices;

/// How many strands are read with one question.
const TOGETHER: usize = 128;

impl Store {
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

    /// The blocks of the strands that subjects of decisions name.
    pub fn blocks_named(&self, subjects: &BTreeSet<String>) -> Result<BTreeSet<i64>, Error> {
        let mut blocks = BTreeSet::new();
        for id in self.strands_named(subjects)? {
            let sql = "SELECT block FROM strands WHERE id = ?";
            blocks.extend(self.rows("looking for blocks", sql, params![id], |row| row.get::<i64>(0))?);
        }
        Ok(blocks)
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
        let rows: Vec<i64> = rows.iter().copied().collect();
        let mut found = Vec::with_capacity(rows.len());
        // What stood at the row of a document may have been taken down since.
        let mut source = None;
        self.run("reading strands", |engine| {
            rows.chunks(TOGETHER).try_for_each(|rows| self.read_strands(engine, rows, &mut source, &mut found))
        })?;
        Ok(found)
    }

    /// A few strands with what they tell, their roles and their voices: four questions, however much it is.
    fn read_strands(
        &self,
        engine: &dyn Engine,
        rows: &[i64],
        source: &mut Option<Source>,
        found: &mut Vec<Strand>,
    ) -> Answer<()> {
        // The last one again and again, so that every question but the last has the same words.
        let asked = rows.iter().chain(rows.last().into_iter().cycle()).take(TOGETHER);
        let asked: Vec<Value<'_>> = asked.map(|row| Value::Integer(*row)).collect();
        let among = format!("IN ({})", vec!["?"; asked.len()].join(","));
        let sql = format!("SELECT row, id, document, country FROM strands WHERE row {among} ORDER BY row");
        let heads = engine.all(&sql, &asked, |row| {
            Ok((row.get::<i64>(0)?, row.get::<String>(1)?, row.get::<i64>(2)?, row.get::<Option<String>>(3)?))
        })?;
        if heads.len() < rows.len() {
            return Err(Failure::missing("a strand"));
        }
        let mut strands = Vec::with_capacity(heads.len());
        for (row, id, document, country) in heads {
            let known = source.take().filter(|known| known.row == document);
            let known = source.insert(known.map_or_else(|| read_source(engine, document), Ok)?);
            strands.push((
                row,
                known.clone(),
                Strand { id, document: known.document.clone(), country, tellings: Vec::new() },
            ));
        }
        let sql = format!(
            "SELECT x.strand AS strand, x.claim AS claim, x.stance AS stance, x.agency AS agency, e.*
             FROM strand_events x CROSS JOIN strands s CROSS JOIN events e
             WHERE x.strand {among} AND s.row = x.strand AND e.document = s.document AND e.n = x.event
             ORDER BY x.strand, x.n"
        );
        let mut place = Places::default();
        engine.query(&sql, &asked, &mut |row| {
            let (_, source, strand) = place.of(&mut strands, row)?;
            let mut event = read_happening(row)?;
            self.tell_place(&mut event)?;
            // Most strands have one telling.
            strand.tellings.reserve_exact(1);
            strand.tellings.push(Telling {
                document: source.document.clone(),
                claim: row.get("claim")?,
                stance: value(Stance::ALL, row, "stance")?,
                agency: row.get("agency")?,
                event,
                outlet: source.outlet.clone(),
                chain: Vec::new(),
                published: source.published.clone(),
                origin: Arc::clone(&source.origin),
            });
            Ok(())
        })?;
        let told =
            |row: &Row<'_>| -> Answer<usize> { Ok(usize::try_from(row.get::<i64>("telling")?).unwrap_or(usize::MAX)) };
        let sql = format!(
            "SELECT x.strand AS strand, x.n AS telling, r.*
             FROM strand_events x CROSS JOIN strands s CROSS JOIN roles r
             WHERE x.strand {among} AND s.row = x.strand AND r.document = s.document AND r.event = x.event
             ORDER BY x.strand, x.n, r.is_recipient, r.n"
        );
        let mut place = Places::default();
        engine.query(&sql, &asked, &mut |row| {
            let (_, _, strand) = place.of(&mut strands, row)?;
            strand.tellings.get_mut(told(row)?).map_or(Ok(()), |telling| add_role(&mut telling.event, row))
        })?;
        let sql = format!(
            "SELECT x.strand AS strand, x.n AS telling, l.voice AS voice, l.n AS n
             FROM strand_events x CROSS JOIN strands s CROSS JOIN claims c CROSS JOIN links l
             WHERE x.strand {among} AND s.row = x.strand AND c.document = s.document AND c.id = x.claim
               AND l.document = c.document AND l.claim = c.n
             ORDER BY x.strand, x.n, l.n"
        );
        let mut place = Places::default();
        engine.query(&sql, &asked, &mut |row| {
            let (_, source, strand) = place.of(&mut strands, row)?;
            let Some(telling) = strand.tellings.get_mut(told(row)?) else { return Ok(()) };
            let voice = row.get("voice")?;
            // The outlet is kept with the first claim of its document only.
            if telling.chain.is_empty() && row.get::<i64>("n")? > 0 {
                telling.chain.extend(source.voice.clone());
            }
            telling.chain.push(voice);
            Ok(())
        })?;
        for (_, source, strand) in &mut strands {
            for telling in strand.tellings.iter_mut().filter(|telling| telling.chain.is_empty()) {
                // Whom nobody else vouches for, its outlet does.
                let voice = source.voice.as_ref().filter(|_| !telling.claim.is_empty());
                telling.chain.push(voice.unwrap_or(&source.outlet).clone());
            }
        }
        found.extend(strands.into_iter().map(|(_, _, strand)| strand));
        Ok(())
    }
}

/// Which strand a row is of: both are in the order of the strands' rows.
#[derive(Default)]
struct Places(usize);

impl Places {
    fn of<'s>(&mut self, strands: &'s mut [Of], row: &Row<'_>) -> Answer<&'s mut Of> {
        let wanted: i64 = row.get("strand")?;
        while strands.get(self.0).is_some_and(|(row, ..)| *row < wanted) {
            self.0 += 1;
        }
        strands.get_mut(self.0).filter(|(row, ..)| *row == wanted).ok_or_else(|| Failure::missing("a strand"))
    }
}

/// A strand on its way in, with its row and its document.
type Of = (i64, Source, Strand);

/// What all tellings of a document share.
#[derive(Debug, Clone)]
struct Source {
    document: String,
    row: i64,
    outlet: String,
    /// The outlet as its claims name it.
    voice: Option<String>,
    published: Option<String>,
    origin: Arc<[u64]>,
}

fn read_source(engine: &dyn Engine, document: i64) -> Answer<Source> {
    let voice = voices::outlet(engine, document)?.map(|link| link.voice);
    let sql = "SELECT id, outlet, published, origin FROM documents WHERE row = ?";
    let found = engine.one(sql, params![document], |row| {
        let outlet: Option<String> = row.get(1)?;
        Ok(Source {
            voice: voice.clone(),
            document: row.get(0)?,
            row: document,
            outlet: outlet.unwrap_or_default(),
            published: row.get(2)?,
            origin: shape(row.get(3)?).into(),
        })
    })?;
    found.ok_or_else(|| Failure::missing("the document of a strand"))
}
