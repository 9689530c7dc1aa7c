//! `marsad demo`: a desk built from the articles in the program, told in a page of text, and served.

use std::io::{Write, stdout};
use std::path::Path;
use std::time::Instant;

use marsad_desk::{Desk, IncidentFilter, IncidentView, Location, Summary};
use marsad_notify::Ways;
use marsad_pipeline::{Engine, Step, Store};
use marsad_web::{Corpus, Listening};

use crate::arguments::Demo;
use crate::commands::{incidents, serve};
use crate::corpus::articles;
use crate::facts::{date_told, interval, place_told};
use crate::outcome::{Failure, Outcome};
use crate::progress::Progress;
use crate::table::cut;
use crate::terminal::{Style, has_colours, paint};
use marsad_export::amount;

/// Builds, tells, serves.
pub fn run(asked: &Demo, lexicon: Option<&Path>) -> Result<Outcome, Failure> {
    let started = Instant::now();
    let db = asked.db.clone().unwrap_or_else(fresh);
    let skipped = build(&db, &super::engine(lexicon)?)?;
    let desk = super::desk(&db, lexicon)?;
    let seconds = started.elapsed().as_secs_f64();
    tell(&desk, seconds)?;
    drop(desk);
    if asked.no_serve {
        return Ok(Outcome::after(skipped));
    }
    let listening = Listening { bind: asked.bind.clone(), ..Listening::default() };
    serve::run(&db, &listening, Ways::default(), lexicon, Corpus::Demonstration)
}

/// A file of its own for every demo that runs, so that two do not disturb one another.
fn fresh() -> Location {
    let file = std::env::temp_dir().join(format!("marsad-demo-{}.db", std::process::id()));
    forget(&file);
    file.into()
}

/// Removes the desk of a demo of the same number, long ago.
fn forget(db: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let mut name = db.as_os_str().to_owned();
        name.push(ending);
        // What is not there need not be removed.
        std::fs::remove_file(name).ok();
    }
}

fn build(db: &Location, engine: &Engine) -> Result<usize, Failure> {
    let store = Store::open(db).map_err(Failure::told)?;
    let articles = articles();
    let inputs = articles.iter().map(|article| article.input()).collect();
    let progress = Progress::start("reading the demo articles");
    let added = engine.add(inputs, &store, |step| match step {
        Step::At(documents) => progress.at(documents as u64),
        Step::Skipped(skipped) => progress.line(&format!("marsad: skipped {skipped}")),
    });
    progress.finish();
    Ok(added.map_err(Failure::told)?.skipped)
}

fn tell(desk: &Desk, seconds: f64) -> Result<(), Failure> {
    let colours = has_colours();
    let mut out = stdout();
    let Summary { documents, outlets, claims, incidents, contradictions, .. } = desk.summary()?;
    writeln!(out, "{}", paint("Marsad demo: real events, told by invented outlets", Style::Strong, colours))?;
    writeln!(
        out,
        "{documents} documents of {outlets} outlets  {claims} claims  {incidents} incidents  {contradictions} contradictions  {seconds:.1} s\n"
    )?;
    let filter = IncidentFilter { headlines: true, ..IncidentFilter::default() };
    let page = desk.incidents(&filter)?;
    out.write_all(incidents::table(&page.incidents).render().as_bytes())?;
    if let Some(worked) = most_told(&page.incidents) {
        write!(out, "\n{}", worked_example(worked, colours))?;
    }
    writeln!(out, "\n{}", paint(&format!("The desk is in {}", desk.location()), Style::Faint, colours))?;
    Ok(())
}

/// The incident with the most sides to its toll, then with the most outlets.
fn most_told(incidents: &[IncidentView]) -> Option<&IncidentView> {
    incidents.iter().max_by_key(|view| {
        let sides = view.incident.facts.killed.reported.sides.len();
        (sides > 1, view.incident.origins, sides, std::cmp::Reverse(&view.incident.id))
    })
}

/// One incident with every side of its disputed facts and who told it.
fn worked_example(view: &IncidentView, colours: bool) -> String {
    let incident = &view.incident;
    let facts = &incident.facts;
    let title = format!("{} · {} · {}", incident.kind.name(), place_told(facts), date_told(facts));
    let mut text = format!("{}\n", paint(&title, Style::Strong, colours));
    text.push_str(&format!(
        "told by {} outlets in {} documents, {} of independent origin\n",
        incident.outlets,
        incident.documents.len(),
        incident.origins
    ));
    let mut side = |fact: &str, value: String, claims: &[marsad_record::reported::ClaimRef]| {
        let others = if claims.len() > 1 { format!("  (told {} times)", claims.len()) } else { String::new() };
        text.push_str(&format!("  {fact:<9} {}{others}\n", paint(&value, Style::Disputed, colours)));
        for citation in claims.iter().filter_map(|claim| view.citations.get(claim)).take(1) {
            let published: String = citation.published.as_deref().unwrap_or_default().chars().take(10).collect();
            let chain = paint(&citation.chain.join(" < "), Style::Faint, colours);
            text.push_str(&format!("            {published:<10}  {chain}\n"));
            text.push_str(&format!("                        {}\n", cut(&flat(&citation.quote), 90)));
        }
    };
    for told in facts.killed.reported.sides.iter().take(6) {
        side("killed", amount(&told.value.range), &told.claims);
    }
    for told in facts.wounded.reported.sides.iter().take(4) {
        side("wounded", amount(&told.value.range), &told.claims);
    }
    if facts.date.is_disputed() {
        for told in &facts.date.sides {
            side("date", interval(&told.value), &told.claims);
        }
    }
    for told in facts.actors.sides.iter().take(4) {
        side("actor", format!("{} ({})", told.value.name, told.value.status), &told.claims);
    }
    text
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
