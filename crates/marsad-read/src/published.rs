//! When it was published: given beats the page's metadata, metadata beats a date line, nothing is guessed.

use marsad_record::{Basis, Note, Published, Span};

use crate::chrome::Plan;
use crate::dates::{NoDate, given_date};
use crate::page_words::PageWords;

/// The day of publication and what was odd about it.
pub(crate) fn published(
    given: Option<&str>,
    metadata: &[String],
    plan: &Plan,
    words: &PageWords,
) -> (Published, Vec<Note>) {
    let mut notes = Vec::new();
    if let Some(given) = given.map(str::trim).filter(|given| !given.is_empty()) {
        match given_date(given, words) {
            Ok(value) => return (Published { value: Some(value), basis: Basis::Given }, notes),
            Err(why) => notes.push(not_a_date(given, why, None)),
        }
    }
    let stated = stated(plan, &mut notes);
    for told in metadata {
        match given_date(told, words) {
            Ok(value) => {
                if let Some((span, stated)) = stated.as_ref().filter(|(_, stated)| days_apart(stated, &value) > 1) {
                    let text = format!("the page's date line says {stated}, its metadata {value}");
                    notes.push(Note::new("published-disagrees", Some(*span), text));
                }
                return (Published { value: Some(value), basis: Basis::Metadata }, notes);
            }
            Err(why) => notes.push(not_a_date(told, why, None)),
        }
    }
    match stated {
        Some((_, value)) => (Published { value: Some(value), basis: Basis::Stated }, notes),
        None => {
            if let Some(span) = plan.absurd_date {
                notes.push(Note::new("absurd-date", Some(span), "a date line tells a day that cannot be"));
            }
            (Published::unknown(), notes)
        }
    }
}

/// The date line to believe: of publication before of change, labelled before bare, first before later.
fn stated(plan: &Plan, notes: &mut Vec<Note>) -> Option<(Span, String)> {
    let rank = |(at, (_, date)): &(usize, &(Span, crate::dates::FoundDate))| {
        (date.is_update, date.value.len() < 10, !date.is_labelled, *at)
    };
    let (_, (span, date)) = plan.dates.iter().enumerate().min_by_key(rank)?;
    if date.wrong_weekday {
        let text = format!("the weekday beside {} is not that day's", date.value);
        notes.push(Note::new("weekday-contradicts-date", Some(*span), text));
    }
    Some((*span, date.value.clone()))
}

fn days_apart(one: &str, other: &str) -> i64 {
    let day = |value: &str| value.get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok());
    match (day(one), day(other)) {
        (Some(one), Some(other)) => one.since(other).map_or(0, |span| i64::from(span.get_days()).abs()),
        _ => 0,
    }
}

fn not_a_date(told: &str, why: NoDate, span: Option<Span>) -> Note {
    let told: String = told.chars().take(40).collect();
    match why {
        NoDate::Absurd => Note::new("absurd-date", span, format!("`{told}` is a day that cannot be")),
        NoDate::Nothing => Note::new("unread-date", span, format!("`{told}` could not be read as a date")),
    }
}
