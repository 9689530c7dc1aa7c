//! Amounts without a number: duals («جنديان»), one of several («أحد القادة»), and «بعض», «عدد من».

use marsad_record::{Qualifier, Range};

use super::Reading;
use super::amount::Amount;
use super::unit::Kind;

impl Reading<'_, '_> {
    /// Two of something, told by the noun itself.
    pub(super) fn dual(&self, token: usize, end: usize) -> Option<Amount> {
        let (text, units) = (self.text, &self.tolls.units);
        let noun = units.dual(text, self.lexicon, token)?;
        let start = text.sentence_of(token).first;
        let (mut first, mut lead, mut last) = (token, noun.hit.lead, token);
        let mut range = Range::exact(2.0);
        if let Some((hit, told)) = self.qualifier_before(token, start) {
            (first, lead, range) = (hit.first as usize, hit.lead, Range::qualified(2.0, told));
        }
        while last + 1 < end && last < token + 2 && self.describes(token, last + 1) {
            last += 1;
        }
        let unit = Some((token, last));
        if let Some((after, told)) = self.qualifier_after(last + 1, end) {
            (last, range) = (after, Range::qualified(2.0, told));
        }
        Some(self.plain(first, last, lead, range, unit, noun.kind, "dual"))
    }

    /// «أحد القادة» is one, «بعض» and «عدد من» are some.
    pub(super) fn vague(&self, token: usize, end: usize) -> Option<Amount> {
        let (text, units) = (self.text, &self.tolls.units);
        if units.is_one_of(text, token) {
            let noun = units.noun(text, self.lexicon, token + 1).filter(|_| token + 1 < end)?;
            let is_plural = noun.features.number == marsad_lexicon::Number::Plural && noun.hit.lead == 0;
            let is_person = matches!(noun.kind, Kind::Person | Kind::Combatant | Kind::Militant | Kind::Attacker);
            let lead = text.hits.at(token).first().map_or(0, |hit| hit.lead);
            let unit = Some((token + 1, token + 1));
            let one = self.plain(token, token + 1, lead, Range::exact(1.0), unit, noun.kind, "one-of");
            return (is_plural && is_person).then_some(one);
        }
        let hit = units.vague(text, token)?;
        let last = hit.last as usize;
        let next = last + 1;
        if next >= end || units.is_stop(text, next) || self.times[next] {
            return None;
        }
        let noun = units.noun(text, self.lexicon, next);
        let second = next + 1 < end
            && units.has_article(text, next + 1)
            && !units.is_stop(text, next + 1)
            && !self.is_verb(next + 1);
        let range = Range { low: None, high: None, qualifier: Qualifier::Vague };
        let kind = noun.map_or(Kind::Unknown, |noun| noun.kind);
        let unit = (next, next + usize::from(second));
        Some(self.plain(token, unit.1, hit.lead, range, Some(unit), kind, "vague"))
    }

    /// An amount of which nothing else is known.
    #[allow(clippy::too_many_arguments, reason = "the parts of an amount, each known by then")]
    pub(super) fn plain(
        &self,
        first: usize,
        last: usize,
        lead: u8,
        range: Range,
        unit: Option<(usize, usize)>,
        kind: Kind,
        rule: &'static str,
    ) -> Amount {
        Amount {
            first,
            last,
            span: self.span(first, last, lead),
            range,
            unit,
            kind,
            role: None,
            is_joined: self.joined(first),
            has_preposition: lead > 0
                && self.text.hits.at(first).iter().any(|hit| hit.lead == lead && hit.proclitics.has_preposition()),
            is_counted: true,
            is_attackers: kind == Kind::Attacker,
            is_cumulative: false,
            is_superseded: false,
            part_of: None,
            rule,
        }
    }
}
