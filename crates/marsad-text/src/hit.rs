//! Where something of the lexicon, or something that a stage has found, stands on the tokens.

use marsad_lexicon::{ClassId, EntryId};

use crate::clitics::Proclitics;

/// One entry of the lexicon, or one finding of a stage, on a run of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// First token.
    pub first: u32,
    /// Last token, included.
    pub last: u32,
    /// Its class.
    pub class: ClassId,
    /// The entry, for hits of the vocabulary.
    pub entry: Option<EntryId>,
    /// A number of the stage's own, for its findings (an index into its list).
    pub payload: u32,
    /// What stands before it in the first token.
    pub proclitics: Proclitics,
    /// Folded bytes of the first token before it.
    pub lead: u8,
    /// Folded bytes of the last token after it (a pronoun).
    pub tail: u8,
}

impl Hit {
    /// How many tokens it covers.
    pub fn tokens(&self) -> usize {
        (self.last - self.first + 1) as usize
    }

    /// A stage's own finding on whole tokens.
    pub fn found(class: ClassId, first: usize, last: usize, payload: usize) -> Self {
        let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        Self {
            first: number(first),
            last: number(last),
            class,
            entry: None,
            payload: number(payload),
            proclitics: Proclitics::default(),
            lead: 0,
            tail: 0,
        }
    }
}

/// Hits sorted by their first token, with an index.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    list: Vec<Hit>,
    /// Where the hits of each token begin; one more entry than tokens.
    starts: Vec<u32>,
}

impl Hits {
    /// Sorts and indexes hits over so many tokens.
    pub fn new(mut list: Vec<Hit>, tokens: usize) -> Self {
        list.sort_by_key(|hit| (hit.first, std::cmp::Reverse(hit.last)));
        let mut starts = vec![0_u32; tokens + 1];
        for hit in &list {
            if let Some(slot) = starts.get_mut(hit.first as usize + 1) {
                *slot += 1;
            }
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Self { list, starts }
    }

    /// The hits that begin at a token, longest first.
    pub fn at(&self, token: usize) -> &[Hit] {
        match (self.starts.get(token), self.starts.get(token + 1)) {
            (Some(&from), Some(&to)) => &self.list[from as usize..to as usize],
            _ => &[],
        }
    }

    /// The longest hit of a class that begins at a token.
    pub fn class_at(&self, token: usize, class: ClassId) -> Option<&Hit> {
        self.at(token).iter().find(|hit| hit.class == class)
    }

    /// Every hit, by first token.
    pub fn iter(&self) -> impl Iterator<Item = &Hit> {
        self.list.iter()
    }
}
