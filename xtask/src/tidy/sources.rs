//! Laws of the Rust files: how they open, how long they are, what they never spell or touch.

use std::path::Path;

use crate::workspace::{files, short, text};

/// Lines of code beyond which a file is refused.
const LONGEST: usize = 800;
/// Stages that do no input or output and ask no clock.
const PURE: &[&str] =
    &["crates/marsad-record/", "crates/marsad-text/", "crates/marsad-extract/", "crates/marsad-reconcile/"];
const IMPURE: &[&str] = &["std::fs", "std::net", "std::env", "std::process", "std::time", "println!", "eprintln!"];
/// Crates that speak to a terminal or a port: the only ones that may print.
const FACES: &[&str] = &["crates/marsad-cli/", "crates/marsad-web/", "xtask/"];

pub(crate) fn broken(root: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    for folder in ["crates", "xtask"] {
        for path in files(&root.join(folder), ".rs") {
            let name = short(root, &path);
            lines.extend(broken_by(&name, &text(&path)));
        }
    }
    lines
}

fn broken_by(name: &str, text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let code = without_tests(text);
    if !text.starts_with("//!") {
        lines.push(format!("{name}: a file opens with `//!`: what comes in, what goes out"));
    }
    let length = code.iter().filter(|(_, line)| is_code(line)).count();
    if length > LONGEST {
        lines.push(format!("{name}: {length} lines of code, at most {LONGEST}: one idea a file"));
    }
    // Tests, benches and build scripts are no part of a stage.
    let outside = ["/tests/", "/benches/"].iter().any(|folder| name.contains(folder));
    if outside || name.ends_with("tests.rs") || name.ends_with("build.rs") {
        return lines;
    }
    for (number, line) in code.iter().filter(|(_, line)| is_code(line)) {
        let at = |what: &str| format!("{name}:{number}: {what}");
        if name.starts_with("crates/") && line.chars().any(is_arabic) {
            lines.push(at("an Arabic word in code: it belongs in lexicon/"));
        }
        if PURE.iter().any(|stage| name.starts_with(stage))
            && let Some(touched) = IMPURE.iter().find(|touched| line.contains(**touched))
        {
            lines.push(at(&format!("a stage does no input or output and asks no clock: {touched}")));
        }
        let prints = line.contains("println!(") || line.contains("dbg!(");
        if prints && !FACES.iter().any(|face| name.starts_with(face)) && !line.contains("cargo:") {
            lines.push(at("only a face prints"));
        }
        if names_the_root(line) {
            lines.push(at("import from the module that defines it, not through the crate's root"));
        }
    }
    lines
}

/// `use crate::Thing`: the import that turns a tree into a knot.
fn names_the_root(line: &str) -> bool {
    let line = line.trim_start().trim_start_matches("pub(crate) ").trim_start_matches("pub ");
    line.strip_prefix("use crate::").and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase)
}

fn is_code(line: &str) -> bool {
    let line = line.trim_start();
    !line.is_empty() && !line.starts_with("//")
}

/// Numbered lines up to the file's own tests.
fn without_tests(text: &str) -> Vec<(usize, &str)> {
    let lines: Vec<&str> = text.lines().collect();
    let tests = lines.windows(2).position(|pair| pair[0].starts_with("#[cfg(test)]") && pair[1].starts_with("mod "));
    let end = tests.unwrap_or(lines.len());
    lines.into_iter().take(end).enumerate().map(|(index, line)| (index + 1, line)).collect()
}

/// The Arabic block and its extensions and presentation forms.
fn is_arabic(letter: char) -> bool {
    matches!(letter, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

#[cfg(test)]
mod tests {
    use super::broken_by;

    #[test]
    fn an_arabic_word_is_refused_in_code_and_allowed_in_comments_and_tests() {
        let text = "//! Door.\n// «عاجل» is a cue.\nfn a() { b(\"قال\"); }\n#[cfg(test)]\nmod tests {\n const A: &str = \"قال\";\n}\n";
        let broken = broken_by("crates/marsad-text/src/a.rs", text);
        assert_eq!(broken.len(), 1, "{broken:?}");
        assert!(broken[0].contains(":3:"));
    }

    #[test]
    fn a_stage_may_not_open_a_file() {
        assert_eq!(broken_by("crates/marsad-extract/src/a.rs", "//! Door.\nuse std::fs::File;\n").len(), 1);
        assert!(broken_by("crates/marsad-store/src/a.rs", "//! Door.\nuse std::fs::File;\n").is_empty());
    }

    #[test]
    fn an_import_through_the_root_is_refused() {
        assert_eq!(broken_by("crates/marsad-text/src/a.rs", "//! Door.\nuse crate::Token;\n").len(), 1);
        assert!(broken_by("crates/marsad-text/src/a.rs", "//! Door.\nuse crate::token::Token;\n").is_empty());
    }

    #[test]
    fn a_long_file_is_refused() {
        let text = format!("//! Door.\n{}", "fn a() {}\n".repeat(801));
        assert_eq!(broken_by("crates/marsad-text/src/a.rs", &text).len(), 1);
    }
}
