//! What was named on the command line, as sources: `-` is standard input.

use std::io::{BufReader, stdin};
use std::path::{Path, PathBuf};

use marsad_read::Source;

/// One source a path; `-` is standard input.
pub fn sources(paths: &[PathBuf]) -> Vec<Source> {
    paths.iter().map(|path| source(path)).collect()
}

fn source(path: &Path) -> Source {
    if path == Path::new("-") {
        return Source::stream("-", BufReader::with_capacity(1 << 16, stdin()));
    }
    Source::path(path)
}
