//! Places that no gazetteer holds, named by a word for a place and a name: «قرية كذا», «حي كذا».

use std::collections::BTreeMap;

use marsad_lexicon::{ClassId, Lexicon, PlaceRecord, Tense};
use marsad_record::{EntityKind, EventPlace, Mention, MentionForm, PlaceLevel, Span};
use marsad_text::{Hit, Text, TokenKind};

use super::manner::{Manner, Relations};
use super::sound::Sounds;
use super::{PlaceMention, of_record};

/// Longest name after the word for a place, in tokens.
const LONGEST: usize = 2;
/// Longest phrase that says whose a site is, in tokens: «مقر الهيئة العامة للكتاب».
const LONGEST_OWNER: usize = 5;
/// Marks around a name.
const QUOTATION: [&str; 6] = ["\"", "\u{AB}", "\u{BB}", "\u{201C}", "\u{201D}", "'"];
/// How many tokens after it the place that contains it is looked for.
const REACH: usize = 6;

/// What reading described places needs.
pub(super) struct Described {
    /// Words for a place.
    head: Option<ClassId>,
    /// Words that open names of places: «بني», «تل».
    opening: Option<ClassId>,
    sounds: Sounds,
}

impl Described {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let class = |name: &str| lexicon.vocabulary().class(name);
        Self { head: class("place-head"), opening: class("place-opening"), sounds: Sounds::new(lexicon) }
    }

    /// Places named by a word for a place and words that are no known place.
    pub(super) fn read(
        &self,
        known: &[PlaceMention],
        countries: &BTreeMap<String, usize>,
        relations: &Relations,
        text: &Text,
        lexicon: &Lexicon,
    ) -> Vec<PlaceMention> {
        let mut found = Vec::new();
        let mut likely: Vec<(&String, &usize)> = countries.iter().collect();
        likely.sort_by_key(|(_, times)| std::cmp::Reverse(**times));
        for first in 0..text.tokens.len() {
            let sentence = text.sentence_of(first);
            let is_head = |hit: &&Hit| Some(hit.class) == self.head && hit.first == hit.last && hit.tail == 0;
            let Some(word) = text.hits.at(first).iter().find(is_head).filter(|_| !sentence.is_chrome) else { continue };
            let level = word.entry.and_then(|entry| PlaceLevel::from_name(lexicon.row(entry).get("level")));
            let Some(level) = level else { continue };
            let mut last = quoted(first, sentence.end, text).unwrap_or(first);
            let is_quoted = last > first;
            while !is_quoted && last + 1 < sentence.end && last - first < LONGEST {
                let opened = last > first && self.opens_a_name(text, last);
                if !opened && !self.is_name(text, lexicon, last + 1, last == first) {
                    break;
                }
                last += 1;
            }
            if last == first && level == PlaceLevel::Site {
                last = owner(first, sentence.end, text, lexicon);
            }
            let is_known = known.iter().any(|place| (first..=last).any(|token| place.tokens.contains(&token)));
            if last == first || is_known {
                continue;
            }
            let manner = relations.manner(first, word, text, lexicon);
            let name = text.span(first + 1, last).of(text.original).trim_matches(|mark: char| !mark.is_alphanumeric());
            if let Some(place) = likely.iter().find_map(|(country, _)| self.sounds.place(name, country, lexicon)) {
                found.push(spelt(word, last, manner, place, text, lexicon));
                continue;
            }
            let around = known.iter().filter(|place| (last..=last + REACH).contains(place.tokens.start()));
            let around = around
                .filter(|place| text.sentence_of(*place.tokens.start()).first == sentence.first)
                .min_by_key(|place| *place.tokens.start());
            let around = around.or_else(|| known.iter().find(|place| sentence.span.contains(&place.mention.span)));
            found.push(mention(word, last, level, manner, around, text, lexicon));
        }
        found
    }

    /// «بني قيس», «تل رفعت»: after a word that opens names of places any word goes on.
    fn opens_a_name(&self, text: &Text, token: usize) -> bool {
        let opens = |hit: &Hit| Some(hit.class) == self.opening && hit.lead == 0 && hit.tail == 0;
        text.hits.at(token).iter().any(opens)
            && text.tokens.get(token + 1).is_some_and(|next| next.kind == TokenKind::Word)
    }

    /// A name is a word that the lexicon does not hold; after the first, an adjective with the article («العسكري») goes on.
    fn is_name(&self, text: &Text, lexicon: &Lexicon, token: usize, is_first: bool) -> bool {
        if text.tokens[token].kind != TokenKind::Word || text.form(token).chars().count() < 3 {
            return false;
        }
        if is_first && self.opens_a_name(text, token) {
            return true;
        }
        // «مزرعة بمنطقة كذا»: another word for a place begins a phrase of its own.
        let is_head = |hit: &Hit| Some(hit.class) == self.head && hit.tail == 0;
        if text.hits.at(token).iter().any(is_head) {
            return false;
        }
        let is_verb =
            |hit: &Hit| hit.entry.is_some_and(|entry| lexicon.vocabulary().entry(entry).features.tense != Tense::None);
        let names =
            |hit: &Hit| matches!(lexicon.vocabulary().class_name(hit.class), "given-name" | "actor-name" | "actor");
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
}

/// «منطقة سكنية», «منطقة خاضعة»: a bare word describes where it ends as a feminine does, or is a noun of the lexicon with
/// the ending of a relative adjective.
fn is_adjective(word: &str, lexicon: &Lexicon) -> bool {
    let vocabulary = lexicon.vocabulary();
    let is_noun = |word: &str| {
        let entries = vocabulary.word(word).map(|word| vocabulary.single(word)).unwrap_or_default();
        entries.iter().any(|entry| vocabulary.entry(*entry).features.tense == Tense::None)
    };
    let is_known = |stem: &str| is_noun(stem) || is_noun(&format!("{stem}\u{0629}"));
    word.ends_with('\u{0629}') || word.strip_suffix('\u{064A}').is_some_and(is_known)
}

fn mention(
    word: &Hit,
    last: usize,
    level: PlaceLevel,
    manner: Manner,
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
    PlaceMention { mention, place, tokens: word.first as usize..=last, manner, is_told_as_place: true }
}

/// The closing mark of a short name in quotation marks right after a token: «قاعدة "الشعيرات"».
fn quoted(token: usize, end: usize, text: &Text) -> Option<usize> {
    let is_mark = |token: usize| token < end && QUOTATION.contains(&text.original(token));
    if !is_mark(token + 1) {
        return None;
    }
    let close = (token + 2..token + 3 + LONGEST).find(|token| is_mark(*token))?;
    let is_word = |token: usize| text.tokens[token].kind == TokenKind::Word;
    (close > token + 2 && (token + 2..close).all(is_word)).then_some(close)
}

/// A known place that is spelt as no table has it.
fn spelt(word: &Hit, last: usize, manner: Manner, place: &PlaceRecord, text: &Text, lexicon: &Lexicon) -> PlaceMention {
    let span = Span::new(text.tokens[word.first as usize + 1].span.start, text.tokens[last].span.end);
    of_record(place, span, word.first as usize..=last, manner, text, lexicon)
}

/// The last token of the phrase that says whose a site is, `first` where none does: a definite noun, its adjectives, and
/// what follows with «ل».
fn owner(first: usize, end: usize, text: &Text, lexicon: &Lexicon) -> usize {
    let is_definite = |token: usize| {
        text.tokens[token].kind == TokenKind::Word && lexicon.without_article(text.form(token)).is_some()
    };
    let is_for =
        |token: usize| text.tokens[token].kind == TokenKind::Word && text.form(token).starts_with("\u{0644}\u{0644}");
    let mut last = first;
    while last + 1 < end && last - first < LONGEST_OWNER {
        let goes_on = is_definite(last + 1) || last > first && is_for(last + 1);
        if !goes_on {
            break;
        }
        last += 1;
    }
    last
}
