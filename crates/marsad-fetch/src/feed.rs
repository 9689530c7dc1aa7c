//! A feed's entries: RSS, Atom or JSON Feed.

use crate::address::checked;
use crate::refused::Refused;

/// At most so many entries of one feed are looked at, in its order.
const ENTRIES: usize = 200;

/// One page that a feed names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The page's address.
    pub address: String,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published, ISO 8601 in UTC.
    pub published: Option<String>,
}

/// What a feed says of itself, and the pages that it names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Feed {
    /// What it is called.
    pub title: Option<String>,
    /// The pages, in its order, each once.
    pub entries: Vec<Entry>,
}

/// The entries of a feed; `address` is where it was got.
///
/// # Errors
/// If the bytes are no feed.
pub fn feed(bytes: &[u8], address: &str) -> Result<Feed, Refused> {
    let parser = feed_rs::parser::Builder::new().base_uri(Some(address)).build();
    let read = parser.parse(bytes).map_err(|fault| Refused::NoFeed(fault.to_string()))?;
    let mut found = Feed { title: read.title.map(|title| title.content), entries: Vec::new() };
    for entry in read.entries {
        let links = entry.links.iter().filter(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
        let link = links.map(|link| link.href.clone()).next().or_else(|| Some(entry.id.clone()));
        let Some(Ok(url)) = link.as_deref().map(checked) else { continue };
        let page = url.to_string();
        if found.entries.len() == ENTRIES || found.entries.iter().any(|known| known.address == page) {
            continue;
        }
        let published = entry.published.or(entry.updated);
        found.entries.push(Entry {
            address: page,
            title: entry.title.map(|title| title.content),
            published: published.map(|at| at.format("%Y-%m-%dT%H:%M").to_string()),
        });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::feed;

    const RSS: &str = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>الأفق</title>
        <item><title>خبر</title><link>/news/1</link><pubDate>Wed, 14 Sep 2022 10:00:00 +0300</pubDate></item>
        <item><title>خبر</title><link>https://news.example/news/1#top</link></item>
        <item><title>بلا رابط</title></item></channel></rss>"#;
    const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><id>f</id><updated>2022-09-14T07:00:00Z</updated>
        <entry><id>e</id><title>y</title><link rel="self" href="https://news.example/self"/>
        <link href="https://news.example/news/2"/><updated>2022-09-14T07:00:00Z</updated></entry></feed>"#;
    const JSON: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "x",
        "items": [{"id": "1", "url": "https://news.example/news/3", "content_text": "", "date_published": "2022-09-14T07:00:00Z"}]}"#;

    #[test]
    fn every_kind_of_feed_names_its_pages() {
        for (bytes, page) in [(RSS, "news/1"), (ATOM, "news/2"), (JSON, "news/3")] {
            let found = feed(bytes.as_bytes(), "https://news.example/feed").expect("a feed");
            let entries: Vec<&str> = found.entries.iter().map(|entry| entry.address.as_str()).collect();
            assert_eq!(entries, [format!("https://news.example/{page}")]);
            assert_eq!(found.entries[0].published.as_deref(), Some("2022-09-14T07:00"));
        }
    }

    #[test]
    fn a_page_is_no_feed() {
        assert!(feed(b"<html><body>hello</body></html>", "https://news.example/").is_err());
        assert!(feed(b"", "https://news.example/").is_err());
    }
}
