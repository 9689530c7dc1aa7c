//! How actors stand to one another, over HTTP and for the command line: points of a pair, strained threesomes, and the
//! network of all.

use std::collections::{BTreeMap, BTreeSet};

use marsad_desk::{Desk, Grain, NetworkFilter, Point, RelationFilter, Side, Stretch, Tie, Told};
use marsad_export::{SeriesPoint, Teller, TiePeriod};
use serde_json::{Map, Value, json};

use crate::answers::problem;
use crate::names::actor_names;
use crate::payload::Payload;
use crate::problem::Problem;
use crate::question::{Part, Words};

/// One point of a series as `marsad.relation/1`.
pub fn relation_of_point(point: &Point) -> Value {
    marsad_export::relation(&SeriesPoint {
        period: &point.period,
        from: &point.from,
        to: &point.to,
        deeds: counts(point.deeds),
        statements: counts(point.statements),
        score: point.score,
        incidents: &point.incidents,
        claims: &point.claims,
        outlets: tellers(&point.outlets),
        voices: tellers(&point.voices),
    })
}

/// One tie as `marsad.tie/1`.
pub fn tie_of(tie: &Tie) -> Value {
    fn told<'n>(name: &'n str, stretch: &Stretch) -> TiePeriod<'n> {
        (name, counts(stretch.deeds), counts(stretch.statements), stretch.score)
    }
    let periods: Vec<TiePeriod<'_>> = tie.periods.iter().map(|(name, stretch)| told(name, stretch)).collect();
    marsad_export::tie(&tie.one, &tie.other, &told("", &tie.whole), &periods)
}

fn counts(side: Side) -> [usize; 3] {
    [side.hostile, side.cooperative, side.neutral]
}

fn tellers(told: &BTreeMap<String, Told>) -> Vec<Teller<'_>> {
    told.iter().map(|(name, told)| (name.as_str(), counts(told.deeds), counts(told.statements), told.score)).collect()
}

/// The points of a pair.
pub(crate) fn series(desk: &Desk, words: Words) -> Result<Payload, Problem> {
    let points = desk.relations(&pair(words)?).map_err(problem)?;
    let items: Vec<Value> = points.iter().map(relation_of_point).collect();
    let names = named(desk, points.iter().flat_map(|point| [&point.from, &point.to]))?;
    Ok(json!({ "items": items, "next": null, "names": names }).to_string().into())
}

/// The strained threesomes that the pair is two of.
pub(crate) fn triads(desk: &Desk, words: Words, part: &Part) -> Result<Payload, Problem> {
    let mut found = desk.strained_triads(&pair(words)?).map_err(problem)?;
    found.truncate(part.limit);
    let names = named(desk, found.iter().flat_map(|triad| triad.pairs.iter().flat_map(|pair| [&pair.0, &pair.1])))?;
    let items: Vec<Value> = found.iter().map(|found| marsad_export::triad(&found.third, &found.pairs)).collect();
    Ok(json!({ "items": items, "next": null, "names": names }).to_string().into())
}

/// The ties of the network, those with most behind them first.
pub(crate) fn network(desk: &Desk, words: Words, part: &Part) -> Result<Payload, Problem> {
    let filter =
        NetworkFilter { grain: grain(&words)?, actor: words.actor, from: words.from, to: words.to, limit: part.limit };
    let ties = desk.network(&filter).map_err(problem)?;
    let names = named(desk, ties.iter().flat_map(|tie| [&tie.one, &tie.other]))?;
    Ok(json!({ "items": ties.iter().map(tie_of).collect::<Vec<_>>(), "next": null, "names": names }).to_string().into())
}

fn pair(words: Words) -> Result<RelationFilter, Problem> {
    let grain = grain(&words)?;
    let given = |name: &str, actor: Option<String>| {
        actor.ok_or_else(|| Problem::unreadable(format!("{name} is missing: a pair has two actors")))
    };
    let (one, other) = (given("one", words.one)?, given("other", words.other)?);
    Ok(RelationFilter { one, other, grain, from: words.from, to: words.to })
}

fn grain(words: &Words) -> Result<Grain, Problem> {
    let name = words.grain.as_deref().unwrap_or("month");
    Grain::from_name(name).ok_or_else(|| Problem::unreadable(format!("grain must be day, week or month, not {name:?}")))
}

/// What actors are called, by their ids.
fn named<'i>(desk: &Desk, ids: impl Iterator<Item = &'i String>) -> Result<Value, Problem> {
    let mut names = Map::new();
    for id in ids.collect::<BTreeSet<_>>() {
        if let Some(found) = actor_names(desk, id).map_err(problem)? {
            names.insert(id.clone(), found);
        }
    }
    Ok(Value::Object(names))
}
