//! The grammar of number words: «ثلاثة وأربعين», «مئة وخمسة وعشرون ألفا», «بضعة آلاف», «مليون ونصف».

use marsad_lexicon::Lexicon;
use marsad_text::Text;

use super::{Number, Numbers, Shape};

/// What part a word plays in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// «واحد», which follows what it counts.
    One,
    /// The first part of eleven.
    Eleven,
    /// Two to ten.
    Unit,
    /// Twenty, thirty ...
    Ten,
    /// One to nine hundred.
    Hundred,
    /// Thousand, million, milliard.
    Scale,
    /// «ألفا»: a scale after a number, two thousand before a noun.
    ScaleAccusative,
    /// Two thousand, two million.
    ScaleTwo,
    /// Thousands, millions: a scale after a number, vague alone.
    ScaleMany,
    /// Tens, hundreds.
    Vague,
    /// Three to nine.
    Few,
    /// Three or more.
    Several,
    /// And some more.
    Odd,
    /// Half, a third.
    Fraction,
    /// Another word.
    Other,
}

/// Kind and bounds of a row of `ar/numbers`; definite forms end in `-the`.
pub(super) fn row(kind: &str, value: &str) -> (Kind, f64, f64) {
    let (low, high) = value.split_once('-').unwrap_or((value, value));
    let number = |text: &str| text.parse().unwrap_or(0.0);
    let kind = match kind.trim_end_matches("-the") {
        "one" => Kind::One,
        "eleven" => Kind::Eleven,
        "unit" => Kind::Unit,
        "ten" => Kind::Ten,
        "hundred" => Kind::Hundred,
        "scale" => Kind::Scale,
        "scale-accusative" => Kind::ScaleAccusative,
        "scale-two" => Kind::ScaleTwo,
        "scale-many" => Kind::ScaleMany,
        "vague" => Kind::Vague,
        "few" => Kind::Few,
        "several" => Kind::Several,
        "odd" => Kind::Odd,
        "fraction" => Kind::Fraction,
        _ => Kind::Other,
    };
    (kind, number(low), number(high))
}

/// A number on its way: what is settled, and the part below the next scale word.
struct Sum {
    done: f64,
    part: f64,
    /// The smallest scale so far: what follows must be smaller.
    floor: f64,
    spread: f64,
    shape: Shape,
}

impl Numbers {
    /// Kind, bounds, bytes of clitics before it and whether «و» is among them.
    pub(super) fn word_at(&self, text: &Text, lexicon: &Lexicon, token: usize) -> Option<(Kind, f64, f64, u8, bool)> {
        let class = self.word?;
        let mut best: Option<(Kind, f64, f64, u8, bool)> = None;
        for hit in text.hits.at(token) {
            if hit.class != class || hit.tail > 0 || hit.first != hit.last {
                continue;
            }
            let Some(entry) = hit.entry else { continue };
            let index = lexicon.vocabulary().entry(entry).row as usize;
            let Some(&(kind, low, high)) = self.rows.get(index) else { continue };
            let is_trap = hit.lead > 0 && self.trap.is_some_and(|trap| text.is(token, trap));
            // «ألفي» is two thousand, «الفي» may be anything with the article.
            let is_article = kind == Kind::ScaleTwo && text.original(token).starts_with("\u{0627}\u{0644}");
            if is_trap || is_article {
                continue;
            }
            if best.is_none_or(|best| hit.lead < best.3) {
                best = Some((kind, low, high, hit.lead, hit.proclitics.has_conjunction()));
            }
        }
        best
    }

    /// The number that begins with the word at a token.
    pub(super) fn words_at(&self, text: &Text, lexicon: &Lexicon, first: usize, end: usize) -> Option<Number> {
        let (kind, low, high, lead, is_joined) = self.word_at(text, lexicon, first)?;
        let mut sum = Sum { done: 0.0, part: 0.0, floor: f64::INFINITY, spread: 1.0, shape: Shape::Exact };
        match kind {
            Kind::Odd | Kind::Other => return None,
            Kind::Scale | Kind::ScaleTwo => (sum.done, sum.floor) = (low, low),
            Kind::ScaleAccusative => {
                let is_one = text.original(first).contains('\u{064B}');
                (sum.done, sum.floor) = (if is_one { low } else { 2.0 * low }, low);
            }
            Kind::ScaleMany => (sum.done, sum.floor, sum.shape) = (2.0 * low, 0.0, Shape::Vague),
            Kind::Vague | Kind::Several => (sum.part, sum.shape) = (low, Shape::Vague),
            Kind::Few => (sum.part, sum.shape, sum.spread) = (low, Shape::Vague, high / low),
            Kind::Fraction => (sum.part, sum.shape) = (low, Shape::Fraction),
            _ => sum.part = low,
        }
        let mut last = first;
        let mut before = if kind == Kind::ScaleAccusative { Kind::Scale } else { kind };
        while last + 1 < end {
            let Some((next, value, _, lead, joined)) = self.word_at(text, lexicon, last + 1) else { break };
            let next = if next == Kind::ScaleAccusative { Kind::Scale } else { next };
            if (lead > 0) != joined || !sum.takes(before, next, value, joined) {
                break;
            }
            last += 1;
            before = next;
        }
        if before == Kind::Eleven {
            // «أحد» alone is somebody, not a number.
            return None;
        }
        let value = sum.done + sum.part;
        Some(Number {
            first,
            last,
            low: value,
            high: match sum.shape {
                Shape::Exact | Shape::Fraction => Some(value),
                Shape::Vague if sum.spread > 1.0 => Some(value * sum.spread),
                _ => None,
            },
            shape: sum.shape,
            is_digits: false,
            is_definite: self.is_definite(text, lexicon, first, last),
            is_percent: false,
            is_one: kind == Kind::One && first == last,
            is_hyphenated: false,
            is_joined,
            lead,
        })
    }

    fn is_definite(&self, text: &Text, lexicon: &Lexicon, first: usize, last: usize) -> bool {
        let class = self.word;
        let is_the = |token: usize| {
            let hits = text.hits.at(token).iter().filter(|hit| Some(hit.class) == class && hit.tail == 0);
            hits.filter_map(|hit| hit.entry).any(|entry| lexicon.row(entry).get("kind").ends_with("-the"))
        };
        (first..=last).any(is_the)
    }
}

impl Sum {
    /// Adds a word if the grammar allows it after the one before.
    fn takes(&mut self, before: Kind, next: Kind, value: f64, joined: bool) -> bool {
        let below_hundred = self.part % 100.0;
        match (next, joined) {
            (Kind::Unit, false) if matches!(before, Kind::Unit | Kind::Eleven) => {
                // «ثلاثة عشر»: only ten can follow a unit without «و».
                if (value - 10.0).abs() > 0.1 || below_hundred > 9.0 {
                    return false;
                }
                self.part += 10.0;
            }
            (Kind::Unit, false) if before == Kind::Few && (value - 10.0).abs() < 0.1 => {
                (self.part, self.spread) = (13.0, 19.0 / 13.0);
            }
            (Kind::Unit | Kind::One | Kind::Eleven, true) => {
                let room = if self.part > 0.0 { self.part % 100.0 < 0.1 } else { self.done > 0.0 };
                if !room
                    || self.floor < 100.0
                    || !matches!(before, Kind::Hundred | Kind::Scale | Kind::ScaleTwo | Kind::ScaleMany)
                {
                    return false;
                }
                self.part += value;
            }
            (Kind::Ten, true) => {
                let after_unit = matches!(before, Kind::Unit | Kind::One | Kind::Eleven) && below_hundred < 9.5;
                let after_big = matches!(before, Kind::Hundred | Kind::Scale | Kind::ScaleTwo | Kind::ScaleMany);
                let follows = after_unit || after_big && below_hundred < 0.1;
                if !follows {
                    return false;
                }
                self.part += value;
            }
            (Kind::Hundred, true) if matches!(before, Kind::Scale | Kind::ScaleTwo | Kind::ScaleMany) => {
                self.part += value;
            }
            // «ثلاث مئة» in two words.
            (Kind::Hundred, false) if before == Kind::Unit && self.part < 10.0 && (value - 100.0).abs() < 0.1 => {
                self.part *= 100.0;
            }
            (Kind::Vague, false) if before == Kind::Few || before == Kind::Several => {
                self.part *= if value > 100.0 { 100.0 } else { 10.0 };
            }
            (Kind::Scale | Kind::ScaleMany, false) => return self.scale(before, value),
            (Kind::Scale | Kind::ScaleTwo, true) if before == Kind::Scale || before == Kind::ScaleMany => {
                if value >= self.floor || self.part > 0.0 {
                    return false;
                }
                self.done += value;
                self.floor = value;
            }
            (Kind::Fraction, true) if matches!(before, Kind::Scale | Kind::ScaleTwo) && self.part < 0.1 => {
                self.done += value * self.floor.min(self.done);
            }
            (Kind::Odd, _) if self.shape == Shape::Exact => self.shape = Shape::MoreThan,
            _ => return false,
        }
        true
    }

    /// «خمسة ملايين», «عشرات الآلاف», «نصف مليون».
    fn scale(&mut self, before: Kind, value: f64) -> bool {
        let multiplies = !matches!(before, Kind::Scale | Kind::ScaleTwo | Kind::ScaleMany | Kind::One);
        if !multiplies || self.part <= 0.0 || value >= self.floor {
            return false;
        }
        self.done += self.part * value;
        self.part = 0.0;
        self.floor = value;
        if self.shape == Shape::Fraction {
            self.shape = Shape::Exact;
        }
        true
    }
}
