//! Tables for people: Arabic stands at the right of its column, what is too long ends in an ellipsis.

use unicode_width::UnicodeWidthChar;

use crate::terminal::{Style, has_colours, paint, width};

/// How a column sets its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words of a Latin script.
    Left,
    /// Numbers.
    Right,
    /// Text of the page: Arabic at the right, anything else at the left. Takes what room is left.
    Text,
}

/// One cell.
#[derive(Debug, Clone)]
pub struct Cell {
    text: String,
    style: Style,
}

impl Cell {
    /// A cell of one line.
    pub fn new(text: impl Into<String>) -> Self {
        Self::styled(text, Style::Plain)
    }

    /// A cell in a style.
    pub fn styled(text: impl Into<String>, style: Style) -> Self {
        let text = text.into().split_whitespace().collect::<Vec<_>>().join(" ");
        Self { text, style }
    }
}

/// Rows under a heading.
#[derive(Debug)]
pub struct Table {
    columns: Vec<(&'static str, Align)>,
    rows: Vec<Vec<Cell>>,
}

const GAP: &str = "  ";
const LEAST_TEXT: usize = 24;

impl Table {
    /// An empty table.
    pub fn new(columns: &[(&'static str, Align)]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row, one cell a column.
    pub fn row(&mut self, cells: Vec<Cell>) {
        debug_assert_eq!(cells.len(), self.columns.len(), "a row has a cell for every column");
        self.rows.push(cells);
    }

    /// The table as text that fits the terminal.
    pub fn render(&self) -> String {
        self.render_in(width(), has_colours())
    }

    fn render_in(&self, room: usize, colours: bool) -> String {
        let widths = self.widths(room);
        let mut text = String::new();
        let heading: Vec<Cell> = self.columns.iter().map(|(title, _)| Cell::styled(*title, Style::Strong)).collect();
        for row in std::iter::once(&heading).chain(&self.rows) {
            let cells = row.iter().zip(&self.columns).zip(&widths);
            let line: Vec<String> =
                cells.map(|((cell, (_, align)), width)| set(cell, *align, *width, colours)).collect();
            text.push_str(line.join(GAP).trim_end());
            text.push('\n');
        }
        text
    }

    /// As wide as the widest cell; the columns of text share what the others leave, and what a narrow one leaves.
    fn widths(&self, room: usize) -> Vec<usize> {
        let widest = |column: usize| {
            let cells = self.rows.iter().map(|row| columns_of(&row[column].text));
            cells.chain([columns_of(self.columns[column].0)]).max().unwrap_or(0)
        };
        let mut widths: Vec<usize> = (0..self.columns.len()).map(widest).collect();
        let texts: Vec<usize> = (0..widths.len()).filter(|column| self.columns[*column].1 == Align::Text).collect();
        let others: usize =
            (0..widths.len()).filter(|column| !texts.contains(column)).map(|column| widths[column]).sum();
        let gaps = GAP.len() * widths.len().saturating_sub(1);
        let mut left = room.saturating_sub(others + gaps);
        let mut narrow_first = texts;
        narrow_first.sort_by_key(|column| widths[*column]);
        let count = narrow_first.len();
        for (place, column) in narrow_first.into_iter().enumerate() {
            let share = (left / (count - place)).max(LEAST_TEXT);
            widths[column] = widths[column].min(share);
            left = left.saturating_sub(widths[column]);
        }
        widths
    }
}

fn set(cell: &Cell, align: Align, width: usize, colours: bool) -> String {
    let text = cut(&cell.text, width);
    let blank = " ".repeat(width.saturating_sub(columns_of(&text)));
    let is_right = match align {
        Align::Left => false,
        Align::Right => true,
        Align::Text => is_arabic(&text),
    };
    let painted = paint(&text, cell.style, colours);
    if is_right { format!("{blank}{painted}") } else { format!("{painted}{blank}") }
}

/// The text, shortened at its end where it is wider than the column.
pub fn cut(text: &str, width: usize) -> String {
    if columns_of(text) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        kept.push(letter);
        if columns_of(&kept) >= width {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

/// Columns that a text takes. Letter by letter: terminals join lam and alef on paper, not in the grid.
fn columns_of(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}

/// Whether its first strong letter reads from right to left.
fn is_arabic(text: &str) -> bool {
    text.chars()
        .find(|letter| letter.is_alphabetic())
        .is_some_and(|letter| matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FEFC}'))
}

#[cfg(test)]
mod tests {
    use super::{Align, Cell, Table, cut};

    #[test]
    fn arabic_stands_at_the_right_of_its_column() {
        let mut table = Table::new(&[("N", Align::Right), ("TEXT", Align::Text)]);
        table.row(vec![Cell::new("7"), Cell::new("سلام")]);
        table.row(vec![Cell::new("12"), Cell::new("an agreement")]);
        assert_eq!(table.render_in(80, false), " N  TEXT\n 7          سلام\n12  an agreement\n");
    }

    #[test]
    fn a_long_text_ends_in_an_ellipsis() {
        assert_eq!(cut("one two three", 7), "one tw…");
        assert_eq!(cut("ثلاثة", 5), "ثلاثة");
    }

    #[test]
    fn vowel_marks_take_no_room() {
        assert_eq!(cut("كَتَبَ", 3), "كَتَبَ");
    }
}
