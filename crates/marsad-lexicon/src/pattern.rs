//! The pattern language of the rules: words, classes in braces, gaps, optional parts in brackets; nothing else.
//!
//! `{speech-verb} {gap:0-6} نقلا عن {voice} [مطلع]`: a class may be named again for the capture
//! (`{number:low}`), alternatives share one pair of braces (`{month|weekday}`), `{start}` is the start of a sentence.
//! A letter before the braces must be joined to what stands there, or stand alone before a number: `بين {year} و{year}`.

use std::sync::Arc;

use crate::folding::Folding;
use crate::vocabulary::{ClassId, Vocabulary, WordId};

/// A compiled pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// What must follow what.
    pub elements: Vec<Element>,
    /// As it was written.
    pub source: String,
}

/// One part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Element {
    /// This word, whatever its proclitics.
    Word(WordId),
    /// Anything of one of these classes, captured under the name.
    Class {
        /// Any of these.
        any: Vec<ClassId>,
        /// Name of the capture.
        capture: Arc<str>,
        /// The folded letter that must be joined to it; empty where none is asked for.
        joined: Box<str>,
    },
    /// So many tokens of any kind.
    Gap {
        /// At least.
        min: u8,
        /// At most.
        max: u8,
    },
    /// All of these or none.
    Optional(Vec<Element>),
    /// The start of a sentence.
    Start,
}

impl Pattern {
    /// How many literal words it has: what settles a tie between two matches of the same length.
    pub fn literal_words(&self) -> usize {
        fn count(elements: &[Element]) -> usize {
            elements
                .iter()
                .map(|element| match element {
                    Element::Word(_) => 1,
                    Element::Optional(inner) => count(inner),
                    _ => 0,
                })
                .sum()
        }
        count(&self.elements)
    }
}

/// Compiles a pattern as a linguist writes it.
///
/// # Errors
/// One sentence that says what cannot be read.
pub(crate) fn parse(source: &str, folding: &Folding, vocabulary: &mut Vocabulary) -> Result<Pattern, String> {
    let mut stack: Vec<Vec<Element>> = vec![Vec::new()];
    let spaced = source.replace('[', " [ ").replace(']', " ] ");
    for piece in spaced.split_whitespace() {
        match piece {
            "[" => stack.push(Vec::new()),
            "]" => {
                let inner = stack.pop().unwrap_or_default();
                let Some(outer) = stack.last_mut() else { return Err("`]` without `[`".to_owned()) };
                outer.push(Element::Optional(inner));
            }
            _ => {
                let element = match piece.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
                    Some(inside) => class(inside, "", vocabulary)?,
                    None if piece.contains(['{', '}']) => match piece.split_once('{') {
                        Some((letter, rest)) if letter.chars().count() == 1 && rest.ends_with('}') => {
                            class(&rest[..rest.len() - 1], &folding.fold(letter), vocabulary)?
                        }
                        _ => return Err(format!("`{piece}`: braces must close in one word")),
                    },
                    None => Element::Word(vocabulary.intern_of_pattern(&folding.fold(piece))),
                };
                stack.last_mut().ok_or("`]` without `[`")?.push(element);
            }
        }
    }
    let elements = stack.pop().unwrap_or_default();
    if !stack.is_empty() {
        return Err("`[` without `]`".to_owned());
    }
    if elements.is_empty() {
        return Err("an empty pattern".to_owned());
    }
    Ok(Pattern { elements, source: source.to_owned() })
}

fn class(inside: &str, joined: &str, vocabulary: &mut Vocabulary) -> Result<Element, String> {
    if inside == "start" {
        return Ok(Element::Start);
    }
    let (names, capture) = inside.split_once(':').unwrap_or((inside, inside));
    if names == "gap" {
        let (min, max) = capture.split_once('-').ok_or("a gap is written {gap:0-6}")?;
        let (min, max) = (min.parse(), max.parse());
        let (Ok(min), Ok(max)) = (min, max) else { return Err("a gap is written {gap:0-6}".to_owned()) };
        return Ok(Element::Gap { min, max });
    }
    let any = names.split('|').map(|name| vocabulary.class_or_new(name)).collect();
    Ok(Element::Class { any, capture: capture.into(), joined: joined.into() })
}

#[cfg(test)]
mod tests {
    use super::{Element, parse};
    use crate::Lexicon;
    use crate::vocabulary::Vocabulary;

    #[test]
    fn a_pattern_reads_words_classes_gaps_and_options() {
        let lexicon = Lexicon::compile(Vec::new());
        let mut vocabulary = Vocabulary::default();
        let pattern =
            parse("{start} {weekday|month:when} {gap:0-2} الماضي [من {year}]", lexicon.folding(), &mut vocabulary)
                .expect("a good pattern");
        assert_eq!(pattern.elements.len(), 5);
        assert_eq!(pattern.elements[0], Element::Start);
        assert!(
            matches!(&pattern.elements[1], Element::Class { any, capture, .. } if any.len() == 2 && &**capture == "when")
        );
        assert!(matches!(&pattern.elements[4], Element::Optional(inner) if inner.len() == 2));
        assert_eq!(pattern.literal_words(), 2);
    }

    #[test]
    fn a_letter_before_the_braces_is_joined() {
        let lexicon = Lexicon::compile(Vec::new());
        let pattern = parse("بين {year} و{year:end}", lexicon.folding(), &mut Vocabulary::default()).expect("good");
        assert!(
            matches!(&pattern.elements[2], Element::Class { joined, capture, .. } if &**joined == "و" && &**capture == "end")
        );
    }

    #[test]
    fn an_open_bracket_is_refused() {
        let lexicon = Lexicon::compile(Vec::new());
        assert!(parse("كلمة [أخرى", lexicon.folding(), &mut Vocabulary::default()).is_err());
    }
}
