-- Feeds, with what became of the last time. Addresses of pages are kept as digests: none is asked for twice, and a page
-- that was taken down leaves no address behind.
CREATE TABLE feeds (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, address TEXT NOT NULL UNIQUE, title TEXT, outlet TEXT,
  who TEXT NOT NULL, "when" TEXT NOT NULL, is_stopped INTEGER NOT NULL, etag TEXT, last_modified TEXT,
  fetched TEXT, succeeded TEXT, error TEXT, failures INTEGER NOT NULL, named INTEGER NOT NULL
) STRICT;
CREATE TABLE feed_pages (
  address TEXT NOT NULL PRIMARY KEY, feed INTEGER NOT NULL REFERENCES feeds (row), asked TEXT NOT NULL,
  is_added INTEGER NOT NULL, tries INTEGER NOT NULL, error TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX pages_of_feed ON feed_pages (feed);
CREATE TRIGGER feeds_never_go BEFORE DELETE ON feeds BEGIN SELECT RAISE(ABORT, 'feeds are stopped, never removed'); END;
