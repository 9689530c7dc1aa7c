//! The code points that inflection itself needs, named once; every other Arabic letter lives in `lexicon/ar/`.

pub(crate) const HAMZA: char = '\u{0621}';
pub(crate) const ALIF_MADDA: char = '\u{0622}';
pub(crate) const ALIF_HAMZA: char = '\u{0623}';
pub(crate) const WAW_HAMZA: char = '\u{0624}';
pub(crate) const ALIF_HAMZA_BELOW: char = '\u{0625}';
pub(crate) const YA_HAMZA: char = '\u{0626}';
pub(crate) const ALIF: char = '\u{0627}';
pub(crate) const TA_MARBUTA: char = '\u{0629}';
pub(crate) const TA: char = '\u{062A}';
pub(crate) const AYN: char = '\u{0639}';
pub(crate) const FA: char = '\u{0641}';
pub(crate) const LAM: char = '\u{0644}';
pub(crate) const WAW: char = '\u{0648}';
pub(crate) const ALIF_MAQSURA: char = '\u{0649}';
pub(crate) const YA: char = '\u{064A}';
pub(crate) const FATHA: char = '\u{064E}';
pub(crate) const DAMMA: char = '\u{064F}';
pub(crate) const KASRA: char = '\u{0650}';
pub(crate) const SHADDA: char = '\u{0651}';
pub(crate) const SUKUN: char = '\u{0652}';

/// The ending of the sound masculine plural, as the lexicon writes it in a cell.
pub(crate) const SOUND_MASCULINE: &str = "\u{0648}\u{0646}";
/// The ending of the sound feminine plural.
pub(crate) const SOUND_FEMININE: &str = "\u{0627}\u{062A}";
/// The definite article.
pub(crate) const ARTICLE: &str = "\u{0627}\u{0644}";

/// A short vowel, a doubling mark or another mark above or below a letter.
pub(crate) fn is_mark(letter: char) -> bool {
    ('\u{064B}'..='\u{0652}').contains(&letter) || letter == '\u{0670}'
}
