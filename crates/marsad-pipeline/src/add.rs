//! Documents into the record: read, mined, kept, and the incidents they touch made again.

use std::sync::mpsc::{Sender, channel};
use std::thread;

use marsad_read::Skipped;
use marsad_reconcile::{Kept, Posted, RULES, Shelf, posts, settle, strands, tellings};
use marsad_record::incident::Strand;
use marsad_record::takedown::TakeDown;
use marsad_record::{Document, Extraction};
use marsad_store::{Added, Error, Indexing, Store};

use crate::engine::Engine;
use crate::input::Input;
use crate::parallel::{Flow, in_order};

/// How many documents are kept in one transaction.
const TOGETHER: usize = 1_024;
/// How many strands land before the incidents they touch are made again.
const BATCH: usize = 131_072;

/// Documents on their way into the record.
struct Landing<'s> {
    store: &'s Store,
    mined: Vec<Mined>,
    fresh: Vec<Strand>,
    report: Report,
    /// Takes what is done with: to free it takes a tenth of the time of whoever does it.
    discard: Sender<Vec<Mined>>,
}

/// What was read out of a document, and the shape of its text.
type Mined = (Extraction, Vec<u64>);

/// What was made again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repaired {
    /// Documents that search knows.
    pub documents: usize,
    /// Incidents.
    pub incidents: usize,
    /// How many of them are gone, are new, or say something else than before.
    pub changed: usize,
    /// Whether the desk was written anew with no empty room in it; not where it was read all the while.
    pub is_packed: bool,
}

/// What came of adding.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Documents that are kept now.
    pub added: usize,
    /// Documents that were there already.
    pub known: usize,
    /// Inputs that gave no document.
    pub skipped: usize,
    /// When those that are kept now were published.
    pub published: Published,
}

/// The days of publication of a run: what is odd about them is to be told, for days told in the articles hang on them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Published {
    /// How many tell none.
    pub unknown: usize,
    /// The first day, ISO, with the id of a document.
    pub first: Option<(String, String)>,
    /// The last day, ISO, with the id of a document.
    pub last: Option<(String, String)>,
}

impl Published {
    fn count(&mut self, document: &Document) {
        let Some(day) = document.published.date().map(|day| day.to_string()) else {
            self.unknown += 1;
            return;
        };
        if self.first.as_ref().is_none_or(|(first, _)| day < *first) {
            self.first = Some((day.clone(), document.id.clone()));
        }
        if self.last.as_ref().is_none_or(|(last, _)| day > *last) {
            self.last = Some((day, document.id.clone()));
        }
    }
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
        store.make_by_rules(RULES)?;
        self.settle_unsettled(store)?;
        let (discard, discarded) = channel();
        thread::scope(|scope| {
            scope.spawn(move || discarded.into_iter().for_each(drop::<Vec<Mined>>));
            self.add_all(
                inputs,
                Landing { store, mined: Vec::new(), fresh: Vec::new(), report: Report::default(), discard },
                &mut each,
            )
        })
    }

    fn add_all(
        &self,
        inputs: Vec<Input<'_>>,
        mut landing: Landing<'_>,
        each: &mut impl FnMut(Step<'_>),
    ) -> Result<Report, Error> {
        let mut failed = None;
        let read = |read: Result<_, Skipped>| read.map(|read| self.extract_with_origin(read));
        in_order(self.documents(inputs), read, |mined| {
            let landed = match mined {
                Ok(mined) => {
                    landing.mined.push(mined);
                    if landing.mined.len() < TOGETHER { Ok(()) } else { self.land(&mut landing, each) }
                }
                Err(skipped) => {
                    landing.report.skipped += 1;
                    each(Step::Skipped(&skipped));
                    Ok(())
                }
            };
            match landed {
                Ok(()) => Flow::GoOn,
                Err(error) => {
                    failed = Some(error);
                    Flow::Stop
                }
            }
        });
        if let Some(error) = failed {
            return Err(error);
        }
        self.land(&mut landing, each)?;
        self.settle(&mut landing.fresh, landing.store)?;
        Ok(landing.report)
    }

    /// Keeps the documents that wait, in one transaction, and settles them when there are many.
    fn land(&self, landing: &mut Landing<'_>, each: &mut impl FnMut(Step<'_>)) -> Result<(), Error> {
        let fold = |text: &str| self.lexicon().fold(text);
        let mined = std::mem::take(&mut landing.mined);
        let added = landing.store.together(|store| {
            let one = |(extraction, origin): &Mined| match store.add(extraction, &Indexing { origin, fold: &fold }) {
                Ok(added) => Ok(Some(added)),
                Err(Error::Conflict { .. }) => Ok(None),
                Err(error) => Err(error),
            };
            mined.iter().map(one).collect::<Result<Vec<_>, Error>>()
        })?;
        for ((extraction, origin), added) in mined.iter().zip(added) {
            match added {
                Some(Added::New) => {
                    landing.report.added += 1;
                    landing.report.published.count(&extraction.document);
                    landing.fresh.extend(strands(tellings(extraction, origin)));
                }
                Some(Added::Known(_)) => landing.report.known += 1,
                Some(Added::TakenDown(trace)) => {
                    landing.report.skipped += 1;
                    let TakeDown { document, who, when, why, .. } = trace;
                    let reason = format!("it was taken down as {document} on {when} by {who}: {why}");
                    let source = extraction.document.source.clone();
                    each(Step::Skipped(&Skipped { source, line: None, reason }));
                }
                None => {
                    landing.report.skipped += 1;
                    let Document { id, source, .. } = extraction.document.clone();
                    let reason = format!("another text is already kept under the id {id}");
                    each(Step::Skipped(&Skipped { source, line: None, reason }));
                }
            }
            each(Step::At(landing.report.added + landing.report.known + landing.report.skipped));
        }
        // Whoever takes it is there as long as there is something to land.
        landing.discard.send(mined).ok();
        if landing.fresh.len() >= BATCH { self.settle(&mut landing.fresh, landing.store) } else { Ok(()) }
    }

    /// Makes the blocks again that the fresh strands touch, and only those.
    fn settle(&self, fresh: &mut Vec<Strand>, store: &Store) -> Result<(), Error> {
        if fresh.is_empty() {
            return Ok(());
        }
        let kept = |(block, strand)| Kept { block, strand };
        let shelf = Shelf {
            under: &|keys| {
                let under = store.strands_under(keys)?.into_iter();
                Ok(under.map(|(block, strand, key)| Posted { block, strand, key }).collect())
            },
            compared: &|rows, each| store.compare_strands(rows, &mut |some| each(some.into_iter().map(kept).collect())),
            blocks: &|blocks, each| store.blocks(blocks, &mut |some| each(some.into_iter().map(kept).collect())),
            whole: &|ids| store.strands_by_id(ids),
            named: &|subjects| store.blocks_named(subjects),
        };
        let fresh = std::mem::take(fresh);
        store.together(|store| {
            let decisions = store.decisions()?;
            store.replace_blocks(&|strand| posts(strand, &decisions), |keep| {
                settle(fresh, &decisions, self.lexicon().entities(), &shelf, keep)
            })
        })
    }

    /// Settles documents that an earlier run kept but did not live to settle.
    fn settle_unsettled(&self, store: &Store) -> Result<(), Error> {
        let mut fresh = Vec::new();
        for (document, origin) in store.unsettled()? {
            if let Some(extraction) = store.extraction(&document)? {
                fresh.extend(strands(tellings(&extraction, &origin)));
            }
            if fresh.len() >= BATCH {
                self.settle(&mut fresh, store)?;
            }
        }
        self.settle(&mut fresh, store)
    }

    /// Makes every incident again from the documents.
    ///
    /// # Errors
    /// If the desk's file cannot be read or written.
    pub fn rebuild(&self, store: &Store) -> Result<(), Error> {
        store.forget_derived()?;
        store.make_by_rules(RULES)?;
        self.settle_unsettled(store)
    }

    /// Makes all that is derived again from documents, claims and decisions: indexes, search, incidents.
    ///
    /// # Errors
    /// If the desk's file cannot be read or written.
    pub fn repair(&self, store: &Store) -> Result<Repaired, Error> {
        let before = store.incident_digests()?;
        let documents = store.mend(&|text| self.lexicon().fold(text))?;
        self.rebuild(store)?;
        let after = store.incident_digests()?;
        // Where somebody reads all the while, it stays as large as it is.
        let is_packed = store.overwrite_freed().is_ok();
        let is_new = |(id, digest): &(&String, &Option<i64>)| before.get(*id) != Some(*digest);
        let gone = before.keys().filter(|id| !after.contains_key(*id)).count();
        Ok(Repaired {
            documents,
            incidents: after.len(),
            changed: gone + after.iter().filter(is_new).count(),
            is_packed,
        })
    }
}
