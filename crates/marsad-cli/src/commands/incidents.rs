//! `marsad incidents`: what happened, as a table or as `marsad.incident/1`.

use marsad_desk::{Desk, IncidentFilter, IncidentPage, IncidentView, Order};
use marsad_export::incident_line;

use crate::arguments::{Incidents, Which};
use crate::commands::{lines, show};
use crate::facts::{amount_told, best_amount, date_told, place_told};
use crate::outcome::{Failure, Outcome};
use crate::table::{Align, Cell, Table};
use crate::terminal::Style;

/// Asks and prints.
pub fn run(asked: &Incidents, desk: &Desk) -> Result<Outcome, Failure> {
    let limit = asked.limit.unwrap_or(0);
    let filter = IncidentFilter {
        limit,
        as_of: asked.as_of.clone(),
        changed_since: asked.changed_since.clone(),
        order: if asked.changed_first { Order::Change } else { Order::Day },
        ..filter(&asked.which)
    };
    let page = match &asked.id {
        Some(id) => one(desk, id, asked.as_of.as_deref())?,
        None => desk.incidents(&filter)?,
    };
    if asked.form.json {
        return lines(page.incidents.iter().map(line));
    }
    if let Some(form) = asked.dossier.form() {
        let [view] = page.incidents.as_slice() else {
            return Err(Failure::Usage("--format: a dossier is of one incident: name its id".to_owned()));
        };
        let made = marsad_web::dossier_of_incident(desk, view, asked.dossier.language.as_deref())?;
        return asked.dossier.write(&made, form);
    }
    show(&table(&page.incidents), page.incidents.len(), "incidents")
}

/// An incident on one line, with its changes where they are asked for.
fn line(view: &IncidentView) -> String {
    let Some(course) = &view.course else { return incident_line(&view.incident, &view.citations) };
    let mut value = marsad_export::incident(&view.incident, &view.citations);
    value["change"] = marsad_export::course(course);
    value.to_string()
}

/// The incidents that are meant.
pub fn filter(which: &Which) -> IncidentFilter {
    IncidentFilter {
        from: which.from.clone(),
        to: which.to.clone(),
        place: which.place.clone(),
        actor: which.actor.clone(),
        kind: which.kind.clone(),
        disputed: which.disputed,
        outlet: which.outlet.clone(),
        text: which.text.clone(),
        ..IncidentFilter::default()
    }
}

/// One incident by its id, as it is known or as it was known on a day.
fn one(desk: &Desk, id: &str, day: Option<&str>) -> Result<IncidentPage, Failure> {
    let found = match day {
        Some(day) => desk.incident_known_on(id, day)?,
        None => desk.incident(id)?,
    };
    let incidents: Vec<IncidentView> = found.into_iter().collect();
    Ok(IncidentPage { total: incidents.len(), incidents, next: None, mark: None })
}

/// One row an incident.
pub fn table(incidents: &[IncidentView]) -> Table {
    let mut table = Table::new(&[
        ("DATE", Align::Left),
        ("TYPE", Align::Left),
        ("PLACE", Align::Left),
        ("KILLED", Align::Right),
        ("WOUNDED", Align::Right),
        ("OUTLETS", Align::Right),
        ("DISPUTED", Align::Left),
        ("TOLD AS", Align::Text),
        ("ID", Align::Left),
    ]);
    for view in incidents {
        let facts = &view.incident.facts;
        let disputes: Vec<&str> =
            view.incident.contradictions.iter().map(|contradiction| contradiction.fact.as_str()).collect();
        table.row(vec![
            Cell::new(date_told(facts)),
            Cell::new(view.incident.kind.name()),
            Cell::new(place_told(facts)),
            Cell::new(amount_told(&facts.killed)),
            Cell::new(amount_told(&facts.wounded)),
            Cell::new(view.incident.outlets.to_string()),
            Cell::styled(disputes.join(", "), Style::Disputed),
            Cell::new(quote(view)),
            Cell::styled(view.incident.id.chars().take(8).collect::<String>(), Style::Faint),
        ]);
    }
    table
}

/// The words of the claim that most facts rest on: the first one that names a toll, else the first.
pub fn quote(view: &IncidentView) -> String {
    let killed = best_amount(&view.incident.facts.killed).and_then(|side| side.claims.first());
    let claim = killed.or_else(|| view.incident.claims.first());
    claim.and_then(|claim| view.citations.get(claim)).map(|citation| citation.quote.clone()).unwrap_or_default()
}
