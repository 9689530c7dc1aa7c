//! `marsad extract`: articles in, one JSON object per document out, in the order of the input.

use std::io::{Write, stdout};

use marsad_export::{Tokens, document};
use marsad_pipeline::{Engine, Flow, Given, Words, in_order, inputs};

use crate::arguments::Extract;
use crate::outcome::{Failure, Outcome};

/// Reads every file and writes what was found.
pub fn run(asked: &Extract, engine: &Engine) -> Result<Outcome, Failure> {
    let given = Given {
        published: asked.published.clone(),
        outlet: asked.outlet.clone(),
        url: asked.url.clone(),
        ..Given::default()
    };
    let (words, tokens) = match asked.tokens {
        true => (Words::Kept, Tokens::Written),
        false => (Words::Dropped, Tokens::LeftOut),
    };
    let mut out = stdout();
    let mut skipped = 0;
    let mut failure = None;
    in_order(
        engine.documents(inputs(&asked.files, &given)),
        |read| read.map(|read| document(&engine.extract(read, words), Some(engine.pipeline()), tokens)),
        |line| match line {
            Ok(mut line) => {
                line.push('\n');
                match out.write_all(line.as_bytes()) {
                    Ok(()) => Flow::GoOn,
                    Err(cause) => {
                        failure = Some(Failure::from(cause));
                        Flow::Stop
                    }
                }
            }
            Err(reason) => {
                eprintln!("marsad: skipped {reason}");
                skipped += 1;
                Flow::GoOn
            }
        },
    );
    match failure {
        Some(failure) => Err(failure),
        None => Ok(Outcome::after(skipped)),
    }
}
