//! Document text to sentences and folded tokens, each with a way back to its original letters, and one look-up of
//! every word, name and cue of the lexicon. It knows neither actors nor events.
//!
//! Invariant: every token's span gives back the original letters; no letter of the text is lost or added.

mod begin;
mod clitics;
mod form;
mod hit;
mod matcher;
mod segment;
mod sentence;
mod text;
mod tokenise;

pub use clitics::{Clitics, Proclitics, Reading, Suffix};
pub use hit::{ClassBits, Hit, Hits};
pub use matcher::{Capture, Match, RuleSet};
pub use segment::Segmenter;
pub use sentence::Sentence;
pub use text::{Analyser, Text};
pub use tokenise::{Token, TokenKind};
