//! What only a PostgreSQL server can do, and what it must refuse.

#[path = "common/article.rs"]
mod article;
#[path = "common/server.rs"]
mod server;

use marsad_store::{Added, Error, Location, Store, Words};
use postgres::{Client, NoTls};

use article::{add, extraction};
use server::server;

fn open(address: &str) -> Store {
    Store::open(address).expect("the server is there")
}

/// A person with rights who goes past the program.
fn past(address: &str) -> Client {
    Client::connect(address, NoTls).expect("the server is there")
}

#[test]
fn a_desk_is_open_to_many_while_one_writes() {
    let Some(address) = server() else { return };
    assert!(matches!(Store::open_existing(address.as_str()), Err(Error::Absent { .. })));
    let writer = open(&address);
    let reader = Store::open_existing(address.as_str()).expect("the desk is there");
    let kept: Result<(), Error> = writer.together(|writer| {
        add(writer, &extraction("a"))?;
        assert_eq!(reader.document_count()?, 0, "a document is in whole or not at all");
        assert_eq!(reader.documents_holding(&Words::all(["كابل"]), 9)?.len(), 0);
        Ok(())
    });
    kept.expect("it is kept");
    assert_eq!(reader.extraction("a").expect("it is read"), Some(extraction("a")));
    assert_eq!(add(&reader, &extraction("a")).expect("it is known"), Added::Known("a".to_owned()));
}

#[test]
fn writers_wait_for_one_another() {
    let Some(address) = server() else { return };
    drop(open(&address));
    let write = |name: &'static str| {
        let address = address.clone();
        std::thread::spawn(move || {
            let store = open(&address);
            for number in 0..20 {
                let mut told = extraction(&format!("{name}{number}"));
                told.document.digest = format!("{name}{number}-digest");
                add(&store, &told).expect("it is kept");
            }
        })
    };
    ["a", "b", "c"].map(write).into_iter().for_each(|writer| writer.join().expect("it is through"));
    let store = open(&address);
    assert_eq!(store.document_count().expect("they are counted"), 60);
    assert_eq!(store.doctor().expect("the desk is checked"), []);
}

#[test]
fn many_open_a_new_desk_at_once() {
    let Some(address) = server() else { return };
    let opening = [(); 4].map(|()| {
        let address = address.clone();
        std::thread::spawn(move || open(&address).document_count().expect("it is a desk"))
    });
    opening.into_iter().for_each(|opened| assert_eq!(opened.join().expect("it is open"), 0));
}

#[test]
fn what_is_append_only_is_so_for_everybody() {
    let Some(address) = server() else { return };
    add(&open(&address), &extraction("a")).expect("it is kept");
    let mut past = past(&address);
    for table in ["documents", "claims", "links", "events", "decisions"] {
        for sql in [format!("DELETE FROM {table}"), format!("TRUNCATE {table} CASCADE")] {
            let refused = past.batch_execute(&sql).expect_err(&sql);
            let told = refused.as_db_error().expect("the server refuses").message();
            assert!(told.ends_with("are append-only"), "{sql}: {told}");
        }
    }
    let changed = past.batch_execute("UPDATE documents SET text = ''").expect_err("it is append-only");
    assert_eq!(changed.as_db_error().expect("the server refuses").message(), "documents are append-only");
}

#[test]
fn the_doctor_sees_what_was_done_past_the_program() {
    let Some(address) = server() else { return };
    let store = open(&address);
    add(&store, &extraction("a")).expect("it is kept");
    assert_eq!(store.doctor().expect("the desk is checked"), []);
    let mut past = past(&address);
    past.batch_execute(
        "ALTER TABLE documents DISABLE TRIGGER ALL; ALTER TABLE notes DISABLE TRIGGER ALL;
         INSERT INTO notes VALUES (77, 0, 'odd', NULL, NULL, 'of no document'); DELETE FROM claim_words;",
    )
    .expect("the owner may");
    let told: Vec<String> = store.doctor().expect("the desk is checked").into_iter().map(|found| found.text).collect();
    for part in
        ["1 rows of notes point at nothing in documents", "documents_never_change", "not all claims", "count of words"]
    {
        assert!(told.iter().any(|line| line.contains(part)), "{part}: {told:#?}");
    }
}

#[test]
fn a_lost_connection_is_made_again() {
    let Some(address) = server() else { return };
    let store = open(&format!("{address}&application_name=marsad_lost"));
    add(&store, &extraction("a")).expect("it is kept");
    let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'marsad_lost'";
    let mut past = past(&address);
    past.batch_execute(end).expect("the owner may");
    assert_eq!(store.document_count().expect("they are counted"), 1);
    past.batch_execute(end).expect("the owner may");
    assert_eq!(add(&store, &extraction("a")).expect("it is known"), Added::Known("a".to_owned()));
}

#[test]
fn a_desk_of_the_first_schema_is_brought_up_to_the_newest() {
    let Some(address) = server() else { return };
    // The first opening makes the schema; what it made is exchanged for what the first Marsad would have made.
    drop(open(&address));
    let mut past = past(&address);
    past.batch_execute(
        "DO $$ BEGIN EXECUTE format('DROP SCHEMA %I CASCADE; CREATE SCHEMA %1$I', current_schema()); END $$",
    )
    .expect("the owner may");
    past.batch_execute(include_str!("../src/schema/postgres/0001.sql")).expect("the first schema");
    past.batch_execute(
        "UPDATE marsad SET version = 1;
         INSERT INTO decisions VALUES (1, 'd1', 'amal', '2022-09-15', 'why', 2, 'x', NULL, NULL)",
    )
    .expect("a decision");
    let store = Store::open_existing(address.as_str()).expect("it is brought up to date");
    assert_eq!(store.decisions().expect("they are read")[0].fact, None);
    assert_eq!(add(&store, &extraction("a")).expect("it is kept"), Added::New);
    assert_eq!(store.doctor().expect("the desk is checked"), []);
    past.batch_execute("UPDATE marsad SET version = 999").expect("a mark");
    assert!(matches!(Store::open_existing(address.as_str()), Err(Error::Newer { version: 999, .. })));
}

#[test]
fn another_programs_database_is_named_as_such() {
    let Some(address) = server() else { return };
    drop(open(&address));
    let mut past = past(&address);
    past.batch_execute("DROP TABLE marsad").expect("the owner may");
    assert!(matches!(Store::open(address.as_str()), Err(Error::Foreign { .. })));
}

#[test]
fn what_a_server_refuses_is_told_without_its_password() {
    let gone = Location::from("postgres://reader:secret@127.0.0.1:1/desk");
    let told = Store::open(&gone).err().expect("nobody listens there").to_string();
    assert!(told.starts_with("postgres://reader@127.0.0.1:1/desk: connecting: "), "{told}");
    assert!(!told.contains("secret"), "{told}");
    let Some(address) = server() else { return };
    let wrong = address.replacen("@127", "wrong@127", 1);
    let told = Store::open(wrong.as_str()).err().expect("the password is wrong").to_string();
    assert!(told.contains("password authentication failed") && !told.contains("wrong@"), "{told}");
}

/// Whether the letters of a connection are sealed, as the server sees it.
fn is_sealed(address: &str, name: &str) -> bool {
    let sql = "SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = $1";
    past(address).query_one(sql, &[&name]).expect("the connection is there").get(0)
}

#[test]
fn letters_are_sealed_as_the_address_says() {
    let Some(address) = server() else { return };
    let Some(root) = std::env::var("MARSAD_POSTGRES_ROOT").ok().filter(|root| !root.is_empty()) else {
        eprintln!("skipped: MARSAD_POSTGRES_ROOT names no certificate (tools/postgres/start.sh makes one)");
        return;
    };
    drop(open(&address));
    let named = address.replace("127.0.0.1", "localhost");
    let root = format!("&sslrootcert={root}");
    for (address, more, wanted) in [
        (&address, "&sslmode=disable", Some(false)),
        (&address, "", Some(true)),
        (&address, "&sslmode=prefer", Some(true)),
        (&address, "&sslmode=require", Some(true)),
        (&address, &format!("&sslmode=verify-ca{root}"), Some(true)),
        (&named, &format!("&sslmode=verify-full{root}"), Some(true)),
        // The certificate names localhost; nobody knows its root but who is told.
        (&address, &format!("&sslmode=verify-full{root}"), None),
        (&named, "&sslmode=verify-full", None),
        (&address, "&sslmode=verify-ca", None),
    ] {
        let name = format!("sealed-{}", std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), more));
        let opened = Store::open_existing(format!("{address}{more}&application_name={name}").as_str());
        match (opened, wanted) {
            (Ok(store), Some(sealed)) => {
                assert_eq!(is_sealed(address, &name), sealed, "{more}");
                drop(store);
            }
            (Err(error), None) => assert!(error.to_string().contains("connecting"), "{error}"),
            (Ok(_), None) => panic!("{more} was not refused"),
            (Err(error), Some(_)) => panic!("{more}: {error}"),
        }
    }
}
