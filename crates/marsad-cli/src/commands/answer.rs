//! `marsad answer`: a question answered with quotes, as a dossier or as `marsad.answer/1`.

use std::io::{Write, stdout};

use marsad_desk::Desk;
use marsad_record::answer::AnswerQuery;

use crate::arguments::{Answer, Layout};
use crate::commands::lines;
use crate::outcome::{Failure, Outcome};

/// Asks and prints.
pub fn run(asked: &Answer, desk: &Desk) -> Result<Outcome, Failure> {
    let query = AnswerQuery {
        question: asked.question.join(" "),
        actors: asked.actor.clone(),
        about: asked.about.clone(),
        from: asked.from.clone(),
        to: asked.to.clone(),
        limit: asked.limit,
    };
    let answer = desk.answer(&query)?;
    if asked.form.json {
        return lines(std::iter::once(marsad_export::answer(&answer).to_string()));
    }
    let labels = desk.labels(answer.read_as.language);
    let page = match asked.format {
        Layout::Text => marsad_export::dossier_text(&answer, &labels),
        Layout::Markdown => marsad_export::dossier_markdown(&answer, &labels),
        Layout::Html => marsad_export::dossier_html(&answer, &labels),
    };
    stdout().write_all(page.as_bytes())?;
    Ok(Outcome::Done)
}
