//! Which word of a sentence a time or a place belongs to: the deed or the statement in whose clause it stands.

use marsad_lexicon::Lexicon;
use marsad_record::{EventType, Span};
use marsad_text::{Sentence, Text, TokenKind};

use super::frame::{Nature, Strength};
use super::phrase::Syntax;
use super::trigger::Trigger;

/// What a time or a place belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// A deed: the trigger of this index.
    Deed(usize),
    /// A word that alone hardly tells a deed: the trigger of this index.
    Weak(usize),
    /// A statement: «أعلنت الشرطة، الأحد، ...».
    Statement,
    /// Another verb, or nothing.
    Other,
}

/// How surely a time or a place is an event's own; the order is from the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    /// It is another deed's.
    Another,
    /// It is when or where it was said, or nothing says whose it is.
    Said,
    /// It stands with a deed of the same kind.
    Own,
}

/// A word that times and places belong to.
struct Head {
    first: usize,
    last: usize,
    owner: Owner,
}

/// The heads of a sentence in order.
pub(super) struct Attachment {
    heads: Vec<Head>,
    /// Of each trigger how far it only recalls what is known from before.
    recalled: Vec<Recall>,
    /// Of each trigger the deed that happened in it.
    settings: Vec<Option<usize>>,
}

/// How far a deed is known from before rather than told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Recall {
    /// It is told.
    No,
    /// «الهجوم»: when it was spoken of is not when it was.
    Definite,
    /// «بعد هجوم»: nor is what came after it.
    Before,
    /// «للتحقيق في هجوم»: it shares neither time nor place with what answers it.
    Named,
}

/// How far behind a deed that is only named the deed stands that says more of it, in words: «هجوم أسفر عن مقتل».
const MORE_OF_IT: usize = 12;

/// How many words part a bare deed from the verb that says more of it.
const DESCRIBED: usize = 2;

/// What the document knows of the words of a sentence.
pub(super) struct Bounds<'b> {
    /// Whether a trigger is told as a deed.
    pub(super) is_told: &'b dyn Fn(&Trigger) -> bool,
    /// Whether the word at a token only carries a noun.
    pub(super) is_light: &'b dyn Fn(usize) -> bool,
    /// Whether words name what was some time before something else.
    pub(super) is_offset: &'b dyn Fn(Span) -> bool,
}

impl Attachment {
    pub(super) fn of(
        triggers: &[Trigger],
        sentence: &Sentence,
        syntax: &Syntax,
        text: &Text,
        lexicon: &Lexicon,
        bounds: Bounds,
    ) -> Self {
        let mut heads: Vec<Head> = Vec::new();
        for (index, trigger) in triggers.iter().enumerate() {
            let is_deed =
                matches!(trigger.frame.nature, Nature::Act | Nature::Verb) && trigger.frame.strength != Strength::None;
            if !is_deed
                || !(bounds.is_told)(trigger)
                || trigger.is_genitive_of(index.checked_sub(1).map(|at| &triggers[at]))
            {
                continue;
            }
            let is_weak = trigger.frame.strength == Strength::Weak;
            let is_said = is_weak && trigger.is_verb && syntax.is_statement(text, lexicon, trigger.first());
            let owner = if is_said || trigger.frame.effect == "claims" {
                Owner::Statement
            } else if is_weak {
                Owner::Weak(index)
            } else {
                Owner::Deed(index)
            };
            heads.push(Head { first: trigger.first(), last: trigger.last(), owner });
            heads.extend(trigger.carrier.as_ref().map(|carrier| Head {
                first: carrier.hit.first as usize,
                last: carrier.hit.last as usize,
                owner: if carrier.frame.effect == "claims" { Owner::Statement } else { owner },
            }));
        }
        for token in sentence.first..sentence.end {
            let is_taken = heads.iter().any(|head| (head.first..=head.last).contains(&token));
            // «التحالف الذي تقوده», «المركز الذي يقع»: an imperfect verb there says what something is, not what happened.
            if is_taken || syntax.is_in_relative_clause(text, token) && syntax.is_imperfect(text, lexicon, token) {
                continue;
            }
            if syntax.is_statement(text, lexicon, token) {
                heads.push(Head { first: token, last: token, owner: Owner::Statement });
            } else if syntax.is_finite_verb(text, lexicon, token) && !(bounds.is_light)(token) {
                heads.push(Head { first: token, last: token, owner: Owner::Other });
            }
        }
        heads.sort_by_key(|head| head.first);
        heads.dedup_by_key(|head| head.first);
        for at in 1..heads.len() {
            let (before, head) = (&heads[at - 1], &heads[at]);
            if let Some(deed) = described(before, head, triggers, syntax, text, lexicon) {
                heads[at].owner = deed;
            }
        }
        let recalled = recalled(triggers, syntax, text, bounds.is_offset);
        Self { heads, recalled, settings: settings(triggers, syntax, text) }
    }

    /// What the words from a token on belong to: the head before them, past a relative clause that ended with a comma;
    /// the first head after them where none is before.
    pub(super) fn owner(&self, token: usize, sentence: &Sentence, syntax: &Syntax, text: &Text) -> Owner {
        let before = self.heads.iter().rposition(|head| head.last < token);
        let Some(nearest) = before else {
            let next = self.heads.iter().find(|head| head.first > token).map_or(Owner::Other, |head| head.owner);
            // «حفل في القدس احتجاجا على مقتل»: what is only named begins with its own words.
            return if self.names(next) { Owner::Other } else { next };
        };
        let is_comma = |token: usize| text.tokens[token].kind == TokenKind::Mark && text.original(token) == "\u{060C}";
        let after_comma = token > sentence.first && is_comma(token - 1);
        let head = &self.heads[nearest];
        // «قال إن الموكب كان في القرية عندما انفجرت»: what was said has a deed of its own, told later.
        if head.owner == Owner::Statement && (head.last + 1..token).any(|at| opens_content(at, syntax, text)) {
            let within = self.heads[nearest + 1..].first();
            return within.map_or(Owner::Statement, |head| head.owner);
        }
        let opens_relative = (head.first.saturating_sub(2).max(sentence.first)..head.first)
            .find(|before| syntax.is_relative(text, *before));
        // «الهجمات التي شهدتها المدينة مساء الخميس»: what a relative clause tells of a deed is the deed's.
        if matches!(head.owner, Owner::Other | Owner::Weak(_))
            && let Some(relative) = opens_relative
            && let Some(deed) = self.heads[..nearest].iter().rev().find(|head| head.last < relative)
            && matches!(deed.owner, Owner::Deed(_))
            && relative - deed.last <= 3
        {
            return deed.owner;
        }
        if after_comma
            && let Some(relative) = opens_relative
            && let Some(outer) = self.heads[..nearest].iter().rev().find(|head| head.last < relative)
            && !(relative..token - 1).any(is_comma)
        {
            return outer.owner;
        }
        head.owner
    }

    /// How surely what belongs to `owner` is the event's of one of the triggers.
    pub(super) fn tie(&self, owner: Owner, own: usize, triggers: &[Trigger]) -> Tie {
        match owner {
            Owner::Deed(index) | Owner::Weak(index) if index == own => Tie::Own,
            Owner::Deed(index) | Owner::Weak(index) if triggers[index].frame.kind == triggers[own].frame.kind => {
                if self.is_named(index) == self.is_named(own) { Tie::Own } else { Tie::Another }
            }
            Owner::Deed(index) if self.is_setting(index, own, triggers) => Tie::Own,
            Owner::Deed(_) => Tie::Another,
            Owner::Weak(_) | Owner::Statement | Owner::Other if self.is_named(own) => Tie::Another,
            Owner::Weak(_) | Owner::Statement | Owner::Other => Tie::Said,
        }
    }

    /// «قتل ستون في احتجاجات الاثنين»: what a deed happened in is when and where it happened.
    fn is_setting(&self, index: usize, own: usize, triggers: &[Trigger]) -> bool {
        self.settings[index].is_some_and(|deed| deed == own || triggers[deed].frame.kind == triggers[own].frame.kind)
    }

    fn names(&self, owner: Owner) -> bool {
        matches!(owner, Owner::Deed(index) | Owner::Weak(index) if self.is_named(index))
    }

    /// Whether a deed is only named: the article tells of what came of it.
    pub(super) fn is_named(&self, own: usize) -> bool {
        self.recalled[own] == Recall::Named
    }

    /// Whether a time of this owner can be when the deed was.
    pub(super) fn can_date(&self, owner: Owner, own: usize) -> bool {
        match owner {
            Owner::Deed(_) => true,
            Owner::Weak(index) if index == own => true,
            Owner::Statement => self.recalled[own] == Recall::No,
            Owner::Weak(_) | Owner::Other => self.recalled[own] < Recall::Before,
        }
    }
}

/// «غارة أمريكية استهدفت الأسبوع الماضي»: a verb right after a bare deed says more of it.
fn described(
    before: &Head,
    head: &Head,
    triggers: &[Trigger],
    syntax: &Syntax,
    text: &Text,
    lexicon: &Lexicon,
) -> Option<Owner> {
    let Owner::Deed(index) = before.owner else { return None };
    let trigger = &triggers[index];
    let is_bare = !trigger.is_verb && !trigger.features.is_definite && trigger.hit.tail == 0;
    let is_other = match head.owner {
        Owner::Other => true,
        Owner::Weak(other) => triggers[other].is_verb && triggers[other].frame.kind == trigger.frame.kind,
        Owner::Deed(_) | Owner::Statement => false,
    };
    let between = before.last + 1..head.first;
    let describes = |token: usize| text.tokens[token].kind == TokenKind::Word && !syntax.bounds_a_phrase(text, token);
    let goes_on = between.len() <= DESCRIBED && between.clone().all(describes);
    (is_bare && is_other && goes_on && syntax.is_unjoined_verb(text, lexicon, head.first)).then_some(before.owner)
}

/// How far each trigger is recalled. What says more of a deed that is only named is named with it.
fn recalled(triggers: &[Trigger], syntax: &Syntax, text: &Text, is_offset: &dyn Fn(Span) -> bool) -> Vec<Recall> {
    let mut recalled: Vec<Recall> = Vec::with_capacity(triggers.len());
    for (at, trigger) in triggers.iter().enumerate() {
        let first = trigger.first();
        let is_comma = |token: usize| matches!(text.original(token), "\u{060C}" | "," | "\u{061B}");
        let words = |last: usize| (last..first).filter(|token| text.tokens[*token].kind == TokenKind::Word).count();
        let goes_on = at.checked_sub(1).filter(|before| {
            let last = triggers[*before].last();
            recalled[*before] == Recall::Named
                && triggers[*before].frame.kind == trigger.frame.kind
                && words(last) <= MORE_OF_IT
                && !(trigger.is_verb && (last..first).any(is_comma))
        });
        // «الطائرة التي تحطمت وقتل ركابها»: when the news was says nothing of what a relative clause tells.
        let is_relative = syntax.is_in_relative_clause(text, first) || syntax.continues_a_relative_clause(text, first);
        // «جاء الانفجار بعد يومين من مقتل عشرين»
        let is_before_it = is_offset(text.hit_span(&trigger.hit));
        // «جاء الهجوم بعد هجوم وقع قبل أسبوع»: an attack that came after an attack is another.
        let is_bare = !trigger.features.is_definite && trigger.hit.tail == 0;
        let is_before_it = is_before_it
            || is_bare
                && syntax.is_after_something(text, first)
                && triggers[..at].iter().any(|other| other.is_deed_noun() && other.frame.kind == trigger.frame.kind);
        recalled.push(
            if goes_on.is_some() || !trigger.is_verb && (is_before_it || syntax.is_only_named(text, first)) {
                Recall::Named
            } else if is_relative || !trigger.is_verb && syntax.is_background(text, first) {
                Recall::Before
            } else if !trigger.is_verb && trigger.features.is_definite {
                Recall::Definite
            } else {
                Recall::No
            },
        );
    }
    recalled
}

/// Of each trigger the deed before it that happened in it: «قتل ستون في احتجاجات».
fn settings(triggers: &[Trigger], syntax: &Syntax, text: &Text) -> Vec<Option<usize>> {
    let is_gathering = |trigger: &Trigger| !trigger.is_verb && trigger.frame.kind == Some(EventType::Protest);
    let within = |index: usize| {
        let trigger = &triggers[index];
        let over = trigger.first().checked_sub(1)?;
        let is_in =
            is_gathering(trigger) && syntax.is_preposition(text, over) && !syntax.is_background(text, trigger.first());
        let deed = (0..index).rev().find(|at| triggers[*at].frame.kind == Some(EventType::Assault))?;
        let is_joined = || (triggers[deed].last()..over).all(|token| text.tokens[token].kind != TokenKind::Mark);
        (is_in && is_joined()).then_some(deed)
    };
    (0..triggers.len()).map(within).collect()
}

/// Whether what was said begins after a token: «أن», a colon, an opening quotation mark.
fn opens_content(token: usize, syntax: &Syntax, text: &Text) -> bool {
    syntax.is_complementiser(text, token) || matches!(text.original(token), ":" | "\"" | "\u{AB}" | "\u{201C}")
}
