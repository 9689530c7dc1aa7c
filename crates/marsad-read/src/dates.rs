//! Dates as pages and machines write them: `2021-08-31T22:49:00Z`, `28/8/2021`, a month in any of its names.
//!
//! One reader for date lines, meta tags and given values. It answers with the local wall time as written.

use jiff::civil::Date;

use crate::page_words::{PageWords, WordClass, split_words};

/// A date line with more words than this is prose.
const MOST_WORDS: usize = 24;

/// Years outside these are misprints, or another calendar.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// A date found in a short text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundDate {
    /// ISO 8601, as partial as the text.
    pub(crate) value: String,
    /// Words that belong to no date.
    pub(crate) leftover: usize,
    /// The weekday beside it, if it is the wrong one.
    pub(crate) wrong_weekday: bool,
    /// It tells the last change, not the publication.
    pub(crate) is_update: bool,
    /// It names itself the date of publication or change.
    pub(crate) is_labelled: bool,
}

/// Why a text that looks like a date is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoDate {
    /// Nothing in it looks like a date.
    Nothing,
    /// A month 13, a day 32, the year 9999.
    Absurd,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Number {
        value: i32,
        digits: usize,
    },
    Word(String),
    /// The mark between two pieces.
    Mark(char),
}

/// The date in a short text: a line, a meta tag, a given value.
pub(crate) fn find_date(text: &str, words: &PageWords) -> Result<FoundDate, NoDate> {
    if text.len() > 400 || !text.chars().any(char::is_numeric) {
        return Err(NoDate::Nothing);
    }
    let pieces = pieces(text, words);
    if pieces.iter().filter(|piece| matches!(piece, Piece::Word(_))).count() > MOST_WORDS {
        return Err(NoDate::Nothing);
    }
    Reading { pieces: &pieces, used: vec![false; pieces.len()], words }.date()
}

fn pieces(text: &str, words: &PageWords) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut done = 0;
    for (start, end) in split_words(&words.folding, text) {
        if let Some(mark) = text[done..start].chars().find(|mark| !mark.is_whitespace()) {
            found.push(Piece::Mark(mark));
        }
        done = end;
        // `31T22` and `10PM`: digits and letters in one run.
        let folded = words.folding.fold(&text[start..end]);
        let mut rest = folded.as_str();
        while let Some(first) = rest.chars().next() {
            let digits = first.is_ascii_digit();
            let cut = rest.find(|letter: char| letter.is_ascii_digit() != digits).unwrap_or(rest.len());
            let (run, after) = rest.split_at(cut);
            found.push(match run.parse() {
                Ok(value) if digits => Piece::Number { value, digits: run.len() },
                _ => Piece::Word(run.to_owned()),
            });
            rest = after;
        }
    }
    found
}

struct Reading<'p> {
    pieces: &'p [Piece],
    used: Vec<bool>,
    words: &'p PageWords,
}

impl Reading<'_> {
    fn date(mut self) -> Result<FoundDate, NoDate> {
        let mut absurd = false;
        let mut found = None;
        for at in 0..self.pieces.len() {
            match self.date_at(at) {
                // What is left of `32 May 2021` is no month either.
                Some(Ok(date)) if absurd && date.len() < 10 => {}
                Some(Ok(date)) => {
                    found = Some(date);
                    break;
                }
                Some(Err(())) => absurd = true,
                None => {}
            }
        }
        let Some(mut value) = found else { return Err(if absurd { NoDate::Absurd } else { NoDate::Nothing }) };
        let mut wrong_weekday = false;
        if value.len() == 10 {
            wrong_weekday = value.parse::<Date>().is_ok_and(|date| self.has_other_weekday(date));
            if let Some((hour, minute)) = self.time() {
                value = format!("{value}T{hour:02}:{minute:02}");
            }
        }
        let is_update = self.mark_labels(WordClass::Updated);
        let is_published = self.mark_labels(WordClass::Published);
        self.mark_fillers();
        let is_left = |(piece, used): &(&Piece, &bool)| !**used && !matches!(piece, Piece::Mark(_));
        let leftover = self.pieces.iter().zip(&self.used).filter(is_left).count();
        let is_update = is_update && !is_published;
        Ok(FoundDate { value, leftover, wrong_weekday, is_update, is_labelled: is_update || is_published })
    }

    fn number(&self, at: usize) -> Option<(i32, usize)> {
        match self.pieces.get(at) {
            Some(Piece::Number { value, digits }) if !self.used[at] => Some((*value, *digits)),
            _ => None,
        }
    }

    /// A date that begins at this piece; `Err` if it has the form of one and cannot be.
    fn date_at(&mut self, at: usize) -> Option<Result<String, ()>> {
        if let Some(found) = self.numeric(at) {
            return Some(found);
        }
        self.named(at)
    }

    /// `2021-08-31`, `31/8/2021`, `20210831`, `2021-08`.
    fn numeric(&mut self, at: usize) -> Option<Result<String, ()>> {
        let (first, digits) = self.number(at)?;
        if digits == 8 && YEARS.contains(&(first / 10_000)) {
            return Some(self.take(at..at + 1, first / 10_000, first / 100 % 100, first % 100));
        }
        let mark = |at: usize| match self.pieces.get(at) {
            Some(Piece::Mark(mark)) if "-/.\\\u{2013}\u{066B}".contains(*mark) => Some(*mark),
            _ => None,
        };
        let first_mark = mark(at + 1)?;
        let (second, second_digits) = self.number(at + 2)?;
        let third = mark(at + 3).filter(|mark| *mark == first_mark).and_then(|_| self.number(at + 4));
        match third {
            Some((third, third_digits)) if digits == 4 && second_digits <= 2 && third_digits <= 2 => {
                Some(self.take(at..at + 5, first, second, third))
            }
            Some((third, 4)) if digits <= 2 && second_digits <= 2 => {
                // The day comes first, as in the Arab world, unless that cannot be.
                let (day, month) = if second > 12 && first <= 12 { (second, first) } else { (first, second) };
                Some(self.take(at..at + 5, third, month, day))
            }
            None if digits == 4
                && second_digits == 2
                && first_mark != '.'
                && YEARS.contains(&first)
                && (1..=12).contains(&second) =>
            {
                self.used[at..at + 3].fill(true);
                Some(Ok(format!("{first:04}-{second:02}")))
            }
            _ => None,
        }
    }

    /// A day, a month by one or two of its names, a year; or the month first.
    fn named(&mut self, at: usize) -> Option<Result<String, ()>> {
        let day = self.number(at).filter(|(value, digits)| *digits <= 2 && *value > 0);
        let mut next = if day.is_some() { self.after_joint(at + 1) } else { at };
        let (month, after) = self.month(next)?;
        next = self.after_joint(after);
        if let Some((same, after)) = self.month(next).filter(|(same, _)| *same == month) {
            debug_assert_eq!(same, month);
            next = self.after_joint(after);
        }
        let (mut value, mut digits) = self.number(next)?;
        let mut day = day.map(|(day, _)| day);
        let mut end = next + 1;
        if day.is_none() && digits <= 2 {
            day = Some(value);
            // `August 31st, 2021`
            if matches!(self.pieces.get(end), Some(Piece::Word(word)) if ["st", "nd", "rd", "th"].contains(&word.as_str()))
            {
                end += 1;
            }
            next = self.after_joint(end);
            (value, digits) = self.number(next)?;
            end = next + 1;
        }
        if digits != 4 {
            return None;
        }
        match day {
            Some(day) => Some(self.take(at..end, value, i32::from(month), day)),
            None if YEARS.contains(&value) => {
                self.used[at..end].fill(true);
                Some(Ok(format!("{value:04}-{month:02}")))
            }
            None => Some(Err(())),
        }
    }

    /// Past one mark or one filler word between the parts of a date.
    fn after_joint(&self, mut at: usize) -> usize {
        for _ in 0..2 {
            let is_joint = match self.pieces.get(at) {
                Some(Piece::Mark(_)) => true,
                Some(Piece::Word(word)) => {
                    let one = std::slice::from_ref(word);
                    self.month(at).is_none() && self.words.taken(one, |class| class == WordClass::DateFiller) == 1
                }
                _ => false,
            };
            at += usize::from(is_joint);
        }
        at
    }

    /// The month named at this piece, and the piece after it.
    fn month(&self, at: usize) -> Option<(i8, usize)> {
        let words: Vec<String> = self.run_of_words(at, 3);
        let months = |class| matches!(class, WordClass::Month(_));
        let best = self.words.classes(&words).filter(|(class, _)| months(*class)).max_by_key(|(_, length)| *length);
        match best {
            Some((WordClass::Month(month), length)) => Some((month, at + length)),
            _ => None,
        }
    }

    fn run_of_words(&self, at: usize, most: usize) -> Vec<String> {
        let word = |piece: &Piece| match piece {
            Piece::Word(word) => Some(word.clone()),
            _ => None,
        };
        self.pieces.get(at..).unwrap_or_default().iter().take(most).map_while(word).collect()
    }

    fn take(&mut self, range: std::ops::Range<usize>, year: i32, month: i32, day: i32) -> Result<String, ()> {
        let part = |value: i32| i8::try_from(value).map_err(|_| ());
        let in_range = YEARS.contains(&year);
        let date = Date::new(i16::try_from(year).map_err(|_| ())?, part(month)?, part(day)?).map_err(|_| ())?;
        // The year 1443 is a Hijri year, and the Gregorian date will stand beside it.
        if !in_range {
            return Err(());
        }
        self.used[range].fill(true);
        Ok(date.to_string())
    }

    fn has_other_weekday(&mut self, date: Date) -> bool {
        let mut told = None;
        for at in 0..self.pieces.len() {
            let words = self.run_of_words(at, 1);
            for (class, _) in self.words.classes(&words) {
                if let WordClass::Weekday(day) = class {
                    told = told.or(Some(day));
                    self.used[at] = true;
                }
            }
        }
        told.is_some_and(|day| day != date.weekday().to_monday_one_offset())
    }

    /// Hours and minutes beside the date, in 24 hours.
    fn time(&mut self) -> Option<(i32, i32)> {
        let at = (0..self.pieces.len()).find(|at| {
            let colon = matches!(self.pieces.get(at + 1), Some(Piece::Mark(':')));
            let is_hour = self.number(*at).is_some_and(|(hour, digits)| digits <= 2 && hour <= 24);
            is_hour && colon && self.number(at + 2).is_some_and(|(minute, digits)| digits <= 2 && minute < 60)
        })?;
        let (mut hour, minute) = (self.number(at)?.0, self.number(at + 2)?.0);
        self.used[at..at + 3].fill(true);
        if matches!(self.pieces.get(at + 3), Some(Piece::Mark(':'))) && self.number(at + 4).is_some() {
            self.used[at + 4] = true;
            // A fraction of a second, then the zone: `.000+03:00`.
            if matches!(self.pieces.get(at + 5), Some(Piece::Mark('.'))) && self.number(at + 6).is_some() {
                self.used[at + 6] = true;
            }
        }
        let half =
            [Some(at + 3), Some(at + 4), at.checked_sub(1)].into_iter().flatten().find_map(|at| self.half_of_day(at));
        let half = half.map(|(class, words)| {
            self.used[words].fill(true);
            class
        });
        match half {
            Some(WordClass::Afternoon) if hour < 12 => hour += 12,
            Some(WordClass::Morning) if hour == 12 => hour = 0,
            _ => {}
        }
        Some((hour % 24, minute))
    }

    /// Morning or afternoon, if the words at this piece say so.
    fn half_of_day(&self, at: usize) -> Option<(WordClass, std::ops::Range<usize>)> {
        let words = self.run_of_words(at, 2);
        let is_half = |class: &WordClass| matches!(class, WordClass::Morning | WordClass::Afternoon);
        self.words.classes(&words).find(|(class, _)| is_half(class)).map(|(class, length)| (class, at..at + length))
    }

    fn mark_labels(&mut self, wanted: WordClass) -> bool {
        let mut any = false;
        for at in 0..self.pieces.len() {
            let words = self.run_of_words(at, 4);
            let taken = self.words.taken(&words, |class| class == wanted);
            self.used[at..at + taken].fill(true);
            any |= taken > 0;
        }
        any
    }

    fn mark_fillers(&mut self) {
        let fills = |class| {
            matches!(
                class,
                WordClass::DateFiller
                    | WordClass::Hijri
                    | WordClass::Weekday(_)
                    | WordClass::Month(_)
                    | WordClass::Morning
                    | WordClass::Counter
                    | WordClass::CounterFiller
                    | WordClass::Afternoon
            )
        };
        for at in 0..self.pieces.len() {
            let words = self.run_of_words(at, 3);
            let taken = self.words.taken(&words, fills);
            self.used[at..at + taken].fill(true);
            // The time zone and the Hijri day and year are numbers of the date line as well.
            let is_small = |(value, digits): (i32, usize)| digits <= 2 || (1300..1600).contains(&value);
            if self.number(at).is_some_and(is_small) {
                self.used[at] = true;
            }
        }
    }
}

/// A date as a machine or a caller gives it: anything that is not mostly a date is none.
pub(crate) fn given_date(text: &str, words: &PageWords) -> Result<String, NoDate> {
    let text = text.trim();
    if text.len() == 4 && text.parse().is_ok_and(|year: i32| YEARS.contains(&year)) {
        return Ok(text.to_owned());
    }
    if text.parse::<u64>().is_ok() && (text.len() == 10 || text.len() == 13) {
        return epoch(text);
    }
    if let Some(date) = iso_head(text) {
        return date;
    }
    find_date(text, words).map(|found| found.value)
}

/// `YYYY-MM-DD` at the very start is read by its letters, so that nothing behind it can disturb it.
fn iso_head(text: &str) -> Option<Result<String, NoDate>> {
    let date = text.get(..10).filter(|head| head.as_bytes()[4] == b'-' && head.as_bytes()[7] == b'-')?;
    let Ok(parsed) = date.parse::<Date>() else { return Some(Err(NoDate::Absurd)) };
    if !YEARS.contains(&i32::from(parsed.year())) {
        return Some(Err(NoDate::Absurd));
    }
    let clock = text.get(11..16).filter(|clock| {
        clock.bytes().enumerate().all(|(at, byte)| if at == 2 { byte == b':' } else { byte.is_ascii_digit() })
    });
    Some(Ok(clock.map_or_else(|| date.to_owned(), |clock| format!("{date}T{clock}"))))
}

/// Seconds or milliseconds since 1970, as UTC.
fn epoch(text: &str) -> Result<String, NoDate> {
    let seconds = text.get(..10).and_then(|seconds| seconds.parse().ok()).ok_or(NoDate::Absurd)?;
    let moment = jiff::Timestamp::from_second(seconds).map_err(|_| NoDate::Absurd)?;
    let written = moment.to_string();
    Ok(written.get(..16).unwrap_or(&written).to_owned())
}
