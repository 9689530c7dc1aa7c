//! What became other in an incident when it was made again: its toll, what is disputed or denied, what is told of it.
//!
//! An incident that is told once more, in the same words of fact, has not changed.

use std::collections::BTreeSet;

use crate::event::RoleStatus;
use crate::incident::{ActorFact, ContradictionKind, Incident, Spread, TollFact};
use crate::reported::Reported;
use crate::vocabulary;

vocabulary! {
    /// What kind of change it is.
    ChangeKind {
        Toll = "toll", Disputed = "disputed", Denied = "denied", Settled = "settled", Told = "told",
    }
}

/// Low, best and high of a toll at one moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    /// Lowest told.
    pub low: Option<f64>,
    /// By the rule.
    pub best: Option<f64>,
    /// Highest told.
    pub high: Option<f64>,
}

/// One change of one fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What kind.
    pub kind: ChangeKind,
    /// Which fact (`killed`, `place` ...).
    pub fact: String,
    /// The toll that was told before, where the toll changed.
    pub before: Option<Figures>,
    /// The toll that is told now.
    pub after: Option<Figures>,
}

/// A change with the moment at which this desk noticed it.
#[derive(Debug, Clone, PartialEq)]
pub struct Noticed {
    /// The moment's mark: later moments have higher ones.
    pub mark: i64,
    /// When, in UTC, ISO.
    pub when: String,
    /// What changed.
    pub change: Change,
}

/// When an incident was first told on this desk, when it last changed, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// The mark of the moment when it was first told; 0 where that was before moments were kept.
    pub born: i64,
    /// The mark of the moment when it last changed; that of its birth where it never did.
    pub changed: i64,
    /// When it last changed, in UTC, ISO, if that is known.
    pub when: Option<String>,
    /// Its latest changes, oldest first.
    pub changes: Vec<Noticed>,
}

/// Parts of what an incident says, in the order in which they stand in the words of it.
const FACTS: [&str; 5] = ["date", "place", "actors", "recipients", "method"];

/// What an incident says at a glance, in one line of short words: two of them tell what changed between them.
pub fn standing(incident: &Incident) -> String {
    let facts = &incident.facts;
    let of_kind = |is_wanted: &dyn Fn(ContradictionKind) -> bool| -> BTreeSet<&str> {
        let real = incident.contradictions.iter().filter(|one| !one.is_rising && is_wanted(one.kind));
        real.map(|one| one.fact.as_str()).collect()
    };
    let disputed = of_kind(&|kind| kind != ContradictionKind::Denial);
    let mut denied = of_kind(&|kind| kind == ContradictionKind::Denial);
    for (fact, told) in [("actors", &facts.actors), ("recipients", &facts.recipients)] {
        if told.sides.iter().any(|side| side.value.status == RoleStatus::Denied) {
            denied.insert(fact);
        }
    }
    let days = facts.date.sides.iter().map(|side| {
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        format!("{}/{}", day(side.value.from), day(side.value.to))
    });
    let places = facts.place.sides.iter().filter_map(|side| side.value.place.clone());
    let told = [
        digest(days),
        digest(places),
        digest(named(&facts.actors)),
        digest(named(&facts.recipients)),
        digest(facts.method.sides.iter().map(|side| side.value.clone())),
    ];
    let words = |facts: BTreeSet<&str>| facts.into_iter().collect::<Vec<_>>().join(" ");
    let [killed, wounded] = [&facts.killed, &facts.wounded].map(written);
    format!("{killed}|{wounded}|{}|{}|{}", words(disputed), words(denied), told.join(" "))
}

/// Everything that changed from one standing to another.
pub fn changes(before: &str, after: &str) -> Vec<Change> {
    let mut found = Vec::new();
    let plain = |kind, fact: &str| Change { kind, fact: fact.to_owned(), before: None, after: None };
    for (place, fact) in ["killed", "wounded"].into_iter().enumerate() {
        let (before, after) = (part(before, place), part(after, place));
        if before != after {
            let kind = ChangeKind::Toll;
            found.push(Change { kind, fact: fact.to_owned(), before: figures(before), after: figures(after) });
        }
    }
    let words = |standing, place| part(standing, place).split(' ').filter(|word| !word.is_empty()).collect();
    for (place, kind) in [(2, ChangeKind::Disputed), (3, ChangeKind::Denied)] {
        let (was, is): (BTreeSet<&str>, BTreeSet<&str>) = (words(before, place), words(after, place));
        found.extend(is.difference(&was).map(|fact| plain(kind, fact)));
        found.extend(was.difference(&is).map(|fact| plain(ChangeKind::Settled, fact)));
    }
    let (was, is) = (part(before, 4).split(' '), part(after, 4).split(' '));
    for ((fact, was), is) in FACTS.into_iter().zip(was).zip(is) {
        let is_said = found.iter().any(|change: &Change| change.fact == fact);
        if was != is && !is_said {
            found.push(plain(ChangeKind::Told, fact));
        }
    }
    found
}

/// Figures as they are kept: `low:best:high`, an untold end left empty; nothing where no toll is told.
pub fn figures(written: &str) -> Option<Figures> {
    let mut ends = written.split(':').map(|end| end.parse().ok());
    match (ends.next(), ends.next(), ends.next()) {
        (Some(low), Some(best), Some(high)) => Some(Figures { low, best, high }),
        _ => None,
    }
}

/// Figures in the way in which [`figures`] reads them.
pub fn written_figures(figures: &Figures) -> String {
    let end = |end: Option<f64>| end.map(|end| end.to_string()).unwrap_or_default();
    format!("{}:{}:{}", end(figures.low), end(figures.best), end(figures.high))
}

fn written(toll: &TollFact) -> String {
    let told = |Spread { low, best, high, .. }: &Spread| Figures { low: *low, best: *best, high: *high };
    toll.spread.as_ref().map(|spread| written_figures(&told(spread))).unwrap_or_default()
}

/// Who is told by name: bare words («gunmen») come and go with every telling and change nothing.
fn named(told: &Reported<ActorFact>) -> impl Iterator<Item = String> {
    told.sides.iter().filter_map(|side| side.value.entity.clone())
}

/// Eight signs for a set of words, whatever their order; a dash for none.
fn digest(words: impl Iterator<Item = String>) -> String {
    let words: BTreeSet<String> = words.collect();
    if words.is_empty() {
        return "-".to_owned();
    }
    let mix = |sum: u32, byte: &u8| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    let sum = words.iter().fold(0x811c_9dc5, |sum, word| mix(word.as_bytes().iter().fold(sum, mix), &0));
    format!("{sum:08x}")
}

fn part(standing: &str, place: usize) -> &str {
    standing.split('|').nth(place).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Change, ChangeKind, Figures, changes, standing};
    use crate::event::RoleStatus;
    use crate::incident::{ActorFact, Contradiction, ContradictionKind, Facts, Incident, PlaceFact, Spread};
    use crate::place::PlaceLevel;
    use crate::plover::EventType;
    use crate::reported::{ClaimRef, Side};

    fn incident() -> Incident {
        Incident {
            id: "i".to_owned(),
            former: Vec::new(),
            kind: EventType::Assault,
            modes: Vec::new(),
            documents: Vec::new(),
            headline_of: Vec::new(),
            claims: Vec::new(),
            outlets: 1,
            origins: 1,
            facts: Facts::default(),
            contradictions: Vec::new(),
        }
    }

    fn side<T>(value: T) -> Side<T> {
        Side { value, claims: vec![ClaimRef { document: "a".to_owned(), claim: "c1".to_owned() }] }
    }

    fn killed(low: f64, best: f64, high: Option<f64>) -> Incident {
        let mut made = incident();
        made.facts.killed.spread = Some(Spread { low: Some(low), best: Some(best), high, rule: "told".to_owned() });
        made
    }

    fn disputed(fact: &str, kind: ContradictionKind, is_rising: bool) -> Incident {
        let mut made = incident();
        made.contradictions.push(Contradiction { fact: fact.to_owned(), kind, sides: 2, is_rising });
        made
    }

    fn between(before: &Incident, after: &Incident) -> Vec<Change> {
        changes(&standing(before), &standing(after))
    }

    fn kinds(before: &Incident, after: &Incident) -> Vec<(ChangeKind, String)> {
        between(before, after).into_iter().map(|change| (change.kind, change.fact)).collect()
    }

    #[test]
    fn a_toll_that_rose_tells_both_figures() {
        let found = between(&killed(48.0, 48.0, Some(48.0)), &killed(48.0, 57.0, None));
        let figures = |low, best, high| Some(Figures { low: Some(low), best: Some(best), high });
        let (before, after) = (figures(48.0, 48.0, Some(48.0)), figures(48.0, 57.0, None));
        assert_eq!(found, [Change { kind: ChangeKind::Toll, fact: "killed".to_owned(), before, after }]);
        assert_eq!(between(&incident(), &killed(1.0, 1.0, None))[0].before, None);
    }

    #[test]
    fn what_is_told_again_by_others_has_not_changed() {
        let mut again = killed(48.0, 48.0, Some(48.0));
        again.outlets = 3;
        again.documents.push("b".to_owned());
        again.former.push("h".to_owned());
        assert_eq!(between(&killed(48.0, 48.0, Some(48.0)), &again), []);
    }

    #[test]
    fn a_dispute_comes_and_is_settled_and_a_rising_toll_is_none() {
        let told = disputed("killed", ContradictionKind::Toll, false);
        let rising = disputed("killed", ContradictionKind::Toll, true);
        assert_eq!(kinds(&incident(), &told), [(ChangeKind::Disputed, "killed".to_owned())]);
        assert_eq!(kinds(&told, &rising), [(ChangeKind::Settled, "killed".to_owned())]);
        assert_eq!(kinds(&incident(), &rising), []);
    }

    #[test]
    fn a_denial_is_told_as_one_whether_a_fact_or_a_part_is_denied() {
        let denial = disputed("actors", ContradictionKind::Denial, false);
        let mut part = incident();
        let actor = ActorFact { entity: Some("taliban".to_owned()), name: String::new(), status: RoleStatus::Denied };
        part.facts.actors.sides.push(side(actor));
        for denied in [denial, part] {
            assert_eq!(kinds(&incident(), &denied), [(ChangeKind::Denied, "actors".to_owned())]);
        }
    }

    #[test]
    fn another_place_is_a_change_and_another_order_is_none() {
        let place = |id: &str| PlaceFact {
            place: Some(id.to_owned()),
            name: String::new(),
            country: None,
            level: PlaceLevel::City,
            chain: Vec::new(),
        };
        let (mut one, mut two, mut turned) = (incident(), incident(), incident());
        one.facts.place.sides = vec![side(place("herat"))];
        two.facts.place.sides = vec![side(place("herat")), side(place("ghor"))];
        turned.facts.place.sides = vec![side(place("ghor")), side(place("herat"))];
        assert_eq!(kinds(&one, &two), [(ChangeKind::Told, "place".to_owned())]);
        assert_eq!(kinds(&two, &turned), []);
    }
}
