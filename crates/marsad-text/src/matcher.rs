//! Matches the rules of a family over tokens: the longest match wins, then fewer gap tokens, then more literal words,
//! then the name.

use std::sync::Arc;

use marsad_lexicon::{Element, Lexicon, Rule};

use crate::begin::{Beginnings, Candidate};
use crate::hit::{Hit, Hits, bit};
use crate::text::Text;

/// The compiled patterns of one family.
pub struct RuleSet {
    rules: Vec<Rule>,
    /// Whether clitics may stand on any but the first part of a match.
    allows_clitics: bool,
    /// Whether the shortest match of a pattern is taken, not the longest.
    is_nearest: bool,
    beginnings: Beginnings,
}

/// A part of a match that the pattern names.
#[derive(Debug, Clone, PartialEq)]
pub struct Capture {
    /// Name in the pattern.
    pub name: Arc<str>,
    /// What stands there.
    pub hit: Hit,
}

/// One place where a rule fits.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Index of the rule, see [`RuleSet::rule`].
    pub rule: usize,
    /// Index of its pattern.
    pub pattern: usize,
    /// First token.
    pub first: usize,
    /// Last token, included.
    pub last: usize,
    /// Folded bytes of clitics before the match in its first token.
    pub lead: u8,
    /// Tokens that gaps ran over.
    pub gap: usize,
    /// The named parts, in order.
    pub captures: Vec<Capture>,
}

impl Match {
    /// The part of that name.
    pub fn capture(&self, name: &str) -> Option<&Hit> {
        self.captures.iter().find(|capture| &*capture.name == name).map(|capture| &capture.hit)
    }
}

impl RuleSet {
    /// The rules of a family, ready to match.
    pub fn new(lexicon: &Lexicon, family: &str) -> Self {
        Self::of(lexicon.rules(family).to_vec())
    }

    /// Just these rules.
    pub fn of(rules: Vec<Rule>) -> Self {
        Self { beginnings: Beginnings::of(&rules), rules, allows_clitics: true, is_nearest: false }
    }

    /// The same rules, where only the first part of a match may carry clitics («صباح الخميس», not «صباح والخميس»).
    #[must_use]
    pub fn without_inner_clitics(self) -> Self {
        Self { allows_clitics: false, ..self }
    }

    /// The same rules, where each pattern reaches for the nearest of its parts («A ... B», not «A ... B ... C»).
    #[must_use]
    pub fn nearest(self) -> Self {
        Self { is_nearest: true, ..self }
    }

    /// The rules in it.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule of a match.
    pub fn rule(&self, found: &Match) -> &Rule {
        &self.rules[found.rule]
    }

    /// The best match that begins at a token, the stage's own findings (`layers`) beside the vocabulary's.
    pub fn best_at(&self, text: &Text, layers: &[&Hits], token: usize) -> Option<Match> {
        self.all_at(text, layers, token).into_iter().min_by(|one, other| self.rank(one).cmp(&self.rank(other)))
    }

    /// Matches from left to right that do not overlap.
    pub fn matches(&self, text: &Text, layers: &[&Hits], tokens: std::ops::Range<usize>) -> Vec<Match> {
        self.matches_where(text, layers, tokens, |_| true)
    }

    /// The same, of those matches alone that the caller accepts.
    pub fn matches_where(
        &self,
        text: &Text,
        layers: &[&Hits],
        tokens: std::ops::Range<usize>,
        accepts: impl Fn(&Match) -> bool,
    ) -> Vec<Match> {
        let mut found = Vec::new();
        let mut token = tokens.start;
        while token < tokens.end {
            let all = self.all_at(text, layers, token).into_iter().filter(&accepts);
            match all.min_by(|one, other| self.rank(one).cmp(&self.rank(other))) {
                Some(best) => {
                    token = best.last + 1;
                    found.push(best);
                }
                None => token += 1,
            }
        }
        found
    }

    fn rank(&self, found: &Match) -> (std::cmp::Reverse<usize>, usize, std::cmp::Reverse<usize>, &str) {
        let rule = &self.rules[found.rule];
        let literal = rule.patterns[found.pattern].literal_words();
        (std::cmp::Reverse(found.last), found.gap, std::cmp::Reverse(literal), &rule.name)
    }

    /// Every match that begins at a token.
    pub fn all_at(&self, text: &Text, layers: &[&Hits], token: usize) -> Vec<Match> {
        let mut found = Vec::new();
        let (allows_clitics, is_nearest) = (self.allows_clitics, self.is_nearest);
        let sentence = text.sentence_of(token);
        let (first, end) = (sentence.first, sentence.end);
        let (captures, best) = (Vec::new(), None);
        let mut walk = Walk { text, layers, start: token, first, end, allows_clitics, is_nearest, captures, best };
        let mut rest = Vec::new();
        self.beginnings.each(text, layers, token, end, |&Candidate { rule, pattern, .. }| {
            walk.run(&self.rules[rule].patterns[pattern].elements, &mut rest, token, State::default());
            if let Some((end, state, captures)) = walk.best.take()
                && end > token
            {
                let named = |(name, hit): (&Arc<str>, Hit)| Capture { name: Arc::clone(name), hit };
                let captures = captures.into_iter().map(named).collect();
                let State { gap, lead } = state;
                found.push(Match { rule, pattern, first: token, last: end - 1, lead, gap, captures });
            }
        });
        found
    }
}

#[derive(Clone, Copy, Default)]
struct State {
    gap: usize,
    lead: u8,
}

/// Named parts, in order.
type Parts<'p> = Vec<(&'p Arc<str>, Hit)>;

struct Walk<'p, 't, 'd> {
    text: &'t Text<'d>,
    layers: &'t [&'t Hits],
    start: usize,
    /// First token of the sentence, and the first after it.
    first: usize,
    end: usize,
    allows_clitics: bool,
    is_nearest: bool,
    /// The named parts of the way taken so far.
    captures: Parts<'p>,
    best: Option<(usize, State, Parts<'p>)>,
}

impl<'p> Walk<'p, '_, '_> {
    /// Tries the elements, then those that wait in `rest` (what follows an optional part).
    fn run(&mut self, elements: &'p [Element], rest: &mut Vec<&'p [Element]>, at: usize, state: State) {
        let Some((element, after)) = elements.split_first() else {
            match rest.pop() {
                Some(next) => {
                    self.run(next, rest, at, state);
                    rest.push(next);
                }
                None => {
                    let better = self.best.as_ref().is_none_or(|(end, best, _)| match self.is_nearest {
                        true => at < *end,
                        false => (at, best.gap) > (*end, state.gap),
                    });
                    if better {
                        self.best = Some((at, state, self.captures.clone()));
                    }
                }
            }
            return;
        };
        match element {
            Element::Start => {
                if at < self.end && self.first == at {
                    self.run(after, rest, at, state);
                }
            }
            Element::Optional(inner) => {
                rest.push(after);
                self.run(inner, rest, at, state);
                rest.pop();
                self.run(after, rest, at, state);
            }
            Element::Gap { min, max } => {
                for length in usize::from(*min)..=usize::from(*max) {
                    if at + length > self.end {
                        break;
                    }
                    let mut state = state;
                    state.gap += length;
                    self.run(after, rest, at + length, state);
                }
            }
            Element::Word(word) => {
                if at >= self.end {
                    return;
                }
                let bare = at > self.start && !self.allows_clitics;
                let fits = |lead: u8, tail: u8| tail == 0 && (lead == 0 || !bare);
                let mut readings = self.text.readings(at).iter();
                let reading = readings.find(|reading| reading.word == *word && fits(reading.lead, reading.tail));
                if let Some(reading) = reading {
                    let mut state = state;
                    if at == self.start {
                        state.lead = reading.lead;
                    }
                    self.run(after, rest, at + 1, state);
                }
            }
            Element::Class { any, capture, joined } => {
                // «و15»: before digits the letter is a token of its own.
                let apart = !joined.is_empty() && at < self.end && self.text.form(at) == &**joined;
                let at = at + usize::from(apart);
                if at >= self.end {
                    return;
                }
                let (text, layers) = (self.text, self.layers);
                let strict = !self.allows_clitics;
                let classes = any.iter().fold(0, |classes, class| classes | bit(*class));
                let layers = std::iter::once(&text.hits).chain(layers.iter().copied());
                let possible = layers.filter(|hits| hits.classes_at(at) & classes != 0);
                for hit in possible.flat_map(|hits| hits.at(at)) {
                    if !any.contains(&hit.class) || hit.last as usize >= self.end {
                        continue;
                    }
                    let fits = if joined.is_empty() || apart {
                        hit.lead == 0 || !strict || at == self.start
                    } else {
                        usize::from(hit.lead) == joined.len() && text.form(at).starts_with(&**joined)
                    };
                    if !fits || strict && hit.tail > 0 {
                        continue;
                    }
                    let mut next = state;
                    if at == self.start {
                        next.lead = hit.lead;
                    }
                    self.captures.push((capture, *hit));
                    self.run(after, rest, hit.last as usize + 1, next);
                    self.captures.pop();
                }
            }
        }
    }
}
