//! Two numbers that are the ends of one: «بين 10 و15», «من 10 إلى 15», «10-15», «ثلاثة أو أربعة».

use marsad_lexicon::Lexicon;
use marsad_text::Text;
use rustc_hash::FxHashMap;

use super::{Number, Numbers, Shape};

/// How a word joins two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// «إلى», «أو» between the two.
    Between,
    /// «بين» before the first, «و» before the second.
    Before,
}

/// The words that join numbers, from the classes `range-between` and `range-before` of `ar/number_links`.
pub(super) fn links(lexicon: &Lexicon) -> FxHashMap<String, Link> {
    let rows = lexicon.table("ar/number_links").rows();
    rows.map(|row| {
        let link = if row.get("class") == "range-before" { Link::Before } else { Link::Between };
        (lexicon.fold(row.get("word")), link)
    })
    .collect()
}

impl Numbers {
    /// Joins neighbours that tell the two ends of one number.
    pub(super) fn ranges(&self, text: &Text, numbers: Vec<Number>) -> Vec<Number> {
        let mut joined: Vec<Number> = Vec::with_capacity(numbers.len());
        for number in numbers {
            let range = joined
                .last()
                .and_then(|before| self.sum(text, before, &number).or_else(|| self.range(text, before, &number)));
            match range {
                Some(range) => {
                    joined.pop();
                    joined.push(range);
                }
                None => joined.push(number),
            }
        }
        joined
    }

    /// «250 ألفا و500» is one number.
    fn sum(&self, text: &Text, large: &Number, small: &Number) -> Option<Number> {
        let opens = large.first.checked_sub(1).and_then(|before| self.links.get(text.form(before)));
        let follows = small.is_joined && small.first == large.last + 2 && small.last == small.first;
        let fits =
            large.is_digits && large.last > large.first && small.is_digits && !large.is_percent && !small.is_percent;
        let scale = scale_of(large);
        let adds = opens.is_none()
            && fits
            && follows
            && large.shape == Shape::Exact
            && small.low < scale
            && small.low >= scale / 1000.0;
        let low = large.low + small.low;
        adds.then_some(Number { last: small.last, low, high: Some(low), ..*large })
    }

    fn range(&self, text: &Text, low: &Number, high: &Number) -> Option<Number> {
        let ends = (low.shape == Shape::Exact || low.shape == Shape::Range) && high.shape == Shape::Exact;
        if !ends || low.shape == Shape::Range || text.tokens[low.first].sentence != text.tokens[high.first].sentence {
            return None;
        }
        let scaled = scale_of(high) / scale_of(low).max(1.0);
        // «بين 3 و5 ملايين»: the scale belongs to both.
        let bottom = if scaled > 1.0 && low.low < 1000.0 { low.low * scaled } else { low.low };
        let between = &(low.last + 1..high.first);
        let words = between.len();
        let link = |token: usize| self.links.get(text.form(token)).copied();
        let opens = low.first > 0 && link(low.first - 1) == Some(Link::Before);
        let and = match words {
            0 => high.is_joined && high.lead > 0,
            1 => high.is_joined && self.is_conjunction(text, between.start),
            _ => false,
        };
        let hyphen = words == 1
            && low.is_digits
            && high.is_digits
            && matches!(text.form(between.start), "-" | "\u{2013}" | "\u{2014}" | "\u{2212}")
            && text.tokens[low.last].span.end == text.tokens[between.start].span.start
            && text.tokens[between.start].span.end == text.tokens[high.first].span.start;
        let linked = words == 1 && link(between.start) == Some(Link::Between);
        if !(opens && and || hyphen || linked) || bottom >= high.low {
            return None;
        }
        Some(Number {
            first: if opens { low.first - 1 } else { low.first },
            last: high.last,
            low: bottom,
            high: Some(high.low),
            shape: Shape::Range,
            is_digits: low.is_digits && high.is_digits,
            is_definite: false,
            is_percent: high.is_percent,
            is_one: false,
            is_hyphenated: hyphen,
            is_joined: low.is_joined,
            lead: low.lead,
        })
    }
}

/// The largest scale that the number is a whole multiple of.
fn scale_of(number: &Number) -> f64 {
    let has_scale = number.last > number.first || !number.is_digits;
    let whole = |scale: f64| number.low >= scale && number.low % (scale / 10.0) < 0.5;
    [1e12, 1e9, 1e6, 1e3].into_iter().find(|scale| has_scale && whole(*scale)).unwrap_or(1.0)
}
