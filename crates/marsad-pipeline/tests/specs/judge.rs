//! One case through the engine: the lines that do not hold, with what was found instead.

use std::collections::BTreeSet;

use marsad_pipeline::Engine;
use marsad_record::incident::Incident;
use marsad_record::{Basis, Document, Extraction, Noted, Published, Span};

use crate::case::{Case, Expected, Input};
use crate::facet::{Demand, Finding};
use crate::found::{LABELS, found, found_incidents};

/// What came of one case.
pub struct Verdict {
    pub misses: Vec<String>,
    pub shown: String,
}

/// Labels whose findings must all be listed once one is.
const EXHAUSTIVE: &[&str] = &[
    "time",
    "killed",
    "wounded",
    "injured",
    "killed_or_wounded",
    "missing",
    "detained",
    "displaced",
    "released",
    "surrendered",
];

/// Reads the case's documents and compares every expected line with what was found.
pub fn judge(case: &Case, engine: &Engine) -> Verdict {
    let documents = case.documents.iter().map(|input| Noted::plain(document(input))).collect();
    let (extractions, incidents) = engine.read_together(documents);
    let read = Read { extractions, incidents };
    let mut misses = Vec::new();
    for expected in &case.expected {
        if let Err(miss) = line_holds(expected, &read) {
            misses.push(miss);
        }
    }
    for label in listed(case) {
        misses.extend(unlisted(&label, case, &read));
    }
    if !misses.is_empty() {
        let texts = read
            .extractions
            .iter()
            .map(|extraction| format!("  text  {}", extraction.document.text.replace('\n', " / ")));
        misses.splice(0..0, texts);
    }
    Verdict { misses, shown: show(case, &read) }
}

/// The article of a case, as if read from a plain page.
fn document(input: &Input) -> Document {
    let text: Vec<&str> = input.title.iter().chain(&input.paragraphs).map(String::as_str).collect();
    let published = match &input.anchor {
        Some(anchor) => Published { value: Some(anchor.clone()), basis: Basis::Given },
        None => Published::unknown(),
    };
    Document {
        id: if input.id.is_empty() { "case".to_owned() } else { input.id.clone() },
        source: "specs".to_owned(),
        title: input.title.clone(),
        title_span: input.title.as_ref().map(|title| Span::new(0, title.len())),
        outlet: input.outlet.clone(),
        digest: input.id.clone(),
        ..Document::of_text(text.join("\n"), published)
    }
}

/// Everything that a case's documents gave.
struct Read {
    extractions: Vec<Extraction>,
    incidents: Vec<Incident>,
}

fn all(label: &str, read: &Read) -> Result<Vec<Finding>, String> {
    if label == "incident" {
        return Ok(found_incidents(&read.incidents));
    }
    let mut findings = Vec::new();
    for extraction in &read.extractions {
        findings.extend(found(label, extraction).ok_or_else(|| format!("  `{label}` is no label of specs/README.md"))?);
    }
    Ok(findings)
}

fn line_holds(expected: &Expected, read: &Read) -> Result<(), String> {
    let (label, line) = (expected.label.as_str(), expected.line.as_str());
    if label == "only" {
        return Ok(());
    }
    let asked = format!("  asked {label}: {line}");
    if label == "incidents" {
        let count = read.incidents.len();
        let told = listing("incident", &found_incidents(&read.incidents));
        return if line == count.to_string() { Ok(()) } else { Err(format!("{asked}\n{told}")) };
    }
    if label == "no" {
        let (label, rest) = line.split_once(' ').unwrap_or((line, ""));
        let demand = Demand::parse(label, rest)?;
        let found = all(label, read)?;
        return match found.iter().find(|finding| demand.holds(finding)) {
            Some(finding) => Err(format!("{asked}\n  found {label}: {finding}")),
            None => Ok(()),
        };
    }
    let found = all(label, read)?;
    if line == "none" {
        return if found.is_empty() { Ok(()) } else { Err(format!("{asked}\n{}", listing(label, &found))) };
    }
    let demand = Demand::parse(label, line)?;
    if found.iter().any(|finding| demand.holds(finding)) {
        return Ok(());
    }
    Err(format!("{asked}\n{}", listing(label, &found)))
}

fn listing(label: &str, found: &[Finding]) -> String {
    if found.is_empty() {
        return format!("  found {label}: none");
    }
    found.iter().map(|finding| format!("  found {label}: {finding}")).collect::<Vec<_>>().join("\n")
}

/// The labels of which every finding must be a line of the case.
fn listed(case: &Case) -> BTreeSet<String> {
    let by_name = case.expected.iter().filter(|line| line.label == "only");
    let named = by_name.flat_map(|line| line.line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
    let by_kind = case.expected.iter().map(|line| line.label.clone());
    named.chain(by_kind.filter(|label| EXHAUSTIVE.contains(&label.as_str()))).collect()
}

fn unlisted(label: &str, case: &Case, read: &Read) -> Vec<String> {
    let lines = case.expected.iter().filter(|line| line.label == label);
    let demands: Vec<Demand> = lines.filter_map(|line| Demand::parse(label, &line.line).ok()).collect();
    let found = all(label, read).unwrap_or_default();
    let extra = found.iter().filter(|finding| !demands.iter().any(|demand| demand.holds(finding)));
    extra.map(|finding| format!("  not asked for {label}: {finding}")).collect()
}

fn show(case: &Case, read: &Read) -> String {
    let mut shown = format!("--- {} ---\n", case.name);
    for extraction in &read.extractions {
        shown.push_str(&format!("text: {}\n", extraction.document.text.replace('\n', " / ")));
        for label in LABELS {
            for finding in found(label, extraction).unwrap_or_default() {
                shown.push_str(&format!("{label}: {finding}\n"));
            }
        }
    }
    for finding in found_incidents(&read.incidents) {
        shown.push_str(&format!("incident: {finding}\n"));
    }
    shown
}
