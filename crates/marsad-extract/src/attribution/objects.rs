//! Nouns after a reporting verb that are not its subject: whom it is about, what it is about, whom it tells.

use marsad_lexicon::{EntryId, Gender, Number};

use super::cue::{Cue, Place, Side};
use super::opening;
use super::reader::Reader;
use super::voice;
use super::words::mark;

impl Reader<'_, '_, '_> {
    /// «وطالب الحكومة بالرد»: a noun that cannot be the subject is the object of whoever spoke before.
    pub(super) fn with_object(&self, cue: &Cue) -> Option<Cue> {
        let voice = cue.voice().filter(|_| !cue.voice_first && cue.side == Side::After)?;
        let verb = cue.verb?;
        let takes = cue.verbs.iter().any(|verb| {
            let row = self.lexicon.row(*verb);
            matches!(row.get("stance"), "requests" | "accuses" | "fears") && !row.get("complement").contains("object")
                || row.get("stance") == "predicts"
        });
        let (gender, number) = self.agreement(cue);
        let clash = gender != Gender::Unknown
            && voice.gender != Gender::Unknown
            && gender != voice.gender
            && number == Number::Singular
            && !(gender == Gender::Feminine && voice.number == Number::Plural);
        let everybody = self.page.text.is(voice.first, self.lexicon.vocabulary().class("everybody")?);
        let deed = self.page.is(voice.first, mark::EVENT)
            && !self.page.is(voice.first, mark::NAME | mark::SPEAKER | mark::TITLE);
        // «يصف الحركة بالمرتدة»: these verbs have an object, and where only one noun stands it is that.
        let described = cue.verbs.iter().any(|verb| {
            let row = self.lexicon.row(*verb);
            let by = row.list("complement").next().map(|word| self.lexicon.fold(word));
            let next = cue.last + 1;
            let that = |by: &str| self.page.is(next, mark::THAT) && self.page.text.form(next).starts_with(by);
            let told = |by: String| {
                that(&by) || opening::preposition(self.page, &by, next, self.page.text.tokens.len()).is_some()
            };
            opening::is_listed(self.page, row, "describes") && by.is_some_and(told) && !cue.has_pronoun
        });
        // «وحملت الحركة المسؤولية»: whom one blames is not who blames.
        let end = self.page.text.sentence_of(verb).end;
        let blamed = self.page.is(verb, mark::AND)
            && cue.verbs.iter().any(|verb| {
                let (row, near) = (self.lexicon.row(*verb), end.min(cue.last + 4));
                if !opening::is_listed(self.page, row, "needs-object") {
                    return false;
                }
                let follows = |noun: &str| opening::noun_within(self.page, noun, cue.last + 1, near).is_some();
                row.list("complement").any(|word| opening::is_noun(word, self.page) && follows(word))
            });
        // «تقريرا يوضح معضلة»: what a text tells of is no voice.
        let told_of = verb > 0
            && voice::is_brought_out(self.page, verb - 1)
            && !self.page.is(voice.first, mark::NAME | mark::SPEAKER | mark::TITLE);
        // «ونفى التقارير»: a masculine verb has no texts for its subject.
        let texts = voice.number == Number::Plural && gender == Gender::Masculine && number == Number::Singular;
        let denied = (clash || texts) && voice.is_text && self.page.is(verb, mark::AND);
        // «رحب بأصعب امتحان»: the verb's own preposition on a word that no list holds.
        let governed = voice.first == verb + 1
            && !self.page.is(voice.first, mark::NAME | mark::SPEAKER | mark::TITLE | mark::DEFINITE)
            && cue.verbs.iter().all(|verb| {
                let own = |word: &str| opening::preposition(self.page, &self.lexicon.fold(word), voice.first, end);
                self.lexicon.row(*verb).list("complement").any(|word| own(word).is_some_and(|(_, joined)| joined))
            })
            && !cue.verbs.is_empty();
        let object = described
            || told_of
            || blamed
            || denied
            || governed
            || takes && (clash || everybody || deed) && !voice.has_person;
        object.then(|| cue.without_voice(verb))
    }

    /// «كانت مصادر في القطاع أبلغت "الأفق" أن»: the subject stands between the two verbs, and whom one tells after them.
    pub(super) fn with_subject_before(&self, cue: &Cue) -> Option<Cue> {
        let page = self.page;
        let verb = cue.verb.filter(|verb| cue.rule.ends_with("/says") && !page.is(*verb, mark::AND))?;
        let begins = page.text.sentence_of(verb).first;
        let told = verb > begins + 1
            && verb < begins + 14
            && page.is(begins, mark::AUXILIARY)
            && page.is(begins + 1, mark::NAME | mark::SPEAKER | mark::DEFINITE)
            && !page.is(begins + 1, mark::OF | mark::TIME)
            && !(begins + 1..verb).any(|at| page.is(at, mark::VERB | mark::THAT | mark::RELATIVE | mark::CLAUSE));
        told.then(|| Cue { has_object: false, ..cue.without_voice(verb) })
    }

    /// «اتهم سكان القرية الطيران بالقصف»: the verb has an object, and where only one noun phrase stands before its
    /// preposition the last noun of it is that.
    pub(super) fn parted(&self, cue: &Cue) -> Option<Cue> {
        let voice = cue.voice().filter(|_| !cue.voice_first && cue.side == Side::After)?;
        let needs = |verb: &&EntryId| opening::is_listed(self.page, self.lexicon.row(**verb), "needs-object");
        let row = self.lexicon.row(*cue.verbs.iter().find(needs)?);
        let by = self.lexicon.fold(row.list("complement").next()?);
        let end = self.page.text.sentence_of(cue.first).end;
        let (_, joined) = opening::preposition(self.page, &by, cue.last + 1, end)?;
        let starts = |at: &usize| self.page.mention_at(*at).is_none_or(|(_, last)| last == voice.last);
        let object = (voice.first + 1..=voice.last)
            .find(|at| self.page.mention_at(*at).is_some_and(|(_, last)| last == voice.last) || *at == voice.last)?;
        let noun = self.page.is(object, mark::DEFINITE | mark::NAME)
            && !self.page.is(object, mark::ADJECTIVE | mark::NISBA | mark::TITLE);
        if !joined || !noun || voice.has_person || !starts(&object) || voice.last != cue.last {
            return None;
        }
        let speaker = voice::on(self.page, voice.first, object - 1);
        let mut parted = cue.clone();
        parted.last = object - 1;
        parted
            .voices
            .iter_mut()
            .filter(|(place, _, _)| *place == Place::Voice)
            .for_each(|(_, voice, _)| *voice = speaker.clone());
        speaker.is_sure.then_some(parted)
    }

    /// «ونفت وجود قتلى»: a noun that we do not know to speak is what is told, where only so something is told.
    pub(super) fn with_deed(&self, cues: &[Cue], index: usize, end: usize) -> Option<Cue> {
        let cue = &cues[index];
        let voice = cue.voice().filter(|voice| !voice.is_sure && !cue.voice_first && cue.side == Side::After)?;
        let verb = cue.verb.filter(|verb| self.page.is(*verb, mark::AND) && *verb < voice.first)?;
        if self.page.is(voice.first, mark::DEFINITE) || opening::find(self.page, cues, index, end).is_some() {
            return None;
        }
        let mut others = cues.to_vec();
        others[index] = cue.without_voice(verb);
        opening::find(self.page, &others, index, end).map(|_| others.swap_remove(index))
    }
}
