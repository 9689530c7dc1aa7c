//! What befell those who are counted: which cue each amount belongs to.

use marsad_record::QuantityRole;
use marsad_text::TokenKind;

use super::amount::Amount;
use super::cue::{Cue, Side};
use super::unit::Kind;
use super::{Reading, before};

/// How many words, times not counted, may stand between a cue and its amount.
const REACH_VERB: usize = 6;
const REACH_NOUN: usize = 2;
const REACH_COUNT: usize = 8;
const REACH_AFTER: usize = 7;
const REACH_STRENGTH: usize = 4;

impl Reading<'_, '_> {
    /// Gives each amount of a sentence its role.
    pub(super) fn befall(&self, amounts: &mut [Amount], cues: &[Cue]) {
        for at in 0..amounts.len() {
            let (earlier, rest) = amounts.split_at_mut(at);
            let Some((amount, later)) = rest.split_first_mut() else { continue };
            if !amount.kind.is_people() {
                continue;
            }
            let both = self.said_of_both(amount, cues);
            amount.role = both.or_else(|| match amount.kind {
                // «أطلق سراح 15 رهينة»: what befell them now beats what had befallen them.
                Kind::Victim(role @ (QuantityRole::Detained | QuantityRole::Displaced | QuantityRole::Missing)) => {
                    let now = self.cue_before(amount, earlier, cues).filter(|(_, distance)| *distance <= 2);
                    Some(now.map_or(role, |(now, _)| now))
                }
                Kind::Victim(role) => Some(role),
                _ => self.role(amount, earlier, later, cues),
            });
        }
    }

    /// «20 شخصا بين قتيل وجريح»
    fn said_of_both(&self, amount: &Amount, cues: &[Cue]) -> Option<QuantityRole> {
        let both = Some(QuantityRole::KilledOrWounded);
        cues.iter().find(|cue| cue.role == both && cue.first >= amount.first && cue.first <= amount.last + 2)?;
        both
    }

    fn role(&self, amount: &Amount, earlier: &[Amount], later: &[Amount], cues: &[Cue]) -> Option<QuantityRole> {
        let from_before = self.cue_before(amount, earlier, cues);
        if let Some((role, 0..=1)) = from_before {
            return Some(role);
        }
        self.cue_after(amount, later, cues)
            .or(from_before.map(|(role, _)| role))
            .or_else(|| self.strength(amount, cues))
    }

    /// The role told before an amount, and how many words away.
    fn cue_before(&self, amount: &Amount, earlier: &[Amount], cues: &[Cue]) -> Option<(QuantityRole, usize)> {
        let text = self.text;
        let start = text.sentence_of(amount.first).first;
        let mut distance = 0;
        let mut verbs = 0;
        let mut cut = None;
        let is_object = !amount.has_preposition;
        let mut token = amount.first;
        while token > start {
            token -= 1;
            if let Some(cue) = cues.iter().find(|cue| cue.last == token && cue.side == Side::Part)
                && let Some(whole) = earlier.iter().rev().find(|whole| whole.last < cue.first)
            {
                return whole.role.filter(|_| distance <= 2).map(|role| (role, distance));
            }
            if let Some(cue) = self.cue_ending(cues, token) {
                let reach = match cue.side {
                    Side::Verb if cue.is_weak => 2,
                    Side::Verb => REACH_VERB,
                    // «اغتيال مسؤولين من الحزب وثلاثة من حراسهم»
                    Side::Noun if amount.is_joined && self.names_people(cue.last + 1) => REACH_VERB,
                    Side::Noun => REACH_NOUN,
                    _ => REACH_COUNT,
                };
                let is_count = cue.side == Side::Count;
                let reaches = distance <= reach
                    && (is_object || is_count)
                    && (verbs == 0 || is_count)
                    && cut.is_none_or(|cut| is_count || self.asks_for(cue, cut));
                // What the lexicon does not know may be a thing: only right beside the cue is it taken for people.
                let fits = match amount.kind {
                    Kind::Unknown => distance <= 1 || (is_count || amount.is_joined) && distance <= 4,
                    Kind::Elided => distance <= 3 || is_count,
                    _ => true,
                };
                if reaches && fits && !(cue.is_weak && amount.kind == Kind::Elided) {
                    return self.joint_role(cue, cues).map(|role| (role, distance));
                }
                if cue.side != Side::Count {
                    return None;
                }
            }
            if let Some(other) = earlier.iter().rev().find(|other| other.last == token) {
                let is_known = amount.kind != Kind::Unknown || other.role != Some(QuantityRole::Strength);
                let is_next = amount.is_joined && distance <= 1 && other.kind.is_people() && is_known;
                return other.role.filter(|_| is_next).map(|role| (role, 1));
            }
            match text.tokens[token].kind {
                TokenKind::Mark if is_quote(text.form(token)) => {}
                TokenKind::Mark if is_comma(text.form(token)) && self.is_beside_time(token) => {}
                TokenKind::Mark if is_comma(text.form(token)) && distance <= 1 && amount.is_joined => {}
                TokenKind::Mark => return None,
                _ if self.times[token] => {}
                _ => {
                    verbs += usize::from(self.is_verb(token));
                    if distance == 0 && self.tolls.units.is_stop(text, token) && !self.is_alone_conjunction(token) {
                        cut = Some(token);
                    }
                    distance += usize::from(!self.is_alone_conjunction(token));
                }
            }
            if distance > REACH_COUNT {
                return None;
            }
        }
        None
    }

    /// A preposition right before an amount cuts it from its verb, unless the verb asks for it: «أفرجت السلطات عن 70».
    fn asks_for(&self, cue: &Cue, token: usize) -> bool {
        let asked = self.lexicon.row(cue.entry).get("preposition");
        !asked.is_empty() && self.lexicon.fold(asked) == self.text.form(token)
    }

    fn cue_ending<'c>(&self, cues: &'c [Cue], token: usize) -> Option<&'c Cue> {
        let is_before = |cue: &&Cue| matches!(cue.side, Side::Verb | Side::Noun | Side::Count) && cue.role.is_some();
        let mut ending = cues.iter().filter(|cue| cue.last == token).filter(is_before);
        let first = ending.next()?;
        // «إصابة» is verb and noun at once: the noun, which reaches less, only where nothing else stands there.
        Some(ending.fold(first, |best, cue| if rank(cue) > rank(best) { cue } else { best }))
    }

    /// «مقتل وإصابة 20»: a killed word joined to a wounded one speaks of both.
    fn joint_role(&self, cue: &Cue, cues: &[Cue]) -> Option<QuantityRole> {
        use QuantityRole::{Killed, KilledOrWounded, Wounded};
        let role = cue.role?;
        let is_pair = |other: &Cue| {
            let roles = matches!((other.role, role), (Some(Killed), Wounded) | (Some(Wounded), Killed));
            // «طفل قتل وأصيب أربعة»: a verb that has its subject before it shares nothing.
            let start = self.text.sentence_of(other.first).first;
            let opens = other.first == start
                || self.text.tokens[other.first - 1].kind == TokenKind::Mark
                || self.tolls.units.is_stop(self.text, other.first - 1);
            roles && other.side == cue.side && (cue.side == Side::Noun || opens)
        };
        let joined = cue.is_joined || self.joined(cue.first);
        let pair =
            joined && cues.iter().any(|other| other.last + 1 == cue.first && !other.follows_subject && is_pair(other));
        Some(if pair { KilledOrWounded } else { role })
    }

    /// The role told after an amount: «28 شخصا قتلوا», «لقي 26 شخصا حتفهم».
    fn cue_after(&self, amount: &Amount, later: &[Amount], cues: &[Cue]) -> Option<QuantityRole> {
        let text = self.text;
        let end = text.sentence_of(amount.last).end;
        let mut distance = 0;
        let mut commas = 0;
        let mut is_part = false;
        for token in amount.last + 1..end {
            let inside = later.iter().find(|other| other.first <= token && token <= other.last);
            if inside.is_some() && !is_part {
                return None;
            }
            for cue in cues.iter().filter(|cue| cue.first == token) {
                match cue.side {
                    Side::Part => is_part = true,
                    Side::Verb if cue.follows_subject && commas <= 2 * usize::from(is_part) => {
                        return cue.role;
                    }
                    Side::After if commas <= 2 * usize::from(is_part) && !cue.is_joined => return cue.role,
                    Side::Verb | Side::Noun if !cue.follows_subject => return None,
                    _ => {}
                }
            }
            match text.tokens[token].kind {
                TokenKind::Mark if is_quote(text.form(token)) => {}
                TokenKind::Mark if is_comma(text.form(token)) => commas += 1,
                TokenKind::Mark => return None,
                _ if self.times[token] || inside.is_some() => {}
                _ => distance += 1,
            }
            if distance > REACH_AFTER || commas > 2 {
                return None;
            }
        }
        None
    }

    fn names_people(&self, token: usize) -> bool {
        let noun = self.tolls.units.noun(self.text, self.lexicon, token);
        noun.is_some_and(|noun| noun.kind.is_people())
    }

    fn strength(&self, amount: &Amount, cues: &[Cue]) -> Option<QuantityRole> {
        let near = before(cues, amount.first).take_while(|cue| amount.first - cue.last <= REACH_STRENGTH + 1);
        let mut near = near.filter(|cue| cue.side == Side::Strength);
        let fits = |cue: &Cue| match amount.kind {
            Kind::Combatant | Kind::Militant => true,
            Kind::Person => !cue.is_weak,
            _ => false,
        };
        near.any(fits).then_some(QuantityRole::Strength)
    }

    fn is_alone_conjunction(&self, token: usize) -> bool {
        self.tolls.units.is_conjunction(self.text, token)
    }

    /// Whether a comma stands at the edge of a time: «قتل، الأحد، 12 شخصا».
    fn is_beside_time(&self, token: usize) -> bool {
        let is_time = |at: Option<usize>| at.and_then(|at| self.times.get(at)).copied().unwrap_or(false);
        is_time(token.checked_sub(1)) || is_time(Some(token + 1))
    }
}

fn rank(cue: &Cue) -> u8 {
    match cue.side {
        Side::Verb => 3,
        Side::Noun => 2,
        _ => 1,
    }
}

fn is_comma(form: &str) -> bool {
    matches!(form, "," | "\u{060C}" | "-" | "\u{2013}")
}

pub(super) fn is_quote(form: &str) -> bool {
    matches!(form, "\"" | "'" | "\u{00AB}" | "\u{00BB}" | "\u{201C}" | "\u{201D}" | "\u{2018}" | "\u{2019}" | "#" | "_")
}
