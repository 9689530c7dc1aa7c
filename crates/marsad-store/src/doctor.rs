//! Whether every law of the record holds in a desk.

use std::collections::BTreeSet;

use marsad_record::extraction::Extraction;
use marsad_record::span::Span;

use crate::error::Error;
use crate::store::Store;

/// One law that does not hold, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which law, kebab-case.
    pub law: String,
    /// Where and what, one sentence in English.
    pub text: String,
}

impl Finding {
    /// A law that does not hold.
    pub fn new(law: &str, text: impl Into<String>) -> Self {
        Self { law: law.to_owned(), text: text.into() }
    }
}

impl Store {
    /// Every law that does not hold; an empty list is a clean bill of health.
    pub fn doctor(&self) -> Result<Vec<Finding>, Error> {
        let mut findings = self.run("checking the database", |engine| engine.check())?;
        for (law, text, sql) in COUNTS {
            let count = self.count(sql)?;
            if count > 0 {
                findings.push(Finding::new(law, format!("{count} {text}")));
            }
        }
        let mut after = 0;
        loop {
            let page = self.documents(after, 200)?;
            let Some((last, _)) = page.last() else { break };
            after = *last;
            for (_, row) in page {
                if let Some(extraction) = self.extraction(&row.id)? {
                    check_document(&extraction, &mut findings);
                }
            }
        }
        Ok(findings)
    }
}

/// Law, what is wrong, and a count that must be zero.
const COUNTS: &[(&str, &str, &str)] = &[
    (
        "taken-down",
        "documents that were taken down are here again",
        "SELECT count(*) FROM documents d WHERE EXISTS
           (SELECT 1 FROM taken_down t WHERE t.document = d.id OR t.digest = d.digest)",
    ),
    (
        "one-headline",
        "documents are the headline of two incidents",
        "SELECT count(*) FROM (SELECT document FROM incident_documents WHERE is_headline = 1
           GROUP BY document HAVING count(*) > 1) AS twice",
    ),
    (
        "incident-claims",
        "claims of incidents are not kept",
        "SELECT count(*) FROM incident_claims i WHERE NOT EXISTS
           (SELECT 1 FROM claims c WHERE c.document = i.document AND c.id = i.claim)",
    ),
    (
        "redirects",
        "former incident ids are also the id of an incident",
        "SELECT count(*) FROM incident_redirects JOIN incidents ON incidents.id = former",
    ),
    (
        "strand-events",
        "strands point at events that are not kept",
        "SELECT count(*) FROM strand_events e JOIN strands s ON s.row = e.strand WHERE NOT EXISTS
           (SELECT 1 FROM events k WHERE k.document = s.document AND k.n = e.event)",
    ),
];

fn check_document(extraction: &Extraction, findings: &mut Vec<Finding>) {
    let document = &extraction.document;
    let misplaced = spans(extraction)
        .filter(|span| span.start > span.end || document.text.get(span.start..span.end).is_none())
        .count();
    if misplaced > 0 {
        let text = format!("document {}: {misplaced} spans are not inside its text", document.id);
        findings.push(Finding::new("spans", text));
    }
    let claims: BTreeSet<&str> = extraction.claims.iter().map(|claim| claim.id.as_str()).collect();
    let events: BTreeSet<&str> = extraction.events.iter().map(|event| event.id.as_str()).collect();
    let lost_events = extraction.claims.iter().flat_map(|claim| &claim.events);
    let lost_events = lost_events.filter(|event| !events.contains(event.as_str())).count();
    let told = extraction.events.iter().flat_map(|event| &event.claims);
    let told = told.chain(extraction.relations.iter().flat_map(|relation| &relation.claims));
    let told = told.chain(extraction.forecasts.iter().map(|forecast| &forecast.claim));
    let lost_claims = told.filter(|claim| !claims.contains(claim.as_str())).count();
    if lost_events + lost_claims > 0 {
        let text =
            format!("document {}: {lost_events} events and {lost_claims} claims are named but not kept", document.id);
        findings.push(Finding::new("claims-and-events", text));
    }
    if extraction.claims.iter().any(|claim| claim.attribution.is_empty()) {
        findings.push(Finding::new("voices", format!("document {}: a claim has no voice", document.id)));
    }
}

fn spans(extraction: &Extraction) -> impl Iterator<Item = Span> {
    let links = extraction.claims.iter().flat_map(|claim| &claim.attribution);
    let roles = extraction.events.iter().flat_map(|event| event.actors.iter().chain(&event.recipients));
    let places = extraction.events.iter().filter_map(|event| event.place.as_ref()?.span);
    let tolls = extraction.events.iter().flat_map(|event| [&event.toll.killed, &event.toll.wounded]);
    (extraction.document.chrome.iter().map(|chrome| chrome.span))
        .chain(extraction.document.title_span)
        .chain(extraction.mentions.iter().map(|mention| mention.span))
        .chain(extraction.times.iter().map(|time| time.span))
        .chain(extraction.quantities.iter().map(|quantity| quantity.span))
        .chain(extraction.claims.iter().map(|claim| claim.span))
        .chain(links.flat_map(|link| [link.span, link.cue]).flatten())
        .chain(extraction.events.iter().map(|event| event.trigger))
        .chain(roles.filter_map(|role| role.span))
        .chain(places)
        .chain(tolls.flatten().filter_map(|part| part.span))
        .chain(extraction.relations.iter().map(|relation| relation.span))
        .chain(extraction.forecasts.iter().map(|forecast| forecast.span))
        .chain(extraction.notes.iter().filter_map(|note| note.span))
}
