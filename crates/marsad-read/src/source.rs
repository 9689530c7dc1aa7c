//! Where bytes come from, and what the caller knows about them.

use std::io::BufRead;
use std::path::PathBuf;

/// Where documents are read from.
pub enum Source {
    /// A file, or a folder whose `*.txt *.html *.htm *.jsonl *.json` are read in sorted order.
    Path(PathBuf),
    /// Standard input, or a page that was fetched.
    Stream {
        /// What to call it in the record.
        name: String,
        /// The bytes.
        reader: Box<dyn BufRead + Send>,
    },
}

impl Source {
    /// A file or a folder.
    pub fn path(path: impl Into<PathBuf>) -> Self {
        Self::Path(path.into())
    }

    /// Bytes from anywhere.
    pub fn stream(name: impl Into<String>, reader: impl BufRead + Send + 'static) -> Self {
        Self::Stream { name: name.into(), reader: Box::new(reader) }
    }
}

/// What the caller says about a document: it beats what is found in the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// The id to keep.
    pub id: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Who publishes it.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The day of publication, ISO 8601 or as a page would write it.
    pub published: Option<String>,
    /// The writer.
    pub author: Option<String>,
}

impl Given {
    /// This one, filled up from `other` where it says nothing.
    pub(crate) fn or(self, other: &Self) -> Self {
        let either = |mine: Option<String>, theirs: &Option<String>| mine.or_else(|| theirs.clone());
        Self {
            id: either(self.id, &other.id),
            title: either(self.title, &other.title),
            outlet: either(self.outlet, &other.outlet),
            url: either(self.url, &other.url),
            published: either(self.published, &other.published),
            author: either(self.author, &other.author),
        }
    }
}
