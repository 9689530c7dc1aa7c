//! What is to be read, with what the caller knows about it.

use std::io::{BufReader, stdin};
use std::path::{Path, PathBuf};

use marsad_read::{Given, Source};

/// One source with what the caller says about its documents.
pub struct Input<'g> {
    /// Where the bytes come from.
    pub source: Source,
    /// What beats what is found in the text.
    pub given: &'g Given,
}

/// One input a path, as named on a command line; `-` is standard input.
pub fn inputs<'g>(paths: &[PathBuf], given: &'g Given) -> Vec<Input<'g>> {
    paths.iter().map(|path| Input { source: source(path), given }).collect()
}

fn source(path: &Path) -> Source {
    if path == Path::new("-") {
        return Source::stream("-", BufReader::with_capacity(1 << 16, stdin()));
    }
    Source::path(path)
}
