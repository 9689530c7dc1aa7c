//! Embeds every file of `lexicon/`, so that the single binary needs no folder beside it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    // Asked when the script runs: a target folder shared by two checkouts reuses the script, not the answer.
    let here = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let root = Path::new(&here).join("../../lexicon");
    println!("cargo:rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    collect(&root, &mut files);
    assert!(!files.is_empty(), "no lexicon at {}", root.display());
    files.sort();
    let mut code = String::from(
        "/// Every lexicon file: path below `lexicon/`, text.\npub(crate) const FILES: &[(&str, &str)] = &[\n",
    );
    for file in files {
        let name = file.strip_prefix(&root).expect("collected below the root").to_string_lossy().replace('\\', "/");
        let path = file.canonicalize().expect("a file just listed exists");
        writeln!(code, "    ({name:?}, include_str!({path:?})),").expect("writing to a string");
    }
    code.push_str("];\n");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("embedded.rs");
    std::fs::write(out, code).expect("OUT_DIR is writable");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "tsv" || extension == "toml") {
            files.push(path);
        }
    }
}
