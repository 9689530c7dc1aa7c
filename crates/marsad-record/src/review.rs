//! What a person should look at first, and how far two people who looked at the same agree.

use crate::incident::Citation;
use crate::vocabulary;

vocabulary! {
    /// What is asked of the reviewer.
    ReviewKind {
        /// Outlets disagree on a fact.
        Contradiction = "contradiction",
        /// A telling was barely joined to its incident.
        Joined = "joined",
        /// Two incidents were barely kept apart.
        Apart = "apart",
        /// An event was read with little confidence in an incident with a high toll.
        Doubt = "doubt",
        /// A name could mean several actors.
        Actor = "actor",
        /// A fate is proposed for a forecast.
        Forecast = "forecast",
    }
}

/// One side of what is asked: a value with the claim that tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewSide {
    /// The value, as a correction would write it.
    pub value: String,
    /// What a decision names it by.
    pub subject: String,
    /// Who tells it.
    pub citation: Citation,
}

/// What one person decided about an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// Who.
    pub who: String,
    /// What: the act, or the fate.
    pub verdict: String,
    /// The decision.
    pub decision: String,
    /// When.
    pub when: String,
}

/// One thing to look at.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewItem {
    /// Its name, the same as long as the question is.
    pub key: String,
    /// What is asked.
    pub kind: ReviewKind,
    /// How much a decision would change: stake times doubt.
    pub weight: f64,
    /// What hangs on it.
    pub stake: f64,
    /// How open it is, 0 to 1.
    pub doubt: f64,
    /// The incidents that it is about.
    pub incidents: Vec<String>,
    /// The fact, where one is asked about.
    pub fact: Option<String>,
    /// What the desk proposes: a fate, or the candidates for a name.
    pub proposed: Vec<String>,
    /// What stands against what.
    pub sides: Vec<ReviewSide>,
    /// Who has decided about it.
    pub judgements: Vec<Judgement>,
}

/// How far two people agree on the items that both judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// The two; both empty for all pairs together.
    pub people: [String; 2],
    /// Items that both judged.
    pub items: usize,
    /// Those on which they decided the same.
    pub agreed: usize,
    /// Cohen's kappa; `None` where chance alone would make them agree, or nothing is judged by both.
    pub kappa: Option<f64>,
}

/// Agreement of pairs of verdicts, chance taken out (Cohen 1960).
pub fn agreement(people: [String; 2], pairs: &[(String, String)]) -> Agreement {
    let items = pairs.len();
    let agreed = pairs.iter().filter(|(one, other)| one == other).count();
    let share = |count: usize| count as f64 / items.max(1) as f64;
    let mut verdicts: Vec<&String> = pairs.iter().flat_map(|(one, other)| [one, other]).collect();
    verdicts.sort();
    verdicts.dedup();
    let by_chance: f64 = verdicts
        .iter()
        .map(|verdict| {
            let one = pairs.iter().filter(|(one, _)| one == *verdict).count();
            let other = pairs.iter().filter(|(_, other)| other == *verdict).count();
            share(one) * share(other)
        })
        .sum();
    let kappa = (items > 0 && by_chance < 1.0).then(|| (share(agreed) - by_chance) / (1.0 - by_chance));
    Agreement { people, items, agreed, kappa }
}

#[cfg(test)]
mod tests {
    use super::agreement;

    fn pairs(told: &[(&str, &str, usize)]) -> Vec<(String, String)> {
        let pair = |(one, other, times): &(&str, &str, usize)| vec![((*one).to_owned(), (*other).to_owned()); *times];
        told.iter().flat_map(pair).collect()
    }

    #[test]
    fn kappa_is_cohens() {
        // The textbook case: 20 yes-yes, 15 no-no, 5 and 10 apart; 0.7 agreed, 0.5 by chance.
        let told = pairs(&[("yes", "yes", 20), ("yes", "no", 5), ("no", "yes", 10), ("no", "no", 15)]);
        let both = agreement(["a".to_owned(), "b".to_owned()], &told);
        assert_eq!((both.items, both.agreed), (50, 35));
        assert!((both.kappa.expect("defined") - 0.4).abs() < 1e-12);
    }

    #[test]
    fn agreement_that_chance_explains_has_no_kappa() {
        let one_word = agreement(["a".to_owned(), "b".to_owned()], &pairs(&[("accept", "accept", 9)]));
        assert_eq!((one_word.agreed, one_word.kappa), (9, None));
        assert_eq!(agreement([String::new(), String::new()], &[]).kappa, None);
    }
}
