//! Who stands how to whom: actors, and between each two of them what was done and told, by stretch of time.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use marsad_record::claim::{RelationModality, Sign};
use marsad_store::{Dyad, DyadQuery};

use crate::desk::Desk;
use crate::error::Error;
use crate::incidents::bound;
use crate::relations::{Grain, Side, published_on, sign};

/// At most so many ties are given unless asked otherwise.
const TIES: usize = 60;

/// Which ties are asked for; every field left empty asks for all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NetworkFilter {
    /// Only those of this actor, and those between its partners: id or any name.
    pub actor: Option<String>,
    /// How long one stretch is.
    pub grain: Grain,
    /// On this day or later (ISO, partial).
    pub from: Option<String>,
    /// On this day or earlier (ISO, partial).
    pub to: Option<String>,
    /// At most so many ties, those with most behind them first; 0 is sixty.
    pub limit: usize,
}

/// What was done and told between two actors in one stretch of time, in either direction.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stretch {
    /// Deeds out of incidents, each incident once.
    pub deeds: Side,
    /// Relations that texts tell as holding.
    pub statements: Side,
    /// The PLOVER scores of the deeds together.
    pub score: f64,
}

/// Two actors with what is between them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tie {
    /// One actor, first in the order of ids.
    pub one: String,
    /// The other.
    pub other: String,
    /// Stretches of time, in order.
    pub periods: BTreeMap<String, Stretch>,
    /// All stretches together.
    pub whole: Stretch,
}

impl Tie {
    /// How much is behind it.
    fn weight(&self) -> usize {
        let count = |side: &Side| side.hostile + side.cooperative + side.neutral;
        2 * count(&self.whole.deeds) + count(&self.whole.statements)
    }
}

impl Desk {
    /// Ties between actors, those with most behind them first. What belongs to an actor counts as its own.
    ///
    /// # Errors
    /// If a date cannot be read or the file cannot.
    pub fn network(&self, filter: &NetworkFilter) -> Result<Vec<Tie>, Error> {
        let day = |field, day: &Option<String>| day.as_deref().map(|day| bound(field, day)).transpose();
        let from = day("from", &filter.from)?.and_then(|days| days.from);
        let to = day("to", &filter.to)?.and_then(|days| days.to);
        let mut weaving =
            Weaving { desk: self, grain: filter.grain, from, to, ties: BTreeMap::new(), tops: BTreeMap::new() };
        let mut seen: BTreeSet<(String, (String, String))> = BTreeSet::new();
        for deed in self.store.deeds(&DyadQuery::default())? {
            let Some((key, period)) = weaving.place(&deed.dyad) else { continue };
            if !seen.insert((deed.incident, key.clone())) {
                continue;
            }
            let (sign, score) = (sign(deed.kind), deed.kind.score(&deed.modes));
            weaving.tell(&key, &period, |stretch| {
                stretch.deeds.count(sign);
                stretch.score += score;
            });
        }
        for statement in self.store.statements(&DyadQuery::default())? {
            let is_told = statement.modality == RelationModality::Asserted && statement.sign != Sign::Neutral;
            let Some((key, period)) = weaving.place(&statement.dyad).filter(|_| is_told) else { continue };
            weaving.tell(&key, &period, |stretch| stretch.statements.count(statement.sign));
        }
        let mut ties: Vec<Tie> = weaving.ties.into_values().collect();
        if let Some(actor) = &filter.actor {
            ties = around(ties, &self.actor_ids(actor).into_iter().collect());
        }
        ties.sort_by(|one, other| {
            other.weight().cmp(&one.weight()).then_with(|| (&one.one, &one.other).cmp(&(&other.one, &other.other)))
        });
        ties.truncate(if filter.limit == 0 { TIES } else { filter.limit });
        Ok(ties)
    }
}

/// The ties of some actors, and those between whoever is tied to them.
fn around(ties: Vec<Tie>, actors: &BTreeSet<String>) -> Vec<Tie> {
    let is_one = |id: &String| actors.contains(id);
    let mut near = actors.clone();
    for tie in ties.iter().filter(|tie| is_one(&tie.one) || is_one(&tie.other)) {
        near.extend([tie.one.clone(), tie.other.clone()]);
    }
    ties.into_iter().filter(|tie| near.contains(&tie.one) && near.contains(&tie.other)).collect()
}

/// Ties in the making.
struct Weaving<'d> {
    desk: &'d Desk,
    grain: Grain,
    from: Option<Date>,
    to: Option<Date>,
    ties: BTreeMap<(String, String), Tie>,
    tops: BTreeMap<String, String>,
}

impl Weaving<'_> {
    /// The pair and the stretch that it belongs to, where its day is one of those asked for.
    fn place(&mut self, dyad: &Dyad) -> Option<((String, String), String)> {
        // Nothing that was done is done after it was told: such a day was misread.
        let told = published_on(dyad);
        let day = dyad.day.filter(|day| told.is_none_or(|told| *day <= told)).or(told)?;
        if self.from.is_some_and(|from| day < from) || self.to.is_some_and(|to| day > to) {
            return None;
        }
        let (one, other) = (self.top(&dyad.from), self.top(&dyad.to));
        let key = if one < other { (one, other) } else { (other, one) };
        (key.0 != key.1).then(|| (key, self.grain.of(day)))
    }

    /// For whom an actor acts.
    fn top(&mut self, actor: &str) -> String {
        self.tops.entry(actor.to_owned()).or_insert_with(|| self.desk.acts_for(actor)).clone()
    }

    fn tell(&mut self, key: &(String, String), period: &str, told: impl Fn(&mut Stretch)) {
        let tie = self.ties.entry(key.clone()).or_insert_with(|| Tie {
            one: key.0.clone(),
            other: key.1.clone(),
            ..Tie::default()
        });
        told(&mut tie.whole);
        told(tie.periods.entry(period.to_owned()).or_default());
    }
}
