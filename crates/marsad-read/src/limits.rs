//! How big a document may be: beyond this it is an archive or an accident, and is named and skipped.

/// The longest text of one document, in bytes.
pub(crate) const LONGEST_TEXT: usize = 8 << 20;

/// The most bytes read for one page or one line of JSON; markup and escapes take more room than the text.
pub(crate) const LONGEST_INPUT: usize = 24 << 20;

/// The most bytes of one `.json` file that is not JSON Lines.
pub(crate) const LONGEST_JSON: usize = 64 << 20;

/// A size as people say it.
pub(crate) fn megabytes(bytes: usize) -> String {
    format!("{} MB", bytes >> 20)
}
