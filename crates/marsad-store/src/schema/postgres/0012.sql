-- When incidents were made that say something new: one moment for each time, told by the database's own clock.
CREATE TABLE moments (
  row BIGINT PRIMARY KEY,
  "when" TEXT NOT NULL DEFAULT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
);
-- The moments when an incident was first told and when it last said something else (0 where that was before moments were
-- kept), and what it says at a glance.
ALTER TABLE incidents ADD COLUMN born BIGINT NOT NULL DEFAULT 0;
ALTER TABLE incidents ADD COLUMN changed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE incidents ADD COLUMN standing TEXT;
CREATE INDEX incidents_by_change ON incidents (changed DESC, (coalesce(first_day, 0)) DESC, row);
-- What changed, in figures and names of facts: no word of any text.
CREATE TABLE incident_changes (
  incident TEXT NOT NULL, moment BIGINT NOT NULL REFERENCES moments (row), n BIGINT NOT NULL,
  kind BIGINT NOT NULL, fact TEXT NOT NULL, before TEXT, after TEXT,
  PRIMARY KEY (incident, moment, n)
);
-- How incidents stood when all were thrown away to be made again: what says the same afterwards is not new.
CREATE TABLE incidents_before (
  id TEXT NOT NULL PRIMARY KEY, born BIGINT NOT NULL, changed BIGINT NOT NULL, standing TEXT
);
