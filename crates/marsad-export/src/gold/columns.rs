//! Coded events from CSV: the columns of `docs/eval.md`, or ACLED's.

use marsad_record::gold::{Coded, Crosswalk, GoldEvent, GoldProblem, Second};

use super::cells::At;

/// Columns of our own.
const OWN: &[&str] = &[
    "document",
    "start",
    "end",
    "type",
    "modes",
    "date",
    "place",
    "latitude",
    "longitude",
    "actors",
    "recipients",
    "killed",
    "wounded",
    "note",
];

/// Reads the events of a CSV file (commas, semicolons or tabs); `crosswalk` says what ACLED's sub-events are.
///
/// # Errors
/// Everything that is wrong in the file, by line and column.
pub fn gold_of_csv(bytes: &[u8], crosswalk: &[Crosswalk]) -> Result<Vec<GoldEvent>, Vec<GoldProblem>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(bytes)).flexible(true).from_reader(bytes);
    let mut problems = Vec::new();
    let header: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(|name| name.trim().to_ascii_lowercase()).collect(),
        Err(cause) => return Err(vec![unread(1, &cause)]),
    };
    let is_acled = header.iter().any(|name| name == "event_date");
    if let Err(problem) = is_readable(&header, is_acled) {
        return Err(vec![problem]);
    }
    let mut events = Vec::new();
    for row in reader.records() {
        let row = match row {
            Ok(row) => row,
            Err(cause) => {
                let line = cause.position().map_or(0, csv::Position::line);
                problems.push(unread(line, &cause));
                continue;
            }
        };
        let line = row.position().map_or(0, csv::Position::line);
        let mut at = At { line, problems: &mut problems };
        if row.len() > header.len() {
            at.problem("", format!("{} cells under {} columns", row.len(), header.len()));
            continue;
        }
        let cell = |name: &str| {
            let column = header.iter().position(|known| known == name);
            column.and_then(|column| row.get(column)).unwrap_or_default()
        };
        events.push(if is_acled { of_acled(cell, &mut at, crosswalk) } else { of_own(cell, &mut at) });
    }
    if problems.is_empty() { Ok(events) } else { Err(problems) }
}

/// What stands most often in the header.
fn delimiter(bytes: &[u8]) -> u8 {
    let header = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |sign: u8| header.iter().filter(|byte| **byte == sign).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

fn unread(line: u64, cause: &csv::Error) -> GoldProblem {
    GoldProblem { line, column: None, reason: cause.to_string() }
}

fn is_readable(header: &[String], is_acled: bool) -> Result<(), GoldProblem> {
    let problem = |column: &str, reason: String| GoldProblem { line: 1, column: Some(column.to_owned()), reason };
    let has = |name: &str| header.iter().any(|known| known == name);
    if is_acled {
        return match has("sub_event_type") {
            true => Ok(()),
            false => {
                Err(problem("sub_event_type", "a file with `event_date` is read as ACLED's and needs it".to_owned()))
            }
        };
    }
    if let Some(unknown) = header.iter().find(|name| !OWN.contains(&name.as_str())) {
        return Err(problem(unknown, format!("no such column; there are {}", OWN.join(", "))));
    }
    if has("type") { Ok(()) } else { Err(problem("type", "a file of coded events needs it".to_owned())) }
}

fn of_own<'c>(cell: impl Fn(&str) -> &'c str, at: &mut At) -> GoldEvent {
    let start = at.offset("start", cell("start"));
    GoldEvent {
        line: at.line,
        document: Some(cell("document").trim().to_owned()).filter(|document| !document.is_empty()),
        span: start.zip(at.offset("end", cell("end"))),
        kind: at.kind("type", cell("type")),
        modes: at.modes("modes", cell("modes")),
        date: at.day("date", cell("date")),
        place: at.place(cell("place"), cell("latitude"), cell("longitude")),
        actors: at.names("actors", cell("actors")),
        recipients: at.names("recipients", cell("recipients")),
        killed: at.amount("killed", cell("killed")),
        wounded: at.amount("wounded", cell("wounded")),
    }
}

/// ACLED's words for parties without a name, as their beginnings: whom they mean is not compared.
const NAMELESS: &[&str] = &["civilians", "unidentified", "protesters", "rioters"];

fn of_acled<'c>(cell: impl Fn(&str) -> &'c str, at: &mut At, crosswalk: &[Crosswalk]) -> GoldEvent {
    let named = cell("sub_event_type").trim();
    let found = crosswalk.iter().find(|row| row.sub_event.eq_ignore_ascii_case(named));
    if found.is_none() {
        at.problem("sub_event_type", format!("`{named}` is none of ACLED's; lexicon/world/acled.tsv lists them"));
    }
    let party = |column: &str| {
        let name = cell(column).split(" (").next().unwrap_or_default().trim().to_owned();
        let lower = name.to_ascii_lowercase();
        (!name.is_empty() && !NAMELESS.iter().any(|nameless| lower.starts_with(nameless))).then_some(name)
    };
    let (first, second) = (party("actor1"), party("actor2"));
    let coded = |names: Vec<String>| if names.is_empty() { Coded::Open } else { Coded::As(names) };
    let (actors, recipients) = match found.map(|row| row.second) {
        Some(Second::Actor) => (first.into_iter().chain(second).collect(), Vec::new()),
        _ => (first.into_iter().collect(), second.into_iter().collect()),
    };
    let day = at.day("event_date", cell("event_date"));
    GoldEvent {
        line: at.line,
        kind: found.and_then(|row| row.kind).map_or(Coded::Open, Coded::As),
        modes: found.map(|row| row.modes.clone()).filter(|modes| !modes.is_empty()).map_or(Coded::Open, Coded::As),
        date: in_precision(day, cell("time_precision")),
        place: at.place(cell("location"), cell("latitude"), cell("longitude")),
        actors: coded(actors),
        recipients: coded(recipients),
        killed: at.amount("fatalities", cell("fatalities")),
        ..GoldEvent::default()
    }
}

/// ACLED's precision 3 knows the month alone.
fn in_precision(day: Coded<String>, precision: &str) -> Coded<String> {
    match day {
        Coded::As(day) if precision.trim() == "3" => Coded::As(day.chars().take(7).collect()),
        other => other,
    }
}
