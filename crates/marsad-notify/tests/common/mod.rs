//! A desk with articles, and servers on loopback that do as they are told.

#![allow(dead_code, reason = "each test uses its part")]

use std::io::{BufRead, BufReader, Cursor, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{LazyLock, Mutex};

use marsad_desk::Desk;
use marsad_pipeline::{Engine, Given, Input, Source, Store};

/// The lexicon takes its time to load: once for all tests.
static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::built_in);

/// A desk in a file of its own, removed when the test is over.
pub struct Kept {
    pub path: PathBuf,
    pub desk: Desk,
}

impl Kept {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("marsad-notify-{name}-{}.db", std::process::id()));
        std::fs::remove_file(&path).ok();
        drop(Store::open(&path).expect("a new file"));
        Self { desk: Desk::open(&path).expect("a desk"), path }
    }

    pub fn add(&self, lines: &str) {
        let store = Store::open(&self.path).expect("the file");
        let given = Given::default();
        let source = Source::stream("articles.jsonl", Cursor::new(lines.to_owned()));
        let report = ENGINE.add(vec![Input { source, given: &given }], &store, |_| {}).expect("added");
        assert_eq!((report.added, report.skipped), (lines.lines().count(), 0));
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-shm"] {
            std::fs::remove_file(format!("{}{ending}", self.path.display())).ok();
        }
    }
}

/// An article that tells of so many dead in one attack.
pub fn article(id: &str, outlet: &str, dead: &str) -> String {
    format!(
        r#"{{"id": "{id}", "outlet": "{outlet}", "published": "2021-01-22", "title": "تفجير في بغداد", "text": "قتل {dead} شخصا أمس الخميس في تفجير وقع في بغداد، وفق ما أعلنت وزارة الصحة العراقية."}}"#
    )
}

/// One request as it came: its headers in small letters, and its body.
#[derive(Debug, Clone)]
pub struct Request {
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Request {
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).unwrap_or_default()
    }
}

/// A receiver that answers with these statuses in turn, then with 200.
pub fn receiver(statuses: &'static [u16]) -> (SocketAddr, Receiver<Request>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let mut statuses = statuses.iter();
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            let Some(request) = read_request(&mut stream) else { continue };
            let status = statuses.next().copied().unwrap_or(200);
            let answer = format!("HTTP/1.1 {status} Told\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            // Told before it answers, so that who has the answer finds the request.
            if tell.send(request).is_err() {
                break;
            }
            stream.write_all(answer.as_bytes()).ok();
        }
    });
    (address, told)
}

pub fn read_request(stream: &mut std::net::TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let mut headers = Vec::new();
    loop {
        line.clear();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, value)| value.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    Some(Request { headers, body: String::from_utf8(body).ok()? })
}

/// A mail server that speaks enough SMTP (RFC 5321) to take letters; it refuses the first `refusals`.
pub fn mail_server(refusals: usize) -> (SocketAddr, std::sync::Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let letters = std::sync::Arc::new(Mutex::new(Vec::new()));
    let kept = std::sync::Arc::clone(&letters);
    std::thread::spawn(move || {
        let mut refusals = refusals;
        for stream in listener.incoming() {
            let Ok(stream) = stream else { continue };
            let mut out = stream.try_clone().expect("the same stream");
            let mut say = |line: &str| out.write_all(format!("{line}\r\n").as_bytes()).is_ok();
            say("220 desk.test ESMTP");
            let mut letter: Option<String> = None;
            for line in BufReader::new(stream).lines() {
                let Ok(line) = line else { break };
                if let Some(text) = letter.as_mut() {
                    if line == "." {
                        kept.lock().expect("the letters").push(letter.take().unwrap_or_default());
                        say("250 kept");
                    } else {
                        text.push_str(line.strip_prefix('.').unwrap_or(&line));
                        text.push('\n');
                    }
                    continue;
                }
                match line.get(..4).unwrap_or_default().to_ascii_uppercase().as_str() {
                    "EHLO" => say("250-desk.test\r\n250 8BITMIME"),
                    "MAIL" if refusals > 0 => {
                        refusals -= 1;
                        say("451 try again later")
                    }
                    "MAIL" | "RCPT" | "RSET" | "NOOP" => say("250 well"),
                    "DATA" => {
                        letter = Some(String::new());
                        say("354 go on")
                    }
                    "QUIT" => {
                        say("221 bye");
                        break;
                    }
                    _ => say("500 what"),
                };
            }
        }
    });
    (address, letters)
}
