//! How a place is told: what happened was in it, on it, near it, or it was only come from or gone to.

use marsad_lexicon::{ClassId, Lexicon};
use marsad_text::{Hit, Text};

/// How the words before a place relate what is told to it; the order is from the surest to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// «في كابل», «داخل المدينة».
    At,
    /// «غارة على الحديدة».
    On,
    /// The bare name: «شرطة كابل», a dateline.
    Bare,
    /// «قرب دمشق», «على بعد كيلومترين من المدينة».
    Near,
    /// «من بغداد», «إلى الرقة».
    Towards,
    /// «ومقره لندن»: where somebody resides who speaks or acts; nothing is told to have happened there.
    Seat,
}

/// How far before «من» a word of nearness may stand, in tokens: «على بعد عشرين كيلومترا فقط من».
const MEASURE: usize = 7;

/// How many tokens at most part the word for a seat from what names it: «ومقرها الرئيسي في».
const SEATED: usize = 2;

/// The classes of words that relate to a place.
pub(super) struct Relations {
    /// Prepositions, relations and deeds that have a manner.
    telling: [Option<ClassId>; 4],
    /// Words between the preposition and the name: «مدينة», «شمال».
    between: [Option<ClassId>; 2],
    /// «ومقره», «يتخذ من».
    seat: [Option<ClassId>; 1],
}

impl Relations {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let class = |name: &str| lexicon.vocabulary().class(name);
        Self {
            telling: ["place-preposition", "place-relation", "place-deed", "place-verb"].map(class),
            between: ["place-head", "place-direction"].map(class),
            seat: [class("place-seat")],
        }
    }

    /// The manner in which a place named from a token on is told.
    pub(super) fn manner(&self, first: usize, proclitic: &Hit, text: &Text, lexicon: &Lexicon) -> Manner {
        let start = text.sentence_of(first).first;
        let is_seat = (first.saturating_sub(SEATED + 1).max(start)..first)
            .any(|token| ending(text, token, start, &self.seat).is_some());
        if is_seat {
            return Manner::Seat;
        }
        if let Some(manner) = joined(first, proclitic, text) {
            return manner;
        }
        let mut at = first;
        while at > start {
            let before = at - 1;
            if let Some(manner) = self.told_by(before, start, text, lexicon) {
                return manner;
            }
            let Some(word) = ending(text, before, start, &self.between) else { return Manner::Bare };
            if let Some(manner) = joined(word.first as usize, word, text) {
                return manner;
            }
            at = word.first as usize;
        }
        Manner::Bare
    }

    /// The manner of the word that ends at a token.
    fn told_by(&self, token: usize, start: usize, text: &Text, lexicon: &Lexicon) -> Option<Manner> {
        let word = ending(text, token, start, &self.telling)?;
        let manner = named(lexicon.row(word.entry?).get("manner"))?;
        let is_near = |before: usize| {
            ending(text, before, start, &self.telling)
                .and_then(|hit| named(lexicon.row(hit.entry?).get("manner")))
                .is_some_and(|manner| manner == Manner::Near)
        };
        let first = word.first as usize;
        if manner == Manner::Towards && (first.saturating_sub(MEASURE).max(start)..first).any(is_near) {
            return Some(Manner::Near);
        }
        Some(manner)
    }
}

/// «بكابل», «لبغداد»: the preposition that is written with the word.
fn joined(first: usize, hit: &Hit, text: &Text) -> Option<Manner> {
    if !hit.proclitics.has_preposition() {
        return None;
    }
    let letters = text.form(first).trim_start_matches(['\u{0648}', '\u{0641}']);
    Some(if letters.starts_with('\u{0628}') { Manner::At } else { Manner::Towards })
}

/// The longest hit of one of the classes that ends at a token.
fn ending<'t>(text: &'t Text, token: usize, start: usize, classes: &[Option<ClassId>]) -> Option<&'t Hit> {
    (token.saturating_sub(2).max(start)..=token).find_map(|first| {
        text.hits.at(first).iter().find(|hit| hit.last as usize == token && classes.contains(&Some(hit.class)))
    })
}

fn named(manner: &str) -> Option<Manner> {
    Some(match manner {
        "at" => Manner::At,
        "on" => Manner::On,
        "near" => Manner::Near,
        "towards" => Manner::Towards,
        _ => return None,
    })
}
