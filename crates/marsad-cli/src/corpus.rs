//! The demo corpus inside the program: articles of invented outlets, as they would arrive.

use std::collections::BTreeMap;
use std::io::Cursor;

use include_dir::{Dir, include_dir};
use marsad_pipeline::{Given, Input, Source};

static DEMO: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../demo");

/// One article, or one file of them, with what whoever collected it knew.
pub struct Arrived {
    name: String,
    bytes: &'static [u8],
    given: Given,
}

impl Arrived {
    /// The article as an input of the pipeline.
    pub fn input(&self) -> Input<'_> {
        Input { source: Source::stream(self.name.as_str(), Cursor::new(self.bytes)), given: &self.given }
    }
}

/// Every article of the corpus, in the order of the files' names.
pub fn articles() -> Vec<Arrived> {
    let outlets = column("outlets.tsv", "id", "name_ar");
    let publishers = column("pages.tsv", "page", "outlet");
    let feed = DEMO.get_file("feed.jsonl").map(|file| Arrived {
        name: "demo/feed.jsonl".to_owned(),
        bytes: file.contents(),
        given: Given::default(),
    });
    let pages = DEMO.get_dir("pages").map(|folder| folder.files().collect::<Vec<_>>()).unwrap_or_default();
    let mut arrived: Vec<Arrived> = feed.into_iter().collect();
    arrived.extend(pages.into_iter().map(|file| {
        let name = file.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        let id = name.split('.').next().map(str::to_owned);
        let outlet = publishers.get(&name).and_then(|publisher| outlets.get(publisher)).cloned();
        let given = Given { id, outlet, ..Given::default() };
        Arrived { name: format!("demo/pages/{name}"), bytes: file.contents(), given }
    }));
    arrived.sort_by(|one, other| one.name.cmp(&other.name));
    arrived
}

/// One column of a table by another.
fn column(table: &str, key: &str, value: &str) -> BTreeMap<String, String> {
    let text = DEMO.get_file(table).and_then(|file| file.contents_utf8()).unwrap_or_default();
    let mut rows = text.lines().map(|row| row.split('\t').collect::<Vec<_>>());
    let header = rows.next().unwrap_or_default();
    let place = |name: &str| header.iter().position(|column| *column == name);
    let (Some(key), Some(value)) = (place(key), place(value)) else { return BTreeMap::new() };
    rows.filter_map(|row| Some((row.get(key)?.to_string(), row.get(value)?.to_string()))).collect()
}

#[cfg(test)]
mod tests {
    use super::articles;

    #[test]
    fn every_page_of_the_demo_has_its_outlet() {
        let arrived = articles();
        assert!(arrived.len() > 20);
        for page in arrived.iter().filter(|page| page.name.starts_with("demo/pages/")) {
            assert!(page.given.outlet.is_some(), "{} is not in demo/pages.tsv", page.name);
        }
    }
}
