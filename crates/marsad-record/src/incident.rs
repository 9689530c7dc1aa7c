//! One happening in the world, told by many claims: derived from them, never edited.

use std::sync::Arc;

use crate::event::{RoleStatus, TollPart};
use crate::place::PlaceLevel;
use crate::plover::EventType;
use crate::quantity::Range;
use crate::reported::{ClaimRef, Reported};
use crate::span::Span;
use crate::time::Interval;
use crate::vocabulary;

vocabulary! {
    /// What kind of disagreement it is.
    ContradictionKind {
        Toll = "toll", Date = "date", Place = "place", Perpetrator = "perpetrator", Denial = "denial",
    }
}

/// One event claim as reconciliation sees it: everything it needs, and no text to read.
#[derive(Debug, Clone, PartialEq)]
pub struct Telling {
    /// Document id.
    pub document: String,
    /// The event inside the document, with the claims, roles, time, place and toll it has there.
    pub event: crate::event::Event,
    /// The claim that carries it.
    pub claim: String,
    /// The outlet that published it.
    pub outlet: String,
    /// The chain of voices as words, outermost first.
    pub chain: Vec<String>,
    /// ISO partial date of publication.
    pub published: Option<String>,
    /// What the innermost voice does with it: a denial is a side, not a happening.
    pub stance: crate::claim::Stance,
    /// Digest of the document's text shape, equal for reprints (see `reconcile::origin`); one for all its tellings.
    pub origin: Arc<[u64]>,
    /// Agency or outlet that the document names as its source, by entity id.
    pub agency: Option<String>,
}

/// Everything one document tells of one happening.
#[derive(Debug, Clone, PartialEq)]
pub struct Strand {
    /// Digest of the document and of its first event here; also the id of an incident of which it is the earliest.
    pub id: String,
    /// The document.
    pub document: String,
    /// ISO code of the country that its document speaks of most, if any.
    pub country: Option<String>,
    /// What it tells, in the order of its events.
    pub tellings: Vec<Telling>,
}

/// Strands that must be looked at together, with the incidents made of them: the unit that is recomputed.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Id of its first strand.
    pub id: String,
    /// Its strands, by time of publication and then by document; without those of the blocks that went into it whole.
    pub strands: Vec<Strand>,
    /// The blocks that went into it whole, as the desk numbers them.
    pub merged: Vec<i64>,
    /// The incidents made of its strands, but for those that stay.
    pub incidents: Vec<Incident>,
    /// Of which strands each of those is made, as a digest of their ids.
    pub members: Vec<u64>,
    /// Ids of the incidents that were there before and are told by the same strands.
    pub stays: Vec<String>,
}

/// A place as a fact of an incident.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceFact {
    /// Gazetteer id.
    pub place: Option<String>,
    /// Name.
    pub name: String,
    /// ISO code.
    pub country: Option<String>,
    /// How fine.
    pub level: PlaceLevel,
    /// What contains it, finest first.
    pub chain: Vec<String>,
}

/// An actor or recipient as a fact of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorFact {
    /// Entity id; `None` for a generic filler.
    pub entity: Option<String>,
    /// Name.
    pub name: String,
    /// How the part is told.
    pub status: RoleStatus,
}

/// Low, best and high of a toll, with the rule that made them: printed beside the figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// Lowest told.
    pub low: Option<f64>,
    /// By the rule.
    pub best: Option<f64>,
    /// Highest told.
    pub high: Option<f64>,
    /// Name of the rule.
    pub rule: String,
}

/// A toll with all its sides.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TollFact {
    /// What was told.
    pub reported: Reported<TollPart>,
    /// Low, best, high.
    pub spread: Option<Spread>,
}

/// Every fact of an incident.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts {
    /// When.
    pub date: Reported<Interval>,
    /// Where.
    pub place: Reported<PlaceFact>,
    /// Who did it.
    pub actors: Reported<ActorFact>,
    /// To whom.
    pub recipients: Reported<ActorFact>,
    /// The dead.
    pub killed: TollFact,
    /// The wounded.
    pub wounded: TollFact,
    /// By what means (a PLOVER mode).
    pub method: Reported<String>,
}

/// A disputed fact worth showing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// Which fact (`killed`, `date` ...).
    pub fact: String,
    /// What kind of disagreement.
    pub kind: ContradictionKind,
    /// How many sides.
    pub sides: usize,
    /// Whether it is one toll that rose over time rather than two sources that disagree.
    pub is_rising: bool,
}

/// One happening, told by many claims.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// Digest of its earliest telling; survives additions.
    pub id: String,
    /// Ids that it could have had before: those of its later strands; each redirects here.
    pub former: Vec<String>,
    /// What kind of thing.
    pub kind: EventType,
    /// PLOVER modes told for it.
    pub modes: Vec<String>,
    /// Documents that tell it, sorted.
    pub documents: Vec<String>,
    /// Documents whose headline event it is, sorted.
    pub headline_of: Vec<String>,
    /// Claims that tell it, sorted.
    pub claims: Vec<ClaimRef>,
    /// How many outlets tell it.
    pub outlets: usize,
    /// How many of them are independent of one another.
    pub origins: usize,
    /// Its facts.
    pub facts: Facts,
    /// What is disputed, weightiest first.
    pub contradictions: Vec<Contradiction>,
}

impl TollFact {
    /// Whether two sources tell ranges that cannot both be right.
    pub fn is_disputed(&self) -> bool {
        self.reported.is_disputed()
    }

    /// All ranges told.
    pub fn ranges(&self) -> impl Iterator<Item = &Range> {
        self.reported.sides.iter().map(|side| &side.value.range)
    }
}

/// A claim as it is cited beside a fact: enough to judge it without opening the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Which claim.
    pub claim: ClaimRef,
    /// Who published it.
    pub outlet: String,
    /// The chain of voices, outermost first.
    pub chain: Vec<String>,
    /// The claim's own words.
    pub quote: String,
    /// Where they stand in its document's text (bytes).
    pub span: Span,
    /// When it was published, ISO partial date.
    pub published: Option<String>,
}
