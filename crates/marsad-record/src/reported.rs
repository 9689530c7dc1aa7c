//! Disagreement as a value that travels, not an error to settle (learnt from jj's `Merge<T>`).

/// Who told one side of a fact: a claim in a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimRef {
    /// Document id.
    pub document: String,
    /// Claim id inside the document.
    pub claim: String,
}

/// One value told for a fact, with everybody who told it.
#[derive(Debug, Clone, PartialEq)]
pub struct Side<T> {
    /// The value.
    pub value: T,
    /// Who told it, sorted, never empty.
    pub claims: Vec<ClaimRef>,
}

/// All values told for one fact. Nothing is ever dropped and none is called the truth.
#[derive(Debug, Clone, PartialEq)]
pub struct Reported<T> {
    /// The sides, most widely told first.
    pub sides: Vec<Side<T>>,
}

impl<T> Default for Reported<T> {
    fn default() -> Self {
        Self { sides: Vec::new() }
    }
}

impl<T: PartialEq> Reported<T> {
    /// Adds one telling: joins the side of the same value or opens a new one.
    pub fn tell(&mut self, value: T, claim: ClaimRef) {
        match self.sides.iter_mut().find(|side| side.value == value) {
            Some(side) => {
                if let Err(place) = side.claims.binary_search(&claim) {
                    side.claims.insert(place, claim);
                }
            }
            None => self.sides.push(Side { value, claims: vec![claim] }),
        }
    }

    /// The value, if everybody who tells one tells the same.
    pub fn agreed(&self) -> Option<&T> {
        match self.sides.as_slice() {
            [side] => Some(&side.value),
            _ => None,
        }
    }

    /// Whether two values are told.
    pub fn is_disputed(&self) -> bool {
        self.sides.len() > 1
    }

    /// Whether nobody tells it: unknown.
    pub fn is_untold(&self) -> bool {
        self.sides.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{ClaimRef, Reported};

    fn claim(document: &str) -> ClaimRef {
        ClaimRef { document: document.to_owned(), claim: "c1".to_owned() }
    }

    #[test]
    fn a_disputed_fact_keeps_both_sides() {
        let mut killed = Reported::default();
        killed.tell(48, claim("a"));
        killed.tell(57, claim("b"));
        killed.tell(48, claim("c"));
        assert!(killed.is_disputed());
        assert_eq!(killed.agreed(), None);
        assert_eq!(killed.sides[0].claims.len(), 2);
    }

    #[test]
    fn telling_the_same_twice_changes_nothing() {
        let mut killed = Reported::default();
        killed.tell(48, claim("a"));
        let once = killed.clone();
        killed.tell(48, claim("a"));
        assert_eq!(killed, once);
    }

    #[test]
    fn an_untold_fact_agrees_on_nothing() {
        let untold: Reported<u8> = Reported::default();
        assert!(untold.is_untold() && untold.agreed().is_none() && !untold.is_disputed());
    }
}
