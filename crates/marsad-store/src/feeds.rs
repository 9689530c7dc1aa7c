//! Feeds and the pages that they named.

use crate::code::count;
use crate::engine::failure::Result as Answer;
use crate::engine::{Row, params};
use crate::error::Error;
use crate::store::Store;
use marsad_record::feed::Feed;

/// How often a page that could not be got is asked for.
const TRIES: i64 = 3;

impl Store {
    /// Keeps a feed as it is now: a new one, or what became of one that is there.
    pub fn keep_feed(&self, feed: &Feed) -> Result<(), Error> {
        let sql =
            "INSERT INTO feeds (id, address, title, outlet, who, \"when\", is_stopped, etag, last_modified, fetched,
                     succeeded, error, failures, named) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)
                   ON CONFLICT (id) DO UPDATE SET title = excluded.title, is_stopped = excluded.is_stopped,
                     etag = excluded.etag, last_modified = excluded.last_modified, fetched = excluded.fetched,
                     succeeded = excluded.succeeded, error = excluded.error, failures = excluded.failures,
                     named = excluded.named";
        self.run("keeping a feed", |engine| {
            engine.execute(
                sql,
                params![
                    feed.id,
                    feed.address,
                    feed.title,
                    feed.outlet,
                    feed.who,
                    feed.when,
                    feed.is_stopped,
                    feed.etag,
                    feed.last_modified,
                    feed.fetched,
                    feed.succeeded,
                    feed.error,
                    feed.failures as i64,
                    feed.named as i64
                ],
            )
        })?;
        Ok(())
    }

    /// Every feed, in the order in which they were added.
    pub fn feeds(&self) -> Result<Vec<Feed>, Error> {
        let sql = "SELECT feeds.*,
                     (SELECT count(*) FROM feed_pages p WHERE p.feed = feeds.row AND p.is_added = 1) AS added,
                     (SELECT count(*) FROM feed_pages p WHERE p.feed = feeds.row AND p.is_added = 0) AS refused
                   FROM feeds ORDER BY row";
        self.rows("reading feeds", sql, &[], read_feed)
    }

    /// Whether a page, by the digest of its address, needs no asking: it was got, or refused often enough, or taken down.
    pub fn is_page_done(&self, address: &str) -> Result<bool, Error> {
        let sql = "SELECT 1 FROM feed_pages WHERE address = ?1 AND (is_added = 1 OR tries >= ?2)
                   UNION ALL SELECT 1 FROM taken_down WHERE address = ?1";
        let found = self.rows("looking for a page", sql, params![address, TRIES], |row| row.get::<i64>(0))?;
        Ok(!found.is_empty())
    }

    /// Keeps what became of a page, by the digest of its address.
    pub fn keep_page(&self, feed: &str, address: &str, asked: &str, error: Option<&str>) -> Result<(), Error> {
        let sql = "INSERT INTO feed_pages (address, feed, asked, is_added, tries, error)
                   SELECT ?1, row, ?3, ?4, 1, ?5 FROM feeds WHERE id = ?2
                   ON CONFLICT (address) DO UPDATE SET asked = excluded.asked, is_added = excluded.is_added,
                     tries = feed_pages.tries + 1, error = excluded.error";
        self.run("keeping a page", |engine| {
            engine.execute(sql, params![address, feed, asked, i64::from(error.is_none()), error])
        })?;
        Ok(())
    }
}

fn read_feed(row: &Row<'_>) -> Answer<Feed> {
    Ok(Feed {
        id: row.get("id")?,
        address: row.get("address")?,
        title: row.get("title")?,
        outlet: row.get("outlet")?,
        who: row.get("who")?,
        when: row.get("when")?,
        is_stopped: row.get("is_stopped")?,
        etag: row.get("etag")?,
        last_modified: row.get("last_modified")?,
        fetched: row.get("fetched")?,
        succeeded: row.get("succeeded")?,
        error: row.get("error")?,
        failures: count(row, "failures")?,
        named: count(row, "named")?,
        added: count(row, "added")?,
        refused: count(row, "refused")?,
    })
}
