//! A dossier as one HTML page that needs nothing beside it, right to left where its language is.

use std::fmt::Write as _;

use crate::dossier::outline::{Dossier, Line};

const STYLE: &str = "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.75 serif}\
    table{border-collapse:collapse;margin:.5rem 0}th,td{border:1px solid #bbb;padding:.2rem .6rem;text-align:start;\
    vertical-align:top}th{font-weight:normal;color:#444}blockquote{margin:1rem 0;padding:0 1rem;\
    border-inline-start:3px solid #777}blockquote p{margin:0}cite{display:block;font-size:.85rem;font-style:normal;\
    color:#444}cite span{white-space:normal}h3{font-size:1rem;margin:1.2rem 0 .2rem}.note{white-space:pre-line}\
    @media print{blockquote,tr{break-inside:avoid}h2,h3{break-after:avoid}}";

pub(super) fn page(dossier: &Dossier) -> String {
    let title = escaped(&dossier.title);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head><meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style></head>\n\
         <body>\n<h1{}>{title}</h1>\n",
        dossier.language,
        if dossier.language == "ar" { "rtl" } else { "ltr" },
        direction(&dossier.title)
    );
    let mut is_table = false;
    for line in &dossier.lines {
        let is_fact = matches!(line, Line::Fact(..));
        if is_fact != is_table {
            page.push_str(if is_fact { "<table>\n" } else { "</table>\n" });
            is_table = is_fact;
        }
        let _ = match line {
            Line::Section(title) => writeln!(page, "<h2{}>{}</h2>", direction(title), escaped(title)),
            Line::Part(title) => writeln!(page, "<h3{}>{}</h3>", direction(title), escaped(title)),
            Line::Note(words) => writeln!(page, "<p class=\"note\"{}>{}</p>", direction(words), escaped(words)),
            Line::Fact(label, what) => {
                let (label, what) = (escaped(label), escaped(what));
                writeln!(page, "<tr><th scope=\"row\"><bdi>{label}</bdi></th><td><bdi>{what}</bdi></td></tr>")
            }
            Line::Quote(words, facts) => {
                let facts = facts
                    .iter()
                    .map(|(label, what)| format!("<span>{}: <bdi>{}</bdi></span>", escaped(label), escaped(what)));
                let facts = facts.collect::<Vec<_>>().join(" · ");
                let direction = direction(words);
                writeln!(page, "<blockquote{direction}><p>{}</p></blockquote>\n<cite>{facts}</cite>", escaped(words))
            }
        };
    }
    if is_table {
        page.push_str("</table>\n");
    }
    page.push_str("</body>\n</html>\n");
    page
}

/// The language and direction of words, where their letters tell it.
fn direction(words: &str) -> &'static str {
    match is_right_to_left(words) {
        Some(true) => " lang=\"ar\" dir=\"rtl\"",
        Some(false) => " dir=\"ltr\"",
        None => "",
    }
}

/// Whether the first letter that has a direction runs from right to left; nothing where none has.
pub(super) fn is_right_to_left(words: &str) -> Option<bool> {
    words
        .chars()
        .find_map(|letter| if is_arabic(letter) { Some(true) } else { letter.is_alphabetic().then_some(false) })
}

/// A letter of the blocks of Hebrew, Arabic and their neighbours, or a form of one.
pub(super) fn is_arabic(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
        && letter.is_alphabetic()
}

/// Text that markup cannot read as markup.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // No markup language has room for these.
            '\u{0}'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            other => escaped.push(other),
        }
    }
    escaped
}
