//! From sounds to letters: which vowels are written, where a doubled letter stands once, and the seat of every hamza.

use super::letters;
use super::sound::{Item, Sound, Vowel};

/// How a word is to be written.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Manner {
    /// A pronoun follows: silent letters go, the last hamza stands inside the word.
    pub bound: bool,
    /// A hamza that ended the stem keeps its seat before a plural ending (the newspaper's way beside the grammarian's).
    pub keep_seat: bool,
    /// Doubled letters carry their mark, as in a dictionary.
    pub marked: bool,
}

/// Writes a settled word without vowel marks.
pub(super) fn write(word: &[Item], manner: Manner, letters_out: &mut String) {
    letters_out.clear();
    let mut index = 0;
    while let Some(item) = word.get(index) {
        match item.sound {
            Sound::Consonant(letters::HAMZA) => {
                if hamza(word, index, manner, letters_out) {
                    index += 1;
                }
            }
            Sound::Consonant(letter) => {
                let again = word.get(index + 1).is_some_and(|next| next.sound == Sound::Consonant(letter));
                if !again {
                    letters_out.push(letter);
                    if manner.marked && index > 0 && word[index - 1].sound == Sound::Consonant(letter) {
                        letters_out.push(letters::SHADDA);
                    }
                }
            }
            Sound::Long(vowel) => letters_out.push(long(vowel)),
            Sound::Final(glide) => {
                let after_ya = letters_out.ends_with(letters::YA);
                let plain = glide == letters::WAW || after_ya || manner.bound;
                letters_out.push(if plain { letters::ALIF } else { letters::ALIF_MAQSURA });
            }
            Sound::Silent(letter) if !manner.bound => letters_out.push(letter),
            Sound::Silent(_) | Sound::Short(_) | Sound::Radical(_) => {}
        }
        index += 1;
    }
}

fn long(vowel: Vowel) -> char {
    match vowel {
        Vowel::A => letters::ALIF,
        Vowel::I => letters::YA,
        Vowel::U => letters::WAW,
    }
}

/// Writes one hamza; true when it swallowed the long a after it.
fn hamza(word: &[Item], index: usize, manner: Manner, out: &mut String) -> bool {
    let before = index.checked_sub(1).map(|place| word[place].sound);
    let after = word.get(index + 1).map(|item| item.sound);
    if before == Some(Sound::Consonant(letters::HAMZA)) {
        out.pop();
    }
    let next = match after {
        Some(Sound::Short(vowel) | Sound::Long(vowel)) => Some(vowel),
        Some(Sound::Final(_)) => Some(Vowel::A),
        _ => None,
    };
    let long_a = matches!(after, Some(Sound::Long(Vowel::A)));
    let Some(before) = before else {
        if long_a {
            out.push(letters::ALIF_MADDA);
            return true;
        }
        out.push(if next == Some(Vowel::I) { letters::ALIF_HAMZA_BELOW } else { letters::ALIF_HAMZA });
        return false;
    };
    let ends = match after {
        None => true,
        Some(Sound::Short(_)) => index + 2 == word.len() && !manner.bound,
        Some(Sound::Long(Vowel::U)) => manner.keep_seat && index + 3 >= word.len(),
        _ => false,
    };
    if ends {
        out.push(match before {
            Sound::Short(Vowel::A) => letters::ALIF_HAMZA,
            Sound::Short(Vowel::I) => letters::YA_HAMZA,
            Sound::Short(Vowel::U) => letters::WAW_HAMZA,
            _ => letters::HAMZA,
        });
        return false;
    }
    let after_i = matches!(before, Sound::Short(Vowel::I) | Sound::Long(Vowel::I) | Sound::Consonant(letters::YA));
    let after_u = matches!(before, Sound::Short(Vowel::U));
    let lone = matches!(before, Sound::Long(Vowel::A | Vowel::U) | Sound::Consonant(letters::WAW));
    let seat = if after_i || next == Some(Vowel::I) {
        letters::YA_HAMZA
    } else if after_u || next == Some(Vowel::U) {
        letters::WAW_HAMZA
    } else if lone {
        letters::HAMZA
    } else if long_a {
        out.push(letters::ALIF_MADDA);
        return true;
    } else {
        letters::ALIF_HAMZA
    };
    out.push(seat);
    false
}
