//! `marsad add`: articles into a desk.

use marsad_pipeline::{Engine, Given, Published, Step, Store, inputs};

use crate::arguments::Add;
use crate::outcome::{Failure, Outcome};
use crate::progress::Progress;

/// Reads every path and keeps what it tells.
pub fn run(asked: &Add, engine: &Engine) -> Result<Outcome, Failure> {
    let given = Given { published: asked.published.clone(), outlet: asked.outlet.clone(), ..Given::default() };
    give_way();
    let store = Store::open(&asked.desk.db).map_err(Failure::told)?;
    let progress = Progress::start("reading");
    let added = engine.add(inputs(&asked.paths, &given), &store, |step| match step {
        Step::At(documents) => progress.at(documents as u64),
        Step::Skipped(skipped) => progress.line(&format!("marsad: skipped {skipped}")),
    });
    progress.finish();
    let report = added.map_err(Failure::told)?;
    eprintln!("{}: {} added, {} already known, {} skipped", asked.desk.db, report.added, report.known, report.skipped);
    for line in odd_days(&report.published, &marsad_web::today()) {
        eprintln!("{line}");
    }
    if report.added > 0 && !store.watches().map_err(Failure::told)?.is_empty() {
        let news = super::desk(&asked.desk.db, None)?.check_watches(super::clock())?;
        if news > 0 {
            eprintln!("{news} notices made; `marsad watch run` or `marsad serve` delivers them");
        }
    }
    Ok(Outcome::after(report.skipped))
}

/// How much less than others an adding counts where cores are short (`nice`).
#[cfg(unix)]
const LESS: i32 = 5;

/// Leaves the cores to those who read: whoever waits for an answer goes before whoever adds.
#[cfg(unix)]
fn give_way() {
    // Where the system refuses, it is added as fast as before.
    rustix::process::nice(LESS).ok();
}

#[cfg(not(unix))]
fn give_way() {}

/// The first day of which an article is likelier to be than a page's mistake.
const ARCHIVES: &str = "1950-01-01";

/// What a person should know of the days of publication: they are kept as they stand, and days told in the articles are
/// counted from them.
fn odd_days(published: &Published, today: &str) -> Vec<String> {
    let mut lines = Vec::new();
    if published.unknown > 0 {
        lines.push(format!(
            "{} tell no day of publication, so that \"yesterday\" in them stays unknown: give it with --published",
            published.unknown
        ));
    }
    if let Some((day, id)) = published.first.as_ref().filter(|(day, _)| day.as_str() < ARCHIVES) {
        lines.push(format!("{id} is dated {day}: if that is a mistake of the page, give the day with --published"));
    }
    if let Some((day, id)) = published.last.as_ref().filter(|(day, _)| day.as_str() > today) {
        lines.push(format!("{id} is dated {day}, which is still to come: give the day with --published"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use marsad_pipeline::Published;

    use super::odd_days;

    #[test]
    fn odd_days_of_publication_are_told_and_others_are_not() {
        let of = |day: &str| Some((day.to_owned(), "a".to_owned()));
        let today = "2026-11-22";
        let usual = Published { unknown: 0, first: of("2018-02-05"), last: of(today) };
        assert_eq!(odd_days(&usual, today), Vec::<String>::new());
        let odd = Published { unknown: 3, first: of("1900-01-01"), last: of("2091-01-01") };
        let told = odd_days(&odd, today);
        assert!(
            told[0].starts_with("3 tell no day") && told[1].contains("1900-01-01") && told[2].contains("still to come")
        );
    }
}
