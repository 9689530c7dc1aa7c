//! Listed names: the longest wins, a metonym after «في» is a place, a namesake is settled by the company it keeps.

use std::collections::BTreeMap;

use marsad_lexicon::{ClassId, Lexicon, Tense};
use marsad_record::{EntityKind, MentionForm, Span};
use marsad_text::{Hit, Text, TokenKind};

use super::{Classes, Found};

/// One name with everybody it can name.
struct Candidate {
    hit: Hit,
    /// Actor id, form, and for an epithet who uses it.
    readings: Vec<Reading>,
}

#[derive(Clone)]
struct Reading {
    id: String,
    form: MentionForm,
    by: Vec<String>,
    needs_full_name: bool,
}

/// Every listed name of the text, resolved as far as the article settles it.
pub(super) fn listed(text: &Text, lexicon: &Lexicon, classes: &Classes) -> Vec<Found> {
    let candidates = candidates(text, lexicon, classes);
    let company = company(&candidates, text, lexicon, classes);
    let mut found: Vec<Found> = Vec::new();
    let mut last_place: Option<usize> = None;
    for candidate in &candidates {
        let (first, last) = (candidate.hit.first as usize, candidate.hit.last as usize);
        // «في روسيا وإيران»: what is joined to a place is one too.
        let joins_a_place =
            candidate.hit.proclitics.has_conjunction() && last_place.is_some_and(|place| place + 1 == first);
        match settle(candidate, joins_a_place, &company, text, lexicon, classes) {
            Settled::Named(mut name) => {
                take_head(&mut name, text, classes);
                take_adjective(&mut name, text, lexicon, classes);
                found.push(name);
            }
            Settled::Place if joins_a_place || is_within_a_place(&candidate.hit, text, classes) => {
                last_place = Some(last);
            }
            Settled::Place => {}
            Settled::Nobody => {}
        }
    }
    found
}

/// What a name of the text stands for.
enum Settled {
    Named(Found),
    /// Somewhere to be.
    Place,
    Nobody,
}

/// The longest hits from left to right, each with all its readings.
fn candidates(text: &Text, lexicon: &Lexicon, classes: &Classes) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut token = 0;
    while token < text.tokens.len() {
        let hits = text.hits.at(token);
        let is_name = |hit: &&Hit| {
            let class = Some(hit.class);
            (class == classes.actor || class == classes.name) && text.is_whole_name(hit)
        };
        let longest_place = hits.iter().filter(|hit| is_place(hit, classes)).map(|hit| hit.last).max();
        let Some(best) = hits.iter().filter(is_name).max_by_key(|hit| (hit.last, std::cmp::Reverse(hit.lead))) else {
            token += 1;
            continue;
        };
        if longest_place.is_some_and(|last| last > best.last) {
            token += 1;
            continue;
        }
        let same = |hit: &&Hit| is_name(hit) && hit.last == best.last && hit.lead == best.lead;
        let mut readings: Vec<Reading> = Vec::new();
        for hit in hits.iter().filter(same) {
            let Some(reading) = reading(hit, lexicon) else { continue };
            if !readings.iter().any(|other| other.id == reading.id) {
                readings.push(reading);
            }
        }
        token = best.last as usize + 1;
        candidates.push(Candidate { hit: *best, readings });
    }
    candidates
}

/// Whether the gazetteer has the same words.
fn is_place_name(hit: &Hit, text: &Text, classes: &Classes) -> bool {
    text.hits.at(hit.first as usize).iter().any(|other| is_place(other, classes) && other.last == hit.last)
}

fn is_place(hit: &Hit, classes: &Classes) -> bool {
    Some(hit.class) == classes.place || Some(hit.class) == classes.place_name
}

fn reading(hit: &Hit, lexicon: &Lexicon) -> Option<Reading> {
    let row = lexicon.row(hit.entry?);
    let form = match row.get("form") {
        "epithet" => MentionForm::Epithet,
        "metonym" => MentionForm::Metonym,
        "alias" | "acronym" | "misspelling" | "short" => MentionForm::Alias,
        _ => MentionForm::Name,
    };
    let by = row.list("by").map(str::to_owned).collect();
    Some(Reading { id: row.id().to_owned(), form, by, needs_full_name: row.get("form") == "short" })
}

/// How often each actor, and each country, is named without doubt.
struct Company {
    actors: BTreeMap<String, usize>,
    countries: BTreeMap<String, usize>,
    /// The country that things happen in: named most often after «في», «شمال» and the like, and at least twice.
    scene: Option<String>,
}

fn company(candidates: &[Candidate], text: &Text, lexicon: &Lexicon, classes: &Classes) -> Company {
    let mut company = Company { actors: BTreeMap::new(), countries: BTreeMap::new(), scene: None };
    let mut scenes: BTreeMap<&str, usize> = BTreeMap::new();
    for candidate in candidates {
        let [only] = candidate.readings.as_slice() else { continue };
        if only.form == MentionForm::Epithet || only.needs_full_name {
            continue;
        }
        *company.actors.entry(only.id.clone()).or_default() += 1;
        if is_after_a_place_word(&candidate.hit, text, classes) {
            *scenes.entry(&only.id).or_default() += 1;
        }
        if let Some(country) = lexicon.entities().get(&only.id).and_then(|entity| entity.country.clone()) {
            *company.countries.entry(country).or_default() += 1;
        }
    }
    let most = scenes.iter().max_by_key(|(id, count)| (**count, std::cmp::Reverse(**id)));
    company.scene = most.filter(|(_, count)| **count >= 2).map(|(id, _)| (*id).to_owned());
    company
}

fn settle(
    candidate: &Candidate,
    joins_a_place: bool,
    company: &Company,
    text: &Text,
    lexicon: &Lexicon,
    classes: &Classes,
) -> Settled {
    let entities = lexicon.entities();
    let titled = candidate.hit.first.checked_sub(1).is_some_and(|before| has(text, before as usize, classes.title));
    let fits = |reading: &&Reading| {
        let known = company.actors.contains_key(&reading.id);
        let used_here = reading.by.is_empty() || reading.by.iter().any(|by| company.actors.contains_key(by)) || known;
        (!reading.needs_full_name || known || titled) && (reading.form != MentionForm::Epithet || used_here)
    };
    let fitting: Vec<&Reading> = candidate.readings.iter().filter(fits).collect();
    let score = |reading: &Reading| {
        let country = entities.get(&reading.id).and_then(|entity| entity.country.as_deref());
        let named = company.actors.get(&reading.id).copied().unwrap_or(0);
        (named, country.and_then(|country| company.countries.get(country)).copied().unwrap_or(0))
    };
    let Some(best) = fitting.iter().max_by_key(|reading| score(reading)).copied() else { return Settled::Nobody };
    let is_open = fitting.iter().filter(|reading| score(reading) == score(best)).count() > 1;
    let Some(entity) = entities.get(&best.id) else { return Settled::Nobody };
    let is_capital = best.form == MentionForm::Metonym && is_place_name(&candidate.hit, text, classes);
    if (is_capital || entity.kind == EntityKind::State && best.form != MentionForm::Metonym)
        && (joins_a_place
            || stands_for_a_place(
                &candidate.hit,
                is_capital,
                is_capital || company.scene.as_deref() == Some(&best.id),
                text,
                lexicon,
                classes,
            ))
    {
        return Settled::Place;
    }
    Settled::Named(Found {
        first: candidate.hit.first as usize,
        last: candidate.hit.last as usize,
        span: text.hit_span(&candidate.hit),
        entity: (!is_open).then(|| best.id.clone()),
        kind: entity.kind,
        form: best.form,
        refers: None,
    })
}

/// Whether a country or a capital is somewhere to be here. After «في», «شمال», «مدينة» it is. Else it acts where a verb of
/// words or of politics stands beside it, where it is one side of something («بين», «مع», «ضد») or the genitive of a
/// deed («دعم طهران»). Any other country acts; a capital, and the country
/// that things happen in, is a place.
fn stands_for_a_place(
    hit: &Hit,
    is_capital: bool,
    is_scene: bool,
    text: &Text,
    lexicon: &Lexicon,
    classes: &Classes,
) -> bool {
    let (first, last) = (hit.first as usize, hit.last as usize);
    let sentence = text.sentence_of(first);
    let before = first.checked_sub(1).filter(|before| *before >= sentence.first);
    let next = (last + 1 < sentence.end).then_some(last + 1);
    let is_joined =
        next.is_some_and(|next| text.form(next).starts_with('\u{0648}') && is_capital_or_state(text, next, classes));
    // «بين روسيا وأمريكا» are two sides; a road runs «بين كابول وقندهار».
    let is_between = before.is_some_and(|before| has(text, before, classes.sides[0]));
    if is_after_a_place_word(hit, text, classes) && !(is_between && (!is_capital || is_joined)) {
        return true;
    }
    let next_mark = next.map(|next| text.original(next)).unwrap_or_default();
    if before.is_none() && matches!(next_mark, "." | "\u{2026}" | ":" | "-" | "\u{2013}") {
        // A title's «Kabul: ...» is a place, «Washington: ...» too, unless what follows is in quotation marks.
        let quoted = text
            .tokens
            .get(last + 2)
            .is_some_and(|token| matches!(token.span.of(text.original), "\"" | "\u{00AB}" | "\u{201C}"));
        return !quoted;
    }
    if !is_scene {
        return false;
    }
    let acts = |token: usize| {
        text.hits.at(token).iter().any(|hit| {
            let Some(entry) = hit.entry.filter(|_| hit.first == hit.last) else { return false };
            let is_verb = lexicon.vocabulary().entry(entry).features.tense != Tense::None;
            is_verb
                && (Some(hit.class) == classes.speech_verb
                    || Some(hit.class) == classes.control
                    || Some(hit.class) == classes.event_verb && lexicon.row(entry).get("type") != "ASSAULT")
        })
    };
    let is_deed = |token: usize| {
        let noun = |hit: &Hit| Some(hit.class) == classes.event_noun && hit.last as usize == token && hit.tail == 0;
        text.hits.at(token).iter().any(|hit| {
            noun(hit)
                && hit.entry.is_some_and(|entry| {
                    let row = lexicon.row(entry);
                    // «سيطرة», «احتلال»: what is taken is a place.
                    row.get("type") != "ASSAULT" && !row.list("modes").any(|mode| mode == "seize")
                })
        })
    };
    let joined = hit.proclitics.has_conjunction() || is_joined;
    // «هجوم على سوريا», «عقوبات فرضتها على طهران»: what a deed is aimed at.
    let is_aimed_at = |token: usize| {
        has(text, token, classes.sides[1])
            && (token.saturating_sub(3).max(sentence.first)..token).any(|deed| is_deed_at(deed, text, lexicon, classes))
    };
    // «على أنقرة أن تراعي»: who has to do something.
    let is_obliged = next.is_some_and(|next| has(text, next, classes.complementiser))
        && before.is_some_and(|before| has(text, before, classes.place_relation));
    let agent = before
        .is_some_and(|before| acts(before) || is_deed(before) || is_side(text, before, classes) || is_aimed_at(before))
        || is_obliged
        || next.is_some_and(acts)
        || joined;
    !agent
}

/// Whether «في», «شمال», «مدينة» stands before a name: what is joined to it is a place too.
fn is_within_a_place(hit: &Hit, text: &Text, classes: &Classes) -> bool {
    let first = hit.first as usize;
    let words = [classes.place_preposition, classes.place_direction, classes.place_head];
    first > text.sentence_of(first).first && ends_with(text, first - 1, &words)
}

/// Whether a token tells a deed that takes no place.
fn is_deed_at(token: usize, text: &Text, lexicon: &Lexicon, classes: &Classes) -> bool {
    text.hits.at(token).iter().any(|hit| {
        let is_event = Some(hit.class) == classes.event_noun || Some(hit.class) == classes.event_verb;
        is_event
            && hit.entry.is_some_and(|entry| {
                let row = lexicon.row(entry);
                !row.get("type").is_empty() && !row.list("modes").any(|mode| mode == "seize")
            })
    })
}

/// Whether «في», «شمال», «مدينة», «تفجيرات» or the like stands right before a name.
fn is_after_a_place_word(hit: &Hit, text: &Text, classes: &Classes) -> bool {
    let first = hit.first as usize;
    let before = first.checked_sub(1).filter(|before| *before >= text.sentence_of(first).first);
    let place_words = [
        classes.place_preposition,
        classes.place_direction,
        classes.place_head,
        classes.place_deed,
        classes.place_verb,
    ];
    before.is_some_and(|before| ends_with(text, before, &place_words))
}

/// A preposition of parties: «بين», «مع», «ضد».
fn is_side(text: &Text, token: usize, classes: &Classes) -> bool {
    let is_place = has(text, token, classes.place_preposition) && !has(text, token, classes.sides[0]);
    has(text, token, classes.preposition) && !is_place && !has(text, token, classes.place_relation)
}

fn is_capital_or_state(text: &Text, token: usize, classes: &Classes) -> bool {
    has(text, token, classes.actor) || has(text, token, classes.name)
}

/// Whether a hit of one of the classes ends at the token.
fn ends_with(text: &Text, token: usize, classes: &[Option<ClassId>]) -> bool {
    (token.saturating_sub(2)..=token).any(|first| {
        text.hits.at(first).iter().any(|hit| hit.last as usize == token && classes.contains(&Some(hit.class)))
    })
}

fn has(text: &Text, token: usize, class: Option<ClassId>) -> bool {
    class.is_some_and(|class| text.hits.at(token).iter().any(|hit| hit.class == class))
}

/// «حركة», «تنظيم», «صحيفة» before a name belong to it, with the quotation mark between them.
fn take_head(name: &mut Found, text: &Text, classes: &Classes) {
    let mut before = name.first;
    let mut marks = 0;
    while before > 0 && text.tokens[before - 1].kind == TokenKind::Mark && marks < 1 {
        before -= 1;
        marks += 1;
    }
    let Some(head) = before.checked_sub(1) else { return };
    if text.tokens[head].sentence != text.tokens[name.first].sentence || name.kind == EntityKind::Person {
        return;
    }
    let hit = text
        .hits
        .at(head)
        .iter()
        .find(|hit| Some(hit.class) == classes.collective && hit.last as usize == head && hit.tail == 0);
    let Some(hit) = hit else { return };
    // The head of a name is indefinite: «الحركة» before a name is a nominal of its own.
    if is_definite(text, head, hit) || name.kind == EntityKind::State {
        return;
    }
    name.first = head;
    name.span = Span::new(text.hit_span(hit).start, name.span.end);
    if marks > 0 {
        let after = name.last + 1;
        if text
            .tokens
            .get(after)
            .is_some_and(|token| token.kind == TokenKind::Mark && token.span.start == name.span.end)
        {
            name.last = after;
            name.span.end = text.tokens[after].span.end;
        }
    }
}

/// Whether the word of a hit begins with the article.
pub(super) fn is_definite(text: &Text, token: usize, hit: &Hit) -> bool {
    let form = text.form(token);
    form.get(usize::from(hit.lead)..).is_some_and(|word| word.starts_with("\u{0627}\u{0644}"))
        || (hit.lead == 0 && hit.proclitics.has_preposition())
}

/// «صحيفة بوليتيكو الأمريكية»: the adjective of the country belongs to the name.
fn take_adjective(name: &mut Found, text: &Text, lexicon: &Lexicon, classes: &Classes) {
    if !matches!(name.kind, EntityKind::Organisation | EntityKind::Outlet | EntityKind::Group) {
        return;
    }
    let next = name.last + 1;
    let Some(token) = text.tokens.get(next) else { return };
    let adjacent = token.sentence == text.tokens[name.last].sentence;
    let adjective = text.hits.at(next).iter().find(|hit| {
        Some(hit.class) == classes.nisba && hit.tail == 0 && hit.proclitics.is_empty() && is_definite(text, next, hit)
    });
    let Some(hit) = adjective.filter(|_| adjacent) else { return };
    let country = hit.entry.map(|entry| lexicon.row(entry)).map(|row| row.get("country"));
    let own =
        name.entity.as_deref().and_then(|id| lexicon.entities().get(id)).and_then(|entity| entity.country.as_deref());
    if country == own || own.is_none() {
        name.last = hit.last as usize;
        name.span.end = text.hit_span(hit).end;
    }
}
