//! Bytes to text: UTF-8, UTF-16 with its mark, windows-1256 whatever the label says.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};
use marsad_record::Note;

use crate::page_words::PageWords;

/// How much is looked at to guess an encoding or to see a binary.
const SAMPLE: usize = 16 << 10;

/// More replaced letters than one in this many, and the bytes are not UTF-8.
const LEAST_SOUND: usize = 20;

/// Files that are often handed in by mistake, by their first bytes.
const BINARIES: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
];

/// The text of the bytes with what was odd about them, or the reason why they are no text.
pub(crate) fn decode(bytes: Vec<u8>, words: &PageWords) -> Result<(String, Vec<Note>), String> {
    if bytes.is_empty() {
        return Err("the file is empty".to_owned());
    }
    if let Some((_, what)) = BINARIES.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(format!("{what}, not text"));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        if encoding == UTF_8 {
            return utf8(bytes, mark, words);
        }
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        let notes = if broken { vec![broken_letters(&text)] } else { Vec::new() };
        return Ok((text.into_owned(), notes));
    }
    if looks_binary(&bytes) {
        return Err("looks like binary data, not text".to_owned());
    }
    utf8(bytes, 0, words)
}

fn utf8(mut bytes: Vec<u8>, mark: usize, words: &PageWords) -> Result<(String, Vec<Note>), String> {
    bytes.drain(..mark);
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Ok((text, Vec::new())),
        Err(error) => error,
    };
    let sound = error.utf8_error().valid_up_to();
    let cut_at_end = error.utf8_error().error_len().is_none();
    let mut bytes = error.into_bytes();
    if cut_at_end && (sound > 0 || mark > 0) {
        bytes.truncate(sound);
        let text = String::from_utf8(bytes).map_err(|_| "not text".to_owned())?;
        if text.trim().is_empty() {
            return Err("half a letter and nothing else".to_owned());
        }
        let note = Note::new("half-a-letter", None, "the text ends in the middle of a letter, which was left out");
        return Ok((text, vec![note]));
    }
    let lossy = String::from_utf8_lossy(&bytes);
    let broken = lossy.matches('\u{FFFD}').count();
    let beyond_ascii = lossy.chars().filter(|letter| !letter.is_ascii()).count();
    if mark > 0 || broken * LEAST_SOUND <= beyond_ascii {
        let note = broken_letters(&lossy);
        return Ok((lossy.into_owned(), vec![note]));
    }
    Ok(legacy(&bytes, words))
}

/// Bytes of an encoding older than Unicode: the page's label is a hint, not the truth.
fn legacy(bytes: &[u8], words: &PageWords) -> (String, Vec<Note>) {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(SAMPLE * 4)], true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    let labelled = label(bytes).and_then(|label| Encoding::for_label(label.as_bytes()));
    let mut encoding = match labelled {
        Some(encoding) if ![UTF_8, WINDOWS_1252, UTF_16LE, UTF_16BE].contains(&encoding) => encoding,
        _ => guess,
    };
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let arabic = |encoding: &'static Encoding| words.languages.arabic_words(&encoding.decode(sample).0);
    if encoding != WINDOWS_1256 && arabic(WINDOWS_1256) >= arabic(encoding) && arabic(WINDOWS_1256) > 0 {
        encoding = WINDOWS_1256;
    }
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let name = encoding.name().to_ascii_lowercase();
    let mut notes = vec![Note::new("old-encoding", None, format!("the bytes are not UTF-8 and were read as {name}"))];
    if broken {
        notes.push(broken_letters(&text));
    }
    (text.into_owned(), notes)
}

/// The encoding that the page says it is in.
fn label(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let after = &head[head.find("charset=")? + "charset=".len()..];
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || "-_:".contains(*letter))
        .collect();
    (!label.is_empty()).then_some(label)
}

fn broken_letters(text: &str) -> Note {
    let count = text.matches('\u{FFFD}').count();
    Note::new("broken-letters", None, format!("{count} letters could not be read and stand as U+FFFD"))
}

fn looks_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let control = sample.iter().filter(|byte| matches!(byte, 0x00..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F)).count();
    sample.contains(&0) || control * 20 > sample.len()
}
