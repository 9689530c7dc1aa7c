-- When incidents were made that say something new: one moment for each time, told by the database's own clock.
CREATE TABLE moments (
  row INTEGER PRIMARY KEY, "when" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;
-- The moments when an incident was first told and when it last said something else (0 where that was before moments were
-- kept), and what it says at a glance.
ALTER TABLE incidents ADD COLUMN born INTEGER NOT NULL DEFAULT 0;
ALTER TABLE incidents ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE incidents ADD COLUMN standing TEXT;
CREATE INDEX incidents_by_change ON incidents (changed DESC, (coalesce(first_day, 0)) DESC, row);
-- What changed, in figures and names of facts: no word of any text.
CREATE TABLE incident_changes (
  incident TEXT NOT NULL, moment INTEGER NOT NULL REFERENCES moments (row), n INTEGER NOT NULL,
  kind INTEGER NOT NULL, fact TEXT NOT NULL, before TEXT, after TEXT,
  PRIMARY KEY (incident, moment, n)
) STRICT, WITHOUT ROWID;
-- How incidents stood when all were thrown away to be made again: what says the same afterwards is not new.
CREATE TABLE incidents_before (
  id TEXT NOT NULL PRIMARY KEY, born INTEGER NOT NULL, changed INTEGER NOT NULL, standing TEXT
) STRICT, WITHOUT ROWID;
