//! Folds spellings that mean the same to one, as `lexicon/ar/spelling.tsv` says, letter by letter.
//!
//! Folding is for comparing, never for showing: the document keeps its letters.

use rustc_hash::FxHashMap;

use crate::problem::Problem;
use crate::table::Table;

/// Letters below this are looked up in an array.
const DIRECT: usize = 0x800;

/// What becomes of each letter.
#[derive(Clone)]
pub struct Folding {
    direct: Vec<Fold>,
    rest: FxHashMap<char, Fold>,
    strings: Vec<Box<str>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fold {
    Keep,
    Drop,
    To(char),
    /// Index into `strings`: a ligature.
    Many(u16),
}

impl Folding {
    pub(crate) fn new(table: Option<&Table>, problems: &mut Vec<Problem>) -> Self {
        let mut folding = Self { direct: vec![Fold::Keep; DIRECT], rest: FxHashMap::default(), strings: Vec::new() };
        for row in table.into_iter().flat_map(Table::rows) {
            let letter = |text: &str| u32::from_str_radix(text, 16).ok().and_then(char::from_u32);
            let to: Option<Vec<char>> = row.get("to").split_whitespace().map(letter).collect();
            let (Some(from), Some(to)) = (letter(row.id()), to) else {
                problems.push(Problem::new("ar/spelling.tsv", row.line(), "not a hexadecimal code point"));
                continue;
            };
            let fold = match to.as_slice() {
                [] => Fold::Drop,
                [one] => Fold::To(*one),
                many => {
                    folding.strings.push(many.iter().collect::<String>().into());
                    Fold::Many(u16::try_from(folding.strings.len() - 1).unwrap_or(u16::MAX))
                }
            };
            match folding.direct.get_mut(from as usize) {
                Some(slot) => *slot = fold,
                None => drop(folding.rest.insert(from, fold)),
            }
        }
        folding
    }

    fn of(&self, letter: char) -> Fold {
        match self.direct.get(letter as usize) {
            Some(fold) => *fold,
            None => self.rest.get(&letter).copied().unwrap_or(Fold::Keep),
        }
    }

    /// Calls `with` for every letter of the folded text.
    pub(crate) fn each(&self, text: &str, mut with: impl FnMut(char)) {
        text.chars().for_each(|letter| self.one(letter, &mut with));
    }

    /// Calls `with` for what one letter folds to.
    fn one(&self, letter: char, mut with: impl FnMut(char)) {
        match self.of(letter) {
            Fold::Keep => with(letter.to_ascii_lowercase()),
            Fold::Drop => {}
            Fold::To(to) => with(to),
            Fold::Many(index) => self.strings[usize::from(index)].chars().for_each(with),
        }
    }

    /// Bytes of what the letter folds to.
    pub fn folded_len(&self, letter: char) -> usize {
        match self.of(letter) {
            Fold::Keep => letter.len_utf8(),
            Fold::Drop => 0,
            Fold::To(to) => to.len_utf8(),
            Fold::Many(index) => self.strings[usize::from(index)].len(),
        }
    }

    /// Appends what the letter folds to; nothing where it is dropped.
    pub fn push(&self, letter: char, out: &mut String) {
        self.one(letter, |folded| out.push(folded));
    }

    /// Whether the letter folds to nothing: a vowel mark, a tatweel, a direction control.
    pub fn drops(&self, letter: char) -> bool {
        self.of(letter) == Fold::Drop
    }

    /// Folds a whole string.
    pub fn fold(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for letter in text.chars() {
            self.push(letter, &mut out);
        }
        out
    }
}

/// Whether a character is a letter of the Arabic script, presentation forms included.
pub fn is_arabic_letter(letter: char) -> bool {
    matches!(letter, '\u{0620}'..='\u{064A}' | '\u{066E}'..='\u{06D3}' | '\u{06D5}' | '\u{06EE}'..='\u{06EF}'
        | '\u{06FA}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{08A0}'..='\u{08C9}'
        | '\u{FB50}'..='\u{FBB1}' | '\u{FBD3}'..='\u{FD3D}' | '\u{FD50}'..='\u{FDFB}' | '\u{FE70}'..='\u{FEFC}')
}

#[cfg(test)]
mod tests {
    use crate::Lexicon;

    #[test]
    fn spellings_of_one_word_fold_to_one() {
        let lexicon = Lexicon::built_in();
        for (one, other) in [
            ("أفغانستان", "افغانستان"),
            ("مُقَاتِلٌ", "مقاتل"),
            ("كــابل", "كابل"),
            ("لرؤيتى", "لرويتي"),
            ("کابل", "كابل"),
            ("ﻻجئ", "لاجي"),
            ("٢٥", "25"),
        ] {
            assert_eq!(lexicon.fold(one), lexicon.fold(other), "{one} and {other}");
        }
        assert_ne!(lexicon.fold("قاعدة"), lexicon.fold("قاعده"), "ta marbuta is kept");
    }
}
