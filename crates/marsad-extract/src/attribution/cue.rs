//! Reporting words in a sentence: what the rules of attribution find, and what each finding gives.

use marsad_lexicon::{EntryId, Gender, Lexicon, Number};
use marsad_record::{How, Stance};
use marsad_text::{Hits, RuleSet};

use super::layers::Layers;
use super::voice::{self, Voice};
use super::words::{Classes, Page, mark};

/// Where the content of a cue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// After the cue: «وقال إن».
    After,
    /// Before it, unless the cue begins the sentence: «بحسب».
    Before,
    /// The clause that the cue stands in: «لم تتبن أي جهة».
    Clause,
    /// It only adds a voice to another cue: «لوكالة».
    None,
}

/// Where a voice stands in the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It is the voice of the cue.
    Voice,
    /// Outside the voice.
    Outer,
    /// Inside the voice.
    Inner,
}

/// What a rule gives.
#[derive(Debug, Clone)]
struct Gives {
    voices: Vec<(Place, String, How)>,
    side: Side,
    stance: Option<Stance>,
    /// The voice is the one that spoke last.
    same: bool,
    /// Nobody is named.
    nobody: bool,
}

/// One finding of a rule in a sentence.
#[derive(Debug, Clone)]
pub(super) struct Cue {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) lead: u8,
    pub(super) rule: String,
    pub(super) voices: Vec<(Place, Voice, How)>,
    pub(super) side: Side,
    pub(super) stance: Option<Stance>,
    pub(super) same: bool,
    pub(super) nobody: bool,
    /// The token of the reporting verb or participle.
    pub(super) verb: Option<usize>,
    /// What that verb can be.
    pub(super) verbs: Vec<EntryId>,
    /// The verb comes after the voice.
    pub(super) voice_first: bool,
    /// Another noun than its subject follows the verb.
    pub(super) has_object: bool,
    /// The verb has a pronoun for its object.
    pub(super) has_pronoun: bool,
}

impl Cue {
    /// The same verb, told of whoever spoke before.
    pub(super) fn without_voice(&self, verb: usize) -> Self {
        let rule = "attribution/goes-on".to_owned();
        let last = verb.max(self.voice().map_or(verb, |voice| voice.first.saturating_sub(1)).min(verb + 1));
        Self { last, voices: Vec::new(), same: true, rule, has_object: true, ..self.clone() }
    }

    pub(super) fn voice(&self) -> Option<&Voice> {
        self.voices.iter().find(|(place, _, _)| *place == Place::Voice).map(|(_, voice, _)| voice)
    }
}

/// The compiled rules.
pub(super) struct Cues {
    rules: RuleSet,
    gives: Vec<Gives>,
}

impl Cues {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let rules = RuleSet::new(lexicon, "attribution").without_inner_clitics();
        let gives = rules.rules().iter().map(|rule| gives(&rule.gives)).collect();
        Self { rules, gives }
    }

    /// The cues of a run of tokens, left to right.
    pub(super) fn find(
        &self,
        page: &Page<'_, '_>,
        layers: &Layers,
        hits: &Hits,
        classes: &Classes,
        tokens: std::ops::Range<usize>,
    ) -> Vec<Cue> {
        let voice_first = |found: &marsad_text::Match| {
            let (Some(voice), Some(verb)) = (found.capture("voice"), found.capture("cue")) else { return false };
            voice.first < verb.first
        };
        let accepts = |found: &marsad_text::Match| {
            let name = self.rules.rule(found).name.as_str();
            match name {
                "who-said" => says_of_itself(page, classes, found),
                // «توقعوا نهاية»: before its subject a verb is never plural.
                "says" => {
                    !is_plural(page, classes, found.first)
                        && !is_told_by_this(page, found.first)
                        && !is_what_it_said(page, classes, found)
                }
                // «كما قال الوزير،» looks back; «كما أعلن الوزير خطة» goes on.
                // «سيرجيو كريم: ...»: inside a page a name before a colon heads a list.
                "title-voice" => {
                    let head = found.capture("voice").map_or(found.first, |voice| voice.first as usize);
                    found.first < 40 || page.is(head, mark::SPEAKER)
                }
                "as-told" if page.is(found.first, mark::CLAUSE) => {
                    let begins = page.text.sentence_of(found.first).first == found.first;
                    looks_back(page, found.last + 1) && !begins && !takes_next(page, classes, found)
                }
                // «أشدد على ما قاله الرئيس»: what somebody said is there the object.
                "as-told" if found.first > 0 && page.is(found.first, mark::PREPOSITION) => {
                    page.sign(found.first - 1).is_some() || page.text.sentence_of(found.first).first == found.first
                }
                "told-to" | "quoted-him" => found.capture("outer").is_none_or(|outer| !is_own_page(page, outer)),
                "participle" => {
                    let next = found.last + 1;
                    page.verbs_at(found.first, classes).next().is_some()
                        || page.sign(next).is_some()
                        || page.is(next, mark::PREPOSITION | mark::THAT | mark::OF | mark::TIME)
                }
                "noun-says" => is_telling(page, found),
                "in-statement" => is_about_text(page, found.first),
                // «ما تقوله عن نفسها»: what one says of something is not yet said.
                "goes-on" if found.first > 0 && page.is(found.first - 1, mark::RELATIVE) => false,
                // «ويعتبر هذا خامس هجوم»: nobody in particular says so.
                "goes-on" if page.is(found.last + 1, mark::DEMONSTRATIVE) && !is_spoken(page, found.last + 1) => false,
                "goes-on" => {
                    begins_clause(page, found.first)
                        || found.lead > 0
                        || page.is(found.first, mark::AND)
                        || found.first > 0 && voice::is_brought_out(page, found.first - 1)
                }
                _ if voice_first(found) => begins_clause(page, found.first) && !is_told_of(page, classes, found),
                _ => true,
            }
        };
        let found = self.rules.matches_where(page.text, &[hits], tokens, accepts);
        let mut cues = Vec::with_capacity(found.len());
        for found in &found {
            let gives = &self.gives[found.rule];
            let verb_hit = found.captures.iter().find(|capture| {
                let class = Some(capture.hit.class);
                class == layers.says || class == layers.saying || class == layers.said
            });
            // «إعلان الحكومة أن»: the noun's row says how, as a verb's does.
            let noun = found.captures.iter().find(|capture| Some(capture.hit.class) == layers.noun);
            let verb = verb_hit.or(noun).map(|capture| capture.hit.first as usize);
            let verbs = match (verb_hit, noun) {
                (None, Some(noun)) => noun.hit.entry.into_iter().collect(),
                _ => verb.map_or_else(Vec::new, |token| readings(page, classes, layers, verb_hit, token)),
            };
            let voices: Vec<(Place, Voice, How)> = gives
                .voices
                .iter()
                .filter_map(|(place, name, how)| {
                    let hit = found.capture(name)?;
                    let (first, last) = (hit.first as usize, hit.last as usize);
                    // «لانتقادات الوزير الذي قال»: of a deed it is the doer who says.
                    let deed = |at: usize| page.is(at, mark::EVENT) && !page.is(at, mark::SPEAKER | mark::NAME);
                    let is_who = self.rules.rule(found).name == "who-said" && deed(first);
                    let speaks = |at: &usize| page.is(*at, mark::SPEAKER | mark::NAME);
                    let first = if is_who { (first..=last).find(speaks).unwrap_or(first) } else { first };
                    Some((*place, voice::on(page, first, last), *how))
                })
                .collect();
            let voice_first = verb.is_some_and(|verb| {
                voices.iter().any(|(place, voice, _)| *place == Place::Voice && voice.first < verb)
            });
            let has_pronoun = verb_hit.is_some()
                && verb.is_some_and(|verb| {
                    let mut hits = page.verbs_at(verb, classes).map(|(hit, _)| hit.tail).peekable();
                    hits.peek().is_some() && hits.all(|tail| tail > 0)
                });
            cues.push(Cue {
                first: found.first,
                last: found.last,
                lead: found.lead,
                rule: self.rules.rule(found).id(),
                voices,
                side: gives.side,
                stance: gives.stance,
                same: gives.same,
                nobody: gives.nobody,
                verb,
                verbs,
                voice_first,
                has_object: false,
                has_pronoun,
            });
        }
        cues
    }
}

/// «الوزير الذي قال»، not «الوزير الذي قالت الشرطة إنه» and not «الدولة التي أعلنتها الحركة»: whether who is told of
/// speaks.
fn says_of_itself(page: &Page<'_, '_>, classes: &Classes, found: &marsad_text::Match) -> bool {
    let (Some(head), Some(verb)) = (found.capture("voice"), found.capture("cue")) else { return false };
    let (verb, next) = (verb.first as usize, found.last + 1);
    let is_finite = |hit: &marsad_text::Hit| super::words::is_finite(hit, page.lexicon);
    let readings: Vec<_> = page.verbs_at(verb, classes).filter(|(hit, _)| is_finite(hit)).collect();
    let told_next = page.is(next + 1, mark::THAT) || matches!(page.sign(next + 1), Some(':' | '"'));
    // «المجموعة التي تحمل اسم»: a verb that tells only with its noun tells nothing without it.
    let lacks = |(_, entry): &(&marsad_text::Hit, EntryId)| super::opening::needs_noun(page, *entry, next..next + 8);
    if !readings.is_empty() && readings.iter().all(lacks) {
        return false;
    }
    if readings.iter().all(|(hit, _)| hit.tail > 0) || page.is_pronoun_phrase(next) && !told_next {
        return false;
    }
    let head = voice::on(page, head.first as usize, head.last as usize);
    let vocabulary = page.lexicon.vocabulary();
    let agrees = readings.iter().any(|(_, entry)| {
        let gender = vocabulary.entry(*entry).features.gender;
        head.gender == Gender::Unknown || gender == Gender::Unknown || gender == head.gender
    });
    // «الذي قالت السلطات إنه»: a subject of its own, and a pronoun for whom it tells of.
    let plain = page
        .verbs_at(verb, classes)
        .map(|(_, entry)| page.lexicon.row(entry))
        .any(|row| row.get("stance") == Stance::Asserts.name() && !super::opening::is_listed(page, row, "informs"));
    let is_subject = plain && page.is(next, mark::NAME | mark::SPEAKER) && !page.is(next, mark::OF);
    let returns = |at: usize| page.is(at, mark::THAT) && !page.text.form(at).ends_with('\u{0646}');
    let told_of = is_subject && (next + 1..next + 8).find(|at| page.is(*at, mark::THAT)).is_some_and(returns);
    // «روما ما يشبه»: only «الذي» and its kin tell of a noun.
    let relative = (head.last + 1..verb).find(|at| page.is(*at, mark::RELATIVE));
    let attributive = relative.is_some_and(|at| page.text.form(at).chars().nth(2).is_some());
    attributive && (agrees || head.number == Number::Plural) && !told_of
}

/// Whether a verb can only be plural.
fn is_plural(page: &Page<'_, '_>, classes: &Classes, token: usize) -> bool {
    let vocabulary = page.lexicon.vocabulary();
    let mut finite = page
        .verbs_at(token, classes)
        .filter(|(hit, _)| super::words::is_finite(hit, page.lexicon))
        .map(|(_, entry)| vocabulary.entry(entry).features.number)
        .peekable();
    finite.peek().is_some() && finite.all(|number| number == Number::Plural)
}

/// «وهذا يكشف شخصية»: what the demonstrative means is the subject.
fn is_told_by_this(page: &Page<'_, '_>, token: usize) -> bool {
    let Some(before) = token.checked_sub(1) else { return false };
    page.is(before, mark::DEMONSTRATIVE)
        && !page.is(before, mark::OF)
        && before.checked_sub(1).is_none_or(|other| !page.is(other, mark::PREPOSITION))
}

/// Whether «أن» opens what is said within the next few words.
fn is_spoken(page: &Page<'_, '_>, from: usize) -> bool {
    (from..from + 2).take_while(|at| page.sign(*at).is_none()).any(|at| page.is(at, mark::THAT))
}

/// «عما دفعه النادي»، «ما قاله الوزير»: what somebody said is a thing, unless it is told right after.
fn is_what_it_said(page: &Page<'_, '_>, classes: &Classes, found: &marsad_text::Match) -> bool {
    let Some(class) = page.lexicon.vocabulary().class("what-word") else { return false };
    let Some(before) = found.first.checked_sub(1) else { return false };
    let has_pronoun = page.verbs_at(found.first, classes).all(|(hit, _)| hit.tail > 0);
    let told = page.is(found.last + 1, mark::THAT) || matches!(page.sign(found.last + 1), Some(':' | '"'));
    has_pronoun && page.text.is(before, class) && !told
}

/// «كما طالبت النقابة بمعاقبته»: what the verb asks for follows, so that it does not look back.
fn takes_next(page: &Page<'_, '_>, classes: &Classes, found: &marsad_text::Match) -> bool {
    let Some(verb) = found.capture("cue") else { return false };
    let end = page.text.sentence_of(found.first).end;
    page.verbs_at(verb.first as usize, classes).any(|(_, entry)| {
        let row = page.lexicon.row(entry);
        let mut complement = row.list("complement").map(|word| page.lexicon.fold(word));
        complement.any(|word| super::opening::preposition(page, &word, found.last + 1, end).is_some())
    })
}

/// «في تغريدة على تويتر»، «على موقعها»: the page of the voice itself, or one where anybody writes.
fn is_own_page(page: &Page<'_, '_>, outer: &marsad_text::Hit) -> bool {
    let (first, last) = (outer.first as usize, outer.last as usize);
    let anybody = page.lexicon.vocabulary().class("platform");
    let is_platform = anybody.is_some_and(|class| (first..=last).any(|token| page.text.is(token, class)))
        || page.is(first, mark::ANONYMOUS) && page.mention_at(first).is_none();
    let owned = page.text.hits.at(first).iter().any(|hit| hit.tail > 0 && hit.entry.is_some());
    is_platform || owned && !page.is(first, mark::NAME)
}

/// «إعلان الحكومة أن»: a noun of saying with its owner, and what it says right after.
fn is_telling(page: &Page<'_, '_>, found: &marsad_text::Match) -> bool {
    !page.is(found.first, mark::DEFINITE | mark::PERSON | mark::MEDIUM | mark::BODY)
        && (page.is(found.last + 1, mark::THAT)
            || page.sign(found.last + 1) == Some(',') && page.is(found.last + 2, mark::THAT))
}

/// «تقريرا أكدت فيه»: a text or an occasion stands shortly before.
fn is_about_text(page: &Page<'_, '_>, token: usize) -> bool {
    let first = page.text.sentence_of(token).first;
    (first..token).rev().take(8).any(|at| page.is(at, mark::TEXT | mark::OCCASION))
}

/// «واقعة وصفتها المنظمة»: after an indefinite noun a verb with a pronoun tells of the noun, which says nothing.
fn is_told_of(page: &Page<'_, '_>, classes: &Classes, found: &marsad_text::Match) -> bool {
    let (Some(voice), Some(verb)) = (found.capture("voice"), found.capture("cue")) else { return false };
    let (first, verb) = (voice.first as usize, verb.first as usize);
    let has_pronoun = page.verbs_at(verb, classes).any(|(hit, _)| hit.tail > 0);
    has_pronoun && !page.is(first, mark::DEFINITE | mark::NAME | mark::PERSON | mark::BODY | mark::MEDIUM)
}

/// Whether a clause ends, or only an aside follows, at a token.
fn looks_back(page: &Page<'_, '_>, token: usize) -> bool {
    let apposed =
        page.sign(token) == Some(',') && page.is(token + 1, mark::NAME | mark::TITLE | mark::PERSON | mark::EVENT);
    let ends = token >= page.text.sentence_of(token.saturating_sub(1)).end || page.sign(token).is_some() && !apposed;
    ends || page.is(token, mark::TIME) && !page.is(token, mark::THAT | mark::PREPOSITION)
}

/// Whether a subject can stand here: at the start of a sentence or clause, or after «كان».
fn begins_clause(page: &Page<'_, '_>, token: usize) -> bool {
    let sentence = page.text.sentence_of(token);
    let Some(before) = token.checked_sub(1).filter(|before| *before >= sentence.first) else { return true };
    if page.sign(before) == Some('#') {
        return begins_clause(page, before);
    }
    page.is(before, mark::THAT | mark::CONJUNCTION | mark::CLAUSE | mark::AUXILIARY)
        || page.sign(before).is_some_and(|sign| matches!(sign, ',' | ':' | ';' | '-' | ')' | '"'))
}

/// The rows that the verb at a token can be, finite ones for a verb, participles for a participle.
fn readings(
    page: &Page<'_, '_>,
    classes: &Classes,
    layers: &Layers,
    capture: Option<&marsad_text::Capture>,
    token: usize,
) -> Vec<EntryId> {
    let participle = capture.is_some_and(|capture| Some(capture.hit.class) == layers.saying);
    let vocabulary = page.lexicon.vocabulary();
    let mut rows = Vec::new();
    let mut entries = Vec::new();
    for (hit, entry) in page.verbs_at(token, classes) {
        let features = vocabulary.entry(entry).features;
        let active = Some(capture.map(|capture| capture.hit.class)) == layers.says.map(Some);
        let told = !active || features.voice != marsad_lexicon::Voice::Passive;
        let fits = if participle { features.is_participle } else { told && super::words::is_finite(hit, page.lexicon) };
        let row = (vocabulary.entry(entry).table, vocabulary.entry(entry).row);
        if fits && !rows.contains(&row) {
            rows.push(row);
            entries.push(entry);
        }
    }
    entries
}

/// Reads what a rule gives: `voice says`, `outer reports`, `content before`, `stance no_claim`, `same voice`, `nobody`.
fn gives(written: &[String]) -> Gives {
    let mut gives = Gives { voices: Vec::new(), side: Side::None, stance: None, same: false, nobody: false };
    for line in written {
        let mut words = line.split_whitespace();
        let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let how = How::from_name(second).unwrap_or(How::Says);
        match (first, second) {
            ("content", "after") => gives.side = Side::After,
            ("content", "before") => gives.side = Side::Before,
            ("content", "clause") => gives.side = Side::Clause,
            ("stance", stance) => gives.stance = Stance::from_name(stance),
            ("same", _) => gives.same = true,
            ("nobody", _) => gives.nobody = true,
            ("voice", _) => gives.voices.push((Place::Voice, first.to_owned(), how)),
            ("outer", _) => gives.voices.push((Place::Outer, first.to_owned(), how)),
            ("inner", _) => gives.voices.push((Place::Inner, first.to_owned(), how)),
            _ => {}
        }
    }
    gives
}
