//! Persons that no list holds: a given name followed by further names. They stay mentions and are never linked.

use marsad_lexicon::Lexicon;
use marsad_record::{EntityKind, MentionForm};
use marsad_text::{Text, TokenKind};
use rustc_hash::FxHashMap;

use super::{Classes, Found};

/// «أبو», «ابن»: what opens a name of honour or descent.
const OPENS: &str = "name-part";
/// Longest name of a person, in words.
const LONGEST: usize = 5;

/// Adds unlisted persons: «المتحدث باسم الوزارة، نصر رحيم».
pub(super) fn add(found: &mut Vec<Found>, text: &Text, lexicon: &Lexicon, classes: &Classes) {
    let opens = lexicon.vocabulary().class(OPENS);
    let is_free = free_tokens(found, text);
    let mut persons = Vec::new();
    let mut token = 0;
    while token < text.tokens.len() {
        let opener = text.hits.at(token).iter().find(|hit| {
            opens == Some(hit.class) && hit.tail == 0 && hit.last as usize == token && !hit.proclitics.has_preposition()
        });
        let given = opener.or_else(|| {
            text.hits.at(token).iter().find(|hit| {
                Some(hit.class) == classes.given_name && hit.tail == 0 && hit.last as usize == token && hit.lead == 0
            })
        });
        let begins = is_free[token]
            && !text.sentence_of(token).is_chrome
            && (opener.is_some() || is_name_only(text, token, classes));
        let Some(given) = given.filter(|_| begins) else {
            token += 1;
            continue;
        };
        let mut last = token;
        while last + 1 < text.sentence_of(token).end
            && last + 1 - token < LONGEST
            && is_free[last + 1]
            && (goes_on(text, last + 1, lexicon, classes)
                || last == token && opener.is_some() && is_given(text, last + 1, classes))
        {
            last += 1;
        }
        if last > token && is_free[last] {
            let span = text.hit_span(given).cover(&text.tokens[last].span);
            persons.push(Found {
                first: token,
                last,
                span,
                entity: None,
                kind: EntityKind::Person,
                form: MentionForm::Name,
                refers: None,
            });
        }
        token = last + 1;
    }
    found.extend(persons);
    found.sort_by_key(|found| found.first);
    let again = last_names(found, text);
    found.extend(again);
    found.sort_by_key(|found| found.first);
}

/// A person named in full is named by the last name alone afterwards.
fn last_names(found: &[Found], text: &Text) -> Vec<Found> {
    let is_full = |person: &&Found| {
        person.kind == EntityKind::Person
            && person.last > person.first
            && text.form(person.last).chars().count() >= 4
            && text.hits.at(person.last).iter().all(|hit| hit.lead + hit.tail > 0)
    };
    let mut full: Vec<&Found> = found.iter().filter(is_full).collect();
    full.sort_by_key(|person| person.last);
    let mut full = full.into_iter().peekable();
    let mut known: FxHashMap<&str, &Found> = FxHashMap::default();
    let mut again = Vec::new();
    for (token, is_free) in free_tokens(found, text).into_iter().enumerate() {
        let name = text.form(token);
        if let Some(person) = known.get(name).filter(|_| is_free) {
            let span = text.tokens[token].span;
            again.push(Found { first: token, last: token, span, form: MentionForm::Alias, ..(*person).clone() });
        }
        while let Some(person) = full.next_if(|person| person.last == token) {
            known.entry(name).or_insert(person);
        }
    }
    again
}

/// Which tokens no finding holds.
fn free_tokens(found: &[Found], text: &Text) -> Vec<bool> {
    let mut is_free = vec![true; text.tokens.len()];
    for one in found {
        is_free[one.first..=one.last].fill(false);
    }
    is_free
}

/// A further name is a given name, or a word that the lexicon does not hold; with the article only as a family name
/// is made from a place («الخراساني»).
fn goes_on(text: &Text, token: usize, lexicon: &Lexicon, classes: &Classes) -> bool {
    let form = text.form(token);
    if text.tokens[token].kind != TokenKind::Word || form.chars().count() < 3 {
        return false;
    }
    match lexicon.without_article(form) {
        Some(rest) => {
            // «أبو عمر الطاجيكي»: where somebody's family is from belongs to the name.
            let is_family = text.hits.at(token).iter().all(|hit| Some(hit.class) == classes.nisba);
            rest.ends_with('\u{064A}') && rest.chars().count() > 3 && is_family
        }
        None => text.hits.at(token).is_empty() || is_given(text, token, classes) && is_name_only(text, token, classes),
    }
}

fn is_given(text: &Text, token: usize, classes: &Classes) -> bool {
    text.hits.at(token).iter().any(|hit| Some(hit.class) == classes.given_name && hit.lead == 0 && hit.tail == 0)
}

/// Whether the word is nothing else as it stands: «على» and «عيد» are words before they are names.
fn is_name_only(text: &Text, token: usize, classes: &Classes) -> bool {
    let names = [classes.given_name, classes.name, classes.actor, classes.place, classes.place_name];
    text.hits.at(token).iter().filter(|hit| hit.lead == 0 && hit.tail == 0).all(|hit| names.contains(&Some(hit.class)))
}
