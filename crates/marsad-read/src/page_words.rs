//! The linguist's lists for pages, compiled once: furniture phrases, words of date lines, languages, outlets.

use marsad_lexicon::{Folding, Lexicon, Row};
use rustc_hash::FxHashMap;

use crate::cues::Cues;
use crate::language::Languages;
use crate::outlet::Outlets;

/// What a word may be in a credit line or a date line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum WordClass {
    Desk,
    Agency,
    Institution,
    Purpose,
    Counter,
    CounterFiller,
    /// With its number, 1 to 12.
    Month(i8),
    /// With its number, Monday is 1.
    Weekday(i8),
    Morning,
    Afternoon,
    Published,
    Updated,
    DateFiller,
    Hijri,
    Place,
    Archive,
}

/// Everything the reader knows of words; made once, used for every document.
pub struct PageWords {
    pub(crate) folding: Folding,
    pub(crate) cues: Cues,
    pub(crate) languages: Languages,
    pub(crate) outlets: Outlets,
    /// By the folded first word: the folded words of the phrase and its class, longest first.
    classes: FxHashMap<String, Vec<(Vec<String>, WordClass)>>,
}

impl PageWords {
    /// Compiles the tables of the lexicon that describe pages.
    pub fn new(lexicon: &Lexicon) -> Self {
        let folding = lexicon.folding().clone();
        let mut phrases: Vec<(Vec<String>, WordClass)> = Vec::new();
        let mut add = |word: &str, class: WordClass| phrases.push((folded_words(&folding, word), class));
        for row in lexicon.table("ar/page_words").rows() {
            if let Some(class) = class_named(row.get("class"), number(row)) {
                add(row.get("word"), class);
            }
        }
        for row in lexicon.table("ar/months").rows() {
            let is_gregorian = row.get("calendar") == "gregorian";
            add(row.get("word"), if is_gregorian { WordClass::Month(number(row)) } else { WordClass::Hijri });
        }
        for row in lexicon.table("ar/weekdays").rows() {
            add(row.get("word"), WordClass::Weekday(number(row)));
        }
        for place in lexicon.places().iter() {
            add(&place.name_ar, WordClass::Place);
        }
        // The longest phrase is tried first.
        phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        let mut classes: FxHashMap<String, Vec<(Vec<String>, WordClass)>> = FxHashMap::default();
        for (phrase, class) in phrases {
            if let Some(first) = phrase.first() {
                classes.entry(first.clone()).or_default().push((phrase, class));
            }
        }
        let cues = Cues::new(lexicon.table("ar/boilerplate"), &folding);
        let languages = Languages::new(lexicon.table("ar/languages"));
        let outlets = Outlets::new(lexicon, &folding);
        Self { folding, cues, languages, outlets, classes }
    }

    /// The classes of the longest phrases at the start of `words`, with how many words each takes.
    pub(crate) fn classes<'w>(&'w self, words: &'w [String]) -> impl Iterator<Item = (WordClass, usize)> + 'w {
        let phrases = words.first().and_then(|first| self.classes.get(first));
        let at_start = |(phrase, _): &&(Vec<String>, WordClass)| words.starts_with(phrase);
        phrases.into_iter().flatten().filter(at_start).map(|(phrase, class)| (*class, phrase.len()))
    }

    /// How many words the longest phrase of one of these classes takes at the start; 0 if none does.
    pub(crate) fn taken(&self, words: &[String], wanted: impl Fn(WordClass) -> bool) -> usize {
        self.classes(words).filter(|(class, _)| wanted(*class)).map(|(_, length)| length).max().unwrap_or(0)
    }

    /// Whether all these words belong to the classes wanted.
    pub(crate) fn are_all(&self, words: &[String], wanted: impl Fn(WordClass) -> bool + Copy) -> bool {
        let mut at = 0;
        while at < words.len() {
            match self.taken(&words[at..], wanted) {
                0 => return false,
                taken => at += taken,
            }
        }
        !words.is_empty()
    }

    /// The folded words of a text.
    pub(crate) fn fold_words(&self, text: &str) -> Vec<String> {
        folded_words(&self.folding, text)
    }
}

/// The number of a month or a weekday.
fn number(row: Row<'_>) -> i8 {
    row.get("value").parse().unwrap_or(0)
}

fn class_named(name: &str, number: i8) -> Option<WordClass> {
    Some(match name {
        "desk" => WordClass::Desk,
        "agency" => WordClass::Agency,
        "institution" => WordClass::Institution,
        "purpose" => WordClass::Purpose,
        "counter" => WordClass::Counter,
        "counter-filler" => WordClass::CounterFiller,
        "month" => WordClass::Month(number),
        "weekday" => WordClass::Weekday(number),
        "am" => WordClass::Morning,
        "pm" => WordClass::Afternoon,
        "published" => WordClass::Published,
        "updated" => WordClass::Updated,
        "date-filler" => WordClass::DateFiller,
        "hijri" => WordClass::Hijri,
        "archive" => WordClass::Archive,
        _ => return None,
    })
}

/// The folded words of a text: runs of letters and digits, everything else between them.
pub(crate) fn folded_words(folding: &Folding, text: &str) -> Vec<String> {
    split_words(folding, text).map(|(start, end)| folding.fold(&text[start..end])).collect()
}

/// Where the words of a text stand; marks that folding drops do not end a word.
pub(crate) fn split_words<'t>(folding: &'t Folding, text: &'t str) -> impl Iterator<Item = (usize, usize)> + 't {
    let mut letters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while letters.next_if(|(_, letter)| !is_word_letter(*letter)).is_some() {}
        let (start, first) = letters.next()?;
        let mut end = start + first.len_utf8();
        while let Some((at, letter)) =
            letters.next_if(|(_, letter)| is_word_letter(*letter) || (!letter.is_ascii() && folding.drops(*letter)))
        {
            end = at + letter.len_utf8();
        }
        Some((start, end))
    })
}

/// Letters, digits and vowel marks; the commonest scripts without looking into Unicode's tables.
pub(crate) fn is_word_letter(letter: char) -> bool {
    match letter {
        '\0'..='\u{7F}' => letter.is_ascii_alphanumeric(),
        '\u{0620}'..='\u{063F}' | '\u{0641}'..='\u{0652}' | '\u{0660}'..='\u{0669}' | '\u{0671}'..='\u{06D3}' => true,
        '\u{0600}'..='\u{061F}' | '\u{066A}'..='\u{066D}' | '\u{2000}'..='\u{206F}' => false,
        _ => letter.is_alphanumeric(),
    }
}

#[cfg(test)]
pub(crate) fn of_built_in_lexicon() -> &'static PageWords {
    static WORDS: std::sync::OnceLock<PageWords> = std::sync::OnceLock::new();
    WORDS.get_or_init(|| PageWords::new(&Lexicon::built_in()))
}
