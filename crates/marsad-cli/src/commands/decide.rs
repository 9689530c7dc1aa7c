//! `marsad decide` and `marsad decisions`: what people decide, and what has become of it.

use marsad_desk::Desk;
use marsad_export::{decision, decision_of_line};
use marsad_record::decision::{Act, Decision};

use crate::arguments::{Decide, Decisions};
use crate::commands::{lines, show};
use crate::outcome::{Failure, Outcome};
use crate::table::{Align, Cell, Table};

/// Keeps one decision, or those of a file, and says what is kept.
pub fn run(asked: &Decide, desk: &Desk) -> Result<Outcome, Failure> {
    if let Some(file) = &asked.from {
        let text =
            std::fs::read_to_string(file).map_err(|cause| Failure::Told(format!("{}: {cause}", file.display())))?;
        let read = |(place, line): (usize, &str)| {
            decision_of_line(line).map_err(|told| Failure::Told(format!("{}:{}: {told}", file.display(), place + 1)))
        };
        let told = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let decisions = told.map(read).collect::<Result<Vec<_>, Failure>>()?;
        let fresh = desk.take_over(&decisions)?;
        eprintln!("{}: {fresh} decisions kept, {} already known", desk.location(), decisions.len() - fresh);
        return Ok(Outcome::Done);
    }
    let acts: Vec<&str> = Act::ALL.iter().map(|act| act.name()).collect();
    let act = asked.act.as_deref().unwrap_or_default();
    let act = Act::from_name(act).ok_or_else(|| Failure::Usage(format!("`{act}` is none of {}", acts.join(", "))))?;
    let why = asked.why.clone().ok_or_else(|| Failure::Usage("--why: a decision has a reason".to_owned()))?;
    let kept = desk.decide(Decision {
        id: String::new(),
        who: asked.who.clone().unwrap_or_else(|| "unnamed".to_owned()),
        when: asked.when.clone().unwrap_or_else(marsad_web::today),
        why,
        act,
        subjects: asked.subjects.clone(),
        fact: asked.fact.clone(),
        before: asked.before.clone(),
        after: asked.after.clone(),
        item: asked.item.clone(),
    })?;
    if asked.form.json {
        return lines(std::iter::once(decision(&kept, "holds", &[]).to_string()));
    }
    println!("{}: {} {}", kept.id, kept.act, kept.subjects.join(" "));
    Ok(Outcome::Done)
}

/// Lists decisions.
pub fn list(asked: &Decisions, desk: &Desk) -> Result<Outcome, Failure> {
    let rows = desk.decisions()?;
    let rows: Vec<_> = rows.iter().filter(|row| !asked.lapsed || !row.lapsed.is_empty()).collect();
    if asked.form.json {
        return lines(rows.iter().map(|row| decision(&row.decision, row.standing.name(), &row.lapsed).to_string()));
    }
    let columns =
        ["ID", "WHEN", "WHO", "ACT", "STANDING", "CHANGE", "SUBJECTS", "LAPSED"].map(|name| (name, Align::Left));
    let mut table = Table::new(&columns.into_iter().chain([("WHY", Align::Text)]).collect::<Vec<_>>());
    for row in &rows {
        let kept = &row.decision;
        let change = kept.fact.as_ref().map(|fact| {
            let told = |value: &Option<String>| value.clone().unwrap_or_default();
            format!("{fact}: {} -> {}", told(&kept.before), told(&kept.after))
        });
        table.row(vec![
            Cell::new(kept.id.as_str()),
            Cell::new(kept.when.as_str()),
            Cell::new(kept.who.as_str()),
            Cell::new(kept.act.name()),
            Cell::new(row.standing.name()),
            Cell::new(change.unwrap_or_default()),
            Cell::new(kept.subjects.join(" ")),
            Cell::new(row.lapsed.join(" ")),
            Cell::new(kept.why.as_str()),
        ]);
    }
    show(&table, rows.len(), "decisions")
}
