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
/// The same of the words that say so of every figure of a sentence: «خلال الفترة ذاتها».
const FAR: usize = 24;
/// From how many dead a figure told of a war is the war's.
const OF_WAR: f64 = 100.0;
/// The same of fighting that only its dead make a war.
const OF_FIGHTING: f64 = 1000.0;
/// From how many dead a figure is that of no one happening, whatever it is told of.
const OF_ANYTHING: f64 = 100_000.0;

/// What the times of a sentence say of the figures in it.
pub(super) struct Spans {
    /// Tokens of each time, and whether what is counted within it is a sum.
    times: Vec<(usize, usize, bool)>,
    /// First tokens of the lengths among them that one happening does not fill.
    lengths: Vec<usize>,
    /// Where «حتى الآن» stands.
    now: Option<usize>,
    /// «منذ اندلاع الحرب»: whatever the sentence counts is a sum.
    is_long: bool,
}

impl Spans {
    pub(super) fn of(reading: &Reading, times: &[TimeExpression], sentence: &Sentence) -> Self {
        let first = times.partition_point(|time| time.span.start < sentence.span.start);
        let end = times.partition_point(|time| time.span.start < sentence.span.end);
        let here = || times[first..end.max(first)].iter().filter(|time| sentence.span.contains(&time.span));
        // «عقب مقتل 29 شخصا»: a clause that tells when something was holds the figure, and is no stretch.
        let placed = here().filter(|time| !time.value.value.contains('(')).map(|time| {
            let (first, last) = (reading.text.token_at(time.span.start), reading.text.token_at(time.span.end - 1));
            (first, last, reading.is_stretch(time, sentence))
        });
        let is_until = |time: &&TimeExpression| {
            let before = reading.text.token_at(time.span.start).checked_sub(1);
            time.value.value == "PRESENT_REF" && before.is_some_and(|before| reading.is_class(before, "until-word"))
        };
        let is_length = |time: &&TimeExpression| time.value.value.starts_with('P') && length(time) >= SHORT_DAYS;
        Spans {
            times: placed.collect(),
            lengths: here().filter(is_length).map(|time| reading.text.token_at(time.span.start)).collect(),
            now: here().find(is_until).map(|time| reading.text.token_at(time.span.start)),
            is_long: here().any(|time| reading.is_long(time)),
        }
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
        times.is_long
            || times.is_stretched(amount)
            || self.is_of_campaign(amount, sentence)
            || self.is_of_weeks(amount, times, sentence)
            || self.is_so_far(amount, times, sentence)
            || amount.range.low.or(amount.range.high) >= Some(OF_ANYTHING)
    }

    /// «قتل 53 حتى الآن من المشاركين في الاحتجاجات»: gatherings are counted from the first on.
    fn is_so_far(&self, amount: &Amount, times: &Spans, sentence: &Sentence) -> bool {
        let near = amount.first.saturating_sub(REACH).max(sentence.first)..(amount.last + REACH).min(sentence.end);
        let is_near = |token: &usize| near.contains(token);
        times.now.as_ref().is_some_and(is_near) && near.clone().any(|token| self.is_class(token, "gathering-noun"))
    }

    /// «التي تدخل أسبوعها الثاني», «بعد ستة أسابيع شهدت خلالها»: what goes on for weeks is told before its figure.
    fn is_of_weeks(&self, amount: &Amount, times: &Spans, sentence: &Sentence) -> bool {
        let before = amount.first.saturating_sub(REACH).max(sentence.first)..amount.first;
        let is_own = |token: usize| self.is_class(token, "own-stretch") && self.is_class(token + 1, "ordinal");
        let is_within = |token: usize| {
            let length = times.times.iter().rev().find(|(_, last, _)| *last < token);
            self.is_class(token, "within-it") && length.is_some_and(|(first, ..)| times.lengths.contains(first))
        };
        before.clone().any(|token| token + 1 < sentence.end && is_own(token)) || before.clone().any(is_within)
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
        // «بعد عشرة أيام من القصف»
        let goes_on = || {
            let of = self.text.token_at(time.span.end - 1) + 1;
            of + 1 < sentence.end && self.is_class(of, "unit-of") && self.is_class(of + 1, "lasting-deed")
        };
        length(time) >= SHORT_DAYS && (is_from_to || lasts() || goes_on() || governed.any(|is_over| is_over))
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
        let around = || amount.first.saturating_sub(FAR).max(sentence.first)..(amount.last + FAR).min(sentence.end);
        (told >= OF_WAR && (is_told(war) || after.clone().any(is_within)))
            || (told >= OF_FIGHTING && is_told(fighting))
            || around().any(|token| is(token, phrase))
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
    let count: i32 = if count == "X" { SHORT_DAYS } else { count.parse().ok()? };
    Some(count.saturating_mul(unit))
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
