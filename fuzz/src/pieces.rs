//! Bytes to a text: as they are, or each pair of bytes as one piece of Arabic news (a word of the lexicon, a number, a mark).
//!
//! Bytes taken as letters seldom make two words in a row that a rule knows; pieces do.

use marsad_lexicon::Lexicon;

/// Tables whose words rules of numbers, times and tolls are made of.
const TABLES: &[&str] = &[
    "ar/numbers",
    "ar/number_links",
    "ar/ordinals",
    "ar/months",
    "ar/weekdays",
    "ar/units",
    "ar/time_words",
    "ar/time_cues",
    "ar/time_parts",
    "ar/time_directions",
    "ar/time_marks",
    "ar/time_clauses",
    "ar/qualifiers",
    "ar/quantity_words",
    "ar/toll_words",
    "ar/toll_turns",
    "ar/counted_nouns",
    "ar/particles",
    "ar/function_words",
    "ar/clitics",
    "ar/titles",
    "ar/speech_verbs",
    "ar/speech_nouns",
    "ar/voice_nouns",
    "ar/event_verbs",
    "ar/event_nouns",
    "ar/hedges",
    "ar/forecast_words",
    "ar/relation_words",
    "ar/boilerplate",
    "world/titles",
    "world/outlets",
    "world/nisba",
    "world/collectives",
];

/// Marks, digits, controls and letters that have broken programs before.
const ODD: &[&str] = &[
    ".",
    ",",
    "\u{060C}",
    "\u{061B}",
    ":",
    "/",
    "-",
    "\u{2013}",
    "\\",
    "%",
    "\u{066A}",
    "$",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "\u{00AB}",
    "\u{00BB}",
    "\u{201C}",
    "\u{201D}",
    "\u{2018}",
    "'",
    "#",
    "_",
    "!",
    "\u{061F}",
    "\u{2026}",
    "\n",
    "\r\n",
    "\u{2028}",
    "\t",
    "\u{00A0}",
    "\u{200F}",
    "\u{202B}",
    "\u{2066}",
    "\u{200C}",
    "\u{FEFF}",
    "\u{0640}",
    "\u{064B}",
    "\u{0651}",
    "\u{0670}",
    "\u{06DD}",
    "\u{FDFA}",
    "\u{FEFB}",
    "\u{FEF7}",
    "\u{FE8D}\u{FEDF}",
    "\u{0130}",
    "\u{FFFD}",
    "\u{1F4A5}",
    "\u{0}",
    "\u{66B}",
    "\u{66C}",
    "0",
    "1",
    "2",
    "3",
    "10",
    "12",
    "15",
    "24",
    "28",
    "29",
    "30",
    "31",
    "59",
    "60",
    "99",
    "100",
    "1000",
    "1439",
    "1800",
    "1999",
    "2001",
    "2016",
    "2024",
    "2199",
    "99999",
    "007",
    "1.5",
    "1,200",
    "3.000.000",
    "31/2/2020",
    "31-12-1999",
    "29.2.2023",
    "24:60",
    "23:59:60",
    "00:00",
    "10.30",
    "1e9",
    "\u{0661}\u{0660}",
    "\u{06F3}\u{06F1}",
    "1000000000000000000000000000000",
    "AFP",
    "CNN",
    "RT",
    "d",
    "GMT",
];

/// The pieces of which texts are made.
pub(crate) struct Pieces {
    words: Vec<String>,
}

impl Pieces {
    /// Every word of the tables, as it is written.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let mut words: Vec<String> = Vec::new();
        for table in TABLES.iter().map(|table| lexicon.table(table)) {
            for column in ["word", "name", "written", "lemma", "stem", "plural"] {
                let cells = table.rows().map(|row| row.get(column).to_owned());
                words.extend(cells.filter(|cell| !cell.is_empty()));
            }
        }
        Self { words }
    }

    /// The text of the bytes. The first one says how they are meant.
    pub(crate) fn text(&self, bytes: &[u8]) -> String {
        match bytes.split_first() {
            Some((first, rest)) if first % 4 != 0 => self.made(rest),
            Some((_, rest)) => String::from_utf8_lossy(rest).into_owned(),
            None => String::new(),
        }
    }

    fn made(&self, bytes: &[u8]) -> String {
        let mut text = String::new();
        for pair in bytes.chunks(2) {
            let (high, low) = (usize::from(pair[0]), usize::from(pair.get(1).copied().unwrap_or_default()));
            // A quarter is odd; of the others the upper bit says whether a space goes before.
            if high % 4 == 0 {
                text.push_str(ODD[(high / 4 * 256 + low) % ODD.len()]);
                continue;
            }
            if high & 0x80 == 0 || !text.ends_with(is_proclitic) {
                text.push(' ');
            }
            text.push_str(&self.words[(high * 256 + low) % self.words.len().max(1)]);
        }
        text
    }
}

/// Letters that are written with the word after them.
fn is_proclitic(letter: char) -> bool {
    matches!(letter, '\u{0648}' | '\u{0641}' | '\u{0628}' | '\u{0644}' | '\u{0643}' | '\u{0633}')
}
