//! Files to a lexicon: tables and rules are read, and words inflected, on every core; what they give is put together in
//! the order of their names, so that the same files always make the same lexicon.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use crate::entities::Entities;
use crate::expand::{self, Purpose};
use crate::folding::Folding;
use crate::lexicon::Lexicon;
use crate::morphology;
use crate::places::Places;
use crate::problem::Problem;
use crate::rule::{self, Rule};
use crate::table::{Table, TableSet};
use crate::vocabulary::Vocabulary;

/// More threads than this have nothing to do.
const MOST_THREADS: usize = 4;

/// Path below `lexicon/` and text.
pub(crate) type File = (String, Cow<'static, str>);

/// Files that the words of questions are spelled, inflected and joined by.
const QUESTIONS_NEED: &[&str] = &[
    "ar/abbreviations.tsv",
    "ar/clitics.tsv",
    "ar/homographs.tsv",
    "ar/masdar_patterns.tsv",
    "ar/noun_endings.tsv",
    "ar/spelling.tsv",
    "ar/verb_endings.tsv",
    "ar/verb_meetings.tsv",
    "ar/verb_patterns.tsv",
    "ar/verb_worn.tsv",
];

/// The files that make the lexicon of questions.
fn of_questions(files: &[File]) -> Vec<File> {
    let is_needed = |name: &str| name.starts_with(expand::QUESTION) || QUESTIONS_NEED.contains(&name);
    files.iter().filter(|(name, _)| is_needed(name)).cloned().collect()
}

/// Compiles files given as path below `lexicon/` and text.
pub(crate) fn compile(files: Vec<File>, purpose: Purpose) -> Lexicon {
    let question_files = if purpose == Purpose::Texts { of_questions(&files) } else { Vec::new() };
    let mut problems = Vec::new();
    let morphology = morphology_tables(&files, &mut problems);
    let (tables, sources): (Vec<File>, Vec<File>) = files
        .into_iter()
        .filter(|(name, _)| name.ends_with(".tsv") || name.ends_with(".toml"))
        .partition(|(name, _)| name.ends_with(".tsv"));
    let mut parsed = Vec::with_capacity(tables.len());
    let slots: Vec<Mutex<File>> = tables.into_iter().map(Mutex::new).collect();
    let parse = |slot: &Mutex<File>| {
        let (name, text) = std::mem::take(&mut *slot.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
        let mut problems = Vec::new();
        let table = Table::parse(&name, text, &mut problems);
        (name.strip_suffix(".tsv").unwrap_or(&name).to_owned(), table, problems)
    };
    in_order(&slots, parse, |(name, table, odd)| {
        problems.extend(odd);
        parsed.push((name, table));
    });
    let tables = TableSet::new(parsed);
    let folding = Folding::new(tables.get("ar/spelling"), &mut problems);
    let article = folding.fold(&expand::article(&tables));
    let mut vocabulary = Vocabulary::default();
    let surfaces = |(name, table): &(String, Table)| {
        (name.clone(), expand::surfaces(name, table, purpose, &morphology, &folding, &article))
    };
    let mut added = tables.list().iter();
    in_order(tables.list(), surfaces, |(name, surfaces)| {
        let table = added.next().map_or(&EMPTY, |(_, table)| table);
        expand::add(&name, table, purpose, surfaces, &mut vocabulary, &mut problems);
    });
    let mut rules: BTreeMap<String, Vec<Rule>> = BTreeMap::new();
    in_order(
        &sources,
        |(name, text)| rule::read(name, text),
        |source| {
            if let Some(rule) = rule::compile(source, &folding, &mut vocabulary, &mut problems) {
                rules.entry(rule.family.clone()).or_default().push(rule);
            }
        },
    );
    vocabulary.finish();
    let entities = Entities::new(&tables, &mut problems);
    let places = Places::new(&tables, &mut problems);
    let place = |name: &str| tables.list().iter().position(|(other, _)| other == name).unwrap_or_default();
    let matched = vocabulary.tables().map(place).collect();
    let questions = std::sync::OnceLock::new();
    Lexicon {
        folding,
        tables,
        matched,
        rules,
        vocabulary,
        entities,
        places,
        problems,
        article,
        question_files,
        questions,
    }
}

static EMPTY: Table = Table::empty();

/// Makes something of every item on several threads and hands the results over in the order of the items.
fn in_order<I: Sync, T: Send>(items: &[I], make: impl Fn(&I) -> T + Sync, mut take: impl FnMut(T)) {
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from).clamp(1, MOST_THREADS);
    std::thread::scope(|scope| {
        let (made, ready) = mpsc::channel();
        for _ in 0..threads {
            let (made, next, make) = (made.clone(), &next, &make);
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(index) else { break };
                    if made.send((index, make(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(made);
        let mut waiting = BTreeMap::new();
        let mut wanted = 0;
        for (index, result) in ready {
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(&wanted) {
                take(result);
                wanted += 1;
            }
        }
    });
}

/// The seven files of inflection, parsed; an empty set, with the reason among the problems, if one is odd.
fn morphology_tables(files: &[(String, Cow<'static, str>)], problems: &mut Vec<Problem>) -> morphology::Tables {
    let text = |name: &str| files.iter().find(|(file, _)| file == name).map_or("", |(_, text)| &**text);
    let sources = morphology::Sources {
        verb_patterns: text("ar/verb_patterns.tsv"),
        verb_endings: text("ar/verb_endings.tsv"),
        verb_meetings: text("ar/verb_meetings.tsv"),
        verb_worn: text("ar/verb_worn.tsv"),
        masdar_patterns: text("ar/masdar_patterns.tsv"),
        noun_endings: text("ar/noun_endings.tsv"),
        homographs: text("ar/homographs.tsv"),
    };
    morphology::Tables::parse(sources).unwrap_or_else(|reason| {
        problems.push(Problem::new("ar", 0, reason));
        morphology::Tables::default()
    })
}
