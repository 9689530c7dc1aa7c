//! Entries by key (a word, a node of the trie): gathered in any order, then laid side by side.

use crate::vocabulary::EntryId;

/// No entry.
const NONE: u32 = u32::MAX;

/// While entries are still added: the latest of each key, and of each entry the one before it under the same key.
#[derive(Default)]
pub(crate) struct Gathered {
    latest: Vec<u32>,
    /// Key, entry, and the place in this list of the one before under the same key.
    list: Vec<(u32, EntryId, u32)>,
}

impl Gathered {
    /// The entries under a key so far, the latest first.
    pub(crate) fn of(&self, key: u32) -> impl Iterator<Item = EntryId> {
        let first = self.latest.get(key as usize).copied().unwrap_or(NONE);
        let one = |place: u32| self.list.get(place as usize).copied();
        std::iter::successors(one(first), move |(.., before)| one(*before)).map(|(_, entry, _)| entry)
    }

    /// Adds an entry under a key.
    pub(crate) fn push(&mut self, key: u32, entry: EntryId) {
        let at = key as usize;
        if self.latest.len() <= at {
            self.latest.resize(at + 1, NONE);
        }
        let place = u32::try_from(self.list.len()).expect("fewer than four billion entries");
        self.list.push((key, entry, self.latest[at]));
        self.latest[at] = place;
    }

    /// Lays the entries of each of so many keys side by side, in the order in which they were added.
    pub(crate) fn laid_out(&self, keys: usize) -> Lists {
        let mut starts = vec![0_u32; keys + 1];
        for (key, ..) in &self.list {
            starts[*key as usize + 1] += 1;
        }
        for key in 0..keys {
            starts[key + 1] += starts[key];
        }
        let mut next = starts.clone();
        let mut entries = vec![EntryId(0); self.list.len()];
        for (key, entry, _) in &self.list {
            let slot = &mut next[*key as usize];
            entries[*slot as usize] = *entry;
            *slot += 1;
        }
        Lists { starts, entries }
    }
}

/// The entries of every key.
#[derive(Default)]
pub(crate) struct Lists {
    /// Where the entries of each key begin; one more than keys.
    starts: Vec<u32>,
    entries: Vec<EntryId>,
}

impl Lists {
    /// The entries of a key; none of a key that is unknown.
    pub(crate) fn of(&self, key: u32) -> &[EntryId] {
        match (self.starts.get(key as usize), self.starts.get(key as usize + 1)) {
            (Some(&from), Some(&to)) => &self.entries[from as usize..to as usize],
            _ => &[],
        }
    }
}
