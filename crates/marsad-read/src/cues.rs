//! The phrases by which page furniture gives itself away, and how a line must hold them to count.

use marsad_lexicon::{Folding, Table};
use marsad_record::ChromeKind;

use rustc_hash::FxHashMap;

use crate::page_words::{folded_words, split_words};

/// Longer lines than these, in bytes, hold no cue of that kind.
const LONGEST_LABEL: usize = 500;
const LONGEST_START: usize = 400;
const LONGEST_WITHIN: usize = 600;
const LONGEST_WITHIN_SHORT: usize = 160;

/// After these a label is over and its content begins.
const SEPARATORS: &[char] = &[
    ':', '-', '\u{2013}', '\u{2014}', '\u{2212}', '\u{0640}', '|', '/', '\\', '.', '\u{2026}', '>', '<', '\u{00AB}',
    '\u{00BB}', '\u{203A}', '\u{2190}', '\u{2B05}', '!', '\u{061F}', '?', '(', '[', '\u{2022}',
];

/// How a line must hold the phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// It is the whole line, a number beside it allowed.
    Whole,
    /// It opens the line and a separator or the end follows.
    Label,
    /// It opens a line of moderate length.
    Start,
    /// It stands anywhere in a line of moderate length.
    Within,
    /// It stands anywhere in a short line.
    WithinShort,
    /// An asterisk and the phrase open the line.
    Starred,
    /// The phrase and a name of at most three words are the line.
    App,
    /// It opens the line, and further steps of a path follow.
    Crumbs,
}

/// Where on the page the phrase counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Zone {
    /// Between paragraphs of the article.
    Body,
    /// Above the first paragraph or below the last.
    Edge,
    /// At the edge, once the headline is known.
    UnderTitle,
}

/// What the phrase leads the reader to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Follows {
    Nothing,
    /// Headlines of other articles, on this line or the next.
    Headlines,
    /// The writer's name.
    Name,
}

/// One phrase.
#[derive(Debug, Clone)]
struct Cue {
    words: Vec<String>,
    kind: ChromeKind,
    shape: Shape,
    zone: Zone,
    follows: Follows,
}

/// What a cue says of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match {
    pub(crate) kind: ChromeKind,
    pub(crate) follows: Follows,
    /// Where the phrase ends in the line.
    pub(crate) end: usize,
    /// Nothing follows the phrase on its line.
    pub(crate) is_bare: bool,
}

/// All phrases, by their first word.
pub(crate) struct Cues {
    by_first: FxHashMap<String, Vec<Cue>>,
}

impl Cues {
    pub(crate) fn new(table: &Table, folding: &Folding) -> Self {
        let mut cues = Vec::new();
        for row in table.rows() {
            let shape = match row.get("shape") {
                "whole" => Shape::Whole,
                "label" => Shape::Label,
                "start" => Shape::Start,
                "within" => Shape::Within,
                "within-short" => Shape::WithinShort,
                "starred" => Shape::Starred,
                "app" => Shape::App,
                "crumbs" => Shape::Crumbs,
                _ => continue,
            };
            let zone = match row.get("zone") {
                "edge" => Zone::Edge,
                "under-title" => Zone::UnderTitle,
                _ => Zone::Body,
            };
            let Some(kind) = ChromeKind::from_name(row.get("kind")) else { continue };
            let words = folded_words(folding, row.get("phrase"));
            let follows = match row.get("opens") {
                "list" => Follows::Headlines,
                "name" => Follows::Name,
                _ => Follows::Nothing,
            };
            cues.push(Cue { words, kind, shape, zone, follows });
        }
        // The longest phrase is tried first.
        cues.sort_by_key(|cue| std::cmp::Reverse(cue.words.len()));
        let mut by_first: FxHashMap<String, Vec<Cue>> = FxHashMap::default();
        for cue in cues {
            if let Some(first) = cue.words.first() {
                by_first.entry(first.clone()).or_default().push(cue);
            }
        }
        Self { by_first }
    }

    /// What the longest phrase in the line says of it, in that part of the page.
    pub(crate) fn find(&self, line: &str, zone: Zone, folding: &Folding) -> Option<Match> {
        let mut places = split_words(folding, line);
        let first = places.next()?;
        let opening = self.by_first.get(&folding.fold(&line[first.0..first.1]));
        let look_within = zone >= Zone::Edge && line.len() <= LONGEST_WITHIN;
        if opening.is_none() && !look_within {
            return None;
        }
        if line.len() > LONGEST_WITHIN.max(LONGEST_LABEL) {
            return None;
        }
        let places: Vec<(usize, usize)> = std::iter::once(first).chain(places).collect();
        let words: Vec<String> = places.iter().map(|(start, end)| folding.fold(&line[*start..*end])).collect();
        let of_line = Words { line, places: &places, words: &words };
        let opening = opening.into_iter().flatten().find_map(|cue| of_line.opened_by(cue, zone));
        opening.or_else(|| if look_within { self.within(&of_line, zone) } else { None })
    }

    fn within(&self, line: &Words<'_>, zone: Zone) -> Option<Match> {
        (0..line.words.len()).find_map(|at| {
            let is_short = line.line.len() <= LONGEST_WITHIN_SHORT;
            let holds = |cue: &&Cue| {
                (cue.shape == Shape::Within || (cue.shape == Shape::WithinShort && is_short))
                    && cue.zone <= zone
                    && line.words[at..].starts_with(&cue.words)
            };
            let cue = self.by_first.get(&line.words[at])?.iter().find(holds)?;
            Some(Match { kind: cue.kind, follows: Follows::Nothing, end: line.line.len(), is_bare: false })
        })
    }
}

/// A line with its words.
struct Words<'l> {
    line: &'l str,
    places: &'l [(usize, usize)],
    words: &'l [String],
}

impl Words<'_> {
    fn opened_by(&self, cue: &Cue, zone: Zone) -> Option<Match> {
        if cue.zone > zone || !self.words.starts_with(&cue.words) {
            return None;
        }
        let end = self.places[cue.words.len() - 1].1;
        let rest = self.line[end..].trim_start();
        let left = self.words.len() - cue.words.len();
        let only_numbers = self.words[cue.words.len()..].iter().all(|word| word.chars().all(char::is_numeric));
        let before = &self.line[..self.places[0].0];
        let holds = match cue.shape {
            Shape::Whole => left == 0 || (left == 1 && only_numbers && cue.kind != ChromeKind::Navigation),
            Shape::Label => {
                // A comma after one word is the comma of a sentence.
                let is_parted = rest.is_empty()
                    || rest.starts_with(SEPARATORS)
                    || (rest.starts_with('\u{060C}') && cue.words.len() > 1);
                // `(Prepared by So-and-so)` needs no colon.
                let is_in_brackets = before.contains('(') && cue.kind == ChromeKind::Byline;
                self.line.len() <= LONGEST_LABEL && (is_parted || is_in_brackets)
            }
            Shape::Start => self.line.len() <= LONGEST_START,
            Shape::Starred => before.contains('*') && self.line.len() <= LONGEST_START,
            Shape::App => (1..=3).contains(&left) && rest.starts_with(char::is_alphabetic),
            Shape::Crumbs => left == 0 || (left <= 14 && rest.starts_with(SEPARATORS)),
            Shape::Within | Shape::WithinShort => return None,
        };
        holds.then_some(Match { kind: cue.kind, follows: cue.follows, end, is_bare: left == 0 })
    }
}
