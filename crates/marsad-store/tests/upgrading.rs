//! A file of the first schema is brought up to the newest with nothing lost; a newer file than the program is refused.

#[path = "common/server.rs"]
mod server;

use std::path::{Path, PathBuf};

use marsad_store::{Error, Store, Words};
use rusqlite::types::Value;
use rusqlite::{Connection, params};

/// What every file began as, and every database.
const FIRST: &str = include_str!("../src/schema/sqlite/0001.sql");
const FIRST_ON_A_SERVER: &str = include_str!("../src/schema/postgres/0001.sql");
/// A key of a strand as older desks keep it.
const LONG: i64 = 0x1234_5678_8765_4321;
const APPLICATION: i64 = 0x4D52_5344;

struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let scratch = Self(std::env::temp_dir().join(format!("marsad-{name}-{}.db", std::process::id())));
        scratch.remove();
        scratch
    }

    fn remove(&self) {
        for ending in ["", "-wal", "-shm"] {
            std::fs::remove_file(format!("{}{ending}", self.0.display())).ok();
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.remove();
    }
}

/// A file as the first Marsad left it: one article with a claim, a decision, an incident.
fn old(path: &Path) {
    let file = Connection::open(path).expect("a new file");
    file.execute_batch(FIRST).expect("the first schema");
    let text = "قتل 12 شخصا في هرات";
    file.execute(
        "INSERT INTO documents VALUES (1, 'a', 'a.txt', 'https://x.example/a', 'عنوان', NULL, NULL, NULL, 'bbc', 'ar',
           '2022-09-14', 0, ?, 'd1', x'0100000000000000')",
        [text],
    )
    .expect("a document");
    let end = text.len() as i64;
    file.execute("INSERT INTO claims VALUES (1, 0, 'c1', 0, ?, 0, 0, NULL, 0, NULL, NULL, '', '', '')", [end])
        .expect("a claim");
    file.execute_batch(
        "INSERT INTO links VALUES (1, 0, 0, 'BBC', 'bbc', 0, 0, NULL, NULL, NULL, NULL);
         INSERT INTO notes VALUES (1, 0, 'odd', NULL, NULL, 'something was odd');
         INSERT INTO document_words (rowid, words) VALUES (1, 'قتل 12 شخصا في هرات');
         INSERT INTO claim_words (rowid, words) VALUES (65536, 'قتل 12 شخصا في هرات');
         INSERT INTO strands VALUES (1, 's1', 1, 'AF', 7);
         INSERT INTO strand_keys VALUES (5, 1), (1311768467139281697, 1);
         INSERT INTO incidents VALUES (1, 'i1', 7, 0, '', 1, 1, 1, 1, 0, 20220914, 20220914, 12, 12, 12, 'rule',
           NULL, NULL, NULL, NULL);
         INSERT INTO incident_redirects VALUES ('i0', 1, 0);
         INSERT INTO incident_documents VALUES (1, 1, 1);
         INSERT INTO incident_claims VALUES (1, 1, 'c1');",
    )
    .expect("what was read out of it");
    file.execute("INSERT INTO decisions VALUES (1, 'd1', 'amal', '2022-09-15', 'why', 2, 'x', NULL, NULL)", params![])
        .expect("a decision");
    file.execute_batch(&format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = 1;")).expect("a mark");
}

/// Every table of the first schema with its columns, search indexes apart.
fn tables(file: &Connection) -> Vec<(String, Vec<String>)> {
    let sql =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_words%' ESCAPE '\\' ORDER BY name";
    let mut names = file.prepare(sql).expect("the schema");
    let names: Vec<String> =
        names.query_map([], |row| row.get(0)).expect("names").map(|name| name.expect("a name")).collect();
    let columns = |table: &String| {
        let mut columns = file.prepare("SELECT name FROM pragma_table_info(?)").expect("columns");
        let columns = columns.query_map([table], |row| row.get(0)).expect("columns");
        columns.map(|column| column.expect("a column")).collect()
    };
    names.iter().map(|table| (table.clone(), columns(table))).collect()
}

/// Every row of every table, those columns only.
fn rows(file: &Connection, tables: &[(String, Vec<String>)]) -> Vec<(String, Vec<Vec<Value>>)> {
    let all = tables.iter().map(|(table, columns)| {
        let list: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
        let sql = format!("SELECT {} FROM {table} ORDER BY 1, 2", list.join(", "));
        let mut statement = file.prepare(&sql).expect("a table");
        let read = statement.query_map([], |row| (0..columns.len()).map(|place| row.get(place)).collect());
        (table.clone(), read.expect("rows").map(|row| row.expect("a row")).collect())
    });
    all.collect()
}

#[test]
fn a_file_of_the_first_schema_is_brought_up_to_the_newest_with_nothing_lost() {
    let scratch = Scratch::new("upgrade");
    old(&scratch.0);
    let (tables, before) = {
        let file = Connection::open(&scratch.0).expect("the file");
        let tables = tables(&file);
        let before = rows(&file, &tables);
        (tables, before)
    };
    assert!(before.iter().map(|(_, rows)| rows.len()).sum::<usize>() > 10);

    let store = Store::open_existing(scratch.0.as_path()).expect("it is brought up to date");
    let extraction = store.extraction("a").expect("it is read").expect("it is there");
    assert_eq!((extraction.claims.len(), extraction.notes.len()), (1, 1));
    assert_eq!(store.decisions().expect("they are read")[0].fact, None);
    assert_eq!(store.incident("i0").expect("it is looked for").expect("it is there").id, "i1");
    assert_eq!(store.documents_holding(&Words::all(["هرات"]), 9).expect("it is searched").len(), 1);
    assert_eq!(store.outlet_days(None, None).expect("they are counted").len(), 1);
    assert_eq!(store.cases(None).expect("they are read"), []);
    assert_eq!(store.made_by_rules().expect("it is read"), Some(0), "nobody knows which rules made its incidents");
    drop(store);

    let file = Connection::open(&scratch.0).expect("the file");
    let long: i64 = file.query_row("SELECT key FROM strand_keys WHERE key <> 5", [], |row| row.get(0)).expect("a key");
    assert_eq!(long, i64::from(0x8765_4321_u32 as i32), "of a long key the last 32 bits are kept");
    file.execute("UPDATE strand_keys SET key = ? WHERE key = ?", [LONG, long]).expect("as it was");
    assert_eq!(rows(&file, &tables), before);
    let version: i64 = file.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a version");
    assert!(version > 1, "{version}");
}

#[test]
fn what_is_append_only_stays_so_in_a_file_that_was_brought_up_to_date() {
    let scratch = Scratch::new("upgrade-laws");
    old(&scratch.0);
    drop(Store::open_existing(scratch.0.as_path()).expect("it is brought up to date"));
    let file = Connection::open(&scratch.0).expect("the file");
    for sql in [
        "DELETE FROM documents",
        "DELETE FROM claims",
        "DELETE FROM links",
        "DELETE FROM decisions",
        "UPDATE documents SET text = ''",
        "UPDATE claims SET stance = 1",
        "UPDATE decisions SET why = ''",
    ] {
        let refused = file.execute(sql, []).expect_err(sql);
        assert!(refused.to_string().contains("append-only"), "{sql}: {refused}");
    }
    file.execute("INSERT INTO taken_down VALUES (1, 'a', 'd1', NULL, 'amal', '2022-09-15', 'why')", [])
        .expect("a trace");
    for sql in ["DELETE FROM taken_down", "UPDATE taken_down SET why = ''"] {
        assert!(file.execute(sql, []).expect_err(sql).to_string().contains("append-only"), "{sql}");
    }
}

#[test]
fn a_newer_file_than_the_program_is_refused_with_its_path() {
    let scratch = Scratch::new("newer");
    old(&scratch.0);
    Connection::open(&scratch.0).expect("the file").execute_batch("PRAGMA user_version = 999").expect("a mark");
    let Err(refused) = Store::open_existing(scratch.0.as_path()) else { panic!("it is newer than this program") };
    assert!(matches!(&refused, Error::Newer { version: 999, .. }));
    let told = refused.to_string();
    assert!(told.contains("newer Marsad") && told.contains(&scratch.0.display().to_string()), "{told}");
}

#[test]
fn a_database_of_the_first_schema_is_brought_up_to_the_newest_with_nothing_lost() {
    let Some(address) = server::server() else { return };
    let schema = address.rsplit("%3D").next().expect("a schema of its own");
    let mut past = postgres::Client::connect(&address, postgres::NoTls).expect("the server is there");
    past.batch_execute(&format!("CREATE SCHEMA {schema}; {FIRST_ON_A_SERVER}")).expect("the first schema");
    past.batch_execute(
        "UPDATE marsad SET version = 1;
         INSERT INTO documents (row, id, source, url, title, outlet, language, published, basis, text, digest, origin)
           VALUES (1, 'a', 'a.txt', 'https://x.example/a', 'title', 'bbc', 'ar', '2022-09-14', 0, 'a text', 'd1', '');
         INSERT INTO decisions (row, id, who, \"when\", why, act, subjects, before, after)
           VALUES (1, 'd1', 'amal', '2022-09-15', 'seen', 0, '', NULL, NULL);",
    )
    .expect("what it held");
    let store = Store::open_existing(address.as_str()).expect("it is brought up to date");
    assert_eq!(store.document_count().expect("they are counted"), 1);
    assert_eq!(store.decisions().expect("they are read")[0].who, "amal");
    assert_eq!(store.cases(None).expect("they are read"), []);
    assert_eq!(store.watches().expect("they are read"), []);
    let again = Store::open_existing(address.as_str()).expect("once is enough");
    assert_eq!(again.taken_down().expect("they are read"), []);
}
