//! Notices mailed through a real server on loopback.

mod common;

use common::{Kept, article, mail_server};
use marsad_desk::NewWatch;
use marsad_notify::{Mailer, Ways, deliver_due};
use marsad_record::watch::WatchQuery;

const START: i64 = 1_700_000_000;

/// The words of an RFC 2047 header, unfolded.
fn decoded(header: &str) -> String {
    let mut words = String::new();
    for part in header.split("=?utf-8?b?").skip(1) {
        let encoded = part.split("?=").next().unwrap_or_default();
        words.push_str(&String::from_utf8(base64(encoded)).expect("UTF-8"));
    }
    words
}

fn base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut held, mut count) = (Vec::new(), 0_u32, 0);
    for letter in text.bytes() {
        let Some(value) = LETTERS.iter().position(|known| *known == letter) else { continue };
        held = (held << 6) | value as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((held >> count) as u8);
            held &= (1 << count) - 1;
        }
    }
    bytes
}

#[test]
fn a_letter_arrives_after_a_refusal_with_its_arabic_subject() {
    let kept = Kept::new("letter");
    let (address, letters) = mail_server(1);
    let new = NewWatch {
        name: "هجمات بغداد".to_owned(),
        query: WatchQuery { place: Some("بغداد".to_owned()), ..WatchQuery::default() },
        mail: Some("noor@desk.test".to_owned()),
        ..NewWatch::default()
    };
    kept.desk.add_watch("noor", new, START).expect("kept");
    kept.add(&article("first", "وكالة النسر", "20"));
    assert_eq!(kept.desk.check_watches(START).expect("looked"), 1);
    let mailer = Mailer::new(&format!("smtp://{address}"), "Marsad <marsad@desk.test>").expect("a mailer");
    let ways = Ways { mailer: Some(mailer), link: Some("http://desk.test".to_owned()) };
    assert_eq!(deliver_due(&kept.desk, &ways, || START).expect("tried").failed, 1);
    assert_eq!(deliver_due(&kept.desk, &ways, || START + 60).expect("tried").arrived, 1);
    let letters = letters.lock().expect("the letters");
    let letter = letters.first().expect("one letter");
    let head = letter.split("\n\n").next().expect("a head");
    assert!(head.is_ascii(), "every header is ASCII: {head}");
    let unfolded = head.replace("\n ", " ");
    let subject = unfolded.lines().find_map(|line| line.strip_prefix("Subject: ")).expect("a subject");
    let told = decoded(subject);
    assert!(told.contains("هجمات") && told.contains("تفجير"), "{subject} {told}");
    assert!(unfolded.contains("To: noor@desk.test") && unfolded.contains("multipart/alternative"), "{unfolded}");
    let id = unfolded.lines().find_map(|line| line.strip_prefix("Message-ID: ")).expect("an id");
    let notice = kept.desk.notices(None, None, 1).expect("notices").remove(0);
    assert_eq!(id, format!("<{}@desk.test>", notice.id));
    assert!(letter.contains("text/plain; charset=utf-8") && letter.contains("text/html; charset=utf-8"));
}

#[test]
fn without_a_mail_server_the_letter_waits_and_says_why() {
    let kept = Kept::new("no-server");
    let new = NewWatch { name: "w".to_owned(), mail: Some("noor@desk.test".to_owned()), ..NewWatch::default() };
    let (watch, _) = kept.desk.add_watch("noor", new, START).expect("kept");
    kept.desk.test_watch(&watch.id, START).expect("a test");
    deliver_due(&kept.desk, &Ways::default(), || START).expect("tried");
    let row = kept.desk.watches().expect("listed").remove(0);
    assert!(row.troubled[0].error.as_deref().is_some_and(|why| why.contains("--smtp")), "{row:?}");
}

#[test]
fn a_server_s_password_is_not_shown_where_it_cannot_be_read() {
    let refused = Mailer::new("gopher://desk:secret-word@desk.test", "marsad@desk.test").err().expect("refused");
    assert!(!refused.to_string().contains("secret-word"), "{refused}");
    assert!(Mailer::new("smtp://127.0.0.1:1", "nobody").is_err());
}
