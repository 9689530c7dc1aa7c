//! What the terminal can show: its width, its colours; a file or a pipe gets neither.

use std::io::{IsTerminal, stdout};

/// A colour or weight with one meaning each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As it comes.
    Plain,
    /// A heading.
    Strong,
    /// Of less weight.
    Faint,
    /// Outlets disagree.
    Disputed,
}

/// Whether standard output takes colours: a terminal, and nobody said NO_COLOR.
pub fn has_colours() -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    stdout().is_terminal() && !refused
}

/// Columns of the terminal; a file or a pipe is as wide as it needs to be.
pub fn width() -> usize {
    if !stdout().is_terminal() {
        return WIDE;
    }
    terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0).max(60))
}

const WIDE: usize = 160;

/// The text in its style, where colours are wanted.
pub fn paint(text: &str, style: Style, colours: bool) -> String {
    let code = match style {
        Style::Plain => return text.to_owned(),
        Style::Strong => "1",
        Style::Faint => "2",
        Style::Disputed => "33",
    };
    if colours && !text.is_empty() { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}
