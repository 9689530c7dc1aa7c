//! What people coded against what was read: found or not, field by field, with intervals and every miss.
//!
//! `matching` says which event is which, `fields` whether a field is right, `names` what a name stands for, `statistics`
//! how sure a figure is. The files of coded events are read by `export`; `docs/eval.md` states the rules.

mod compare;
mod fields;
mod matching;
mod names;
pub(crate) mod statistics;

use marsad_lexicon::Lexicon;
use marsad_record::gold::{Crosswalk, Second};
use marsad_record::{Event, EventType, Extraction};

use crate::desk::Desk;
use crate::error::Error;

pub use compare::evaluate;

/// Which of the events that were read are counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Counting {
    /// As sure as this at least.
    pub threshold: f64,
    /// All events, or the one that each article is about.
    pub scope: Scope,
}

/// All events, or the one that each article is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All.
    Events,
    /// One a document at most.
    Headlines,
}

/// What was read out of one document, as far as it is compared.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadDocument {
    /// Its id.
    pub id: String,
    /// The file that it came from.
    pub source: String,
    /// Its address.
    pub url: Option<String>,
    /// Its events.
    pub events: Vec<ReadEvent>,
}

/// One event with its words and where they stand.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadEvent {
    /// The event.
    pub event: Event,
    /// Code points of its words, end exclusive.
    pub span: (usize, usize),
    /// Its words.
    pub words: String,
}

impl From<Extraction> for ReadDocument {
    fn from(extraction: Extraction) -> Self {
        let text = &extraction.document.text;
        let (mut bytes, mut points) = (0, 0);
        let mut code_point = |offset: usize| {
            if offset < bytes {
                (bytes, points) = (0, 0);
            }
            points += text.get(bytes..offset).map_or(0, |between| between.chars().count());
            bytes = offset;
            points
        };
        let read = |event: Event| {
            let span = (code_point(event.trigger.start), code_point(event.trigger.end));
            let words = event.trigger.of(text).to_owned();
            ReadEvent { event, span, words }
        };
        Self {
            events: extraction.events.into_iter().map(read).collect(),
            id: extraction.document.id,
            source: extraction.document.source,
            url: extraction.document.url,
        }
    }
}

/// What ACLED's sub-events are in PLOVER, as `lexicon/world/acled.tsv` says.
pub fn crosswalk(lexicon: &Lexicon) -> Vec<Crosswalk> {
    let rows = lexicon.table("world/acled").rows();
    let one = |row: marsad_lexicon::Row<'_>| Crosswalk {
        sub_event: row.get("sub_event_type").to_owned(),
        kind: EventType::from_name(row.get("type")),
        modes: row.list("modes").map(str::to_owned).collect(),
        second: if row.get("second") == "actor" { Second::Actor } else { Second::Recipient },
    };
    rows.map(one).collect()
}

impl Desk {
    /// The lexicon that names are looked up in.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Every document with its events, as they are compared with a coded sample.
    pub fn read_documents(&self) -> Result<Vec<ReadDocument>, Error> {
        let mut read = Vec::new();
        let mut after = 0;
        loop {
            let rows = self.store.documents(after, PAGE)?;
            let Some((last, _)) = rows.last() else { return Ok(read) };
            after = *last;
            for (_, row) in &rows {
                read.extend(self.store.extraction(&row.id)?.map(ReadDocument::from));
            }
        }
    }
}

/// Documents asked for at a time.
const PAGE: usize = 500;
