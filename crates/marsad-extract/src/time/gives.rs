//! What a time rule gives, in the words of its `gives`: the kind and the reading, then what belongs to the span.
//!
//! `["DATE weekday {weekday} past"]`, `["DATE calendar year={year} month={month}", "span {month} {year}"]`.

use marsad_lexicon::Rule;
use marsad_record::TimeKind;
use marsad_text::Match;

/// One argument of a reading.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Argument {
    /// `{weekday}`: a part of the match.
    Part(String),
    /// `past`, `-1`, `Y`.
    Word(String),
}

/// What a rule makes of its match.
#[derive(Debug, Clone)]
pub(super) struct Gives {
    /// Date, time, duration, set.
    pub kind: TimeKind,
    /// `weekday`, `calendar`, `shift` ...
    pub reading: String,
    /// Arguments without a name, in order.
    pub arguments: Vec<Argument>,
    /// Arguments with a name.
    pub named: Vec<(String, Argument)>,
    /// First and last part of the span; the whole match if there are none.
    pub span: Option<(String, String)>,
    /// Whether findings inside the span stay beside this one.
    pub keeps: bool,
}

impl Gives {
    /// Reads a rule's `gives`; `None` if it says nothing that can be read.
    pub fn of(rule: &Rule) -> Option<Self> {
        let mut lines = rule.gives.iter();
        let mut words = lines.next()?.split_whitespace();
        let mut gives = Self {
            kind: TimeKind::from_name(words.next()?)?,
            reading: words.next()?.to_owned(),
            arguments: Vec::new(),
            named: Vec::new(),
            span: None,
            keeps: false,
        };
        for word in words {
            match word.split_once('=') {
                Some((name, value)) => gives.named.push((name.to_owned(), argument(value))),
                None => gives.arguments.push(argument(word)),
            }
        }
        for line in lines {
            let mut words = line.split_whitespace();
            match words.next() {
                Some("span") => {
                    let first = inside(words.next().unwrap_or_default()).to_owned();
                    let last = words.next().map_or_else(|| first.clone(), |word| inside(word).to_owned());
                    gives.span = Some((first, last));
                }
                Some("keep") => gives.keeps = true,
                _ => return None,
            }
        }
        Some(gives)
    }

    /// First and last token of the span that a match gives.
    pub fn tokens(&self, found: &Match) -> (usize, usize) {
        let Some((from, to)) = &self.span else { return (found.first, found.last) };
        let first = found.capture(from).map_or(found.first, |hit| hit.first as usize);
        let last = found.capture(to).map_or(found.last, |hit| hit.last as usize);
        (first, last.max(first))
    }

    /// The argument of that name.
    pub fn named(&self, name: &str) -> Option<&Argument> {
        self.named.iter().find(|(key, _)| key == name).map(|(_, argument)| argument)
    }
}

fn argument(word: &str) -> Argument {
    match word.strip_prefix('{') {
        Some(_) => Argument::Part(inside(word).to_owned()),
        None => Argument::Word(word.to_owned()),
    }
}

fn inside(word: &str) -> &str {
    word.trim_start_matches('{').trim_end_matches('}')
}
