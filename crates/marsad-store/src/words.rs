//! Folded words that a text is searched for.

/// What is searched: a text matches if it holds, of every group, at least one phrase.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// Groups of phrases; the words of a phrase stand one after the other, with a space between them.
    pub groups: Vec<Vec<String>>,
}

impl Words {
    /// All of these phrases.
    pub fn all<P: Into<String>>(phrases: impl IntoIterator<Item = P>) -> Self {
        Self { groups: phrases.into_iter().map(|phrase| vec![phrase.into()]).collect() }
    }

    /// Every phrase, in the order it is asked for.
    pub(crate) fn phrases(&self) -> impl Iterator<Item = &str> {
        self.groups.iter().flatten().map(String::as_str)
    }
}
