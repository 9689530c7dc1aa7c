//! The one room where the eight questions meet: their order, and what each is told of the others.

use std::collections::BTreeSet;

use marsad_lexicon::Lexicon;
use marsad_record::{Document, Extraction};
use marsad_text::Text;

use crate::actor::Actors;
use crate::attribution::Attributions;
use crate::event::{Events, Findings, Settings};
use crate::forecast::Forecasts;
use crate::number::Numbers;
use crate::place::{PlaceMention, Places};
use crate::relation::Relations;
use crate::time::Times;
use crate::toll::Tolls;

/// The eight questions, each prepared from a lexicon once, to be asked of any number of documents.
pub struct Extractor {
    numbers: Numbers,
    times: Times,
    tolls: Tolls,
    actors: Actors,
    places: Places,
    attributions: Attributions,
    events: Events,
    relations: Relations,
    forecasts: Forecasts,
}

impl Extractor {
    /// Compiles the rules of every family.
    pub fn new(lexicon: &Lexicon, settings: Settings) -> Self {
        Self {
            numbers: Numbers::new(lexicon),
            times: Times::new(lexicon),
            tolls: Tolls::new(lexicon),
            actors: Actors::new(lexicon),
            places: Places::new(lexicon),
            attributions: Attributions::new(lexicon),
            events: Events::new(lexicon, settings),
            relations: Relations::new(lexicon),
            forecasts: Forecasts::new(lexicon),
        }
    }

    /// Reads one document. What is odd about it is in the notes; it never fails.
    pub fn extract(&self, document: &Document, text: &Text, lexicon: &Lexicon) -> Extraction {
        let mut notes = Vec::new();
        let mut noted = |mut more| notes.append(&mut more);
        let numbers = self.numbers.read(text, lexicon);
        let times = self.times.read(document, text, lexicon, &numbers);
        noted(text.notes.clone());
        noted(numbers.notes.clone());
        noted(times.notes);
        let times = times.value;
        let quantities = self.tolls.read(text, lexicon, &times, &numbers);
        noted(quantities.notes);
        let quantities = quantities.value;
        let mut mentions = self.actors.read(document, text, lexicon);
        let places = self.places.read(text, lexicon, &mentions);
        mentions.extend(places.iter().map(|place| place.mention.clone()));
        let places: Vec<PlaceMention> = places.into_iter().filter(|place| place.is_told_as_place).collect();
        mentions.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
        let mut claims = self.attributions.read(document, text, lexicon, &mentions, &times);
        let findings = Findings { mentions: &mentions, places: &places, times: &times, quantities: &quantities };
        let events = self.events.read(document, text, lexicon, &findings, &mut claims);
        let relations = self.relations.read(document, text, lexicon, &mentions, &events, &claims);
        let forecasts = self.forecasts.read(document, text, lexicon, &times, &claims);
        let within = self.actors.within(&mentions, text, lexicon);
        mentions.retain(|mention| !self.actors.says_where(mention, text, lexicon));
        mentions.extend(within);
        mentions.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
        let mut used: BTreeSet<&str> = mentions.iter().filter_map(|mention| mention.entity.as_deref()).collect();
        let links = claims.iter().flat_map(|claim| &claim.attribution);
        used.extend(links.filter_map(|link| link.entity.as_deref()));
        let roles = events.iter().flat_map(|event| event.actors.iter().chain(&event.recipients));
        used.extend(roles.filter_map(|role| role.entity.as_deref()));
        used.extend(relations.iter().flat_map(|relation| [relation.from.as_str(), relation.to.as_str()]));
        let entities = used.into_iter().filter_map(|id| lexicon.entities().get(id).cloned()).collect();
        Extraction {
            document: document.clone(),
            mentions,
            times,
            quantities,
            tokens: Vec::new(),
            claims,
            events,
            relations,
            forecasts,
            entities,
            notes,
        }
    }
}
