//! Whole articles that no newspaper prints: very long, without a full stop, nested without end, with absurd days and numbers.
//!
//! Each is read at two sizes: four times the text may not take more than about four times as long.

use std::time::{Duration, Instant};

use marsad_extract::{Extractor, Settings};
use marsad_lexicon::Lexicon;
use marsad_record::{Basis, Document, Extraction, Published};
use marsad_text::Analyser;

/// So much longer may four times the text take, on a machine that does other things too.
const FACTOR: u32 = 12;

struct Reader {
    lexicon: Lexicon,
    analyser: Analyser,
    extractor: Extractor,
}

fn reader() -> &'static Reader {
    static READER: std::sync::OnceLock<Reader> = std::sync::OnceLock::new();
    READER.get_or_init(|| {
        let lexicon = Lexicon::built_in();
        let (analyser, extractor) = (Analyser::new(&lexicon), Extractor::new(&lexicon, Settings::default()));
        Reader { lexicon, analyser, extractor }
    })
}

fn read(text: String) -> Extraction {
    let document = Document::of_text(text, Published { value: Some("2022-06-14".to_owned()), basis: Basis::Given });
    let Reader { lexicon, analyser, extractor } = reader();
    let text = analyser.analyse(&document, lexicon);
    extractor.extract(&document, &text, lexicon)
}

fn kinds(extraction: &Extraction) -> Vec<&str> {
    extraction.notes.iter().map(|note| note.kind.as_str()).collect()
}

/// Reads a text of so many parts and one of four times as many, and compares how long they take.
fn takes_time_like_its_size(parts: usize, text: impl Fn(usize) -> String) -> Extraction {
    let best = |parts: usize| {
        let mut best = Duration::MAX;
        let mut extraction = None;
        for _ in 0..3 {
            let text = text(parts);
            let start = Instant::now();
            extraction = Some(read(text));
            best = best.min(start.elapsed());
        }
        (best, extraction)
    };
    let (small, _) = best(parts);
    let (large, extraction) = best(4 * parts);
    let limit = small.max(Duration::from_millis(50)) * FACTOR;
    assert!(large < limit, "four times the text took {large:?} after {small:?}");
    extraction.expect("read twice")
}

const TOLD: &str = "قال مسؤول محلي إن انفجارا وقع في مدينة هرات أمس الخميس وأدى إلى مقتل 12 شخصا وإصابة ثلاثة آخرين";

#[test]
fn a_long_article_takes_time_like_its_length() {
    let extraction = takes_time_like_its_size(150, |parts| format!("{TOLD}.\n").repeat(parts));
    assert_eq!(extraction.quantities.iter().filter(|quantity| quantity.range.low == Some(12.0)).count(), 600);
}

#[test]
fn a_sentence_without_end_is_read_in_parts_with_a_note() {
    let extraction = takes_time_like_its_size(150, |parts| format!("{TOLD} ثم ").repeat(parts));
    assert_eq!(kinds(&extraction).iter().filter(|kind| **kind == "endless-sentence").count(), 1);
    assert!(extraction.quantities.len() > 600);
}

#[test]
fn quotations_in_quotations_do_not_exhaust_the_stack() {
    let nested = |parts: usize| format!("قال المتحدث: {}{TOLD}{}.", "«قال ".repeat(parts), "»".repeat(parts));
    takes_time_like_its_size(2500, nested);
    takes_time_like_its_size(2500, |parts| format!("قال المتحدث: {}{TOLD}.", "«".repeat(parts)));
}

#[test]
fn an_endless_number_is_left_out_with_a_note() {
    let absurd = read(format!("وأدى القصف إلى مقتل {} شخصا.", "9".repeat(400)));
    assert_eq!((kinds(&absurd), absurd.quantities.len()), (vec!["absurd-number"], 0));
    let absurd = read(format!("وبلغ عدد القتلى 1{} قتيل.", "0".repeat(30)));
    assert!(kinds(&absurd).contains(&"absurd-number"));
    takes_time_like_its_size(20_000, |parts| format!("وبلغ العدد {} شخصا", "7".repeat(parts)));
    takes_time_like_its_size(2000, |parts| "خمسة آلاف ومئة ".repeat(parts));
}

#[test]
fn days_that_no_calendar_has_are_no_days() {
    for text in ["وصل الوفد في 31 فبراير 2020.", "وصل الوفد في 31/02/2020."] {
        let extraction = read(text.to_owned());
        let days =
            extraction.times.iter().filter(|time| time.value.interval.is_some_and(|days| days.single_day().is_some()));
        assert_eq!((days.count(), kinds(&extraction)), (0, vec!["absurd-date"]), "{text}");
    }
}

#[test]
fn a_span_of_years_that_runs_backwards_is_none() {
    let extraction = read("استمر البرنامج من 2024 إلى 2001 بلا نتائج.".to_owned());
    let runs_forward = |days: marsad_record::Interval| days.from.zip(days.to).is_none_or(|(from, to)| from <= to);
    assert!(extraction.times.iter().filter_map(|time| time.value.interval).all(runs_forward));
}

#[test]
fn a_deed_counted_from_millions_of_weeks_ago_has_no_day() {
    let extraction = read("جاء الانفجار بعد 306783379 أسبوعا من هجوم أسفر عن مقتل 20 شخصا.".to_owned());
    assert!(!kinds(&extraction).contains(&"reading-stopped"));
    assert!(extraction.events.len() > 1);
}

#[test]
fn answers_and_attacks_after_attacks_cost_no_more_than_their_text() {
    takes_time_like_its_size(1500, |parts| "ونفذ الجيش ضربات ردا على هجوم في دوما. ".repeat(parts));
    takes_time_like_its_size(1500, |parts| "وجاء الانفجار بعد يومين من هجوم في هرات. ".repeat(parts));
}
