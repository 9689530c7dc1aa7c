//! Notices posted to a real receiver on loopback: each arrives, in order, signed, under one key.

mod common;

use common::{Kept, article, receiver};
use marsad_desk::NewWatch;
use marsad_notify::{Ways, deliver_due, signature};
use marsad_record::watch::{DeliveryState, NoticeKind, WatchQuery};

const START: i64 = 1_700_000_000;

fn new(name: &str, webhook: Option<String>) -> NewWatch {
    NewWatch { name: name.to_owned(), webhook, is_inner: true, ..NewWatch::default() }
}

#[test]
fn each_thing_is_told_once_and_what_was_there_before_is_not() {
    let kept = Kept::new("once");
    kept.add(&article("before", "وكالة النسر", "7"));
    let query = WatchQuery { place: Some("بغداد".to_owned()), ..WatchQuery::default() };
    let (watch, _) = kept.desk.add_watch("noor", NewWatch { query, ..new("بغداد", None) }, START).expect("kept");
    let elsewhere = WatchQuery { place: Some("القاهرة".to_owned()), ..WatchQuery::default() };
    let (other, _) =
        kept.desk.add_watch("noor", NewWatch { query: elsewhere, ..new("القاهرة", None) }, START).expect("kept");
    assert_eq!(kept.desk.check_watches(START + 1).expect("looked"), 0);
    kept.add(&article("second", "صحيفة الضفاف", "32"));
    assert!(kept.desk.check_watches(START + 2).expect("looked") > 0);
    assert_eq!(kept.desk.check_watches(START + 3).expect("looked"), 0, "told once");
    let told = kept.desk.notices(Some(&watch.id), None, 40).expect("notices");
    let toll = told.iter().find(|notice| notice.kind == NoticeKind::Toll).expect("the toll has changed");
    assert_eq!((toll.before.as_deref(), toll.after.as_deref()), (Some("killed 7"), Some("killed 7-32")));
    assert!(toll.title.contains("بغداد") && toll.quote.contains("شخصا"), "{toll:?}");
    assert!(told.iter().any(|notice| notice.kind == NoticeKind::Contradiction), "{told:?}");
    assert!(kept.desk.notices(Some(&other.id), None, 40).expect("notices").is_empty());
}

#[test]
fn a_receiver_that_fails_twice_gets_the_notice_under_the_same_key() {
    let kept = Kept::new("twice");
    let (address, told) = receiver(&[500, 503]);
    let url = format!("http://{address}/hook");
    let (watch, secret) = kept.desk.add_watch("noor", new("كل شيء", Some(url)), START).expect("kept");
    let secret = secret.expect("a secret");
    kept.add(&article("first", "وكالة النسر", "20"));
    assert_eq!(kept.desk.check_watches(START).expect("looked"), 1);
    let mut now = START;
    let mut arrived = 0;
    for _ in 0..3 {
        arrived += deliver_due(&kept.desk, &Ways::default(), || now).expect("tried").arrived;
        let again = deliver_due(&kept.desk, &Ways::default(), || now + 1).expect("tried");
        assert_eq!(again, marsad_notify::Delivered::default(), "it waits before it tries again");
        now += 3600;
    }
    assert_eq!(arrived, 1);
    let posts: Vec<_> = told.try_iter().collect();
    assert_eq!(posts.len(), 3);
    for post in &posts {
        assert_eq!(post.header("idempotency-key"), posts[0].header("idempotency-key"));
        let moment = post.header("x-marsad-timestamp").parse().expect("seconds");
        assert_eq!(post.header("x-marsad-signature"), signature(&secret, moment, &post.body));
        assert!(post.body.contains("marsad.notice/1") && post.body.contains("تفجير في بغداد"), "{}", post.body);
    }
    assert!(kept.desk.deliveries_of(&watch.id, DeliveryState::Waiting).expect("asked").is_empty());
}

#[test]
fn the_order_holds_while_the_first_one_fails() {
    let kept = Kept::new("order");
    let (address, told) = receiver(&[500]);
    let (watch, _) = kept.desk.add_watch("noor", new("w", Some(format!("http://{address}/"))), START).expect("kept");
    let first = kept.desk.test_watch(&watch.id, START).expect("a test");
    let second = kept.desk.test_watch(&watch.id, START).expect("another");
    deliver_due(&kept.desk, &Ways::default(), || START).expect("tried");
    deliver_due(&kept.desk, &Ways::default(), || START + 60).expect("tried");
    let keys: Vec<String> = told.try_iter().map(|post| post.header("idempotency-key").to_owned()).collect();
    assert_eq!(keys, [first.id.clone(), first.id, second.id]);
}

#[test]
fn what_never_arrives_is_dead_in_the_end_and_stays_to_be_seen() {
    let kept = Kept::new("dead");
    // Nobody listens there any more.
    let address = std::net::TcpListener::bind("127.0.0.1:0").and_then(|gone| gone.local_addr()).expect("a port");
    let (watch, _) = kept.desk.add_watch("noor", new("w", Some(format!("http://{address}/"))), START).expect("kept");
    kept.desk.test_watch(&watch.id, START).expect("a test");
    let mut now = START;
    for _ in 0..40 {
        deliver_due(&kept.desk, &Ways::default(), || now).expect("tried");
        now += 6 * 3600;
    }
    let dead = kept.desk.deliveries_of(&watch.id, DeliveryState::Dead).expect("asked");
    assert_eq!((dead.len(), dead[0].tries), (1, 12));
    assert!(dead[0].error.is_some());
    let row = kept.desk.watches().expect("listed").remove(0);
    assert_eq!((row.deliveries, row.troubled.len()), (vec![0, 0, 1], 1));
}

#[test]
fn an_inner_address_is_refused_unless_it_was_allowed() {
    let kept = Kept::new("inner");
    let (address, told) = receiver(&[]);
    for url in [
        format!("http://{address}/"),
        format!("http://localhost:{}/", address.port()),
        format!("http://[::ffff:127.0.0.1]:{}/", address.port()),
    ] {
        let watch = NewWatch { is_inner: false, ..new("w", Some(url)) };
        let (watch, _) = kept.desk.add_watch("noor", watch, START).expect("kept");
        kept.desk.test_watch(&watch.id, START).expect("a test");
        deliver_due(&kept.desk, &Ways::default(), || START).expect("tried");
        let waiting = kept.desk.deliveries_of(&watch.id, DeliveryState::Waiting).expect("asked");
        let why = waiting[0].error.clone().unwrap_or_default();
        assert!(why.contains("inner network"), "{why}");
    }
    assert!(told.try_recv().is_err(), "nothing was sent");
}

#[test]
fn a_redirect_leads_nowhere() {
    let kept = Kept::new("redirect");
    let (address, told) = receiver(&[302]);
    let (watch, _) = kept.desk.add_watch("noor", new("w", Some(format!("http://{address}/"))), START).expect("kept");
    kept.desk.test_watch(&watch.id, START).expect("a test");
    let done = deliver_due(&kept.desk, &Ways::default(), || START).expect("tried");
    assert_eq!((done.arrived, done.failed, told.try_iter().count()), (0, 1, 1));
}

#[test]
fn two_at_once_do_not_send_the_same_notice_twice() {
    let kept = Kept::new("lease");
    let (address, _told) = receiver(&[]);
    let (watch, _) = kept.desk.add_watch("noor", new("w", Some(format!("http://{address}/"))), START).expect("kept");
    kept.desk.test_watch(&watch.id, START).expect("a test");
    let due = kept.desk.due_deliveries(START, 9).expect("due").remove(0);
    assert!(kept.desk.lease_delivery(&due, START, 25).expect("leased"));
    assert!(!kept.desk.lease_delivery(&due, START, 25).expect("asked"), "somebody else has it");
    // Whoever had it is gone: it is due again when the lease is over.
    assert!(kept.desk.due_deliveries(START + 24, 9).expect("due").is_empty());
    assert_eq!(kept.desk.due_deliveries(START + 26, 9).expect("due").len(), 1);
}

#[test]
fn a_removed_watch_tells_nothing_more() {
    let kept = Kept::new("removed");
    let (address, told) = receiver(&[]);
    let (watch, _) = kept.desk.add_watch("noor", new("w", Some(format!("http://{address}/"))), START).expect("kept");
    kept.desk.test_watch(&watch.id, START).expect("a test");
    kept.desk.remove_watch(&watch.id, START).expect("removed");
    kept.add(&article("first", "وكالة النسر", "20"));
    assert_eq!(kept.desk.check_watches(START).expect("looked"), 0);
    deliver_due(&kept.desk, &Ways::default(), || START).expect("tried");
    assert!(told.try_recv().is_err());
    assert!(kept.desk.watches().expect("listed").is_empty());
}

#[test]
fn of_a_document_that_is_taken_down_no_word_is_told_any_more() {
    let kept = Kept::new("forgotten");
    let (watch, _) = kept.desk.add_watch("noor", new("w", None), START).expect("kept");
    kept.add(&article("first", "وكالة النسر", "20"));
    assert_eq!(kept.desk.check_watches(START).expect("looked"), 1);
    let told = kept.desk.notices(Some(&watch.id), None, 9).expect("notices").remove(0);
    assert!(!told.title.is_empty() && !told.quote.is_empty());
    kept.desk.forget("first", "noor", "2026-11-21", "a court's order").expect("taken down");
    let left = kept.desk.notices(Some(&watch.id), None, 9).expect("notices").remove(0);
    assert_eq!((left.title.as_str(), left.quote.as_str(), &left.id), ("", "", &told.id));
}
