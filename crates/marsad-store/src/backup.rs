//! A copy of the whole desk, taken while others read and write, and put back only where nothing is lost by it.

use std::path::Path;

use crate::engine;
use crate::error::Error;
use crate::location::Location;
use crate::store::Store;

impl Store {
    /// Writes everything that is committed to a new file; readers and writers go on meanwhile.
    ///
    /// # Errors
    /// If there is a file of that name already, the disk refuses, or the desk is on a server, which has tools of its own.
    pub fn backup(&self, to: &Path) -> Result<(), Error> {
        if to.exists() {
            return Err(Error::Occupied { location: to.into() });
        }
        self.engine.copy_to(&self.location, to)
    }

    /// Makes a desk of a backup, which is brought up to date if an older Marsad wrote it. The backup stays as it is.
    ///
    /// # Errors
    /// If it is no desk or is damaged, if there is a desk of that name already, the disk refuses, or the desk is to be
    /// on a server.
    pub fn restore(backup: &Path, to: impl Into<Location>) -> Result<Self, Error> {
        let to = to.into();
        let Location::File(path) = &to else {
            let reason = "a backup file is put back as a file; a database on a server is put back with `pg_restore` \
                          (docs/postgres.md)";
            return Err(Error::Unsupported { location: to, reason: reason.to_owned() });
        };
        if path.exists() {
            return Err(Error::Occupied { location: to });
        }
        Self::of(engine::open_as_it_is(backup)?, backup.into()).backup(path)?;
        Self::open_existing(to)
    }
}
