//! A notice as a letter: plain text and the same as a page, each in the direction of its words.

use std::collections::BTreeMap;
use std::fmt;

use lettre::message::{Mailbox, Message, MultiPart};
use lettre::{Address, SmtpTransport, Transport};
use marsad_record::watch::{Notice, Watch};

/// A server that takes letters.
pub struct Mailer {
    transport: SmtpTransport,
    from: Mailbox,
}

/// Why letters cannot be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailError {
    /// The server's address cannot be read. It may hold a password, so it is not shown.
    Server(String),
    /// The sender's address cannot be read.
    Sender(String),
}

impl fmt::Display for MailError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Server(reason) => write!(
                out,
                "reading the address of the mail server: {reason} (expected smtps://NAME:PASSWORD@HOST or smtp://HOST:PORT)"
            ),
            Self::Sender(address) => write!(out, "`{address}` is no mail address"),
        }
    }
}

impl std::error::Error for MailError {}

impl Mailer {
    /// A server by its URL (`smtps://`, or `smtp://` with `?tls=required` for STARTTLS), and who writes.
    ///
    /// # Errors
    /// If one of the two cannot be read.
    pub fn new(server: &str, from: &str) -> Result<Self, MailError> {
        let builder = SmtpTransport::from_url(server).map_err(|cause| MailError::Server(cause.to_string()))?;
        let from = from.parse().map_err(|_| MailError::Sender(from.to_owned()))?;
        let patience = Some(std::time::Duration::from_secs(10));
        Ok(Self { transport: builder.timeout(patience).build(), from })
    }

    /// Sends a notice once; why it did not leave, in a sentence.
    pub(crate) fn send(&self, to: &str, notice: &Notice, text: &NoticeText) -> Result<(), String> {
        let letter = letter(&self.from, to, notice, text)?;
        self.transport.send(&letter).map(drop).map_err(|cause| cause.to_string())
    }
}

/// What a letter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeText {
    /// Its subject.
    pub subject: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// Where to read on.
    pub link: Option<String>,
}

impl NoticeText {
    /// A notice in words; `labels` has those that are not the record's.
    pub(crate) fn of(watch: &Watch, notice: &Notice, labels: &BTreeMap<String, String>, link: Option<String>) -> Self {
        let label = |name: &str| labels.get(name).cloned().unwrap_or_else(|| name.to_owned());
        let kind = label(&format!("notice-{}", notice.kind));
        let title = if notice.title.is_empty() { notice.quote.as_str() } else { notice.title.as_str() };
        let subject: String = format!("{}: {kind}: {title}", watch.name).chars().take(180).collect();
        let change = match (&notice.before, &notice.after) {
            (Some(before), Some(after)) => Some(format!("{before} \u{2192} {after}")),
            (None, after) => after.clone(),
            (Some(before), None) => Some(before.clone()),
        };
        let paragraphs = [Some(kind), Some(notice.title.clone()), change, Some(notice.quote.clone())];
        let paragraphs = paragraphs.into_iter().flatten().filter(|words| !words.trim().is_empty()).collect();
        Self { subject, paragraphs, link }
    }
}

/// The letter of a notice. Its id is the notice's, so that the same letter sent twice is known to be one.
///
/// # Errors
/// If an address cannot be written to, one sentence in English.
pub fn letter(from: &Mailbox, to: &str, notice: &Notice, text: &NoticeText) -> Result<Message, String> {
    let to: Address = to.parse().map_err(|cause| format!("`{to}`: {cause}"))?;
    let mut plain: Vec<String> = text.paragraphs.clone();
    plain.extend(text.link.clone());
    let host = from.email.domain();
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(one_line(&text.subject))
        .message_id(Some(format!("<{}@{host}>", notice.id)))
        .multipart(MultiPart::alternative_plain_html(plain.join("\n\n"), page(text)))
        .map_err(|cause| cause.to_string())
}

/// A subject is one line, whatever a title holds.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn page(text: &NoticeText) -> String {
    let mut page = String::from("<!doctype html>\n<meta charset=\"utf-8\">\n");
    for paragraph in &text.paragraphs {
        page.push_str(&format!("<p dir=\"auto\">{}</p>\n", escaped(paragraph)));
    }
    if let Some(link) = &text.link {
        page.push_str(&format!("<p dir=\"ltr\"><a href=\"{0}\">{0}</a></p>\n", escaped(link)));
    }
    page
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
