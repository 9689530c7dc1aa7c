//! Where phrases stand in a text, how well a text matches, and the passage that shows it.

use marsad_lexicon::Lexicon;
use rustc_hash::FxHashMap;

/// Points for a word in the title, for each of its first places in the beginning, and for standing in the first words.
const TITLE: u32 = 6;
const TIME: u32 = 2;
const FIRST: u32 = 1;
/// More of the same word than this counts no more.
const TIMES: u32 = 3;
/// Points for two of the words side by side, once.
const BESIDE: u32 = 3;
/// What the first words are.
const EARLY: usize = 20;
/// Letters of a passage, and of it before the first word that was found.
const PASSAGE: usize = 240;
const BEFORE: usize = 60;

/// Phrases by their first word, each with the group it belongs to and the words after it.
#[derive(Debug, Default)]
pub(super) struct Matching {
    phrases: FxHashMap<String, Vec<(usize, Vec<String>)>>,
    groups: usize,
}

impl Matching {
    /// Of groups of phrases.
    pub(super) fn of<'p>(groups: impl Iterator<Item = Vec<&'p str>>) -> Self {
        let mut made = Self::default();
        for group in groups {
            for phrase in group {
                let mut words = phrase.split(' ').map(str::to_owned);
                let Some(first) = words.next() else { continue };
                made.phrases.entry(first).or_default().push((made.groups, words.collect()));
            }
            made.groups += 1;
        }
        made
    }

    /// Every place of a phrase among words: where it begins, how many words it has, its group.
    fn found(&self, words: &[&str]) -> Vec<(usize, usize, usize)> {
        let mut found = Vec::new();
        for (at, word) in words.iter().enumerate() {
            for (group, rest) in self.phrases.get(*word).into_iter().flatten() {
                let after = words.get(at + 1..at + 1 + rest.len());
                if after.is_some_and(|after| after.iter().zip(rest).all(|(one, other)| one == other)) {
                    found.push((at, rest.len() + 1, *group));
                }
            }
        }
        found
    }

    /// How well a text matches; more is better.
    pub(super) fn score(&self, title: &str, text: &str, lexicon: &Lexicon) -> u32 {
        let (title, text) = (lexicon.fold(title), lexicon.fold(text));
        let (title, text) = (folded_words(&title), folded_words(&text));
        let mut score = 0;
        let mut seen = vec![0; self.groups];
        let in_title = self.found(&title);
        for group in 0..self.groups {
            score += if in_title.iter().any(|(_, _, of)| *of == group) { TITLE } else { 0 };
        }
        let in_text = self.found(&text);
        for (at, _, group) in &in_text {
            score += if *at < EARLY && seen[*group] == 0 { FIRST } else { 0 };
            score += if seen[*group] < TIMES { TIME } else { 0 };
            seen[*group] += 1;
        }
        let is_beside = |found: &[(usize, usize, usize)]| {
            found.iter().any(|(at, words, group)| {
                found.iter().any(|(other, _, next)| *other == at + words && *next == group + 1)
            })
        };
        score + if is_beside(&in_title) || is_beside(&in_text) { BESIDE } else { 0 }
    }

    /// Parts of a text that match, in order (bytes).
    pub(super) fn marks(&self, text: &str, lexicon: &Lexicon) -> Vec<(usize, usize)> {
        let words = words_of(text, lexicon);
        let folded: Vec<&str> = words.iter().map(|(_, _, folded)| folded.as_str()).collect();
        let mut is_marked = vec![false; words.len()];
        for (at, count, _) in self.found(&folded) {
            is_marked[at..at + count].fill(true);
        }
        let marked = words.iter().zip(is_marked).filter(|(_, is_marked)| *is_marked);
        marked.map(|((start, end, _), _)| (*start, *end)).collect()
    }

    /// The first passage that matches, cut between words, and the parts of it that do.
    pub(super) fn snippet(&self, text: &str, lexicon: &Lexicon) -> (String, Vec<(usize, usize)>) {
        let mut line = 0;
        let mut first = 0;
        // Line by line: most texts match near their beginning, and the rest need not be folded.
        for part in text.split_inclusive('\n') {
            if let Some((start, _)) = self.marks(part, lexicon).first() {
                first = line + start;
                break;
            }
            line += part.len();
        }
        if line == text.len() {
            line = 0;
        }
        let back = text[line..first].char_indices().rev().nth(BEFORE).map_or(line, |(place, _)| line + place);
        let start = if back == line { line } else { back + gap(&text[back..first]) };
        let most = text[start..].char_indices().nth(PASSAGE).map_or(text.len(), |(place, _)| start + place);
        let cut = text[start..most].rfind(char::is_whitespace).filter(|cut| *cut > 0 && most < text.len());
        let passage = text[start..cut.map_or(most, |cut| start + cut)].trim_end();
        (passage.to_owned(), self.marks(passage, lexicon))
    }
}

/// Bytes up to the first letter after the first gap.
fn gap(text: &str) -> usize {
    let Some(space) = text.find(char::is_whitespace) else { return 0 };
    space + text[space..].len() - text[space..].trim_start().len()
}

fn folded_words(folded: &str) -> Vec<&str> {
    folded.split(|letter| !is_of_word(letter)).filter(|word| !word.is_empty()).collect()
}

/// Letters and digits; those that most texts are written in are known without a look into Unicode's tables.
fn is_of_word(letter: char) -> bool {
    matches!(letter, '\u{621}'..='\u{64a}' | 'a'..='z' | '0'..='9') || (letter != ' ' && letter.is_alphanumeric())
}

/// The words of a text with their places and folded.
fn words_of(text: &str, lexicon: &Lexicon) -> Vec<(usize, usize, String)> {
    let mut words = Vec::new();
    let mut start = None;
    let mut close = |start: &mut Option<usize>, end: usize| {
        if let Some(from) = start.take() {
            words.push((from, end, lexicon.fold(&text[from..end])));
        }
    };
    for (place, letter) in text.char_indices() {
        if is_of_word(letter) || lexicon.folding().drops(letter) {
            start.get_or_insert(place);
        } else {
            close(&mut start, place);
        }
    }
    close(&mut start, text.len());
    words
}

#[cfg(test)]
mod tests {
    use marsad_lexicon::Lexicon;

    use super::Matching;

    fn of(groups: &[&[&str]]) -> Matching {
        Matching::of(groups.iter().map(|group| group.to_vec()))
    }

    #[test]
    fn a_title_counts_more_than_the_beginning_and_words_side_by_side_more_than_apart() {
        let (lexicon, matching) = (Lexicon::built_in(), of(&[&["مطار"], &["كابول"]]));
        let score = |title: &str, text: &str| matching.score(title, text, &lexicon);
        assert!(score("مطار كابول", "") > score("", "مطار كابول"));
        assert!(score("", "مطار كابول") > score("", "مطار قريب من كابول"));
        assert_eq!(score("خبر", "لا شيء"), 0);
    }

    #[test]
    fn a_passage_shows_the_first_words_that_match_and_marks_them() {
        let (lexicon, matching) = (Lexicon::built_in(), of(&[&["هدنة", "بهدنة"]]));
        let text = format!("{}\nرحّب الوسيط بهُدنةٍ جديدة في المدينة.", "كلام ".repeat(80));
        let (passage, marks) = matching.snippet(&text, &lexicon);
        assert!(passage.starts_with("رحّب الوسيط"), "{passage}");
        assert_eq!(marks.iter().map(|(from, to)| &passage[*from..*to]).collect::<Vec<_>>(), ["بهُدنةٍ"]);
        assert_eq!(matching.snippet("", &lexicon), (String::new(), Vec::new()));
    }
}
