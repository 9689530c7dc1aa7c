//! From rows to surface forms: which column of which table is matched on a text, and how it inflects.
//!
//! A table with `root` and `form` holds verbs, one with `plural` holds nouns, one with `stem` holds relative adjectives
//! (nisba), one with `word` or `name` holds words as they are written. The class of a row is its `class` cell, else the
//! name of its file (`speech_verbs` -> `speech-verb`).

use std::collections::BTreeMap;

use crate::folding::Folding;
use crate::morphology::{self, NounForm, NounLemma, NounRole, State, Tables, VerbLemma};
use crate::problem::Problem;
use crate::table::{Row, Table};
use crate::vocabulary::{ClassId, Entry, Features, Gender, Number, Tense, Vocabulary, Voice};

/// Tables that other stages read and no text is matched with.
const NOT_MATCHED: &[&str] = &["ar/spelling", "ar/clitics", "ar/languages", "ar/boilerplate", "ar/page_words"];

/// Letter by which the definite article begins, from `clitics.tsv`.
struct Article(String);

/// What expanding a table needs.
struct Expansion<'a> {
    folding: &'a Folding,
    morphology: Tables,
    article: Article,
    vocabulary: &'a mut Vocabulary,
}

/// Adds every surface form of every table to the vocabulary.
pub(crate) fn words(
    tables: &BTreeMap<String, Table>,
    morphology: Tables,
    folding: &Folding,
    vocabulary: &mut Vocabulary,
    problems: &mut Vec<Problem>,
) {
    let article = folding.fold(&article(tables));
    let mut expansion = Expansion { folding, morphology, article: Article(article), vocabulary };
    for (name, table) in tables {
        if NOT_MATCHED.contains(&name.as_str()) {
            continue;
        }
        let columns: Vec<&str> = ["word", "name", "name_ar", "name_en", "lemma", "stem"]
            .into_iter()
            .filter(|column| table.has(column))
            .collect();
        if columns.is_empty() {
            continue;
        }
        let index = expansion.vocabulary.table(name);
        let default_class = expansion.vocabulary.class_or_new(&class_of(name));
        for row in table.rows() {
            let class = match row.get("class") {
                class if class.is_empty() || name.starts_with("world/") => default_class,
                class => expansion.vocabulary.class_or_new(class),
            };
            let entry = entry(index, row, class);
            if table.has("root") && table.has("form") && !row.get("root").is_empty() {
                if !expansion.verb(row, entry) {
                    let text = format!("no paradigm for root `{}` in form {}", row.get("root"), row.get("form"));
                    problems.push(Problem::new(&format!("{name}.tsv"), row.line(), text));
                }
            } else if table.has("plural") && table.has("lemma") {
                expansion.noun(row, entry);
            } else if table.has("stem") {
                expansion.nisba(row, entry);
            } else {
                for column in &columns {
                    expansion.written(row.get(column), entry);
                }
            }
        }
    }
}

/// The definite article, as `clitics.tsv` writes it.
pub(crate) fn article(tables: &BTreeMap<String, Table>) -> String {
    let clitics = tables.get("ar/clitics").into_iter().flat_map(Table::rows);
    clitics
        .filter(|row| row.get("side") == "article")
        .map(|row| row.get("written").to_owned())
        .next()
        .unwrap_or_default()
}

fn entry(table: u16, row: Row, class: ClassId) -> Entry {
    let row = u32::try_from(row.index()).unwrap_or(u32::MAX);
    Entry { table, row, class, words: 0, features: Features::default() }
}

impl Expansion<'_> {
    /// A word or phrase just as it is written.
    fn written(&mut self, phrase: &str, entry: Entry) {
        self.vocabulary.add(&spoken(&self.folding.fold(phrase)), entry);
    }

    /// Every form of a verb, its verbal nouns and participles; false if its root has no paradigm.
    fn verb(&mut self, row: Row, mut entry: Entry) -> bool {
        let verb = VerbLemma {
            lemma: entry.row,
            root: row.get("root").to_owned(),
            form: row.get("form").to_owned(),
            vowels: row.get("vowels").to_owned(),
            passive: row.get("voice") != "active",
            masdars: row.list("masdar").map(str::to_owned).collect(),
        };
        let fold = |text: &str| self.folding.fold(text);
        let forms = morphology::conjugate(&verb, &self.morphology, &fold);
        let nouns = morphology::verbal_nouns(&verb, &self.morphology, &fold);
        let only_passive = row.get("voice") == "passive";
        for form in &forms {
            if only_passive && form.voice == morphology::Voice::Active || !is_news(form) {
                continue;
            }
            entry.features = Features {
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
            self.vocabulary.add(&form.surface, entry);
        }
        for form in nouns {
            entry.features = noun_features(&form);
            entry.features.is_masdar = form.role == NounRole::Masdar;
            entry.features.is_participle =
                matches!(form.role, NounRole::ActiveParticiple | NounRole::PassiveParticiple);
            entry.features.voice = match form.role {
                NounRole::ActiveParticiple => Voice::Active,
                NounRole::PassiveParticiple => Voice::Passive,
                _ => Voice::None,
            };
            self.noun_form(&form, entry);
        }
        !forms.is_empty()
    }

    /// Every form of a noun with and without the article; a noun of several words as it is written and with its articles.
    fn noun(&mut self, row: Row, mut entry: Entry) {
        let lemma = row.get("lemma");
        if lemma.contains(' ') {
            let plurals = row.get("plural").split([',', '\u{060C}']).filter(|plural| plural.contains(' '));
            for phrase in std::iter::once(lemma).chain(plurals) {
                self.phrase(phrase, entry);
            }
        }
        let noun = NounLemma {
            lemma: entry.row,
            singular: lemma.to_owned(),
            plurals: row.list("plural").map(str::to_owned).collect(),
            gender: match row.get("gender") {
                "masculine" => morphology::Gender::Masculine,
                "feminine" => morphology::Gender::Feminine,
                _ => morphology::Gender::Either,
            },
        };
        let fold = |text: &str| self.folding.fold(text);
        for form in morphology::decline(&noun, &self.morphology, &fold) {
            entry.features = noun_features(&form);
            self.noun_form(&form, entry);
        }
    }

    fn noun_form(&mut self, form: &NounForm, mut entry: Entry) {
        self.vocabulary.add(&form.surface, entry);
        if !form.bound && matches!(form.state, State::Any | State::Absolute) {
            entry.features.is_definite = true;
            self.vocabulary.add(&format!("{}{}", self.article.0, form.surface), entry);
        }
    }

    /// A phrase bare, with the article on its last word (a genitive) and on every word (an adjective).
    fn phrase(&mut self, phrase: &str, mut entry: Entry) {
        let folded = spoken(&self.folding.fold(phrase));
        self.vocabulary.add(&folded, entry);
        entry.features.is_definite = true;
        let words: Vec<&str> = folded.split(' ').collect();
        let article = &self.article.0;
        let with_article = |word: &&str| {
            if word.starts_with(article.as_str()) { (*word).to_owned() } else { format!("{article}{word}") }
        };
        let every: Vec<String> = words.iter().map(with_article).collect();
        let mut genitive: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        if let (Some(last), Some(word)) = (genitive.last_mut(), words.last()) {
            *last = with_article(word);
        }
        self.vocabulary.add(&every.join(" "), entry);
        self.vocabulary.add(&genitive.join(" "), entry);
    }

    /// A relative adjective: its regular forms, and the broken plural where it has one.
    fn nisba(&mut self, row: Row, mut entry: Entry) {
        let fold = |text: &str| self.folding.fold(text);
        let stem = row.get("stem");
        let forms = morphology::relative_adjective(entry.row, stem, row.get("plural"), &self.morphology, &fold);
        for form in forms {
            entry.features = noun_features(&form);
            self.noun_form(&form, entry);
        }
    }
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

/// Words separated by one space, as the tokeniser sees them.
fn spoken(folded: &str) -> String {
    let words: Vec<&str> =
        folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// `ar/speech_verbs` -> `speech-verb`.
fn class_of(table: &str) -> String {
    let stem = table.rsplit('/').next().unwrap_or(table).replace('_', "-");
    match stem.strip_suffix("ies") {
        Some(short) => format!("{short}y"),
        None => stem.strip_suffix('s').unwrap_or(&stem).to_owned(),
    }
}
