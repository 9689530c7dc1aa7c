-- Which item of the review queue a decision answers.
ALTER TABLE decisions ADD COLUMN item TEXT;
