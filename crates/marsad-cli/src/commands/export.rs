//! `marsad export`: the desk, or a part of it, as files for other programs.

use std::collections::BTreeSet;
use std::io::{Write, stdout};

use marsad_desk::{ClaimFilter, Desk, IncidentFilter, IncidentView, citation};
use marsad_export::{Archive, ArchiveError, Entry, NamedPlace, Names, Replaces};
use serde_json::json;

use crate::arguments::Export;
use crate::commands::incidents::filter;
use crate::outcome::{Failure, Outcome};

/// How many incidents, claims or documents are in memory at once.
const PAGE: usize = 500;

/// Writes the files and says what is in them.
pub fn run(asked: &Export, desk: &Desk) -> Result<Outcome, Failure> {
    let replaces = if asked.force { Replaces::Earlier } else { Replaces::Nothing };
    let mut archive = Archive::create(&asked.folder, asked.format, replaces).map_err(refused)?;
    let wanted = filter(&asked.which);
    let is_whole = wanted == IncidentFilter::default();
    let (mut documents, mut claims) = (BTreeSet::new(), BTreeSet::new());
    let mut page = IncidentFilter { limit: PAGE, ..wanted };
    loop {
        let found = desk.incidents(&page)?;
        for view in &found.incidents {
            let names = names(desk, view)?;
            let entry = Entry { incident: &view.incident, citations: &view.citations, names: &names };
            archive.incident(&entry).map_err(refused)?;
            documents.extend(view.incident.documents.iter().cloned());
            if !is_whole {
                // A claim may tell two incidents; it is one line all the same.
                for claim in view.incident.claims.iter().filter(|claim| claims.insert((*claim).clone())) {
                    if let Some(row) = desk.claim(claim)? {
                        archive.claim(&row.claim, &citation(&row)).map_err(refused)?;
                    }
                }
            }
        }
        let Some(next) = found.next else { break };
        page.cursor = Some(next);
    }
    if is_whole {
        documents = every_document(desk)?;
        every_claim(desk, &mut archive)?;
    }
    for id in &documents {
        if let Some(extraction) = desk.document(id)? {
            archive.document(&extraction).map_err(refused)?;
        }
    }
    let which = &asked.which;
    let told = json!({
        "from": which.from, "to": which.to, "place": which.place, "actor": which.actor, "type": which.kind,
        "disputed": which.disputed, "outlet": which.outlet, "text": which.text,
    });
    let counts = archive.finish(told).map_err(refused)?;
    let files = asked.format.files().join(", ");
    writeln!(
        stdout(),
        "{}: {files}: {} incidents, {} claims, {} documents",
        asked.folder.display(),
        counts.incidents,
        counts.claims,
        counts.documents
    )?;
    Ok(Outcome::Done)
}

fn refused(error: ArchiveError) -> Failure {
    match error {
        ArchiveError::Occupied(_) => Failure::Told(format!("{error}; --force writes it anew")),
        other => Failure::told(other),
    }
}

fn every_claim(desk: &Desk, archive: &mut Archive) -> Result<(), Failure> {
    let mut page = ClaimFilter { limit: PAGE, ..ClaimFilter::default() };
    loop {
        let found = desk.claims(&page)?;
        for row in &found.claims {
            archive.claim(&row.claim, &citation(row)).map_err(refused)?;
        }
        let Some(next) = found.next else { return Ok(()) };
        page.cursor = Some(next);
    }
}

fn every_document(desk: &Desk) -> Result<BTreeSet<String>, Failure> {
    let (mut documents, mut cursor) = (BTreeSet::new(), None);
    loop {
        let found = desk.documents(cursor.as_deref(), PAGE)?;
        documents.extend(found.documents.into_iter().map(|row| row.id));
        let Some(next) = found.next else { return Ok(documents) };
        cursor = Some(next);
    }
}

/// What the ids of an incident are called.
fn names(desk: &Desk, view: &IncidentView) -> Result<Names, Failure> {
    let facts = &view.incident.facts;
    let mut names = Names::default();
    for side in facts.actors.sides.iter().chain(&facts.recipients.sides) {
        let Some(id) = &side.value.entity else { continue };
        if let Some(entity) = desk.actor(id)? {
            names.entities.insert(id.clone(), entity);
        }
    }
    for side in &facts.place.sides {
        for id in side.value.place.iter().chain(&side.value.chain) {
            let Some(place) = desk.place_names(id) else { continue };
            let named =
                NamedPlace { name_en: place.name_en, name_ar: place.name_ar, level: place.level, point: place.point };
            names.places.insert(id.clone(), named);
        }
    }
    Ok(names)
}
