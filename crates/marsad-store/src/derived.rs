//! Blocks and their incidents: what reconciliation made, kept so that a new document moves only what it touches.

use std::collections::{BTreeMap, BTreeSet};

use marsad_record::change::standing;
use marsad_record::incident::{Block, Strand};

use crate::changes::{Past, keep_standings};
use crate::code::{self, number, shape, signed};
use crate::digest::digest;
use crate::engine::failure::{Failure, Result as Answer};
use crate::engine::{Engine, params};
use crate::error::Error;
use crate::incidents::incident_at;
use crate::making::Making;
use crate::store::Store;

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
            events: self
                .count(&format!("SELECT count(*) FROM events WHERE {} >= 0.5", code::told_confidence("confidence")))?,
            incidents: self.count("SELECT count(*) FROM incidents")?,
            headline_incidents: self.count("SELECT count(*) FROM incidents WHERE headlines > 0")?,
            contradictions: self.count("SELECT count(*) FROM contradictions")?,
            outlets: self.count("SELECT count(DISTINCT outlet) FROM documents")?,
        })
    }

    /// Documents whose incidents are still to be made, each with its shape: a run was broken off after keeping them.
    pub fn unsettled(&self) -> Result<Vec<(String, Vec<u64>)>, Error> {
        let sql = "SELECT id, origin FROM waiting JOIN documents ON documents.row = waiting.document ORDER BY waiting.document";
        self.rows("listing documents", sql, &[], |row| Ok((row.get(0)?, shape(row.get(1)?))))
    }

    /// Puts blocks in the place of every block that holds one of their strands, in one transaction, as `work` hands them
    /// over; `posts` gives the keys that a strand is kept under. An incident that says what it said stays as it is.
    ///
    /// # Errors
    /// Those of `work`, or that the database refused.
    pub fn replace_blocks(
        &self,
        posts: &dyn Fn(&Strand) -> BTreeSet<u64>,
        work: impl FnOnce(&mut dyn FnMut(Block) -> Result<(), Error>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.in_one(|store| {
            let engine = &*store.engine;
            let failed = |cause| Error::database(&store.location, "keeping incidents", cause);
            let mut making = Making::beginning(engine, store.lists(engine)).map_err(failed)?;
            let mut replaced = BTreeSet::new();
            work(&mut |block| {
                let mut keep = || {
                    let (gone, known) = moved(engine, &block)?;
                    let gone = gone.into_iter().filter(|block| replaced.insert(*block)).collect();
                    let (unchanged, before) = unchanged(engine, &block, &gone)?;
                    making.remember(before);
                    making.insert_block(&block, &known, &unchanged, posts)
                };
                keep().map_err(failed)
            })?;
            making.finished().map_err(failed)
        })
    }

    /// Keeps strands under more keys: a correction moves them to other days or places.
    pub fn post_also(&self, keys: &BTreeMap<String, BTreeSet<u64>>) -> Result<(), Error> {
        self.whole("keeping keys", |engine| {
            let sql = "INSERT INTO strand_keys SELECT CAST(?1 AS BIGINT), row FROM strands WHERE id = ?2
                       ON CONFLICT DO NOTHING";
            for (strand, keys) in keys {
                for key in keys {
                    engine.execute(sql, params![code::key(*key), strand])?;
                }
            }
            Ok(())
        })
    }

    /// Throws all strands and incidents away, to be made again from the documents.
    pub fn forget_derived(&self) -> Result<(), Error> {
        self.whole("clearing incidents", |engine| {
            let wait = "INSERT INTO waiting SELECT row FROM documents WHERE row NOT IN (SELECT document FROM waiting)";
            engine.execute(&keep_standings("1 = 1"), &[])?;
            for sql in ["DELETE FROM incidents", "DELETE FROM strand_keys", "DELETE FROM strands", wait] {
                engine.execute(sql, &[])?;
            }
            Ok(())
        })
    }
}

/// The blocks that its strands were in, and those of its strands that are there already: they are in the new block now.
fn moved<'b>(engine: &dyn Engine, block: &'b Block) -> Answer<(BTreeSet<i64>, BTreeSet<&'b str>)> {
    let (number, mut gone, mut known) = (number(&block.id), BTreeSet::new(), BTreeSet::new());
    for strand in &block.strands {
        let sql = "SELECT block FROM strands WHERE id = ?";
        if let Some(before) = engine.one(sql, params![strand.id], |row| row.get::<i64>(0))? {
            gone.insert(before);
            known.insert(strand.id.as_str());
            if before != number {
                engine.execute("UPDATE strands SET block = ? WHERE id = ?", params![number, strand.id])?;
            }
        }
    }
    for merged in &block.merged {
        gone.insert(*merged);
        if *merged != number {
            engine.execute("UPDATE strands SET block = ? WHERE block = ?", params![number, *merged])?;
        }
    }
    Ok((gone, known))
}

/// An incident as it is kept.
struct Made {
    row: i64,
    digest: Option<i64>,
    members: Option<i64>,
    past: Past,
}

/// Ids of the incidents that stay as they are; the others of the blocks that go are removed, and given with what they
/// said.
fn unchanged<'b>(
    engine: &dyn Engine,
    block: &'b Block,
    gone: &BTreeSet<i64>,
) -> Answer<(BTreeSet<&'b str>, BTreeMap<String, Past>)> {
    // They are looked up and taken out; what is left is sorted.
    let mut before: BTreeMap<String, Made> = BTreeMap::new();
    for former in gone {
        let sql = "SELECT id, row, digest, members, born, changed, standing FROM incidents WHERE block = ?";
        engine.query(sql, params![*former], &mut |row| {
            let past = Past { born: row.get(4)?, changed: row.get(5)?, standing: row.get(6)? };
            let made = Made { row: row.get(1)?, digest: row.get(2)?, members: row.get(3)?, past };
            before.insert(row.get::<String>(0)?, made);
            Ok(())
        })?;
    }
    for id in &block.stays {
        before.remove(id).ok_or_else(|| Failure::missing("an incident that stays"))?;
    }
    let mut unchanged = BTreeSet::new();
    for (incident, members) in block.incidents.iter().zip(&block.members) {
        let says_the_same = |kept: &Made| kept.digest == Some(digest(incident));
        if !before.get(&incident.id).is_some_and(says_the_same) {
            continue;
        }
        let Some(kept) = before.remove(&incident.id) else { continue };
        unchanged.insert(incident.id.as_str());
        let members = signed(*members);
        if kept.members != Some(members) {
            engine.execute("UPDATE incidents SET members = ? WHERE row = ?", params![members, kept.row])?;
        }
    }
    let mut changed: Vec<i64> = before.values().map(|made| made.row).collect();
    changed.sort_unstable();
    let mut pasts = BTreeMap::new();
    for (id, Made { row, mut past, .. }) in before {
        // What was made before standings were kept is read once more before it goes.
        if past.standing.is_none() {
            past.standing = Some(standing(&incident_at(engine, row)?));
        }
        pasts.insert(id, past);
    }
    for row in changed {
        engine.execute("DELETE FROM incidents WHERE row = ?", params![row])?;
    }
    let number = number(&block.id);
    for former in gone.iter().filter(|former| **former != number) {
        engine.execute("UPDATE incidents SET block = ? WHERE block = ?", params![number, *former])?;
    }
    Ok((unchanged, pasts))
}
