//! `marsad answer`: a question answered with quotes, as a dossier or as `marsad.answer/1`.

use marsad_desk::Desk;
use marsad_export::Form;
use marsad_record::answer::AnswerQuery;

use crate::arguments::Answer;
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
        as_of: asked.as_of.clone(),
        limit: asked.limit,
    };
    let answer = desk.answer(&query)?;
    if asked.form.json {
        return lines(std::iter::once(marsad_export::answer(&answer).to_string()));
    }
    let made = marsad_web::dossier_of_answer(desk, &answer, asked.dossier.language.as_deref())?;
    asked.dossier.write(&made, asked.dossier.form().unwrap_or(Form::Text))
}
