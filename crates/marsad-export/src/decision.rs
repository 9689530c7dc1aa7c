//! One decision as `marsad.decision/1`, out and in: what one desk kept, another can take over.

use marsad_record::decision::{Act, Decision};
use serde_json::{Value, json};

/// One decision as `marsad.decision/1`, with what has become of it.
pub fn decision(decision: &Decision, standing: &str, lapsed: &[String]) -> Value {
    json!({
        "schema": "marsad.decision/1",
        "id": decision.id,
        "who": decision.who,
        "when": decision.when,
        "why": decision.why,
        "act": decision.act.name(),
        "subjects": decision.subjects,
        "fact": decision.fact,
        "before": decision.before,
        "after": decision.after,
        "item": decision.item,
        "standing": standing,
        "lapsed": lapsed,
    })
}

/// The decision that a line of `marsad.decision/1` holds.
///
/// # Errors
/// What is wrong with the line, one sentence in English.
pub fn decision_of_line(line: &str) -> Result<Decision, String> {
    let object: Value = serde_json::from_str(line).map_err(|cause| format!("it is no JSON: {cause}"))?;
    let told = |field: &str| object.get(field).and_then(Value::as_str).map(str::to_owned);
    let needed = |field: &str| told(field).ok_or_else(|| format!("`{field}` is missing"));
    let act = needed("act")?;
    let subjects = object.get("subjects").and_then(Value::as_array).ok_or("`subjects` is missing")?;
    Ok(Decision {
        id: needed("id")?,
        who: needed("who")?,
        when: needed("when")?,
        why: needed("why")?,
        act: Act::from_name(&act).ok_or_else(|| format!("`{act}` is no act"))?,
        subjects: subjects.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        fact: told("fact"),
        before: told("before"),
        after: told("after"),
        item: told("item"),
    })
}

#[cfg(test)]
mod tests {
    use super::{decision, decision_of_line};
    use marsad_record::decision::{Act, Decision};

    #[test]
    fn a_decision_comes_back_as_it_went() {
        let kept = Decision {
            id: "d1".to_owned(),
            who: "reader".to_owned(),
            when: "2022-01-01".to_owned(),
            why: "the page says so".to_owned(),
            act: Act::Correct,
            subjects: vec!["a@3-9".to_owned()],
            fact: Some("killed".to_owned()),
            before: Some("26".to_owned()),
            after: Some("29".to_owned()),
            item: Some("contradiction:a:killed".to_owned()),
        };
        assert_eq!(decision_of_line(&decision(&kept, "holds", &[]).to_string()), Ok(kept));
        assert!(decision_of_line("{}").is_err());
    }
}
