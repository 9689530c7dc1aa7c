//! What a dossier is made from beside its subject: fixed labels, the documents that it quotes, and names. Plain values.

use std::collections::BTreeMap;

use crate::document::Document;

/// Everything beside the subject of a dossier.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Material {
    /// `ar` or `en`.
    pub language: String,
    /// Fixed labels in that language, by id.
    pub labels: BTreeMap<String, String>,
    /// The documents that are quoted, by id.
    pub documents: BTreeMap<String, Document>,
    /// What entities and places are called in that language, by id.
    pub names: BTreeMap<String, String>,
}
