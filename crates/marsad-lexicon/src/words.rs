//! Words numbered in the order in which they were first met: all letters in one block, found again by a table of hashes.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

/// A slot that holds no word.
const FREE: u32 = u32::MAX;

/// Distinct words with their numbers.
#[derive(Default)]
pub(crate) struct Words {
    letters: String,
    /// Where each word ends in `letters`.
    ends: Vec<u32>,
    /// Upper half of the hash and number of a word; twice as many as words at least, a power of two.
    slots: Vec<(u32, u32)>,
}

impl Words {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The number of a word, if it was met.
    pub(crate) fn get(&self, word: &str) -> Option<u32> {
        let found = self.slots.get(self.slot(word)?)?.1;
        (found != FREE).then_some(found)
    }

    /// The number of a word, new or known.
    pub(crate) fn number(&mut self, word: &str) -> u32 {
        if self.ends.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(word).expect("the table has just been made large enough");
        if self.slots[slot].1 == FREE {
            self.letters.push_str(word);
            let number = u32::try_from(self.ends.len()).expect("fewer than four billion words");
            self.ends.push(u32::try_from(self.letters.len()).expect("less than four gigabytes of words"));
            self.slots[slot] = (hash(word).1, number);
        }
        self.slots[slot].1
    }

    /// The word of a number.
    pub(crate) fn word(&self, number: u32) -> &str {
        let at = number as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.letters[start as usize..self.ends[at] as usize]
    }

    /// The slot where the word stands or would stand; none in an empty table.
    fn slot(&self, word: &str) -> Option<usize> {
        let last = self.slots.len().checked_sub(1)?;
        let (low, high) = hash(word);
        let mut slot = low as usize & last;
        loop {
            let (tag, number) = self.slots[slot];
            if number == FREE || tag == high && self.word(number) == word {
                return Some(slot);
            }
            slot = (slot + 1) & last;
        }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1 << 10);
        let mut slots = vec![(0, FREE); size];
        for (tag, number) in self.slots.iter().filter(|(_, number)| *number != FREE) {
            let mut slot = hash(self.word(*number)).0 as usize & (size - 1);
            while slots[slot].1 != FREE {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = (*tag, *number);
        }
        self.slots = slots;
    }
}

/// Lower and upper half of the hash.
fn hash(word: &str) -> (u32, u32) {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    let hash = hasher.finish();
    ((hash & 0xFFFF_FFFF) as u32, (hash >> 32) as u32)
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn every_word_keeps_its_number_while_the_table_grows() {
        let mut words = Words::default();
        assert_eq!(words.get("w0"), None);
        for number in 0..5000 {
            assert_eq!(words.number(&format!("w{number}")), number);
        }
        assert!((0..5000).all(|number| words.get(&format!("w{number}")) == Some(number)));
        assert_eq!((words.number("w7"), words.len(), words.get("w5000")), (7, 5000, None));
    }
}
