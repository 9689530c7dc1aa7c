//! What can be made anew out of documents, claims and decisions, when it is damaged or an older Marsad made it.

use std::collections::BTreeMap;

use crate::engine::params;
use crate::error::Error;
use crate::store::Store;
use crate::write::insert_words;

/// How many documents are indexed in one transaction.
const TOGETHER: usize = 256;

impl Store {
    /// Makes every index of the database anew, and the search indexes out of the documents; `fold` folds their words.
    /// Gives how many documents there are. Broken off, it leaves a search index that knows some of them, and is to be
    /// done again.
    ///
    /// # Errors
    /// If a document cannot be read, or the database refuses.
    pub fn mend(&self, fold: &dyn Fn(&str) -> String) -> Result<usize, Error> {
        self.run("making indexes anew", |engine| engine.mend())?;
        let (mut last, mut count) = (0, 0);
        loop {
            let page = self.documents(last, TOGETHER)?;
            let Some((row, _)) = page.last() else { return Ok(count) };
            last = *row;
            count += page.len();
            self.together(|store| {
                page.iter().try_for_each(|(row, head)| match store.extraction(&head.id)? {
                    Some(read) => store.run("adding words", |engine| insert_words(engine, *row, &read, fold)),
                    None => Ok(()),
                })
            })?;
        }
    }

    /// The incidents by their ids, each with a digest of all that it says.
    pub fn incident_digests(&self) -> Result<BTreeMap<String, Option<i64>>, Error> {
        let sql = "SELECT id, digest FROM incidents";
        Ok(self.rows("looking over incidents", sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect())
    }

    /// The number of the rules by which the incidents were made; nothing where none was made yet.
    pub fn made_by_rules(&self) -> Result<Option<i64>, Error> {
        Ok(self.rows("reading rules", "SELECT rules FROM made_by", &[], |row| row.get(0))?.pop())
    }

    /// Says by which rules the incidents are made from now on, where none was made yet: a desk that holds some of older
    /// rules stays one of older rules.
    pub fn make_by_rules(&self, rules: i64) -> Result<(), Error> {
        if self.made_by_rules()? == Some(rules) {
            return Ok(());
        }
        self.whole("keeping the number of the rules", |engine| {
            if engine.one("SELECT 1 FROM strands LIMIT 1", &[], |row| row.get::<i64>(0))?.is_none() {
                engine.execute("DELETE FROM made_by", &[])?;
                engine.execute("INSERT INTO made_by VALUES (?)", params![rules])?;
            }
            Ok(())
        })
    }
}
