//! Whole articles: everything found in `specs/articles/<slug>/article.txt` is what stands in its `record.txt`.
//!
//! `cargo xtask bless` rewrites the snapshots; someone who reads Arabic reviews the diff.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use marsad_pipeline::{Engine, Given, Words, inputs};
use marsad_record::Extraction;

use crate::found::{LABELS, found};

#[test]
fn every_article_reads_as_its_snapshot() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs/articles");
    let mut articles: Vec<PathBuf> = fs::read_dir(folder)
        .expect("specs/articles is in the repository")
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.join("article.txt").is_file())
        .collect();
    articles.sort();
    assert!(!articles.is_empty(), "there are articles to read");
    let engine = Engine::built_in();
    let blessing = std::env::var_os("BLESS").is_some();
    let mut differences = String::new();
    for article in articles {
        let found = snapshot(&article.join("article.txt"), &engine);
        let kept = article.join("record.txt");
        if blessing {
            fs::write(&kept, &found).expect("the snapshot can be written");
        }
        let expected = fs::read_to_string(&kept).unwrap_or_default();
        if expected != found {
            let name = article.file_name().unwrap_or_default().to_string_lossy();
            writeln!(differences, "--- {name} ---\n{}", difference(&expected, &found))
                .expect("a string can be written");
        }
    }
    assert!(differences.is_empty(), "read the difference, then `cargo xtask bless`\n{differences}");
}

fn snapshot(article: &Path, engine: &Engine) -> String {
    let given = Given::default();
    let mut documents = engine.documents(inputs(&[article.to_owned()], &given));
    let read = documents.next().expect("an article is a document").expect("an article can be read");
    describe(&engine.extract(read, Words::Dropped))
}

fn describe(extraction: &Extraction) -> String {
    let document = &extraction.document;
    let mut text = String::new();
    let mut line = |label: &str, value: &str| {
        writeln!(text, "{label}: {value}").expect("a string can be written");
    };
    line("title", document.title.as_deref().unwrap_or("none"));
    line("outlet", document.outlet.as_deref().unwrap_or("none"));
    line("published", document.published.value.as_deref().unwrap_or("unknown"));
    for chrome in &document.chrome {
        line(chrome.kind.name(), &format!("\"{}\"", chrome.span.of(&document.text).replace('\n', " / ")));
    }
    for label in LABELS {
        for finding in found(label, extraction).unwrap_or_default() {
            line(label, &finding.to_string());
        }
    }
    text
}

/// Lines that only one of the two has, in order.
fn difference(expected: &str, found: &str) -> String {
    let (before, after): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let gone = before.iter().filter(|line| !after.contains(line)).map(|line| format!("- {line}"));
    let come = after.iter().filter(|line| !before.contains(line)).map(|line| format!("+ {line}"));
    gone.chain(come).collect::<Vec<_>>().join("\n")
}
