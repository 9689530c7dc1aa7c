//! `marsad feed`: what is read again and again.

use std::io::{Write, stdout};
use std::time::Duration;

use clap::{Args, Subcommand};
use marsad_desk::Desk;
use marsad_pipeline::{Engine, Fetcher, Policy, Step, Store};

use crate::arguments::{Desk as Which, Form};
use crate::commands::{lines, show};
use crate::outcome::{Failure, Outcome};
use crate::progress::Progress;
use crate::table::{Align, Cell, Table};
use crate::terminal::Style;

/// `marsad feed`.
#[derive(Debug, Subcommand)]
pub enum Feed {
    /// Add an RSS, Atom or JSON feed; one that was stopped is read again
    #[command(after_help = "Example:\n  marsad feed add https://news.example/rss.xml --outlet bbc")]
    Add(AddFeed),
    /// List the feeds and how they fare
    #[command(after_help = "Example:\n  marsad feed list --json")]
    List(ListFeeds),
    /// Read the feeds once and add what is new; robots.txt is respected
    #[command(
        after_help = "Examples:\n  marsad feed fetch --contact desk@example.org\n  marsad feed fetch f2 --limit 10"
    )]
    Fetch(FetchFeeds),
    /// Stop reading a feed; what it brought stays
    #[command(after_help = "Example:\n  marsad feed stop f2")]
    Stop(StopFeed),
}

/// `marsad feed add`.
#[derive(Debug, Args)]
pub struct AddFeed {
    #[command(flatten)]
    pub desk: Which,
    #[command(flatten)]
    pub form: Form,
    /// Where it is got
    #[arg(value_name = "URL")]
    pub address: String,
    /// Who publishes its pages, where the pages do not say
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Who adds it
    #[arg(long, value_name = "NAME", env = "USER")]
    pub who: Option<String>,
}

/// `marsad feed list`.
#[derive(Debug, Args)]
pub struct ListFeeds {
    #[command(flatten)]
    pub desk: Which,
    #[command(flatten)]
    pub form: Form,
}

/// `marsad feed stop`.
#[derive(Debug, Args)]
pub struct StopFeed {
    #[command(flatten)]
    pub desk: Which,
    /// The feed
    #[arg(value_name = "FEED")]
    pub id: String,
}

/// `marsad feed fetch`.
#[derive(Debug, Args)]
pub struct FetchFeeds {
    #[command(flatten)]
    pub desk: Which,
    /// Only these feeds
    #[arg(value_name = "FEED")]
    pub ids: Vec<String>,
    /// Whom a host may write to: told in the User-Agent
    #[arg(long, value_name = "ADDRESS")]
    pub contact: Option<String>,
    /// At most so many new pages of each feed
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,
    /// At least so long between two requests to one host, in seconds; robots.txt may ask for more
    #[arg(long, value_name = "SECONDS", default_value_t = 2.0, value_parser = seconds)]
    pub delay: f64,
    /// How long one request may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 30.0, value_parser = seconds)]
    pub timeout: f64,
    /// The longest page, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 5.0, value_parser = seconds)]
    pub largest: f64,
}

fn seconds(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|number| (0.0..=3600.0).contains(number));
    number.ok_or_else(|| format!("`{text}` is no number from 0 to 3600"))
}

impl Feed {
    /// The desk that is meant.
    pub fn desk(&self) -> &Which {
        match self {
            Feed::Add(asked) => &asked.desk,
            Feed::List(asked) => &asked.desk,
            Feed::Fetch(asked) => &asked.desk,
            Feed::Stop(asked) => &asked.desk,
        }
    }
}

/// Does what was asked.
pub fn run(asked: &Feed, desk: &Desk, engine: impl FnOnce() -> Result<Engine, Failure>) -> Result<Outcome, Failure> {
    match asked {
        Feed::Add(asked) => {
            let who = asked.who.as_deref().unwrap_or("unnamed");
            let feed = desk.add_feed(&asked.address, asked.outlet.as_deref(), who, &marsad_web::today())?;
            if asked.form.json {
                return lines(std::iter::once(marsad_export::feed(&feed).to_string()));
            }
            writeln!(stdout(), "{}: {}", feed.id, feed.address)?;
            Ok(Outcome::Done)
        }
        Feed::List(asked) => list(asked, desk),
        Feed::Stop(asked) => {
            let feed = desk.stop_feed(&asked.id)?;
            writeln!(stdout(), "{}: stopped", feed.id)?;
            Ok(Outcome::Done)
        }
        Feed::Fetch(asked) => fetch(asked, desk, &engine()?),
    }
}

fn list(asked: &ListFeeds, desk: &Desk) -> Result<Outcome, Failure> {
    let feeds = desk.feeds()?;
    if asked.form.json {
        return lines(feeds.iter().map(|feed| marsad_export::feed(feed).to_string()));
    }
    let mut table = Table::new(&[
        ("ID", Align::Left),
        ("OUTLET", Align::Left),
        ("LAST GOT", Align::Left),
        ("PAGES", Align::Right),
        ("REFUSED", Align::Right),
        ("HEALTH", Align::Left),
        ("ADDRESS", Align::Text),
    ]);
    for feed in &feeds {
        let health = if feed.is_stopped { "stopped".to_owned() } else { feed.error.clone().unwrap_or_default() };
        table.row(vec![
            Cell::new(feed.id.as_str()),
            Cell::new(feed.outlet.as_deref().unwrap_or_default()),
            Cell::new(feed.succeeded.as_deref().unwrap_or_default()),
            Cell::new(feed.added.to_string()),
            Cell::new(feed.refused.to_string()),
            Cell::styled(health, Style::Disputed),
            Cell::new(feed.address.as_str()),
        ]);
    }
    show(&table, feeds.len(), "feeds")
}

fn fetch(asked: &FetchFeeds, desk: &Desk, engine: &Engine) -> Result<Outcome, Failure> {
    let feeds = desk.feeds()?;
    if let Some(unknown) = asked.ids.iter().find(|id| !feeds.iter().any(|feed| feed.id == **id)) {
        return Err(Failure::Usage(format!("there is no feed `{unknown}`")));
    }
    let contact = asked.contact.as_ref().map(|contact| format!("; {contact}")).unwrap_or_default();
    let mut fetcher = Fetcher::new(Policy {
        agent: format!("Marsad/{} (reads news feeds for one desk{contact})", env!("CARGO_PKG_VERSION")),
        delay: Duration::from_secs_f64(asked.delay),
        patience: Duration::from_secs_f64(asked.timeout),
        largest: (asked.largest * 1_000_000.0) as u64,
    });
    let store = Store::open(&asked.desk.db).map_err(Failure::told)?;
    let progress = Progress::start("reading");
    let mut refused = 0;
    let wanted = feeds.iter().filter(|feed| asked.ids.is_empty() && !feed.is_stopped || asked.ids.contains(&feed.id));
    for feed in wanted {
        let now = marsad_web::now();
        let report = engine.fetch_feed(feed, &store, &mut fetcher, &now, asked.limit, |step| match step {
            Step::At(documents) => progress.at(documents as u64),
            Step::Skipped(skipped) => progress.line(&format!("marsad: skipped {skipped}")),
        });
        let report = report.map_err(Failure::told)?;
        refused += report.skipped;
        let after = store.feeds().map_err(Failure::told)?.into_iter().find(|after| after.id == feed.id);
        let error = after.and_then(|after| after.error);
        refused += usize::from(error.is_some());
        let told = error.map_or_else(
            || format!("{} added, {} already known, {} skipped", report.added, report.known, report.skipped),
            |error| format!("not read: {error}"),
        );
        progress.line(&format!("{} {}: {told}", feed.id, feed.address));
    }
    progress.finish();
    Ok(Outcome::after(refused))
}
