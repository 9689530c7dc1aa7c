//! Amounts: a number with what it counts and how sure it is, whatever befell them.

use marsad_record::{Qualifier, QuantityRole, Range, Span};
use marsad_text::{Hit, Text, TokenKind};

use super::Reading;
use super::unit::Kind;
use crate::number::{Number, Shape};

/// An amount on its way to be a quantity.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    pub first: usize,
    pub last: usize,
    pub span: Span,
    pub range: Range,
    /// First and last token of what is counted.
    pub unit: Option<(usize, usize)>,
    pub kind: Kind,
    pub role: Option<QuantityRole>,
    /// True where «و» joins it to what stands before.
    pub is_joined: bool,
    /// True where a preposition is written with it.
    pub has_preposition: bool,
    /// False of bare digits that only a role makes an amount.
    pub is_counted: bool,
    pub is_attackers: bool,
    pub is_cumulative: bool,
    pub is_superseded: bool,
    /// Index of the amount of which this is a part, in the list of its text.
    pub part_of: Option<usize>,
    /// The rule that read it.
    pub rule: &'static str,
}

impl Amount {
    /// Whether it says anything: it counts a thing or has a role.
    pub fn is_told(&self) -> bool {
        self.is_counted || self.role.is_some()
    }

    /// The counted words as they stand.
    pub fn unit_words(&self, text: &Text) -> Option<String> {
        let (first, last) = self.unit?;
        Some(text.span(first, last).of(text.original).to_owned())
    }
}

impl Reading<'_, '_> {
    /// Every amount of the text, without roles.
    pub(super) fn amounts(&self, numbers: &[Number]) -> Vec<Amount> {
        let numbers = self.hedged(numbers);
        let mut amounts: Vec<Amount> = numbers.iter().filter_map(|number| self.counted(number)).collect();
        let covered = |token: usize, amounts: &[Amount]| {
            let at = amounts.partition_point(|amount| amount.last < token);
            amounts.get(at).is_some_and(|amount| amount.first <= token)
        };
        let mut more = Vec::new();
        for sentence in self.text.sentences.iter().filter(|sentence| !sentence.is_chrome) {
            for token in sentence.tokens() {
                if self.text.hits.at(token).is_empty() || self.times[token] || covered(token, &amounts) {
                    continue;
                }
                more.extend(self.dual(token, sentence.end).or_else(|| self.vague(token, sentence.end)));
            }
        }
        amounts.extend(more);
        amounts.sort_by_key(|amount| (amount.first, std::cmp::Reverse(amount.last)));
        amounts.dedup_by(|later, earlier| later.first <= earlier.last);
        amounts
    }

    /// «المئات، وربما الآلاف، من السجناء»: two vague numbers with a hedge between them are one.
    fn hedged(&self, numbers: &[Number]) -> Vec<Number> {
        let mut joined: Vec<Number> = Vec::with_capacity(numbers.len());
        for number in numbers {
            let before =
                joined.last_mut().filter(|before| before.shape == Shape::Vague && number.shape == Shape::Vague);
            match before {
                Some(before) if self.is_hedge(before.last + 1, number.first) => {
                    let comma = number.last + 1;
                    let closes = self.text.tokens.get(comma).is_some_and(|token| token.kind == TokenKind::Mark)
                        && comma + 1 < self.text.tokens.len()
                        && self.tolls.units.is_of(self.text, comma + 1);
                    before.last = number.last + usize::from(closes);
                }
                _ => joined.push(*number),
            }
        }
        joined
    }

    fn is_hedge(&self, from: usize, to: usize) -> bool {
        let words = (from..to).filter(|token| self.text.tokens[*token].kind != TokenKind::Mark);
        let class = self.lexicon.vocabulary().class("number-hedge");
        let is_hedge = |token: usize| class.is_some_and(|class| self.text.is(token, class));
        to <= from + 3 && words.clone().count() == 1 && words.clone().all(is_hedge)
    }

    fn counted(&self, number: &Number) -> Option<Amount> {
        let text = self.text;
        let units = &self.tolls.units;
        let sentence = text.sentence_of(number.first);
        if sentence.is_chrome || self.times[number.last] {
            return None;
        }
        let before = number.first.checked_sub(1).filter(|before| *before >= sentence.first);
        let named = |token: usize| units.names_a_number(text, token);
        if number.is_digits && before.is_some_and(named) || units.ends_ordinal(text, number.first) {
            return None;
        }
        // «الركاب الـ150»: the article alone makes digits definite.
        let has_article = number.is_digits && before.is_some_and(|token| units.is_article(text, token));
        let before = before.and_then(|token| token.checked_sub(usize::from(has_article)));
        let is_definite = number.is_definite || has_article;
        let (mut first, mut last) = (number.first, number.last);
        let mut lead = number.lead;
        let mut unit = None;
        let mut kind = Kind::Elided;
        if number.is_percent {
            kind = Kind::Measure;
        } else if (is_definite || number.is_one)
            && let Some(token) = before
            && let noun = units.noun(text, self.lexicon, token)
            && (noun.is_some() || is_definite && units.has_article(text, token) && !units.is_article(text, token))
            && !units.is_stop(text, token)
        {
            let known = noun.map_or((Kind::Unknown, 0), |noun| (noun.kind, noun.hit.lead));
            (unit, kind, first, lead) = (Some((token, token)), known.0, token, known.1);
        } else if !number.is_one
            && let Some((from, to, found)) = self.unit_after(number.last + 1, sentence.end)
        {
            (unit, kind, last) = (Some((from, to)), found, to);
        }
        // «الشابة ذات 29 عاما»: years are no people, whatever befell her.
        let is_age = || number.last + 1 < sentence.end && units.is_length(text, number.last + 1);
        if unit.is_none() && (number.is_one || is_age()) {
            return None;
        }
        let mut qualifier = None;
        if let Some((hit, told)) = self.qualifier_before(number.first, sentence.first) {
            if (hit.first as usize) < first {
                (first, lead) = (hit.first as usize, hit.lead);
            }
            qualifier = Some(told);
        }
        if let Some((end, told)) = self.qualifier_after(last + 1, sentence.end) {
            last = end;
            qualifier = Some(told);
        }
        // «2016 بموافقة الوزارة»: a year that no time has taken.
        let is_year = number.is_digits && number.first == number.last && (1900.0..2100.0).contains(&number.low);
        let is_year = is_year && kind == Kind::Unknown && text.form(number.first).len() == 4;
        let is_joined = number.is_joined && first == number.first || self.joined(first);
        let has_preposition = self.has_preposition(first, lead);
        Some(Amount {
            first,
            last,
            span: self.span(first, last, lead),
            range: range(number, qualifier),
            unit,
            kind,
            role: None,
            is_joined,
            has_preposition,
            is_counted: unit.is_some() && !(kind == Kind::Unknown && (number.is_hyphenated || is_year))
                || number.is_percent
                || number.shape == Shape::Fraction && qualifier.is_some(),
            is_attackers: kind == Kind::Attacker,
            is_cumulative: false,
            is_superseded: false,
            part_of: None,
            rule: "counted",
        })
    }

    /// From the first letter after the clitics of one token to the end of another.
    pub(super) fn span(&self, first: usize, last: usize, lead: u8) -> Span {
        let mut hit = Hit::found(marsad_lexicon::ClassId(0), first, last, 0);
        hit.lead = lead;
        self.text.hit_span(&hit)
    }

    /// Whether «و» joins a token to what stands before it.
    pub(super) fn joined(&self, token: usize) -> bool {
        let alone = token > 0 && self.tolls.units.is_conjunction(self.text, token - 1);
        alone || self.text.hits.at(token).iter().any(|hit| hit.proclitics.has_conjunction() && hit.lead > 0)
    }

    fn has_preposition(&self, token: usize, lead: u8) -> bool {
        lead > 0 && self.text.hits.at(token).iter().any(|hit| hit.lead == lead && hit.proclitics.has_preposition())
    }

    /// What a number counts, where it stands after it: first token, last token, kind.
    pub(super) fn unit_after(&self, token: usize, end: usize) -> Option<(usize, usize, Kind)> {
        let (text, units) = (self.text, &self.tolls.units);
        if token >= end || text.tokens[token].kind != TokenKind::Word {
            return None;
        }
        if units.is_of(text, token) {
            // «19 من قوات الأمن»
            let noun = token + 1;
            if noun >= end || units.is_stop(text, noun) || self.times[noun] || units.may_be_joined(text, noun) {
                return None;
            }
            let second =
                noun + 1 < end && text.tokens[noun + 1].kind == TokenKind::Word && units.has_article(text, noun + 1);
            let kind = units.noun(text, self.lexicon, noun).map_or(Kind::Unknown, |noun| noun.kind);
            // «19 من قوات الأمن» are people, whatever they belong to.
            let kind = if kind == Kind::Thing { Kind::Unknown } else { kind };
            return Some((noun, noun + usize::from(second), kind));
        }
        if units.is_others(text, token) {
            return Some((token, token, Kind::Others));
        }
        if units.is_stop(text, token) || self.times[token] || units.may_be_joined(text, token) {
            return None;
        }
        if units.is_time(text, token) || units.is_ordinal(text, token) {
            return None;
        }
        let noun = units.noun(text, self.lexicon, token).filter(|noun| noun.hit.lead == 0);
        if noun.is_none() && (self.is_verb(token) || self.tolls.cues.is_cue(text, token)) {
            return None;
        }
        let mut last = token;
        while last + 1 < end && last < token + 2 && (units.is_nisba(text, last + 1) || units.is_others(text, last + 1))
        {
            last += 1;
        }
        Some((token, last, noun.map_or(Kind::Unknown, |noun| noun.kind)))
    }

    /// Whether a word belongs to the counted noun before it.
    pub(super) fn describes(&self, noun: usize, token: usize) -> bool {
        let (text, units) = (self.text, &self.tolls.units);
        if self.times[token] || self.is_verb(token) || self.tolls.cues.is_cue(text, token) {
            return false;
        }
        units.is_nisba(text, token) || units.is_others(text, token) || units.agrees(text, noun, token)
    }

    /// A qualifier that ends right before a token.
    pub(super) fn qualifier_before(&self, token: usize, start: usize) -> Option<(Hit, Qualifier)> {
        let class = self.tolls.cues.qualifier_before?;
        // «نحو "ثلث"»
        let is_quoted = token > start
            && self.text.tokens[token - 1].kind == TokenKind::Mark
            && super::befallen::is_quote(self.text.form(token - 1));
        let token = token - usize::from(is_quoted);
        (1..=4).rev().filter_map(|back| token.checked_sub(back).filter(|at| *at >= start)).find_map(|at| {
            let hits = self.text.hits.at(at).iter();
            let mut fits = hits.filter(|hit| hit.class == class && hit.last as usize + 1 == token && hit.tail == 0);
            let hit = fits.next()?;
            Some((*hit, Qualifier::from_name(self.lexicon.row(hit.entry?).get("value"))?))
        })
    }

    /// A qualifier that follows, with at most two words between: «26 شخصا آخرين على الأقل».
    pub(super) fn qualifier_after(&self, token: usize, end: usize) -> Option<(usize, Qualifier)> {
        let class = self.tolls.cues.qualifier_after?;
        for at in token..end.min(token + 3) {
            let after = self.text.hits.class_at(at, class);
            // «46 قتيلا وأكثر من 140 جريحا»: the word belongs to the next number.
            if after.is_some_and(|hit| self.text.hits.at(at).iter().any(|other| other.last > hit.last)) {
                return None;
            }
            if let Some(hit) = after {
                let told = Qualifier::from_name(self.lexicon.row(hit.entry?).get("value"))?;
                return Some((hit.last as usize, told));
            }
            if self.text.tokens[at].kind != TokenKind::Word || self.is_verb(at) || self.tolls.cues.is_cue(self.text, at)
            {
                return None;
            }
        }
        None
    }

    /// A finite verb and nothing else.
    pub(super) fn is_verb(&self, token: usize) -> bool {
        let mut is_verb = false;
        for hit in self.text.hits.at(token).iter().filter(|hit| hit.first == hit.last) {
            let Some(entry) = hit.entry else { continue };
            match self.lexicon.vocabulary().entry(entry).features.tense {
                marsad_lexicon::Tense::Perfect | marsad_lexicon::Tense::Imperfect => is_verb = true,
                _ if hit.tail == 0 && hit.lead == 0 => return false,
                _ => {}
            }
        }
        is_verb
    }
}

/// The bounds of a number under a qualifier.
fn range(number: &Number, qualifier: Option<Qualifier>) -> Range {
    let vague = |qualifier| Range { low: Some(number.low), high: number.high, qualifier };
    match (number.shape, qualifier) {
        (Shape::Fraction, _) => vague(Qualifier::Fraction),
        (Shape::Vague, _) => vague(Qualifier::Vague),
        (Shape::Range, _) => vague(Qualifier::Range),
        (Shape::MoreThan, None) => Range::qualified(number.low, Qualifier::MoreThan),
        (_, Some(qualifier)) => Range::qualified(number.low, qualifier),
        (_, None) => Range::exact(number.low),
    }
}
