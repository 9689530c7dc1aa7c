//! Bytes in, Document out: chrome is marked, the body never edited
