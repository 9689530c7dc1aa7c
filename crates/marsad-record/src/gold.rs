//! What people coded by hand: the events that a reading is measured against.

use crate::plover::EventType;
use crate::quantity::Range;

/// One field as its coder left it.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Coded<T> {
    /// Not coded: it is not compared.
    #[default]
    Open,
    /// Coded as nobody or nothing.
    Nothing,
    /// Coded as this.
    As(T),
}

impl<T> Coded<T> {
    /// What it is coded as, if as something.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::As(value) => Some(value),
            Self::Open | Self::Nothing => None,
        }
    }
}

/// A place as a coder names it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GoldPlace {
    /// Its name in Arabic or English, or its id in the gazetteer.
    pub name: Option<String>,
    /// Latitude and longitude.
    pub point: Option<(f64, f64)>,
}

/// One event as a person coded it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GoldEvent {
    /// Line of the file, from 1.
    pub line: u64,
    /// Id, file name or address of the document that it was coded in; `None` where the sample names none.
    pub document: Option<String>,
    /// First and last code point (exclusive) of the words that tell it.
    pub span: Option<(usize, usize)>,
    /// PLOVER type; `Nothing` says that the document tells no event.
    pub kind: Coded<EventType>,
    /// PLOVER modes: one of them is enough.
    pub modes: Coded<Vec<String>>,
    /// Partial ISO date.
    pub date: Coded<String>,
    /// Where.
    pub place: Coded<GoldPlace>,
    /// Who did it, by any name: one of them is enough.
    pub actors: Coded<Vec<String>>,
    /// To whom.
    pub recipients: Coded<Vec<String>>,
    /// The dead.
    pub killed: Coded<Range>,
    /// The wounded.
    pub wounded: Coded<Range>,
}

/// What is wrong in a file of coded events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldProblem {
    /// Line, from 1.
    pub line: u64,
    /// Column, where it is one column's fault.
    pub column: Option<String>,
    /// What is wrong.
    pub reason: String,
}

/// What an ACLED sub-event is in PLOVER.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crosswalk {
    /// ACLED's name of the sub-event.
    pub sub_event: String,
    /// PLOVER type; `None` where PLOVER has no such event and the type is not compared.
    pub kind: Option<EventType>,
    /// PLOVER modes, one of which is enough; none where modes are not compared.
    pub modes: Vec<String>,
    /// What `actor2` is.
    pub second: Second,
}

/// What the second actor of an ACLED event is in PLOVER.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Second {
    /// One side of two.
    Actor,
    /// Whom it was done to.
    Recipient,
}
