//! What a search finds, in which order, and how its pages go on; on a file, and on a server if there is one.

mod common;

use std::fmt::Write as _;
use std::process::Command;

use serde_json::{Value, json};

/// Desks to be searched: a file, and a database.
fn desks(name: &str) -> Vec<String> {
    let file = common::fresh(name).display().to_string();
    std::iter::once(file).chain(common::server()).collect()
}

fn add(db: &str, articles: &[Value]) {
    let mut lines = String::new();
    for article in articles {
        writeln!(lines, "{article}").expect("a string");
    }
    let name: String = db.chars().filter(char::is_ascii_alphanumeric).collect();
    let source = common::fresh(&format!("searching-{}.jsonl", &name[name.len().saturating_sub(40)..]));
    std::fs::write(&source, lines).expect("the folder is ours");
    let added = Command::new(env!("CARGO_BIN_EXE_marsad")).args(["add", "--db", db]).arg(&source).output();
    assert!(added.expect("it runs").status.success());
}

fn article(id: &str, outlet: &str, day: &str, title: &str, text: &str) -> Value {
    json!({ "id": id, "outlet": outlet, "published": day, "title": title, "text": format!("{title}\n\n{text}") })
}

/// Documents that were found, and the cursor of the next page.
fn search(db: &str, more: &[&str]) -> (Vec<Value>, Option<String>) {
    let told = Command::new(env!("CARGO_BIN_EXE_marsad"))
        .args(["search", "--documents", "--json", "--db", db])
        .args(more)
        .output()
        .expect("it runs");
    let error = String::from_utf8_lossy(&told.stderr).into_owned();
    assert!(told.status.success(), "{error}");
    let lines = String::from_utf8(told.stdout).expect("JSON is UTF-8");
    let found = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    (found, error.trim().strip_prefix("more: --cursor ").map(str::to_owned))
}

fn ids(db: &str, more: &[&str]) -> Vec<String> {
    search(db, more).0.iter().map(|one| one["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn the_very_word_comes_before_its_other_forms_and_clitics_are_seen_through() {
    for db in desks("searching-forms.db") {
        add(
            &db,
            &[
                article("one", "bbc", "2018-04-01", "هجوم على قرية", "أسفر هجوم مسلح عن خسائر في القرية."),
                article("many", "bbc", "2018-04-02", "خبر", "شهدت المدينة سلسلة من الهجمات خلال أيام."),
                article("clitics", "bbc", "2018-04-03", "خبر", "ونددت بالهجمات دول عدة."),
                article("other", "bbc", "2018-04-04", "خبر", "لا شيء من ذلك هنا."),
            ],
        );
        assert_eq!(ids(&db, &["هجمات"]), ["clitics", "many", "one"]);
        assert_eq!(ids(&db, &["بالهجمات"]), ["clitics", "many", "one"]);
        assert_eq!(ids(&db, &["هجوم"])[0], "one");
        assert_eq!(ids(&db, &["\"سلسلة من الهجمات\""]), ["many"]);
        let found = search(&db, &["الهجمات", "--limit", "1"]).0;
        let passage: Vec<char> = found[0]["snippet"].as_str().expect("a passage").chars().collect();
        let mark = |place: usize| found[0]["marks"][0][place].as_u64().expect("a number") as usize;
        assert_eq!(passage[mark(0)..mark(1)].iter().collect::<String>(), "بالهجمات");
    }
}

#[test]
fn an_english_name_finds_arabic_text_and_filters_narrow_it() {
    for db in desks("searching-names.db") {
        let blast = "قتل خمسة أشخاص في تفجير وقع في كابول يوم الاثنين.";
        add(
            &db,
            &[
                article("a", "bbc", "2018-04-23", "تفجير في كابول", blast),
                article("b", "aljazeera", "2018-04-24", "خبر", "قال تنظيم الدولة الإسلامية إنه وراء تفجير كابول."),
                article("c", "aljazeera", "2018-05-01", "خبر", "أعلنت بغداد حصيلة اليوم."),
            ],
        );
        assert_eq!(ids(&db, &["Kabul"]), ["a", "b"]);
        assert_eq!(ids(&db, &["Islamic State"]), ["b"]);
        assert_eq!(ids(&db, &["\"islamic state\" KABUL"]), ["b"]);
        assert_eq!(ids(&db, &["Kabul", "--outlet", "BBC"]), ["a"]);
        assert_eq!(ids(&db, &["كابول", "--from", "2018-04-24"]), ["b"]);
        assert_eq!(ids(&db, &["كابول", "--to", "2018-04-23"]), ["a"]);
        assert_eq!(ids(&db, &["كابل"]).len(), 2, "another spelling of the name");
        assert_eq!(ids(&db, &["تفجير", "--as-of", "2018-04-23"]), ["a"]);
        assert_eq!(ids(&db, &["تفجير", "--actor", "islamic-state"]), ["b"]);
        assert_eq!(ids(&db, &["تفجير", "--place", "Baghdad"]), Vec::<String>::new());
    }
}

#[test]
fn pages_go_on_where_they_ended_while_documents_are_added() {
    for db in desks("searching-pages.db") {
        let text = |number: usize| format!("عقدت لجنة الهدنة اجتماعها رقم {number} في المدينة.");
        let batch = |from: usize, to: usize| -> Vec<Value> {
            (from..to).map(|n| article(&format!("d{n}"), "bbc", "2018-04-01", &format!("خبر {n}"), &text(n))).collect()
        };
        add(&db, &batch(0, 700));
        let whole = ids(&db, &["هدنة", "--limit", "2000"]);
        assert_eq!(whole.len(), 700);
        let (mut paged, mut cursor) = (Vec::new(), None::<String>);
        for page in 0.. {
            let more: Vec<&str> = cursor.iter().flat_map(|cursor| ["--cursor", cursor]).collect();
            let (found, next) = search(&db, &[&["هدنة", "--limit", "130"], more.as_slice()].concat());
            paged.extend(found.iter().map(|one| one["id"].as_str().expect("an id").to_owned()));
            if page == 1 {
                add(&db, &batch(700, 720));
            }
            cursor = next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(paged, whole);
        assert_eq!(ids(&db, &["هدنة", "--limit", "2000"]).len(), 720);
    }
}
