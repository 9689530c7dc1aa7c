//! The parts of a DOCX file and their styles, packed; the same dossier gives the same bytes.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::dossier::html::escaped;

/// What changes from file to file.
pub(super) struct Parts<'p> {
    pub(super) title: &'p str,
    pub(super) language: &'p str,
    pub(super) body: String,
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const FORMAT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The file.
pub(super) fn zipped(parts: &Parts<'_>) -> Vec<u8> {
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, text) in files(parts) {
        let written = packed.start_file(name, options).and_then(|()| {
            packed.write_all(DECLARATION.as_bytes())?;
            Ok(packed.write_all(text.as_bytes())?)
        });
        written.expect("memory takes every byte, and the parts are far below the limits of the format");
    }
    packed.finish().expect("memory takes every byte").into_inner()
}

fn files(parts: &Parts<'_>) -> [(&'static str, String); 8] {
    [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", package_relations()),
        ("docProps/core.xml", core(parts)),
        ("word/_rels/document.xml.rels", document_relations()),
        (
            "word/document.xml",
            format!("<w:document xmlns:w=\"{WORDS}\"><w:body>\n{}</w:body></w:document>", parts.body),
        ),
        ("word/numbering.xml", numbering()),
        ("word/settings.xml", settings()),
        ("word/styles.xml", styles(parts.language == "ar")),
    ]
}

fn content_types() -> String {
    let part = |name: &str, kind: &str| format!("<Override PartName=\"{name}\" ContentType=\"{kind}\"/>");
    let word = |name: &str, kind: &str| part(&format!("/word/{name}.xml"), &format!("{FORMAT}.{kind}+xml"));
    format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{}{}{}{}</Types>",
        word("document", "document.main"),
        word("numbering", "numbering"),
        word("settings", "settings"),
        word("styles", "styles"),
        part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
    )
}

fn package_relations() -> String {
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    format!(
        "<Relationships xmlns=\"{RELATIONS}\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{core}\" Target=\"docProps/core.xml\"/></Relationships>"
    )
}

fn document_relations() -> String {
    let parts = ["styles", "numbering", "settings"];
    let relations = (1..).zip(parts).map(|(number, part)| {
        format!("<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/{part}\" Target=\"{part}.xml\"/>")
    });
    format!("<Relationships xmlns=\"{RELATIONS}\">{}</Relationships>", relations.collect::<String>())
}

fn core(parts: &Parts<'_>) -> String {
    format!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>Marsad</dc:creator>\
         <dc:language>{}</dc:language></cp:coreProperties>",
        escaped(parts.title),
        parts.language
    )
}

/// Quotes are numbered through the whole dossier, so that a reader can point at one.
fn numbering() -> String {
    format!(
        "<w:numbering xmlns:w=\"{WORDS}\"><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"singleLevel\"/>\
         <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/>\
         <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"567\" w:hanging=\"567\"/></w:pPr></w:lvl></w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    )
}

fn settings() -> String {
    format!(
        "<w:settings xmlns:w=\"{WORDS}\"><w:defaultTabStop w:val=\"567\"/>\
         <w:themeFontLang w:val=\"en-GB\" w:bidi=\"ar-SA\"/></w:settings>"
    )
}

fn styles(is_arabic: bool) -> String {
    let bidi = if is_arabic { "<w:bidi/>" } else { "" };
    let style = |id: &str, name: &str, paragraph: &str, size: u32, more: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>\
             <w:pPr>{paragraph}</w:pPr><w:rPr>{more}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:style>"
        )
    };
    let heading = |id: &str, name: &str, level: u32, before: u32, size: u32| {
        let paragraph =
            format!("<w:keepNext/><w:spacing w:before=\"{before}\" w:after=\"80\"/><w:outlineLvl w:val=\"{level}\"/>");
        style(id, name, &paragraph, size, "<w:b/><w:bCs/>")
    };
    let edge = |name: &str| format!("<w:{name} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"BBBBBB\"/>");
    let edges: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(edge).concat();
    let grey = "<w:color w:val=\"444444\"/>";
    format!(
        "<w:styles xmlns:w=\"{WORDS}\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:cs=\"Arial\"/><w:sz w:val=\"22\"/><w:szCs w:val=\"24\"/>\
         <w:lang w:val=\"en-GB\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>\
         <w:spacing w:after=\"80\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>\
         <w:pPr>{bidi}</w:pPr></w:style>{}{}{}{}{}{}\
         <w:style w:type=\"table\" w:styleId=\"Facts\"><w:name w:val=\"Facts\"/><w:tblPr><w:tblBorders>{edges}\
         </w:tblBorders><w:tblCellMar><w:left w:w=\"100\" w:type=\"dxa\"/><w:right w:w=\"100\" w:type=\"dxa\"/>\
         </w:tblCellMar></w:tblPr></w:style></w:styles>",
        style("Title", "Title", "<w:spacing w:after=\"200\"/>", 36, "<w:b/><w:bCs/>"),
        heading("Heading1", "heading 1", 0, 320, 28),
        heading("Heading2", "heading 2", 1, 200, 24),
        style("Quote", "Quote", "<w:spacing w:before=\"120\" w:after=\"20\"/>", 24, ""),
        style("Source", "Source", "<w:ind w:left=\"567\"/>", 18, grey),
        style("Label", "Label", "", 20, grey),
    )
}
