//! A folded text as the words of a search index: the words that SQLite's `unicode61` makes of it.

use std::collections::BTreeMap;

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// The words of a text, in order: runs of letters and digits.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !is_letter(letter) && !joins(letter))
        .map(|word| word.trim_start_matches(joins))
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().flat_map(small).collect())
}

/// Each word of a text with its places, counted from 1; and how many words there are.
pub(crate) fn places(text: &str) -> (BTreeMap<String, Vec<usize>>, usize) {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut count = 0;
    for word in tokens(text) {
        count += 1;
        places.entry(word).or_default().push(count);
    }
    (places, count)
}

fn is_letter(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric();
    }
    matches!(letter.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number)
        || letter.general_category() == GeneralCategory::PrivateUse
}

/// Marks over Latin, Greek and Cyrillic letters stand inside a word, though they begin none. Those of other scripts
/// part words; what folding drops does not come here.
fn joins(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{304}' | '\u{306}'..='\u{30c}' | '\u{30f}' | '\u{311}' | '\u{31b}'
        | '\u{323}'..='\u{328}' | '\u{32d}'..='\u{32e}' | '\u{330}'..='\u{331}')
}

fn small(letter: char) -> impl Iterator<Item = char> {
    let letter = match letter {
        '\u{b5}' => '\u{3bc}',
        '\u{17f}' => 's',
        '\u{3c2}' => '\u{3c3}',
        other => other,
    };
    letter.to_lowercase()
}

#[cfg(test)]
mod tests {
    use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

    use super::tokens;

    /// Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic with its forms of presentation, punctuation and money.
    const SCRIPTS: &[(u32, u32)] = &[
        (0x1, 0x2af),
        (0x300, 0x344),
        (0x386, 0x3cf),
        (0x400, 0x527),
        (0x531, 0x58a),
        (0x591, 0x5c7),
        (0x5d0, 0x604),
        (0x606, 0x61b),
        (0x61e, 0x6ff),
        (0x750, 0x77f),
        (0x8a0, 0x8ac),
        (0x2010, 0x2064),
        (0x20a0, 0x20b9),
        (0x2150, 0x2189),
        (0x3041, 0x30ff),
        (0xfb50, 0xfbc1),
        (0xfbd3, 0xfd3f),
        (0xfd50, 0xfd8f),
        (0xfd92, 0xfdc7),
        (0xfdf0, 0xfdfb),
        (0xfe70, 0xfefc),
        (0xff01, 0xff5e),
    ];

    #[test]
    fn words_are_cut_as_sqlite_cuts_them() {
        let connection = rusqlite::Connection::open_in_memory().expect("memory is there");
        let tables = "CREATE VIRTUAL TABLE texts USING fts5 (words, tokenize = 'unicode61 remove_diacritics 0');
                      CREATE VIRTUAL TABLE cut USING fts5vocab (texts, 'instance');";
        connection.execute_batch(tables).expect("they are made");
        let letters = SCRIPTS.iter().flat_map(|(from, to)| *from..=*to).filter_map(char::from_u32);
        // A dotted capital I has no small letter of its own; SQLite leaves it as it is.
        let letters = letters.filter(|letter| *letter != '\u{130}');
        let letters = letters.filter(|letter| letter.general_category() != GeneralCategory::Unassigned);
        let mut keep = connection.prepare("INSERT INTO texts (rowid, words) VALUES (?, ?)").expect("it is there");
        let mut list = connection.prepare("SELECT term FROM cut WHERE doc = ? ORDER BY offset").expect("it is there");
        let mut other = Vec::new();
        for (row, letter) in (1_i64..).zip(letters) {
            let text = format!("a{letter}b {letter}");
            keep.execute((row, &text)).expect("it is kept");
            let theirs = list.query_map([row], |row| row.get(0)).expect("it is read");
            let theirs: Vec<String> = theirs.map(|word| word.expect("words are text")).collect();
            if tokens(&text).collect::<Vec<_>>() != theirs {
                other.push(format!("{:x}", u32::from(letter)));
            }
        }
        assert!(other.is_empty(), "cut otherwise: {}", other.join(" "));
    }
}
