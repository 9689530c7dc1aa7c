//! Folded words that a text is searched for.

/// What is searched: a text matches if it holds, of every group, at least one phrase.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// Groups of phrases; the words of a phrase stand one after the other, with a space between them.
    pub groups: Vec<Vec<String>>,
    /// Where there are any: a text does not match that holds, of every one of these groups, at least one phrase.
    pub but: Vec<Vec<String>>,
}

impl Words {
    /// All of these phrases.
    pub fn all<P: Into<String>>(phrases: impl IntoIterator<Item = P>) -> Self {
        Self::of(phrases.into_iter().map(|phrase| vec![phrase.into()]).collect())
    }

    /// Of every one of these groups, one phrase at least.
    pub fn of(groups: Vec<Vec<String>>) -> Self {
        Self { groups, but: Vec::new() }
    }
}
