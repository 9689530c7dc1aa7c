//! What was foretold: claims about the future that somebody can check.
//!
//! A claim that predicts or fears is a forecast; so is what a rule of `rules/forecast` finds in any claim. Threats,
//! promises, wishes, plans and questions are not.

mod window;

use marsad_lexicon::{ClassId, Lexicon};
use marsad_record::{Claim, Document, Forecast, Span, Stance, TimeExpression};
use marsad_text::{Hits, RuleSet, Text};

/// The rules of forecasts.
pub struct Forecasts {
    rules: RuleSet,
    /// Whether each rule's content is the whole clause, not what follows the match.
    is_clause: Vec<bool>,
    condition: Option<ClassId>,
    question: Option<ClassId>,
}

impl Forecasts {
    /// Compiles `rules/forecast`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let rules = RuleSet::new(lexicon, "forecast").nearest();
        let is_clause =
            rules.rules().iter().map(|rule| rule.gives.iter().any(|line| line == "content clause")).collect();
        let class = |name: &str| lexicon.vocabulary().class(name);
        Self { rules, is_clause, condition: class("condition-word"), question: class("question") }
    }

    /// Every forecast among the claims.
    pub fn read(
        &self,
        document: &Document,
        text: &Text,
        _lexicon: &Lexicon,
        times: &[TimeExpression],
        claims: &[Claim],
    ) -> Vec<Forecast> {
        let none = Hits::new(Vec::new(), text.tokens.len());
        let published = document.published.date();
        let mut forecasts: Vec<Forecast> = Vec::new();
        for claim in claims {
            let tokens = text.token_at(claim.span.start)..text.token_at(claim.span.end.saturating_sub(1)) + 1;
            let Some(span) = self.foretold(text, claim, tokens, &none) else { continue };
            let (from, to) = window::of(span, text, times, published);
            let condition = self.condition(text, claim.span);
            forecasts.push(Forecast { claim: claim.id.clone(), span, from, to, condition });
        }
        forecasts
    }

    /// What a claim foretells, if it does.
    fn foretold(&self, text: &Text, claim: &Claim, tokens: std::ops::Range<usize>, none: &Hits) -> Option<Span> {
        if tokens.is_empty() || tokens.end > text.tokens.len() || self.asks(text, tokens.start) {
            return None;
        }
        if matches!(
            claim.stance,
            Stance::Threatens | Stance::Promises | Stance::Requests | Stance::ClaimsResponsibility | Stance::NoClaim
        ) {
            return None;
        }
        for found in self.rules.matches(text, &[none], tokens.clone()) {
            if self.is_clause[found.rule] {
                return Some(claim.span);
            }
            let end = clause_end(text, found.last + 1, tokens.end);
            if found.last + 2 < end {
                return Some(text.span(found.last + 1, end - 1));
            }
        }
        matches!(claim.stance, Stance::Predicts | Stance::Fears).then_some(claim.span)
    }

    /// A question foretells nothing.
    fn asks(&self, text: &Text, first: usize) -> bool {
        let sentence = text.sentence_of(first);
        let mark = text.original(sentence.end - 1);
        let word = self.question.is_some_and(|question| {
            text.hits.at(sentence.first).iter().any(|hit| hit.class == question && hit.lead == 0 && hit.tail == 0)
        });
        word && matches!(mark, "\u{061F}" | "?") || sentence.is_title && matches!(mark, "\u{061F}" | "?")
    }

    /// The condition in the claim's own words.
    fn condition(&self, text: &Text, span: Span) -> Option<String> {
        let class = self.condition?;
        let (first, end) = (text.token_at(span.start), text.token_at(span.end.saturating_sub(1)) + 1);
        let at =
            (first..end).find(|token| text.hits.at(*token).iter().any(|hit| hit.class == class && hit.tail == 0))?;
        let last = clause_end(text, at + 1, end).max(at + 1);
        Some(text.span(at, last - 1).of(text.original).to_owned())
    }
}

/// The token after a clause: before a comma, a semicolon or the end.
fn clause_end(text: &Text, from: usize, end: usize) -> usize {
    (from..end)
        .find(|token| matches!(text.original(*token), "\u{060C}" | "," | "\u{061B}" | ";" | ":" | "."))
        .unwrap_or(end)
}
