//! Reads a lexicon folder from disk.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// A lexicon folder that could not be read.
#[derive(Debug)]
pub struct LexiconError {
    /// The file or folder.
    pub path: PathBuf,
    /// Why not.
    pub cause: std::io::Error,
}

impl std::fmt::Display for LexiconError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "cannot read the lexicon at {}: {}", self.path.display(), self.cause)
    }
}

impl std::error::Error for LexiconError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

/// Every `.tsv` and `.toml` below the folder, sorted by path.
pub(crate) fn read_folder(root: &Path) -> Result<Vec<(String, Cow<'static, str>)>, LexiconError> {
    let mut files = Vec::new();
    collect(root, root, &mut files)?;
    files.sort();
    Ok(files)
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, Cow<'static, str>)>) -> Result<(), LexiconError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |cause| LexiconError { path, cause }
    };
    for entry in std::fs::read_dir(folder).map_err(failed(folder))? {
        let path = entry.map_err(failed(folder))?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "tsv" || extension == "toml") {
            let text = std::fs::read_to_string(&path).map_err(failed(&path))?;
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.push((name, Cow::Owned(text)));
        }
    }
    Ok(())
}
