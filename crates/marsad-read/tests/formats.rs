//! Formats and encodings: text goes out letter for letter, given fields win, folders are walked in order.

mod common;

use common::{Folder, note_kinds, one, read, read_given};
use marsad_read::Given;
use marsad_record::Basis;

const ARTICLE: &str = "المعبر يعود إلى العمل\n\nأعلنت الوزارة اليوم إعادة فتح المعبر أمام المسافرين بعد إغلاق دام أسبوعين.\r\n\tوقال المتحدث إن العمل يسير.  \n";

#[test]
fn a_text_goes_out_as_it_came_in() {
    assert_eq!(one(ARTICLE).value.text, ARTICLE);
    let line = serde_json::json!({"text": ARTICLE}).to_string();
    assert_eq!(one(line).value.text, ARTICLE);
}

#[test]
fn one_text_has_one_id_whatever_file_it_came_in() {
    let plain = one(ARTICLE).value;
    let line = one(serde_json::json!({"text": ARTICLE, "title": "آخر"}).to_string()).value;
    assert_eq!(plain.id, line.id);
    assert_eq!(plain.id, plain.digest[..16]);
    assert_ne!(plain.id, one(ARTICLE.replace("اليوم", "أمس")).value.id);
}

#[test]
fn a_headline_given_beside_a_text_stands_over_it_once() {
    let line = |title: &str| serde_json::json!({"text": ARTICLE, "title": title}).to_string();
    let headed = one(line("طابور طويل\nعند المعبر")).value;
    assert_eq!(headed.text, format!("طابور طويل عند المعبر\n\n{ARTICLE}"));
    assert_eq!(headed.title_span.expect("it stands in the text").of(&headed.text), "طابور طويل عند المعبر");
    let standing = one(line("المعبر يعود الى العمل")).value;
    assert_eq!(standing.text, ARTICLE, "it stands there already, but for its spelling");
    let suffixed = one(line("المعبر يعود إلى العمل - صحيفة الضفة")).value;
    assert_eq!(suffixed.text, ARTICLE);
}

#[test]
fn a_given_field_beats_what_is_found() {
    let line = r#"{"id": "x1", "text": "عنوان في النص\n\n5 مايو 2020\n\nأعلنت الوزارة إعادة فتح المعبر أمام المسافرين.", "title": "عنوان معطى", "published": "2020-05-06T10:00:00+03:00", "outlet": "صحيفة الضفة", "url": "https://example.org/a", "author": "ليلى نور"}"#;
    let read = one(line).value;
    assert_eq!(read.id, "x1");
    assert_eq!(read.title.as_deref(), Some("عنوان معطى"));
    assert_eq!((read.published.value.as_deref(), read.published.basis), (Some("2020-05-06T10:00"), Basis::Given));
    assert_eq!(read.outlet.as_deref(), Some("صحيفة الضفة"));
    assert_eq!(read.url.as_deref(), Some("https://example.org/a"));
    assert_eq!(read.byline.as_deref(), Some("ليلى نور"));
}

#[test]
fn what_the_caller_gives_fills_what_the_line_leaves_open() {
    let given = Given {
        published: Some("2021-08-28".into()), outlet: Some("صحيفة الضفة".into()), ..Given::default()
    };
    let lines = format!(
        "{}\n{}\n",
        r#"{"text": "خبر أول من المدينة اليوم"}"#, r#"{"text": "خبر ثان من المدينة اليوم", "published": "2021-08-29"}"#
    );
    let dates: Vec<String> = read_given(lines, &given)
        .into_iter()
        .filter_map(|outcome| outcome.expect("a document").value.published.value)
        .collect();
    assert_eq!(dates, ["2021-08-28", "2021-08-29"]);
}

#[test]
fn old_encodings_are_read_whatever_their_label() {
    let folder = Folder::new();
    let page = "<html><head><meta charset=\"iso-8859-6\"><title>عنوان الخبر</title></head><body><p>أعلنت الوزارة اليوم إعادة فتح المعبر من جهة الشمال، وقال المتحدث إن العمل يسير على ما يرام.</p></body></html>";
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(page);
    let path = folder.write("page.html", bytes);
    let read = read(&path).remove(0).expect("a document");
    assert!(read.value.text.contains("إعادة فتح المعبر من جهة الشمال"), "{}", read.value.text);
    assert_eq!(note_kinds(&read), ["old-encoding"]);
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(ARTICLE);
    assert_eq!(one(bytes).value.text, ARTICLE);
}

#[test]
fn a_byte_order_mark_tells_the_encoding_and_is_no_letter() {
    assert_eq!(one([b"\xef\xbb\xbf", ARTICLE.as_bytes()].concat()).value.text, ARTICLE);
    let little: Vec<u8> = std::iter::once(0xFEFF).chain(ARTICLE.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = std::iter::once(0xFEFF).chain(ARTICLE.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    assert_eq!(one(little).value.text, ARTICLE);
    assert_eq!(one(big).value.text, ARTICLE);
}

#[test]
fn a_folder_is_walked_in_sorted_order() {
    let folder = Folder::new();
    folder.write("b.txt", "خبر ثان من المدينة");
    folder.write("a/2.html", "<p>خبر أول من المدينة في صفحة</p>");
    folder.write("c.jsonl", "{\"text\": \"خبر ثالث من المدينة\"}\n{\"text\": \"خبر رابع من المدينة\"}\n");
    folder.write("notes.md", "لا يقرأ");
    folder.write(".hidden.txt", "لا يقرأ");
    let root = folder.path().display().to_string();
    let sources: Vec<String> = read(folder.path())
        .into_iter()
        .map(|outcome| outcome.expect("a document").value.source.replace(&root, ""))
        .collect();
    assert_eq!(sources, ["/a/2.html", "/b.txt", "/c.jsonl:1", "/c.jsonl:2"]);
}

#[test]
fn a_json_file_may_hold_one_object_or_a_list() {
    let folder = Folder::new();
    let path = folder.write("one.json", "{\n  \"id\": \"n\",\n  \"text\": \"خبر من المدينة\"\n}\n");
    assert_eq!(read(&path)[0].as_ref().expect("a document").value.id, "n");
    let path = folder.write("list.json", "[{\"id\": 1, \"text\": \"خبر أول\"}, {\"id\": 2}]");
    let outcomes = read(&path);
    assert_eq!(outcomes[0].as_ref().expect("a document").value.id, "1");
    assert_eq!(
        outcomes[1].as_ref().expect_err("no text").to_string(),
        format!("{}, item 2: no `text` and no `html`", path.display())
    );
}

#[test]
fn a_page_in_another_language_is_noted() {
    let read = one("د افغانستان په پلازمېنه کې نن یوه چاودنه وشوه او څو تنه پکې ووژل شول");
    assert_eq!(read.value.language, "ps");
    assert_eq!(note_kinds(&read), ["language-not-mined"]);
}
