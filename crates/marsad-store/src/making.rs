//! New blocks written out: their strands, and each fact of their incidents with all its sides.

use std::collections::{BTreeMap, BTreeSet};

use marsad_record::claim::Stance;
use marsad_record::event::{RoleStatus, TollPart};
use marsad_record::incident::{ActorFact, Block, ContradictionKind, Incident, PlaceFact, Spread, Strand, TollFact};
use marsad_record::place::{EventPlace, PlaceLevel};
use marsad_record::plover::EventType;
use marsad_record::quantity::Qualifier;
use marsad_record::reported::{ClaimRef, Reported};
use marsad_record::time::Interval;

use crate::changes::{Noticing, Past};
use crate::code::{self, code, day, joined, number};
use crate::digest::digest;
use crate::engine::failure::{Failure, Result};
use crate::engine::{Appender, Engine, params};
use crate::lists::Lists;

/// Where new blocks are being written.
pub(crate) struct Making<'e> {
    engine: &'e dyn Engine,
    lists: Lists<'e>,
    strand: i64,
    incident: i64,
    strands: Box<dyn Appender + 'e>,
    tellings: Box<dyn Appender + 'e>,
    incidents: Box<dyn Appender + 'e>,
    documents: Box<dyn Appender + 'e>,
    claims: Box<dyn Appender + 'e>,
    contradictions: Box<dyn Appender + 'e>,
    sides: Box<dyn Appender + 'e>,
    side_claims: Box<dyn Appender + 'e>,
    /// Former ids with the incident that they lead to now.
    redirects: Vec<(String, i64, i64)>,
    /// Keys with the strand that is kept under each: written in their order, for they are scattered over the whole table.
    keys: Vec<(i64, i64)>,
    /// Documents that they are of.
    settled: BTreeSet<i64>,
    noticing: Noticing<'e>,
}

impl<'e> Making<'e> {
    /// With nothing written yet.
    pub(crate) fn beginning(engine: &'e dyn Engine, lists: Lists<'e>) -> Result<Self> {
        Ok(Self {
            engine,
            lists,
            strand: engine.next_row("strands")?,
            incident: engine.next_row("incidents")?,
            strands: engine.appender("strands"),
            tellings: engine.appender("strand_events"),
            incidents: engine.appender("incidents"),
            documents: engine.appender("incident_documents"),
            claims: engine.appender("incident_claims"),
            contradictions: engine.appender("contradictions"),
            sides: engine.appender("sides"),
            side_claims: engine.appender("side_claims"),
            redirects: Vec::new(),
            keys: Vec::new(),
            settled: BTreeSet::new(),
            noticing: Noticing::beginning(engine)?,
        })
    }

    /// Remembers how incidents stood that are gone now, and will be made again here.
    pub(crate) fn remember(&mut self, before: BTreeMap<String, Past>) {
        self.noticing.remember(before);
    }

    /// Writes what waited for all blocks to be there.
    pub(crate) fn finished(mut self) -> Result<()> {
        self.noticing.finished()?;
        self.keys.sort_unstable();
        self.keys.dedup();
        let mut post = self.engine.appender("strand_keys");
        for (key, strand) in &self.keys {
            post.append(params![*key, *strand])?;
        }
        let redirect = "INSERT INTO incident_redirects VALUES (?,?,?)
                        ON CONFLICT (former) DO UPDATE SET incident = excluded.incident, n = excluded.n";
        for (former, incident, n) in &self.redirects {
            self.engine.execute(redirect, params![former, incident, n])?;
        }
        for document in &self.settled {
            self.engine.execute("DELETE FROM waiting WHERE document = ?", params![*document])?;
        }
        Ok(())
    }

    /// Writes a block: what it replaces is gone; strands that are known, and incidents that say what they said, are in it.
    pub(crate) fn insert_block(
        &mut self,
        block: &Block,
        known: &BTreeSet<&str>,
        unchanged: &BTreeSet<&str>,
        posts: &dyn Fn(&Strand) -> BTreeSet<u64>,
    ) -> Result<()> {
        let number = number(&block.id);
        let mut rows: BTreeMap<&str, i64> = BTreeMap::new();
        for strand in &block.strands {
            if known.contains(strand.id.as_str()) {
                continue;
            }
            let document = self.row_of(&strand.document, &mut rows)?;
            let row = self.strand;
            self.strand += 1;
            self.strands.append(params![row, strand.id, document, strand.country, number])?;
            self.settled.insert(document);
            self.keys.extend(posts(strand).into_iter().map(|key| (code::key(key), row)));
            for (n, telling) in (0_i64..).zip(&strand.tellings) {
                let event = event_place(self.engine, document, &telling.event.id)?;
                let event = event.ok_or_else(|| Failure::missing("an event that a strand tells"))?;
                let stance = code(Stance::ALL, &telling.stance);
                self.tellings.append(params![row, n, event, telling.claim, stance, telling.agency])?;
            }
        }
        for (incident, members) in block.incidents.iter().zip(&block.members) {
            if !unchanged.contains(incident.id.as_str()) {
                self.insert_incident((number, code::signed(*members)), incident, &mut rows)?;
            }
        }
        Ok(())
    }

    fn document(&self, id: &str) -> Result<i64> {
        let row = self.engine.one("SELECT row FROM documents WHERE id = ?", params![id], |row| row.get(0))?;
        row.ok_or_else(|| Failure::missing("a document that a strand names"))
    }

    fn insert_incident<'b>(
        &mut self,
        (block, members): (i64, i64),
        incident: &'b Incident,
        rows: &mut BTreeMap<&'b str, i64>,
    ) -> Result<()> {
        let facts = &incident.facts;
        let days = || facts.date.sides.iter().map(|side| side.value);
        let spread = |toll: &TollFact| {
            toll.spread.clone().unwrap_or(Spread { low: None, best: None, high: None, rule: String::new() })
        };
        let (killed, wounded) = (spread(&facts.killed), spread(&facts.wounded));
        let row = self.incident;
        self.incident += 1;
        let noticed = self.noticing.notice(incident)?;
        self.incidents.append(params![
            row,
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
            facts.killed.spread.as_ref().map(|_| self.lists.rules(&killed.rule)).transpose()?,
            wounded.low,
            wounded.best,
            wounded.high,
            facts.wounded.spread.as_ref().map(|_| self.lists.rules(&wounded.rule)).transpose()?,
            digest(incident),
            noticed.born,
            noticed.changed,
            noticed.standing,
            members,
        ])?;
        for (n, former) in (0_i64..).zip(&incident.former) {
            self.redirects.push((former.clone(), row, n));
        }
        for id in &incident.documents {
            let document = self.row_of(id, rows)?;
            self.documents.append(params![row, document, incident.headline_of.contains(id)])?;
        }
        for claim in &incident.claims {
            let document = self.row_of(&claim.document, rows)?;
            self.claims.append(params![row, document, claim.claim])?;
        }
        for (n, found) in (0_i64..).zip(&incident.contradictions) {
            let kind = code(ContradictionKind::ALL, &found.kind);
            self.contradictions.append(params![row, n, found.fact, kind, found.sides as i64, found.is_rising])?;
        }
        // A place of the gazetteer stands in the list of places.
        let listed = |place: &PlaceFact| self.lists.place(&event_place_of(place));
        let places = facts.place.sides.iter().map(|side| listed(&side.value)).collect::<Result<Vec<_>>>()?;
        let mut places = places.into_iter();
        let told = &incident.claims;
        self.insert_sides((row, 0), told, &facts.date, rows, |interval| interval_columns(*interval))?;
        let place = |place: &PlaceFact| place_columns(place, places.next().flatten());
        self.insert_sides((row, 1), told, &facts.place, rows, place)?;
        self.insert_sides((row, 2), told, &facts.actors, rows, actor_columns)?;
        self.insert_sides((row, 3), told, &facts.recipients, rows, actor_columns)?;
        self.insert_sides((row, 4), told, &facts.killed.reported, rows, toll_columns)?;
        self.insert_sides((row, 5), told, &facts.wounded.reported, rows, toll_columns)?;
        let method = |mode: &String| Columns { id: Some(mode.clone()), ..Columns::default() };
        self.insert_sides((row, 6), told, &facts.method, rows, method)
    }

    /// The row of a document, looked up once for each block.
    fn row_of<'i>(&self, id: &'i str, rows: &mut BTreeMap<&'i str, i64>) -> Result<i64> {
        if let Some(row) = rows.get(id) {
            return Ok(*row);
        }
        let row = self.document(id)?;
        rows.insert(id, row);
        Ok(row)
    }

    /// The sides of one fact. Deeds between two actors are looked for by claim, so the claims of named actors are rows; those
    /// of other sides are places in the list `told` of all claims of the incident.
    fn insert_sides<'i, T>(
        &mut self,
        (incident, fact): (i64, i64),
        told: &[ClaimRef],
        reported: &'i Reported<T>,
        rows: &mut BTreeMap<&'i str, i64>,
        mut columns: impl FnMut(&T) -> Columns,
    ) -> Result<()> {
        for (n, side) in (0_i64..).zip(&reported.sides) {
            let kept = columns(&side.value);
            let is_named_actor = (fact == 2 || fact == 3) && kept.id.is_some();
            let claims = if is_named_actor { None } else { places_among(&side.claims, told) };
            self.sides.append(params![
                incident,
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
                kept.qualifier,
                claims,
            ])?;
            if claims.is_some() {
                continue;
            }
            // A claim may stand under one side twice; it is kept once.
            let mut cited = BTreeSet::new();
            for ClaimRef { document, claim } in &side.claims {
                let document = self.row_of(document, rows)?;
                if cited.insert((document, claim)) {
                    self.side_claims.append(params![incident, fact, n, document, claim])?;
                }
            }
        }
        Ok(())
    }
}

/// The places of claims in the sorted list of all, as words; nothing where one of them is not in it.
fn places_among(claims: &[ClaimRef], all: &[ClaimRef]) -> Option<String> {
    let places: Option<BTreeSet<usize>> = claims.iter().map(|claim| all.binary_search(claim).ok()).collect();
    Some(places?.iter().map(usize::to_string).collect::<Vec<_>>().join(","))
}

/// A place as events tell it.
fn event_place_of(place: &PlaceFact) -> EventPlace {
    let PlaceFact { place, name, country, level, chain } = place.clone();
    EventPlace { place, name, country, level, chain, point: None, span: None }
}

/// The place of an event in its document: mostly the one before its number.
fn event_place(engine: &dyn Engine, document: i64, id: &str) -> Result<Option<i64>> {
    let number = id.trim_start_matches('e').parse::<i64>().unwrap_or_default();
    let there = "SELECT n FROM events WHERE document = ? AND n = ? AND id = ?";
    match engine.one(there, params![document, number - 1, id], |row| row.get(0))? {
        Some(place) => Ok(Some(place)),
        None => {
            engine.one("SELECT n FROM events WHERE document = ? AND id = ?", params![document, id], |row| row.get(0))
        }
    }
}

/// The columns of one side; which of them are used depends on the fact.
#[derive(Default)]
struct Columns {
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

fn interval_columns(interval: Interval) -> Columns {
    Columns { from: interval.from.map(day), to: interval.to.map(day), ..Columns::default() }
}

fn place_columns(place: &PlaceFact, listed: Option<String>) -> Columns {
    let chain = if listed.is_some() { String::new() } else { joined(&place.chain) };
    Columns {
        id: place.place.clone(),
        name: Some(listed.unwrap_or_else(|| place.name.clone())),
        country: place.country.clone(),
        level: Some(code(PlaceLevel::ALL, &place.level)),
        chain: Some(chain),
        ..Columns::default()
    }
}

fn actor_columns(actor: &ActorFact) -> Columns {
    Columns {
        id: actor.entity.clone(),
        name: Some(actor.name.clone()),
        status: Some(code(RoleStatus::ALL, &actor.status)),
        ..Columns::default()
    }
}

fn toll_columns(part: &TollPart) -> Columns {
    Columns {
        low: part.range.low,
        high: part.range.high,
        qualifier: Some(code(Qualifier::ALL, &part.range.qualifier)),
        name: part.who.clone(),
        ..Columns::default()
    }
}
