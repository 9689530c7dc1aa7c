//! A feed into the record: what it names and is not known yet is got, politely, and added.

use std::io::Cursor;

use marsad_fetch::{Entry, Fetched, Fetcher, Page, Validators, feed as entries};
use marsad_read::{Given, Source};
use marsad_record::feed::Feed;
use marsad_store::{Error, Store, address_digest};

use crate::add::{Report, Step};
use crate::engine::Engine;
use crate::input::Input;

impl Engine {
    /// Reads a feed once: asks for it unless it is unchanged, gets at most `most` pages that are new, and adds them. The
    /// feed is kept with what became of it; gives what came of adding.
    ///
    /// # Errors
    /// If the desk's file cannot be read or written; what the network refuses is kept beside the feed.
    pub fn fetch_feed(
        &self,
        feed: &Feed,
        store: &Store,
        fetcher: &mut Fetcher,
        now: &str,
        most: usize,
        each: impl FnMut(Step<'_>),
    ) -> Result<Report, Error> {
        let mut after = Feed { fetched: Some(now.to_owned()), ..feed.clone() };
        let known = Validators { etag: feed.etag.clone(), last_modified: feed.last_modified.clone() };
        let got = match fetcher.get(&feed.address, &known) {
            Ok(Fetched::Page(page)) => entries(&page.bytes, &page.address).map(|read| Some((page, read))),
            Ok(Fetched::Unchanged) => Ok(None),
            Err(refused) => Err(refused),
        };
        let mut report = Report::default();
        match got {
            Err(refused) => {
                after.error = Some(refused.to_string());
                after.failures += 1;
            }
            Ok(changed) => {
                (after.error, after.failures, after.succeeded) = (None, 0, Some(now.to_owned()));
                if let Some((page, read)) = changed {
                    after.title = read.title.or(after.title);
                    after.named = read.entries.len();
                    let pages = Pages { feed, store, fetcher, now };
                    let (got, is_all) = pages.got(read.entries, most)?;
                    report = self.add_pages(feed, &got, store, each)?;
                    for (digest, ..) in &got {
                        store.keep_page(&feed.id, digest, now, None)?;
                    }
                    // Until nothing is left to ask for again the feed is read as if it were new.
                    let validators = if is_all { page.validators } else { Validators::default() };
                    (after.etag, after.last_modified) = (validators.etag, validators.last_modified);
                }
            }
        }
        store.keep_feed(&after)?;
        Ok(report)
    }

    fn add_pages(
        &self,
        feed: &Feed,
        pages: &[Got],
        store: &Store,
        each: impl FnMut(Step<'_>),
    ) -> Result<Report, Error> {
        let given: Vec<Given> = pages.iter().map(|(_, entry, page)| given(feed, entry, page)).collect();
        let inputs = pages.iter().zip(&given).map(|((_, _, page), given)| Input {
            source: Source::stream(page.address.clone(), Cursor::new(page.bytes.clone())),
            given,
        });
        self.add(inputs.collect(), store, each)
    }
}

/// What the feed says of a page. Its headline is left to the page, which knows it better.
fn given(feed: &Feed, entry: &Entry, page: &Page) -> Given {
    Given {
        outlet: feed.outlet.clone(),
        url: Some(page.address.clone()),
        published: entry.published.clone(),
        ..Given::default()
    }
}

/// A page that was got: the digest of its address, what the feed says of it, and what it is.
type Got = (String, Entry, Page);

/// The pages of a feed, on their way.
struct Pages<'p> {
    feed: &'p Feed,
    store: &'p Store,
    fetcher: &'p mut Fetcher,
    now: &'p str,
}

impl Pages<'_> {
    /// Pages that are new, each with the digest of its address, and whether none is left to ask for again.
    fn got(self, entries: Vec<Entry>, most: usize) -> Result<(Vec<Got>, bool), Error> {
        let (mut got, mut is_all) = (Vec::new(), true);
        for entry in entries {
            let digest = address_digest(&entry.address);
            if self.store.is_page_done(&digest)? {
                continue;
            }
            if got.len() == most {
                is_all = false;
                break;
            }
            match self.fetcher.get(&entry.address, &Validators::default()) {
                Ok(Fetched::Page(page)) => got.push((digest, entry, page)),
                Ok(Fetched::Unchanged) => self.store.keep_page(&self.feed.id, &digest, self.now, Some("unchanged"))?,
                Err(refused) => {
                    let told = refused.to_string();
                    self.store.keep_page(&self.feed.id, &digest, self.now, Some(&told))?;
                    is_all &= self.store.is_page_done(&digest)?;
                }
            }
        }
        Ok((got, is_all))
    }
}
