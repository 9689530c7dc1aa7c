//! An incident as a dossier: every fact with its sides, every side with who tells it, and what is disputed.

use marsad_record::dossier::Material;
use marsad_record::incident::{ActorFact, Incident, PlaceFact};
use marsad_record::reported::{ClaimRef, Reported};
use marsad_record::{Interval, TollPart};

use crate::amount::amount;
use crate::dossier::outline::{Cited, Dossier, Layout, stretch};
use crate::incident::Citations;

/// An incident as a dossier, under the title of an article about it.
pub fn incident_dossier(incident: &Incident, citations: &Citations, material: &Material) -> Dossier {
    let mut layout = Layout::new(material);
    let about = incident.headline_of.first().or(incident.documents.first());
    let title = about.and_then(|id| material.documents.get(id)).and_then(|document| document.title.clone());
    incident_lines(&mut layout, incident, citations);
    let title = title.unwrap_or_else(|| layout.label(&format!("kind-{}", incident.kind.name())));
    layout.close(title)
}

pub(super) fn incident_lines(layout: &mut Layout<'_>, incident: &Incident, citations: &Citations) {
    layout.section("incident");
    layout.fact("type", layout.label(&format!("kind-{}", incident.kind.name())));
    layout.fact("outlets", incident.outlets.to_string());
    layout.fact("origins", incident.origins.to_string());
    layout.fact("citation", format!("marsad:incident/{}", incident.id));
    if !incident.former.is_empty() {
        layout.fact("former", incident.former.join(", "));
    }
    for found in &incident.contradictions {
        let kind = layout.label(&format!("dispute-{}", found.kind.name()));
        let rising = if found.is_rising { format!(" · {}", layout.label("rising")) } else { String::new() };
        layout.fact("disputed", format!("{kind}{rising}"));
    }
    facts(layout, incident, citations, |_| true);
    let mut told: Vec<&ClaimRef> = incident.claims.iter().filter(|claim| citations.contains_key(claim)).collect();
    told.sort_by_key(|claim| (citations[claim].published.clone(), (*claim).clone()));
    if !told.is_empty() {
        layout.section("timeline");
    }
    for claim in told {
        quote(layout, claim, citations);
    }
    for document in &incident.documents {
        layout.rests_on(document);
    }
}

/// The facts of an incident that are disputed, with every side.
pub(super) fn disputes(layout: &mut Layout<'_>, incident: &Incident, citations: &Citations) {
    let kind = layout.label(&format!("kind-{}", incident.kind.name()));
    let days = incident.facts.date.sides.first().map(|side| days(&side.value)).unwrap_or_default();
    layout.part(format!("{days} · {kind} · {}", incident.id));
    facts(layout, incident, citations, |fact| incident.contradictions.iter().any(|found| found.fact == fact));
}

fn facts(layout: &mut Layout<'_>, incident: &Incident, citations: &Citations, is_told: impl Fn(&str) -> bool) {
    let told = &incident.facts;
    let mut telling = Telling { layout, citations };
    if is_told("date") {
        telling.fact("date", &told.date, |_, value| days(value));
    }
    if is_told("place") {
        telling.fact("place", &told.place, place);
    }
    if is_told("actors") {
        telling.fact("actors", &told.actors, actor);
    }
    if is_told("recipients") {
        telling.fact("recipients", &told.recipients, recipient);
    }
    if is_told("killed") {
        telling.fact("killed", &told.killed.reported, |_, value| toll(value));
    }
    if is_told("wounded") {
        telling.fact("wounded", &told.wounded.reported, |_, value| toll(value));
    }
    if is_told("method") {
        telling.fact("method", &told.method, |_, mode| mode.clone());
    }
}

struct Telling<'l, 'm> {
    layout: &'l mut Layout<'m>,
    citations: &'l Citations,
}

impl<'m> Telling<'_, 'm> {
    fn fact<T>(&mut self, fact: &str, told: &Reported<T>, value: impl Fn(&Layout<'m>, &T) -> String) {
        for side in &told.sides {
            let label = self.layout.label(&format!("fact-{fact}"));
            let value = value(self.layout, &side.value);
            self.layout.part(format!("{label}: {value}"));
            for claim in &side.claims {
                quote(self.layout, claim, self.citations);
            }
        }
    }
}

fn quote(layout: &mut Layout<'_>, claim: &ClaimRef, citations: &Citations) {
    let Some(citation) = citations.get(claim) else { return };
    layout.quote(Cited {
        words: &citation.quote,
        document: &claim.document,
        claim: Some(&claim.claim),
        span: citation.span,
        chain: &citation.chain,
        outlet: Some(&citation.outlet),
        published: citation.published.as_deref(),
        more: Vec::new(),
    });
}

fn days(interval: &Interval) -> String {
    let ends = [interval.from, interval.to].map(|day| day.map(|day| day.to_string()));
    stretch(ends[0].as_deref(), ends[1].as_deref())
}

fn place(layout: &Layout<'_>, place: &PlaceFact) -> String {
    layout.name(place.place.as_deref(), &place.name)
}

fn recipient(layout: &Layout<'_>, actor: &ActorFact) -> String {
    layout.name(actor.entity.as_deref(), &actor.name)
}

/// Who did it, and whether that is asserted, claimed or denied.
fn actor(layout: &Layout<'_>, actor: &ActorFact) -> String {
    let status = layout.label(&format!("status-{}", actor.status.name()));
    format!("{} ({status})", recipient(layout, actor))
}

fn toll(part: &TollPart) -> String {
    let who = part.who.as_deref().map(|who| format!(" ({who})")).unwrap_or_default();
    format!("{}{who}", amount(&part.range))
}
