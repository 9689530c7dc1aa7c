//! When: time expressions, resolved against the dateline and never beyond it.
//!
//! `rules/time` says what is a time, in three storeys: words and digits give days and lengths, days and parts of day give
//! moments, moments and prepositions give intervals. Arithmetic is here, words are in the lexicon.

mod anchor;
mod calendar;
mod clause;
mod days;
mod digits;
mod gives;
mod hijri;
mod lengths;
mod moments;
mod reader;

use marsad_lexicon::{ClassId, Lexicon};
use marsad_record::{Document, Noted, TimeExpression};
use marsad_text::{Match, RuleSet, Text};

use crate::number::Found;

use clause::Clauses;
use digits::Digits;
use gives::Gives;

/// The rules of time.
pub struct Times {
    /// The three storeys.
    storeys: [Storey; 3],
    digits: Digits,
    clauses: Clauses,
    classes: Classes,
}

/// The rules that build on the same findings.
struct Storey {
    rules: RuleSet,
    gives: Vec<Option<Gives>>,
    /// Whether every rule asks for a finding of an earlier storey.
    needs_when: bool,
}

/// Classes that the reader itself fills or asks for.
struct Classes {
    /// A day, month, year, moment that was found.
    when: Option<ClassId>,
    /// A length of time that was found.
    length: Option<ClassId>,
    /// Names that hold a word of time: newspapers, streets.
    not_time: Option<ClassId>,
    /// «نحو» before a length.
    about: Option<ClassId>,
    /// «كان» before a present tense makes it past.
    was: Option<ClassId>,
    /// Words that point to the future.
    future: Option<ClassId>,
    since: Option<ClassId>,
}

impl Storey {
    /// The longest match first, then the longest span, then the fewest gaps, then the most literal words.
    fn in_order(&self, mut matches: Vec<Match>) -> Vec<Match> {
        let length = |found: &Match| {
            let (first, last) =
                self.gives.get(found.rule).and_then(Option::as_ref).map_or((0, 0), |gives| gives.tokens(found));
            (found.last - found.first, last - first)
        };
        let literal = |found: &Match| self.rules.rule(found).patterns[found.pattern].literal_words();
        matches.sort_by_cached_key(|found| {
            (std::cmp::Reverse(length(found)), found.gap, std::cmp::Reverse(literal(found)), found.first, found.rule)
        });
        matches
    }
}

impl Times {
    /// Compiles `rules/time`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let class = |name| lexicon.vocabulary().class(name);
        let classes = Classes {
            when: class("when"),
            length: class("length"),
            not_time: class("not-time"),
            about: class("qualifier-before"),
            was: class("was-word"),
            future: class("future-cue"),
            since: class("since-word"),
        };
        let storey = |number: u8| {
            let rules = lexicon.rules("time").iter().filter(|rule| storey_of(rule, lexicon) == number);
            let rules: Vec<_> = rules.cloned().collect();
            let gives = rules.iter().map(Gives::of).collect();
            Storey { rules: RuleSet::of(rules).without_inner_clitics(), gives, needs_when: number == 2 }
        };
        Self {
            storeys: [storey(1), storey(2), storey(3)],
            digits: Digits::new(lexicon),
            clauses: Clauses::new(lexicon),
            classes,
        }
    }

    /// Every time that the text tells, in which its numbers stand.
    pub fn read(
        &self,
        document: &Document,
        text: &Text,
        lexicon: &Lexicon,
        numbers: &Found,
    ) -> Noted<Vec<TimeExpression>> {
        reader::Reader::new(self, document, text, lexicon, numbers).read()
    }
}

/// First: words and digits only. Second: asks for a `{when}` or a `{length}`. Third: gives an interval or hangs on an event.
fn storey_of(rule: &marsad_lexicon::Rule, lexicon: &Lexicon) -> u8 {
    use marsad_lexicon::Element;
    fn names(elements: &[Element], class: Option<ClassId>) -> bool {
        elements.iter().any(|element| match element {
            Element::Class { any, .. } => class.is_some_and(|class| any.contains(&class)),
            Element::Optional(inner) => names(inner, class),
            _ => false,
        })
    }
    let last = ["since", "until", "between", "event"];
    let reading = rule.gives.first().and_then(|line| line.split_whitespace().nth(1)).unwrap_or_default();
    if last.contains(&reading) {
        return 3;
    }
    let vocabulary = lexicon.vocabulary();
    let builds = ["when", "length"]
        .iter()
        .any(|class| rule.patterns.iter().any(|pattern| names(&pattern.elements, vocabulary.class(class))));
    if builds { 2 } else { 1 }
}
