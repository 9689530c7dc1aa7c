//! What to look at first, who judged it, and how far two agree.

mod common;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

/// Id, day, outlet, text: one bombing with two tolls, another with one.
const ARTICLES: [(&str, &str, &str, &str); 4] = [
    (
        "first",
        "2022-09-14",
        "bbc",
        "قتل 12 شخصا وأصيب 20 آخرون في انفجار سيارة مفخخة وقع الأربعاء في مدينة هرات، بحسب الشرطة.",
    ),
    (
        "later",
        "2022-09-15",
        "cnn",
        "أدى انفجار سيارة مفخخة أمس الأربعاء في مدينة هرات إلى مقتل 47 شخصا، وفق مصادر طبية.",
    ),
    ("small", "2022-10-03", "dw", "قتل شخصان في انفجار عبوة ناسفة وقع الأحد في مدينة الموصل، بحسب الشرطة."),
    (
        "small-again",
        "2022-10-03",
        "bbc",
        "أدى انفجار عبوة ناسفة الأحد في مدينة الموصل إلى مقتل ثلاثة أشخاص، وفق مصدر أمني.",
    ),
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

fn keys(items: &[Value]) -> Vec<&str> {
    items.iter().filter_map(|item| item["key"].as_str()).collect()
}

#[test]
fn the_dispute_over_more_victims_stands_first() {
    let db = desk("reviewing-order.db");
    let items = told(&db, &["review", "--kind", "contradiction", "--json"]);
    assert!(items.len() >= 2, "{items:?}");
    let weights: Vec<f64> = items.iter().filter_map(|item| item["weight"].as_f64()).collect();
    assert!(weights.windows(2).all(|pair| pair[0] >= pair[1]), "{weights:?}");
    let values: Vec<&str> =
        items[0]["sides"].as_array().expect("sides").iter().filter_map(|side| side["value"].as_str()).collect();
    assert_eq!(values, ["12", "47"]);
    assert!(items[0]["sides"][0]["quote"].as_str().is_some_and(|quote| quote.contains("12")));
}

#[test]
fn what_was_judged_leaves_the_queue_and_two_who_judged_are_compared() {
    let db = desk("reviewing-two.db");
    let items = told(&db, &["review", "--kind", "contradiction", "--json"]);
    let judge = |item: &Value, who: &str, act: &[&str]| {
        let key = item["key"].as_str().expect("a key");
        let subject = item["sides"][0]["subject"].as_str().expect("a subject");
        let words = [&["decide", act[0], subject, "--item", key, "--who", who, "--why", "read", "--json"], &act[1..]];
        told(&db, &words.concat())
    };
    judge(&items[0], "huda", &["accept"]);
    judge(&items[1], "huda", &["accept"]);
    let left = told(&db, &["review", "--kind", "contradiction", "--json"]);
    assert!(!keys(&left).contains(&keys(&items)[0]), "{left:?}");
    let second = told(&db, &["review", "--second", "--reviewer", "omar", "--json"]);
    assert_eq!(keys(&second).len(), 2, "{second:?}");
    assert_eq!(second[0]["judged"][0]["who"], "huda");
    judge(&items[0], "omar", &["accept"]);
    judge(&items[1], "omar", &["retract"]);
    let agreement = told(&db, &["review", "--agreement", "--json"]);
    assert_eq!((&agreement[0]["items"], &agreement[0]["agreed"]), (&json!(2), &json!(1)));
    assert_eq!((&agreement[1]["people"], &agreement[1]["percent"]), (&json!(["huda", "omar"]), &json!(50.0)));
    assert_eq!(agreement[0]["kappa"], 0.0);
    told(&db, &["decide", "undo", "d4", "--why", "a mistake", "--json"]);
    assert_eq!(told(&db, &["review", "--agreement", "--json"])[0]["items"], 1, "what is undone judges nothing");
    assert!(marsad(&db, &["doctor"]).status.success());
}

#[test]
fn to_accept_changes_no_incident_and_stands_in_the_log_with_its_item() {
    let db = desk("reviewing-accept.db");
    let before = told(&db, &["incidents", "--json"]);
    let item = &told(&db, &["review", "--json"])[0];
    let (key, incident) = (item["key"].as_str().expect("a key"), item["incidents"][0].as_str().expect("an incident"));
    told(&db, &["decide", "accept", incident, "--item", key, "--who", "huda", "--why", "both stand", "--json"]);
    assert_eq!(told(&db, &["incidents", "--json"]), before);
    let log = told(&db, &["decisions", "--json"]);
    assert_eq!(
        (&log[0]["act"], &log[0]["item"], &log[0]["standing"]),
        (&json!("accept"), &json!(key), &json!("holds"))
    );
    assert_eq!(marsad(&db, &["review", "--kind", "gossip"]).status.code(), Some(2));
}
