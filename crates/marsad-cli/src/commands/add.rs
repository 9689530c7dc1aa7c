//! `marsad add`: articles into a desk.

use marsad_pipeline::{Engine, Given, Step, Store, inputs};

use crate::arguments::Add;
use crate::outcome::{Failure, Outcome};
use crate::progress::Progress;

/// Reads every path and keeps what it tells.
pub fn run(asked: &Add, engine: &Engine) -> Result<Outcome, Failure> {
    let given = Given { published: asked.published.clone(), outlet: asked.outlet.clone(), ..Given::default() };
    let store = Store::open(&asked.desk.db).map_err(Failure::told)?;
    let progress = Progress::start("reading");
    let added = engine.add(inputs(&asked.paths, &given), &store, |step| match step {
        Step::At(documents) => progress.at(documents as u64),
        Step::Skipped(skipped) => progress.line(&format!("marsad: skipped {skipped}")),
    });
    progress.finish();
    let report = added.map_err(Failure::told)?;
    eprintln!("{}: {} added, {} already known, {} skipped", asked.desk.db, report.added, report.known, report.skipped);
    if report.added > 0 && !store.watches().map_err(Failure::told)?.is_empty() {
        let news = super::desk(&asked.desk.db, None)?.check_watches(super::clock())?;
        if news > 0 {
            eprintln!("{news} notices made; `marsad watch run` or `marsad serve` delivers them");
        }
    }
    Ok(Outcome::after(report.skipped))
}
