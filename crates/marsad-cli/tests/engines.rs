//! The same articles in a file and on a PostgreSQL server are the same record: every command prints the same bytes.

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn marsad(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_marsad")).args(arguments).output().expect("it runs")
}

/// What a command prints of a desk, whatever its address.
fn told(db: &str, arguments: &[&str]) -> String {
    let (command, more) = arguments.split_first().expect("a command");
    let told = marsad(&[&[*command, "--db", db], more].concat());
    assert!(told.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&told.stderr));
    let told = String::from_utf8(told.stdout).expect("the desk speaks UTF-8");
    told.replace(&db_shown(db), "DESK")
}

/// The address without its password.
fn db_shown(db: &str) -> String {
    match (db.find("://"), db.rfind('@')) {
        (Some(scheme), Some(at)) => {
            let user = db[scheme + 3..at].split(':').next().unwrap_or_default();
            format!("{}://{user}{}", &db[..scheme], &db[at..])
        }
        _ => db.to_owned(),
    }
}

#[test]
fn a_file_and_a_server_hold_the_same_record() {
    let Some(server) = common::server() else { return };
    let file = common::fresh("engines.db").display().to_string();
    for db in [&file, &server] {
        assert!(marsad(&["demo", "--no-serve", "--db", db]).status.success());
    }
    // A second time: known documents stay, and the incidents of new strands move rows about.
    let more = Path::new(env!("CARGO_TARGET_TMPDIR")).join("engines.txt");
    fs::write(&more, "قتل 12 شخصا في انفجار وقع في كابول يوم 26 أغسطس 2021، بحسب وزارة الصحة.").expect("written");
    for db in [&file, &server] {
        let added = marsad(&["add", "--db", db, "--published", "2021-08-27", &more.display().to_string()]);
        assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    }
    // People act on both in the same way.
    let first = |db: &str, arguments: &[&str]| -> serde_json::Value {
        let told = told(db, arguments);
        serde_json::from_str(told.lines().next().expect("a line")).expect("JSON")
    };
    let review = first(&file, &["review", "--json"]);
    let incident = review["incidents"][0].as_str().expect("an incident").to_owned();
    let forecast = first(&file, &["forecasts", "--json"])["subject"].as_str().expect("a subject").to_owned();
    for db in [&file, &server] {
        let act = |arguments: &[&str]| {
            let (command, more) = arguments.split_first().expect("a command");
            let done = marsad(&[&[*command, "--db", db], more].concat());
            assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
        };
        let key = review["key"].as_str().expect("a key");
        act(&["decide", "accept", &incident, "--why", "seen", "--who", "amal", "--when", "2021-10-01", "--item", key]);
        act(&[
            "decide",
            "fate",
            &forecast,
            "--after",
            "came_true",
            "--why",
            "seen",
            "--who",
            "amal",
            "--when",
            "2021-10-01",
        ]);
    }
    for arguments in [
        &["incidents", "--json"][..],
        &["incidents", "--json", "--limit", "5"],
        &["incidents", "--json", "--disputed"],
        &["incidents", "--json", "--text", "كابول"],
        &["incidents", "--json", "--place", "AF"],
        &["incidents", "--json", "--outlet", "bbc"],
        &["incidents", "--json", "--actor", "taliban", "--type", "ASSAULT"],
        &["incidents", "--json", "--as-of", "2021-08-27"],
        &["incidents", &incident, "--format", "markdown"],
        &["claims", "--json"],
        &["claims", "--json", "--limit", "7"],
        &["claims", "--json", "--stance", "denies"],
        &["claims", "--json", "--actor", "taliban"],
        &["claims", "--json", "--text", "كابول", "--limit", "9"],
        &["search", "--json", "كابول"],
        &["search", "--json", "مطار كابول"],
        &["search", "--json", "\"وزارة الصحة\""],
        &["search", "--json", "قال طالبان"],
        &["search", "--json", "هجمات"],
        &["search", "--json", "Kabul", "--as-of", "2021-08-27"],
        &["search", "--json", "--documents", "Islamic State"],
        &["search", "--json", "--documents", "قتل", "--place", "AF", "--disputed", "--from", "2021"],
        &["answer", "--json", "من يقف وراء تفجير مطار كابل؟"],
        &["answer", "--json", "Do the United States and the Taliban cooperate?"],
        &["answer", "--json", "هل تتعاون واشنطن وطالبان في مواجهة داعش؟", "--as-of", "2021-09-01"],
        &["answer", "--format", "markdown", "هل تتعاون واشنطن وطالبان؟"],
        &["actors", "--json"],
        &["coverage", "--json"],
        &["coverage", "--json", "--from", "2021-08"],
        &["relations", "--json", "taliban", "united-states"],
        &["forecasts", "--json", "--limit", "0"],
        &["forecasts", "--json", "--state", "due", "--limit", "3"],
        &["forecasts", "--json", "--as-of", "2021-09-15"],
        &["forecasts", "--json", "--record", "--limit", "0"],
        &["review", "--json", "--limit", "0"],
        &["review", "--json", "--kind", "doubt"],
        &["review", "--json", "--second"],
        &["doctor"],
    ] {
        assert_eq!(told(&file, arguments), told(&server, arguments), "{arguments:?}");
    }
    // What people did is the same but for its moment and its id.
    let acts = |db: &str| -> Vec<serde_json::Value> {
        let told = told(db, &["decisions", "--json"]);
        let read = |line: &str| {
            let mut act: serde_json::Value = serde_json::from_str(line).expect("JSON");
            for field in ["id", "when"] {
                act[field].take();
            }
            act
        };
        told.lines().map(read).collect()
    };
    assert_eq!(acts(&file), acts(&server));
    for format in ["csv", "jsonl", "geojson", "plover", "acled", "ucdp", "ftm"] {
        assert_eq!(exported(&file, format, "file"), exported(&server, format, "server"), "{format}");
    }
}

#[test]
fn what_people_keep_is_kept_alike() {
    let Some(server) = common::server() else { return };
    let file = common::fresh("engines-people.db").display().to_string();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let article = folder.join("engines-people.txt");
    fs::write(&article, "قتل 31 شخصا في تفجير وقع في كابول يوم 28 أغسطس 2021، بحسب وزارة الصحة.").expect("written");
    let article = article.display().to_string();
    let kept: Vec<Vec<String>> = [&file, &server].map(|db| people(db, &article)).into();
    for (one, other) in kept[0].iter().zip(&kept[1]) {
        assert_eq!(one, other);
    }
}

/// Does what people do in a desk, and tells what it says of it; ids of chance and moments are left out.
fn people(db: &str, article: &str) -> Vec<String> {
    assert!(marsad(&["demo", "--no-serve", "--db", db]).status.success());
    let run = |arguments: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_marsad"))
            .args(arguments)
            .env("MARSAD_DB", db)
            .env("USER", "amal")
            .stdin(Stdio::null())
            .output()
            .expect("it runs");
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).expect("the desk speaks UTF-8").replace(&db_shown(db), "DESK")
    };
    let lasting = |lines: String| {
        let read = |line: &str| {
            let mut one: serde_json::Value = serde_json::from_str(line).expect("JSON");
            for field in ["id", "when", "made", "watch", "secret", "link", "last"] {
                if let Some(value) = one.get_mut(field) {
                    value.take();
                }
            }
            one.to_string()
        };
        lines.lines().map(read).collect::<Vec<_>>().join("\n")
    };
    let first: serde_json::Value =
        serde_json::from_str(run(&["incidents", "--json", "--disputed"]).lines().next().expect("one")).expect("JSON");
    let incident = first["id"].as_str().expect("an id").to_owned();
    let document = first["documents"][0].as_str().expect("a document").to_owned();
    let when = ["--when", "2021-10-01"];
    run(&[&["case", "add", "Kabul"], &when[..]].concat());
    run(&[&["case", "put", "k1", &incident], &when[..]].concat());
    run(&[&["case", "put", "k1", &document], &when[..]].concat());
    run(&[&["case", "note", "k1", "--about", &incident, "اسأل الوزارة"], &when[..]].concat());
    // In the order of their names too: the second in which each is made is chance.
    run(&["watch", "add", "Due", "--forecasts"]);
    run(&["watch", "add", "كابول", "--place", "كابول", "--passing"]);
    run(&["add", "--published", "2021-08-29", "--outlet", "bbc", article]);
    run(&["watch", "run"]);
    let mut told = vec![
        lasting(run(&["case", "list", "--json"])),
        run(&["case", "show", "k1", "--format", "markdown"]),
        lasting(run(&["watch", "list", "--json"])),
        lasting(run(&["watch", "notices", "--json"])),
    ];
    assert!(told[3].contains("match"), "{told:?}");
    run(&["forget", &document, "--reason", "a court"]);
    told.push(run(&["incidents", "--json"]));
    told.push(run(&["case", "show", "k1", "--format", "markdown"]));
    told.push(run(&["search", "--json", "كابول"]));
    told.push(run(&["doctor"]));
    told
}

/// Every file of an export, by name.
fn exported(db: &str, format: &str, name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("engines-{name}-{format}"));
    let _ = fs::remove_dir_all(&folder);
    let out = folder.display().to_string();
    let done = marsad(&["export", "--db", db, "--format", format, &out]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let files = fs::read_dir(&folder).expect("the folder is there").map(|file| file.expect("a file").path());
    let mut files: Vec<(String, Vec<u8>)> = files
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, fs::read(&path).expect("it is read"))
        })
        .collect();
    files.sort();
    files
}

#[test]
fn a_server_is_told_apart_from_a_file() {
    let Some(server) = common::server() else { return };
    let error = |arguments: &[&str]| {
        let told = marsad(arguments);
        assert_eq!(told.status.code(), Some(1));
        String::from_utf8_lossy(&told.stderr).into_owned()
    };
    let absent = error(&["incidents", "--db", &server]);
    assert!(absent.contains("there is no such desk"), "{absent}");
    assert!(marsad(&["demo", "--no-serve", "--db", &server]).status.success());
    let copy = common::fresh("engines-copy.db").display().to_string();
    for told in [error(&["backup", "--db", &server, &copy]), error(&["restore", "--db", &server, &copy])] {
        assert!(told.contains("docs/postgres.md"), "{told}");
        assert!(told.contains(&db_shown(&server)), "{told}");
    }
}

#[test]
fn a_desk_on_a_server_is_served_and_left_quietly() {
    let Some(server) = common::server() else { return };
    assert!(marsad(&["demo", "--no-serve", "--db", &server]).status.success());
    let mut serving = Command::new(env!("CARGO_BIN_EXE_marsad"))
        .args(["serve", "--db", &server, "--bind", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut line = String::new();
    let mut out = BufReader::new(serving.stdout.take().expect("it prints"));
    out.read_line(&mut line).expect("it says where");
    let address = line.split_whitespace().find_map(|word| word.strip_prefix("http://")).expect("an address");
    let mut page = TcpStream::connect(address).expect("it listens");
    let request = format!("GET /api/v1/summary HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    page.write_all(request.as_bytes()).expect("it hears");
    let mut answer = String::new();
    page.read_to_string(&mut answer).expect("it answers");
    assert!(answer.contains("\"documents\":33"), "{answer}");
    let stopped = Command::new("kill").args(["-INT", &serving.id().to_string()]).status();
    assert!(stopped.expect("the process is ours").success());
    let ended = serving.wait_with_output().expect("it ends");
    assert!(ended.status.success() && ended.stderr.is_empty(), "{}", String::from_utf8_lossy(&ended.stderr));
}

#[test]
fn no_password_is_printed() {
    let db = "postgres://reader:secret@127.0.0.1:1/desk";
    for arguments in [&["incidents", "--db", db][..], &["add", "--db", db, "nothing.txt"], &["serve", "--db", db]] {
        let told = marsad(arguments);
        let told = [told.stdout, told.stderr].concat();
        let told = String::from_utf8_lossy(&told);
        assert!(told.contains("reader@127.0.0.1:1/desk") && !told.contains("secret"), "{told}");
    }
    let help = Command::new(env!("CARGO_BIN_EXE_marsad")).args(["add", "--help"]).env("MARSAD_DB", db).output();
    assert!(!String::from_utf8_lossy(&help.expect("it runs").stdout).contains("secret"));
}
