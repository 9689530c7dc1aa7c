//! Places that no gazetteer holds, named by a word for a place and a name: «قرية كذا», «حي كذا».

use marsad_lexicon::{ClassId, Lexicon, Tense};
use marsad_record::{EntityKind, EventPlace, Mention, MentionForm, PlaceLevel, Span};
use marsad_text::{Hit, Text, TokenKind};

use super::PlaceMention;

/// Longest name after the word for a place, in tokens.
const LONGEST: usize = 2;
/// How many tokens after it the place that contains it is looked for.
const REACH: usize = 6;

/// Places named by a word of class `head` and words that are no known place.
pub(super) fn described(known: &[PlaceMention], head: ClassId, text: &Text, lexicon: &Lexicon) -> Vec<PlaceMention> {
    let mut found = Vec::new();
    for first in 0..text.tokens.len() {
        let sentence = text.sentence_of(first);
        let word = text.hits.at(first).iter().find(|hit| hit.class == head && hit.first == hit.last && hit.tail == 0);
        let Some(word) = word.filter(|_| !sentence.is_chrome) else { continue };
        let level = word.entry.and_then(|entry| PlaceLevel::from_name(lexicon.row(entry).get("level")));
        let Some(level) = level else { continue };
        let mut last = first;
        while last + 1 < sentence.end && last - first < LONGEST && is_name(text, lexicon, last + 1, last == first) {
            last += 1;
        }
        let is_known = known.iter().any(|place| (first..=last).any(|token| place.tokens.contains(&token)));
        if last == first || is_known {
            continue;
        }
        let around = known.iter().filter(|place| (last..=last + REACH).contains(place.tokens.start()));
        let around = around
            .filter(|place| text.sentence_of(*place.tokens.start()).first == sentence.first)
            .min_by_key(|place| *place.tokens.start());
        let around = around.or_else(|| known.iter().find(|place| sentence.span.contains(&place.mention.span)));
        found.push(mention(word, last, level, around, text, lexicon));
    }
    found
}

/// A name is a word that the lexicon does not hold; after the first, an adjective with the article («العسكري») goes on.
fn is_name(text: &Text, lexicon: &Lexicon, token: usize, is_first: bool) -> bool {
    if text.tokens[token].kind != TokenKind::Word || text.form(token).chars().count() < 3 {
        return false;
    }
    let is_verb =
        |hit: &Hit| hit.entry.is_some_and(|entry| lexicon.vocabulary().entry(entry).features.tense != Tense::None);
    let names = |hit: &Hit| matches!(lexicon.vocabulary().class_name(hit.class), "given-name" | "actor-name" | "actor");
    let whole: Vec<&Hit> = text.hits.at(token).iter().filter(|hit| hit.lead == 0 && hit.tail == 0).collect();
    if whole.iter().any(|hit| is_verb(hit)) {
        return false;
    }
    let is_unknown = whole.is_empty() || whole.iter().all(|hit| names(hit));
    match (is_first, lexicon.without_article(text.form(token))) {
        (true, None) => is_unknown && !is_adjective(text.form(token), lexicon),
        (true, Some(_)) => is_unknown,
        (false, Some(rest)) => {
            let is_adjective = rest.ends_with('\u{064A}') || rest.ends_with("\u{064A}\u{0629}");
            whole.is_empty() && is_adjective || is_unknown && !rest.is_empty()
        }
        (false, None) => is_unknown && !text.form(token).starts_with('\u{0648}'),
    }
}

/// «منطقة سكنية», «منطقة خاضعة»: a bare word describes where it ends as a feminine does, or is a noun of the lexicon with
/// the ending of a relative adjective.
fn is_adjective(word: &str, lexicon: &Lexicon) -> bool {
    let is_known = |stem: &str| {
        let vocabulary = lexicon.vocabulary();
        vocabulary.word(stem).is_some() || vocabulary.word(&format!("{stem}\u{0629}")).is_some()
    };
    word.ends_with('\u{0629}') || word.strip_suffix('\u{064A}').is_some_and(is_known)
}

fn mention(
    word: &Hit,
    last: usize,
    level: PlaceLevel,
    around: Option<&PlaceMention>,
    text: &Text,
    lexicon: &Lexicon,
) -> PlaceMention {
    let span = Span::new(text.hit_span(word).start, text.tokens[last].span.end);
    let name = span.of(text.original).to_owned();
    let chain = around.map(|place| {
        let own = place.place.place.iter().cloned();
        own.chain(place.place.chain.iter().cloned()).collect()
    });
    let place = EventPlace {
        place: None,
        name: name.clone(),
        country: around.and_then(|place| place.place.country.clone()),
        level,
        chain: chain.unwrap_or_default(),
        point: None,
        span: Some(span),
    };
    let mention =
        Mention { span, kind: EntityKind::Place, key: lexicon.fold(&name), entity: None, form: MentionForm::Name };
    PlaceMention { mention, place, tokens: word.first as usize..=last, is_told_as_place: true }
}
