//! Sums: figures over a stretch of days, a campaign or a war, which are the toll of no one happening.

use marsad_lexicon::ClassId;
use marsad_record::{Interval, TimeExpression};
use marsad_text::Sentence;

use super::Reading;
use super::amount::Amount;

/// A time this long makes every count in its sentence a sum.
const LONG_DAYS: i32 = 27;
/// A stretch this long makes the count that it stands with a sum; a night or two is still one happening.
const SHORT_DAYS: i32 = 3;
/// How many words of «about» and «more than» stand between a preposition and the stretch that it governs.
const QUALIFIED: usize = 3;
/// How far from its figure a stretch, a campaign or a war is told, in tokens.
const REACH: usize = 12;
/// From how many dead a figure told of a war is the war's.
const OF_WAR: f64 = 100.0;
/// The same of fighting that only its dead make a war.
const OF_FIGHTING: f64 = 1000.0;

/// What the times of a sentence say of the figures in it.
pub(super) struct Spans {
    /// Tokens of each time, and whether what is counted within it is a sum.
    times: Vec<(usize, usize, bool)>,
    /// «منذ اندلاع الحرب»: whatever the sentence counts is a sum.
    is_long: bool,
}

impl Spans {
    pub(super) fn of(reading: &Reading, times: &[TimeExpression], sentence: &Sentence) -> Self {
        let first = times.partition_point(|time| time.span.start < sentence.span.start);
        let end = times.partition_point(|time| time.span.start < sentence.span.end);
        let here = || times[first..end.max(first)].iter().filter(|time| sentence.span.contains(&time.span));
        let placed = here().map(|time| {
            let (first, last) = (reading.text.token_at(time.span.start), reading.text.token_at(time.span.end - 1));
            (first, last, reading.is_stretch(time, sentence))
        });
        Spans { times: placed.collect(), is_long: here().any(|time| reading.is_long(time)) }
    }

    /// Whether the time nearest to the amount is a stretch.
    fn is_stretched(&self, amount: &Amount) -> bool {
        let far = |first: usize, last: usize| first.saturating_sub(amount.last) + amount.first.saturating_sub(last);
        let near = self.times.iter().min_by_key(|(first, last, _)| far(*first, *last));
        near.is_some_and(|(first, last, is_stretch)| *is_stretch && far(*first, *last) <= REACH)
    }
}

impl Reading<'_, '_> {
    /// Whether a figure sums up more than one happening.
    pub(super) fn is_sum(&self, amount: &Amount, times: &Spans, sentence: &Sentence) -> bool {
        times.is_long || times.is_stretched(amount) || self.is_of_campaign(amount, sentence)
    }

    /// «منذ اندلاع الحرب», «خلال العام الماضي»
    fn is_long(&self, time: &TimeExpression) -> bool {
        let over = self.text.token_at(time.span.start).checked_sub(1);
        let is_during = || over.is_some_and(|token| self.is_class(token, "during-word"));
        time.value.value.ends_with("/PRESENT_REF") || (length(time) >= LONG_DAYS && is_during())
    }

    /// «خلال تسعة أيام», «على مدى نحو شهرين», «من 4 إلى 19 آذار», «المستمرة منذ أسبوعين»; not «بعد تسعة أيام».
    fn is_stretch(&self, time: &TimeExpression, sentence: &Sentence) -> bool {
        let first = self.text.token_at(time.span.start);
        let before = first.saturating_sub(QUALIFIED).max(sentence.first)..first;
        let is_length = time.value.value.starts_with('P');
        let mut governed = before.rev().map_while(|token| {
            let is_within = is_length && self.is_class(token, "within-preposition");
            let is_over = is_within || self.is_class(token, "sum-preposition");
            (is_over || self.is_class(token, "qualifier-before")).then_some(is_over)
        });
        let is_from_to = time.value.value.contains('/');
        let lasts = || {
            let [lasting, since] = ["lasting-word", "since-preposition"];
            let over = first.checked_sub(2).filter(|over| *over >= sentence.first);
            over.is_some_and(|over| self.is_class(over, lasting) && self.is_class(over + 1, since))
        };
        length(time) >= SHORT_DAYS && (is_from_to || lasts() || governed.any(|is_over| is_over))
    }

    /// «أودت الحرب بحياة», «حصيلة الحملة», «خلال الفترة نفسها»
    fn is_of_campaign(&self, amount: &Amount, sentence: &Sentence) -> bool {
        let told = amount.range.low.or(amount.range.high).unwrap_or(0.0);
        let [war, over_war, fighting, phrase] =
            ["war-noun", "war-preposition", "fighting-noun", "sum-phrase"].map(|name| self.class(name));
        let is = |token: usize, class: Option<ClassId>| class.is_some_and(|class| self.text.is(token, class));
        let before = || amount.first.saturating_sub(REACH).max(sentence.first)..amount.first;
        let after = amount.last + 1..(amount.last + REACH).min(sentence.end);
        let is_told = |class| before().any(|token| is(token, class));
        let is_within =
            |token: usize| is(token, war) && (token.saturating_sub(2)..token).any(|over| is(over, over_war));
        (told >= OF_WAR && (is_told(war) || after.clone().any(is_within)))
            || (told >= OF_FIGHTING && is_told(fighting))
            || before().chain(after).any(|token| is(token, phrase))
    }

    fn class(&self, name: &str) -> Option<ClassId> {
        self.lexicon.vocabulary().class(name)
    }

    fn is_class(&self, token: usize, name: &str) -> bool {
        self.class(name).is_some_and(|class| self.text.is(token, class))
    }
}

/// Days of a time: those between its ends, or those of a length («P9D»); lengths told without a number are a few.
fn length(time: &TimeExpression) -> i32 {
    let days = |interval: Interval| Some((interval.to? - interval.from?).get_days() + 1);
    let told = time.value.interval.and_then(days);
    told.or_else(|| of_length(&time.value.value)).unwrap_or(0)
}

/// «P9D», «P2W», «PXM» in days.
fn of_length(value: &str) -> Option<i32> {
    let rest = value.strip_prefix('P')?;
    let unit = match rest.chars().last()? {
        'D' => 1,
        'W' => 7,
        'M' if !rest.starts_with('T') => 30,
        'Y' => 365,
        _ => return None,
    };
    let count = &rest[..rest.len() - 1];
    let count = if count == "X" { SHORT_DAYS } else { count.parse().ok()? };
    Some(count * unit)
}

#[cfg(test)]
mod tests {
    use super::of_length;

    #[test]
    fn lengths_are_told_in_days_and_hours_are_none() {
        assert_eq!(of_length("P9D"), Some(9));
        assert_eq!(of_length("P2W"), Some(14));
        assert_eq!(of_length("PXM"), Some(90));
        assert_eq!(of_length("PT24H"), None);
        assert_eq!(of_length("2018-02-05"), None);
    }
}
