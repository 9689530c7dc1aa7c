//! The search indexes of a file (FTS5): made, filled, emptied and checked.
//!
//! Words come in folded and are set apart here, so that the index need not know letters from signs. What an older Marsad
//! made sets words apart by itself and counts those of each text; it is filled and asked with the same words.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::engine::failure::Result;
use crate::engine::seam::Index;

/// Makes both, empty. The words of one transaction are written at once, not a megabyte at a time.
pub(super) const MADE: &str = "
    DROP TABLE IF EXISTS document_words;
    DROP TABLE IF EXISTS claim_words;
    CREATE VIRTUAL TABLE document_words USING fts5 (words, content = '', columnsize = 0, tokenize = 'ascii');
    CREATE VIRTUAL TABLE claim_words USING fts5 (words, content = '', columnsize = 0, tokenize = 'ascii');
    INSERT INTO document_words (document_words, rank) VALUES ('hashsize', 16777216);
    INSERT INTO claim_words (claim_words, rank) VALUES ('hashsize', 16777216);";
/// Stands for the words of a text that has none, so that it is known to be in the index.
const NONE: &str = "\u{e000}";

pub(super) fn table(index: Index) -> &'static str {
    match index {
        Index::Documents => "document_words",
        Index::Claims => "claim_words",
    }
}

/// Words with one space between them, and nothing else.
pub(super) fn set_apart(words: &str) -> String {
    let mut apart = String::with_capacity(words.len());
    for letter in words.chars() {
        if matches!(letter, '\u{621}'..='\u{64a}' | 'a'..='z' | '0'..='9') {
            apart.push(letter);
        } else if letter.is_alphanumeric() {
            apart.extend(letter.to_lowercase());
        } else if !apart.is_empty() && !apart.ends_with(' ') {
            apart.push(' ');
        }
    }
    apart.truncate(apart.trim_end().len());
    apart
}

/// Adds the words of a text.
pub(super) fn add(connection: &Connection, index: Index, row: i64, words: &str) -> Result<()> {
    let sql = match index {
        Index::Documents => "INSERT INTO document_words (rowid, words) VALUES (?, ?)",
        Index::Claims => "INSERT INTO claim_words (rowid, words) VALUES (?, ?)",
    };
    let words = set_apart(words);
    connection.prepare_cached(sql)?.execute((row, if words.is_empty() { NONE } else { &words }))?;
    Ok(())
}

/// Removes rows. The index's own terms say what it holds: they need not be worked out of the text again, and an index
/// made with an older lexicon stays sound.
pub(super) fn remove(connection: &Connection, index: Index, first: i64, last: i64) -> Result<()> {
    let table = table(index);
    terms_of(connection, table)?;
    let mut words: BTreeMap<i64, String> = BTreeMap::new();
    if counts_words(connection, table)? {
        let mut list = connection.prepare(&format!("SELECT id FROM {table}_docsize WHERE id BETWEEN ? AND ?"))?;
        let rows = list.query_map([first, last], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
        words.extend(rows.into_iter().map(|row| (row, String::new())));
    }
    let sql = format!("SELECT doc, term FROM temp.{table}_terms WHERE doc BETWEEN ? AND ? ORDER BY doc, \"offset\"");
    let mut statement = connection.prepare(&sql)?;
    let mut terms = statement.query([first, last])?;
    while let Some(term) = terms.next()? {
        let words = words.entry(term.get(0)?).or_default();
        words.push_str(&term.get::<_, String>(1)?);
        words.push(' ');
    }
    let sql = format!("INSERT INTO {table} ({table}, rowid, words) VALUES ('delete', ?, ?)");
    let mut remove = connection.prepare(&sql)?;
    for (row, words) in words {
        remove.execute((row, words))?;
    }
    Ok(())
}

/// How many texts are in an index.
pub(super) fn texts(connection: &Connection, table: &str) -> Result<i64> {
    let sql = if counts_words(connection, table)? {
        format!("SELECT count(*) FROM {table}_docsize")
    } else {
        terms_of(connection, table)?;
        format!("SELECT count(DISTINCT doc) FROM temp.{table}_terms")
    };
    Ok(connection.query_row(&sql, [], |row| row.get(0))?)
}

/// Whether it keeps how many words each text has, as those of an older Marsad do.
fn counts_words(connection: &Connection, table: &str) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ? || '_docsize')";
    Ok(connection.query_row(sql, [table], |row| row.get(0))?)
}

fn terms_of(connection: &Connection, table: &str) -> Result<()> {
    Ok(connection.execute_batch(&format!(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.{table}_terms USING fts5vocab('main', '{table}', 'instance')"
    ))?)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::{MADE, add, remove, set_apart, texts};
    use crate::engine::seam::Index;

    /// How many texts of an index hold a word.
    fn with(file: &Connection, word: &str) -> i64 {
        let sql = "SELECT count(*) FROM claim_words WHERE claim_words MATCH ?";
        file.query_row(sql, [word], |row| row.get(0)).expect("it is asked")
    }

    #[test]
    fn an_index_of_an_older_desk_is_filled_asked_and_emptied_like_a_new_one() {
        let older = "CREATE VIRTUAL TABLE claim_words USING fts5
                       (words, content = '', tokenize = 'unicode61 remove_diacritics 0')";
        for made in [older, MADE] {
            let file = Connection::open_in_memory().expect("memory is there");
            file.execute_batch(made).expect("it is made");
            for (row, words) in [(7, "«قتل» 12 في كابل، أمس"), (8, "هدنة في كابل"), (9, "…")]
            {
                add(&file, Index::Claims, row, words).expect("it is added");
            }
            assert_eq!((with(&file, "كابل"), with(&file, "\"قتل 12\"")), (2, 1), "{made}");
            assert_eq!(texts(&file, "claim_words").expect("they are counted"), 3, "{made}");
            remove(&file, Index::Claims, 8, 9).expect("they are removed");
            assert_eq!((with(&file, "كابل"), with(&file, "هدنة")), (1, 0), "{made}");
            assert_eq!(texts(&file, "claim_words").expect("they are counted"), 1, "{made}");
            file.execute("INSERT INTO claim_words (claim_words) VALUES ('integrity-check')", []).expect("it is sound");
        }
    }

    #[test]
    fn words_are_letters_and_digits_with_one_space_between_them() {
        assert_eq!(set_apart("«قتل» 12، في كابل!"), "قتل 12 في كابل");
        assert_eq!(set_apart("u.s. École_1"), "u s école 1");
        assert_eq!(set_apart("…"), "");
    }
}
