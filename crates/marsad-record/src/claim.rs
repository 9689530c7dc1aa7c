//! According to whom: claims, the chain of voices that carried them, and what they say of the future and of relations.

use crate::span::Span;
use crate::time::TimeValue;
use crate::vocabulary;

vocabulary! {
    /// How a link carries what the next one says.
    How { Publishes = "publishes", Says = "says", Reports = "reports", Quotes = "quotes", Denies = "denies" }
}

vocabulary! {
    /// What the innermost voice does with the content.
    Stance {
        Asserts = "asserts", Denies = "denies", Accuses = "accuses", ClaimsResponsibility = "claims_responsibility",
        NoClaim = "no_claim", Doubts = "doubts", Predicts = "predicts", Fears = "fears", Threatens = "threatens",
        Promises = "promises", Requests = "requests", Condemns = "condemns", Praises = "praises", Opines = "opines",
        Conditions = "conditions",
    }
}

vocabulary! {
    /// How sure the chain as a whole is.
    Certainty {
        Certain = "certain", Probable = "probable", Possible = "possible", Unlikely = "unlikely", Unknown = "unknown",
    }
}

vocabulary! {
    /// How one actor stands to another.
    Sign { Hostile = "hostile", Cooperative = "cooperative", Neutral = "neutral" }
}

vocabulary! {
    /// Whether the relation is said to hold.
    RelationModality {
        Asserted = "asserted", Possible = "possible", Asked = "asked", Conditional = "conditional", Denied = "denied",
    }
}

/// One voice in the chain that carried a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The voice in the text's own words; for the outlet its name, or `unknown outlet`.
    pub voice: String,
    /// The entity, where one could be told.
    pub entity: Option<String>,
    /// How it carries.
    pub how: How,
    /// True where the voice hides its name.
    pub anonymous: bool,
    /// Where the voice is named.
    pub span: Option<Span>,
    /// The reporting words.
    pub cue: Option<Span>,
}

/// One statement by one chain of voices, outermost first; the outlet is always the first link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// `c1`, `c2` ... in text order, unique inside the document.
    pub id: String,
    /// What is claimed.
    pub span: Span,
    /// Who carried it, outermost first, never empty.
    pub attribution: Vec<Link>,
    /// What the innermost voice does.
    pub stance: Stance,
    /// How sure.
    pub certainty: Certainty,
    /// When it was said, where told.
    pub said_at: Option<TimeValue>,
    /// Entities it is about.
    pub about: Vec<String>,
    /// Events it tells (`e1` ...).
    pub events: Vec<String>,
    /// The rules that made it.
    pub rules: Vec<String>,
}

/// A statement about the future, with its window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// The claim that makes it.
    pub claim: String,
    /// What is foretold.
    pub span: Span,
    /// Start of the window, ISO partial date.
    pub from: Option<String>,
    /// End of the window, ISO partial date.
    pub to: Option<String>,
    /// Under what condition, in the text's own words.
    pub condition: Option<String>,
}

/// How one actor stands to another, as this article tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Who.
    pub from: String,
    /// To whom.
    pub to: String,
    /// Friend, foe or neither.
    pub sign: Sign,
    /// Whether it is said to hold.
    pub modality: RelationModality,
    /// When, as far as told.
    pub when: Option<TimeValue>,
    /// The words.
    pub span: Span,
    /// The claims that carry it.
    pub claims: Vec<String>,
    /// The rules that made it.
    pub rules: Vec<String>,
}
