//! Strands as far as they are compared: no voices, no rules, no spans. Most of them are looked at and go again, so no more
//! columns are read than that takes.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use marsad_record::claim::Stance;
use marsad_record::event::{Event, Modality, Role, RoleStatus, Toll, TollPart};
use marsad_record::incident::{Strand, Telling};
use marsad_record::place::{EventPlace, PlaceLevel};
use marsad_record::plover::EventType;
use marsad_record::quantity::{Qualifier, Range};
use marsad_record::span::Span;
use marsad_record::time::{Interval, TimeValue};

use crate::code::{self, at, date, shape, split, split_times};
use crate::engine::failure::{Failure, Result as Answer};
use crate::engine::{Engine, Row, Value, params};
use crate::error::Error;
use crate::store::Store;

/// How many strands are read with one question.
const TOGETHER: usize = 128;
/// How many strands are handed over at a time.
const HANDED: usize = 2_048;

/// A strand with the number of its block.
pub type Placed = (i64, Strand);
/// Where a strand is kept: its block, its number, and the key as it was asked for.
pub type Under = (i64, i64, u64);

impl Store {
    /// Which strands are kept under any of these keys.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn strands_under(&self, keys: &[u64]) -> Result<Vec<Under>, Error> {
        // Thousands of small questions: asked one by one each would lock the file for itself.
        self.at_one_moment(|store| {
            store.run("looking for strands", |engine| {
                let mut found = Vec::new();
                for key in keys {
                    let sql = "SELECT s.block, k.strand FROM strand_keys k CROSS JOIN strands s
                               WHERE k.key = ? AND s.row = k.strand";
                    engine.query(sql, params![code::key(*key)], &mut |row| {
                        found.push((row.get(0)?, row.get(1)?, *key));
                        Ok(())
                    })?;
                }
                Ok(found)
            })
        })
    }

    /// Hands over strands by their rows, which are sorted, some at a time.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn compare_strands(&self, rows: &[i64], each: &mut dyn FnMut(Vec<Placed>)) -> Result<(), Error> {
        self.at_one_moment(|store| {
            let mut reader = Reader { store, places: HashMap::new(), source: None };
            rows.chunks(HANDED).try_for_each(|rows| {
                let mut found = Vec::with_capacity(rows.len());
                store.run("reading strands", |engine| {
                    rows.chunks(TOGETHER).try_for_each(|rows| reader.read(engine, rows, &mut found))
                })?;
                each(found);
                Ok(())
            })
        })
    }

    /// Hands over all strands of blocks, some at a time; gives the incidents that were made of them by id, each with the
    /// digest of its strands, where that is known.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn blocks(&self, blocks: &[i64], each: &mut dyn FnMut(Vec<Placed>)) -> Result<BTreeMap<String, u64>, Error> {
        self.at_one_moment(|store| {
            let (mut rows, mut incidents) = (Vec::new(), BTreeMap::new());
            store.run("looking for blocks", |engine| {
                for block in blocks {
                    engine.query("SELECT row FROM strands WHERE block = ?", params![*block], &mut |row| {
                        rows.push(row.get::<i64>(0)?);
                        Ok(())
                    })?;
                    let sql = "SELECT id, members FROM incidents WHERE block = ? AND members IS NOT NULL";
                    engine.query(sql, params![*block], &mut |row| {
                        incidents.insert(row.get(0)?, code::unsigned(row.get(1)?));
                        Ok(())
                    })?;
                }
                Ok(())
            })?;
            rows.sort_unstable();
            store.compare_strands(&rows, each)?;
            Ok(incidents)
        })
    }
}

/// What all tellings of a document share.
#[derive(Clone)]
struct Source {
    row: i64,
    document: String,
    published: Option<String>,
    origin: Arc<[u64]>,
}

/// Reads one strand after the other.
struct Reader<'s> {
    store: &'s Store,
    /// Places that were met, by what stands for them.
    places: HashMap<String, EventPlace>,
    source: Option<Source>,
}

/// A strand on its way in.
struct Coming {
    row: i64,
    source: Source,
    placed: Placed,
}

impl Reader<'_> {
    /// A few strands with what they tell and their roles.
    fn read(&mut self, engine: &dyn Engine, rows: &[i64], found: &mut Vec<Placed>) -> Answer<()> {
        // The last one again and again, so that every question but the last has the same words.
        let asked = rows.iter().chain(rows.last().into_iter().cycle()).take(TOGETHER);
        let asked: Vec<Value<'_>> = asked.map(|row| Value::Integer(*row)).collect();
        let among = format!("IN ({})", vec!["?"; asked.len()].join(","));
        let mut coming = self.heads(engine, &among, &asked)?;
        if coming.len() < rows.len() {
            return Err(Failure::missing("a strand"));
        }
        let sql = format!(
            "SELECT x.strand, x.claim, e.id, e.start, e.\"end\", e.kind, e.modes, e.bounded, e.from_day, e.to_day,
               e.alternatives, e.level, e.place, e.place_name, e.country, e.chain, e.killed_low, e.killed_high,
               e.killed_qualifier, e.wounded_low, e.wounded_high, e.wounded_qualifier, e.modality, e.claims, e.is_headline
             FROM strand_events x CROSS JOIN strands s CROSS JOIN events e
             WHERE x.strand {among} AND s.row = x.strand AND e.document = s.document AND e.n = x.event
             ORDER BY x.strand, x.n"
        );
        let mut place = 0;
        engine.query(&sql, &asked, &mut |row| {
            let coming = of(&mut coming, &mut place, row)?;
            let event = self.event(row)?;
            let tellings = &mut coming.placed.1.tellings;
            tellings.push(Telling {
                document: coming.source.document.clone(),
                claim: row.get(1)?,
                stance: Stance::Asserts,
                agency: None,
                event,
                outlet: String::new(),
                chain: Vec::new(),
                published: coming.source.published.clone(),
                origin: Arc::clone(&coming.source.origin),
            });
            Ok(())
        })?;
        let sql = format!(
            "SELECT x.strand, x.n, r.is_recipient, r.entity, r.name, r.status
             FROM strand_events x CROSS JOIN strands s CROSS JOIN roles r
             WHERE x.strand {among} AND s.row = x.strand AND r.document = s.document AND r.event = x.event
             ORDER BY x.strand, x.n, r.is_recipient, r.n"
        );
        let mut place = 0;
        engine.query(&sql, &asked, &mut |row| {
            let coming = of(&mut coming, &mut place, row)?;
            let telling = usize::try_from(row.get::<i64>(1)?).unwrap_or(usize::MAX);
            let Some(telling) = coming.placed.1.tellings.get_mut(telling) else { return Ok(()) };
            let status = at(RoleStatus::ALL, row.get(5)?)?;
            let role = Role { entity: row.get(3)?, name: row.get(4)?, span: None, status };
            let event = &mut telling.event;
            let into = if row.get(2)? { &mut event.recipients } else { &mut event.actors };
            into.push(role);
            Ok(())
        })?;
        found.extend(coming.into_iter().map(|coming| coming.placed));
        Ok(())
    }

    fn heads(&mut self, engine: &dyn Engine, among: &str, asked: &[Value<'_>]) -> Answer<Vec<Coming>> {
        let sql = format!("SELECT row, id, document, country, block FROM strands WHERE row {among} ORDER BY row");
        let heads = engine.all(&sql, asked, |row| {
            Ok((row.get::<i64>(0)?, row.get(1)?, row.get::<i64>(2)?, row.get(3)?, row.get::<i64>(4)?))
        })?;
        let mut coming = Vec::with_capacity(heads.len());
        for (row, id, document, country, block) in heads {
            let known = self.source.take().filter(|known| known.row == document);
            let source = self.source.insert(known.map_or_else(|| read_source(engine, document), Ok)?).clone();
            let strand = Strand { id, document: source.document.clone(), country, tellings: Vec::new() };
            coming.push(Coming { row, source, placed: (block, strand) });
        }
        Ok(coming)
    }

    fn event(&mut self, row: &Row<'_>) -> Answer<Event> {
        let place = |place: i64| usize::try_from(place).map_err(|_| Failure::Shape(format!("{place} is no place")));
        let day = |column: usize| Answer::Ok(row.get::<Option<i64>>(column)?.and_then(date));
        let interval = if row.get(7)? { Some(Interval { from: day(8)?, to: day(9)? }) } else { None };
        Ok(Event {
            id: row.get(2)?,
            trigger: Span { start: place(row.get(3)?)?, end: place(row.get(4)?)? },
            kind: at(EventType::ALL, row.get(5)?)?,
            modes: split(row.get(6)?),
            contexts: Vec::new(),
            actors: Vec::new(),
            recipients: Vec::new(),
            when: interval.map(|interval| TimeValue { value: String::new(), interval: Some(interval) }),
            when_alternatives: split_times(row.get(10)?),
            place: self.place(row)?,
            toll: Toll { killed: part(row, 16)?, wounded: part(row, 19)? },
            modality: at(Modality::ALL, row.get(22)?)?,
            claims: split(row.get(23)?),
            is_headline: row.get(24)?,
            confidence: 1.0,
            rules: Vec::new(),
        })
    }

    fn place(&mut self, row: &Row<'_>) -> Answer<Option<EventPlace>> {
        let Some(level) = row.get::<Option<i64>>(11)? else { return Ok(None) };
        let told: Option<&str> = row.get(12)?;
        if let Some(known) = told.and_then(|told| self.places.get(told)) {
            return Ok(Some(known.clone()));
        }
        let own = EventPlace {
            place: told.map(str::to_owned),
            name: row.get::<Option<String>>(13)?.unwrap_or_default(),
            country: row.get(14)?,
            level: at(PlaceLevel::ALL, level)?,
            chain: row.get::<Option<&str>>(15)?.map(split).unwrap_or_default(),
            point: None,
            span: None,
        };
        let listed = self.store.listed_place(told.unwrap_or_default())?;
        if let (Some(told), Some(listed)) = (told, &listed) {
            self.places.insert(told.to_owned(), listed.clone());
        }
        Ok(Some(listed.unwrap_or(own)))
    }
}

/// The dead or the wounded: low, high and qualifier from that column on.
fn part(row: &Row<'_>, first: usize) -> Answer<Option<TollPart>> {
    let Some(qualifier) = row.get::<Option<i64>>(first + 2)? else { return Ok(None) };
    let range = Range { low: row.get(first)?, high: row.get(first + 1)?, qualifier: at(Qualifier::ALL, qualifier)? };
    Ok(Some(TollPart { range, who: None, span: None }))
}

/// The strand that a row is of: both are in the order of the strands' rows.
fn of<'c>(coming: &'c mut [Coming], place: &mut usize, row: &Row<'_>) -> Answer<&'c mut Coming> {
    let wanted: i64 = row.get(0)?;
    while coming.get(*place).is_some_and(|coming| coming.row < wanted) {
        *place += 1;
    }
    coming.get_mut(*place).filter(|coming| coming.row == wanted).ok_or_else(|| Failure::missing("a strand"))
}

fn read_source(engine: &dyn Engine, document: i64) -> Answer<Source> {
    let sql = "SELECT id, published, origin FROM documents WHERE row = ?";
    let found = engine.one(sql, params![document], |row| {
        let (published, origin) = (row.get(1)?, shape(row.get(2)?).into());
        Ok(Source { row: document, document: row.get(0)?, published, origin })
    })?;
    found.ok_or_else(|| Failure::missing("the document of a strand"))
}
