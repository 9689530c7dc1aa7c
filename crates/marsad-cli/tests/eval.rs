//! A sample that people coded, against documents read now and against a desk: figures, misses, and faults by line and column.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const DOCUMENTS: &str = r#"{"id":"mosul","published":"2022-06-14","text":"قُتل سبعة جنود عراقيين وأصيب ثلاثة آخرون في هجوم شنه تنظيم داعش على حاجز للجيش قرب الموصل يوم الأحد 12 يونيو 2022."}
{"id":"tunis","published":"2022-03-03","text":"تظاهر آلاف التونسيين في العاصمة تونس يوم الأربعاء احتجاجا على ارتفاع الأسعار."}
{"id":"weather","published":"2022-03-05","text":"تتوقع هيئة الأرصاد الجوية طقسا معتدلا على معظم أنحاء البلاد خلال الأيام المقبلة."}
{"id":"hodeidah","published":"2022-05-20","text":"اعتقلت الشرطة اليمنية عشرة أشخاص في الحديدة يوم الخميس."}
"#;

const OWN: &str = "\
document,start,end,type,modes,date,place,actors,recipients,killed,wounded,note
mosul,0,4,ASSAULT,,2022-06-12,الموصل,Islamic State,Iraqi army,7,3,
tunis,,,PROTEST,demo,2022-03-02,Tunisia,,none,none,,one toll field coded as nothing
weather,,,none,,,,,,,,
hodeidah,,,COERCE,arrest,2022-05-26,Hodeidah,,,,,a week off
hodeidah,,,AID,,2022-05-19,,,,,,not told there
";

const ACLED: &str = "\
event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,admin1,location,latitude,longitude,fatalities,notes,source
X1,12 June 2022,1,Battles,Armed clash,Islamic State (Iraq),Military Forces of Iraq (2022-),Ninewa,Mosul,36.335,43.1189,7,,Own
X2,02 March 2022,1,Protests,Peaceful protest,Protesters (Tunisia),,Tunis,Tunisia,36.8,10.18,0,,Own
X3,05 March 2022,1,Riots,Mob violence,Rioters (Egypt),,Cairo,Cairo,30.04,31.24,0,,Own
";

const PLOVER: &str = r#"{"id":"1","story_id":"mosul","event_type":"ASSAULT","event_mode":[],"date":"2022-06-14","date_resolved":"2022-06-12","event_geolocation":{"resolved_placename":"Mosul","lat":36.33,"lon":43.11},"attributes":{"ACTOR":[{"text":"داعش","wiki":"Islamic State"}],"RECIP":[{"text":"Iraqi army"}]}}
{"id":"2","story_id":"tunis","event":["PROTEST"],"mode":["demo"],"date":"2022-03-02","event_loc":{"resolved_place":"Tunisia"},"actor":[],"size":{"dead":0}}
"#;

/// A folder of the test's own with the documents and one sample.
fn folder(name: &str, file: &str, sample: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder is ours");
    }
    fs::create_dir_all(&folder).expect("the target folder can be written");
    fs::write(folder.join("documents.jsonl"), DOCUMENTS).expect("a file can be written");
    fs::write(folder.join(file), sample).expect("a file can be written");
    folder
}

fn marsad(folder: &Path, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_marsad"));
    program.args(arguments).current_dir(folder).env_remove("MARSAD_DB").output().expect("the program runs")
}

fn told(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn compared(folder: &Path, arguments: &[&str]) -> Value {
    let output = marsad(folder, arguments);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", told(&output.stderr)))
}

fn right(figure: &Value) -> (u64, u64) {
    (figure["right"].as_u64().expect("a count"), figure["total"].as_u64().expect("a count"))
}

#[test]
fn a_sample_of_our_columns_is_scored_field_by_field() {
    let folder = folder("eval-own", "sample.csv", OWN);
    let got = compared(&folder, &["eval", "sample.csv", "documents.jsonl", "--json"]);
    assert_eq!((right(&got["found"]), right(&got["silent"])), ((3, 4), (1, 1)));
    assert_eq!(right(&got["precise"]).0, 3);
    let fields = &got["fields"];
    assert_eq!(right(&fields["type"]), (3, 3));
    assert_eq!(right(&fields["mode"]), (2, 2));
    assert_eq!(right(&fields["date"]), (2, 3), "the day that is a week off is wrong");
    assert_eq!(right(&fields["place"]), (3, 3));
    assert_eq!((right(&fields["actor"]), right(&fields["recipient"])), ((1, 1), (2, 2)));
    assert_eq!((right(&fields["killed"]), right(&fields["wounded"])), ((2, 2), (1, 1)));
    let f1 = &got["f1"];
    assert!(f1["low"].as_f64() <= f1["value"].as_f64() && f1["value"].as_f64() <= f1["high"].as_f64(), "{f1}");
    let again = compared(&folder, &["eval", "sample.csv", "documents.jsonl", "--json"]);
    assert_eq!(got, again, "the bootstrap draws the same samples every time");
}

#[test]
fn every_miss_says_where_to_look() {
    let folder = folder("eval-desk", "sample.csv", OWN);
    let added = marsad(&folder, &["add", "--db", "desk.db", "documents.jsonl"]);
    assert!(added.status.success(), "{}", told(&added.stderr));
    let got = compared(&folder, &["eval", "sample.csv", "--db", "desk.db", "--json"]);
    let misses = got["misses"].as_array().expect("a list");
    let of = |kind: &str| misses.iter().find(|miss| miss["kind"] == kind).expect(kind);
    assert_eq!((of("not-found")["line"].as_u64(), &of("not-found")["document"]), (Some(6), &Value::from("hodeidah")));
    let date = of("date");
    assert_eq!((&date["coded"], &date["read"]), (&Value::from("2022-05-26"), &Value::from("2022-05-19")));
    assert_eq!(
        (date["start"].as_u64(), date["end"].as_u64(), &date["text"]),
        (Some(0), Some(6), &Value::from("اعتقلت"))
    );
    assert_eq!(date["link"], "http://127.0.0.1:8477/documents/hodeidah");
    let page = told(&marsad(&folder, &["eval", "sample.csv", "--db", "desk.db", "--misses", "0"]).stdout);
    assert!(page.contains("coded 2022-05-26, read 2022-05-19") && page.contains("/documents/hodeidah"), "{page}");
}

#[test]
fn the_reliability_table_counts_every_event_of_the_coded_documents() {
    let folder = folder("eval-reliability", "sample.csv", OWN);
    let got = compared(&folder, &["eval", "sample.csv", "documents.jsonl", "--confidence", "0.99", "--json"]);
    let tenths = got["reliability"].as_array().expect("a list");
    assert!(tenths.iter().map(|tenth| right(&tenth["right"]).1).sum::<u64>() >= 4, "{tenths:?}");
    for tenth in tenths {
        let (from, mean) = (tenth["from"].as_f64().expect("a number"), tenth["confidence"].as_f64().expect("a number"));
        assert!(from <= mean && mean <= from + 0.1, "{tenth}");
    }
    assert_eq!(right(&got["found"]), (0, 4), "nothing is as sure as that");
}

#[test]
fn acled_is_read_as_it_is_and_found_by_day_and_place() {
    let folder = folder("eval-acled", "acled.csv", ACLED);
    let got = compared(&folder, &["eval", "acled.csv", "documents.jsonl", "--json"]);
    assert_eq!(right(&got["found"]), (2, 3));
    assert_eq!(got["precise"], Value::Null, "a sample without documents tells nothing of false alarms");
    assert_eq!((right(&got["fields"]["type"]), right(&got["fields"]["killed"])), ((2, 2), (2, 2)));
    assert_eq!(right(&got["fields"]["actor"]), (1, 1), "parties without a name are not compared");
}

#[test]
fn plover_json_is_read_as_it_is() {
    let folder = folder("eval-plover", "plover.jsonl", PLOVER);
    let got = compared(&folder, &["eval", "plover.jsonl", "documents.jsonl", "--json"]);
    assert_eq!((right(&got["found"]), right(&got["fields"]["date"])), ((2, 2), (2, 2)));
    assert_eq!((right(&got["fields"]["actor"]), right(&got["fields"]["mode"])), ((1, 1), (1, 1)));
}

#[test]
fn a_fault_of_the_sample_is_told_by_file_line_and_column() {
    let faulty = "document,type,date,killed\nmosul,ASSAULTS,2022-13-01,many\ntunis,PROTEST,,\n";
    let folder = folder("eval-faults", "faulty.csv", faulty);
    let output = marsad(&folder, &["eval", "faulty.csv", "documents.jsonl"]);
    let said = told(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    for fault in [
        "faulty.csv, line 2, column type: `ASSAULTS`",
        "faulty.csv, line 2, column date: `2022-13-01`",
        "faulty.csv, line 2, column killed: `many`",
    ] {
        assert!(said.contains(fault), "{fault}: {said}");
    }
    fs::write(folder.join("faulty.csv"), "document,kind\nmosul,ASSAULT\n").expect("a file can be written");
    let said = told(&marsad(&folder, &["eval", "faulty.csv", "documents.jsonl"]).stderr);
    assert!(said.contains("faulty.csv, line 1, column kind: no such column"), "{said}");
}

#[test]
fn a_document_that_nobody_has_read_is_named() {
    let folder = folder("eval-unread", "sample.csv", "document,type\nmosul,ASSAULT\ngone,PROTEST\n");
    let output = marsad(&folder, &["eval", "sample.csv", "documents.jsonl"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(told(&output.stderr).contains("sample.csv, line 3: nobody has read the document gone"));
}
