//! Who fills a role: the actor that a phrase names, the group of the members it speaks of, or its own words.

use marsad_record::{EntityKind, EventType, Mention, MentionForm, Role, RoleStatus, Span};
use marsad_text::{Hit, Sentence};

use super::beginning_in;
use super::phrase::Phrase;
use super::role::{Arguments, Roles};
use super::trigger::Trigger;

/// Groups of complements that are somebody's people: «قواته», «عناصرها».
const PEOPLE: [&str; 3] = ["force", "fighters", "militia"];
/// Groups of complements that a state's adjective makes that state's: «جنود أتراك», «طائرات روسية»; not «العاصمة الروسية».
const STATES_OWN: [&str; 29] = [
    "force",
    "fighters",
    "militia",
    "member",
    "official",
    "person",
    "police",
    "armed",
    "civilians",
    "crowd",
    "diplomat",
    "protester",
    "protesters",
    "migrants",
    "refugees",
    "prisoners",
    "hostage",
    "victim",
    "peacekeepers",
    "suspect",
    "vehicle",
    "aircraft",
    "ship",
    "rocket",
    "weapon",
    "government",
    "employee",
    "envoy",
    "martyr",
];
/// Groups of complements that something is done with, not to: «فجر عبوة», «أطلق صاروخا».
const MEANS: [&str; 7] = ["explosive", "bomb", "rocket", "projectile", "bullets", "fire", "weapon"];
/// Groups of complements that are struck where they stand: «قرب مقر», «وسط حشد».
const STRUCK: [&str; 11] = [
    "target",
    "building",
    "person",
    "force",
    "vehicle",
    "civilians",
    "crowd",
    "institution",
    "police",
    "fighters",
    "media",
];

impl Roles<'_, '_> {
    /// Everybody whom a phrase names; without a mention, the phrase's own words.
    pub(super) fn fillers(&self, phrase: Phrase) -> Vec<Role> {
        let mut roles = self.actors_only(phrase);
        if !roles.iter().any(|role| role.entity.is_some())
            && let Some(group) = self.group_of_members(phrase)
        {
            roles = vec![group];
        }
        if !roles.iter().any(|role| role.entity.is_some())
            && let Some(owner) = self.people_of(phrase, self.text.sentence_of(phrase.first))
        {
            roles = vec![owner];
        }
        let mut at = phrase.last + 1;
        // «س وص»: what is joined by «و» is a side too.
        while let Some(token) = self.text.tokens.get(at) {
            let same = token.sentence == self.text.tokens[phrase.first].sentence;
            let begins = Span::new(token.span.start, token.span.end + 1);
            let next = beginning_in(self.mentions, begins).iter().find(|mention| mention.kind != EntityKind::Place);
            let joined = self.text.form(at).starts_with('\u{0648}');
            match next {
                Some(mention) if same && joined && !roles.is_empty() && mention.entity.is_some() => {
                    roles.push(self.role(mention));
                    at = self.text.token_at(mention.span.end.saturating_sub(1)) + 1;
                }
                _ => break,
            }
        }
        if roles.is_empty() {
            let sentence_end = self.text.sentence_of(phrase.first).end;
            let span = self.with_partitive(self.head_span(phrase), phrase, sentence_end);
            let name = span.of(self.text.original).to_owned();
            roles.push(Role { entity: None, name, span: Some(span), status: RoleStatus::Asserted });
        }
        roles
    }

    /// The actors named in a phrase: its head's name or nominal, an adjective of a state only where nothing else is named.
    pub(super) fn actors_only(&self, phrase: Phrase) -> Vec<Role> {
        let span = self.text.span(phrase.first, phrase.last);
        let inside: Vec<&Mention> = beginning_in(self.mentions, span)
            .iter()
            .filter(|mention| {
                mention.span.overlaps(&span) && mention.span.start >= span.start && mention.kind != EntityKind::Place
            })
            .collect();
        let head = inside.iter().find(|mention| mention.entity.is_some() && mention.form != MentionForm::Nisba);
        let of_people = |mention: &&&Mention| {
            mention.entity.is_some() && self.is_of_people(phrase, self.text.token_at(mention.span.start))
        };
        // «جماعة تابعة لتنظيم كذا»: one of its branches is not the organisation.
        let is_affiliate = |mention: &&&Mention| {
            let token = self.text.token_at(mention.span.start);
            (phrase.first + 1..token).any(|before| self.is_affiliate_word(before))
        };
        let head = head.filter(|mention| !is_affiliate(mention));
        let head = head.or_else(|| inside.iter().find(of_people).filter(|mention| !is_affiliate(mention)));
        let head = head.or_else(|| inside.iter().find(|mention| mention.entity.is_none()));
        head.map(|mention| {
            let mut role = self.role(mention);
            let start = self.head_span(phrase);
            role.span = Some(if start.start < mention.span.start { start.cover(&mention.span) } else { mention.span });
            vec![role]
        })
        .unwrap_or_default()
    }

    pub(super) fn head_span(&self, phrase: Phrase) -> Span {
        let time = (phrase.first + 1..=phrase.last).find(|token| self.end_of_time(*token).is_some());
        let span = self.text.span(phrase.first, time.map_or(phrase.last, |token| token - 1));
        let lead = self
            .text
            .hits
            .at(phrase.first)
            .iter()
            .filter(|hit| hit.lead > 0)
            .map(|hit| self.text.hit_span(hit).start)
            .min();
        let bare = self.text.hits.at(phrase.first).iter().any(|hit| hit.lead == 0);
        Span::new(if bare { span.start } else { lead.unwrap_or(span.start) }, span.end)
    }

    /// «تابعة», «موالية»: what follows is not who the phrase speaks of.
    fn is_affiliate_word(&self, token: usize) -> bool {
        self.text.hits.at(token).iter().any(|hit| {
            Some(hit.class) == self.words.doer
                && hit.entry.is_some_and(|entry| self.lexicon.row(entry).get("act") == "affiliate")
        })
    }

    /// Whether a phrase names an actor.
    pub(super) fn names_an_actor(&self, phrase: Phrase) -> bool {
        self.actors_only(phrase).iter().any(|role| role.entity.is_some())
    }

    /// Whether the noun that an adjective of a state describes is that state's people or arms, or the adjective stands for
    /// them alone («الأمريكيون»).
    fn is_of_people(&self, phrase: Phrase, adjective: usize) -> bool {
        if adjective == phrase.first {
            return true;
        }
        (phrase.first..adjective).any(|token| {
            self.text.hits.at(token).iter().any(|hit| {
                let class = Some(hit.class);
                class == self.words.collective
                    || class == self.words.member
                    || self.words.people.contains(&class)
                    || class == self.event_noun
                        && hit.entry.is_some_and(|entry| {
                            matches!(self.lexicon.row(entry).get("kind"), "agent" | "means" | "victim")
                        })
                    || self.is_in_groups(hit, &STATES_OWN)
            })
        })
    }

    /// «قواته», «أحد عناصرها»: people whose owner is a pronoun stand for the owner.
    pub(super) fn people_of(&self, phrase: Phrase, sentence: &Sentence) -> Option<Role> {
        let is_people = |hit: &Hit| Some(hit.class) == self.words.member || self.is_in_groups(hit, &PEOPLE);
        let owned = |hit: &Hit| hit.tail > 0 && is_people(hit);
        let token = (phrase.first..=phrase.last.min(phrase.first + 2))
            .find(|token| self.text.hits.at(*token).iter().any(&owned))?;
        self.owner(token, sentence)
    }

    fn is_in_groups(&self, hit: &Hit, groups: &[&str]) -> bool {
        Some(hit.class) == self.words.complement
            && hit.entry.is_some_and(|entry| groups.contains(&self.lexicon.row(entry).get("group")))
    }

    /// «نفسه», «أنفسهم»: who does it and whom it is done to are one.
    pub(super) fn is_reflexive(&self, phrase: Phrase) -> bool {
        self.words.reflexive.is_some_and(|class| self.text.is(phrase.first, class))
    }

    /// Whether the verb's frame takes the phrase as what the deed is done with.
    fn is_means(&self, phrase: Phrase, trigger: &Trigger) -> bool {
        let Some((place, groups)) = trigger.frame.complement.as_ref().filter(|(place, _)| place == "object") else {
            return false;
        };
        let takes = |group: &&&str| place == "object" && groups.contains(**group);
        let wanted: Vec<&str> = MEANS.iter().filter(takes).copied().collect();
        let bare = |hit: &Hit| hit.tail == 0 || self.is_in_groups(hit, &["fire", "weapon", "rocket", "bomb"]);
        let head = phrase.first + usize::from(self.is_number(phrase.first) && phrase.last > phrase.first);
        self.text.hits.at(head).iter().any(|hit| bare(hit) && self.is_in_groups(hit, &wanted))
    }

    /// Takes what is no recipient out of the recipients, and finds whom or what it struck where no object says it.
    pub(super) fn aim(&self, arguments: &mut Arguments, trigger: &Trigger, sentence: &Sentence) {
        if trigger.frame.kind != Some(EventType::Assault) {
            return;
        }
        arguments.recipients.retain(|recipient| {
            let phrase = recipient.span.map(|span| self.phrase_of(span));
            recipient.entity.is_some()
                || !phrase.is_some_and(|phrase| self.is_reflexive(phrase) || self.is_means(phrase, trigger))
        });
        if arguments.recipients.is_empty() {
            arguments.recipients.extend(self.struck(trigger, sentence));
        }
    }

    /// «انفجرت عبوة قرب مقر للشرطة»: what stands where it happened, if something is there to be struck.
    fn struck(&self, trigger: &Trigger, sentence: &Sentence) -> Option<Role> {
        let class = self.words.near?;
        let is_stop = |token: usize| matches!(self.text.original(token), "\u{060C}" | "." | ":" | "\u{061B}");
        let end = sentence.end.min(trigger.last() + 14);
        let end = (trigger.last() + 1..end).find(|token| is_stop(*token)).unwrap_or(end);
        for at in trigger.last() + 1..end {
            let Some(near) = self.text.hits.class_at(at, class).filter(|hit| hit.tail == 0) else { continue };
            let phrase = self.syntax.phrase_at(self.text, self.lexicon, near.last as usize + 1, sentence.end);
            let Some(phrase) = phrase else { continue };
            let heads = self.text.hits.at(phrase.first);
            if heads.iter().any(|hit| self.is_in_groups(hit, &STRUCK)) && !self.is_place(phrase) {
                let span = self.head_span(phrase);
                let name = span.of(self.text.original).to_owned();
                return Some(Role { entity: None, name, span: Some(span), status: RoleStatus::Asserted });
            }
        }
        None
    }

    /// Whether a phrase begins with the name of a place.
    fn is_place(&self, phrase: Phrase) -> bool {
        let start = self.text.tokens[phrase.first].span;
        let opens = |mention: &&Mention| {
            mention.kind == EntityKind::Place && mention.span.overlaps(&start) && mention.form != MentionForm::Nominal
        };
        beginning_in(self.mentions, start).iter().any(|mention| opens(&mention))
    }
}
