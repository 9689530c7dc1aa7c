//! What a definite noun means in its article: «الحركة», «التنظيم», «القوات», «الوزير». The same word may mean two actors
//! in one article, so each candidate is weighed anew: by the noun's own word, class, nearness and weight in the article.

use std::collections::BTreeMap;

use marsad_lexicon::{ClassId, Lexicon};
use marsad_record::{EntityKind, MentionForm};
use marsad_text::{Text, TokenKind};

use super::{Classes, Found, Reference};

/// A person is meant only while the article still speaks of them, in sentences.
const PERSON_REACH: u32 = 3;
/// The class of a collective that any actor of its kind can be.
const ANY: &str = "any";
/// What an actor must weigh to be meant at all.
const ENOUGH: f64 = 1.2;

/// With more actors than this in mind, those unnamed for so many sentences are forgotten.
const MANY: usize = 64;
const FORGOTTEN: u32 = 40;
/// What opening its sentence, and standing in the title, adds; what a preposition before its name takes away.
const OPENED: f64 = 0.7;
const TITLED: f64 = 0.4;
const OBLIQUE: f64 = 0.5;
/// What being named in the noun's own clause takes away.
const SAME_CLAUSE: f64 = 2.5;

/// First words of the names of each actor that was weighed.
type Heads = BTreeMap<String, Vec<String>>;

/// What actors are weighed with: the article's text, and how often each actor, and the commonest, is named in it.
#[derive(Clone, Copy)]
struct Article<'a, 'd> {
    text: &'a Text<'d>,
    lexicon: &'a Lexicon,
    classes: &'a Classes,
    total: &'a BTreeMap<String, usize>,
    most: usize,
}

/// An actor that the article has named.
struct Known {
    entity: Option<String>,
    kind: EntityKind,
    /// First words of its mentions: «حركة», «تنظيم».
    heads: Vec<String>,
    sentence: u32,
    count: usize,
    /// Last token of its last mention.
    last: usize,
    /// Whether it opened the sentence it was last named in.
    opened: bool,
    /// Whether a preposition governed its last mention.
    oblique: bool,
    in_title: bool,
}

/// Resolves the definite nouns in text order; nouns of things that mean nobody are dropped, persons stay unlinked.
pub(super) fn resolve(found: &mut Vec<Found>, text: &Text, lexicon: &Lexicon, classes: &Classes) {
    let total = totals(found);
    let mut known: Vec<Known> = Vec::new();
    let mut heads = Heads::new();
    let most = total.values().copied().max().unwrap_or(1);
    let article = Article { text, lexicon, classes, total: &total, most };
    for index in 0..found.len() {
        if let Some(reference) = found[index].refers.take() {
            let apposed = apposed(found, index, text);
            match apposed {
                Some(entity) => found[index].entity = entity,
                None if reference.kinds == ["person"] && found[index].entity.is_some() => {
                    if let Some(holder) = named_holder(&reference, &found[index], &known, lexicon) {
                        found[index].entity = Some(holder);
                    }
                }
                None if found[index].entity.is_none() => {
                    let next = found
                        .get(index + 1)
                        .filter(|next| shares_a_clause(found[index].last, next.first, text, classes));
                    let next = next.and_then(|next| next.entity.clone());
                    let meant = meant(&reference, &found[index], next.as_deref(), &known, &mut heads, article);
                    found[index].entity = meant;
                }
                None => {}
            }
        }
        if known.len() > MANY {
            let now = text.tokens[found[index].first].sentence;
            known.retain(|other| other.sentence + FORGOTTEN > now);
        }
        learn(&mut known, found, index, text, lexicon, classes.preposition);
    }
    for name in found.iter_mut().filter(|name| name.form == MentionForm::Nominal) {
        if let Some(entity) = name.entity.as_deref().and_then(|id| lexicon.entities().get(id)) {
            name.kind = entity.kind;
        }
    }
    found.retain(|name| name.form != MentionForm::Nominal || name.entity.is_some() || name.kind == EntityKind::Person);
}

/// How often each actor is named in the whole article.
fn totals(found: &[Found]) -> BTreeMap<String, usize> {
    let mut total: BTreeMap<String, usize> = BTreeMap::new();
    for id in found.iter().filter(|name| name.form != MentionForm::Nisba).filter_map(|name| name.entity.as_ref()) {
        *total.entry(id.clone()).or_default() += 1;
    }
    total
}

/// «الرئيس الأفغاني أشرف غني», «الوزير، فلان»: the name beside an office is who holds it.
fn apposed(found: &[Found], index: usize, text: &Text) -> Option<Option<String>> {
    let nominal = &found[index];
    let next =
        found.get(index + 1).filter(|next| next.kind == EntityKind::Person && next.form != MentionForm::Nominal)?;
    let between = nominal.last + 1..next.first;
    let only_marks = between.len() <= 1
        && between
            .clone()
            .all(|token| text.tokens[token].kind == TokenKind::Mark && text.original(token) == "\u{060C}");
    let same = text.tokens[nominal.last].sentence == text.tokens[next.first].sentence;
    let is_person = nominal.kind == EntityKind::Person || nominal.entity.is_some();
    (only_marks && same && is_person && nominal.first < next.first).then(|| next.entity.clone())
}

/// «الرئيس الروسي»: where the day does not say who holds the office, the one of that office and country whom the
/// article has named.
fn named_holder(reference: &Reference, nominal: &Found, known: &[Known], lexicon: &Lexicon) -> Option<String> {
    let entities = lexicon.entities();
    let state = entities.get(nominal.entity.as_deref()?).filter(|entity| entity.kind == EntityKind::State)?;
    let holds = |other: &&Known| {
        let person = other.entity.as_deref().and_then(|id| entities.get(id));
        person.is_some_and(|person| {
            person.kind == EntityKind::Person
                && person.country == state.country
                && reference.classes.iter().any(|class| class == entities.class(&person.id))
        })
    };
    let mut holders = known.iter().filter(holds);
    let only = holders.next().filter(|_| holders.next().is_none())?;
    only.entity.clone()
}

fn learn(
    known: &mut Vec<Known>,
    found: &[Found],
    index: usize,
    text: &Text,
    lexicon: &Lexicon,
    preposition: Option<ClassId>,
) {
    let name = &found[index];
    if matches!(name.kind, EntityKind::Place) || name.form == MentionForm::Nisba && name.entity.is_none() {
        return;
    }
    let token = &text.tokens[name.first];
    let head = text.form(name.first);
    let head = lexicon.without_article(head).unwrap_or(head).to_owned();
    let hits = text.hits.at(name.first);
    let oblique = name.span.start > token.span.start && hits.iter().any(|hit| hit.proclitics.has_preposition())
        || name.first > text.sentence_of(name.first).first
            && preposition.is_some_and(|class| text.is(name.first - 1, class));
    // Who says it, before what is said, opens nothing: «وقال فلان إن الحركة ...».
    let earlier = found[..index].iter().rev().take_while(|other| text.tokens[other.first].sentence == token.sentence);
    let opened = earlier.take(4).all(|other| matches!(other.kind, EntityKind::Person | EntityKind::Outlet));
    let same = |other: &&mut Known| match (&other.entity, &name.entity) {
        (Some(one), Some(other)) => one == other,
        (None, None) => other.kind == name.kind && other.heads.contains(&head),
        _ => false,
    };
    if let Some(other) = known.iter_mut().find(same) {
        other.count += 1;
        other.sentence = token.sentence;
        (other.opened, other.oblique, other.last) = (opened, oblique, name.last);
        if name.form != MentionForm::Nominal && !other.heads.contains(&head) {
            other.heads.push(head);
        }
        return;
    }
    known.push(Known {
        entity: name.entity.clone(),
        kind: name.kind,
        heads: vec![head],
        sentence: token.sentence,
        count: 1,
        last: name.last,
        opened,
        oblique,
        in_title: text.sentence_of(name.first).is_title,
    });
}

/// The actor that weighs most, if any weighs enough.
fn meant(
    reference: &Reference,
    nominal: &Found,
    next: Option<&str>,
    known: &[Known],
    heads: &mut Heads,
    article: Article,
) -> Option<String> {
    let Article { text, lexicon, classes, total, most } = article;
    let sentence = text.tokens[nominal.first].sentence;
    let is_person = reference.kinds == ["person"];
    let mut weigh = |other: &Known| -> Option<f64> {
        let distance = sentence.saturating_sub(other.sentence);
        if is_person && distance > PERSON_REACH {
            return None;
        }
        let fit = fit(reference, other, heads, lexicon)?;
        let near = 2.6 * 0.72_f64.powi(i32::try_from(distance).unwrap_or(i32::MAX));
        let weight = other.entity.as_ref().and_then(|id| total.get(id)).copied().unwrap_or(other.count);
        let share = 2.2 * f64::from(u32::try_from(weight).unwrap_or(1)) / f64::from(u32::try_from(most).unwrap_or(1));
        let role = f64::from(u8::from(other.opened)) * OPENED + f64::from(u8::from(other.in_title)) * TITLED
            - f64::from(u8::from(other.oblique)) * OBLIQUE;
        // Whoever is named in the same clause is not named again by a noun: «حاربت الحركة الجماعة» speaks of two.
        let is_other_party = distance == 0 && shares_a_clause(other.last, nominal.first, text, classes)
            || other.entity.is_some() && other.entity.as_deref() == next;
        let apart = if is_other_party { SAME_CLAUSE } else { 0.0 };
        Some(fit + near + share + role - apart)
    };
    let best = known
        .iter()
        .filter_map(|other| Some((weigh(other)?, other)))
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .filter(|(weight, _)| *weight >= ENOUGH)?;
    best.1.entity.clone()
}

/// Whether two mentions stand in one clause: a few words apart, no mark and no verb between.
fn shares_a_clause(last: usize, next: usize, text: &Text, classes: &Classes) -> bool {
    let is_verb = |token: usize| {
        text.hits.at(token).iter().any(|hit| {
            hit.tail == 0 && (Some(hit.class) == classes.event_verb || Some(hit.class) == classes.speech_verb)
        })
    };
    next > last
        && next - last <= 8
        && text.tokens[last].sentence == text.tokens[next].sentence
        && !(last + 1..next).any(|token| text.tokens[token].kind == TokenKind::Mark || is_verb(token))
}

/// How well the noun itself fits an actor; `None` where it cannot mean it.
fn fit(reference: &Reference, other: &Known, heads: &mut Heads, lexicon: &Lexicon) -> Option<f64> {
    let of_kind = |kind: &str| match kind {
        "force" => matches!(other.kind, EntityKind::Organisation | EntityKind::Group),
        kind => other.kind.name() == kind,
    };
    if !reference.kinds.iter().any(|kind| of_kind(kind)) {
        return None;
    }
    let word = lexicon.fold(reference.word.split(' ').next().unwrap_or_default());
    let bare = lexicon.without_article(&word).unwrap_or(&word).to_owned();
    let Some(id) = other.entity.as_deref() else {
        // Somebody whom no list holds: «الكاتب», «الرجل».
        return (other.kind == EntityKind::Person).then_some(1.0);
    };
    let class = lexicon.entities().class(id);
    let is_general = reference.classes.iter().any(|wanted| wanted == ANY);
    if !reference.classes.is_empty() && !is_general {
        let fits = reference.classes.iter().any(|wanted| wanted == class);
        return match (
            fits,
            reference.kinds == ["force"] || reference.kinds == ["person"] || reference.kinds == ["organisation"],
        ) {
            (true, _) => Some(2.0),
            (false, true) => None,
            (false, false) => Some(0.0),
        };
    }
    if other.heads.contains(&bare) {
        return Some(3.0);
    }
    if reference.is_plural {
        return None;
    }
    let heads = heads.entry(id.to_owned()).or_insert_with(|| heads_of(id, lexicon));
    // «الحركة» is none that bears another word («حزب», «تنظيم»); «الجماعة» and «المجموعة» may be any group.
    if !is_general && heads.contains(&bare) {
        return Some(2.0);
    }
    match (is_general, heads.is_empty(), other.kind) {
        (true, ..) | (_, true, EntityKind::Group | EntityKind::Person) => Some(0.0),
        (false, false, EntityKind::Group) => Some(-2.0),
        (_, _, EntityKind::Person) => Some(0.0),
        _ => Some(-1.0),
    }
}

/// The first words of an actor's names of several words: «حركة طالبان» gives «حركة».
fn heads_of(id: &str, lexicon: &Lexicon) -> Vec<String> {
    let Some(entity) = lexicon.entities().get(id) else { return Vec::new() };
    let names = std::iter::once(&entity.name_ar).chain(&entity.also).filter(|name| name.contains(' '));
    let mut heads: Vec<String> = names
        .filter_map(|name| {
            let head = lexicon.fold(name.split(' ').next()?);
            Some(lexicon.without_article(&head).unwrap_or(&head).to_owned())
        })
        .collect();
    heads.sort();
    heads.dedup();
    heads
}
