//! Short digests that never change between versions or machines (FNV-1a, 64 bits).

/// Digest of words, in order; `["ab", "c"]` and `["a", "bc"]` differ.
pub(crate) fn digest<'w>(words: impl IntoIterator<Item = &'w str>) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for word in words {
        for byte in word.bytes().chain([0x1f]) {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    mixed(state)
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
