//! Tables as comma-separated values (RFC 4180), with a byte-order mark so that spreadsheets read the Arabic.

use std::fs::File;
use std::io::{BufWriter, Write};

use super::sheet::{Cell, Sheet};

/// A letter that makes a spreadsheet take a cell for a formula: an article must not run in it.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// One table being written.
pub(super) struct CsvSheet(csv::Writer<BufWriter<File>>);

impl CsvSheet {
    /// A table with its head.
    pub(super) fn create(file: File, sheet: &Sheet) -> std::io::Result<Self> {
        Self::with_head(file, sheet.columns.iter().map(|(name, _)| *name))
    }

    /// A table with columns of another project.
    pub(super) fn with_head<'t>(file: File, names: impl IntoIterator<Item = &'t str>) -> std::io::Result<Self> {
        let mut file = BufWriter::new(file);
        file.write_all("\u{feff}".as_bytes())?;
        let mut writer = csv::Writer::from_writer(file);
        writer.write_record(names)?;
        Ok(Self(writer))
    }

    /// One row.
    pub(super) fn row(&mut self, cells: &[Cell]) -> std::io::Result<()> {
        Ok(self.0.write_record(cells.iter().map(written))?)
    }

    /// Everything is on disk.
    pub(super) fn finish(mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(Some(text)) if text.starts_with(FORMULA) => format!("'{text}"),
        Cell::Text(text) => text.clone().unwrap_or_default(),
        Cell::Whole(whole) => whole.map(|whole| whole.to_string()).unwrap_or_default(),
        Cell::Real(real) => real.map(|real| real.to_string()).unwrap_or_default(),
        Cell::Flag(flag) => flag.map(|flag| flag.to_string()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sheet::Cell;
    use super::written;

    #[test]
    fn an_article_cannot_put_a_formula_into_a_spreadsheet() {
        assert_eq!(written(&Cell::text("=HYPERLINK(1)")), "'=HYPERLINK(1)");
        assert_eq!(written(&Cell::Whole(Some(-3))), "-3");
    }

    #[test]
    fn the_unknown_is_an_empty_cell_and_never_zero() {
        assert_eq!(written(&Cell::Real(None)), "");
        assert_eq!(written(&Cell::Real(Some(13.0))), "13");
    }
}
