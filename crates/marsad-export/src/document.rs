//! One extraction as `marsad.document/1`: the only place that knows how it is written.
//!
//! Written straight from the borrowed record, without a tree of values in between.

use std::io::{self, Write};

use marsad_record::{Document, Extraction, Pipeline};
use serde::Serialize;

use crate::entity::EntityMap;
use crate::page::Page;
use crate::spans::{ChromeJson, MentionJson, NoteJson, QuantityJson, TimeJson, TokenJson};
use crate::tellings::{ClaimJson, EventJson, ForecastJson, RelationJson};

/// Whether the words with their clitics apart are written too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tokens {
    /// Written.
    Written,
    /// Left out.
    LeftOut,
}

/// Writes one extraction, and what read it where that is known, as one line of `marsad.document/1`, without the end of the line.
pub fn write_document(
    extraction: &Extraction,
    pipeline: Option<&Pipeline>,
    tokens: Tokens,
    out: impl Write,
) -> io::Result<()> {
    serde_json::to_writer(out, &DocumentJson::of(extraction, pipeline, tokens)).map_err(io::Error::from)
}

/// One extraction as the text of `marsad.document/1`.
pub fn document(extraction: &Extraction, pipeline: Option<&Pipeline>, tokens: Tokens) -> String {
    serde_json::to_string(&DocumentJson::of(extraction, pipeline, tokens))
        .expect("plain strings, numbers and lists always serialise")
}

#[derive(Serialize)]
struct DocumentJson<'t> {
    schema: &'static str,
    pipeline: Option<PipelineJson<'t>>,
    document: HeadJson<'t>,
    chrome: Vec<ChromeJson<'t>>,
    mentions: Vec<MentionJson<'t>>,
    times: Vec<TimeJson<'t>>,
    quantities: Vec<QuantityJson<'t>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tokens: Option<Vec<TokenJson<'t>>>,
    claims: Vec<ClaimJson<'t>>,
    events: Vec<EventJson<'t>>,
    relations: Vec<RelationJson<'t>>,
    forecasts: Vec<ForecastJson<'t>>,
    entities: EntityMap<'t>,
    notes: Vec<NoteJson<'t>>,
}

impl<'t> DocumentJson<'t> {
    fn of(extraction: &'t Extraction, pipeline: Option<&'t Pipeline>, tokens: Tokens) -> Self {
        let page = &Page::of(&extraction.document);
        Self {
            schema: "marsad.document/1",
            pipeline: pipeline.map(PipelineJson::of),
            document: HeadJson::of(&extraction.document),
            chrome: extraction.document.chrome.iter().map(|chrome| ChromeJson::of(chrome, page)).collect(),
            mentions: extraction.mentions.iter().map(|mention| MentionJson::of(mention, page)).collect(),
            times: extraction.times.iter().map(|time| TimeJson::of(time, page)).collect(),
            quantities: extraction.quantities.iter().map(|quantity| QuantityJson::of(quantity, page)).collect(),
            tokens: match tokens {
                Tokens::Written => Some(extraction.tokens.iter().map(|token| TokenJson::of(token, page)).collect()),
                Tokens::LeftOut => None,
            },
            claims: extraction.claims.iter().map(|claim| ClaimJson::of(claim, &extraction.forecasts, page)).collect(),
            events: extraction.events.iter().map(|event| EventJson::of(event, page)).collect(),
            relations: extraction.relations.iter().map(|relation| RelationJson::of(relation, page)).collect(),
            forecasts: extraction.forecasts.iter().map(|forecast| ForecastJson::of(forecast, page)).collect(),
            entities: EntityMap(&extraction.entities),
            notes: extraction.notes.iter().map(|note| NoteJson::of(note, page)).collect(),
        }
    }
}

/// What read the document.
#[derive(Serialize)]
struct PipelineJson<'t> {
    version: &'t str,
    lexicon: &'t str,
    rules: &'t [String],
    models: &'t [String],
}

impl<'t> PipelineJson<'t> {
    fn of(pipeline: &'t Pipeline) -> Self {
        let Pipeline { version, lexicon, rules, models } = pipeline;
        Self { version, lexicon, rules, models }
    }
}

/// The document itself: what is known about the article, and its whole text.
#[derive(Serialize)]
struct HeadJson<'t> {
    id: &'t str,
    source: &'t str,
    url: Option<&'t str>,
    title: Option<&'t str>,
    byline: Option<&'t str>,
    outlet: Option<&'t str>,
    language: &'t str,
    published: PublishedJson<'t>,
    digest: &'t str,
    text: &'t str,
}

#[derive(Serialize)]
struct PublishedJson<'t> {
    value: Option<&'t str>,
    basis: &'static str,
}

impl<'t> HeadJson<'t> {
    fn of(document: &'t Document) -> Self {
        Self {
            id: &document.id,
            source: &document.source,
            url: document.url.as_deref(),
            title: document.title.as_deref(),
            byline: document.byline.as_deref(),
            outlet: document.outlet.as_deref(),
            language: &document.language,
            published: PublishedJson {
                value: document.published.value.as_deref(),
                basis: document.published.basis.name(),
            },
            digest: &document.digest,
            text: &document.text,
        }
    }
}
