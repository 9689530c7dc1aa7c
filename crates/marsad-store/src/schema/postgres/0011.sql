-- Places of the gazetteer as events tell them, each once: "=7" in the place of an event is the place of row 7.
CREATE TABLE places (row BIGINT PRIMARY KEY, told TEXT NOT NULL UNIQUE);
-- A document has some ten claims: they are looked through as fast as an index of their ids.
DROP INDEX claims_by_id;
-- The number of the rules by which incidents are made: of those that are here already it is not known.
CREATE TABLE made_by (rules BIGINT NOT NULL);
INSERT INTO made_by SELECT 0 WHERE EXISTS (SELECT 1 FROM strands);
-- Of the keys of strands the last 32 bits are kept.
INSERT INTO strand_keys SELECT DISTINCT (key & 4294967295) - 4294967296 * ((key >> 31) & 1), strand FROM strand_keys
  WHERE key NOT BETWEEN -2147483648 AND 2147483647 ON CONFLICT DO NOTHING;
DELETE FROM strand_keys WHERE key NOT BETWEEN -2147483648 AND 2147483647;
