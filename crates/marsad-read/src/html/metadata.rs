//! What a page says about itself: meta tags, JSON-LD, `<time>`, `<link rel=canonical>`.

use serde_json::Value;

use super::tokens::Attributes;

/// JSON-LD nests no deeper than this before it is looked at.
const DEEPEST: usize = 8;

/// The page's own words about itself, surest first in every list.
#[derive(Debug, Default)]
pub(crate) struct Metadata {
    pub(crate) titles: Vec<String>,
    pub(crate) dates: Vec<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) sites: Vec<String>,
    pub(crate) urls: Vec<String>,
    /// The text of `<title>`.
    pub(crate) document_title: Option<String>,
    later_dates: Vec<String>,
}

impl Metadata {
    /// Looks at one start tag.
    pub(crate) fn see_tag(&mut self, tag: &str, attributes: &Attributes<'_>) {
        match tag {
            "meta" => self.see_meta(attributes),
            "link" if attributes.get("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.urls.extend(attributes.get("href").filter(|url| url.starts_with("http")).map(String::from));
            }
            "time" => {
                let told =
                    attributes.get("datetime").filter(|told| told.contains(|letter: char| letter.is_ascii_digit()));
                let is_publication = attributes.get("pubdate").is_some()
                    || attributes.get("itemprop").is_some_and(|name| name == "datePublished")
                    || attributes.get("class").is_some_and(|class| class.contains("publish"));
                let list = if is_publication { &mut self.dates } else { &mut self.later_dates };
                list.extend(told.map(String::from));
            }
            _ => {}
        }
    }

    fn see_meta(&mut self, attributes: &Attributes<'_>) {
        let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|name| attributes.get(name));
        let (Some(name), Some(content)) = (name, attributes.get("content")) else { return };
        let content = content.split_whitespace().collect::<Vec<_>>().join(" ");
        if content.is_empty() {
            return;
        }
        let list = match name.to_ascii_lowercase().as_str() {
            "og:title" | "twitter:title" | "headline" | "dc.title" | "parsely-title" => &mut self.titles,
            "article:published_time"
            | "og:published_time"
            | "datepublished"
            | "publish_date"
            | "publish-date"
            | "publishdate"
            | "pubdate"
            | "dc.date.issued"
            | "dcterms.created"
            | "parsely-pub-date"
            | "sailthru.date"
            | "article.published"
            | "published_time"
            | "cxenseparse:recs:publishtime"
            | "bt:pubdate"
            | "published" => &mut self.dates,
            "date" | "dc.date" | "dcterms.date" | "article:published" => &mut self.later_dates,
            "author" | "article:author" | "byl" | "dc.creator" | "parsely-author" | "sailthru.author"
            | "twitter:creator" => &mut self.authors,
            "og:site_name"
            | "application-name"
            | "al:android:app_name"
            | "publisher"
            | "dc.publisher"
            | "copyright" => &mut self.sites,
            "og:url" | "twitter:url" => &mut self.urls,
            _ => return,
        };
        list.push(content);
    }

    /// Looks at the text of a script or of `<title>`.
    pub(crate) fn see_raw(&mut self, tag: &str, text: &str) {
        match tag {
            "title" if self.document_title.is_none() => {
                let text = html_escape::decode_html_entities(text);
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                self.document_title = Some(text).filter(|text| !text.is_empty());
            }
            "script" if text.contains("schema.org") && text.trim_start().starts_with(['{', '[']) => {
                if let Ok(value) = serde_json::from_str(text.trim()) {
                    self.see_linked_data(&value, 0);
                }
            }
            _ => {}
        }
    }

    fn see_linked_data(&mut self, value: &Value, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.see_linked_data(item, depth + 1)),
            Value::Object(fields) => {
                if is_article(fields.get("@type")) {
                    let words = |name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
                    // What the article's own data says is surer than any tag.
                    if let Some(date) = words("datePublished") {
                        self.dates.insert(0, date);
                    }
                    self.titles.extend(words("headline"));
                    self.authors.extend(fields.get("author").and_then(name_of));
                    self.sites.extend(fields.get("publisher").and_then(name_of));
                    self.urls.extend(words("url"));
                }
                if let Some(graph) = fields.get("@graph") {
                    self.see_linked_data(graph, depth + 1);
                }
            }
            _ => {}
        }
    }

    /// The dates of publication, surest first.
    pub(crate) fn all_dates(&self) -> Vec<String> {
        let later = self.later_dates.iter().take(1);
        self.dates
            .iter()
            .chain(if self.dates.is_empty() { Some(later) } else { None }.into_iter().flatten())
            .cloned()
            .collect()
    }

    /// The writer: a name, not an address and not the site itself.
    pub(crate) fn author(&self) -> Option<String> {
        let is_name = |author: &&String| {
            !author.contains("://")
                && !author.starts_with('@')
                && !author.contains('@')
                && !self.sites.contains(author)
                && author.chars().count() <= 80
        };
        self.authors.iter().find(is_name).cloned()
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    let is = |kind: &Value| {
        kind.as_str().is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report")
    };
    match kind {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

/// A name, the name of a thing, or the names of several joined by an Arabic comma.
fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => Some(name.clone()),
        Value::Object(fields) => fields.get("name").and_then(name_of),
        Value::Array(items) => {
            let names: Vec<String> = items.iter().filter_map(name_of).collect();
            (!names.is_empty()).then(|| names.join("\u{060C} "))
        }
        _ => None,
    }
}
