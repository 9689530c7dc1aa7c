//! What every token of a document is to attribution: one pass over the hits, one set of marks a token.

use marsad_lexicon::{ClassId, EntryId, Lexicon, Tense, Voice as Diathesis};
use marsad_record::{Mention, TimeExpression, TimeKind};
use marsad_text::{Hit, Text, TokenKind};

/// The classes of the lexicon that attribution knows by name.
pub(super) struct Classes {
    marks: Vec<(ClassId, u64)>,
    pub(super) speech_verb: Option<ClassId>,
    pub(super) event_verb: Option<ClassId>,
}

/// Marks of a token.
pub(super) mod mark {
    /// «أن» and its kin.
    pub const THAT: u64 = 1;
    /// A preposition standing alone.
    pub const PREPOSITION: u64 = 1 << 1;
    /// «الذي» and its kin.
    pub const RELATIVE: u64 = 1 << 2;
    /// A weekday, a part of day, a date.
    pub const TIME: u64 = 1 << 3;
    /// A conjunction standing alone.
    pub const CONJUNCTION: u64 = 1 << 4;
    /// A finite verb that is nothing else.
    pub const VERB: u64 = 1 << 5;
    /// Inside a mention.
    pub const NAME: u64 = 1 << 6;
    /// A noun that can speak: person, role, body, medium, text.
    pub const SPEAKER: u64 = 1 << 7;
    /// Of those, one that hides its name.
    pub const ANONYMOUS: u64 = 1 << 8;
    /// Of those, a medium.
    pub const MEDIUM: u64 = 1 << 9;
    /// Of those, a text.
    pub const TEXT: u64 = 1 << 10;
    /// Of those, a role or a person.
    pub const PERSON: u64 = 1 << 11;
    /// An adjective that voices carry.
    pub const ADJECTIVE: u64 = 1 << 12;
    /// An occasion of speech: statement, interview, speech.
    pub const OCCASION: u64 = 1 << 13;
    /// A word that goes on with the voice: «باسم».
    pub const LINK: u64 = 1 << 14;
    /// «بعض»، «عدد من».
    pub const QUANTIFIER: u64 = 1 << 15;
    /// With the definite article.
    pub const DEFINITE: u64 = 1 << 16;
    /// A finite reporting verb in the third person.
    pub const SAYS: u64 = 1 << 17;
    /// «قائلا»، «مضيفا»: a reporting participle.
    pub const SAYING: u64 = 1 << 18;
    /// «قد»، «كان»: an auxiliary.
    pub const AUXILIARY: u64 = 1 << 19;
    /// «هذا» and its kin.
    pub const DEMONSTRATIVE: u64 = 1 << 20;
    /// «لم»، «لا».
    pub const NEGATION: u64 = 1 << 21;
    /// A noun of an event.
    pub const EVENT: u64 = 1 << 22;
    /// The conjunction «و» or «ف» is written before it.
    pub const AND: u64 = 1 << 23;
    /// A preposition is written before it.
    pub const OF: u64 = 1 << 24;
    /// A word that opens a clause of its own: «إذ»، «حيث»، «لكن».
    pub const CLAUSE: u64 = 1 << 25;
    /// A word in the sense of a nisba.
    pub const NISBA: u64 = 1 << 26;
    /// A title or a given name.
    pub const TITLE: u64 = 1 << 27;
    /// Some entry of the lexicon reads the whole word.
    pub const KNOWN: u64 = 1 << 28;
    /// A body: ministry, army, council.
    pub const BODY: u64 = 1 << 29;
    /// A word that looks like a verb of saying and is none: «يبدو».
    pub const SILENT: u64 = 1 << 30;
    /// A number in words or an adverb: alone it speaks for nobody.
    pub const MUTE: u64 = 1 << 31;
    /// A preposition that only a noun follows: «في»، «لدى».
    pub const BEFORE_NOUN: u64 = 1 << 32;
    /// Those whom one tells, never who tells: «الصحفيين».
    pub const HEARER: u64 = 1 << 33;
    /// What makes «أن» after it a clause of time or ground, not what is said: «قبل»، «رغم».
    pub const BEFORE_THAT: u64 = 1 << 34;
    /// What a list follows: «مثل»، «هي»، «التالية».
    pub const LISTING: u64 = 1 << 35;
    /// What stands before a verb that tells nothing that happened: «سوف»، «إذا».
    pub const UNSAID: u64 = 1 << 36;
}

const MARKS: &[(&str, u64)] = &[
    ("complementiser", mark::THAT),
    ("preposition", mark::PREPOSITION),
    ("voice-preposition", mark::PREPOSITION),
    ("relative", mark::RELATIVE),
    ("conjunction", mark::CONJUNCTION),
    ("auxiliary", mark::AUXILIARY),
    ("demonstrative", mark::DEMONSTRATIVE),
    ("negation", mark::NEGATION),
    ("weekday", mark::TIME),
    ("month", mark::TIME),
    ("day-word", mark::TIME),
    ("day-part", mark::TIME),
    ("day-part-adverb", mark::TIME),
    ("day-part-the", mark::TIME),
    ("time-ref", mark::TIME),
    ("past-word", mark::TIME),
    ("recent-word", mark::TIME),
    ("next-word", mark::TIME),
    ("night-word", mark::TIME),
    ("voice-adverb", mark::TIME),
    ("voice-person", mark::SPEAKER | mark::PERSON),
    ("voice-role", mark::SPEAKER | mark::PERSON),
    ("voice-author", mark::SPEAKER | mark::PERSON),
    ("voice-medium", mark::SPEAKER | mark::MEDIUM),
    ("voice-text", mark::SPEAKER | mark::TEXT),
    ("voice-body", mark::SPEAKER | mark::BODY),
    ("voice-adjective", mark::ADJECTIVE),
    ("voice-occasion", mark::OCCASION),
    ("voice-link", mark::LINK),
    ("voice-quantifier", mark::QUANTIFIER | mark::SPEAKER | mark::ANONYMOUS),
    ("clause-word", mark::CLAUSE),
    ("event-noun", mark::EVENT),
    ("nisba", mark::NISBA),
    ("title", mark::TITLE),
    ("given-name", mark::TITLE),
    ("never-speech", mark::SILENT),
    ("saying-word", mark::SAYING),
    ("number-word", mark::MUTE),
    ("no-voice", mark::MUTE),
    ("noun-preposition", mark::BEFORE_NOUN),
    ("hearer", mark::HEARER),
    ("that-preposition", mark::BEFORE_THAT),
    ("list-word", mark::LISTING),
    ("unsaid-before", mark::UNSAID),
];

impl Classes {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let class = |name: &str| lexicon.vocabulary().class(name);
        let marks = MARKS.iter().filter_map(|(name, mark)| class(name).map(|class| (class, *mark))).collect();
        Self { marks, speech_verb: class("speech-verb"), event_verb: class("event-verb") }
    }
}

/// One document with its marks, for the length of one reading.
pub(super) struct Page<'a, 'd> {
    pub(super) text: &'a Text<'d>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) mentions: &'a [Mention],
    marks: Vec<u64>,
    /// For each token the longest mention that begins there: its index and last token.
    starts: Vec<Option<(u32, u32)>>,
    /// The classes of nouns that speak.
    speakers: Vec<ClassId>,
}

impl<'a, 'd> Page<'a, 'd> {
    pub(super) fn new(
        text: &'a Text<'d>,
        lexicon: &'a Lexicon,
        mentions: &'a [Mention],
        times: &[TimeExpression],
        classes: &Classes,
    ) -> Self {
        const ON: &str = "\u{0639}\u{0644}\u{0649}";
        let mut marks = vec![0_u64; text.tokens.len()];
        for hit in text.hits.iter() {
            classes.add(hit, text, lexicon, &mut marks);
        }
        for (token, mark) in marks.iter_mut().enumerate() {
            if text.tokens[token].kind == TokenKind::Word {
                *mark |= spelled(text, lexicon, token);
            }
        }
        for token in 0..marks.len() {
            if text.original(token) == ON {
                marks[token] |= mark::BEFORE_NOUN;
            }
            // «وافقوا»: its first letter is its own.
            if marks[token] & mark::AND != 0
                && marks[token] & mark::VERB != 0
                && classes.begins_itself(text, lexicon, token)
            {
                marks[token] &= !mark::AND;
            }
            if marks[token] & mark::PREPOSITION != 0 && makes_clear(text, &marks, token) {
                marks[token] &= !(mark::PREPOSITION | mark::BEFORE_NOUN);
            }
            if marks[token] & (mark::KNOWN | mark::AND | mark::NAME) == 0 && looks_like_verb(text.form(token)) {
                marks[token] |= mark::AND | mark::VERB;
            }
            let before = token.checked_sub(1).map_or(0, |before| marks[before]);
            let first = text.sentence_of(token).first == token;
            marks[token] &= !withdrawn(marks[token], before, first || before_is_mark(text, token));
            if marks[token] & mark::SAYS != 0 && before & mark::THAT != 0 && classes.is_wished(text, lexicon, token) {
                marks[token] &= !mark::SAYS;
            }
            if marks[token] & mark::SAYS != 0 && is_called(text, lexicon, token) {
                marks[token] &= !mark::SAYS;
            }
            // «قال دان»، «يستخدم عرض الحزمة»، «من الصعب توقع»: right after a verb, or after what is hard, a perfect is a
            // noun.
            let after_verb = before & mark::VERB != 0 && before & (mark::DEFINITE | mark::TITLE | mark::SPEAKER) == 0;
            let after_adjective = token > 1
                && before & mark::DEFINITE != 0
                && marks[token - 2] & mark::PREPOSITION != 0
                && marks[token - 2] & mark::RELATIVE != 0;
            let both =
                (after_verb || after_adjective) && marks[token] & mark::SAYS != 0 && marks[token] & mark::AND == 0;
            if both && classes.is_perfect(text, lexicon, token) {
                marks[token] &= !(mark::SAYS | mark::VERB);
            }
        }
        // «هذا الشهر»، «العام الماضي»: words that tell a date, wherever they stand.
        for time in times.iter().filter(|time| matches!(time.kind, TimeKind::Date | TimeKind::Time)) {
            let (first, last) = (text.token_at(time.span.start), text.token_at(time.span.end.saturating_sub(1)));
            let other = mark::EVENT | mark::SAYS | mark::THAT | mark::NAME;
            let plain = || marks[first..=last].iter().all(|marks| marks & other == 0);
            if first <= last && last < marks.len() && last - first < 5 && plain() {
                marks[first..=last].iter_mut().for_each(|mark| *mark |= mark::TIME);
            }
        }
        let mut starts: Vec<Option<(u32, u32)>> = vec![None; text.tokens.len()];
        for token in 1..marks.len() {
            if is_name_ali(text, &marks, token) {
                marks[token] = mark::TITLE | mark::KNOWN;
            }
        }
        for (index, mention) in mentions.iter().enumerate() {
            let (first, last) = (text.token_at(mention.span.start), text.token_at(mention.span.end.saturating_sub(1)));
            if last >= marks.len() || first > last {
                continue;
            }
            let small = mark::THAT | mark::CONJUNCTION | mark::RELATIVE | mark::NEGATION;
            marks[first..=last].iter_mut().for_each(|mark| *mark = (*mark | mark::NAME) & !small);
            let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
            if starts[first].is_none_or(|(_, other)| (other as usize) < last) {
                starts[first] = Some((number(index), number(last)));
            }
        }
        let speaks = |(_, mark): &&(ClassId, u64)| mark & mark::SPEAKER != 0;
        let speakers = classes.marks.iter().filter(speaks).map(|(class, _)| *class).collect();
        Self { text, lexicon, mentions, marks, starts, speakers }
    }

    /// Whether a token has one of the marks.
    pub(super) fn is(&self, token: usize, any: u64) -> bool {
        self.marks.get(token).is_some_and(|marks| marks & any != 0)
    }

    /// Whether a class of the lexicon holds nouns that speak.
    pub(super) fn is_speaker_class(&self, class: ClassId) -> bool {
        self.speakers.contains(&class)
    }

    /// The longest mention that begins at a token, with its last token.
    pub(super) fn mention_at(&self, token: usize) -> Option<(&'a Mention, usize)> {
        let (index, last) = (*self.starts.get(token)?)?;
        Some((&self.mentions[index as usize], last as usize))
    }

    /// «لكن»، «بينما»، «إلا أن»: a word that opens a clause even without a comma.
    pub(super) fn is_strong_turn(&self, token: usize) -> bool {
        let class = self.lexicon.vocabulary().class("strong-turn");
        self.is(token, mark::CLAUSE) && class.is_some_and(|class| self.text.is(token, class))
    }

    /// «الذي»، «وذلك»، «مما»: after a comma it begins what is only added.
    pub(super) fn is_adjunct(&self, token: usize) -> bool {
        let class = self.lexicon.vocabulary().class("adjunct-word");
        let begins = |hit: &Hit| Some(hit.class) == class && !hit.proclitics.has_preposition() && hit.tail == 0;
        !self.is(token, mark::NAME) && self.text.hits.at(token).iter().any(begins)
    }

    /// «عليه»، «لهم»: a preposition with its pronoun.
    pub(super) fn is_pronoun_phrase(&self, token: usize) -> bool {
        let Some(class) = self.lexicon.vocabulary().class("pronoun-phrase") else { return false };
        self.text.hits.at(token).iter().any(|hit| hit.class == class && hit.lead == 0)
    }

    /// The written mark at a token: `:` `,` `(` ...; the quotation marks of all styles are `"`.
    pub(super) fn sign(&self, token: usize) -> Option<char> {
        let token = self.text.tokens.get(token).filter(|token| token.kind == TokenKind::Mark)?;
        let sign = token.span.of(self.text.original).chars().next()?;
        Some(match sign {
            '\u{AB}' | '\u{BB}' | '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{2018}' | '\u{2019}' | '\'' | '`'
            | '\u{2039}' | '\u{203A}' => '"',
            '\u{060C}' => ',',
            '\u{061B}' => ';',
            '\u{061F}' => '?',
            '\u{2013}' | '\u{2014}' | '\u{2212}' => '-',
            other => other,
        })
    }

    /// Whether a quotation mark opens (not glued to the word before, or glued to the one after).
    pub(super) fn opens_quote(&self, token: usize) -> bool {
        if self.sign(token) != Some('"') {
            return false;
        }
        match self.text.original(token) {
            "\u{AB}" | "\u{201C}" | "\u{2018}" | "\u{201E}" | "\u{2039}" => return true,
            "\u{BB}" | "\u{201D}" | "\u{203A}" => return false,
            _ => {}
        }
        let span = self.text.tokens[token].span;
        let glued_after = self.text.tokens.get(token + 1).is_some_and(|next| {
            let ends = next.kind == TokenKind::Mark && !matches!(self.sign(token + 1), Some('(' | '[' | '#' | '"'));
            next.span.start == span.end && !ends
        });
        let glued_before = token > 0 && {
            let before = &self.text.tokens[token - 1];
            let letter = before.kind == TokenKind::Word && self.text.form(token - 1).chars().nth(1).is_none();
            before.span.end == span.start
                && !letter
                && (before.kind != TokenKind::Mark || self.sign(token - 1) == Some('.'))
        };
        glued_after && !glued_before
    }

    /// The token that closes the quotation opened at a token, before `end`.
    pub(super) fn quote_end(&self, open: usize, end: usize) -> Option<usize> {
        (open + 1..end).find(|&at| self.sign(at) == Some('"') && !self.opens_quote(at))
    }

    /// The mark that ends a bracket or an aside between dashes opened at a token.
    pub(super) fn bracket_end(&self, open: usize, end: usize) -> Option<usize> {
        let (close, reach) = match self.sign(open)? {
            '(' => (')', 25),
            '[' => (']', 25),
            '-' => ('-', 25),
            _ => return None,
        };
        (open + 1..end.min(open + reach)).find(|&at| self.sign(at) == Some(close))
    }

    /// The clause word that ends at a token, of up to three words.
    pub(super) fn clause_word_ending(&self, last: usize) -> Option<EntryId> {
        let class = self.lexicon.vocabulary().class("clause-word")?;
        let firsts = (last.saturating_sub(2)..=last).filter(|first| self.is(*first, mark::CLAUSE));
        firsts
            .flat_map(|first| self.text.hits.at(first))
            .find(|hit| hit.class == class && hit.last as usize == last)?
            .entry
    }

    /// Whether a token can be a reporting verb, told or not.
    pub(super) fn tells(&self, token: usize) -> bool {
        let class = self.lexicon.vocabulary().class("speech-verb");
        self.text.hits.at(token).iter().any(|hit| Some(hit.class) == class)
    }

    /// The reporting verbs that a token can be.
    pub(super) fn verbs_at(&self, token: usize, classes: &Classes) -> impl Iterator<Item = (&'a Hit, EntryId)> {
        let text = self.text;
        let class = classes.speech_verb;
        let hits = text.hits.at(token).iter().filter(move |hit| Some(hit.class) == class && hit.first == hit.last);
        hits.filter_map(|hit| hit.entry.map(|entry| (hit, entry)))
    }
}

/// «وتشكلت»، «ويجري»: a word that no list holds, with «و» before the endings or the prefix of a verb.
fn looks_like_verb(form: &str) -> bool {
    const WAW: char = '\u{0648}';
    const YEH: char = '\u{064A}';
    const TEH: char = '\u{062A}';
    const ALEF: char = '\u{0627}';
    let Some(rest) = form.strip_prefix(WAW) else { return false };
    let letters: Vec<char> = rest.chars().collect();
    let [first, .., before, last] = letters.as_slice() else { return false };
    letters.len() >= 4
        && (*first == YEH || *last == TEH && *before != ALEF && *first != ALEF || (*before, *last) == (WAW, ALEF))
}

/// «سفينة تدعى "الأمل"»: with the alif of the passive, and before a name, it does not claim.
fn is_called(text: &Text<'_>, lexicon: &Lexicon, token: usize) -> bool {
    const ALEF_MAKSURA: char = '\u{0649}';
    let vocabulary = lexicon.vocabulary();
    let next = |name: &str| vocabulary.class(name).is_some_and(|class| text.is(token + 1, class));
    text.original(token).ends_with(ALEF_MAKSURA)
        && vocabulary.class("called-word").is_some_and(|class| text.is(token, class))
        && !(text.tokens.len() > token + 1 && next("complementiser"))
}

/// «وبين الوزير أن»، «وبيّن»: at the head of a sentence that tells something the preposition is a verb.
fn makes_clear(text: &Text<'_>, marks: &[u64], token: usize) -> bool {
    const BAYN: &str = "\u{0628}\u{064A}\u{0646}";
    const SHADDA: char = '\u{0651}';
    const WAW: char = '\u{0648}';
    let form = text.form(token);
    if form.strip_prefix(WAW).unwrap_or(form) != BAYN {
        return false;
    }
    let end = text.sentence_of(token).end;
    let told = (token + 2..end.min(token + 9))
        .take_while(|at| marks[*at] & (mark::VERB | mark::RELATIVE) == 0)
        .any(|at| marks[at] & mark::THAT != 0 && marks[at - 1] & (mark::PREPOSITION | mark::BEFORE_THAT) == 0);
    text.original(token).contains(SHADDA) || text.sentence_of(token).first == token && told
}

/// «سامي علي إن»: after a given name, and with the yeh of the name, it is no preposition.
fn is_name_ali(text: &Text<'_>, marks: &[u64], token: usize) -> bool {
    const ALI: &str = "\u{0639}\u{0644}\u{064A}";
    let near = |at: usize, any: u64| marks.get(at).is_some_and(|marks| marks & any != 0);
    text.original(token) == ALI
        && near(token - 1, mark::TITLE)
        && (near(token + 1, mark::THAT) || !near(token + 1, mark::DEFINITE | mark::DEMONSTRATIVE | mark::RELATIVE))
}

fn before_is_mark(text: &Text<'_>, token: usize) -> bool {
    token > 0 && text.tokens[token - 1].kind == TokenKind::Mark
}

/// Marks that a token loses for what else it is, or for what stands before it.
fn withdrawn(marks: u64, before: u64, opens: bool) -> u64 {
    let mut lost = 0;
    if marks & (mark::PREPOSITION | mark::THAT | mark::RELATIVE | mark::SILENT) != 0 {
        lost |= mark::SAYS | mark::VERB | mark::SAYING;
    }
    // «في نشرتها»، «لدى تسلمها»: after these stands a noun.
    if before & mark::BEFORE_NOUN != 0 && marks & mark::AND == 0 {
        lost |= mark::SAYS | mark::VERB;
    }
    // «لم يفصح»: what was not said was not said.
    if before & mark::NEGATION != 0 && before & mark::RELATIVE == 0 || before & mark::UNSAID != 0 {
        lost |= mark::SAYS;
    }
    // «فرض العقوبات مجددا»: an adverb, unless a comma stands before it.
    if marks & mark::SAYING != 0 && marks & mark::TIME != 0 && !opens {
        lost |= mark::SAYING;
    }
    let carries = mark::SAYS | mark::NAME | mark::TIME | mark::DEFINITE | mark::ADJECTIVE | mark::PERSON;
    if marks & mark::SAYING != 0 && !opens && before & carries == 0 {
        lost |= mark::SAYING;
    }
    lost
}

/// Whether the hit is a finite verb in the third person, told by somebody.
pub(super) fn is_finite(hit: &Hit, lexicon: &Lexicon) -> bool {
    let Some(entry) = hit.entry else { return false };
    let features = lexicon.vocabulary().entry(entry).features;
    matches!(features.tense, Tense::Perfect | Tense::Imperfect | Tense::Jussive)
        && features.person == 3
        && !hit.proclitics.has_preposition()
        && !hit.proclitics.has_future()
}

impl Classes {
    /// «أن يعلن»: after «أن» the imperfect tells what is wished, not what was said.
    fn is_wished(&self, text: &Text<'_>, lexicon: &Lexicon, token: usize) -> bool {
        const NOON: char = '\u{0646}';
        text.form(token - 1).ends_with(NOON) && self.tenses(text, lexicon, token).all(|tense| tense != Tense::Perfect)
    }

    /// Whether every finite verb that a word can be begins with its first letter.
    fn begins_itself(&self, text: &Text<'_>, lexicon: &Lexicon, token: usize) -> bool {
        let classes = [self.speech_verb, self.event_verb];
        let mut verbs = text
            .hits
            .at(token)
            .iter()
            .filter(|hit| classes.contains(&Some(hit.class)) && is_finite(hit, lexicon))
            .peekable();
        verbs.peek().is_some() && verbs.all(|hit| hit.lead == 0)
    }

    fn is_perfect(&self, text: &Text<'_>, lexicon: &Lexicon, token: usize) -> bool {
        self.tenses(text, lexicon, token).all(|tense| tense == Tense::Perfect)
    }

    /// The tenses in which the verb of saying at a token can stand.
    fn tenses<'a>(&self, text: &'a Text<'_>, lexicon: &'a Lexicon, token: usize) -> impl Iterator<Item = Tense> + 'a {
        let (class, vocabulary) = (self.speech_verb, lexicon.vocabulary());
        let verbs = text.hits.at(token).iter().filter(move |hit| Some(hit.class) == class && is_finite(hit, lexicon));
        verbs.filter_map(|hit| hit.entry).map(move |entry| vocabulary.entry(entry).features.tense)
    }

    fn add(&self, hit: &Hit, text: &Text<'_>, lexicon: &Lexicon, marks: &mut [u64]) {
        let (first, last) = (hit.first as usize, hit.last as usize);
        let vocabulary = lexicon.vocabulary();
        if Some(hit.class) == self.speech_verb || Some(hit.class) == self.event_verb {
            let Some(entry) = hit.entry else { return };
            let features = vocabulary.entry(entry).features;
            if is_finite(hit, lexicon) {
                if hit.proclitics.has_conjunction() {
                    marks[first] |= mark::AND;
                }
                let says = Some(hit.class) == self.speech_verb && features.voice != Diathesis::Passive;
                marks[first] |= if says { mark::SAYS | mark::VERB } else { mark::VERB };
            } else if features.is_participle
                && Some(hit.class) == self.speech_verb
                && is_circumstance(hit, text, lexicon)
            {
                marks[first] |= mark::SAYING;
            } else if features.is_masdar && Some(hit.class) == self.event_verb {
                marks[first] |= mark::EVENT;
            }
            return;
        }
        if hit.lead == 0 {
            marks[first..=last].iter_mut().for_each(|other| *other |= mark::KNOWN);
        }
        let Some(&(_, mut mark)) = self.marks.iter().find(|(class, _)| *class == hit.class) else { return };
        if let Some(entry) = hit.entry
            && mark & mark::SPEAKER != 0
            && lexicon.row(entry).get("anonymous") == "yes"
        {
            mark |= mark::ANONYMOUS;
        }
        let bare = hit.lead == 0 || hit.proclitics.has_conjunction() && !hit.proclitics.has_preposition();
        let function =
            mark::PREPOSITION | mark::CONJUNCTION | mark::RELATIVE | mark::CLAUSE | mark::AUXILIARY | mark::TIME;
        if mark & function != 0 && !bare && mark & mark::TIME == 0 {
            return;
        }
        if mark & (mark::CONJUNCTION | mark::RELATIVE | mark::PREPOSITION) != 0 && hit.tail > 0 {
            return;
        }
        // «عمرها»: a given name has no owner.
        const YEH: char = '\u{064A}';
        let owned = hit.tail > 0 && !text.form(last).ends_with(YEH);
        if mark & mark::TITLE != 0 && owned && Some(hit.class) == vocabulary.class("given-name") {
            return;
        }
        if mark & mark::THAT != 0
            && (hit.proclitics.has_preposition()
                || hit.proclitics.has_future()
                || is_condition(hit, text)
                || is_van(hit, text))
        {
            return;
        }
        if mark & mark::THAT != 0 && hit.proclitics.has_conjunction() {
            mark |= mark::AND;
        }
        // «على خلفية»، «في إطار»: after a preposition of two words stands a noun.
        if mark & mark::PREPOSITION != 0 && last > first {
            marks[last] |= mark::BEFORE_NOUN;
        }
        if mark & mark::SPEAKER != 0 && last > first {
            marks[first] |= mark;
            marks[first + 1..=last].iter_mut().for_each(|other| *other |= mark::ADJECTIVE);
        } else {
            marks[first..=last].iter_mut().for_each(|other| *other |= mark);
        }
    }
}

/// «إن كان»، «إن لم»: with its hamza below and a verb right after it, the word asks a condition.
fn is_condition(hit: &Hit, text: &Text<'_>) -> bool {
    const HAMZA_BELOW: char = '\u{0625}';
    let token = hit.last as usize;
    let next = text.tokens.get(token + 1).map(|_| text.form(token + 1)).unwrap_or_default();
    text.original(token).ends_with([HAMZA_BELOW, '\u{0646}'])
        && text.original(token).contains(HAMZA_BELOW)
        && text.form(token).chars().count() <= 3
        && next.starts_with("\u{0643}\u{0627}\u{0646}")
}

/// «روبن فان بيرسي»: without its hamza and without a comma before it, the word is a part of a name.
fn is_van(hit: &Hit, text: &Text<'_>) -> bool {
    const VAN: &str = "\u{0641}\u{0627}\u{0646}";
    let token = hit.first as usize;
    text.original(token) == VAN && text.sentence_of(token).first < token && !before_is_mark(text, token)
}

/// «قائلا»، «مضيفة»، «مؤكدين»: an indefinite active participle that is not the object of a preposition.
fn is_circumstance(hit: &Hit, text: &Text<'_>, lexicon: &Lexicon) -> bool {
    let Some(entry) = hit.entry else { return false };
    let features = lexicon.vocabulary().entry(entry).features;
    let written = text.form(hit.first as usize);
    let bare = written.get(usize::from(hit.lead)..).unwrap_or_default();
    // «محللون»: the plural of a subject is no circumstance.
    const NOMINATIVE: &str = "\u{0648}\u{0646}";
    features.voice == Diathesis::Active
        && !bare.ends_with(NOMINATIVE)
        && !features.is_definite
        && !hit.proclitics.has_preposition()
        && hit.tail == 0
        && lexicon.without_article(bare).is_none()
        && !is_bare_masculine(features, bare, lexicon, entry)
}

/// «مؤكد» without the alif of the accusative is an adjective or a predicate, not a circumstance.
fn is_bare_masculine(features: marsad_lexicon::Features, bare: &str, lexicon: &Lexicon, entry: EntryId) -> bool {
    let vocabulary = lexicon.vocabulary();
    if features.gender == marsad_lexicon::Gender::Feminine || features.number != marsad_lexicon::Number::Singular {
        return false;
    }
    // The accusative form is one letter longer than the shortest form of the same row.
    let Some(cut) = bare.char_indices().last().map(|(at, _)| &bare[..at]) else { return true };
    let shorter = vocabulary.word(cut).is_some_and(|word| {
        vocabulary.single(word).iter().any(|other| {
            let other = vocabulary.entry(*other);
            let this = vocabulary.entry(entry);
            (other.table, other.row) == (this.table, this.row) && other.features.is_participle
        })
    });
    !shorter
}

/// What the spelling alone shows: the article, and the clitics of the reading that strips least.
fn spelled(text: &Text<'_>, lexicon: &Lexicon, token: usize) -> u64 {
    let form = text.form(token);
    let mut marks = 0;
    if lexicon.without_article(form).is_some() {
        marks |= mark::DEFINITE;
    }
    // «للانتخابات»: the article after «ل» loses its alif.
    if form.starts_with("\u{0644}\u{0644}") && form.chars().count() > 4 {
        marks |= mark::DEFINITE | mark::OF;
    }
    let readings = text.readings(token);
    let vocabulary = lexicon.vocabulary();
    let whole = readings.iter().any(|reading| {
        reading.lead == 0 && (!vocabulary.single(reading.word).is_empty() || vocabulary.starts(reading.word))
    });
    for reading in readings {
        let bare = form.get(usize::from(reading.lead)..).unwrap_or_default();
        let definite = lexicon.without_article(bare).is_some();
        if reading.proclitics.has_conjunction() && (!whole || definite) {
            marks |= mark::AND;
        }
        if reading.proclitics.has_preposition() && (!whole || definite) {
            marks |= mark::OF;
        }
        if definite {
            marks |= mark::DEFINITE;
        }
    }
    marks
}
