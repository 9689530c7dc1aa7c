//! How two actors stand to one another through time: a series of points, each with the incidents and claims behind it
//! and with who tells them, and the threesomes that structural balance calls strained.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use marsad_record::EntityKind;
use marsad_record::claim::{RelationModality, Sign};
use marsad_record::plover::{EventType, Quad};
use marsad_record::reported::ClaimRef;
use marsad_store::{Dyad, DyadQuery};

use crate::desk::Desk;
use crate::error::Error;
use crate::incidents::bound;

/// How long the stretch of one point is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Grain {
    /// One day, as `2018-04-14`.
    Day,
    /// One week from Monday, as `2018-W15`.
    Week,
    /// One month, as `2018-04`.
    #[default]
    Month,
}

impl Grain {
    /// The grain of that name: day, week or month.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "day" => Some(Grain::Day),
            "week" => Some(Grain::Week),
            "month" => Some(Grain::Month),
            _ => None,
        }
    }

    /// The name of the stretch that a day is in.
    pub(crate) fn of(self, day: Date) -> String {
        match self {
            Grain::Day => day.to_string(),
            Grain::Week => {
                let week = day.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Grain::Month => format!("{:04}-{:02}", day.year(), day.month()),
        }
    }
}

/// Which relations are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RelationFilter {
    /// One actor: id or any name; what belongs to it counts as its own.
    pub one: String,
    /// The other.
    pub other: String,
    /// How long the stretch of one point is.
    pub grain: Grain,
    /// On this day or later (ISO, partial).
    pub from: Option<String>,
    /// On this day or earlier (ISO, partial).
    pub to: Option<String>,
}

/// How many were hostile, cooperative, or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Side {
    /// Hostile.
    pub hostile: usize,
    /// Cooperative.
    pub cooperative: usize,
    /// Neither.
    pub neutral: usize,
}

impl Side {
    pub(crate) fn count(&mut self, sign: Sign) {
        match sign {
            Sign::Hostile => self.hostile += 1,
            Sign::Cooperative => self.cooperative += 1,
            Sign::Neutral => self.neutral += 1,
        }
    }
}

/// What one outlet, or one voice, tells of a point.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Told {
    /// Deeds that it tells.
    pub deeds: Side,
    /// Relations that it tells.
    pub statements: Side,
    /// The PLOVER scores of its deeds together, each incident once.
    pub score: f64,
}

/// How one actor stood to another over one stretch of time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Point {
    /// The stretch.
    pub period: String,
    /// Who.
    pub from: String,
    /// To whom.
    pub to: String,
    /// Deeds out of incidents, each incident once.
    pub deeds: Side,
    /// Relations that texts tell as holding.
    pub statements: Side,
    /// The PLOVER scores of the deeds together, each incident once.
    pub score: f64,
    /// The incidents.
    pub incidents: BTreeSet<String>,
    /// The claims.
    pub claims: BTreeSet<ClaimRef>,
    /// What each outlet tells.
    pub outlets: BTreeMap<String, Told>,
    /// What each innermost voice tells.
    pub voices: BTreeMap<String, Told>,
}

/// Two actors and a third, of whose three relations one or all three are hostile: structural balance calls it strained.
#[derive(Debug, Clone, PartialEq)]
pub struct Triad {
    /// The third.
    pub third: String,
    /// Each pair with the PLOVER scores of its deeds together and the incidents behind them.
    pub pairs: [(String, String, f64, BTreeSet<String>); 3],
}

impl Desk {
    /// The points of a pair in time, then by direction.
    ///
    /// # Errors
    /// If a date cannot be read or the file cannot.
    pub fn relations(&self, filter: &RelationFilter) -> Result<Vec<Point>, Error> {
        let pair = self.pair(filter)?;
        let query = DyadQuery { one: pair.one.iter().cloned().collect(), other: pair.other.iter().cloned().collect() };
        let mut points: BTreeMap<(String, bool), Point> = BTreeMap::new();
        let mut seen: BTreeSet<(String, bool, String, String)> = BTreeSet::new();
        for deed in self.store.deeds(&query)? {
            let Some((key, point)) = pair.point(&deed.dyad, filter.grain, &mut points) else { continue };
            let (sign, score) = (sign(deed.kind), deed.kind.score(&deed.modes));
            if point.incidents.insert(deed.incident.clone()) {
                point.deeds.count(sign);
                point.score += score;
            }
            for (teller, is_outlet) in tellers(&deed.dyad) {
                let place = format!("{}{is_outlet}", key.0);
                if seen.insert((place, key.1, teller.clone(), deed.incident.clone())) {
                    let told =
                        if is_outlet { &mut point.outlets } else { &mut point.voices }.entry(teller).or_default();
                    told.deeds.count(sign);
                    told.score += score;
                }
            }
        }
        for statement in self.store.statements(&query)? {
            if statement.modality != RelationModality::Asserted {
                continue;
            }
            let Some((_, point)) = pair.point(&statement.dyad, filter.grain, &mut points) else { continue };
            point.statements.count(statement.sign);
            for (teller, is_outlet) in tellers(&statement.dyad) {
                let told = if is_outlet { &mut point.outlets } else { &mut point.voices };
                told.entry(teller).or_default().statements.count(statement.sign);
            }
        }
        Ok(points.into_values().collect())
    }

    /// The strained threesomes that the pair is two of, by the number of incidents behind them.
    ///
    /// # Errors
    /// If a date cannot be read or the file cannot.
    pub fn strained_triads(&self, filter: &RelationFilter) -> Result<Vec<Triad>, Error> {
        let pair = self.pair(filter)?;
        let mut edges: BTreeMap<(String, String), (f64, BTreeSet<String>)> = BTreeMap::new();
        let mut known = BTreeMap::new();
        for bond in self.store.deed_bonds()? {
            if pair.within(bond.day.or(bond.told)).is_none() {
                continue;
            }
            let (from, to) = (self.side_of(&pair, &bond.from, &mut known), self.side_of(&pair, &bond.to, &mut known));
            let (incident, kind, modes) = bond.what;
            if from == to {
                continue;
            }
            let edge = edges.entry((from.clone().min(to.clone()), from.max(to))).or_default();
            if edge.1.insert(incident) {
                edge.0 += kind.score(&modes);
            }
        }
        let edge = |one: &str, other: &str| {
            let key = (one.min(other).to_owned(), one.max(other).to_owned());
            let (score, incidents) = edges.get(&key)?;
            (*score != 0.0).then(|| (key.0, key.1, *score, incidents.clone()))
        };
        let actors: BTreeSet<&String> = edges.keys().flat_map(|(one, other)| [one, other]).collect();
        let mut triads: Vec<Triad> = Vec::new();
        for third in actors.into_iter().filter(|actor| **actor != pair.name && **actor != pair.other_name) {
            let sides = (edge(&pair.name, &pair.other_name), edge(&pair.name, third), edge(&pair.other_name, third));
            if let (Some(first), Some(second), Some(last)) = sides
                && first.2 * second.2 * last.2 < 0.0
            {
                triads.push(Triad { third: third.clone(), pairs: [first, second, last] });
            }
        }
        let weight = |triad: &Triad| triad.pairs[1].3.len().min(triad.pairs[2].3.len());
        triads.sort_by(|one, other| weight(other).cmp(&weight(one)).then(one.third.cmp(&other.third)));
        Ok(triads)
    }

    fn pair(&self, filter: &RelationFilter) -> Result<Pair, Error> {
        let ids = |name: &str| {
            let mut ids: BTreeSet<String> = self.actor_ids(name).into_iter().collect();
            let named = self.lexicon.entities().get(&self.actor_named(name));
            if let Some(state) = named.filter(|entity| entity.kind == EntityKind::State && entity.country.is_some()) {
                ids.extend(self.organ_ids(state));
            }
            ids
        };
        let (mut one, other) = (ids(&filter.one), ids(&filter.other));
        let shared: Vec<String> = one.intersection(&other).cloned().collect();
        let is_within = other.is_superset(&one);
        let mut other = other;
        for id in shared {
            // Of a part and its whole, the part keeps what is its own.
            if is_within {
                other.remove(&id)
            } else {
                one.remove(&id)
            };
        }
        let day = |field, day: &Option<String>| day.as_deref().map(|day| bound(field, day)).transpose();
        Ok(Pair {
            name: self.actor_named(&filter.one),
            other_name: self.actor_named(&filter.other),
            one,
            other,
            from: day("from", &filter.from)?.and_then(|days| days.from),
            to: day("to", &filter.to)?.and_then(|days| days.to),
        })
    }

    /// The id of the actor that a name stands for; the name itself where nobody has it.
    fn actor_named(&self, name: &str) -> String {
        let entities = self.lexicon.entities();
        let folded = self.folded(name);
        let found = entities.get(name).or_else(|| {
            entities.iter().find(|entity| {
                let mut names = [&entity.name_en, &entity.name_ar].into_iter().chain(&entity.also);
                names.any(|known| self.folded(known) == folded)
            })
        });
        found.map_or(name.to_owned(), |entity| entity.id.clone())
    }

    /// Whose deed it is: one of the two, or whomever the actor acts for.
    fn side_of(&self, pair: &Pair, actor: &str, known: &mut BTreeMap<String, String>) -> String {
        if pair.one.contains(actor) {
            pair.name.clone()
        } else if pair.other.contains(actor) {
            pair.other_name.clone()
        } else {
            known.entry(actor.to_owned()).or_insert_with(|| self.acts_for(actor)).clone()
        }
    }
}

/// Two actors with all that belongs to them, and the days asked for.
struct Pair {
    name: String,
    other_name: String,
    one: BTreeSet<String>,
    other: BTreeSet<String>,
    from: Option<Date>,
    to: Option<Date>,
}

impl Pair {
    /// The day of it, where it is one of those asked for: told, or else that of publication.
    fn day(&self, dyad: &Dyad) -> Option<Date> {
        self.within(dyad.day.or_else(|| published_on(dyad)))
    }

    /// The day, where it is one of those asked for.
    fn within(&self, day: Option<Date>) -> Option<Date> {
        day.filter(|day| self.from.is_none_or(|from| *day >= from) && self.to.is_none_or(|to| *day <= to))
    }

    /// The point it belongs to, with its claim already in.
    fn point<'p>(
        &self,
        dyad: &Dyad,
        grain: Grain,
        points: &'p mut BTreeMap<(String, bool), Point>,
    ) -> Option<((String, bool), &'p mut Point)> {
        let period = grain.of(self.day(dyad)?);
        let is_back = !self.one.contains(&dyad.from);
        let (from, to) = if is_back { (&self.other_name, &self.name) } else { (&self.name, &self.other_name) };
        let key = (period.clone(), is_back);
        let point = points.entry(key.clone()).or_insert_with(|| Point {
            period,
            from: from.clone(),
            to: to.clone(),
            ..Point::default()
        });
        if !dyad.claim.is_empty() {
            point.claims.insert(ClaimRef { document: dyad.document.clone(), claim: dyad.claim.clone() });
        }
        Some((key, point))
    }
}

/// The day of publication.
fn published_on(dyad: &Dyad) -> Option<Date> {
    dyad.published.as_deref().and_then(|at| at.get(..10)?.parse().ok())
}

/// The outlet, and the voice that vouches for it.
fn tellers(dyad: &Dyad) -> Vec<(String, bool)> {
    let voice = dyad.voice.clone().filter(|voice| *voice != dyad.outlet);
    std::iter::once((dyad.outlet.clone(), true)).chain(voice.map(|voice| (voice, false))).collect()
}

pub(crate) fn sign(kind: EventType) -> Sign {
    match kind.quad() {
        Quad::VerbalCooperation | Quad::MaterialCooperation => Sign::Cooperative,
        Quad::VerbalConflict | Quad::MaterialConflict => Sign::Hostile,
    }
}
