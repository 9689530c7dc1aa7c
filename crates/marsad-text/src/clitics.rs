//! Which words a written word can be: its proclitics and pronoun suffixes stripped in every way that leaves a word that
//! the lexicon knows. The clitics are `lexicon/ar/clitics.tsv`.

use marsad_lexicon::{Lexicon, Vocabulary, WordId};
use rustc_hash::FxHashSet;

/// Which proclitics were stripped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct Proclitics(u8);

impl Proclitics {
    const CONJUNCTION: u8 = 1;
    const PREPOSITION: u8 = 2;
    const FUTURE: u8 = 4;

    /// Nothing was stripped.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// «و» or «ف» was stripped.
    pub fn has_conjunction(self) -> bool {
        self.0 & Self::CONJUNCTION != 0
    }

    /// «ب», «ك» or «ل» was stripped.
    pub fn has_preposition(self) -> bool {
        self.0 & Self::PREPOSITION != 0
    }

    /// «س» was stripped.
    pub fn has_future(self) -> bool {
        self.0 & Self::FUTURE != 0
    }
}

/// One way to read a written word as a word of the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The word.
    pub word: WordId,
    /// What was stripped before it.
    pub proclitics: Proclitics,
    /// Folded bytes stripped before it.
    pub lead: u8,
    /// Folded bytes stripped after it.
    pub tail: u8,
    /// What the suffix may follow.
    pub suffix: Suffix,
}

/// What a pronoun suffix may follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Suffix {
    /// A noun, a verb or a particle; also where there is none.
    #[default]
    Any,
    /// A noun alone («ي»).
    Noun,
    /// A verb alone («ني»).
    Verb,
}

struct Proclitic {
    written: String,
    reads: String,
    bit: u8,
}

/// How long a word must be for its ending to be read as another, in letters.
const LONG: usize = 5;

/// The clitics of the language.
pub struct Clitics {
    /// Words of the closed classes: never cut, «الذي» is not «الذ» + «ي».
    whole: FxHashSet<WordId>,
    conjunctions: Vec<Proclitic>,
    others: Vec<Proclitic>,
    suffixes: Vec<(String, Suffix)>,
    endings: Vec<(String, String)>,
    /// Endings that are often written for others: «منطقه» for «منطقة».
    worn: Vec<(String, String)>,
}

impl Clitics {
    /// From `ar/clitics`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut clitics = Self {
            whole: closed_classes(lexicon),
            conjunctions: Vec::new(),
            others: Vec::new(),
            suffixes: Vec::new(),
            endings: Vec::new(),
            worn: Vec::new(),
        };
        for row in lexicon.table("ar/clitics").rows() {
            let written = lexicon.fold(row.get("written"));
            let reads = lexicon.fold(row.get("reads"));
            match (row.get("side"), row.get("class")) {
                ("before", "conjunction") => {
                    clitics.conjunctions.push(Proclitic { written, reads, bit: Proclitics::CONJUNCTION });
                }
                ("before", "future") => clitics.others.push(Proclitic { written, reads, bit: Proclitics::FUTURE }),
                ("before", _) => clitics.others.push(Proclitic { written, reads, bit: Proclitics::PREPOSITION }),
                ("after", "possessive") => clitics.suffixes.push((written, Suffix::Noun)),
                ("after", "object") => clitics.suffixes.push((written, Suffix::Verb)),
                ("after", _) => clitics.suffixes.push((written, Suffix::Any)),
                ("restore", _) => clitics.endings.push((written, reads)),
                ("worn", _) => clitics.worn.push((written, reads)),
                _ => {}
            }
        }
        clitics.suffixes.sort_by_key(|(suffix, _)| std::cmp::Reverse(suffix.len()));
        clitics
    }

    /// Every reading of a folded word, the one that strips least first.
    pub(crate) fn readings(&self, folded: &str, vocabulary: &Vocabulary, out: &mut Vec<Reading>) {
        if let Some(word) = vocabulary.word(folded).filter(|word| self.whole.contains(word)) {
            out.push(Reading { word, proclitics: Proclitics::default(), lead: 0, tail: 0, suffix: Suffix::Any });
            return;
        }
        self.stems(folded, Proclitics::default(), 0, vocabulary, out);
        for conjunction in &self.conjunctions {
            if let Some(rest) = folded.strip_prefix(conjunction.written.as_str()) {
                if let Some(word) = vocabulary.word(rest).filter(|word| self.whole.contains(word)) {
                    let lead = u8::try_from(conjunction.written.len()).unwrap_or(u8::MAX);
                    out.push(Reading {
                        word,
                        proclitics: Proclitics(conjunction.bit),
                        lead,
                        tail: 0,
                        suffix: Suffix::Any,
                    });
                    continue;
                }
                self.stems(rest, Proclitics(conjunction.bit), conjunction.written.len(), vocabulary, out);
            }
        }
    }

    /// Strips a preposition or «س» too.
    fn stems(&self, word: &str, proclitics: Proclitics, lead: usize, vocabulary: &Vocabulary, out: &mut Vec<Reading>) {
        self.endings(word, proclitics, lead, vocabulary, out);
        for other in &self.others {
            let Some(rest) = word.strip_prefix(other.written.as_str()) else { continue };
            let proclitics = Proclitics(proclitics.0 | other.bit);
            if other.reads.is_empty() {
                self.endings(rest, proclitics, lead + other.written.len(), vocabulary, out);
            } else {
                // «للحكومة»: the article is written with the preposition, so the whole word stands for both.
                self.endings(&format!("{}{rest}", other.reads), proclitics, lead, vocabulary, out);
            }
        }
    }

    /// Strips a pronoun suffix too.
    fn endings(
        &self,
        word: &str,
        proclitics: Proclitics,
        lead: usize,
        vocabulary: &Vocabulary,
        out: &mut Vec<Reading>,
    ) {
        let mut restored = String::new();
        let mut push = |stem: &str, tail: usize, suffix: Suffix| {
            // One letter alone is no stem: «وب» is not a word.
            if stem.chars().nth(1).is_none() {
                return;
            }
            if let Some(word) = vocabulary.word(stem) {
                let bytes = |length| u8::try_from(length).unwrap_or(u8::MAX);
                out.push(Reading { word, proclitics, lead: bytes(lead), tail: bytes(tail), suffix });
            }
        };
        push(word, 0, Suffix::Any);
        for (suffix, follows) in &self.suffixes {
            let Some(stem) = word.strip_suffix(suffix.as_str()) else { continue };
            push(stem, suffix.len(), *follows);
            for (written, reads) in &self.endings {
                if let Some(short) = stem.strip_suffix(written.as_str()) {
                    restored.clear();
                    restored.extend([short, reads.as_str()]);
                    push(&restored, suffix.len(), *follows);
                }
            }
        }
        // Short words are too often others with a pronoun: «قتله» is no «قتلة».
        if word.chars().nth(LONG - 1).is_none() {
            return;
        }
        for (written, reads) in &self.worn {
            let Some(short) = word.strip_suffix(written.as_str()) else { continue };
            if let Some(word) = vocabulary.word(&format!("{short}{reads}")) {
                let lead = u8::try_from(lead).unwrap_or(u8::MAX);
                out.push(Reading { word, proclitics, lead, tail: 0, suffix: Suffix::Any });
            }
        }
    }
}

/// Words of three letters or more of `function_words.tsv`.
fn closed_classes(lexicon: &Lexicon) -> FxHashSet<WordId> {
    let rows = lexicon.table("ar/function_words").rows();
    let words = rows.map(|row| lexicon.fold(row.get("word"))).filter(|word| word.chars().nth(2).is_some());
    words.filter_map(|word| lexicon.vocabulary().word(&word)).collect()
}
