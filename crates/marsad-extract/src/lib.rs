//! The text of one document to mentions and claims
