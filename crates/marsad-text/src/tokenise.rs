//! Text to tokens: words, numbers, Latin words, marks. Digits glued to a word are cut off; controls inside a word are folded away.

use marsad_lexicon::{Folding, is_arabic_letter};
use marsad_record::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters of the Arabic script.
    Word,
    /// Digits of any script, with separators between them.
    Number,
    /// Letters of another script.
    Latin,
    /// One mark.
    Mark,
}

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// The original letters.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Index of its folded form, see `Text::form`.
    pub form: u32,
    /// Line of the text, from 0: a new line begins a new paragraph.
    pub line: u32,
    /// Sentence it stands in.
    pub sentence: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Arabic,
    Digit,
    Latin,
    Mark,
    Space,
    Newline,
    /// Vowel marks and controls: part of whatever they stand in.
    Silent,
}

/// Letters below this are looked up in an array.
const DIRECT: u32 = 0x800;

/// What each letter is to the tokeniser.
pub(crate) struct Letters {
    direct: Vec<Class>,
    folding: Folding,
}

impl Letters {
    /// From what is folded away.
    pub(crate) fn new(folding: &Folding) -> Self {
        let letters = (0..DIRECT).map(|code| char::from_u32(code).unwrap_or_default());
        Self { direct: letters.map(|letter| class(letter, folding)).collect(), folding: folding.clone() }
    }

    fn class(&self, letter: char) -> Class {
        self.direct.get(letter as usize).copied().unwrap_or_else(|| class(letter, &self.folding))
    }
}

fn class(letter: char, folding: &Folding) -> Class {
    match letter {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{0B}' | '\u{0C}' => Class::Newline,
        '0'..='9' | '\u{0660}'..='\u{0669}' | '\u{06F0}'..='\u{06F9}' => Class::Digit,
        'a'..='z' | 'A'..='Z' => Class::Latin,
        ' ' | '\t' | '\u{00A0}' => Class::Space,
        _ if is_arabic_letter(letter) => {
            if folding.drops(letter) {
                Class::Silent
            } else {
                Class::Arabic
            }
        }
        _ if letter.is_ascii() => Class::Mark,
        _ if folding.drops(letter) => Class::Silent,
        _ if letter.is_whitespace() => Class::Space,
        _ if letter.is_alphanumeric() => Class::Latin,
        _ => Class::Mark,
    }
}

/// Marks that may stand between two digits of one number: separators of thousands and decimals.
fn joins_digits(letter: char) -> bool {
    matches!(letter, '.' | ',' | '\u{066B}' | '\u{066C}')
}

/// Calls `emit(kind, span, line)` for every token in order.
pub(crate) fn tokens(text: &str, known: &Letters, mut emit: impl FnMut(TokenKind, Span, u32)) {
    let mut line = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        let kind = match known.class(letter) {
            Class::Newline => {
                line += 1;
                continue;
            }
            Class::Space | Class::Silent => continue,
            Class::Mark => {
                emit(TokenKind::Mark, Span::new(start, start + letter.len_utf8()), line);
                continue;
            }
            Class::Arabic => TokenKind::Word,
            Class::Latin => TokenKind::Latin,
            Class::Digit => TokenKind::Number,
        };
        let mut end = start + letter.len_utf8();
        while let Some(&(at, next)) = letters.peek() {
            let goes_on = match (kind, known.class(next)) {
                (TokenKind::Word, Class::Arabic | Class::Silent) => true,
                (TokenKind::Latin, Class::Latin) => true,
                (TokenKind::Number, Class::Digit) => true,
                (TokenKind::Number, Class::Mark) if joins_digits(next) => {
                    let after = text[at + next.len_utf8()..].chars().next();
                    after.is_some_and(|after| known.class(after) == Class::Digit)
                }
                _ => false,
            };
            if !goes_on {
                break;
            }
            end = at + next.len_utf8();
            letters.next();
        }
        emit(kind, Span::new(start, end), line);
    }
}
