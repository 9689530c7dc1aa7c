//! Short digests that never change between versions or machines (FNV-1a, 64 bits).

/// A digest on its way: bytes go in one after the other, and nothing is copied together first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Digest(u64);

impl Digest {
    pub(crate) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    pub(crate) fn bytes(mut self, bytes: &[u8]) -> Self {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
        self
    }

    /// The end of a word.
    pub(crate) fn end(self) -> Self {
        self.bytes(&[0x1f])
    }

    pub(crate) fn word(self, word: &str) -> Self {
        self.bytes(word.as_bytes()).end()
    }

    pub(crate) fn number(self, number: u64) -> Self {
        self.bytes(&number.to_le_bytes())
    }

    pub(crate) fn finish(self) -> u64 {
        mixed(self.0)
    }
}

/// Digest of words, in order; `["ab", "c"]` and `["a", "bc"]` differ.
pub(crate) fn digest<'w>(words: impl IntoIterator<Item = &'w str>) -> u64 {
    words.into_iter().fold(Digest::new(), Digest::word).finish()
}

/// Spreads a number over all 64 bits (the finaliser of SplitMix64).
pub(crate) fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// The id that a strand, and an incident that begins with it, is known by.
pub(crate) fn strand_id(document: &str, event: &str) -> String {
    format!("{:016x}", digest([document, event]))
}

#[cfg(test)]
mod tests {
    use super::digest;

    #[test]
    fn where_a_word_ends_matters() {
        assert_ne!(digest(["ab", "c"]), digest(["a", "bc"]));
    }
}
