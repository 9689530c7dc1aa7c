//! Documents one after the other, whatever they come from; never more than one of them in memory.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use marsad_record::{Document, Noted};
use serde_json::Value;

use crate::assemble::{Page, assemble};
use crate::bytes::decode;
use crate::html;
use crate::json_lines::{Body, Entry, entry, entry_of_line};
use crate::limits::{LONGEST_INPUT, LONGEST_JSON, megabytes};
use crate::page_words::PageWords;
use crate::skipped::{Skipped, in_words};
use crate::source::{Given, Source};

/// What is read from a folder.
const ENDINGS: &[&str] = &["txt", "html", "htm", "jsonl", "json"];

/// How much of a stream is looked at to tell its format.
const SNIFFED: usize = 1024;

/// What one input gives: a document with its notes, or the reason why it gives none.
pub type Outcome = Result<Noted<Document>, Skipped>;

/// The documents of a source, in order.
pub fn documents<'a>(source: Source, given: &'a Given, words: &'a PageWords) -> Documents<'a> {
    Documents { given, words, waiting: vec![Waiting::Source(source)], lines: None, ready: VecDeque::new() }
}

/// The iterator behind [`documents`].
pub struct Documents<'a> {
    given: &'a Given,
    words: &'a PageWords,
    /// What is still to be opened, the next one last.
    waiting: Vec<Waiting>,
    lines: Option<JsonLines>,
    /// Items of a JSON array that was read at once.
    ready: VecDeque<(String, Value)>,
}

enum Waiting {
    Source(Source),
    /// An entry of a folder.
    Entry(PathBuf),
}

struct JsonLines {
    name: String,
    reader: Box<dyn BufRead + Send>,
    line: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Html,
    JsonLines,
    Json,
}

impl Iterator for Documents<'_> {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        loop {
            if let Some((name, value)) = self.ready.pop_front() {
                return Some(self.of_entry(entry(value), &name, None));
            }
            if let Some(lines) = &mut self.lines {
                match lines.next_line() {
                    Some(Ok(bytes)) => {
                        let (name, line) = (lines.name.clone(), lines.line);
                        return Some(self.of_entry(entry_of_line(&bytes), &name, Some(line)));
                    }
                    Some(Err(reason)) => return Some(Err(Skipped::new(lines.name.clone(), Some(lines.line), reason))),
                    None => self.lines = None,
                }
                continue;
            }
            let outcome = match self.waiting.pop()? {
                Waiting::Source(Source::Stream { name, reader }) => self.open(name, reader, None),
                Waiting::Source(Source::Path(path)) | Waiting::Entry(path) => self.open_path(&path),
            };
            if outcome.is_some() {
                return outcome;
            }
        }
    }
}

impl Documents<'_> {
    fn open_path(&mut self, path: &Path) -> Option<Outcome> {
        let metadata = match std::fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) => return Some(Err(Skipped::io(path, &error))),
        };
        if metadata.is_dir() {
            return self.open_folder(path).err().map(Err);
        }
        let name = path.display().to_string();
        match File::open(path) {
            Ok(file) => self.open(name, Box::new(BufReader::with_capacity(1 << 16, file)), format_of_ending(path)),
            Err(error) => Some(Err(Skipped::io(path, &error))),
        }
    }

    fn open_folder(&mut self, folder: &Path) -> Result<(), Skipped> {
        let failed = |error: std::io::Error| Skipped::io(folder, &error);
        let mut entries = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let path = entry.path();
            let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if !is_hidden && (is_folder || format_of_ending(&path).is_some()) {
                entries.push(path);
            }
        }
        if entries.is_empty() {
            let wanted = ENDINGS.join(", .");
            return Err(Skipped::new(folder.display().to_string(), None, format!("no .{wanted} file in this folder")));
        }
        entries.sort();
        self.waiting.extend(entries.into_iter().rev().map(Waiting::Entry));
        Ok(())
    }

    fn open(&mut self, name: String, mut reader: Box<dyn BufRead + Send>, format: Option<Format>) -> Option<Outcome> {
        let head = match reader.fill_buf() {
            Ok(head) => head,
            Err(error) => return Some(Err(Skipped::new(name, None, in_words(&error)))),
        };
        match sniff(head, format) {
            Format::JsonLines => {
                self.lines = Some(JsonLines { name, reader, line: 0 });
                None
            }
            Format::Json => self.open_json(name, reader),
            format => Some(self.whole(&name, reader, format)),
        }
    }

    /// A file that is one JSON value: an object or a list of objects.
    fn open_json(&mut self, name: String, reader: Box<dyn BufRead + Send>) -> Option<Outcome> {
        let bytes = match read_up_to(reader, LONGEST_JSON) {
            Ok(bytes) => bytes,
            Err(reason) => return Some(Err(Skipped::new(name, None, reason))),
        };
        match serde_json::from_slice(&bytes) {
            Ok(Value::Array(items)) if items.is_empty() => Some(Err(Skipped::new(name, None, "an empty list"))),
            Ok(Value::Array(items)) => {
                let named = |(at, item)| (format!("{name}, item {}", at + 1), item);
                self.ready.extend(items.into_iter().enumerate().map(named));
                None
            }
            Ok(value) => Some(self.of_entry(entry(value), &name, None)),
            Err(_) => {
                // One broken line among good ones: read it as lines, so that the good ones are kept.
                self.lines = Some(JsonLines { name, reader: Box::new(std::io::Cursor::new(bytes)), line: 0 });
                None
            }
        }
    }

    fn whole(&self, name: &str, reader: Box<dyn BufRead + Send>, format: Format) -> Outcome {
        let skipped = |reason: String| Skipped::new(name, None, reason);
        let bytes = read_up_to(reader, LONGEST_INPUT).map_err(skipped)?;
        let (text, notes) = decode(bytes, self.words).map_err(skipped)?;
        let page = match format {
            Format::Html => html::page(&text, notes, self.words).map_err(skipped)?,
            _ => Page::of_text(text, notes),
        };
        assemble(page, self.given.clone(), name, self.words).map_err(skipped)
    }

    fn of_entry(&self, entry: Result<Entry, String>, name: &str, line: Option<u64>) -> Outcome {
        let skipped = |reason: String| Skipped::new(name, line, reason);
        let Entry { body, given } = entry.map_err(skipped)?;
        let page = match body {
            Body::Text(text) => Page::of_text(text, Vec::new()),
            Body::Html(markup) => html::page(&markup, Vec::new(), self.words).map_err(skipped)?,
        };
        let source = line.map_or_else(|| name.to_owned(), |line| format!("{name}:{line}"));
        assemble(page, given.or(self.given), &source, self.words).map_err(skipped)
    }
}

impl JsonLines {
    /// The next line that is not blank; a line too long is passed over without being kept.
    fn next_line(&mut self) -> Option<Result<Vec<u8>, String>> {
        loop {
            self.line += 1;
            let mut bytes = Vec::new();
            let limit = LONGEST_INPUT as u64 + 1;
            match (&mut self.reader).take(limit).read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) => {}
                Err(error) => {
                    // What cannot be read now will not be readable in the next turn: the file ends here.
                    self.reader = Box::new(std::io::empty());
                    return Some(Err(in_words(&error)));
                }
            }
            if bytes.last() != Some(&b'\n') && bytes.len() > LONGEST_INPUT {
                drop(bytes);
                return Some(Err(match self.reader.skip_until(b'\n') {
                    Ok(_) => format!("the line is longer than {}", megabytes(LONGEST_INPUT)),
                    Err(error) => in_words(&error),
                }));
            }
            let mark: &[u8] = b"\xef\xbb\xbf";
            if self.line == 1 && bytes.starts_with(mark) {
                bytes.drain(..mark.len());
            }
            if !bytes.trim_ascii().is_empty() {
                return Some(Ok(bytes));
            }
        }
    }
}

fn read_up_to(reader: Box<dyn BufRead + Send>, most: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    reader.take(most as u64 + 1).read_to_end(&mut bytes).map_err(|error| in_words(&error))?;
    if bytes.len() > most {
        return Err(format!("larger than {}, the most for one document", megabytes(most)));
    }
    Ok(bytes)
}

fn format_of_ending(path: &Path) -> Option<Format> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "txt" => Some(Format::Text),
        "html" | "htm" => Some(Format::Html),
        "jsonl" | "json" | "ndjson" => Some(Format::JsonLines),
        _ => None,
    }
}

/// The format by the first bytes, where the name does not tell it or tells it wrong.
fn sniff(head: &[u8], named: Option<Format>) -> Format {
    let head = &head[..head.len().min(SNIFFED)];
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let lower = head.to_ascii_lowercase();
    let holds = |tag: &[u8]| lower.windows(tag.len()).any(|window| window == tag);
    match named {
        Some(Format::Html) => Format::Html,
        Some(Format::JsonLines) | None if head.starts_with(b"{") || head.starts_with(b"[") => {
            let first_line = head.split(|byte| *byte == b'\n').next().unwrap_or(head).trim_ascii();
            // `{` alone on its line begins a value over several lines, `[` a list.
            let spread = head.starts_with(b"[") || first_line == b"{";
            if spread && named.is_some() { Format::Json } else { Format::JsonLines }
        }
        Some(Format::JsonLines) => Format::JsonLines,
        _ if lower.starts_with(b"<!doctype html") || lower.starts_with(b"<html") => Format::Html,
        None if lower.starts_with(b"<") && (holds(b"<head") || holds(b"<body") || holds(b"<p") || holds(b"<div")) => {
            Format::Html
        }
        _ => Format::Text,
    }
}
