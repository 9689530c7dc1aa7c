//! Everything that was read out of one document.

use crate::actor::{Entity, Mention};
use crate::claim::{Claim, Forecast, Relation};
use crate::document::Document;
use crate::event::Event;
use crate::note::Note;
use crate::quantity::Quantity;
use crate::span::Span;
use crate::time::TimeExpression;

/// One word with its clitics apart; the segments, joined, are the folded word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The word.
    pub span: Span,
    /// Folded segments: proclitics, stem, enclitics.
    pub segments: Vec<String>,
}

/// Everything that was read out of one document, each list in text order.
#[derive(Debug, Clone, PartialEq)]
pub struct Extraction {
    /// The article.
    pub document: Document,
    /// Spans that name something.
    pub mentions: Vec<Mention>,
    /// Times.
    pub times: Vec<TimeExpression>,
    /// Amounts.
    pub quantities: Vec<Quantity>,
    /// Words with their clitics apart; empty unless asked for.
    pub tokens: Vec<Token>,
    /// Statements with their chains of voices.
    pub claims: Vec<Claim>,
    /// What is said to have happened.
    pub events: Vec<Event>,
    /// How actors stand to one another.
    pub relations: Vec<Relation>,
    /// Statements about the future.
    pub forecasts: Vec<Forecast>,
    /// The entities that the rest names by id, sorted by id.
    pub entities: Vec<Entity>,
    /// What was odd.
    pub notes: Vec<Note>,
}
