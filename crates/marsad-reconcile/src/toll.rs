//! The toll of an incident: one side per figure told, and low, best and high by a rule with a name.

use std::collections::BTreeMap;

use marsad_record::event::TollPart;
use marsad_record::incident::{Spread, Strand, Telling, TollFact};
use marsad_record::quantity::{Qualifier, Range};
use marsad_record::reported::{ClaimRef, Reported, Side};

use crate::facts::{by_weight, claim_refs, independent};
use crate::profile::{is_factual, moment};

/// The rule that makes a spread: best is the figure that most independent origins tell, and of equals the one
/// published last; low and high are the least and the greatest figure told.
pub const SPREAD_RULE: &str = "most-independent-origins-then-latest";

/// Which part of a toll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Killed,
    Wounded,
}

impl Part {
    pub(crate) fn of(self, telling: &Telling) -> Option<&TollPart> {
        match self {
            Part::Killed => telling.event.toll.killed.as_ref(),
            Part::Wounded => telling.event.toll.wounded.as_ref(),
        }
    }
}

/// Every figure told by the strands, with its spread.
pub(crate) fn toll_fact(strands: &[&Strand], part: Part, origins: &BTreeMap<String, usize>) -> TollFact {
    let mut reported: Reported<TollPart> = Reported::default();
    let mut published: BTreeMap<ClaimRef, i64> = BTreeMap::new();
    for strand in strands {
        for telling in figures(strand, part) {
            let Some(told) = part.of(telling) else { continue };
            // The first of its claims is the one that tells the figure.
            if let Some(claim) = claim_refs(telling).into_iter().next() {
                published.extend(moment(telling.published.as_deref()).map(|at| (claim.clone(), at)));
                tell(&mut reported, told, claim);
            }
        }
    }
    by_weight(&mut reported, origins);
    let spread = spread(&reported, origins, &published);
    TollFact { reported, spread }
}

/// The tellings of one document whose figure is a total of the happening: those of its headline, and others only
/// where another voice tells another figure or the headline tells none. A smaller figure of the same voice is a part.
fn figures(strand: &Strand, part: Part) -> Vec<&Telling> {
    let told: Vec<(f64, &Telling)> = strand
        .tellings
        .iter()
        .filter(|telling| is_factual(telling))
        .filter_map(|telling| Some((part.of(telling)?.range.told()?, telling)))
        .collect();
    // «Scores» beside a number that fits them is the same figure, told with less care.
    let is_vague = |telling: &Telling| part.of(telling).is_some_and(|told| told.range.qualifier == Qualifier::Vague);
    let is_outdone = |telling: &Telling| {
        let careful = told.iter().filter(|(_, other)| !is_vague(other)).filter_map(|(_, other)| part.of(other));
        is_vague(telling)
            && careful
                .into_iter()
                .any(|other| part.of(telling).is_some_and(|vague| can_both_be(&vague.range, &other.range)))
    };
    let has_headline = told.iter().any(|(_, telling)| telling.event.is_headline);
    let kept = told.iter().filter(|(amount, telling)| {
        let is_total = telling.event.is_headline || !has_headline;
        let is_part_of = |whole: &(f64, &Telling)| {
            let (greater, other) = whole;
            let is_lesser = telling.event.is_headline && !other.event.is_headline;
            greater > amount && !is_lesser && (other.chain == telling.chain || !is_total)
        };
        !told.iter().any(is_part_of) && !is_outdone(telling)
    });
    kept.map(|(_, telling)| *telling).collect()
}

/// One side per range; the words that say who are those of its first telling.
fn tell(reported: &mut Reported<TollPart>, told: &TollPart, claim: ClaimRef) {
    match reported.sides.iter_mut().find(|side| side.value.range == told.range) {
        Some(side) => {
            if let Err(place) = side.claims.binary_search(&claim) {
                side.claims.insert(place, claim);
            }
        }
        None => {
            let value = TollPart { range: told.range, who: told.who.clone(), span: None };
            reported.sides.push(Side { value, claims: vec![claim] });
        }
    }
}

fn spread(
    reported: &Reported<TollPart>,
    origins: &BTreeMap<String, usize>,
    published: &BTreeMap<ClaimRef, i64>,
) -> Option<Spread> {
    let latest = |side: &Side<TollPart>| side.claims.iter().filter_map(|claim| published.get(claim)).max();
    let best = reported.sides.iter().max_by(|one, other| {
        let weight = |side: &Side<TollPart>| independent(&side.claims, origins);
        weight(one)
            .cmp(&weight(other))
            .then_with(|| latest(one).cmp(&latest(other)))
            .then_with(|| one.value.range.told().unwrap_or(0.0).total_cmp(&other.value.range.told().unwrap_or(0.0)))
    })?;
    let amounts = || reported.sides.iter().flat_map(|side| [side.value.range.low, side.value.range.high]).flatten();
    Some(Spread {
        low: amounts().reduce(f64::min),
        best: best.value.range.told(),
        high: amounts().reduce(f64::max),
        rule: SPREAD_RULE.to_owned(),
    })
}

/// Whether both can be right; «about» leaves a tenth on either side.
pub(crate) fn can_both_be(one: &Range, other: &Range) -> bool {
    let bounds = |range: &Range| {
        let slack = if range.qualifier == Qualifier::About { 0.1 } else { 0.0 };
        (
            range.low.map_or(0.0, |low| low * (1.0 - slack)),
            range.high.map_or(f64::INFINITY, |high| high * (1.0 + slack)),
        )
    };
    let ((low, high), (other_low, other_high)) = (bounds(one), bounds(other));
    low <= other_high && other_low <= high
}

#[cfg(test)]
mod tests {
    use super::can_both_be;
    use marsad_record::quantity::{Qualifier, Range};

    #[test]
    fn a_lower_bound_agrees_with_every_greater_figure() {
        let at_least = Range::qualified(20.0, Qualifier::AtLeast);
        assert!(can_both_be(&at_least, &Range::exact(31.0)));
        assert!(!can_both_be(&at_least, &Range::exact(19.0)));
        assert!(can_both_be(&Range::qualified(100.0, Qualifier::About), &Range::exact(95.0)));
        assert!(!can_both_be(&Range::exact(26.0), &Range::exact(29.0)));
    }
}
