//! From rows to surface forms: which column of which table is matched on a text, and how it inflects.
//!
//! A table with `root` and `form` holds verbs, one with `plural` holds nouns, one with `stem` holds relative adjectives
//! (nisba), one with `word` or `name` holds words as they are written. The class of a row is its `class` cell, else the
//! name of its file (`speech_verbs` -> `speech-verb`).

use crate::folding::Folding;
use crate::morphology::{self, NounForm, NounLemma, NounRole, State, Tables, VerbLemma};
use crate::problem::Problem;
use crate::table::{Row, Table, TableSet};
use crate::vocabulary::{Entry, Features, Gender, Number, Tense, Vocabulary, Voice};

/// Tables that other stages read and no text is matched with.
const NOT_MATCHED: &[&str] = &["ar/spelling", "ar/clitics", "ar/languages", "ar/boilerplate", "ar/page_words"];

/// Tables of the words by which questions and their answers are read. Texts are matched with them only where they are
/// read with a question in mind, so that they change nothing of what is read out of an article.
pub(crate) const QUESTION: &str = "ar/question_";

/// Which tables a vocabulary holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// All but those of questions.
    Texts,
    /// Those of questions alone.
    Questions,
}

/// Columns that hold words.
const COLUMNS: &[&str] = &["word", "name", "name_ar", "name_en", "lemma", "stem"];

/// The surface forms of one table, in order, in one block of letters.
#[derive(Default)]
pub(crate) struct Surfaces {
    letters: String,
    /// Where each form ends in `letters`, its row, what it shows.
    list: Vec<(u32, u32, Features)>,
    problems: Vec<Problem>,
}

impl Surfaces {
    fn push(&mut self, write: impl FnOnce(&mut String), row: u32, features: Features) {
        write(&mut self.letters);
        self.list.push((u32::try_from(self.letters.len()).unwrap_or(u32::MAX), row, features));
    }
}

/// What expanding a table needs.
struct Expansion<'a> {
    folding: &'a Folding,
    morphology: &'a Tables,
    article: &'a str,
    surfaces: Surfaces,
}

/// Whether words of the table stand in texts.
fn is_matched(name: &str, table: &Table, purpose: Purpose) -> bool {
    name.starts_with(QUESTION) == (purpose == Purpose::Questions)
        && !NOT_MATCHED.contains(&name)
        && COLUMNS.iter().any(|column| table.has(column))
}

/// Every surface form of a table, without its class; none of a table that no text is matched with.
pub(crate) fn surfaces(
    name: &str,
    table: &Table,
    purpose: Purpose,
    morphology: &Tables,
    folding: &Folding,
    article: &str,
) -> Surfaces {
    let mut expansion = Expansion { folding, morphology, article, surfaces: Surfaces::default() };
    if !is_matched(name, table, purpose) {
        return expansion.surfaces;
    }
    let columns: Vec<&str> = COLUMNS.iter().copied().filter(|column| table.has(column)).collect();
    let is_verbs = table.has("root") && table.has("form");
    let is_nouns = table.has("plural") && table.has("lemma");
    let is_nisba = table.has("stem");
    for row in table.rows() {
        if is_verbs && !row.get("root").is_empty() {
            if !expansion.verb(row) {
                let text = format!("no paradigm for root `{}` in form {}", row.get("root"), row.get("form"));
                expansion.surfaces.problems.push(Problem::new(&format!("{name}.tsv"), row.line(), text));
            }
        } else if is_nouns {
            expansion.noun(row);
        } else if is_nisba {
            expansion.nisba(row);
        } else {
            for column in &columns {
                expansion.written(row.get(column), row);
            }
        }
    }
    expansion.surfaces
}

/// Adds the surface forms of a table to the vocabulary, under the class of each row.
pub(crate) fn add(
    name: &str,
    table: &Table,
    purpose: Purpose,
    surfaces: Surfaces,
    vocabulary: &mut Vocabulary,
    problems: &mut Vec<Problem>,
) {
    if !is_matched(name, table, purpose) {
        return;
    }
    problems.extend(surfaces.problems);
    let index = vocabulary.table(name);
    let default_class = vocabulary.class_or_new(&class_of(name));
    let classes = table.has("class") && !name.starts_with("world/");
    let mut list = surfaces.list.iter().peekable();
    let mut start = 0;
    for row in table.rows() {
        let class = match row.get("class") {
            class if class.is_empty() || !classes => default_class,
            class => vocabulary.class_or_new(class),
        };
        let row = u32::try_from(row.index()).unwrap_or(u32::MAX);
        while let Some((end, _, features)) = list.next_if(|(_, of, _)| *of == row) {
            let end = *end as usize;
            let entry = Entry { table: index, row, class, words: 0, features: *features };
            vocabulary.add(&surfaces.letters[start..end], entry);
            start = end;
        }
    }
}

/// The definite article, as `clitics.tsv` writes it.
pub(crate) fn article(tables: &TableSet) -> String {
    let clitics = tables.get("ar/clitics").into_iter().flat_map(Table::rows);
    clitics
        .filter(|row| row.get("side") == "article")
        .map(|row| row.get("written").to_owned())
        .next()
        .unwrap_or_default()
}

impl Expansion<'_> {
    /// A word or phrase just as it is written.
    fn written(&mut self, phrase: &str, row: Row) {
        if !phrase.is_empty() {
            let folding = self.folding;
            self.surfaces.push(|out| spoken(phrase, folding, out), number_of(row), Features::default());
        }
    }

    /// Every form of a verb, its verbal nouns and participles; false if its root has no paradigm.
    fn verb(&mut self, row: Row) -> bool {
        let verb = VerbLemma {
            lemma: number_of(row),
            root: row.get("root").to_owned(),
            form: row.get("form").to_owned(),
            vowels: row.get("vowels").to_owned(),
            passive: row.get("voice") != "active",
            masdars: row.list("masdar").map(str::to_owned).collect(),
        };
        let fold = |text: &str| self.folding.fold(text);
        let forms = morphology::conjugate(&verb, self.morphology, &fold);
        let nouns = morphology::verbal_nouns(&verb, self.morphology, &fold);
        let only_passive = row.get("voice") == "passive";
        for form in &forms {
            if only_passive && form.voice == morphology::Voice::Active || !is_news(form) {
                continue;
            }
            let features = Features {
                tense: match form.tense {
                    morphology::Tense::Perfect => Tense::Perfect,
                    morphology::Tense::Imperfect => Tense::Imperfect,
                    morphology::Tense::Jussive => Tense::Jussive,
                    morphology::Tense::Imperative => Tense::Imperative,
                },
                voice: match form.voice {
                    _ if only_passive => Voice::Passive,
                    morphology::Voice::Active => Voice::Active,
                    morphology::Voice::Passive => Voice::Passive,
                    morphology::Voice::Either => Voice::Either,
                },
                person: match form.person {
                    morphology::Person::First => 1,
                    morphology::Person::Second => 2,
                    morphology::Person::Third => 3,
                },
                gender: gender(form.gender),
                number: number(form.number),
                ..Features::default()
            };
            self.surfaces.push(|out| out.push_str(&form.surface), verb.lemma, features);
        }
        for form in nouns {
            let mut features = noun_features(&form);
            features.is_masdar = form.role == NounRole::Masdar;
            features.is_participle = matches!(form.role, NounRole::ActiveParticiple | NounRole::PassiveParticiple);
            features.voice = match form.role {
                NounRole::ActiveParticiple => Voice::Active,
                NounRole::PassiveParticiple => Voice::Passive,
                _ => Voice::None,
            };
            self.noun_form(&form, features);
        }
        !forms.is_empty()
    }

    /// Every form of a noun with and without the article; a noun of several words as it is written and with its articles.
    fn noun(&mut self, row: Row) {
        let lemma = row.get("lemma");
        if lemma.contains(' ') {
            let plurals = row.get("plural").split([',', '\u{060C}']).filter(|plural| plural.contains(' '));
            for phrase in std::iter::once(lemma).chain(plurals) {
                self.phrase(phrase, number_of(row));
            }
        }
        let noun = NounLemma {
            lemma: number_of(row),
            singular: lemma.to_owned(),
            plurals: row.list("plural").map(str::to_owned).collect(),
            gender: match row.get("gender") {
                "masculine" => morphology::Gender::Masculine,
                "feminine" => morphology::Gender::Feminine,
                _ => morphology::Gender::Either,
            },
        };
        let fold = |text: &str| self.folding.fold(text);
        for form in morphology::decline(&noun, self.morphology, &fold) {
            self.noun_form(&form, noun_features(&form));
        }
    }

    fn noun_form(&mut self, form: &NounForm, mut features: Features) {
        self.surfaces.push(|out| out.push_str(&form.surface), form.lemma, features);
        if !form.bound && matches!(form.state, State::Any | State::Absolute) {
            features.is_definite = true;
            let article = self.article;
            self.surfaces.push(|out| out.extend([article, &form.surface]), form.lemma, features);
        }
    }

    /// A phrase bare, with the article on its last word (a genitive) and on every word (an adjective).
    fn phrase(&mut self, phrase: &str, row: u32) {
        let mut folded = String::new();
        spoken(phrase, self.folding, &mut folded);
        let mut push = |words: &str, is_definite: bool| {
            self.surfaces.push(|out| out.push_str(words), row, Features { is_definite, ..Features::default() });
        };
        push(&folded, false);
        let words: Vec<&str> = folded.split(' ').collect();
        let article = self.article;
        let with_article =
            |word: &&str| if word.starts_with(article) { (*word).to_owned() } else { format!("{article}{word}") };
        let every: Vec<String> = words.iter().map(with_article).collect();
        let mut genitive: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        if let (Some(last), Some(word)) = (genitive.last_mut(), words.last()) {
            *last = with_article(word);
        }
        push(&every.join(" "), true);
        push(&genitive.join(" "), true);
    }

    /// A relative adjective: its regular forms, and the broken plural where it has one.
    fn nisba(&mut self, row: Row) {
        let fold = |text: &str| self.folding.fold(text);
        let (stem, plural) = (row.get("stem"), row.get("plural"));
        let forms = morphology::relative_adjective(number_of(row), stem, plural, self.morphology, &fold);
        for form in forms {
            self.noun_form(&form, noun_features(&form));
        }
    }
}

fn number_of(row: Row) -> u32 {
    u32::try_from(row.index()).unwrap_or(u32::MAX)
}

/// News neither commands nor addresses: those forms are nearly always other words.
fn is_news(form: &morphology::Form) -> bool {
    form.tense != morphology::Tense::Imperative && form.person != morphology::Person::Second
}

fn noun_features(form: &NounForm) -> Features {
    Features {
        gender: gender(form.gender),
        number: number(form.number),
        is_construct: form.state == State::Construct,
        ..Features::default()
    }
}

fn gender(gender: morphology::Gender) -> Gender {
    match gender {
        morphology::Gender::Masculine => Gender::Masculine,
        morphology::Gender::Feminine => Gender::Feminine,
        morphology::Gender::Either => Gender::Unknown,
    }
}

fn number(number: morphology::Number) -> Number {
    match number {
        morphology::Number::Singular => Number::Singular,
        morphology::Number::Dual => Number::Dual,
        morphology::Number::Plural => Number::Plural,
    }
}

/// Appends the phrase folded, its words separated by one space, as the tokeniser sees them.
fn spoken(phrase: &str, folding: &Folding, out: &mut String) {
    let start = out.len();
    let mut is_between = false;
    folding.each(phrase, |letter| {
        // Most letters are Arabic: their block is told without the tables of Unicode.
        let is_letter = matches!(letter, '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}') || letter.is_alphanumeric();
        if is_letter {
            if is_between && out.len() > start {
                out.push(' ');
            }
            out.push(letter);
        }
        is_between = !is_letter;
    });
}

/// `ar/speech_verbs` -> `speech-verb`.
fn class_of(table: &str) -> String {
    let stem = table.rsplit('/').next().unwrap_or(table).replace('_', "-");
    match stem.strip_suffix("ies") {
        Some(short) => format!("{short}y"),
        None => stem.strip_suffix('s').unwrap_or(&stem).to_owned(),
    }
}
