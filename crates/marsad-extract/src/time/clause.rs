//! How far the words go that name an event a time hangs on: «بعد [الانسحاب الأمريكي من البلاد]،», «عندما [سيطرت الحركة]».

use marsad_lexicon::{ClassId, Lexicon, Tense};
use marsad_text::{Hits, Text, TokenKind};

/// The longest such clause.
const LONGEST: usize = 11;

/// What kind of words name the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// «بعد [الانسحاب من البلاد]»
    Phrase,
    /// «عندما [سيطرت الحركة على المدينة]»
    Clause,
    /// «فترة [الجمهورية]»: nothing joined to it belongs to it.
    Name,
}

/// What ends a clause.
pub(super) struct Clauses {
    stop: Option<ClassId>,
    relative: Option<ClassId>,
    era: Option<ClassId>,
}

impl Clauses {
    /// From the classes `clause-stop` and `relative` of `ar/time_clauses`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let class = |name| lexicon.vocabulary().class(name);
        Self { stop: class("clause-stop"), relative: class("relative"), era: class("era-word") }
    }

    /// The last token of the event that begins at a token.
    pub fn end(&self, text: &Text, lexicon: &Lexicon, whens: &Hits, first: usize, manner: Manner) -> Option<usize> {
        let sentence_end = text.sentence_of(first.min(text.tokens.len().checked_sub(1)?)).end;
        if self.era.is_some_and(|class| text.is(first, class)) {
            return None;
        }
        let mut last = None;
        let mut is_open = manner == Manner::Clause;
        let mut quotes = 0;
        for token in first..sentence_end.min(first + LONGEST) {
            let is_mark = text.tokens[token].kind == TokenKind::Mark;
            if is_mark {
                if !is_quote(text.form(token)) {
                    break;
                }
                quotes += 1;
                if token == first {
                    continue;
                }
                if quotes % 2 == 0 {
                    last = Some(token);
                }
                continue;
            }
            if token > first && manner == Manner::Name && is_joined(text, token) {
                break;
            }
            if token > first && self.stops(text, lexicon, whens, token, first, is_open) {
                break;
            }
            if self.relative.is_some_and(|class| text.is(token, class)) {
                is_open = true;
            } else if is_open && is_verb(text, lexicon, token) {
                is_open = false;
            }
            last = Some(token);
        }
        last
    }

    fn stops(&self, text: &Text, lexicon: &Lexicon, whens: &Hits, token: usize, first: usize, is_open: bool) -> bool {
        let is_stop = self.stop.is_some_and(|class| text.is(token, class));
        // «عقب هجوم الخميس»: the day right after the first noun belongs to it.
        let is_when = token > first + 1 && whens.at(token).iter().any(|hit| hit.lead == 0);
        is_stop || is_when || is_adverbial(text, token) || !is_open && is_verb(text, lexicon, token)
    }
}

/// An accusative with its two vowels written, «تمهيدًا», opens a new part of the sentence.
fn is_adverbial(text: &Text, token: usize) -> bool {
    let original = text.original(token);
    let last = original.chars().last();
    last == Some('\u{064B}') || (last == Some('\u{0627}') && original.chars().rev().nth(1) == Some('\u{064B}'))
}

/// «وكذا» after a name opens the next one.
fn is_joined(text: &Text, token: usize) -> bool {
    let readings = text.readings(token);
    let hits = text.hits.at(token);
    !readings.is_empty()
        && hits.iter().any(|hit| hit.proclitics.has_conjunction())
        && hits.iter().all(|hit| hit.lead > 0)
}

/// A finite verb and nothing else.
pub(super) fn is_verb(text: &Text, lexicon: &Lexicon, token: usize) -> bool {
    let mut is_verb = false;
    for hit in text.hits.at(token) {
        let Some(entry) = hit.entry else { continue };
        if hit.first != hit.last {
            continue;
        }
        let features = lexicon.vocabulary().entry(entry).features;
        match features.tense {
            Tense::Perfect | Tense::Imperfect => is_verb = true,
            _ if hit.tail == 0 => return false,
            _ => {}
        }
    }
    is_verb
}

fn is_quote(form: &str) -> bool {
    matches!(form, "\"" | "'" | "\u{00AB}" | "\u{00BB}" | "\u{201C}" | "\u{201D}" | "\u{2018}" | "\u{2019}" | "#" | "_")
}
