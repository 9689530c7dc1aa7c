//! The confidence of an event: what a sentence tells as its news is surer than what it only mentions.

use marsad_extract::{Extractor, Settings};
use marsad_lexicon::Lexicon;
use marsad_record::{Basis, Document, EventType, Published};
use marsad_text::Analyser;

/// How sure the surest event of a type is, and whether a model had a say in it.
fn surest(kind: EventType, text: &str) -> (f64, bool) {
    let lexicon = Lexicon::built_in();
    let published = Published { value: Some("2022-06-14".to_owned()), basis: Basis::Given };
    let document = Document::of_text(text.to_owned(), published);
    let text = Analyser::new(&lexicon).analyse(&document, &lexicon);
    let extraction = Extractor::new(&lexicon, Settings::default()).extract(&document, &text, &lexicon);
    let events = extraction.events.into_iter().filter(|event| event.kind == kind);
    let event = events.max_by(|one, other| one.confidence.total_cmp(&other.confidence)).expect("an event of the type");
    (event.confidence, event.rules.iter().any(|rule| rule == "model/event-confidence"))
}

#[test]
fn a_protest_told_as_news_is_surer_than_one_brought_up_in_passing() {
    let told = "تجمع مئات المتظاهرين أمس أمام مبنى البلدية احتجاجا على رفع الأسعار ورددوا هتافات ضد المحافظ.";
    let mentioned = "وقال الوزير إن الحكومة لن تغير موقفها من القانون رغم ما يقوله المتظاهرون في كل مناسبة.";
    let (told, mentioned) = (surest(EventType::Protest, told), surest(EventType::Protest, mentioned));
    assert!(told.1 && mentioned.1, "the model had a say in both");
    assert!(told.0 >= 0.5 && mentioned.0 < 0.5, "{told:?} {mentioned:?}");
}

#[test]
fn an_attack_told_as_news_is_surer_than_one_spoken_of_in_general() {
    let told = "قتل خمسة جنود وأصيب ثمانية آخرون في انفجار سيارة مفخخة قرب نقطة تفتيش في المدينة صباح أمس.";
    let general = "ويرى الباحث أن أسباب العنف كثيرة وأن القتل لا يحل مشكلات المجتمع.";
    let (told, general) = (surest(EventType::Assault, told), surest(EventType::Assault, general));
    assert!(told.0 >= 0.5 && general.0 < 0.5, "{told:?} {general:?}");
}
