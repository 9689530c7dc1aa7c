-- A digest of the strands that an incident is made of: one that has the same strands after more was added is not made again.
ALTER TABLE incidents ADD COLUMN members INTEGER;
-- The claims that tell a side, by their places among all claims of the incident, sorted; nothing where they are rows.
ALTER TABLE sides ADD COLUMN claims TEXT;
-- Nobody asks by claim.
DROP INDEX incidents_of_claim;
