//! Bad input: each gives one clear line naming the file and the reason, and the rest of the run goes on.

mod common;

use common::{Folder, note_kinds, one, read, read_bytes, reason};

const GOOD: &str = r#"{"id": "a", "text": "أعلنت الوزارة اليوم إعادة فتح المعبر أمام المسافرين."}"#;

#[test]
fn an_empty_file_is_named() {
    let folder = Folder::new();
    let path = folder.write("empty.txt", "");
    assert_eq!(reason(&read(&path)), format!("{}: the file is empty", path.display()));
}

#[test]
fn a_file_of_spaces_has_no_text() {
    assert_eq!(reason(&read_bytes(" \n\n \n")), "-: no text in it");
}

#[test]
fn a_binary_is_named_for_what_it_is() {
    assert_eq!(reason(&read_bytes(b"%PDF-1.7 ...")), "-: a PDF, not text");
    assert_eq!(reason(&read_bytes(b"\x01\x02\x00\x03binary")), "-: looks like binary data, not text");
}

#[test]
fn half_a_letter_at_the_end_is_left_out_with_a_note() {
    let whole = "وصل الوفد إلى العاصمة\nوقال رئيسه إن المحادثات ستبدأ غدا";
    let cut = &whole.as_bytes()[..whole.len() - 1];
    let read = one(cut);
    assert_eq!(read.value.text, whole[..whole.len() - 2]);
    assert_eq!(note_kinds(&read), ["half-a-letter"]);
}

#[test]
fn a_broken_letter_in_the_middle_keeps_the_rest() {
    let mut bytes = "وصل الوفد إلى العاصمة وقال رئيسه إن المحادثات ستبدأ غدا".repeat(3).into_bytes();
    bytes[40] = b'x';
    let read = one(bytes);
    assert!(read.value.text.contains('\u{FFFD}') && read.value.text.contains("المحادثات"));
    assert_eq!(note_kinds(&read), ["broken-letters"]);
}

#[test]
fn a_line_of_fifty_megabytes_is_skipped_and_the_next_is_read() {
    let folder = Folder::new();
    let long = format!("{{\"id\": \"long\", \"text\": \"{}\"}}", "س".repeat(25 << 20));
    let path = folder.write("long.jsonl", format!("{long}\n{GOOD}\n"));
    let outcomes = read(&path);
    let said = outcomes[0].as_ref().expect_err("too long").to_string();
    assert_eq!(said, format!("{}, line 1: the line is longer than 24 MB", path.display()));
    assert_eq!(outcomes[1].as_ref().expect("the next line").value.id, "a");
}

#[test]
fn a_text_of_fifty_megabytes_is_skipped() {
    let folder = Folder::new();
    let path = folder.write("long.txt", "س".repeat(25 << 20));
    assert_eq!(reason(&read(&path)), format!("{}: larger than 24 MB, the most for one document", path.display()));
    let path = folder.write("long.txt", "سطر \n".repeat(2 << 20));
    assert_eq!(reason(&read(&path)), format!("{}: the text is longer than 8 MB", path.display()));
}

#[test]
fn html_that_never_closes_is_read() {
    let read = one(
        "<html><body><div><h1>عنوان الخبر الأول<p>قال المتحدث إن القافلة وصلت إلى المدينة مساء أمس بعد تأخير طويل.<p>وأضاف أن قافلة أخرى ستصل غدا <b",
    );
    assert!(read.value.text.contains("القافلة وصلت") && read.value.text.contains("ستصل غدا"));
}

#[test]
fn deep_and_long_html_is_read_in_reasonable_time() {
    let page =
        format!("<html><body>{}<p>وصلت القافلة إلى المدينة مساء أمس بعد تأخير طويل.", "<div><span>".repeat(100_000));
    assert!(one(page).value.text.contains("القافلة"));
}

#[test]
fn lines_without_text_or_json_are_named_and_the_others_go_on() {
    let folder = Folder::new();
    let lines = [
        GOOD,
        r#"{"id": "b", "title": "بلا نص"}"#,
        "{broken",
        r#"{"text": 5}"#,
        r#"["text"]"#,
        "",
        &GOOD.replace("\"a\"", "\"z\""),
    ];
    let path = folder.write("mixed.jsonl", lines.join("\n"));
    let said: Vec<String> = read(&path)
        .iter()
        .map(|outcome| match outcome {
            Ok(noted) => noted.value.id.clone(),
            Err(skipped) => skipped.to_string().replace(&path.display().to_string(), "mixed.jsonl"),
        })
        .collect();
    assert_eq!(
        said,
        [
            "a",
            "mixed.jsonl, line 2: no `text` and no `html`",
            "mixed.jsonl, line 3: not JSON: key must be a string at byte 2",
            "mixed.jsonl, line 4: `text` is not a string",
            "mixed.jsonl, line 5: not a JSON object",
            "z"
        ]
    );
}

#[test]
fn a_file_that_vanishes_is_named() {
    let folder = Folder::new();
    folder.write("1.txt", "أعلنت الوزارة إعادة فتح المعبر.");
    let gone = folder.write("2.txt", "خبر");
    let last = folder.write("3.txt", "أعلنت الوزارة إغلاق المعبر.");
    let given = marsad_read::Given::default();
    let mut documents = marsad_read::documents(marsad_read::Source::path(folder.path()), &given, common::words());
    assert!(documents.next().is_some_and(|outcome| outcome.is_ok()));
    std::fs::remove_file(&gone).expect("to remove it");
    let said = documents.next().expect("an outcome").expect_err("it is gone").to_string();
    assert_eq!(said, format!("{}: no such file or folder", gone.display()));
    let third = documents.next().expect("an outcome").expect("the last file");
    assert_eq!(third.value.source, last.display().to_string());
}

#[test]
fn a_folder_that_cannot_be_read_or_holds_nothing_is_named() {
    let folder = Folder::new();
    folder.write("picture.png", "x");
    let said = reason(&read(folder.path()));
    assert_eq!(said, format!("{}: no .txt, .html, .htm, .jsonl, .json file in this folder", folder.path().display()));
    assert_eq!(reason(&read("/no/such/folder")), "/no/such/folder: no such file or folder");
}

#[cfg(unix)]
#[test]
fn a_closed_folder_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    folder.write("closed/a.txt", "خبر");
    let closed = folder.path().join("closed");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).expect("to close it");
    let outcomes = read(&closed);
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o755)).expect("to open it");
    // The administrator may read everything: then there is nothing to be seen here.
    if outcomes.iter().any(Result::is_err) {
        assert_eq!(reason(&outcomes), format!("{}: permission denied", closed.display()));
    }
}

#[test]
fn an_absurd_date_is_a_note_and_no_date() {
    let read = one(r#"{"text": "أعلنت الوزارة اليوم إعادة فتح المعبر أمام المسافرين.", "published": "2021-13-45"}"#);
    assert_eq!(read.value.published, marsad_record::Published::unknown());
    assert_eq!(note_kinds(&read), ["absurd-date"]);
}
