//! What fresh strands or a new decision move is made again, and nothing else.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::mpsc::{channel, sync_channel};
use std::thread;

use marsad_lexicon::Entities;
use marsad_record::decision::Decision;
use marsad_record::incident::{Block, Strand};

use crate::decided::Decided;
use crate::landing::landings;
use crate::outline::{Outline, Sketched};
use crate::shelf::{Kept, Shelf};

/// How many strands are held whole at most, but for those of one block.
const WHOLE: usize = 4_096;
/// How many parts of what is read wait to be looked at.
const PARTS: usize = 2;

/// Hands over the blocks that take the place of all those which `fresh` strands land in: strands that are new, or of
/// which a person decided something.
///
/// The one who asks reads blocks and writes those before; of what was read others find out which strands are one incident.
///
/// # Errors
/// Those of the shelf and of `keep`.
pub fn settle<E>(
    fresh: Vec<Strand>,
    decisions: &[Decision],
    entities: &Entities,
    shelf: &Shelf<'_, E>,
    keep: &mut dyn FnMut(Block) -> Result<(), E>,
) -> Result<(), E> {
    let landings = landings(fresh, decisions, entities, shelf)?;
    let decided = &Decided::of(decisions);
    thread::scope(|scope| {
        let (draw, drawn) = sync_channel(PARTS);
        let (group, grouped) = sync_channel::<Sketched>(1);
        let (tell, told) = channel();
        // Where writing fails nobody takes what comes any more.
        scope.spawn(move || {
            let mut sketched = Sketched::default();
            for part in drawn {
                match part {
                    Part::Kept(kept) => sketched.take_in(&kept, decided, entities),
                    Part::Rest(fresh, incidents) => {
                        sketched.finish(fresh, incidents, decided, entities);
                        if group.send(std::mem::take(&mut sketched)).is_err() {
                            break;
                        }
                    }
                }
            }
        });
        scope.spawn(move || {
            for sketched in grouped {
                if tell.send(sketched.outlines(decided)).is_err() {
                    break;
                }
            }
        });
        for landing in landings {
            let incidents = (shelf.blocks)(&landing.blocks, &mut |kept| drop(draw.send(Part::Kept(kept))))?;
            drop(draw.send(Part::Rest(landing.fresh, incidents)));
            told.try_iter().try_for_each(|outlines| make(outlines, decided, shelf, keep))?;
        }
        drop(draw);
        told.iter().try_for_each(|outlines| make(outlines, decided, shelf, keep))
    })
}

/// What is read of a landing.
enum Part {
    /// Some of the strands that are kept.
    Kept(Vec<Kept>),
    /// The fresh strands at the end, and the incidents that are there.
    Rest(Vec<Strand>, BTreeMap<String, u64>),
}

/// Makes the incidents of these blocks, some at a time.
fn make<E>(
    outlines: Vec<Outline>,
    decided: &Decided,
    shelf: &Shelf<'_, E>,
    keep: &mut dyn FnMut(Block) -> Result<(), E>,
) -> Result<(), E> {
    let mut outlines = outlines.into_iter().peekable();
    while outlines.peek().is_some() {
        let mut some: Vec<Outline> = Vec::new();
        let mut wanted: BTreeSet<String> = BTreeSet::new();
        while let Some(outline) = outlines.next_if(|_| wanted.len() < WHOLE) {
            wanted.extend(outline.wanted().iter().cloned());
            some.push(outline);
        }
        let whole = (shelf.whole)(&wanted.into_iter().collect::<Vec<_>>())?;
        // It is only looked into, so its order does not matter.
        let whole: HashMap<String, Strand> = whole.into_iter().map(|strand| (strand.id.clone(), strand)).collect();
        for outline in some {
            keep(outline.made(&whole, decided))?;
        }
    }
    Ok(())
}
