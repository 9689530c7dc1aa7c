//! Keeping one document: whole or not at all, and never twice.

use marsad_record::actor::{Entity, EntityKind, MentionForm};
use marsad_record::claim::{Certainty, How, RelationModality, Sign, Stance};
use marsad_record::document::{Basis, ChromeKind};
use marsad_record::event::{Event, Modality, Role, RoleStatus};
use marsad_record::extraction::Extraction;
use marsad_record::place::PlaceLevel;
use marsad_record::plover::EventType;
use marsad_record::quantity::{Qualifier, QuantityRole};
use marsad_record::takedown::TakeDown;
use marsad_record::time::TimeKind;
use rusqlite::types::ToSql;
use rusqlite::{Connection, OptionalExtension, Result, Statement, params};

use crate::code::{blob, code, ends, joined, joined_times, time_columns, toll_columns};
use crate::error::Error;
use crate::store::Store;

/// What came of adding a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// It is kept now.
    New,
    /// It was there already, under this id; nothing changed.
    Known(String),
    /// It was taken down and is not kept again.
    TakenDown(TakeDown),
}

/// What is kept beside a document so that it can be found and compared.
pub struct Indexing<'a> {
    /// The shape of its text (see `marsad-reconcile`).
    pub origin: &'a [u64],
    /// The words that a text is searched by, folded.
    pub fold: &'a dyn Fn(&str) -> String,
}

/// Room for claims in the row number of a claim's words.
pub(crate) const CLAIMS: i64 = 65_536;

impl Store {
    /// Keeps a document with everything read out of it, in one transaction.
    pub fn add(&self, extraction: &Extraction, indexing: &Indexing<'_>) -> std::result::Result<Added, Error> {
        let document = &extraction.document;
        if let Some(trace) = self.taken_down_as(document)? {
            return Ok(Added::TakenDown(trace));
        }
        let known = self.whole("adding a document", |connection| {
            let found = known(connection, &document.id, &document.digest)?;
            if found.is_none() {
                self.insert(connection, extraction, indexing)?;
            }
            Ok(found)
        });
        if known.is_err() {
            self.entities.borrow_mut().clear();
        }
        match known? {
            None => Ok(Added::New),
            Some((id, digest)) if digest == document.digest => Ok(Added::Known(id)),
            Some((id, _)) => Err(Error::Conflict { id }),
        }
    }

    fn insert(&self, connection: &Connection, extraction: &Extraction, indexing: &Indexing<'_>) -> Result<()> {
        let document = &extraction.document;
        let (title_start, title_end) = ends(document.title_span);
        connection
            .prepare_cached(
                "INSERT INTO documents (id, source, url, title, title_start, title_end, byline, outlet, language,
                   published, basis, text, digest, origin) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            )?
            .execute(params![
                document.id,
                document.source,
                document.url,
                document.title,
                title_start,
                title_end,
                document.byline,
                document.outlet,
                document.language,
                document.published.value,
                code(Basis::ALL, &document.published.basis),
                document.text,
                document.digest,
                blob(indexing.origin),
            ])?;
        let row = connection.last_insert_rowid();
        insert_words(connection, row, extraction, indexing)?;
        insert_spans(connection, row, extraction)?;
        insert_claims(connection, row, extraction)?;
        insert_events(connection, row, extraction)?;
        insert_outlook(connection, row, extraction)?;
        self.insert_entities(connection, row, extraction)
    }

    fn insert_entities(&self, connection: &Connection, row: i64, extraction: &Extraction) -> Result<()> {
        let mut rows = self.entities.borrow_mut();
        let mut add = connection.prepare_cached("INSERT INTO document_entities VALUES (?,?,?)")?;
        for (n, entity) in (0_i64..).zip(&extraction.entities) {
            let key = known_as(entity);
            let known = match rows.get(&key) {
                Some(known) => *known,
                None => {
                    let kind = code(EntityKind::ALL, &entity.kind);
                    let also = joined(&entity.also);
                    let columns: [&dyn ToSql; 8] = [
                        &entity.id,
                        &entity.name_en,
                        &entity.name_ar,
                        &also,
                        &kind,
                        &entity.parent,
                        &entity.country,
                        &entity.wikidata,
                    ];
                    let found: Option<i64> = connection
                        .prepare_cached(
                            "SELECT row FROM entities WHERE id = ? AND name_en = ? AND name_ar = ? AND also = ?
                               AND kind = ? AND parent IS ? AND country IS ? AND wikidata IS ?",
                        )?
                        .query_row(&columns[..], |row| row.get(0))
                        .optional()?;
                    let found = match found {
                        Some(found) => found,
                        None => {
                            connection
                                .prepare_cached(
                                    "INSERT INTO entities (id, name_en, name_ar, also, kind, parent, country, wikidata)
                                     VALUES (?,?,?,?,?,?,?,?)",
                                )?
                                .execute(&columns[..])?;
                            connection.last_insert_rowid()
                        }
                    };
                    rows.insert(key, found);
                    found
                }
            };
            add.execute(params![row, n, known])?;
        }
        Ok(())
    }
}

/// Everything that is known of an entity, as one string.
fn known_as(entity: &Entity) -> String {
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    let mut words = joined(&entity.also);
    for word in [&entity.id, &entity.name_en, &entity.name_ar, &part(&entity.parent), &part(&entity.country)] {
        words.push_str(word);
        words.push('\u{1e}');
    }
    words + entity.kind.name() + &part(&entity.wikidata)
}

/// The document that is kept under this id, or else with this text.
fn known(connection: &Connection, id: &str, digest: &str) -> Result<Option<(String, String)>> {
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let mut by_id = connection.prepare_cached("SELECT id, digest FROM documents WHERE id = ?")?;
    by_id.query_row([id], read).optional().and_then(|found| match found {
        Some(found) => Ok(Some(found)),
        None if id == digest || digest.starts_with(id) => {
            let mut by_text = connection.prepare_cached("SELECT id, digest FROM documents WHERE digest = ?")?;
            by_text.query_row([digest], read).optional()
        }
        None => Ok(None),
    })
}

fn insert_words(connection: &Connection, row: i64, extraction: &Extraction, indexing: &Indexing<'_>) -> Result<()> {
    let document = &extraction.document;
    let title = document.title.as_deref().filter(|_| document.title_span.is_none()).unwrap_or_default();
    let words = (indexing.fold)(&format!("{title}\n{}", article(extraction)));
    connection
        .prepare_cached("INSERT INTO document_words (rowid, words) VALUES (?,?)")?
        .execute(params![row, words])?;
    let mut add = connection.prepare_cached("INSERT INTO claim_words (rowid, words) VALUES (?,?)")?;
    for (n, claim) in (0..CLAIMS).zip(&extraction.claims) {
        add.execute(params![row * CLAIMS + n, (indexing.fold)(claim.span.of(&document.text))])?;
    }
    Ok(())
}

/// The text without its chrome, so that a menu is no answer to a search.
fn article(extraction: &Extraction) -> String {
    let text = &extraction.document.text;
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for chrome in &extraction.document.chrome {
        kept.push_str(text.get(from..chrome.span.start).unwrap_or_default());
        kept.push('\n');
        from = from.max(chrome.span.end);
    }
    kept.push_str(text.get(from..).unwrap_or_default());
    kept
}

fn insert_spans(connection: &Connection, row: i64, extraction: &Extraction) -> Result<()> {
    let mut add = connection.prepare_cached("INSERT INTO chrome VALUES (?,?,?,?,?)")?;
    for (n, chrome) in (0_i64..).zip(&extraction.document.chrome) {
        let span = chrome.span;
        add.execute(params![row, n, span.start as i64, span.end as i64, code(ChromeKind::ALL, &chrome.kind)])?;
    }
    let mut add = connection.prepare_cached("INSERT INTO mentions VALUES (?,?,?,?,?,?,?,?)")?;
    for (n, mention) in (0_i64..).zip(&extraction.mentions) {
        add.execute(params![
            row,
            n,
            mention.span.start as i64,
            mention.span.end as i64,
            code(EntityKind::ALL, &mention.kind),
            mention.key,
            mention.entity,
            code(MentionForm::ALL, &mention.form)
        ])?;
    }
    let mut add = connection.prepare_cached("INSERT INTO times VALUES (?,?,?,?,?,?,?,?,?,?,?)")?;
    for (n, time) in (0_i64..).zip(&extraction.times) {
        let (value, bounded, from, to) = time_columns(Some(&time.value));
        add.execute(params![
            row,
            n,
            time.span.start as i64,
            time.span.end as i64,
            code(TimeKind::ALL, &time.kind),
            value,
            bounded,
            from,
            to,
            joined_times(&time.alternatives),
            time.rule
        ])?;
    }
    let mut add = connection.prepare_cached("INSERT INTO quantities VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)")?;
    for (n, quantity) in (0_i64..).zip(&extraction.quantities) {
        add.execute(params![
            row,
            n,
            quantity.span.start as i64,
            quantity.span.end as i64,
            quantity.range.low,
            quantity.range.high,
            code(Qualifier::ALL, &quantity.range.qualifier),
            quantity.unit,
            code(QuantityRole::ALL, &quantity.role),
            quantity.is_cumulative,
            quantity.is_attackers,
            quantity.part_of.map(|place| place as i64),
            quantity.is_superseded,
            quantity.rule
        ])?;
    }
    Ok(())
}

fn insert_claims(connection: &Connection, row: i64, extraction: &Extraction) -> Result<()> {
    let mut add = connection.prepare_cached("INSERT INTO claims VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)")?;
    let mut link_up = connection.prepare_cached("INSERT INTO links VALUES (?,?,?,?,?,?,?,?,?,?,?)")?;
    for (n, claim) in (0_i64..).zip(&extraction.claims) {
        let (said, bounded, from, to) = time_columns(claim.said_at.as_ref());
        add.execute(params![
            row,
            n,
            claim.id,
            claim.span.start as i64,
            claim.span.end as i64,
            code(Stance::ALL, &claim.stance),
            code(Certainty::ALL, &claim.certainty),
            said,
            bounded,
            from,
            to,
            joined(&claim.about),
            joined(&claim.events),
            joined(&claim.rules)
        ])?;
        for (place, link) in (0_i64..).zip(&claim.attribution) {
            let ((start, end), (cue_start, cue_end)) = (ends(link.span), ends(link.cue));
            link_up.execute(params![
                row,
                n,
                place,
                link.voice,
                link.entity,
                code(How::ALL, &link.how),
                link.anonymous,
                start,
                end,
                cue_start,
                cue_end
            ])?;
        }
    }
    Ok(())
}

fn insert_events(connection: &Connection, row: i64, extraction: &Extraction) -> Result<()> {
    let mut tell = connection.prepare_cached(
        "INSERT INTO events VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    )?;
    let mut fill = connection.prepare_cached("INSERT INTO roles VALUES (?,?,?,?,?,?,?,?,?)")?;
    for (n, event) in (0_i64..).zip(&extraction.events) {
        insert_event(&mut tell, row, n, event)?;
        insert_roles(&mut fill, row, n, false, &event.actors)?;
        insert_roles(&mut fill, row, n, true, &event.recipients)?;
    }
    Ok(())
}

fn insert_event(tell: &mut Statement<'_>, row: i64, n: i64, event: &Event) -> Result<()> {
    let (happened, bounded, from, to) = time_columns(event.when.as_ref());
    let place = event.place.as_ref();
    let (place_start, place_end) = ends(place.and_then(|place| place.span));
    let killed = toll_columns(event.toll.killed.as_ref());
    let wounded = toll_columns(event.toll.wounded.as_ref());
    tell.execute(params![
        row,
        n,
        event.id,
        event.trigger.start as i64,
        event.trigger.end as i64,
        code(EventType::ALL, &event.kind),
        joined(&event.modes),
        joined(&event.contexts),
        happened,
        bounded,
        from,
        to,
        joined_times(&event.when_alternatives),
        place.map(|place| place.place.clone()),
        place.map(|place| &place.name),
        place.map(|place| place.country.clone()),
        place.map(|place| code(PlaceLevel::ALL, &place.level)),
        place.map(|place| joined(&place.chain)),
        place.and_then(|place| place.point).map(|point| point.0),
        place.and_then(|place| place.point).map(|point| point.1),
        place_start,
        place_end,
        killed.0,
        killed.1,
        killed.2,
        killed.3,
        killed.4,
        killed.5,
        wounded.0,
        wounded.1,
        wounded.2,
        wounded.3,
        wounded.4,
        wounded.5,
        code(Modality::ALL, &event.modality),
        joined(&event.claims),
        event.is_headline,
        event.confidence,
        joined(&event.rules),
    ])?;
    Ok(())
}

fn insert_roles(fill: &mut Statement<'_>, row: i64, event: i64, is_recipient: bool, roles: &[Role]) -> Result<()> {
    for (n, role) in (0_i64..).zip(roles) {
        let (start, end) = ends(role.span);
        let status = code(RoleStatus::ALL, &role.status);
        fill.execute(params![row, event, is_recipient, n, role.entity, role.name, start, end, status])?;
    }
    Ok(())
}

fn insert_outlook(connection: &Connection, row: i64, extraction: &Extraction) -> Result<()> {
    let mut add = connection.prepare_cached("INSERT INTO relations VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)")?;
    for (n, relation) in (0_i64..).zip(&extraction.relations) {
        let (happened, bounded, from, to) = time_columns(relation.when.as_ref());
        add.execute(params![
            row,
            n,
            relation.from,
            relation.to,
            code(Sign::ALL, &relation.sign),
            code(RelationModality::ALL, &relation.modality),
            happened,
            bounded,
            from,
            to,
            relation.span.start as i64,
            relation.span.end as i64,
            joined(&relation.claims),
            joined(&relation.rules)
        ])?;
    }
    let mut add = connection.prepare_cached("INSERT INTO forecasts VALUES (?,?,?,?,?,?,?,?)")?;
    for (n, forecast) in (0_i64..).zip(&extraction.forecasts) {
        let span = forecast.span;
        add.execute(params![
            row,
            n,
            forecast.claim,
            span.start as i64,
            span.end as i64,
            forecast.from,
            forecast.to,
            forecast.condition
        ])?;
    }
    let mut add = connection.prepare_cached("INSERT INTO notes VALUES (?,?,?,?,?,?)")?;
    for (n, note) in (0_i64..).zip(&extraction.notes) {
        let (start, end) = ends(note.span);
        add.execute(params![row, n, note.kind, start, end, note.text])?;
    }
    Ok(())
}
