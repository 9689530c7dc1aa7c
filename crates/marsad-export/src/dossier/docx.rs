//! A dossier as WordprocessingML: paragraphs, lists and tables that run from right to left where their words do.

use std::fmt::Write as _;

use crate::dossier::html::{escaped, is_arabic, is_right_to_left};
use crate::dossier::outline::{Dossier, Line};
use crate::dossier::package::{self, Parts};
use crate::dossier::text::source;

/// The dossier as the bytes of a file.
pub(super) fn file(dossier: &Dossier) -> Vec<u8> {
    let is_arabic = dossier.language == "ar";
    package::zipped(&Parts { title: &dossier.title, language: &dossier.language, body: body(dossier, is_arabic) })
}

/// Which way a paragraph runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    RightToLeft,
    LeftToRight,
}

impl Way {
    /// The way of its words; of words without letters, that of the dossier.
    fn of(words: &str, is_arabic: bool) -> Self {
        if is_right_to_left(words).unwrap_or(is_arabic) { Way::RightToLeft } else { Way::LeftToRight }
    }

    fn of_dossier(is_arabic: bool) -> Self {
        if is_arabic { Way::RightToLeft } else { Way::LeftToRight }
    }
}

fn body(dossier: &Dossier, is_arabic: bool) -> String {
    let mut body = paragraph("Title", "", Way::of(&dossier.title, is_arabic), &dossier.title);
    let base = Way::of_dossier(is_arabic);
    let mut facts: Vec<(&str, &str)> = Vec::new();
    for line in &dossier.lines {
        if let Line::Fact(label, what) = line {
            facts.push((label, what));
            continue;
        }
        body.push_str(&table(&std::mem::take(&mut facts), base));
        match line {
            Line::Section(title) => body.push_str(&paragraph("Heading1", "", base, title)),
            Line::Part(title) => body.push_str(&paragraph("Heading2", "", base, title)),
            Line::Note(words) => {
                for part in words.lines() {
                    body.push_str(&paragraph("Normal", "", Way::of(part, is_arabic), part));
                }
            }
            Line::Quote(words, facts) => {
                let numbered = "<w:keepNext/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
                body.push_str(&paragraph("Quote", numbered, Way::of(words, is_arabic), words));
                body.push_str(&paragraph("Source", "", base, &numbers_apart(&source(facts), base)));
            }
            Line::Fact(..) => {}
        }
    }
    body.push_str(&table(&facts, base));
    let section = if is_arabic { "<w:bidi/>" } else { "" };
    let _ = write!(
        body,
        "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" \
         w:left=\"1134\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/>{section}</w:sectPr>"
    );
    body
}

/// One paragraph; `more` stands where the schema wants it, between style and direction.
fn paragraph(style: &str, more: &str, way: Way, words: &str) -> String {
    let bidi = if way == Way::RightToLeft { "<w:bidi/>" } else { "" };
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}{bidi}</w:pPr>{}</w:p>\n", runs(words, way))
}

/// Two columns: what it is called, and what it is.
fn table(facts: &[(&str, &str)], way: Way) -> String {
    if facts.is_empty() {
        return String::new();
    }
    let visual = if way == Way::RightToLeft { "<w:bidiVisual/>" } else { "" };
    let mut table = format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Facts\"/>{visual}<w:tblW w:w=\"5000\" w:type=\"pct\"/></w:tblPr>\
         <w:tblGrid><w:gridCol w:w=\"2800\"/><w:gridCol w:w=\"6838\"/></w:tblGrid>\n"
    );
    for (label, what) in facts {
        let _ = writeln!(
            table,
            "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"2800\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>\
             <w:tc><w:tcPr><w:tcW w:w=\"6838\" w:type=\"dxa\"/></w:tcPr>{}</w:tc></w:tr>",
            paragraph("Label", "", way, label),
            paragraph("Normal", "", way, &numbers_apart(what, way))
        );
    }
    // Two tables that touch become one: a paragraph keeps them apart.
    table + "</w:tbl>\n" + &paragraph("Source", "", way, "")
}

/// Words of ours with a mark on both sides of every date and every range, without which 2021-08-26 would be read from its
/// day to its year among Arabic letters. Words of a document are never touched.
fn numbers_apart(words: &str, way: Way) -> String {
    const MARK: char = '\u{200E}';
    if way == Way::LeftToRight {
        return words.to_owned();
    }
    let apart = words.split(' ').map(|word| {
        let is_number = word.starts_with(|letter: char| letter.is_ascii_digit())
            && word.ends_with(|letter: char| letter.is_ascii_digit())
            && word.chars().all(|letter| letter.is_ascii_digit() || "-\u{2013}.:/T".contains(letter));
        if is_number { format!("{MARK}{word}{MARK}") } else { word.to_owned() }
    });
    apart.collect::<Vec<_>>().join(" ")
}

/// Words as runs, each of one direction: Latin words inside Arabic keep their own order, and the marks beside them stay
/// in that of the paragraph.
fn runs(words: &str, way: Way) -> String {
    let mut runs = String::new();
    for (part, is_foreign) in stretches(words, way) {
        let is_rtl = (way == Way::RightToLeft) != is_foreign;
        let properties = match is_rtl {
            true => "<w:rPr><w:rtl/><w:lang w:bidi=\"ar-SA\"/></w:rPr>",
            false => "<w:rPr><w:lang w:val=\"en-GB\"/></w:rPr>",
        };
        let _ = write!(runs, "<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(part));
    }
    runs
}

/// Stretches of words, each with whether its letters run against the paragraph: from the first such letter to the last
/// letter or digit before one that does not.
fn stretches(words: &str, way: Way) -> Vec<(&str, bool)> {
    let is_against = |letter: char| letter.is_alphabetic() && is_arabic(letter) != (way == Way::RightToLeft);
    let is_along = |letter: char| letter.is_alphabetic() && is_arabic(letter) == (way == Way::RightToLeft);
    let mut found = Vec::new();
    let mut rest = words;
    while let Some(start) = rest.find(is_against) {
        let stop = rest[start..].find(is_along).map_or(rest.len(), |stop| start + stop);
        let last = rest[start..stop].char_indices().rfind(|(_, letter)| letter.is_alphanumeric());
        let end = last.map_or(stop, |(place, letter)| start + place + letter.len_utf8());
        if start > 0 {
            found.push((&rest[..start], false));
        }
        found.push((&rest[start..end], true));
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        found.push((rest, false));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Way, numbers_apart, stretches};

    #[test]
    fn a_latin_name_inside_arabic_keeps_its_own_order_and_the_marks_stay_outside() {
        let words = "قالت (CNN 2) أمس";
        let found = stretches(words, Way::RightToLeft);
        assert_eq!(found, [("قالت (", false), ("CNN 2", true), (") أمس", false)]);
        assert_eq!(found.iter().map(|(part, _)| *part).collect::<String>(), words);
    }

    #[test]
    fn a_date_among_arabic_letters_is_read_from_its_year() {
        let told = numbers_apart("نشر في: 2021-08-31 · 7", Way::RightToLeft);
        assert_eq!(told, "نشر في: \u{200E}2021-08-31\u{200E} · \u{200E}7\u{200E}");
    }

    #[test]
    fn words_of_one_direction_are_one_run() {
        assert_eq!(stretches("وقال 12 شخصا.", Way::RightToLeft), [("وقال 12 شخصا.", false)]);
        assert_eq!(stretches("", Way::RightToLeft), []);
    }
}
