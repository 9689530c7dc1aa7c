//! A dossier in the form that was asked for, to a file or to standard output.

use std::io::{IsTerminal, Write, stdout};
use std::path::PathBuf;

use clap::Args;
use marsad_export::{Dossier as Made, Form};

use crate::outcome::{Failure, Outcome};

/// How a dossier is written for people.
#[derive(Debug, Args)]
pub struct Dossier {
    /// Write a dossier: text, markdown, html or docx
    #[arg(long, value_name = "FORM", value_parser = form)]
    pub format: Option<Form>,
    /// Write the dossier to this file; one that is there is never written over
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Labels and names of the dossier: ar or en; those of the question, else Arabic
    #[arg(long, value_name = "LANGUAGE", value_parser = ["ar", "en"])]
    pub language: Option<String>,
}

fn form(name: &str) -> Result<Form, String> {
    let names = || Form::ALL.map(Form::name).join(", ");
    Form::from_name(name).ok_or_else(|| format!("it is none of {}", names()))
}

impl Dossier {
    /// The form that was asked for; with `--out` alone, that of the file's ending.
    pub fn form(&self) -> Option<Form> {
        let ending = || self.out.as_ref()?.extension()?.to_str().map(str::to_lowercase);
        self.format.or_else(|| ending().and_then(|ending| Form::ALL.into_iter().find(|form| form.ending() == ending)))
    }

    /// Writes the dossier where it was asked for.
    pub fn write(&self, made: &Made, form: Form) -> Result<Outcome, Failure> {
        let bytes = made.set(form);
        let Some(path) = &self.out else {
            if form == Form::Docx && stdout().is_terminal() {
                return Err(Failure::Usage("--format docx: name a file with --out FILE".to_owned()));
            }
            stdout().write_all(&bytes)?;
            return Ok(Outcome::Done);
        };
        let told = |cause| Failure::Told(format!("{}: {cause}", path.display()));
        let mut file = std::fs::File::create_new(path).map_err(told)?;
        file.write_all(&bytes).map_err(told)?;
        eprintln!("{}: written", path.display());
        Ok(Outcome::Done)
    }
}
