//! Documents into the record: read, mined, kept, and the incidents they touch made again.

use std::collections::BTreeSet;

use marsad_read::Skipped;
use marsad_reconcile::{blocks, posts, probes, strands, tellings, touched};
use marsad_record::Extraction;
use marsad_record::incident::Strand;
use marsad_store::{Added, Error, Indexing, Store};

use crate::engine::Engine;
use crate::input::Input;
use crate::parallel::{Flow, in_order};

/// How many documents land before the incidents they touch are made again.
const BATCH: usize = 256;

/// What came of adding.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Documents that are kept now.
    pub added: usize,
    /// Documents that were there already.
    pub known: usize,
    /// Inputs that gave no document.
    pub skipped: usize,
}

/// One thing that happened while adding, as it happens.
#[derive(Debug)]
pub enum Step<'s> {
    /// So many documents are through.
    At(usize),
    /// One input gave no document.
    Skipped(&'s Skipped),
}

impl Engine {
    /// Reads the inputs and keeps what they tell; a document that is already kept changes nothing.
    ///
    /// Each document is kept whole or not at all. A run that was broken off is taken up by the next: documents whose
    /// incidents were not made yet are settled first.
    ///
    /// # Errors
    /// If the desk's file cannot be read or written; what was kept until then stays.
    pub fn add(&self, inputs: Vec<Input<'_>>, store: &Store, mut each: impl FnMut(Step<'_>)) -> Result<Report, Error> {
        self.settle_unsettled(store)?;
        let mut report = Report::default();
        let mut fresh = Vec::new();
        let mut failed = None;
        let read = |read: Result<_, Skipped>| read.map(|read| self.extract_with_origin(read));
        in_order(self.documents(inputs), read, |mined| {
            match self.keep(mined, store, &mut fresh, &mut report, &mut each) {
                Ok(()) => Flow::GoOn,
                Err(error) => {
                    failed = Some(error);
                    Flow::Stop
                }
            }
        });
        match failed {
            Some(error) => Err(error),
            None => self.settle(&mut fresh, store).map(|()| report),
        }
    }

    fn keep(
        &self,
        mined: Result<(Extraction, Vec<u64>), Skipped>,
        store: &Store,
        fresh: &mut Vec<Strand>,
        report: &mut Report,
        each: &mut impl FnMut(Step<'_>),
    ) -> Result<(), Error> {
        let (extraction, origin) = match mined {
            Ok(mined) => mined,
            Err(skipped) => {
                report.skipped += 1;
                each(Step::Skipped(&skipped));
                return Ok(());
            }
        };
        let fold = |text: &str| self.lexicon().fold(text);
        match store.add(&extraction, &Indexing { origin: &origin, fold: &fold }) {
            Ok(Added::New) => {
                report.added += 1;
                fresh.extend(strands(tellings(&extraction, &origin)));
                if report.added.is_multiple_of(BATCH) {
                    self.settle(fresh, store)?;
                }
            }
            Ok(Added::Known(_)) => report.known += 1,
            Err(Error::Conflict { id }) => {
                report.skipped += 1;
                let reason = format!("another text is already kept under the id {id}");
                each(Step::Skipped(&Skipped { source: extraction.document.source, line: None, reason }));
            }
            Err(error) => return Err(error),
        }
        each(Step::At(report.added + report.known + report.skipped));
        Ok(())
    }

    /// Makes the blocks again that the fresh strands touch, and only those.
    fn settle(&self, fresh: &mut Vec<Strand>, store: &Store) -> Result<(), Error> {
        if fresh.is_empty() {
            return Ok(());
        }
        let entities = self.lexicon().entities();
        let keys: BTreeSet<u64> = fresh.iter().flat_map(probes).collect();
        let near = store.strands_under(&keys)?;
        let mut whole = store.strands_beside(&touched(fresh, &near, entities))?;
        whole.append(fresh);
        store.replace_blocks(&blocks(whole, &store.decisions()?, entities), &posts)
    }

    /// Settles documents that an earlier run kept but did not live to settle.
    fn settle_unsettled(&self, store: &Store) -> Result<(), Error> {
        let mut fresh = Vec::new();
        for (document, origin) in store.unsettled()? {
            if let Some(extraction) = store.extraction(&document)? {
                fresh.extend(strands(tellings(&extraction, &origin)));
            }
        }
        self.settle(&mut fresh, store)
    }

    /// Makes every incident again from the documents, as `marsad doctor` compares them.
    ///
    /// # Errors
    /// If the desk's file cannot be read or written.
    pub fn rebuild(&self, store: &Store) -> Result<(), Error> {
        store.forget_derived()?;
        self.settle_unsettled(store)
    }
}
