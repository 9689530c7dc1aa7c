//! Keeping one document: whole or not at all, and never twice.

use marsad_record::actor::{Entity, EntityKind, MentionForm};
use marsad_record::claim::{Certainty, Claim, How, Link, RelationModality, Sign, Stance};
use marsad_record::document::{Basis, ChromeKind};
use marsad_record::event::{Event, Modality, Role, RoleStatus};
use marsad_record::extraction::Extraction;
use marsad_record::place::PlaceLevel;
use marsad_record::plover::EventType;
use marsad_record::quantity::{Qualifier, QuantityRole};
use marsad_record::takedown::TakeDown;
use marsad_record::time::TimeKind;

use crate::code::{blob, code, ends, joined, joined_times, kept_confidence, time_columns, toll_columns};
use crate::engine::failure::{Failure, Result};
use crate::engine::{Appender, Engine, Index, params};
use crate::error::Error;
use crate::lists::Lists;
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
        let known = self.whole("adding a document", |engine| {
            let found = known(engine, &document.id, &document.digest)?;
            if found.is_none() {
                self.insert(engine, extraction, indexing)?;
            }
            Ok(found)
        });
        if known.is_err() {
            self.forget_read();
        }
        match known? {
            None => Ok(Added::New),
            Some((id, digest)) if digest == document.digest => Ok(Added::Known(id)),
            Some((id, _)) => Err(Error::Conflict { id }),
        }
    }

    fn insert(&self, engine: &dyn Engine, extraction: &Extraction, indexing: &Indexing<'_>) -> Result<()> {
        let document = &extraction.document;
        let (title_start, title_end) = ends(document.title_span);
        let row = engine.next_row("documents")?;
        engine.execute(
            "INSERT INTO documents VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            params![
                row,
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
            ],
        )?;
        if extraction.events.iter().any(is_awaited) {
            engine.execute("INSERT INTO waiting VALUES (?)", params![row])?;
        }
        insert_words(engine, row, extraction, indexing.fold)?;
        let lists = self.lists(engine);
        insert_spans(&lists, row, extraction)?;
        insert_claims(&lists, row, extraction)?;
        insert_events(&lists, row, extraction)?;
        insert_outlook(&lists, row, extraction)?;
        self.insert_entities(engine, row, extraction)
    }

    fn insert_entities(&self, engine: &dyn Engine, row: i64, extraction: &Extraction) -> Result<()> {
        let mut rows = self.entities.borrow_mut();
        let mut used = engine.appender("document_entities");
        for (n, entity) in (0_i64..).zip(&extraction.entities) {
            let found = rows.get(&entity.id).and_then(|ways| ways.iter().find(|(way, _)| way == entity));
            let known = match found {
                Some((_, known)) => *known,
                None => {
                    let made = entity_row(engine, entity)?;
                    rows.entry(entity.id.clone()).or_default().push((entity.clone(), made));
                    made
                }
            };
            used.append(params![row, n, known])?;
        }
        Ok(())
    }
}

/// The row of an entity that is known in just this way; a new one where it is not.
fn entity_row(engine: &dyn Engine, entity: &Entity) -> Result<i64> {
    let sql = "SELECT row FROM entities WHERE id = ?1 AND name_en = ?2 AND name_ar = ?3 AND also = ?4 AND kind = ?5
                 AND parent IS NOT DISTINCT FROM ?6 AND country IS NOT DISTINCT FROM ?7
                 AND wikidata IS NOT DISTINCT FROM ?8";
    let kind = code(EntityKind::ALL, &entity.kind);
    let also = joined(&entity.also);
    let Entity { id, name_en, name_ar, parent, country, wikidata, .. } = entity;
    let known = params![id, name_en, name_ar, also, kind, parent, country, wikidata];
    if let Some(row) = engine.one(sql, known, |row| row.get(0))? {
        return Ok(row);
    }
    let row = engine.next_row("entities")?;
    let kept = params![row, id, name_en, name_ar, also, kind, parent, country, wikidata];
    engine.execute("INSERT INTO entities VALUES (?,?,?,?,?,?,?,?,?)", kept)?;
    Ok(row)
}

/// The document that is kept under this id, or else with this text.
fn known(engine: &dyn Engine, id: &str, digest: &str) -> Result<Option<(String, String)>> {
    let by_id = "SELECT id, digest FROM documents WHERE id = ?";
    match engine.one(by_id, params![id], |row| Ok((row.get(0)?, row.get(1)?)))? {
        Some(found) => Ok(Some(found)),
        None if id == digest || digest.starts_with(id) => {
            let by_text = "SELECT id, digest FROM documents
                           WHERE substr(digest, 1, 16) = substr(?1, 1, 16) AND digest = ?1";
            engine.one(by_text, params![digest], |row| Ok((row.get(0)?, row.get(1)?)))
        }
        None => Ok(None),
    }
}

/// Whether an event may make a strand: it is general, planned or bare of every detail if it does not.
fn is_awaited(event: &Event) -> bool {
    let is_told = !matches!(event.modality, Modality::Future | Modality::Hypothetical | Modality::General);
    let is_timed = event.when.as_ref().is_some_and(|when| when.interval.is_some());
    let is_counted = event.toll.killed.is_some() || event.toll.wounded.is_some();
    let mut roles = event.actors.iter().chain(&event.recipients);
    let is_full = event.is_headline || event.place.is_some() || is_timed || is_counted;
    event.confidence >= 0.5 && is_told && (is_full || roles.any(|role| role.entity.is_some()))
}

pub(crate) fn insert_words(
    engine: &dyn Engine,
    row: i64,
    extraction: &Extraction,
    fold: &dyn Fn(&str) -> String,
) -> Result<()> {
    let document = &extraction.document;
    let title = document.title.as_deref().filter(|_| document.title_span.is_none()).unwrap_or_default();
    let words = fold(&format!("{title}\n{}", article(extraction)));
    engine.index(Index::Documents, row, &words)?;
    for (n, claim) in (0..CLAIMS).zip(&extraction.claims) {
        engine.index(Index::Claims, row * CLAIMS + n, &fold(claim.span.of(&document.text)))?;
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

fn insert_spans(lists: &Lists<'_>, row: i64, extraction: &Extraction) -> Result<()> {
    let engine = lists.engine;
    let mut add = engine.appender("chrome");
    for (n, chrome) in (0_i64..).zip(&extraction.document.chrome) {
        let span = chrome.span;
        add.append(params![row, n, span.start as i64, span.end as i64, code(ChromeKind::ALL, &chrome.kind)])?;
    }
    let mut add = engine.appender("mentions");
    for (n, mention) in (0_i64..).zip(&extraction.mentions) {
        add.append(params![
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
    let mut add = engine.appender("times");
    for (n, time) in (0_i64..).zip(&extraction.times) {
        let (value, bounded, from, to) = time_columns(Some(&time.value));
        add.append(params![
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
            lists.rules(&time.rule)?
        ])?;
    }
    let mut add = engine.appender("quantities");
    for (n, quantity) in (0_i64..).zip(&extraction.quantities) {
        add.append(params![
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
            lists.rules(&quantity.rule)?
        ])?;
    }
    Ok(())
}

/// The first claim keeps all its voices; the others do without the outlet that it begins with (see [`crate::voices`]).
fn insert_claims(lists: &Lists<'_>, row: i64, extraction: &Extraction) -> Result<()> {
    let mut into = (lists.engine.appender("claims"), lists.engine.appender("links"));
    let outlet = extraction.claims.first().and_then(|claim| claim.attribution.first());
    let mut ids: Vec<&str> = extraction.claims.iter().map(|claim| claim.id.as_str()).collect();
    ids.sort_unstable();
    if let Some(twice) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(Failure::Shape(format!("two claims have the id {}", twice[0])));
    }
    for (n, claim) in (0_i64..).zip(&extraction.claims) {
        let outlet = outlet.filter(|_| n > 0);
        insert_claim((&mut *into.0, &mut *into.1), lists, (row, n), claim, outlet)?;
    }
    Ok(())
}

/// Keeps a claim at its place; `outlet` is the voice that need not be kept again where it begins with it.
pub(crate) fn insert_claim(
    (add, link_up): (&mut dyn Appender, &mut dyn Appender),
    lists: &Lists<'_>,
    (row, n): (i64, i64),
    claim: &Claim,
    outlet: Option<&Link>,
) -> Result<()> {
    let (said, bounded, from, to) = time_columns(claim.said_at.as_ref());
    add.append(params![
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
        lists.rules(&joined(&claim.rules))?
    ])?;
    for (place, link) in (0_i64..).zip(&claim.attribution) {
        if place == 0 && Some(link) == outlet {
            continue;
        }
        let ((start, end), (cue_start, cue_end)) = (ends(link.span), ends(link.cue));
        link_up.append(params![
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
    Ok(())
}

fn insert_events(lists: &Lists<'_>, row: i64, extraction: &Extraction) -> Result<()> {
    let mut tell = lists.engine.appender("events");
    let mut fill = lists.engine.appender("roles");
    for (n, event) in (0_i64..).zip(&extraction.events) {
        insert_event(&mut *tell, lists, row, n, event)?;
        insert_roles(&mut *fill, row, n, false, &event.actors)?;
        insert_roles(&mut *fill, row, n, true, &event.recipients)?;
    }
    Ok(())
}

pub(crate) fn insert_event(tell: &mut dyn Appender, lists: &Lists<'_>, row: i64, n: i64, event: &Event) -> Result<()> {
    let (happened, bounded, from, to) = time_columns(event.when.as_ref());
    let (place_start, place_end) = ends(event.place.as_ref().and_then(|place| place.span));
    let listed = event.place.as_ref().map(|place| lists.place(place)).transpose()?.flatten();
    // What stands in the list need not stand here.
    let place = event.place.as_ref().filter(|_| listed.is_none());
    let killed = toll_columns(event.toll.killed.as_ref());
    let wounded = toll_columns(event.toll.wounded.as_ref());
    tell.append(params![
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
        listed.or_else(|| place.and_then(|place| place.place.clone())),
        place.map(|place| &place.name),
        place.and_then(|place| place.country.as_deref()),
        event.place.as_ref().map(|place| code(PlaceLevel::ALL, &place.level)),
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
        kept_confidence(event.confidence),
        lists.rules(&joined(&event.rules))?,
    ])?;
    Ok(())
}

pub(crate) fn insert_roles(
    fill: &mut dyn Appender,
    row: i64,
    event: i64,
    is_recipient: bool,
    roles: &[Role],
) -> Result<()> {
    for (n, role) in (0_i64..).zip(roles) {
        let (start, end) = ends(role.span);
        let status = code(RoleStatus::ALL, &role.status);
        fill.append(params![row, event, is_recipient, n, role.entity, role.name, start, end, status])?;
    }
    Ok(())
}

fn insert_outlook(lists: &Lists<'_>, row: i64, extraction: &Extraction) -> Result<()> {
    let engine = lists.engine;
    let mut add = engine.appender("relations");
    for (n, relation) in (0_i64..).zip(&extraction.relations) {
        let (happened, bounded, from, to) = time_columns(relation.when.as_ref());
        add.append(params![
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
            lists.rules(&joined(&relation.rules))?
        ])?;
    }
    let mut add = engine.appender("forecasts");
    for (n, forecast) in (0_i64..).zip(&extraction.forecasts) {
        let span = forecast.span;
        add.append(params![
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
    let mut add = engine.appender("notes");
    for (n, note) in (0_i64..).zip(&extraction.notes) {
        let (start, end) = ends(note.span);
        add.append(params![row, n, note.kind, start, end, note.text])?;
    }
    Ok(())
}
