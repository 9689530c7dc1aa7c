//! The weights of the model `event-confidence`: those of a trigger's named features, and those of the words of its
//! sentence, of their letters, and of what words of such company mean at the beginning of a sentence and in all of it.

use std::cell::OnceCell;

use marsad_record::EventType;
use marsad_text::{Sentence, Text, TokenKind};
use rustc_hash::FxHashMap;

use super::confidence::{Evidence, features};
use super::{Settings, Switch, Traces};

/// Weights of named features, words and pairs of words; trained by `tools/event_confidence/train.py`.
const WEIGHTS: &str = include_str!("../../../../models/event-confidence/weights.tsv");
/// Weights of runs of letters.
const LETTERS: &str = include_str!("../../../../models/event-confidence/letters.tsv");
/// Weights of words by the company that they keep in a large corpus.
const WORDS: &str = include_str!("../../../../models/event-confidence/words.tsv");
/// The types that the model knows, in the order of the columns.
const TYPES: [EventType; 2] = [EventType::Assault, EventType::Protest];
/// How many words of a sentence are its beginning, counted twice.
const BEGINNINGS: [usize; 2] = [3, 8];
/// How many words of a sentence are looked at.
const MOST: usize = 120;
/// The shortest and the longest run of letters, the edges of the word included.
const RUN: [usize; 2] = [2, 5];
/// What stands for the edge of a word among its letters.
const EDGE: char = '_';
/// What stands for any number.
const NUMBER: &str = "0";
/// Conjunction, preposition and article where they stand before a word, the longest first.
const PREFIXES: [&str; 8] = [
    "\u{0648}\u{0627}\u{0644}",
    "\u{0641}\u{0627}\u{0644}",
    "\u{0628}\u{0627}\u{0644}",
    "\u{0643}\u{0627}\u{0644}",
    "\u{0648}\u{0644}\u{0644}",
    "\u{0627}\u{0644}",
    "\u{0644}\u{0644}",
    "\u{0648}",
];

/// One number for each type.
type Both = [f32; TYPES.len()];

/// What a word of the corpus weighs at the two beginnings and in the whole sentence.
#[derive(Debug)]
struct Company {
    rarity: f32,
    places: [Both; 3],
}

/// What the words of a sentence say of each type, worked out once for all its triggers.
pub(super) type Said = OnceCell<[f64; TYPES.len()]>;

/// The trained weights by feature.
#[derive(Debug)]
pub(super) struct Model {
    named: FxHashMap<&'static str, Both>,
    letters: FxHashMap<&'static str, Both>,
    company: FxHashMap<&'static str, Company>,
    /// Whether events list their features among their rules: what training reads.
    pub(super) traces: bool,
    pub(super) rules: Switch,
}

impl Model {
    pub(super) fn new(settings: Settings) -> Self {
        let [weights, letters, words] = match settings.model {
            Switch::On => [WEIGHTS, LETTERS, WORDS],
            Switch::Off => [""; 3],
        };
        Self {
            named: table(weights, |[assault, protest]| [assault, protest]),
            letters: table(letters, |[assault, protest]| [assault, protest]),
            company: table(words, |[rarity, cells @ ..]: [f32; 7]| Company {
                rarity,
                places: [[cells[0], cells[3]], [cells[1], cells[4]], [cells[2], cells[5]]],
            }),
            traces: settings.traces == Traces::Kept,
            rules: settings.rules,
        }
    }

    /// What the weights say of a trigger, in log-odds; `None` for a type that the model does not know.
    pub(super) fn leaning(&self, evidence: &Evidence, said: &Said) -> Option<f64> {
        let column = TYPES.iter().position(|kind| *kind == evidence.kind)?;
        if self.named.is_empty() {
            return None;
        }
        let mut sum = said.get_or_init(|| self.said(&words(evidence.text, evidence.sentence)))[column];
        features(evidence, &mut |feature| {
            sum += self.named.get(feature).map_or(0.0, |weights| f64::from(weights[column]));
        });
        Some(sum)
    }

    /// What the words of a sentence say: means over its words, its pairs, its runs of letters.
    fn said(&self, words: &[&str]) -> [f64; TYPES.len()] {
        let mut sum = [0.0; TYPES.len()];
        let mut add = |part: Both, share: f32| {
            for (sum, part) in sum.iter_mut().zip(part) {
                *sum += f64::from(part * share);
            }
        };
        let (mut found, mut runs) = (Both::default(), Both::default());
        let (mut pair, mut padded, mut edges) = (String::new(), String::new(), Vec::new());
        let (mut told, mut counted) = (0, 0);
        for (at, word) in words.iter().enumerate() {
            grow(&mut found, self.named.get(*word));
            told += 1;
            if let Some(next) = words.get(at + 1) {
                pair.clear();
                pair.extend([*word, " ", *next]);
                grow(&mut found, self.named.get(pair.as_str()));
                told += 1;
            }
            padded.clear();
            padded.push(EDGE);
            padded.push_str(word);
            padded.push(EDGE);
            edges.clear();
            edges.extend(padded.char_indices().map(|(at, _)| at));
            edges.push(padded.len());
            for first in 0..edges.len() - 1 {
                for end in first + RUN[0]..=(first + RUN[1]).min(edges.len() - 1) {
                    grow(&mut runs, self.letters.get(&padded[edges[first]..edges[end]]));
                    counted += 1;
                }
            }
        }
        add(found, 1.0 / root(told));
        add(runs, 1.0 / root(counted));
        for (place, length) in BEGINNINGS.iter().enumerate() {
            let (mut mean, mut known) = (Both::default(), 0);
            for company in words.iter().take(*length).filter_map(|word| self.company.get(*word)) {
                grow(&mut mean, Some(&company.places[place]));
                known += 1;
            }
            add(mean, 1.0 / count(known));
        }
        let (mut mean, mut known) = (Both::default(), 0.0);
        for company in words.iter().filter_map(|word| self.company.get(*word)) {
            grow(&mut mean, Some(&company.places[2].map(|weight| weight * company.rarity)));
            known += company.rarity;
        }
        if known > 0.0 {
            add(mean, 1.0 / known);
        }
        sum
    }
}

fn grow(sum: &mut Both, part: Option<&Both>) {
    if let Some(part) = part {
        sum.iter_mut().zip(part).for_each(|(sum, part)| *sum += part);
    }
}

fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number.max(1)).unwrap_or(u16::MAX))
}

fn root(number: usize) -> f32 {
    count(number).sqrt()
}

/// A table of numbers by their name, the first line left out.
fn table<const N: usize, V>(lines: &'static str, value: impl Fn([f32; N]) -> V) -> FxHashMap<&'static str, V> {
    let mut by_name = FxHashMap::default();
    by_name.reserve(lines.len() / 24);
    for line in lines.lines().skip(1) {
        let mut cells = line.split('\t');
        let Some(name) = cells.next() else { continue };
        let mut numbers = [0.0; N];
        for (number, cell) in numbers.iter_mut().zip(cells) {
            *number = cell.parse().unwrap_or(0.0);
        }
        by_name.insert(name, value(numbers));
    }
    by_name
}

/// The words of a sentence without article and conjunction, numbers as one word; no marks.
fn words<'t>(text: &'t Text, sentence: &Sentence) -> Vec<&'t str> {
    let word = |token: usize| match text.tokens[token].kind {
        TokenKind::Mark => None,
        TokenKind::Number => Some(NUMBER),
        TokenKind::Word | TokenKind::Latin => Some(bare(text.form(token))),
    };
    (sentence.first..sentence.end).filter_map(word).take(MOST).collect()
}

/// The features of a trigger and the words of its sentence in one line: what training reads.
pub(super) fn trace(evidence: &Evidence) -> String {
    let mut line = "feature/".to_owned();
    features(evidence, &mut |feature| line.extend([feature, "|"]));
    line + &words(evidence.text, evidence.sentence).join(" ")
}

fn bare(form: &str) -> &str {
    let mut rests = PREFIXES.iter().filter_map(|prefix| form.strip_prefix(prefix));
    rests.find(|rest| rest.chars().nth(2).is_some()).unwrap_or(form)
}
