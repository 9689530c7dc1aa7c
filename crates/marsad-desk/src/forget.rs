//! A lawful take-down: the text goes, with everything quoted from it; that it was taken down stays.

use marsad_record::takedown::TakeDown;
use marsad_store::address_digest;

use crate::desk::Desk;
use crate::error::Error;
use crate::settling::settle_in;

impl Desk {
    /// Takes a document down for good, makes the incidents again without it, and overwrites what was freed.
    ///
    /// The document does not come back: neither its id, nor its text, nor its page's address is added again.
    ///
    /// # Errors
    /// If there is no such document or no reason, or the file refuses. Where only the overwriting failed the document is
    /// gone from every answer; the same again overwrites what is left.
    pub fn forget(&self, document: &str, who: &str, when: &str, why: &str) -> Result<TakeDown, Error> {
        if why.trim().is_empty() {
            return Err(Error::question("reason", "a take-down has a reason"));
        }
        if let Some(known) = self.store.taken_down()?.into_iter().find(|known| known.document == document) {
            self.store.overwrite_freed()?;
            return Ok(known);
        }
        let Some(head) = self.store.extraction(document)? else {
            return Err(Error::question("document", format!("there is no document `{document}`")));
        };
        let trace = TakeDown {
            document: document.to_owned(),
            digest: head.document.digest,
            address: head.document.url.as_deref().map(address_digest),
            who: who.to_owned(),
            when: when.to_owned(),
            why: why.trim().to_owned(),
        };
        self.store.together(|store| {
            let told = store.strands_of_document(document)?;
            let mut left = store.strands_beside(&told)?;
            left.retain(|strand| strand.document != document);
            store.take_down(&trace)?;
            if left.is_empty() {
                return Ok::<(), marsad_store::Error>(());
            }
            let decisions = store.decisions()?;
            settle_in(store, self.lexicon.entities(), left, &decisions)
        })?;
        self.store.overwrite_freed()?;
        Ok(trace)
    }

    /// Every take-down, oldest first.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn taken_down(&self) -> Result<Vec<TakeDown>, Error> {
        Ok(self.store.taken_down()?)
    }
}
