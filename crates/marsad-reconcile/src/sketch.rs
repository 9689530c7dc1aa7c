//! What is compared of a strand without the strand itself: many thousands are held at once while their block is made.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use marsad_lexicon::Entities;
use marsad_record::incident::Strand;
use marsad_record::place::EventPlace;
use marsad_record::plover::EventType;
use marsad_record::quantity::Range;

use crate::decided::Decided;
use crate::digest::Digest;
use crate::profile::{Family, Profile, Reach, moment};
use crate::sorted::Sorted;

/// What is known of a strand that is compared, beside its profile.
pub(crate) struct Head<'s> {
    /// A digest of the events that it tells.
    pub events: u64,
    /// The strand as it was read, where a decision may name it.
    pub strand: Option<&'s Strand>,
}

/// The events that a strand tells, by their ids.
pub(crate) fn events(strand: &Strand) -> u64 {
    let ids = strand.tellings.iter().map(|telling| telling.event.id.as_str());
    ids.fold(Digest::new(), Digest::word).finish()
}

/// The moment of publication of a strand's document.
pub(crate) fn age(strand: &Strand) -> i64 {
    let published = strand.tellings.first().and_then(|telling| moment(telling.published.as_deref()));
    published.unwrap_or(i64::MAX)
}

/// Names and places that sketches share, each once.
#[derive(Default)]
pub(crate) struct Names {
    words: Vec<Arc<str>>,
    places: Vec<EventPlace>,
    // They are only looked into, so their order does not matter.
    word_numbers: HashMap<Arc<str>, u32>,
    place_numbers: HashMap<String, u32>,
}

impl Names {
    fn word(&mut self, word: &str) -> u32 {
        if let Some(known) = self.word_numbers.get(word) {
            return *known;
        }
        let (kept, number): (Arc<str>, u32) = (word.into(), next(self.words.len()));
        self.words.push(Arc::clone(&kept));
        self.word_numbers.insert(kept, number);
        number
    }

    fn words(&mut self, words: &Sorted<&str>) -> Vec<u32> {
        words.iter().map(|word| self.word(word)).collect()
    }

    fn place(&mut self, place: &EventPlace) -> u32 {
        let EventPlace { place: id, name, country, level, chain, .. } = place;
        let part = |part: &Option<String>| part.as_ref().map_or("\u{1e}".to_owned(), |part| format!("{part}\u{1f}"));
        let key = format!("{}{}{name}\u{1f}{}\u{1f}{}", part(id), part(country), *level as u64, chain.join("\u{1f}"));
        if let Some(known) = self.place_numbers.get(&key) {
            return *known;
        }
        let number = next(self.places.len());
        self.places.push(place.clone());
        self.place_numbers.insert(key, number);
        number
    }

    fn told<'n>(&'n self, words: &[u32]) -> Sorted<&'n str> {
        words.iter().filter_map(|word| self.words.get(*word as usize)).map(|word| &**word).collect()
    }
}

fn next(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// A strand as it stands, without its words.
pub(crate) struct Sketch {
    pub id: String,
    pub document: String,
    pub age: i64,
    events: u64,
    strand: Option<Box<Strand>>,
    family: Family,
    days: Option<(Date, Date)>,
    other_days: Sorted<(Date, Date)>,
    published: Option<Date>,
    is_dated: bool,
    is_headline: bool,
    is_factual: bool,
    places: Vec<u32>,
    figures: Sorted<u32>,
    kinds: Sorted<EventType>,
    /// Countries, doers, those to whom it was done, persons, victims, means.
    words: [Vec<u32>; 6],
    killed: Vec<Range>,
    wounded: Vec<Range>,
    origin: Option<Arc<[u64]>>,
}

impl Sketch {
    /// The sketch of a strand.
    pub(crate) fn of(strand: &Strand, decided: &Decided, entities: &Entities, names: &mut Names) -> Self {
        let standing = decided.standing(strand);
        let Profile { reach, kinds, actors, recipients, persons, victims, modes, killed, wounded, is_factual, .. } =
            Profile::of(&standing, entities);
        let words = [&reach.countries, &actors, &recipients, &persons, &victims, &modes];
        Sketch {
            id: strand.id.clone(),
            document: strand.document.clone(),
            age: age(strand),
            events: events(&standing),
            strand: decided.may_name(strand).then(|| Box::new(strand.clone())),
            words: words.map(|words| names.words(words)),
            places: reach.places.iter().map(|place| names.place(place)).collect(),
            family: reach.family,
            days: reach.days,
            other_days: reach.other_days,
            published: reach.published,
            is_dated: reach.is_dated,
            is_headline: reach.is_headline,
            figures: reach.figures,
            is_factual,
            kinds,
            killed,
            wounded,
            origin: standing.tellings.first().map(|telling| Arc::clone(&telling.origin)),
        }
    }

    /// What is known of it beside its profile.
    pub(crate) fn head(&self) -> Head<'_> {
        Head { events: self.events, strand: self.strand.as_deref() }
    }

    /// What it is compared by.
    pub(crate) fn profile<'s>(&'s self, names: &'s Names) -> Profile<'s> {
        let [countries, actors, recipients, persons, victims, modes] =
            self.words.each_ref().map(|words| names.told(words));
        Profile {
            document: &self.document,
            reach: Reach {
                family: self.family,
                days: self.days,
                is_dated: self.is_dated,
                other_days: self.other_days.clone(),
                places: self.places.iter().filter_map(|place| names.places.get(*place as usize)).collect(),
                countries,
                is_headline: self.is_headline,
                published: self.published,
                figures: self.figures.clone(),
            },
            kinds: self.kinds.clone(),
            actors,
            recipients,
            persons,
            victims,
            modes,
            killed: self.killed.clone(),
            wounded: self.wounded.clone(),
            is_factual: self.is_factual,
            origin: self.origin.as_deref().unwrap_or_default(),
        }
    }
}
