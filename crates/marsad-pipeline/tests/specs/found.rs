//! What one extraction holds, as findings by label: the words of `specs/README.md`.

use marsad_record::incident::Incident;
use marsad_record::{
    Claim, Event, Extraction, Interval, Link, Mention, Quantity, QuantityRole, Relation, Role, Span, TimeExpression,
    TimeKind, TimeValue, TollPart,
};

use crate::facet::Finding;

/// Every incident as a finding.
pub fn found_incidents(incidents: &[Incident]) -> Vec<Finding> {
    incidents.iter().map(incident_finding).collect()
}

fn incident_finding(incident: &Incident) -> Finding {
    let mut finding = Finding::default();
    let facts = &incident.facts;
    finding.word(incident.kind.name());
    for mode in &incident.modes {
        finding.word(mode);
    }
    for side in &facts.date.sides {
        let day = side.value.single_day().map(|day| day.to_string());
        finding.either("on", day.into_iter().chain([ends(&side.value)]).collect());
    }
    for side in &facts.place.sides {
        finding.either("at", side.value.place.iter().cloned().chain([side.value.name.clone()]).collect());
    }
    for (key, sides) in [("actor", &facts.actors.sides), ("recipient", &facts.recipients.sides)] {
        for side in sides {
            finding.either(key, side.value.entity.iter().cloned().chain([side.value.name.clone()]).collect());
        }
    }
    for (key, toll) in [("killed", &facts.killed), ("wounded", &facts.wounded)] {
        for range in toll.ranges() {
            finding.keyword(key, range.to_string());
        }
    }
    for document in &incident.documents {
        finding.keyword("document", document);
    }
    for document in &incident.headline_of {
        finding.keyword("headline-of", document);
    }
    finding.keyword("outlets", incident.outlets.to_string());
    finding.keyword("origins", incident.origins.to_string());
    finding.word(if incident.contradictions.is_empty() { "agreed" } else { "disputed" });
    if incident.contradictions.is_empty() {
        finding.keyword("contradiction", "none");
    }
    for contradiction in &incident.contradictions {
        finding.either("contradiction", vec![contradiction.kind.name().to_owned(), contradiction.fact.clone()]);
        if contradiction.is_rising {
            finding.keyword("rising", &contradiction.fact);
        }
    }
    finding
}

/// Every finding of that label, or `None` where there is no such label.
pub fn found(label: &str, extraction: &Extraction) -> Option<Vec<Finding>> {
    let text = &extraction.document.text;
    Some(match label {
        "time" => extraction.times.iter().map(|time| time_finding(time, text)).collect(),
        "mention" => extraction.mentions.iter().map(|mention| mention_finding(mention, text)).collect(),
        "claim" => extraction.claims.iter().map(|claim| claim_finding(claim, text)).collect(),
        "event" => told(extraction).map(|event| event_finding(event, extraction)).collect(),
        "relation" => extraction.relations.iter().map(|relation| relation_finding(relation, text)).collect(),
        "forecast" => extraction.forecasts.iter().map(|forecast| forecast_finding(forecast, text)).collect(),
        "note" => extraction.notes.iter().map(|note| note_finding(&note.kind, note.span, text)).collect(),
        "injured" => amounts(QuantityRole::Wounded, extraction),
        role => amounts(QuantityRole::from_name(role)?, extraction),
    })
}

/// Every label of one document, in the order in which a reader wants them.
pub const LABELS: &[&str] = &[
    "time",
    "killed",
    "wounded",
    "killed_or_wounded",
    "missing",
    "detained",
    "displaced",
    "released",
    "surrendered",
    "strength",
    "other",
    "mention",
    "claim",
    "event",
    "relation",
    "forecast",
    "note",
];

fn told(extraction: &Extraction) -> impl Iterator<Item = &Event> {
    extraction.events.iter().filter(|event| event.confidence >= 0.5)
}

fn time_finding(time: &TimeExpression, text: &str) -> Finding {
    let mut finding = Finding::default();
    finding.word(&time.value.value);
    if let Some(days) = days(&time.value) {
        finding.word(days);
    }
    finding.word(granularity(time));
    for other in &time.alternatives {
        finding.keyword("|", &other.value);
    }
    finding.quote(time.span.of(text));
    finding
}

/// `from..to`, an open end left empty.
fn days(value: &TimeValue) -> Option<String> {
    value.interval.as_ref().map(ends)
}

fn ends(interval: &Interval) -> String {
    let [from, to] = [interval.from, interval.to].map(|day| day.map(|day| day.to_string()).unwrap_or_default());
    format!("{from}..{to}")
}

fn granularity(time: &TimeExpression) -> &'static str {
    let value = time.value.value.as_str();
    match time.kind {
        TimeKind::Duration => "duration",
        TimeKind::Set => "set",
        TimeKind::Time => "time",
        TimeKind::Date if value.ends_with("_REF") => "ref",
        TimeKind::Date if value.contains('W') => "week",
        TimeKind::Date => match value.len() {
            10 => "day",
            7 => "month",
            4 => "year",
            3 => "decade",
            _ => "date",
        },
    }
}

fn amounts(role: QuantityRole, extraction: &Extraction) -> Vec<Finding> {
    let of_role = extraction.quantities.iter().filter(|quantity| quantity.role == role);
    of_role.map(|quantity| quantity_finding(quantity, &extraction.document.text)).collect()
}

fn quantity_finding(quantity: &Quantity, text: &str) -> Finding {
    let mut finding = Finding::default();
    finding.word(quantity.range.to_string());
    let flags = [
        (quantity.is_cumulative, "cumulative"),
        (quantity.is_attackers, "attackers"),
        (quantity.part_of.is_some(), "part"),
        (quantity.is_superseded, "superseded"),
    ];
    for (_, flag) in flags.into_iter().filter(|(is_so, _)| *is_so) {
        finding.word(flag);
    }
    if let Some(unit) = &quantity.unit {
        finding.keyword("unit", unit);
    }
    finding.quote(quantity.span.of(text));
    finding
}

fn mention_finding(mention: &Mention, text: &str) -> Finding {
    let mut finding = Finding::default();
    finding.word(mention.entity.as_deref().unwrap_or("unlinked"));
    finding.word(mention.kind.name());
    finding.word(mention.form.name());
    finding.quote(mention.span.of(text));
    finding
}

fn chain(finding: &mut Finding, claim: &Claim) {
    for link in claim.attribution.iter().skip(1) {
        finding.either("by", voice(link));
    }
}

fn voice(link: &Link) -> Vec<String> {
    link.entity.iter().cloned().chain([link.voice.clone()]).collect()
}

fn claim_finding(claim: &Claim, text: &str) -> Finding {
    let mut finding = Finding::default();
    finding.word(claim.stance.name());
    finding.word(claim.certainty.name());
    if claim.attribution.len() == 1 {
        finding.word("own");
    }
    chain(&mut finding, claim);
    if let Some(innermost) = claim.attribution.last() {
        if innermost.anonymous {
            finding.word("anonymous");
        }
        finding.keyword("how", innermost.how.name());
        if let Some(cue) = innermost.cue {
            finding.keyword("cue", cue.of(text));
        }
    }
    for entity in &claim.about {
        finding.keyword("about", entity);
    }
    finding.quote(claim.span.of(text));
    finding
}

fn event_finding(event: &Event, extraction: &Extraction) -> Finding {
    let text = &extraction.document.text;
    let mut finding = Finding::default();
    finding.word(event.kind.name());
    for mode in &event.modes {
        finding.word(mode);
    }
    finding.word(event.modality.name());
    if event.is_headline {
        finding.word("headline");
    }
    roles(&mut finding, "actor", &event.actors, text);
    for role in &event.actors {
        finding.keyword("status", role.status.name());
    }
    roles(&mut finding, "recipient", &event.recipients, text);
    match &event.when {
        Some(when) => finding.either("on", [when.value.clone()].into_iter().chain(days(when)).collect()),
        None => finding.word("no-date"),
    }
    match &event.place {
        Some(place) => {
            let words = place.span.map(|span| span.of(text).to_owned());
            finding.either("at", place.place.iter().cloned().chain([place.name.clone()]).chain(words).collect());
        }
        None => finding.word("no-place"),
    }
    toll(&mut finding, "killed", "no-killed", event.toll.killed.as_ref());
    toll(&mut finding, "wounded", "no-wounded", event.toll.wounded.as_ref());
    for context in &event.contexts {
        finding.keyword("context", context);
    }
    for rule in &event.rules {
        finding.keyword("rule", rule);
    }
    if let Some(claim) = extraction.claims.iter().find(|claim| event.claims.first() == Some(&claim.id)) {
        chain(&mut finding, claim);
    }
    finding.quote(event.trigger.of(text));
    finding
}

fn roles(finding: &mut Finding, key: &'static str, roles: &[Role], text: &str) {
    if roles.is_empty() {
        finding.word(format!("no-{key}"));
    }
    for role in roles {
        let words = role.span.map(|span| span.of(text).to_owned());
        finding.either(key, role.entity.iter().cloned().chain([role.name.clone()]).chain(words).collect());
    }
}

fn toll(finding: &mut Finding, key: &'static str, none: &str, part: Option<&TollPart>) {
    match part {
        Some(part) => finding.keyword(key, part.range.to_string()),
        None => finding.word(none),
    }
}

fn relation_finding(relation: &Relation, text: &str) -> Finding {
    let mut finding = Finding::default();
    finding.word(relation.sign.name());
    finding.word(relation.modality.name());
    finding.keyword("from", &relation.from);
    finding.keyword("to", &relation.to);
    finding.quote(relation.span.of(text));
    finding
}

fn forecast_finding(forecast: &marsad_record::Forecast, text: &str) -> Finding {
    let mut finding = Finding::default();
    let end = |date: &Option<String>| date.clone().unwrap_or_default();
    finding.word(format!("{}..{}", end(&forecast.from), end(&forecast.to)));
    if let Some(condition) = &forecast.condition {
        finding.keyword("if", condition);
    }
    finding.quote(forecast.span.of(text));
    finding
}

fn note_finding(kind: &str, span: Option<Span>, text: &str) -> Finding {
    let mut finding = Finding::default();
    finding.word(kind);
    if let Some(span) = span {
        finding.quote(span.of(text));
    }
    finding
}
