//! A written word to its clitics and stem: «وبمقاتليهم» to «و», «ب», «مقاتلي», «هم». The article stays with its word.
//!
//! Closed classes are cut by rule (`lexicon/ar/closed_words.tsv`); of the ways to cut any other word the likeliest wins,
//! by shares of clitics and by weights of stems learnt from plain news text (`models/words/MODEL.md`), helped by what the
//! lexicon knows of the stem. Law: the segments, joined, are the folded word.

use marsad_lexicon::{Lexicon, Tense};
use marsad_record::Token;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::Text;
use crate::tokenise::TokenKind;

const STEMS: &str = include_str!("../../../models/words/stems.tsv");
const SHARES: &str = include_str!("../../../models/words/clitics.tsv");

/// Shortest stem, in letters.
const SHORTEST: usize = 2;

/// Cuts words; built once.
pub struct Segmenter {
    stems: FxHashMap<&'static str, f64>,
    /// Logarithm of the share of each run of proclitics (joined by `+`) and of each suffix.
    heads: Vec<(Vec<String>, f64)>,
    tails: Vec<(String, f64)>,
    hosts: FxHashSet<String>,
    particles: FxHashSet<String>,
    whole: FxHashSet<String>,
    future: String,
    /// Letters that an imperfect begins with.
    imperfect: Vec<char>,
    /// Ending of a stem before a suffix, and as it stands alone.
    endings: Vec<(String, String)>,
    /// «لل» and what it reads as after the preposition.
    joined: Vec<(String, String)>,
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split('\t').collect())
}

/// One way to cut a word.
struct Cut<'s> {
    head: &'s [String],
    head_share: f64,
    /// As it would stand alone.
    stem: String,
    tail: &'s str,
    tail_share: f64,
}

/// What the lexicon knows of a stem.
#[derive(Default)]
struct Known {
    verb: bool,
    imperfect: bool,
    noun: bool,
    name: bool,
}

impl Segmenter {
    /// Reads the model and the closed classes.
    pub fn new(lexicon: &Lexicon) -> Self {
        let stems = rows(STEMS).filter_map(|row| Some((*row.first()?, row.get(1)?.parse().ok()?))).collect();
        Self { stems, ..Self::without_model(lexicon) }
    }

    /// Reads the closed classes alone: what the lexicon does not know is cut by the shares of clitics.
    pub fn without_model(lexicon: &Lexicon) -> Self {
        let fold = |text: &str| lexicon.fold(text);
        let share = |row: &str| row.parse::<f64>().unwrap_or(1e-5).ln();
        let (mut heads, mut tails) = (Vec::new(), Vec::new());
        for row in rows(SHARES).filter(|row| row.len() == 3) {
            let clitic = if row[0] == "-" { String::new() } else { fold(row[0]) };
            match row[1] {
                "before" => {
                    let run = clitic.split('+').filter(|part| !part.is_empty()).map(str::to_owned).collect();
                    heads.push((run, share(row[2])));
                }
                _ => tails.push((clitic, share(row[2]))),
            }
        }
        let closed = |class: &str| {
            let rows = lexicon.table("ar/closed_words").rows().filter(|row| row.get("class") == class);
            rows.map(|row| fold(row.get("written"))).collect::<FxHashSet<String>>()
        };
        let clitics = |side: &str, class: &str| {
            let rows = lexicon.table("ar/clitics").rows();
            let rows = rows.filter(|row| row.get("side") == side && (class.is_empty() || row.get("class") == class));
            rows.map(|row| (fold(row.get("written")), fold(row.get("reads")))).collect::<Vec<_>>()
        };
        Self {
            stems: FxHashMap::default(),
            heads,
            tails,
            hosts: closed("host"),
            particles: closed("particle"),
            whole: closed("whole"),
            future: clitics("before", "future").into_iter().map(|(written, _)| written).next().unwrap_or_default(),
            imperfect: clitics("imperfect", "").into_iter().filter_map(|(written, _)| written.chars().next()).collect(),
            endings: clitics("restore", ""),
            joined: clitics("before", "preposition").into_iter().filter(|(_, reads)| !reads.is_empty()).collect(),
        }
    }

    /// Every Arabic word of a text with its clitics apart.
    pub fn tokens(&self, text: &Text, lexicon: &Lexicon) -> Vec<Token> {
        let mut known: FxHashMap<u32, Vec<String>> = FxHashMap::default();
        let mut tokens = Vec::new();
        for (index, token) in text.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word) {
            let segments = known.entry(token.form).or_insert_with(|| self.segments(text.form(index), lexicon));
            tokens.push(Token { span: token.span, segments: segments.clone() });
        }
        tokens
    }

    /// The segments of one folded word.
    pub fn segments(&self, word: &str, lexicon: &Lexicon) -> Vec<String> {
        if let Some(segments) = self.of_closed_class(word) {
            return segments;
        }
        let mut best: Option<(f64, Cut)> = None;
        for cut in self.cuts(word, lexicon) {
            let score = self.score(&cut, word, lexicon);
            if best.as_ref().is_none_or(|(other, _)| score > *other) {
                best = Some((score, cut));
            }
        }
        match best {
            Some((_, cut)) => written(cut.head, word, cut.tail),
            None => vec![word.to_owned()],
        }
    }

    /// «فيها», «وبأنهم», «لهم», «وكان»: particles and what hangs on them are cut by rule.
    fn of_closed_class(&self, word: &str) -> Option<Vec<String>> {
        for (head, _) in &self.heads {
            if head.contains(&self.future) {
                continue;
            }
            let Some(rest) = strip(head, word) else { continue };
            for (tail, _) in
                self.tails.iter().filter(|(tail, _)| tail.chars().nth(1).is_some() || is_he(tail, &self.tails))
            {
                let Some(host) = rest.strip_suffix(tail.as_str()) else { continue };
                // A preposition of one letter with its pronoun: «بها».
                let alone = host.is_empty()
                    && head.last().is_some_and(|last| {
                        self.joined.iter().any(|(long, _)| long.starts_with(last.as_str())) || self.is_preposition(last)
                    });
                if self.hosts.contains(host) || alone {
                    return Some(written(head, word, tail));
                }
            }
            if !head.is_empty() && self.particles.contains(rest) && !self.whole.contains(word) {
                return Some(written(head, word, ""));
            }
        }
        None
    }

    fn is_preposition(&self, clitic: &str) -> bool {
        let conjunction = self.heads.iter().any(|(head, _)| head.len() > 1 && head[0] == clitic);
        !conjunction && clitic != self.future
    }

    /// Every way to cut a word that leaves a stem.
    fn cuts<'s>(&'s self, word: &str, lexicon: &Lexicon) -> Vec<Cut<'s>> {
        let mut cuts = Vec::new();
        for (head, head_share) in &self.heads {
            let Some(rest) = strip(head, word) else { continue };
            let mut rests = vec![rest.to_owned()];
            // «للحكومة»: after the preposition the article has lost its first letter.
            for (long, reads) in &self.joined {
                let short = head.last().is_some_and(|last| long.starts_with(last.as_str()));
                let after = long.chars().next().map(|first| &long[first.len_utf8()..]);
                if let (true, Some(stem)) = (short, after.and_then(|after| rest.strip_prefix(after)))
                    && stem.chars().nth(1).is_some()
                {
                    rests.push(format!("{reads}{stem}"));
                }
            }
            for rest in rests {
                let is_definite = lexicon.without_article(&rest).is_some();
                for (tail, tail_share) in &self.tails {
                    if is_definite && !tail.is_empty() {
                        continue;
                    }
                    let Some(stem) = rest.strip_suffix(tail.as_str()) else { continue };
                    if stem.chars().count() < SHORTEST {
                        continue;
                    }
                    let cut = |stem: String| Cut { head, head_share: *head_share, stem, tail, tail_share: *tail_share };
                    cuts.push(cut(stem.to_owned()));
                    for (written, reads) in self.endings.iter().filter(|_| !tail.is_empty()) {
                        if let Some(short) = stem.strip_suffix(written.as_str()) {
                            cuts.push(cut(format!("{short}{reads}")));
                        }
                    }
                }
            }
        }
        cuts
    }

    /// How likely a cut is, as a logarithm up to a constant. The weights were set by hand on a development text.
    fn score(&self, cut: &Cut, word: &str, lexicon: &Lexicon) -> f64 {
        let stem = cut.stem.as_str();
        let bare = lexicon.without_article(stem).unwrap_or(stem);
        let weight = self.stems.get(bare).copied().unwrap_or(0.0);
        let mut known = Known::default();
        self.look_up(stem, lexicon, &mut known);
        self.look_up(bare, lexicon, &mut known);
        let is_known = known.verb || known.noun || known.name;
        let is_particle = self.particles.contains(stem);
        let mut score = (weight - 0.3).max(0.04).ln() * 1.3 + cut.head_share + cut.tail_share;
        score += if is_known { 2.2 } else { 0.0 } + if is_particle { 3.0 } else { 0.0 };
        if bare != stem && weight > 1.0 {
            score += 1.0;
        }
        if stem.chars().count() <= SHORTEST && !is_particle && !is_known {
            score -= 3.0;
        }
        let starts_imperfect = stem.chars().next().is_some_and(|first| self.imperfect.contains(&first));
        if cut.head.contains(&self.future) {
            score += match (starts_imperfect, known.imperfect || weight > 4.0) {
                (true, true) => 3.0,
                (true, false) => -1.0,
                _ => -8.0,
            };
        } else if cut.head.last().is_some_and(|last| self.is_preposition(last))
            && known.verb
            && !known.noun
            && !known.name
        {
            // Only «ل» stands before a verb, and only before an imperfect.
            score -= if known.imperfect { 1.0 } else { 1.5 };
        }
        if cut.tail.chars().count() == 1 && !is_he(cut.tail, &self.tails) {
            score -= 2.0;
        }
        let is_whole = cut.head.is_empty() && cut.tail.is_empty();
        if is_whole && self.whole.contains(word) {
            score += 30.0;
        }
        if is_whole && known.name {
            score += 2.5;
        }
        score
    }

    fn look_up(&self, stem: &str, lexicon: &Lexicon, known: &mut Known) {
        let vocabulary = lexicon.vocabulary();
        let Some(word) = vocabulary.word(stem) else { return };
        for entry in vocabulary.single(word) {
            let entry = vocabulary.entry(*entry);
            match entry.features.tense {
                Tense::None if vocabulary.table_name(entry.table).starts_with("world/") => known.name = true,
                Tense::None => known.noun = true,
                tense => {
                    known.verb = true;
                    known.imperfect |= tense == Tense::Imperfect;
                }
            }
        }
    }
}

/// The word without a run of proclitics.
fn strip<'w>(head: &[String], word: &'w str) -> Option<&'w str> {
    head.iter().try_fold(word, |rest, part| rest.strip_prefix(part.as_str()))
}

/// The pronoun of one letter that nouns and verbs take alike: the commonest of one letter.
fn is_he(tail: &str, tails: &[(String, f64)]) -> bool {
    let single = tails.iter().filter(|(other, _)| other.chars().count() == 1);
    single.max_by(|one, other| one.1.total_cmp(&other.1)).is_some_and(|(commonest, _)| commonest == tail)
}

/// The segments as they are written: what is between head and tail is the stem.
fn written(head: &[String], word: &str, tail: &str) -> Vec<String> {
    let start: usize = head.iter().map(String::len).sum();
    let end = word.len() - tail.len();
    let stem = word.get(start..end).filter(|stem| !stem.is_empty()).map(str::to_owned);
    let tail = Some(tail.to_owned()).filter(|tail| !tail.is_empty());
    head.iter().cloned().chain(stem).chain(tail).collect()
}
