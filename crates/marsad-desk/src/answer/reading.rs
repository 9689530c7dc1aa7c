//! What a question is read as: its parties, its topics, what a yes would mean.

use std::collections::BTreeMap;

use marsad_record::plover::EventType;
use marsad_record::{Basis, Document, EntityKind, Published};
use marsad_text::{Analyser, TokenKind};

use crate::answer::cues::{Cue, Cues};
use crate::desk::Desk;
use marsad_record::answer::{AnswerQuery, Asks, Part, Party, ReadAs, Topic};

/// Something of the question with the word where it begins and the word after it.
struct Found<T> {
    what: T,
    first: usize,
    end: usize,
}

/// Everything that stands in a question.
#[derive(Default)]
struct Parts {
    names: Vec<Found<String>>,
    cues: Vec<Found<Cue>>,
    particles: Vec<Found<String>>,
    /// Verbs of deeds, with the kind of deed and how surely it is one.
    deeds: Vec<(Found<EventType>, u8)>,
    /// Kinds of deeds that its nouns name.
    done: Vec<EventType>,
    /// Its words that are neither names nor particles, folded.
    content: Vec<String>,
}

impl Desk {
    /// What a question is read as, corrected by what the analyst gave.
    pub(crate) fn read_question(&self, query: &AnswerQuery, cues: &Cues) -> ReadAs {
        let is_arabic = query.question.chars().any(marsad_lexicon::is_arabic_letter);
        let mut parts = if is_arabic {
            self.arabic_parts(&query.question, cues)
        } else {
            self.english_parts(&query.question, cues)
        };
        let asks = asks(&parts);
        let is_actor = |id: &str| self.lexicon.entities().get(id).is_some();
        let powers = parts.particles.iter().filter(|particle| particle.what == "question-power").count();
        let actors = powers
            + if query.actors.is_empty() {
                parts.names.iter().filter(|name| is_actor(&name.what)).count()
            } else {
                query.actors.len()
            };
        if actors > 1 {
            between_them(&mut parts);
        }
        let given = query.about.as_deref().and_then(|id| cues.topic(id));
        let (mut about, mut is_positive) = topics(&parts, cues, given, asks);
        // What is between two says nothing of one: «عن أسلحتها النووية» is no help.
        let is_no_topic = about.first().is_none_or(|main| main.axis == "amity" && actors < 2);
        if given.is_none() && asks == Asks::Whether && is_no_topic && !parts.content.is_empty() {
            about = cues.topic(OWN_WORDS).cloned().into_iter().collect();
            is_positive = true;
        }
        let mut parties = if query.actors.is_empty() {
            self.parties(&parts)
        } else {
            query.actors.iter().map(|name| self.party(&self.id_of(name))).collect()
        };
        if query.actors.is_empty() {
            set_apart(&mut parties, &parts, about.first());
        }
        let parties = parties.into_iter().map(|(party, _)| party).collect();
        ReadAs {
            language: if is_arabic { "ar" } else { "en" },
            asks,
            parties,
            about,
            is_positive,
            from: query.from.clone(),
            to: query.to.clone(),
        }
    }

    /// The words of an Arabic question that are neither names nor particles.
    pub(crate) fn content_of(&self, question: &str, cues: &Cues) -> Vec<String> {
        self.arabic_parts(question, cues).content
    }

    fn arabic_parts(&self, question: &str, cues: &Cues) -> Parts {
        let document = document_of(question);
        let text = Analyser::new(&self.lexicon).analyse(&document, &self.lexicon);
        let vocabulary = self.lexicon.vocabulary();
        let mut parts = Parts::default();
        let mut content: Vec<(usize, String)> = (0..text.tokens.len())
            .filter(|token| text.tokens[*token].kind == TokenKind::Word)
            .map(|token| (token, self.lexicon.fold(text.original(token))))
            .collect();
        for hit in text.hits.iter() {
            let (first, end) = (hit.first as usize, hit.last as usize + 1);
            let Some(entry) = hit.entry else { continue };
            let row = self.lexicon.row(entry);
            match vocabulary.table_name(vocabulary.entry(entry).table) {
                "world/actors" | "world/actor_names" | "world/places" | "world/place_names"
                    if text.is_whole_name(hit) && self.is_known(row.id()) =>
                {
                    parts.names.push(Found { what: row.id().to_owned(), first, end });
                }
                "ar/event_verbs" => {
                    if let Some(kind) = EventType::from_name(row.get("type")) {
                        let sure = ["light", "weak", "strong"].iter().position(|known| *known == row.get("strength"));
                        parts.deeds.push((Found { what: kind, first, end }, sure.unwrap_or_default() as u8));
                    }
                }
                "ar/function_words" | "ar/particles" if end == first + 1 => {
                    content.retain(|(token, _)| *token != first);
                }
                "ar/event_nouns" => parts.done.extend(EventType::from_name(row.get("type"))),
                "world/nisba" => {
                    if let Some(id) = self.nisba_entity(row.id()) {
                        parts.names.push(Found { what: id, first, end });
                    }
                }
                _ => {}
            }
        }
        let words = self.lexicon.questions();
        let text = Analyser::new(words).analyse(&document, words);
        for hit in text.hits.iter() {
            let Some(entry) = hit.entry else { continue };
            let (first, end) = (hit.first as usize, hit.last as usize + 1);
            if let Some(cue) = cues.cue(words, entry) {
                parts.cues.push(Found { what: cue.clone(), first, end });
            } else {
                let class = words.vocabulary().class_name(hit.class).to_owned();
                parts.particles.push(Found { what: class, first, end });
            }
        }
        self.settle_names(&mut parts);
        let covers = |first: usize, end: usize, token: usize| (first..end).contains(&token);
        content.retain(|(token, word)| {
            let is_named = parts.names.iter().any(|name| covers(name.first, name.end, *token));
            let is_particle = parts.particles.iter().any(|particle| covers(particle.first, particle.end, *token));
            !is_named && !is_particle && word.chars().count() > 2
        });
        parts.content = content.into_iter().map(|(_, word)| word).collect();
        parts
    }

    fn english_parts(&self, question: &str, cues: &Cues) -> Parts {
        let written: Vec<&str> =
            question.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let words: Vec<String> = written.iter().map(|word| self.lexicon.fold(word)).collect();
        let mut parts = Parts::default();
        for name in self.english_names() {
            let spoken: Vec<&str> =
                name.0.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            for first in 0..words.len() {
                let is_it = !spoken.is_empty()
                    && words.len() >= first + spoken.len()
                    && spoken.iter().enumerate().all(|(place, wanted)| {
                        let (written, word) = (written[first + place], &words[first + place]);
                        // A short name is an acronym: «US» is not «us».
                        let is_capital = written.chars().next().is_some_and(char::is_uppercase);
                        let is_acronym = wanted.len() > 3 || written == *wanted;
                        is_acronym && (is_capital || spoken.len() > 1) && *word == self.lexicon.fold(wanted)
                    });
                if is_it {
                    parts.names.push(Found { what: name.1.to_owned(), first, end: first + spoken.len() });
                }
            }
        }
        for (at, word) in written.iter().enumerate() {
            if let Some(id) = self.demonym(word) {
                parts.names.push(Found { what: id, first: at, end: at + 1 });
            }
            for (cue, length) in cues.english_at(&words, at) {
                parts.cues.push(Found { what: cue.clone(), first: at, end: at + length });
            }
            if let Some(kind) = cues.english_deed(&words, at) {
                parts.deeds.push((Found { what: kind, first: at, end: at + 1 }, 0));
            }
            for class in cues.english_particles(&words, at) {
                parts.particles.push(Found { what: class.to_owned(), first: at, end: at + 1 });
            }
        }
        self.settle_names(&mut parts);
        parts
    }

    /// Of names that overlap the longest is kept, and of those the most likely: where it happened in questions of
    /// deeds and tolls, who is meant in all others.
    fn settle_names(&self, parts: &mut Parts) {
        let is_deed = asks(parts) != Asks::Whether && asks(parts) != Asks::WhatSaid;
        longest_names(parts, |id| {
            let (order, length) = self.preference(id);
            let is_place = self.lexicon.places().get(id).is_some();
            (if is_deed && is_place { 0 } else { order + 1 }, length)
        });
    }

    /// English names of actors and places, with what they name.
    fn english_names(&self) -> impl Iterator<Item = (&str, &str)> {
        let is_english = |name: &&String| !name.is_empty() && name.is_ascii();
        let actors = self.lexicon.entities().iter().flat_map(move |entity| {
            let names = std::iter::once(&entity.name_en).chain(&entity.also);
            names.filter(is_english).map(|name| (name.as_str(), entity.id.as_str()))
        });
        let places = self.lexicon.places().iter().map(|place| (place.name_en.as_str(), place.id.as_str()));
        // «Washington» is a place and, as its Arabic name says, a government.
        let names = self.lexicon.table("world/actor_names").rows();
        let metonyms: BTreeMap<&str, &str> =
            names.filter(|row| row.get("form") == "metonym").map(|row| (row.get("name"), row.id())).collect();
        let seats = self
            .lexicon
            .places()
            .iter()
            .filter_map(move |place| Some((place.name_en.as_str(), *metonyms.get(place.name_ar.as_str())?)));
        actors.chain(places).chain(seats)
    }

    /// «Russian» is of Russia: a state's English name without its last vowel begins the word.
    fn demonym(&self, word: &str) -> Option<String> {
        let is_name = word.chars().next().is_some_and(char::is_uppercase) && word.ends_with(['n', 'i', 's', 'h', 'e']);
        let states = self.lexicon.entities().iter().filter(|entity| entity.kind == EntityKind::State);
        let of = |name: &str| {
            let stem = name.trim_end_matches(['a', 'e', 'y']);
            stem.len() > 3 && stem.is_ascii() && word.len() <= name.len() + 4 && word.starts_with(stem)
        };
        let mut states = states.filter(|entity| is_name && of(&entity.name_en));
        states.next().map(|entity| entity.id.clone())
    }

    /// Actors before places, groups and states before all others, shorter ids before longer ones.
    fn preference(&self, id: &str) -> (u8, usize) {
        let kind = self.lexicon.entities().get(id).map(|entity| entity.kind);
        let order = match kind {
            Some(EntityKind::State | EntityKind::Group) => 0,
            Some(EntityKind::Organisation) => 1,
            Some(EntityKind::Person) => 2,
            None => 3,
            Some(_) => 4,
        };
        (order, id.len())
    }

    fn is_known(&self, id: &str) -> bool {
        self.lexicon.entities().get(id).is_some() || self.lexicon.places().get(id).is_some()
    }

    fn nisba_entity(&self, id: &str) -> Option<String> {
        self.lexicon.entities().get(id).map(|entity| entity.id.clone())
    }

    /// The id that a name stands for, the name itself if it is none.
    fn id_of(&self, name: &str) -> String {
        if self.is_known(name) {
            return name.to_owned();
        }
        let folded = self.folded(name);
        let entities = self.lexicon.entities();
        let mut named: Vec<&str> = entities
            .iter()
            .filter(|entity| {
                let mut names = [&entity.name_en, &entity.name_ar].into_iter().chain(&entity.also);
                names.any(|known| self.folded(known) == folded)
            })
            .map(|entity| entity.id.as_str())
            .collect();
        named.sort_by_key(|id| self.preference(id));
        let place = || self.places_named(name).into_iter().find(|id| self.lexicon.places().get(id).is_some());
        named.first().map(|id| (*id).to_owned()).or_else(place).unwrap_or_else(|| name.to_owned())
    }

    fn parties(&self, parts: &Parts) -> Vec<(Party, usize)> {
        let mut parties: Vec<(Party, usize)> = Vec::new();
        let powers = parts.particles.iter().filter(|particle| particle.what == "question-power");
        let names = parts.names.iter().map(|name| (name.what.as_str(), name.first));
        let mut found: Vec<(&str, usize)> = names.chain(powers.map(|power| (POWERS, power.first))).collect();
        found.sort_by_key(|(_, first)| *first);
        for (id, first) in found {
            if !parties.iter().any(|(party, _)| party.id == id) {
                parties.push((self.party(id).0, first));
            }
        }
        parties
    }

    fn party(&self, id: &str) -> (Party, usize) {
        let entity = self.lexicon.entities().get(id);
        let place = self.lexicon.places().get(id);
        let names = match (entity, place) {
            (Some(entity), _) => (entity.name_en.clone(), entity.name_ar.clone()),
            (None, Some(place)) => (place.name_en.clone(), place.name_ar.clone()),
            (None, None) => (id.to_owned(), id.to_owned()),
        };
        let mut ids = self.actor_ids(id);
        // A state acts through its organs and office-holders, whether or not the lexicon hangs them under it.
        if let Some(state) = entity.filter(|entity| entity.kind == EntityKind::State && entity.country.is_some()) {
            ids.extend(self.organ_ids(state));
            ids.sort();
            ids.dedup();
        }
        // A branch is often called by the name of the whole.
        let parent = entity.and_then(|entity| entity.parent.as_deref()).and_then(|id| self.lexicon.entities().get(id));
        if let (Some(entity), Some(parent)) = (entity, parent)
            && entity.kind == EntityKind::Group
            && parent.kind == EntityKind::Group
        {
            ids.push(parent.id.clone());
        }
        let party = Party {
            id: id.to_owned(),
            name_en: names.0,
            name_ar: names.1,
            part: Part::Asked,
            is_place: entity.is_none() && place.is_some(),
            is_any_state: id == POWERS,
            ids,
        };
        (party, 0)
    }
}

/// The topic of a question that no other topic covers.
pub(super) const OWN_WORDS: &str = "words";

/// The party that stands for any state.
const POWERS: &str = "powers";

/// Of names that overlap the longest is kept, and of those the most likely.
fn longest_names(parts: &mut Parts, preference: impl Fn(&str) -> (u8, usize)) {
    parts.names.sort_by_key(|name| (std::cmp::Reverse(name.end - name.first), preference(&name.what), name.first));
    let mut kept: Vec<Found<String>> = Vec::new();
    for name in parts.names.drain(..) {
        if !kept.iter().any(|other| name.first < other.end && other.first < name.end) {
            kept.push(name);
        }
    }
    kept.sort_by_key(|name| name.first);
    let powers = parts.particles.iter().filter(|particle| particle.what == "question-power");
    let powers: Vec<usize> = powers.map(|power| power.first).collect();
    // «القوى الخارجية» are somebody, not strength.
    parts.cues.retain(|cue| !powers.contains(&cue.first));
    parts.cues.retain(|cue| !kept.iter().any(|name| name.first <= cue.first && cue.end <= name.end));
    parts.names = kept;
}

fn asks(parts: &Parts) -> Asks {
    let opens = |class: &str| parts.particles.iter().any(|particle| particle.what == class && particle.first < 2);
    if opens("question-who") {
        Asks::Who
    } else if opens("question-count") {
        Asks::HowMany
    } else if opens("question-said") {
        Asks::WhatSaid
    } else if opens("question-other") {
        Asks::Other
    } else {
        Asks::Whether
    }
}

/// The topics of the question, the ruling one first, and whether a yes means more of its axis.
fn topics(parts: &Parts, cues: &Cues, given: Option<&Topic>, asks: Asks) -> (Vec<Topic>, bool) {
    let mut found: Vec<&Found<Cue>> = parts.cues.iter().collect();
    found.sort_by_key(|cue| (std::cmp::Reverse(cues.rank(&cue.what.topic)), cue.first));
    let mut ids: Vec<&str> = Vec::new();
    let deed = if given.is_none() && asks == Asks::Whether { deed(parts, cues) } else { None };
    if let Some(topic) = given {
        ids.push(&topic.id);
    } else if let Some(kind) = deed {
        ids.push(kind.name());
    } else if asks == Asks::Who {
        ids.push("deed");
    } else if asks == Asks::HowMany {
        ids.push("toll");
    }
    let is_positive = match (asks, found.first()) {
        (Asks::Whether | Asks::Other, Some(first)) if given.is_none() && deed.is_none() => {
            // Only the ruling word counts: a question after enmity is turned round.
            first.what.sign > 0.0
        }
        _ => true,
    };
    for cue in found {
        if !ids.contains(&cue.what.topic.as_str()) {
            ids.push(&cue.what.topic);
        }
    }
    (ids.into_iter().filter_map(|id| cues.topic(id)).cloned().collect(), is_positive)
}

/// «تتدهور العلاقات»: beside what is between two, words of strength say how it goes with that, not who is strong.
fn between_them(parts: &mut Parts) {
    let is_between = |cue: &&mut Found<Cue>| cue.what.axis == "amity" && cue.what.sign > 0.0;
    let falls = parts.cues.iter().any(|cue| cue.what.topic == "decline");
    if !parts.cues.iter_mut().any(|cue| is_between(&cue)) {
        return;
    }
    parts.cues.retain(|cue| cue.what.axis != "strength");
    for cue in parts.cues.iter_mut().filter(is_between).filter(|_| falls) {
        cue.what.sign = -cue.what.sign;
    }
}

/// The deed that is asked after («هل ضربت ...؟»), unless the question has a word of a topic that rules it: the first verb
/// that somebody could be the doer of, and of its kinds the surest.
fn deed(parts: &Parts, cues: &Cues) -> Option<EventType> {
    if parts.names.is_empty() {
        return None;
    }
    let first = parts.deeds.iter().map(|(deed, _)| deed.first).min()?;
    let is_ruled = |cue: &Found<Cue>| cues.rank(&cue.what.topic) > DEED_RANK && cue.what.topic != "deed";
    // «ضربت» is also a word of enmity: it is the deed all the same.
    if parts.cues.iter().any(is_ruled) {
        return None;
    }
    let kinds = parts.deeds.iter().rev().filter(|(deed, _)| deed.first == first);
    // What is done tells which of the verb's kinds is meant: «فرضت عقوبات».
    kinds.max_by_key(|(deed, sure)| (parts.done.contains(&deed.what), *sure)).map(|(deed, _)| deed.what)
}

/// Axes on which a place is a party: what was done to it, or in it.
const TOLD_OF_A_PLACE: [&str; 5] = ["happening", "deed", "toll", "danger", "control"];

/// Words of topics that rank higher than this rule a question, whatever deed it names.
const DEED_RANK: u32 = 3;

/// Parties that say where, or that stand beside a word of danger or enmity, are not those that are asked about.
fn set_apart(parties: &mut [(Party, usize)], parts: &Parts, main: Option<&Topic>) {
    let Some(main) = main else { return };
    let is_in = |at: usize| parts.particles.iter().any(|word| word.what == "question-in" && word.end == at);
    if !TOLD_OF_A_PLACE.contains(&main.axis.as_str())
        && parties.iter().any(|(party, at)| !party.is_place && !is_in(*at))
    {
        for (party, at) in parties.iter_mut().filter(|(party, _)| !party.is_any_state) {
            if party.is_place || is_in(*at) {
                party.part = Part::Where;
            }
        }
    }
    if parties.iter().filter(|(party, _)| !party.is_place).count() < 3 || main.axis != "amity" {
        return;
    }
    let is_against = |at: usize| {
        let is_danger =
            |cue: &Found<Cue>| cue.what.axis == "danger" || cue.what.topic == "hostility" && cue.what.axis == main.axis;
        let end = parts.names.iter().find(|name| name.first == at).map_or(at + 1, |name| name.end);
        let touches = |first: usize, last: usize| last <= at && at - last < 2 || first == end;
        parts.cues.iter().any(|cue| is_danger(cue) && touches(cue.first, cue.end))
            || parts.particles.iter().any(|word| word.what == "question-against" && word.end <= at && at - word.end < 2)
    };
    for (party, at) in parties {
        if !party.is_any_state && party.part == Part::Asked && is_against(*at) {
            party.part = Part::Context;
        }
    }
}

/// The question as a text to read.
fn document_of(question: &str) -> Document {
    Document::of_text(question.to_owned(), Published { value: None, basis: Basis::Unknown })
}
