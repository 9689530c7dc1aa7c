//! Where a pattern can begin: the word or class that it starts with, and what the token after that one must then be, so
//! that most places are left before anything is tried.

use marsad_lexicon::{ClassId, Element, Pattern, Rule, WordId};
use rustc_hash::FxHashMap;

use crate::hit::{Hits, bit};
use crate::text::Text;

/// The patterns of some rules by what they begin with.
#[derive(Default)]
pub(crate) struct Beginnings {
    by_word: FxHashMap<WordId, Vec<Candidate>>,
    /// Indexed by class id.
    by_class: Vec<Vec<Candidate>>,
    /// The bits of the classes in `by_class`.
    classes: u64,
    /// Those that begin with the start of a sentence, then those that may begin with anything.
    at_start: Vec<Candidate>,
    anywhere: Vec<Candidate>,
}

/// A pattern that may begin somewhere.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Candidate {
    /// Index of the rule.
    pub rule: usize,
    /// Index of its pattern.
    pub pattern: usize,
    /// What its second token must be; none where that may be anything.
    second: Option<Second>,
}

/// One of these words, or an entry of one of these classes (by their bits).
#[derive(Debug, Clone, PartialEq, Default)]
struct Second {
    words: Vec<WordId>,
    classes: u64,
}

/// What a pattern can begin with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    Word(WordId),
    Class(ClassId),
}

impl Beginnings {
    /// Of every pattern of the rules.
    pub(crate) fn of(rules: &[Rule]) -> Self {
        let mut beginnings = Self::default();
        for (rule, one) in rules.iter().enumerate() {
            for (pattern, compiled) in one.patterns.iter().enumerate() {
                beginnings.add(rule, pattern, compiled);
            }
        }
        beginnings
    }

    fn add(&mut self, rule: usize, pattern: usize, compiled: &Pattern) {
        let open = Candidate { rule, pattern, second: None };
        if compiled.elements.first() == Some(&Element::Start) {
            self.at_start.push(open);
            return;
        }
        let ways = ways(&compiled.elements);
        let mut firsts = Vec::new();
        for way in ways.iter().filter(|way| !way.is_empty()) {
            match way[0] {
                Element::Word(word) => firsts.push(First::Word(*word)),
                Element::Class { any, .. } => firsts.extend(any.iter().copied().map(First::Class)),
                Element::Gap { .. } | Element::Start | Element::Optional(_) => {
                    self.anywhere.push(open);
                    return;
                }
            }
        }
        for (index, first) in firsts.iter().enumerate() {
            if firsts[..index].contains(first) {
                continue;
            }
            let candidate = Candidate { second: second(&ways, *first), ..open };
            match first {
                First::Word(word) => self.by_word.entry(*word).or_default().push(candidate),
                First::Class(class) => {
                    let at = usize::from(class.0);
                    if self.by_class.len() <= at {
                        self.by_class.resize(at + 1, Vec::new());
                    }
                    self.classes |= bit(*class);
                    self.by_class[at].push(candidate);
                }
            }
        }
    }

    /// Calls `attempt` for every pattern that may begin at a token, before the end of its sentence.
    pub(crate) fn each<'s>(
        &'s self,
        text: &Text,
        layers: &[&Hits],
        token: usize,
        end: usize,
        mut attempt: impl FnMut(&'s Candidate),
    ) {
        let words = text.asked(token);
        let all = || std::iter::once(&text.hits).chain(layers.iter().copied());
        let is_possible = |hits: &&Hits| hits.classes_at(token) & self.classes != 0;
        if !words.is_empty() || all().any(|hits| is_possible(&hits)) {
            let next = Next::of(text, layers, token, end);
            for word in words {
                let candidates = self.by_word.get(word).into_iter().flatten();
                candidates.filter(|candidate| next.fits(candidate)).for_each(&mut attempt);
            }
            for hits in all().filter(is_possible) {
                let mut before = None;
                for hit in hits.at(token) {
                    if before != Some(hit.class) {
                        let candidates = self.by_class.get(usize::from(hit.class.0)).into_iter().flatten();
                        let fitting = candidates.filter(|candidate| !next.is_next || next.fits(candidate));
                        fitting.for_each(&mut attempt);
                    }
                    before = Some(hit.class);
                }
            }
        }
        if text.sentence_of(token).first == token {
            self.at_start.iter().for_each(&mut attempt);
        }
        self.anywhere.iter().for_each(&mut attempt);
    }
}

/// The token after the first one of a match.
struct Next<'t> {
    words: &'t [WordId],
    classes: u64,
    /// Whether it follows every entry that begins on the first one: all of them are of one token.
    is_next: bool,
}

impl<'t> Next<'t> {
    fn of(text: &'t Text, layers: &[&Hits], token: usize, end: usize) -> Self {
        let all = || std::iter::once(&text.hits).chain(layers.iter().copied());
        let is_short = |hits: &Hits| hits.at(token).first().is_none_or(|longest| longest.last as usize == token);
        let is_next = all().all(is_short);
        if token + 1 >= end {
            return Self { words: &[], classes: 0, is_next };
        }
        let classes = all().fold(0, |classes, hits| classes | hits.classes_at(token + 1));
        Self { words: text.asked(token + 1), classes, is_next }
    }

    fn fits(&self, candidate: &Candidate) -> bool {
        candidate.second.as_ref().is_none_or(|second| {
            second.classes & self.classes != 0 || self.words.iter().any(|word| second.words.contains(word))
        })
    }
}

/// Every run of elements that a pattern stands for, with each optional part and without.
fn ways(elements: &[Element]) -> Vec<Vec<&Element>> {
    let mut ways: Vec<Vec<&Element>> = vec![Vec::new()];
    for element in elements {
        match element {
            Element::Optional(inner) => {
                let inner = self::ways(inner);
                let with = ways.iter().flat_map(|way| inner.iter().map(move |more| [&way[..], more].concat()));
                let with: Vec<_> = with.collect();
                ways.extend(with);
            }
            plain => ways.iter_mut().for_each(|way| way.push(plain)),
        }
    }
    ways
}

/// What must follow this beginning; none where that may be anything, or nothing need follow.
fn second(ways: &[Vec<&Element>], first: First) -> Option<Second> {
    let mut second = Second::default();
    for way in ways {
        let begins = way.first().is_some_and(|element| match (element, first) {
            (Element::Word(word), First::Word(first)) => *word == first,
            (Element::Class { any, .. }, First::Class(first)) => any.contains(&first),
            _ => false,
        });
        if !begins {
            continue;
        }
        match way.get(1)? {
            Element::Word(word) => second.words.push(*word),
            Element::Class { any, joined, .. } if joined.is_empty() => {
                second.classes |= any.iter().fold(0, |classes, class| classes | bit(*class));
            }
            _ => return None,
        }
    }
    Some(second)
}
