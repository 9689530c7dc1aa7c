//! How much was read: articles by outlet and day, and the days of which nothing was read. A gap in reading is no calm.

use std::collections::BTreeMap;

use crate::time::Interval;

/// What was read of one day of publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayRead {
    /// The day, ISO.
    pub day: String,
    /// How many articles.
    pub documents: usize,
    /// How many of each outlet.
    pub outlets: BTreeMap<String, usize>,
}

/// What was read of one outlet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OutletRead {
    /// The outlet.
    pub outlet: String,
    /// How many articles, those without a day included.
    pub documents: usize,
    /// On how many days.
    pub days: usize,
    /// The first of them, ISO.
    pub first: Option<String>,
    /// The last, ISO.
    pub last: Option<String>,
}

/// How much was read over a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// First day asked for, or else the first that was read.
    pub from: Option<String>,
    /// Last day asked for, or else the last that was read.
    pub to: Option<String>,
    /// How many articles.
    pub documents: usize,
    /// How many of them tell no day.
    pub undated: usize,
    /// Days of which something was read, in order.
    pub days: Vec<DayRead>,
    /// Stretches of days of which nothing was read.
    pub gaps: Vec<Interval>,
    /// Outlets, the most read first.
    pub outlets: Vec<OutletRead>,
}
