//! Conjugation: every person, tense, mood shape and voice of one verb, as written.

use super::features::{Form, Gender, Number, Person, Tense, VerbLemma, Voice};
use super::letters;
use super::sound::{Item, Sound, Vowel, Word, fill, is_vowel};
use super::tables::{Ending, Mood, Stems, Tables, Worn};
use super::weak::{Weakness, assimilate, drop_radical, settle};
use super::write::{Manner, write};

/// A verb prepared for its patterns: radicals, weaknesses, exceptions.
pub(super) struct Prepared<'a> {
    pub root: Vec<char>,
    pub form: &'a str,
    pub weakness: Weakness,
    worn: &'a [Worn],
    meeting: Option<(char, char)>,
    drops_first: bool,
    has_waw_perfect: bool,
}

impl<'a> Prepared<'a> {
    pub(super) fn new(verb: &'a VerbLemma, tables: &'a Tables) -> Self {
        let root: Vec<char> = verb.root.chars().collect();
        let is_weak = |place: usize| root.get(place).copied().is_some_and(super::sound::is_glide);
        let triliteral = root.len() == 3;
        let kept = verb.vowels == "sound";
        let defective = is_weak(root.len().saturating_sub(1)) && triliteral;
        let hollow = triliteral && is_weak(1) && !defective && !kept;
        let first = root.first() == Some(&letters::WAW);
        let weakness = Weakness {
            hollow,
            defective,
            doubled: triliteral && root[1] == root[2] && !kept && !is_weak(1),
            dark: hollow && verb.form == "1" && verb.vowels == "a-u",
            last_waw: false,
        };
        Self {
            form: &verb.form,
            weakness,
            worn: tables.worn_of(&verb.root, &verb.form),
            meeting: if verb.form == "8" {
                root.first().and_then(|letter| tables.meetings.get(letter)).copied()
            } else {
                None
            },
            drops_first: first && verb.form == "1" && matches!(verb.vowels.as_str(), "a-i" | "i-i" | "a-a"),
            has_waw_perfect: verb.form == "1" && verb.vowels.starts_with('a') && triliteral && root[2] == letters::WAW,
            root,
        }
    }

    /// Fills a pattern and settles it; `times` names the tense for the table of worn verbs.
    pub(super) fn settle(&self, word: &mut Word, times: &[&str], weakness: Weakness) {
        for worn in self.worn.iter().filter(|worn| times.contains(&worn.tense.as_str())) {
            drop_radical(word, worn.radical);
        }
        if let Some(pair) = self.meeting {
            assimilate(word, pair);
        }
        settle(word, weakness);
    }

    fn build(&self, stems: &Stems, ending: &Ending, passive: bool, word: &mut Word) -> bool {
        word.clear();
        let mut weakness = self.weakness;
        let times: &[&str] = match (ending.mood, passive) {
            (Mood::Perfect, false) => {
                weakness.last_waw = self.has_waw_perfect;
                fill(&stems.perfect, &self.root, word);
                &["all", "perfect"]
            }
            (Mood::Perfect, true) => {
                weakness.dark = false;
                fill(&stems.passive_perfect, &self.root, word);
                &["all"]
            }
            (Mood::Imperative, true) => return false,
            (Mood::Imperative, false) => {
                fill(&stems.imperfect, &self.root, word);
                word.drain(..2);
                &["all", "imperfect", "imperative"]
            }
            (_, false) => {
                fill(&stems.imperfect, &self.root, word);
                &["all", "imperfect"]
            }
            (_, true) => {
                fill(&stems.passive_imperfect, &self.root, word);
                &["all", "imperfect"]
            }
        };
        if word.is_empty() {
            return false;
        }
        if let Some(prefix) = ending.prefix {
            word[0].sound = Sound::Consonant(prefix);
        }
        word.extend_from_slice(&ending.suffix);
        if self.drops_first && !passive && ending.mood != Mood::Perfect {
            drop_radical(word, 1);
        }
        self.settle(word, times, weakness);
        if ending.mood == Mood::Imperative && self.form == "4" {
            prefix(word, letters::HAMZA, Vowel::A);
        } else if ending.mood == Mood::Imperative && !is_vowel(word.get(1)) {
            prefix(word, letters::ALIF, Vowel::I);
        }
        true
    }
}

fn prefix(word: &mut Word, letter: char, vowel: Vowel) {
    word.insert(0, Item::plain(Sound::Short(vowel)));
    word.insert(0, Item::plain(Sound::Consonant(letter)));
}

/// The dictionary form: third person singular of the perfect, unfolded, doubled letters marked, no vowels.
pub fn citation(verb: &VerbLemma, tables: &Tables) -> Option<String> {
    let stems = stems_of(verb, tables)?;
    let ending = tables.endings.iter().find(|ending| ending.mood == Mood::Perfect)?;
    let (mut word, mut surface) = (Word::new(), String::new());
    Prepared::new(verb, tables).build(stems, ending, false, &mut word);
    write(&word, Manner { marked: true, ..Manner::default() }, &mut surface);
    Some(surface)
}

fn stems_of<'a>(verb: &VerbLemma, tables: &'a Tables) -> Option<&'a Stems> {
    let vowels = if verb.form == "1" { verb.vowels.as_str() } else { "" };
    let quadriliteral = verb.form.starts_with('Q');
    if verb.root.chars().count() != if quadriliteral { 4 } else { 3 } {
        return None;
    }
    tables.stems.get(&(verb.form.clone(), vowels.to_owned()))
}

/// Every written form of a verb, folded, in the order of the table of endings; none when form, vowels or root do not fit.
///
/// Active and passive with the same letters are one form of voice `Either`; a subjunctive or jussive that looks like the
/// indicative is not given again, nor are letters that nearly always are another word (`homographs.tsv`).
pub fn conjugate(verb: &VerbLemma, tables: &Tables, fold: &impl Fn(&str) -> String) -> Vec<Form> {
    let Some(stems) = stems_of(verb, tables) else { return Vec::new() };
    let prepared = Prepared::new(verb, tables);
    let mut forms: Vec<Form> = Vec::with_capacity(90);
    let (mut word, mut letters) = (Word::new(), String::new());
    let ends_in_hamza = prepared.root.last() == Some(&letters::HAMZA);
    for ending in &tables.endings {
        let first = forms.len();
        for passive in [false, true] {
            if passive && !verb.passive || !prepared.build(stems, ending, passive, &mut word) {
                continue;
            }
            for (bound, keep_seat) in [(false, false), (false, true), (true, false)] {
                let changes = ends_in_hamza || bound && loses_letters(&word);
                if !changes && (bound && !ending.bound || keep_seat) || ending.bound && !bound {
                    continue;
                }
                write(&word, Manner { bound, keep_seat, marked: false }, &mut letters);
                let surface = fold(&letters);
                if !tables.is_homograph(&surface, &verb.root, &verb.form) {
                    add(&mut forms, first, verb.lemma, ending, passive, bound, surface);
                }
            }
        }
    }
    forms
}

/// Whether a pronoun after the word changes its last letters.
fn loses_letters(word: &Word) -> bool {
    matches!(word.last().map(|item| item.sound), Some(Sound::Final(_) | Sound::Silent(_)))
}

fn add(forms: &mut Vec<Form>, first: usize, lemma: u32, ending: &Ending, passive: bool, bound: bool, surface: String) {
    let voice = if passive { Voice::Passive } else { Voice::Active };
    let same_features = |form: &Form, tense: Tense, person: Person, gender: Gender, number: Number| {
        form.tense == tense && form.person == person && form.gender == gender && form.number == number
    };
    let (person, gender, number) = (ending.person, ending.gender, ending.number);
    if ending.tense == Tense::Jussive {
        let known = forms.iter().any(|form| {
            let same = same_features(form, Tense::Imperfect, person, gender, number)
                || same_features(form, Tense::Jussive, person, gender, number);
            same && (form.voice == voice || form.voice == Voice::Either)
                && (form.bound == bound || !form.bound)
                && form.surface == surface
        });
        if known {
            return;
        }
    }
    for form in &mut forms[first..] {
        if form.surface == surface && (form.bound == bound || !form.bound) {
            if form.voice != voice {
                form.voice = Voice::Either;
            }
            return;
        }
    }
    forms.push(Form { surface, lemma, tense: ending.tense, voice, person, gender, number, bound });
}
