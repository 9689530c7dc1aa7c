//! What is asked when incidents are made again as of a day: blocks, and the strands of one.

use std::collections::BTreeSet;

use marsad_record::incident::Strand;

use crate::engine::{Index, params};
use crate::error::Error;
use crate::store::Store;
use crate::words::Words;

impl Store {
    /// Blocks of which a document had been published by that ISO day, in a fixed order; only those that a document
    /// tells, where one is named.
    pub fn blocks_known_on(&self, day: &str, document: Option<&str>) -> Result<Vec<i64>, Error> {
        let sql = "SELECT DISTINCT block FROM strands JOIN documents ON documents.row = strands.document
                   WHERE substr(published, 1, 10) <= ?1
                     AND (?2 IS NULL OR block IN (SELECT s.block FROM strands s JOIN documents d ON d.row = s.document
                                                  WHERE d.id = ?2))
                   ORDER BY block";
        self.rows("looking for blocks", sql, params![day, document], |row| row.get(0))
    }

    /// Every strand of a block.
    pub fn strands_of_block(&self, block: i64) -> Result<Vec<Strand>, Error> {
        let sql = "SELECT row FROM strands WHERE block = ?";
        let rows = self.rows("looking for strands", sql, params![block], |row| row.get::<i64>(0))?;
        self.strands_at(&rows.into_iter().collect())
    }

    /// Documents that a search of folded words finds.
    pub fn documents_with(&self, words: &Words) -> Result<BTreeSet<String>, Error> {
        let sql = format!("SELECT id FROM documents WHERE row IN ({})", self.engine.rows_with_words(Index::Documents));
        let words = self.engine.words(words);
        Ok(self.rows("searching documents", &sql, params![words], |row| row.get(0))?.into_iter().collect())
    }
}
