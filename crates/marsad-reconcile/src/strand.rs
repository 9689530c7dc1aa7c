//! What one document tells of one happening: its headline with the sentences that speak of the same, and each
//! earlier or other happening apart.

use std::collections::BTreeMap;

use jiff::civil::Date;
use marsad_record::event::{Event, Modality};
use marsad_record::incident::{Strand, Telling};
use marsad_record::time::Interval;

use crate::added::added_by;
use crate::digest::strand_id;
use crate::key;
use crate::place::{Spot, nearness};
use crate::profile::{FIGURE, Family, is_factual};
use crate::recall::MARKED;

/// From how many dead a figure without a date is a sum.
const UNDATED: f64 = 1000.0;
/// From how many dead an odd figure is that of one happening in all of an article.
const SURE: f64 = 30.0;
/// Widest stretch of days under which an article tells one happening twice.
const WEEK: i32 = 8;

/// Strands of any tellings, sorted by document; the order of the input does not matter.
pub fn strands(tellings: Vec<Telling>) -> Vec<Strand> {
    let mut documents: BTreeMap<String, Vec<Telling>> = BTreeMap::new();
    for telling in tellings {
        documents.entry(telling.document.clone()).or_default().push(telling);
    }
    documents.into_values().flat_map(document_strands).collect()
}

fn document_strands(tellings: Vec<Telling>) -> Vec<Strand> {
    // What a person added stands apart, so that what was read keeps its strands and their ids.
    let (added, mut tellings): (Vec<Telling>, Vec<Telling>) =
        tellings.into_iter().partition(|telling| added_by(&telling.event.id).is_some());
    tellings.sort_by(|one, other| ordinal(one).cmp(&ordinal(other)));
    tellings.dedup_by(|one, other| one.event.id == other.event.id);
    let country = country(&tellings);
    let (headline, others): (Vec<Telling>, Vec<Telling>) =
        tellings.into_iter().filter(is_told).partition(|telling| telling.event.is_headline);
    let mut groups: Vec<Vec<Telling>> = Vec::new();
    if !headline.is_empty() {
        groups.push(headline);
    }
    let (full, bare): (Vec<Telling>, Vec<Telling>) = others.into_iter().partition(|telling| !is_bare(&telling.event));
    for telling in full {
        match groups.iter().position(|group| is_same(group, &telling)) {
            Some(place) => groups[place].push(telling),
            None => groups.push(vec![telling]),
        }
    }
    for telling in bare {
        let home = groups.iter().position(|group| group.iter().any(|other| other.event.kind == telling.event.kind));
        match home {
            Some(place) => groups[place].push(telling),
            None => groups.push(vec![telling]),
        }
    }
    groups.retain(|group| group.iter().any(|telling| telling.event.is_headline || !is_bare(&telling.event)));
    groups.extend(added.into_iter().filter(is_told).map(|telling| vec![telling]));
    groups.into_iter().map(|tellings| strand(tellings, country.clone())).collect()
}

/// The country of most places told in a document, the headline's counting twice.
fn country(tellings: &[Telling]) -> Option<String> {
    let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
    for telling in tellings {
        if let Some(country) = telling.event.place.as_ref().and_then(|place| place.country.as_deref()) {
            *votes.entry(country).or_default() += if telling.event.is_headline { 2 } else { 1 };
        }
    }
    votes.into_iter().max_by_key(|(country, votes)| (*votes, *country)).map(|(country, _)| country.to_owned())
}

fn strand(mut tellings: Vec<Telling>, country: Option<String>) -> Strand {
    tellings.sort_by(|one, other| ordinal(one).cmp(&ordinal(other)));
    // Most strands have one telling, in a list made for four.
    tellings.shrink_to_fit();
    let document = tellings[0].document.clone();
    let id = strand_id(&document, &tellings[0].event.id);
    Strand { id, document, country, tellings }
}

/// `e2` before `e10`.
fn ordinal(telling: &Telling) -> (usize, &str) {
    let id = telling.event.id.as_str();
    (id.trim_start_matches(|letter: char| !letter.is_ascii_digit()).parse().unwrap_or(usize::MAX), id)
}

/// Whether a telling is about a happening at all: truths in general, wishes, plans and sums over long
/// periods are nobody's incident.
fn is_told(telling: &Telling) -> bool {
    let event = &telling.event;
    let is_sum = event.interval().is_some_and(|interval| match (interval.from, interval.to) {
        (Some(from), Some(to)) => key::span(from, to) > key::MONTHS,
        (None, None) => false,
        _ => true,
    });
    // «أودت بحياة مئات الآلاف»: of a number that no one happening leaves, the article says when.
    let dead = event.toll.killed.as_ref().and_then(|part| part.range.told());
    let is_sum = is_sum || event.when.is_none() && dead >= Some(UNDATED);
    match event.modality {
        Modality::General | Modality::Hypothetical | Modality::Future => false,
        _ => event.is_headline || !is_sum,
    }
}

/// Whether it says nothing but that something of its kind happened («the attack»).
fn is_bare(event: &Event) -> bool {
    event.place.is_none()
        && event.interval().is_none()
        && event.toll.killed.is_none()
        && event.toll.wounded.is_none()
        && event.actors.iter().chain(&event.recipients).all(|role| role.entity.is_none())
}

/// Whether a telling speaks of the happening that a group of the same document speaks of.
fn is_same(group: &[Telling], telling: &Telling) -> bool {
    let event = &telling.event;
    let has_fact = is_factual(telling) || group.iter().any(is_factual);
    if has_fact && group.iter().any(|other| is_one_figure(&other.event, event)) {
        return true;
    }
    let close = group.iter().filter(|other| Family::of(other.event.kind) == Family::of(event.kind));
    let mut met = false;
    for other in close {
        if !could_be_same(&other.event, event) {
            return false;
        }
        met |= other.event.kind == event.kind;
    }
    met && has_fact
}

fn could_be_same(one: &Event, other: &Event) -> bool {
    is_one_figure(one, other)
        || days_agree(one, other) && places_agree(one, other) && actors_agree(one, other) && tolls_agree(one, other)
}

/// One figure in one article is one happening, wherever its sentences seem to put it; also under two days of one week
/// («killed on Friday», in an article that says on Sunday that they were found), unless it is told of two places and round.
fn is_one_figure(one: &Event, other: &Event) -> bool {
    let dead: fn(&Event) -> Option<f64> = |event| event.toll.killed.as_ref()?.range.told();
    let wounded: fn(&Event) -> Option<f64> = |event| event.toll.wounded.as_ref()?.range.told();
    let same = |figure: fn(&Event) -> Option<f64>, least| {
        figure(one).filter(|told| *told >= least && figure(other) == Some(*told))
    };
    let no_other_dead = dead(one).is_none() || dead(other).is_none();
    let figure = same(dead, FIGURE).or_else(|| same(wounded, MARKED).filter(|_| no_other_dead));
    let Some(figure) = figure else { return false };
    let is_marked = || figure >= MARKED && (figure % 10.0 != 0.0 || places_agree(one, other));
    let apart = match (days(one), days(other)) {
        (Some(left), Some(right)) if left != right => Some(key::span(left.0.min(right.0), left.1.max(right.1))),
        _ => None,
    };
    // No two happenings of one article share a large odd figure.
    let is_sure = figure >= SURE && figure % 10.0 != 0.0;
    one.kind == other.kind && apart.is_none_or(|days| is_marked() && (days <= WEEK || is_sure))
}

/// The days of an event, where both ends are told.
fn days(event: &Event) -> Option<(Date, Date)> {
    let interval = event.interval()?;
    Some((interval.from?, interval.to?))
}

fn days_agree(one: &Event, other: &Event) -> bool {
    let known = |event: &Event| event.when.is_some();
    match (one.interval(), other.interval()) {
        (Some(left), Some(right)) => Interval::meets(&left, &right),
        (Some(_), None) => !known(other),
        (None, Some(_)) => !known(one),
        (None, None) => one.when.as_ref().map(|when| &when.value) == other.when.as_ref().map(|when| &when.value),
    }
}

fn places_agree(one: &Event, other: &Event) -> bool {
    match (&one.place, &other.place) {
        (Some(left), Some(right)) => nearness(Spot::from(left), Spot::from(right)).is_compatible(),
        _ => true,
    }
}

fn actors_agree(one: &Event, other: &Event) -> bool {
    let ids = |event: &Event| -> Vec<String> { event.actors.iter().filter_map(|role| role.entity.clone()).collect() };
    let (left, right) = (ids(one), ids(other));
    left.is_empty() || right.is_empty() || left.iter().any(|entity| right.contains(entity))
}

/// Tolls of one happening inside one article differ by source or hour, not by an order of magnitude.
fn tolls_agree(one: &Event, other: &Event) -> bool {
    let told = |event: &Event| event.toll.killed.as_ref().and_then(|part| part.range.told());
    match (told(one), told(other)) {
        (Some(left), Some(right)) => left.max(right) <= 10.0 * left.min(right).max(1.0),
        _ => true,
    }
}
