//! The JSON contract, checked from outside: what a stranger's program may rely on.

use marsad_export::{Citations, Tokens, document, incident};
use marsad_record::incident::{Citation, Facts, Incident, TollFact};
use marsad_record::reported::{ClaimRef, Reported};
use marsad_record::*;
use serde_json::{Value, json};

const TEXT: &str = "\u{feff}أعلن 😀 الناطق مقتل 13 جنديا";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).expect("the words stand in the text");
    Span::new(start, start + words.len())
}

fn pipeline() -> Pipeline {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Pipeline {
        version: "0.1.0".to_owned(),
        lexicon: "built-in".to_owned(),
        rules: names(&["time", "toll"]),
        models: names(&["event-confidence"]),
    }
}

fn extraction() -> Extraction {
    let document = Document {
        id: "a".to_owned(),
        source: "a.txt".to_owned(),
        url: None,
        title: None,
        title_span: None,
        byline: None,
        outlet: None,
        language: "ar".to_owned(),
        published: Published::unknown(),
        text: TEXT.to_owned(),
        chrome: vec![],
        digest: "0".to_owned(),
    };
    let quantity = Quantity {
        span: span("13 جنديا"),
        range: Range::qualified(13.0, Qualifier::AtLeast),
        unit: None,
        role: QuantityRole::Killed,
        is_cumulative: false,
        is_attackers: false,
        part_of: None,
        is_superseded: false,
        rule: "toll/digits".to_owned(),
    };
    let outlet = Link {
        voice: "unknown outlet".to_owned(),
        entity: None,
        how: How::Publishes,
        anonymous: false,
        span: None,
        cue: Some(span("أعلن")),
    };
    let claim = Claim {
        id: "c1".to_owned(),
        span: span("مقتل 13 جنديا"),
        attribution: vec![outlet],
        stance: Stance::Asserts,
        certainty: Certainty::Certain,
        said_at: None,
        about: vec![],
        events: vec![],
        rules: vec![],
    };
    Extraction {
        document,
        mentions: vec![],
        times: vec![],
        quantities: vec![quantity],
        tokens: vec![],
        claims: vec![claim],
        events: vec![],
        relations: vec![],
        forecasts: vec![],
        entities: vec![],
        notes: vec![Note::new("empty-page", None, "nothing to read")],
    }
}

fn written() -> Value {
    serde_json::from_str(&document(&extraction(), Some(&pipeline()), Tokens::LeftOut)).expect("the record is JSON")
}

#[test]
fn a_spans_text_is_what_stands_between_its_code_points() {
    let letters: Vec<char> = TEXT.chars().collect();
    let record = written();
    for cited in [&record["quantities"][0], &record["claims"][0], &record["claims"][0]["attribution"][0]["cue"]] {
        let at = |key: &str| cited[key].as_u64().unwrap() as usize;
        assert_eq!(cited["text"], json!(letters[at("start")..at("end")].iter().collect::<String>()));
    }
}

#[test]
fn an_open_bound_is_null_and_a_whole_amount_has_no_point() {
    let line = document(&extraction(), Some(&pipeline()), Tokens::LeftOut);
    assert!(line.contains(r#""low":13,"high":null,"qualifier":"at_least""#), "{line}");
}

#[test]
fn unknown_is_null_and_nothing_is_left_out() {
    let record = written();
    assert_eq!(record["document"]["published"], json!({"value": null, "basis": "unknown"}));
    for list in ["chrome", "mentions", "times", "events", "relations", "forecasts"] {
        assert_eq!(record[list], json!([]), "{list}");
    }
    assert_eq!(record["entities"], json!({}));
    assert!(record.get("tokens").is_none());
}

#[test]
fn tokens_come_when_asked_for() {
    let record: Value = serde_json::from_str(&document(&extraction(), Some(&pipeline()), Tokens::Written)).unwrap();
    assert_eq!(record["tokens"], json!([]));
}

#[test]
fn a_fact_that_nobody_tells_is_null_and_a_disputed_toll_shows_every_side() {
    let part = |amount| TollPart { range: Range::exact(amount), who: None, span: None };
    let claim = |document: &str| ClaimRef { document: document.to_owned(), claim: "c1".to_owned() };
    let mut killed = Reported::default();
    killed.tell(part(48.0), claim("a"));
    killed.tell(part(57.0), claim("b"));
    let told = Incident {
        id: "i".to_owned(),
        former: vec![],
        kind: EventType::Assault,
        modes: vec![],
        documents: vec!["a".to_owned(), "b".to_owned()],
        headline_of: vec![],
        claims: vec![claim("a"), claim("b")],
        outlets: 2,
        origins: 1,
        facts: Facts { killed: TollFact { reported: killed, spread: None }, ..Facts::default() },
        contradictions: vec![],
    };
    let citation = Citation {
        claim: claim("a"),
        outlet: "bbc".to_owned(),
        chain: vec!["BBC".to_owned()],
        quote: "مقتل 48".to_owned(),
        span: Span::new(0, 11),
        published: Some("2018-04-22".to_owned()),
    };
    let record = incident(&told, &Citations::from([(claim("a"), citation)]));
    assert_eq!(record["facts"]["date"], Value::Null);
    assert_eq!(record["facts"]["killed"]["disputed"], json!(true));
    assert_eq!(record["facts"]["killed"]["sides"][1]["value"]["low"], json!(57));
    assert_eq!(record["facts"]["killed"]["sides"][0]["claims"][0]["outlet"], json!("bbc"));
}

/// Every key of every object, at any depth.
fn keys(value: &Value, found: &mut std::collections::BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                found.insert(key.clone());
                keys(value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

#[test]
fn every_field_is_documented() {
    let page = include_str!("../../../docs/json.md");
    let mut found = std::collections::BTreeSet::new();
    keys(&written(), &mut found);
    let mut facts = Facts::default();
    let claim = ClaimRef { document: "a".to_owned(), claim: "c1".to_owned() };
    facts.killed.reported.tell(TollPart { range: Range::exact(1.0), who: None, span: None }, claim.clone());
    let told = Incident {
        id: "i".to_owned(),
        former: vec![],
        kind: EventType::Assault,
        modes: vec![],
        documents: vec![],
        headline_of: vec![],
        claims: vec![claim],
        outlets: 1,
        origins: 1,
        facts,
        contradictions: vec![],
    };
    keys(&incident(&told, &Citations::new()), &mut found);
    let missing: Vec<String> = found.into_iter().filter(|key| !page.contains(&format!("`{key}`"))).collect();
    assert!(missing.is_empty(), "docs/json.md does not name {missing:?}");
}

#[test]
fn the_record_names_the_rules_and_models_that_read_it() {
    let record: Value = serde_json::from_str(&document(&extraction(), Some(&pipeline()), Tokens::LeftOut)).unwrap();
    let read_by =
        json!({"version": "0.1.0", "lexicon": "built-in", "rules": ["time", "toll"], "models": ["event-confidence"]});
    assert_eq!(record["pipeline"], read_by);
}
