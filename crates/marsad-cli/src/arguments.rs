//! What can be typed after `marsad`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use marsad_desk::Location;

use crate::commands::account::{Accounts, Tokens};
use crate::commands::case::Case;
use crate::commands::coverage::Coverage;
use crate::commands::dossier::Dossier;
use crate::commands::feed::Feed;
use crate::commands::forget::Forget;
use crate::commands::watch::{Watches, Way};

/// Reads Arabic news into a sourced record: what happened, who said so, and where the outlets disagree.
#[derive(Debug, Parser)]
#[command(name = "marsad", version, max_term_width = 100, after_help = START)]
pub struct Arguments {
    /// Read words and rules from this folder instead of the built-in lexicon
    #[arg(long, global = true, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const START: &str = "\
Start here:
  marsad demo                            a desk built from the articles in the program, on 127.0.0.1
  marsad extract article.html            one article read, as JSON
  marsad add --db desk.db news/          a desk of your own
  marsad incidents --db desk.db --disputed

Exit status: 0 done, 1 failed, 2 wrong usage, 3 done but some input was skipped (each named on standard error).";

/// One thing to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles and write one JSON object per document; opens no database
    #[command(after_help = "\
Examples:
  marsad extract article.txt
  marsad extract --published 2021-08-31 --outlet bbc page.html
  curl -s https://example.org/news | marsad extract --url https://example.org/news -
  marsad extract --tokens articles.jsonl | jq .events
  marsad extract --models none article.txt")]
    Extract(Extract),
    /// Read articles and keep what they tell in a desk; a document already there changes nothing
    #[command(after_help = "\
Examples:
  marsad add --db desk.db news/ extra.jsonl
  MARSAD_DB=desk.db marsad add article.html")]
    Add(Add),
    /// List what happened: every incident with its facts and how many outlets tell it
    #[command(after_help = "\
Examples:
  marsad incidents --from 2021-08-01 --to 2021-08-31
  marsad incidents --type ASSAULT --place kabul --disputed
  marsad incidents --actor taliban --json | jq .facts.killed")]
    Incidents(Incidents),
    /// Write the desk, or the incidents that a filter leaves, as files for other programs
    #[command(after_help = include_str!("../help/export.txt"))]
    Export(Export),
    /// List who said what: every claim with the chain of voices that carried it
    #[command(after_help = "\
Examples:
  marsad claims --actor taliban --stance denies
  marsad claims --document 4f1c --json")]
    Claims(Claims),
    /// Gather what belongs to one matter: incidents, claims, documents, questions, and notes
    #[command(subcommand, after_help = include_str!("../help/case.txt"))]
    Case(Case),
    /// RSS, Atom and JSON feeds: read again and again, politely
    #[command(
        subcommand,
        after_help = "Examples:\n  marsad feed add https://news.example/rss.xml\n  marsad feed fetch --contact desk@example.org"
    )]
    Feed(Feed),
    /// Take a document down for good: its text and all that was read out of it go, the trace stays
    #[command(after_help = include_str!("../help/forget.txt"))]
    Forget(Forget),
    /// How much was read, by day and outlet, and the days of which nothing was read
    #[command(after_help = "Examples:\n  marsad coverage --from 2018-04\n  marsad coverage --outlet bbc --json")]
    Coverage(Coverage),
    /// Copy a desk to a new file, while others read and write it
    #[command(after_help = "\
Examples:
  marsad backup --db desk.db desk-2026-11-21.db")]
    Backup(Backup),
    /// Make a desk of a backup, where there is none yet
    #[command(after_help = "\
Examples:
  marsad restore --db desk.db desk-2026-11-21.db")]
    Restore(Backup),
    /// Find claims or documents by their words, whatever their spelling
    #[command(after_help = include_str!("../help/search.txt"))]
    Search(Search),
    /// Answer a question with quotes for and against it, each cited, and with what nothing speaks of
    #[command(after_help = include_str!("../help/answer.txt"))]
    Answer(Answer),
    /// List the actors that the desk knows, by how many documents name them
    #[command(after_help = include_str!("../help/actors.txt"))]
    Actors(Actors),
    /// How two actors stand to one another through time, with the incidents behind every point
    #[command(after_help = include_str!("../help/relations.txt"))]
    Relations(Relations),
    /// What was foretold, what became of it, and how well each source foretells
    #[command(after_help = include_str!("../help/forecasts.txt"))]
    Forecasts(crate::commands::forecasts::Forecasts),
    /// What a person should look at first, and how far two who looked agree
    #[command(after_help = include_str!("../help/review.txt"))]
    Review(crate::commands::review::Review),
    /// Keep a person's decision: link, unlink, merge, split, correct, retract, add, fate, accept or undo
    #[command(after_help = include_str!("../help/decide.txt"))]
    Decide(Decide),
    /// List what people decided and what has become of it
    #[command(after_help = "Examples:\n  marsad decisions\n  marsad decisions --lapsed --json")]
    Decisions(Decisions),
    /// Saved queries: what is new is told in a feed, to a webhook or by mail
    #[command(after_help = include_str!("../help/watch.txt"))]
    Watch(Watches),
    /// Accounts of people who share a desk: with the first one, everybody signs in
    #[command(after_help = include_str!("../help/account.txt"))]
    Account(Accounts),
    /// Tokens with which programs ask a desk that has accounts
    #[command(after_help = include_str!("../help/token.txt"))]
    Token(Tokens),
    /// Serve the screens and the API
    #[command(after_help = include_str!("../help/serve.txt"))]
    Serve(Serve),
    /// Check that every invariant of a desk holds, and repair what can be made anew
    #[command(
        after_help = "Examples:\n  marsad doctor --db desk.db && echo sound\n  marsad doctor --db desk.db --repair"
    )]
    Doctor(Doctor),
    /// Build a desk from the articles in the program, tell what is in it, and serve it
    #[command(after_help = "\
The articles are written for this project: real, widely reported events told by invented outlets.

Examples:
  marsad demo
  marsad demo --no-serve
  marsad demo --db demo.db --bind 127.0.0.1:9000")]
    Demo(Demo),
    /// Compare the desk, or documents read now, with events that people coded: field by field, with every miss
    #[command(after_help = include_str!("../help/eval.txt"))]
    Eval(Eval),
    /// Words and rules: check what a linguist has edited
    #[command(subcommand)]
    Lexicon(Lexicon),
}

/// Which desk.
#[derive(Debug, Args)]
pub struct Desk {
    /// The desk: a file, or a PostgreSQL database as postgres://USER@HOST/NAME (docs/postgres.md)
    #[arg(
        long,
        env = "MARSAD_DB",
        hide_env_values = true,
        default_value = "marsad.db",
        value_name = "FILE",
        global = true
    )]
    pub db: Location,
}

/// Machines and people read different things.
#[derive(Debug, Args)]
pub struct Form {
    /// JSON Lines, as docs/json.md describes them
    #[arg(long)]
    pub json: bool,
}

/// Who reads.
#[derive(Debug, Args)]
pub struct Reading {
    /// Families of rules that are on: all, none, or names joined by commas (attribution, event, forecast, relation,
    /// time, toll); `event` weighs what stands with the word of an event
    #[arg(long, value_name = "NAMES", default_value = "all")]
    pub rules: String,
    /// Trained models that are on: all, none, or names joined by commas (event-confidence, words)
    #[arg(long, value_name = "NAMES", default_value = "all")]
    pub models: String,
}

/// `marsad extract`.
#[derive(Debug, Args)]
pub struct Extract {
    /// Text, HTML or JSON Lines files, folders of them, or `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Day of publication, for documents that state none of their own
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
    /// Who publishes
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// The page's address
    #[arg(long)]
    pub url: Option<String>,
    /// Add every word with its clitics apart
    #[arg(long)]
    pub tokens: bool,
    #[command(flatten)]
    pub reading: Reading,
}

/// `marsad add`.
#[derive(Debug, Args)]
pub struct Add {
    #[command(flatten)]
    pub desk: Desk,
    /// Text, HTML or JSON Lines files, folders of them, or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Day of publication, for documents that state none of their own
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
    /// Who publishes
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    #[command(flatten)]
    pub reading: Reading,
}

/// `marsad incidents`.
#[derive(Debug, Args)]
pub struct Incidents {
    #[command(flatten)]
    pub desk: Desk,
    #[command(flatten)]
    pub form: Form,
    /// Only this one
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// As they were known at the end of that day: made only of what had been published by then
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Only those that are new or have changed since that time in UTC (2026-11-22, 2026-11-22T05:30Z), or since a mark (m12)
    #[arg(long, value_name = "TIME")]
    pub changed_since: Option<String>,
    /// What is new or has changed last comes first
    #[arg(long)]
    pub changed_first: bool,
    #[command(flatten)]
    pub which: Which,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    #[command(flatten)]
    pub dossier: Dossier,
}

/// Which incidents are meant; without a word, all of them.
#[derive(Debug, Args)]
pub struct Which {
    /// Happened on that day or later (2021, 2021-08 or 2021-08-26)
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Happened on that day or earlier
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// At that place or inside it: an id, or a name in Arabic or English
    #[arg(long)]
    pub place: Option<String>,
    /// Done by or to that actor: an id, or a name in Arabic or English
    #[arg(long)]
    pub actor: Option<String>,
    /// PLOVER type, as ASSAULT or AGREE
    #[arg(long = "type", value_name = "TYPE")]
    pub kind: Option<String>,
    /// Only those on which the outlets disagree
    #[arg(long)]
    pub disputed: bool,
    /// Told by that outlet: an id, or a name in Arabic or English
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Told in a document with these words
    #[arg(long, value_name = "WORDS")]
    pub text: Option<String>,
}

/// `marsad export`.
#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    pub desk: Desk,
    #[command(flatten)]
    pub which: Which,
    /// csv, jsonl, parquet, geojson, plover, acled, ucdp or ftm (FollowTheMoney)
    #[arg(long, value_name = "FORMAT", value_parser = export_format)]
    pub format: marsad_export::Format,
    /// Write over an earlier export in the folder
    #[arg(long)]
    pub force: bool,
    /// Folder to write to; made where there is none
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

fn export_format(name: &str) -> Result<marsad_export::Format, String> {
    let known = marsad_export::Format::ALL;
    known.into_iter().find(|format| format.name() == name).ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(|format| format.name()).collect();
        format!("it is none of {}", names.join(", "))
    })
}

/// `marsad backup` and `marsad restore`.
#[derive(Debug, Args)]
pub struct Backup {
    #[command(flatten)]
    pub desk: Desk,
    /// The backup
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// `marsad claims`.
#[derive(Debug, Args)]
pub struct Claims {
    #[command(flatten)]
    pub desk: Desk,
    #[command(flatten)]
    pub form: Form,
    /// Of that document
    #[arg(long, value_name = "ID")]
    pub document: Option<String>,
    /// Published on that day or later (2021, 2021-08 or 2021-08-26)
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Published on that day or earlier
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Said by, or about, that actor: an id, or a name in Arabic or English
    #[arg(long)]
    pub actor: Option<String>,
    /// Published or passed on by that outlet: an id, or a name in Arabic or English
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// With that stance, as denies or claims_responsibility
    #[arg(long)]
    pub stance: Option<String>,
    /// With these words
    #[arg(long, value_name = "WORDS")]
    pub text: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// `marsad search`.
#[derive(Debug, Args)]
pub struct Search {
    #[command(flatten)]
    pub desk: Desk,
    #[command(flatten)]
    pub form: Form,
    /// What to look for
    #[arg(required = true)]
    pub words: Vec<String>,
    /// Find whole documents, not claims
    #[arg(long)]
    pub documents: bool,
    /// As it could have been asked at the end of that day: only what had been published by then
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Published on that day or later (2021, 2021-08 or 2021-08-26)
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Published on that day or earlier
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Published by that outlet: an id, or a name in Arabic or English
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// In a document that names that actor: an id, or a name in Arabic or English
    #[arg(long)]
    pub actor: Option<String>,
    /// In a document that tells of something at that place
    #[arg(long)]
    pub place: Option<String>,
    /// In a document that tells of something of that PLOVER type
    #[arg(long = "type", value_name = "TYPE")]
    pub kind: Option<String>,
    /// In a document that tells of something on which the outlets disagree
    #[arg(long)]
    pub disputed: bool,
    /// Where the page before ended: it is told on standard error
    #[arg(long, value_name = "CURSOR")]
    pub cursor: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
}

/// `marsad answer`.
#[derive(Debug, Args)]
pub struct Answer {
    #[command(flatten)]
    pub desk: Desk,
    #[command(flatten)]
    pub form: Form,
    /// The question, in Arabic or English
    #[arg(required = true)]
    pub question: Vec<String>,
    /// The actor or place meant, where the question was read otherwise; may be given again
    #[arg(long, value_name = "NAME")]
    pub actor: Vec<String>,
    /// The topic meant, as cooperation or strength (docs/answers.md lists them)
    #[arg(long, value_name = "TOPIC")]
    pub about: Option<String>,
    /// Only documents published on that day or later (2021, 2021-08 or 2021-08-26)
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Only documents published on that day or earlier
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// As it could have been asked at the end of that day: only what had been published by then
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[command(flatten)]
    pub dossier: Dossier,
    /// At most so many quotes
    #[arg(long, value_name = "N", default_value_t = 40)]
    pub limit: usize,
}

/// `marsad actors`.
#[derive(Debug, Args)]
pub struct Actors {
    #[command(flatten)]
    pub desk: Desk,
    #[command(flatten)]
    pub form: Form,
    /// Of which some name holds these words
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// group, state, organisation, person, outlet or place
    #[arg(long)]
    pub kind: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// `marsad relations`.
#[derive(Debug, Args)]
pub struct Relations {
    #[command(flatten)]
    pub desk: Desk,
    #[command(flatten)]
    pub form: Form,
    /// One actor: an id, or a name in Arabic or English
    #[arg(value_name = "ACTOR")]
    pub one: String,
    /// The other
    #[arg(value_name = "ACTOR")]
    pub other: String,
    /// How long the stretch of one point is
    #[arg(long, value_enum, default_value_t = Step::Month)]
    pub grain: Step,
    /// On that day or later (2021, 2021-08 or 2021-08-26)
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// On that day or earlier
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// The threesomes with a third actor that structural balance calls strained
    #[arg(long)]
    pub triads: bool,
}

/// How long the stretch of one point of a series is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Step {
    /// A day.
    Day,
    /// A week from Monday.
    Week,
    /// A month.
    Month,
}

/// `marsad decide`.
#[derive(Debug, Args)]
pub struct Decide {
    #[command(flatten)]
    pub desk: Desk,
    #[command(flatten)]
    pub form: Form,
    /// link, unlink, merge, split, correct, retract, add, fate, accept or undo
    #[arg(required_unless_present = "from")]
    pub act: Option<String>,
    /// Incidents, claims (DOCUMENT/c3), events (DOCUMENT/e3) or places in texts (DOCUMENT@START-END, or DOCUMENT@WORDS for add)
    #[arg(value_name = "SUBJECT")]
    pub subjects: Vec<String>,
    /// The reason
    #[arg(long, value_name = "WORDS")]
    pub why: Option<String>,
    /// Who decides
    #[arg(long, value_name = "NAME", env = "USER")]
    pub who: Option<String>,
    /// When; today, if not given
    #[arg(long, value_name = "DATE")]
    pub when: Option<String>,
    /// Which fact is corrected: killed, wounded, date, place, actors, recipients, type, method or modality; what is added:
    /// event or mention
    #[arg(long)]
    pub fact: Option<String>,
    /// The item of the review queue that it answers (`key` of `marsad review --json`)
    #[arg(long, value_name = "KEY")]
    pub item: Option<String>,
    /// Correct only what reads so
    #[arg(long, value_name = "VALUE")]
    pub before: Option<String>,
    /// What it should read
    #[arg(long, value_name = "VALUE")]
    pub after: Option<String>,
    /// Take over the decisions that another desk kept, as `marsad decisions --json` wrote them
    #[arg(long, value_name = "FILE", conflicts_with_all = ["act", "subjects", "fact", "after"])]
    pub from: Option<PathBuf>,
}

/// `marsad decisions`.
#[derive(Debug, Args)]
pub struct Decisions {
    #[command(flatten)]
    pub desk: Desk,
    #[command(flatten)]
    pub form: Form,
    /// Only those of which some subject is told by nothing any more
    #[arg(long)]
    pub lapsed: bool,
}

/// `marsad serve`.
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    pub desk: Desk,
    /// Address and port
    #[arg(long, default_value = "127.0.0.1:8477", value_name = "ADDRESS")]
    pub bind: String,
    /// A name that browsers know the desk by, beside this machine's own; may be given again
    #[arg(long = "name", value_name = "HOST")]
    pub names: Vec<String>,
    /// A proxy before the desk ends TLS: cookies are for TLS only, and its X-Forwarded-For is believed
    #[arg(long)]
    pub behind_proxy: bool,
    #[command(flatten)]
    pub way: Way,
}

/// `marsad doctor`.
#[derive(Debug, Args)]
pub struct Doctor {
    #[command(flatten)]
    pub desk: Desk,
    /// Make indexes, search and incidents anew out of documents, claims and decisions, and say what that repaired
    #[arg(long)]
    pub repair: bool,
    #[command(flatten)]
    pub form: Form,
}

/// `marsad demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Keep the desk in this file (or PostgreSQL database) instead of the folder for temporary files
    #[arg(long, value_name = "FILE")]
    pub db: Option<Location>,
    /// Stop after telling what was found
    #[arg(long)]
    pub no_serve: bool,
    /// Address and port
    #[arg(long, default_value = "127.0.0.1:8477", value_name = "ADDRESS")]
    pub bind: String,
}

/// `marsad eval`.
#[derive(Debug, Args)]
pub struct Eval {
    #[command(flatten)]
    pub desk: Desk,
    #[command(flatten)]
    pub form: Form,
    /// The coded events: CSV (our columns or ACLED's) or JSON Lines (our names or PLOVER's)
    #[arg(value_name = "GOLD")]
    pub gold: PathBuf,
    /// Text, HTML or JSON Lines files to read now, in place of a desk
    #[arg(value_name = "FILE")]
    pub documents: Vec<PathBuf>,
    /// Events as sure as this are counted
    #[arg(long, value_name = "SHARE", default_value_t = 0.5, value_parser = share)]
    pub confidence: f64,
    /// Count the event that each article is about and no other: for a sample of main events
    #[arg(long)]
    pub headline: bool,
    /// Show so many disagreements; 0 shows all
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub misses: usize,
    /// Address of the screens, for links to documents
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8477")]
    pub link: String,
    #[command(flatten)]
    pub reading: Reading,
}

fn share(text: &str) -> Result<f64, String> {
    let share = text.parse::<f64>().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| format!("`{text}` is no number from 0 to 1"))
}

/// `marsad lexicon`.
#[derive(Debug, Subcommand)]
pub enum Lexicon {
    /// Parse every file and run the examples and counter-examples of every rule
    #[command(after_help = "\
Examples:
  marsad lexicon check
  marsad --lexicon my-lexicon lexicon check
  marsad lexicon check lexicon/ar/rules/time/last-weekday.toml")]
    Check {
        /// Only what concerns this file
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
        #[command(flatten)]
        form: Form,
    },
}
