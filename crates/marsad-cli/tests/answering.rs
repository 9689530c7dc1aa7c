//! Questions as an analyst asks them, of articles written for this test.

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

const TRUCE: &str = "تقارب بين مصر وتركيا\n\nقال مسؤول إن مصر تتعاون مع تركيا في ملف ليبيا.\n\
    وندد وزير الخارجية التركي بموقف مصر من الأزمة.\nوقالت الصحيفة إن الطقس معتدل في الساحل.";
const STRENGTH: &str = "حركة الشباب في الصومال\n\nيرى خبراء أن حركة الشباب استعادت نفوذها في الجنوب.\n\
    وأفاد تقرير بأن حركة الشباب تراجعت وخسرت مواقع كثيرة.\nولم ترد الحكومة على الأسئلة.";

const RAIDS: &str = "غارات جديدة\n\nقصفت إسرائيل مواقع في سوريا ليل السبت.\nوقالت وزارة الدفاع إن إسرائيل هاجمت مطارا في سوريا.\n\
    وهددت إيران بالرد.\nوأدانت مصر وتركيا الهجوم على المسجد.";
const DENIAL: &str = "خبر جديد\n\nنفت إسرائيل أنها قصفت مواقع في سوريا.\nوقال محلل إن إسرائيل قد تقصف سوريا من جديد.";

const GROUND: &str = "معارك في الصومال\n\nاستعاد الجيش الصومالي بلدة من قبضة حركة الشباب في الجنوب.\n\
    ودحر الجيش حركة الشباب قرب كيسمايو.\nوقال خبير إن الجيش الصومالي استعاد قوته.";
const RIFT: &str = "برلين ومدريد\n\nتتعاون ألمانيا مع إسبانيا في ملف الهجرة.\nونددت ألمانيا بموقف إسبانيا من الأزمة.";
const WEAPONS: &str = "بيان من بيونغيانغ\n\nقال دبلوماسي إن كوريا الشمالية ستتخلى عن أسلحتها النووية.\n\
    ورفضت كوريا الشمالية التخلي عن أسلحتها النووية.\nوتملك كوريا الشمالية صواريخ كثيرة.";

fn desk(name: &str) -> PathBuf {
    let db = common::fresh(name);
    let source = db.with_extension("jsonl");
    let lines = [("truce", TRUCE), ("strength", STRENGTH), ("raids", RAIDS), ("denial", DENIAL)]
        .into_iter()
        .chain([("ground", GROUND), ("rift", RIFT), ("weapons", WEAPONS)])
        .map(|(id, text)| json!({"id": id, "text": text, "published": "2018-05-10"}).to_string());
    let lines: Vec<String> = lines.collect();
    std::fs::write(&source, lines.join("\n")).expect("the folder is ours");
    let added = Command::new(env!("CARGO_BIN_EXE_marsad")).args(["add", "--db"]).arg(&db).arg(&source).output();
    assert!(added.expect("it runs").status.success());
    db
}

fn ask(db: &Path, more: &[&str]) -> String {
    let told = Command::new(env!("CARGO_BIN_EXE_marsad")).args(["answer", "--db"]).arg(db).args(more).output();
    let told = told.expect("it runs");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    String::from_utf8(told.stdout).expect("an answer is UTF-8")
}

fn answer(db: &Path, question: &str) -> Value {
    serde_json::from_str(&ask(db, &["--json", question])).expect("an answer is JSON")
}

fn quotes(answer: &Value, side: &str) -> Vec<String> {
    let list = answer[side].as_array().expect("a list");
    list.iter().map(|evidence| evidence["quote"].as_str().expect("a quote").to_owned()).collect()
}

#[test]
fn a_question_in_either_language_finds_the_same_words_for_and_against() {
    let db = desk("answering-sides.db");
    for question in ["هل تتعاون مصر وتركيا؟", "Do Egypt and Turkey cooperate?"] {
        let found = answer(&db, question);
        assert_eq!(found["schema"], "marsad.answer/1");
        assert!(quotes(&found, "for").iter().any(|quote| quote.contains("تتعاون مع تركيا")), "{found}");
        assert!(quotes(&found, "against").iter().any(|quote| quote.contains("وندد")), "{found}");
        assert!(!found.to_string().contains("الطقس"), "{found}");
    }
}

#[test]
fn a_question_after_a_deed_finds_who_tells_it_and_who_denies_it() {
    let db = desk("answering-deeds.db");
    for question in ["هل قصفت إسرائيل سوريا؟", "هل ضربت إسرائيل سوريا؟", "Did Israel strike Syria?"]
    {
        let found = answer(&db, question);
        assert_eq!(found["read_as"]["about"][0]["id"], "ASSAULT", "{found}");
        assert!(quotes(&found, "for").iter().any(|quote| quote.contains("قصفت إسرائيل مواقع")), "{found}");
        assert!(quotes(&found, "against").iter().any(|quote| quote.contains("نفت إسرائيل")), "{found}");
        let told = [quotes(&found, "for"), quotes(&found, "against")].concat();
        assert!(!told.iter().any(|quote| quote.contains("قد تقصف") || quote.contains("هددت")), "{found}");
    }
    let turned = answer(&db, "هل ضربت سوريا إسرائيل؟");
    assert_eq!(quotes(&turned, "for"), Vec::<String>::new(), "who is named first does it");
    let given: Value = serde_json::from_str(&ask(&db, &["--json", "--about", "ASSAULT", "ماذا بين إسرائيل وسوريا؟"]))
        .expect("an answer is JSON");
    assert!(!quotes(&given, "for").is_empty(), "{given}");
}

#[test]
fn to_condemn_a_third_together_is_no_enmity_between_the_two() {
    let db = desk("answering-third.db");
    let found = answer(&db, "هل تتعاون مصر وتركيا؟");
    assert!(!quotes(&found, "against").iter().any(|quote| quote.contains("المسجد")), "{found}");
    assert!(quotes(&found, "against").iter().any(|quote| quote.contains("وندد")), "{found}");
}

#[test]
fn every_quote_stands_in_its_document() {
    let db = desk("answering-quotes.db");
    for question in ["هل استعادت حركة الشباب قوتها؟", "Has al-Shabaab regained its strength?"]
    {
        let found = answer(&db, question);
        let told: Vec<String> = ["for", "against"].iter().flat_map(|side| quotes(&found, side)).collect();
        assert!(told.len() >= 2, "{found}");
        assert!(
            told.iter().all(|quote| [STRENGTH, GROUND].iter().any(|text| text.contains(quote.as_str()))),
            "{found}"
        );
    }
}

#[test]
fn a_question_after_weakness_turns_the_sides_round() {
    let db = desk("answering-weakness.db");
    let found = answer(&db, "هل ضعفت حركة الشباب؟");
    assert!(quotes(&found, "for").iter().any(|quote| quote.contains("تراجعت")), "{found}");
    assert!(quotes(&found, "against").iter().any(|quote| quote.contains("استعادت")), "{found}");
}

#[test]
fn what_somebody_takes_from_a_group_is_no_strength_of_the_group() {
    let db = desk("answering-bearer.db");
    let found = answer(&db, "هل استعادت حركة الشباب قوتها في الصومال؟");
    let part =
        found["read_as"]["actors"].as_array().and_then(|actors| actors.get(1)).map(|actor| actor["part"].clone());
    assert_eq!(part, Some(json!("where")), "{found}");
    assert!(quotes(&found, "against").iter().any(|quote| quote.contains("من قبضة حركة الشباب")), "{found}");
    assert!(quotes(&found, "against").iter().any(|quote| quote.contains("ودحر الجيش")), "{found}");
    let told = [quotes(&found, "for"), quotes(&found, "against")].concat();
    assert!(!told.iter().any(|quote| quote.contains("استعاد قوته")), "another's strength is no answer: {found}");
}

#[test]
fn ties_that_decline_are_enmity_and_not_weakness() {
    let db = desk("answering-ties.db");
    let found = answer(&db, "هل تتدهور علاقات ألمانيا وإسبانيا؟");
    assert_eq!(found["read_as"]["about"][0]["axis"], "amity", "{found}");
    assert!(quotes(&found, "for").iter().any(|quote| quote.contains("ونددت")), "{found}");
    assert!(quotes(&found, "against").iter().any(|quote| quote.contains("تتعاون")), "{found}");
}

#[test]
fn a_question_that_no_topic_covers_is_answered_by_its_own_words() {
    let db = desk("answering-own.db");
    let found = answer(&db, "هل تتخلى كوريا الشمالية عن أسلحتها النووية؟");
    assert_eq!(found["read_as"]["about"][0]["id"], "words", "{found}");
    assert!(quotes(&found, "for").iter().any(|quote| quote.contains("ستتخلى")), "{found}");
    assert!(quotes(&found, "against").iter().any(|quote| quote.contains("ورفضت")), "{found}");
    assert!(!found.to_string().contains("صواريخ كثيرة"), "{found}");
}

#[test]
fn what_nothing_speaks_of_is_said() {
    let db = desk("answering-silence.db");
    let found = answer(&db, "Did Japan arm Norway?");
    let kinds: Vec<&str> =
        found["silent"].as_array().expect("a list").iter().filter_map(|silence| silence["kind"].as_str()).collect();
    assert!(kinds.contains(&"unknown-actor") && kinds.contains(&"nothing-for"), "{found}");
}

#[test]
fn a_reading_can_be_corrected_and_a_topic_that_is_none_is_refused() {
    let db = desk("answering-corrected.db");
    let found: Value = serde_json::from_str(&ask(
        &db,
        &["--json", "--actor", "egypt", "--actor", "turkey", "--about", "cooperation", "وماذا بعد؟"],
    ))
    .expect("an answer is JSON");
    assert_eq!(found["read_as"]["about"][0]["id"], "cooperation");
    assert!(!quotes(&found, "for").is_empty(), "{found}");
    let wrong = Command::new(env!("CARGO_BIN_EXE_marsad"))
        .args(["answer", "--db"])
        .arg(&db)
        .args(["--about", "weather", "وماذا بعد؟"])
        .output();
    assert_eq!(wrong.expect("it runs").status.code(), Some(2));
}

#[test]
fn a_dossier_is_one_page_with_its_labels_and_nothing_unescaped() {
    let db = desk("answering-dossier.db");
    let page = ask(&db, &["--format", "html", "هل تتعاون مصر وتركيا؟ <b>"]);
    assert!(page.contains("dir=\"rtl\"") && page.contains("ما يؤيد ذلك") && !page.contains("<b>"), "{page}");
    let notes = ask(&db, &["--format", "markdown", "Do Egypt and Turkey cooperate?"]);
    assert!(notes.contains("## Evidence for") && notes.contains("> "), "{notes}");
}

#[test]
fn every_quote_of_a_dossier_stands_between_the_characters_that_it_names() {
    let db = desk("answering-characters.db");
    let page = ask(&db, &["هل تتعاون مصر وتركيا؟"]);
    let letters: Vec<char> = TRUCE.chars().collect();
    let mut found = 0;
    let lines: Vec<&str> = page.lines().collect();
    for pair in lines.windows(2).filter(|pair| pair[0].starts_with("- ")) {
        let ends = pair[1].split(" · ").find_map(|fact| fact.strip_prefix("الأحرف: ")).expect("characters");
        let (start, end) = ends.split_once('\u{2013}').expect("two ends");
        let words: String = letters[start.parse().expect("a number")..end.parse().expect("a number")].iter().collect();
        assert_eq!(words, pair[0][2..], "{page}");
        found += 1;
    }
    assert!(found > 1, "{page}");
}

#[test]
fn a_dossier_is_written_to_a_file_once_and_its_form_follows_the_ending() {
    let db = desk("answering-file.db");
    let file = db.with_extension("docx");
    if file.exists() {
        std::fs::remove_file(&file).expect("the file is ours");
    }
    let path = file.to_str().expect("a path");
    ask(&db, &["--out", path, "هل تتعاون مصر وتركيا؟"]);
    assert!(std::fs::read(&file).expect("it is written").starts_with(b"PK"));
    let again = Command::new(env!("CARGO_BIN_EXE_marsad"))
        .args(["answer", "--db"])
        .arg(&db)
        .args(["--out", path, "هل تتعاون مصر وتركيا؟"])
        .output()
        .expect("it runs");
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains(path));
}
