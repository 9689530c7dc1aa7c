-- The words of one transaction are written to the search index at once, not a megabyte at a time.
INSERT INTO document_words (document_words, rank) VALUES ('hashsize', 16777216);
INSERT INTO claim_words (claim_words, rank) VALUES ('hashsize', 16777216);
