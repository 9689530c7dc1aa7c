//! Who told an incident first, apart from the others: the documents of one origin together.

use std::collections::BTreeMap;

use marsad_record::incident::{Incident, Telling};

use crate::desk::Desk;
use crate::error::Error;

/// Documents that have one origin: reprints, near-duplicates, and what one agency is named for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The agency that is named as the source, else the outlet that published it first.
    pub outlet: Option<String>,
    /// Its documents, by time of publication.
    pub documents: Vec<String>,
}

impl Desk {
    /// The origins of an incident as they are counted for it, the earliest first.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn origins(&self, incident: &Incident) -> Result<Vec<Origin>, Error> {
        let ids: Vec<String> = std::iter::once(&incident.id).chain(&incident.former).cloned().collect();
        let strands = self.store.strands_by_id(&ids)?;
        // As of a day it may have fewer documents than it has now.
        let told = strands.iter().filter(|strand| incident.documents.contains(&strand.document));
        let tellings: Vec<&Telling> = told.flat_map(|strand| &strand.tellings).collect();
        let numbers = marsad_reconcile::origins(&tellings);
        let mut first: BTreeMap<&str, &Telling> = BTreeMap::new();
        for telling in tellings {
            first.entry(&telling.document).or_insert(telling);
        }
        let mut together: BTreeMap<usize, Vec<&Telling>> = BTreeMap::new();
        for (document, telling) in first {
            if let Some(number) = numbers.get(document) {
                together.entry(*number).or_default().push(telling);
            }
        }
        let mut groups: Vec<Vec<&Telling>> = together.into_values().collect();
        let order = |telling: &&Telling| {
            // What tells no day comes last.
            (telling.published.is_none(), telling.published.clone(), telling.document.clone())
        };
        groups.iter_mut().for_each(|group| group.sort_by_key(order));
        groups.sort_by_key(|group| group.first().map(order));
        Ok(groups.iter().map(|group| of_group(group)).collect())
    }
}

fn of_group(group: &[&Telling]) -> Origin {
    let agency = group.iter().find_map(|telling| telling.agency.clone());
    let outlet = || group.iter().map(|telling| telling.outlet.clone()).find(|outlet| !outlet.is_empty());
    Origin { outlet: agency.or_else(outlet), documents: group.iter().map(|telling| telling.document.clone()).collect() }
}
