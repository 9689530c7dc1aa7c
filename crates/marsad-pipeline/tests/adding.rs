//! Adding to a desk: any order, any batching and any interruption end in the same record.

use std::io::Cursor;
use std::sync::LazyLock;

use marsad_pipeline::{Engine, Given, Input, Source, Store};
use marsad_store::{IncidentQuery, Order};

#[path = "../../marsad-store/tests/common/mod.rs"]
mod common;

use common::desks;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::built_in);

/// Id, day, outlet, text.
type Article = (&'static str, &'static str, &'static str, &'static str);

const ARTICLES: &[Article] = &[
    (
        "a",
        "2022-09-14",
        "bbc",
        "قتل 12 شخصا وأصيب 20 آخرون في انفجار سيارة مفخخة وقع الأربعاء في مدينة هرات، بحسب الشرطة.",
    ),
    ("b", "2022-09-14", "cnn", "أدى انفجار سيارة مفخخة اليوم الأربعاء في مدينة هرات إلى مقتل 17 شخصا، وفق مصادر طبية."),
    ("c", "2022-09-15", "dw", "وقعت الحكومة اليوم اتفاقا مع الاتحاد الأوروبي في بروكسل، حسبما أعلن وزير الخارجية."),
    ("d", "2022-09-15", "rt", "تظاهر مئات الأشخاص الخميس في مدينة البصرة احتجاجا على انقطاع الكهرباء."),
];

/// Every incident that a desk knows, whatever their order, as lines that can be compared.
fn known(store: &Store) -> Vec<String> {
    let found = store.incidents(&Default::default()).expect("the desk can be read");
    let mut lines: Vec<String> = found.iter().map(|(_, incident)| format!("{incident:?}")).collect();
    lines.sort();
    lines
}

fn add(store: &Store, articles: &[&Article]) -> (usize, usize) {
    let given: Vec<Given> = articles
        .iter()
        .map(|(id, day, outlet, _)| Given {
            id: Some((*id).to_owned()),
            published: Some((*day).to_owned()),
            outlet: Some((*outlet).to_owned()),
            ..Given::default()
        })
        .collect();
    let inputs = articles
        .iter()
        .zip(&given)
        .map(|((id, _, _, text), given)| Input { source: Source::stream(*id, Cursor::new(text.as_bytes())), given });
    let report = ENGINE.add(inputs.collect(), store, |_| ()).expect("the desk can be written");
    (report.added, report.known)
}

/// Two empty desks of each kind.
fn pairs() -> impl Iterator<Item = (Store, Store)> {
    desks().into_iter().zip(desks())
}

#[test]
fn the_order_of_adding_changes_nothing() {
    for (forward, backward) in pairs() {
        add(&forward, &ARTICLES.iter().collect::<Vec<_>>());
        add(&backward, &ARTICLES.iter().rev().collect::<Vec<_>>());
        assert!(!known(&forward).is_empty(), "the articles tell something");
        assert_eq!(known(&forward), known(&backward));
    }
}

#[test]
fn adding_one_by_one_ends_where_adding_at_once_ends() {
    for (once, slowly) in pairs() {
        add(&once, &ARTICLES.iter().collect::<Vec<_>>());
        for article in ARTICLES {
            add(&slowly, &[article]);
        }
        assert_eq!(known(&once), known(&slowly));
    }
}

#[test]
fn adding_twice_changes_nothing() {
    for store in desks() {
        assert_eq!(add(&store, &ARTICLES.iter().collect::<Vec<_>>()), (4, 0));
        let before = known(&store);
        assert_eq!(add(&store, &ARTICLES.iter().collect::<Vec<_>>()), (0, 4));
        assert_eq!(known(&store), before);
    }
}

#[test]
fn a_run_that_was_broken_off_is_taken_up_by_the_next() {
    for (whole, broken) in pairs() {
        add(&whole, &ARTICLES.iter().collect::<Vec<_>>());
        add(&broken, &ARTICLES.iter().collect::<Vec<_>>());
        broken.forget_derived().expect("the desk can be written");
        add(&broken, &[]);
        assert_eq!(known(&broken), known(&whole));
    }
}

#[test]
fn every_database_makes_the_same_incidents() {
    let told: Vec<Vec<String>> = desks()
        .iter()
        .map(|store| {
            add(store, &ARTICLES.iter().collect::<Vec<_>>());
            known(store)
        })
        .collect();
    assert!(told.iter().all(|known| *known == told[0]), "{told:#?}");
}

/// What comes first where changes are asked for: the marks of its birth and of its latest change, and what changed.
fn latest_course(store: &Store) -> (i64, i64, Vec<String>) {
    let query = IncidentQuery { order: Order::Change, ..IncidentQuery::default() };
    let (_, first) = store.incidents(&query).expect("the desk can be read").swap_remove(0);
    let course = store.course(&first.id).expect("the desk can be read").expect("it has a course");
    let told = course.changes.iter().map(|one| format!("{} {}", one.change.kind, one.change.fact)).collect();
    (course.born, course.changed, told)
}

fn changed_after(store: &Store, mark: i64) -> usize {
    let query = IncidentQuery { changed_after: Some(mark), ..IncidentQuery::default() };
    store.incident_count(&query).expect("the desk can be read")
}

#[test]
fn what_changed_comes_first_and_what_is_only_told_again_has_not_changed() {
    for store in desks() {
        add(&store, &[&ARTICLES[0], &ARTICLES[2]]);
        let (seen, all) = (store.latest_moment().expect("a mark"), known(&store).len());
        assert_eq!((seen, changed_after(&store, 0), changed_after(&store, seen)), (1, all, 0));
        add(&store, &[&ARTICLES[0]]);
        let reprint = ("e", "2022-09-14", "reuters", ARTICLES[0].3);
        add(&store, &[&reprint]);
        assert_eq!((store.latest_moment().expect("a mark"), changed_after(&store, seen)), (1, 0));
        add(&store, &[&ARTICLES[1]]);
        let (born, changed, told) = latest_course(&store);
        assert_eq!((born, changed), (1, 2));
        assert!(told.contains(&"toll killed".to_owned()), "{told:?}");
        assert_eq!(changed_after(&store, seen), 1);
    }
}

#[test]
fn what_is_made_again_from_the_ground_is_not_new() {
    for store in desks() {
        add(&store, &[&ARTICLES[0], &ARTICLES[2]]);
        add(&store, &[&ARTICLES[1]]);
        let (course, mark) = (latest_course(&store), store.latest_moment().expect("a mark"));
        store.forget_derived().expect("the desk can be written");
        add(&store, &[]);
        assert_eq!((latest_course(&store), store.latest_moment().expect("a mark")), (course, mark));
    }
}

#[test]
fn a_time_before_everything_finds_all_and_one_to_come_finds_nothing() {
    for store in desks() {
        add(&store, &[&ARTICLES[0]]);
        assert_eq!(store.moment_before("2020").expect("a mark"), 0);
        assert_eq!(store.moment_before("2999-01-01T00:00").expect("a mark"), 1);
    }
}
