//! One document back as it was kept.

use marsad_record::actor::{Entity, EntityKind, Mention, MentionForm};
use marsad_record::claim::{Certainty, Claim, Forecast, Relation, RelationModality, Sign, Stance};
use marsad_record::document::{Basis, Chrome, ChromeKind, Document, Published};
use marsad_record::event::{Event, Modality, Role, RoleStatus, Toll};
use marsad_record::extraction::Extraction;
use marsad_record::note::Note;
use marsad_record::place::{EventPlace, PlaceLevel};
use marsad_record::plover::EventType;
use marsad_record::quantity::{Qualifier, Quantity, QuantityRole, Range};
use marsad_record::reported::ClaimRef;
use marsad_record::time::{TimeExpression, TimeKind, TimeValue};

use crate::code::{self, optional_span, optional_value, read_time, read_toll, span, split, split_times, value, words};
use crate::engine::failure::{Failure, Result};
use crate::engine::{Row, params};
use crate::error::Error;
use crate::store::Store;

/// A claim with what is needed to cite it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRow {
    /// The document.
    pub document: String,
    /// The outlet that published it.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// The claim.
    pub claim: Claim,
    /// Its words.
    pub quote: String,
}

type Found<T> = std::result::Result<T, Error>;

impl Store {
    /// A document with everything that was read out of it; words with their clitics are not kept.
    pub fn extraction(&self, document: &str) -> Found<Option<Extraction>> {
        let Some(row) = self.document_row(document)? else { return Ok(None) };
        Ok(Some(Extraction {
            document: self.document(row)?,
            mentions: self.mentions(row)?,
            times: self.times(row)?,
            quantities: self.quantities(row)?,
            tokens: Vec::new(),
            claims: self.claims_of(row)?,
            events: self.events(row)?,
            relations: self.relations(row)?,
            forecasts: self.forecasts(row)?,
            entities: self.entities_of(row)?,
            notes: self.notes(row)?,
        }))
    }

    fn document(&self, row: i64) -> Found<Document> {
        let chrome =
            self.rows("reading chrome", "SELECT * FROM chrome WHERE document = ? ORDER BY n", params![row], |row| {
                Ok(Chrome { span: span(row, "start", "end")?, kind: value(ChromeKind::ALL, row, "kind")? })
            })?;
        self.run("reading a document", |engine| {
            let found = engine.one("SELECT * FROM documents WHERE row = ?", params![row], |row| {
                Ok(Document {
                    id: row.get("id")?,
                    source: row.get("source")?,
                    url: row.get("url")?,
                    title: row.get("title")?,
                    title_span: optional_span(row, "title_start", "title_end")?,
                    byline: row.get("byline")?,
                    outlet: row.get("outlet")?,
                    language: row.get("language")?,
                    published: Published { value: row.get("published")?, basis: value(Basis::ALL, row, "basis")? },
                    text: row.get("text")?,
                    chrome: Vec::new(),
                    digest: row.get("digest")?,
                })
            })?;
            let found = found.ok_or_else(|| Failure::missing("a document"))?;
            Ok(Document { chrome, ..found })
        })
    }

    fn mentions(&self, row: i64) -> Found<Vec<Mention>> {
        self.rows("reading mentions", "SELECT * FROM mentions WHERE document = ? ORDER BY n", params![row], |row| {
            Ok(Mention {
                span: span(row, "start", "end")?,
                kind: value(EntityKind::ALL, row, "kind")?,
                key: row.get("key")?,
                entity: row.get("entity")?,
                form: value(MentionForm::ALL, row, "form")?,
            })
        })
    }

    fn times(&self, row: i64) -> Found<Vec<TimeExpression>> {
        let sql = "SELECT * FROM times WHERE document = ? ORDER BY n";
        let mut times = self.rows("reading times", sql, params![row], |row| {
            Ok(TimeExpression {
                span: span(row, "start", "end")?,
                kind: value(TimeKind::ALL, row, "kind")?,
                value: read_time(row, ["value", "bounded", "from_day", "to_day"])?
                    .unwrap_or_else(|| TimeValue::open("")),
                alternatives: split_times(&row.get::<String>("alternatives")?),
                rule: row.get("rule")?,
            })
        })?;
        times.iter_mut().try_for_each(|time| self.tell_rule(&mut time.rule))?;
        Ok(times)
    }

    fn quantities(&self, row: i64) -> Found<Vec<Quantity>> {
        let sql = "SELECT * FROM quantities WHERE document = ? ORDER BY n";
        let mut quantities = self.rows("reading quantities", sql, params![row], |row| {
            let qualifier = value(Qualifier::ALL, row, "qualifier")?;
            Ok(Quantity {
                span: span(row, "start", "end")?,
                range: Range { low: row.get("low")?, high: row.get("high")?, qualifier },
                unit: row.get("unit")?,
                role: value(QuantityRole::ALL, row, "role")?,
                is_cumulative: row.get("is_cumulative")?,
                is_attackers: row.get("is_attackers")?,
                part_of: row.get::<Option<i64>>("part_of")?.and_then(|place| usize::try_from(place).ok()),
                is_superseded: row.get("is_superseded")?,
                rule: row.get("rule")?,
            })
        })?;
        quantities.iter_mut().try_for_each(|quantity| self.tell_rule(&mut quantity.rule))?;
        Ok(quantities)
    }

    fn claims_of(&self, document: i64) -> Found<Vec<Claim>> {
        let mut claims = self.rows(
            "reading claims",
            "SELECT * FROM claims WHERE document = ? ORDER BY n",
            params![document],
            read_claim,
        )?;
        for (n, claim) in (0_i64..).zip(&mut claims) {
            claim.attribution = self.links(document, n)?;
            self.tell_rules(&mut claim.rules)?;
        }
        Ok(claims)
    }

    /// One claim with its document's outlet and day, if both are kept.
    pub fn claim(&self, document: &str, claim: &str) -> Found<Option<ClaimRow>> {
        let Some(row) = self.document_row(document)? else { return Ok(None) };
        let place = self.run("reading a claim", |engine| {
            let sql = "SELECT n FROM claims WHERE document = ? AND id = ?";
            engine.one(sql, params![row, claim], |row| row.get::<i64>(0))
        })?;
        place.map(|place| self.claim_at(row, place)).transpose()
    }

    /// Claims with their documents' outlets and days; what is not kept is left out. A document is opened once for all of
    /// its claims that stand together.
    pub fn claims_of_refs(&self, references: &[ClaimRef]) -> Found<Vec<(ClaimRef, ClaimRow)>> {
        let mut found = Vec::with_capacity(references.len());
        for of_one in references.chunk_by(|one, other| one.document == other.document) {
            let Some(first) = of_one.first() else { continue };
            let sql = "SELECT row, outlet, published, text FROM documents WHERE id = ?";
            let opened = self.rows("reading claims", sql, params![first.document], |row| {
                Ok((row.get::<i64>(0)?, row.get(1)?, row.get(2)?, row.get::<String>(3)?))
            })?;
            for (document, outlet, published, text) in opened {
                let (outlet, published): (Option<String>, Option<String>) = (outlet, published);
                for reference in of_one {
                    let sql = "SELECT * FROM claims WHERE document = ? AND id = ?";
                    let kept = self.rows("reading claims", sql, params![document, reference.claim], |row| {
                        Ok((row.get::<i64>("n")?, read_claim(row)?))
                    })?;
                    for (n, mut claim) in kept {
                        self.tell_rules(&mut claim.rules)?;
                        let row = ClaimRow {
                            document: reference.document.clone(),
                            outlet: outlet.clone(),
                            published: published.clone(),
                            quote: claim.span.of(&text).to_owned(),
                            claim: Claim { attribution: self.links(document, n)?, ..claim },
                        };
                        found.push((reference.clone(), row));
                    }
                }
            }
        }
        Ok(found)
    }

    /// The claim at a place of a document.
    pub(crate) fn claim_at(&self, document: i64, n: i64) -> Found<ClaimRow> {
        let mut found = self.run("reading a claim", |engine| {
            let sql =
                "SELECT claims.*, documents.id AS document_id, documents.outlet, documents.published, documents.text
                       FROM claims JOIN documents ON documents.row = claims.document
                       WHERE claims.document = ? AND claims.n = ?";
            let found = engine.one(sql, params![document, n], |row| {
                let claim = read_claim(row)?;
                Ok(ClaimRow {
                    document: row.get("document_id")?,
                    outlet: row.get("outlet")?,
                    published: row.get("published")?,
                    quote: claim.span.of(row.get("text")?).to_owned(),
                    claim,
                })
            })?;
            found.ok_or_else(|| Failure::missing("a claim"))
        })?;
        found.claim.attribution = self.links(document, n)?;
        self.tell_rules(&mut found.claim.rules)?;
        Ok(found)
    }

    fn events(&self, document: i64) -> Found<Vec<Event>> {
        let mut events = self.rows(
            "reading events",
            "SELECT * FROM events WHERE document = ? ORDER BY n",
            params![document],
            read_event,
        )?;
        for (n, event) in (0_i64..).zip(&mut events) {
            self.fill_roles(document, n, event)?;
            self.run("reading a place", |_| self.tell_place(event))?;
            self.tell_rules(&mut event.rules)?;
        }
        Ok(events)
    }

    /// The event at a place of a document.
    pub(crate) fn event_at(&self, document: i64, n: i64) -> Found<Event> {
        let mut event = self.run("reading an event", |engine| {
            let found =
                engine.one("SELECT * FROM events WHERE document = ? AND n = ?", params![document, n], read_event)?;
            found.ok_or_else(|| Failure::missing("an event"))
        })?;
        self.fill_roles(document, n, &mut event)?;
        self.run("reading a place", |_| self.tell_place(&mut event))?;
        self.tell_rules(&mut event.rules)?;
        Ok(event)
    }

    fn fill_roles(&self, document: i64, n: i64, event: &mut Event) -> Found<()> {
        let sql = "SELECT * FROM roles WHERE document = ? AND event = ? ORDER BY is_recipient, n";
        self.rows("reading roles", sql, params![document, n], |row| add_role(event, row)).map(drop)
    }

    fn relations(&self, row: i64) -> Found<Vec<Relation>> {
        let sql = "SELECT * FROM relations WHERE document = ? ORDER BY n";
        let mut relations = self.rows("reading relations", sql, params![row], |row| {
            Ok(Relation {
                from: row.get("from")?,
                to: row.get("to")?,
                sign: value(Sign::ALL, row, "sign")?,
                modality: value(RelationModality::ALL, row, "modality")?,
                when: read_time(row, ["happened", "bounded", "from_day", "to_day"])?,
                span: span(row, "start", "end")?,
                claims: words(row, "claims")?,
                rules: words(row, "rules")?,
            })
        })?;
        relations.iter_mut().try_for_each(|relation| self.tell_rules(&mut relation.rules))?;
        Ok(relations)
    }

    fn forecasts(&self, row: i64) -> Found<Vec<Forecast>> {
        self.rows("reading forecasts", "SELECT * FROM forecasts WHERE document = ? ORDER BY n", params![row], |row| {
            Ok(Forecast {
                claim: row.get("claim")?,
                span: span(row, "start", "end")?,
                from: row.get("from")?,
                to: row.get("to")?,
                condition: row.get("condition")?,
            })
        })
    }

    fn entities_of(&self, row: i64) -> Found<Vec<Entity>> {
        let sql = "SELECT entities.* FROM document_entities JOIN entities ON entities.row = entity
                   WHERE document = ? ORDER BY n";
        self.rows("reading entities", sql, params![row], read_entity)
    }

    /// What is known of an entity that any document used, as the latest document knew it.
    pub fn entity(&self, id: &str) -> Found<Option<Entity>> {
        self.run("reading an entity", |engine| {
            engine.one("SELECT * FROM entities WHERE id = ? ORDER BY row DESC LIMIT 1", params![id], read_entity)
        })
    }

    /// Entities that documents use, most used first, each with the number of documents.
    pub fn entities(&self, limit: usize) -> Found<Vec<(Entity, usize)>> {
        let sql = "SELECT entities.*, used FROM entities
                   JOIN (SELECT count(DISTINCT document) AS used, max(entities.row) AS latest FROM entities
                         JOIN document_entities ON entity = entities.row GROUP BY id) AS uses ON latest = entities.row
                   ORDER BY used DESC, id LIMIT ?";
        self.rows("listing entities", sql, params![limit as i64], |row| {
            Ok((read_entity(row)?, code::count(row, "used")?))
        })
    }

    fn notes(&self, row: i64) -> Found<Vec<Note>> {
        self.rows("reading notes", "SELECT * FROM notes WHERE document = ? ORDER BY n", params![row], |row| {
            Ok(Note { kind: row.get("kind")?, span: optional_span(row, "start", "end")?, text: row.get("text")? })
        })
    }
}

fn read_claim(row: &Row<'_>) -> Result<Claim> {
    Ok(Claim {
        id: row.get("id")?,
        span: span(row, "start", "end")?,
        attribution: Vec::new(),
        stance: value(Stance::ALL, row, "stance")?,
        certainty: value(Certainty::ALL, row, "certainty")?,
        said_at: read_time(row, ["said", "said_bounded", "said_from", "said_to"])?,
        about: words(row, "about")?,
        events: words(row, "events")?,
        rules: words(row, "rules")?,
    })
}

fn read_entity(row: &Row<'_>) -> Result<Entity> {
    Ok(Entity {
        id: row.get("id")?,
        name_en: row.get("name_en")?,
        name_ar: row.get("name_ar")?,
        also: words(row, "also")?,
        kind: value(EntityKind::ALL, row, "kind")?,
        parent: row.get("parent")?,
        country: row.get("country")?,
        wikidata: row.get("wikidata")?,
    })
}

/// Adds the role of a row to its event.
pub(crate) fn add_role(event: &mut Event, row: &Row<'_>) -> Result<()> {
    let into = if row.get("is_recipient")? { &mut event.recipients } else { &mut event.actors };
    into.push(Role {
        entity: row.get("entity")?,
        name: row.get("name")?,
        span: optional_span(row, "start", "end")?,
        status: value(RoleStatus::ALL, row, "status")?,
    });
    Ok(())
}

fn read_event(row: &Row<'_>) -> Result<Event> {
    Ok(Event { contexts: words(row, "contexts")?, rules: words(row, "rules")?, ..read_happening(row)? })
}

/// An event without its roles, and without why it was read so.
pub(crate) fn read_happening(row: &Row<'_>) -> Result<Event> {
    let killed = ["killed_low", "killed_high", "killed_qualifier", "killed_who", "killed_start", "killed_end"];
    let wounded = ["wounded_low", "wounded_high", "wounded_qualifier", "wounded_who", "wounded_start", "wounded_end"];
    Ok(Event {
        id: row.get("id")?,
        trigger: span(row, "start", "end")?,
        kind: value(EventType::ALL, row, "kind")?,
        modes: words(row, "modes")?,
        contexts: Vec::new(),
        actors: Vec::new(),
        recipients: Vec::new(),
        when: read_time(row, ["happened", "bounded", "from_day", "to_day"])?,
        when_alternatives: split_times(row.get("alternatives")?),
        place: read_place(row)?,
        toll: Toll { killed: read_toll(row, killed)?, wounded: read_toll(row, wounded)? },
        modality: value(Modality::ALL, row, "modality")?,
        claims: words(row, "claims")?,
        is_headline: row.get("is_headline")?,
        confidence: code::confidence(row.get("confidence")?),
        rules: Vec::new(),
    })
}

fn read_place(row: &Row<'_>) -> Result<Option<EventPlace>> {
    let Some(level) = optional_value(PlaceLevel::ALL, row, "level")? else { return Ok(None) };
    let point: (Option<f64>, Option<f64>) = (row.get("latitude")?, row.get("longitude")?);
    Ok(Some(EventPlace {
        place: row.get("place")?,
        name: row.get::<Option<String>>("place_name")?.unwrap_or_default(),
        country: row.get("country")?,
        level,
        chain: row.get::<Option<String>>("chain")?.map(|chain| split(&chain)).unwrap_or_default(),
        point: point.0.zip(point.1),
        span: optional_span(row, "place_start", "place_end")?,
    }))
}
