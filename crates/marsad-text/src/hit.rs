//! Where something of the lexicon, or something that a stage has found, stands on the tokens.

use marsad_lexicon::{ClassId, EntryId};

use crate::clitics::Proclitics;

/// One entry of the lexicon, or one finding of a stage, on a run of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// First token.
    pub first: u32,
    /// Last token, included.
    pub last: u32,
    /// Its class.
    pub class: ClassId,
    /// The entry, for hits of the vocabulary.
    pub entry: Option<EntryId>,
    /// A number of the stage's own, for its findings (an index into its list).
    pub payload: u32,
    /// What stands before it in the first token.
    pub proclitics: Proclitics,
    /// Folded bytes of the first token before it.
    pub lead: u8,
    /// Folded bytes of the last token after it (a pronoun).
    pub tail: u8,
}

impl Hit {
    /// How many tokens it covers.
    pub fn tokens(&self) -> usize {
        (self.last - self.first + 1) as usize
    }

    /// The same on other tokens.
    pub(crate) fn on(self, first: usize, last: usize) -> Self {
        Self { first: number(first), last: number(last), ..self }
    }

    /// A stage's own finding on whole tokens.
    pub fn found(class: ClassId, first: usize, last: usize, payload: usize) -> Self {
        Self {
            first: number(first),
            last: number(last),
            class,
            entry: None,
            payload: number(payload),
            proclitics: Proclitics::default(),
            lead: 0,
            tail: 0,
        }
    }
}

/// Hits sorted by their first token, the longest first, with an index.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    list: Vec<Hit>,
    /// For each token where its hits begin and end, and a bit for each class among them (several classes share one).
    index: Vec<(u32, u32, u64)>,
    /// The token that the index begins with.
    base: usize,
}

/// Several classes at once, to ask quickly whether any of them may stand somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ClassBits(u64);

impl ClassBits {
    /// Of those classes that the lexicon has.
    pub fn of(classes: impl IntoIterator<Item = Option<ClassId>>) -> Self {
        Self(classes.into_iter().flatten().fold(0, |bits, class| bits | bit(class)))
    }
}

/// The bit of a class in an index.
pub(crate) fn bit(class: ClassId) -> u64 {
    1 << (class.0 % 64)
}

impl Hits {
    /// None yet, over so many tokens.
    pub(crate) fn over(tokens: usize) -> Self {
        Self { list: Vec::with_capacity(tokens), index: vec![(0, 0, 0); tokens], base: 0 }
    }

    /// Adds the hits that begin at a token, longest first; tokens come in order.
    pub(crate) fn extend(&mut self, token: usize, hits: impl Iterator<Item = Hit>) {
        let start = self.list.len();
        let mut classes = 0;
        self.list.extend(hits.inspect(|hit| classes |= bit(hit.class)));
        self.index[token] = (number(start), number(self.list.len()), classes);
    }

    /// Sorts and indexes hits over so many tokens.
    pub fn new(list: Vec<Hit>, tokens: usize) -> Self {
        Self::within(list, 0..tokens)
    }

    /// Sorts and indexes hits that all begin on these tokens.
    pub fn within(mut list: Vec<Hit>, tokens: std::ops::Range<usize>) -> Self {
        let base = tokens.start;
        list.sort_by_key(|hit| (hit.first, std::cmp::Reverse(hit.last)));
        let mut index = vec![(0, 0, 0); if list.is_empty() { 0 } else { tokens.len() }];
        for (at, hit) in list.iter().enumerate() {
            if let Some((start, end, classes)) = index.get_mut((hit.first as usize).wrapping_sub(base)) {
                if *classes == 0 {
                    *start = number(at);
                }
                *end = number(at + 1);
                *classes |= bit(hit.class);
            }
        }
        Self { list, index, base }
    }

    /// The hits that begin at a token, longest first.
    #[inline]
    pub fn at(&self, token: usize) -> &[Hit] {
        match self.index.get(token.wrapping_sub(self.base)) {
            Some(&(from, to, _)) => &self.list[from as usize..to as usize],
            None => &[],
        }
    }

    /// Bits of the classes of the hits that begin at a token: a class whose bit is missing has none.
    pub(crate) fn classes_at(&self, token: usize) -> u64 {
        self.index.get(token.wrapping_sub(self.base)).map_or(0, |(.., classes)| *classes)
    }

    /// Whether a hit of one of these classes may begin at a token; where it says no there is none.
    #[inline]
    pub fn may_have(&self, token: usize, classes: ClassBits) -> bool {
        self.classes_at(token) & classes.0 != 0
    }

    /// The longest hit of a class that begins at a token.
    #[inline]
    pub fn class_at(&self, token: usize, class: ClassId) -> Option<&Hit> {
        if self.classes_at(token) & bit(class) == 0 {
            return None;
        }
        self.at(token).iter().find(|hit| hit.class == class)
    }

    /// Whether a hit of a class begins at a token.
    #[inline]
    pub fn has_class(&self, token: usize, class: ClassId) -> bool {
        self.class_at(token, class).is_some()
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Every hit, by first token.
    pub fn iter(&self) -> impl Iterator<Item = &Hit> {
        self.list.iter()
    }
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
