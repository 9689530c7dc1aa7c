-- A digest of all that an incident says: what says the same after more was added is not written again.
ALTER TABLE incidents ADD COLUMN digest BIGINT;
-- Lists of rules, each once: "=7" in a column of rules is the list of row 7.
CREATE TABLE rule_lists (row BIGINT PRIMARY KEY, rules TEXT NOT NULL UNIQUE);
-- A document has some ten events: they are looked through as fast as an index of their ids.
DROP INDEX events_by_id;
-- A text is told from others by its first sixteen signs.
DROP INDEX documents_by_digest;
CREATE INDEX documents_by_digest ON documents (substr(digest, 1, 16));
-- Documents whose incidents are still to be made. Of events that never make a strand (general, planned, bare of every
-- detail) nothing is waited for.
CREATE TABLE waiting (document BIGINT PRIMARY KEY REFERENCES documents (row));
INSERT INTO waiting SELECT row FROM documents WHERE row IN
  (SELECT document FROM events e WHERE confidence >= 0.5 AND modality < 4
     AND (is_headline = 1 OR level IS NOT NULL OR bounded = 1
       OR killed_qualifier IS NOT NULL OR wounded_qualifier IS NOT NULL
       OR EXISTS (SELECT 1 FROM roles r WHERE r.document = e.document AND r.event = e.n AND r.entity IS NOT NULL)))
  AND row NOT IN (SELECT document FROM strands);
