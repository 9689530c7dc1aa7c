//! Holds `docs/attribution.md` to the specs: its three worked examples are cases that the specs run.

use std::path::Path;

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The part of the page before a mark and after another.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let start = page.find(from).unwrap_or_else(|| panic!("the page has no `{from}`"));
    let rest = &page[start..];
    &rest[..rest.find(to).unwrap_or(rest.len())]
}

#[test]
fn every_worked_example_of_the_page_is_a_case_of_the_specs() {
    let (page, specs) = (read("docs/attribution.md"), read("specs/attribution.spec"));
    let (english, arabic) = page.split_once("<div dir=\"rtl\">").expect("the page has an Arabic half");
    for name in ["worked-example-one", "worked-example-two", "worked-example-three"] {
        let case = between(&specs, &format!("--- {name} ---"), "\n\n");
        let text = case.lines().find_map(|line| line.strip_prefix("text:")).expect("a case has a text").trim();
        assert!(english.contains(text), "the English half does not show `{name}`");
        assert!(arabic.contains(text), "the Arabic half does not show `{name}`");
        for claim in case.lines().filter(|line| line.starts_with("claim:")) {
            let told = claim.trim_end().trim_end_matches('"').rsplit('"').next().expect("a claim quotes its words");
            assert!(english.contains(&format!("«{told}»")), "the English half does not give «{told}»");
        }
    }
}
