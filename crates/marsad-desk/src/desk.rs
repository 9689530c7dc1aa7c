//! One desk, open: where it is kept and the lexicon that names are looked up in.

use std::path::Path;
use std::sync::Arc;

use marsad_lexicon::Lexicon;
use marsad_store::{Finding, Location, Store};

use crate::error::Error;
use crate::kept::Behind;
use crate::shared::Shared;

/// One desk, open. It is for one thread; [`Desk::beside`] opens another on the same file.
pub struct Desk {
    pub(crate) store: Store,
    pub(crate) lexicon: Arc<Lexicon>,
    pub(crate) shared: Arc<Shared>,
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
    pub fn open(location: impl Into<Location>) -> Result<Self, Error> {
        Self::with_lexicon(location, Arc::new(Lexicon::built_in()))
    }

    /// Opens a desk that is there, with a lexicon folder edited by a linguist.
    pub fn open_with(location: impl Into<Location>, lexicon: &Path) -> Result<Self, Error> {
        Self::with_lexicon(location, Arc::new(Lexicon::open(lexicon)?))
    }

    /// Opens a desk that is there, with a lexicon that is loaded already.
    pub fn with_lexicon(location: impl Into<Location>, lexicon: Arc<Lexicon>) -> Result<Self, Error> {
        Ok(Self { store: Store::open_existing(location)?, lexicon, shared: Arc::default() })
    }

    /// Another connection to the same desk, for another thread.
    pub fn beside(&self) -> Result<Self, Error> {
        let beside = Self::with_lexicon(self.store.location(), Arc::clone(&self.lexicon))?;
        Ok(Self { shared: Arc::clone(&self.shared), ..beside })
    }

    /// Where it is.
    pub fn location(&self) -> &Location {
        self.store.location()
    }

    /// Writes everything that is kept to a new file, while others read and write.
    pub fn backup(&self, to: &Path) -> Result<(), Error> {
        Ok(self.store.backup(to)?)
    }

    /// Makes a desk of a backup, where there is none yet; the backup stays as it is.
    pub fn restore(backup: &Path, to: impl Into<Location>) -> Result<Self, Error> {
        Ok(Self { store: Store::restore(backup, to)?, lexicon: Arc::new(Lexicon::built_in()), shared: Arc::default() })
    }

    /// What the record stands at: another one, where anything has changed.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn revision(&self) -> Result<String, Error> {
        Ok(self.store.revision()?)
    }

    /// How much the desk holds.
    pub fn summary(&self) -> Result<Summary, Error> {
        // Documents are counted at once; the rest may be a little behind while many are added.
        let tally = self.shared.tally.get(self.store.progress()?, Behind::ALittle, || self.store.tally())?;
        Ok(Summary {
            documents: self.store.document_count()?,
            outlets: tally.outlets,
            claims: tally.claims,
            events: tally.events,
            incidents: tally.incidents,
            headline_incidents: tally.headline_incidents,
            contradictions: tally.contradictions,
        })
    }

    /// Whether its incidents were made by other rules of reconciliation than those of this program.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn is_made_by_other_rules(&self) -> Result<bool, Error> {
        Ok(self.store.made_by_rules()?.is_some_and(|rules| rules != marsad_reconcile::RULES))
    }

    /// Every law of the record that does not hold in it; an empty list is a clean bill of health.
    pub fn doctor(&self) -> Result<Vec<Finding>, Error> {
        Ok(self.store.doctor()?)
    }
}
