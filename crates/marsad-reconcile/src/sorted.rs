//! Small sets: sorted lists, because most hold one value or none and a tree for each would cost more than all of them.

/// A set as a sorted list without repetition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sorted<T>(Vec<T>);

impl<T: Ord> FromIterator<T> for Sorted<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut values: Vec<T> = values.into_iter().collect();
        values.sort_unstable();
        values.dedup();
        values.shrink_to_fit();
        Self(values)
    }
}

impl<T: Ord> Sorted<T> {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// The values that both hold.
    pub(crate) fn common<'s>(&'s self, other: &'s Self) -> impl Iterator<Item = &'s T> {
        self.0.iter().filter(|value| other.0.binary_search(value).is_ok())
    }

    /// How many values both hold.
    pub(crate) fn shared(&self, other: &Self) -> usize {
        self.common(other).count()
    }

    pub(crate) fn is_disjoint(&self, other: &Self) -> bool {
        let (few, many) = if self.0.len() <= other.0.len() { (self, other) } else { (other, self) };
        few.0.iter().all(|value| many.0.binary_search(value).is_err())
    }
}
