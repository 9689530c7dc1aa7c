//! Where strands are kept, as reconciliation asks for them.

use std::collections::{BTreeMap, BTreeSet};

use marsad_record::incident::Strand;

/// A strand as it is kept, with the number of its block.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// The block that it is in.
    pub block: i64,
    /// The strand; its voices, rules and whatever else nothing is compared by may be missing.
    pub strand: Strand,
}

/// One key under which a strand is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posted {
    /// The block of the strand.
    pub block: i64,
    /// The strand, by its number.
    pub strand: i64,
    /// The key, as it was asked for.
    pub key: u64,
}

/// A question to where strands are kept.
type Asked<'s, Of, Found, E> = &'s dyn Fn(&Of) -> Result<Found, E>;
/// A question whose answer is looked at and let go.
type Compared<'s, E> = &'s dyn Fn(&[i64], &mut dyn FnMut(Vec<Kept>)) -> Result<(), E>;

/// A question of which strands are handed over, some at a time; with the incidents that are made of them by id, each with
/// the digest of its strands where that is known.
type Whole<'s, E> = &'s dyn Fn(&[i64], &mut dyn FnMut(Vec<Kept>)) -> Result<BTreeMap<String, u64>, E>;

/// Where strands are kept.
pub struct Shelf<'s, E> {
    /// Which strands are kept under any of these keys.
    pub under: Asked<'s, [u64], Vec<Posted>, E>,
    /// Hands over strands by their numbers, some at a time, as far as they are compared.
    pub compared: Compared<'s, E>,
    /// Blocks by their numbers, as far as their strands are compared.
    pub blocks: Whole<'s, E>,
    /// Strands by their ids, whole.
    pub whole: Asked<'s, [String], Vec<Strand>, E>,
    /// The blocks of the strands that these subjects of decisions name.
    pub named: Asked<'s, BTreeSet<String>, BTreeSet<i64>, E>,
}
