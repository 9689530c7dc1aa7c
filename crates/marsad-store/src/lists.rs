//! What is told again and again, each kept once: a few thousand lists of rules and places are behind millions of events.
//!
//! In the place of a list stands its number after a sign that no rule and no place begins with; what an older desk kept,
//! and what is too short or too long to be worth it, stands there itself.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use marsad_record::event::Event;
use marsad_record::place::{EventPlace, PlaceLevel};

use crate::code::{code, split};
use crate::engine::failure::{Failure, Result};
use crate::engine::{Engine, params};
use crate::error::Error;
use crate::store::Store;

/// What a number of a list begins with.
const MARK: char = '=';
/// Fewer bytes are kept as they are.
const SHORT: usize = 6;
/// More bytes are kept as they are: PostgreSQL indexes no longer ones.
const LONG: usize = 1_000;
/// How many lists are remembered at most.
const REMEMBERED: usize = 100_000;
/// Between the parts of a place.
const END: char = '\u{1f}';

/// A table of lists, and the column that holds what one says.
type Table = (&'static str, &'static str);
const RULES: Table = ("rule_lists", "rules");
const PLACES: Table = ("places", "told");

/// Lists remembered: their numbers by what they say, and what they say by their numbers.
#[derive(Default)]
pub(crate) struct Known {
    numbers: HashMap<Arc<str>, i64>,
    lists: HashMap<i64, Arc<str>>,
}

impl Known {
    fn learn(&mut self, number: i64, told: &str) -> Arc<str> {
        if self.numbers.len() >= REMEMBERED {
            *self = Self::default();
        }
        let told: Arc<str> = told.into();
        self.numbers.insert(Arc::clone(&told), number);
        self.lists.insert(number, Arc::clone(&told));
        told
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }
}

/// Lists on their way in.
pub(crate) struct Lists<'s> {
    pub(crate) engine: &'s dyn Engine,
    rules: &'s RefCell<Known>,
    places: &'s RefCell<Known>,
}

impl Lists<'_> {
    /// What stands in the place of a list of rules, which is kept if it is new.
    pub(crate) fn rules(&self, rules: &str) -> Result<String> {
        Ok(self.kept(RULES, self.rules, rules)?.unwrap_or_else(|| rules.to_owned()))
    }

    /// What stands in the place of a place, whose span is kept beside it; nothing where it is no place of the gazetteer.
    pub(crate) fn place(&self, place: &EventPlace) -> Result<Option<String>> {
        match listed(place) {
            Some(told) => self.kept(PLACES, self.places, &told),
            None => Ok(None),
        }
    }

    fn kept(&self, (table, column): Table, known: &RefCell<Known>, told: &str) -> Result<Option<String>> {
        if !(SHORT..=LONG).contains(&told.len()) {
            return Ok(None);
        }
        if let Some(number) = known.borrow().numbers.get(told) {
            return Ok(Some(format!("{MARK}{number}")));
        }
        let sql = format!("SELECT row FROM {table} WHERE {column} = ?");
        let number = match self.engine.one(&sql, params![told], |row| row.get::<i64>(0))? {
            Some(number) => number,
            None => {
                let number = self.engine.next_row(table)?;
                self.engine.execute(&format!("INSERT INTO {table} VALUES (?,?)"), params![number, told])?;
                number
            }
        };
        known.borrow_mut().learn(number, told);
        Ok(Some(format!("{MARK}{number}")))
    }
}

/// All that a place of the gazetteer says, as one string; nothing where it would not come back as it went.
fn listed(place: &EventPlace) -> Option<String> {
    let id = place.place.as_deref()?;
    let country = place.country.as_deref();
    let point = place.point.map(|(north, east)| format!("{north} {east}")).unwrap_or_default();
    let is_odd = |part: &str| part.is_empty() || part.contains(END);
    if [id, place.name.as_str()].into_iter().chain(country).chain(place.chain.iter().map(String::as_str)).any(is_odd) {
        return None;
    }
    let level = code(PlaceLevel::ALL, &place.level).to_string();
    let parts = [id, &place.name, country.unwrap_or_default(), &level, &point];
    let all: Vec<&str> = parts.into_iter().chain(place.chain.iter().map(String::as_str)).collect();
    Some(all.join(&END.to_string()))
}

/// A place as it was before it was listed, without its span.
fn unlisted(told: &str) -> Option<EventPlace> {
    let mut parts = told.split(END);
    let known = |part: &str| Some(part.to_owned()).filter(|part| !part.is_empty());
    let (place, name, country) = (parts.next().and_then(known), parts.next()?.to_owned(), known(parts.next()?));
    let level = parts.next()?.parse::<usize>().ok().and_then(|level| PlaceLevel::ALL.get(level))?;
    let point = parts.next()?.split_once(' ').and_then(|(north, east)| Some((north.parse().ok()?, east.parse().ok()?)));
    Some(EventPlace {
        place,
        name,
        country,
        level: *level,
        chain: parts.map(str::to_owned).collect(),
        point,
        span: None,
    })
}

impl Store {
    /// Lists on their way in.
    pub(crate) fn lists<'s>(&'s self, engine: &'s dyn Engine) -> Lists<'s> {
        Lists { engine, rules: &self.rules, places: &self.places }
    }

    /// The list that something stands for, if it stands for one.
    fn list_of(&self, (table, column): Table, known: &RefCell<Known>, kept: &str) -> Result<Option<Arc<str>>> {
        let Some(number) = kept.strip_prefix(MARK).and_then(|number| number.parse::<i64>().ok()) else {
            return Ok(None);
        };
        if let Some(told) = known.borrow().lists.get(&number) {
            return Ok(Some(Arc::clone(told)));
        }
        let sql = format!("SELECT {column} FROM {table} WHERE row = ?");
        let told = self.engine.one(&sql, params![number], |row| row.get::<String>(0))?;
        let told = told.ok_or_else(|| Failure::missing("a list that an event names"))?;
        Ok(Some(known.borrow_mut().learn(number, &told)))
    }

    /// Puts the rules into the place of what stands for them.
    pub(crate) fn tell_rules(&self, kept: &mut Vec<String>) -> std::result::Result<(), Error> {
        if let [one] = kept.as_slice()
            && let Some(rules) = self.run("reading rules", |_| self.list_of(RULES, &self.rules, one))?
        {
            *kept = split(&rules);
        }
        Ok(())
    }

    /// The same for one rule.
    pub(crate) fn tell_rule(&self, kept: &mut String) -> std::result::Result<(), Error> {
        if let Some(rule) = self.run("reading rules", |_| self.list_of(RULES, &self.rules, kept))? {
            *kept = rule.as_ref().to_owned();
        }
        Ok(())
    }

    /// Puts the place of an event into the place of what stands for it.
    pub(crate) fn tell_place(&self, event: &mut Event) -> Result<()> {
        let Some(place) = &mut event.place else { return Ok(()) };
        if let Some(listed) = self.listed_place(place.place.as_deref().unwrap_or_default())? {
            *place = EventPlace { span: place.span, ..listed };
        }
        Ok(())
    }

    /// The place that something stands for, if it stands for one.
    pub(crate) fn listed_place(&self, kept: &str) -> Result<Option<EventPlace>> {
        let told = self.list_of(PLACES, &self.places, kept)?;
        let listed = |told: Arc<str>| unlisted(&told).ok_or_else(|| Failure::Shape(format!("{told} is no place")));
        told.map(listed).transpose()
    }
}

#[cfg(test)]
mod tests {
    use marsad_record::place::{EventPlace, PlaceLevel};

    use super::{listed, unlisted};

    #[test]
    fn a_place_comes_back_as_it_went_or_is_not_listed() {
        let herat = EventPlace {
            place: Some("herat".to_owned()),
            name: "Herat".to_owned(),
            country: Some("AF".to_owned()),
            level: PlaceLevel::City,
            chain: vec!["herat-province".to_owned(), "afghanistan".to_owned()],
            point: Some((34.34817, 62.19967)),
            span: None,
        };
        let bare = EventPlace { country: None, chain: Vec::new(), point: None, ..herat.clone() };
        for place in [&herat, &bare] {
            assert_eq!(listed(place).and_then(|told| unlisted(&told)).as_ref(), Some(place));
        }
        let site = EventPlace { place: None, ..herat.clone() };
        let odd = EventPlace { country: Some(String::new()), ..herat };
        assert_eq!([listed(&site), listed(&odd)], [None, None]);
    }
}
