-- Cases: what a person gathers, as a log of acts. None of them ever changes.
CREATE TABLE cases (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, who TEXT NOT NULL, "when" TEXT NOT NULL
) STRICT;
CREATE TABLE case_entries (
  "case" INTEGER NOT NULL REFERENCES cases (row), n INTEGER NOT NULL, act INTEGER NOT NULL,
  subject TEXT, words TEXT, who TEXT NOT NULL, "when" TEXT NOT NULL,
  PRIMARY KEY ("case", n)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER cases_never_change BEFORE UPDATE ON cases BEGIN SELECT RAISE(ABORT, 'cases are append-only'); END;
CREATE TRIGGER cases_never_go BEFORE DELETE ON cases BEGIN SELECT RAISE(ABORT, 'cases are append-only'); END;
CREATE TRIGGER case_entries_never_change BEFORE UPDATE ON case_entries BEGIN SELECT RAISE(ABORT, 'cases are append-only'); END;
CREATE TRIGGER case_entries_never_go BEFORE DELETE ON case_entries BEGIN SELECT RAISE(ABORT, 'cases are append-only'); END;

-- The trace of a document that was taken down: that it was, not what it said.
CREATE TABLE taken_down (
  row INTEGER PRIMARY KEY, document TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, address TEXT,
  who TEXT NOT NULL, "when" TEXT NOT NULL, why TEXT NOT NULL
) STRICT;
CREATE INDEX taken_down_by_digest ON taken_down (digest);
CREATE INDEX taken_down_by_address ON taken_down (address);
CREATE TRIGGER taken_down_never_changes BEFORE UPDATE ON taken_down BEGIN SELECT RAISE(ABORT, 'take-downs are append-only'); END;
CREATE TRIGGER taken_down_never_goes BEFORE DELETE ON taken_down BEGIN SELECT RAISE(ABORT, 'take-downs are append-only'); END;

-- What was taken down goes, and nothing else does.
DROP TRIGGER documents_never_go;
DROP TRIGGER claims_never_go;
DROP TRIGGER links_never_go;
DROP TRIGGER events_never_go;
CREATE TRIGGER documents_never_go BEFORE DELETE ON documents
  WHEN NOT EXISTS (SELECT 1 FROM taken_down WHERE document = OLD.id)
  BEGIN SELECT RAISE(ABORT, 'documents are append-only'); END;
CREATE TRIGGER claims_never_go BEFORE DELETE ON claims
  WHEN NOT EXISTS (SELECT 1 FROM taken_down t JOIN documents d ON d.id = t.document WHERE d.row = OLD.document)
  BEGIN SELECT RAISE(ABORT, 'claims are append-only'); END;
CREATE TRIGGER links_never_go BEFORE DELETE ON links
  WHEN NOT EXISTS (SELECT 1 FROM taken_down t JOIN documents d ON d.id = t.document WHERE d.row = OLD.document)
  BEGIN SELECT RAISE(ABORT, 'claims are append-only'); END;
CREATE TRIGGER events_never_go BEFORE DELETE ON events
  WHEN NOT EXISTS (SELECT 1 FROM taken_down t JOIN documents d ON d.id = t.document WHERE d.row = OLD.document)
  BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER taken_down_never_come_back BEFORE INSERT ON documents
  WHEN EXISTS (SELECT 1 FROM taken_down WHERE document = NEW.id OR digest = NEW.digest)
  BEGIN SELECT RAISE(ABORT, 'the document was taken down'); END;

-- How much was read of each outlet on each day, without opening the texts.
CREATE INDEX documents_by_outlet ON documents (outlet, published);
