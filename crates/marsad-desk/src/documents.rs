//! Documents, one whole or a page of them.

use marsad_record::Extraction;
use marsad_record::document::DocumentRow;

use crate::desk::Desk;
use crate::error::Error;
use crate::incidents::bound;

/// One page of documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentPage {
    /// The documents.
    pub documents: Vec<DocumentRow>,
    /// How many there are on all pages.
    pub total: usize,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

impl Desk {
    /// Documents in the order they were added, after a cursor, at most `limit` (0: a hundred).
    pub fn documents(&self, cursor: Option<&str>, limit: usize) -> Result<DocumentPage, Error> {
        self.document_page(cursor, limit, |after, limit| Ok(self.store.documents(after.unwrap_or_default(), limit)?))
    }

    /// Documents, those that were added last first, after a cursor, at most `limit` (0: a hundred).
    pub fn latest_documents(&self, cursor: Option<&str>, limit: usize) -> Result<DocumentPage, Error> {
        let listed = |before: Option<i64>, limit| Ok(self.store.latest_documents(before.unwrap_or(i64::MAX), limit)?);
        self.document_page(cursor, limit, listed)
    }

    fn document_page(
        &self,
        cursor: Option<&str>,
        limit: usize,
        listed: impl FnOnce(Option<i64>, usize) -> Result<Vec<(i64, DocumentRow)>, Error>,
    ) -> Result<DocumentPage, Error> {
        let limit = if limit == 0 { 100 } else { limit };
        let place = cursor.map(|cursor| {
            // A cursor of a search begins with a place too.
            cursor
                .split('.')
                .next()
                .unwrap_or_default()
                .parse::<i64>()
                .map_err(|_| Error::question("cursor", "it is not one that a page gave"))
        });
        let mut rows = listed(place.transpose()?, limit + 1)?;
        let is_more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| is_more).map(|(row, _)| row.to_string());
        let documents = rows.into_iter().map(|(_, row)| row).collect();
        Ok(DocumentPage { documents, total: self.store.document_count()?, next })
    }

    /// The documents of a page that had been published by the end of a day (ISO, partial); `total` and `next` count all.
    ///
    /// # Errors
    /// If the day is no date, the cursor is none, or the file cannot be read.
    pub fn documents_known_on(&self, day: &str, cursor: Option<&str>, limit: usize) -> Result<DocumentPage, Error> {
        let last = bound("as-of", day)?.to.map(|last| last.to_string()).unwrap_or_default();
        let mut page = self.documents(cursor, limit)?;
        let is_out = |day: &str| day.get(..10).is_some_and(|day| day <= last.as_str());
        page.documents.retain(|row| row.published.value.as_deref().is_some_and(is_out));
        Ok(page)
    }

    /// A document with everything that was read out of it, and what people added.
    pub fn document(&self, id: &str) -> Result<Option<Extraction>, Error> {
        self.store.extraction(id)?.map(|extraction| self.as_it_stands(extraction)).transpose()
    }
}
