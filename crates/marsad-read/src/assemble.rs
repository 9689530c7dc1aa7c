//! A text and what is known about it become one `Document`.

use marsad_record::{Chrome, Document, Note, Noted, Span};

use crate::chrome::{Known, Plan, plan};
use crate::headline::{LINES_SEARCHED, find_title, repeated_words};
use crate::identity;
use crate::limits::{LONGEST_TEXT, megabytes};
use crate::lines::{Line, lines};
use crate::page_words::PageWords;
use crate::published::published;
use crate::source::Given;

/// A text ready to be read, with what its markup told.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) text: String,
    /// The headline by the markup.
    pub(crate) title: Option<String>,
    /// The writer by the markup.
    pub(crate) author: Option<String>,
    /// The name of the site by the markup.
    pub(crate) site: Option<String>,
    /// The page's address by the markup.
    pub(crate) url: Option<String>,
    /// Dates of publication by the markup, surest first.
    pub(crate) dates: Vec<String>,
    /// Furniture by the markup.
    pub(crate) marked: Vec<Chrome>,
    pub(crate) notes: Vec<Note>,
}

impl Page {
    pub(crate) fn of_text(text: String, notes: Vec<Note>) -> Self {
        Self { text, notes, ..Self::default() }
    }
}

/// The document of a page; `Err` tells why there is none.
pub(crate) fn assemble(page: Page, given: Given, source: &str, words: &PageWords) -> Result<Noted<Document>, String> {
    let Page { text, title, author, site, url, dates, marked, mut notes } = page;
    if text.len() > LONGEST_TEXT {
        return Err(format!("the text is longer than {}", megabytes(LONGEST_TEXT)));
    }
    if !text.chars().any(|letter| !letter.is_whitespace() && !letter.is_control()) {
        return Err("no text in it".to_owned());
    }
    let filled = |value: Option<String>| value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    let given_title = filled(given.title).map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    // What it is known by is the body, whatever headline stands over it.
    let digest = identity::digest(&text);
    let headed = given_title.as_deref().filter(|title| !words_open_with(title, &text, words));
    let (text, marked) = match headed {
        Some(title) => under_its_title(title, &text, marked, &mut notes),
        None => (text, marked),
    };
    let known_title = given_title.or(title);
    let plan = plan(&text, Known { title: known_title.as_deref(), may_seek_title: true, marked }, words);
    let (published, date_notes) = published(given.published.as_deref(), &dates, &plan, words);
    notes.extend(date_notes);
    let language = words.languages.of(&text).to_owned();
    if language != "ar" {
        notes.push(Note::new("language-not-mined", None, format!("the text is in `{language}`; only Arabic is mined")));
    }
    let given_url = filled(given.url);
    let outlet = outlet(filled(given.outlet), given_url.as_deref(), url.as_deref(), site, &plan, words);
    // A page that names itself as the writer names nobody.
    let is_house = |byline: &String| outlet.as_deref() == words.outlets.named(byline, &words.folding).as_deref();
    let byline = filled(given.author).or_else(|| author.or(plan.byline).filter(|byline| !is_house(byline)));
    let document = Document {
        id: filled(given.id).unwrap_or_else(|| identity::id(&digest)),
        source: source.to_owned(),
        url: given_url.or(url),
        title: known_title.or_else(|| plan.title.map(|span| span.of(&text).to_owned())),
        title_span: plan.title,
        byline,
        outlet,
        language,
        published,
        chrome: plan.chrome,
        digest,
        text,
    };
    Ok(Noted { value: document, notes })
}

/// Whether a headline stands at the head of a text, in these words or nearly.
fn words_open_with(title: &str, text: &str, words: &PageWords) -> bool {
    let lines = lines(text);
    let wanted = words.fold_words(title);
    let repeats = |line: &Line<'_>| repeated_words(&words.fold_words(line.text), &wanted) > 0;
    find_title(title, &lines, words).is_some() || lines.iter().take(LINES_SEARCHED).any(repeats)
}

/// A text with the headline over it that a feed gives beside it: what it tells is read, and has words to point at.
fn under_its_title(title: &str, text: &str, marked: Vec<Chrome>, notes: &mut [Note]) -> (String, Vec<Chrome>) {
    let headed = format!("{title}\n\n{text}");
    let down = headed.len() - text.len();
    let lower = |span: Span| Span::new(span.start + down, span.end + down);
    for note in notes.iter_mut() {
        note.span = note.span.map(lower);
    }
    let marked = marked.into_iter().map(|chrome| Chrome { span: lower(chrome.span), ..chrome }).collect();
    (headed, marked)
}

/// Whose page it is: as given, else by its address, its site's name, or what its lines tell.
fn outlet(
    given: Option<String>,
    given_url: Option<&str>,
    url: Option<&str>,
    site: Option<String>,
    plan: &Plan,
    words: &PageWords,
) -> Option<String> {
    let named = |name: &str| words.outlets.named(name, &words.folding);
    let of_url = |url: &str| words.outlets.of_url(url).map(str::to_owned);
    if let Some(given) = given {
        // A spelling that nobody knows beside an address that is known: both were given, the id says more.
        let is_known = words.outlets.known(&given, &words.folding).is_some();
        return if is_known { named(&given) } else { given_url.and_then(of_url).or(Some(given)) };
    }
    let houses = &plan.houses;
    let known_house = || houses.iter().find_map(|house| words.outlets.known(house, &words.folding)).map(str::to_owned);
    given_url
        .and_then(of_url)
        .or_else(|| url.and_then(of_url))
        .or_else(|| site.and_then(|site| named(&site)))
        .or_else(known_house)
        .or_else(|| houses.first().and_then(|house| named(house)))
        .or_else(|| plan.agency.as_deref().and_then(named))
}
