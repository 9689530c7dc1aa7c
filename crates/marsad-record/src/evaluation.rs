//! How well a reading agrees with what people coded.

/// So many of so many, with the 95 % interval of Wilson.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// How many are right.
    pub right: usize,
    /// Of how many.
    pub total: usize,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

impl Share {
    /// The share itself; `None` of nothing.
    pub fn value(&self) -> Option<f64> {
        (self.total > 0).then(|| self.right as f64 / self.total as f64)
    }
}

/// A figure with the 95 % interval of a bootstrap over documents.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounded {
    /// The figure.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Events whose confidence lies in one tenth, and how many of them are right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tenth {
    /// Lower end of the tenth.
    pub from: f64,
    /// Mean confidence of its events.
    pub mean: f64,
    /// How many of them a person coded too.
    pub right: Share,
}

/// One disagreement, with where to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// `not-found`, `false-alarm`, or the field.
    pub kind: String,
    /// Line of the file of coded events; `None` for a false alarm.
    pub line: Option<u64>,
    /// The document.
    pub document: Option<String>,
    /// Code points of the words that tell it, end exclusive.
    pub span: Option<(usize, usize)>,
    /// Those words.
    pub words: String,
    /// What was coded.
    pub coded: String,
    /// What was read.
    pub read: String,
}

/// The whole comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// How sure an event had to be to count.
    pub threshold: f64,
    /// Documents that were coded and read.
    pub documents: usize,
    /// Documents that the sample names and nobody has read, with the line.
    pub unread: Vec<(String, u64)>,
    /// Of the coded events, those that were found.
    pub found: Share,
    /// Of the events read in coded documents, those that a person coded; `None` where the sample names no documents.
    pub precise: Option<Share>,
    /// Both in one figure.
    pub f1: Option<Bounded>,
    /// Of the documents coded as without an event, those rightly without one.
    pub silent: Share,
    /// Field by field, over the coded events that were found.
    pub fields: Vec<(String, Share)>,
    /// Confidence against what a person coded, from the lowest tenth.
    pub reliability: Vec<Tenth>,
    /// Every disagreement.
    pub misses: Vec<Miss>,
}
