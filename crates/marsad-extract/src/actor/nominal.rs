//! Nominals: «التنظيم», «الحركة», «القوات الأمريكية», «مسؤولون عراقيون», by the adjective of a country or by what was
//! named before.

use marsad_lexicon::Lexicon;
use marsad_record::{EntityKind, MentionForm};
use marsad_text::{Hit, Text};

use super::names::is_definite;
use super::{Classes, Found, is_taken};

/// Adds nominals and bare adjectives of countries, each resolved where the article allows.
pub(super) fn add(found: &mut Vec<Found>, text: &Text, lexicon: &Lexicon, classes: &Classes) {
    let mut nominals: Vec<Found> = Vec::new();
    for token in 0..text.tokens.len() {
        if is_taken_at(found, token) || nominals.last().is_some_and(|last| last.last >= token) {
            continue;
        }
        let hits = text.hits.at(token);
        let collective = hits.iter().find(|hit| Some(hit.class) == classes.collective && hit.tail == 0);
        if let Some(hit) = collective
            && let Some(nominal) = nominal(hit, found, &nominals, text, lexicon, classes)
        {
            nominals.push(nominal);
            continue;
        }
        // «مالي» is the country before it is an adjective; with the article it can only be the adjective.
        let names = [classes.place, classes.place_name, classes.actor, classes.name];
        let is_a_name = hits.iter().any(|hit| names.contains(&Some(hit.class)) && hit.tail == 0);
        let adjective = hits.iter().find(|hit| Some(hit.class) == classes.nisba && hit.tail == 0 && !is_a_name);
        if let Some(hit) = adjective {
            nominals.extend(adjective_of_a_state(hit, text, lexicon));
        }
    }
    found.extend(nominals);
}

fn is_taken_at(found: &[Found], token: usize) -> bool {
    let near = found.partition_point(|other| other.first <= token);
    is_taken(&found[near.saturating_sub(4)..near], token)
}

/// «الأمريكي» alone stands for the state.
fn adjective_of_a_state(hit: &Hit, text: &Text, lexicon: &Lexicon) -> Option<Found> {
    let row = lexicon.row(hit.entry?);
    let entity = lexicon.entities().get(row.id())?;
    Some(Found {
        first: hit.first as usize,
        last: hit.last as usize,
        span: text.hit_span(hit),
        entity: Some(entity.id.clone()),
        kind: entity.kind,
        form: MentionForm::Nisba,
    })
}

fn nominal(
    hit: &Hit,
    found: &[Found],
    nominals: &[Found],
    text: &Text,
    lexicon: &Lexicon,
    classes: &Classes,
) -> Option<Found> {
    let row = lexicon.row(hit.entry?);
    let (first, mut last) = (hit.first as usize, hit.last as usize);
    let mut span = text.hit_span(hit);
    let kinds: Vec<&str> = row.list("kind").collect();
    // «الاجتماع الأخير»: after a noun with the article the word is its adjective.
    let follows_noun = first > text.sentence_of(first).first
        && hit.lead == 0
        && lexicon.without_article(text.form(first - 1)).is_some()
        && text.tokens[first - 1].sentence == text.tokens[first].sentence;
    if follows_noun && kinds == ["person"] {
        return None;
    }
    // «العاصمة», «البلاد»: somewhere to be, or nobody in particular.
    let is_state = kinds.iter().all(|kind| matches!(*kind, "place" | "state"));
    if is_state && (kinds.contains(&"place") || adjective_after(text, last, classes).is_none()) {
        return None;
    }
    let mut country: Option<(String, String)> = None;
    while let Some(adjective) = adjective_after(text, last, classes) {
        last = adjective.last as usize;
        span.end = text.hit_span(adjective).end;
        let adjective = lexicon.row(adjective.entry?);
        country = Some((adjective.id().to_owned(), adjective.get("country").to_owned()));
    }
    let entity = match &country {
        Some((state, country)) => Some(of_country(row.get("class"), country, lexicon).unwrap_or_else(|| state.clone())),
        None if is_definite(text, first, hit) && row.get("number") == "singular" => {
            antecedent(&kinds, hit, found, nominals, text, lexicon)
        }
        None => return None,
    };
    let is_person = kinds == ["person"];
    let unlinked = if is_person { EntityKind::Person } else { EntityKind::Organisation };
    let kind = entity.as_deref().and_then(|id| lexicon.entities().get(id)).map_or(unlinked, |entity| entity.kind);
    if entity.is_none() && !is_person {
        return None;
    }
    Some(Found { first, last, span, entity, kind, form: MentionForm::Nominal })
}

fn adjective_after<'t>(text: &'t Text, last: usize, classes: &Classes) -> Option<&'t Hit> {
    let next = last + 1;
    let same_sentence = text.tokens.get(next).is_some_and(|token| token.sentence == text.tokens[last].sentence);
    let found = text
        .hits
        .at(next)
        .iter()
        .find(|hit| Some(hit.class) == classes.nisba && hit.tail == 0 && hit.proclitics.is_empty());
    found.filter(|_| same_sentence)
}

/// The one actor of a class in a country: the army of «القوات الأمريكية».
fn of_country(class: &str, country: &str, lexicon: &Lexicon) -> Option<String> {
    if class.is_empty() {
        return None;
    }
    let mut fitting = lexicon
        .entities()
        .iter()
        .filter(|entity| entity.country.as_deref() == Some(country) && lexicon.entities().class(&entity.id) == class);
    let first = fitting.next()?;
    fitting.next().is_none().then(|| first.id.clone())
}

/// The nearest actor named before that the nominal can refer to: first one that was named with the nominal's own word
/// («الحركة» for «حركة طالبان»), else the nearest of a kind that fits. A person who was named but is in no list is a
/// reading too: «الكاتب» is that person, not the last president.
fn antecedent(
    kinds: &[&str],
    hit: &Hit,
    found: &[Found],
    nominals: &[Found],
    text: &Text,
    lexicon: &Lexicon,
) -> Option<String> {
    let form = text.form(hit.first as usize);
    let word = form.get(usize::from(hit.lead)..).unwrap_or(form);
    let bare = lexicon.without_article(word).unwrap_or(word);
    let before = hit.first as usize;
    let fits = |other: &&Found| {
        let is_person = other.kind == EntityKind::Person;
        other.last < before && kinds.contains(&other.kind.name()) && (is_person || other.entity.is_some())
    };
    // A person is meant only while the article still speaks of them: in this sentence or the two before it.
    let sentence = text.tokens[before].sentence;
    let is_near = |other: &&Found| other.kind != EntityKind::Person || text.tokens[other.last].sentence + 2 >= sentence;
    let mut earlier: Vec<&Found> = found.iter().chain(nominals).filter(fits).filter(is_near).collect();
    earlier.sort_by_key(|other| std::cmp::Reverse(other.last));
    let with_word = |other: &&&Found| {
        let first = text.form(other.first);
        first == bare || first == word || first.ends_with(bare) && other.form != MentionForm::Nominal
    };
    let named_with_word: Vec<&str> =
        earlier.iter().filter(with_word).filter_map(|other| other.entity.as_deref()).collect();
    let nearest_with_word =
        earlier.iter().find(|other| other.entity.as_deref().is_some_and(|id| named_with_word.contains(&id)));
    nearest_with_word.or(earlier.first()).and_then(|other| other.entity.clone())
}
