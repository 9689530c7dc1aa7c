//! What one passage says happened, coded. An event is TOLD; an incident happened.

use crate::place::EventPlace;
use crate::plover::EventType;
use crate::quantity::Range;
use crate::span::Span;
use crate::time::{Interval, TimeValue};
use crate::vocabulary;

vocabulary! {
    /// Whether the passage says that it happened.
    Modality {
        Asserted = "asserted", Denied = "denied", Averted = "averted", Possible = "possible", Future = "future",
        Hypothetical = "hypothetical", General = "general",
    }
}

vocabulary! {
    /// How an actor's part in an event is told; it follows from the chain of voices.
    RoleStatus {
        Asserted = "asserted", Claimed = "claimed", Accused = "accused", Suspected = "suspected", Denied = "denied",
        Unknown = "unknown",
    }
}

/// One filler of a role: an entity, or a generic filler with its words alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// The entity, where one could be told.
    pub entity: Option<String>,
    /// English name of the entity, or the text's own words.
    pub name: String,
    /// The words.
    pub span: Option<Span>,
    /// How the part is told; of recipients always `Asserted`.
    pub status: RoleStatus,
}

/// How many underwent something, and who they were.
#[derive(Debug, Clone, PartialEq)]
pub struct TollPart {
    /// How many.
    pub range: Range,
    /// Who, in the text's own words.
    pub who: Option<String>,
    /// The words.
    pub span: Option<Span>,
}

/// The toll of one event as one passage tells it. `None` is unknown, never zero.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Toll {
    /// The dead.
    pub killed: Option<TollPart>,
    /// The wounded.
    pub wounded: Option<TollPart>,
}

/// What one passage says happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// `e1`, `e2` ... in text order, unique inside the document.
    pub id: String,
    /// The words that tell it.
    pub trigger: Span,
    /// What kind of thing.
    pub kind: EventType,
    /// PLOVER modes.
    pub modes: Vec<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// Who did it.
    pub actors: Vec<Role>,
    /// To whom.
    pub recipients: Vec<Role>,
    /// When, as far as told.
    pub when: Option<TimeValue>,
    /// Up to two other readings of `when`.
    pub when_alternatives: Vec<TimeValue>,
    /// Where, as far as told.
    pub place: Option<EventPlace>,
    /// With what toll.
    pub toll: Toll,
    /// Whether it is said to have happened.
    pub modality: Modality,
    /// The claims that tell it (`c1` ...).
    pub claims: Vec<String>,
    /// Whether it is THE event the article is about.
    pub is_headline: bool,
    /// Probability that this is an event told here, 0 to 1.
    pub confidence: f64,
    /// The rules (and models) that made it.
    pub rules: Vec<String>,
}

impl Event {
    /// The days it can have happened on.
    pub fn interval(&self) -> Option<Interval> {
        self.when.as_ref().and_then(|when| when.interval)
    }

    /// PLOVER's score, -10 to +10.
    pub fn score(&self) -> f64 {
        self.kind.score(&self.modes)
    }
}
