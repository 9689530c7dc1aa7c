//! The readings that are a span and a value: chrome, mentions, times, quantities, tokens, notes.

use marsad_record::{Chrome, Interval, Mention, Note, Quantity, TimeExpression, TimeValue, Token};
use serde::Serialize;

use crate::amount::Amount;
use crate::page::Page;

#[derive(Serialize)]
pub(crate) struct ChromeJson<'t> {
    start: usize,
    end: usize,
    kind: &'static str,
    text: &'t str,
}

impl<'t> ChromeJson<'t> {
    pub(crate) fn of(chrome: &Chrome, page: &Page<'t>) -> Self {
        let (start, end) = page.range(chrome.span);
        Self { start, end, kind: chrome.kind.name(), text: page.text(chrome.span) }
    }
}

#[derive(Serialize)]
pub(crate) struct MentionJson<'t> {
    start: usize,
    end: usize,
    text: &'t str,
    kind: &'static str,
    entity: Option<&'t str>,
    form: &'static str,
}

impl<'t> MentionJson<'t> {
    pub(crate) fn of(mention: &'t Mention, page: &Page<'t>) -> Self {
        let (start, end) = page.range(mention.span);
        Self {
            start,
            end,
            text: page.text(mention.span),
            kind: mention.kind.name(),
            entity: mention.entity.as_deref(),
            form: mention.form.name(),
        }
    }
}

/// A time value with the days it covers, as `when` and `said_at` have it.
#[derive(Debug, Serialize)]
pub(crate) struct WhenJson<'t> {
    value: &'t str,
    from: Option<String>,
    to: Option<String>,
}

impl<'t> WhenJson<'t> {
    pub(crate) fn of(value: &'t TimeValue) -> Self {
        let (from, to) = ends(value.interval);
        Self { value: &value.value, from, to }
    }
}

/// First and last day as ISO dates.
pub(crate) fn ends(interval: Option<Interval>) -> (Option<String>, Option<String>) {
    let Some(interval) = interval else { return (None, None) };
    (interval.from.map(|day| day.to_string()), interval.to.map(|day| day.to_string()))
}

#[derive(Serialize)]
pub(crate) struct TimeJson<'t> {
    start: usize,
    end: usize,
    text: &'t str,
    r#type: &'static str,
    value: &'t str,
    from: Option<String>,
    to: Option<String>,
    alternatives: Vec<&'t str>,
    rule: &'t str,
}

impl<'t> TimeJson<'t> {
    pub(crate) fn of(time: &'t TimeExpression, page: &Page<'t>) -> Self {
        let ((start, end), (from, to)) = (page.range(time.span), ends(time.value.interval));
        Self {
            start,
            end,
            text: page.text(time.span),
            r#type: time.kind.name(),
            value: &time.value.value,
            from,
            to,
            alternatives: time.alternatives.iter().take(2).map(|other| other.value.as_str()).collect(),
            rule: &time.rule,
        }
    }
}

#[derive(Serialize)]
pub(crate) struct QuantityJson<'t> {
    start: usize,
    end: usize,
    text: &'t str,
    low: Option<Amount>,
    high: Option<Amount>,
    qualifier: &'static str,
    unit: Option<&'t str>,
    role: &'static str,
    cumulative: bool,
    attackers: bool,
    part_of: Option<usize>,
    superseded: bool,
    rule: &'t str,
}

impl<'t> QuantityJson<'t> {
    pub(crate) fn of(quantity: &'t Quantity, page: &Page<'t>) -> Self {
        let (start, end) = page.range(quantity.span);
        Self {
            start,
            end,
            text: page.text(quantity.span),
            low: quantity.range.low.map(Amount),
            high: quantity.range.high.map(Amount),
            qualifier: quantity.range.qualifier.name(),
            unit: quantity.unit.as_deref(),
            role: quantity.role.name(),
            cumulative: quantity.is_cumulative,
            attackers: quantity.is_attackers,
            part_of: quantity.part_of,
            superseded: quantity.is_superseded,
            rule: &quantity.rule,
        }
    }
}

#[derive(Serialize)]
pub(crate) struct TokenJson<'t> {
    start: usize,
    end: usize,
    segments: &'t [String],
}

impl<'t> TokenJson<'t> {
    pub(crate) fn of(token: &'t Token, page: &Page<'t>) -> Self {
        let (start, end) = page.range(token.span);
        Self { start, end, segments: &token.segments }
    }
}

#[derive(Serialize)]
pub(crate) struct NoteJson<'t> {
    kind: &'t str,
    start: Option<usize>,
    end: Option<usize>,
    text: &'t str,
}

impl<'t> NoteJson<'t> {
    pub(crate) fn of(note: &'t Note, page: &Page<'t>) -> Self {
        let (start, end) = page.optional_range(note.span);
        Self { kind: &note.kind, start, end, text: &note.text }
    }
}
