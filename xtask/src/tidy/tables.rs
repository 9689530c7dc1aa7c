//! Laws of the linguist's tables: tabs, a header, `note` last, sorted by id, no row twice.

use std::path::Path;

use crate::workspace::{files, short, text};

pub(crate) fn broken(root: &Path) -> Vec<String> {
    let tables = files(&root.join("lexicon"), ".tsv");
    tables.iter().flat_map(|path| broken_by(&short(root, path), &text(path))).collect()
}

fn broken_by(name: &str, text: &str) -> Vec<String> {
    let mut rows = text.lines();
    let Some(header) = rows.next() else { return vec![format!("{name}: an empty table")] };
    let columns: Vec<&str> = header.split('\t').collect();
    let mut lines = Vec::new();
    if columns.last() != Some(&"note") {
        lines.push(format!("{name}: the last column is `note`"));
    }
    let mut sorted = columns.clone();
    sorted.sort_unstable();
    sorted.dedup();
    if sorted.len() != columns.len() {
        lines.push(format!("{name}: a column's name stands twice in the header"));
    }
    let mut before = "";
    for (index, row) in rows.enumerate() {
        let number = index + 2;
        if row.split('\t').count() != columns.len() {
            lines.push(format!("{name}:{number}: {} cells under {} columns", row.split('\t').count(), columns.len()));
        }
        if row == before {
            lines.push(format!("{name}:{number}: the same row twice"));
        }
        if !in_order(id(before), id(row)) {
            lines.push(format!("{name}:{number}: `{}` after `{}`: rows are sorted by id", id(row), id(before)));
        }
        before = row;
    }
    lines
}

fn id(row: &str) -> &str {
    row.split('\t').next().unwrap_or_default()
}

/// By number where both are numbers, else by letters.
fn in_order(before: &str, after: &str) -> bool {
    match (before.parse::<f64>(), after.parse::<f64>()) {
        (Ok(before), Ok(after)) => before <= after,
        _ => before <= after,
    }
}

#[cfg(test)]
mod tests {
    use super::broken_by;

    #[test]
    fn a_table_is_sorted_by_number_where_ids_are_numbers() {
        assert!(broken_by("a.tsv", "id\tnote\n9\t\n10\t\n").is_empty());
        assert_eq!(broken_by("a.tsv", "id\tnote\nb\t\na\t\n").len(), 1);
    }

    #[test]
    fn a_row_with_a_cell_too_few_is_refused() {
        assert_eq!(broken_by("a.tsv", "id\tword\tnote\na\tb\n").len(), 1);
    }
}
