//! Where: places of the gazetteer in the text, namesakes told apart by the countries that the article names.

mod described;
mod manner;
mod sound;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use marsad_lexicon::{ClassId, Lexicon, PlaceRecord};
use marsad_record::{EntityKind, EventPlace, Mention, MentionForm, PlaceLevel, Span};
use marsad_text::{ClassBits, Hit, Text};

use crate::nearby::Nearby;

use described::Described;
pub use manner::Manner;
use manner::Relations;

/// A place in the text: the mention and what it is.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceMention {
    /// The words.
    pub mention: Mention,
    /// The place.
    pub place: EventPlace,
    /// Token range.
    pub tokens: RangeInclusive<usize>,
    /// How the words before it relate what is told to it.
    pub manner: Manner,
    /// Whether it is told as somewhere to be. A country that only stands in the sentence («إسرائيل قصفت ...») is not.
    pub is_told_as_place: bool,
}

/// What reading places needs.
pub struct Places {
    place: Option<ClassId>,
    name: Option<ClassId>,
    /// Words before a name that say a place is named.
    before: [Option<ClassId>; 4],
    relations: Relations,
    described: Described,
    /// Words that are something else before they are places: weekdays, months.
    calendar: [Option<ClassId>; 2],
    /// Classes of names: what is also an actor's name is a name still.
    names: [Option<ClassId>; 4],
    /// Closed classes: «فان» is «ف» and «إن» before it is a city.
    closed: [Option<ClassId>; 6],
    /// Place ids with the folded names that mean them only after a word for a place («محافظة حجة»), «في» or «ب».
    needs_head: BTreeSet<(String, String)>,
    /// Place ids with the folded names that any country could give a part of itself («المنطقة الشمالية»).
    common: BTreeSet<(String, String)>,
}

/// A name with every place that has it.
struct Candidate<'l> {
    hit: Hit,
    manner: Manner,
    places: Vec<&'l PlaceRecord>,
}

impl Places {
    /// Prepares the classes.
    pub fn new(lexicon: &Lexicon) -> Self {
        let class = |name: &str| lexicon.vocabulary().class(name);
        let of_form = |form: &str| {
            let rows = lexicon.table("world/place_names").rows().filter(|row| row.get("form") == form);
            rows.map(|row| (row.id().to_owned(), lexicon.fold(row.get("name")))).collect()
        };
        Self {
            needs_head: of_form("short"),
            common: of_form("common"),
            place: class("place"),
            name: class("place-name"),
            before: ["place-preposition", "place-direction", "place-head", "place-verb"].map(class),
            relations: Relations::new(lexicon),
            described: Described::new(lexicon),
            calendar: [class("weekday"), class("month")],
            names: ["place", "place-name", "actor", "actor-name"].map(class),
            closed: ["complementiser", "preposition", "pronoun", "negation", "relative", "conjunction"].map(class),
        }
    }

    /// Every place of the text; words that name an actor are not places.
    pub fn read(&self, text: &Text, lexicon: &Lexicon, mentions: &[Mention]) -> Vec<PlaceMention> {
        let mut candidates = self.candidates(text, lexicon, mentions);
        let is_common = |candidate: &Candidate| {
            candidate.places.iter().all(|place| self.is_common(place, &candidate.hit, text, lexicon))
        };
        let countries = countries(candidates.iter().filter(|candidate| !is_common(candidate)), mentions, lexicon);
        // «المنطقة الشمالية» is the one of the country that the article speaks of most, or of none.
        let most = countries.values().max().copied();
        for candidate in &mut candidates {
            let hit = candidate.hit;
            candidate.places.retain(|place| {
                countries.get(&place.country).copied() == most || !self.is_common(place, &hit, text, lexicon)
            });
        }
        candidates.retain(|candidate| !candidate.places.is_empty());
        let believed = candidates.iter().filter(|candidate| self.is_believed(candidate, &countries, text, lexicon));
        let settled = believed.filter_map(|candidate| settle(candidate, &countries, text, lexicon));
        let mut places: Vec<PlaceMention> = settled
            .map(|place| PlaceMention { is_told_as_place: self.is_told_as_place(&place, text), ..place })
            .collect();
        let described = self.described.read(&places, &countries, &self.relations, text, lexicon);
        places.extend(described);
        places.sort_by_key(|place| place.mention.span.start);
        places
    }

    fn candidates<'l>(&self, text: &Text, lexicon: &'l Lexicon, mentions: &[Mention]) -> Vec<Candidate<'l>> {
        let mut candidates = Vec::new();
        let nearby = Nearby::of(mentions.iter().map(|mention| mention.span));
        let kinds = ClassBits::of([self.place, self.name]);
        let mut token = 0;
        while token < text.tokens.len() {
            if !text.hits.may_have(token, kinds) {
                token += 1;
                continue;
            }
            let is_place =
                |hit: &&Hit| (Some(hit.class) == self.place || Some(hit.class) == self.name) && text.is_whole_name(hit);
            let Some(best) =
                text.hits.at(token).iter().filter(is_place).max_by_key(|hit| (hit.last, std::cmp::Reverse(hit.lead)))
            else {
                token += 1;
                continue;
            };
            let span = text.hit_span(best);
            let names_an_actor = mentions[nearby.touching(span)].iter().any(|mention| {
                mention.span.overlaps(&span) && mention.form != MentionForm::Nisba && mention.span.len() >= span.len()
            });
            if names_an_actor {
                token += 1;
                continue;
            }
            let mut places: Vec<&PlaceRecord> = Vec::new();
            let same = |hit: &&Hit| is_place(hit) && hit.last == best.last && hit.lead == best.lead;
            for hit in text.hits.at(token).iter().filter(same) {
                let place = hit.entry.and_then(|entry| lexicon.places().get(lexicon.row(entry).id()));
                if let Some(place) = place
                    && self.may_mean(place, best, text, lexicon)
                    && !places.iter().any(|other| other.id == place.id)
                {
                    places.push(place);
                }
            }
            if !places.is_empty() {
                let manner = self.relations.manner(token, best, text, lexicon);
                candidates.push(Candidate { hit: *best, manner, places });
            }
            token = best.last as usize + 1;
        }
        candidates
    }
}

impl Places {
    /// One word that may be no name at all («الجديدة», «الداخلية») is believed where the article names its country, or
    /// where it is a large city; a word that the lexicon holds as something else, only after «في», «مدينة» and the like.
    fn is_believed(
        &self,
        candidate: &Candidate,
        countries: &BTreeMap<String, usize>,
        text: &Text,
        lexicon: &Lexicon,
    ) -> bool {
        let token = candidate.hit.first as usize;
        let is_plain = |hit: &&Hit| hit.lead == candidate.hit.lead && hit.tail == 0 && hit.last == candidate.hit.last;
        let others = text.hits.at(token).iter().filter(is_plain);
        let others: Vec<ClassId> =
            others.map(|hit| hit.class).filter(|class| !self.names.contains(&Some(*class))).collect();
        let is_closed = |hit: &Hit| hit.tail == 0 && hit.first == hit.last && self.closed.contains(&Some(hit.class));
        if candidate.hit.tokens() == 1 && text.hits.at(token).iter().any(is_closed) {
            return false;
        }
        // «مقرات», «مركز»: what is a word for a place is the name of one only after another such word.
        let after_head = || token > 0 && text.hits.at(token - 1).iter().any(|hit| Some(hit.class) == self.before[2]);
        if candidate.hit.tokens() == 1 && others.iter().any(|class| Some(*class) == self.before[2]) && !after_head() {
            return false;
        }
        if others.iter().any(|class| self.calendar.contains(&Some(*class))) {
            return false;
        }
        // «المدينة» is the city that was named, not the one in Arabia.
        let form = text.form(token).get(usize::from(candidate.hit.lead)..).unwrap_or_default();
        let is_head =
            lexicon.without_article(form).and_then(|bare| lexicon.vocabulary().word(bare)).is_some_and(|word| {
                let heads = lexicon.vocabulary().single(word).iter();
                heads.map(|entry| lexicon.vocabulary().entry(*entry).class).any(|class| Some(class) == self.before[2])
            });
        if is_head && candidate.hit.tokens() == 1 {
            return false;
        }
        let is_country = candidate.places.iter().any(|place| place.level == PlaceLevel::Country);
        let known_country = candidate.places.iter().any(|place| countries.contains_key(&place.country));
        let is_large = candidate.places.iter().any(|place| place.population >= 1_000_000);
        let is_notable = candidate.places.iter().any(|place| place.population >= 200_000);
        let several_words = candidate.hit.tokens() > 1;
        let introduced = candidate.manner == Manner::At
            || candidate.hit.first > text.sentence_of(token).first as u32 && self.is_introduced(token - 1, text);
        let is_a_word = !others.is_empty()
            || text
                .form(token)
                .get(usize::from(candidate.hit.lead)..)
                .is_some_and(|word| word.starts_with("\u{0627}\u{0644}"));
        is_country
            || several_words && (known_country || is_large || introduced)
            || known_country && (introduced || is_large || !is_a_word || is_notable && others.is_empty())
            || is_notable && introduced
            || is_large && !is_a_word && text.form(token).chars().count() > SHORT
    }

    /// A place finer than a country is somewhere to be wherever it stands; a country after «في», with «ب», after what
    /// happens in countries, or alone at the head of a title.
    fn is_told_as_place(&self, place: &PlaceMention, text: &Text) -> bool {
        let (first, last) = (*place.tokens.start(), *place.tokens.end());
        if place.place.level != PlaceLevel::Country {
            return true;
        }
        let sentence = text.sentence_of(first);
        if ends_a_quoted_name(first, last, sentence.first, text) {
            return false;
        }
        match place.manner {
            Manner::At | Manner::On | Manner::Near | Manner::Seat => true,
            Manner::Towards => {
                text.hits.at(first).iter().any(|hit| hit.proclitics.has_preposition())
                    || first > sentence.first && self.is_introduced(first - 1, text)
            }
            Manner::Bare => {
                let ends = |mark: &str| matches!(mark, ":" | "." | "\u{2026}");
                let next = text.tokens.get(last + 1);
                first == sentence.first && next.is_some_and(|next| ends(next.span.of(text.original)))
                    || first > sentence.first && self.is_after_direction(first - 1, text)
            }
        }
    }

    /// «تحطمت جنوبي إيران»: what lies to the south is somewhere, with no preposition before it.
    fn is_after_direction(&self, token: usize, text: &Text) -> bool {
        (token.saturating_sub(2)..=token).any(|first| {
            text.hits.at(first).iter().any(|hit| hit.last as usize == token && Some(hit.class) == self.before[1])
        })
    }

    /// Whether a name may mean a place where it stands: some names only after a word for a place, «في» or «ب».
    fn may_mean(&self, place: &PlaceRecord, hit: &Hit, text: &Text, lexicon: &Lexicon) -> bool {
        let name = lexicon.fold(text.hit_span(hit).of(text.original));
        let first = hit.first as usize;
        let introduced = || {
            first > text.sentence_of(first).first && self.is_introduced(first - 1, text)
                || hit.proclitics.has_preposition()
        };
        let named = (place.id.clone(), name);
        let needs_head = self.needs_head.contains(&named) || hit.tokens() == 1 && self.common.contains(&named);
        !needs_head || introduced()
    }

    /// Whether a name says no more than which part of a country.
    fn is_common(&self, place: &PlaceRecord, hit: &Hit, text: &Text, lexicon: &Lexicon) -> bool {
        self.common.contains(&(place.id.clone(), lexicon.fold(text.hit_span(hit).of(text.original))))
    }

    fn is_introduced(&self, token: usize, text: &Text) -> bool {
        (token.saturating_sub(2)..=token).any(|first| {
            text.hits.at(first).iter().any(|hit| hit.last as usize == token && self.before.contains(&Some(hit.class)))
        })
    }
}

/// Words of so few letters are too often others: «عدن» also means «they returned».
const SHORT: usize = 3;
/// Longest name in quotation marks, in tokens.
const QUOTED_NAME: usize = 6;

/// «التحالف لـ"دعم الشرعية في كذا"»: a country at the end of a short name in quotation marks belongs to the name.
fn ends_a_quoted_name(first: usize, last: usize, start: usize, text: &Text) -> bool {
    let is_mark = |token: usize| matches!(text.original(token), "\"" | "\u{AB}" | "\u{BB}" | "\u{201C}" | "\u{201D}");
    let closes = last + 1 < text.tokens.len() && is_mark(last + 1);
    closes && (first.saturating_sub(QUOTED_NAME).max(start)..first.saturating_sub(1)).any(is_mark)
}

/// How often each country is named, by places that are in one country alone and by actors.
fn countries<'c, 'l: 'c>(
    candidates: impl Iterator<Item = &'c Candidate<'l>>,
    mentions: &[Mention],
    lexicon: &Lexicon,
) -> BTreeMap<String, usize> {
    let mut countries: BTreeMap<String, usize> = BTreeMap::new();
    for candidate in candidates {
        let Some(first) = candidate.places.first() else { continue };
        let is_sure = candidate.hit.tokens() > 1
            || candidate.places.iter().any(|place| place.level == PlaceLevel::Country || place.population >= 500_000);
        if is_sure && candidate.places.iter().all(|place| place.country == first.country) {
            let weight = if first.level == PlaceLevel::Country { 3 } else { 1 };
            *countries.entry(first.country.clone()).or_default() += weight;
        }
    }
    for mention in mentions {
        let entity = mention.entity.as_deref().and_then(|id| lexicon.entities().get(id));
        if let Some(country) = entity.and_then(|entity| entity.country.clone()) {
            *countries.entry(country).or_default() += 1;
        }
    }
    countries
}

fn settle(
    candidate: &Candidate,
    countries: &BTreeMap<String, usize>,
    text: &Text,
    lexicon: &Lexicon,
) -> Option<PlaceMention> {
    // A place of a named country comes first, then the wider place, then the larger one.
    let rank = |place: &&&PlaceRecord| {
        (
            countries.get(&place.country).copied().unwrap_or(0),
            level_rank(place.level),
            place.population,
            std::cmp::Reverse(place.id.clone()),
        )
    };
    let place = candidate.places.iter().max_by_key(rank)?;
    let span = text.hit_span(&candidate.hit);
    let tokens = candidate.hit.first as usize..=candidate.hit.last as usize;
    Some(of_record(place, span, tokens, candidate.manner, text, lexicon))
}

/// A place of the gazetteer where the text names it.
fn of_record(
    place: &PlaceRecord,
    span: Span,
    tokens: RangeInclusive<usize>,
    manner: Manner,
    text: &Text,
    lexicon: &Lexicon,
) -> PlaceMention {
    let mention = Mention {
        span,
        kind: EntityKind::Place,
        key: lexicon.fold(span.of(text.original)),
        entity: Some(place.id.clone()),
        form: MentionForm::Name,
    };
    let place = EventPlace {
        place: Some(place.id.clone()),
        name: place.name_en.clone(),
        country: Some(place.country.clone()).filter(|country| !country.is_empty()),
        level: place.level,
        chain: lexicon.places().chain(&place.id),
        point: place.point,
        span: Some(span),
    };
    PlaceMention { mention, place, tokens, manner, is_told_as_place: true }
}

/// Between namesakes of one country the city is likelier meant than its province, and both than a village.
fn level_rank(level: PlaceLevel) -> u8 {
    match level {
        PlaceLevel::Country => 4,
        PlaceLevel::City => 3,
        PlaceLevel::Province => 2,
        PlaceLevel::District => 1,
        PlaceLevel::Site => 0,
    }
}
