//! From rows to surface forms: which column of which table is matched on a text, and how it inflects.
//!
//! A table with `root` and `form` holds verbs, one with `plural` holds nouns, one with `word` or `name` holds words as
//! they are written. The class of a row is its `class` cell, else the name of its file (`speech_verbs` -> `speech-verb`).

use std::collections::BTreeMap;

use crate::folding::Folding;
use crate::problem::Problem;
use crate::table::Table;
use crate::vocabulary::{Entry, Features, Vocabulary};

/// Adds every surface form of every table to the vocabulary.
pub(crate) fn words(
    tables: &BTreeMap<String, Table>,
    folding: &Folding,
    vocabulary: &mut Vocabulary,
    _problems: &mut Vec<Problem>,
) {
    for (name, table) in tables {
        let columns: Vec<&str> =
            ["word", "name", "name_ar", "name_en", "lemma"].into_iter().filter(|column| table.has(column)).collect();
        if columns.is_empty() || name == "ar/spelling" {
            continue;
        }
        let index = vocabulary.table(name);
        let default_class = vocabulary.class_or_new(&class_of(name));
        for row in table.rows() {
            let class = match row.get("class") {
                class if class.is_empty() || name.starts_with("world/") => default_class,
                class => vocabulary.class_or_new(class),
            };
            for column in &columns {
                let entry = Entry {
                    table: index,
                    row: u32::try_from(row.index()).unwrap_or(u32::MAX),
                    class,
                    words: 0,
                    features: Features::default(),
                };
                vocabulary.add(&spoken(&folding.fold(row.get(column))), entry);
            }
        }
    }
}

/// Words separated by one space, as the tokeniser sees them.
fn spoken(folded: &str) -> String {
    let words: Vec<&str> =
        folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// `ar/speech_verbs` -> `speech-verb`.
fn class_of(table: &str) -> String {
    let stem = table.rsplit('/').next().unwrap_or(table).replace('_', "-");
    match stem.strip_suffix("ies") {
        Some(short) => format!("{short}y"),
        None => stem.strip_suffix('s').unwrap_or(&stem).to_owned(),
    }
}
