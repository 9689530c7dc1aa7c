//! Runs the three storeys over one text and keeps what they find.

use marsad_lexicon::Lexicon;
use marsad_record::{Document, Note, Noted, Span, TimeExpression, TimeKind, TimeValue};
use marsad_text::{Hit, Hits, Match, Text};

use crate::number::{Found, Number};

use super::anchor::Anchor;
use super::digits::DigitLayer;
use super::gives::{Argument, Gives};
use super::{Storey, Times};

/// A time on its way: what was read, and what later storeys may ask of it.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub first: usize,
    pub last: usize,
    pub lead: u8,
    pub span: Span,
    pub kind: TimeKind,
    pub reading: Reading,
    pub rule: String,
    /// False once a larger finding has taken it in.
    pub stands: bool,
}

/// What words were read as.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    pub value: Option<TimeValue>,
    pub alternatives: Vec<TimeValue>,
    /// A note on it: kind and sentence.
    pub note: Option<(&'static str, &'static str)>,
    /// Where the finding ends, if beyond the match.
    pub last: Option<usize>,
}

impl Reading {
    /// Just this value.
    pub fn of(value: TimeValue) -> Option<Self> {
        Some(Self { value: Some(value), ..Self::default() })
    }

    /// With other readings, likeliest first.
    pub fn or(mut self, alternatives: impl IntoIterator<Item = TimeValue>) -> Self {
        self.alternatives.extend(alternatives);
        let value = self.value.as_ref().map(|value| value.value.clone());
        self.alternatives.retain(|other| Some(&other.value) != value.as_ref());
        self.alternatives.truncate(2);
        self
    }

    /// With a note.
    pub fn noted(mut self, kind: &'static str, text: &'static str) -> Self {
        self.note = Some((kind, text));
        self
    }
}

/// One text being read.
pub(super) struct Reader<'r, 'd> {
    pub times: &'r Times,
    pub text: &'r Text<'d>,
    pub lexicon: &'r Lexicon,
    pub anchor: Anchor,
    pub numbers: &'r [Number],
    pub digits: DigitLayer,
    pub drafts: Vec<Draft>,
    pub whens: Hits,
    /// Tokens that a rule has said are no time.
    blocked: Vec<bool>,
    notes: Vec<Note>,
}

/// The parts of one match, by name.
pub(super) struct Parts<'m> {
    pub gives: &'m Gives,
    pub found: &'m Match,
}

impl<'r, 'd> Reader<'r, 'd> {
    pub fn new(
        times: &'r Times,
        document: &Document,
        text: &'r Text<'d>,
        lexicon: &'r Lexicon,
        found: &'r Found,
    ) -> Self {
        let mut reader = Self {
            times,
            text,
            lexicon,
            anchor: Anchor::of(document),
            numbers: &found.numbers,
            digits: times.digits.read(text),
            drafts: Vec::new(),
            whens: Hits::default(),
            blocked: vec![false; text.tokens.len()],
            notes: Vec::new(),
        };
        reader.storey(&times.storeys[0], &found.hits);
        reader.storey(&times.storeys[1], &found.hits);
        reader.storey(&times.storeys[2], &found.hits);
        reader
    }

    /// The times in the order of the text.
    pub fn read(mut self) -> Noted<Vec<TimeExpression>> {
        self.drafts.retain(|draft| draft.stands);
        self.drafts.sort_by_key(|draft| (draft.span.start, std::cmp::Reverse(draft.span.end)));
        let expressions = self.drafts.into_iter().filter_map(|draft| {
            let value = draft.reading.value?;
            let alternatives = draft.reading.alternatives;
            Some(TimeExpression { span: draft.span, kind: draft.kind, value, alternatives, rule: draft.rule })
        });
        Noted { value: expressions.collect(), notes: self.notes }
    }

    fn storey(&mut self, storey: &Storey, numbers: &Hits) {
        let mut matches: Vec<Match> = Vec::new();
        let layers = [numbers, &self.digits.hits, &self.whens, &self.text.dateline_hits];
        for sentence in self.text.sentences.iter().filter(|sentence| !sentence.is_chrome || sentence.is_dateline) {
            // The second storey builds on what the first has found.
            if storey.needs_when && !sentence.tokens().any(|token| !self.whens.at(token).is_empty()) {
                continue;
            }
            for token in sentence.tokens() {
                matches.extend(storey.rules.all_at(self.text, &layers, token));
            }
        }
        let mut taken = self.blocked.clone();
        let mut anaphoric = Vec::new();
        for found in storey.in_order(matches) {
            let Some(Some(gives)) = storey.gives.get(found.rule) else { continue };
            let (first, last) = gives.tokens(&found);
            if taken[first..=last].contains(&true) || self.is_name(&found) {
                continue;
            }
            // «نفس العام» asks what was told before it, so it waits for the others.
            let waits = gives.reading == "same";
            if gives.reading == "nothing" {
                self.blocked[found.first..=found.last].fill(true);
            }
            if gives.reading == "nothing" || waits || self.found(storey, gives, &found) {
                taken[found.first..=found.last].fill(true);
            }
            if waits {
                anaphoric.push(found);
            }
        }
        anaphoric.sort_by_key(|found| found.first);
        for found in &anaphoric {
            if let Some(Some(gives)) = storey.gives.get(found.rule) {
                self.found(storey, gives, found);
            }
        }
        self.drafts.sort_by_key(|draft| draft.first);
        let hits = self.drafts.iter().enumerate().filter(|(_, draft)| draft.stands).filter_map(|(index, draft)| {
            let is_length = draft.kind == TimeKind::Duration;
            let class = if is_length { self.times.classes.length } else { self.times.classes.when };
            let mut hit = Hit::found(class?, draft.first, draft.last, index);
            hit.lead = draft.lead;
            Some(hit)
        });
        self.whens = Hits::new(hits.collect(), self.text.tokens.len());
    }

    /// «المصري اليوم» is a newspaper.
    fn is_name(&self, found: &Match) -> bool {
        let Some(class) = self.times.classes.not_time else { return false };
        let from = found.first.saturating_sub(3);
        (from..=found.last).any(|token| {
            let hits = self.text.hits.at(token).iter();
            hits.filter(|hit| hit.class == class).any(|hit| hit.last as usize >= found.first)
        })
    }

    /// Keeps what a match gives, if it gives anything.
    fn found(&mut self, storey: &Storey, gives: &Gives, found: &Match) -> bool {
        let rule = storey.rules.rule(found).id();
        let Some(draft) = self.draft(&Parts { gives, found }, rule) else { return false };
        self.take(draft, gives.keeps);
        true
    }

    fn take(&mut self, draft: Draft, keeps: bool) {
        if !keeps {
            for other in &mut self.drafts {
                if other.stands && draft.span.overlaps(&other.span) {
                    other.stands = false;
                }
            }
        }
        if let Some((kind, text)) = draft.reading.note {
            self.notes.push(Note::new(kind, Some(draft.span), text));
        }
        self.drafts.push(draft);
    }

    fn draft(&self, parts: &Parts, rule: String) -> Option<Draft> {
        let mut reading = self.reading(parts)?;
        if let Some(position) = parts.gives.named("position").and_then(|argument| self.text_of(parts, argument)) {
            super::moments::narrowed(&mut reading, &position);
        }
        let found = parts.found;
        let (first, mut last) = parts.gives.tokens(found);
        let mut lead = found.lead;
        if let Some((from, _)) = &parts.gives.span {
            lead = found.capture(from)?.lead;
        }
        if let Some(end) = reading.last {
            last = end;
        }
        let mut hit = Hit::found(marsad_lexicon::ClassId(0), first, last, 0);
        hit.lead = lead;
        let span = self.text.hit_span(&hit);
        Some(Draft { first, last, lead, span, kind: parts.gives.kind, reading, rule, stands: true })
    }

    fn reading(&self, parts: &Parts) -> Option<Reading> {
        match parts.gives.reading.as_str() {
            "calendar" => self.calendar(parts),
            "year-in-words" => self.year_in_words(parts),
            "month-day" => self.month_day(parts),
            "days" => self.days(parts),
            "numeric" => self.numeric(parts),
            "weekday" => self.weekday(parts),
            "shift" => self.shift(parts),
            "today" => Some(self.today()),
            "same" => self.same(parts),
            "ref" => Reading::of(TimeValue::open(self.word(parts, 0)?)),
            "decade" => self.decade(parts),
            "century" => self.century(parts),
            "part-of-year" => self.part_of_year(parts),
            "years" => self.years(parts),
            "length" => self.length(parts),
            "set" => self.set(parts),
            "part" => self.part(parts),
            "clock" => self.clock(parts),
            "absurd-clock" => super::days::absurd_value("XXXX-XX-XXTXX:XX".to_owned()),
            "night" => self.night(parts),
            "position" => self.position(parts),
            "since" => self.since(parts),
            "until" => self.until(parts),
            "between" => self.between(parts),
            "event" => self.event(parts),
            _ => None,
        }
    }

    /// The argument of that place.
    pub fn argument<'p>(&self, parts: &'p Parts, at: usize) -> Option<&'p Argument> {
        parts.gives.arguments.get(at)
    }

    /// The text of an argument: the word itself, or the `value` of the row that stands there.
    pub fn text_of(&self, parts: &Parts, argument: &Argument) -> Option<String> {
        match argument {
            Argument::Word(word) => Some(word.clone()),
            Argument::Part(name) => {
                let hit = parts.found.capture(name)?;
                match hit.entry {
                    Some(entry) => Some(self.lexicon.row(entry).get("value").to_owned()),
                    None => self.number_of(hit).map(|number| format!("{number}")),
                }
            }
        }
    }

    /// The text of the argument of that place.
    pub fn word(&self, parts: &Parts, at: usize) -> Option<String> {
        self.text_of(parts, self.argument(parts, at)?)
    }

    /// The number that a hit of one of the stage's own layers stands for.
    fn number_of(&self, hit: &Hit) -> Option<f64> {
        let name = self.lexicon.vocabulary().class_name(hit.class);
        match name {
            "number" => self.numbers.get(hit.payload as usize).map(|number| number.low),
            "when" | "length" => None,
            _ => Some(f64::from(hit.payload)),
        }
    }

    /// The number of an argument, if what it names stands in the match.
    pub fn number(&self, parts: &Parts, argument: &Argument) -> Option<f64> {
        self.text_of(parts, argument)?.parse().ok()
    }

    /// The number of a named argument.
    pub fn named(&self, parts: &Parts, name: &str) -> Option<f64> {
        self.number(parts, parts.gives.named(name)?)
    }

    /// The hit of a named argument.
    pub fn named_hit<'p>(&self, parts: &'p Parts, name: &str) -> Option<&'p Hit> {
        match parts.gives.named(name)? {
            Argument::Part(part) => parts.found.capture(part),
            Argument::Word(_) => None,
        }
    }

    /// The finding of an earlier storey that an argument names.
    pub fn inner(&self, parts: &Parts, argument: &Argument) -> Option<&Draft> {
        let Argument::Part(name) = argument else { return None };
        let hit = parts.found.capture(name)?;
        let is_own = Some(hit.class) == self.times.classes.when || Some(hit.class) == self.times.classes.length;
        if is_own { self.drafts.get(hit.payload as usize) } else { None }
    }

    /// Whether the words before a token speak of what is to come.
    pub fn looks_ahead(&self, token: usize) -> bool {
        let first = self.text.sentence_of(token).first;
        let is_since = |at: usize| self.times.classes.since.is_some_and(|class| self.text.is(at, class));
        if (first.max(token.saturating_sub(2))..token).any(is_since) {
            return false;
        }
        // «يلتقي الفريقان الأحد»: a present tense near a day to come.
        if token > first && self.is_present(token - 1) || token > first + 1 && self.is_present(token - 2) {
            return true;
        }
        (first.max(token.saturating_sub(14))..token).any(|at| {
            let is_cue = self.times.classes.future.is_some_and(|class| self.text.is(at, class));
            is_cue || self.text.hits.at(at).iter().any(|hit| self.is_future_verb(hit))
        })
    }

    fn is_present(&self, token: usize) -> bool {
        if !super::clause::is_verb(self.text, self.lexicon, token) {
            return false;
        }
        let hits = self.text.hits.at(token).iter().filter(|hit| hit.first == hit.last && hit.tail == 0);
        let mut tenses =
            hits.filter_map(|hit| hit.entry).map(|entry| self.lexicon.vocabulary().entry(entry).features.tense);
        let mut any = false;
        let is_only = tenses.all(|tense| {
            any |= tense == marsad_lexicon::Tense::Imperfect;
            !matches!(tense, marsad_lexicon::Tense::Perfect)
        });
        let was = token
            .checked_sub(1)
            .is_some_and(|before| self.times.classes.was.is_some_and(|class| self.text.is(before, class)));
        any && is_only && !was
    }

    fn is_future_verb(&self, hit: &Hit) -> bool {
        let Some(entry) = hit.entry else { return false };
        let tense = self.lexicon.vocabulary().entry(entry).features.tense;
        hit.proclitics.has_future() && tense == marsad_lexicon::Tense::Imperfect
    }
}
