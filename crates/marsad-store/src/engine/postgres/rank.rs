//! How well a text matches: the same figures, to the last bit, as SQLite's search gives.

/// How fast more of the same stops counting.
const SATURATION: f64 = 1.2;
/// How much a long text counts less.
const LENGTH: f64 = 0.75;

/// What is known of the whole index.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shelf {
    /// How many texts there are.
    pub(super) rows: i64,
    /// How many words they have together.
    pub(super) words: i64,
}

impl Shelf {
    /// How much a phrase tells that so many texts hold.
    pub(super) fn weight(&self, hits: i64) -> f64 {
        let weight = ((self.rows as f64 - hits as f64 + 0.5) / (hits as f64 + 0.5)).ln();
        if weight <= 0.0 { 1e-6 } else { weight }
    }

    /// How well a text of so many words matches that holds each phrase so often; smaller is better.
    pub(super) fn rank(&self, weights: &[f64], often: &[usize], words: i64) -> f64 {
        let average = self.words as f64 / self.rows as f64;
        let mut score = 0.0;
        for (weight, often) in weights.iter().zip(often) {
            let often = *often as f64;
            let full = often + SATURATION * (1.0 - LENGTH + LENGTH * words as f64 / average);
            score += weight * ((often * (SATURATION + 1.0)) / full);
        }
        -score
    }
}

/// How often words stand one after the other, given where each of them stands.
pub(super) fn often(places: &[&[u16]]) -> usize {
    let Some((first, rest)) = places.split_first() else { return 0 };
    let follows = |place: u16, words: &[&[u16]]| {
        (1..).zip(words).all(|(after, places)| places.binary_search(&place.saturating_add(after)).is_ok())
    };
    first.iter().filter(|place| follows(**place, rest)).count()
}

#[cfg(test)]
mod tests {
    use super::often;

    #[test]
    fn phrases_are_counted_where_they_stand() {
        assert_eq!(often(&[&[1, 4, 9]]), 3);
        assert_eq!(often(&[&[1, 4, 9], &[2, 6, 10]]), 2);
        assert_eq!(often(&[&[1, 2, 3], &[1, 2, 3]]), 2);
        assert_eq!(often(&[&[1], &[]]), 0);
    }
}
