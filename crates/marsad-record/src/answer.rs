//! What a question is read as and what is given back: plain values, no sentence that is not a quote.

use crate::span::Span;
use crate::time::Interval;

/// A question, with what an analyst corrected in how it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AnswerQuery {
    /// The question, in Arabic or English.
    pub question: String,
    /// The actors or places meant, by id or any name; empty: as read from the question.
    pub actors: Vec<String>,
    /// The topic meant, by id (`cooperation`, `strength` ...); as read from the question where not given.
    pub about: Option<String>,
    /// Only documents published on this day or later (ISO, partial).
    pub from: Option<String>,
    /// Only documents published on this day or earlier (ISO, partial).
    pub to: Option<String>,
    /// As it could have been answered at the end of this day: from what had been published by then (ISO, partial).
    pub as_of: Option<String>,
    /// At most so many quotes; 0 is forty.
    pub limit: usize,
}

/// What kind of answer is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// Yes or no.
    Whether,
    /// Who did it.
    Who,
    /// How many.
    HowMany,
    /// What somebody says.
    WhatSaid,
    /// Anything else: when, where, why, how.
    Other,
}

impl Asks {
    /// The name in the public contract.
    pub fn name(self) -> &'static str {
        match self {
            Asks::Whether => "whether",
            Asks::Who => "who",
            Asks::HowMany => "how_many",
            Asks::WhatSaid => "what_said",
            Asks::Other => "other",
        }
    }
}

/// What a party is to the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Between them, or about them, it is asked.
    Asked,
    /// Against whom, or because of whom.
    Context,
    /// Where.
    Where,
}

/// One actor or place of the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Lexicon id; `powers` stands for any state.
    pub id: String,
    /// English name.
    pub name_en: String,
    /// Arabic name.
    pub name_ar: String,
    /// What it is to the question.
    pub part: Part,
    /// True of a place.
    pub is_place: bool,
    /// True where any state will do.
    pub is_any_state: bool,
    /// Ids that count as it: its own, its offices, its branches.
    pub ids: Vec<String>,
}

/// One topic of the question, with its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Id in `lexicon/ar/question_topics.tsv`.
    pub id: String,
    /// The pair of poles it lies between.
    pub axis: String,
    /// English name.
    pub name_en: String,
    /// Arabic name.
    pub name_ar: String,
}

/// What the question was read as; every part of it can be given instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadAs {
    /// `ar` or `en`.
    pub language: &'static str,
    /// What kind of answer is asked for.
    pub asks: Asks,
    /// Actors and places, in the order of the question.
    pub parties: Vec<Party>,
    /// Topics, the main one first.
    pub about: Vec<Topic>,
    /// Whether a yes means more of the main axis (cooperation, strength, danger, doing it) or less of it.
    pub is_positive: bool,
    /// First day of publication.
    pub from: Option<String>,
    /// Last day of publication.
    pub to: Option<String>,
}

/// One cited quote.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The document.
    pub document: String,
    /// The claim that it belongs to.
    pub claim: Option<String>,
    /// The document's own words.
    pub quote: String,
    /// Where they stand in its text (bytes).
    pub span: Span,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// The chain of voices, outermost first.
    pub chain: Vec<String>,
    /// When what it tells happened, as far as told.
    pub when: Option<String>,
    /// How many independent origins tell it.
    pub origins: usize,
    /// Topics whose words it has.
    pub because: Vec<String>,
    /// How much it bears on the question.
    pub weight: f64,
}

/// A part of the question that nothing in the desk speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// `no-actor`, `unknown-actor`, `no-topic`, `never-together`, `nothing-for`, `nothing-against`.
    pub kind: &'static str,
    /// Which actor or topic, by id; empty where the whole question is meant.
    pub of: String,
}

/// A forecast that bears on the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    /// The document.
    pub document: String,
    /// The claim.
    pub claim: String,
    /// What is foretold, in the document's words.
    pub quote: String,
    /// Where they stand in its text (bytes).
    pub span: Span,
    /// The outlet that published it.
    pub outlet: Option<String>,
    /// The chain of voices, outermost first.
    pub chain: Vec<String>,
    /// When it was published.
    pub published: Option<String>,
    /// Start of the window.
    pub from: Option<String>,
    /// End of the window.
    pub to: Option<String>,
    /// Under what condition.
    pub condition: Option<String>,
    /// `undated`, `open`, or `due` by the day of the latest document; or the fate that somebody decided.
    pub state: &'static str,
}

/// A dated happening between the parties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The days.
    pub when: Interval,
    /// PLOVER type.
    pub kind: &'static str,
    /// The incident.
    pub incident: String,
    /// The document that is quoted.
    pub document: String,
    /// The claim that is quoted.
    pub claim: String,
    /// Its words.
    pub quote: String,
    /// Where they stand in its text (bytes).
    pub span: Span,
    /// The chain of voices, outermost first.
    pub chain: Vec<String>,
    /// How many independent origins tell it.
    pub origins: usize,
    /// Facts of it that are disputed.
    pub disputed: Vec<String>,
}

/// A question answered from the desk: quotes for and against, and what is missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The question as asked.
    pub question: String,
    /// What it was read as.
    pub read_as: ReadAs,
    /// Quotes that speak for a yes, weightiest first; for questions of who, what or how many: quotes that tell it.
    pub supporting: Vec<Evidence>,
    /// Quotes that speak against it.
    pub against: Vec<Evidence>,
    /// What nothing speaks of.
    pub silent: Vec<Silence>,
    /// Forecasts that bear on it.
    pub forecasts: Vec<Outlook>,
    /// Dated happenings between the parties, oldest first.
    pub timeline: Vec<Moment>,
}
