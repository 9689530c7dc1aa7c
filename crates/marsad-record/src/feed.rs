//! A feed that is read again and again, with what became of the last time.

/// A feed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Feed {
    /// Unique id.
    pub id: String,
    /// Where it is got.
    pub address: String,
    /// What it calls itself.
    pub title: Option<String>,
    /// The outlet of its pages, where a person named one.
    pub outlet: Option<String>,
    /// Who added it.
    pub who: String,
    /// When, ISO 8601.
    pub when: String,
    /// True of a feed that is not read any more.
    pub is_stopped: bool,
    /// By which its host knows whether it has changed.
    pub etag: Option<String>,
    /// The same, by time.
    pub last_modified: Option<String>,
    /// When it was last asked for.
    pub fetched: Option<String>,
    /// When it was last got.
    pub succeeded: Option<String>,
    /// What went wrong the last time, if anything did.
    pub error: Option<String>,
    /// How many times it went wrong since it was last got.
    pub failures: usize,
    /// How many pages it named when it was last got.
    pub named: usize,
    /// How many of its pages are documents of the desk by now.
    pub added: usize,
    /// How many of its pages could not be got.
    pub refused: usize,
}
