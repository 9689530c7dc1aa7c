//! A copy of the whole file, taken while others read and write, and put back only where nothing is lost by it.

use std::path::Path;

use crate::error::Error;
use crate::store::Store;

impl Store {
    /// Writes everything that is committed to a new file; readers and writers go on meanwhile.
    ///
    /// # Errors
    /// If there is a file of that name already, or the disk refuses.
    pub fn backup(&self, to: &Path) -> Result<(), Error> {
        if to.exists() {
            return Err(Error::Occupied { path: to.to_owned() });
        }
        let name = to.to_string_lossy().into_owned();
        self.run("writing the backup", |connection| connection.execute("VACUUM INTO ?", [name]))?;
        Ok(())
    }

    /// Makes a desk of a backup, which is brought up to date if an older Marsad wrote it. The backup stays as it is.
    ///
    /// # Errors
    /// If it is no desk or is damaged, if there is a desk of that name already, or the disk refuses.
    pub fn restore(backup: &Path, to: &Path) -> Result<Self, Error> {
        if to.exists() {
            return Err(Error::Occupied { path: to.to_owned() });
        }
        let kept = Self::open_as_it_is(backup)?;
        kept.backup(to)?;
        Self::open_existing(to)
    }
}
