//! Feeds: which a person added, and how they fare.

use marsad_record::feed::Feed;

use crate::desk::Desk;
use crate::error::Error;

impl Desk {
    /// Every feed, in the order in which they were added.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn feeds(&self) -> Result<Vec<Feed>, Error> {
        Ok(self.store.feeds()?)
    }

    /// Adds a feed; one that is there and was stopped is read again.
    ///
    /// # Errors
    /// If the address is none of the web, or the file refuses.
    pub fn add_feed(&self, address: &str, outlet: Option<&str>, who: &str, when: &str) -> Result<Feed, Error> {
        let address = address.trim();
        let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
        if rest.is_none_or(|rest| rest.is_empty() || rest.starts_with('/') || rest.contains(char::is_whitespace)) {
            return Err(Error::question("address", format!("`{address}` is no http or https address")));
        }
        self.store.together(|store| {
            let feeds = store.feeds()?;
            let known = feeds.iter().find(|feed| feed.address == address).cloned();
            let feed = match known {
                Some(known) => Feed { is_stopped: false, ..known },
                None => Feed {
                    id: format!("f{}", feeds.len() + 1),
                    address: address.to_owned(),
                    outlet: outlet.map(str::trim).filter(|outlet| !outlet.is_empty()).map(str::to_owned),
                    who: who.to_owned(),
                    when: when.to_owned(),
                    ..Feed::default()
                },
            };
            store.keep_feed(&feed)?;
            Ok(feed)
        })
    }

    /// Stops a feed: it is kept and not read any more.
    ///
    /// # Errors
    /// If there is no such feed, or the file refuses.
    pub fn stop_feed(&self, id: &str) -> Result<Feed, Error> {
        let feed = self.store.feeds()?.into_iter().find(|feed| feed.id == id);
        let feed = feed.ok_or_else(|| Error::question("feed", format!("there is no feed `{id}`")))?;
        let feed = Feed { is_stopped: true, ..feed };
        self.store.keep_feed(&feed)?;
        Ok(feed)
    }
}
