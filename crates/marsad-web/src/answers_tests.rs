//! Real answers of a real desk of two articles, through the questions that the screens ask.

use std::io::Cursor;
use std::path::PathBuf;
use std::sync::LazyLock;

use marsad_desk::{Desk, IncidentFilter};
use marsad_pipeline::{Engine, Given, Input, Source, Store};
use marsad_record::case::{CaseAct, CaseEntry};
use marsad_record::decision::{Act, Decision};
use serde_json::{Value, json};

use crate::answers::{Corpus, answer, json_answer};
use crate::payload::Payload;
use crate::problem::Problem;
use crate::question::{Part, Question, Words};

const ARTICLES: &str = r#"{"id": "first", "outlet": "وكالة النسر", "published": "2021-01-22", "title": "تفجير في بغداد", "text": "قتل 20 شخصا أمس الخميس في تفجير وقع في بغداد، وفق ما أعلنت وزارة الصحة العراقية."}
{"id": "second", "outlet": "صحيفة الضفاف", "published": "2021-01-22", "title": "ضحايا تفجير بغداد", "text": "قال مصدر أمني إن 32 شخصا قتلوا يوم الخميس 21 يناير 2021 في تفجير هز بغداد."}
"#;

/// Two happenings that have nothing in common.
const APART: &str = r#"{"id": "first", "outlet": "وكالة النسر", "published": "2021-01-22", "title": "تفجير في بغداد", "text": "قتل 20 شخصا أمس الخميس في تفجير وقع في بغداد."}
{"id": "second", "outlet": "صحيفة الضفاف", "published": "2021-05-02", "title": "هجوم في عدن", "text": "قتل 7 أشخاص في هجوم مسلح وقع يوم السبت 1 مايو 2021 في مدينة عدن."}
"#;

/// Two states that talk.
const TALKS: &str = r#"{"id": "talks", "outlet": "وكالة النسر", "published": "2021-03-12", "title": "اتفاق بين مصر وتركيا", "text": "وقعت مصر وتركيا أمس الخميس اتفاقا للتعاون في القاهرة. وقال مسؤول إن مصر تتعاون مع تركيا في ملف ليبيا."}
"#;

/// The lexicon takes its time to load: once for all tests.
static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::built_in);

/// A desk in a file of its own, removed when the test is over.
struct Filled {
    path: PathBuf,
    desk: Desk,
}

impl Filled {
    fn new(name: &str) -> Self {
        Self::of(name, ARTICLES)
    }

    fn of(name: &str, articles: &'static str) -> Self {
        let path = std::env::temp_dir().join(format!("marsad-web-{name}-{}.db", std::process::id()));
        let store = Store::open(&path).expect("a new file");
        let given = Given::default();
        let source = Source::stream("articles.jsonl", Cursor::new(articles));
        let report = ENGINE.add(vec![Input { source, given: &given }], &store, |_| {}).expect("added");
        assert_eq!(report.added, articles.lines().count());
        Self { desk: Desk::open(&path).expect("a desk"), path }
    }

    fn told(&self, question: Question) -> Result<Value, Problem> {
        let text = json_answer(&self.desk, Corpus::Demonstration, question)?;
        Ok(serde_json::from_str(&text).expect("JSON"))
    }

    fn items(&self, question: Question) -> Vec<Value> {
        let page = self.told(question).expect("an answer");
        page["items"].as_array().cloned().expect("a list")
    }
}

impl Drop for Filled {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-shm"] {
            std::fs::remove_file(format!("{}{ending}", self.path.display())).ok();
        }
    }
}

fn all() -> Part {
    Part { cursor: None, limit: 40 }
}

#[test]
fn the_summary_counts_and_says_that_the_outlets_are_invented() {
    let desk = Filled::new("summary");
    let summary = desk.told(Question::Summary).expect("an answer");
    assert_eq!((&summary["documents"], &summary["outlets"], &summary["demo"]), (&2.into(), &2.into(), &true.into()));
}

#[test]
fn what_changed_comes_with_its_course_and_a_mark_after_which_nothing_is_new() {
    let desk = Filled::new("changes");
    let asked = |sort: &str, since: Option<String>| {
        let words = Words { sort: Some(sort.to_owned()), changed_since: since, ..Words::default() };
        desk.told(Question::Incidents(words, all()))
    };
    let page = asked("changed", None).expect("an answer");
    assert_eq!((&page["items"][0]["change"]["first"], &page["mark"]), (&"m1".into(), &"m1".into()));
    for (since, is_news) in [("m0", true), ("m1", false), ("2020-01", true), ("2999-01-01T00:00Z", false)] {
        let found = asked("day", Some(since.to_owned())).expect("an answer");
        assert_eq!(found["total"] != 0, is_news, "{since}");
    }
    assert!(asked("day", None).expect("an answer").get("mark").is_none());
    for wrong in ["m", "m-1", "m+1", "yesterday", "2020-01-01T24:00", "2020-01-01 10:00"] {
        assert!(asked("changed", Some(wrong.to_owned())).is_err(), "{wrong}");
    }
    assert!(asked("place", None).is_err());
}

#[test]
fn what_was_added_last_comes_first_where_it_is_asked_for_and_no_page_is_lost() {
    let desk = Filled::new("latest");
    let latest = || Words { sort: Some("latest".to_owned()), ..Words::default() };
    for question in [Question::Documents as fn(Words, Part) -> Question, Question::Claims] {
        let mut forward = desk.items(question(Words::default(), all()));
        let mut walked = Vec::new();
        let mut cursor = None;
        loop {
            let page = desk.told(question(latest(), Part { cursor, limit: 1 })).expect("a page");
            walked.extend(page["items"].as_array().expect("items").clone());
            cursor = page["next"].as_str().map(str::to_owned);
            if cursor.is_none() {
                break;
            }
        }
        forward.reverse();
        assert!(forward.len() > 1);
        assert_eq!(walked, forward);
    }
    assert!(desk.told(Question::Claims(Words { sort: Some("day".to_owned()), ..Words::default() }, all())).is_err());
}

#[test]
fn a_rule_that_a_reading_names_is_found_in_the_lexicon() {
    let desk = Filled::new("rules");
    let found = |rule: &str| {
        let words = Words { rule: Some(rule.to_owned()), ..Words::default() };
        desk.told(Question::Rule(words, all())).expect("an answer")["found"].clone()
    };
    let row = found("event/assault-001");
    assert!(row[0]["file"].as_str().is_some_and(|file| file.starts_with("ar/event_")), "{row}");
    assert_eq!(row[0]["cells"][0], json!({ "name": "id", "value": "assault-001" }));
    let rule = found("attribution/says");
    assert_eq!(rule[0]["file"], "ar/rules/attribution/says.toml");
    assert!(rule[0]["examples"].as_array().is_some_and(|examples| examples.len() >= 2), "{rule}");
    assert_eq!(found("model/event-confidence"), json!([]));
}

#[test]
fn an_incident_comes_with_its_title_and_names_in_both_languages() {
    let desk = Filled::new("incident");
    let items = desk.items(Question::Incidents(Words::default(), all()));
    let incident = items.iter().find(|one| one["facts"]["place"]["agreed"]["name_en"] == "Baghdad").expect("Baghdad");
    assert_eq!(incident["facts"]["place"]["agreed"]["name_ar"], "بغداد");
    assert_eq!(incident["facts"]["place"]["agreed"]["point"].as_array().map(Vec::len), Some(2));
    assert!(incident["title"].as_str().is_some_and(|title| title.contains("بغداد")));
    let id = incident["id"].as_str().expect("an id").to_owned();
    let mut one = desk.told(Question::Incident(id.clone(), Words::default())).expect("the same");
    let groups = one.as_object_mut().and_then(|one| one.remove("origin_groups")).expect("its origins");
    assert_eq!(groups.as_array().map(Vec::len), incident["origins"].as_u64().map(|count| count as usize));
    assert_eq!((&groups[0]["outlet"], &groups[0]["documents"][0]), (&"al-nisr".into(), &"first".into()));
    assert_eq!(&one, incident);
    let words = Words { incident: Some(id), ..Words::default() };
    let heads = desk.items(Question::Documents(words, all()));
    assert_eq!(heads.len(), incident["documents"].as_array().expect("ids").len());
}

#[test]
fn a_claim_in_a_list_is_the_claim_of_its_document() {
    let desk = Filled::new("claims");
    let items = desk.items(Question::Claims(Words::default(), all()));
    assert!(!items.is_empty());
    for item in items {
        let document = item["document"].as_str().expect("an id").to_owned();
        let record = desk.told(Question::Document(document)).expect("a document");
        let claims = record["claims"].as_array().expect("claims");
        assert!(claims.contains(&item["claim"]), "{item}");
    }
}

#[test]
fn documents_are_found_by_their_words() {
    let desk = Filled::new("words");
    let words = Words { text: Some("مصدر أمني".to_owned()), ..Words::default() };
    let found = desk.items(Question::Documents(words, all()));
    assert_eq!(found.iter().map(|head| head["id"].as_str()).collect::<Vec<_>>(), [Some("second")]);
}

#[test]
fn what_is_not_there_or_cannot_be_meant_is_a_problem() {
    let desk = Filled::new("problems");
    assert_eq!(desk.told(Question::Incident("none".to_owned(), Words::default())), Err(Problem::missing("none")));
    assert_eq!(desk.told(Question::Document("none".to_owned())), Err(Problem::missing("none")));
    let words = Words { kind: Some("PARTY".to_owned()), ..Words::default() };
    assert!(desk.told(Question::Incidents(words, all())).is_err());
    let words = Words { from: Some("yesterday".to_owned()), ..Words::default() };
    assert!(desk.told(Question::Incidents(words, all())).is_err());
    let part = Part { cursor: Some("nowhere".to_owned()), limit: 5 };
    assert!(desk.told(Question::Documents(Words::default(), part)).is_err());
}

#[test]
fn a_dossier_of_an_incident_quotes_both_sides_of_its_toll() {
    let filled = Filled::new("dossier");
    let page = filled.told(Question::Incidents(Words::default(), Part { cursor: None, limit: 9 })).expect("a page");
    let id = page["items"][0]["id"].as_str().expect("an id").to_owned();
    let words = Words { form: Some("markdown".to_owned()), language: Some("en".to_owned()), ..Words::default() };
    let told = answer(&filled.desk, Corpus::Demonstration, Question::IncidentDossier(id, words)).expect("a dossier");
    let Payload::File(_, name, bytes) = told else { panic!("a dossier is a file") };
    let text = String::from_utf8(bytes).expect("Markdown is text");
    assert_eq!(name, "marsad-incident.md");
    for words in ["Killed: 20", "Killed: 32", "> قتل 20 شخصا", "Documents quoted", "تفجير في بغداد"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn a_form_or_a_language_that_is_none_of_ours_is_refused() {
    let filled = Filled::new("forms");
    for (form, language) in [("pdf", "ar"), ("html", "fr")] {
        let words = Words {
            question: Some("هل وقع تفجير في بغداد؟".to_owned()),
            form: Some(form.to_owned()),
            language: Some(language.to_owned()),
            ..Words::default()
        };
        let asked = Question::AnswerDossier(words, Part { cursor: None, limit: 9 });
        assert!(answer(&filled.desk, Corpus::Demonstration, asked).is_err(), "{form} {language}");
    }
}

#[test]
fn coverage_counts_each_day_and_names_what_was_not_read() {
    let filled = Filled::new("coverage");
    let words = Words { from: Some("2021-01-20".to_owned()), to: Some("2021-01-23".to_owned()), ..Words::default() };
    let told = filled.told(Question::Coverage(words, Part { cursor: None, limit: 9 })).expect("coverage");
    assert_eq!((told["documents"].as_u64(), told["days"][0]["documents"].as_u64()), (Some(2), Some(2)));
    assert_eq!(told["gaps"][0]["days"], 2);
    assert_eq!(
        (&told["gaps"][1]["from"], &told["gaps"][1]["to"]),
        (&Value::from("2021-01-23"), &Value::from("2021-01-23"))
    );
    assert_eq!(told["outlets"].as_array().map(Vec::len), Some(2));
}

fn part() -> Part {
    Part { cursor: None, limit: 9 }
}

fn entry(act: CaseAct, subject: &str) -> CaseEntry {
    let (who, when) = ("amal".to_owned(), "2021-02-01".to_owned());
    CaseEntry { place: 0, act, subject: Some(subject.to_owned()), words: None, who, when }
}

fn sent(filled: &Filled, question: Question) -> Payload {
    answer(&filled.desk, Corpus::Demonstration, question).expect("an answer")
}

fn read(payload: Payload) -> Value {
    let (Payload::Json(text) | Payload::Made(text)) = payload else { panic!("{payload:?} is no JSON") };
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn a_case_tells_what_each_of_its_citations_is_now() {
    let filled = Filled::new("cases");
    let id = filled.desk.incidents(&IncidentFilter::default()).expect("a page").incidents[0].incident.id.clone();
    let begun = Question::BeginCase { who: "amal".to_owned(), title: " ملف  بغداد ".to_owned() };
    assert_eq!(read(sent(&filled, begun))["title"], "ملف بغداد");
    for subject in [id.as_str(), "first", "first/c1", "marsad:question/هل وقع تفجير في بغداد؟"] {
        sent(&filled, Question::AddToCase("k1".to_owned(), entry(CaseAct::Put, subject)));
    }
    let case = read(sent(&filled, Question::Case("k1".to_owned())));
    let kinds: Vec<&str> =
        case["items"].as_array().expect("a list").iter().filter_map(|item| item["kind"].as_str()).collect();
    assert_eq!(kinds, ["incident", "document", "claim", "question"]);
    assert!(case["items"][0]["incident"]["facts"]["place"]["agreed"]["name_ar"].is_string());
    assert_eq!(case["items"][2]["address"], "/cite/claim/first/c1");
    let page = read(sent(&filled, Question::Cases(Words::default(), part())));
    assert_eq!((page["items"].as_array().map(Vec::len), page["next"].is_null()), (Some(1), true));
    let dossier = sent(&filled, Question::CaseDossier("k1".to_owned(), Words::default()));
    assert!(matches!(dossier, Payload::File(..)));
    let unknown = answer(&filled.desk, Corpus::Demonstration, Question::Case("k9".to_owned()));
    assert!(unknown.is_err());
    let nowhere = Question::AddToCase("k1".to_owned(), entry(CaseAct::Put, "nowhere"));
    let nowhere = answer(&filled.desk, Corpus::Demonstration, nowhere);
    assert_eq!(nowhere.err(), Some(Problem::missing("nowhere")));
}

#[test]
fn a_citation_leads_to_the_screen_of_what_it_stands_for_also_after_a_merge() {
    let filled = Filled::of("cite", APART);
    let cite = |citation: &str| sent(&filled, Question::Cite(citation.to_owned()));
    let views = filled.desk.incidents(&IncidentFilter::default()).expect("a page").incidents;
    let ids: Vec<String> = views.into_iter().map(|view| view.incident.id).collect();
    assert_eq!(ids.len(), 2, "two happenings that nothing links");
    for id in &ids {
        assert_eq!(cite(&format!("incident/{id}")), Payload::Elsewhere(format!("/incidents/{id}")));
    }
    let merge = Decision {
        id: String::new(),
        who: "amal".to_owned(),
        when: "2021-02-01".to_owned(),
        why: "one and the same".to_owned(),
        act: Act::Merge,
        subjects: ids.clone(),
        fact: None,
        before: None,
        after: None,
        item: None,
    };
    filled.desk.decide(merge).expect("kept");
    let now = filled.desk.incident(&ids[0]).expect("read").expect("there").incident.id;
    for id in &ids {
        assert_eq!(cite(&format!("incident/{id}")), Payload::Elsewhere(format!("/incidents/{now}")));
    }
    assert_eq!(cite("claim/first/c1"), Payload::Elsewhere("/documents/first?claim=c1".to_owned()));
    assert_eq!(cite("question/a b؟"), Payload::Elsewhere("/questions?q=a%20b%D8%9F".to_owned()));
    for wrong in ["incident/none", "claim/first/c99", "actor/x", "case/k1"] {
        assert!(answer(&filled.desk, Corpus::Demonstration, Question::Cite(wrong.to_owned())).is_err(), "{wrong}");
    }
}

#[test]
fn the_network_and_a_pair_tell_the_same_deeds() {
    let filled = Filled::of("network", TALKS);
    let ties = read(sent(&filled, Question::Network(Words::default(), part())));
    let tie = ties["items"].as_array().expect("a list").iter().find(|tie| tie["actors"] == json!(["egypt", "turkey"]));
    let tie = tie.unwrap_or_else(|| panic!("the two are tied: {ties}"));
    assert_eq!(tie["sign"], "cooperative");
    assert!(ties["names"]["egypt"]["name_ar"].is_string());
    let one = Words { one: Some("egypt".to_owned()), other: Some("turkey".to_owned()), ..Words::default() };
    let points = read(sent(&filled, Question::Relations(one.clone(), part())));
    let sum = |side: &str, sign: &str| -> u64 {
        points["items"].as_array().expect("a list").iter().filter_map(|point| point[side][sign].as_u64()).sum()
    };
    assert_eq!(tie["deeds"]["cooperative"], sum("deeds", "cooperative"));
    assert_eq!(tie["statements"]["cooperative"], sum("statements", "cooperative"));
    read(sent(&filled, Question::Triads(one.clone(), part())));
    let wrong = Words { grain: Some("year".to_owned()), ..one };
    assert!(answer(&filled.desk, Corpus::Demonstration, Question::Relations(wrong, part())).is_err());
    assert!(answer(&filled.desk, Corpus::Demonstration, Question::Relations(Words::default(), part())).is_err());
}

#[test]
fn a_list_is_whole_while_the_record_is_made_again() {
    let filled = Filled::new("moment");
    let path = filled.path.clone();
    let again = std::thread::spawn(move || {
        let store = Store::open(&path).expect("the file");
        for _ in 0..40 {
            ENGINE.rebuild(&store).expect("made again");
        }
    });
    while !again.is_finished() {
        filled.told(Question::Incidents(Words::default(), all())).expect("a list");
    }
    again.join().expect("made again");
}

#[test]
fn a_forecast_without_a_proposal_says_so_and_a_decision_is_kept_with_its_log() {
    let desk = Filled::new("ledger");
    let records = desk.items(Question::Forecasters(Words::default(), all()));
    assert_eq!(records[0]["source"], Value::Null);
    for forecast in desk.items(Question::Forecasts(Words::default(), all())) {
        assert!(forecast["proposed"].is_null() || forecast["proposed"]["fate"].is_string(), "{forecast}");
    }
    let incidents = desk.items(Question::Incidents(Words::default(), all()));
    let body = serde_json::json!({"act": "retract", "subjects": [incidents[0]["id"]], "why": "satire"}).to_string();
    let decision = crate::decisions::decision_of("huda", body.as_bytes()).expect("whole");
    let kept = desk.told(Question::Decide(Box::new(decision))).expect("kept");
    assert_eq!((&kept["id"], &kept["who"]), (&"d1".into(), &"huda".into()));
    let log = desk.items(Question::Decisions(Words::default(), all()));
    assert_eq!((log.len(), &log[0]["standing"]), (1, &"holds".into()));
    assert!(desk.items(Question::Incidents(Words::default(), all())).len() < incidents.len());
}
