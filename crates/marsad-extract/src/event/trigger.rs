//! Which words of a sentence tell an event: verbs in every form, masdars, deverbal nouns, light verbs with their nouns.

use marsad_lexicon::{Features, Lexicon, Tense};
use marsad_record::EventType;
use marsad_text::{Hit, Sentence, Text, TokenKind};

use super::Events;
use super::frame::{Frame, Nature, Strength};

/// One word that tells an event, before its roles are known.
#[derive(Debug, Clone)]
pub(super) struct Trigger<'f> {
    pub(super) hit: Hit,
    pub(super) frame: &'f Frame,
    pub(super) features: Features,
    /// True of a finite verb.
    pub(super) is_verb: bool,
    /// The light verb that carries the noun, or the verb that averts, plans or denies it.
    pub(super) carrier: Option<Carrier<'f>>,
}

/// A verb whose meaning is in its noun («شن هجوما») or that acts on it («أحبط هجوما»).
#[derive(Debug, Clone)]
pub(super) struct Carrier<'f> {
    pub(super) hit: Hit,
    pub(super) frame: &'f Frame,
    pub(super) features: Features,
}

/// How far a light verb reaches for its noun, in tokens.
const REACH: usize = 9;

impl Trigger<'_> {
    pub(super) fn first(&self) -> usize {
        self.hit.first as usize
    }

    pub(super) fn last(&self) -> usize {
        self.hit.last as usize
    }

    /// Whether it names a deed itself, not only whom it left dead or wounded.
    pub(super) fn is_deed_noun(&self) -> bool {
        let is_toll = matches!(self.frame.effect.as_str(), "kills" | "killed" | "wounds" | "dies");
        !self.is_verb && self.frame.nature == Nature::Act && !is_toll
    }

    /// «محادثات تبادل الأسرى»: a noun right after another deed's bare noun says what that deed is about.
    pub(super) fn is_genitive_of(&self, before: Option<&Trigger>) -> bool {
        before.is_some_and(|before| {
            let construct = !before.is_verb && !before.features.is_definite && before.hit.tail == 0;
            construct && !self.is_verb && before.last() + 1 == self.first() && before.frame.kind != self.frame.kind
        })
    }

    /// Whether the word is a deed; who demonstrates tells of a demonstration where no other word does.
    pub(super) fn tells_a_deed(&self, all: &[Trigger]) -> bool {
        match self.frame.nature {
            Nature::Act | Nature::Verb => true,
            Nature::Agent => {
                let same = |other: &&Trigger| other.frame.kind == self.frame.kind;
                self.frame.kind == Some(EventType::Protest)
                    && all.iter().find(same).is_some_and(|first| first.hit == self.hit)
                    && !all.iter().filter(same).any(|other| other.frame.nature != Nature::Agent)
            }
            _ => false,
        }
    }
}

/// The triggers of a sentence in order, light verbs joined to their nouns.
pub(super) fn triggers<'f>(
    events: &'f Events,
    text: &Text,
    lexicon: &Lexicon,
    sentence: &Sentence,
    complement: impl Fn(&Trigger) -> Option<bool>,
) -> Vec<Trigger<'f>> {
    let mut found: Vec<Trigger> = Vec::new();
    let mut token = sentence.first;
    while token < sentence.end {
        match best_at(events, text, lexicon, sentence, token, &complement) {
            Some(trigger) => {
                token = trigger.last() + 1;
                found.push(trigger);
            }
            None => token += 1,
        }
    }
    join_carriers(&mut found, text);
    found.retain(|trigger| trigger.frame.strength != Strength::Light && trigger.frame.kind.is_some());
    found
}

fn best_at<'f>(
    events: &'f Events,
    text: &Text,
    lexicon: &Lexicon,
    sentence: &Sentence,
    token: usize,
    complement: &impl Fn(&Trigger) -> Option<bool>,
) -> Option<Trigger<'f>> {
    let mut best: Option<(u8, Trigger)> = None;
    for hit in text.hits.at(token) {
        let (Some(entry), Some(frame)) = (hit.entry, events.frames.of(hit, lexicon)) else { continue };
        if hit.last as usize >= sentence.end {
            continue;
        }
        let features = lexicon.vocabulary().entry(entry).features;
        let is_verb = features.tense != Tense::None;
        let Some(rank) = rank(events, text, lexicon, sentence, hit, frame, features) else { continue };
        let trigger = Trigger { hit: *hit, frame, features, is_verb, carrier: None };
        // Of a verb's several frames the one whose complement stands wins: «أطلق صاروخا», «أطلق سراح».
        let rank = match complement(&trigger) {
            Some(true) if !frame.takes_anything() => rank + 6,
            Some(false) if frame.strength != Strength::Strong => continue,
            _ => rank,
        };
        if best.as_ref().is_none_or(|(other, _)| rank > *other) {
            best = Some((rank, trigger));
        }
    }
    best.map(|(_, trigger)| trigger)
}

/// How well a reading fits where it stands; `None` where it cannot be.
fn rank(
    events: &Events,
    text: &Text,
    lexicon: &Lexicon,
    sentence: &Sentence,
    hit: &Hit,
    frame: &Frame,
    features: Features,
) -> Option<u8> {
    let token = hit.first as usize;
    if text.tokens[token].kind != TokenKind::Word || events.syntax.is_inside_a_place_word(text, token) {
        return None;
    }
    let before = token.checked_sub(1).filter(|before| *before >= sentence.first);
    let after_preposition = before.is_some_and(|before| events.syntax.is_preposition(text, before));
    let mut rank = 10 + u8::try_from(hit.tokens()).unwrap_or(9) * 20;
    rank -= hit.lead.min(8) / 2;
    if features.tense == Tense::None {
        if features.is_participle {
            // «مدين», «صالح»: a participle is mostly an adjective or a person; only a strong verb's tells a deed, and
            // only as an adverb («مستهدفا»).
            let is_adverb = text.form(token).ends_with('\u{0627}') && !features.is_definite && hit.tail == 0;
            if frame.strength != Strength::Strong || !is_adverb {
                return None;
            }
            rank -= 6;
        }
        if hit.proclitics.has_future() {
            return None;
        }
        // After a preposition and with the article the word is a noun.
        if after_preposition || hit.proclitics.has_preposition() || features.is_definite {
            rank += 6;
        }
    } else {
        let is_noun = after_preposition
            || events.syntax.is_never_verb(text, hit)
            || events.syntax.is_after_quantifier(text, token) && hit.lead == 0;
        if hit.proclitics.has_preposition() && features.tense == Tense::Perfect || is_noun {
            return None;
        }
        if features.tense == Tense::Imperative || features.person != 3 {
            rank -= 8;
        }
        if hit.tail > 0 {
            rank -= 1;
        }
        // «جريمة قتل»: a bare noun of the lexicon before the word makes it a genitive.
        let follows_noun = before.is_some_and(|before| {
            let is_noun = |other: &Hit| {
                other.last as usize == before
                    && events.frames.of(other, lexicon).is_some_and(|frame| frame.nature != Nature::Verb)
            };
            let has_noun = text.hits.at(before).iter().any(is_noun);
            has_noun && lexicon.without_article(text.form(before)).is_none()
        });
        if follows_noun {
            rank -= 5;
        } else {
            rank += 3;
        }
    }
    rank += match frame.strength {
        Strength::Strong => 3,
        Strength::Weak => 2,
        Strength::Light => 2,
        Strength::None => 0,
    };
    Some(rank)
}

/// Joins light verbs, and verbs that avert, plan, deny or begin, to the noun that they govern.
fn join_carriers(found: &mut [Trigger], text: &Text) {
    for at in 0..found.len() {
        let governs = found[at].frame.strength == Strength::Light
            || matches!(
                &*found[at].frame.effect,
                "averts"
                    | "plans"
                    | "denies"
                    | "begins"
                    | "continues"
                    | "ends"
                    | "fails"
                    | "tries"
                    | "done"
                    | "links"
                    | "repeats"
            );
        if !governs {
            continue;
        }
        let carrier = Carrier { hit: found[at].hit, frame: found[at].frame, features: found[at].features };
        let end = found[at].last();
        let next = found[at + 1..].iter_mut().find(|next| {
            next.first() <= end + REACH
                && !next.is_verb
                && next.frame.nature == Nature::Act
                && !(end..next.first()).any(|token| is_stop(text, token))
        });
        if let Some(next) = next
            && next.carrier.is_none()
        {
            next.carrier = Some(carrier);
        }
    }
}

fn is_stop(text: &Text, token: usize) -> bool {
    text.tokens[token].kind == TokenKind::Mark && matches!(text.original(token), "\u{060C}" | "." | ":" | "\u{061B}")
}
