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
    let mut forms = Vec::new();
    let base = Base { lemma: noun.lemma, role: NounRole::Noun, gender: noun.gender };
    if noun.singular.contains(' ') {
        base.phrase(noun, tables, fold, &mut forms);
    } else {
        base.decline(&noun.singular, &noun.plurals, tables, fold, &mut forms);
    }
    forms
}

/// The masdars and participles of a verb, declined and folded.
pub fn verbal_nouns(verb: &VerbLemma, tables: &Tables, fold: &impl Fn(&str) -> String) -> Vec<NounForm> {
    let mut forms = Vec::new();
    let prepared = Prepared::new(verb, tables);
    let masdar = Base { lemma: verb.lemma, role: NounRole::Masdar, gender: Gender::Either };
    let plural = ["\u{0627}\u{062A}".to_owned()];
    for told in &verb.masdars {
        masdar.decline(told, &plural, tables, fold, &mut forms);
    }
    let patterns = tables.nouns.get(&verb.form).map_or(&[][..], Vec::as_slice);
    let class = class_of(&prepared);
    for role in [NounRole::Masdar, NounRole::ActiveParticiple, NounRole::PassiveParticiple] {
        let told = role == NounRole::Masdar && !verb.masdars.is_empty();
        let missing = role == NounRole::PassiveParticiple && !verb.passive;
        if told || missing {
            continue;
        }
        for pattern in fitting(patterns, role, &class) {
            let surface = build(&prepared, pattern);
            if role == NounRole::Masdar {
                masdar.decline(&surface, &plural, tables, fold, &mut forms);
            } else {
                participle(verb.lemma, role, &surface, tables, fold, &mut forms);
            }
        }
    }
    forms.retain(|form| !tables.is_homograph(&form.surface, &verb.root));
    forms
}

/// Every form of a relative adjective («Afghan»): masculine, feminine, sound plurals, and the broken plural if one is told.
pub fn relative_adjective(
    lemma: u32,
    singular: &str,
    broken_plural: &str,
    tables: &Tables,
    fold: &impl Fn(&str) -> String,
) -> Vec<NounForm> {
    let mut forms = Vec::new();
    participle(lemma, NounRole::Noun, singular, tables, fold, &mut forms);
    if !broken_plural.is_empty() {
        let mut plural = Vec::new();
        Base { lemma, role: NounRole::Noun, gender: Gender::Masculine }.decline(
            broken_plural,
            &[],
            tables,
            fold,
            &mut plural,
        );
        plural.retain(|form| form.number == Number::Singular);
        plural.iter_mut().for_each(|form| form.number = Number::Plural);
        forms.append(&mut plural);
    }
    forms
}

fn class_of(prepared: &Prepared<'_>) -> Vec<&'static str> {
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

fn fitting<'a>(patterns: &'a [NounPattern], role: NounRole, classes: &[&str]) -> Vec<&'a NounPattern> {
    for class in classes {
        let found: Vec<_> = patterns.iter().filter(|pattern| pattern.role == role && pattern.class == *class).collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
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

fn participle(
    lemma: u32,
    role: NounRole,
    surface: &str,
    tables: &Tables,
    fold: &impl Fn(&str) -> String,
    forms: &mut Vec<NounForm>,
) {
    let plural = |letters: &str| [letters.to_owned()];
    let mut feminine = surface.to_owned();
    if feminine.ends_with(letters::ALIF_MAQSURA) {
        feminine.pop();
        feminine.push(letters::ALIF);
    }
    feminine.push(letters::TA_MARBUTA);
    Base { lemma, role, gender: Gender::Masculine }.decline(surface, &plural("\u{0648}\u{0646}"), tables, fold, forms);
    Base { lemma, role, gender: Gender::Feminine }.decline(&feminine, &plural("\u{0627}\u{062A}"), tables, fold, forms);
}

#[derive(Clone, Copy)]
struct Base {
    lemma: u32,
    role: NounRole,
    gender: Gender,
}

impl Base {
    fn decline(
        self,
        singular: &str,
        plurals: &[String],
        tables: &Tables,
        fold: &impl Fn(&str) -> String,
        forms: &mut Vec<NounForm>,
    ) {
        let shape = shape_of(singular, self.role);
        self.endings(singular, shape, None, tables, fold, forms);
        for plural in plurals {
            let sound = tables.noun_endings.iter().any(|ending| ending.class == *plural_class(plural, shape));
            if sound {
                let class = plural_class(plural, shape);
                self.endings(singular, &class, None, tables, fold, forms);
            } else {
                let shape = shape_of(plural, NounRole::Noun);
                self.endings(plural, shape, Some(Number::Plural), tables, fold, forms);
            }
        }
    }

    /// A phrase inflects in its first word; what follows stays as given, once bare and once with the article.
    fn phrase(self, noun: &NounLemma, tables: &Tables, fold: &impl Fn(&str) -> String, forms: &mut Vec<NounForm>) {
        let told = std::iter::once((&noun.singular, None));
        let told = told.chain(noun.plurals.iter().map(|plural| (plural, Some(Number::Plural))));
        for (phrase, number) in told {
            let Some((head, rest)) = phrase.split_once(' ') else { continue };
            let mut heads = Vec::new();
            self.endings(
                head,
                shape_of(head, NounRole::Noun),
                Some(number.unwrap_or(Number::Singular)),
                tables,
                fold,
                &mut heads,
            );
            for form in heads.into_iter().filter(|form| !form.bound) {
                for article in ["", "\u{0627}\u{0644}"] {
                    let surface = format!("{} {article}{}", form.surface, fold(rest));
                    forms.push(NounForm { surface, ..form.clone() });
                }
            }
        }
    }

    fn endings(
        self,
        stem: &str,
        class: &str,
        broken: Option<Number>,
        tables: &Tables,
        fold: &impl Fn(&str) -> String,
        forms: &mut Vec<NounForm>,
    ) {
        for ending in tables.noun_endings.iter().filter(|ending| ending.class == class) {
            if broken.is_some() && ending.number != Number::Singular {
                continue;
            }
            let kept = stem.chars().count().saturating_sub(ending.cut);
            let mut surface: String = stem.chars().take(kept).collect();
            surface.push_str(&ending.suffix);
            let surface = fold(&surface);
            let number = broken.unwrap_or(ending.number);
            let known = forms.iter().any(|form| {
                form.surface == surface
                    && form.number == number
                    && form.role == self.role
                    && form.gender == self.gender
                    && (form.state == ending.state || form.state == State::Any)
                    && (form.bound == ending.bound || !form.bound)
            });
            if !known {
                forms.push(NounForm {
                    surface,
                    lemma: self.lemma,
                    role: self.role,
                    gender: ending.gender.unwrap_or(self.gender),
                    number,
                    state: ending.state,
                    bound: ending.bound,
                });
            }
        }
    }
}

fn plural_class(plural: &str, shape: &str) -> String {
    format!("{plural}:{shape}")
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
        _ => "consonant",
    }
}
