-- The record on disk. Spans are bytes of documents.text; enums are places in the lists of marsad-record;
-- days are YYYYMMDD; lists of short words are joined, each ended by U+001F.

CREATE TABLE documents (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, url TEXT, title TEXT,
  title_start INTEGER, title_end INTEGER, byline TEXT, outlet TEXT, language TEXT NOT NULL,
  published TEXT, basis INTEGER NOT NULL, text TEXT NOT NULL, digest TEXT NOT NULL, origin BLOB NOT NULL
) STRICT;
CREATE INDEX documents_by_digest ON documents (digest);
CREATE INDEX documents_by_time ON documents (published, row);

CREATE TABLE chrome (
  document INTEGER NOT NULL REFERENCES documents (row), n INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind INTEGER NOT NULL,
  PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE mentions (
  document INTEGER NOT NULL REFERENCES documents (row), n INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind INTEGER NOT NULL, key TEXT NOT NULL, entity TEXT,
  form INTEGER NOT NULL,
  PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE times (
  document INTEGER NOT NULL REFERENCES documents (row), n INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind INTEGER NOT NULL,
  value TEXT NOT NULL, bounded INTEGER NOT NULL, from_day INTEGER, to_day INTEGER,
  alternatives TEXT NOT NULL, rule TEXT NOT NULL,
  PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE quantities (
  document INTEGER NOT NULL REFERENCES documents (row), n INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, low REAL, high REAL, qualifier INTEGER NOT NULL, unit TEXT,
  role INTEGER NOT NULL, is_cumulative INTEGER NOT NULL, is_attackers INTEGER NOT NULL, part_of INTEGER,
  is_superseded INTEGER NOT NULL, rule TEXT NOT NULL,
  PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE claims (
  document INTEGER NOT NULL REFERENCES documents (row), n INTEGER NOT NULL, id TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, stance INTEGER NOT NULL, certainty INTEGER NOT NULL,
  said TEXT, said_bounded INTEGER NOT NULL, said_from INTEGER, said_to INTEGER,
  about TEXT NOT NULL, events TEXT NOT NULL, rules TEXT NOT NULL,
  PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX claims_by_id ON claims (document, id);

CREATE TABLE links (
  document INTEGER NOT NULL, claim INTEGER NOT NULL, n INTEGER NOT NULL,
  voice TEXT NOT NULL, entity TEXT, how INTEGER NOT NULL, is_anonymous INTEGER NOT NULL,
  start INTEGER, "end" INTEGER, cue_start INTEGER, cue_end INTEGER,
  PRIMARY KEY (document, claim, n), FOREIGN KEY (document, claim) REFERENCES claims (document, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  document INTEGER NOT NULL REFERENCES documents (row), n INTEGER NOT NULL, id TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind INTEGER NOT NULL, modes TEXT NOT NULL, contexts TEXT NOT NULL,
  happened TEXT, bounded INTEGER NOT NULL, from_day INTEGER, to_day INTEGER, alternatives TEXT NOT NULL,
  place TEXT, place_name TEXT, country TEXT, level INTEGER, chain TEXT, latitude REAL, longitude REAL,
  place_start INTEGER, place_end INTEGER,
  killed_low REAL, killed_high REAL, killed_qualifier INTEGER, killed_who TEXT, killed_start INTEGER, killed_end INTEGER,
  wounded_low REAL, wounded_high REAL, wounded_qualifier INTEGER, wounded_who TEXT, wounded_start INTEGER,
  wounded_end INTEGER,
  modality INTEGER NOT NULL, claims TEXT NOT NULL, is_headline INTEGER NOT NULL, confidence REAL NOT NULL,
  rules TEXT NOT NULL,
  PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX events_by_id ON events (document, id);

CREATE TABLE roles (
  document INTEGER NOT NULL, event INTEGER NOT NULL, is_recipient INTEGER NOT NULL, n INTEGER NOT NULL,
  entity TEXT, name TEXT NOT NULL, start INTEGER, "end" INTEGER, status INTEGER NOT NULL,
  PRIMARY KEY (document, event, is_recipient, n), FOREIGN KEY (document, event) REFERENCES events (document, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE relations (
  document INTEGER NOT NULL REFERENCES documents (row), n INTEGER NOT NULL,
  "from" TEXT NOT NULL, "to" TEXT NOT NULL, sign INTEGER NOT NULL, modality INTEGER NOT NULL,
  happened TEXT, bounded INTEGER NOT NULL, from_day INTEGER, to_day INTEGER,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, claims TEXT NOT NULL, rules TEXT NOT NULL,
  PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX relations_by_pair ON relations ("from", "to");

CREATE TABLE forecasts (
  document INTEGER NOT NULL REFERENCES documents (row), n INTEGER NOT NULL,
  claim TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, "from" TEXT, "to" TEXT, condition TEXT,
  PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (
  document INTEGER NOT NULL REFERENCES documents (row), n INTEGER NOT NULL,
  kind TEXT NOT NULL, start INTEGER, "end" INTEGER, text TEXT NOT NULL,
  PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;

-- Each way an entity was ever known, once; documents point at the one they used.
CREATE TABLE entities (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL, name_en TEXT NOT NULL, name_ar TEXT NOT NULL, also TEXT NOT NULL,
  kind INTEGER NOT NULL, parent TEXT, country TEXT, wikidata TEXT
) STRICT;
CREATE INDEX entities_by_id ON entities (id);
CREATE TABLE document_entities (
  document INTEGER NOT NULL REFERENCES documents (row), n INTEGER NOT NULL,
  entity INTEGER NOT NULL REFERENCES entities (row),
  PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX documents_of_entity ON document_entities (entity, document);

CREATE TABLE decisions (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, who TEXT NOT NULL, "when" TEXT NOT NULL, why TEXT NOT NULL,
  act INTEGER NOT NULL, subjects TEXT NOT NULL, before TEXT, after TEXT
) STRICT;

-- Documents, what was read out of them, and decisions never change.
CREATE TRIGGER documents_never_change BEFORE UPDATE ON documents BEGIN SELECT RAISE(ABORT, 'documents are append-only'); END;
CREATE TRIGGER documents_never_go BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'documents are append-only'); END;
CREATE TRIGGER claims_never_change BEFORE UPDATE ON claims BEGIN SELECT RAISE(ABORT, 'claims are append-only'); END;
CREATE TRIGGER claims_never_go BEFORE DELETE ON claims BEGIN SELECT RAISE(ABORT, 'claims are append-only'); END;
CREATE TRIGGER links_never_change BEFORE UPDATE ON links BEGIN SELECT RAISE(ABORT, 'claims are append-only'); END;
CREATE TRIGGER links_never_go BEFORE DELETE ON links BEGIN SELECT RAISE(ABORT, 'claims are append-only'); END;
CREATE TRIGGER events_never_change BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_never_go BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER decisions_never_change BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decisions_never_go BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;

-- Search over folded words; the words themselves are not kept twice. A claim's row is document * 65536 + n.
CREATE VIRTUAL TABLE document_words USING fts5 (words, content = '', tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE claim_words USING fts5 (words, content = '', tokenize = 'unicode61 remove_diacritics 0');

-- Everything below is derived and can be rebuilt.
CREATE TABLE strands (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document INTEGER NOT NULL REFERENCES documents (row),
  country TEXT, block INTEGER NOT NULL
) STRICT;
CREATE INDEX strands_by_block ON strands (block);
CREATE TABLE strand_keys (
  key INTEGER NOT NULL, strand INTEGER NOT NULL REFERENCES strands (row) ON DELETE CASCADE,
  PRIMARY KEY (key, strand)
) STRICT, WITHOUT ROWID;
CREATE INDEX keys_of_strand ON strand_keys (strand);
CREATE TABLE strand_events (
  strand INTEGER NOT NULL REFERENCES strands (row) ON DELETE CASCADE, n INTEGER NOT NULL,
  event INTEGER NOT NULL, claim TEXT NOT NULL, stance INTEGER NOT NULL, agency TEXT,
  PRIMARY KEY (strand, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE incidents (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, block INTEGER NOT NULL, kind INTEGER NOT NULL,
  modes TEXT NOT NULL, outlets INTEGER NOT NULL, origins INTEGER NOT NULL, documents INTEGER NOT NULL,
  headlines INTEGER NOT NULL, contradictions INTEGER NOT NULL, first_day INTEGER, last_day INTEGER,
  killed_low REAL, killed_best REAL, killed_high REAL, killed_rule TEXT,
  wounded_low REAL, wounded_best REAL, wounded_high REAL, wounded_rule TEXT
) STRICT;
CREATE INDEX incidents_by_block ON incidents (block);
CREATE INDEX incidents_by_day ON incidents (first_day DESC, row);
CREATE TABLE incident_redirects (
  former TEXT NOT NULL PRIMARY KEY, incident INTEGER NOT NULL REFERENCES incidents (row) ON DELETE CASCADE,
  n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX redirects_by_incident ON incident_redirects (incident);
CREATE TABLE incident_documents (
  incident INTEGER NOT NULL REFERENCES incidents (row) ON DELETE CASCADE,
  document INTEGER NOT NULL REFERENCES documents (row), is_headline INTEGER NOT NULL,
  PRIMARY KEY (incident, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX incidents_of_document ON incident_documents (document);
CREATE UNIQUE INDEX one_headline_per_document ON incident_documents (document) WHERE is_headline = 1;
CREATE TABLE incident_claims (
  incident INTEGER NOT NULL REFERENCES incidents (row) ON DELETE CASCADE,
  document INTEGER NOT NULL, claim TEXT NOT NULL,
  PRIMARY KEY (incident, document, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX incidents_of_claim ON incident_claims (document, claim);
-- One side of one fact: fact is date, place, actors, recipients, killed, wounded, method (0 to 6).
CREATE TABLE sides (
  incident INTEGER NOT NULL REFERENCES incidents (row) ON DELETE CASCADE, fact INTEGER NOT NULL, n INTEGER NOT NULL,
  from_day INTEGER, to_day INTEGER, id TEXT, name TEXT, country TEXT, level INTEGER, chain TEXT, status INTEGER,
  low REAL, high REAL, qualifier INTEGER,
  PRIMARY KEY (incident, fact, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX sides_by_id ON sides (id, fact) WHERE id IS NOT NULL;
CREATE TABLE side_claims (
  incident INTEGER NOT NULL REFERENCES incidents (row) ON DELETE CASCADE, fact INTEGER NOT NULL, side INTEGER NOT NULL,
  document INTEGER NOT NULL, claim TEXT NOT NULL,
  PRIMARY KEY (incident, fact, side, document, claim)
) STRICT, WITHOUT ROWID;
CREATE TABLE contradictions (
  incident INTEGER NOT NULL REFERENCES incidents (row) ON DELETE CASCADE, n INTEGER NOT NULL,
  fact TEXT NOT NULL, kind INTEGER NOT NULL, sides INTEGER NOT NULL, is_rising INTEGER NOT NULL,
  PRIMARY KEY (incident, n)
) STRICT, WITHOUT ROWID;
