//! The queue of review: what a person's decision would change most stands first, and what was judged is gone from it.
//!
//! Weight is stake times doubt (docs/review.md). The stake is what hangs on the incidents, the doubt how near the
//! machine was to the other answer. Nothing here decides.

mod found;
mod judged;

use std::sync::Arc;

use marsad_record::review::{Judgement, ReviewItem, ReviewKind};

use crate::desk::Desk;
use crate::error::Error;
use crate::kept::Behind;
use crate::ledger::ForecastFilter;
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
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// At most so many; 0 is no limit.
    pub limit: usize,
}

/// One page of the queue, and how many items there are in all.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewPage {
    /// The items, the weightiest first.
    pub items: Vec<ReviewItem>,
    /// How many the whole queue has.
    pub total: usize,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
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
        let after = filter.cursor.as_deref().map(place_of_cursor).transpose()?;
        let is_asked = |people: &[Judgement]| {
            let own = |name: &String| people.iter().any(|judgement| judgement.who == *name);
            match (&filter.reviewer, filter.second) {
                (Some(name), true) => people.len() == 1 && !own(name),
                (None, true) => people.len() == 1,
                (Some(name), false) => !own(name),
                (None, false) => people.is_empty(),
            }
        };
        let mut found = Vec::new();
        for kind in ReviewKind::ALL.iter().filter(|of| kind.is_none_or(|kind| kind == **of)) {
            let items = self.review_items(*kind, &filter.now, Behind::ALittle)?;
            found.extend((0..items.len()).map(|place| (Arc::clone(&items), place)));
        }
        found.retain(|(items, place)| is_asked(&judged.of_item(&items[*place].key)));
        found.sort_by(|(one, at), (other, place)| {
            let (one, other) = (&one[*at], &other[*place]);
            other.weight.total_cmp(&one.weight).then_with(|| one.key.cmp(&other.key))
        });
        let total = found.len();
        let first = after.map_or(0, |after| after.find(&found));
        let mut found = found.into_iter().skip(first);
        let mut items: Vec<ReviewItem> = Vec::new();
        let limit = if filter.limit == 0 { usize::MAX } else { filter.limit };
        // What a queue a little behind still lists, and is no more, is left out.
        while let Some((of, place)) = found.next().filter(|_| items.len() < limit) {
            let mut item = of[place].clone();
            item.judgements = judged.of_item(&item.key);
            if self.fill_sides(&mut item)? {
                items.push(item);
            }
        }
        let is_more = items.len() == limit && first + items.len() < total;
        let next = items.last().filter(|_| is_more).map(|last| Place::of(last).written());
        Ok(ReviewPage { items, total, next })
    }

    /// Makes anew what is dear to make and no longer of this record, so that nobody waits for it.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn look_ahead(&self, now: &str) -> Result<(), Error> {
        for kind in ReviewKind::ALL {
            self.review_items(*kind, now, Behind::Never)?;
        }
        let filter = ForecastFilter { now: now.to_owned(), limit: 1, ..ForecastFilter::default() };
        self.forecast_records(&filter)?;
        self.summary().and_then(|_| self.actors(None, 1)).map(drop)
    }

    /// Every item of a kind, whoever judged it.
    fn review_items(&self, kind: ReviewKind, now: &str, behind: Behind) -> Result<Arc<Vec<ReviewItem>>, Error> {
        let make = || match kind {
            ReviewKind::Contradiction => self.disputed_facts(),
            ReviewKind::Joined => self.barely_joined(),
            ReviewKind::Apart => self.barely_apart(),
            ReviewKind::Doubt => self.doubtful_events(),
            ReviewKind::Actor => self.ambiguous_actors(),
            ReviewKind::Forecast => self.proposed_fates(now),
        };
        let today: String = now.chars().take(10).collect();
        let of = format!("{} {today}", self.store.progress()?);
        match self.shared.review.get(kind.name()) {
            Some(kept) => kept.get(of, behind, make),
            None => make().map(Arc::new),
        }
    }
}

/// An item's place in the queue, as a cursor holds it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Place {
    weight: u64,
    key: u64,
}

impl Place {
    fn of(item: &ReviewItem) -> Self {
        let digest = blake3::hash(item.key.as_bytes());
        let key = digest.as_bytes().iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        Self { weight: item.weight.to_bits(), key }
    }

    fn written(self) -> String {
        format!("{:016x}{:016x}", self.weight, self.key)
    }

    /// How many items of a queue stand before this place and on it. Where the item itself has gone, those of its weight
    /// are given again.
    fn find(self, queue: &[(Arc<Vec<ReviewItem>>, usize)]) -> usize {
        let item = |place: usize| queue.get(place).map(|(items, at)| &items[*at]);
        let begin = queue.partition_point(|(items, at)| items[*at].weight > f64::from_bits(self.weight));
        let same = (begin..).map_while(item).take_while(|one| one.weight.to_bits() == self.weight);
        same.enumerate().find(|(_, one)| Self::of(one) == self).map_or(begin, |(place, _)| begin + place + 1)
    }
}

fn place_of_cursor(cursor: &str) -> Result<Place, Error> {
    let part = |from: usize| cursor.get(from..from + 16).and_then(|part| u64::from_str_radix(part, 16).ok());
    match (part(0), part(16), cursor.len()) {
        (Some(weight), Some(key), 32) => Ok(Place { weight, key }),
        _ => Err(Error::question("cursor", "it is not one that a page gave")),
    }
}
