//! One function for Python, Spark and Ray: a document in, its claims out, both as JSON text.
//!
//! No engine is known here; whoever has many documents calls it from as many workers as they like.

use std::io::Cursor;
use std::sync::LazyLock;

use marsad_export::{Tokens, document};
use marsad_pipeline::{Engine, Given, Input, Source, Words};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::built_in);

/// Python's module `marsad`.
#[pymodule]
mod marsad {
    use super::{PyResult, Python, pyfunction, read};

    /// Reads one document, given as a line of JSON (`{"id", "text" or "html", "published", …}`), and gives it back as
    /// the JSON text of `marsad.document/1`. A line that holds no document raises `ValueError` with the reason.
    #[pyfunction]
    fn extract(python: Python<'_>, line: String) -> PyResult<String> {
        python.detach(|| read(line))
    }
}

fn read(line: String) -> PyResult<String> {
    let source = Source::stream("line", Cursor::new(line.into_bytes()));
    let given = Given::default();
    let mut documents = ENGINE.documents(vec![Input { source, given: &given }]);
    match documents.next() {
        Some(Ok(read)) => Ok(document(&ENGINE.extract(read, Words::Dropped), Some(ENGINE.pipeline()), Tokens::LeftOut)),
        Some(Err(skipped)) => Err(PyValueError::new_err(skipped.reason)),
        None => Err(PyValueError::new_err("the line is empty")),
    }
}
