-- Which fact a correction is about.
ALTER TABLE decisions ADD COLUMN fact TEXT;
-- Strands go only all at once, and their keys before them.
DROP INDEX keys_of_strand;
