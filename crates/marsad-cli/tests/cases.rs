//! Cases from the command line: begun, filled, noted, and kept as a dossier.

mod common;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

const TEXT: &str =
    "انفجار في هرات\n\nقتل 12 شخصا في انفجار سيارة مفخخة وقع يوم 14 سبتمبر 2022 في مدينة هرات، وفق ما أعلنت الشرطة.";

fn marsad(arguments: &[&str], db: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_marsad"));
    command.args(arguments).env("MARSAD_DB", db).env("USER", "amal").output().expect("it runs")
}

fn told(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("it is UTF-8")
}

fn desk(name: &str) -> (PathBuf, String) {
    let db = common::fresh(name);
    let source = db.with_extension("jsonl");
    std::fs::write(&source, json!({"id": "herat", "text": TEXT, "published": "2022-09-14"}).to_string())
        .expect("the folder is ours");
    told(&marsad(&["add", source.to_str().expect("a path")], &db));
    let lines = told(&marsad(&["incidents", "--json"], &db));
    let first: Value = serde_json::from_str(lines.lines().next().expect("an incident")).expect("it is JSON");
    (db, first["id"].as_str().expect("an id").to_owned())
}

#[test]
fn a_case_holds_what_was_put_in_and_its_log_keeps_what_was_taken_out() {
    let (db, incident) = desk("cases-held.db");
    told(&marsad(&["case", "add", "Herat,", "September"], &db));
    let put = |what: &str| marsad(&["case", "put", "k1", what], &db);
    for what in [incident.as_str(), "herat", "herat/c1", "marsad:question/هل وقع انفجار في هرات؟"] {
        told(&put(what));
    }
    assert_eq!(put(&incident).status.code(), Some(2), "it is in it already");
    assert_eq!(put("nothing-here").status.code(), Some(2));
    told(&marsad(&["case", "take", "k1", "herat", "--words", "too long"], &db));
    assert_eq!(marsad(&["case", "take", "k1", "herat"], &db).status.code(), Some(2));
    told(&marsad(&["case", "note", "k1", "--about", &incident, "اسأل الشرطة"], &db));
    let case: Value = serde_json::from_str(&told(&marsad(&["case", "show", "k1", "--json"], &db))).expect("JSON");
    let held = [
        format!("marsad:incident/{incident}"),
        "marsad:claim/herat/c1".to_owned(),
        "marsad:question/هل وقع انفجار في هرات؟".to_owned(),
    ];
    assert_eq!(case["held"], json!(held));
    assert_eq!((&case["title"], &case["who"]), (&json!("Herat, September"), &json!("amal")));
    assert_eq!(case["entries"].as_array().map(Vec::len), Some(6));
    assert_eq!(marsad(&["case", "note", "k2", "x"], &db).status.code(), Some(2));
}

#[test]
fn the_dossier_of_a_case_has_its_notes_and_quotes_what_it_holds() {
    let (db, incident) = desk("cases-dossier.db");
    told(&marsad(&["case", "add", "هرات"], &db));
    told(&marsad(&["case", "put", "k1", &incident], &db));
    told(&marsad(&["case", "note", "k1", "اسأل الشرطة عن الحصيلة"], &db));
    let page = told(&marsad(&["case", "show", "k1", "--format", "markdown"], &db));
    for words in ["# هرات", "اسأل الشرطة عن الحصيلة", "قتل 12 شخصا", "marsad:case/k1", "القتلى: 12"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    let file = db.with_extension("docx");
    if file.exists() {
        std::fs::remove_file(&file).expect("the file is ours");
    }
    told(&marsad(&["case", "show", "k1", "--out", file.to_str().expect("a path")], &db));
    assert!(std::fs::read(&file).expect("it is written").starts_with(b"PK"));
}
