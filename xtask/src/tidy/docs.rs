//! Laws of the documentation: every kind of note is explained, every crate has its place on the map.

use std::collections::BTreeSet;
use std::path::Path;

use crate::workspace::{files, short, text};

pub(crate) fn broken(root: &Path) -> Vec<String> {
    [unexplained_notes(root), unmapped_crates(root), dead_links(root)].concat()
}

/// Kinds of note that some stage gives and `docs/notes.md` does not explain.
fn unexplained_notes(root: &Path) -> Vec<String> {
    let page = text(&root.join("docs/notes.md"));
    let mut kinds = BTreeSet::new();
    for path in files(&root.join("crates"), ".rs") {
        if !short(root, &path).contains("/tests/") {
            kinds.extend(note_kinds(&text(&path)).into_iter().map(str::to_owned));
        }
    }
    let missing = kinds.iter().filter(|kind| !page.contains(&format!("`{kind}`")));
    missing.map(|kind| format!("docs/notes.md: does not explain the note `{kind}`")).collect()
}

/// The first argument of every `Note::new(…)`, where it is spelled out.
fn note_kinds(source: &str) -> Vec<&str> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let calls = source.split("Note::new(").skip(1);
    calls.filter_map(|call| call.trim_start().strip_prefix('"')?.split('"').next()).collect()
}

fn unmapped_crates(root: &Path) -> Vec<String> {
    let map = text(&root.join("ARCHITECTURE.md"));
    let Ok(entries) = std::fs::read_dir(root.join("crates")) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned())).collect();
    names.sort();
    let missing = names.iter().filter(|name| !map.contains(name.as_str()));
    missing.map(|name| format!("ARCHITECTURE.md: {name} has no place on the map")).collect()
}

/// Links of the Markdown pages to files that are not there.
fn dead_links(root: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    for path in files(root, ".md") {
        let name = short(root, &path);
        if name.starts_with("web/") {
            continue;
        }
        let folder = path.parent().unwrap_or(root);
        for target in text(&path).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = target.split('#').next().unwrap_or_default();
            let is_local =
                !file.is_empty() && !file.contains("://") && !file.starts_with("mailto:") && !file.contains(' ');
            if is_local && !folder.join(file).exists() {
                lines.push(format!("{name}: links to {file}, which is not there"));
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::note_kinds;

    #[test]
    fn the_kind_of_a_note_is_its_first_argument() {
        assert_eq!(note_kinds("a(Note::new(\n  \"odd-date\", None, x)); Note::new(kind, None, y)"), ["odd-date"]);
    }
}
