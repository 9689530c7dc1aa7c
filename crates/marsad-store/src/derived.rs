//! Strands and blocks: what reconciliation made, kept so that a new document moves only what it touches.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use marsad_record::claim::Stance;
use marsad_record::incident::{Block, Strand, Telling};

use crate::code::{digests, number, signed, value};
use crate::engine::failure::Failure;
use crate::engine::params;
use crate::error::Error;
use crate::making::Making;
use crate::store::Store;

/// How many strands are remembered at most: they never change once they are made.
const CACHED: usize = 60_000;

/// How much is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Documents.
    pub documents: usize,
    /// Claims.
    pub claims: usize,
    /// Events told.
    pub events: usize,
    /// Incidents.
    pub incidents: usize,
    /// Incidents that are the headline of some document.
    pub headline_incidents: usize,
    /// Contradictions.
    pub contradictions: usize,
    /// Distinct outlets.
    pub outlets: usize,
}

impl Store {
    /// How much is kept.
    pub fn tally(&self) -> Result<Tally, Error> {
        Ok(Tally {
            documents: self.document_count()?,
            claims: self.count("SELECT count(*) FROM claims")?,
            events: self.count("SELECT count(*) FROM events WHERE confidence >= 0.5")?,
            incidents: self.count("SELECT count(*) FROM incidents")?,
            headline_incidents: self.count("SELECT count(*) FROM incidents WHERE headlines > 0")?,
            contradictions: self.count("SELECT count(*) FROM contradictions")?,
            outlets: self.count("SELECT count(DISTINCT outlet) FROM documents")?,
        })
    }

    /// Strands that are kept under any of these keys.
    pub fn strands_under(&self, keys: &BTreeSet<u64>) -> Result<Vec<Arc<Strand>>, Error> {
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

    /// Every strand of the blocks that hold any of these strands.
    pub fn strands_beside(&self, strands: &[String]) -> Result<Vec<Strand>, Error> {
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

    /// Documents that tell events and have no strand yet, each with its shape: a run was broken off after keeping them.
    pub fn unsettled(&self) -> Result<Vec<(String, Vec<u64>)>, Error> {
        // Of events that never make a strand (general, planned, bare of every detail) nothing is waited for.
        let sql = "SELECT id, origin FROM documents WHERE row IN
                     (SELECT document FROM events e WHERE confidence >= 0.5 AND modality < 4
                        AND (is_headline = 1 OR level IS NOT NULL OR bounded = 1
                          OR killed_qualifier IS NOT NULL OR wounded_qualifier IS NOT NULL
                          OR EXISTS (SELECT 1 FROM roles r
                            WHERE r.document = e.document AND r.event = e.n AND r.entity IS NOT NULL)))
                     AND row NOT IN (SELECT document FROM strands) ORDER BY row";
        self.rows("listing documents", sql, &[], |row| Ok((row.get(0)?, digests(&row.get::<Vec<u8>>(1)?))))
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
        rows.iter().map(|row| Ok(Strand::clone(&*self.strand_kept(*row)?))).collect()
    }

    /// Forgets remembered strands when a document was taken down since: another one may have its row by now.
    fn refresh(&self) -> Result<(), Error> {
        let count = self.count("SELECT count(*) FROM taken_down")?;
        if self.taken_down.replace(count) != count {
            self.strands.borrow_mut().clear();
        }
        Ok(())
    }

    /// A strand, remembered: it never changes once it is made.
    fn strand_kept(&self, row: i64) -> Result<Arc<Strand>, Error> {
        if let Some(kept) = self.strands.borrow().get(&row) {
            return Ok(Arc::clone(kept));
        }
        let strand = Arc::new(self.strand_at(row)?);
        let mut cache = self.strands.borrow_mut();
        if cache.len() > CACHED {
            cache.clear();
        }
        cache.insert(row, Arc::clone(&strand));
        Ok(strand)
    }

    fn strand_at(&self, strand: i64) -> Result<Strand, Error> {
        let (id, document, document_row, outlet, published, origin, country) =
            self.run("reading a strand", |engine| {
                let sql = "SELECT strands.id, documents.id, documents.row, outlet, published, origin, strands.country
                           FROM strands JOIN documents ON documents.row = strands.document WHERE strands.row = ?";
                let found = engine.one(sql, params![strand], |row| {
                    let origin: Vec<u8> = row.get(5)?;
                    Ok((
                        row.get::<String>(0)?,
                        row.get::<String>(1)?,
                        row.get::<i64>(2)?,
                        row.get::<Option<String>>(3)?.unwrap_or_default(),
                        row.get::<Option<String>>(4)?,
                        Arc::<[u64]>::from(digests(&origin)),
                        row.get::<Option<String>>(6)?,
                    ))
                })?;
                found.ok_or_else(|| Failure::missing("a strand"))
            })?;
        let sql = "SELECT event, claim, stance, agency FROM strand_events WHERE strand = ? ORDER BY n";
        let told = self.rows("reading a strand", sql, params![strand], |row| {
            let stance = value(Stance::ALL, row, "stance")?;
            Ok((row.get::<i64>(0)?, row.get::<String>(1)?, stance, row.get::<Option<String>>(3)?))
        })?;
        let mut tellings = Vec::with_capacity(told.len());
        for (event, claim, stance, agency) in told {
            let chain = self.chain(document_row, &claim)?;
            tellings.push(Telling {
                document: document.clone(),
                event: self.event_at(document_row, event)?,
                claim,
                outlet: outlet.clone(),
                chain: if chain.is_empty() { vec![outlet.clone()] } else { chain },
                published: published.clone(),
                stance,
                origin: Arc::clone(&origin),
                agency,
            });
        }
        Ok(Strand { id, document, country, tellings })
    }

    /// Puts these blocks in the place of every block that holds one of their strands, in one transaction;
    /// `posts` gives the keys that a strand is kept under.
    pub fn replace_blocks(&self, blocks: &[Block], posts: &dyn Fn(&Strand) -> BTreeSet<u64>) -> Result<(), Error> {
        let made = self.whole("keeping incidents", |engine| {
            let (mut gone, mut moved) = (BTreeSet::new(), BTreeSet::new());
            for block in blocks {
                for strand in &block.strands {
                    let sql = "SELECT block FROM strands WHERE id = ?";
                    if let Some(before) = engine.one(sql, params![strand.id], |row| row.get::<i64>(0))? {
                        gone.insert(before);
                        moved.insert(strand.id.as_str());
                        let move_over = "UPDATE strands SET block = ? WHERE id = ?";
                        engine.execute(move_over, params![number(&block.id), strand.id])?;
                    }
                }
            }
            for block in gone {
                engine.execute("DELETE FROM incidents WHERE block = ?", params![block])?;
            }
            let mut making = Making::beginning(engine, moved)?;
            blocks.iter().try_for_each(|block| making.insert_block(block, posts))?;
            making.finished()
        })?;
        let mut cache = self.strands.borrow_mut();
        for (row, strand) in made.into_iter().take(CACHED.saturating_sub(cache.len())) {
            cache.insert(row, Arc::new(strand.clone()));
        }
        Ok(())
    }

    /// Keeps strands under more keys: a correction moves them to other days or places.
    pub fn post_also(&self, keys: &BTreeMap<String, BTreeSet<u64>>) -> Result<(), Error> {
        self.whole("keeping keys", |engine| {
            let sql = "INSERT INTO strand_keys SELECT CAST(?1 AS BIGINT), row FROM strands WHERE id = ?2
                       ON CONFLICT DO NOTHING";
            for (strand, keys) in keys {
                for key in keys {
                    engine.execute(sql, params![signed(*key), strand])?;
                }
            }
            Ok(())
        })
    }

    /// Throws all strands and incidents away, to be made again from the documents.
    pub fn forget_derived(&self) -> Result<(), Error> {
        self.strands.borrow_mut().clear();
        self.whole("clearing incidents", |engine| {
            for sql in ["DELETE FROM incidents", "DELETE FROM strand_keys", "DELETE FROM strands"] {
                engine.execute(sql, &[])?;
            }
            Ok(())
        })
    }
}
