//! Who wrote it first: reprints, near-duplicates and "X, citing an agency" count once.

use std::collections::BTreeMap;

use marsad_record::incident::Telling;

use crate::digest::{digest, mixed};

/// How many values a signature has.
const SIGNATURE: usize = 64;
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
    if shingles < ENOUGH { Vec::new() } else { least.to_vec() }
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
pub(crate) fn origins(tellings: &[&Telling]) -> BTreeMap<String, usize> {
    struct Source<'t> {
        document: &'t str,
        shape: &'t [u64],
        outlet: &'t str,
        agency: Option<&'t str>,
        origin: usize,
    }
    let mut sources: Vec<Source<'_>> = Vec::new();
    for telling in tellings {
        if sources.iter().any(|source| source.document == telling.document) {
            continue;
        }
        let agency = telling.agency.as_deref();
        sources.push(Source {
            document: &telling.document,
            shape: &telling.origin,
            outlet: &telling.outlet,
            agency,
            origin: sources.len(),
        });
    }
    for right in 1..sources.len() {
        for left in 0..right {
            let (one, other) = (&sources[left], &sources[right]);
            let is_cited = |cited: Option<&str>, by: &Source<'_>| {
                cited.is_some_and(|agency| by.agency == Some(agency) || by.outlet == agency)
            };
            if one.origin != other.origin
                && (is_cited(one.agency, other) || is_cited(other.agency, one) || is_reprint(one.shape, other.shape))
            {
                let (kept, gone) = (one.origin.min(other.origin), one.origin.max(other.origin));
                sources.iter_mut().filter(|source| source.origin == gone).for_each(|source| source.origin = kept);
            }
        }
    }
    sources.into_iter().map(|source| (source.document.to_owned(), source.origin)).collect()
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
