//! Words of war that are not meant so: a figure of speech («حرب الأسعار»), an accident, an article about a match or a show.

use marsad_lexicon::{ClassId, Lexicon};
use marsad_record::{Event, EventType, Role};
use marsad_text::{Hit, Sentence, Text};
use rustc_hash::FxHashMap;

/// How many tokens around a trigger a cue may stand that need not follow it at once.
const NEAR: usize = 5;
/// How many sentences of an article tell what it is about.
const OPENING: usize = 8;
/// Weight of a domain's words, per hundred tokens, from which an article is about it.
const DENSE: f64 = 14.0;
/// The same for accidents, whose words are few and plain.
const MISHAP: f64 = 8.0;
/// Domains in which words of violence are mostly figures or mishaps.
const PEACEFUL: [&str; 7] = ["sport", "economy", "technology", "culture", "health", "weather", "accident"];

/// Modes of arms: an article about something else that tells of them may tell of an attack.
const ARMED: [&str; 6] = ["suicide-attack", "drone", "aerial", "heavy-weapons", "firearms", "explosives"];

/// A cue that makes a trigger a figure of speech.
#[derive(Debug)]
struct Cue {
    is_near: bool,
    words: Vec<String>,
}

/// The figures of `metaphor.tsv` and the domains of `domains.tsv`.
#[derive(Debug)]
pub(super) struct Figures {
    by_trigger: FxHashMap<String, Vec<Cue>>,
    domain: Option<ClassId>,
}

impl Figures {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut by_trigger: FxHashMap<String, Vec<Cue>> = FxHashMap::default();
        for row in lexicon.table("ar/metaphor").rows() {
            let words: Vec<String> = lexicon.fold(row.get("cue")).split(' ').map(str::to_owned).collect();
            let cue = Cue { is_near: row.get("place") == "near", words };
            by_trigger.entry(lexicon.fold(row.get("trigger"))).or_default().push(cue);
        }
        Self { by_trigger, domain: lexicon.vocabulary().class("domain") }
    }

    /// Whether a trigger is a figure of speech where it stands.
    pub(super) fn is_figure(&self, text: &Text, lexicon: &Lexicon, hit: &Hit, sentence: &Sentence) -> bool {
        let (first, last) = (hit.first as usize, hit.last as usize);
        let form = text.form(first);
        let bare = form.get(hit.lead.into()..form.len() - if first == last { usize::from(hit.tail) } else { 0 });
        let Some(bare) = bare else { return false };
        let named = self.by_trigger.get(bare);
        let named = named.or_else(|| self.by_trigger.get(lexicon.without_article(bare)?));
        // A cue of a word is one of all its forms.
        let same_word = text.hits.at(first).iter().filter(|other| other.class == hit.class && other.last == hit.last);
        let lemmas = same_word.filter_map(|other| Some(lexicon.fold(lexicon.row(other.entry?).get("lemma"))));
        let of_lemma: Vec<&Vec<Cue>> =
            lemmas.filter(|lemma| lemma != bare).filter_map(|lemma| self.by_trigger.get(&lemma)).collect();
        let same = |token: usize, word: &str| {
            let form = text.form(token);
            let is_bare = |form: &str| form == word || lexicon.without_article(form) == Some(word);
            // «للانتخابات», «بالبطولة»: a preposition written with the cue leaves it what it is.
            let after = |letter| {
                form.strip_prefix(letter)
                    .is_some_and(|rest: &str| is_bare(rest) || rest.strip_prefix('\u{0644}') == Some(word))
            };
            is_bare(form) || ['\u{0644}', '\u{0628}', '\u{0648}'].into_iter().any(after)
        };
        let at = |from: usize, words: &[String]| {
            from + words.len() <= sentence.end
                && words.iter().enumerate().all(|(offset, word)| same(from + offset, word))
        };
        named.into_iter().chain(of_lemma).flatten().any(|cue| {
            if cue.is_near {
                let from = first.saturating_sub(NEAR).max(sentence.first);
                (from..first).chain(last + 1..sentence.end.min(last + 1 + NEAR)).any(|token| at(token, &cue.words))
            } else {
                at(last + 1, &cue.words)
            }
        })
    }

    /// What an article's opening is full of the words of, where violence there is a figure or a mishap.
    pub(super) fn domain(&self, text: &Text, lexicon: &Lexicon) -> Option<Domain> {
        let class = self.domain?;
        let opening = text.sentences.iter().filter(|sentence| !sentence.is_chrome).take(OPENING);
        let (mut weights, mut tokens) = ([0.0; PEACEFUL.len()], 0.0);
        for token in opening.flat_map(Sentence::tokens) {
            tokens += 1.0;
            let Some(row) = text.hits.class_at(token, class).and_then(|hit| hit.entry).map(|entry| lexicon.row(entry))
            else {
                continue;
            };
            if let Some(index) = PEACEFUL.iter().position(|domain| *domain == row.get("domain")) {
                weights[index] += row.get("weight").parse::<f64>().unwrap_or(1.0);
            }
        }
        let density = |index: usize| weights[index] * 100.0 / f64::max(tokens, 40.0);
        let is_accident = |index: usize| PEACEFUL[index] == "accident";
        let dense = |index: &usize| density(*index) >= if is_accident(*index) { MISHAP } else { DENSE };
        (0..PEACEFUL.len()).find(dense).map(|index| Domain { is_accident: is_accident(index) })
    }
}

/// A domain in which words of violence are mostly figures or mishaps.
#[derive(Debug, Clone, Copy)]
pub(super) struct Domain {
    is_accident: bool,
}

impl Domain {
    /// Whether an event of an article of this domain is doubtful: violence that names no side and no means; in accidents
    /// the dead alone tell of none, elsewhere they do.
    pub(super) fn doubts(self, event: &Event) -> bool {
        let (has_toll, armed) = (has_toll(event), is_armed(event));
        let by_somebody = event.actors.iter().any(|actor| actor.entity.is_some());
        let told = if self.is_accident { armed && by_somebody } else { has_toll && (armed || by_somebody) };
        event.kind == EventType::Assault && !told
    }
}

/// «حرب على الغلاء», «إصابة», «رد»: whether violence told by a weak word has neither toll nor arms nor both sides named.
pub(super) fn tells_little(event: &Event) -> bool {
    let named = |roles: &[Role]| roles.iter().any(|role| role.entity.is_some());
    let sided = named(&event.actors) && named(&event.recipients);
    event.kind == EventType::Assault && !has_toll(event) && !is_armed(event) && !sided
}

fn has_toll(event: &Event) -> bool {
    event.toll.killed.is_some() || event.toll.wounded.is_some()
}

fn is_armed(event: &Event) -> bool {
    event.modes.iter().any(|mode| ARMED.contains(&mode.as_str()))
}
