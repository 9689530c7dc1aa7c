//! Persons that no list holds: a given name followed by further names. They stay mentions and are never linked.

use marsad_lexicon::Lexicon;
use marsad_record::{EntityKind, MentionForm};
use marsad_text::{Text, TokenKind};

use super::{Classes, Found, is_taken};

/// Longest name of a person, in words.
const LONGEST: usize = 5;

/// Adds unlisted persons: «المتحدث باسم الوزارة، نصر رحيم».
pub(super) fn add(found: &mut Vec<Found>, text: &Text, _lexicon: &Lexicon, classes: &Classes) {
    let mut persons = Vec::new();
    let mut token = 0;
    while token < text.tokens.len() {
        let given = text.hits.at(token).iter().find(|hit| {
            Some(hit.class) == classes.given_name && hit.tail == 0 && hit.last as usize == token && hit.lead == 0
        });
        let Some(given) = given.filter(|_| !is_taken(found, token) && !text.sentence_of(token).is_chrome) else {
            token += 1;
            continue;
        };
        let mut last = token;
        while last + 1 < text.sentence_of(token).end && last + 1 - token < LONGEST && goes_on(text, last + 1, classes) {
            last += 1;
        }
        if last > token && !is_taken(found, last) {
            let span = text.hit_span(given).cover(&text.tokens[last].span);
            persons.push(Found {
                first: token,
                last,
                span,
                entity: None,
                kind: EntityKind::Person,
                form: MentionForm::Name,
            });
        }
        token = last + 1;
    }
    found.extend(persons);
    found.sort_by_key(|found| found.first);
}

/// A further name is a word that is a given name too, or one that the lexicon does not hold at all.
fn goes_on(text: &Text, token: usize, classes: &Classes) -> bool {
    if text.tokens[token].kind != TokenKind::Word || text.form(token).chars().count() < 3 {
        return false;
    }
    let hits = text.hits.at(token);
    hits.is_empty() || hits.iter().any(|hit| Some(hit.class) == classes.given_name && hit.lead == 0 && hit.tail == 0)
}
