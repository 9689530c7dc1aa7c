//! Noun phrases and clauses over tokens: as much syntax as roles need, told by closed classes of words.

use marsad_lexicon::{ClassId, Lexicon, Number, Tense};
use marsad_text::{ClassBits, Hit, Text, TokenKind};

/// The closed classes that bound phrases and clauses.
#[derive(Debug, Clone, Copy)]
pub(super) struct Syntax {
    preposition: Option<ClassId>,
    conjunction: Option<ClassId>,
    relative: Option<ClassId>,
    demonstrative: Option<ClassId>,
    complementiser: Option<ClassId>,
    auxiliary: Option<ClassId>,
    event_verb: Option<ClassId>,
    speech_verb: Option<ClassId>,
    speech_noun: Option<ClassId>,
    /// Particles that open a clause: question, negation, modality, certainty, future.
    particles: [Option<ClassId>; 6],
    /// Prepositions of what went before.
    since: Option<ClassId>,
    after: Option<ClassId>,
    place_head: Option<ClassId>,
    when: Option<ClassId>,
    /// Words that are no verb where they are written as one: «قرب المدينة», «حاكم الإقليم», «إذا».
    never_verbs: [Option<ClassId>; 7],
    /// Common nouns that the lexicon knows.
    nouns: [Option<ClassId>; 3],
    /// Adjectives of countries.
    nisba: Option<ClassId>,
    /// Numbers written as words, and nouns of attackers.
    number: Option<ClassId>,
    attacker: Option<ClassId>,
    /// «في», «قرب»: what opens an adjunct of place.
    places: Option<ClassId>,
    /// «بتهمة»: what follows is known from before.
    naming: Option<ClassId>,
    /// «لجنة», «عمال»: what follows says of what kind.
    body: Option<ClassId>,
    /// «كل»: what follows is a noun.
    quantifier: Option<ClassId>,
}

/// A noun phrase: its first and last token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Phrase {
    /// First token.
    pub first: usize,
    /// Last token, included.
    pub last: usize,
}

/// Longest phrase that is followed, in tokens: names with titles reach this far.
const LONGEST: usize = 14;
/// How far a word reaches that only names what follows, in tokens.
const NAMING: usize = 4;

impl Syntax {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let class = |name: &str| lexicon.vocabulary().class(name);
        Self {
            preposition: class("preposition"),
            conjunction: class("conjunction"),
            relative: class("relative"),
            demonstrative: class("demonstrative"),
            complementiser: class("complementiser"),
            auxiliary: class("auxiliary"),
            event_verb: class("event-verb"),
            speech_verb: class("speech-verb"),
            speech_noun: class("speech-noun"),
            particles: ["question", "negation", "modality", "certainty", "future", "possibility"].map(class),
            since: class("since-preposition"),
            after: class("after-word"),
            place_head: class("place-head"),
            when: class("when-word"),
            never_verbs: [
                "place-preposition",
                "place-relation",
                "title",
                "condition",
                "complementiser",
                "pronoun",
                "demonstrative",
            ]
            .map(class),
            nouns: ["event-noun", "collective", "complement"].map(class),
            nisba: class("nisba"),
            number: class("number-word"),
            attacker: class("attacker-noun"),
            places: class("place-preposition"),
            naming: class("naming-word"),
            body: class("body-noun"),
            quantifier: class("quantifier"),
        }
    }

    fn is(text: &Text, token: usize, class: Option<ClassId>) -> bool {
        let plain = |hit: &&Hit| Some(hit.class) == class && hit.tail == 0 && !hit.proclitics.has_preposition();
        text.hits.may_have(token, ClassBits::of([class])) && text.hits.at(token).iter().any(|hit| plain(&hit))
    }

    /// «هذا», «تلك».
    pub(super) fn is_demonstrative(&self, text: &Text, token: usize) -> bool {
        self.demonstrative.is_some_and(|class| text.is(token, class))
    }

    pub(super) fn is_preposition(&self, text: &Text, token: usize) -> bool {
        Self::is(text, token, self.preposition)
    }

    pub(super) fn is_relative(&self, text: &Text, token: usize) -> bool {
        let is_other = Self::is(text, token, self.preposition) || Self::is(text, token, self.complementiser);
        Self::is(text, token, self.relative) && !is_other
    }

    pub(super) fn is_complementiser(&self, text: &Text, token: usize) -> bool {
        Self::is(text, token, self.complementiser)
    }

    /// Whether the token only opens a verb's clause: «كان», «قد», «هل», «لم».
    pub(super) fn is_auxiliary(&self, text: &Text, token: usize) -> bool {
        Self::is(text, token, self.auxiliary) || self.particles.iter().any(|class| Self::is(text, token, *class))
    }

    /// Whether a complementiser right before the token follows a verb of speech: «قالت إنها تهاجم» asserts.
    pub(super) fn is_after_speech(&self, text: &Text, lexicon: &Lexicon, token: usize, start: usize) -> bool {
        let speech = ClassBits::of([self.speech_verb]);
        (start..token).rev().take(8).filter(|before| text.hits.may_have(*before, speech)).any(|before| {
            text.hits.at(before).iter().any(|hit| {
                Some(hit.class) == self.speech_verb
                    && hit.entry.is_some_and(|entry| {
                        matches!(lexicon.row(entry).get("stance"), "asserts" | "accuses" | "opines")
                    })
            })
        })
    }

    /// Whether a word stands after «بعد», «منذ», «خلال» and the like: it is what went before, not the news.
    pub(super) fn is_background(&self, text: &Text, token: usize) -> bool {
        let first = text.sentence_of(token).first;
        (first..token).rev().take(2).any(|before| Self::is(text, before, self.since))
    }

    /// «بعد هجوم», «عقب هجوم»: whether a word names what was before something else.
    pub(super) fn is_after_something(&self, text: &Text, token: usize) -> bool {
        token > text.sentence_of(token).first && Self::is(text, token - 1, self.after)
    }

    /// Whether a word only names what is known from before: the charge against somebody, the attack of an attacker on
    /// trial, what a demonstration is against.
    pub(super) fn is_only_named(&self, text: &Text, token: usize) -> bool {
        let first = text.sentence_of(token).first;
        let is_quote = |before: &usize| matches!(text.original(*before), "\"" | "\u{AB}" | "\u{201C}" | "\u{201D}");
        let near = (first..token).rev().filter(|before| !is_quote(before)).take(NAMING);
        near.take_while(|before| text.tokens[*before].kind != TokenKind::Mark).any(|before| {
            text.hits.at(before).iter().any(|hit| Some(hit.class) == self.naming && (hit.last as usize) < token)
        })
    }

    /// Whether a verb goes on about the bare noun before it, in a sentence that has its verb already: «أقر قانونا يمنع».
    pub(super) fn is_descriptive(&self, text: &Text, lexicon: &Lexicon, token: usize) -> bool {
        let first = text.sentence_of(token).first;
        if token < first + 2 || !self.is_imperfect(text, lexicon, token) {
            return false;
        }
        let before = token - 1;
        let bounds = [self.preposition, self.conjunction, self.relative, self.complementiser, self.auxiliary];
        let is_noun = text.tokens[before].kind == TokenKind::Word
            && !bounds.iter().chain(&self.particles).any(|class| Self::is(text, before, *class))
            && lexicon.without_article(text.form(before)).is_none()
            && !self.is_finite_verb(text, lexicon, before);
        is_noun && (first..before).any(|other| self.is_finite_verb(text, lexicon, other))
    }

    /// Whether a verb goes on with what a relative clause says of somebody: «الذي زار باريس وحث حكومتها».
    pub(super) fn continues_a_relative_clause(&self, text: &Text, token: usize) -> bool {
        let first = text.sentence_of(token).first;
        let joined = text.hits.at(token).iter().any(|hit| {
            hit.proclitics.has_conjunction()
                && (Some(hit.class) == self.event_verb || Some(hit.class) == self.speech_verb)
        });
        let near = (first..token).rev().take(LONGEST).take_while(|before| text.tokens[*before].kind != TokenKind::Mark);
        joined && near.into_iter().any(|before| self.is_relative(text, before))
    }

    /// Whether a noun only says of what kind a person, a body or a paper before it is: «عمال الإنقاذ», «لجنة التحقيق».
    pub(super) fn is_of_a_body(&self, text: &Text, token: usize) -> bool {
        let first = text.sentence_of(token).first;
        let body = |hit: &Hit| Some(hit.class) == self.body && hit.last as usize + 1 == token && hit.tail == 0;
        token > first && text.hits.at(token - 1).iter().any(body)
    }

    /// Whether a word before the token takes a noun only: «كل طالب».
    pub(super) fn is_after_quantifier(&self, text: &Text, token: usize) -> bool {
        let first = text.sentence_of(token).first;
        let takes = |hit: &Hit| Some(hit.class) == self.quantifier && hit.tail == 0;
        token > first && text.hits.at(token - 1).iter().any(takes)
    }

    /// Whether a word stands right after a relative pronoun: it says who somebody is, not the news.
    pub(super) fn is_in_relative_clause(&self, text: &Text, token: usize) -> bool {
        let first = text.sentence_of(token).first;
        (first..token).rev().take(2).any(|before| self.is_relative(text, before))
    }

    /// «البلدة التي قتل فيها»: whether a verb tells what befell a place that is spoken of as known.
    pub(super) fn tells_of_a_place(&self, text: &Text, token: usize) -> bool {
        let first = text.sentence_of(token).first;
        let relative = (first..token).rev().take(2).find(|before| self.is_relative(text, *before));
        relative.is_some_and(|relative| (first..relative).rev().take(2).any(|before| self.is_place_word(text, before)))
    }

    /// Whether the token opens an adjunct of place or time.
    pub(super) fn is_adjunct(&self, text: &Text, token: usize) -> bool {
        Self::is(text, token, self.places) && Self::is(text, token, self.preposition)
            || Self::is(text, token, self.since)
    }

    /// Whether the token opens a clause of its own: «إن», «بينما».
    pub(super) fn opens_a_clause(&self, text: &Text, token: usize) -> bool {
        self.is_complementiser(text, token)
            || Self::is(text, token, self.conjunction) && !self.is_preposition(text, token)
    }

    /// Whether a noun phrase ends before the token: a bare noun follows a definite one («الجيش هجوما»), the adjective of a
    /// country («دبابة إسرائيلية قذيفة») or a plural that cannot govern («مسلحون مهندسا»).
    fn starts_a_phrase(&self, text: &Text, lexicon: &Lexicon, token: usize) -> bool {
        let definite = |token: usize| lexicon.without_article(text.form(token)).is_some();
        let plural = |token: usize| {
            let form = text.form(token);
            form.chars().count() >= 5 && form.ends_with("\u{0648}\u{0646}")
        };
        let is_number = Self::is(text, token - 1, self.number);
        if plural(token - 1) && !plural(token) && !is_number && text.tokens[token].kind == TokenKind::Word {
            return true;
        }
        // «انتحاري سيارة»: who attacks is one person, and governs nothing.
        let attacks = |hit: &Hit| {
            let features = hit.entry.map(|entry| lexicon.vocabulary().entry(entry).features);
            Some(hit.class) == self.attacker
                && hit.tail == 0
                && features.is_some_and(|features| features.number == Number::Singular && !features.is_construct)
        };
        let describes = |token: usize| Self::is(text, token, self.nisba) || Self::is(text, token, self.attacker);
        let after_attacker = text.hits.at(token - 1).iter().any(attacks) && !describes(token);
        let after_adjective = Self::is(text, token - 1, self.nisba);
        let is_known = text
            .hits
            .at(token)
            .iter()
            .any(|hit| self.nouns.contains(&Some(hit.class)) && hit.lead == 0 && hit.first == hit.last);
        (definite(token - 1) || after_adjective || after_attacker) && !definite(token) && is_known
    }

    /// Whether the token can only be a finite verb (of events or of speech), never a noun.
    pub(super) fn is_finite_verb(&self, text: &Text, lexicon: &Lexicon, token: usize) -> bool {
        if !text.hits.may_have(token, ClassBits::of([self.event_verb, self.speech_verb])) {
            return false;
        }
        let mut is_verb = false;
        let is_plain = |hit: &Hit| hit.first == hit.last && hit.lead == 0 && hit.tail == 0;
        if text.hits.at(token).iter().any(|hit| is_plain(hit) && self.never_verbs.contains(&Some(hit.class))) {
            return false;
        }
        for hit in text.hits.at(token) {
            let class = Some(hit.class);
            let Some(entry) = hit.entry.filter(|_| hit.first == hit.last) else { continue };
            if class == self.event_verb || class == self.speech_verb {
                let features = lexicon.vocabulary().entry(entry).features;
                if features.tense == Tense::None {
                    return false;
                }
                is_verb = is_verb || hit.lead == 0 || hit.proclitics.has_conjunction() || hit.proclitics.has_future();
            }
        }
        is_verb
    }

    /// Whether a verb stands with no «و» or «ف» before it.
    pub(super) fn is_unjoined_verb(&self, text: &Text, lexicon: &Lexicon, token: usize) -> bool {
        let is_verb = |hit: &Hit| {
            let tense = hit.entry.map_or(Tense::None, |entry| lexicon.vocabulary().entry(entry).features.tense);
            (Some(hit.class) == self.event_verb || Some(hit.class) == self.speech_verb) && tense != Tense::None
        };
        text.hits.at(token).iter().any(|hit| hit.lead == 0 && is_verb(hit))
    }

    /// Whether a word ends the phrase before it.
    pub(super) fn bounds_a_phrase(&self, text: &Text, token: usize) -> bool {
        let bounds = [self.preposition, self.conjunction, self.relative, self.complementiser, self.auxiliary];
        bounds.iter().chain(&self.particles).any(|class| Self::is(text, token, *class))
    }

    /// «عندما», «حين».
    pub(super) fn is_when(&self, text: &Text, token: usize) -> bool {
        Self::is(text, token, self.when)
    }

    /// Whether a word that could be a verb is a preposition or a title.
    pub(super) fn is_never_verb(&self, text: &Text, verb: &Hit) -> bool {
        let same =
            |hit: &Hit| (hit.first, hit.last, hit.lead, hit.tail) == (verb.first, verb.last, verb.lead, verb.tail);
        text.hits.at(verb.first as usize).iter().any(|hit| same(hit) && self.never_verbs.contains(&Some(hit.class)))
    }

    /// Whether the token is a word for a place: «ضريح», «شارع».
    pub(super) fn is_place_word(&self, text: &Text, token: usize) -> bool {
        self.place_head.is_some_and(|class| text.is(token, class))
    }

    /// «نقطة تفتيش»: a word of a longer word for a place.
    pub(super) fn is_inside_a_place_word(&self, text: &Text, token: usize) -> bool {
        let covers = |hit: &Hit| Some(hit.class) == self.place_head && hit.last as usize >= token;
        let heads = ClassBits::of([self.place_head]);
        (token.saturating_sub(2)..token)
            .any(|first| text.hits.may_have(first, heads) && text.hits.at(first).iter().any(covers))
    }

    /// Whether the token tells that something was said: «أعلن», «بيان».
    pub(super) fn is_statement(&self, text: &Text, lexicon: &Lexicon, token: usize) -> bool {
        let telling = ClassBits::of([self.speech_noun, self.speech_verb]);
        text.hits.may_have(token, telling)
            && text.hits.at(token).iter().any(|hit| {
                let is_verb = || {
                    let tense = hit.entry.map_or(Tense::None, |entry| lexicon.vocabulary().entry(entry).features.tense);
                    tense != Tense::None
                };
                // «تقرير», «تسجيل» name works; «بيان», «تصريح» name the telling itself.
                let is_telling = || hit.entry.is_some_and(|entry| lexicon.row(entry).get("how") != "reports");
                hit.first == hit.last
                    && (Some(hit.class) == self.speech_noun && is_telling()
                        || Some(hit.class) == self.speech_verb && is_verb())
            })
    }

    /// Whether every verb that the token can be is imperfect.
    pub(super) fn is_imperfect(&self, text: &Text, lexicon: &Lexicon, token: usize) -> bool {
        let tense = |hit: &Hit| Some(lexicon.vocabulary().entry(hit.entry?).features.tense);
        let mut tenses = text.hits.at(token).iter().filter_map(tense).filter(|tense| *tense != Tense::None).peekable();
        tenses.peek().is_some() && tenses.all(|tense| tense != Tense::Perfect)
    }

    /// Whether a noun phrase cannot go on over this token.
    fn breaks(&self, text: &Text, lexicon: &Lexicon, token: usize, is_first: bool) -> bool {
        let kind = text.tokens[token].kind;
        if kind == TokenKind::Mark {
            return !matches!(
                text.original(token),
                "\"" | "\u{00AB}" | "\u{00BB}" | "\u{201C}" | "\u{201D}" | "#" | "-" | "_"
            );
        }
        let bounds = [self.preposition, self.conjunction, self.relative, self.complementiser, self.auxiliary];
        if bounds.iter().any(|class| Self::is(text, token, *class)) || is_first && self.is_auxiliary(text, token) {
            return true;
        }
        let starts_anew = |hit: &Hit| hit.proclitics.has_conjunction() || hit.proclitics.has_preposition();
        let own_clitic = !is_first && !text.hits.at(token).is_empty() && text.hits.at(token).iter().all(starts_anew);
        own_clitic || self.is_finite_verb(text, lexicon, token)
    }

    /// The noun phrase that begins at a token, if one does.
    pub(super) fn phrase_at(&self, text: &Text, lexicon: &Lexicon, first: usize, end: usize) -> Option<Phrase> {
        let mut first = first;
        while first < end && (Self::is(text, first, self.demonstrative) || opens_quotation(text.original(first))) {
            first += 1;
        }
        if first >= end || self.breaks(text, lexicon, first, true) {
            return None;
        }
        let mut last = first;
        while last + 1 < end
            && last - first < LONGEST
            && !self.breaks(text, lexicon, last + 1, false)
            && !self.starts_a_phrase(text, lexicon, last + 1)
        {
            last += 1;
        }
        while last > first && text.tokens[last].kind == TokenKind::Mark && !closes_quotation(text.original(last)) {
            last -= 1;
        }
        Some(Phrase { first, last })
    }

    /// Where the clause of a token begins: after a mark, a conjunction, a complementiser or a relative pronoun.
    pub(super) fn clause_start(&self, text: &Text, token: usize, sentence_start: usize) -> usize {
        let mut start = token;
        while start > sentence_start {
            let before = start - 1;
            let bounds = [self.conjunction, self.relative, self.complementiser];
            let is_stop = text.tokens[before].kind == TokenKind::Mark
                && !matches!(
                    text.original(before),
                    "\"" | "\u{00AB}" | "\u{00BB}" | "\u{201C}" | "\u{201D}" | "#" | "-" | "_" | "/"
                );
            if is_stop
                || bounds.iter().any(|class| Self::is(text, before, *class) && !self.is_preposition(text, before))
            {
                break;
            }
            start = before;
        }
        start
    }
}

fn opens_quotation(mark: &str) -> bool {
    matches!(mark, "\"" | "\u{00AB}" | "\u{201C}" | "#")
}

fn closes_quotation(mark: &str) -> bool {
    matches!(mark, "\"" | "\u{00BB}" | "\u{201D}")
}
