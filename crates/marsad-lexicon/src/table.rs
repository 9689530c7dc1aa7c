//! One TSV file of words: a header row, one fact a row, the first column the id, the last one `note`.

use std::borrow::Cow;

use crate::problem::Problem;

/// A parsed TSV file.
#[derive(Debug, Clone)]
pub struct Table {
    columns: Vec<String>,
    /// The file.
    text: Cow<'static, str>,
    /// Where the cells of all rows begin and end in it, one after the other.
    cells: Vec<(u32, u32)>,
    /// Line of each row in its file, from 1.
    lines: Vec<u32>,
}

/// One row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Row<'t> {
    table: &'t Table,
    index: usize,
}

/// Every table of a lexicon, by name.
#[derive(Debug, Default)]
pub(crate) struct TableSet(Vec<(String, Table)>);

impl TableSet {
    /// Sorted by name.
    pub(crate) fn new(mut tables: Vec<(String, Table)>) -> Self {
        tables.sort_by(|one, other| one.0.cmp(&other.0));
        Self(tables)
    }

    /// The table of that name (`ar/months`).
    pub(crate) fn get(&self, name: &str) -> Option<&Table> {
        let found = self.0.binary_search_by(|(other, _)| other.as_str().cmp(name));
        found.ok().map(|index| &self.0[index].1)
    }

    /// Every table with its name, in the order of the names.
    pub(crate) fn list(&self) -> &[(String, Table)] {
        &self.0
    }
}

impl Table {
    pub(crate) const fn empty() -> Self {
        Self { columns: Vec::new(), text: Cow::Borrowed(""), cells: Vec::new(), lines: Vec::new() }
    }

    pub(crate) fn parse(file: &str, source: Cow<'static, str>, problems: &mut Vec<Problem>) -> Self {
        let text: &str = &source;
        let mut lines = text.lines().enumerate();
        let columns: Vec<String> =
            lines.next().map(|(_, header)| header.split('\t').map(str::to_owned).collect()).unwrap_or_default();
        if columns.first().map(String::as_str) != Some("id") {
            problems.push(Problem::new(file, 1, "the first column must be `id`"));
        }
        if columns.last().map(String::as_str) != Some("note") {
            problems.push(Problem::new(file, 1, "the last column must be `note`"));
        }
        let (mut cells, mut numbers) = (Vec::new(), Vec::new());
        let width = columns.len();
        let mut before = "";
        for (index, line) in lines {
            if line.trim().is_empty() {
                continue;
            }
            let count = line.bytes().filter(|byte| *byte == b'\t').count() + 1;
            if count > width {
                problems.push(Problem::new(file, index + 1, format!("{count} cells under {width} columns")));
                continue;
            }
            let id = line.split('\t').next().unwrap_or_default();
            if id < before {
                problems.push(Problem::new(file, index + 1, format!("`{id}` is not in order: sort by id")));
            }
            before = id;
            let place = |cell: &str| {
                let start = cell.as_ptr() as usize - text.as_ptr() as usize;
                (number(start), number(start + cell.len()))
            };
            let filled = line.split('\t').map(|cell| place(cell.trim()));
            cells.extend(filled.chain(std::iter::repeat((0, 0))).take(width));
            numbers.push(number(index + 1));
        }
        Self { columns, cells, lines: numbers, text: source }
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// True of a table with no row.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The column names.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Whether it has that column.
    pub fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|name| name == column)
    }

    /// The row of that index, which must be below [`Table::len`].
    pub fn row(&self, index: usize) -> Row<'_> {
        Row { table: self, index }
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.len()).map(|index| self.row(index))
    }
}

impl<'t> Row<'t> {
    /// The cell of that column; empty if the row or the table has none.
    pub fn get(&self, column: &str) -> &'t str {
        let width = self.table.columns.len();
        let Some(at) = self.table.columns.iter().position(|name| name == column) else { return "" };
        let (start, end) = self.table.cells.get(self.index * width + at).copied().unwrap_or_default();
        &self.table.text[start as usize..end as usize]
    }

    /// The first cell.
    pub fn id(&self) -> &'t str {
        self.get("id")
    }

    /// Which row it is.
    pub fn index(&self) -> usize {
        self.index
    }

    /// Its line in the file, from 1.
    pub fn line(&self) -> usize {
        self.table.lines.get(self.index).map_or(0, |line| *line as usize)
    }

    /// The words of a cell that lists several, separated by spaces or commas.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'t str> {
        self.get(column).split([',', ' ']).filter(|item| !item.is_empty())
    }
}

/// An offset or a line: no file of words has four gigabytes.
fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn a_row_out_of_order_and_a_row_too_long_are_named_with_their_lines() {
        let mut problems = Vec::new();
        Table::parse("ar/x.tsv", "id\tword\tnote\nb\tباء\t\na\tألف\t\nc\tجيم\t\t\t\n".into(), &mut problems);
        let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [3, 4]);
    }

    #[test]
    fn a_missing_cell_is_empty() {
        let table = Table::parse("ar/x.tsv", "id\tword\tnote\na\tألف\n".into(), &mut Vec::new());
        assert_eq!(table.row(0).get("note"), "");
        assert_eq!(table.row(0).get("word"), "ألف");
    }
}
