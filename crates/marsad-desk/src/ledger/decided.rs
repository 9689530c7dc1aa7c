//! Fates as people decided them: found again by the words that are foretold, and kept by them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use marsad_reconcile::standing;
use marsad_record::decision::{Act, Decision};
use marsad_record::forecast::{Fate, ForecastState};
use marsad_record::span::Span;
use marsad_store::{ForecastHead, ForecastQuery};

use crate::desk::Desk;
use crate::error::Error;
use crate::ledger::{ForecastFilter, subject};

/// The fates that hold on a day, by document.
pub(crate) struct Fates {
    by_document: BTreeMap<String, Vec<(Span, Fate)>>,
}

impl Fates {
    /// Of all decisions, or of those taken by the end of a day.
    pub(crate) fn of(decisions: &[Decision], until: Option<Date>) -> Self {
        let is_taken = |decision: &&Decision| {
            until.is_none_or(|until| decision.when.get(..10).is_some_and(|when| *when <= *until.to_string()))
        };
        let taken: Vec<Decision> = decisions.iter().filter(is_taken).cloned().collect();
        let mut by_document: BTreeMap<String, Vec<(Span, Fate)>> = BTreeMap::new();
        for decision in standing(&taken).filter(|decision| decision.act == Act::Fate) {
            let Some(state) = decision.after.as_deref().and_then(ForecastState::from_name) else { continue };
            for (document, span) in decision.subjects.iter().filter_map(|subject| place(subject)) {
                by_document.entry(document).or_default().push((
                    span,
                    Fate {
                        state,
                        decision: decision.id.clone(),
                        who: decision.who.clone(),
                        when: decision.when.clone(),
                        why: decision.why.clone(),
                    },
                ));
            }
        }
        Self { by_document }
    }

    /// Documents of which a forecast was decided.
    pub(crate) fn documents(&self) -> impl Iterator<Item = &String> {
        self.by_document.keys()
    }

    /// The latest fate decided for these words of a document.
    pub(crate) fn of_forecast(&self, document: &str, span: Span) -> Option<Fate> {
        let told = self.by_document.get(document)?;
        told.iter().rev().find(|(decided, _)| is_same(*decided, span)).map(|(_, fate)| fate.clone())
    }
}

impl Desk {
    /// A decision of a fate, in the words that are kept: the forecast's place in its text, and where it stood before.
    pub(crate) fn grounded_fate(&self, mut asked: Decision) -> Result<Decision, Error> {
        let told = asked.after.clone().ok_or_else(|| Error::unfit("after", "a fate is one of three"))?;
        let fate = ForecastState::from_name(&told.replace('-', "_")).filter(|state| state.is_decided());
        let fate =
            fate.ok_or_else(|| Error::unfit("after", format!("`{told}` is none of came_true, did_not, cannot_tell")))?;
        let filter = ForecastFilter { now: asked.when.clone(), ..ForecastFilter::default() };
        let mut subjects = Vec::new();
        for named in std::mem::take(&mut asked.subjects) {
            let standing = self.standing_forecasts(&filter, document_of(&named))?;
            let found = standing.iter().find(|standing| is_named(&named, &standing.head));
            let found = found.ok_or_else(|| Error::unfit("subject", format!("`{named}` foretells nothing here")))?;
            subjects.push(subject(&found.head));
            asked.before.get_or_insert_with(|| found.state.name().to_owned());
        }
        asked.subjects = subjects;
        asked.fact = Some("fate".to_owned());
        asked.after = Some(fate.name().to_owned());
        Ok(asked)
    }

    /// Those subjects of a fate of which no forecast is told any more.
    pub(crate) fn lapsed_forecasts(&self, subjects: &[String]) -> Result<Vec<String>, Error> {
        let mut lapsed = Vec::new();
        for named in subjects {
            let document = document_of(named);
            let heads = self.store.forecast_heads(&ForecastQuery { document, ..ForecastQuery::default() })?;
            if !heads.iter().any(|head| is_named(named, head)) {
                lapsed.push(named.clone());
            }
        }
        Ok(lapsed)
    }
}

/// The document that a subject names a forecast of.
fn document_of(subject: &str) -> Option<String> {
    let within = place(subject).map(|(document, _)| document);
    within.or_else(|| subject.rsplit_once('/').map(|(document, _)| document.to_owned()))
}

/// Document and words of `document@start-end`.
fn place(subject: &str) -> Option<(String, Span)> {
    let (document, span) = subject.rsplit_once('@')?;
    let (start, end) = span.split_once('-')?;
    let (start, end) = (start.parse().ok()?, end.parse().ok()?);
    (start < end).then(|| (document.to_owned(), Span { start, end }))
}

/// Whether a subject names a forecast: by its place, or by its claim (`document/c3`).
fn is_named(subject: &str, head: &ForecastHead) -> bool {
    match place(subject) {
        Some((document, span)) => document == head.document && is_same(span, head.forecast.span),
        None => subject.rsplit_once('/') == Some((head.document.as_str(), head.forecast.claim.as_str())),
    }
}

/// Whether two readings of a text mean the same words: they share most of the longer one.
fn is_same(one: Span, other: Span) -> bool {
    let shared = one.end.min(other.end).saturating_sub(one.start.max(other.start));
    2 * shared >= (one.end - one.start).max(other.end - other.start)
}

#[cfg(test)]
mod tests {
    use super::{is_same, place};
    use marsad_record::span::Span;

    #[test]
    fn a_place_that_cannot_be_is_none() {
        for odd in ["a", "a@", "a@3", "a@9-3", "a@x-y"] {
            assert!(place(odd).is_none(), "{odd}");
        }
        assert_eq!(place("a@b@3-9"), Some(("a@b".to_owned(), Span { start: 3, end: 9 })));
    }

    #[test]
    fn a_newer_reading_of_nearly_the_same_words_keeps_its_fate() {
        let was = Span { start: 100, end: 200 };
        assert!(is_same(was, Span { start: 110, end: 210 }));
        assert!(!is_same(was, Span { start: 100, end: 120 }));
        assert!(!is_same(was, Span { start: 300, end: 400 }));
    }
}
