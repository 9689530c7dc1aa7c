CREATE FUNCTION refuse_unless_named_taken_down() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM taken_down WHERE document = OLD.document) THEN RAISE EXCEPTION '%', TG_ARGV[0]; END IF;
    RETURN NEW;
  END $$;

-- What people want to be told of. A notice is kept for ever; how far it has come stands beside it.
CREATE TABLE watches (
  id TEXT NOT NULL PRIMARY KEY, who TEXT NOT NULL, name TEXT NOT NULL, made TEXT NOT NULL,
  text TEXT, place TEXT, actor TEXT, kind TEXT, outlet TEXT, is_disputed BIGINT NOT NULL, is_passing BIGINT NOT NULL,
  killed BIGINT, is_forecasts BIGINT NOT NULL, webhook TEXT, is_inner BIGINT NOT NULL, secret TEXT, mail TEXT,
  marker TEXT NOT NULL, removed TEXT
);
-- What was last told of each incident or forecast that answered a watch.
CREATE TABLE watch_states (
  watch TEXT NOT NULL REFERENCES watches (id), subject TEXT NOT NULL, state TEXT NOT NULL,
  PRIMARY KEY (watch, subject)
);
CREATE TABLE notices (
  row BIGINT PRIMARY KEY, id TEXT NOT NULL UNIQUE, watch TEXT NOT NULL REFERENCES watches (id),
  kind BIGINT NOT NULL, subject TEXT NOT NULL, "when" TEXT NOT NULL, title TEXT NOT NULL, before TEXT, after TEXT, quote TEXT NOT NULL,
  document TEXT
);
CREATE INDEX notices_of_watch ON notices (watch, row);
CREATE TABLE deliveries (
  notice BIGINT NOT NULL REFERENCES notices (row), channel BIGINT NOT NULL, watch TEXT NOT NULL, state BIGINT NOT NULL,
  tries BIGINT NOT NULL, next TEXT NOT NULL, error TEXT,
  PRIMARY KEY (notice, channel)
);
CREATE INDEX deliveries_waiting ON deliveries (watch, channel, state, notice);
CREATE TRIGGER watches_never_go BEFORE DELETE ON watches FOR EACH ROW
  EXECUTE FUNCTION refuse('watches are never removed');
-- Of a document that was taken down no word stays, here neither.
CREATE TRIGGER notices_never_change BEFORE UPDATE ON notices
  FOR EACH ROW EXECUTE FUNCTION refuse_unless_named_taken_down('notices are append-only');
CREATE TRIGGER notices_never_go BEFORE DELETE ON notices FOR EACH ROW
  EXECUTE FUNCTION refuse('notices are append-only');
CREATE TRIGGER deliveries_never_go BEFORE DELETE ON deliveries FOR EACH ROW
  EXECUTE FUNCTION refuse('deliveries are never removed');
