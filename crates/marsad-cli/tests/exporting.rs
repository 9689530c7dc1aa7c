//! A desk of two articles that disagree, written in every format and read back as its users would.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::{Value, json};

const FORMATS: [&str; 8] = ["csv", "jsonl", "parquet", "geojson", "plover", "acled", "ucdp", "ftm"];

const FIRST: &str = "مقتل 48 شخصا في تفجير بكابول\n\nقتل 48 شخصا في تفجير انتحاري وقع في العاصمة الأفغانية كابول يوم الأربعاء 15 أغسطس 2018.\n    وقالت وزارة الداخلية إن المهاجم استهدف مركزا تعليميا.";
const SECOND: &str = "57 قتيلا في هجوم كابول\n\nقتل 57 شخصا في تفجير انتحاري في كابول يوم الأربعاء 15 أغسطس 2018.";
const OTHER: &str = "=1+1 لقاء في الدوحة\n\nالتقى وزير الخارجية القطري نظيره التركي في الدوحة يوم 3 مايو 2018.";

fn marsad(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_marsad")).args(arguments).output().expect("it runs")
}

/// A folder of this test's own, with a desk in it.
fn desk(name: &str) -> (PathBuf, String) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder is ours");
    let documents = [
        json!({"id": "a", "text": FIRST, "outlet": "bbc", "published": "2018-08-15"}),
        json!({"id": "b", "text": SECOND, "outlet": "anadolu", "published": "2018-08-16"}),
        json!({"id": "c", "text": OTHER, "outlet": "bbc", "published": "2018-05-03"}),
    ];
    let lines: Vec<String> = documents.iter().map(Value::to_string).collect();
    let source = folder.join("articles.jsonl");
    fs::write(&source, lines.join("\n")).expect("the folder is ours");
    let db = folder.join("desk.db").display().to_string();
    assert!(marsad(&["add", "--db", &db, &source.display().to_string()]).status.success());
    (folder, db)
}

fn export(db: &str, folder: &Path, format: &str, more: &[&str]) -> Output {
    let folder = folder.display().to_string();
    marsad(&[&["export", "--db", db, "--format", format, &folder], more].concat())
}

fn lines(path: PathBuf) -> Vec<Value> {
    let text = fs::read_to_string(&path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()));
    text.lines().map(|line| serde_json::from_str(line).expect("every line is JSON")).collect()
}

/// The rows of a table, each by its columns' names.
fn rows(path: PathBuf) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(path).expect("the table is there");
    let text = text.strip_prefix('\u{feff}').expect("a spreadsheet is told that it is UTF-8");
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .map(|row| row.expect("every row has every column"))
        .collect()
}

#[test]
fn every_format_is_written_with_a_manifest_and_no_half_file() {
    let (folder, db) = desk("export-all");
    for format in FORMATS {
        let out = folder.join(format);
        let told = export(&db, &out, format, &[]);
        assert!(told.status.success(), "{format}: {}", String::from_utf8_lossy(&told.stderr));
        let manifest: Value = serde_json::from_str(&fs::read_to_string(out.join("manifest.json")).unwrap()).unwrap();
        assert_eq!(manifest["format"], format);
        for file in manifest["files"].as_array().expect("files") {
            assert!(out.join(file.as_str().unwrap()).metadata().unwrap().len() > 0, "{format}: {file}");
        }
        let left = fs::read_dir(&out)
            .unwrap()
            .filter(|file| file.as_ref().unwrap().file_name().to_string_lossy().ends_with(".part"));
        assert_eq!(left.count(), 0, "{format}");
    }
}

#[test]
fn both_tolls_of_a_disputed_incident_are_in_the_tables() {
    let (folder, db) = desk("export-sides");
    let out = folder.join("csv");
    assert!(export(&db, &out, "csv", &[]).status.success());
    let incidents = rows(out.join("incidents.csv"));
    let bombing = incidents.iter().find(|row| row["killed_disputed"] == "true").expect("the tolls differ");
    assert_eq!((bombing["killed_low"].as_str(), bombing["killed_high"].as_str()), ("48", "57"));
    let facts = rows(out.join("facts.csv"));
    let told: Vec<(&str, &str)> = (facts.iter())
        .filter(|row| row["incident"] == bombing["incident"] && row["fact"] == "killed")
        .map(|row| (row["low"].as_str(), row["document"].as_str()))
        .collect();
    assert!(told.contains(&("48", "a")) && told.contains(&("57", "b")), "{told:?}");
    assert!(facts.iter().all(|row| !row["quote"].is_empty()), "a fact without its words");
}

#[test]
fn a_filter_leaves_out_what_it_leaves_out_of_the_list() {
    let (folder, db) = desk("export-filter");
    let out = folder.join("jsonl");
    assert!(export(&db, &out, "jsonl", &["--type", "ASSAULT"]).status.success());
    assert!(lines(out.join("incidents.jsonl")).iter().all(|incident| incident["type"] == "ASSAULT"));
    let documents: Vec<Value> = lines(out.join("documents.jsonl"));
    assert!(!documents.is_empty() && documents.iter().all(|line| line["document"]["id"] != "c"));
}

#[test]
fn a_point_on_the_map_is_longitude_then_latitude() {
    let (folder, db) = desk("export-map");
    let out = folder.join("geojson");
    assert!(export(&db, &out, "geojson", &["--type", "ASSAULT"]).status.success());
    let map: Value = serde_json::from_str(&fs::read_to_string(out.join("incidents.geojson")).unwrap()).unwrap();
    let point = &map["features"][0]["geometry"]["coordinates"];
    let (longitude, latitude) = (point[0].as_f64().expect("east"), point[1].as_f64().expect("north"));
    assert!((68.0..71.0).contains(&longitude) && (33.0..36.0).contains(&latitude), "{point}");
}

#[test]
fn parquet_has_the_rows_of_the_spreadsheet_and_nulls_for_the_unknown() {
    let (folder, db) = desk("export-parquet");
    assert!(export(&db, &folder.join("csv"), "csv", &[]).status.success());
    assert!(export(&db, &folder.join("parquet"), "parquet", &[]).status.success());
    for table in ["incidents", "facts", "claims"] {
        let file = fs::File::open(folder.join(format!("parquet/{table}.parquet"))).unwrap();
        let reader = SerializedFileReader::new(file).expect("it is Parquet");
        let columns = reader.metadata().file_metadata().schema().get_fields().len();
        let read: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        let written = rows(folder.join(format!("csv/{table}.csv")));
        assert_eq!((read.len(), columns), (written.len(), written[0].len()), "{table}");
    }
    let file = fs::File::open(folder.join("parquet/incidents.parquet")).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    let mut incidents = reader.get_row_iter(None).unwrap().map(Result::unwrap);
    assert!(incidents.any(|row| row.to_string().contains("killed_best: null")));
}

#[test]
fn an_article_puts_no_formula_into_a_spreadsheet() {
    let (folder, db) = desk("export-formula");
    assert!(export(&db, &folder, "csv", &[]).status.success());
    let cells = rows(folder.join("claims.csv")).into_iter().flat_map(BTreeMap::into_values);
    assert_eq!(cells.filter(|cell| cell.starts_with(['=', '+', '@'])).count(), 0);
}

#[test]
fn what_acled_does_not_code_is_left_out_and_an_untold_toll_is_not_zero() {
    let (folder, db) = desk("export-acled");
    assert!(export(&db, &folder, "acled", &[]).status.success());
    let events = rows(folder.join("acled.csv"));
    assert!(events.iter().all(|row| row["fatalities"] != "0"), "{events:?}");
    assert!(
        events.iter().any(|row| row["sub_event_type"] == "Suicide bomb" && row["notes"].contains("57")),
        "{events:?}"
    );
}

#[test]
fn an_event_is_proved_by_its_articles() {
    let (folder, db) = desk("export-ftm");
    assert!(export(&db, &folder, "ftm", &[]).status.success());
    let entities = lines(folder.join("entities.ftm.jsonl"));
    let ids: Vec<&str> = entities.iter().map(|entity| entity["id"].as_str().unwrap()).collect();
    let events = entities.iter().filter(|entity| entity["schema"] == "Event");
    for event in events {
        for pointed in ["proof", "involved"] {
            for id in event["properties"][pointed].as_array().expect("a list") {
                assert!(ids.contains(&id.as_str().unwrap()), "{id} is nowhere");
            }
        }
    }
}

#[test]
fn an_earlier_export_is_kept_unless_it_is_to_be_replaced() {
    let (folder, db) = desk("export-twice");
    let out = folder.join("out");
    assert!(export(&db, &out, "csv", &[]).status.success());
    let again = export(&db, &out, "csv", &["--type", "ASSAULT"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("incidents.csv"), "the message names the file");
    assert!(export(&db, &out, "csv", &["--type", "ASSAULT", "--force"]).status.success());
}
