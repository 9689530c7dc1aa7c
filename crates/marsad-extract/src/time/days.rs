//! Days, months and years: calendar dates, weekdays, and what is counted from the dateline.

use jiff::civil::Date;
use marsad_record::TimeValue;

use super::calendar::{self, Unit, add_days};
use super::hijri;
use super::reader::{Parts, Reader, Reading};

/// A year that has a 29 February.
const LEAP: i16 = 2000;
/// How many tokens stand before the day that opens an entry of a list, or between it and its colon.
const OPENING: usize = 3;
/// How many tokens the day of an entry has with its year.
const ENTRY: usize = 10;
/// How many sentences before it the entry stands that tells the year.
const ENTRIES: usize = 12;

/// A date of no calendar: what it says stays in the value, and nobody is told a day.
fn absurd(month: Option<i8>, day: Option<i8>) -> Option<Reading> {
    let value = match (month, day) {
        (Some(month), Some(day)) => format!("XXXX-{month:02}-{day:02}"),
        (Some(month), None) => format!("XXXX-{month:02}"),
        (None, Some(day)) => format!("XXXX-XX-{day:02}"),
        (None, None) => "XXXX".to_owned(),
    };
    absurd_value(value)
}

/// A time that cannot be, with what is left of its value.
pub(super) fn absurd_value(value: String) -> Option<Reading> {
    let reading = Reading::of(TimeValue::open(value))?;
    Some(reading.noted("absurd-date", "No calendar or clock has this time; its value was left open."))
}

impl Reader<'_, '_> {
    /// `calendar [year=] [month=] [day=] [weekday=] [direction=]`.
    pub(super) fn calendar(&self, parts: &Parts) -> Option<Reading> {
        let small = |name| self.named(parts, name).map(|value| value as i8);
        let (month, day) = (small("month"), small("day"));
        let direction = self.named(parts, "direction");
        let is_hijri = self.named_hit(parts, "month").is_some_and(|hit| self.is_hijri(hit));
        let year = match (self.named_hit(parts, "year"), self.named(parts, "year")) {
            (Some(hit), Some(step)) if hit.entry.is_some() => self.anchor.year.map(|year| year + step as i16),
            (_, Some(year)) if (1.0..=99.0).contains(&year) && !is_hijri => Some(two_digits(year as i16)),
            (_, Some(year)) if !(1.0..=2199.0).contains(&year) => {
                return absurd(month.filter(|_| !is_hijri), day);
            }
            (_, year) => year.map(|year| year as i16),
        };
        let is_hijri_year = self
            .named_hit(parts, "year")
            .is_some_and(|hit| self.lexicon.vocabulary().class_name(hit.class) == "hijri-year");
        if is_hijri || is_hijri_year {
            return self.hijri(year, month, day, direction);
        }
        let Some(month) = month else { return Reading::of(calendar::year(year?)) };
        let guesses = match year {
            Some(year) => vec![year],
            None => self.years_of(parts, month, day, direction),
        };
        if guesses.is_empty() {
            if day.is_some_and(|day| Date::new(LEAP, month, day).is_err()) {
                return absurd(Some(month), day);
            }
            let day = day.map(|day| format!("-{day:02}")).unwrap_or_default();
            return Reading::of(TimeValue::open(format!("XXXX-{month:02}{day}")));
        }
        let value = |year: i16| match day {
            Some(day) => Date::new(year, month, day).ok().map(TimeValue::day),
            None => Some(calendar::month(year, month)),
        };
        let mut values = guesses.into_iter().filter_map(value);
        match values.next() {
            Some(first) => Some(Reading::of(first)?.or(values)),
            None => absurd(Some(month), day),
        }
    }

    /// `days {from} {to} month= [year=]`: two days of one month.
    pub(super) fn days(&self, parts: &Parts) -> Option<Reading> {
        let part = |at| self.number(parts, self.argument(parts, at)?).map(|value| value as i8);
        let (from, to) = (part(0)?, part(1)?);
        let month = self.named(parts, "month")? as i8;
        let told = self.named(parts, "year").map(|year| year as i16);
        let Some(year) = told.or_else(|| self.years_of(parts, month, Some(from), None).first().copied()) else {
            return Reading::of(TimeValue::open(format!("XXXX-{month:02}-{from:02}/XXXX-{month:02}-{to:02}")));
        };
        let (from, to) = (Date::new(year, month, from).ok()?, Date::new(year, month, to).ok()?);
        (from < to).then(|| Reading::of(calendar::over(format!("{from}/{to}"), Some(from), Some(to))))?
    }

    /// `year-in-words {number}`: «عام ألفين وخمسة»; digits that are a year have been read, others are none.
    pub(super) fn year_in_words(&self, parts: &Parts) -> Option<Reading> {
        let hit = &parts.found.captures.first()?.hit;
        let number = self.numbers.get(hit.payload as usize)?;
        if number.low > 2199.0 {
            return absurd(None, None);
        }
        let is_year = !number.is_digits && number.low >= 1000.0;
        if is_year { Reading::of(calendar::year(number.low as i16)) } else { None }
    }

    /// `month-day {day} [{direction}]`: a day of this month, the last or the next.
    pub(super) fn month_day(&self, parts: &Parts) -> Option<Reading> {
        let day = self.number(parts, self.argument(parts, 0)?)? as i8;
        let step = self.argument(parts, 1).and_then(|argument| self.number(parts, argument)).unwrap_or(0.0);
        let Some(anchor) = self.anchor.day else {
            return Reading::of(TimeValue::open(format!("XXXX-XX-{day:02}")));
        };
        let month = calendar::shifted(anchor.first_of_month(), Unit::Month, step as i32)?;
        match Date::new(month.year(), month.month(), day) {
            Ok(day) => Reading::of(TimeValue::day(day)),
            Err(_) => absurd(Some(month.month()), Some(day)),
        }
    }

    fn is_hijri(&self, hit: &marsad_text::Hit) -> bool {
        hit.entry.is_some_and(|entry| self.lexicon.row(entry).get("calendar") == "hijri")
    }

    /// The years that a month without one can be in, likeliest first.
    fn years_of(&self, parts: &Parts, month: i8, day: Option<i8>, direction: Option<f64>) -> Vec<i16> {
        let Some(anchor) = self.anchor.day else { return self.anchor.year.into_iter().collect() };
        let this = anchor.year();
        let position = (month, day.unwrap_or_else(|| if month == anchor.month() { anchor.day() } else { 1 }));
        let here = (anchor.month(), anchor.day());
        match direction {
            Some(step) if step < 0.0 => {
                let same_month = day.is_none() && month == here.0;
                return vec![if position < here && !same_month { this } else { this - 1 }];
            }
            Some(step) if step > 0.0 => {
                let same_month = day.is_none() && month == here.0;
                return vec![if position > here && !same_month { this } else { this + 1 }];
            }
            Some(_) => return vec![this],
            None => {}
        }
        if let Some(year) = self.year_nearby(parts.found.first).or_else(|| self.year_of_list(parts))
            && year != this
        {
            return vec![year, this];
        }
        if position <= here {
            return if self.looks_ahead(parts.found.first) && here.0 - month > 2 {
                vec![this + 1, this]
            } else {
                vec![this]
            };
        }
        let months_ahead = i32::from(month) - i32::from(here.0);
        if self.looks_ahead(parts.found.first) {
            return vec![this];
        }
        if months_ahead <= 2 && day.is_some() || months_ahead <= 1 {
            vec![this, this - 1]
        } else {
            vec![this - 1, this]
        }
    }

    /// «30 يناير 2013: ... / 3 مايو: ...»: in a list of days the year of the last entry that tells one.
    fn year_of_list(&self, parts: &Parts) -> Option<i16> {
        let is_colon = |token: usize| self.text.original(token) == ":";
        let (first, last) = (parts.found.first, parts.found.last);
        let sentence = self.text.sentence_of(first);
        let opens = first <= sentence.first + OPENING;
        if !opens || !(last + 1..(last + 1 + OPENING).min(sentence.end)).any(is_colon) {
            return None;
        }
        let index = self.text.sentence_at(self.text.tokens[first].span.start);
        self.text.sentences[..index].iter().rev().take(ENTRIES).find_map(|earlier| {
            let colon = (earlier.first..(earlier.first + ENTRY).min(earlier.end)).find(|token| is_colon(*token))?;
            let hits = (earlier.first..colon).flat_map(|at| self.digits.hits.at(at));
            let mut years = hits.filter(|hit| self.lexicon.vocabulary().class_name(hit.class) == "year");
            years.next().and_then(|hit| i16::try_from(hit.payload).ok())
        })
    }

    /// A year told earlier in the same sentence.
    fn year_nearby(&self, token: usize) -> Option<i16> {
        let sentence = self.text.sentence_of(token).first;
        let years = (sentence..token).rev().flat_map(|at| self.digits.hits.at(at));
        let mut years = years.filter(|hit| self.lexicon.vocabulary().class_name(hit.class) == "year");
        years.next().and_then(|hit| i16::try_from(hit.payload).ok())
    }

    fn hijri(&self, year: Option<i16>, month: Option<i8>, day: Option<i8>, direction: Option<f64>) -> Option<Reading> {
        let Some(month) = month else { return Reading::of(hijri::year(year?)?) };
        if day.is_some_and(|day| !(1..=30).contains(&day)) {
            return absurd(None, day);
        }
        let year = match (year, self.anchor.day) {
            (Some(year), _) => year,
            (None, Some(anchor)) => {
                let this = hijri::year_of(anchor);
                let start = hijri::day(this, month, day.unwrap_or(1))?;
                match direction {
                    Some(step) if step < 0.0 && start >= anchor => this - 1,
                    Some(step) if step > 0.0 && start <= anchor => this + 1,
                    None if (start - anchor).get_days() > 150 => this - 1,
                    _ => this,
                }
            }
            (None, None) => return Reading::of(TimeValue::open(day.map_or("XXXX-XX", |_| "XXXX-XX-XX"))),
        };
        match day {
            None => Reading::of(hijri::month(year, month)?),
            Some(day) => {
                let day = hijri::day(year, month, day)?;
                let others = [1, -1].into_iter().filter_map(|step| add_days(day, step)).map(TimeValue::day);
                Some(Reading::of(TimeValue::day(day))?.or(others).noted(
                    "hijri-date",
                    "A Hijri date converted by reckoning: the moon that was seen may differ by a day.",
                ))
            }
        }
    }

    /// `numeric {numeric-date}`.
    pub(super) fn numeric(&self, parts: &Parts) -> Option<Reading> {
        let hit = parts
            .found
            .captures
            .iter()
            .map(|capture| &capture.hit)
            .find(|hit| self.lexicon.vocabulary().class_name(hit.class) == "numeric-date")?;
        let written = self.digits.dates.get(hit.payload as usize)?;
        let (year, month, day) = written.date;
        if written.is_hijri {
            return self.hijri(Some(year), Some(month), Some(day), None);
        }
        let value = |(year, month, day)| Date::new(year, month, day).ok().map(TimeValue::day);
        match value(written.date) {
            Some(first) => Some(Reading::of(first)?.or(written.other.and_then(value))),
            None => absurd(Some(month), Some(day)),
        }
    }

    /// `weekday {weekday} bare|past|next|this`.
    pub(super) fn weekday(&self, parts: &Parts) -> Option<Reading> {
        let number: i8 = self.word(parts, 0)?.parse().ok()?;
        let side = self.word(parts, 1)?;
        let Some(anchor) = self.anchor.day else {
            let reading = Reading::of(TimeValue::open(format!("XXXX-WXX-{number}")))?;
            return Some(
                reading.noted("weekday-without-dateline", "A weekday in a text that does not say its own day."),
            );
        };
        let back = calendar::days_since(anchor, number);
        let day = |step: i64| add_days(anchor, step).map(TimeValue::day);
        let past = if back == 0 { -7 } else { -back };
        let next = 7 - back;
        match side.as_str() {
            "past" => Some(Reading::of(day(past)?)?),
            "next" => Some(Reading::of(day(next)?)?),
            "before-past" => Reading::of(day(past - 7)?),
            "after-next" => Reading::of(day(next + 7)?),
            _ if back == 0 && side == "bare" => Some(Reading::of(day(0)?)?.or(day(-7))),
            "today" => Reading::of(day(-back)?),
            "this" => Reading::of(day(0 - if back < 4 { back } else { back - 7 })?),
            _ if self.looks_ahead(parts.found.first) => Some(Reading::of(day(next)?)?.or(day(-back))),
            _ => Reading::of(day(-back)?),
        }
    }

    /// `shift UNIT STEP [count=] [of=]`: so many units from the dateline.
    pub(super) fn shift(&self, parts: &Parts) -> Option<Reading> {
        let unit = Unit::of(&self.word(parts, 0)?)?;
        let sign: f64 = self.word(parts, 1)?.parse().ok()?;
        let count = match parts.gives.named("count") {
            Some(argument) => self.number(parts, argument)?,
            None => 1.0,
        };
        let is_vague = self.named_hit(parts, "count").is_some_and(|hit| self.is_vague(hit));
        if is_vague {
            return Reading::of(TimeValue::open(if sign < 0.0 { "PAST_REF" } else { "FUTURE_REF" }));
        }
        let step = (sign * count) as i32;
        if let Unit::Clock(letter) = unit {
            return self.shift_clock(letter, sign * count);
        }
        let Some(anchor) = self.anchor.day else {
            return Reading::of(TimeValue::open(calendar::unplaced(unit.coarse(parts.gives.named("count").is_some()))));
        };
        let is_counted = parts.gives.named("count").is_some();
        let day = calendar::shifted(anchor, unit, step)?;
        let value = calendar::holding(day, unit.coarse(is_counted));
        let reading = Reading::of(value)?;
        Some(match unit {
            Unit::Week | Unit::Month if is_counted => reading.or([TimeValue::day(day)]),
            Unit::Decade if is_counted => reading.or([calendar::decade(day.year() / 10 * 10)]),
            _ => reading,
        })
    }

    fn shift_clock(&self, letter: char, count: f64) -> Option<Reading> {
        let minutes = match letter {
            'H' => count * 60.0,
            'M' => count,
            _ => 0.0,
        };
        let (Some(day), Some(minute)) = (self.anchor.day, self.anchor.minute) else {
            let value = self.anchor.day.filter(|_| minutes.abs() <= 240.0).map(TimeValue::day);
            return Reading::of(
                value.unwrap_or_else(|| TimeValue::open(if count < 0.0 { "PAST_REF" } else { "FUTURE_REF" })),
            );
        };
        let total = minute + minutes as i32;
        let day = add_days(day, i64::from(total.div_euclid(1440)))?;
        let minute = total.rem_euclid(1440);
        Reading::of(TimeValue::iso(format!("{day}T{:02}:{:02}", minute / 60, minute % 60)))
    }

    /// «اليوم»: the day of publication, or these days.
    pub(super) fn today(&self) -> Reading {
        let open = TimeValue::open("PRESENT_REF");
        let value = self.anchor.day.map(TimeValue::day);
        let alternatives = value.is_some().then(|| open.clone());
        Reading { value: value.or(Some(open)), alternatives: alternatives.into_iter().collect(), ..Reading::default() }
    }

    /// `same UNIT`: the last year, month or day that the text has told.
    pub(super) fn same(&self, parts: &Parts) -> Option<Reading> {
        let unit = Unit::of(&self.word(parts, 0)?)?;
        let before = self.drafts.iter().filter(|draft| draft.stands && draft.last < parts.found.first);
        let known = before.filter_map(|draft| {
            let value = draft.reading.value.as_ref()?;
            let interval = value.interval?;
            let (from, to) = (interval.from?, interval.to?);
            let fits = match unit {
                Unit::Year => from.year() == to.year(),
                Unit::Month => from.year() == to.year() && from.month() == to.month(),
                _ => from == to,
            };
            fits.then_some((draft.last, from))
        });
        match known.max_by_key(|(last, _)| *last) {
            Some((_, day)) => Reading::of(calendar::holding(day, unit)),
            None => Reading::of(TimeValue::open(calendar::unplaced(unit))),
        }
    }
}

fn two_digits(year: i16) -> i16 {
    if year > 30 { 1900 + year } else { 2000 + year }
}
