//! Words, names and cues as one trie over whole words: a text is looked up in it once for everything.

use rustc_hash::FxHashMap;

use crate::lists::{Gathered, Lists};
use crate::words::Words;

/// One distinct folded word that some entry holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

/// One class of entries: `weekday`, `event-verb`, `actor-name` ...
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(pub u16);

/// One entry: one surface form of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// Grammatical gender, where the form shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Gender {
    /// Not shown.
    #[default]
    Unknown,
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
}

/// Grammatical number, where the form shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Number {
    /// Not shown.
    #[default]
    Unknown,
    /// One.
    Singular,
    /// Two.
    Dual,
    /// Three or more.
    Plural,
}

/// Tense of a verb form; nouns have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tense {
    /// Not a finite verb.
    #[default]
    None,
    /// Past.
    Perfect,
    /// Present or future.
    Imperfect,
    /// The short imperfect, after a particle.
    Jussive,
    /// An order.
    Imperative,
}

/// Voice of a verb form; where unvowelled letters fit both, `Either`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Voice {
    /// Not a verb form.
    #[default]
    None,
    /// The subject does it.
    Active,
    /// It is done to the subject.
    Passive,
    /// The letters fit both.
    Either,
}

/// What a form shows of its grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Features {
    /// Tense of a finite verb.
    pub tense: Tense,
    /// Voice of a verb or participle.
    pub voice: Voice,
    /// Person of a finite verb, 1 to 3; 0 for none.
    pub person: u8,
    /// Gender.
    pub gender: Gender,
    /// Number.
    pub number: Number,
    /// True of a verbal noun made from a verb's row.
    pub is_masdar: bool,
    /// True of a participle made from a verb's row.
    pub is_participle: bool,
    /// True of a noun form with the article.
    pub is_definite: bool,
    /// True of a form that must be followed by its complement (construct state).
    pub is_construct: bool,
}

/// One surface form of one row of one table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Which table, see [`Vocabulary::table_name`].
    pub table: u16,
    /// Row of the table.
    pub row: u32,
    /// Its class.
    pub class: ClassId,
    /// How many words it has.
    pub words: u8,
    /// What the form shows.
    pub features: Features,
}

/// A node of the trie of entries of several words; node 0 is none.
type Node = u32;

/// All words, entries and classes.
#[derive(Default)]
pub struct Vocabulary {
    words: Words,
    entries: Vec<Entry>,
    /// The node after a first word, by word.
    firsts: Vec<Node>,
    edges: FxHashMap<(Node, WordId), Node>,
    nodes: u32,
    /// Entries of one word, by word, so that the commonest look-up is an index.
    single: Lists,
    /// Entries that end at a node.
    ends: Lists,
    gathered_single: Gathered,
    gathered_ends: Gathered,
    /// A bit for each word: whether a rule asks for it by its letters.
    in_patterns: Vec<u64>,
    tables: Vec<String>,
    classes: Vec<String>,
    class_ids: FxHashMap<String, ClassId>,
}

impl Vocabulary {
    /// The id of a folded word, if any entry or pattern holds it.
    #[inline]
    pub fn word(&self, folded: &str) -> Option<WordId> {
        self.words.get(folded).map(WordId)
    }

    pub(crate) fn intern(&mut self, folded: &str) -> WordId {
        WordId(self.words.number(folded))
    }

    /// The id of a word that a rule asks for.
    pub(crate) fn intern_of_pattern(&mut self, folded: &str) -> WordId {
        let word = self.intern(folded);
        let block = word.0 as usize / 64;
        if self.in_patterns.len() <= block {
            self.in_patterns.resize(block + 1, 0);
        }
        self.in_patterns[block] |= 1 << (word.0 % 64);
        word
    }

    /// Whether some rule asks for this word by its letters.
    #[inline]
    pub fn is_in_pattern(&self, word: WordId) -> bool {
        self.in_patterns.get(word.0 as usize / 64).is_some_and(|block| block >> (word.0 % 64) & 1 == 1)
    }

    /// The id of a class name, if any row has that class.
    #[inline]
    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.class_ids.get(name).copied()
    }

    pub(crate) fn class_or_new(&mut self, name: &str) -> ClassId {
        if let Some(class) = self.class_ids.get(name) {
            return *class;
        }
        let class = ClassId(u16::try_from(self.classes.len()).expect("fewer than 65536 classes"));
        self.classes.push(name.to_owned());
        self.class_ids.insert(name.to_owned(), class);
        class
    }

    /// The name of a class.
    pub fn class_name(&self, class: ClassId) -> &str {
        &self.classes[usize::from(class.0)]
    }

    pub(crate) fn table(&mut self, name: &str) -> u16 {
        self.tables.push(name.to_owned());
        u16::try_from(self.tables.len() - 1).expect("fewer than 65536 tables")
    }

    /// The name of a table (`ar/months`).
    pub fn table_name(&self, table: u16) -> &str {
        &self.tables[usize::from(table)]
    }

    /// The names of the tables whose words are matched, by number.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &str> {
        self.tables.iter().map(String::as_str)
    }

    /// The number of a table, if its words are matched.
    pub fn table_index(&self, name: &str) -> Option<u16> {
        self.tables.iter().position(|table| table == name).and_then(|index| u16::try_from(index).ok())
    }

    /// An entry by id.
    #[inline]
    pub fn entry(&self, entry: EntryId) -> &Entry {
        &self.entries[entry.0 as usize]
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True where nothing was loaded.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Adds one surface form, already folded, words separated by one space.
    pub(crate) fn add(&mut self, folded: &str, mut entry: Entry) {
        let mut words = folded.split(' ').filter(|word| !word.is_empty());
        let Some(first) = words.next() else { return };
        let first = self.intern(first);
        let (mut count, mut node) = (1_usize, 0);
        for word in words {
            let word = self.intern(word);
            node = if count == 1 { self.first(first) } else { node };
            let next = self.nodes + 1;
            node = *self.edges.entry((node, word)).or_insert(next);
            self.nodes = self.nodes.max(node);
            count += 1;
        }
        entry.words = u8::try_from(count).unwrap_or(u8::MAX);
        let (gathered, key) =
            if node == 0 { (&mut self.gathered_single, first.0) } else { (&mut self.gathered_ends, node) };
        let same = |id: EntryId| {
            let other = &self.entries[id.0 as usize];
            other.table == entry.table && other.row == entry.row && other.features == entry.features
        };
        if !gathered.of(key).any(same) {
            gathered.push(key, EntryId(u32::try_from(self.entries.len()).expect("fewer than four billion entries")));
            self.entries.push(entry);
        }
    }

    /// The node after a first word, made if there was none.
    fn first(&mut self, word: WordId) -> Node {
        let at = word.0 as usize;
        if self.firsts.len() <= at {
            self.firsts.resize(at + 1, 0);
        }
        if self.firsts[at] == 0 {
            self.nodes += 1;
            self.firsts[at] = self.nodes;
        }
        self.firsts[at]
    }

    /// Lays the entries out for look-up; to be called once, after the last entry.
    pub(crate) fn finish(&mut self) {
        self.single = std::mem::take(&mut self.gathered_single).laid_out(self.words.len());
        self.ends = std::mem::take(&mut self.gathered_ends).laid_out(self.nodes as usize + 1);
        self.entries.shrink_to_fit();
    }

    /// Entries that are just this word.
    #[inline]
    pub fn single(&self, word: WordId) -> &[EntryId] {
        self.single.of(word.0)
    }

    /// Every entry of one word, with the folded word.
    pub fn singles(&self) -> impl Iterator<Item = (&str, &Entry)> {
        let words = (0..self.words.len() as u32).map(WordId);
        words.flat_map(move |word| self.single(word).iter().map(move |id| (self.words.word(word.0), self.entry(*id))))
    }

    /// Whether some entry of several words starts with this word.
    #[inline]
    pub fn starts(&self, word: WordId) -> bool {
        self.enter(word).is_some()
    }

    /// The node after this word, if an entry of several words starts with it.
    #[inline]
    pub fn enter(&self, word: WordId) -> Option<u32> {
        self.firsts.get(word.0 as usize).copied().filter(|node| *node != 0)
    }

    /// The node after one more word.
    #[inline]
    pub fn step(&self, node: u32, word: WordId) -> Option<u32> {
        self.edges.get(&(node, word)).copied()
    }

    /// The entries that end at a node.
    #[inline]
    pub fn ends(&self, node: u32) -> &[EntryId] {
        self.ends.of(node)
    }
}
