//! Words, names and cues as one trie over whole words: a text is looked up in it once for everything.

use rustc_hash::FxHashMap;

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

/// A node of the trie; the root is node 0.
type Node = u32;

/// All words, entries and classes.
#[derive(Default)]
pub struct Vocabulary {
    words: FxHashMap<Box<str>, WordId>,
    entries: Vec<Entry>,
    edges: FxHashMap<(Node, WordId), Node>,
    /// Entries that end at a node.
    ends: Vec<Vec<EntryId>>,
    /// Entries of one word, by word, so that the commonest look-up is an index.
    single: Vec<Vec<EntryId>>,
    /// Whether a longer entry starts with this word.
    starts: Vec<bool>,
    tables: Vec<String>,
    classes: Vec<String>,
    class_ids: FxHashMap<String, ClassId>,
}

impl Vocabulary {
    /// The id of a folded word, if any entry or pattern holds it.
    pub fn word(&self, folded: &str) -> Option<WordId> {
        self.words.get(folded).copied()
    }

    pub(crate) fn intern(&mut self, folded: &str) -> WordId {
        if let Some(word) = self.words.get(folded) {
            return *word;
        }
        let word = WordId(u32::try_from(self.words.len()).expect("fewer than four billion words"));
        self.words.insert(folded.into(), word);
        word
    }

    /// The id of a class name, if any row has that class.
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

    /// The number of a table, if its words are matched.
    pub fn table_index(&self, name: &str) -> Option<u16> {
        self.tables.iter().position(|table| table == name).and_then(|index| u16::try_from(index).ok())
    }

    /// An entry by id.
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
        let words: Vec<WordId> =
            folded.split(' ').filter(|word| !word.is_empty()).map(|word| self.intern(word)).collect();
        if words.is_empty() {
            return;
        }
        entry.words = u8::try_from(words.len()).unwrap_or(u8::MAX);
        let mut node = 0;
        for word in words {
            let next = u32::try_from(self.edges.len() + 1).expect("fewer than four billion nodes");
            node = *self.edges.entry((node, word)).or_insert(next);
        }
        if self.ends.len() <= node as usize {
            self.ends.resize(node as usize + 1, Vec::new());
        }
        let end = &mut self.ends[node as usize];
        let same = |id: &EntryId| {
            let other = &self.entries[id.0 as usize];
            other.table == entry.table && other.row == entry.row && other.features == entry.features
        };
        if !end.iter().any(same) {
            end.push(EntryId(u32::try_from(self.entries.len()).expect("fewer than four billion entries")));
            self.entries.push(entry);
        }
    }

    /// Builds the shortcuts for single words; to be called once, after the last entry.
    pub(crate) fn finish(&mut self) {
        self.ends.resize(self.edges.len() + 1, Vec::new());
        self.single = vec![Vec::new(); self.words.len()];
        self.starts = vec![false; self.words.len()];
        let mut has_children = vec![false; self.edges.len() + 1];
        #[allow(clippy::iter_over_hash_type, reason = "each edge sets its own slot: the order does not matter")]
        for (node, _) in self.edges.keys() {
            has_children[*node as usize] = true;
        }
        #[allow(clippy::iter_over_hash_type, reason = "each edge sets its own slot: the order does not matter")]
        for ((node, word), next) in &self.edges {
            if *node == 0 {
                self.single[word.0 as usize] = self.ends[*next as usize].clone();
                self.starts[word.0 as usize] = has_children[*next as usize];
            }
        }
    }

    /// Entries that are just this word.
    pub fn single(&self, word: WordId) -> &[EntryId] {
        &self.single[word.0 as usize]
    }

    /// Whether some entry of several words starts with this word.
    pub fn starts(&self, word: WordId) -> bool {
        self.starts[word.0 as usize]
    }

    /// The node after the first word.
    pub fn enter(&self, word: WordId) -> Option<u32> {
        self.edges.get(&(0, word)).copied()
    }

    /// The node after one more word.
    pub fn step(&self, node: u32, word: WordId) -> Option<u32> {
        self.edges.get(&(node, word)).copied()
    }

    /// The entries that end at a node.
    pub fn ends(&self, node: u32) -> &[EntryId] {
        &self.ends[node as usize]
    }
}
