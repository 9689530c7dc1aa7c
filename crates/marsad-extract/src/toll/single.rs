//! One person told by an indefinite noun: «مقتل جندي», «قتيل و3 جرحى», «وإصابة آخر».

use marsad_lexicon::Number;
use marsad_record::Range;
use marsad_text::TokenKind;

use super::Reading;
use super::amount::Amount;
use super::cue::{Cue, Side};
use super::unit::{Kind, Noun};

impl Reading<'_, '_> {
    /// The single people of a sentence whose cue no other amount has taken.
    pub(super) fn singles(&self, amounts: &[Amount], cues: &[Cue], tokens: std::ops::Range<usize>) -> Vec<Amount> {
        let mut singles: Vec<Amount> = Vec::new();
        let is_taken = |token: usize, singles: &[Amount]| {
            amounts.iter().chain(singles).any(|amount| amount.first <= token && token <= amount.last)
        };
        for cue in cues.iter().filter(|cue| matches!(cue.side, Side::Verb | Side::Noun) && !cue.is_weak) {
            let mut token = cue.last + 1;
            while token < tokens.end && self.times[token] {
                token += 1;
            }
            if token >= tokens.end || is_taken(token, &singles) || cue.follows_subject {
                continue;
            }
            // «قتل انتحاري 26 شخصا»: the one before a counted object is who did it.
            let has_object = cue.side == Side::Verb
                && amounts.iter().any(|amount| {
                    amount.first > token && amount.first <= token + 4 && amount.role == cue.role && !amount.is_joined
                });
            if has_object {
                continue;
            }
            if let Some(noun) = self.single(token, tokens.end)
                && noun.kind.is_people()
            {
                let mut one = self.one(token, noun);
                one.role = cue.role;
                singles.push(one);
            }
        }
        for token in tokens.clone() {
            if is_taken(token, &singles) || self.times[token] {
                continue;
            }
            if let Some(noun) = self.single(token, tokens.end)
                && noun.stands_alone
                && let Kind::Victim(role) = noun.kind
                && !cues.iter().any(|cue| cue.first <= token && token <= cue.last)
            {
                let mut one = self.one(token, noun);
                one.role = Some(role);
                singles.push(one);
            }
        }
        singles
    }

    fn one(&self, token: usize, noun: Noun) -> Amount {
        let next = token + 1;
        let end = self.text.sentence_of(token).end;
        let adjective = next < end && self.tolls.units.is_nisba(self.text, next);
        let last = token + usize::from(adjective);
        self.plain(token, last, noun.hit.lead, Range::exact(1.0), Some((token, last)), noun.kind, "single")
    }

    /// An indefinite singular noun that is not followed by the name or noun that would make it definite.
    fn single(&self, token: usize, end: usize) -> Option<Noun> {
        let (text, units) = (self.text, &self.tolls.units);
        let noun = units.noun(text, self.lexicon, token)?;
        let is_one = noun.features.number == Number::Singular || noun.kind == Kind::Others && self.is_one_other(token);
        let is_bare = !noun.features.is_definite && !noun.hit.proclitics.has_preposition();
        if !is_one || !is_bare {
            return None;
        }
        let next = token + 1;
        let is_free = next >= end
            || text.tokens[next].kind == TokenKind::Mark
            || units.is_stop(text, next) && text.tokens[next].kind == TokenKind::Word
            || units.is_nisba(text, next)
            || units.is_others(text, next)
            || self.is_verb(next)
            || self.times[next]
            || self.joined(next)
            || text.hits.at(next).iter().any(|hit| hit.proclitics.has_preposition() && hit.lead > 0)
            || units.is_conjunction(text, next);
        (is_free && !units.has_article(text, next.min(text.tokens.len() - 1))).then_some(noun)
    }

    /// «آخر», not «آخرون».
    fn is_one_other(&self, token: usize) -> bool {
        let hits = self.text.hits.at(token).iter().filter_map(|hit| hit.entry);
        hits.map(|entry| self.lexicon.row(entry)).any(|row| row.get("note") == "one")
    }
}
