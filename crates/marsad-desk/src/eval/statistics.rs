//! How sure a figure is: Wilson's interval of a share, the bootstrap of an F1. The same input gives the same interval.

use marsad_record::evaluation::{Bounded, Share};

/// The normal deviate of 95 %.
const Z: f64 = 1.959_963_984_540_054;
const RESAMPLES: usize = 1000;
const SEED: u64 = 0x4d61_7273_6164;

/// So many of so many, with Wilson's interval.
pub(crate) fn share(right: usize, total: usize) -> Share {
    if total == 0 {
        return Share { right, total, low: 0.0, high: 1.0 };
    }
    let (n, p) = (total as f64, right as f64 / total as f64);
    let scale = 1.0 + Z * Z / n;
    let centre = (p + Z * Z / (2.0 * n)) / scale;
    let half = Z / scale * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    Share { right, total, low: (centre - half).max(0.0), high: (centre + half).min(1.0) }
}

/// What one document counts: rightly found, falsely found, not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tally {
    pub(super) hit: usize,
    pub(super) alarm: usize,
    pub(super) missed: usize,
}

/// F1 over all documents, with the middle 95 % of a thousand draws of as many documents.
pub(super) fn f1(tallies: &[Tally]) -> Option<Bounded> {
    let of = |tallies: &mut dyn Iterator<Item = &Tally>| {
        let (mut right, mut all) = (0, 0);
        for tally in tallies {
            right += 2 * tally.hit;
            all += 2 * tally.hit + tally.alarm + tally.missed;
        }
        (all > 0).then(|| right as f64 / all as f64)
    };
    let value = of(&mut tallies.iter())?;
    let mut state = SEED;
    let mut drawn: Vec<f64> = (0..RESAMPLES)
        .filter_map(|_| of(&mut (0..tallies.len()).map(|_| &tallies[below(&mut state, tallies.len())])))
        .collect();
    drawn.sort_by(f64::total_cmp);
    let at = |share: f64| drawn.get((share * (drawn.len().saturating_sub(1)) as f64).round() as usize).copied();
    Some(Bounded { value, low: at(0.025).unwrap_or(value), high: at(0.975).unwrap_or(value) })
}

/// The next number below a bound (splitmix64).
fn below(state: &mut u64, bound: usize) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((mixed ^ (mixed >> 31)) % bound as u64) as usize
}

#[cfg(test)]
mod tests {
    use super::{Tally, f1, share};

    #[test]
    fn the_interval_is_wilsons() {
        let eight = share(8, 10);
        assert!((eight.low - 0.4902).abs() < 1e-4 && (eight.high - 0.9433).abs() < 1e-4, "{eight:?}");
        assert_eq!((share(0, 0).value(), share(0, 0).high), (None, 1.0));
    }

    #[test]
    fn the_bootstrap_gives_the_same_interval_every_time_and_holds_its_figure() {
        let tallies: Vec<Tally> =
            (0..40).map(|at| Tally { hit: at % 3, alarm: usize::from(at % 5 == 0), missed: at % 2 }).collect();
        let once = f1(&tallies).expect("events");
        assert_eq!(f1(&tallies), Some(once));
        assert!(once.low < once.value && once.value < once.high, "{once:?}");
        assert_eq!(f1(&[Tally::default()]), None);
    }
}
