//! Accounts and tokens from the command line: what is secret is told once or never.

mod common;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use common::fresh;

fn marsad(db: &Path, words: &[&str], typed: &str) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_marsad"));
    program.args(words).env("MARSAD_DB", db).env("USER", "amal");
    program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = program.spawn().expect("it runs");
    // A command that reads nothing may have ended already.
    child.stdin.take().expect("a pipe").write_all(typed.as_bytes()).ok();
    child.wait_with_output().expect("it ends")
}

fn told(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn desk(name: &str) -> std::path::PathBuf {
    let db = fresh(name);
    let article = db.with_extension("txt");
    std::fs::write(&article, "وصل الوفد إلى العاصمة أمس").expect("written");
    told(&marsad(&db, &["add", article.to_str().expect("a path")], ""));
    db
}

#[test]
fn the_first_account_is_an_admin_s_and_no_password_is_ever_shown() {
    let db = desk("accounting.db");
    let refused = marsad(&db, &["account", "add", "salma", "--role", "reader"], "a good password\n");
    assert_eq!(refused.status.code(), Some(2));
    told(&marsad(&db, &["account", "add", "Amal", "--role", "admin"], "a good password\n"));
    told(&marsad(&db, &["account", "add", "salma", "--role", "reader"], "another password\n"));
    assert_eq!(marsad(&db, &["account", "add", "rami", "--role", "reader"], "short\n").status.code(), Some(2));
    told(&marsad(&db, &["account", "role", "salma", "analyst"], ""));
    let listed = told(&marsad(&db, &["account", "list", "--json"], ""));
    assert!(listed.contains(r#""name":"salma","role":"analyst""#), "{listed}");
    let log = told(&marsad(&db, &["account", "log"], ""));
    for shown in [&listed, &log] {
        assert!(!shown.contains("password\"") && !shown.contains("argon2") && !shown.contains("good"), "{shown}");
    }
    assert_eq!(log.lines().count(), 4, "{log}");
    assert_eq!(marsad(&db, &["account", "disable", "amal"], "").status.code(), Some(2), "the last admin stays");
}

#[test]
fn a_token_is_shown_once() {
    let db = desk("accounting-tokens.db");
    told(&marsad(&db, &["account", "add", "amal", "--role", "admin"], "a good password\n"));
    let secret = told(&marsad(&db, &["token", "add", "amal", "--label", "report", "--days", "9"], ""));
    assert!(secret.starts_with("marsad_") && secret.trim().len() == 71, "{secret}");
    let listed = told(&marsad(&db, &["token", "list", "--json"], ""));
    assert!(!listed.contains(secret.trim()) && listed.contains("report"), "{listed}");
    let bytes = std::fs::read(&db).expect("the desk");
    let is_kept = bytes.windows(64).any(|part| part == &secret.trim().as_bytes()[7..]);
    assert!(!is_kept, "the secret stands in the file");
    let id = listed.split(r#""id":""#).nth(1).and_then(|rest| rest.split('"').next()).expect("an id");
    told(&marsad(&db, &["token", "revoke", id], ""));
    assert!(told(&marsad(&db, &["token", "list", "--json"], "")).contains(r#""revoked":true"#));
}

#[test]
fn a_desk_without_accounts_is_not_shown_to_others() {
    let db = desk("accounting-bind.db");
    let refused = marsad(&db, &["serve", "--bind", "0.0.0.0:0"], "");
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("marsad account add"));
}
