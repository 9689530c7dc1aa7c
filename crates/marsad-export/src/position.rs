//! From the record's bytes to the contract's code points.

/// How many bytes lie between two remembered counts.
const STEP: usize = 128;

/// Converts byte offsets of one text to code points: one pass to build, a short count to ask.
#[derive(Debug)]
pub struct Positions<'t> {
    text: &'t [u8],
    counts: Vec<u32>,
}

impl<'t> Positions<'t> {
    /// Counts the code points of `text` once.
    pub fn of(text: &'t str) -> Self {
        let text = text.as_bytes();
        let mut counts = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0u32;
        for block in text.chunks(STEP) {
            counts.push(count);
            count += count_starts(block);
        }
        counts.push(count);
        Self { text, counts }
    }

    /// The code point that starts at `byte`; beyond the end, the length of the text.
    pub fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let block = byte / STEP;
        let before = self.counts.get(block).copied().unwrap_or_default();
        (before + count_starts(&self.text[block * STEP..byte])) as usize
    }
}

/// Code points that start in `bytes`.
fn count_starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::Positions;

    #[test]
    fn every_character_has_its_index() {
        let text = "قال 😀 ok — ".repeat(40);
        let positions = Positions::of(&text);
        for (index, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(positions.at(byte), index);
        }
        assert_eq!(positions.at(text.len()), text.chars().count());
    }

    #[test]
    fn a_text_of_whole_blocks_ends_where_it_should() {
        let text = "ا".repeat(128);
        assert_eq!(Positions::of(&text).at(256), 128);
        assert_eq!(Positions::of("").at(7), 0);
    }
}
