//! What the innermost voice does with the content, and how sure the chain is.

use marsad_lexicon::{ClassId, EntryId, Lexicon, Tense};
use marsad_record::{Certainty, Stance};

use super::words::{Page, mark};

/// The classes of words that move a stance or a certainty.
pub(super) struct Stances {
    hedges: Vec<(ClassId, Certainty)>,
    moves: Vec<(ClassId, Stance)>,
    condition: Option<ClassId>,
    /// «من المرجح أن»: what follows is yet to come.
    foretells: Option<ClassId>,
    insult: Option<ClassId>,
    intent: Option<ClassId>,
    /// «إلا إذا»، «شريطة أن»: a clause that only sets a condition.
    term: Option<ClassId>,
}

impl Stances {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let class = |name: &str| lexicon.vocabulary().class(name);
        let hedges = [
            ("hedge-certain", Certainty::Certain),
            ("hedge-probable", Certainty::Probable),
            ("hedge-possible", Certainty::Possible),
            ("hedge-unlikely", Certainty::Unlikely),
            ("hedge-unknown", Certainty::Unknown),
        ];
        let moves = [
            ("threat", Stance::Threatens),
            ("intent", Stance::Promises),
            ("blame", Stance::Accuses),
            ("condemn", Stance::Condemns),
            ("praise", Stance::Praises),
            ("obligation", Stance::Requests),
            ("opinion", Stance::Opines),
        ];
        Self {
            hedges: hedges.iter().filter_map(|(name, value)| Some((class(name)?, *value))).collect(),
            moves: moves.iter().filter_map(|(name, value)| Some((class(name)?, *value))).collect(),
            condition: class("condition"),
            foretells: class("foretells"),
            insult: class("insult"),
            intent: class("intent"),
            term: class("term-word"),
        }
    }

    /// Stance and certainty of a clause, told by a verb (or nobody's verb, for the outlet's own voice).
    pub(super) fn of(
        &self,
        page: &Page<'_, '_>,
        verb: Option<EntryId>,
        given: Option<Stance>,
        speaker: Option<&str>,
        clause: &std::ops::Range<usize>,
    ) -> (Stance, Certainty) {
        let row = verb.map(|verb| page.lexicon.row(verb));
        let told = row.and_then(|row| Stance::from_name(row.get("stance"))).unwrap_or(Stance::Asserts);
        let mut content = self.read(page, clause);
        content.is_own |= is_about_speaker(page, speaker, clause);
        let stance = given.unwrap_or_else(|| content.stance(told, verb.is_none()));
        let of_verb = row.and_then(|row| Certainty::from_name(row.get("certainty"))).unwrap_or(Certainty::Unknown);
        let certainty = match (of_verb, content.certainty) {
            (Certainty::Unknown, Some(hedge)) => hedge,
            (verb, Some(hedge)) => weakest(verb, hedge),
            (verb, None) => verb,
        };
        (stance, certainty)
    }

    fn read(&self, page: &Page<'_, '_>, clause: &std::ops::Range<usize>) -> Content {
        let mut content = Content::default();
        // «هجمات محتملة»: an adjective doubts its noun, not what is told.
        let of_noun =
            |hit: &marsad_text::Hit| hit.entry.is_some_and(|entry| page.lexicon.row(entry).get("value") == "noun");
        content.is_term = self.term.is_some_and(|term| page.text.is(clause.start, term));
        content.is_duty = is_duty(page, clause);
        for at in clause.clone() {
            for hit in page.text.hits.at(at) {
                if let Some((_, certainty)) = self.hedges.iter().find(|(class, _)| *class == hit.class)
                    && (hit.tail == 0 || hit.tokens() > 1)
                    && !of_noun(hit)
                    && !(is_past_particle(page, at, *certainty))
                {
                    content.certainty = Some(content.certainty.map_or(*certainty, |other| weakest(other, *certainty)));
                }
                if let Some((_, stance)) = self.moves.iter().find(|(class, _)| *class == hit.class) {
                    // «على الحكومة أن»، «يجب»: what is asked for is asked for at the start.
                    let late = *stance == Stance::Requests && at > clause.start + 4;
                    let stance = if late { &Stance::Opines } else { stance };
                    let rank = |stance: &Stance| self.moves.iter().position(|(_, other)| other == stance);
                    if content.moved.is_none_or(|other| rank(stance) < rank(&other)) {
                        content.moved = Some(*stance);
                    }
                }
                let finite_future = hit.proclitics.has_future()
                    && hit.entry.is_some_and(|entry| {
                        let features = page.lexicon.vocabulary().entry(entry).features;
                        features.person > 0 && features.tense != Tense::Perfect
                    });
                content.is_future |= finite_future;
                content.is_future |= Some(hit.class) == self.foretells;
                content.insults |= Some(hit.class) == self.insult;
                content.has_intent |= Some(hit.class) == self.intent;
                content.is_conditional |=
                    Some(hit.class) == self.condition && hit.lead == 0 && hit.tail == 0 && !page.is(at, mark::THAT);
                if finite_future && let Some(entry) = hit.entry {
                    content.is_own |= page.lexicon.vocabulary().entry(entry).features.person == 1;
                }
            }
        }
        content
    }
}

/// What a clause shows of itself.
#[derive(Default)]
struct Content {
    certainty: Option<Certainty>,
    moved: Option<Stance>,
    is_future: bool,
    is_conditional: bool,
    /// It begins with «إلا إذا».
    is_term: bool,
    /// It begins with «على الحكومة الوفاء».
    is_duty: bool,
    /// It calls somebody a traitor, an apostate.
    insults: bool,
    /// It tells what somebody means to do.
    has_intent: bool,
    /// Its future is in the first person.
    is_own: bool,
}

impl Content {
    /// A neutral verb takes the stance of what it tells; a verb with a stance keeps its own.
    fn stance(&self, told: Stance, is_own_voice: bool) -> Stance {
        if told != Stance::Asserts && told != Stance::Opines {
            return told;
        }
        if self.is_term {
            return Stance::Conditions;
        }
        if self.is_duty && !is_own_voice {
            return Stance::Requests;
        }
        if self.insults && told == Stance::Opines {
            return Stance::Accuses;
        }
        if self.is_future && self.moved == Some(Stance::Threatens) {
            return Stance::Threatens;
        }
        if self.is_future && self.is_own {
            return Stance::Promises;
        }
        if self.is_future && (self.is_conditional || !is_own_voice) {
            return Stance::Predicts;
        }
        match self.moved {
            Some(Stance::Threatens) if self.has_intent && !is_own_voice => return Stance::Threatens,
            Some(Stance::Threatens) | None => {}
            Some(Stance::Promises) if is_own_voice || told == Stance::Opines => {}
            Some(Stance::Opines | Stance::Requests) if told == Stance::Opines => return Stance::Opines,
            Some(Stance::Condemns | Stance::Praises) if is_own_voice => {}
            Some(moved) => return moved,
        }
        let hedged = matches!(self.certainty, Some(Certainty::Possible | Certainty::Probable | Certainty::Unlikely));
        if self.is_future && hedged {
            return Stance::Predicts;
        }
        if hedged && !is_own_voice { Stance::Opines } else { told }
    }
}

/// «على الحكومة الوفاء بوعودها»: what somebody has to do.
fn is_duty(page: &Page<'_, '_>, clause: &std::ops::Range<usize>) -> bool {
    const ON: &str = "\u{0639}\u{0644}\u{064A}";
    let at = clause.start;
    if page.text.form(at) != ON || at + 2 >= clause.end || !page.is(at + 1, mark::NAME | mark::DEFINITE) {
        return false;
    }
    let after = page.mention_at(at + 1).map_or(at + 1, |(_, last)| last) + 1;
    page.is(after, mark::THAT)
        || page.is(after, mark::DEFINITE) && !page.is(after, mark::ADJECTIVE | mark::NISBA | mark::NAME)
}

/// «إنه سيرد»، «بلاده ستشارك»: the speaker, or whom it speaks for, is the subject of the first words.
fn is_about_speaker(page: &Page<'_, '_>, speaker: Option<&str>, clause: &std::ops::Range<usize>) -> bool {
    let before = clause.start.checked_sub(1).filter(|before| page.is(*before, mark::THAT));
    if before.is_some_and(|before| page.text.form(before).chars().count() >= 4) {
        return true;
    }
    let own = page.lexicon.vocabulary().class("own-side");
    if own.is_some_and(|own| (clause.start..clause.end.min(clause.start + 3)).any(|token| page.text.is(token, own))) {
        return true;
    }
    let Some(speaker) = speaker else { return false };
    let entities = page.lexicon.entities();
    let country = |id: &str| entities.get(id).and_then(|entity| entity.country.clone());
    let near = clause.start..clause.end.min(clause.start + 4);
    let Some((subject, _)) = near.filter_map(|token| page.mention_at(token)).next() else { return false };
    let Some(subject) = subject.entity.as_deref() else { return false };
    subject == speaker || country(speaker).is_some() && country(speaker) == country(subject)
}

/// «قد قتل» is no doubt: before a past verb the particle only stresses.
fn is_past_particle(page: &Page<'_, '_>, at: usize, certainty: Certainty) -> bool {
    if certainty != Certainty::Possible || page.text.form(at).chars().count() > 3 {
        return false;
    }
    let vocabulary = page.lexicon.vocabulary();
    page.text
        .hits
        .at(at + 1)
        .iter()
        .filter_map(|hit| hit.entry)
        .any(|entry| vocabulary.entry(entry).features.tense == marsad_lexicon::Tense::Perfect)
}

/// A chain is as sure as its least sure link.
pub(super) fn weakest(one: Certainty, other: Certainty) -> Certainty {
    let rank = |certainty: Certainty| match certainty {
        Certainty::Certain => 0,
        Certainty::Probable => 1,
        Certainty::Unknown => 2,
        Certainty::Possible => 3,
        Certainty::Unlikely => 4,
    };
    if rank(one) >= rank(other) { one } else { other }
}
