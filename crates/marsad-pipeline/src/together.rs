//! A handful of documents read together, with no desk behind them: what specs and notebooks ask.

use marsad_reconcile::{incidents, tellings};
use marsad_record::incident::Incident;
use marsad_record::{Document, Extraction, Noted};

use crate::engine::Engine;

impl Engine {
    /// What each document tells, and the incidents of all of them.
    pub fn read_together(&self, documents: Vec<Noted<Document>>) -> (Vec<Extraction>, Vec<Incident>) {
        let mined: Vec<_> = documents.into_iter().map(|read| self.extract_with_origin(read)).collect();
        let told = mined.iter().flat_map(|(extraction, origin)| tellings(extraction, origin)).collect();
        let incidents = incidents(told, &[], self.lexicon().entities());
        (mined.into_iter().map(|(extraction, _)| extraction).collect(), incidents)
    }
}
