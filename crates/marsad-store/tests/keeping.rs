//! What is kept comes back as it went; nothing is kept twice or by halves.

#[path = "common/article.rs"]
mod article;
mod common;

use marsad_record::decision::{Act, Decision};
use marsad_record::takedown::TakeDown;
use marsad_record::*;
use marsad_store::{Added, ClaimQuery, Error, Searched, Store, TextQuery, Words};

use article::{add, extraction};
use common::desks;

#[test]
fn a_document_comes_back_as_it_went() {
    for store in desks() {
        let kept = extraction("a");
        assert_eq!(add(&store, &kept).expect("it is kept"), Added::New);
        assert_eq!(store.extraction("a").expect("it is read"), Some(kept));
        assert_eq!(store.extraction("b").expect("it is looked for"), None);
        assert_eq!(store.doctor().expect("the file is checked"), []);
    }
}

#[test]
fn the_same_document_twice_changes_nothing() {
    for store in desks() {
        add(&store, &extraction("a")).expect("it is kept");
        assert_eq!(add(&store, &extraction("a")).expect("it is known"), Added::Known("a".to_owned()));
        assert_eq!(store.document_count().expect("they are counted"), 1);
    }
}

#[test]
fn one_id_with_another_text_is_refused() {
    for store in desks() {
        add(&store, &extraction("a")).expect("it is kept");
        let mut other = extraction("a");
        other.document.digest = "d2".to_owned();
        assert!(matches!(add(&store, &other), Err(Error::Conflict { id }) if id == "a"));
    }
}

#[test]
fn a_document_that_cannot_be_kept_whole_is_not_kept_at_all() {
    for store in desks() {
        let mut broken = extraction("a");
        broken.claims.push(broken.claims[0].clone());
        assert!(add(&store, &broken).is_err(), "two claims have one id");
        assert_eq!(store.document_count().expect("they are counted"), 0);
        assert_eq!(add(&store, &extraction("a")).expect("it is kept"), Added::New);
        assert_eq!(store.doctor().expect("the file is checked"), []);
    }
}

#[test]
fn words_find_claims_and_documents() {
    for store in desks() {
        add(&store, &extraction("a")).expect("it is kept");
        assert_eq!(claims_with(&store, Words::all(["مقتل"])), 1);
        assert_eq!(documents_with(&store, Words::all(["كابل"])), ["a"]);
        assert!(documents_with(&store, Words::all(["شبكة"])).is_empty(), "chrome is no text");
    }
}

#[test]
fn decisions_are_kept_in_order() {
    for store in desks() {
        let decision = |id: &str| Decision {
            id: id.to_owned(),
            who: "reader".to_owned(),
            when: "2022-03-03T10:00".to_owned(),
            why: "same place".to_owned(),
            act: Act::Merge,
            subjects: vec!["x".to_owned(), "y".to_owned()],
            fact: None,
            before: None,
            after: None,
            item: None,
        };
        store.decide(&decision("2")).expect("it is kept");
        store.decide(&decision("1")).expect("it is kept");
        assert_eq!(store.decisions().expect("they are read"), [decision("2"), decision("1")]);
        assert!(store.decide(&decision("1")).is_err(), "a decision is kept once");
    }
}

#[test]
fn a_foreign_file_is_named_as_such() {
    let path = std::env::temp_dir().join(format!("marsad-foreign-{}.db", std::process::id()));
    std::fs::write(&path, "this is a letter, not a database, and it is long enough to have a header".repeat(20))
        .expect("it is written");
    let opened = Store::open(path.as_path());
    std::fs::remove_file(&path).expect("it is removed");
    assert!(matches!(opened, Err(Error::Foreign { .. })));
    assert!(matches!(Store::open_existing(path.as_path()), Err(Error::Absent { .. })));
}

#[test]
fn a_phrase_is_found_only_where_its_words_stand_together() {
    for store in desks() {
        add(&store, &extraction("a")).expect("it is kept");
        let found = |groups: &[&[&str]]| {
            let groups = groups.iter().map(|group| group.iter().map(|phrase| (*phrase).to_owned()).collect()).collect();
            claims_with(&store, Words::of(groups))
        };
        assert_eq!(found(&[&["مقتل 12 شخصا"]]), 1);
        assert_eq!(found(&[&["مقتل شخصا"]]), 0);
        assert_eq!(found(&[&["لا شيء", "في كابل"], &["متحدث"]]), 1);
        assert_eq!(found(&[&["في كابل"], &["لا شيء"]]), 0);
        let query = ClaimQuery { words: Some(Words::all(["في كابل"])), ..ClaimQuery::default() };
        assert_eq!(store.claims(&query).expect("they are listed").len(), 1);
    }
}

#[test]
fn many_documents_are_kept_together_or_not_at_all() {
    for store in desks() {
        let done: Result<(), Error> = store.together(|store| {
            add(store, &extraction("a"))?;
            assert!(store.has_document("a")?, "what is written is there inside");
            Err(Error::Conflict { id: "a".to_owned() })
        });
        assert!(done.is_err());
        assert_eq!(store.document_count().expect("they are counted"), 0);
        let mut other = extraction("b");
        other.document.digest = "d2".to_owned();
        let kept: Result<(), Error> = store.together(|store| {
            add(store, &extraction("a"))?;
            add(store, &other)?;
            assert_eq!(documents_with(store, Words::all(["كابل"])).len(), 2, "and can be searched inside");
            Ok(())
        });
        kept.expect("both are kept");
        assert_eq!(store.extraction("b").expect("it is read"), Some(other));
        assert_eq!(store.doctor().expect("the desk is checked"), []);
    }
}

#[test]
fn the_same_search_finds_the_same_texts_on_every_database() {
    let texts = [
        "انفجار في كابل",
        "انفجار ثم انفجار اخر في كابل وانفجار ثالث في هرات",
        "لا شيء يذكر في هذا النص الطويل الذي لا يروي خبرا ولا يذكر مكانا ولا يسمي احدا سوى كابل",
        "كابل كابل كابل",
        "هرات",
    ];
    let groups = |groups: &[&[&str]]| -> Vec<Vec<String>> {
        groups.iter().map(|group| group.iter().map(|phrase| (*phrase).to_owned()).collect()).collect()
    };
    let near = groups(&[&["انفجار", "وانفجار"], &["في كابل", "هرات"]]);
    let but = Words { groups: groups(&[&["كابل", "هرات"]]), but: near.clone() };
    for store in desks() {
        for (number, text) in texts.iter().enumerate() {
            let mut told = extraction(&format!("t{number}"));
            told.document.digest = format!("t{number}-digest");
            told.document.text = (*text).to_owned();
            told.document.chrome.clear();
            told.claims[0].span = Span::new(0, text.len());
            add(&store, &told).expect("it is kept");
        }
        let found = |of, words: &Words, before, limit| -> Vec<String> {
            let query = TextQuery { words: words.clone(), before, limit, letters: 8, ..TextQuery::default() };
            let texts = store.texts_with(of, &query).expect("it is searched");
            texts.into_iter().map(|text| format!("{} {}", text.place, text.text)).collect()
        };
        let end = store.end_of(Searched::Documents).expect("it is counted");
        let all = found(Searched::Documents, &Words::all(["كابل"]), end, 9);
        assert_eq!(all, ["4 كابل كاب", "3 لا شيء ي", "2 انفجار ث", "1 انفجار ف"], "the latest first, as far as asked");
        assert_eq!(
            found(Searched::Documents, &Words::all(["كابل"]), 4, 2),
            all[1..3],
            "a page goes on where one ended"
        );
        assert_eq!(found(Searched::Documents, &Words::of(near.clone()), end, 9), all[2..]);
        assert_eq!(found(Searched::Documents, &but, end, 9).len(), 3, "what holds all of the other groups is left out");
        let end = store.end_of(Searched::Claims).expect("it is counted");
        assert_eq!(found(Searched::Claims, &Words::all(["كابل"]), end, 1), ["262144 كابل كابل كابل"]);
        let day = |from: Option<&str>| TextQuery {
            words: Words::all(["هرات"]),
            before: end,
            from: from.map(str::to_owned),
            outlets: vec!["nobody".to_owned()],
            ..TextQuery::default()
        };
        assert!(store.texts_with(Searched::Claims, &day(Some("1999-01-01"))).expect("it is searched").is_empty());
    }
}

fn documents_with(store: &Store, words: Words) -> Vec<String> {
    store.documents_holding(&words, 9).expect("it is searched")
}

fn claims_with(store: &Store, words: Words) -> usize {
    let query = ClaimQuery { words: Some(words), ..ClaimQuery::default() };
    store.claims(&query).expect("it is searched").len()
}

#[test]
fn accounts_sessions_and_tokens_are_kept() {
    use marsad_record::account::{Account, AccountAct, Role, Token};
    for store in desks() {
        let account = Account {
            name: "amal".to_owned(),
            role: Role::Admin,
            is_disabled: false,
            made: "2022-03-03T10:00:00Z".to_owned(),
        };
        store.add_account(&account, "hash").expect("it is kept");
        assert!(store.add_account(&account, "hash").is_err(), "a name is one person's");
        assert_eq!(store.account("amal").expect("it is read"), Some((account.clone(), "hash".to_owned())));
        let act = AccountAct {
            when: "2022-03-03T10:00:00Z".to_owned(),
            who: "amal".to_owned(),
            act: "add".to_owned(),
            account: "amal".to_owned(),
            detail: String::new(),
        };
        store.log_account_act(&act).expect("it is kept");
        assert_eq!(store.account_acts().expect("they are read"), [act]);
        store.begin_session("secret", "amal", "2022-03-03T11", "2022-03-03T10", "2022-03-01").expect("it begins");
        assert!(store.session("secret", "2022-03-03T10", "2022-03-01").expect("it is read").is_some());
        assert!(store.session("secret", "2022-03-03T12", "2022-03-01").expect("it is read").is_none(), "it is stale");
        store.end_sessions_of("amal").expect("they end");
        assert!(store.session("secret", "2022-03-03T10", "2022-03-01").expect("it is read").is_none());
        let token = Token {
            id: "t1".to_owned(),
            account: "amal".to_owned(),
            label: "script".to_owned(),
            scope: Role::Reader,
            made: "2022-03-03".to_owned(),
            ends: None,
            used: None,
            is_revoked: false,
        };
        store.add_token(&token, "token-hash").expect("it is kept");
        assert_eq!(store.token("token-hash").expect("it is read"), Some(token));
        assert!(store.revoke_token("t1").expect("it is taken back"));
        assert!(!store.revoke_token("t1").expect("it was taken back"));
    }
}

#[test]
fn what_is_taken_down_leaves_its_trace_alone() {
    for store in desks() {
        add(&store, &extraction("a")).expect("it is kept");
        let mut other = extraction("b");
        other.document.digest = "d2".to_owned();
        add(&store, &other).expect("it is kept");
        let trace = TakeDown {
            document: "a".to_owned(),
            digest: "d1".to_owned(),
            address: None,
            who: "amal".to_owned(),
            when: "2022-03-03T10:00:00Z".to_owned(),
            why: "a court".to_owned(),
        };
        store.take_down(&trace).expect("it goes");
        store.overwrite_freed().expect("it is overwritten");
        assert_eq!(store.extraction("a").expect("it is looked for"), None);
        assert_eq!(documents_with(&store, Words::all(["كابل"])), ["b"]);
        assert_eq!(claims_with(&store, Words::all(["مقتل"])), 1);
        assert_eq!(add(&store, &extraction("a")).expect("it is refused"), Added::TakenDown(trace.clone()));
        assert_eq!(store.taken_down().expect("they are read"), [trace]);
        assert_eq!(store.doctor().expect("the desk is checked"), []);
    }
}

#[test]
fn a_case_grows_and_never_changes() {
    use marsad_record::case::{Case, CaseAct, CaseEntry};
    for store in desks() {
        let case = |id: &str| Case {
            id: id.to_owned(),
            title: "سد".to_owned(),
            who: "amal".to_owned(),
            when: "2022-03-03T10:00:00Z".to_owned(),
            entries: Vec::new(),
        };
        store.begin_case(&case("one")).expect("it begins");
        store.begin_case(&case("two")).expect("it begins");
        assert!(store.begin_case(&case("one")).is_err(), "an id is one case's");
        let entry = |place: usize| CaseEntry {
            place,
            act: CaseAct::ALL[0],
            subject: Some("document:a".to_owned()),
            words: None,
            who: "amal".to_owned(),
            when: "2022-03-03T10:00:00Z".to_owned(),
        };
        assert_eq!(store.add_to_case("two", &entry(0)).expect("it is kept"), Some(1));
        assert_eq!(store.add_to_case("two", &entry(0)).expect("it is kept"), Some(2));
        assert_eq!(store.add_to_case("three", &entry(0)).expect("it is looked for"), None);
        let all = store.cases(None).expect("they are read");
        assert_eq!(all.iter().map(|case| case.entries.len()).collect::<Vec<_>>(), [0, 2]);
        assert_eq!(store.cases(Some("two")).expect("it is read")[0].entries, [entry(1), entry(2)]);
    }
}

#[test]
fn a_feed_is_kept_with_what_became_of_its_pages() {
    use marsad_record::feed::Feed;
    for store in desks() {
        let feed = |id: &str| Feed {
            id: id.to_owned(),
            address: format!("https://news.example/{id}.xml"),
            who: "amal".to_owned(),
            when: "2022-03-03".to_owned(),
            ..Feed::default()
        };
        store.keep_feed(&feed("f1")).expect("it is kept");
        store.keep_feed(&feed("f2")).expect("it is kept");
        let failing = Feed { error: Some("gone".to_owned()), failures: 2, named: 3, ..feed("f2") };
        store.keep_feed(&failing).expect("it is kept as it is now");
        store.keep_page("f2", "p1", "2022-03-04", None).expect("it is kept");
        for tries in 0..3 {
            assert!(!store.is_page_done("p2").expect("it is looked for"), "after {tries} tries");
            store.keep_page("f2", "p2", "2022-03-04", Some("404")).expect("it is kept");
        }
        assert!(store.is_page_done("p1").expect("it is looked for") && store.is_page_done("p2").expect("it is"));
        let told = Feed { added: 1, refused: 1, ..failing };
        assert_eq!(store.feeds().expect("they are read"), [feed("f1"), told]);
        assert_eq!(store.doctor().expect("the desk is checked"), []);
    }
}
