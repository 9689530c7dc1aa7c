//! Feeds against a server on this machine: only what is new, only what is allowed, one request at a time.

mod common;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

/// What was asked, in order: when, what, with which headers.
type Log = Arc<Mutex<Vec<(Instant, String, BTreeMap<String, String>)>>>;

struct Host {
    address: String,
    log: Log,
    busiest: Arc<Mutex<(usize, usize)>>,
}

const ROBOTS: &str = "User-agent: *\nDisallow: /private/\n";

fn feed(address: &str) -> String {
    let pages = ["/news/1", "/news/2", "/private/3", "/gone/4", "/big/5", "/moved/6"];
    let items = pages.map(|page| {
        format!("<item><title>خبر</title><link>{address}{page}</link><pubDate>Wed, 14 Sep 2022 10:00:00 +0000</pubDate></item>")
    });
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>الأفق</title>{}</channel></rss>",
        items.concat()
    )
}

fn page(number: usize) -> String {
    format!(
        "<html lang=\"ar\"><head><title>انفجار {number} في هرات</title></head><body><article><h1>انفجار {number} في هرات</h1>\
         <p>قتل {number} شخصا في انفجار سيارة مفخخة وقع الأربعاء في مدينة هرات، وفق ما أعلنت الشرطة في المدينة مساء اليوم.</p>\
         </article></body></html>"
    )
}

impl Host {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let host = Self { address: address.clone(), log: Log::default(), busiest: Arc::default() };
        let (log, busiest) = (Arc::clone(&host.log), Arc::clone(&host.busiest));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, busiest, address) = (Arc::clone(&log), Arc::clone(&busiest), address.clone());
                thread::spawn(move || answer(stream, &address, &log, &busiest));
            }
        });
        host
    }

    fn asked(&self) -> Vec<String> {
        self.log.lock().expect("the log").iter().map(|(_, path, _)| path.clone()).collect()
    }
}

fn answer(mut stream: TcpStream, address: &str, log: &Log, busiest: &Mutex<(usize, usize)>) {
    let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
        let mut headers = BTreeMap::new();
        loop {
            let mut header = String::new();
            reader.read_line(&mut header).expect("a header");
            let Some((name, value)) = header.trim().split_once(": ") else { break };
            headers.insert(name.to_lowercase(), value.to_owned());
        }
        {
            let mut at_once = busiest.lock().expect("a count");
            at_once.0 += 1;
            at_once.1 = at_once.1.max(at_once.0);
        }
        log.lock().expect("the log").push((Instant::now(), path.clone(), headers.clone()));
        let is_known = headers.get("if-none-match").is_some_and(|tag| tag == "\"v1\"");
        let (status, more, body) = match path.as_str() {
            "/robots.txt" => ("200 OK", String::new(), ROBOTS.to_owned()),
            "/feed.xml" if is_known => ("304 Not Modified", String::new(), String::new()),
            "/feed.xml" => ("200 OK", "ETag: \"v1\"\r\n".to_owned(), feed(address)),
            "/news/1" => ("200 OK", String::new(), page(11)),
            "/news/2" => ("200 OK", String::new(), page(12)),
            "/moved/6" => ("302 Found", format!("Location: {address}/private/6\r\n"), String::new()),
            "/big/5" => ("200 OK", String::new(), "ا".repeat(200_000)),
            _ => ("404 Not Found", String::new(), String::new()),
        };
        let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n{more}\r\n", body.len());
        thread::sleep(Duration::from_millis(10));
        busiest.lock().expect("a count").0 -= 1;
        if stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes())).is_err() {
            return;
        }
    }
}

fn marsad(arguments: &[&str], db: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_marsad"));
    command.args(arguments).env("MARSAD_DB", db).env("USER", "amal").output().expect("it runs")
}

fn told(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("it is UTF-8")
}

fn only_feed(db: &Path) -> Value {
    serde_json::from_str(&told(&marsad(&["feed", "list", "--json"], db))).expect("one feed")
}

const FETCH: [&str; 8] = ["feed", "fetch", "--delay", "0.15", "--largest", "0.1", "--contact", "desk@example.org"];

#[test]
fn a_feed_is_read_politely_and_only_what_is_new_is_asked_for() {
    let host = Host::start();
    let db = common::fresh("feeds.db");
    told(&marsad(&["feed", "add", &format!("{}/feed.xml", host.address), "--outlet", "bbc"], &db));
    assert_eq!(only_feed(&db)["health"], "new");

    let first = marsad(&FETCH, &db);
    let said = String::from_utf8_lossy(&first.stderr).into_owned();
    assert!(first.status.success(), "{said}");
    let asked = host.asked();
    assert_eq!(asked[..2], ["/robots.txt", "/feed.xml"]);
    assert!(asked.iter().all(|path| !path.starts_with("/private/")), "{asked:?}");
    let feed = only_feed(&db);
    assert_eq!((feed["health"].as_str(), feed["title"].as_str()), (Some("well"), Some("الأفق")));
    assert_eq!((feed["named"].as_u64(), feed["added"].as_u64(), feed["refused"].as_u64()), (Some(6), Some(2), Some(4)));

    {
        let log = host.log.lock().expect("the log");
        for pair in log.windows(2) {
            let apart = pair[1].0.duration_since(pair[0].0);
            assert!(apart >= Duration::from_millis(100), "{} then {} after {apart:?}", pair[0].1, pair[1].1);
        }
        assert!(log.iter().all(|(_, _, headers)| {
            headers
                .get("user-agent")
                .is_some_and(|agent| agent.starts_with("Marsad/") && agent.contains("desk@example.org"))
        }));
    }
    assert_eq!(host.busiest.lock().expect("a count").1, 1, "one request at a time");

    let incidents = told(&marsad(&["incidents", "--json"], &db));
    assert!(incidents.contains("2022-09-14"), "the day of the feed is the day of the page: {incidents}");
    assert!(told(&marsad(&["coverage", "--json"], &db)).contains("\"bbc\":2"));

    // What could not be got is tried three times in all; then the feed is asked for conditionally.
    for _ in 0..2 {
        marsad(&FETCH, &db);
    }
    let before = host.asked().len();
    told(&marsad(&FETCH, &db));
    assert_eq!(host.asked()[before..], ["/robots.txt", "/feed.xml"]);
    let again = host.asked().len();
    told(&marsad(&FETCH, &db));
    assert_eq!(host.asked()[again..], ["/robots.txt", "/feed.xml"]);
    let last = host.log.lock().expect("the log").last().expect("a request").2.clone();
    assert_eq!(last.get("if-none-match").map(String::as_str), Some("\"v1\""));
    assert_eq!(host.asked().iter().filter(|path| *path == "/news/1").count(), 1);
}

#[test]
fn a_feed_that_is_none_is_kept_with_what_is_wrong() {
    let host = Host::start();
    let db = common::fresh("feeds-failing.db");
    told(&marsad(&["feed", "add", &format!("{}/news/1", host.address)], &db));
    assert_eq!(marsad(&FETCH, &db).status.code(), Some(3));
    let feed = only_feed(&db);
    assert_eq!((feed["health"].as_str(), feed["failures"].as_u64()), (Some("failing"), Some(1)));
    assert!(feed["error"].as_str().is_some_and(|error| error.contains("no RSS")), "{feed}");
    told(&marsad(&["feed", "stop", "f1"], &db));
    let before = host.asked().len();
    told(&marsad(&FETCH, &db));
    assert_eq!(host.asked().len(), before, "a stopped feed is left alone");
    assert_eq!(marsad(&["feed", "add", "file:///etc/passwd"], &db).status.code(), Some(2));
    assert_eq!(marsad(&["feed", "fetch", "f9"], &db).status.code(), Some(2));
}
