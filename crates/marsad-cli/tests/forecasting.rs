//! What was foretold and what became of it, as an analyst asks for it.

mod common;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

/// Id, day, outlet, text: a visit that is foretold and comes, one that nobody hears of again, and a word without a day.
const ARTICLES: [(&str, &str, &str, &str); 4] = [
    (
        "foretold",
        "2022-03-01",
        "bbc",
        "قال مسؤول تركي إن الرئيس التركي رجب طيب أردوغان سيزور موسكو الأسبوع المقبل.\n\nوتوقع البنك الدولي أن يتراجع النمو.",
    ),
    ("told", "2022-03-09", "cnn", "زار الرئيس التركي رجب طيب أردوغان موسكو الأربعاء."),
    ("other", "2022-03-02", "dw", "توقع خبير اقتصادي أن ترتفع الأسعار بحلول نهاية مارس 2022."),
    ("calm", "2022-04-20", "dw", "قتل ثلاثة أشخاص الثلاثاء في انفجار في موسكو."),
];

fn marsad(db: &Path, more: &[&str]) -> Output {
    let (command, rest) = more.split_first().expect("a command");
    Command::new(env!("CARGO_BIN_EXE_marsad")).arg(command).arg("--db").arg(db).args(rest).output().expect("it runs")
}

fn told(db: &Path, more: &[&str]) -> Vec<Value> {
    let output = marsad(db, more);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn desk(name: &str) -> PathBuf {
    let db = common::fresh(name);
    let source = db.with_extension("jsonl");
    let lines = ARTICLES.map(|(id, published, outlet, text)| {
        json!({"id": id, "published": published, "outlet": outlet, "text": text}).to_string()
    });
    std::fs::write(&source, lines.join("\n")).expect("the folder is ours");
    assert!(marsad(&db, &["add", source.to_str().expect("a path")]).status.success());
    db
}

/// The forecast of the visit, on a day.
fn visit(db: &Path, day: &str) -> Value {
    let found = told(db, &["forecasts", "--json", "--as-of", day]);
    let visit = found.into_iter().find(|one| one["quote"].as_str().is_some_and(|quote| quote.contains("موسكو")));
    visit.expect("the visit is foretold")
}

#[test]
fn a_later_incident_proposes_a_fate_and_a_person_decides_it() {
    let db = desk("forecasting-fate.db");
    let before = visit(&db, "2022-03-05");
    assert_eq!((&before["state"], &before["proposed"]), (&json!("open"), &Value::Null));
    let after = visit(&db, "2022-04-30");
    assert_eq!((&after["state"], &after["due"]), (&json!("due"), &json!("2022-03-13")));
    let proposed = &after["proposed"];
    assert_eq!((&proposed["fate"], &proposed["because"]), (&json!("came_true"), &json!("fits")), "{after}");
    assert_eq!(proposed["evidence"][0]["document"], "told");
    let subject = after["subject"].as_str().expect("a subject").to_owned();
    let decide = ["decide", "fate", &subject, "--after", "came-true", "--why", "told by CNN", "--when", "2022-04-01"];
    let kept = &told(&db, &[&decide[..], &["--json"]].concat())[0];
    assert_eq!((&kept["before"], &kept["after"], &kept["fact"]), (&json!("due"), &json!("came_true"), &json!("fate")));
    let decided = visit(&db, "2022-04-30");
    assert_eq!((&decided["state"], &decided["decided"]["why"]), (&json!("came_true"), &json!("told by CNN")));
    assert_eq!(visit(&db, "2022-03-31")["state"], "due", "nobody had decided it by then");
    told(&db, &["decide", "undo", "d1", "--why", "it was another visit", "--json"]);
    assert_eq!(visit(&db, "2026-11-30")["state"], "due");
    assert!(marsad(&db, &["doctor"]).status.success());
}

#[test]
fn a_forecast_that_nothing_can_be_compared_with_cannot_be_told() {
    let db = desk("forecasting-cannot.db");
    let due = told(&db, &["forecasts", "--json", "--state", "due", "--as-of", "2022-04-30", "--text", "الأسعار"]);
    assert_eq!(due.len(), 1, "{due:?}");
    assert_eq!((&due[0]["proposed"]["fate"], &due[0]["checkable"]), (&json!("cannot_tell"), &json!(false)));
    assert_eq!(due[0]["proposed"]["evidence"], json!([]));
}

#[test]
fn the_record_counts_states_and_measures_only_when_enough_is_decided() {
    let db = desk("forecasting-record.db");
    let records = told(&db, &["forecasts", "--record", "--json", "--as-of", "2022-04-30"]);
    let all = &records[0];
    assert_eq!(
        (&all["schema"], &all["source"], &all["brier"]),
        (&json!("marsad.forecaster/1"), &Value::Null, &Value::Null)
    );
    let made: u64 = records[1..].iter().filter_map(|record| record["forecasts"].as_u64()).sum();
    assert_eq!(all["forecasts"].as_u64(), Some(made));
    assert!(String::from_utf8_lossy(&marsad(&db, &["forecasts", "--record"]).stdout).contains("not enough yet"));
}

#[test]
fn a_fate_that_is_none_and_a_forecast_that_is_none_are_refused() {
    let db = desk("forecasting-refused.db");
    let subject = visit(&db, "2022-04-30")["subject"].as_str().expect("a subject").to_owned();
    for odd in [
        vec!["decide", "fate", &subject, "--after", "open", "--why", "so"],
        vec!["decide", "fate", &subject, "--why", "so"],
        vec!["decide", "fate", "told/c1", "--after", "did_not", "--why", "so"],
        vec!["forecasts", "--state", "maybe"],
        vec!["forecasts", "--as-of", "soon"],
    ] {
        assert_eq!(marsad(&db, &odd).status.code(), Some(2), "{odd:?}");
    }
    assert!(told(&db, &["decisions", "--json"]).is_empty());
}
