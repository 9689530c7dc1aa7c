//! One document's sentences as evidence: who is in them, which signed words they have, and what they speak for.

use marsad_lexicon::Lexicon;
use marsad_record::claim::{Claim, Stance};
use marsad_record::event::{Event, Modality, Role, RoleStatus};
use marsad_record::plover::EventType;
use marsad_record::{EntityKind, Extraction, MentionForm, Quad, QuantityRole, RelationModality, Sign, Span};
use marsad_text::{Analyser, Sentence, Text, TokenKind};

use crate::answer::cues::{Borne, Cues};
use crate::answer::own_words::OwnWords;
use crate::answer::reading::OWN_WORDS;
use marsad_record::answer::{Asks, Part, Party, ReadAs};

/// A stretch of one sentence that speaks for one side.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Passage {
    /// Where it stands.
    pub(crate) span: Span,
    /// Above zero: towards the axis of the question; below: away from it.
    pub(crate) value: f64,
    /// How much it bears on the question.
    pub(crate) weight: f64,
    /// Topics whose words it has.
    pub(crate) because: Vec<String>,
}

/// What of one document bears on a question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reading {
    /// Its passages, in order.
    pub(crate) passages: Vec<Passage>,
    /// How much of the question stands in its headline, 0 to 1.
    pub(crate) title: f64,
    /// How much of it is about the question: weight of its passages per sentence.
    pub(crate) density: f64,
}

/// One signed word of a sentence, negation counted.
pub(super) struct Said {
    pub(super) first: usize,
    pub(super) end: usize,
    topic: String,
    axis: String,
    pub(super) value: f64,
    /// Who bears it.
    pub(super) borne: Borne,
}

/// A sentence with what surrounds it.
pub(super) struct Scene<'s> {
    pub(super) extraction: &'s Extraction,
    pub(super) text: &'s Text<'s>,
    /// Parties named in the sentence.
    pub(super) here: &'s [&'s Named],
    /// Parties named in the sentence before that names any.
    before: &'s [usize],
    /// Parties named in the headline.
    title: &'s [usize],
}

/// What a run of clauses tells.
#[derive(Default)]
struct Told {
    value: f64,
    best: f64,
    words: usize,
    because: Vec<String>,
}

impl Told {
    fn say(&mut self, plainness: f64, topic: &str) {
        self.best = self.best.max(plainness);
        self.words += 1;
        self.because.push(topic.to_owned());
    }

    fn add(&mut self, other: Told) {
        self.value += other.value;
        self.best = self.best.max(other.best);
        self.words += other.words;
        self.because.extend(other.because);
    }

    /// The plainest word, and a little for each further one.
    fn topicality(&self) -> f64 {
        self.best * (1.0 + 0.1 * self.words.saturating_sub(1).min(4) as f64)
    }
}

/// Clauses one after the other that speak for one side.
struct Group {
    first: usize,
    last: usize,
    told: Told,
}

/// Surer than this an event counts as told; so sure is enough of one that is denied.
const DETECTED: f64 = 0.5;
const DENIED: f64 = 0.25;
/// Topics whose words, before what is asked, say that it is not so.
const REFUSING: [&str; 4] = ["denial", "decline", "hostility", "obstacle"];
/// Axes whose words are said of somebody.
const BORNE: [&str; 3] = ["strength", "control", "withdrawal"];
/// How far a negation reaches over the words after it.
const REACH: usize = 3;

/// One document, looked at with one question in mind.
pub(crate) struct Reader<'r> {
    pub(crate) lexicon: &'r Lexicon,
    pub(crate) cues: &'r Cues,
    pub(crate) analyser: &'r Analyser,
    pub(crate) read_as: &'r ReadAs,
    pub(crate) own: &'r OwnWords,
}

/// Where somebody is named in the document.
pub(super) struct Named {
    pub(super) span: Span,
    /// Which parties it can be; none for anybody else.
    pub(super) parties: Vec<usize>,
    /// True of somebody who can act: no place, no adjective.
    pub(super) is_actor: bool,
}

impl Reader<'_> {
    /// What of a document bears on the question.
    pub(crate) fn passages(&self, extraction: &Extraction) -> Reading {
        let text = self.analyser.analyse(&extraction.document, self.lexicon);
        let named = self.named(extraction, &text);
        let whether = self.lexicon.vocabulary().class("question-whether");
        let title: Vec<usize> = self.in_title(&text, &named);
        let mut passages = Vec::new();
        let mut before: Vec<usize> = Vec::new();
        let mut sentences = 0_usize;
        for sentence in text.sentences.iter().filter(|sentence| !sentence.is_chrome) {
            sentences += 1;
            let here: Vec<&Named> = named.iter().filter(|named| sentence.span.contains(&named.span)).collect();
            let present: Vec<usize> = here.iter().flat_map(|named| named.parties.iter().copied()).collect();
            // A question is no evidence; what is told before it in the same sentence is.
            let asks = |token: &usize| whether.is_some_and(|class| text.is(*token, class));
            let tokens = sentence.tokens();
            let told = match tokens.clone().find(asks) {
                Some(asking) => tokens.start..asking,
                None if tokens.clone().any(|token| is_question_mark(text.original(token))) => {
                    tokens.start..tokens.start
                }
                None => tokens,
            };
            if !told.is_empty() {
                let scene = Scene { extraction, text: &text, here: &here, before: &before, title: &title };
                self.of_sentence(&scene, told, &mut passages);
            }
            if !present.is_empty() {
                before = present;
            }
        }
        let told: f64 = passages.iter().map(|passage: &Passage| passage.weight).sum();
        let density = told / sentences.max(1) as f64;
        let title = self.title_share(extraction, &text, &title);
        Reading { passages, title, density }
    }

    /// Parties that the headline, or the first line where there is none, names.
    fn in_title(&self, text: &Text<'_>, named: &[Named]) -> Vec<usize> {
        let heads = head(text);
        let list = named.iter().filter(|named| heads.iter().any(|head| head.span.contains(&named.span)));
        list.flat_map(|named| named.parties.iter().copied()).collect()
    }

    /// How much of the question stands in the headline: its parties and its main axis.
    fn title_share(&self, extraction: &Extraction, text: &Text<'_>, title: &[usize]) -> f64 {
        let parties = self.read_as.parties.len();
        let named = (0..parties).filter(|party| title.contains(party)).count();
        let Some(main) = self.read_as.about.first() else { return named as f64 / parties.max(1) as f64 };
        let speaks = head(text)
            .iter()
            .any(|head| self.said(extraction, text, head.tokens()).iter().any(|said| said.axis == main.axis));
        (named as f64 + if speaks { 1.0 } else { 0.0 }) / (parties + 1) as f64
    }

    fn named(&self, extraction: &Extraction, text: &Text<'_>) -> Vec<Named> {
        let parties = &self.read_as.parties;
        let fixed: Vec<&str> = parties
            .iter()
            .filter(|party| !party.is_any_state)
            .flat_map(|party| party.ids.iter().map(String::as_str))
            .collect();
        let is_state =
            |id: &str| extraction.entities.iter().any(|entity| entity.id == id && entity.kind == EntityKind::State);
        let fits = |party: &Party, id: &str, is_noun: bool| {
            if party.is_any_state {
                is_noun && !fixed.contains(&id) && is_state(id)
            } else {
                party.ids.iter().any(|known| known == id)
            }
        };
        let mentioned = extraction.mentions.iter().filter_map(|mention| {
            let id = mention.entity.as_deref()?;
            let is_noun = mention.form != MentionForm::Nisba;
            let found: Vec<usize> = (0..parties.len()).filter(|place| fits(&parties[*place], id, is_noun)).collect();
            Some(Named { span: mention.span, parties: found, is_actor: is_noun && mention.kind != EntityKind::Place })
        });
        let power = self.lexicon.vocabulary().class("question-power");
        let powers = text.hits.iter().filter(|hit| Some(hit.class) == power);
        let powers = powers.map(|hit| Named {
            span: text.hit_span(hit),
            parties: (0..parties.len()).filter(|place| parties[*place].is_any_state).collect(),
            is_actor: true,
        });
        mentioned.chain(powers).collect()
    }

    fn of_sentence(&self, scene: &Scene<'_>, tokens: std::ops::Range<usize>, passages: &mut Vec<Passage>) {
        let text = scene.text;
        let said = self.said(scene.extraction, text, tokens.clone());
        let clauses = clauses(text, tokens);
        let mut groups: Vec<Group> = Vec::new();
        for (place, clause) in clauses.iter().enumerate() {
            let told = self.told_in(scene, clause, &said);
            match groups.last_mut() {
                Some(group) if group.told.value * told.value >= 0.0 => {
                    group.last = place;
                    group.told.add(told);
                }
                _ => groups.push(Group { first: place, last: place, told }),
            }
        }
        for Group { first, last, told } in groups {
            let span = text.span(clauses[first].start, clauses[last].end - 1);
            let weight = self.presence(scene, span) * told.topicality();
            if weight > 0.0 {
                let mut because = told.because;
                because.sort();
                because.dedup();
                passages.push(Passage { span: trimmed(text.original, span), value: told.value, weight, because });
            }
        }
    }

    /// How surely the parties asked about are those of a passage, 0 to 1.
    fn presence(&self, scene: &Scene<'_>, span: Span) -> f64 {
        let parties = &self.read_as.parties;
        let asked: Vec<usize> = (0..parties.len()).filter(|place| parties[*place].part == Part::Asked).collect();
        if asked.is_empty() {
            return 0.5;
        }
        let is_named = |party: &usize, inside: Option<Span>| {
            let mut named = scene.here.iter().filter(|named| inside.is_none_or(|span| span.contains(&named.span)));
            named.any(|named| named.parties.contains(party))
        };
        let one = |party: &usize| match () {
            () if is_named(party, Some(span)) => 1.0,
            () if is_named(party, None) => 0.7,
            () if scene.before.contains(party) => 0.5,
            () if scene.title.contains(party) => 0.3,
            () => 0.0,
        };
        let axis = self.read_as.about.first().map_or("", |topic| topic.axis.as_str());
        let all: f64 = asked.iter().map(one).sum::<f64>() / asked.len() as f64;
        if BORNE.contains(&axis) {
            let bearer = one(&asked[0]);
            return if bearer > 0.0 { 0.7 * bearer + 0.3 * all } else { 0.0 };
        }
        if axis == OWN_WORDS && !is_named(&asked[0], None) {
            // What is said of somebody else is no answer, whatever the headline is about.
            let others = scene.here.iter().any(|named| named.is_actor);
            return if others || !scene.before.contains(&asked[0]) { 0.0 } else { all };
        }
        if axis != "amity" {
            let best = asked.iter().map(one).fold(0.0, f64::max);
            return 0.7 * best + 0.3 * all;
        }
        let least = asked.iter().map(one).fold(1.0, f64::min);
        if least <= 0.0 {
            return 0.0;
        }
        // Where somebody else is named too it may be about them; where one of the two is missing it mostly is.
        let others =
            scene.here.iter().any(|named| named.is_actor && named.parties.is_empty() && span.contains(&named.span));
        let doubt = match (others, least < 1.0) {
            (false, _) => 1.0,
            (true, false) => 0.85,
            (true, true) => 0.6,
        };
        all * all * doubt
    }

    /// Signed words of a sentence outside names, turned by the negations before them.
    fn said(&self, extraction: &Extraction, text: &Text<'_>, tokens: std::ops::Range<usize>) -> Vec<Said> {
        let vocabulary = self.lexicon.vocabulary();
        let negation = vocabulary.class("question-negation");
        let is_negation = |token: usize| negation.is_some_and(|class| text.is(token, class));
        let in_name = |span: &Span| {
            extraction.mentions.iter().any(|mention| {
                mention.form != MentionForm::Nominal && mention.entity.is_some() && mention.span.contains(span)
            })
        };
        let mut said: Vec<Said> = Vec::new();
        for token in tokens.clone() {
            let mut longest: Option<(usize, Vec<Said>)> = None;
            for hit in text.hits.at(token) {
                let Some(cue) = hit.entry.and_then(|entry| self.cues.cue(self.lexicon, entry)) else { continue };
                let end = hit.last as usize + 1;
                if longest.as_ref().is_some_and(|(other, _)| *other > end) || in_name(&text.hit_span(hit)) {
                    continue;
                }
                let is_denied = (tokens.start.max(token.saturating_sub(REACH))..token).any(is_negation);
                let value = cue.sign * cue.weight * if is_denied { -1.0 } else { 1.0 };
                let one = Said {
                    first: token,
                    end,
                    topic: cue.topic.clone(),
                    axis: cue.axis.clone(),
                    value,
                    borne: cue.borne,
                };
                match &mut longest {
                    Some((other, list)) if *other == end => {
                        if !list.iter().any(|known| known.topic == one.topic) {
                            list.push(one);
                        }
                    }
                    _ => longest = Some((end, vec![one])),
                }
            }
            if let Some((end, list)) = longest
                && !said.iter().any(|known| known.end >= end && known.first < token)
            {
                said.extend(list);
            }
        }
        said
    }

    /// What a clause speaks for, how plainly it is on the topic, and by which words.
    fn told_in(&self, scene: &Scene<'_>, clause: &std::ops::Range<usize>, said: &[Said]) -> Told {
        let mut told = Told::default();
        let span = scene.text.span(clause.start, clause.end - 1);
        let Some(main) = self.read_as.about.first() else { return told };
        let parties = &self.read_as.parties;
        let asked: Vec<usize> = (0..parties.len()).filter(|place| parties[*place].part == Part::Asked).collect();
        let has_context = scene.here.iter().any(|named| {
            span.contains(&named.span) && named.parties.iter().any(|party| parties[*party].part == Part::Context)
        });
        let (relation, of) =
            if main.axis == "amity" { self.relation_value(scene.extraction, span, &asked) } else { (0.0, None) };
        for one in said.iter().filter(|said| clause.contains(&said.first) && said.axis == main.axis) {
            let mut value = one.value;
            let is_third = || has_context || self.is_towards_a_third(scene, one, &asked);
            if main.axis == "amity" && one.topic == "hostility" && relation >= 0.0 && is_third() {
                // Enmity towards a third is none between the two.
                continue;
            }
            if BORNE.contains(&main.axis.as_str()) {
                value *= self.share_of_asked(scene, one, &asked);
            }
            // To counter a danger is no sign that one is none to the other.
            let is_answer = asked.len() > 1 && one.topic == "counter";
            if main.axis == "danger" && (is_answer || self.is_done_by_another(scene, one, &asked)) {
                continue;
            }
            told.value += value;
            let share = if one.topic == main.id { 1.0 } else { self.cues.share(&main.id) };
            told.say(value.abs() / 3.0 * share, &one.topic);
        }
        if let Some(of) = of {
            told.value += relation;
            told.say(0.2 + relation.abs() / 5.0 * self.cues.share(&main.id), &of);
        }
        if let Some(kind) = EventType::from_name(&main.id) {
            for event in scene.extraction.events.iter().filter(|event| span.contains(&event.trigger)) {
                let value = self.deed_value(scene, event, kind, &asked);
                if value != 0.0 {
                    told.value += value;
                    told.say(1.0, &main.id);
                }
            }
        }
        if let Some(own) = self.own.said_in(scene.text, clause, |word| self.lexicon.fold(word)) {
            told.value += if self.is_refused(scene.text, own.at, clause, said) { -3.0 } else { 3.0 };
            told.say(own.share, &main.id);
        }
        if self.read_as.asks == Asks::HowMany {
            for quantity in &scene.extraction.quantities {
                let is_toll = matches!(
                    quantity.role,
                    QuantityRole::Killed | QuantityRole::Wounded | QuantityRole::KilledOrWounded
                );
                if is_toll && span.contains(&quantity.span) {
                    told.value += 3.0;
                    told.say(1.0, "toll");
                }
            }
        }
        told
    }

    /// «نفى استخدام», «لن تتخلى», «رفض التخلي»: whether what is said at a token is denied, or stopped, by what stands before it.
    fn is_refused(&self, text: &Text<'_>, at: usize, clause: &std::ops::Range<usize>, said: &[Said]) -> bool {
        let negation = self.lexicon.vocabulary().class("question-negation");
        let before = clause.start.max(at.saturating_sub(REACH))..at;
        let is_negated = before.clone().any(|token| negation.is_some_and(|class| text.is(token, class)));
        is_negated || said.iter().any(|said| REFUSING.contains(&said.topic.as_str()) && before.contains(&said.first))
    }

    /// Whether a word of enmity is a deed that is done to somebody else, or that the asked parties do together.
    fn is_towards_a_third(&self, scene: &Scene<'_>, said: &Said, asked: &[usize]) -> bool {
        let span = scene.text.span(said.first, said.end - 1);
        let party_of = |role: &Role| {
            let id = role.entity.as_deref()?;
            asked.iter().copied().find(|place| self.read_as.parties[*place].ids.iter().any(|known| known == id))
        };
        let mut events = scene.extraction.events.iter().filter(|event| event.trigger.overlaps(&span));
        events.any(|event| {
            let mut doers: Vec<usize> = event.actors.iter().filter_map(party_of).collect();
            doers.sort_unstable();
            doers.dedup();
            let is_known = event.recipients.iter().any(|role| role.entity.is_some());
            let is_asked = event.recipients.iter().any(|role| party_of(role).is_some());
            !is_asked && (is_known && !doers.is_empty() || doers.len() > 1)
        })
    }

    /// What an event says of a deed that is asked after: above zero that it was done, below that it was not, nothing
    /// where it is another deed, of others, or not told as done.
    fn deed_value(&self, scene: &Scene<'_>, event: &Event, kind: EventType, asked: &[usize]) -> f64 {
        let extraction = scene.extraction;
        let parties = &self.read_as.parties;
        let is_party = |role: &Role, party: &Party| {
            role.entity.as_ref().is_some_and(|id| party.ids.contains(id)) && role.status != RoleStatus::Denied
        };
        let is_named = |place: &usize| scene.here.iter().any(|named| named.parties.contains(place));
        let is_there = |party: &Party| {
            let country = extraction.entities.iter().find(|entity| entity.id == party.id);
            let country = country.and_then(|entity| entity.country.as_ref());
            event.place.as_ref().is_some_and(|place| {
                let mut names = place.place.iter().chain(&place.chain);
                names.any(|name| party.ids.contains(name)) || country.is_some() && place.country.as_ref() == country
            })
        };
        // Who is named first does it; to whom, or where, comes after.
        let Some((first, others)) = asked.split_first() else { return 0.0 };
        let first = &parties[*first];
        let done_by = event.actors.iter().any(|role| is_party(role, first));
        let is_first = |id: &Option<String>| id.as_ref().is_some_and(|id| first.ids.contains(id));
        let denies = |claim: &Claim| claim.stance == Stance::Denies && event.claims.contains(&claim.id);
        // Whoever denies that they did it often stands there as a pronoun only.
        let denied_by = event.actors.iter().any(|role| role.status == RoleStatus::Denied && is_first(&role.entity))
            || extraction
                .claims
                .iter()
                .any(|claim| denies(claim) && claim.attribution.last().is_some_and(|voice| is_first(&voice.entity)));
        // What is denied is often told in few words: a doubtful event, done to somebody who is named beside it.
        let is_it = others.iter().all(|place| {
            let party = &parties[*place];
            let is_done_to = event.recipients.iter().any(|role| is_party(role, party));
            is_done_to || is_there(party) || denied_by && is_named(place)
        });
        let least = if denied_by { DENIED } else { DETECTED };
        if event.kind != kind || event.confidence < least || !is_it || !(done_by || denied_by) {
            return 0.0;
        }
        let is_refuted =
            extraction.claims.iter().any(|claim| claim.stance == Stance::Denies && event.claims.contains(&claim.id));
        match event.modality {
            _ if denied_by || is_refuted => -3.0,
            Modality::Asserted => 3.0,
            Modality::Denied => -3.0,
            _ => 0.0,
        }
    }

    /// What the relations and events between the asked parties inside a span say of their amity.
    fn relation_value(&self, extraction: &Extraction, span: Span, asked: &[usize]) -> (f64, Option<String>) {
        let party_of = |id: &str| {
            asked.iter().copied().find(|place| self.read_as.parties[*place].ids.iter().any(|known| known == id))
        };
        let mut value: f64 = 0.0;
        for relation in &extraction.relations {
            let parties = party_of(&relation.from).zip(party_of(&relation.to));
            if !span.overlaps(&relation.span) || parties.is_none_or(|(from, to)| from == to) {
                continue;
            }
            let sign = match relation.sign {
                Sign::Cooperative => 2.0,
                Sign::Hostile => -2.0,
                Sign::Neutral => 0.0,
            };
            value += if relation.modality == RelationModality::Denied { -sign } else { sign };
        }
        for event in &extraction.events {
            let between = |one: &Option<String>, other: &Option<String>| {
                let pair = one.as_deref().and_then(party_of).zip(other.as_deref().and_then(party_of));
                pair.is_some_and(|(one, other)| one != other)
            };
            let is_between = event
                .actors
                .iter()
                .any(|actor| event.recipients.iter().any(|recipient| between(&actor.entity, &recipient.entity)));
            if is_between && span.contains(&event.trigger) {
                value += match event.kind.quad() {
                    Quad::VerbalCooperation | Quad::MaterialCooperation => 1.0,
                    Quad::VerbalConflict | Quad::MaterialConflict => -1.0,
                };
            }
        }
        (value, (value != 0.0).then(|| "relation".to_owned()))
    }
}

/// The headline's sentences; the first sentence where there is none.
fn head<'t>(text: &'t Text<'_>) -> Vec<&'t Sentence> {
    let titles: Vec<&Sentence> = text.sentences.iter().filter(|sentence| sentence.is_title).collect();
    if titles.is_empty() {
        text.sentences.iter().find(|sentence| !sentence.is_chrome).into_iter().collect()
    } else {
        titles
    }
}

/// Token ranges between the commas of a sentence; a short piece stays with the one before it.
fn clauses(text: &Text<'_>, tokens: std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
    let mut clauses: Vec<std::ops::Range<usize>> = Vec::new();
    let mut first = tokens.start;
    for token in tokens.clone() {
        let closes = text.tokens[token].kind == TokenKind::Mark && is_comma(text.original(token));
        if closes || token + 1 == tokens.end {
            let clause = first..token + 1;
            let words = clause.clone().filter(|token| text.tokens[*token].kind != TokenKind::Mark).count();
            match clauses.last_mut() {
                Some(last) if words < 4 => last.end = clause.end,
                _ => clauses.push(clause),
            }
            first = token + 1;
        }
    }
    clauses
}

fn is_comma(mark: &str) -> bool {
    matches!(mark, "," | ";" | "\u{060C}" | "\u{061B}")
}

fn is_question_mark(mark: &str) -> bool {
    matches!(mark, "?" | "\u{061F}")
}

/// A span without the marks and blanks at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let is_edge = |letter: char| letter.is_whitespace() || is_comma(letter.encode_utf8(&mut [0; 4])) || letter == '.';
    let after = words.trim_end_matches(is_edge);
    let inner = after.trim_start_matches(is_edge);
    let start = span.start + (after.len() - inner.len());
    Span::new(start, start + inner.len())
}
