//! Who has spoken so far in the article: what «وأضاف», «وتابع البيان» and a bare surname go back to.

use marsad_lexicon::{Gender, Number};
use marsad_record::{How, Link};

use super::voice::Voice;

/// So many speakers back a verb without a subject looks for one that agrees with it.
const BACK: usize = 4;

/// One who has spoken.
#[derive(Debug, Clone)]
pub(super) struct Speaker {
    pub(super) voice: Voice,
    /// The links of the chain inside the base: who carried the words, and the speaker last.
    pub(super) links: Vec<Link>,
    /// The statement, report or interview that was named when it spoke: its folded noun.
    pub(super) occasion: Option<String>,
    /// It spoke to the outlet that carries it: what it says later was said there too.
    pub(super) is_told_to: bool,
}

/// Everybody who has spoken, in the order of speaking.
#[derive(Debug, Default)]
pub(super) struct Speakers {
    list: Vec<Speaker>,
}

impl Speakers {
    /// Remembers who spoke now.
    pub(super) fn spoke(&mut self, speaker: Speaker) {
        self.list.push(speaker);
    }

    /// How often somebody has spoken.
    pub(super) fn count(&self) -> usize {
        self.list.len()
    }

    /// Forgets who has spoken since so many had.
    pub(super) fn forget_from(&mut self, count: usize) {
        self.list.truncate(count);
    }

    /// Whether nobody has spoken since.
    pub(super) fn is_last(&self, speaker: &Speaker) -> bool {
        self.list.last().is_some_and(|last| last.voice.span == speaker.voice.span)
    }

    /// Whether somebody who spoke has this word in a name.
    pub(super) fn has_named(&self, word: &str) -> bool {
        self.list.iter().any(|speaker| speaker.voice.words.iter().any(|other| other == word))
    }

    /// Marks the last speaker as one who spoke to an outlet.
    pub(super) fn last_was_told_to(&mut self, is_told_to: bool) {
        if let Some(last) = self.list.last_mut() {
            last.is_told_to = is_told_to;
        }
    }

    /// The last one who agrees with a verb of that gender and number.
    pub(super) fn last(&self, gender: Gender, number: Number) -> Option<&Speaker> {
        let recent = self.list.iter().rev().take(BACK);
        recent.clone().find(|speaker| agrees(&speaker.voice, gender, number)).or_else(|| recent.clone().next())
    }

    /// The last paper, agency or text that agrees with a verb of that gender and number.
    pub(super) fn last_carrier(&self, gender: Gender, number: Number) -> Option<&Speaker> {
        let recent = self.list.iter().rev().take(3 * BACK);
        recent.into_iter().find(|speaker| {
            (speaker.voice.is_medium || speaker.voice.is_text) && agrees(&speaker.voice, gender, number)
        })
    }

    /// The one whom a later mention means: the same entity, a surname, «المصدر», «البيان».
    pub(super) fn meant_by(&self, voice: &Voice) -> Option<&Speaker> {
        let recent = || self.list.iter().rev().take(60);
        if voice.entity.is_some() && (voice.has_person || !voice.is_text) {
            let same = recent()
                .find(|speaker| speaker.voice.entity == voice.entity && speaker.voice.head == voice.head)
                .or_else(|| recent().find(|speaker| speaker.voice.entity == voice.entity && voice.has_person));
            if same.is_some() {
                return same;
            }
        }
        if voice.is_text && voice.words.len() <= 2 {
            let same = |speaker: &&Speaker| {
                speaker.occasion.as_ref() == Some(&voice.head)
                    || speaker.voice.is_text && speaker.voice.head == voice.head
            };
            return recent().take(2 * BACK).find(same);
        }
        if voice.entity.is_some() {
            return None;
        }
        if voice.is_common {
            return recent().find(|speaker| speaker.voice.head == voice.head || speaker.voice.words == voice.words);
        }
        let name = voice.words.last()?;
        if voice.words.len() <= 2 && name.chars().nth(2).is_some() {
            return recent().find(|speaker| {
                speaker.voice.words.contains(name) && speaker.voice.words.len() > 1
                    || speaker.voice.words == voice.words
            });
        }
        recent().find(|speaker| speaker.voice.words == voice.words)
    }
}

pub(super) fn agrees(voice: &Voice, gender: Gender, number: Number) -> bool {
    if voice.number == Number::Plural && !voice.is_medium && voice.gender == Gender::Masculine {
        return number == Number::Plural || gender == Gender::Feminine;
    }
    if number == Number::Plural && voice.number == Number::Singular {
        return false;
    }
    gender == Gender::Unknown
        || voice.gender == Gender::Unknown
        || voice.gender == gender
        || voice.number == Number::Plural
}

/// One link of a chain.
pub(super) fn link(voice: &Voice, name: String, how: How, cue: Option<marsad_record::Span>) -> Link {
    Link { voice: name, entity: voice.entity.clone(), how, anonymous: voice.is_anonymous, span: Some(voice.span), cue }
}
