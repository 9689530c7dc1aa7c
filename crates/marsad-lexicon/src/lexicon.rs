//! The whole lexicon, as every stage asks it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use crate::compile;
use crate::embedded;
use crate::entities::Entities;
use crate::expand::Purpose;
use crate::folding::Folding;
use crate::places::Places;
use crate::problem::Problem;
use crate::rule::Rule;
use crate::source::{self, LexiconError};
use crate::table::{Row, Table, TableSet};
use crate::vocabulary::{EntryId, Vocabulary};

/// The whole lexicon, compiled.
pub struct Lexicon {
    pub(crate) folding: Folding,
    pub(crate) tables: TableSet,
    /// The number in `tables` of each table that texts are matched with.
    pub(crate) matched: Vec<usize>,
    pub(crate) rules: BTreeMap<String, Vec<Rule>>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) entities: Entities,
    pub(crate) places: Places,
    pub(crate) problems: Vec<Problem>,
    pub(crate) article: String,
    pub(crate) question_files: Vec<compile::File>,
    pub(crate) questions: OnceLock<Box<Lexicon>>,
}

impl Lexicon {
    /// The lexicon that was embedded when the program was built.
    pub fn built_in() -> Self {
        Self::compile(embedded::FILES.iter().map(|(name, text)| ((*name).to_owned(), Cow::Borrowed(*text))).collect())
    }

    /// A lexicon folder edited by a linguist.
    ///
    /// # Errors
    /// If a file of the folder cannot be read; what is odd INSIDE a file is in [`Lexicon::problems`].
    pub fn open(folder: &Path) -> Result<Self, LexiconError> {
        source::read_folder(folder).map(Self::compile)
    }

    /// Compiles files given as path below `lexicon/` and text.
    pub fn compile(files: Vec<(String, Cow<'static, str>)>) -> Self {
        compile::compile(files, Purpose::Texts)
    }

    /// The same words, and of the rules only the families named.
    #[must_use]
    pub fn with_rules_of(mut self, families: &[&str]) -> Self {
        self.rules.retain(|family, _| families.contains(&family.as_str()));
        self
    }

    /// The words by which questions and their answers are read, compiled when they are first asked for.
    pub fn questions(&self) -> &Lexicon {
        self.questions.get_or_init(|| Box::new(compile::compile(self.question_files.clone(), Purpose::Questions)))
    }

    /// A folded word without the definite article, if it begins with it.
    #[inline]
    pub fn without_article<'w>(&self, folded: &'w str) -> Option<&'w str> {
        folded.strip_prefix(self.article.as_str()).filter(|rest| rest.chars().nth(1).is_some())
    }

    /// How letters are folded.
    pub fn folding(&self) -> &Folding {
        &self.folding
    }

    /// Folds a string: what is compared is always folded.
    pub fn fold(&self, text: &str) -> String {
        self.folding.fold(text)
    }

    /// A word table by its path below `lexicon/` without `.tsv`, e.g. `ar/months`; an empty one if there is none.
    pub fn table(&self, name: &str) -> &Table {
        static EMPTY: Table = Table::empty();
        self.tables.get(name).unwrap_or(&EMPTY)
    }

    /// Every table with its name.
    pub fn tables(&self) -> impl Iterator<Item = (&str, &Table)> {
        self.tables.list().iter().map(|(name, table)| (name.as_str(), table))
    }

    /// The rules of a family, e.g. `time`, sorted by name.
    pub fn rules(&self, family: &str) -> &[Rule] {
        self.rules.get(family).map_or(&[], Vec::as_slice)
    }

    /// Every family of rules.
    pub fn families(&self) -> impl Iterator<Item = (&str, &[Rule])> {
        self.rules.iter().map(|(family, rules)| (family.as_str(), rules.as_slice()))
    }

    /// Words, names and cues: all that is matched on a text.
    #[inline]
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The row behind an entry of the vocabulary.
    #[inline]
    pub fn row(&self, entry: EntryId) -> Row<'_> {
        let entry = self.vocabulary.entry(entry);
        self.tables.list()[self.matched[usize::from(entry.table)]].1.row(entry.row as usize)
    }

    /// Actors by id.
    #[inline]
    pub fn entities(&self) -> &Entities {
        &self.entities
    }

    /// The gazetteer by id.
    #[inline]
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// What is wrong inside the files, with file and line.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}
