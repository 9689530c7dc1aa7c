-- Which fact a correction is about.
ALTER TABLE decisions ADD COLUMN fact TEXT;
