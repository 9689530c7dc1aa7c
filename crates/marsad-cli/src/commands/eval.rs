//! `marsad eval`: what people coded against what was read, field by field, with every miss and where to look.

use std::fs;
use std::io::{Write, stdout};
use std::path::Path;

use marsad_desk::{Counting, ReadDocument, Scope, crosswalk, evaluate};
use marsad_export::{evaluation, gold_of_csv, gold_of_json_lines};
use marsad_pipeline::{Engine, Flow, Given, Words, in_order, inputs};
use marsad_record::evaluation::{Evaluation, Miss, Share};
use marsad_record::gold::{Crosswalk, GoldEvent, GoldProblem};

use crate::arguments::Eval;
use crate::outcome::{Failure, Outcome};
use crate::table::{Align, Cell, Table};

/// As many faults of a sample as are told at once.
const FAULTS: usize = 20;

/// Reads the sample, compares, prints.
pub fn run(asked: &Eval, lexicon: Option<&Path>) -> Result<Outcome, Failure> {
    let counting =
        Counting { threshold: asked.confidence, scope: if asked.headline { Scope::Headlines } else { Scope::Events } };
    let (told, skipped) = if asked.documents.is_empty() {
        let desk = super::desk(&asked.desk.db, lexicon)?;
        let gold = sample(&asked.gold, &crosswalk(desk.lexicon()))?;
        (evaluate(&gold, &desk.read_documents()?, desk.lexicon(), counting), 0)
    } else {
        let engine = super::switched(lexicon, &asked.reading)?;
        let gold = sample(&asked.gold, &crosswalk(engine.lexicon()))?;
        let (read, skipped) = read(asked, &engine);
        (evaluate(&gold, &read, engine.lexicon(), counting), skipped)
    };
    let link = |document: &str| asked.documents.is_empty().then(|| address(&asked.link, document));
    let mut out = stdout();
    if asked.form.json {
        writeln!(out, "{}", evaluation(&told, link))?;
    } else {
        out.write_all(page(&told, asked.misses, link).as_bytes())?;
    }
    for (document, line) in &told.unread {
        eprintln!("marsad: {}, line {line}: nobody has read the document {document}", asked.gold.display());
    }
    Ok(Outcome::after(skipped + told.unread.len()))
}

/// The coded events of a file, by its ending.
fn sample(path: &Path, crosswalk: &[Crosswalk]) -> Result<Vec<GoldEvent>, Failure> {
    let bytes = fs::read(path).map_err(|cause| Failure::Told(format!("reading {}: {cause}", path.display())))?;
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let read = match ending.as_str() {
        "csv" | "tsv" => gold_of_csv(&bytes, crosswalk),
        "json" | "jsonl" | "ndjson" => gold_of_json_lines(&bytes),
        _ => return Err(Failure::Usage(format!("{}: a sample is a .csv, .tsv, .json or .jsonl file", path.display()))),
    };
    read.map_err(|problems| {
        let mut told: Vec<String> = problems.iter().take(FAULTS).map(|problem| fault(path, problem)).collect();
        if problems.len() > FAULTS {
            told.push(format!("and {} more faults", problems.len() - FAULTS));
        }
        Failure::Told(told.join("\nmarsad: "))
    })
}

fn fault(path: &Path, problem: &GoldProblem) -> String {
    let column = problem.column.as_ref().map(|column| format!(", column {column}")).unwrap_or_default();
    format!("{}, line {}{column}: {}", path.display(), problem.line, problem.reason)
}

/// The documents named, read now; and how many inputs gave none.
fn read(asked: &Eval, engine: &Engine) -> (Vec<ReadDocument>, usize) {
    let given = Given::default();
    let (mut documents, mut skipped) = (Vec::new(), 0);
    in_order(
        engine.documents(inputs(&asked.documents, &given)),
        |read| read.map(|read| ReadDocument::from(engine.extract(read, Words::Dropped))),
        |read| {
            match read {
                Ok(document) => documents.push(document),
                Err(reason) => {
                    eprintln!("marsad: skipped {reason}");
                    skipped += 1;
                }
            }
            Flow::GoOn
        },
    );
    (documents, skipped)
}

/// Where the screens show a document.
fn address(base: &str, document: &str) -> String {
    let escaped: String = document
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect();
    format!("{}/documents/{escaped}", base.trim_end_matches('/'))
}

/// Everything for people.
fn page(told: &Evaluation, most: usize, link: impl Fn(&str) -> Option<String>) -> String {
    let mut text = String::new();
    let mut figures = Table::new(&[
        ("FIGURE", Align::Left),
        ("RIGHT", Align::Right),
        ("OF", Align::Right),
        ("SHARE", Align::Right),
        ("95 %", Align::Left),
    ]);
    figures.row(row("coded events found (recall)", &told.found));
    if let Some(precise) = &told.precise {
        figures.row(row("events read that were coded (precision)", precise));
    }
    if let Some(f1) = &told.f1 {
        let interval = format!("{:.3}-{:.3}", f1.low, f1.high);
        let value = format!("{:.3}", f1.value);
        figures.row(["F1", "", "", &value, &interval].map(Cell::new).to_vec());
    }
    if told.silent.total > 0 {
        figures.row(row("documents rightly without an event", &told.silent));
    }
    for (field, right) in &told.fields {
        figures.row(row(&format!("{field} right, where coded and found"), right));
    }
    text.push_str(&format!("{} documents, events from confidence {} on\n\n", told.documents, told.threshold));
    text.push_str(&figures.render());
    if !told.reliability.is_empty() {
        let mut tenths = Table::new(&[
            ("CONFIDENCE", Align::Left),
            ("EVENTS", Align::Right),
            ("MEAN", Align::Right),
            ("CODED", Align::Right),
            ("95 %", Align::Left),
        ]);
        for tenth in &told.reliability {
            let bin = format!("{:.1}-{:.1}", tenth.from, tenth.from + 0.1);
            let mean = format!("{:.3}", tenth.mean);
            let [_, _, all, value, interval] = cells(&tenth.right);
            tenths.row([bin, all, mean, value, interval].map(Cell::new).to_vec());
        }
        text.push('\n');
        text.push_str(&tenths.render());
    }
    let shown = if most == 0 { told.misses.len() } else { most.min(told.misses.len()) };
    text.push_str(&format!("\n{} disagreements", told.misses.len()));
    text.push_str(if shown < told.misses.len() { ", the first of them (--misses 0 shows all)\n" } else { "\n" });
    for miss in &told.misses[..shown] {
        text.push_str(&line(miss, &link));
    }
    text
}

fn row(name: &str, share: &Share) -> Vec<Cell> {
    let [_, right, all, value, interval] = cells(share);
    [name.to_owned(), right, all, value, interval].map(Cell::new).to_vec()
}

fn cells(share: &Share) -> [String; 5] {
    let value = share.value().map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"));
    let interval = if share.total > 0 { format!("{:.3}-{:.3}", share.low, share.high) } else { String::new() };
    [String::new(), share.right.to_string(), share.total.to_string(), value, interval]
}

/// One disagreement and where to look.
fn line(miss: &Miss, link: &impl Fn(&str) -> Option<String>) -> String {
    let coded = miss.line.map(|line| format!("line {line}: ")).unwrap_or_default();
    let mut text = format!("{:<11}  {coded}coded {}, read {}\n", miss.kind, miss.coded, miss.read);
    if let Some(document) = &miss.document {
        let span = miss.span.map(|(start, end)| format!(" {start}-{end}")).unwrap_or_default();
        let words = if miss.words.is_empty() { String::new() } else { format!(" «{}»", miss.words) };
        let link = link(document).map(|link| format!("  {link}")).unwrap_or_default();
        text.push_str(&format!("             {document}{span}{words}{link}\n"));
    }
    text
}
