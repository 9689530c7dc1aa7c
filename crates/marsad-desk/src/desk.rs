//! One desk, open: its file and the lexicon that names are looked up in.

use std::path::Path;
use std::sync::Arc;

use marsad_lexicon::Lexicon;
use marsad_store::{Finding, Store};

use crate::error::Error;

/// One desk, open. It is for one thread; [`Desk::beside`] opens another on the same file.
pub struct Desk {
    pub(crate) store: Store,
    pub(crate) lexicon: Arc<Lexicon>,
}

/// How much a desk holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Documents.
    pub documents: usize,
    /// Distinct outlets.
    pub outlets: usize,
    /// Claims.
    pub claims: usize,
    /// Events told.
    pub events: usize,
    /// Incidents.
    pub incidents: usize,
    /// Incidents that some document is about.
    pub headline_incidents: usize,
    /// Contradictions.
    pub contradictions: usize,
}

impl Desk {
    /// Opens a desk that is there, with the lexicon of the program.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::with_lexicon(path, Arc::new(Lexicon::built_in()))
    }

    /// Opens a desk that is there, with a lexicon folder edited by a linguist.
    pub fn open_with(path: impl AsRef<Path>, lexicon: &Path) -> Result<Self, Error> {
        Self::with_lexicon(path, Arc::new(Lexicon::open(lexicon)?))
    }

    /// Opens a desk that is there, with a lexicon that is loaded already.
    pub fn with_lexicon(path: impl AsRef<Path>, lexicon: Arc<Lexicon>) -> Result<Self, Error> {
        Ok(Self { store: Store::open_existing(path)?, lexicon })
    }

    /// Another connection to the same file, for another thread.
    pub fn beside(&self) -> Result<Self, Error> {
        Self::with_lexicon(self.store.path(), Arc::clone(&self.lexicon))
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Writes everything that is kept to a new file, while others read and write.
    pub fn backup(&self, to: &Path) -> Result<(), Error> {
        Ok(self.store.backup(to)?)
    }

    /// Makes a desk of a backup, where there is none yet; the backup stays as it is.
    pub fn restore(backup: &Path, to: &Path) -> Result<Self, Error> {
        Ok(Self { store: Store::restore(backup, to)?, lexicon: Arc::new(Lexicon::built_in()) })
    }

    /// How much the desk holds.
    pub fn summary(&self) -> Result<Summary, Error> {
        let tally = self.store.tally()?;
        Ok(Summary {
            documents: tally.documents,
            outlets: tally.outlets,
            claims: tally.claims,
            events: tally.events,
            incidents: tally.incidents,
            headline_incidents: tally.headline_incidents,
            contradictions: tally.contradictions,
        })
    }

    /// Every law of the record that does not hold in the file; an empty list is a clean bill of health.
    pub fn doctor(&self) -> Result<Vec<Finding>, Error> {
        Ok(self.store.doctor()?)
    }
}
