//! Places by the sound of their names: «دشتي برتشي», «دشت برجي» and «داشت بارشي» are one district spelt three ways.

use std::collections::BTreeMap;

use marsad_lexicon::{Lexicon, PlaceRecord};
use marsad_record::PlaceLevel;

/// Shortest sound that tells one place from another, in letters.
const SHORTEST: usize = 4;

/// The names of places reduced to what every spelling of them keeps.
pub(super) struct Sounds {
    /// Letters and what they sound like, the longer first.
    letters: Vec<(String, String)>,
    /// Place ids by country and sound.
    places: BTreeMap<(String, String), String>,
}

impl Sounds {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let rows = lexicon.table("ar/name_sounds").rows();
        let mut letters: Vec<(String, String)> =
            rows.map(|row| (row.get("letters").to_owned(), row.get("sound").to_owned())).collect();
        letters.sort_by_key(|(letters, _)| std::cmp::Reverse(letters.len()));
        let mut sounds = Self { letters, places: BTreeMap::new() };
        let mut shared = Vec::new();
        for row in lexicon.table("world/place_names").rows() {
            let Some(place) = lexicon.places().get(row.id()).filter(|place| is_fine(place)) else { continue };
            let Some(sound) = sounds.of(&lexicon.fold(row.get("name")), lexicon) else { continue };
            let key = (place.country.clone(), sound);
            match sounds.places.get(&key) {
                Some(other) if *other != place.id => shared.push(key),
                Some(_) => {}
                None => {
                    sounds.places.insert(key, place.id.clone());
                }
            }
        }
        // A sound that two places share names neither.
        for key in shared {
            sounds.places.remove(&key);
        }
        sounds
    }

    /// The place of a country whose name sounds like the words.
    pub(super) fn place<'l>(&self, name: &str, country: &str, lexicon: &'l Lexicon) -> Option<&'l PlaceRecord> {
        let sound = self.of(&lexicon.fold(name), lexicon)?;
        lexicon.places().get(self.places.get(&(country.to_owned(), sound))?)
    }

    /// What every spelling of a name keeps; `None` where too little is left to tell names apart.
    fn of(&self, folded: &str, lexicon: &Lexicon) -> Option<String> {
        let mut sound = String::new();
        for word in folded.split(' ') {
            let mut rest = lexicon.without_article(word).unwrap_or(word);
            while let Some(letter) = rest.chars().next() {
                let known = self.letters.iter().find(|(letters, _)| rest.starts_with(letters.as_str()));
                let (length, heard) = match known {
                    Some((letters, heard)) => (letters.len(), heard.as_str()),
                    None => (letter.len_utf8(), &rest[..letter.len_utf8()]),
                };
                // A doubled letter is one sound.
                if !sound.ends_with(heard) || heard.is_empty() {
                    sound.push_str(heard);
                }
                rest = &rest[length..];
            }
        }
        (sound.chars().count() >= SHORTEST).then_some(sound)
    }
}

/// Countries and provinces have settled spellings; their sound is left alone.
fn is_fine(place: &PlaceRecord) -> bool {
    matches!(place.level, PlaceLevel::Site | PlaceLevel::City | PlaceLevel::District)
}
