//! One article as read: it never changes afterwards.

use crate::span::Span;
use crate::vocabulary;

vocabulary! {
    /// How the day of publication is known.
    Basis {
        Stated = "stated", Metadata = "metadata", Given = "given", Inferred = "inferred", Unknown = "unknown",
    }
}

vocabulary! {
    /// What a stretch of page that is not the article is.
    ChromeKind {
        Advert = "advert", Navigation = "navigation", Teaser = "teaser", Byline = "byline", Dateline = "dateline",
        Caption = "caption", Share = "share", About = "about", Other = "other",
    }
}

/// When an article was published, as far as anybody says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// ISO 8601, as partial as the source (`2021-08`, `2021-08-31`, `2021-08-31T22:49`); `None` if nobody says.
    pub value: Option<String>,
    /// Who says so.
    pub basis: Basis,
}

impl Published {
    /// Nobody says.
    pub fn unknown() -> Self {
        Self { value: None, basis: Basis::Unknown }
    }

    /// The day as a date, if at least a whole day is known.
    pub fn date(&self) -> Option<jiff::civil::Date> {
        self.value.as_deref()?.get(..10)?.parse().ok()
    }
}

/// One stretch of the text that is page furniture, not the article's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chrome {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: ChromeKind,
}

/// One article as read, unchangeable. The body is never edited: chrome is marked by spans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The id given with it, or `digest` shortened.
    pub id: String,
    /// The file or URL it came from.
    pub source: String,
    /// The page's address, where known.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Where the headline stands in `text`, if it stands there.
    pub title_span: Option<Span>,
    /// The writer as the page names them.
    pub byline: Option<String>,
    /// The outlet as given or found; an actor id where the outlet is known to the lexicon.
    pub outlet: Option<String>,
    /// ISO 639-1 code of the language; `und` where it could not be told.
    pub language: String,
    /// When it was published.
    pub published: Published,
    /// The whole text, as it was read.
    pub text: String,
    /// Page furniture inside `text`, sorted, not overlapping.
    pub chrome: Vec<Chrome>,
    /// Hexadecimal digest of the text: two documents with the same digest have the same text.
    pub digest: String,
}

impl Document {
    /// Bare Arabic text with no page around it: a question, an example, a test.
    pub fn of_text(text: String, published: Published) -> Self {
        Self {
            id: String::new(),
            source: String::new(),
            url: None,
            title: None,
            title_span: None,
            byline: None,
            outlet: None,
            language: "ar".to_owned(),
            published,
            text,
            chrome: Vec::new(),
            digest: String::new(),
        }
    }
}

/// A document in a list, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// Id.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// File or URL it came from.
    pub source: String,
    /// Page address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Published,
    /// How many characters (bytes) its text has.
    pub length: usize,
    /// How many claims were read.
    pub claims: usize,
    /// How many events were read.
    pub events: usize,
}
