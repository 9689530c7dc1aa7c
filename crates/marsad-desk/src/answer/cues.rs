//! The signed words by which a question and a sentence are told to speak of the same thing
//! (`lexicon/ar/question_words.tsv`, `question_particles.tsv`, `question_topics.tsv`).

use std::collections::BTreeMap;

use marsad_lexicon::{EntryId, Lexicon};

use marsad_record::answer::Topic;
use marsad_record::plover::EventType;

/// Who bears what a signed word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Borne {
    /// «خسر التنظيم».
    Subject,
    /// «دحر الجيش التنظيم»: the group.
    Object,
    /// «استعاد الجيش المدينة من التنظيم»: the army, at the group's cost.
    Taker,
}

/// One signed word of a topic.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cue {
    /// Its topic.
    pub(crate) topic: String,
    /// The axis of its topic.
    pub(crate) axis: String,
    /// +1 towards the axis, -1 away from it.
    pub(crate) sign: f64,
    /// How plainly it says so.
    pub(crate) weight: f64,
    /// Who bears it.
    pub(crate) borne: Borne,
}

/// A topic with its rank among the words of a question.
struct Known {
    topic: Topic,
    rank: u32,
    share: f64,
}

/// English words that mean what a row means: words in order, each whole or, with `is_stem`, a beginning.
struct English {
    words: Vec<(String, bool)>,
    row: usize,
}

/// Every signed word, in both languages.
pub(crate) struct Cues {
    table: Option<u16>,
    rows: Vec<Option<Cue>>,
    topics: BTreeMap<String, Known>,
    english: Vec<English>,
    particles: Vec<English>,
    particle_classes: Vec<String>,
    deeds: Vec<(Vec<(String, bool)>, EventType)>,
}

impl Cues {
    /// The tables of a lexicon.
    pub(crate) fn of(lexicon: &Lexicon) -> Self {
        let mut topics = BTreeMap::new();
        for row in lexicon.table("ar/question_topics").rows() {
            let topic = Topic {
                id: row.id().to_owned(),
                axis: row.get("axis").to_owned(),
                name_en: row.get("en").to_owned(),
                name_ar: row.get("ar").to_owned(),
            };
            topics.insert(
                row.id().to_owned(),
                Known {
                    topic,
                    rank: row.get("rank").parse().unwrap_or(0),
                    share: row.get("share").parse().unwrap_or(0.5),
                },
            );
        }
        let words = lexicon.table("ar/question_words");
        let mut rows = Vec::new();
        let mut english = Vec::new();
        for row in words.rows() {
            let known = topics.get(row.get("topic"));
            rows.push(known.map(|known| Cue {
                topic: known.topic.id.clone(),
                axis: known.topic.axis.clone(),
                sign: if row.get("sign") == "-" { -1.0 } else { 1.0 },
                weight: row.get("weight").parse().unwrap_or(1.0),
                borne: match row.get("bearer") {
                    "object" => Borne::Object,
                    "taker" => Borne::Taker,
                    _ => Borne::Subject,
                },
            }));
            english.extend(phrases(row.get("en")).map(|words| English { words, row: row.index() }));
        }
        let mut particles = Vec::new();
        let mut particle_classes = Vec::new();
        for row in lexicon.table("ar/question_particles").rows() {
            particles.extend(phrases(row.get("en")).map(|words| English { words, row: particle_classes.len() }));
            particle_classes.push(row.get("class").to_owned());
        }
        let mut deeds = Vec::new();
        for row in lexicon.table("ar/question_deeds").rows() {
            let Some(kind) = EventType::from_name(row.get("type")) else { continue };
            deeds.extend(phrases(row.get("en")).map(|words| (words, kind)));
        }
        let table = lexicon.vocabulary().table_index("ar/question_words");
        Self { table, rows, topics, english, particles, particle_classes, deeds }
    }

    /// The signed word behind an entry of the vocabulary.
    pub(crate) fn cue(&self, lexicon: &Lexicon, entry: EntryId) -> Option<&Cue> {
        let entry = lexicon.vocabulary().entry(entry);
        if Some(entry.table) != self.table {
            return None;
        }
        self.rows.get(entry.row as usize)?.as_ref()
    }

    /// A topic by its id.
    pub(crate) fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.get(id).map(|known| &known.topic)
    }

    /// How much a topic rules over the others of a question.
    pub(crate) fn rank(&self, id: &str) -> u32 {
        self.topics.get(id).map_or(0, |known| known.rank)
    }

    /// How much a word of another topic of the same axis counts in a question about this one.
    pub(crate) fn share(&self, id: &str) -> f64 {
        self.topics.get(id).map_or(0.5, |known| known.share)
    }

    /// Signed words that begin at an English word of a question, with how many words they take.
    pub(crate) fn english_at(&self, words: &[String], at: usize) -> impl Iterator<Item = (&Cue, usize)> {
        let found = self.english.iter().filter(move |english| begins(&words[at..], &english.words));
        found.filter_map(|english| Some((self.rows.get(english.row)?.as_ref()?, english.words.len())))
    }

    /// The kind of deed that an English word of a question names.
    pub(crate) fn english_deed(&self, words: &[String], at: usize) -> Option<EventType> {
        self.deeds.iter().find(|(wanted, _)| begins(&words[at..], wanted)).map(|(_, kind)| *kind)
    }

    /// Classes of the particles that begin at an English word of a question.
    pub(crate) fn english_particles(&self, words: &[String], at: usize) -> impl Iterator<Item = &str> {
        let found = self.particles.iter().filter(move |english| begins(&words[at..], &english.words));
        found.map(|english| self.particle_classes[english.row].as_str())
    }
}

fn begins(words: &[String], pattern: &[(String, bool)]) -> bool {
    words.len() >= pattern.len()
        && words.iter().zip(pattern).all(
            |(word, (wanted, is_stem))| {
                if *is_stem { word.starts_with(wanted.as_str()) } else { word == wanted }
            },
        )
}

/// Cells list words, and phrases between quotation marks; a star ends a stem.
fn phrases(cell: &str) -> impl Iterator<Item = Vec<(String, bool)>> {
    let mut list = Vec::new();
    for (place, part) in cell.split('"').enumerate() {
        if place % 2 == 1 {
            list.push(part.split([' ', '-']).map(stem).collect());
        } else {
            list.extend(part.split_whitespace().map(|word| vec![stem(word)]));
        }
    }
    list.into_iter()
}

fn stem(word: &str) -> (String, bool) {
    match word.strip_suffix('*') {
        Some(stem) => (stem.to_owned(), true),
        None => (word.to_owned(), false),
    }
}
