//! What somebody wants to be told of, and what they were told. Times are ISO 8601 in UTC.

use crate::vocabulary;

vocabulary! {
    /// Why somebody is told something.
    NoticeKind {
        /// Something new answers the watch.
        Match = "match",
        /// The dead or wounded of something that was told have changed.
        Toll = "toll",
        /// The outlets disagree on a fact of something that was told, and did not before.
        Contradiction = "contradiction",
        /// The time of a forecast is over.
        ForecastDue = "forecast-due",
        /// Nothing has happened: somebody tries whether notices arrive.
        Test = "test",
    }
}

vocabulary! {
    /// How a notice leaves the desk, beside the feed that has them all.
    Channel { Webhook = "webhook", Mail = "mail" }
}

vocabulary! {
    /// How far a delivery has come.
    DeliveryState {
        /// It waits for its turn, or for its next try.
        Waiting = "waiting",
        /// The other side has taken it.
        Delivered = "delivered",
        /// It was tried often enough. It stays to be seen.
        Dead = "dead",
    }
}

/// What a watch looks for; every field left empty looks for all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WatchQuery {
    /// Words of a document that tells it.
    pub text: Option<String>,
    /// Place or country: id, code, or any name.
    pub place: Option<String>,
    /// Actor or recipient: id or any name.
    pub actor: Option<String>,
    /// PLOVER type.
    pub kind: Option<String>,
    /// An outlet that tells it: id or any name.
    pub outlet: Option<String>,
    /// Only what the outlets disagree on.
    pub disputed: bool,
    /// Also what articles tell only in passing.
    pub passing: bool,
    /// Only with so many dead or more.
    pub killed: Option<u32>,
    /// Forecasts whose time is over, instead of happenings.
    pub forecasts: bool,
}

/// A saved query, and where its notices go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub who: String,
    /// Its name, in their words.
    pub name: String,
    /// Since when.
    pub made: String,
    /// What it looks for.
    pub query: WatchQuery,
    /// Where notices are posted.
    pub webhook: Option<String>,
    /// Whether that may be a machine of an inner network.
    pub is_inner: bool,
    /// To whom notices are mailed.
    pub mail: Option<String>,
}

/// One thing somebody is told, once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its place in the order of all notices; 0 before it is kept.
    pub row: i64,
    /// Its id, the same however often it is delivered.
    pub id: String,
    /// Of which watch.
    pub watch: String,
    /// Why.
    pub kind: NoticeKind,
    /// The incident, or the claim (`document/claim`) of a forecast.
    pub subject: String,
    /// When it was noticed.
    pub when: String,
    /// The title of an article about it.
    pub title: String,
    /// What stood there before.
    pub before: Option<String>,
    /// What stands there now.
    pub after: Option<String>,
    /// The words that it rests on.
    pub quote: String,
    /// The document that they stand in.
    pub document: Option<String>,
}

/// How far one notice has come on one channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The notice's place in the order.
    pub notice: i64,
    /// Of which watch.
    pub watch: String,
    /// By which way.
    pub channel: Channel,
    /// How far.
    pub state: DeliveryState,
    /// How often it was tried.
    pub tries: u32,
    /// When it is tried next.
    pub next: String,
    /// What went wrong the last time.
    pub error: Option<String>,
}
