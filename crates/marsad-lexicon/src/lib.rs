//! Loads `lexicon/` (words as TSV, rules as TOML) into fast tables. It never judges a text.
//!
//! Invariant: everything that Marsad knows of Arabic comes from these files; code holds no Arabic word.

mod compile;
mod embedded;
mod entities;
mod expand;
mod folding;
mod lexicon;
mod lists;
pub mod morphology;
mod pattern;
mod places;
mod problem;
mod rule;
mod source;
mod table;
mod vocabulary;
mod words;

pub use entities::Entities;
pub use folding::{Folding, is_arabic_letter};
pub use lexicon::Lexicon;
pub use pattern::{Element, Pattern};
pub use places::{PlaceRecord, Places};
pub use problem::Problem;
pub use rule::{Example, Rule};
pub use source::LexiconError;
pub use table::{Row, Table};
pub use vocabulary::{ClassId, Entry, EntryId, Features, Gender, Number, Tense, Vocabulary, Voice, WordId};
