//! What to look at first as `marsad.review/1`, and how far two people agree as `marsad.agreement/1`.

use marsad_record::review::{Agreement, Judgement, ReviewItem, ReviewSide};
use serde_json::{Value, json};

/// One item of the queue as `marsad.review/1`.
pub fn review(item: &ReviewItem) -> Value {
    json!({
        "schema": "marsad.review/1",
        "key": item.key,
        "kind": item.kind.name(),
        "weight": rounded(item.weight),
        "stake": rounded(item.stake),
        "doubt": rounded(item.doubt),
        "incidents": item.incidents,
        "fact": item.fact,
        "proposed": item.proposed,
        "sides": item.sides.iter().map(side).collect::<Vec<_>>(),
        "judged": item.judgements.iter().map(judgement).collect::<Vec<_>>(),
    })
}

/// Agreement of two people as `marsad.agreement/1`; `people` is empty for all pairs together.
pub fn agreement(agreement: &Agreement) -> Value {
    let people: Vec<&String> = agreement.people.iter().filter(|name| !name.is_empty()).collect();
    let percent = (agreement.items > 0).then(|| rounded(100.0 * agreement.agreed as f64 / agreement.items as f64));
    json!({
        "schema": "marsad.agreement/1",
        "people": people,
        "items": agreement.items,
        "agreed": agreement.agreed,
        "percent": percent,
        "kappa": agreement.kappa.map(rounded),
    })
}

fn side(side: &ReviewSide) -> Value {
    let citation = &side.citation;
    json!({
        "value": side.value,
        "subject": side.subject,
        "document": citation.claim.document,
        "claim": citation.claim.claim,
        "outlet": Some(&citation.outlet).filter(|outlet| !outlet.is_empty()),
        "published": citation.published,
        "chain": citation.chain,
        "quote": citation.quote,
    })
}

fn judgement(judgement: &Judgement) -> Value {
    json!({
        "who": judgement.who,
        "verdict": judgement.verdict,
        "decision": judgement.decision,
        "when": judgement.when,
    })
}

fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::agreement;

    #[test]
    fn nothing_judged_by_two_has_no_percentage() {
        let none = marsad_record::review::agreement([String::new(), String::new()], &[]);
        let written = agreement(&none);
        assert_eq!((&written["items"], &written["percent"], &written["kappa"]), (&0.into(), &().into(), &().into()));
        assert_eq!(written["people"], serde_json::json!([]));
    }
}
