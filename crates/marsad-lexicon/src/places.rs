//! The gazetteer: places by id, with what contains them.

use std::collections::BTreeMap;

use marsad_record::PlaceLevel;

use crate::problem::Problem;
use crate::table::{Table, TableSet};

/// One place of the gazetteer.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceRecord {
    /// Id, kebab-case.
    pub id: String,
    /// English name.
    pub name_en: String,
    /// Arabic name.
    pub name_ar: String,
    /// ISO country code.
    pub country: String,
    /// How fine.
    pub level: PlaceLevel,
    /// What contains it.
    pub parent: Option<String>,
    /// Latitude and longitude.
    pub point: Option<(f64, f64)>,
    /// Inhabitants, 0 where unknown: only ranks namesakes.
    pub population: u64,
}

/// Every place of the lexicon.
#[derive(Default)]
pub struct Places {
    by_id: BTreeMap<String, PlaceRecord>,
    /// Of places and provinces, the regions that hold them beside their parents: «سيناء», «دارفور».
    regions: BTreeMap<String, Vec<String>>,
}

impl Places {
    pub(crate) fn new(tables: &TableSet, problems: &mut Vec<Problem>) -> Self {
        let mut places = Self::default();
        for row in tables.get("world/places").into_iter().flat_map(Table::rows) {
            let Some(level) = PlaceLevel::from_name(row.get("level")) else {
                problems.push(Problem::new("world/places.tsv", row.line(), format!("no level `{}`", row.get("level"))));
                continue;
            };
            let point = row.get("latitude").parse().ok().zip(row.get("longitude").parse().ok());
            let record = PlaceRecord {
                id: row.id().to_owned(),
                name_en: row.get("name_en").to_owned(),
                name_ar: row.get("name_ar").to_owned(),
                country: row.get("country").to_owned(),
                level,
                parent: Some(row.get("parent").to_owned()).filter(|parent| !parent.is_empty()),
                point,
                population: row.get("population").parse().unwrap_or(0),
            };
            if places.by_id.insert(record.id.clone(), record).is_some() {
                problems.push(Problem::new("world/places.tsv", row.line(), format!("`{}` stands twice", row.id())));
            }
        }
        for row in tables.get("world/regions").into_iter().flat_map(Table::rows) {
            for id in [row.id(), row.get("member")] {
                if !places.by_id.contains_key(id) {
                    problems.push(Problem::new("world/regions.tsv", row.line(), format!("no place `{id}`")));
                }
            }
            places.regions.entry(row.get("member").to_owned()).or_default().push(row.id().to_owned());
        }
        places
    }

    /// The place of that id.
    pub fn get(&self, id: &str) -> Option<&PlaceRecord> {
        self.by_id.get(id)
    }

    /// Every place, by id.
    pub fn iter(&self) -> impl Iterator<Item = &PlaceRecord> {
        self.by_id.values()
    }

    /// Ids of what contains a place, finest first, the place itself left out.
    pub fn chain(&self, id: &str) -> Vec<String> {
        let mut chain: Vec<String> = Vec::new();
        let mut at = id;
        chain.extend(self.regions.get(id).into_iter().flatten().cloned());
        while let Some(parent) = self.get(at).and_then(|place| place.parent.as_deref()) {
            if parent == id || chain.iter().any(|seen| seen == parent) {
                break;
            }
            chain.push(parent.to_owned());
            chain.extend(self.regions.get(parent).into_iter().flatten().cloned());
            at = parent;
        }
        chain
    }
}
