//! A document's digest and id: BLAKE3 of the text in Unicode normal form C, in hexadecimal.

use unicode_normalization::UnicodeNormalization;

/// How many digits of the digest are the id of a document that was given none.
const ID_DIGITS: usize = 16;

/// The digest of a text: equal for texts that differ only in how letters and their marks are composed.
pub(crate) fn digest(text: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut plain = 0;
    let mut at = 0;
    // Nothing composes across the end of a line, so only the lines that need it are composed.
    for line in text.split_inclusive('\n') {
        if !is_surely_composed(line) {
            hasher.update(&text.as_bytes()[plain..at]);
            hasher.update(line.nfc().collect::<String>().as_bytes());
            plain = at + line.len();
        }
        at += line.len();
    }
    hasher.update(&text.as_bytes()[plain..]);
    hasher.finalize().to_hex().to_string()
}

/// The id of a document that was given none.
pub(crate) fn id(digest: &str) -> String {
    digest.chars().take(ID_DIGITS).collect()
}

/// Letters with at most one vowel mark each are composed already; everything else is composed to be sure.
fn is_surely_composed(text: &str) -> bool {
    let mut after_mark = false;
    text.chars().all(|letter| {
        let mark = matches!(letter, '\u{064B}'..='\u{0652}' | '\u{0670}');
        let sure = match letter {
            '\0'..='\u{02FF}' | '\u{0600}'..='\u{060F}' | '\u{061B}'..='\u{064A}' | '\u{0660}'..='\u{066F}' => true,
            '\u{0671}'..='\u{06D5}' | '\u{06DD}' | '\u{06E5}' | '\u{06EE}'..='\u{06FF}' => true,
            '\u{2010}'..='\u{2063}' | '\u{FE80}'..='\u{FEFF}' => true,
            _ => mark && !after_mark,
        };
        after_mark = mark;
        sure
    })
}

#[cfg(test)]
mod tests {
    use super::{digest, id};

    #[test]
    fn one_text_composed_in_two_ways_has_one_digest() {
        assert_eq!(digest("أكد"), digest("ا\u{0654}كد"));
        assert_eq!(digest("عد\u{0651}\u{064E}"), digest("عد\u{064E}\u{0651}"));
        assert_ne!(digest("أكد"), digest("اكد"));
    }

    #[test]
    fn an_id_is_sixteen_hexadecimal_digits() {
        assert_eq!(id(&digest("نص")).len(), 16);
    }
}
