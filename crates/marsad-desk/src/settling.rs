//! Incidents made again after a person's act, and kept.

use marsad_lexicon::Entities;
use marsad_reconcile::{Kept, Posted, Shelf, posts, settle};
use marsad_record::decision::Decision;
use marsad_record::incident::Strand;
use marsad_store::{Error, Store};

/// Makes the blocks that these strands land in, and keeps them in the place of those that were there.
pub(crate) fn settle_in(
    store: &Store,
    entities: &Entities,
    strands: Vec<Strand>,
    decisions: &[Decision],
) -> Result<(), Error> {
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
    store.replace_blocks(&|strand| posts(strand, decisions), |keep| settle(strands, decisions, entities, &shelf, keep))
}
