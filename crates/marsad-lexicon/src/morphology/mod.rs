//! Arabic inflection: a verb lemma (root, form, vowels) or a noun lemma in, every written form with its features out.
//! All patterns, endings and exceptions come from `lexicon/ar/`; this module knows only how sounds meet and how they are
//! written. It never reads files and never judges a text.

pub mod features;
pub(crate) mod letters;
mod noun;
mod sound;
mod tables;
#[cfg(test)]
mod tests;
mod verb;
mod weak;
mod write;

pub use features::{Form, Gender, NounForm, NounLemma, NounRole, Number, Person, State, Tense, VerbLemma, Voice};
pub use noun::{decline, relative_adjective, verbal_nouns};
pub use tables::{Sources, Tables};
pub use verb::{citation, conjugate};
