//! One reversible act of a person: the only thing that is logged, because machine links can be rebuilt.

use crate::vocabulary;

vocabulary! {
    /// What a person decided.
    Act {
        Link = "link", Unlink = "unlink", Merge = "merge", Split = "split", Correct = "correct", Retract = "retract",
        Undo = "undo", Fate = "fate",
        Accept = "accept",
        Add = "add",
    }
}

/// One act of one person, with its reason; append-only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Unique id.
    pub id: String,
    /// Who decided.
    pub who: String,
    /// When, ISO 8601.
    pub when: String,
    /// Why, in the person's words.
    pub why: String,
    /// What.
    pub act: Act,
    /// What it is about: places in texts (`document@start-end`, bytes), claims (`document/claim`), incidents, or
    /// another decision's id. Only places in texts survive a newer reading of the text.
    pub subjects: Vec<String>,
    /// Which fact is corrected (`killed`, `date` ...).
    pub fact: Option<String>,
    /// The value before, where one is corrected.
    pub before: Option<String>,
    /// The value after.
    pub after: Option<String>,
    /// The item of the review queue that it answers.
    pub item: Option<String>,
}
