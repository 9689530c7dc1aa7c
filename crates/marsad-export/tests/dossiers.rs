//! A dossier in every form: its quotes are those of the documents, and its files are what their readers want.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use marsad_export::{Dossier, Form, answer_dossier};
use marsad_record::answer::{Answer, Asks, Evidence, Moment, Outlook, ReadAs, Silence};
use marsad_record::dossier::Material;
use marsad_record::{Basis, Document, Interval, Published, Span};
use roxmltree::Node;

const TEXT: &str = "قال الناطق <b>لوكالة</b> Reuters إن الوفدين سيلتقيان & يتفقان.\u{1} ثم غادر الوفد.";
const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).expect("the words stand in the text");
    Span::new(start, start + words.len())
}

fn text(words: &str) -> String {
    words.to_owned()
}

fn made(language: &'static str) -> Dossier {
    let words = "قال الناطق <b>لوكالة</b> Reuters إن الوفدين سيلتقيان & يتفقان.\u{1}";
    let evidence = Evidence {
        document: text("d1"),
        claim: Some(text("c1")),
        quote: text(words),
        span: span(words),
        outlet: Some(text("masrawy")),
        published: Some(text("2021-08-31T22:49")),
        chain: vec![text("مصراوي"), text("الناطق")],
        when: None,
        origins: 2,
        because: vec![],
        weight: 1.0,
    };
    let last = "ثم غادر الوفد.";
    let answer = Answer {
        question: text(if language == "ar" { "هل اتفق الوفدان؟" } else { "Did the <two> agree?" }),
        read_as: ReadAs {
            language,
            asks: Asks::Whether,
            parties: vec![],
            about: vec![],
            is_positive: true,
            from: None,
            to: None,
        },
        supporting: vec![evidence],
        against: vec![],
        silent: vec![Silence { kind: "nothing-against", of: String::new() }],
        forecasts: vec![Outlook {
            document: text("d1"),
            claim: text("c1"),
            quote: text("الوفدين سيلتقيان"),
            span: span("الوفدين سيلتقيان"),
            outlet: None,
            chain: vec![],
            published: None,
            from: None,
            to: Some(text("2021-12")),
            condition: None,
            state: "due",
        }],
        timeline: vec![Moment {
            when: Interval::of_iso("2021-08-30").expect("a day"),
            kind: "AGREE",
            incident: text("i1"),
            document: text("d1"),
            claim: text("c2"),
            quote: text(last),
            span: span(last),
            chain: vec![text("مصراوي")],
            origins: 1,
            disputed: vec![text("date")],
        }],
    };
    let document = Document {
        id: text("d1"),
        source: text("s"),
        url: Some(text("https://news.example/1?a=1&b=2")),
        title: Some(text("لقاء الوفدين")),
        title_span: None,
        byline: None,
        outlet: Some(text("masrawy")),
        language: text("ar"),
        published: Published { value: Some(text("2021-08-31")), basis: Basis::Stated },
        text: text(TEXT),
        chrome: vec![],
        digest: text("x"),
    };
    let labels = [("for", "ما يؤيد ذلك"), ("documents", "الوثائق المقتبسة"), ("document", "الوثيقة")];
    let labels = labels.into_iter().filter(|_| language == "ar");
    let material = Material {
        language: text(language),
        labels: labels.map(|(id, label)| (text(id), text(label))).collect(),
        documents: BTreeMap::from([(text("d1"), document)]),
        names: BTreeMap::from([(text("masrawy"), text(if language == "ar" { "مصراوي" } else { "Masrawy" }))]),
    };
    answer_dossier(&answer, &[], &material)
}

fn page(dossier: &Dossier, form: Form) -> String {
    String::from_utf8(dossier.set(form)).expect("text is UTF-8")
}

/// Every part of a DOCX file by its name.
fn parts(bytes: Vec<u8>) -> BTreeMap<String, String> {
    let mut packed = zip::ZipArchive::new(Cursor::new(bytes)).expect("a DOCX file is a zip archive");
    let mut parts = BTreeMap::new();
    for place in 0..packed.len() {
        let mut part = packed.by_index(place).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("every part is text");
        parts.insert(name, text);
    }
    parts
}

#[test]
fn a_quote_has_its_chain_day_outlet_document_and_characters_in_every_form() {
    for form in [Form::Text, Form::Markdown, Form::Html] {
        let page = page(&made("ar"), form);
        for told in ["الناطق", "2021-08-31", "مصراوي", "d1", "c1", "0–63"] {
            assert!(page.contains(told), "{told} is not in the {} form: {page}", form.name());
        }
    }
}

#[test]
fn words_of_an_article_never_become_markup() {
    let page = page(&made("en"), Form::Html);
    assert!(page.contains("&lt;b&gt;لوكالة&lt;/b&gt;") && !page.contains("<b>") && !page.contains('\u{1}'), "{page}");
    assert!(page.contains("Did the &lt;two&gt; agree?") && page.contains("a=1&amp;b=2"), "{page}");
}

#[test]
fn an_arabic_page_and_an_arabic_quote_run_from_right_to_left() {
    let (arabic, english) = (page(&made("ar"), Form::Html), page(&made("en"), Form::Html));
    assert!(arabic.contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(english.contains("<html lang=\"en\" dir=\"ltr\">"));
    assert!(english.contains("<blockquote lang=\"ar\" dir=\"rtl\">"));
}

/// The order in which WordprocessingML wants the properties that we write.
const ORDERS: [(&str, &[&str]); 4] = [
    ("pPr", &["pStyle", "keepNext", "numPr", "bidi", "spacing", "ind", "outlineLvl"]),
    ("rPr", &["rFonts", "b", "bCs", "color", "sz", "szCs", "rtl", "lang"]),
    ("tblPr", &["tblStyle", "bidiVisual", "tblW", "tblBorders", "tblCellMar"]),
    ("sectPr", &["pgSz", "pgMar", "bidi"]),
];

#[test]
fn every_part_of_a_docx_file_is_sound_and_in_the_order_of_the_schema() {
    for language in ["ar", "en"] {
        let parts = parts(made(language).set(Form::Docx));
        let types = parts.get("[Content_Types].xml").expect("the list of parts");
        for (name, part) in &parts {
            let tree = roxmltree::Document::parse(part).unwrap_or_else(|fault| panic!("{name}: {fault}"));
            assert!(
                name.starts_with('[') || name.ends_with(".rels") || types.contains(&format!("\"/{name}\"")),
                "{name}"
            );
            for (holder, order) in ORDERS {
                for node in tree.descendants().filter(|node| node.has_tag_name((WORDS, holder))) {
                    let places: Vec<_> = node
                        .children()
                        .map(|child| {
                            let name = child.tag_name().name();
                            order.iter().position(|known| *known == name).unwrap_or_else(|| panic!("{holder}/{name}"))
                        })
                        .collect();
                    assert!(places.is_sorted(), "{name}: {holder} is not in order: {places:?}");
                }
            }
        }
    }
}

#[test]
fn arabic_paragraphs_runs_and_tables_of_a_docx_file_run_from_right_to_left() {
    let parts = parts(made("ar").set(Form::Docx));
    let tree = roxmltree::Document::parse(&parts["word/document.xml"]).expect("sound XML");
    let has = |node: Node<'_, '_>, name: &str| node.descendants().any(|inner| inner.has_tag_name((WORDS, name)));
    let paragraphs: Vec<Node<'_, '_>> = tree.descendants().filter(|node| node.has_tag_name((WORDS, "p"))).collect();
    assert!(paragraphs.iter().all(|paragraph| has(*paragraph, "bidi")));
    assert!(tree.descendants().filter(|node| node.has_tag_name((WORDS, "tbl"))).all(|table| has(table, "bidiVisual")));
    let runs: Vec<Node<'_, '_>> = tree.descendants().filter(|node| node.has_tag_name((WORDS, "r"))).collect();
    for run in &runs {
        let words: String = run.descendants().filter_map(|node| node.text()).collect();
        let is_arabic = words.chars().any(|letter| ('\u{600}'..'\u{700}').contains(&letter));
        assert!(has(*run, "rtl") || !is_arabic, "{words}");
        let lang = run.descendants().find(|node| node.has_tag_name((WORDS, "lang"))).expect("a language");
        assert!(!has(*run, "rtl") || lang.attribute((WORDS, "bidi")) == Some("ar-SA"), "{words}");
    }
    let told = |run: &Node<'_, '_>| run.descendants().filter_map(|node| node.text()).collect::<String>();
    assert!(runs.iter().any(|run| !has(*run, "rtl") && told(run).contains("Reuters")));
}

#[test]
fn the_same_dossier_gives_the_same_bytes() {
    assert_eq!(made("ar").set(Form::Docx), made("ar").set(Form::Docx));
}
