//! `marsad watch`: saved queries whose news is told in a feed, to a webhook or by mail.

use std::io::{Write, stdout};

use clap::{Args, Subcommand};
use marsad_desk::{Desk as OpenDesk, NewWatch, WatchRow};
use marsad_notify::{Mailer, Ways, deliver_due};
use marsad_record::watch::{Notice, Watch, WatchQuery};

use crate::arguments::{Desk, Form};
use crate::commands::{lines, show};
use crate::outcome::{Failure, Outcome};
use crate::table::{Align, Cell, Table};

/// `marsad watch`.
#[derive(Debug, Args)]
pub struct Watches {
    #[command(flatten)]
    pub desk: Desk,
    #[command(subcommand)]
    act: WatchAct,
}

#[derive(Debug, Subcommand)]
enum WatchAct {
    /// Save a query; what answers it from now on is told
    #[command(after_help = include_str!("../../help/watch_add.txt"))]
    Add(Box<Add>),
    /// List the watches and how far their notices have come
    List(Form),
    /// Show what was told, newest first
    Notices {
        /// Only of this watch
        #[arg(value_name = "ID")]
        watch: Option<String>,
        /// At most so many
        #[arg(long, value_name = "N", default_value_t = 40)]
        limit: usize,
        #[command(flatten)]
        form: Form,
    },
    /// Let a watch rest for ever; what it told is kept
    Remove {
        /// Its id
        id: String,
    },
    /// Look for news and deliver what is due; `marsad serve` does so by itself
    #[command(
        after_help = "Examples:\n  marsad watch run\n  marsad watch run --smtp smtps://desk:password@mail.example --mail-from desk@example.org"
    )]
    Run(Way),
    /// Send a notice that tells nothing, to see whether it arrives
    #[command(after_help = "Example:\n  marsad watch test w0c4d71f2a9be")]
    Test {
        /// The watch's id
        id: String,
        #[command(flatten)]
        way: Way,
    },
}

/// How notices leave.
#[derive(Debug, Args)]
pub struct Way {
    /// The server that takes letters: smtps://NAME:PASSWORD@HOST, or smtp://HOST:PORT?tls=required
    #[arg(long, value_name = "URL", env = "MARSAD_SMTP", hide_env_values = true)]
    pub smtp: Option<String>,
    /// Who the letters are from
    #[arg(long, value_name = "ADDRESS", env = "MARSAD_MAIL_FROM")]
    pub mail_from: Option<String>,
    /// Address of the screens, for links in notices
    #[arg(long, value_name = "URL", env = "MARSAD_LINK")]
    pub link: Option<String>,
}

impl Way {
    /// The same, ready to send.
    pub fn ways(&self) -> Result<Ways, Failure> {
        let mailer = match (&self.smtp, &self.mail_from) {
            (Some(server), Some(from)) => Some(Mailer::new(server, from).map_err(Failure::told)?),
            (Some(_), None) => return Err(Failure::Usage("--mail-from: letters have a sender".to_owned())),
            _ => None,
        };
        Ok(Ways { mailer, link: self.link.clone() })
    }
}

#[derive(Debug, Args)]
struct Add {
    /// Its name
    name: String,
    /// Told by a document with these words
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
    /// At that place or inside it: an id, or a name in Arabic or English
    #[arg(long)]
    place: Option<String>,
    /// Done by or to that actor
    #[arg(long)]
    actor: Option<String>,
    /// PLOVER type, as ASSAULT or AGREE
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,
    /// Told by that outlet
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Only what the outlets disagree on
    #[arg(long)]
    disputed: bool,
    /// Also what articles tell only in passing
    #[arg(long)]
    passing: bool,
    /// With so many dead or more
    #[arg(long, value_name = "N")]
    killed: Option<u32>,
    /// Forecasts whose time is over, instead of happenings; by --text, --actor and --outlet
    #[arg(long)]
    forecasts: bool,
    /// Post notices there, signed
    #[arg(long, value_name = "URL")]
    webhook: Option<String>,
    /// The webhook may be a machine of an inner network, or this one
    #[arg(long, requires = "webhook")]
    allow_inner: bool,
    /// Mail notices to that address
    #[arg(long, value_name = "ADDRESS")]
    mail: Option<String>,
    /// Whose it is
    #[arg(long, value_name = "NAME", env = "USER", default_value = "desk")]
    who: String,
    #[command(flatten)]
    form: Form,
}

/// Does what was asked.
pub fn run(asked: &Watches, desk: &OpenDesk) -> Result<Outcome, Failure> {
    let now = super::clock();
    match &asked.act {
        WatchAct::Add(new) => add(new, desk, now),
        WatchAct::List(form) => {
            let rows = desk.watches()?;
            if form.json {
                return lines(rows.iter().map(|row| listed(row).to_string()));
            }
            show(&table(&rows), rows.len(), "watches")
        }
        WatchAct::Notices { watch, limit, form } => notices(desk, watch.as_deref(), *limit, form),
        WatchAct::Remove { id } => {
            let watch = desk.remove_watch(id, now)?;
            writeln!(stdout(), "{}: rests", watch.id)?;
            Ok(Outcome::Done)
        }
        WatchAct::Run(way) => deliver(desk, way, desk.check_watches(now)?),
        WatchAct::Test { id, way } => {
            desk.test_watch(id, now)?;
            deliver(desk, way, 1)
        }
    }
}

fn add(new: &Add, desk: &OpenDesk, now: i64) -> Result<Outcome, Failure> {
    let query = WatchQuery {
        text: new.text.clone(),
        place: new.place.clone(),
        actor: new.actor.clone(),
        kind: new.kind.clone(),
        outlet: new.outlet.clone(),
        disputed: new.disputed,
        passing: new.passing,
        killed: new.killed,
        forecasts: new.forecasts,
    };
    let wanted = NewWatch {
        name: new.name.clone(),
        query,
        webhook: new.webhook.clone(),
        is_inner: new.allow_inner,
        mail: new.mail.clone(),
    };
    let (watch, secret) = desk.add_watch(&new.who, wanted, now)?;
    if new.form.json {
        let mut value = marsad_export::watch(&watch);
        value["secret"] = secret.into();
        return lines(std::iter::once(value.to_string()));
    }
    writeln!(stdout(), "{}: {}", watch.id, watch.name)?;
    if let Some(secret) = secret {
        eprintln!("posts are signed with this secret, shown this once: {secret}");
    }
    Ok(Outcome::Done)
}

fn deliver(desk: &OpenDesk, way: &Way, news: usize) -> Result<Outcome, Failure> {
    let done = deliver_due(desk, &way.ways()?, super::clock)?;
    writeln!(stdout(), "{news} notices made, {} delivered, {} failed", done.arrived, done.failed)?;
    Ok(Outcome::after(done.failed))
}

fn notices(desk: &OpenDesk, watch: Option<&str>, limit: usize, form: &Form) -> Result<Outcome, Failure> {
    let found = desk.notices(watch, None, limit)?;
    let rows = desk.watches()?;
    let owner = |notice: &Notice| rows.iter().map(|row| &row.watch).find(|watch| watch.id == notice.watch);
    if form.json {
        let told = found.iter().filter_map(|notice| Some((notice, owner(notice)?)));
        return lines(told.map(|(notice, watch)| marsad_export::notice(notice, watch, None).to_string()));
    }
    let columns = [("WHEN", Align::Left), ("WATCH", Align::Text), ("KIND", Align::Left), ("CHANGE", Align::Left)];
    let mut table =
        Table::new(&columns.into_iter().chain([("TITLE", Align::Text), ("ABOUT", Align::Left)]).collect::<Vec<_>>());
    for notice in &found {
        let told = |value: &Option<String>| value.clone().unwrap_or_default();
        let change = if notice.before.is_some() {
            format!("{} -> {}", told(&notice.before), told(&notice.after))
        } else {
            told(&notice.after)
        };
        table.row(vec![
            Cell::new(notice.when.as_str()),
            Cell::new(owner(notice).map_or(notice.watch.as_str(), |watch: &Watch| &watch.name)),
            Cell::new(notice.kind.name()),
            Cell::new(change),
            Cell::new(if notice.title.is_empty() { notice.quote.as_str() } else { notice.title.as_str() }),
            Cell::new(notice.subject.chars().take(24).collect::<String>()),
        ]);
    }
    show(&table, found.len(), "notices")
}

fn listed(row: &WatchRow) -> serde_json::Value {
    let mut value = marsad_export::watch(&row.watch);
    value["notices"] = row.notices.into();
    value["last"] = row.last.clone().into();
    value["deliveries"] = marsad_export::deliveries(&row.deliveries, &row.troubled);
    value
}

fn table(rows: &[WatchRow]) -> Table {
    let columns = ["ID", "WHO", "LOOKS FOR", "TOLD", "WAITING", "DEAD", "LAST ERROR"];
    let mut table = Table::new(
        &columns.map(|name| (name, Align::Left)).into_iter().chain([("NAME", Align::Text)]).collect::<Vec<_>>(),
    );
    for row in rows {
        let count = |place: usize| row.deliveries.get(place).copied().unwrap_or_default().to_string();
        let error = row.troubled.last().and_then(|delivery| delivery.error.clone()).unwrap_or_default();
        table.row(vec![
            Cell::new(row.watch.id.as_str()),
            Cell::new(row.watch.who.as_str()),
            Cell::new(looks_for(&row.watch.query)),
            Cell::new(row.notices.to_string()),
            Cell::new(count(0)),
            Cell::new(count(2)),
            Cell::new(error),
            Cell::new(row.watch.name.as_str()),
        ]);
    }
    table
}

/// The query as it would be typed.
fn looks_for(query: &WatchQuery) -> String {
    let words = [
        ("text", &query.text),
        ("place", &query.place),
        ("actor", &query.actor),
        ("type", &query.kind),
        ("outlet", &query.outlet),
    ];
    let mut told: Vec<String> =
        words.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value.as_ref()?))).collect();
    told.extend(query.killed.map(|count| format!("killed>={count}")));
    for (name, is_asked) in [("disputed", query.disputed), ("passing", query.passing), ("forecasts", query.forecasts)] {
        told.extend(is_asked.then(|| name.to_owned()));
    }
    told.join(" ")
}
