//! The lines of a text with their shape: what stands where, how long it is, how it ends.

use marsad_record::Span;

/// From this many words on a line is a paragraph, whatever it ends with.
const PARAGRAPH_WORDS: usize = 18;

/// With this many words and a sentence's ending a line is a paragraph.
const SENTENCE_WORDS: usize = 4;

/// One line that is not blank, trimmed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'t> {
    pub(crate) span: Span,
    pub(crate) text: &'t str,
    /// Whether a blank line stands before it.
    pub(crate) after_gap: bool,
}

/// How a line ends, closing quotes and brackets aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    FullStop,
    /// A question, a cry, an ellipsis: headlines end so too.
    Open,
    Colon,
    Nothing,
}

impl Line<'_> {
    pub(crate) fn ending(&self) -> Ending {
        let closed =
            self.text.trim_end_matches(['"', '\'', '\u{00BB}', '\u{201D}', '\u{2019}', ')', ']', ' ', '\u{200F}']);
        match closed.chars().next_back() {
            Some('.') if closed.ends_with("..") => Ending::Open,
            Some('.' | '\u{06D4}') => Ending::FullStop,
            Some('!' | '?' | '\u{061F}' | '\u{2026}') => Ending::Open,
            Some(':') => Ending::Colon,
            _ => Ending::Nothing,
        }
    }

    /// How many words stand in it, counted no further than `most`.
    pub(crate) fn words(&self, most: usize) -> usize {
        let (mut count, mut in_word, mut before) = (0, false, 0);
        for byte in self.text.bytes() {
            // The no-break space is C2 A0.
            let is_space = matches!(byte, b' ' | b'\t') || (byte == 0xA0 && before == 0xC2);
            before = byte;
            if byte == 0xC2 {
                continue;
            }
            count += usize::from(!is_space && !in_word);
            if count >= most {
                break;
            }
            in_word = !is_space;
        }
        count
    }

    /// Whether it reads as a sentence or more, not as a label or a headline.
    pub(crate) fn is_paragraph(&self) -> bool {
        // An Arabic word with its space is hardly ever longer than 30 bytes, so long lines need no counting.
        if self.text.len() > PARAGRAPH_WORDS * 30 {
            return true;
        }
        let words = self.words(PARAGRAPH_WORDS);
        words >= PARAGRAPH_WORDS || (words >= SENTENCE_WORDS && self.ending() == Ending::FullStop)
    }
}

/// The lines of a text that are not blank.
pub(crate) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    let mut after_gap = false;
    let mut start = 0;
    for raw in text.split('\n') {
        let left = raw.len() - raw.trim_start_matches(is_blank).len();
        let trimmed = raw[left..].trim_end_matches(is_blank);
        if trimmed.is_empty() {
            after_gap = true;
        } else {
            let span = Span::new(start + left, start + left + trimmed.len());
            found.push(Line { span, text: trimmed, after_gap });
            after_gap = false;
        }
        start += raw.len() + 1;
    }
    found
}

/// White space, and the marks that have no width.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::{Ending, lines};

    #[test]
    fn a_line_keeps_its_place_in_the_text() {
        let text = "عنوان\r\n\r\n  فقرة قصيرة \n";
        let lines = lines(text);
        assert_eq!(lines.iter().map(|line| line.span.of(text)).collect::<Vec<_>>(), ["عنوان", "فقرة قصيرة"]);
        assert!(!lines[0].after_gap && lines[1].after_gap);
    }

    #[test]
    fn words_are_counted_over_every_kind_of_space() {
        assert_eq!(lines("جولة\u{A0}في  «المدينة» القديمة")[0].words(9), 4);
        assert_eq!(lines("جولة في المدينة القديمة")[0].words(2), 2);
    }

    #[test]
    fn an_ellipsis_is_not_a_full_stop() {
        assert_eq!(lines("وبعد..")[0].ending(), Ending::Open);
        assert_eq!(lines("قال \"نعم.\"")[0].ending(), Ending::FullStop);
    }
}
