//! Who stands how to whom: actors, and between each two of them what was done and told, by stretch of time.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use marsad_record::plover::EventType;
use marsad_store::Bond;

use crate::desk::Desk;
use crate::error::Error;
use crate::incidents::bound;
use crate::relations::{Grain, Side, sign};

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
        // Of several tellings of one deed the earliest that fits says when.
        let mut deeds: HashMap<(String, Pair), (Date, EventType, Vec<String>)> = HashMap::new();
        for bond in self.store.deed_bonds()? {
            let Some((key, day)) = weaving.place(&bond) else { continue };
            let (incident, kind, modes) = bond.what;
            let first = deeds.entry((incident, key)).or_insert((day, kind, modes));
            first.0 = first.0.min(day);
        }
        let mut deeds: Vec<_> = deeds.into_iter().collect();
        deeds.sort_unstable();
        for ((_, key), (day, kind, modes)) in deeds {
            let (sign, score) = (sign(kind), kind.score(&modes));
            weaving.tell(key, day, |stretch| {
                stretch.deeds.count(sign);
                stretch.score += score;
            });
        }
        for bond in self.store.relation_bonds()? {
            let Some((key, day)) = weaving.place(&bond) else { continue };
            weaving.tell(key, day, |stretch| stretch.statements.count(bond.what));
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

/// Ids of two actors.
type Pair = (String, String);

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
    /// The pair and the day that it belongs to, where it is one of those asked for.
    fn place<What>(&mut self, bond: &Bond<What>) -> Option<((String, String), Date)> {
        // Nothing that was done is done after it was told: such a day was misread.
        let day = bond.day.filter(|day| bond.told.is_none_or(|told| *day <= told)).or(bond.told)?;
        if self.from.is_some_and(|from| day < from) || self.to.is_some_and(|to| day > to) {
            return None;
        }
        let (one, other) = (self.top(&bond.from), self.top(&bond.to));
        let key = if one < other { (one, other) } else { (other, one) };
        (key.0 != key.1).then_some((key, day))
    }

    /// For whom an actor acts.
    fn top(&mut self, actor: &str) -> String {
        if let Some(top) = self.tops.get(actor) {
            return top.clone();
        }
        let top = self.desk.acts_for(actor);
        self.tops.insert(actor.to_owned(), top.clone());
        top
    }

    fn tell(&mut self, key: (String, String), day: Date, told: impl Fn(&mut Stretch)) {
        let period = self.grain.of(day);
        let tie = self.ties.entry(key).or_insert_with_key(|key| Tie {
            one: key.0.clone(),
            other: key.1.clone(),
            ..Tie::default()
        });
        told(&mut tie.whole);
        told(tie.periods.entry(period).or_default());
    }
}
