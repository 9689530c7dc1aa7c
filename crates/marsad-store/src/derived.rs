//! Strands and blocks: what reconciliation made, kept so that a new document moves only what it touches.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use marsad_record::claim::Stance;
use marsad_record::incident::{
    ActorFact, Block, ContradictionKind, Incident, PlaceFact, Spread, Strand, Telling, TollFact,
};
use marsad_record::place::PlaceLevel;
use marsad_record::plover::EventType;
use marsad_record::quantity::Qualifier;
use marsad_record::reported::{ClaimRef, Reported};
use marsad_record::time::Interval;
use rusqlite::{Connection, OptionalExtension, Result, params};

use crate::code::{code, day, digests, joined, number, signed, value};
use crate::error::Error;
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
    pub fn tally(&self) -> std::result::Result<Tally, Error> {
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
    pub fn strands_under(&self, keys: &BTreeSet<u64>) -> std::result::Result<Vec<Arc<Strand>>, Error> {
        self.refresh()?;
        let mut rows = self.run("looking for strands", |connection| {
            let mut rows = Vec::new();
            let mut find = connection.prepare_cached("SELECT strand FROM strand_keys WHERE key = ?")?;
            for key in keys {
                let mut found = find.query([signed(*key)])?;
                while let Some(row) = found.next()? {
                    rows.push(row.get::<_, i64>(0)?);
                }
            }
            Ok(rows)
        })?;
        rows.sort_unstable();
        rows.dedup();
        rows.into_iter().map(|row| self.strand_kept(row)).collect()
    }

    /// Every strand of the blocks that hold any of these strands.
    pub fn strands_beside(&self, strands: &[String]) -> std::result::Result<Vec<Strand>, Error> {
        let mut blocks = BTreeSet::new();
        for id in strands {
            let sql = "SELECT block FROM strands WHERE id = ?";
            blocks.extend(self.rows("looking for blocks", sql, [id], |row| row.get::<_, i64>(0))?);
        }
        let mut rows = BTreeSet::new();
        for block in blocks {
            let sql = "SELECT row FROM strands WHERE block = ?";
            rows.extend(self.rows("looking for strands", sql, [block], |row| row.get::<_, i64>(0))?);
        }
        self.strands_at(&rows)
    }

    /// Documents that tell events and have no strand yet, each with its shape: a run was broken off after keeping them.
    pub fn unsettled(&self) -> std::result::Result<Vec<(String, Vec<u64>)>, Error> {
        // Of events that never make a strand (general, planned, bare of every detail) nothing is waited for.
        let sql = "SELECT id, origin FROM documents WHERE row IN
                     (SELECT document FROM events e WHERE confidence >= 0.5 AND modality < 4
                        AND (is_headline = 1 OR level IS NOT NULL OR bounded = 1
                          OR killed_qualifier IS NOT NULL OR wounded_qualifier IS NOT NULL
                          OR EXISTS (SELECT 1 FROM roles r
                            WHERE r.document = e.document AND r.event = e.n AND r.entity IS NOT NULL)))
                     AND row NOT IN (SELECT document FROM strands) ORDER BY row";
        self.rows("listing documents", sql, [], |row| Ok((row.get(0)?, digests(&row.get::<_, Vec<u8>>(1)?))))
    }

    /// Every strand, for a recount from the ground.
    pub fn strands(&self) -> std::result::Result<Vec<Strand>, Error> {
        let rows = self.rows("listing strands", "SELECT row FROM strands", [], |row| row.get::<_, i64>(0))?;
        self.strands_at(&rows.into_iter().collect())
    }

    /// Ids of the strands that subjects of decisions name: a strand or a claim (`document/claim`, `document/event`), or
    /// a place in a text (`document@start-end`).
    pub fn strands_named(&self, subjects: &BTreeSet<String>) -> std::result::Result<Vec<String>, Error> {
        let mut found = BTreeSet::new();
        for subject in subjects {
            let sql = "SELECT id FROM strands WHERE id = ?";
            found.extend(self.rows("looking for strands", sql, [subject], |row| row.get::<_, String>(0))?);
            let told = "SELECT DISTINCT strands.id FROM documents JOIN strands ON strands.document = documents.row
                        JOIN strand_events ON strand = strands.row
                        JOIN events ON events.document = documents.row AND events.n = strand_events.event
                        WHERE documents.id = ?1 AND";
            if let Some((document, span)) = subject.rsplit_once('@') {
                let ends = span.split_once('-').and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
                let Some((start, end)): Option<(i64, i64)> = ends else { continue };
                let sql = format!("{told} events.start < ?3 AND ?2 < events.\"end\"");
                let of = params![document, start, end];
                found.extend(self.rows("looking for strands", &sql, of, |row| row.get::<_, String>(0))?);
            } else if let Some((document, within)) = subject.rsplit_once('/') {
                let sql = format!(
                    "{told} (strand_events.claim = ?2 OR events.id = ?2
                       OR instr(char(31) || events.claims, char(31) || ?2 || char(31)))"
                );
                let of = params![document, within];
                found.extend(self.rows("looking for strands", &sql, of, |row| row.get::<_, String>(0))?);
            }
        }
        Ok(found.into_iter().collect())
    }

    /// Strands by their ids; unknown ones are left out.
    pub fn strands_by_id(&self, ids: &[String]) -> std::result::Result<Vec<Strand>, Error> {
        let mut rows = BTreeSet::new();
        for id in ids {
            rows.extend(self.rows("looking for strands", "SELECT row FROM strands WHERE id = ?", [id], |row| {
                row.get::<_, i64>(0)
            })?);
        }
        self.strands_at(&rows)
    }

    pub(crate) fn strands_at(&self, rows: &BTreeSet<i64>) -> std::result::Result<Vec<Strand>, Error> {
        self.refresh()?;
        rows.iter().map(|row| Ok(Strand::clone(&*self.strand_kept(*row)?))).collect()
    }

    /// Forgets remembered strands when a document was taken down since: another one may have its row by now.
    fn refresh(&self) -> std::result::Result<(), Error> {
        let count = self.count("SELECT count(*) FROM taken_down")?;
        if self.taken_down.replace(count) != count {
            self.strands.borrow_mut().clear();
        }
        Ok(())
    }

    /// A strand, remembered: it never changes once it is made.
    fn strand_kept(&self, row: i64) -> std::result::Result<Arc<Strand>, Error> {
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

    fn strand_at(&self, strand: i64) -> std::result::Result<Strand, Error> {
        let (id, document, document_row, outlet, published, origin, country) =
            self.run("reading a strand", |connection| {
                let mut statement = connection.prepare_cached(
                    "SELECT strands.id, documents.id, documents.row, outlet, published, origin, strands.country
                     FROM strands JOIN documents ON documents.row = strands.document WHERE strands.row = ?",
                )?;
                statement.query_row([strand], |row| {
                    let origin: Vec<u8> = row.get(5)?;
                    Ok((
                        row.get::<_, String>(0)?,
                        row.get::<_, String>(1)?,
                        row.get::<_, i64>(2)?,
                        row.get::<_, Option<String>>(3)?.unwrap_or_default(),
                        row.get::<_, Option<String>>(4)?,
                        Arc::<[u64]>::from(digests(&origin)),
                        row.get::<_, Option<String>>(6)?,
                    ))
                })
            })?;
        let sql = "SELECT event, claim, stance, agency FROM strand_events WHERE strand = ? ORDER BY n";
        let told = self.rows("reading a strand", sql, [strand], |row| {
            let stance = value(Stance::ALL, row, "stance")?;
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, stance, row.get::<_, Option<String>>(3)?))
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
    pub fn replace_blocks(
        &self,
        blocks: &[Block],
        posts: &dyn Fn(&Strand) -> BTreeSet<u64>,
    ) -> std::result::Result<(), Error> {
        let made = self.whole("keeping incidents", |transaction| {
            let mut gone = BTreeSet::new();
            {
                let mut find = transaction.prepare_cached("SELECT block FROM strands WHERE id = ?")?;
                for strand in blocks.iter().flat_map(|block| &block.strands) {
                    gone.extend(find.query_row([&strand.id], |row| row.get::<_, i64>(0)).optional()?);
                }
            }
            for block in gone {
                transaction.prepare_cached("DELETE FROM incidents WHERE block = ?")?.execute([block])?;
            }
            let mut made = Vec::new();
            for block in blocks {
                insert_block(transaction, block, posts, &mut made)?;
            }
            Ok(made)
        })?;
        let mut cache = self.strands.borrow_mut();
        for (row, strand) in made.into_iter().take(CACHED.saturating_sub(cache.len())) {
            cache.insert(row, Arc::new(strand.clone()));
        }
        Ok(())
    }

    /// Keeps strands under more keys: a correction moves them to other days or places.
    pub fn post_also(&self, keys: &BTreeMap<String, BTreeSet<u64>>) -> std::result::Result<(), Error> {
        self.whole("keeping keys", |connection| {
            let mut post = connection
                .prepare_cached("INSERT OR IGNORE INTO strand_keys SELECT ?, row FROM strands WHERE id = ?")?;
            for (strand, keys) in keys {
                for key in keys {
                    post.execute(params![signed(*key), strand])?;
                }
            }
            Ok(())
        })
    }

    /// Throws all strands and incidents away, to be made again from the documents.
    pub fn forget_derived(&self) -> std::result::Result<(), Error> {
        self.strands.borrow_mut().clear();
        self.run("clearing incidents", |connection| {
            connection.execute_batch(
                "SAVEPOINT one; DELETE FROM incidents; DELETE FROM strand_keys; DELETE FROM strands; RELEASE one;",
            )
        })
    }
}

fn document_row(connection: &Connection, id: &str) -> Result<i64> {
    connection.prepare_cached("SELECT row FROM documents WHERE id = ?")?.query_row([id], |row| row.get(0))
}

fn insert_block<'b>(
    connection: &Connection,
    block: &'b Block,
    posts: &dyn Fn(&Strand) -> BTreeSet<u64>,
    made: &mut Vec<(i64, &'b Strand)>,
) -> Result<()> {
    let number = number(&block.id);
    let mut rows: BTreeMap<&str, i64> = BTreeMap::new();
    for strand in &block.strands {
        let document = document_row(connection, &strand.document)?;
        rows.insert(&strand.document, document);
        let mut move_over = connection.prepare_cached("UPDATE strands SET block = ? WHERE id = ?")?;
        if move_over.execute(params![number, strand.id])? > 0 {
            continue;
        }
        connection
            .prepare_cached("INSERT INTO strands (id, document, country, block) VALUES (?,?,?,?)")?
            .execute(params![strand.id, document, strand.country, number])?;
        let row = connection.last_insert_rowid();
        made.push((row, strand));
        let mut post = connection.prepare_cached("INSERT INTO strand_keys VALUES (?,?)")?;
        for key in posts(strand) {
            post.execute([signed(key), row])?;
        }
        let mut find = connection.prepare_cached("SELECT n FROM events WHERE document = ? AND id = ?")?;
        let mut tell = connection.prepare_cached("INSERT INTO strand_events VALUES (?,?,?,?,?,?)")?;
        for (n, telling) in (0_i64..).zip(&strand.tellings) {
            let event: i64 = find.query_row(params![document, telling.event.id], |row| row.get(0))?;
            let stance = code(Stance::ALL, &telling.stance);
            tell.execute(params![row, n, event, telling.claim, stance, telling.agency])?;
        }
    }
    block.incidents.iter().try_for_each(|incident| insert_incident(connection, number, incident, &rows))
}

fn insert_incident(
    connection: &Connection,
    block: i64,
    incident: &Incident,
    documents: &BTreeMap<&str, i64>,
) -> Result<()> {
    let facts = &incident.facts;
    let days = || facts.date.sides.iter().map(|side| side.value);
    let spread = |toll: &TollFact| {
        toll.spread.clone().unwrap_or(Spread { low: None, best: None, high: None, rule: String::new() })
    };
    let (killed, wounded) = (spread(&facts.killed), spread(&facts.wounded));
    connection
        .prepare_cached(
            "INSERT INTO incidents (id, block, kind, modes, outlets, origins, documents, headlines, contradictions,
               first_day, last_day, killed_low, killed_best, killed_high, killed_rule,
               wounded_low, wounded_best, wounded_high, wounded_rule) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        )?
        .execute(params![
            incident.id,
            block,
            code(EventType::ALL, &incident.kind),
            joined(&incident.modes),
            incident.outlets as i64,
            incident.origins as i64,
            incident.documents.len() as i64,
            incident.headline_of.len() as i64,
            incident.contradictions.len() as i64,
            days().filter_map(|interval| interval.from).min().map(day),
            days().filter_map(|interval| interval.to).max().map(day),
            killed.low,
            killed.best,
            killed.high,
            facts.killed.spread.as_ref().map(|_| killed.rule),
            wounded.low,
            wounded.best,
            wounded.high,
            facts.wounded.spread.as_ref().map(|_| wounded.rule),
        ])?;
    let row = connection.last_insert_rowid();
    let mut redirect = connection.prepare_cached("INSERT OR REPLACE INTO incident_redirects VALUES (?,?,?)")?;
    for (n, former) in (0_i64..).zip(&incident.former) {
        redirect.execute(params![former, row, n])?;
    }
    let document = |id: &str| documents.get(id).map_or_else(|| document_row(connection, id), |row| Ok(*row));
    let mut tell = connection.prepare_cached("INSERT INTO incident_documents VALUES (?,?,?)")?;
    for id in &incident.documents {
        tell.execute(params![row, document(id)?, incident.headline_of.contains(id)])?;
    }
    let mut cite = connection.prepare_cached("INSERT INTO incident_claims VALUES (?,?,?)")?;
    for claim in &incident.claims {
        cite.execute(params![row, document(&claim.document)?, claim.claim])?;
    }
    let mut contradict = connection.prepare_cached("INSERT INTO contradictions VALUES (?,?,?,?,?,?)")?;
    for (n, found) in (0_i64..).zip(&incident.contradictions) {
        let kind = code(ContradictionKind::ALL, &found.kind);
        contradict.execute(params![row, n, found.fact, kind, found.sides as i64, found.is_rising])?;
    }
    let sides = Sides { connection, incident: row, document: &document };
    sides.insert(0, &facts.date, |interval| interval_columns(*interval))?;
    sides.insert(1, &facts.place, place_columns)?;
    sides.insert(2, &facts.actors, actor_columns)?;
    sides.insert(3, &facts.recipients, actor_columns)?;
    sides.insert(4, &facts.killed.reported, toll_columns)?;
    sides.insert(5, &facts.wounded.reported, toll_columns)?;
    sides.insert(6, &facts.method, |mode| SideColumns { id: Some(mode.clone()), ..SideColumns::default() })
}

/// The columns of one side; which of them are used depends on the fact.
#[derive(Default)]
struct SideColumns {
    from: Option<i64>,
    to: Option<i64>,
    id: Option<String>,
    name: Option<String>,
    country: Option<String>,
    level: Option<i64>,
    chain: Option<String>,
    status: Option<i64>,
    low: Option<f64>,
    high: Option<f64>,
    qualifier: Option<i64>,
}

fn interval_columns(interval: Interval) -> SideColumns {
    SideColumns { from: interval.from.map(day), to: interval.to.map(day), ..SideColumns::default() }
}

fn place_columns(place: &PlaceFact) -> SideColumns {
    SideColumns {
        id: place.place.clone(),
        name: Some(place.name.clone()),
        country: place.country.clone(),
        level: Some(code(PlaceLevel::ALL, &place.level)),
        chain: Some(joined(&place.chain)),
        ..SideColumns::default()
    }
}

fn actor_columns(actor: &ActorFact) -> SideColumns {
    SideColumns {
        id: actor.entity.clone(),
        name: Some(actor.name.clone()),
        status: Some(code(marsad_record::event::RoleStatus::ALL, &actor.status)),
        ..SideColumns::default()
    }
}

fn toll_columns(part: &marsad_record::event::TollPart) -> SideColumns {
    SideColumns {
        low: part.range.low,
        high: part.range.high,
        qualifier: Some(code(Qualifier::ALL, &part.range.qualifier)),
        name: part.who.clone(),
        ..SideColumns::default()
    }
}

struct Sides<'c> {
    connection: &'c Connection,
    incident: i64,
    document: &'c dyn Fn(&str) -> Result<i64>,
}

impl Sides<'_> {
    fn insert<T>(&self, fact: i64, reported: &Reported<T>, columns: impl Fn(&T) -> SideColumns) -> Result<()> {
        let mut add = self.connection.prepare_cached("INSERT INTO sides VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)")?;
        let mut cite = self.connection.prepare_cached("INSERT OR IGNORE INTO side_claims VALUES (?,?,?,?,?)")?;
        for (n, side) in (0_i64..).zip(&reported.sides) {
            let kept = columns(&side.value);
            add.execute(params![
                self.incident,
                fact,
                n,
                kept.from,
                kept.to,
                kept.id,
                kept.name,
                kept.country,
                kept.level,
                kept.chain,
                kept.status,
                kept.low,
                kept.high,
                kept.qualifier
            ])?;
            for ClaimRef { document, claim } in &side.claims {
                cite.execute(params![self.incident, fact, n, (self.document)(document)?, claim])?;
            }
        }
        Ok(())
    }
}
