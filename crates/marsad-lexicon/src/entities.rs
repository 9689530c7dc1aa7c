//! Actors by id: what the record calls an entity.

use std::collections::BTreeMap;

use marsad_record::{Entity, EntityKind};

use crate::problem::Problem;
use crate::table::{Table, TableSet};

/// Every actor of the lexicon.
#[derive(Default)]
pub struct Entities {
    by_id: BTreeMap<String, Entity>,
    /// `class` of each actor: `ministry`, `army`, `armed-group` ...
    classes: BTreeMap<String, String>,
    /// The state of each country code.
    states: BTreeMap<String, String>,
    /// Domain or feed spelling of an outlet, folded to lower case, to its id.
    outlets: BTreeMap<String, String>,
}

impl Entities {
    pub(crate) fn new(tables: &TableSet, problems: &mut Vec<Problem>) -> Self {
        let mut entities = Self::default();
        for row in tables.get("world/actors").into_iter().flat_map(Table::rows) {
            let Some(kind) = EntityKind::from_name(row.get("kind")) else {
                problems.push(Problem::new("world/actors.tsv", row.line(), format!("no kind `{}`", row.get("kind"))));
                continue;
            };
            let some = |column: &str| Some(row.get(column).to_owned()).filter(|cell| !cell.is_empty());
            let entity = Entity {
                id: row.id().to_owned(),
                name_en: row.get("name_en").to_owned(),
                name_ar: row.get("name_ar").to_owned(),
                also: Vec::new(),
                kind,
                parent: some("parent"),
                country: some("country"),
                wikidata: some("wikidata"),
            };
            entities.classes.insert(entity.id.clone(), row.get("class").to_owned());
            if kind == EntityKind::State
                && let Some(country) = &entity.country
            {
                entities.states.entry(country.clone()).or_insert_with(|| entity.id.clone());
            }
            if entities.by_id.insert(entity.id.clone(), entity).is_some() {
                problems.push(Problem::new("world/actors.tsv", row.line(), format!("`{}` stands twice", row.id())));
            }
        }
        for row in tables.get("world/actor_names").into_iter().flat_map(Table::rows) {
            match entities.by_id.get_mut(row.id()) {
                Some(entity) => {
                    let name = row.get("name").to_owned();
                    if row.get("form") != "epithet" && row.get("form") != "metonym" && !entity.also.contains(&name) {
                        entity.also.push(name);
                    }
                }
                None => {
                    problems.push(Problem::new(
                        "world/actor_names.tsv",
                        row.line(),
                        format!("no actor `{}`", row.id()),
                    ));
                }
            }
        }
        for row in tables.get("world/outlets").into_iter().flat_map(Table::rows) {
            for name in [row.get("domain"), row.get("spelled")] {
                if !name.is_empty() {
                    entities.outlets.entry(name.to_lowercase()).or_insert_with(|| row.id().to_owned());
                }
            }
        }
        entities
    }

    /// The actor of that id.
    pub fn get(&self, id: &str) -> Option<&Entity> {
        self.by_id.get(id)
    }

    /// Every actor, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Entity> {
        self.by_id.values()
    }

    /// Its class, finer than its kind; empty if it has none.
    pub fn class(&self, id: &str) -> &str {
        self.classes.get(id).map_or("", String::as_str)
    }

    /// The state of an ISO country code.
    pub fn state(&self, country: &str) -> Option<&str> {
        self.states.get(country).map(String::as_str)
    }

    /// The outlet of a domain, an address or a feed's spelling.
    pub fn outlet(&self, written: &str) -> Option<&str> {
        let written = written.trim().to_lowercase();
        if let Some(id) = self.outlets.get(&written) {
            return Some(id);
        }
        let address = written.split("://").nth(1).unwrap_or(&written);
        let address = address.strip_prefix("www.").unwrap_or(address);
        // The longest written domain that the address starts with: bbc.co.uk/arabic before bbc.co.uk.
        let fits =
            |domain: &str| address.strip_prefix(domain).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.outlets
            .iter()
            .filter(|(domain, _)| domain.contains('.') && fits(domain))
            .max_by_key(|(domain, _)| domain.len())
            .map(|(_, id)| id.as_str())
    }

    /// The actor itself and all it belongs to, innermost first.
    pub fn lineage<'a>(&'a self, id: &'a str) -> Vec<&'a str> {
        let mut line = vec![id];
        let mut at = id;
        while let Some(parent) = self.get(at).and_then(|entity| entity.parent.as_deref()) {
            if line.contains(&parent) {
                break;
            }
            line.push(parent);
            at = parent;
        }
        line
    }
}
