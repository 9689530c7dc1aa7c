//! `marsad case`: folders of what belongs to one matter, with notes.

use std::io::{Write, stdout};

use clap::{Args, Subcommand};
use marsad_desk::{Cited, Desk};
use marsad_record::case::{Case as Held, CaseAct, CaseEntry, Citable};

use crate::arguments::{Desk as Which, Form as Layout};
use crate::commands::dossier::Dossier;
use crate::commands::{lines, show};
use crate::outcome::{Failure, Outcome};
use crate::table::{Align, Cell, Table};
use crate::terminal::Style;

/// `marsad case`.
#[derive(Debug, Subcommand)]
pub enum Case {
    /// Begin a case
    #[command(after_help = "Example:\n  marsad case add Kabul airport, August 2021")]
    Add(Begin),
    /// List the cases
    #[command(after_help = "Example:\n  marsad case list --json")]
    List(List),
    /// Show a case, or write its dossier
    #[command(after_help = "Example:\n  marsad case show k1 --format markdown")]
    Show(Show),
    /// Keep a note in a case
    #[command(after_help = "Example:\n  marsad case note k1 'Ask the ministry'")]
    Note(Note),
    /// Put an incident, a claim, a document or a question into a case
    #[command(after_help = "Example:\n  marsad case put k1 marsad:question/'Who holds the airport?'")]
    Put(Move),
    /// Take something out of a case; the log keeps that it was there
    #[command(after_help = "Example:\n  marsad case take k1 marsad:document/a1 --words 'another matter'")]
    Take(Move),
}

/// Who acts, and on which desk.
#[derive(Debug, Args)]
pub struct Acting {
    #[command(flatten)]
    pub desk: Which,
    #[command(flatten)]
    pub form: Layout,
    /// Who does it
    #[arg(long, value_name = "NAME", env = "USER")]
    pub who: Option<String>,
    /// When; today, if not given
    #[arg(long, value_name = "DATE")]
    pub when: Option<String>,
}

/// `marsad case add`.
#[derive(Debug, Args)]
pub struct Begin {
    #[command(flatten)]
    pub acting: Acting,
    /// What it is called
    #[arg(required = true)]
    pub title: Vec<String>,
}

/// `marsad case list`.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    pub desk: Which,
    #[command(flatten)]
    pub form: Layout,
}

/// `marsad case show`.
#[derive(Debug, Args)]
pub struct Show {
    #[command(flatten)]
    pub desk: Which,
    #[command(flatten)]
    pub form: Layout,
    #[command(flatten)]
    pub dossier: Dossier,
    /// The case
    #[arg(value_name = "CASE")]
    pub id: String,
}

/// `marsad case note`.
#[derive(Debug, Args)]
pub struct Note {
    #[command(flatten)]
    pub acting: Acting,
    /// The case
    #[arg(value_name = "CASE")]
    pub id: String,
    /// The note
    #[arg(required = true)]
    pub words: Vec<String>,
    /// What the note is about
    #[arg(long, value_name = "CITATION")]
    pub about: Option<String>,
}

/// `marsad case put` and `marsad case take`.
#[derive(Debug, Args)]
pub struct Move {
    #[command(flatten)]
    pub acting: Acting,
    /// The case
    #[arg(value_name = "CASE")]
    pub id: String,
    /// marsad:incident/ID, marsad:claim/DOCUMENT/c3, marsad:document/ID or marsad:question/WORDS; a bare id will do
    #[arg(value_name = "CITATION", required = true)]
    pub citations: Vec<String>,
    /// Why
    #[arg(long, value_name = "WORDS")]
    pub words: Option<String>,
}

impl Case {
    /// The desk that is meant.
    pub fn desk(&self) -> &Which {
        match self {
            Case::Add(asked) => &asked.acting.desk,
            Case::List(asked) => &asked.desk,
            Case::Show(asked) => &asked.desk,
            Case::Note(asked) => &asked.acting.desk,
            Case::Put(asked) | Case::Take(asked) => &asked.acting.desk,
        }
    }
}

/// Does what was asked.
pub fn run(asked: &Case, desk: &Desk) -> Result<Outcome, Failure> {
    match asked {
        Case::Add(asked) => begin(asked, desk),
        Case::List(asked) => list(asked, desk),
        Case::Show(asked) => shown(asked, desk),
        Case::Note(asked) => {
            let words = Some(asked.words.join(" "));
            act(&asked.acting, desk, &asked.id, CaseAct::Note, asked.about.as_ref(), words.as_ref())
        }
        Case::Put(asked) => moved(asked, desk, CaseAct::Put),
        Case::Take(asked) => moved(asked, desk, CaseAct::Take),
    }
}

fn begin(asked: &Begin, desk: &Desk) -> Result<Outcome, Failure> {
    let (who, when) = signed(&asked.acting);
    let case = desk.begin_case(&asked.title.join(" "), &who, &when)?;
    if asked.acting.form.json {
        return lines(std::iter::once(marsad_export::case(&case).to_string()));
    }
    writeln!(stdout(), "{}: {}", case.id, case.title)?;
    Ok(Outcome::Done)
}

fn list(asked: &List, desk: &Desk) -> Result<Outcome, Failure> {
    let cases = desk.cases()?;
    if asked.form.json {
        return lines(cases.iter().map(|case| marsad_export::case(case).to_string()));
    }
    let mut table = Table::new(&[
        ("ID", Align::Left),
        ("BEGUN", Align::Left),
        ("BY", Align::Left),
        ("HOLDS", Align::Right),
        ("TITLE", Align::Text),
    ]);
    for case in &cases {
        table.row(vec![
            Cell::new(case.id.as_str()),
            Cell::new(case.when.as_str()),
            Cell::new(case.who.as_str()),
            Cell::new(case.held().len().to_string()),
            Cell::new(case.title.as_str()),
        ]);
    }
    show(&table, cases.len(), "cases")
}

fn shown(asked: &Show, desk: &Desk) -> Result<Outcome, Failure> {
    let case = desk.case(&asked.id)?;
    let case = case.ok_or_else(|| Failure::Told(format!("there is no case `{}`", asked.id)))?;
    if asked.form.json {
        return lines(std::iter::once(marsad_export::case(&case).to_string()));
    }
    if let Some(form) = asked.dossier.form() {
        let made = marsad_web::dossier_of_case(desk, &case, asked.dossier.language.as_deref())?;
        return asked.dossier.write(&made, form);
    }
    log(&case, desk)
}

/// The log of a case, each thing with the words by which it is known now.
fn log(case: &Held, desk: &Desk) -> Result<Outcome, Failure> {
    writeln!(stdout(), "{} ({}, {})", case.title, case.when, case.who)?;
    let columns = ["#", "WHEN", "WHO", "ACT", "CITATION"].map(|name| (name, Align::Left));
    let mut table = Table::new(&columns.into_iter().chain([("WORDS", Align::Text)]).collect::<Vec<_>>());
    for entry in &case.entries {
        let known = entry.subject.as_deref().map(|subject| known_as(desk, subject)).transpose()?.flatten();
        let words = entry.words.clone().or(known).unwrap_or_default();
        table.row(vec![
            Cell::new(entry.place.to_string()),
            Cell::new(entry.when.as_str()),
            Cell::new(entry.who.as_str()),
            Cell::new(entry.act.name()),
            Cell::styled(entry.subject.as_deref().unwrap_or_default(), Style::Faint),
            Cell::new(words),
        ]);
    }
    show(&table, case.entries.len(), "entries")
}

fn known_as(desk: &Desk, subject: &str) -> Result<Option<String>, Failure> {
    let Some(citable) = Citable::of(subject) else { return Ok(None) };
    Ok(match desk.cited(&citable)? {
        Cited::Incident(view) => Some(super::incidents::quote(&view)),
        Cited::Claim(claim) => Some(claim.quote),
        Cited::Document(_, title) => title,
        Cited::Question(words) => Some(words),
        Cited::Gone => Some("no longer in the desk".to_owned()),
    })
}

fn moved(asked: &Move, desk: &Desk, what: CaseAct) -> Result<Outcome, Failure> {
    for citation in &asked.citations {
        act(&asked.acting, desk, &asked.id, what, Some(citation), asked.words.as_ref())?;
    }
    Ok(Outcome::Done)
}

fn act(
    acting: &Acting,
    desk: &Desk,
    id: &str,
    act: CaseAct,
    subject: Option<&String>,
    words: Option<&String>,
) -> Result<Outcome, Failure> {
    let (who, when) = signed(acting);
    let entry = CaseEntry { place: 0, act, subject: subject.cloned(), words: words.cloned(), who, when };
    let entry = desk.add_to_case(id, entry)?;
    if acting.form.json {
        return lines(std::iter::once(marsad_export::case_entry(&entry).to_string()));
    }
    let told = entry.subject.as_deref().or(entry.words.as_deref()).unwrap_or_default();
    writeln!(stdout(), "{id} #{}: {} {told}", entry.place, entry.act)?;
    Ok(Outcome::Done)
}

fn signed(acting: &Acting) -> (String, String) {
    let who = acting.who.clone().unwrap_or_else(|| "unnamed".to_owned());
    (who, acting.when.clone().unwrap_or_else(marsad_web::today))
}
