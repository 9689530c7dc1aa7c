//! Where bytes come from: made by chance from a seed, or an earlier input changed a little.

/// How many earlier inputs are kept to be changed.
const KEPT: usize = 512;

/// Longest input, in bytes.
const LONGEST: usize = 1200;

/// Makes inputs; the same seed makes the same ones.
pub struct Maker {
    state: u64,
    kept: Vec<Vec<u8>>,
}

/// The next number of a sequence, by its state.
pub fn random(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

impl Maker {
    /// From a seed.
    pub fn new(seed: u64) -> Self {
        Self { state: seed, kept: Vec::new() }
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(random(&mut self.state) % (end.max(1) as u64)).unwrap_or_default()
    }

    fn byte(&mut self) -> u8 {
        random(&mut self.state).to_le_bytes()[0]
    }

    fn fresh(&mut self) -> Vec<u8> {
        let most = if self.below(8) == 0 { LONGEST } else { 80 };
        let length = self.below(most);
        (0..length).map(|_| self.byte()).collect()
    }

    /// The next input.
    pub fn next_input(&mut self) -> Vec<u8> {
        let input = if self.kept.is_empty() || self.below(3) == 0 { self.fresh() } else { self.changed() };
        if self.kept.len() < KEPT {
            self.kept.push(input.clone());
        } else if self.below(16) == 0 {
            let slot = self.below(KEPT);
            self.kept[slot].clone_from(&input);
        }
        input
    }

    /// An earlier input with a few bytes changed, cut, doubled, or joined to another.
    fn changed(&mut self) -> Vec<u8> {
        let from = self.below(self.kept.len());
        let mut input = self.kept[from].clone();
        for _ in 0..=self.below(4) {
            let (at, other) = (self.below(input.len() + 1), self.below(input.len() + 1));
            let (low, high) = (at.min(other), at.max(other));
            match self.below(5) {
                0 => input.drain(low..high).for_each(drop),
                1 => {
                    let copy = input[low..high].to_vec();
                    input.splice(at..at, copy).for_each(drop);
                }
                2 => {
                    let donor = self.below(self.kept.len());
                    let donor = self.kept[donor].clone();
                    let cut = self.below(donor.len() + 1);
                    input.truncate(at);
                    input.extend_from_slice(&donor[cut..]);
                }
                3 => input.insert(at, self.byte()),
                _ => {
                    let byte = self.byte();
                    input.get_mut(at).into_iter().for_each(|slot| *slot = byte);
                }
            }
            input.truncate(LONGEST);
        }
        input
    }
}
