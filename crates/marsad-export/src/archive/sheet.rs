//! A table as both CSV and Parquet need it: named, typed columns and rows of cells.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Whole,
    Real,
    Flag,
}

/// One value; `None` is unknown, and is written as an empty cell or a null.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Text(Option<String>),
    Whole(Option<i64>),
    Real(Option<f64>),
    Flag(Option<bool>),
}

impl Cell {
    /// Words that are there.
    pub(super) fn text(words: impl Into<String>) -> Self {
        Cell::Text(Some(words.into()))
    }

    /// Words, unknown where there are none.
    pub(super) fn told(words: Option<impl Into<String>>) -> Self {
        Cell::Text(words.map(Into::into))
    }

    /// Several words in one cell, parted by semicolons.
    pub(super) fn list<'t>(words: impl IntoIterator<Item = &'t str>) -> Self {
        let words: Vec<&str> = words.into_iter().collect();
        Cell::Text(Some(words.join("; ")).filter(|words| !words.is_empty()))
    }

    /// A count.
    pub(super) fn count(count: usize) -> Self {
        Cell::Whole(Some(count as i64))
    }
}

/// The head of a table.
pub(super) struct Sheet {
    /// The file's name without its ending.
    pub(super) name: &'static str,
    /// Name and kind of every column.
    pub(super) columns: &'static [(&'static str, Kind)],
}
