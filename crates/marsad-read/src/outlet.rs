//! Whose page it is: a known outlet by its name or its domain, else the name as it stands.

use marsad_lexicon::{Folding, Lexicon};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::page_words::folded_words;

/// The outlets of the lexicon, by spelling and by domain.
pub(crate) struct Outlets {
    by_spelling: FxHashMap<String, String>,
    by_domain: FxHashMap<String, String>,
}

impl Outlets {
    pub(crate) fn new(lexicon: &Lexicon, folding: &Folding) -> Self {
        let mut outlets = Self { by_spelling: FxHashMap::default(), by_domain: FxHashMap::default() };
        for row in lexicon.table("world/outlets").rows() {
            for domain in row.list("domain") {
                outlets
                    .by_domain
                    .entry(domain.trim_start_matches("www.").to_owned())
                    .or_insert_with(|| row.id().to_owned());
            }
            outlets.add(folding, row.get("spelled"), row.id());
            outlets.add(folding, row.id(), row.id());
        }
        let mut known = FxHashSet::default();
        for row in lexicon.table("world/actors").rows().filter(|row| row.get("kind") == "outlet") {
            known.insert(row.id());
            outlets.add(folding, row.get("name_ar"), row.id());
            outlets.add(folding, row.get("name_en"), row.id());
        }
        for row in lexicon.table("world/actor_names").rows().filter(|row| known.contains(row.id())) {
            outlets.add(folding, row.get("name"), row.id());
        }
        outlets
    }

    fn add(&mut self, folding: &Folding, spelling: &str, id: &str) {
        let key = key(folding, spelling);
        if !key.is_empty() {
            self.by_spelling.entry(key).or_insert_with(|| id.to_owned());
        }
    }

    /// The id of an outlet known by that name.
    pub(crate) fn known(&self, name: &str, folding: &Folding) -> Option<&str> {
        self.by_spelling.get(&key(folding, name)).map(String::as_str)
    }

    /// The id of the outlet that owns the address, or of the longest known domain above it.
    pub(crate) fn of_url(&self, url: &str) -> Option<&str> {
        let mut domain = host(url)?;
        loop {
            if let Some(id) = self.by_domain.get(domain) {
                return Some(id);
            }
            domain = domain.split_once('.')?.1;
        }
    }

    /// The outlet as the record names it: its id where it is known, else the name itself.
    pub(crate) fn named(&self, name: &str, folding: &Folding) -> Option<String> {
        let name = name.trim();
        (!name.is_empty()).then(|| self.known(name, folding).unwrap_or(name).to_owned())
    }
}

/// The host of an address, without `www.`.
pub(crate) fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?.trim_start_matches("www.");
    let is_host = host.contains('.') && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
    is_host.then_some(host)
}

/// Spelling without what people leave out: spaces, hyphens, vowel marks.
fn key(folding: &Folding, name: &str) -> String {
    folded_words(folding, name).concat()
}
