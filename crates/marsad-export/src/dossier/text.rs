//! A dossier as plain text and as Markdown.

use std::fmt::Write as _;

use crate::dossier::outline::{Dossier, Line};

pub(super) fn plain(dossier: &Dossier) -> String {
    let mut page = format!("{}\n", dossier.title);
    for line in &dossier.lines {
        let _ = match line {
            Line::Section(title) => writeln!(page, "\n== {title} =="),
            Line::Part(title) => writeln!(page, "\n{title}"),
            Line::Fact(label, what) => writeln!(page, "{label}: {what}"),
            Line::Note(words) => writeln!(page, "{words}"),
            Line::Quote(quote, facts) => writeln!(page, "- {quote}\n    {}", source(facts)),
        };
    }
    page
}

pub(super) fn markdown(dossier: &Dossier) -> String {
    let mut page = format!("# {}\n", escaped(&dossier.title));
    for line in &dossier.lines {
        let _ = match line {
            Line::Section(title) => writeln!(page, "\n## {}\n", escaped(title)),
            Line::Part(title) => writeln!(page, "\n### {}\n", escaped(title)),
            Line::Fact(label, what) => writeln!(page, "- **{}**: {}", escaped(label), escaped(what)),
            Line::Note(words) => writeln!(page, "{}\n", escaped(words)),
            Line::Quote(quote, facts) => writeln!(page, "> {}\n>\n> {}\n", escaped(quote), escaped(&source(facts))),
        };
    }
    page
}

/// Labels with what they are, on one line.
pub(super) fn source(facts: &[(String, String)]) -> String {
    let facts: Vec<String> = facts.iter().map(|(label, what)| format!("{label}: {what}")).collect();
    facts.join(" · ")
}

/// Marks that Markdown would read are escaped, line breaks become blanks.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '\n' | '\r' => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}
