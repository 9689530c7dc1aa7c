//! Words as sounds: a vowelled pattern over the model root is read once, then filled with the radicals of a verb.

use super::letters;

/// A vowel's colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vowel {
    A,
    I,
    U,
}

/// One sound of a word under construction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sound {
    Consonant(char),
    /// The radical of this number, 1 to 4; gone once the root is filled in.
    Radical(u8),
    Short(Vowel),
    Long(Vowel),
    /// A long a that ends the word, and the glide it hides.
    Final(char),
    /// A letter written and not heard, lost before a pronoun.
    Silent(char),
}

/// A sound and the radical it came from, 0 for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Item {
    pub sound: Sound,
    pub slot: u8,
}

impl Item {
    pub(super) fn plain(sound: Sound) -> Self {
        Self { sound, slot: 0 }
    }
}

pub(super) type Word = Vec<Item>;

/// Reads a vowelled pattern such as the tenth form's; the letters of the model root become radicals when `model` is set.
pub(super) fn parse(pattern: &str, model: bool) -> Word {
    let mut word: Word = Vec::new();
    let mut lams = 0;
    for letter in pattern.chars() {
        let before = word.last().map(|item| item.sound);
        let sound = match letter {
            letters::FATHA => Sound::Short(Vowel::A),
            letters::KASRA => Sound::Short(Vowel::I),
            letters::DAMMA => Sound::Short(Vowel::U),
            letters::SUKUN => continue,
            letters::SHADDA => {
                double(&mut word);
                continue;
            }
            letters::ALIF_HAMZA | letters::ALIF_HAMZA_BELOW | letters::YA_HAMZA | letters::WAW_HAMZA => {
                Sound::Consonant(letters::HAMZA)
            }
            letters::ALIF_MAQSURA => Sound::Final(letters::YA),
            letters::ALIF => match before {
                Some(Sound::Long(Vowel::U)) => Sound::Silent(letters::ALIF),
                Some(_) => Sound::Long(Vowel::A),
                None if pattern.chars().nth(1).is_some_and(letters::is_mark) => Sound::Consonant(letters::ALIF),
                None => Sound::Long(Vowel::A),
            },
            letters::WAW if before == Some(Sound::Short(Vowel::U)) => Sound::Long(Vowel::U),
            letters::YA if before == Some(Sound::Short(Vowel::I)) => Sound::Long(Vowel::I),
            letters::FA if model => Sound::Radical(1),
            letters::AYN if model => Sound::Radical(2),
            letters::LAM if model => {
                lams += 1;
                Sound::Radical(2 + lams)
            }
            other => Sound::Consonant(other),
        };
        if let (Sound::Long(_), Some(Sound::Short(_))) = (sound, before) {
            word.pop();
        }
        let slot = if let Sound::Radical(number) = sound { number } else { 0 };
        word.push(Item { sound, slot });
    }
    word
}

/// Doubles the last consonant, whether its vowel was typed before or after the mark.
fn double(word: &mut Word) {
    let place = word.iter().rposition(|item| !matches!(item.sound, Sound::Short(_)));
    if let Some(place) = place {
        word.insert(place, word[place]);
    }
}

/// Fills the radicals of `root` into a pattern read by [`parse`]; a fourth radical that the root lacks repeats the third.
pub(super) fn fill(pattern: &[Item], root: &[char], word: &mut Word) {
    for item in pattern {
        let sound = match item.sound {
            Sound::Radical(number) => match root.get(usize::from(number) - 1).or(root.last()) {
                Some(&letter) => Sound::Consonant(letter),
                None => continue,
            },
            other => other,
        };
        word.push(Item { sound, slot: item.slot });
    }
}

pub(super) fn is_vowel(item: Option<&Item>) -> bool {
    matches!(item.map(|item| item.sound), Some(Sound::Short(_) | Sound::Long(_) | Sound::Final(_)))
}

pub(super) fn is_glide(letter: char) -> bool {
    letter == letters::WAW || letter == letters::YA
}
