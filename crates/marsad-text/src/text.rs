//! One document's text, read once: tokens, sentences, and every entry of the lexicon that stands in it.

use std::collections::BTreeSet;

use marsad_lexicon::{ClassId, Lexicon, Tense};
use marsad_record::{ChromeKind, Document, Span};
use rustc_hash::FxHashMap;

use crate::clitics::{Clitics, Reading, Suffix};
use crate::hit::{Hit, Hits};
use crate::sentence::{self, Sentence};
use crate::tokenise::{self, Token, TokenKind};

/// What is made of the lexicon once, to read any number of texts.
pub struct Analyser {
    clitics: Clitics,
    abbreviations: BTreeSet<String>,
}

/// One distinct folded token of a text.
struct Form {
    folded: Box<str>,
    readings: Vec<Reading>,
}

/// One document's text, read.
pub struct Text<'d> {
    /// The original text.
    pub original: &'d str,
    /// Its tokens in order.
    pub tokens: Vec<Token>,
    /// Its sentences in order; chrome is in sentences of its own.
    pub sentences: Vec<Sentence>,
    /// Every entry of the lexicon that stands on its tokens, overlapping ones too; none on page furniture.
    pub hits: Hits,
    /// The entries on furniture that tells who wrote and when, for whoever reads that.
    pub dateline_hits: Hits,
    forms: Vec<Form>,
}

impl Analyser {
    /// Prepares the clitics and abbreviations of a lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self { clitics: Clitics::new(lexicon), abbreviations: sentence::abbreviations(lexicon) }
    }

    /// Reads a document's text.
    pub fn analyse<'d>(&self, document: &'d Document, lexicon: &Lexicon) -> Text<'d> {
        let original = document.text.as_str();
        let (mut tokens, forms) = self.tokens(original, lexicon);
        let is_abbreviation = |token: &Token| {
            let folded = &forms[token.form as usize].folded;
            folded.chars().nth(1).is_none() || self.abbreviations.contains(&**folded)
        };
        let sentences = sentences(document, &mut tokens, is_abbreviation);
        let article = sentences.iter().filter(|sentence| !sentence.is_chrome);
        let hits = self::hits(&tokens, &forms, article, lexicon);
        let datelines = sentences.iter().filter(|sentence| sentence.is_dateline);
        let dateline_hits = self::hits(&tokens, &forms, datelines, lexicon);
        Text { original, tokens, sentences, hits, dateline_hits, forms }
    }

    fn tokens(&self, original: &str, lexicon: &Lexicon) -> (Vec<Token>, Vec<Form>) {
        let mut tokens = Vec::with_capacity(original.len() / 8);
        let mut forms: Vec<Form> = Vec::new();
        let mut ids: FxHashMap<Box<str>, u32> = FxHashMap::default();
        let mut folded = String::new();
        tokenise::tokens(original, lexicon.folding(), |kind, span, line| {
            folded.clear();
            for letter in span.of(original).chars() {
                lexicon.folding().push(letter, &mut folded);
            }
            let form = ids.get(folded.as_str()).copied().unwrap_or_else(|| {
                let mut readings = Vec::new();
                match kind {
                    TokenKind::Word => self.clitics.readings(&folded, lexicon.vocabulary(), &mut readings),
                    _ => readings.extend(lexicon.vocabulary().word(&folded).map(whole)),
                }
                let form = u32::try_from(forms.len()).unwrap_or(u32::MAX);
                forms.push(Form { folded: folded.as_str().into(), readings });
                ids.insert(folded.as_str().into(), form);
                form
            });
            tokens.push(Token { span, kind, form, line, sentence: 0 });
        });
        (tokens, forms)
    }
}

fn whole(word: marsad_lexicon::WordId) -> Reading {
    Reading { word, proclitics: crate::Proclitics::default(), lead: 0, tail: 0, suffix: Suffix::Any }
}

fn sentences(document: &Document, tokens: &mut [Token], is_abbreviation: impl Fn(&Token) -> bool) -> Vec<Sentence> {
    let text = document.text.as_str();
    let mut sentences = Vec::new();
    // Chrome and article text never share a sentence: the tokens are cut into runs of one kind first.
    let mut chrome = document.chrome.iter().peekable();
    let mut run = 0;
    while run < tokens.len() {
        let at = tokens[run].span.start;
        while chrome.peek().is_some_and(|chrome| chrome.span.end <= at) {
            chrome.next();
        }
        let within = chrome.peek().filter(|chrome| chrome.span.start <= at);
        let is_dateline = within.is_some_and(|chrome| matches!(chrome.kind, ChromeKind::Dateline | ChromeKind::Byline));
        let inside = within.map(|chrome| chrome.span.end);
        let limit = inside.or_else(|| chrome.peek().map(|chrome| chrome.span.start)).unwrap_or(usize::MAX);
        let length = tokens[run..].iter().take_while(|token| token.span.start < limit).count().max(1);
        for (first, end) in sentence::boundaries(text, &tokens[run..run + length], &is_abbreviation) {
            let (first, end) = (run + first, run + end);
            let span = Span::new(tokens[first].span.start, tokens[end - 1].span.end);
            sentences.push(Sentence {
                span,
                first,
                end,
                line: tokens[first].line,
                is_title: inside.is_none() && document.title_span.is_some_and(|title| title.overlaps(&span)),
                is_chrome: inside.is_some(),
                is_dateline,
            });
        }
        run += length;
    }
    for (index, sentence) in sentences.iter().enumerate() {
        for token in &mut tokens[sentence.first..sentence.end] {
            token.sentence = u32::try_from(index).unwrap_or(u32::MAX);
        }
    }
    sentences
}

/// Every entry on the tokens: from each reading of each token the trie is walked over the words that follow.
fn hits<'s>(
    tokens: &[Token],
    forms: &[Form],
    sentences: impl Iterator<Item = &'s Sentence>,
    lexicon: &Lexicon,
) -> Hits {
    let vocabulary = lexicon.vocabulary();
    let mut list = Vec::new();
    for sentence in sentences {
        for first in sentence.tokens() {
            for reading in &forms[tokens[first].form as usize].readings {
                let mut push = |last: usize, entry: marsad_lexicon::EntryId| {
                    let mut hit = Hit::found(vocabulary.entry(entry).class, first, last, 0);
                    hit.entry = Some(entry);
                    hit.proclitics = reading.proclitics;
                    hit.lead = reading.lead;
                    hit.tail = reading.tail;
                    list.push(hit);
                };
                for entry in vocabulary.single(reading.word) {
                    let features = vocabulary.entry(*entry).features;
                    let is_verb = features.tense != Tense::None;
                    // «الاجتماعي»: a word with the article takes no pronoun.
                    let is_closed = reading.tail > 0 && features.is_definite;
                    let fits = match reading.suffix {
                        Suffix::Any => true,
                        Suffix::Noun => !is_verb,
                        Suffix::Verb => is_verb,
                    };
                    if fits && !is_closed {
                        push(first, *entry);
                    }
                }
                if reading.tail > 0 || !vocabulary.starts(reading.word) {
                    continue;
                }
                let mut node = vocabulary.enter(reading.word);
                for last in first + 1..sentence.end {
                    if tokens[last].kind == TokenKind::Mark {
                        // «حركة "طالبان"», «#إقليم_قندوز»: quotation marks and hashes stand inside names.
                        continue;
                    }
                    let next =
                        forms[tokens[last].form as usize].readings.iter().find(|next| next.lead + next.tail == 0);
                    node = node.zip(next).and_then(|(node, next)| vocabulary.step(node, next.word));
                    let Some(node) = node else { break };
                    for entry in vocabulary.ends(node) {
                        push(last, *entry);
                    }
                }
            }
        }
    }
    list.retain(|hit| only_quotes_inside(hit, tokens, forms));
    Hits::new(list, tokens.len())
}

/// A name may run over quotation marks, hashes, underscores and hyphens, but not over a comma or a bracket.
fn only_quotes_inside(hit: &Hit, tokens: &[Token], forms: &[Form]) -> bool {
    tokens[hit.first as usize..=hit.last as usize].iter().all(|token| {
        token.kind != TokenKind::Mark
            || matches!(
                &*forms[token.form as usize].folded,
                "\"" | "'"
                    | "\u{00AB}"
                    | "\u{00BB}"
                    | "\u{201C}"
                    | "\u{201D}"
                    | "\u{2018}"
                    | "\u{2019}"
                    | "#"
                    | "_"
                    | "-"
            )
    })
}

impl Text<'_> {
    /// The folded form of a token.
    pub fn form(&self, token: usize) -> &str {
        &self.forms[self.tokens[token].form as usize].folded
    }

    /// Every way to read a token as a word of the lexicon.
    pub fn readings(&self, token: usize) -> &[Reading] {
        &self.forms[self.tokens[token].form as usize].readings
    }

    /// The original letters of a token.
    pub fn original(&self, token: usize) -> &str {
        self.tokens[token].span.of(self.original)
    }

    /// The sentence that a token stands in.
    pub fn sentence_of(&self, token: usize) -> &Sentence {
        &self.sentences[self.tokens[token].sentence as usize]
    }

    /// From the first letter of one token to the last of another.
    pub fn span(&self, first: usize, last: usize) -> Span {
        Span::new(self.tokens[first].span.start, self.tokens[last].span.end)
    }

    /// Whether a hit can be a name as it stands: no pronoun after it, no «س» before it, and a short word is not cut to
    /// make one («بان» is not ب + «ان»).
    pub fn is_whole_name(&self, hit: &Hit) -> bool {
        let letters = self.form(hit.first as usize).chars().count();
        let stripped = usize::from(hit.lead) / 2;
        let is_cut_short = hit.tokens() == 1 && stripped > 0 && letters - stripped <= 3;
        hit.tail == 0 && !hit.proclitics.has_future() && !is_cut_short
    }

    /// The original letters of a hit, without the clitics around it.
    pub fn hit_span(&self, hit: &Hit) -> Span {
        let (first, last) = (self.tokens[hit.first as usize].span, self.tokens[hit.last as usize].span);
        Span::new(self.after_lead(first, hit.lead.into()), self.before_tail(last, hit.tail.into()))
    }

    /// The offset in the original after so many folded bytes of a token.
    fn after_lead(&self, token: Span, mut lead: usize) -> usize {
        let mut letters = token.of(self.original).char_indices().peekable();
        let mut at = token.start;
        while lead > 0 {
            let Some((offset, letter)) = letters.next() else { break };
            at = token.start + offset + letter.len_utf8();
            lead = lead.saturating_sub(if self.is_silent(letter) { 0 } else { letter.len_utf8() });
        }
        while let Some((offset, letter)) = letters.next_if(|(_, letter)| self.is_silent(*letter)) {
            at = token.start + offset + letter.len_utf8();
        }
        at.min(token.end)
    }

    /// The offset in the original before so many folded bytes at the end of a token.
    fn before_tail(&self, token: Span, mut tail: usize) -> usize {
        let mut at = token.end;
        for (offset, letter) in token.of(self.original).char_indices().rev() {
            if tail == 0 {
                break;
            }
            at = token.start + offset;
            tail = tail.saturating_sub(if self.is_silent(letter) { 0 } else { letter.len_utf8() });
        }
        at.max(token.start)
    }

    /// Vowel marks, tatweel and controls, which folding drops.
    fn is_silent(&self, letter: char) -> bool {
        matches!(letter, '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}'
            | '\u{06D6}'..='\u{06ED}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
    }

    /// Whether some entry of a class begins at a token.
    pub fn is(&self, token: usize, class: ClassId) -> bool {
        self.hits.class_at(token, class).is_some()
    }

    /// The sentence index of a byte offset, or the nearest before it.
    pub fn sentence_at(&self, offset: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.span.start <= offset).saturating_sub(1)
    }

    /// The first token that ends after a byte offset.
    pub fn token_at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|token| token.span.end <= offset)
    }
}
