//! Watches from the command line: told after an add, and never lost when the program is killed while it sends.

mod common;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use common::fresh;

fn program(db: &Path, words: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_marsad"));
    program.args(words).env("MARSAD_DB", db).env("USER", "noor");
    program.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    program
}

fn marsad(db: &Path, words: &[&str]) -> Output {
    program(db, words).output().expect("it runs")
}

fn told(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn add(db: &Path, name: &str, text: &str) -> String {
    let article = db.with_file_name(format!("{name}.txt"));
    std::fs::write(&article, text).expect("written");
    let path = article.to_str().expect("a path").to_owned();
    let output = marsad(db, &["add", &path, "--published", "2021-01-22", "--outlet", name]);
    told(&output);
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The key of the next post; the connection stays open until it is answered or dropped.
fn next_key(listener: &TcpListener) -> (String, TcpStream) {
    let (mut stream, _) = listener.accept().expect("a post");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
    let (mut text, mut part) = (String::new(), [0; 4096]);
    while !text.contains("}") {
        let read = stream.read(&mut part).expect("more");
        assert!(read > 0, "the post ended early: {text}");
        text.push_str(&String::from_utf8_lossy(&part[..read]));
    }
    let lower = text.to_ascii_lowercase();
    let key = lower.split("idempotency-key: ").nth(1).and_then(|rest| rest.lines().next()).expect("a key").to_owned();
    (key, stream)
}

fn ends(mut child: Child) {
    child.kill().expect("killed");
    child.wait().expect("gone");
}

#[test]
fn a_notice_that_was_sent_but_not_marked_is_sent_again_under_its_key() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/hook", listener.local_addr().expect("an address"));
    let db = fresh("watching.db");
    add(&db, "first", "وصل الوفد إلى العاصمة أمس.");
    told(&marsad(&db, &["watch", "add", "هجمات", "--type", "ASSAULT", "--webhook", &url, "--allow-inner"]));
    let said = add(&db, "second", "قتل 20 شخصا أمس الخميس في تفجير وقع في بغداد، وفق ما أعلنت وزارة الصحة العراقية.");
    assert!(said.contains("1 notices made"), "{said}");

    let child = program(&db, &["watch", "run"]).spawn().expect("it runs");
    let (key, stream) = next_key(&listener);
    // The other side has it, and the program dies before it hears so.
    ends(child);
    drop(stream);

    let start = Instant::now();
    let again = std::thread::spawn(move || {
        let (key, mut stream) = next_key(&listener);
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").expect("answered");
        key
    });
    while !again.is_finished() {
        assert!(start.elapsed() < Duration::from_secs(90), "it was not sent again");
        told(&marsad(&db, &["watch", "run"]));
        std::thread::sleep(Duration::from_secs(2));
    }
    assert_eq!(again.join().expect("a key"), key);
    let listed = told(&marsad(&db, &["watch", "list", "--json"]));
    assert!(listed.contains(r#""delivered":1"#) && listed.contains(r#""waiting":0"#), "{listed}");
    assert_eq!(told(&marsad(&db, &["watch", "notices", "--json"])).lines().count(), 1);
    assert_eq!(told(&marsad(&db, &["watch", "run"])), "0 notices made, 0 delivered, 0 failed\n");
}

#[test]
fn a_watch_that_cannot_be_meant_is_wrong_usage() {
    let db = fresh("watching-usage.db");
    add(&db, "only", "وصل الوفد إلى العاصمة أمس.");
    for words in [
        vec!["watch", "add", "w", "--type", "PARTY"],
        vec!["watch", "add", "w", "--mail", "nobody"],
        vec!["watch", "add", "w", "--webhook", "file:///etc/passwd"],
        vec!["watch", "add", " "],
        vec!["watch", "remove", "none"],
        vec!["watch", "run", "--smtp", "smtp://127.0.0.1:1"],
    ] {
        assert_eq!(marsad(&db, &words).status.code(), Some(2), "{words:?}");
    }
    assert_eq!(told(&marsad(&db, &["watch", "list"])), "no watches\n");
}
