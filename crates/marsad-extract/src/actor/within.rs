//! Mentions inside and around others, found once all else is read: «طالبان» in «حكومة طالبان», the members «قادة الحركة» and
//! «عناصرها», nouns of many that nobody in particular is meant by («الجماعات المتشددة»). Roles are read without them.

use marsad_lexicon::{ClassId, Lexicon, Number};
use marsad_record::{EntityKind, Mention, MentionForm, Span};
use marsad_text::{Hit, Text, TokenKind};

use super::{Actors, Classes};
use crate::agreement;

/// Nouns of people, of the complements of verbs, that a text means somebody by.
const PEOPLE: [&str; 9] =
    ["person", "civilians", "protesters", "migrants", "refugees", "prisoners", "hostage", "official", "employee"];

/// What is read inside and around mentions.
struct Within<'w, 'd> {
    mentions: &'w [Mention],
    text: &'w Text<'d>,
    lexicon: &'w Lexicon,
    classes: &'w Classes,
}

impl Actors {
    /// The mentions inside and around those of a text, in no order.
    pub fn within(&self, mentions: &[Mention], text: &Text, lexicon: &Lexicon) -> Vec<Mention> {
        let within = Within { mentions, text, lexicon, classes: &self.classes };
        let mut found: Vec<Mention> = mentions.iter().filter_map(|mention| within.ruled(mention)).collect();
        for token in 0..text.tokens.len() {
            if !text.sentence_of(token).is_chrome
                && let Some(mention) = within.at(token)
                && !within.near(mention.span).chain(found.iter().rev().take(4)).any(|other| other.span == mention.span)
            {
                found.push(mention);
            }
        }
        found
    }

    /// «العاصمة الأفغانية», «الأراضي السورية»: an adjective that says where, not who.
    pub fn says_where(&self, mention: &Mention, text: &Text, lexicon: &Lexicon) -> bool {
        let token = text.token_at(mention.span.start);
        let is_place = |hit: &Hit| {
            Some(hit.class) == self.classes.place_head
                || Some(hit.class) == self.classes.collective
                    && hit.entry.is_some_and(|entry| lexicon.row(entry).list("kind").any(|kind| kind == "place"))
        };
        mention.form == MentionForm::Nisba
            && token > text.sentence_of(token).first
            && text.hits.at(token - 1).iter().any(is_place)
    }
}

impl Within<'_, '_> {
    /// «حكومة طالبان», «إدارة الرئيس»: the name that a government, a regime or a force is called by.
    fn ruled(&self, mention: &Mention) -> Option<Mention> {
        let first = self.text.token_at(mention.span.start);
        let last = self.text.token_at(mention.span.end.saturating_sub(1));
        let is_head = self.is(first, self.classes.rule_head);
        if last <= first || !is_head || matches!(mention.kind, EntityKind::Place | EntityKind::Outlet) {
            return None;
        }
        let is_name = |hit: &&Hit| {
            let class = Some(hit.class);
            (class == self.classes.actor || class == self.classes.name)
                && hit.last as usize == last
                && self.text.is_whole_name(hit)
        };
        (first + 1..=last).find_map(|token| {
            let ids = self
                .text
                .hits
                .at(token)
                .iter()
                .filter(is_name)
                .filter_map(|hit| Some((hit, self.lexicon.entities().get(self.lexicon.row(hit.entry?).id())?)));
            // «التحالف العربي» is not somebody's of that name: what a table holds as a short name begins without the article.
            let is_adjective = self.lexicon.without_article(self.text.form(token)).is_some();
            let is_short = |hit: &Hit| {
                hit.entry.is_some_and(|entry| self.lexicon.row(entry).get("form") == "short") && is_adjective
            };
            let ids = ids.filter(|(hit, entity)| entity.kind != EntityKind::State && !is_short(hit));
            let mut ids: Vec<_> = ids.collect();
            ids.dedup_by(|one, other| one.1.id == other.1.id);
            let [(hit, entity)] = ids.as_slice() else { return None };
            let span = self.text.hit_span(hit);
            let form = if mention.entity.as_ref() == Some(&entity.id) { MentionForm::Name } else { MentionForm::Alias };
            Some(self.mention(span, Some(entity.id.clone()), entity.kind, form))
        })
    }

    /// The mention that a noun of people opens.
    fn at(&self, token: usize) -> Option<Mention> {
        let hits = self.text.hits.at(token);
        let is_people = |hit: &&Hit| hit.last as usize == token && self.is_people(hit);
        let inside = |hit: &Hit| {
            let span = self.text.hit_span(hit);
            self.near(span).any(|mention| mention.span.overlaps(&span) && mention.form != MentionForm::Nisba)
        };
        if let Some(hit) = hits.iter().filter(is_people).find(|hit| !inside(hit)) {
            if hit.tail > 0 {
                return self.owned(hit);
            }
            if let Some(members) = self.members(hit) {
                return Some(members);
            }
        }
        let many = |hit: &&Hit| self.is_many(hit) && !inside(hit) && !self.is_inside_a_name(token);
        let hit = hits.iter().filter(many).max_by_key(|hit| hit.last)?;
        let last = self.quality_after(hit.last as usize);
        let span = self.text.hit_span(hit).cover(&self.text.tokens[last].span);
        Some(self.mention(span, None, EntityKind::Group, MentionForm::Nominal))
    }

    fn is_people(&self, hit: &Hit) -> bool {
        Some(hit.class) == self.classes.member || self.classes.people.contains(&Some(hit.class)) || self.is_person(hit)
    }

    /// «قادة الحركة», «قياديين في «التنظيم»», «مسؤولين من الحزب»: members of a group that is named stand for it; «زعيم
    /// التنظيم فلان» is the person named beside it.
    fn members(&self, hit: &Hit) -> Option<Mention> {
        let at = hit.last as usize;
        let is_opening = |token: usize| {
            self.text.tokens.get(token).is_some_and(|token| token.kind == TokenKind::Mark)
                && matches!(self.text.original(token), "\"" | "\u{00AB}" | "\u{201C}")
        };
        let skip = |token: usize| if is_opening(token) { token + 1 } else { token };
        let partitive =
            self.is(at + 1, self.classes.member_preposition) || self.is_plain(at + 1, self.classes.place_preposition);
        let next = if partitive { skip(at + 2) } else { skip(at + 1) };
        let token = self.text.tokens.get(next).filter(|token| token.sentence == self.text.tokens[at].sentence)?;
        let group = self.near(token.span).find(|mention| {
            mention.span.start == token.span.start
                && mention.entity.is_some()
                && matches!(mention.kind, EntityKind::Group | EntityKind::Organisation)
                && mention.form != MentionForm::Nisba
        })?;
        let features = hit.entry.map(|entry| self.lexicon.vocabulary().entry(entry).features)?;
        let span = Span::new(self.text.hit_span(hit).start, group.span.end);
        if features.number == Number::Singular {
            let after = self.text.token_at(group.span.end.saturating_sub(1)) + 1;
            let named = (after..after + 2).filter_map(|token| self.text.tokens.get(token)).find_map(|token| {
                self.near(token.span)
                    .find(|mention| mention.span.start == token.span.start && mention.kind == EntityKind::Person)
            });
            let person = named.filter(|_| !partitive)?;
            return Some(self.mention(span, person.entity.clone(), EntityKind::Person, MentionForm::Nominal));
        }
        Some(self.mention(span, group.entity.clone(), group.kind, MentionForm::Nominal))
    }

    /// «عناصرها», «قياداته»: the party named last that the pronoun agrees with.
    fn owned(&self, hit: &Hit) -> Option<Mention> {
        let token = hit.last as usize;
        let shape = agreement::of_pronoun(self.text.form(token))?;
        let sentence = self.text.sentence_of(token);
        let span = self.text.tokens[token].span;
        let end = self.mentions.partition_point(|mention| mention.span.start < span.start);
        let fits = |mention: &&Mention| {
            mention.entity.is_some()
                && matches!(mention.kind, EntityKind::Group | EntityKind::Organisation)
                && mention.form != MentionForm::Nisba
                && agreement::of_mention(mention, self.text, self.lexicon).fits(shape)
        };
        let here = |mention: &&Mention| mention.span.start >= sentence.span.start;
        let owner = self.mentions[..end].iter().rev().take_while(here).find(fits)?;
        let span = Span::new(self.text.hit_span(hit).start, span.end);
        Some(self.mention(span, owner.entity.clone(), owner.kind, MentionForm::Nominal))
    }

    /// «الجماعات», «المواطنين»: a definite noun of many.
    fn is_many(&self, hit: &Hit) -> bool {
        let Some(entry) = hit.entry.filter(|_| hit.tail == 0) else { return false };
        if Some(hit.class) == self.classes.collective {
            let row = self.lexicon.row(entry);
            return row.get("number") == "plural" && row.list("kind").any(|kind| matches!(kind, "group" | "state"));
        }
        let features = self.lexicon.vocabulary().entry(entry).features;
        // «الاحتجاجات» are what people do.
        let event = self.classes.event_noun;
        let is_deed = self.text.hits.at(hit.first as usize).iter().any(|other| Some(other.class) == event);
        features.number == Number::Plural && features.is_definite && self.is_person(hit) && !is_deed
    }

    /// «مجلس الوزراء», «حزب العمال»: after a bare noun that no list holds as a word of its own.
    fn is_inside_a_name(&self, token: usize) -> bool {
        let Some(before) = token.checked_sub(1).filter(|before| *before >= self.text.sentence_of(token).first) else {
            return false;
        };
        let form = self.text.form(before);
        self.text.tokens[before].kind == TokenKind::Word
            && self.text.hits.at(token).iter().all(|hit| hit.lead == 0)
            && self.lexicon.without_article(form).is_none()
            && self.text.hits.at(before).is_empty()
    }

    fn is_person(&self, hit: &Hit) -> bool {
        Some(hit.class) == self.classes.complement
            && hit.entry.is_some_and(|entry| PEOPLE.contains(&self.lexicon.row(entry).get("group")))
    }

    /// The last token of the definite adjectives after a definite noun of many.
    fn quality_after(&self, noun: usize) -> usize {
        let sentence = self.text.tokens[noun].sentence;
        let is_quality = |token: usize| {
            let same = self.text.tokens.get(token).is_some_and(|token| token.sentence == sentence);
            same && self.lexicon.without_article(self.text.form(token)).is_some_and(|bare| {
                bare.chars().count() >= 5
                    && (bare.ends_with("\u{064A}\u{0629}")
                        || bare.ends_with("\u{064A}\u{0646}")
                        || bare.ends_with('\u{064A}'))
            })
        };
        if is_quality(noun + 1) { noun + 1 } else { noun }
    }

    fn is(&self, token: usize, class: Option<ClassId>) -> bool {
        token < self.text.tokens.len() && class.is_some_and(|class| self.text.is(token, class))
    }

    /// Whether a token is a word of a class by itself.
    fn is_plain(&self, token: usize, class: Option<ClassId>) -> bool {
        token < self.text.tokens.len()
            && self.text.hits.at(token).iter().any(|hit| Some(hit.class) == class && hit.lead == 0 && hit.tail == 0)
    }

    /// The mentions that begin not far before a span, and in it.
    fn near(&self, span: Span) -> impl Iterator<Item = &Mention> {
        let first = self.mentions.partition_point(|mention| mention.span.start + 160 < span.start);
        self.mentions[first..].iter().take_while(move |mention| mention.span.start < span.end)
    }

    fn mention(&self, span: Span, entity: Option<String>, kind: EntityKind, form: MentionForm) -> Mention {
        Mention { span, kind, key: self.lexicon.fold(span.of(self.text.original)), entity, form }
    }
}
