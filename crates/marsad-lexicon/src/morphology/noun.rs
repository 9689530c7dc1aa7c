//! Declension of nouns, and the nouns a verb gives of itself: masdar and participles.

use super::features::{Gender, NounForm, NounLemma, NounRole, Number, State, VerbLemma};
use super::letters;
use super::sound::{Item, Sound, Vowel, Word, fill};
use super::tables::{NounPattern, Tables};
use super::verb::Prepared;
use super::weak::Weakness;
use super::write::{Manner, write};

/// Every written form of a noun, folded: singular, dual, plurals, accusative with alif, construct, before a pronoun.
pub fn decline(noun: &NounLemma, tables: &Tables, fold: &impl Fn(&str) -> String) -> Vec<NounForm> {
    let mut declension = Declension::new(noun.lemma, tables, fold);
    declension.gender = noun.gender;
    if noun.singular.contains(' ') {
        declension.phrase(&noun.singular, Number::Singular);
        for plural in &noun.plurals {
            declension.phrase(plural, Number::Plural);
        }
    } else {
        declension.word(&noun.singular, noun.plurals.iter().map(String::as_str));
    }
    declension.forms
}

/// The masdars and participles of a verb, declined and folded, without letters that nearly always are another word.
pub fn verbal_nouns(verb: &VerbLemma, tables: &Tables, fold: &impl Fn(&str) -> String) -> Vec<NounForm> {
    let prepared = Prepared::new(verb, tables);
    let patterns = tables.nouns.get(&verb.form).map_or(&[][..], Vec::as_slice);
    let classes = classes_of(&prepared);
    let mut declension = Declension::new(verb.lemma, tables, fold);
    declension.role = NounRole::Masdar;
    let built = fitting(patterns, NounRole::Masdar, &classes).map(|pattern| build(&prepared, pattern));
    let masdars: Vec<String> = if verb.masdars.is_empty() { built.collect() } else { verb.masdars.clone() };
    for masdar in &masdars {
        declension.gender = Gender::Either;
        declension.word(masdar, [letters::SOUND_FEMININE]);
    }
    for role in [NounRole::ActiveParticiple, NounRole::PassiveParticiple] {
        if role == NounRole::PassiveParticiple && !verb.passive {
            continue;
        }
        declension.role = role;
        for pattern in fitting(patterns, role, &classes) {
            declension.adjective(&build(&prepared, pattern));
        }
    }
    declension.forms.retain(|form| !tables.is_homograph(&form.surface, &verb.root, &verb.form));
    declension.forms
}

/// Every form of a relative adjective («Afghan»): masculine, feminine, sound plurals, and the broken plural if one is told.
pub fn relative_adjective(
    lemma: u32,
    singular: &str,
    broken_plural: &str,
    tables: &Tables,
    fold: &impl Fn(&str) -> String,
) -> Vec<NounForm> {
    let mut declension = Declension::new(lemma, tables, fold);
    declension.adjective(singular);
    if !broken_plural.is_empty() {
        declension.gender = Gender::Masculine;
        declension.endings(broken_plural, shape_of(broken_plural, NounRole::Noun), Some(Number::Plural));
    }
    declension.forms
}

fn classes_of(prepared: &Prepared<'_>) -> Vec<&'static str> {
    let last_waw = prepared.root.get(2) == Some(&letters::WAW);
    let middle_waw = prepared.root.get(1) == Some(&letters::WAW);
    let mut classes = Vec::new();
    if prepared.weakness.defective {
        classes.push(if last_waw { "defective-waw" } else { "defective-ya" });
        classes.push("defective");
    } else if prepared.weakness.hollow {
        classes.push(if middle_waw { "hollow-waw" } else { "hollow-ya" });
        classes.push("hollow");
    } else if prepared.root.last() == Some(&letters::HAMZA) {
        classes.push("last-hamza");
    }
    classes.push("any");
    classes
}

/// The patterns of a role for the most particular class that has any.
fn fitting<'a>(
    patterns: &'a [NounPattern],
    role: NounRole,
    classes: &[&'static str],
) -> impl Iterator<Item = &'a NounPattern> {
    let of = move |class: &str| patterns.iter().any(|pattern| pattern.role == role && pattern.class == class);
    let class = classes.iter().copied().find(|class| of(class)).unwrap_or("any");
    patterns.iter().filter(move |pattern| pattern.role == role && pattern.class == class)
}

/// A noun pattern filled and written; the case vowel stands in while the sounds meet, so that doubled letters contract.
fn build(prepared: &Prepared<'_>, pattern: &NounPattern) -> String {
    let (mut word, mut surface) = (Word::new(), String::new());
    fill(&pattern.pattern, &prepared.root, &mut word);
    let open =
        matches!(word.last().map(|item| item.sound), Some(Sound::Consonant(letter)) if letter != letters::TA_MARBUTA);
    if open {
        word.push(Item::plain(Sound::Short(Vowel::U)));
    }
    let weakness = Weakness { dark: false, last_waw: false, ..prepared.weakness };
    prepared.settle(&mut word, &["all"], weakness);
    write(&word, Manner::default(), &mut surface);
    surface
}

/// What declining needs and what it has given so far.
struct Declension<'a, F: Fn(&str) -> String> {
    lemma: u32,
    role: NounRole,
    gender: Gender,
    tables: &'a Tables,
    fold: &'a F,
    forms: Vec<NounForm>,
}

impl<'a, F: Fn(&str) -> String> Declension<'a, F> {
    fn new(lemma: u32, tables: &'a Tables, fold: &'a F) -> Self {
        Self { lemma, role: NounRole::Noun, gender: Gender::Either, tables, fold, forms: Vec::new() }
    }

    /// A singular and its plurals, each a whole word or the ending of a sound plural.
    fn word<'p>(&mut self, singular: &str, plurals: impl IntoIterator<Item = &'p str>) {
        let shape = shape_of(singular, self.role);
        self.endings(singular, shape, None);
        for plural in plurals {
            let class = format!("{plural}:{shape}");
            if self.tables.endings_of(&class).is_empty() {
                self.endings(plural, shape_of(plural, NounRole::Noun), Some(Number::Plural));
            } else {
                self.endings(singular, &class, None);
            }
        }
    }

    /// A phrase inflects in its first word; what follows stays as given, once bare and once with the article.
    fn phrase(&mut self, phrase: &str, number: Number) {
        let Some((head, rest)) = phrase.split_once(' ') else { return };
        let rest = (self.fold)(rest);
        let before = self.forms.len();
        self.endings(head, shape_of(head, NounRole::Noun), Some(number));
        for form in self.forms.split_off(before).into_iter().filter(|form| !form.bound) {
            for article in ["", letters::ARTICLE] {
                let surface = format!("{} {article}{rest}", form.surface);
                self.forms.push(NounForm { surface, ..form.clone() });
            }
        }
    }

    /// Masculine and feminine of an adjective or participle with their sound plurals.
    fn adjective(&mut self, masculine: &str) {
        let mut feminine = masculine.to_owned();
        if feminine.ends_with(letters::ALIF_MAQSURA) {
            feminine.pop();
            feminine.push(letters::ALIF);
        }
        feminine.push(letters::TA_MARBUTA);
        self.gender = Gender::Masculine;
        self.word(masculine, [letters::SOUND_MASCULINE]);
        self.gender = Gender::Feminine;
        self.word(&feminine, [letters::SOUND_FEMININE]);
    }

    /// The endings of one class on one stem; `number` set, only the singular ones, told as that number.
    fn endings(&mut self, stem: &str, class: &str, number: Option<Number>) {
        let tables = self.tables;
        let before = self.forms.len();
        for ending in tables.endings_of(class) {
            if number.is_some() && ending.number != Number::Singular {
                continue;
            }
            let end = match ending.cut {
                0 => stem.len(),
                cut => stem.char_indices().rev().nth(cut - 1).map_or(0, |(place, _)| place),
            };
            let mut surface = String::with_capacity(stem.len() + ending.suffix.len());
            surface.push_str(&stem[..end]);
            surface.push_str(&ending.suffix);
            let form = NounForm {
                surface: (self.fold)(&surface),
                lemma: self.lemma,
                role: self.role,
                gender: ending.gender.unwrap_or(self.gender),
                number: number.unwrap_or(ending.number),
                state: ending.state,
                bound: ending.bound,
            };
            let known = self.forms[before..].iter().any(|other| {
                other.surface == form.surface
                    && other.number == form.number
                    && (other.state == form.state || other.state == State::Any)
                    && (other.bound == form.bound || !other.bound)
            });
            if !known {
                self.forms.push(form);
            }
        }
    }
}

/// The inflection class a noun's last letters put it in.
fn shape_of(stem: &str, role: NounRole) -> &'static str {
    let mut letters = stem.chars().rev();
    let last = letters.next().unwrap_or(letters::ALIF);
    let before = letters.next();
    match last {
        letters::TA_MARBUTA if before == Some(letters::ALIF) => "long-marbuta",
        letters::TA_MARBUTA => "marbuta",
        letters::ALIF_MAQSURA => "maqsura",
        letters::ALIF => "alif",
        letters::ALIF_HAMZA => "seated-hamza",
        letters::HAMZA if before == Some(letters::ALIF) => "long-hamza",
        letters::YA if role == NounRole::ActiveParticiple || role == NounRole::Masdar => "defective",
        _ if role == NounRole::Masdar => "act",
        _ => "consonant",
    }
}
