//! Which language a text is in, from the commonest words and the letters that only one language has.
//!
//! A sample is enough, and a page of Persian or Pashto must not be mined as Arabic; telling apart all the
//! world's languages is not the aim.

use marsad_lexicon::{Table, is_arabic_letter};
use rustc_hash::FxHashMap;

use crate::page_words::is_word_letter;

/// How many words are looked at.
const SAMPLE_WORDS: usize = 100;

/// Letters below this may be told apart.
const LETTERS: usize = 0x700;

/// A word that belongs to a language weighs this much more than a letter.
const WORD: u32 = 4;

/// The closed-class words and distinctive letters of each language.
pub(crate) struct Languages {
    codes: Vec<String>,
    words: FxHashMap<String, Vec<usize>>,
    /// One bit a language for each letter that not all languages have.
    letters: Vec<u32>,
    arabic: usize,
}

impl Languages {
    pub(crate) fn new(table: &Table) -> Self {
        let mut languages =
            Self { codes: vec!["ar".to_owned()], words: FxHashMap::default(), letters: vec![0; LETTERS], arabic: 0 };
        for row in table.rows() {
            let code = row.get("language");
            let index = languages.codes.iter().position(|known| known == code).unwrap_or_else(|| {
                languages.codes.push(code.to_owned());
                languages.codes.len() - 1
            });
            let text = row.get("text");
            match (row.get("class"), text.chars().next()) {
                ("letter", Some(letter)) => {
                    if let Some(bits) = languages.letters.get_mut(letter as usize) {
                        *bits |= 1 << index;
                    }
                }
                _ => languages.words.entry(text.to_owned()).or_default().push(index),
            }
        }
        languages
    }

    /// The ISO 639 code of the text's language, `und` if nothing tells it.
    pub(crate) fn of(&self, text: &str) -> &str {
        let mut votes = vec![0_u32; self.codes.len()];
        let (mut arabic_script, mut other_script) = (0_u32, 0_u32);
        for word in words(text).take(SAMPLE_WORDS) {
            let lower;
            let word = if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
                lower = word.to_ascii_lowercase();
                lower.as_str()
            } else {
                word
            };
            let script = if word.chars().any(is_arabic_letter) { &mut arabic_script } else { &mut other_script };
            *script += 1;
            for language in self.words.get(word).into_iter().flatten() {
                votes[*language] += WORD;
            }
            for letter in word.chars() {
                let mut bits = self.letters.get(letter as usize).copied().unwrap_or(0);
                while bits != 0 {
                    votes[bits.trailing_zeros() as usize] += 1;
                    bits &= bits - 1;
                }
            }
        }
        let best = (0..votes.len()).max_by_key(|index| (votes[*index], *index == self.arabic)).unwrap_or(self.arabic);
        match votes[best] {
            0..=2 if arabic_script > other_script => &self.codes[self.arabic],
            0..=2 => "und",
            _ => &self.codes[best],
        }
    }

    /// How many of the commonest Arabic words stand in the text.
    pub(crate) fn arabic_words(&self, text: &str) -> usize {
        let is_arabic = |word: &&str| self.words.get(*word).is_some_and(|codes| codes.contains(&self.arabic));
        words(text).filter(|word| word.chars().count() > 1).filter(is_arabic).count()
    }
}

/// Runs of letters, joined by the marks that stand inside a word.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_letter = |letter: char| (is_word_letter(letter) && !letter.is_ascii_digit()) || letter == '\u{200C}';
    text.split(move |letter: char| !is_letter(letter)).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use crate::page_words::of_built_in_lexicon;

    fn check(expected: &str, text: &str) {
        let words = of_built_in_lexicon();
        assert_eq!(words.languages.of(text), expected, "{text}");
    }

    #[test]
    fn arabic_is_told_from_its_neighbours_in_the_same_script() {
        check("ar", "وصل الوفد إلى العاصمة مساء أمس، وقال رئيسه إن المحادثات ستبدأ غدا");
        check("fa", "هیئت نمایندگی شب گذشته به پایتخت رسید و رئیس آن گفت که مذاکرات از فردا آغاز می‌شود");
        check("ur", "وفد کل رات دارالحکومت پہنچا اور اس کے سربراہ نے کہا کہ مذاکرات کل سے شروع ہوں گے");
        check("ps", "پلاوی پرون ماښام پلازمېنې ته ورسېد او مشر یې وویل چې خبرې به سبا پیل شي");
        check("ckb", "شاندەکە دوێنێ ئێوارە گەیشتە پایتەخت و سەرۆکەکەی گوتی کە گفتوگۆکان سبەی دەست پێ دەکەن");
    }

    #[test]
    fn a_word_or_two_in_arabic_letters_is_arabic() {
        check("ar", "انفجار كابول");
        check("und", "12 / 2021");
    }

    #[test]
    fn pages_in_latin_letters_are_told_apart() {
        check("en", "The delegation arrived in the capital on Monday and its head said that talks will begin");
        check("fr", "La délégation est arrivée dans la capitale et les pourparlers sont attendus pour demain");
    }

    #[test]
    fn arabic_that_names_foreigners_stays_arabic() {
        check("ar", "قالت شركة گوگل إن خدمة Google Maps ستعود، وفق ما نقلته The Washington Post عن متحدث باسمها");
    }
}
