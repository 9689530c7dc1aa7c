//! A comparison with a coded sample as `marsad.evaluation/1`.

use marsad_record::evaluation::{Bounded, Evaluation, Miss, Share, Tenth};
use serde_json::{Map, Value, json};

/// A comparison with a coded sample as `marsad.evaluation/1`; `link` gives the address of a document, where it has one.
pub fn evaluation(evaluation: &Evaluation, link: impl Fn(&str) -> Option<String>) -> Value {
    let fields = evaluation.fields.iter().map(|(name, right)| (name.clone(), share(right)));
    json!({
        "schema": "marsad.evaluation/1",
        "threshold": evaluation.threshold,
        "documents": evaluation.documents,
        "unread": evaluation.unread.iter().map(|(document, line)| json!({"document": document, "line": line})).collect::<Vec<_>>(),
        "found": share(&evaluation.found),
        "precise": evaluation.precise.as_ref().map(share),
        "f1": evaluation.f1.as_ref().map(bounded),
        "silent": share(&evaluation.silent),
        "fields": fields.collect::<Map<String, Value>>(),
        "reliability": evaluation.reliability.iter().map(tenth).collect::<Vec<_>>(),
        "misses": evaluation.misses.iter().map(|one| miss(one, &link)).collect::<Vec<_>>(),
    })
}

fn share(share: &Share) -> Value {
    json!({
        "right": share.right,
        "total": share.total,
        "value": share.value().map(thousandths),
        "low": thousandths(share.low),
        "high": thousandths(share.high),
    })
}

fn bounded(figure: &Bounded) -> Value {
    json!({"value": thousandths(figure.value), "low": thousandths(figure.low), "high": thousandths(figure.high)})
}

fn tenth(tenth: &Tenth) -> Value {
    json!({"from": tenth.from, "confidence": thousandths(tenth.mean), "right": share(&tenth.right)})
}

fn miss(miss: &Miss, link: &impl Fn(&str) -> Option<String>) -> Value {
    json!({
        "kind": miss.kind,
        "line": miss.line,
        "document": miss.document,
        "start": miss.span.map(|(start, _)| start),
        "end": miss.span.map(|(_, end)| end),
        "text": miss.words,
        "coded": miss.coded,
        "read": miss.read,
        "link": miss.document.as_deref().and_then(link),
    })
}

fn thousandths(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
