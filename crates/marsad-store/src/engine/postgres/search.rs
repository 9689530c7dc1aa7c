//! Search by words: vectors of folded words, found by an index.

use crate::engine::failure::Result;
use crate::engine::seam::{AskedByWords, Engine, Index};
use crate::engine::tokens::{places, tokens};
use crate::engine::value::{Value, params};
use crate::words::Words;

/// What PostgreSQL can keep: bytes of one word, the highest place, places of one word, bytes of one vector.
const WORD: usize = 2_046;
const PLACE: usize = 16_383;
const PLACES: usize = 255;
const VECTOR: usize = 1_000_000;

/// Texts and words that were added since the count was last kept: documents, then claims.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counted([(i64, i64); 2]);

impl Counted {
    pub(super) fn add(&mut self, index: Index, words: i64) {
        let (texts, sum) = &mut self.0[index as usize];
        *texts += 1;
        *sum += words;
    }

    /// Statements that keep the count.
    pub(super) fn kept(self) -> impl Iterator<Item = (&'static str, [Value<'static>; 3])> {
        let sql = "UPDATE word_counts SET texts = texts + ?1, words = words + ?2 WHERE of = ?3";
        let rows = [Index::Documents, Index::Claims].into_iter().zip(self.0).filter(|(_, (texts, _))| *texts > 0);
        rows.map(move |(index, (texts, words))| {
            (sql, [Value::Integer(texts), Value::Integer(words), Value::Text(table(index))])
        })
    }
}

pub(super) fn table(index: Index) -> &'static str {
    match index {
        Index::Documents => "document_words",
        Index::Claims => "claim_words",
    }
}

pub(super) fn asked_by_words(index: Index) -> AskedByWords {
    match index {
        Index::Documents => AskedByWords {
            table: "document_words",
            row: "document_words.row",
            matches: "document_words.words @@ CAST(CAST(? AS text) AS tsquery)",
        },
        Index::Claims => AskedByWords {
            table: "claim_words",
            row: "claim_words.row",
            matches: "claim_words.words @@ CAST(CAST(? AS text) AS tsquery)",
        },
    }
}

/// Words as PostgreSQL asks for them.
pub(super) fn asked(words: &Words) -> String {
    let wanted = all(&words.groups);
    if words.but.is_empty() { wanted } else { format!("({wanted})&!({})", all(&words.but)) }
}

fn all(groups: &[Vec<String>]) -> String {
    let group = |group: &Vec<String>| {
        let phrases: Vec<String> = group.iter().map(|words| phrase(words)).filter(|asked| !asked.is_empty()).collect();
        format!("({})", phrases.join("|"))
    };
    groups.iter().map(group).filter(|asked| asked != "()").collect::<Vec<_>>().join("&")
}

fn phrase(words: &str) -> String {
    tokens(words).map(|word| format!("'{word}'")).collect::<Vec<_>>().join("<->")
}

/// A text as a vector in its binary form, and how many words it has.
pub(super) fn vector(text: &str) -> (Vec<u8>, i64) {
    let (found, count) = places(text);
    let mut out = vec![0; 4];
    let mut kept = 0_i32;
    for (word, places) in found {
        let places: Vec<u16> = places.iter().take(PLACES).map(|place| (*place).min(PLACE) as u16).collect();
        if word.len() > WORD || out.len() + word.len() + 2 * places.len() + 8 > VECTOR {
            continue;
        }
        kept += 1;
        out.extend(word.as_bytes());
        out.push(0);
        out.extend((places.len() as u16).to_be_bytes());
        out.extend(places.iter().flat_map(|place| place.to_be_bytes()));
    }
    out[..4].copy_from_slice(&kept.to_be_bytes());
    (out, count as i64)
}

/// Takes rows out of an index, and out of the count of its words.
pub(super) fn remove(engine: &dyn Engine, index: Index, first: i64, last: i64) -> Result<()> {
    let table = table(index);
    let sql = format!(
        "UPDATE word_counts SET texts = word_counts.texts - gone.texts, words = word_counts.words - gone.words
         FROM (SELECT count(*) AS texts, coalesce(CAST(sum(length) AS bigint), 0) AS words FROM {table}
               WHERE row BETWEEN ?1 AND ?2) AS gone WHERE of = ?3"
    );
    engine.execute(&sql, params![first, last, table])?;
    engine.execute(&format!("DELETE FROM {table} WHERE row BETWEEN ? AND ?"), params![first, last])?;
    Ok(())
}
