//! What people decide, what was known on a day, and how two actors stand, as an analyst asks for them.

mod common;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

/// Id, day, outlet, text: one bombing told on two days, and sanctions.
const ARTICLES: [(&str, &str, &str, &str); 3] = [
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
        "أدى انفجار سيارة مفخخة أمس الأربعاء في مدينة هرات إلى مقتل 17 شخصا، وفق مصادر طبية.",
    ),
    ("sanctions", "2022-09-20", "dw", "فرضت الولايات المتحدة الثلاثاء عقوبات على إيران."),
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

/// The bombing, with the numbers of dead that are told of it.
fn bombing(db: &Path, more: &[&str]) -> (String, Vec<i64>) {
    let found = told(db, &[&["incidents", "--json", "--type", "ASSAULT"], more].concat());
    assert_eq!(found.len(), 1, "{found:?}");
    let sides = found[0]["facts"]["killed"]["sides"].as_array().expect("sides");
    let mut dead: Vec<i64> = sides.iter().filter_map(|side| side["value"]["low"].as_i64()).collect();
    dead.sort_unstable();
    (found[0]["id"].as_str().expect("an id").to_owned(), dead)
}

#[test]
fn a_correction_changes_the_incident_until_it_is_undone() {
    let db = desk("deciding-correct.db");
    let (id, dead) = bombing(&db, &[]);
    assert_eq!(dead, [12, 17]);
    let correct = ["decide", "correct", &id, "--fact", "killed", "--before", "17", "--after", "19", "--why", "misread"];
    let kept = &told(&db, &[&correct[..], &["--json"]].concat())[0];
    assert_eq!((&kept["before"], &kept["after"]), (&json!("17"), &json!("19")));
    assert_eq!(bombing(&db, &[]).1, [12, 19]);
    told(&db, &["decide", "undo", "d1", "--why", "it was right", "--json"]);
    assert_eq!(bombing(&db, &[]).1, [12, 17]);
    let standing: Vec<Value> = told(&db, &["decisions", "--json"]).iter().map(|row| row["standing"].clone()).collect();
    assert_eq!(standing, [json!("undone"), json!("holds")]);
    assert!(marsad(&db, &["doctor"]).status.success());
}

/// Adds to the sanctions' article that the bombing is told there too.
fn add_telling(db: &Path) -> Vec<Value> {
    let told_there = "type=ASSAULT; date=2022-09-14; place=herat; killed=>=15; said-by=iran";
    let words = "sanctions@فرضت الولايات المتحدة";
    told(db, &["decide", "add", words, "--fact", "event", "--after", told_there, "--why", "it says so", "--json"])
}

#[test]
fn what_a_person_adds_is_told_until_it_is_taken_back() {
    let db = desk("deciding-add.db");
    let (id, dead) = bombing(&db, &[]);
    assert_eq!(dead, [12, 17]);
    let kept = &add_telling(&db)[0];
    assert_eq!((&kept["act"], &kept["before"]), (&json!("add"), &json!("فرضت الولايات المتحدة")));
    assert_eq!(bombing(&db, &[]), (id, vec![12, 15, 17]));
    let claims = || told(&db, &["claims", "--json"]).iter().filter(|claim| claim["claim"] == "added-d1").count();
    assert_eq!(claims(), 1);
    told(&db, &["decide", "undo", "d1", "--why", "it was another bombing", "--json"]);
    assert_eq!(bombing(&db, &[]).1, [12, 17]);
    assert_eq!(claims(), 0, "what was taken back is told nowhere");
    told(&db, &["decide", "undo", "d2", "--why", "it was this one", "--json"]);
    assert_eq!(bombing(&db, &[]).1, [12, 15, 17]);
    assert!(marsad(&db, &["doctor"]).status.success());
}

#[test]
fn what_a_person_adds_comes_along_to_another_desk() {
    let (old, new) = (desk("adding-old.db"), desk("adding-new.db"));
    add_telling(&old);
    told(
        &old,
        &["decide", "add", "first@بحسب الشرطة", "--fact", "mention", "--after", "taliban", "--why", "theirs", "--json"],
    );
    let file = new.with_extension("decisions");
    std::fs::write(&file, marsad(&old, &["decisions", "--json"]).stdout).expect("the folder is ours");
    for _ in ["once", "again"] {
        assert!(marsad(&new, &["decide", "--from", file.to_str().expect("a path")]).status.success());
    }
    assert_eq!(bombing(&new, &[]), bombing(&old, &[]));
    assert_eq!(bombing(&new, &[]).1, [12, 15, 17]);
    let standing: Vec<Value> = told(&new, &["decisions", "--json"]).iter().map(|row| row["standing"].clone()).collect();
    assert_eq!(standing, [json!("holds"), json!("holds")]);
}

#[test]
fn an_addition_without_words_a_type_or_a_known_actor_is_refused() {
    let db = desk("adding-refused.db");
    for (subject, fact, after) in [
        ("sanctions@كلمات ليست فيه", "event", "type=ASSAULT"),
        ("sanctions@0-1", "event", "type=ASSAULT"),
        ("nobody@3-9", "event", "type=ASSAULT"),
        ("sanctions@إيران", "event", "killed=5"),
        ("sanctions@إيران", "event", "type=ASSAULT; killed=many"),
        ("sanctions@إيران", "mention", "nobody knows them"),
        ("sanctions@فرضت الولايات المتحدة الثلاثاء عقوبات", "event", "type=SANCTION"),
        ("sanctions@إيران", "colour", "red"),
    ] {
        let odd = ["decide", "add", subject, "--fact", fact, "--after", after, "--why", "so"];
        assert_eq!(marsad(&db, &odd).status.code(), Some(2), "{odd:?}");
    }
    assert!(told(&db, &["decisions", "--json"]).is_empty());
}

#[test]
fn a_decision_without_a_reason_an_object_or_a_value_is_refused() {
    let db = desk("deciding-refused.db");
    let (id, _) = bombing(&db, &[]);
    for odd in [
        vec!["decide", "correct", &id, "--fact", "killed", "--after", "19"],
        vec!["decide", "correct", &id, "--fact", "killed", "--after", "many", "--why", "so"],
        vec!["decide", "correct", "nobody/e1", "--fact", "killed", "--after", "19", "--why", "so"],
        vec!["decide", "merge", &id, "--why", "so"],
        vec!["decide", "undo", "d9", "--why", "so"],
    ] {
        assert_eq!(marsad(&db, &odd).status.code(), Some(2), "{odd:?}");
    }
    assert!(told(&db, &["decisions", "--json"]).is_empty());
}

#[test]
fn another_desk_takes_decisions_over_and_names_those_that_lapse() {
    let (old, new) = (desk("deciding-old.db"), desk("deciding-new.db"));
    let (id, _) = bombing(&old, &[]);
    told(&old, &["decide", "split", "first/e1", "later/e1", "--why", "two cars", "--json"]);
    told(&old, &["decide", "correct", &id, "--fact", "killed", "--after", "13", "--why", "misread", "--json"]);
    let mut lines = String::from_utf8(marsad(&old, &["decisions", "--json"]).stdout).expect("UTF-8");
    let gone = json!({"id": "x1", "who": "a", "when": "2022-01-01", "why": "gone", "act": "retract",
                      "subjects": ["no-such-page@3-9"]});
    lines.push_str(&gone.to_string());
    let file = new.with_extension("decisions");
    std::fs::write(&file, lines).expect("the folder is ours");
    let take_over = ["decide", "--from", file.to_str().expect("a path")];
    assert!(marsad(&new, &take_over).status.success());
    assert!(marsad(&new, &take_over).status.success(), "twice is once");
    // Those of one day stand in the order in which each desk came to know them.
    let incidents = |db: &Path| {
        let mut told = told(db, &["incidents", "--json", "--type", "ASSAULT"]);
        told.sort_by_key(|incident| incident["id"].to_string());
        told
    };
    assert_eq!(incidents(&new).len(), 2);
    assert_eq!(incidents(&new), incidents(&old));
    let lapsed = told(&new, &["decisions", "--lapsed", "--json"]);
    assert_eq!(lapsed.len(), 1);
    assert_eq!((&lapsed[0]["id"], &lapsed[0]["standing"]), (&json!("x1"), &json!("lapsed")));
}

#[test]
fn what_was_known_on_a_day_is_what_had_been_published() {
    let db = desk("deciding-as-of.db");
    assert_eq!(bombing(&db, &["--as-of", "2022-09-14"]).1, [12]);
    let (id, dead) = bombing(&db, &["--as-of", "2022-09"]);
    assert_eq!(dead, [12, 17]);
    assert_eq!(told(&db, &["incidents", &id, "--as-of", "2022-09-14", "--json"])[0]["documents"], json!(["first"]));
    assert!(told(&db, &["incidents", "--json", "--as-of", "2022-09-13"]).is_empty());
    assert_eq!(marsad(&db, &["incidents", "--as-of", "yesterday"]).status.code(), Some(2));
}

#[test]
fn relations_have_the_incidents_behind_every_point() {
    let db = desk("deciding-relations.db");
    let points = told(&db, &["relations", "united-states", "iran", "--grain", "week", "--json"]);
    assert_eq!(points.len(), 1, "{points:?}");
    assert_eq!((&points[0]["schema"], &points[0]["period"]), (&json!("marsad.relation/1"), &json!("2022-W38")));
    assert_eq!(points[0]["deeds"]["hostile"], 1);
    assert_eq!(points[0]["outlets"].as_array().map(Vec::len), Some(1));
    let incident = points[0]["incidents"][0].as_str().expect("an incident");
    assert_eq!(told(&db, &["incidents", incident, "--json"])[0]["type"], "SANCTION");
    assert!(told(&db, &["relations", "united-states", "iran", "--from", "2023", "--json"]).is_empty());
}

#[test]
fn a_search_and_an_answer_of_a_day_know_nothing_of_later_articles() {
    let db = desk("deciding-then.db");
    let documents = |more: &[&str]| -> Vec<Value> {
        let found = told(&db, &[&["search", "هرات", "--json"], more].concat());
        found.iter().map(|claim| claim["document"].clone()).collect()
    };
    assert!(documents(&[]).contains(&json!("later")));
    assert!(documents(&["--as-of", "2022-09-14"]).iter().all(|document| document == "first"));
    assert!(documents(&["--as-of", "2022-09-13"]).is_empty());
    let question = ["answer", "هل فرضت الولايات المتحدة عقوبات على إيران؟", "--json"];
    let now = &told(&db, &question)[0];
    assert!(now["for"].as_array().is_some_and(|list| !list.is_empty()), "{now}");
    let then = &told(&db, &[&question[..], &["--as-of", "2022-09-15"]].concat())[0];
    assert_eq!((&then["for"], &then["timeline"]), (&json!([]), &json!([])));
    assert_eq!(marsad(&db, &["search", "هرات", "--as-of", "then"]).status.code(), Some(2));
}
