//! `kill -9` while articles are added: what was kept stays whole, nothing is there twice, and the next run takes it up.
//!
//! A few moments in every test run; `MARSAD_KILLS=200` makes it the long one.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

mod common;

const ARTICLES: usize = 240;

/// Articles that differ, so that each is a document of its own.
fn articles(folder: &Path) -> PathBuf {
    let mut lines = String::new();
    for number in 1..=ARTICLES {
        let day = number % 28 + 1;
        let text = format!(
            "قتلى في تفجير\\n\\nقتل {number} شخصا في تفجير وقع في كابول يوم {day} مارس 2018. وقالت وزارة الداخلية إن التحقيق مستمر."
        );
        writeln!(lines, r#"{{"id":"a{number}","text":"{text}","published":"2018-03-{day:02}"}}"#).expect("a string");
    }
    let file = folder.join("articles.jsonl");
    fs::write(&file, lines).expect("the folder is ours");
    file
}

fn marsad(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_marsad"));
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// How many documents a sound desk holds; `None` where nothing was kept yet.
fn kept(db: &str, out: &str) -> Option<usize> {
    let is_file = !db.contains("://");
    if is_file && !Path::new(db).exists() {
        return None;
    }
    let told = marsad(&["doctor", "--db", db, "--json"]).output().expect("it runs");
    if !told.status.success() {
        // What was killed before its first migration holds nothing and says so.
        let reason = format!("{}{}", String::from_utf8_lossy(&told.stdout), String::from_utf8_lossy(&told.stderr));
        let is_empty = fs::metadata(db).map(|file| file.len()).unwrap_or_default() == 0;
        assert!(if is_file { is_empty } else { reason.contains("no such desk") }, "{reason}");
        return None;
    }
    let listed = marsad(&["export", "--db", db, "--format", "jsonl", "--force", out]).output();
    assert!(listed.expect("it runs").status.success());
    let manifest = fs::read_to_string(format!("{out}/manifest.json")).expect("written");
    let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
    manifest["documents"].as_u64().map(|count| count as usize)
}

#[test]
fn a_killed_run_loses_nothing_that_was_kept_and_doubles_nothing() {
    kill_while_adding("killed", |folder| folder.join("desk.db").display().to_string());
}

#[test]
fn a_killed_run_on_a_server_loses_nothing_and_doubles_nothing() {
    let Some(address) = common::server() else { return };
    kill_while_adding("killed-server", |_| address);
}

fn kill_while_adding(name: &str, desk: impl FnOnce(&Path) -> String) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder is ours");
    let source = articles(&folder).display().to_string();
    let db = desk(&folder);
    let out = folder.join("out").display().to_string();
    let kills: u64 = std::env::var("MARSAD_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(6);
    let (mut before, mut chance) = (0, 0x9E37_79B9_u64);
    for _ in 0..kills {
        let mut run = marsad(&["add", "--db", &db, &source]).spawn().expect("it runs");
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(Duration::from_millis((chance >> 33) % 900));
        run.kill().expect("it is ours");
        run.wait().expect("it ended");
        let now = kept(&db, &out).unwrap_or_default();
        assert!(now >= before, "{before} documents were kept, {now} are left");
        before = now;
    }
    assert!(marsad(&["add", "--db", &db, &source]).status().expect("it runs").success());
    assert_eq!(kept(&db, &out), Some(ARTICLES));
}

#[test]
fn a_backup_gives_the_same_record_and_writes_over_nothing() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("backup");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder is ours");
    let source = articles(&folder).display().to_string();
    let path = |name: &str| folder.join(name).display().to_string();
    let (db, copy, back) = (path("desk.db"), path("copy.db"), path("back.db"));
    assert!(marsad(&["add", "--db", &db, &source]).status().expect("it runs").success());
    assert!(marsad(&["backup", "--db", &db, &copy]).status().expect("it runs").success());
    assert_eq!(marsad(&["backup", "--db", &db, &copy]).status().expect("it runs").code(), Some(1));
    assert!(marsad(&["restore", "--db", &back, &copy]).status().expect("it runs").success());
    assert_eq!(marsad(&["restore", "--db", &back, &copy]).status().expect("it runs").code(), Some(1));
    assert_eq!(marsad(&["restore", "--db", &path("none.db"), &source]).status().expect("it runs").code(), Some(1));
    let incidents = |db: &str| marsad(&["incidents", "--db", db, "--json"]).output().expect("it runs").stdout;
    assert!(!incidents(&db).is_empty());
    assert_eq!(incidents(&db), incidents(&back));
}
