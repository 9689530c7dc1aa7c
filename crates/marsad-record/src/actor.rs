//! Who acts: states, groups, organisations, public office-holders. There is no kind for a private person.

use crate::span::Span;
use crate::vocabulary;

vocabulary! {
    /// What an entity is. Victims and passers-by stay mentions and are never linked.
    EntityKind {
        Group = "group", State = "state", Organisation = "organisation", Person = "person", Outlet = "outlet",
        Place = "place",
    }
}

/// What a mention names; the same words as [`EntityKind`].
pub type MentionKind = EntityKind;

vocabulary! {
    /// How a mention names its entity.
    MentionForm {
        Name = "name", Alias = "alias", Epithet = "epithet", Metonym = "metonym", Nominal = "nominal", Nisba = "nisba",
    }
}

/// One entity that a record uses, as its readers know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Lexicon id, kebab-case.
    pub id: String,
    /// English name.
    pub name_en: String,
    /// Arabic name.
    pub name_ar: String,
    /// Other names, English and Arabic.
    pub also: Vec<String>,
    /// What it is.
    pub kind: EntityKind,
    /// The entity it belongs to (a ministry to its state, a branch to its group).
    pub parent: Option<String>,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<String>,
    /// Wikidata id, only from a named package.
    pub wikidata: Option<String>,
}

/// A span that names something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The words, without proclitics.
    pub span: Span,
    /// What it names.
    pub kind: MentionKind,
    /// Folded words, so that later stages need not read the text.
    pub key: String,
    /// The entity, where one could be told.
    pub entity: Option<String>,
    /// How it names it.
    pub form: MentionForm,
}
