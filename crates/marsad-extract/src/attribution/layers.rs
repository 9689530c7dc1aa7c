//! What the rules of attribution are matched over, beside the words: reporting verbs, participles, voices, media.

use marsad_lexicon::{ClassId, Lexicon};
use marsad_text::{Hit, Hits};

use super::voice;
use super::words::{Classes, Page, mark};

/// The classes that the rules name and that this stage finds.
pub(super) struct Layers {
    pub(super) says: Option<ClassId>,
    pub(super) saying: Option<ClassId>,
    pub(super) said: Option<ClassId>,
    pub(super) voice: Option<ClassId>,
    pub(super) medium: Option<ClassId>,
    /// Nouns of saying, as their table has them.
    pub(super) noun: Option<ClassId>,
    leads: Option<ClassId>,
    written: Option<ClassId>,
}

impl Layers {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let class = |name: &str| lexicon.vocabulary().class(name);
        Self {
            says: class("says"),
            saying: class("saying"),
            said: class("said"),
            voice: class("voice"),
            medium: class("medium"),
            noun: class("speech-noun"),
            leads: class("voice-lead"),
            written: class("saying-word"),
        }
    }

    /// The findings on one document.
    pub(super) fn find(&self, page: &Page<'_, '_>, classes: &Classes) -> Hits {
        let text = page.text;
        let mut list = Vec::new();
        for sentence in text.sentences.iter().filter(|sentence| !sentence.is_chrome) {
            let mut voice_may_follow = false;
            for token in sentence.tokens() {
                let verb = self.verb(page, classes, token, &mut list);
                let quoted = page.opens_quote(token) && page.mention_at(token + 1).is_some();
                let letter = text.form(token).chars().nth(1).is_none() && page.sign(token).is_none();
                if voice_may_follow || quoted || page.is(token, mark::NAME | mark::SPEAKER | mark::TITLE) {
                    self.voices(page, token, sentence.end, &mut list);
                }
                let lead = self.leads.is_some_and(|leads| text.hits.at(token).iter().any(|hit| hit.class == leads));
                let skipped =
                    page.is(token, mark::TIME) && !page.is(token, mark::NAME) || page.is_pronoun_phrase(token);
                voice_may_follow = verb || lead || voice_may_follow && (skipped || letter);
            }
        }
        Hits::new(list, text.tokens.len())
    }

    /// A reporting verb or participle at a token.
    fn verb(&self, page: &Page<'_, '_>, classes: &Classes, token: usize, list: &mut Vec<Hit>) -> bool {
        let mut add = |class: Option<ClassId>, hit: &Hit| {
            let Some(class) = class else { return };
            // «ما أوردته الوكالة»: the pronoun after the verb is no part of the shape.
            list.push(Hit { class, entry: None, tail: 0, ..*hit });
        };
        if page.is(token, mark::SAYING) {
            // «مضيفا» is also a host: where the tables leave the verb out, the word itself says it.
            let written = page.text.hits.at(token).iter().find(|hit| Some(hit.class) == self.written);
            if let Some(hit) = page.verbs_at(token, classes).map(|(hit, _)| hit).next().or(written) {
                add(self.saying, hit);
            }
            return false;
        }
        let after_preposition = token > 0 && page.is(token - 1, mark::BEFORE_NOUN) && !page.is(token, mark::AND);
        if after_preposition || page.is(token, mark::PREPOSITION | mark::THAT | mark::RELATIVE | mark::SILENT) {
            return false;
        }
        let negated = token > 0 && page.is(token - 1, mark::NEGATION);
        let mut passive = None;
        for (hit, entry) in page.verbs_at(token, classes) {
            if !super::words::is_finite(hit, page.lexicon) || is_noun_like_dual(page, hit, token) {
                continue;
            }
            if page.is(token, mark::SAYS) {
                add(self.says, hit);
                return true;
            }
            // «يقال إن»: nobody's word is masculine and singular.
            let features = page.lexicon.vocabulary().entry(entry).features;
            let is_passive = features.voice == marsad_lexicon::Voice::Passive
                && features.gender != marsad_lexicon::Gender::Feminine
                && features.number != marsad_lexicon::Number::Plural;
            passive = passive.or(Some(hit).filter(|_| is_passive && !negated));
        }
        if let Some(hit) = passive {
            add(self.said, hit);
        }
        false
    }

    /// The voice at a token, alone and with the apposition that follows it.
    fn voices(&self, page: &Page<'_, '_>, token: usize, end: usize, list: &mut Vec<Hit>) {
        let Some((lead, last)) = voice::reach(page, token, end) else { return };
        let mut add = |class: Option<ClassId>, last: usize| {
            if let Some(class) = class {
                list.push(Hit { lead, ..Hit::found(class, token, last, 0) });
            }
        };
        add(self.voice, last);
        if voice::is_medium(page, token, last) {
            add(self.medium, last);
        }
        if let Some(long) = voice::apposition(page, token, last, end) {
            add(self.voice, long);
        }
    }
}

/// «ردا»، «تحديا»: a dual verb looks like an indefinite noun, unless it opens what it says.
fn is_noun_like_dual(page: &Page<'_, '_>, hit: &Hit, token: usize) -> bool {
    let dual = hit
        .entry
        .is_some_and(|entry| page.lexicon.vocabulary().entry(entry).features.number == marsad_lexicon::Number::Dual);
    dual && hit.tail == 0 && !page.is(token + 1, mark::THAT) && page.sign(token + 1) != Some(':')
}
