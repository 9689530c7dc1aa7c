//! A lawful take-down: no byte of the text stays in the files, the rest of the desk does, and the article does not come
//! back.

mod common;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

const GOES: &str = "مقتل 17 شخصا في هرات\n\nقتل 17 شخصا وأصيب 41 آخرون في انفجار سيارة مفخخة وقع الأربعاء 14 سبتمبر 2022 في مدينة هرات، \
    بحسب ما أعلن المتحدث زمرمان القندوزي. وأضاف أن الشظايا المتناثرة حطمت واجهات الدكاكين المجاورة.";
const STAYS: &str =
    "انفجار في هرات\n\nقتل 12 شخصا في انفجار سيارة مفخخة وقع يوم 14 سبتمبر 2022 في مدينة هرات، وفق الشرطة.";

fn marsad(arguments: &[&str], db: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_marsad"));
    command.args(&arguments[..1]).arg("--db").arg(db).args(&arguments[1..]).output().expect("it runs")
}

fn told(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("it is UTF-8")
}

fn articles(name: &str, lines: &[Value]) -> PathBuf {
    let file = common::fresh(name);
    let lines: Vec<String> = lines.iter().map(Value::to_string).collect();
    std::fs::write(&file, lines.join("\n")).expect("the folder is ours");
    file
}

fn article(id: &str, outlet: &str, text: &str, url: &str) -> Value {
    json!({"id": id, "outlet": outlet, "text": text, "url": url, "published": "2022-09-14"})
}

fn incidents(db: &Path) -> Vec<Value> {
    let lines = told(&marsad(&["incidents", "--json"], db));
    lines.lines().map(|line| serde_json::from_str(line).expect("it is JSON")).collect()
}

/// Whether these letters stand in the file of the desk or in the log beside it.
fn holds(db: &Path, words: &str) -> bool {
    let files = ["", "-wal", "-shm"].map(|ending| PathBuf::from(format!("{}{ending}", db.display())));
    let files = files.iter().filter(|file| file.exists());
    let mut bytes = files.map(|file| std::fs::read(file).expect("it can be read"));
    bytes.any(|bytes| bytes.windows(words.len()).any(|window| window == words.as_bytes()))
}

#[test]
fn no_byte_of_a_text_that_was_taken_down_is_left_and_the_article_does_not_come_back() {
    let db = common::fresh("forgetting.db");
    let page = "https://news.example/herat";
    let both = [article("goes", "bbc", GOES, page), article("stays", "dw", STAYS, "https://other.example/1")];
    let input = articles("forgetting.jsonl", &both);
    told(&marsad(&["add", input.to_str().expect("a path")], &db));
    let before = incidents(&db);
    assert!(before.iter().any(|one| one["documents"].as_array().is_some_and(|all| all.len() == 2)), "{before:?}");
    // Whole sentences, a name, and words as the search folds them.
    let words = ["القندوزي", "الشظايا المتناثرة", "زمرمان", "شظايا", "الدكاكين"];
    assert!(words.iter().any(|words| holds(&db, words)));

    let trace = told(&marsad(&["forget", "goes", "--reason", "court order 17", "--who", "editor", "--json"], &db));
    let trace: Value = serde_json::from_str(&trace).expect("it is JSON");
    assert_eq!((trace["document"].as_str(), trace["why"].as_str()), (Some("goes"), Some("court order 17")));
    for words in words {
        assert!(!holds(&db, words), "{words} is still there");
    }
    assert!(!holds(&db, page), "the address is still there");
    assert!(holds(&db, "court order 17"));

    let after = incidents(&db);
    assert!(after.iter().all(|one| !one.to_string().contains("\"goes\"")), "{after:?}");
    let told_of = |killed: u64| after.iter().any(|one| one["facts"]["killed"]["best"] == killed);
    assert!(told_of(12) && !told_of(17), "{after:?}");
    assert!(marsad(&["doctor"], &db).status.success());
    assert_eq!(told(&marsad(&["search", "القندوزي", "--json"], &db)), "");

    let moved = article("other", "bbc", GOES, "https://mirror.example/x");
    let renamed = article("another", "bbc", "نص آخر في الصفحة نفسها.", &format!("{page}#top"));
    for come_back in [both[0].clone(), moved, renamed] {
        let input = articles("forgetting-again.jsonl", &[come_back]);
        let again = marsad(&["add", input.to_str().expect("a path")], &db);
        let said = String::from_utf8_lossy(&again.stderr).into_owned();
        assert_eq!(again.status.code(), Some(3), "{said}");
        assert!(said.contains("taken down") && said.contains("court order 17"), "{said}");
    }
    assert!(!holds(&db, "زمرمان"));
}

#[test]
fn a_take_down_needs_a_reason_and_a_document() {
    let db = common::fresh("forgetting-reason.db");
    let input = articles("forgetting-reason.jsonl", &[article("a", "bbc", STAYS, "https://x.example/")]);
    told(&marsad(&["add", input.to_str().expect("a path")], &db));
    assert_eq!(marsad(&["forget", "a"], &db).status.code(), Some(2));
    assert_eq!(marsad(&["forget", "a", "--reason", " "], &db).status.code(), Some(2));
    assert_eq!(marsad(&["forget", "b", "--reason", "x"], &db).status.code(), Some(2));
    assert_eq!(incidents(&db).len(), 1);
}
