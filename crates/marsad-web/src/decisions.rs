//! Decisions over HTTP: a person's act, kept with who is signed in and today's day, and the log of all of them.

use marsad_desk::Desk;
use marsad_record::decision::{Act, Decision};
use serde::Deserialize;
use serde_json::Value;

use crate::answers::{page, problem};
use crate::clock::today;
use crate::problem::Problem;
use crate::question::{Part, Words};

/// What is sent to decide.
#[derive(Debug, Deserialize)]
struct Sent {
    act: String,
    subjects: Vec<String>,
    why: String,
    #[serde(default)]
    fact: Option<String>,
    #[serde(default)]
    before: Option<String>,
    #[serde(default)]
    after: Option<String>,
    #[serde(default)]
    item: Option<String>,
}

/// The decision that a request's body holds.
pub(crate) fn decision_of(who: &str, body: &[u8]) -> Result<Decision, Problem> {
    let sent: Sent = serde_json::from_slice(body).map_err(|cause| Problem::unreadable(cause.to_string()))?;
    let act = Act::from_name(&sent.act).ok_or_else(|| Problem::unreadable(format!("`{}` is no act", sent.act)))?;
    let why = sent.why.trim().to_owned();
    if why.is_empty() {
        return Err(Problem::unreadable("why: a decision has a reason".to_owned()));
    }
    Ok(Decision {
        id: String::new(),
        who: who.to_owned(),
        when: today(),
        why,
        act,
        subjects: sent.subjects,
        fact: sent.fact,
        before: sent.before,
        after: sent.after,
        item: sent.item,
    })
}

/// Keeps a decision and says what is kept.
pub(crate) fn keep(desk: &Desk, decision: Decision) -> Result<String, Problem> {
    let kept = desk.decide(decision).map_err(problem)?;
    Ok(marsad_export::decision(&kept, "holds", &[]).to_string())
}

/// What people decided, latest first.
pub(crate) fn log(desk: &Desk, _words: Words, part: Part) -> Result<String, Problem> {
    let rows = desk.decisions().map_err(problem)?;
    let before = match part.cursor.as_deref().map(str::parse::<usize>) {
        None => rows.len(),
        Some(Ok(place)) => place.min(rows.len()),
        Some(Err(_)) => return Err(Problem::unreadable("cursor: it is not one that a page gave".to_owned())),
    };
    let from = before.saturating_sub(part.limit);
    let items: Vec<Value> = rows[from..before]
        .iter()
        .rev()
        .map(|row| marsad_export::decision(&row.decision, row.standing.name(), &row.lapsed))
        .collect();
    Ok(page(items, (from > 0).then(|| from.to_string())))
}

/// A name whose letters beyond ASCII were sent as `%XX`, as headers need it; any other name as it is.
pub(crate) fn plain(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|pair| std::str::from_utf8(pair).ok());
        match code.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{decision_of, plain};

    #[test]
    fn a_name_of_any_script_comes_through_a_header() {
        assert_eq!(plain("%D9%87%D8%AF%D9%89"), "هدى");
        for name in ["huda", "50%", "a%zz", "%FF"] {
            assert_eq!(plain(name), name);
        }
    }

    #[test]
    fn a_decision_without_an_act_a_subject_or_a_reason_is_refused() {
        for odd in [
            r#"{}"#,
            r#"{"act": "guess", "subjects": ["a/c1"], "why": "so"}"#,
            r#"{"act": "fate", "subjects": ["a/c1"], "why": "  "}"#,
            r#"{"act": "fate", "why": "so"}"#,
            "[",
        ] {
            assert!(decision_of("huda", odd.as_bytes()).is_err(), "{odd}");
        }
        let body = br#"{"act": "fate", "subjects": ["a/c1"], "why": " so ", "after": "did_not"}"#;
        let decision = decision_of("huda", body).expect("whole");
        assert_eq!((decision.who.as_str(), decision.why.as_str()), ("huda", "so"));
    }
}
