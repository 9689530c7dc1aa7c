//! One row of an answer, whichever database gave it.

use crate::engine::failure::{Failure, Result};
use crate::engine::value::{Column, Value};

/// Which column of a row: by its place, or by its name.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place<'p> {
    /// By place, from 0.
    Number(usize),
    /// By name.
    Name(&'p str),
}

impl From<usize> for Place<'_> {
    fn from(number: usize) -> Self {
        Place::Number(number)
    }
}

impl<'p> From<&'p str> for Place<'p> {
    fn from(name: &'p str) -> Self {
        Place::Name(name)
    }
}

/// What an engine must know of its rows.
pub(crate) trait Cells {
    /// The value at a place.
    fn cell(&self, place: Place<'_>) -> Result<Value<'_>>;
}

/// One row of an answer.
pub(crate) struct Row<'r>(pub(crate) &'r dyn Cells);

impl Row<'_> {
    /// The value of a column.
    pub(crate) fn get<'c, 'p, T: Column<'c>>(&'c self, place: impl Into<Place<'p>>) -> Result<T> {
        let place = place.into();
        let value = self.0.cell(place)?;
        T::read(value).ok_or_else(|| Failure::Shape(format!("column {place:?} holds {value:?}")))
    }
}
