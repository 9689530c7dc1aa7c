//! Things that belong together: each knows another of its set, and the first of a set stands for all.

/// The first of the set that a thing is in.
pub(crate) fn root(roots: &mut [usize], place: usize) -> usize {
    let mut top = place;
    while roots[top] != top {
        roots[top] = roots[roots[top]];
        top = roots[top];
    }
    top
}

/// Makes one set of two.
pub(crate) fn join(roots: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(roots, one), root(roots, other));
    let (low, high) = (one.min(other), one.max(other));
    roots[high] = low;
}
