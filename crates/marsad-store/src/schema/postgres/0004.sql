-- Cases: what a person gathers, as a log of acts. None of them ever changes.
CREATE TABLE cases (
  row BIGINT PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, who TEXT NOT NULL, "when" TEXT NOT NULL
);
CREATE TABLE case_entries (
  "case" BIGINT NOT NULL REFERENCES cases (row), n BIGINT NOT NULL, act BIGINT NOT NULL,
  subject TEXT, words TEXT, who TEXT NOT NULL, "when" TEXT NOT NULL,
  PRIMARY KEY ("case", n)
);
CREATE TRIGGER cases_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON cases
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('cases are append-only');
CREATE TRIGGER case_entries_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON case_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('cases are append-only');

-- The trace of a document that was taken down: that it was, not what it said.
CREATE TABLE taken_down (
  row BIGINT PRIMARY KEY, document TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, address TEXT,
  who TEXT NOT NULL, "when" TEXT NOT NULL, why TEXT NOT NULL
);
CREATE INDEX taken_down_by_digest ON taken_down (digest);
CREATE INDEX taken_down_by_address ON taken_down (address);
CREATE TRIGGER taken_down_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON taken_down
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('take-downs are append-only');

-- What was taken down goes, and nothing else does.
CREATE FUNCTION refuse_unless_taken_down() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM taken_down WHERE document = OLD.id) THEN RAISE EXCEPTION '%', TG_ARGV[0]; END IF;
    RETURN OLD;
  END $$;
CREATE FUNCTION refuse_unless_document_taken_down() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM taken_down t JOIN documents d ON d.id = t.document WHERE d.row = OLD.document) THEN
      RAISE EXCEPTION '%', TG_ARGV[0];
    END IF;
    RETURN OLD;
  END $$;
CREATE FUNCTION refuse_taken_down() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT 1 FROM taken_down WHERE document = NEW.id OR digest = NEW.digest) THEN
      RAISE EXCEPTION 'the document was taken down';
    END IF;
    RETURN NEW;
  END $$;
DROP TRIGGER documents_never_change ON documents;
CREATE TRIGGER documents_never_change BEFORE UPDATE OR TRUNCATE ON documents
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('documents are append-only');
CREATE TRIGGER documents_never_go BEFORE DELETE ON documents
  FOR EACH ROW EXECUTE FUNCTION refuse_unless_taken_down('documents are append-only');
DROP TRIGGER claims_never_change ON claims;
CREATE TRIGGER claims_never_change BEFORE UPDATE OR TRUNCATE ON claims
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('claims are append-only');
CREATE TRIGGER claims_never_go BEFORE DELETE ON claims
  FOR EACH ROW EXECUTE FUNCTION refuse_unless_document_taken_down('claims are append-only');
DROP TRIGGER links_never_change ON links;
CREATE TRIGGER links_never_change BEFORE UPDATE OR TRUNCATE ON links
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('claims are append-only');
CREATE TRIGGER links_never_go BEFORE DELETE ON links
  FOR EACH ROW EXECUTE FUNCTION refuse_unless_document_taken_down('claims are append-only');
DROP TRIGGER events_never_change ON events;
CREATE TRIGGER events_never_change BEFORE UPDATE OR TRUNCATE ON events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('events are append-only');
CREATE TRIGGER events_never_go BEFORE DELETE ON events
  FOR EACH ROW EXECUTE FUNCTION refuse_unless_document_taken_down('events are append-only');
CREATE TRIGGER taken_down_never_come_back BEFORE INSERT ON documents
  FOR EACH ROW EXECUTE FUNCTION refuse_taken_down();

-- How much was read of each outlet on each day, without opening the texts.
CREATE INDEX documents_by_outlet ON documents (outlet, published);
