//! Rules and models can be switched off from the command line, and the record says what was on.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const TOLD: &str = "قتل مسلحون سبعة جنود في هجوم على حاجز للجيش قرب الموصل يوم الأحد، بحسب ما أعلنت الشرطة.";

fn extract(switches: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_marsad"))
        .args(["extract", "--published", "2022-06-14"])
        .args(switches)
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    // A program that refuses its switches reads nothing.
    program.stdin.take().expect("piped").write_all(TOLD.as_bytes()).ok();
    program.wait_with_output().expect("the program ends")
}

fn record(switches: &[&str]) -> Value {
    let output = extract(switches);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

fn rules(record: &Value) -> Vec<&str> {
    let events = record["events"].as_array().expect("events");
    events.iter().flat_map(|event| event["rules"].as_array().expect("rules")).filter_map(Value::as_str).collect()
}

fn is_noted(record: &Value) -> bool {
    record["notes"].as_array().expect("notes").iter().any(|note| note["kind"] == "switched-off")
}

#[test]
fn without_models_no_event_names_one_and_the_record_says_so() {
    let (with, without) = (record(&[]), record(&["--models", "none"]));
    assert!(rules(&with).contains(&"model/event-confidence"));
    assert!(!rules(&without).is_empty() && !rules(&without).contains(&"model/event-confidence"));
    assert_eq!(with["pipeline"]["models"], json!(["event-confidence", "words"]));
    assert_eq!(without["pipeline"]["models"], json!([]));
    assert!(!is_noted(&with) && is_noted(&without));
}

#[test]
fn a_family_of_rules_that_is_off_reads_nothing() {
    let (with, without) = (record(&[]), record(&["--rules", "event,toll"]));
    assert_ne!(with["times"], json!([]));
    assert_eq!(without["times"], json!([]));
    assert_eq!(without["pipeline"]["rules"], json!(["event", "toll"]));
}

#[test]
fn without_the_rules_of_events_the_model_alone_says_how_sure_they_are() {
    let confidence = |switches: &[&str]| record(switches)["events"][0]["confidence"].as_f64().expect("a number");
    let (both, model) = (confidence(&[]), confidence(&["--rules", "time"]));
    assert!((both - model).abs() > 1e-6, "{both} {model}");
    assert!(confidence(&["--rules", "none", "--models", "none"]) == 0.0);
}

#[test]
fn an_unknown_name_is_wrong_usage() {
    for (flag, name) in [("--models", "oracle"), ("--rules", "weather")] {
        let output = extract(&[flag, name]);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2));
        assert!(told.contains(flag) && told.contains(name) && told.contains("all or none"), "{told}");
    }
}
