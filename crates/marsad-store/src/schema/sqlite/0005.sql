-- What people want to be told of. A notice is kept for ever; how far it has come stands beside it.
CREATE TABLE watches (
  id TEXT NOT NULL PRIMARY KEY, who TEXT NOT NULL, name TEXT NOT NULL, made TEXT NOT NULL,
  text TEXT, place TEXT, actor TEXT, kind TEXT, outlet TEXT, is_disputed INTEGER NOT NULL, is_passing INTEGER NOT NULL,
  killed INTEGER, is_forecasts INTEGER NOT NULL, webhook TEXT, is_inner INTEGER NOT NULL, secret TEXT, mail TEXT,
  marker TEXT NOT NULL, removed TEXT
) STRICT;
-- What was last told of each incident or forecast that answered a watch.
CREATE TABLE watch_states (
  watch TEXT NOT NULL REFERENCES watches (id), subject TEXT NOT NULL, state TEXT NOT NULL,
  PRIMARY KEY (watch, subject)
) STRICT, WITHOUT ROWID;
CREATE TABLE notices (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, watch TEXT NOT NULL REFERENCES watches (id), kind INTEGER NOT NULL,
  subject TEXT NOT NULL, "when" TEXT NOT NULL, title TEXT NOT NULL, before TEXT, after TEXT, quote TEXT NOT NULL,
  document TEXT
) STRICT;
CREATE INDEX notices_of_watch ON notices (watch, row);
CREATE TABLE deliveries (
  notice INTEGER NOT NULL REFERENCES notices (row), channel INTEGER NOT NULL, watch TEXT NOT NULL, state INTEGER NOT NULL,
  tries INTEGER NOT NULL, next TEXT NOT NULL, error TEXT,
  PRIMARY KEY (notice, channel)
) STRICT, WITHOUT ROWID;
CREATE INDEX deliveries_waiting ON deliveries (watch, channel, state, notice);
CREATE TRIGGER watches_never_go BEFORE DELETE ON watches BEGIN SELECT RAISE(ABORT, 'watches are never removed'); END;
-- Of a document that was taken down no word stays, here neither.
CREATE TRIGGER notices_never_change BEFORE UPDATE ON notices
  WHEN NOT EXISTS (SELECT 1 FROM taken_down WHERE document = OLD.document) BEGIN SELECT RAISE(ABORT, 'notices are append-only'); END;
CREATE TRIGGER notices_never_go BEFORE DELETE ON notices BEGIN SELECT RAISE(ABORT, 'notices are append-only'); END;
CREATE TRIGGER deliveries_never_go BEFORE DELETE ON deliveries BEGIN SELECT RAISE(ABORT, 'deliveries are never removed'); END;
