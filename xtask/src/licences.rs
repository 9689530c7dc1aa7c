//! The licence of every dependency, read from `cargo metadata`: the same list as `deny.toml`, with nothing to install.

use std::path::Path;

use crate::workspace::{metadata, text};

/// One line for every dependency whose licence `deny.toml` does not allow.
pub fn refused(root: &Path) -> Vec<String> {
    let deny = text(&root.join("deny.toml"));
    let allowed = allowed(&deny);
    let metadata = metadata(root, true);
    let packages = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
    let foreign = packages.iter().filter(|package| !package["source"].is_null());
    let mut lines = Vec::new();
    for package in foreign {
        let name = package["name"].as_str().unwrap_or_default();
        let licence = package["license"].as_str().unwrap_or_default();
        if !is_allowed(licence, &allowed) {
            lines.push(format!("{name}: licence `{licence}` is not in deny.toml"));
        }
    }
    lines
}

/// The quoted words of deny.toml's `allow` list.
fn allowed(deny: &str) -> Vec<&str> {
    let list = deny.split("allow = [").nth(1).and_then(|rest| rest.split(']').next()).unwrap_or_default();
    list.split('"').skip(1).step_by(2).collect()
}

/// SPDX: `OR` (or the older `/`) needs one side, `AND` needs both.
fn is_allowed(licence: &str, allowed: &[&str]) -> bool {
    let licence = licence.trim();
    if let Some(sides) = split(licence, &[" OR ", "/"]) {
        return sides.iter().any(|side| is_allowed(side, allowed));
    }
    if let Some(sides) = split(licence, &[" AND "]) {
        return sides.iter().all(|side| is_allowed(side, allowed));
    }
    match licence.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => is_allowed(inner, allowed),
        None => allowed.contains(&licence),
    }
}

/// The sides of the first operator outside brackets.
fn split<'l>(licence: &'l str, operators: &[&str]) -> Option<[&'l str; 2]> {
    let mut depth = 0;
    for (at, letter) in licence.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 => {
                if let Some(operator) = operators.iter().find(|operator| licence[at..].starts_with(**operator)) {
                    return Some([&licence[..at], &licence[at + operator.len()..]]);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn one_side_of_or_is_enough_and_both_sides_of_and_are_needed() {
        let allowed = ["MIT", "Unicode-3.0"];
        assert!(is_allowed("GPL-3.0 OR MIT", &allowed));
        assert!(is_allowed("Apache-2.0/MIT", &allowed));
        assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0", &allowed));
        assert!(!is_allowed("MIT AND GPL-3.0", &allowed));
        assert!(!is_allowed("", &allowed));
    }
}
