//! A dossier as `marsad.answer/1`.

use marsad_record::answer::{Answer, Evidence, Moment, Outlook, Part, ReadAs, Silence};
use serde_json::{Value, json};

/// A dossier as `marsad.answer/1`.
pub fn answer(answer: &Answer) -> Value {
    json!({
        "schema": "marsad.answer/1",
        "question": answer.question,
        "read_as": read_as(&answer.read_as),
        "for": answer.supporting.iter().map(evidence).collect::<Vec<_>>(),
        "against": answer.against.iter().map(evidence).collect::<Vec<_>>(),
        "silent": answer.silent.iter().map(silence).collect::<Vec<_>>(),
        "forecasts": answer.forecasts.iter().map(outlook).collect::<Vec<_>>(),
        "timeline": answer.timeline.iter().map(moment).collect::<Vec<_>>(),
    })
}

fn read_as(read: &ReadAs) -> Value {
    let parties = read.parties.iter().map(|party| {
        json!({
            "id": party.id,
            "name_en": party.name_en,
            "name_ar": party.name_ar,
            "part": match party.part {
                Part::Asked => "asked",
                Part::Context => "context",
                Part::Where => "where",
            },
        })
    });
    let about = read
        .about
        .iter()
        .map(|topic| json!({ "id": topic.id, "axis": topic.axis, "name_en": topic.name_en, "name_ar": topic.name_ar }));
    json!({
        "language": read.language,
        "asks": read.asks.name(),
        "actors": parties.collect::<Vec<_>>(),
        "about": about.collect::<Vec<_>>(),
        "yes_means": if read.is_positive { "more" } else { "less" },
        "from": read.from,
        "to": read.to,
    })
}

fn evidence(evidence: &Evidence) -> Value {
    json!({
        "document": evidence.document,
        "claim": evidence.claim,
        "quote": evidence.quote,
        "outlet": evidence.outlet,
        "published": evidence.published,
        "chain": evidence.chain,
        "when": evidence.when,
        "origins": evidence.origins,
        "because": evidence.because,
        "weight": (evidence.weight * 1000.0).round() / 1000.0,
    })
}

fn silence(silence: &Silence) -> Value {
    json!({ "kind": silence.kind, "of": if silence.of.is_empty() { None } else { Some(&silence.of) } })
}

fn outlook(outlook: &Outlook) -> Value {
    json!({
        "document": outlook.document,
        "claim": outlook.claim,
        "quote": outlook.quote,
        "outlet": outlook.outlet,
        "chain": outlook.chain,
        "published": outlook.published,
        "from": outlook.from,
        "to": outlook.to,
        "condition": outlook.condition,
        "state": outlook.state,
    })
}

fn moment(moment: &Moment) -> Value {
    json!({
        "from": moment.when.from.map(|day| day.to_string()),
        "to": moment.when.to.map(|day| day.to_string()),
        "type": moment.kind,
        "incident": moment.incident,
        "document": moment.document,
        "claim": moment.claim,
        "quote": moment.quote,
        "origins": moment.origins,
        "disputed": moment.disputed,
    })
}
