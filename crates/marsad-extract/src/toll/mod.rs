//! With what toll: amounts, who they count and what happened to them.
//!
//! Amounts come first (a number, what it counts, how sure it is), then what befell them: from the counted noun itself
//! («جريحا»), from a verb or noun before it («مقتل 12»), or after it («28 شخصا قتلوا»). `rules/toll` holds the turns of
//! phrase that need more than one word.

mod amount;
mod befallen;
mod cue;
mod single;
mod standing;
mod sum;
mod unit;
mod vague;

use marsad_lexicon::Lexicon;
use marsad_record::{Note, Noted, Quantity, QuantityRole, Span, TimeExpression};
use marsad_text::{RuleSet, Text};

use crate::number::Found;

use amount::Amount;
use cue::{Cue, Cues};
use unit::Units;

/// The rules of tolls.
pub struct Tolls {
    rules: RuleSet,
    units: Units,
    cues: Cues,
}

impl Tolls {
    /// Compiles `rules/toll`.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self { rules: RuleSet::new(lexicon, "toll"), units: Units::new(lexicon), cues: Cues::new(lexicon) }
    }

    /// Every amount that the text tells with its numbers; those inside times are not amounts.
    pub fn read(
        &self,
        text: &Text,
        lexicon: &Lexicon,
        times: &[TimeExpression],
        found: &Found,
    ) -> Noted<Vec<Quantity>> {
        let reading = Reading { tolls: self, text, lexicon, times: time_tokens(text, times) };
        let mut amounts = reading.amounts(&found.numbers);
        let mut notes = Vec::new();
        for sentence in &text.sentences {
            let first = amounts.partition_point(|amount| amount.first < sentence.first);
            let end = amounts.partition_point(|amount| amount.first < sentence.end);
            let cues = self.cues.read(text, lexicon, sentence.tokens());
            reading.befall(&mut amounts[first..end], &cues);
            let singles = reading.singles(&amounts[first..end], &cues, sentence.tokens());
            let known = amounts.len();
            reading.turns(&mut amounts, first..end, sentence.tokens(), &mut notes);
            amounts.extend(singles);
            put_in_order(&mut amounts, known);
            let end = amounts.partition_point(|amount| amount.first < sentence.end);
            reading.stand(&mut amounts, first..end, &cues, times, sentence);
        }
        standing::attackers(&mut amounts);
        let quantities = reading.quantities(amounts);
        Noted { value: quantities, notes }
    }
}

/// One text being read.
struct Reading<'r, 'd> {
    tolls: &'r Tolls,
    text: &'r Text<'d>,
    lexicon: &'r Lexicon,
    /// Whether each token stands in a time that was resolved.
    times: Vec<bool>,
}

impl Reading<'_, '_> {
    /// Amounts as the record tells them; only those that count something or befell somebody.
    fn quantities(&self, amounts: Vec<Amount>) -> Vec<Quantity> {
        let mut index = vec![None; amounts.len()];
        let mut quantities = Vec::new();
        for (at, amount) in amounts.iter().enumerate() {
            if !amount.is_told() {
                continue;
            }
            index[at] = Some(quantities.len());
            quantities.push(Quantity {
                span: amount.span,
                range: amount.range,
                unit: amount.unit_words(self.text),
                role: amount.role.unwrap_or(QuantityRole::Other),
                is_cumulative: amount.is_cumulative,
                is_attackers: amount.is_attackers,
                part_of: amount.part_of.and_then(|whole| index[whole]),
                is_superseded: amount.is_superseded,
                rule: format!("toll/{}", amount.rule),
            });
        }
        quantities
    }
}

/// Puts what was added behind so many sorted amounts where it belongs, behind its equals.
fn put_in_order(amounts: &mut Vec<Amount>, sorted: usize) {
    let key = |amount: &Amount| (amount.first, std::cmp::Reverse(amount.last));
    let mut added = amounts.split_off(sorted);
    added.sort_by_key(key);
    for amount in added {
        let place = amounts.partition_point(|other| key(other) <= key(&amount));
        amounts.insert(place, amount);
    }
}

/// Which tokens stand in a time; those that hang on an event hold amounts of their own.
fn time_tokens(text: &Text, times: &[TimeExpression]) -> Vec<bool> {
    let mut tokens = vec![false; text.tokens.len()];
    for time in times {
        if time.value.value.contains('(') {
            continue;
        }
        let mut at = text.token_at(time.span.start);
        while at < tokens.len() && text.tokens[at].span.start < time.span.end {
            tokens[at] = true;
            at += 1;
        }
    }
    tokens
}

/// A note that a number is said to be unknown.
fn unknown(span: Span) -> Note {
    Note::new("unknown-toll", Some(span), "The text says that the number is not known: that is not zero.")
}

/// The cue nearest before a token, of those that end before it.
fn before(cues: &[Cue], token: usize) -> impl Iterator<Item = &Cue> {
    cues.iter().rev().filter(move |cue| cue.last < token)
}
