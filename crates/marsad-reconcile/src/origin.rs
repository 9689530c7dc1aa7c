//! Who wrote it first: reprints, near-duplicates and "X, citing an agency" count once.

use std::collections::BTreeMap;

use marsad_record::incident::Telling;

use crate::digest::{digest, mixed};
use crate::union::{join, root};

/// How many values a signature has.
const SIGNATURE: usize = 64;
/// The bits of each that are kept: two values that differ agree in one of 65,536.
const KEPT: u64 = 0xffff;
/// How many words make a shingle.
const SHINGLE: usize = 4;
/// Fewer runs of words than these are news in brief, alike by nature.
const ENOUGH: usize = 24;
/// Share of equal values from which two texts are one text reprinted.
const REPRINT: f64 = 0.45;

/// The shape of a text: the least digests of its runs of four words. Texts that share most of their wording have
/// most values in common. Give it the folded words of the article without its chrome.
pub fn origin_signature<'w>(words: impl Iterator<Item = &'w str>) -> Vec<u64> {
    let mut window: Vec<&str> = Vec::with_capacity(SHINGLE);
    let mut least = [u64::MAX; SIGNATURE];
    let mut shingles = 0_usize;
    for word in words {
        if window.len() == SHINGLE {
            window.remove(0);
        }
        window.push(word);
        if window.len() == SHINGLE {
            shingles += 1;
            let shingle = digest(window.iter().copied());
            for (seed, slot) in (0_u64..).zip(least.iter_mut()) {
                *slot = (*slot).min(mixed(shingle ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
            }
        }
    }
    if shingles < ENOUGH { Vec::new() } else { least.iter().map(|value| value & KEPT).collect() }
}

/// Whether two signatures are of one text.
pub(crate) fn is_reprint(one: &[u64], other: &[u64]) -> bool {
    if one.len() != other.len() || one.is_empty() {
        return false;
    }
    let equal = one.iter().zip(other).filter(|(left, right)| left == right).count();
    equal as f64 >= REPRINT * one.len() as f64
}

/// The origin of each document of an incident: documents with the same number have one origin.
///
/// Time grows with what texts have in common, not with the square of their number: ten thousand copies of one text
/// are one shape, and texts that share no value are never compared.
pub fn origins(tellings: &[&Telling]) -> BTreeMap<String, usize> {
    let mut documents: BTreeMap<&str, usize> = BTreeMap::new();
    let mut sources: Vec<&Telling> = Vec::new();
    for telling in tellings {
        documents.entry(&telling.document).or_insert_with(|| {
            sources.push(telling);
            sources.len() - 1
        });
    }
    let mut roots: Vec<usize> = (0..sources.len()).collect();
    let mut first_of: BTreeMap<&[u64], usize> = BTreeMap::new();
    let mut by_agency: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, source) in sources.iter().enumerate() {
        if !source.origin.is_empty() {
            join(&mut roots, *first_of.entry(&source.origin).or_insert(place), place);
        }
        if let Some(agency) = source.agency.as_deref() {
            join(&mut roots, *by_agency.entry(agency).or_insert(place), place);
        }
    }
    for (place, source) in sources.iter().enumerate() {
        if let Some(cited) = by_agency.get(source.outlet.as_str()) {
            join(&mut roots, *cited, place);
        }
    }
    let shapes: Vec<usize> = first_of.into_values().collect();
    let mut holding: BTreeMap<(usize, u64), Vec<usize>> = BTreeMap::new();
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for place in shapes {
        shared.clear();
        for (slot, value) in sources[place].origin.iter().enumerate() {
            let held = holding.entry((slot, *value)).or_default();
            held.iter().for_each(|other| *shared.entry(*other).or_default() += 1);
            held.push(place);
        }
        for (other, equal) in &shared {
            if *equal as f64 >= REPRINT * SIGNATURE as f64
                && is_reprint(&sources[place].origin, &sources[*other].origin)
            {
                join(&mut roots, *other, place);
            }
        }
    }
    documents.into_iter().map(|(document, place)| (document.to_owned(), root(&mut roots, place))).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_reprint, origin_signature};

    #[test]
    fn a_reprint_with_another_ending_keeps_its_shape() {
        let wire: Vec<String> = (0..40).map(|number| format!("word{number}")).collect();
        let wire = wire.join(" ");
        let reprint = format!("{wire} with agencies");
        let other: Vec<String> = (0..40).map(|number| format!("other{number}")).collect();
        let other = other.join(" ");
        let shape = |text: &str| origin_signature(text.split(' '));
        assert!(is_reprint(&shape(&wire), &shape(&reprint)));
        assert!(!is_reprint(&shape(&wire), &shape(&other)));
        assert!(!is_reprint(&shape("too short"), &shape("too short")));
    }
}
