//! Document text to sentences and folded tokens, with a way back to the letters
