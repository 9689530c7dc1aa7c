//! An HTML page to its article: markup in, text with marked furniture out.

use marsad_record::Note;

use crate::assemble::Page;
use crate::page_words::PageWords;

/// The article of a page.
pub(crate) fn page(_markup: &str, _notes: Vec<Note>, _words: &PageWords) -> Result<Page, String> {
    Err("html".to_owned())
}
