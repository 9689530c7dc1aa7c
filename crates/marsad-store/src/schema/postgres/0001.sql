-- The record in PostgreSQL: the tables of schema/sqlite/0001.sql, column by column, so that every statement runs on both.
-- Every text is compared by its bytes, as SQLite does: `migrate.rs` sees to it after the last of these files. Spans are
-- bytes of documents.text; enums are places in the lists of marsad-record; days are YYYYMMDD; lists of short words are
-- joined, each ended by U+001F.

CREATE TABLE marsad (version BIGINT NOT NULL);
INSERT INTO marsad VALUES (0);

-- Where one text begins in another, from 1; SQLite has it under this name.
CREATE FUNCTION instr(whole TEXT, part TEXT) RETURNS INTEGER LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN strpos(whole, part);

CREATE TABLE documents (
  row BIGINT PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, url TEXT, title TEXT,
  title_start BIGINT, title_end BIGINT, byline TEXT, outlet TEXT, language TEXT NOT NULL,
  published TEXT, basis BIGINT NOT NULL, text TEXT NOT NULL, digest TEXT NOT NULL, origin BYTEA NOT NULL
);
CREATE INDEX documents_by_digest ON documents (digest);
CREATE INDEX documents_by_time ON documents (published, row);

CREATE TABLE chrome (
  document BIGINT NOT NULL REFERENCES documents (row), n BIGINT NOT NULL,
  start BIGINT NOT NULL, "end" BIGINT NOT NULL, kind BIGINT NOT NULL,
  PRIMARY KEY (document, n)
);

CREATE TABLE mentions (
  document BIGINT NOT NULL REFERENCES documents (row), n BIGINT NOT NULL,
  start BIGINT NOT NULL, "end" BIGINT NOT NULL, kind BIGINT NOT NULL, key TEXT NOT NULL, entity TEXT,
  form BIGINT NOT NULL,
  PRIMARY KEY (document, n)
);

CREATE TABLE times (
  document BIGINT NOT NULL REFERENCES documents (row), n BIGINT NOT NULL,
  start BIGINT NOT NULL, "end" BIGINT NOT NULL, kind BIGINT NOT NULL,
  value TEXT NOT NULL, bounded BIGINT NOT NULL, from_day BIGINT, to_day BIGINT,
  alternatives TEXT NOT NULL, rule TEXT NOT NULL,
  PRIMARY KEY (document, n)
);

CREATE TABLE quantities (
  document BIGINT NOT NULL REFERENCES documents (row), n BIGINT NOT NULL,
  start BIGINT NOT NULL, "end" BIGINT NOT NULL, low DOUBLE PRECISION, high DOUBLE PRECISION, qualifier BIGINT NOT NULL, unit TEXT,
  role BIGINT NOT NULL, is_cumulative BIGINT NOT NULL, is_attackers BIGINT NOT NULL, part_of BIGINT,
  is_superseded BIGINT NOT NULL, rule TEXT NOT NULL,
  PRIMARY KEY (document, n)
);

CREATE TABLE claims (
  document BIGINT NOT NULL REFERENCES documents (row), n BIGINT NOT NULL, id TEXT NOT NULL,
  start BIGINT NOT NULL, "end" BIGINT NOT NULL, stance BIGINT NOT NULL, certainty BIGINT NOT NULL,
  said TEXT, said_bounded BIGINT NOT NULL, said_from BIGINT, said_to BIGINT,
  about TEXT NOT NULL, events TEXT NOT NULL, rules TEXT NOT NULL,
  PRIMARY KEY (document, n)
);
CREATE UNIQUE INDEX claims_by_id ON claims (document, id);

CREATE TABLE links (
  document BIGINT NOT NULL, claim BIGINT NOT NULL, n BIGINT NOT NULL,
  voice TEXT NOT NULL, entity TEXT, how BIGINT NOT NULL, is_anonymous BIGINT NOT NULL,
  start BIGINT, "end" BIGINT, cue_start BIGINT, cue_end BIGINT,
  PRIMARY KEY (document, claim, n), FOREIGN KEY (document, claim) REFERENCES claims (document, n)
);

CREATE TABLE events (
  document BIGINT NOT NULL REFERENCES documents (row), n BIGINT NOT NULL, id TEXT NOT NULL,
  start BIGINT NOT NULL, "end" BIGINT NOT NULL, kind BIGINT NOT NULL, modes TEXT NOT NULL, contexts TEXT NOT NULL,
  happened TEXT, bounded BIGINT NOT NULL, from_day BIGINT, to_day BIGINT, alternatives TEXT NOT NULL,
  place TEXT, place_name TEXT, country TEXT, level BIGINT, chain TEXT, latitude DOUBLE PRECISION, longitude DOUBLE PRECISION,
  place_start BIGINT, place_end BIGINT,
  killed_low DOUBLE PRECISION, killed_high DOUBLE PRECISION, killed_qualifier BIGINT, killed_who TEXT, killed_start BIGINT, killed_end BIGINT,
  wounded_low DOUBLE PRECISION, wounded_high DOUBLE PRECISION, wounded_qualifier BIGINT, wounded_who TEXT, wounded_start BIGINT,
  wounded_end BIGINT,
  modality BIGINT NOT NULL, claims TEXT NOT NULL, is_headline BIGINT NOT NULL, confidence DOUBLE PRECISION NOT NULL,
  rules TEXT NOT NULL,
  PRIMARY KEY (document, n)
);
CREATE UNIQUE INDEX events_by_id ON events (document, id);

CREATE TABLE roles (
  document BIGINT NOT NULL, event BIGINT NOT NULL, is_recipient BIGINT NOT NULL, n BIGINT NOT NULL,
  entity TEXT, name TEXT NOT NULL, start BIGINT, "end" BIGINT, status BIGINT NOT NULL,
  PRIMARY KEY (document, event, is_recipient, n), FOREIGN KEY (document, event) REFERENCES events (document, n)
);

CREATE TABLE relations (
  document BIGINT NOT NULL REFERENCES documents (row), n BIGINT NOT NULL,
  "from" TEXT NOT NULL, "to" TEXT NOT NULL, sign BIGINT NOT NULL, modality BIGINT NOT NULL,
  happened TEXT, bounded BIGINT NOT NULL, from_day BIGINT, to_day BIGINT,
  start BIGINT NOT NULL, "end" BIGINT NOT NULL, claims TEXT NOT NULL, rules TEXT NOT NULL,
  PRIMARY KEY (document, n)
);
CREATE INDEX relations_by_pair ON relations ("from", "to");

CREATE TABLE forecasts (
  document BIGINT NOT NULL REFERENCES documents (row), n BIGINT NOT NULL,
  claim TEXT NOT NULL, start BIGINT NOT NULL, "end" BIGINT NOT NULL, "from" TEXT, "to" TEXT, condition TEXT,
  PRIMARY KEY (document, n)
);

CREATE TABLE notes (
  document BIGINT NOT NULL REFERENCES documents (row), n BIGINT NOT NULL,
  kind TEXT NOT NULL, start BIGINT, "end" BIGINT, text TEXT NOT NULL,
  PRIMARY KEY (document, n)
);

-- Each way an entity was ever known, once; documents point at the one they used.
CREATE TABLE entities (
  row BIGINT PRIMARY KEY, id TEXT NOT NULL, name_en TEXT NOT NULL, name_ar TEXT NOT NULL, also TEXT NOT NULL,
  kind BIGINT NOT NULL, parent TEXT, country TEXT, wikidata TEXT
);
CREATE INDEX entities_by_id ON entities (id);
CREATE TABLE document_entities (
  document BIGINT NOT NULL REFERENCES documents (row), n BIGINT NOT NULL,
  entity BIGINT NOT NULL REFERENCES entities (row),
  PRIMARY KEY (document, n)
);
CREATE INDEX documents_of_entity ON document_entities (entity, document);

CREATE TABLE decisions (
  row BIGINT PRIMARY KEY, id TEXT NOT NULL UNIQUE, who TEXT NOT NULL, "when" TEXT NOT NULL, why TEXT NOT NULL,
  act BIGINT NOT NULL, subjects TEXT NOT NULL, before TEXT, after TEXT
);

-- Documents, what was read out of them, and decisions never change.
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$;
CREATE TRIGGER documents_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON documents
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('documents are append-only');
CREATE TRIGGER claims_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON claims
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('claims are append-only');
CREATE TRIGGER links_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON links
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('claims are append-only');
CREATE TRIGGER events_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('events are append-only');
CREATE TRIGGER decisions_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('decisions are append-only');

-- Search over folded words; the words themselves are not kept twice. A claim's row is document * 65536 + n.
CREATE TABLE document_words (row BIGINT PRIMARY KEY, length BIGINT NOT NULL, words TSVECTOR NOT NULL);
CREATE INDEX documents_by_word ON document_words USING gin (words);
CREATE TABLE claim_words (row BIGINT PRIMARY KEY, length BIGINT NOT NULL, words TSVECTOR NOT NULL);
CREATE INDEX claims_by_word ON claim_words USING gin (words);
-- How many texts are in each index, and how many words they have: what ranking weighs by.
CREATE TABLE word_counts (of TEXT PRIMARY KEY, texts BIGINT NOT NULL, words BIGINT NOT NULL);
INSERT INTO word_counts VALUES ('document_words', 0, 0), ('claim_words', 0, 0);

-- Everything below is derived and can be rebuilt.
CREATE TABLE strands (
  row BIGINT PRIMARY KEY, id TEXT NOT NULL UNIQUE, document BIGINT NOT NULL REFERENCES documents (row),
  country TEXT, block BIGINT NOT NULL
);
CREATE INDEX strands_by_block ON strands (block);
CREATE TABLE strand_keys (
  key BIGINT NOT NULL, strand BIGINT NOT NULL REFERENCES strands (row) ON DELETE CASCADE,
  PRIMARY KEY (key, strand)
);
CREATE INDEX keys_of_strand ON strand_keys (strand);
CREATE TABLE strand_events (
  strand BIGINT NOT NULL REFERENCES strands (row) ON DELETE CASCADE, n BIGINT NOT NULL,
  event BIGINT NOT NULL, claim TEXT NOT NULL, stance BIGINT NOT NULL, agency TEXT,
  PRIMARY KEY (strand, n)
);

CREATE TABLE incidents (
  row BIGINT PRIMARY KEY, id TEXT NOT NULL UNIQUE, block BIGINT NOT NULL, kind BIGINT NOT NULL,
  modes TEXT NOT NULL, outlets BIGINT NOT NULL, origins BIGINT NOT NULL, documents BIGINT NOT NULL,
  headlines BIGINT NOT NULL, contradictions BIGINT NOT NULL, first_day BIGINT, last_day BIGINT,
  killed_low DOUBLE PRECISION, killed_best DOUBLE PRECISION, killed_high DOUBLE PRECISION, killed_rule TEXT,
  wounded_low DOUBLE PRECISION, wounded_best DOUBLE PRECISION, wounded_high DOUBLE PRECISION, wounded_rule TEXT
);
CREATE INDEX incidents_by_block ON incidents (block);
CREATE INDEX incidents_by_day ON incidents (first_day DESC, row);
CREATE TABLE incident_redirects (
  former TEXT NOT NULL PRIMARY KEY, incident BIGINT NOT NULL REFERENCES incidents (row) ON DELETE CASCADE,
  n BIGINT NOT NULL
);
CREATE INDEX redirects_by_incident ON incident_redirects (incident);
CREATE TABLE incident_documents (
  incident BIGINT NOT NULL REFERENCES incidents (row) ON DELETE CASCADE,
  document BIGINT NOT NULL REFERENCES documents (row), is_headline BIGINT NOT NULL,
  PRIMARY KEY (incident, document)
);
CREATE INDEX incidents_of_document ON incident_documents (document);
CREATE UNIQUE INDEX one_headline_per_document ON incident_documents (document) WHERE is_headline = 1;
CREATE TABLE incident_claims (
  incident BIGINT NOT NULL REFERENCES incidents (row) ON DELETE CASCADE,
  document BIGINT NOT NULL, claim TEXT NOT NULL,
  PRIMARY KEY (incident, document, claim)
);
CREATE INDEX incidents_of_claim ON incident_claims (document, claim);
-- One side of one fact: fact is date, place, actors, recipients, killed, wounded, method (0 to 6).
CREATE TABLE sides (
  incident BIGINT NOT NULL REFERENCES incidents (row) ON DELETE CASCADE, fact BIGINT NOT NULL, n BIGINT NOT NULL,
  from_day BIGINT, to_day BIGINT, id TEXT, name TEXT, country TEXT, level BIGINT, chain TEXT, status BIGINT,
  low DOUBLE PRECISION, high DOUBLE PRECISION, qualifier BIGINT,
  PRIMARY KEY (incident, fact, n)
);
CREATE INDEX sides_by_id ON sides (id, fact) WHERE id IS NOT NULL;
CREATE TABLE side_claims (
  incident BIGINT NOT NULL REFERENCES incidents (row) ON DELETE CASCADE, fact BIGINT NOT NULL, side BIGINT NOT NULL,
  document BIGINT NOT NULL, claim TEXT NOT NULL,
  PRIMARY KEY (incident, fact, side, document, claim)
);
CREATE TABLE contradictions (
  incident BIGINT NOT NULL REFERENCES incidents (row) ON DELETE CASCADE, n BIGINT NOT NULL,
  fact TEXT NOT NULL, kind BIGINT NOT NULL, sides BIGINT NOT NULL, is_rising BIGINT NOT NULL,
  PRIMARY KEY (incident, n)
);
