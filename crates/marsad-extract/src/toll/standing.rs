//! How amounts stand to each other: parts of a whole, figures replaced by later ones, and the turns of phrase of
//! `rules/toll`.

use marsad_record::{Note, Qualifier, QuantityRole, Range, TimeExpression};
use marsad_text::{Hit, Hits, Match, Sentence};

use super::amount::Amount;
use super::cue::{Cue, Side};
use super::sum::Spans;
use super::unit::Kind;
use super::{Reading, before, unknown};

impl Reading<'_, '_> {
    /// Marks parts, replaced figures, sums and attackers among the amounts of one sentence.
    pub(super) fn stand(
        &self,
        amounts: &mut [Amount],
        range: std::ops::Range<usize>,
        cues: &[Cue],
        times: &[TimeExpression],
        sentence: &Sentence,
    ) {
        let times = Spans::of(self, times, sentence);
        for at in range.clone() {
            let first = amounts[at].first;
            let part = before(cues, first).find(|cue| {
                let is_other = |other: &&Cue| other.first > cue.last && other.last < first && other.side != Side::Part;
                cue.side == Side::Part && first - cue.last <= 2 && !cues.iter().any(|other| is_other(&other))
            });
            if let Some(cue) = part {
                let whole = (range.start..at).rev().find(|whole| {
                    amounts[*whole].last < cue.first
                        && amounts[*whole].kind.is_people()
                        && amounts[*whole].part_of.is_none()
                });
                amounts[at].part_of =
                    whole.filter(|whole| amounts[at].kind.is_people() && cue.first - amounts[*whole].last <= 6);
            } else if amounts[at].is_joined
                && at > range.start
                && amounts[at - 1].part_of.is_some()
                && amounts[at - 1].last + 2 >= first
                && amounts[at].role == amounts[at - 1].role
            {
                amounts[at].part_of = amounts[at - 1].part_of;
            }
            if amounts[at].role.is_none_or(|role| matches!(role, QuantityRole::Other | QuantityRole::Strength)) {
                continue;
            }
            amounts[at].is_cumulative |= self.is_sum(&amounts[at], &times, sentence);
            let replaced = before(cues, first).any(|cue| cue.side == Side::Superseded && first - cue.last <= 12);
            let has_newer = range.clone().any(|other| other != at && amounts[other].role == amounts[at].role);
            amounts[at].is_superseded |= replaced && has_newer;
        }
    }

    /// Applies the turns of phrase of `rules/toll` to the amounts of one sentence.
    pub(super) fn turns(
        &self,
        amounts: &mut Vec<Amount>,
        range: std::ops::Range<usize>,
        tokens: std::ops::Range<usize>,
        notes: &mut Vec<Note>,
    ) {
        let class = self.lexicon.vocabulary().class("amount");
        let hit = |at: usize| class.map(|class| Hit::found(class, amounts[at].first, amounts[at].last, at));
        let layer = Hits::within(range.clone().filter_map(hit).collect(), tokens.clone());
        for found in self.tolls.rules.matches(self.text, &[&layer], tokens) {
            let rule = self.tolls.rules.rule(&found);
            for line in &rule.gives {
                self.give(line, &found, amounts, notes);
            }
        }
    }

    /// One line of a rule: `killed {amount}`, `superseded {amount}`, `zero killed`, `unknown`.
    fn give(&self, line: &str, found: &Match, amounts: &mut Vec<Amount>, notes: &mut Vec<Note>) {
        let mut words = line.split_whitespace();
        let (Some(what), argument) = (words.next(), words.next().unwrap_or_default()) else { return };
        let name = argument.trim_start_matches('{').trim_end_matches('}');
        let index = found.capture(name).map(|hit| hit.payload as usize);
        match what {
            "unknown" => notes.push(unknown(self.text.span(found.first, found.last))),
            "zero" => {
                let range = Range { low: Some(0.0), high: Some(0.0), qualifier: Qualifier::Exact };
                let mut none = self.plain(found.first, found.last, found.lead, range, None, Kind::Person, "none");
                none.role = QuantityRole::from_name(argument);
                amounts.push(none);
            }
            "superseded" => index.into_iter().for_each(|at| amounts[at].is_superseded = true),
            "same" => {
                let other = words.next().map(|word| word.trim_start_matches('{').trim_end_matches('}'));
                let other = other.and_then(|name| found.capture(name)).map(|hit| hit.payload as usize);
                if let (Some(at), Some(other)) = (index, other) {
                    amounts[at].role = amounts[at].role.or(amounts[other].role);
                    amounts[other].role = amounts[other].role.or(amounts[at].role);
                }
            }
            "part" => index.into_iter().for_each(|at| amounts[at].part_of = at.checked_sub(1)),
            "attackers" => index.into_iter().for_each(|at| amounts[at].is_attackers = true),
            role => {
                let (Some(role), Some(at)) = (QuantityRole::from_name(role), index) else { return };
                // «سقط 12 جريحا»: who are called wounded are not the dead, however they fell.
                let is_wounded = amounts[at].kind == Kind::Victim(QuantityRole::Wounded);
                // «سقوط 70 قتيلا وجريحا»
                let is_both = amounts[at].role == Some(QuantityRole::KilledOrWounded);
                let is_no_dead = is_both || is_wounded;
                if amounts[at].kind.is_people() && !(is_no_dead && role == QuantityRole::Killed) {
                    amounts[at].role = Some(role);
                }
            }
        }
    }
}

/// Gunmen among the dead did it where others died too; where only they died, they are the toll.
pub(super) fn attackers(amounts: &mut [Amount]) {
    let is_killed = |amount: &Amount| amount.role == Some(QuantityRole::Killed) && amount.part_of.is_none();
    let others = amounts.iter().any(|amount| {
        let is_told = amount.range.low.is_some_and(|low| low > 0.0) && !amount.is_cumulative;
        is_killed(amount) && is_told && !matches!(amount.kind, Kind::Militant | Kind::Attacker)
    });
    for amount in amounts.iter_mut().filter(|amount| amount.kind == Kind::Militant) {
        amount.is_attackers = others;
    }
}
