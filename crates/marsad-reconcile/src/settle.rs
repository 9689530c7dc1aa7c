//! Which strands a new document or a new decision moves: what has to be looked at again, and nothing else.

use std::collections::BTreeSet;

use marsad_lexicon::Entities;
use marsad_record::decision::Decision;
use marsad_record::incident::{Block, Strand};

use crate::block::{blocks, touched};
use crate::decided::companions;
use crate::key::probes;

/// A question to where strands are kept.
type Asked<'s, Of, Found, E> = &'s dyn Fn(&Of) -> Result<Vec<Found>, E>;

/// A question whose answer is looked at and let go.
type Compared<'s, E> = &'s dyn Fn(&BTreeSet<u64>, &mut dyn FnMut(&[Strand])) -> Result<(), E>;

/// Where strands are kept, as reconciliation asks for them.
pub struct Shelf<'s, E> {
    /// Hands over strands that are kept under any of these keys, some at a time; their voices may be missing.
    pub under: Compared<'s, E>,
    /// Every strand of the blocks that hold any of these strands.
    pub beside: Asked<'s, [String], Strand, E>,
    /// Ids of the strands that these subjects of decisions name.
    pub named: Asked<'s, BTreeSet<String>, String, E>,
}

/// The blocks that take the place of all those which `fresh` strands land in: strands that are new, or of which a
/// person decided something.
///
/// # Errors
/// Those of the shelf.
pub fn settled<E>(
    fresh: Vec<Strand>,
    decisions: &[Decision],
    entities: &Entities,
    shelf: &Shelf<'_, E>,
) -> Result<Vec<Block>, E> {
    Ok(blocks(landed(fresh, decisions, entities, shelf)?, decisions, entities))
}

/// The strands of those blocks, of which they are to be computed (see [`crate::each_block`]).
///
/// # Errors
/// Those of the shelf.
pub fn landed<E>(
    fresh: Vec<Strand>,
    decisions: &[Decision],
    entities: &Entities,
    shelf: &Shelf<'_, E>,
) -> Result<Vec<Strand>, E> {
    let keys: BTreeSet<u64> = fresh.iter().flat_map(|strand| probes(strand, decisions)).collect();
    let near = |each: &mut dyn FnMut(&[Strand])| (shelf.under)(&keys, each);
    let mut whole = (shelf.beside)(&touched(&fresh, near, decisions, entities)?)?;
    whole.extend(fresh);
    // What a person holds together is computed together, and brings its own blocks along.
    loop {
        let wanted = (shelf.named)(&companions(&whole, decisions))?;
        let here: BTreeSet<&str> = whole.iter().map(|strand| strand.id.as_str()).collect();
        let missing: Vec<String> = wanted.into_iter().filter(|id| !here.contains(id.as_str())).collect();
        if missing.is_empty() {
            return Ok(whole);
        }
        whole.extend((shelf.beside)(&missing)?);
    }
}
