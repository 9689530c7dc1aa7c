//! Bad input: one clear line each on standard error, the rest of the run goes on, and the exit status says so.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// A folder of the test's own, fresh each time.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder is ours");
    }
    fs::create_dir_all(&folder).expect("the target folder can be written");
    folder
}

fn marsad(arguments: &[&str]) -> Output {
    let program = Command::new(env!("CARGO_BIN_EXE_marsad")).args(arguments).env_remove("MARSAD_DB").output();
    program.expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const GOOD: &str = "كابول: قتل 13 شخصا الخميس في انفجار عند بوابة المطار، بحسب ما أعلنت الشرطة.";

/// A good article beside everything that can be wrong with a file.
fn mixed(name: &str) -> PathBuf {
    let folder = folder(name);
    let write = |file: &str, bytes: &[u8]| fs::write(folder.join(file), bytes).expect("a file can be written");
    write("1-good.txt", GOOD.as_bytes());
    write("2-empty.txt", b"");
    write("3-binary.txt", &[0x7f, b'E', b'L', b'F', 0, 0, 0, 1, 2, 3, 0, 0xff, 0xfe, 0, 0, 0]);
    write("4-half.txt", &format!("{GOOD} ثم").as_bytes()[..GOOD.len() + 2]);
    write("5-open.html", format!("<html><body><div><p>{GOOD} {GOOD}<p>{GOOD}<div").as_bytes());
    write("6-lines.jsonl", format!("{{\"id\":\"a\"}}\nnot json\n{{\"id\":\"b\",\"text\":\"{GOOD} ب\"}}\n").as_bytes());
    folder
}

#[test]
fn one_broken_file_never_stops_the_others() {
    let folder = mixed("mixed");
    let missing = folder.join("gone.txt");
    let output = marsad(&["extract", &folder.to_string_lossy(), &missing.to_string_lossy()]);
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{told}");
    for named in ["2-empty.txt", "3-binary.txt", "6-lines.jsonl, line 1", "6-lines.jsonl, line 2", "gone.txt"] {
        assert_eq!(told.lines().filter(|line| line.contains(named)).count(), 1, "{named}: {told}");
    }
    let read: Vec<Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).expect("JSON Lines")).collect();
    assert_eq!(read.len(), 4, "{told}");
    assert!(read.iter().all(|record| record["schema"] == "marsad.document/1"));
}

#[test]
fn a_desk_keeps_what_was_good_and_adding_again_changes_nothing() {
    let folder = mixed("desk");
    let db = folder.join("desk.db").to_string_lossy().into_owned();
    let add = || marsad(&["add", "--db", &db, &folder.to_string_lossy()]);
    assert_eq!(add().status.code(), Some(3));
    let before = marsad(&["claims", "--db", &db, "--json"]).stdout;
    let incidents = marsad(&["incidents", "--db", &db, "--json"]).stdout;
    assert!(!before.is_empty());
    assert_eq!(add().status.code(), Some(3));
    assert_eq!(text(&marsad(&["claims", "--db", &db, "--json"]).stdout), text(&before));
    assert_eq!(text(&marsad(&["incidents", "--db", &db, "--json"]).stdout), text(&incidents));
    assert_eq!(marsad(&["doctor", "--db", &db]).status.code(), Some(0));
}

#[test]
fn a_known_document_is_done_not_skipped() {
    let folder = folder("known");
    let page = folder.join("page.txt").to_string_lossy().into_owned();
    fs::write(&page, GOOD).expect("a file can be written");
    let db = folder.join("desk.db").to_string_lossy().into_owned();
    for _ in 0..2 {
        assert_eq!(marsad(&["add", "--db", &db, &page]).status.code(), Some(0));
    }
}

#[test]
fn a_desk_that_is_not_there_is_told_and_not_made() {
    let db = folder("absent").join("none.db").to_string_lossy().into_owned();
    let output = marsad(&["incidents", "--db", &db]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("none.db"), "{}", text(&output.stderr));
    assert!(!Path::new(&db).exists());
}

#[test]
fn a_file_that_is_no_desk_is_left_as_it_is() {
    let folder = folder("foreign");
    let db = folder.join("notes.txt");
    fs::write(&db, "notes of mine").expect("a file can be written");
    let page = folder.join("page.html");
    fs::write(&page, GOOD).expect("a file can be written");
    let output = marsad(&["add", "--db", &db.to_string_lossy(), &page.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert_eq!(fs::read(&db).expect("still there"), b"notes of mine");
}

#[test]
fn wrong_usage_has_its_own_status() {
    let folder = folder("usage");
    let db = folder.join("desk.db").to_string_lossy().into_owned();
    fs::write(folder.join("page.txt"), GOOD).expect("a file can be written");
    assert_eq!(marsad(&["add", "--db", &db, &folder.join("page.txt").to_string_lossy()]).status.code(), Some(0));
    let typed: [&[&str]; 3] =
        [&["extract"], &["incidents", "--db", &db, "--type", "WAR"], &["actors", "--db", &db, "--kind", "x"]];
    for wrong in typed {
        let output = marsad(wrong);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}: {}", text(&output.stderr));
    }
}
