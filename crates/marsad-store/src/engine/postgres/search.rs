//! Search by words: vectors of folded words, found by an index and ranked as SQLite ranks.

use std::collections::BTreeMap;

use crate::engine::failure::{Failure, Result};
use crate::engine::postgres::rank::{Shelf, often};
use crate::engine::seam::{Engine, Index};
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

pub(super) fn rows_with_words(index: Index) -> &'static str {
    match index {
        Index::Documents => "SELECT row FROM document_words WHERE words @@ CAST(CAST(? AS text) AS tsquery)",
        Index::Claims => "SELECT row FROM claim_words WHERE words @@ CAST(CAST(? AS text) AS tsquery)",
    }
}

/// Words as PostgreSQL asks for them.
pub(super) fn asked(words: &Words) -> String {
    let group = |group: &Vec<String>| {
        let phrases: Vec<String> = group.iter().map(|words| phrase(words)).filter(|asked| !asked.is_empty()).collect();
        format!("({})", phrases.join("|"))
    };
    words.groups.iter().map(group).filter(|asked| asked != "()").collect::<Vec<_>>().join("&")
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

/// What one text has of the words that are asked for.
#[derive(Default)]
struct Text {
    length: i64,
    places: BTreeMap<String, Vec<u16>>,
}

impl Text {
    /// How often it holds each phrase.
    fn often(&self, phrases: &[Vec<String>]) -> Vec<usize> {
        let places = |word: &String| self.places.get(word).map(Vec::as_slice).unwrap_or_default();
        phrases.iter().map(|phrase| often(&phrase.iter().map(places).collect::<Vec<_>>())).collect()
    }
}

/// Texts that match, best first, then by row.
pub(super) fn ranked(
    engine: &dyn Engine,
    index: Index,
    words: &Words,
    skip: usize,
    limit: usize,
) -> Result<Vec<(i64, f64)>> {
    let table = table(index);
    let asked = asked(words);
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let phrases: Vec<Vec<String>> = words.phrases().map(|words| tokens(words).collect()).collect();
    let shelf = engine
        .one("SELECT texts, words FROM word_counts WHERE of = ?", params![table], |row| {
            Ok(Shelf { rows: row.get(0)?, words: row.get(1)? })
        })?
        .ok_or_else(|| Failure::missing("the count of words"))?;
    let texts = texts(engine, table, &asked, &phrases)?;
    let often: Vec<Vec<usize>> = texts.values().map(|text| text.often(&phrases)).collect();
    let weights: Vec<f64> = if words.groups.len() == 1 {
        // Every text that holds one of the phrases is here.
        let hits = |phrase: usize| often.iter().filter(|often| often[phrase] > 0).count() as i64;
        (0..phrases.len()).map(|phrase| shelf.weight(hits(phrase))).collect()
    } else {
        hits(engine, table, words)?.into_iter().map(|hits| shelf.weight(hits)).collect()
    };
    let rank = |(text, often): (&Text, &Vec<usize>)| shelf.rank(&weights, often, text.length);
    let mut found: Vec<(i64, f64)> = texts.keys().copied().zip(texts.values().zip(&often).map(rank)).collect();
    found.sort_by(|one, other| one.1.total_cmp(&other.1).then(one.0.cmp(&other.0)));
    Ok(found.into_iter().skip(skip).take(limit).collect())
}

/// Where the words stand in each text that matches; the sign A marks them among the others of the text.
fn texts(engine: &dyn Engine, table: &str, asked: &str, phrases: &[Vec<String>]) -> Result<BTreeMap<i64, Text>> {
    let wanted = phrases.concat().join(" ");
    let sql = format!(
        "SELECT w.row, w.length, u.lexeme, array_to_string(u.positions, ' ')
         FROM {table} w, unnest(ts_filter(setweight(w.words, 'A', string_to_array(?2, ' ')), '{{a}}')) u
         WHERE w.words @@ CAST(CAST(?1 AS text) AS tsquery)"
    );
    let mut texts: BTreeMap<i64, Text> = BTreeMap::new();
    engine.query(&sql, params![asked, wanted], &mut |row| {
        let text = texts.entry(row.get(0)?).or_default();
        text.length = row.get(1)?;
        let places = row.get::<&str>(3)?.split(' ').filter_map(|place| place.parse().ok()).collect();
        text.places.insert(row.get(2)?, places);
        Ok(())
    })?;
    Ok(texts)
}

/// How many texts hold each phrase.
fn hits(engine: &dyn Engine, table: &str, words: &Words) -> Result<Vec<i64>> {
    let phrases: Vec<String> = words.phrases().map(phrase).collect();
    let sql = format!(
        "SELECT (SELECT count(*) FROM {table} WHERE words @@ CAST(asked AS tsquery))
         FROM unnest(string_to_array(?, chr(10))) WITH ORDINALITY AS list (asked, n) ORDER BY n"
    );
    engine.all(&sql, params![phrases.join("\n")], |row| row.get(0))
}
