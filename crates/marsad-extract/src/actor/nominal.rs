//! Nominals: «التنظيم», «الحركة», «القوات الأمريكية», «الرئيس الفرنسي», «حكومة كندا». With a country they are that
//! country's own; without one `refer` finds what was named before.

use marsad_lexicon::{ClassId, Lexicon, Tense};
use marsad_record::{EntityKind, MentionForm, Span};
use marsad_text::{Hit, Text};

use super::names::is_definite;
use super::office::Offices;
use super::{Classes, Found, Reference, is_taken};

/// What nominals are read with.
#[derive(Clone, Copy)]
pub(super) struct Nominals<'n, 'd> {
    pub(super) text: &'n Text<'d>,
    pub(super) lexicon: &'n Lexicon,
    pub(super) classes: &'n Classes,
    pub(super) offices: &'n Offices,
    pub(super) day: Option<jiff::civil::Date>,
}

impl Nominals<'_, '_> {
    /// Adds nominals and bare adjectives of countries.
    pub(super) fn add(&self, found: &mut Vec<Found>) {
        let mut nominals: Vec<Found> = Vec::new();
        for token in 0..self.text.tokens.len() {
            if is_taken_at(found, token) || nominals.last().is_some_and(|last| last.last >= token) {
                continue;
            }
            let hits = self.text.hits.at(token);
            let collectives = hits.iter().filter(|hit| Some(hit.class) == self.classes.collective && hit.tail == 0);
            let free = |hit: &&Hit| (token..=hit.last as usize).all(|token| !is_taken_at(found, token));
            if let Some(hit) = collectives.filter(free).max_by_key(|hit| hit.last)
                && let Some(nominal) = self.nominal(hit, found)
            {
                nominals.push(nominal);
                continue;
            }
            // «مالي» is the country before it is an adjective; with the article it can only be the adjective.
            let names = [self.classes.place, self.classes.place_name, self.classes.actor, self.classes.name];
            let is_a_name = hits.iter().any(|hit| names.contains(&Some(hit.class)) && hit.tail == 0);
            let adjective =
                hits.iter().find(|hit| Some(hit.class) == self.classes.nisba && hit.tail == 0 && !is_a_name);
            if let Some(hit) = adjective {
                let named = found[..found.partition_point(|name| name.first < token)].last();
                let other = nominals.last().into_iter().chain(named);
                let other = other.filter_map(|noun| self.same_of_another_state(noun, hit)).next();
                match other {
                    Some(other) => nominals.push(other),
                    None => nominals.extend(self.adjective_of_a_state(hit)),
                }
            }
        }
        // «حكومة كندا» takes the name of the country in.
        let takes_in = |name: &Found| {
            let at = nominals.partition_point(|nominal| nominal.first < name.first);
            at.checked_sub(1).is_some_and(|before| name.last <= nominals[before].last)
        };
        let kept: Vec<bool> = found.iter().map(|name| !takes_in(name)).collect();
        let mut kept = kept.iter();
        found.retain(|_| kept.next().copied().unwrap_or(true));
        found.extend(nominals);
        found.sort_by_key(|name| name.first);
    }

    /// «الأمريكي» alone stands for the state.
    fn adjective_of_a_state(&self, hit: &Hit) -> Option<Found> {
        let row = self.lexicon.row(hit.entry?);
        let entity = self.lexicon.entities().get(row.id())?;
        Some(Found {
            first: hit.first as usize,
            last: hit.last as usize,
            span: self.text.hit_span(hit),
            entity: Some(entity.id.clone()),
            kind: entity.kind,
            form: MentionForm::Nisba,
            refers: None,
        })
    }

    /// «القوات الأمريكية والأفغانية»: the second adjective speaks of the same noun in another country.
    fn same_of_another_state(&self, noun: &Found, hit: &Hit) -> Option<Found> {
        let adjacent = noun.last + 1 == hit.first as usize && hit.proclitics.has_conjunction();
        let class = self.lexicon.entities().class(noun.entity.as_deref()?);
        let describes = |hit: &Hit| Some(hit.class) == self.classes.nisba;
        let is_shared = adjacent
            && noun.last > noun.first
            && noun.form != MentionForm::Nisba
            && !class.is_empty()
            && self.text.hits.at(noun.last).iter().any(describes);
        let mut adjective = self.adjective_of_a_state(hit).filter(|_| is_shared)?;
        let state = adjective.entity.clone()?;
        let country = self.lexicon.row(hit.entry?).get("country").to_owned();
        let forces = ["army", "security-forces"];
        let classes = std::iter::once(class).chain(forces.into_iter().filter(|_| forces.contains(&class)));
        let holder = self.holder(classes, &(state, country))?;
        adjective.kind = self.lexicon.entities().get(&holder)?.kind;
        adjective.entity = Some(holder);
        adjective.form = MentionForm::Nominal;
        Some(adjective)
    }

    fn nominal(&self, hit: &Hit, found: &[Found]) -> Option<Found> {
        let (text, lexicon) = (self.text, self.lexicon);
        let row = lexicon.row(hit.entry?);
        let (first, mut last) = (hit.first as usize, hit.last as usize);
        let mut span = text.hit_span(hit);
        let kinds: Vec<&str> = row.list("kind").collect();
        let is_person = kinds == ["person"];
        let definite = is_definite(text, first, hit) || hit.tokens() > 1;
        // «الاجتماع الأخير», «تقرير الخبير»: after a noun with the article the word is its adjective.
        let sentence = text.sentence_of(first);
        let follows_noun = first > sentence.first
            && hit.lead == 0
            && !hit.proclitics.has_preposition()
            && lexicon.without_article(text.form(first - 1)).is_some()
            && !text.hits.at(first - 1).iter().any(|hit| {
                let is_verb =
                    hit.entry.is_some_and(|entry| lexicon.vocabulary().entry(entry).features.tense != Tense::None);
                Some(hit.class) == self.classes.preposition || is_verb
            });
        if follows_noun && is_person {
            return None;
        }
        // «العاصمة», «البلاد»: somewhere to be, or nobody in particular.
        let is_state = kinds.iter().all(|kind| matches!(*kind, "place" | "state"));
        if is_state && (kinds.contains(&"place") || self.adjective_after(last).is_none()) {
            return None;
        }
        let mut country: Option<(String, String)> = None;
        if let Some(adjective) = self.adjective_after(last).or_else(|| self.second_adjective(last, definite)) {
            let of = lexicon.row(adjective.entry?);
            country = Some((of.id().to_owned(), of.get("country").to_owned()));
            last = adjective.last as usize;
            span.end = text.hit_span(adjective).end;
        } else if let Some(state) = found[found.partition_point(|name| name.first <= last)..].first().filter(|name| {
            name.first == last + 1
                && name.kind == EntityKind::State
                && name.form != MentionForm::Nisba
                && !is_definite(text, first, hit)
        }) {
            let own = state.entity.as_deref().and_then(|id| lexicon.entities().get(id));
            country = own.and_then(|own| Some((own.id.clone(), own.country.clone()?)));
            self.holder(row.list("class"), country.as_ref()?)?;
            (last, span) = (state.last, Span::new(span.start, state.span.end));
        }
        if country.is_none()
            && definite
            && !is_person
            && let Some(adjective) = self.quality_after(last, row.get("gender"))
        {
            last = adjective;
            span.end = text.tokens[adjective].span.end;
        }
        // Indefinite nouns of people are anybody; with a country they are the country's.
        // «الوزير الفرنسي» may be any of them, «الرئيس الفرنسي السابق» is not the one who holds the office.
        let is_one_office = !is_person || row.list("class").count() == 1 && !self.is_former(last);
        let entity = match &country {
            Some(country) => {
                let holder = is_one_office.then(|| self.holder(row.list("class"), country)).flatten();
                Some(holder.unwrap_or_else(|| country.0.clone()))
            }
            None if definite && row.get("number") != "dual" => None,
            None => return None,
        };
        let refers = (entity.is_none() && !follows_noun || is_person).then(|| Reference {
            kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
            classes: row.list("class").map(str::to_owned).collect(),
            word: row.get("word").to_owned(),
            is_plural: row.get("number") == "plural",
        });
        let unlinked = if is_person { EntityKind::Person } else { EntityKind::Organisation };
        let kind = entity.as_deref().and_then(|id| lexicon.entities().get(id)).map_or(unlinked, |entity| entity.kind);
        Some(Found { first, last, span, entity, kind, form: MentionForm::Nominal, refers })
    }

    fn holder<'c>(
        &self,
        classes: impl Iterator<Item = &'c str>,
        (state, country): &(String, String),
    ) -> Option<String> {
        let classes: Vec<&str> = classes.collect();
        self.offices.holder(&classes, country, state, self.day).map(str::to_owned)
    }

    /// «السابق», «الراحل»: no longer in office.
    fn is_former(&self, last: usize) -> bool {
        self.classes.former.is_some_and(|class| {
            (last + 1..(last + 3).min(self.text.tokens.len())).any(|token| self.text.is(token, class))
        })
    }

    fn adjective_after(&self, last: usize) -> Option<&Hit> {
        self.adjective_at(last + 1, last)
    }

    /// «المحكمة العسكرية الإسرائيلية»: one more adjective may stand between.
    fn second_adjective(&self, last: usize, definite: bool) -> Option<&Hit> {
        let between = self.text.tokens.get(last + 1)?;
        let form = self.text.form(last + 1);
        let is_adjective = self
            .lexicon
            .without_article(form)
            .is_some_and(|bare| bare.ends_with('\u{064A}') || bare.ends_with("\u{064A}\u{0629}"));
        let is_known = self.text.hits.at(last + 1).iter().any(|hit| self.is_named(hit.class));
        let fits = definite && is_adjective && !is_known && between.sentence == self.text.tokens[last].sentence;
        fits.then(|| self.adjective_at(last + 2, last)).flatten()
    }

    /// «المجموعة الإرهابية»: an adjective in «ي», of the noun's gender, goes with it.
    fn quality_after(&self, last: usize, gender: &str) -> Option<usize> {
        let next = last + 1;
        let token = self.text.tokens.get(next)?;
        let bare = self.lexicon.without_article(self.text.form(next))?;
        let agrees = if gender == "feminine" { bare.ends_with("\u{064A}\u{0629}") } else { bare.ends_with('\u{064A}') };
        let is_known = self.text.hits.at(next).iter().any(|hit| self.is_named(hit.class));
        let same = token.sentence == self.text.tokens[last].sentence;
        (agrees && same && !is_known && bare.chars().count() >= 5).then_some(next)
    }

    fn is_named(&self, class: ClassId) -> bool {
        [self.classes.nisba, self.classes.collective, self.classes.actor, self.classes.name].contains(&Some(class))
    }

    fn adjective_at(&self, at: usize, noun: usize) -> Option<&Hit> {
        let same_sentence =
            self.text.tokens.get(at).is_some_and(|token| token.sentence == self.text.tokens[noun].sentence);
        let mut hits = self.text.hits.at(at).iter();
        let found =
            hits.find(|hit| Some(hit.class) == self.classes.nisba && hit.tail == 0 && hit.proclitics.is_empty());
        found.filter(|_| same_sentence)
    }
}

fn is_taken_at(found: &[Found], token: usize) -> bool {
    let near = found.partition_point(|other| other.first <= token);
    is_taken(&found[near.saturating_sub(4)..near], token)
}
