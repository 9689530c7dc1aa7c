//! The queue of review: what a person's decision would change most stands first, and what was judged is gone from it.
//!
//! Weight is stake times doubt (docs/review.md). The stake is what hangs on the incidents, the doubt how near the
//! machine was to the other answer. Nothing here decides.

mod found;
mod judged;

use marsad_record::review::{ReviewItem, ReviewKind};

use crate::desk::Desk;
use crate::error::Error;
use crate::review::judged::Judged;

/// Which items are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReviewFilter {
    /// Only of this kind.
    pub kind: Option<String>,
    /// Whose queue: without what this person judged. Without a name: without what anybody judged.
    pub reviewer: Option<String>,
    /// Only what exactly one other person judged: for a second opinion.
    pub second: bool,
    /// Today (ISO).
    pub now: String,
    /// At most so many; 0 is no limit.
    pub limit: usize,
}

/// The first items of the queue, and how many there are in all.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewPage {
    /// The items, the weightiest first.
    pub items: Vec<ReviewItem>,
    /// How many the whole queue has.
    pub total: usize,
}

impl Desk {
    /// The queue of review, the weightiest item first.
    ///
    /// # Errors
    /// If a word of the question cannot be read, or the file cannot.
    pub fn review(&self, filter: &ReviewFilter) -> Result<ReviewPage, Error> {
        let kind = filter.kind.as_deref().map(|name| {
            ReviewKind::from_name(name).ok_or_else(|| {
                let names: Vec<&str> = ReviewKind::ALL.iter().map(|kind| kind.name()).collect();
                Error::question("kind", format!("`{name}` is none of {}", names.join(", ")))
            })
        });
        let kind = kind.transpose()?;
        let judged = Judged::of(&self.store.decisions()?);
        let mut items = Vec::new();
        for finder in ReviewKind::ALL.iter().filter(|of| kind.is_none_or(|kind| kind == **of)) {
            items.extend(match finder {
                ReviewKind::Contradiction => self.disputed_facts()?,
                ReviewKind::Joined => self.barely_joined()?,
                ReviewKind::Apart => self.barely_apart()?,
                ReviewKind::Doubt => self.doubtful_events()?,
                ReviewKind::Actor => self.ambiguous_actors()?,
                ReviewKind::Forecast => self.proposed_fates(&filter.now)?,
            });
        }
        for item in &mut items {
            item.judgements = judged.of_item(&item.key);
        }
        items.retain(|item| {
            let people = item.judgements.len();
            let own = |name: &String| item.judgements.iter().any(|judgement| judgement.who == *name);
            match (&filter.reviewer, filter.second) {
                (Some(name), true) => people == 1 && !own(name),
                (None, true) => people == 1,
                (Some(name), false) => !own(name),
                (None, false) => people == 0,
            }
        });
        items.sort_by(|one, other| other.weight.total_cmp(&one.weight).then(one.key.cmp(&other.key)));
        let total = items.len();
        if filter.limit > 0 {
            items.truncate(filter.limit);
        }
        for item in &mut items {
            self.fill_sides(item)?;
        }
        Ok(ReviewPage { items, total })
    }
}
