//! A desk that was damaged is whole again, made anew out of documents, claims and decisions.

use std::io::Cursor;
use std::path::Path;
use std::sync::LazyLock;

use marsad_pipeline::{Engine, Given, Input, Source, Store};

#[path = "../../marsad-store/tests/common/server.rs"]
mod server;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::built_in);

const ARTICLES: [(&str, &str); 3] = [
    ("a", "قتل 12 شخصا وأصيب 20 آخرون في انفجار سيارة مفخخة وقع الأربعاء في مدينة هرات، بحسب الشرطة."),
    ("b", "أدى انفجار سيارة مفخخة اليوم الأربعاء في مدينة هرات إلى مقتل 17 شخصا، وفق مصادر طبية."),
    ("c", "تظاهر مئات الأشخاص الخميس في مدينة البصرة احتجاجا على انقطاع الكهرباء."),
];

/// What somebody does past the program: incidents say what nobody told, strands are lost, and search forgets.
const DAMAGE: &str = "UPDATE incident_claims SET claim = claim || 'x'; UPDATE incidents SET outlets = 9, digest = 1;
    DELETE FROM strand_keys; UPDATE made_by SET rules = 0;";

fn filled(store: &Store) {
    let given = ARTICLES.map(|(id, _)| Given {
        id: Some(id.to_owned()),
        published: Some("2022-09-14".to_owned()),
        outlet: Some(format!("outlet-{id}")),
        ..Given::default()
    });
    let input = |((id, text), given): (&(&'static str, &'static str), _)| Input {
        source: Source::stream(*id, Cursor::new(text.as_bytes())),
        given,
    };
    ENGINE.add(ARTICLES.iter().zip(&given).map(input).collect(), store, |_| ()).expect("the desk can be written");
}

fn known(store: &Store) -> Vec<String> {
    let found = store.incidents(&Default::default()).expect("the desk can be read");
    let mut lines: Vec<String> = found.iter().map(|(_, incident)| format!("{incident:?}")).collect();
    lines.sort();
    lines
}

fn is_made_whole(store: &Store, damage: impl FnOnce()) {
    filled(store);
    let before = (known(store), store.incident_digests().expect("they are read"));
    assert!(before.0.len() > 1 && store.doctor().expect("the desk is checked").is_empty());
    damage();
    let laws: Vec<String> = store.doctor().expect("the desk is checked").into_iter().map(|found| found.law).collect();
    assert!(laws.contains(&"incident-claims".to_owned()) && laws.contains(&"search".to_owned()), "{laws:?}");
    assert_eq!(store.made_by_rules().expect("it is read"), Some(0));

    let made = ENGINE.repair(store).expect("the desk can be written");
    assert_eq!((made.documents, made.incidents, made.changed), (3, before.0.len(), before.0.len()));
    assert_eq!(store.doctor().expect("the desk is checked"), []);
    assert_eq!((known(store), store.incident_digests().expect("they are read")), before);
    assert_ne!(store.made_by_rules().expect("it is read"), Some(0));
    let again = ENGINE.repair(store).expect("the desk can be written");
    assert_eq!(again.changed, 0, "a sound desk stays as it is");
}

#[test]
fn a_damaged_file_is_made_whole() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("repairing.db");
    for ending in ["", "-wal", "-shm"] {
        // What is not there need not go.
        std::fs::remove_file(format!("{}{ending}", path.display())).ok();
    }
    let store = Store::open(path.as_path()).expect("the file is ours");
    is_made_whole(&store, || {
        let past = rusqlite::Connection::open(&path).expect("the file is there");
        past.execute_batch(DAMAGE).expect("it is written");
        past.execute_batch("INSERT INTO claim_words (claim_words) VALUES ('delete-all')").expect("it is written");
    });
}

#[test]
fn a_damaged_database_is_made_whole() {
    let Some(address) = server::server() else { return };
    let store = Store::open(address.as_str()).expect("the server is there");
    is_made_whole(&store, || {
        let mut past = postgres::Client::connect(&address, postgres::NoTls).expect("the server is there");
        past.batch_execute(DAMAGE).expect("it is written");
        past.batch_execute("DELETE FROM claim_words; ALTER TABLE documents DISABLE TRIGGER USER")
            .expect("it is written");
    });
}
