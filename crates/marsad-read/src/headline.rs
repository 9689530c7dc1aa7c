//! What a headline looks like, and where a known headline stands in the text.

use crate::lines::{Ending, Line};
use crate::page_words::PageWords;

/// The shortest and the longest headline, in words.
const WORDS: std::ops::RangeInclusive<usize> = 2..=32;

/// The longest headline, in bytes.
const LONGEST: usize = 480;

/// A given headline is looked for in this many lines.
pub(crate) const LINES_SEARCHED: usize = 15;

/// A repeated beginning of the headline has at least this many words.
const LEAST_REPEATED: usize = 3;

/// Whether a line could be the headline: a few words, not a finished sentence, not a label.
pub(crate) fn is_headline_shaped(line: &Line<'_>) -> bool {
    line.text.len() <= LONGEST
        && WORDS.contains(&line.words(WORDS.end() + 1))
        && !matches!(line.ending(), Ending::FullStop | Ending::Colon)
        && !line.text.ends_with(['\u{060C}', ',', '\u{061B}', ';'])
        && line.text.chars().any(char::is_alphabetic)
}

/// The line in which a headline stands that is known from elsewhere.
pub(crate) fn find_title<'l, 't>(title: &str, lines: &'l [Line<'t>], words: &PageWords) -> Option<&'l Line<'t>> {
    let wanted = words.fold_words(title);
    let limit = title.len() * 2 + 40;
    let is_title = |line: &&Line<'_>| line.text.len() <= limit && words.fold_words(line.text) == wanted;
    lines.iter().take(LINES_SEARCHED).find(is_title)
}

/// How many words of `line` repeat the beginning of the title, if enough do: an alternative text, a breadcrumb.
pub(crate) fn repeated_words(line: &[String], title: &[String]) -> usize {
    let same = line.iter().zip(title).take_while(|(one, other)| one == other).count();
    if same >= LEAST_REPEATED { same } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::is_headline_shaped;
    use crate::lines::lines;

    #[test]
    fn a_finished_sentence_is_no_headline() {
        assert!(is_headline_shaped(&lines("هل تعود المفاوضات؟")[0]));
        assert!(is_headline_shaped(&lines("اتفاق وشيك.. والوسطاء ينتظرون")[0]));
        assert!(!is_headline_shaped(&lines("عادت المفاوضات أمس إلى جنيف.")[0]));
        assert!(!is_headline_shaped(&lines("عاجل")[0]));
    }
}
