//! What happens to weak, doubled and hamzated radicals where sounds meet: each rule rewrites a filled word in place.

use super::letters;
use super::sound::{Item, Sound, Vowel, Word, is_glide, is_vowel};

/// Which weaknesses a root shows in its form.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weakness {
    pub hollow: bool,
    pub defective: bool,
    pub doubled: bool,
    /// A closed hollow syllable of the perfect takes u.
    pub dark: bool,
    /// The last glide comes out as waw (form 1 only).
    pub last_waw: bool,
}

/// Applies every rule in the order in which they feed one another.
pub(super) fn settle(word: &mut Word, weakness: Weakness) {
    if weakness.doubled {
        contract(word);
    }
    if weakness.hollow {
        hollow(word, weakness.dark);
    }
    if weakness.defective {
        defective(word, weakness.last_waw);
    }
    merge_hamzas(word);
    adapt_glides(word);
}

/// Removes the first sound of one radical (the waw of an assimilated verb, the hamza of a worn one) and what it carried.
pub(super) fn drop_radical(word: &mut Word, radical: u8) {
    let Some(index) = word.iter().position(|item| item.slot == radical) else { return };
    let before_is_vowel = index > 0 && is_vowel(word.get(index - 1));
    word.remove(index);
    if before_is_vowel && is_vowel(word.get(index)) {
        word.remove(index - 1);
    }
}

/// Replaces the first radical and the infixed letter of the eighth form by the pair the table tells.
pub(super) fn assimilate(word: &mut Word, pair: (char, char)) {
    let found = word
        .windows(2)
        .position(|two| two[0].slot == 1 && two[1].slot == 0 && two[1].sound == Sound::Consonant(letters::TA));
    if let Some(index) = found {
        word[index].sound = Sound::Consonant(pair.0);
        word[index + 1].sound = Sound::Consonant(pair.1);
    }
}

fn last_of(word: &[Item], slot: u8) -> Option<usize> {
    word.iter().rposition(|item| item.slot == slot)
}

fn contract(word: &mut Word) {
    let Some(index) = last_of(word, 2) else { return };
    let Some(Item { sound: Sound::Short(vowel), .. }) = word.get(index + 1).copied() else { return };
    if word.get(index + 2).is_none_or(|item| item.slot != 3) || !is_vowel(word.get(index + 3)) {
        return;
    }
    let Some(before) = index.checked_sub(1).map(|place| word[place]) else { return };
    if before.slot == 2 {
        return;
    }
    word.remove(index + 1);
    if !is_vowel(Some(&before)) {
        word.insert(index, Item::plain(Sound::Short(vowel)));
    }
}

fn hollow(word: &mut Word, dark: bool) {
    let Some(index) = last_of(word, 2) else { return };
    let Some(Sound::Short(own)) = word.get(index + 1).map(|item| item.sound) else { return };
    if word.get(index + 2).is_none_or(|item| item.slot != 3) {
        return;
    }
    let Some(before) = index.checked_sub(1).map(|place| word[place]) else { return };
    let open = is_vowel(word.get(index + 3));
    let vowel = match before.sound {
        Sound::Short(Vowel::A) if open => Vowel::A,
        Sound::Short(Vowel::A) if dark => Vowel::U,
        Sound::Short(Vowel::A) if before.slot == 0 && index >= 2 && word[index - 2].slot == 1 => Vowel::I,
        Sound::Short(Vowel::A) => Vowel::A,
        Sound::Short(_) => Vowel::I,
        Sound::Consonant(_) if before.slot == 1 => own,
        _ => return,
    };
    let sound = if open { Sound::Long(vowel) } else { Sound::Short(vowel) };
    word[index] = Item { sound, slot: 2 };
    word.remove(index + 1);
    if matches!(before.sound, Sound::Short(_)) {
        word.remove(index - 1);
    }
}

fn defective(word: &mut Word, last_waw: bool) {
    let Some(index) = last_of(word, 3) else { return };
    let Some(place) = index.checked_sub(1) else { return };
    let Sound::Short(own) = word[place].sound else { return };
    let glide = match own {
        Vowel::U => letters::WAW,
        Vowel::A if last_waw => letters::WAW,
        _ => letters::YA,
    };
    let next = word.get(index + 1).map(|item| item.sound);
    let is_last = word.len() == index + 2;
    let kept = |word: &mut Word| word[index].sound = Sound::Consonant(glide);
    match (next, own) {
        (None, _) => {
            word.remove(index);
        }
        (Some(Sound::Short(Vowel::A)), Vowel::I | Vowel::U) | (Some(Sound::Long(Vowel::A)), _) => kept(word),
        (Some(Sound::Short(_)), _) if is_last => {
            let sound = if own == Vowel::A { Sound::Final(glide) } else { Sound::Long(own) };
            word.truncate(place);
            word.push(Item { sound, slot: 3 });
        }
        (Some(Sound::Short(Vowel::A)), Vowel::A) => {
            word.remove(index);
            word.remove(place);
        }
        (Some(Sound::Long(vowel)), Vowel::A) => {
            let letter = if vowel == Vowel::U { letters::WAW } else { letters::YA };
            word[index].sound = Sound::Consonant(letter);
            word.remove(index + 1);
        }
        (Some(Sound::Long(_)), _) => {
            word.remove(index);
            word.remove(place);
        }
        (Some(Sound::Consonant(_)), Vowel::I | Vowel::U) => {
            word[place].sound = Sound::Long(own);
            word.remove(index);
        }
        _ => kept(word),
    }
}

fn merge_hamzas(word: &mut Word) {
    let hamza = Sound::Consonant(letters::HAMZA);
    let mut index = 0;
    while index + 2 < word.len() {
        if let Sound::Short(vowel) = word[index + 1].sound
            && word[index].sound == hamza
            && word[index + 2].sound == hamza
            && !is_vowel(word.get(index + 3))
        {
            word[index + 1].sound = Sound::Long(vowel);
            word.remove(index + 2);
        }
        index += 1;
    }
}

fn adapt_glides(word: &mut Word) {
    let mut index = 1;
    while index < word.len() {
        if let (Sound::Consonant(letter), Sound::Short(vowel)) = (word[index].sound, word[index - 1].sound) {
            let next = word.get(index + 1);
            let doubled = next.is_some_and(|item| item.sound == Sound::Consonant(letter));
            if is_glide(letter) && vowel != Vowel::A && !is_vowel(next) && !doubled {
                word[index - 1].sound = Sound::Long(vowel);
                word.remove(index);
                continue;
            }
        }
        index += 1;
    }
}
