//! Lengths of time and what recurs: «20 عاما», «العقدين الماضيين», «كل يومين», decades, centuries, seasons and quarters.

use marsad_record::{Interval, TimeValue};
use marsad_text::Hit;

use super::calendar::{self, Unit};
use super::gives::Argument;
use super::reader::{Parts, Reader, Reading};
use crate::number::Shape;

impl Unit {
    /// «قبل عقدين» is told in years, «قبل عقد» too: the unit that a counted shift is told in.
    pub(super) fn coarse(self, is_counted: bool) -> Unit {
        match self {
            Unit::Decade | Unit::Century | Unit::Millennium if is_counted => Unit::Year,
            unit => unit,
        }
    }
}

impl Reader<'_, '_> {
    /// Whether a count is «عدة», «عشرات» or the like.
    pub(super) fn is_vague(&self, hit: &Hit) -> bool {
        let is_number = self.lexicon.vocabulary().class_name(hit.class) == "number";
        is_number && self.numbers.get(hit.payload as usize).is_some_and(|number| number.shape == Shape::Vague)
    }

    /// How many, as TIMEX writes it: `3`, `1.5`, `X`, and both ends of a range.
    fn counts(&self, parts: &Parts) -> Option<(String, Option<String>)> {
        let Some(argument) = parts.gives.named("count") else { return Some(("X".to_owned(), None)) };
        let written = |value: f64| format!("{value}");
        if let Some(hit) = self.named_hit(parts, "count")
            && hit.entry.is_none()
        {
            let number = self.numbers.get(hit.payload as usize)?;
            return Some(match number.shape {
                Shape::Vague => ("X".to_owned(), None),
                Shape::Range => (written(number.low), number.high.map(written)),
                _ => (written(number.low), None),
            });
        }
        let mut text = self.text_of(parts, argument)?;
        if let (Some(more), Ok(value)) = (self.named(parts, "plus"), text.parse::<f64>()) {
            text = written(value + more);
        }
        Some((text, None))
    }

    /// `length UNIT [count=] [plus=] [direction=]`.
    pub(super) fn length(&self, parts: &Parts) -> Option<Reading> {
        let unit = Unit::of(&self.word(parts, 0)?)?;
        let (count, end) = self.counts(parts)?;
        let value = match &end {
            Some(end) => format!("{}/{}", unit.duration(&count), unit.duration(end)),
            None => smaller(unit, &count).unwrap_or_else(|| unit.duration(&count)),
        };
        let interval = self.interval_of(unit, &count, self.named(parts, "direction"));
        let reading = Reading::of(TimeValue { value, interval })?;
        let ends = end.into_iter().flat_map(|end| [unit.duration(&end), unit.duration(&count)]);
        // Some write the hours of a length without their T.
        let plain = (count == "X").then(|| format!("PX{}", value_letter(unit)));
        Some(reading.or(ends.chain(plain).map(TimeValue::open)))
    }

    /// The days from or to the dateline that a length with a direction covers.
    fn interval_of(&self, unit: Unit, count: &str, direction: Option<f64>) -> Option<Interval> {
        let (direction, anchor) = (direction?, self.anchor.day?);
        let count: f64 = count.parse().ok()?;
        if direction == 0.0 {
            return None;
        }
        let other = calendar::shifted(anchor, unit, (count * direction.signum()) as i32)?;
        Some(Interval { from: Some(anchor.min(other)), to: Some(anchor.max(other)) })
    }

    /// `set UNIT [count=]`, `set P1D`.
    pub(super) fn set(&self, parts: &Parts) -> Option<Reading> {
        let word = self.word(parts, 0)?;
        let Some(unit) = Unit::of(&word) else { return Reading::of(TimeValue::open(word)) };
        let count =
            parts.gives.named("count").map_or(Some("1".to_owned()), |argument| self.text_of(parts, argument))?;
        Reading::of(TimeValue::open(unit.duration(&count)))
    }

    /// `decade {decade-word} [{century}]`: nineties are of the century past unless told otherwise.
    pub(super) fn decade(&self, parts: &Parts) -> Option<Reading> {
        let tens: i16 = self.word(parts, 0)?.parse().ok()?;
        let told = self.argument(parts, 1).and_then(|argument| match argument {
            Argument::Word(word) => word.parse::<i16>().ok(),
            Argument::Part(_) => self.number(parts, argument).map(|number| number as i16),
        });
        let hundreds = match (told, self.anchor.year) {
            (Some(step @ -1..=1), Some(year)) => year / 100 + step,
            (Some(step @ -1..=1), None) => 20 + step,
            (Some(ordinal), _) => ordinal - 1,
            (None, _) => 19,
        };
        let value = calendar::decade(hundreds * 100 + tens * 10);
        let other = (told.is_none() && tens <= 2).then(|| calendar::decade(2000 + tens * 10));
        Some(Reading::of(value)?.or(other))
    }

    /// `century {ordinal}`.
    pub(super) fn century(&self, parts: &Parts) -> Option<Reading> {
        let ordinal: f64 = self.word(parts, 0)?.parse().ok()?;
        Reading::of(calendar::century(ordinal as i16 - 1))
    }

    /// `part-of-year Q|H|season {ordinal} [year=] [direction=]`.
    pub(super) fn part_of_year(&self, parts: &Parts) -> Option<Reading> {
        let kind = self.word(parts, 0)?;
        let which = self.word(parts, 1)?;
        let (suffix, first, count) = match kind.as_str() {
            "Q" | "H" => {
                let number: i8 = which.parse().ok()?;
                let (parts, length) = if kind == "Q" { (4, 3) } else { (2, 6) };
                if !(1..=parts).contains(&number) {
                    return None;
                }
                (format!("{kind}{number}"), (number - 1) * length + 1, i32::from(length))
            }
            _ => (which.clone(), calendar::season_start(&which), 3),
        };
        let told = match (self.named_hit(parts, "year"), self.named(parts, "year")) {
            (Some(hit), Some(step)) if hit.entry.is_some() => self.anchor.year.map(|year| year + step as i16),
            (_, year) => year.map(|year| year as i16),
        };
        if let Some(year) = told {
            return Reading::of(calendar::months(year, &suffix, first, count));
        }
        let Some(anchor) = self.anchor.day else { return Reading::of(TimeValue::open(format!("XXXX-{suffix}"))) };
        let this = anchor.year();
        let ended = i32::from(first) + count <= i32::from(anchor.month());
        let begun = first <= anchor.month();
        let year = match self.named(parts, "direction") {
            Some(step) if step < 0.0 && !ended => this - 1,
            Some(step) if step > 0.0 && begun => this + 1,
            _ => this,
        };
        Reading::of(calendar::months(year, &suffix, first, count))
    }

    /// `years {year-range}`, `years {year} {year:end}`.
    pub(super) fn years(&self, parts: &Parts) -> Option<Reading> {
        let range = parts
            .found
            .captures
            .iter()
            .map(|capture| &capture.hit)
            .find(|hit| self.lexicon.vocabulary().class_name(hit.class) == "year-range");
        let (from, to) = match range {
            Some(hit) => *self.digits.ranges.get(hit.payload as usize)?,
            None => (self.word(parts, 0)?.parse().ok()?, self.word(parts, 1)?.parse().ok()?),
        };
        if to < from {
            return None;
        }
        let (from, to) = (calendar::year(from), calendar::year(to));
        let interval = from.interval.zip(to.interval).map(|(from, to)| Interval { from: from.from, to: to.to });
        Reading::of(TimeValue { value: format!("{}/{}", from.value, to.value), interval })
    }
}

/// Half an hour is told in minutes, half a decade in years.
fn smaller(unit: Unit, count: &str) -> Option<String> {
    let value: f64 = count.parse().ok()?;
    if value.fract() == 0.0 {
        return None;
    }
    match unit {
        Unit::Clock('H') => Some(Unit::Clock('M').duration(&format!("{}", (value * 60.0).round()))),
        Unit::Day => Some(Unit::Clock('H').duration(&format!("{}", (value * 24.0).round()))),
        Unit::Year if value < 1.0 => Some(Unit::Month.duration(&format!("{}", (value * 12.0).round()))),
        Unit::Decade => Some(Unit::Year.duration(&format!("{}", (value * 10.0).round()))),
        Unit::Century => Some(Unit::Year.duration(&format!("{}", (value * 100.0).round()))),
        _ => None,
    }
}

fn value_letter(unit: Unit) -> String {
    unit.duration("").trim_start_matches(['P', 'T']).to_owned()
}
