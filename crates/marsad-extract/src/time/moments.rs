//! What is built on days: parts of day, clock times, beginnings and ends, intervals, and times that hang on an event.

use jiff::ToSpan;
use marsad_record::{Interval, TimeValue};

use super::calendar::add_days;
use super::clause::Manner;
use super::gives::Argument;
use super::reader::{Draft, Parts, Reader, Reading};

impl Reader<'_, '_> {
    /// `part {day-part} [{when}|STEP]`: without a day, that of the dateline.
    pub(super) fn part(&self, parts: &Parts) -> Option<Reading> {
        let part = self.word(parts, 0)?;
        let with = |value: &TimeValue| TimeValue { value: format!("{}{part}", value.value), interval: value.interval };
        let argument = self.argument(parts, 1);
        if let Some(day) = argument.and_then(|argument| self.inner(parts, argument)) {
            let value = day.reading.value.as_ref()?;
            if value.value.contains('T') || value.value.len() < 7 && value.interval.is_some() {
                return None;
            }
            let mut reading = Reading::of(with(value))?;
            reading.alternatives =
                day.reading.alternatives.iter().filter(|other| other.interval.is_some()).map(with).collect();
            return Some(reading);
        }
        let step = argument.and_then(|argument| self.number(parts, argument)).unwrap_or(0.0);
        self.on_day(step as i64, &part)
    }

    fn on_day(&self, step: i64, part: &str) -> Option<Reading> {
        let day = self.anchor.day.and_then(|anchor| add_days(anchor, step));
        Reading::of(match day {
            Some(day) => TimeValue { value: format!("{day}{part}"), interval: Some(Interval::day(day)) },
            None => TimeValue::open(format!("XXXX-XX-XX{part}")),
        })
    }

    /// `night {night-word}`.
    pub(super) fn night(&self, parts: &Parts) -> Option<Reading> {
        let step: i64 = self.word(parts, 0)?.parse().ok()?;
        self.on_day(step, "TNI")
    }

    /// `clock {clock|hour} [minute=] [part=] [when=]`.
    pub(super) fn clock(&self, parts: &Parts) -> Option<Reading> {
        let Argument::Part(name) = self.argument(parts, 0)? else { return None };
        let hit = parts.found.capture(name)?;
        let is_clock = self.lexicon.vocabulary().class_name(hit.class) == "clock";
        let value = self.number(parts, self.argument(parts, 0)?)?;
        let mut minute = if is_clock { value as i32 } else { (value * 60.0) as i32 };
        minute += self.named(parts, "minute").map_or(0, |more| (more * 60.0) as i32);
        if !(0..=24 * 60).contains(&minute) || value < 0.0 {
            return None;
        }
        let part = parts.gives.named("part").and_then(|argument| self.text_of(parts, argument));
        minute = match part.as_deref() {
            Some("TAF" | "TEV") if minute < 12 * 60 => minute + 12 * 60,
            Some("TMI") if minute < 10 * 60 => minute + 12 * 60,
            Some("TNI") if (6 * 60..12 * 60).contains(&minute) => minute + 12 * 60,
            Some("TMO" | "TNI") if (12 * 60..13 * 60).contains(&minute) => minute - 12 * 60,
            _ => minute,
        };
        let written = format!("T{:02}:{:02}", minute / 60, minute % 60);
        let when = parts.gives.named("when").and_then(|argument| self.inner(parts, argument));
        if let Some(value) = when.and_then(|when| when.reading.value.as_ref()) {
            let day = value.value.split('T').next().unwrap_or_default();
            return Reading::of(TimeValue { value: format!("{day}{written}"), interval: value.interval });
        }
        self.on_day(0, &written)
    }

    /// `position {position-word} {when}`: the beginning, middle or end narrows the days and leaves the value.
    pub(super) fn position(&self, parts: &Parts) -> Option<Reading> {
        let position = self.word(parts, 0)?;
        let draft = self.inner(parts, self.argument(parts, 1)?)?;
        let mut reading = draft.reading.clone();
        narrowed(&mut reading, &position);
        Some(reading)
    }

    /// `since {when}`: from then to the dateline.
    pub(super) fn since(&self, parts: &Parts) -> Option<Reading> {
        let draft = self.inner(parts, self.argument(parts, 0)?)?;
        let value = draft.reading.value.as_ref()?;
        let from = value.interval.and_then(|interval| interval.from);
        let interval = from.map(|from| Interval { from: Some(from), to: self.anchor.day.filter(|day| *day >= from) });
        Reading::of(TimeValue { value: format!("{}/PRESENT_REF", value.value), interval })
    }

    /// `until {when}`: from the dateline to then.
    pub(super) fn until(&self, parts: &Parts) -> Option<Reading> {
        let draft = self.inner(parts, self.argument(parts, 0)?)?;
        let value = draft.reading.value.as_ref()?;
        if value.value.ends_with("_REF") {
            return None;
        }
        let to = value.interval.and_then(|interval| interval.to);
        let interval = to.map(|to| Interval { from: self.anchor.day.filter(|day| *day <= to), to: Some(to) });
        Reading::of(TimeValue { value: format!("PRESENT_REF/{}", value.value), interval })
    }

    /// `between {when:from} {when:to}`.
    pub(super) fn between(&self, parts: &Parts) -> Option<Reading> {
        let value = |draft: Option<&Draft>| draft.and_then(|draft| draft.reading.value.clone());
        let mut from = value(self.inner(parts, self.argument(parts, 0)?))?;
        let to = value(self.inner(parts, self.argument(parts, 1)?))?;
        // «من الأحد إلى الخميس»: the first weekday is the one before the second.
        let day = |value: &TimeValue| value.interval.and_then(|days| days.single_day());
        if let (Some(first), Some(second)) = (day(&from), day(&to))
            && second < first
            && let Some(earlier) = add_days(first, -7).filter(|earlier| *earlier < second)
        {
            from = TimeValue::day(earlier);
        }
        let days = from.interval.and_then(|days| days.from).zip(to.interval.and_then(|days| days.to));
        // «من 2024 إلى 2001» is no length of time: each stands for itself.
        if days.is_some_and(|(from, to)| to < from) {
            return None;
        }
        let interval = days.map(|(from, to)| Interval { from: Some(from), to: Some(to) });
        Reading::of(TimeValue { value: format!("{}/{}", from.value, to.value), interval })
    }

    /// `event AFTER|BEFORE|OVERLAP|SINCE [verbal]`: the words that follow name an event; when it was is left open.
    pub(super) fn event(&self, parts: &Parts) -> Option<Reading> {
        let relation = self.word(parts, 0)?;
        let manner = match self.word(parts, 1).as_deref() {
            Some("verbal") => Manner::Clause,
            Some("narrow") => Manner::Name,
            _ => Manner::Phrase,
        };
        let first = parts.found.last + 1;
        let covers = |draft: &Draft| {
            draft.stands
                && draft.first < parts.found.first + usize::from(draft.last > parts.found.first)
                && draft.last >= parts.found.first
        };
        if self.drafts.iter().any(covers) {
            return None;
        }
        let (from, last) = {
            let about = self.times.classes.about.and_then(|class| self.text.hits.class_at(first, class));
            let after_about = about.map_or(first, |hit| hit.last as usize + 1);
            let starts_when = self.whens.at(after_about).iter().any(|hit| hit.lead == 0);
            if first >= self.text.tokens.len()
                || starts_when
                || self.text.tokens[first].sentence != self.text.tokens[first - 1].sentence
            {
                return None;
            }
            let clauses = &self.times.clauses;
            (first, clauses.end(self.text, self.lexicon, &self.whens, first, manner)?)
        };
        let words = self.text.span(from, last).of(self.text.original);
        let value = match relation.as_str() {
            "SINCE" => format!("AFTER({words})/PRESENT_REF"),
            relation => format!("{relation}({words})"),
        };
        let mut reading = Reading::of(TimeValue::open(value))?;
        reading.last = Some(last);
        Some(reading.noted("event-anchored-time", "A time that hangs on an event; the words do not say when that was."))
    }
}

/// Narrows the days of a reading and of its alternatives.
pub(super) fn narrowed(reading: &mut Reading, position: &str) {
    for value in reading.value.iter_mut().chain(&mut reading.alternatives) {
        value.interval = value.interval.map(|interval| narrow(interval, position));
    }
}

/// The first, middle or last third of an interval; a month's middle is around its fifteenth.
fn narrow(interval: Interval, position: &str) -> Interval {
    let (Some(from), Some(to)) = (interval.from, interval.to) else { return interval };
    let days = (to - from).get_days();
    let third = |count: i32| from.checked_add((days * count / 3).days()).unwrap_or(from);
    let (from, to) = match position {
        "START" => (from, third(1)),
        "MID" => (third(1), third(2)),
        _ => (third(2), to),
    };
    Interval { from: Some(from), to: Some(to) }
}
