//! One TSV file of words: a header row, one fact a row, the first column the id, the last one `note`.

use crate::problem::Problem;

/// A parsed TSV file.
#[derive(Debug, Clone)]
pub struct Table {
    columns: Vec<String>,
    /// Cells of all rows, one after the other.
    cells: Vec<Box<str>>,
    /// Line of each row in its file, from 1.
    lines: Vec<usize>,
}

/// One row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Row<'t> {
    table: &'t Table,
    index: usize,
}

impl Table {
    pub(crate) const fn empty() -> Self {
        Self { columns: Vec::new(), cells: Vec::new(), lines: Vec::new() }
    }

    pub(crate) fn parse(file: &str, text: &str, problems: &mut Vec<Problem>) -> Self {
        let mut lines = text.lines().enumerate();
        let columns: Vec<String> =
            lines.next().map(|(_, header)| header.split('\t').map(str::to_owned).collect()).unwrap_or_default();
        if columns.first().map(String::as_str) != Some("id") {
            problems.push(Problem::new(file, 1, "the first column must be `id`"));
        }
        if columns.last().map(String::as_str) != Some("note") {
            problems.push(Problem::new(file, 1, "the last column must be `note`"));
        }
        let mut table = Self { columns, cells: Vec::new(), lines: Vec::new() };
        let mut before = "";
        for (index, line) in lines {
            if line.trim().is_empty() {
                continue;
            }
            let cells: Vec<&str> = line.split('\t').collect();
            if cells.len() > table.columns.len() {
                let text = format!("{} cells under {} columns", cells.len(), table.columns.len());
                problems.push(Problem::new(file, index + 1, text));
                continue;
            }
            if cells[0] < before {
                problems.push(Problem::new(file, index + 1, format!("`{}` is not in order: sort by id", cells[0])));
            }
            before = cells[0];
            let filled = cells.iter().copied().chain(std::iter::repeat("")).take(table.columns.len());
            table.cells.extend(filled.map(|cell| cell.trim().into()));
            table.lines.push(index + 1);
        }
        table
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
        self.table.cells.get(self.index * width + at).map_or("", |cell| cell)
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
        self.table.lines.get(self.index).copied().unwrap_or(0)
    }

    /// The words of a cell that lists several, separated by spaces or commas.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'t str> {
        self.get(column).split([',', ' ']).filter(|item| !item.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn a_row_out_of_order_and_a_row_too_long_are_named_with_their_lines() {
        let mut problems = Vec::new();
        Table::parse("ar/x.tsv", "id\tword\tnote\nb\tباء\t\na\tألف\t\nc\tجيم\t\t\t\n", &mut problems);
        let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [3, 4]);
    }

    #[test]
    fn a_missing_cell_is_empty() {
        let table = Table::parse("ar/x.tsv", "id\tword\tnote\na\tألف\n", &mut Vec::new());
        assert_eq!(table.row(0).get("note"), "");
        assert_eq!(table.row(0).get("word"), "ألف");
    }
}
