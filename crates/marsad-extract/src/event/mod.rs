//! What was done: triggers, roles, modality, circumstances, and the headline event.
//!
//! `trigger` finds the words, `frame` says what the lexicon knows of them, `phrase` the syntax that `role` needs,
//! `modality` whether it is said to have happened, `offset` how long before the news, `attach` whose a time or a place is, `circumstance` when, where and with
//! what toll, `choice` which event the article is about, `headline` what the lead adds to it, `resume` what the sentences
//! before it add to a deed that is only gone on about, `contested` what the headline must leave to another deed.

mod attach;
mod choice;
mod circumstance;
mod confidence;
mod confidence_model;
mod contested;
mod figurative;
mod frame;
mod headline;
mod modality;
mod offset;
mod phrase;
mod resume;
mod role;
mod role_clause;
mod role_control;
mod role_doer;
mod role_filler;
mod role_share;
mod settle;
mod statement;
mod trigger;

use marsad_lexicon::{ClassId, Lexicon};
use marsad_record::{
    Claim, Document, Event, EventType, Mention, MentionForm, Modality, Quad, Quantity, Role, RoleStatus, Span, Stance,
    TimeExpression, Toll,
};
use marsad_text::{ClassBits, Hit, Sentence, Text};

use crate::nearby::Nearby;
use crate::place::PlaceMention;
use attach::{Attachment, Bounds};
use choice::{Order, Words};
use circumstance::{Around, Seats, Ties, Totals};
use confidence::Evidence;
use confidence_model::{Model, Said};
use figurative::Figures;
use frame::{Frame, Nature, Strength};
use modality::Particles;
use phrase::Syntax;
use resume::Word;
use role::{RoleWords, Roles};
use statement::Statements;
use trigger::Trigger;

/// Whether events list the features of their confidence among their rules: what training reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Traces {
    /// They do.
    Kept,
    /// They do not.
    #[default]
    Dropped,
}

/// Whether something has a say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Switch {
    /// It has.
    #[default]
    On,
    /// It has none.
    Off,
}

/// Who says how sure an event is, and whether the reasons are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Settings {
    /// The rules that weigh what stands with a trigger.
    pub rules: Switch,
    /// The model `event-confidence`.
    pub model: Switch,
    /// Whether the features are listed.
    pub traces: Traces,
}

/// What reading events needs.
pub struct Events {
    frames: Frames,
    syntax: Syntax,
    particles: Particles,
    words: RoleWords,
    doer_classes: [Option<ClassId>; 2],
    agent_phrase: Option<ClassId>,
    event_noun: Option<ClassId>,
    complement: Option<ClassId>,
    members: Option<ClassId>,
    sides: [Option<ClassId>; 3],
    number: Option<ClassId>,
    qualifier: Option<ClassId>,
    rise: Option<ClassId>,
    day_after: Option<ClassId>,
    title: Option<ClassId>,
    figures: Figures,
    statements: Statements,
    seats: Seats,
    model: Model,
}

/// The frames of the lexicon by table and row.
struct Frames {
    tables: Vec<(u16, Vec<Frame>)>,
    /// The classes that their words have.
    classes: Vec<ClassId>,
}

impl Frames {
    /// The frame of a word of the event tables.
    fn of(&self, hit: &Hit, lexicon: &Lexicon) -> Option<&Frame> {
        if !self.classes.contains(&hit.class) {
            return None;
        }
        let entry = lexicon.vocabulary().entry(hit.entry?);
        let (_, frames) = self.tables.iter().find(|(table, _)| *table == entry.table)?;
        frames.get(entry.row as usize)
    }
}

/// What the other questions have answered about the document.
pub struct Findings<'f> {
    /// Who and what is named.
    pub mentions: &'f [Mention],
    /// Where.
    pub places: &'f [PlaceMention],
    /// When.
    pub times: &'f [TimeExpression],
    /// How many.
    pub quantities: &'f [Quantity],
}

impl Events {
    /// Reads the frames of the event words.
    pub fn new(lexicon: &Lexicon, settings: Settings) -> Self {
        let class = |name: &str| lexicon.vocabulary().class(name);
        let classes = ["event-verb", "event-noun"].into_iter().filter_map(class).collect();
        let mut frames = Frames { tables: Vec::new(), classes };
        for (name, is_verb) in [("ar/event_verbs", true), ("ar/event_nouns", false)] {
            let Some(table) = lexicon.vocabulary().table_index(name) else { continue };
            let rows = lexicon.table(name).rows();
            frames.tables.push((table, rows.map(|row| Frame::of_row(row, is_verb, lexicon)).collect()));
        }
        Self {
            frames,
            syntax: Syntax::new(lexicon),
            particles: Particles::new(lexicon),
            words: RoleWords::new(lexicon),
            doer_classes: ["doer-word", "negation"].map(class),
            agent_phrase: class("agent-phrase"),
            event_noun: class("event-noun"),
            complement: class("complement"),
            members: class("member-preposition"),
            sides: ["between-preposition", "against-phrase", "with-preposition"].map(class),
            number: class("number-word"),
            qualifier: class("qualifier-after"),
            rise: class("rise-verb"),
            day_after: class("day-after-word"),
            title: class("title"),
            figures: Figures::new(lexicon),
            statements: Statements::new(lexicon),
            seats: Seats::new(lexicon),
            model: Model::new(settings),
        }
    }

    /// Every event that the text tells, in text order; `claims` learn which events they carry.
    pub fn read(
        &self,
        document: &Document,
        text: &Text,
        lexicon: &Lexicon,
        findings: &Findings,
        claims: &mut [Claim],
    ) -> Vec<Event> {
        let time_spans: Vec<Span> = findings.times.iter().map(|time| time.span).collect();
        let mut voices: Vec<Span> =
            claims.iter().flat_map(|claim| &claim.attribution).filter_map(|link| link.span).collect();
        voices.sort_by_key(|voice| voice.start);
        let mentioned = findings.mentions.iter().map(|mention| mention.span);
        let nearby =
            [Nearby::of(mentioned), Nearby::of(time_spans.iter().copied()), Nearby::of(voices.iter().copied())];
        let roles = Roles {
            text,
            lexicon,
            syntax: &self.syntax,
            mentions: findings.mentions,
            nearby: &nearby,
            words: self.words,
            agent_phrase: self.agent_phrase,
            event_noun: self.event_noun,
            time_spans: &time_spans,
            members: self.members,
            sides: self.sides,
            number: self.number,
            qualifier: self.qualifier,
            voices: &voices,
        };
        let domain = self.figures.domain(text, lexicon);
        let mut means = Vec::new();
        let mut events: Vec<Event> = Vec::new();
        let mut leanings = Vec::new();
        let mut ties = Vec::new();
        let mut words = Vec::new();
        let offsets = offset::offsets(findings.times, text, self.day_after);
        let mut weak = Vec::new();
        let mut recalled = Vec::new();
        for sentence in text.sentences.iter().filter(|sentence| !sentence.is_chrome) {
            let mentions = beginning_in(findings.mentions, sentence.span);
            let complement = |trigger: &Trigger| self.complement_stands(trigger, sentence, &roles);
            let already = events.len();
            let triggers: Vec<Trigger> = trigger::triggers(self, text, lexicon, sentence, complement);
            // «فجر أمس» is a time.
            let is_time = |trigger: &Trigger| {
                let span = text.hit_span(&trigger.hit);
                let opens = |time: &Span| time.contains(&span) && text.token_at(time.start) == trigger.first();
                let first = time_spans.partition_point(|time| time.start < sentence.span.start);
                trigger.is_verb && time_spans[first..].iter().take_while(|time| time.start < span.end).any(opens)
            };
            let is_told =
                |trigger: &Trigger| !is_time(trigger) && !is_inside_a_name(&text.hit_span(&trigger.hit), mentions);
            let is_light = |token: usize| {
                let light = |frame: &Frame| frame.strength == Strength::Light;
                text.hits.at(token).iter().any(|hit| self.frames.of(hit, lexicon).is_some_and(light))
            };
            let nearby = offsets.partition_point(|offset| offset.clause.start < sentence.span.start);
            let is_offset = |span: Span| {
                let here = offsets[nearby..].iter().take_while(|offset| offset.clause.start < span.end);
                here.into_iter().any(|offset| offset.clause.contains(&span))
            };
            let bounds = Bounds { is_told: &is_told, is_light: &is_light, is_offset: &is_offset };
            let attachment = Attachment::of(&triggers, sentence, &self.syntax, text, lexicon, bounds);
            let said = Said::new();
            for (own, trigger) in triggers.iter().enumerate() {
                if is_time(trigger) || self.figures.is_figure(text, lexicon, &trigger.hit, sentence) {
                    continue;
                }
                means.push((trigger.frame.kind, roles.text.hit_span(&trigger.hit), &trigger.frame.modes));
                let of_a_body = !trigger.is_verb && self.syntax.is_of_a_body(text, trigger.first());
                if of_a_body || is_inside_a_name(&roles.text.hit_span(&trigger.hit), mentions) {
                    continue;
                }
                if trigger.tells_a_deed(&triggers) {
                    let before = events.len();
                    let (triggers, syntax) = (triggers.as_slice(), &self.syntax);
                    let around = Around { own, triggers, attachment: &attachment, sentence, syntax, text };
                    if attachment.is_named(own) {
                        recalled.extend(around.recalled(findings.quantities));
                    }
                    let Some((mut event, leaning, tied)) = self.event(&around, &roles, findings, before, &said) else {
                        continue;
                    };
                    if trigger.is_verb && event.actors.is_empty() {
                        event.actors.extend(roles.goes_on(trigger, sentence, &events[already..]));
                    }
                    if trigger.is_verb && event.actors.is_empty() && roles.has_hidden_subject(trigger, sentence) {
                        match topic(&events, sentence, mentions) {
                            Some(actor) => event.actors.push(actor),
                            None => event.actors.extend(roles.parties_before(&event, trigger, sentence, &events)),
                        }
                    }
                    if !trigger.is_verb && event.actors.is_empty() {
                        event.actors = roles.governed(&event, trigger, sentence, &events[already..]);
                    }
                    if event.actors.is_empty() && event.recipients.iter().all(|role| role.entity.is_none()) {
                        roles.recall(&mut event, trigger, &events);
                    }
                    roles.settle(&mut event, trigger, sentence, &events);
                    roles.count_the_named(&mut event, trigger, self.title);
                    // What the words tell of one type says nothing of another that the event was read as.
                    leanings.push(leaning.filter(|_| trigger.frame.kind == Some(event.kind)));
                    events.push(event);
                    ties.push(tied);
                    words.push(Word {
                        head: &trigger.frame.head,
                        is_known: tied.is_definite,
                        is_named: tied.is_recalled,
                        is_toll: matches!(trigger.frame.effect.as_str(), "kills" | "killed" | "wounds" | "dies"),
                        begins: trigger.frame.effect == "opens"
                            || trigger.carrier.as_ref().is_some_and(|carrier| carrier.frame.effect == "begins"),
                    });
                    weak.push(trigger.frame.strength == Strength::Weak);
                }
            }
            roles.share(&mut events[already..], sentence);
            roles.reflect(&mut events[already..]);
            let told = |event: &Event| {
                let before = |other: &Event| is_told_deed(other) && other.trigger.start < event.trigger.start;
                !events[already..].iter().any(before)
            };
            if sentence.is_title
                && let Some(event) =
                    self.statements.read(sentence, text, lexicon, findings.mentions, claims, events.len())
                && told(&event)
            {
                events.push(event);
                leanings.push(None);
                weak.push(false);
                ties.push(Ties { when: None, place: None, is_definite: false, is_recalled: false, is_named: false });
                words.push(Word { head: "", is_known: false, is_named: false, is_toll: false, begins: false });
            }
        }
        let nearby = Nearby::of(claims.iter().map(|claim| claim.span));
        for event in &mut events {
            carry(event, &mut claims[nearby.touching(event.trigger)]);
        }
        // Where nothing else in the article tells of violence, a weak word does not.
        let is_violent = |event: &Event| event.kind == EventType::Assault && !figurative::tells_little(event);
        let is_calm = !events.iter().any(is_violent);
        let doubts = |(event, is_weak): (&Event, &bool)| {
            let is_figure = is_calm && *is_weak && figurative::tells_little(event);
            is_figure || domain.is_some_and(|domain| domain.doubts(event))
        };
        let doubted: Vec<bool> = events.iter().zip(&weak).map(doubts).collect();
        let doubt = |events: &mut [Event]| {
            let doubted = events.iter_mut().zip(&doubted).filter(|(_, doubted)| **doubted);
            doubted.for_each(|(event, _)| confidence::doubt(event));
        };
        doubt(&mut events);
        let background = |token: usize| {
            self.syntax.is_background(text, token)
                || self.syntax.is_in_relative_clause(text, token)
                || self.syntax.is_only_named(text, token)
                || self.syntax.is_descriptive(text, lexicon, token)
                || self.syntax.continues_a_relative_clause(text, token)
        };
        // «تعلن انسحابها»: what is announced is as good as told by the verb.
        let announcer = |event: &Event| {
            let token = text.token_at(event.trigger.start);
            let first = text.sentence_of(token).first.max(token.saturating_sub(2));
            (first..token).find(|before| self.syntax.is_statement(text, lexicon, *before))
        };
        let announced = |event: &Event| announcer(event).is_some();
        let totals = self.totals(text);
        let order = Order::of(text);
        let told = headline::Told {
            claims,
            means: &means,
            ties: &ties,
            totals: &totals,
            recalled: &recalled,
            seats: &self.seats,
            order: &order,
            lexicon,
            is_background: &background,
            doer_classes: self.doer_classes,
        };
        let choose = |events: &[Event], words| choice::choose(events, &order, text, words, background, announced);
        self.model.join(&mut events, &leanings, text);
        doubt(&mut events);
        // Where nothing surely is the news, what the title only hints at may be.
        let choice =
            choose(&events, Words::Told).filter(|choice| choice.is_sure).or_else(|| choose(&events, Words::Hinted));
        let unsure =
            choice.and_then(|choice| headline::mark(&mut events, document, text, findings, told, &choice, announcer));
        if let Some(unsure) = unsure {
            confidence::doubt(&mut events[unsure]);
        }
        offset::date(&mut events, &ties, &offsets, findings.times, document.published.date(), text);
        resume::resume(&mut events, &words, text, &self.syntax, document.published.date());
        contested::give_back(&mut events, &ties, &order);
        for event in events.iter_mut().filter(|event| event.is_headline) {
            carry_toll(event, claims);
        }
        for event in &mut events {
            circumstance::without_guesses(&mut event.toll);
            modality::not_yet(event, document.published.date());
        }
        role_share::acquit(&mut events, text, lexicon);
        events
    }

    fn totals<'t, 'd>(&self, text: &'t Text<'d>) -> Totals<'t, 'd> {
        Totals { text, rise: self.rise }
    }

    fn event(
        &self,
        around: &Around,
        roles: &Roles,
        findings: &Findings,
        before: usize,
        said: &Said,
    ) -> Option<(Event, Option<f64>, Ties)> {
        let (all, sentence) = (around.triggers, around.sentence);
        let trigger = &all[around.own];
        let kind = trigger.frame.kind?;
        let span = roles.text.hit_span(&trigger.hit);
        let arguments = roles.of(trigger, sentence);
        let has_complement = self.complement_stands(trigger, sentence, roles);
        let toll = match kind {
            EventType::Assault => around.toll(findings.quantities, &self.totals(roles.text)),
            _ => marsad_record::Toll::default(),
        };
        let place = around.place(kind, findings.places);
        let when = around.time(findings.times);
        let tied = Ties {
            when: when.map(|(_, tie)| tie),
            place: place.as_ref().map(|(_, tie, manner)| (*tie, *manner)),
            is_definite: trigger.features.is_definite,
            // «تتبنى هجوما»: a claim is about the deed that it names.
            is_recalled: around.attachment.is_named(around.own) || trigger.frame.effect == "claims",
            is_named: around.attachment.is_named(around.own),
        };
        let (when, place) = (when.map(|(time, _)| time), place.map(|(place, ..)| place));
        let modality = self.particles.of(trigger, roles.text, roles.lexicon, &self.syntax, sentence);
        // «لم تعلن أي جماعة مسؤوليتها»: what nobody claims is not denied.
        if trigger.frame.effect == "claims" && modality == Modality::Denied {
            return None;
        }
        let evidence = Evidence {
            trigger,
            kind,
            has_complement,
            arguments: &arguments,
            toll: &toll,
            has_place: place.is_some(),
            has_time: when.is_some(),
            modality,
            triggers: all,
            sentence,
            text: roles.text,
            syntax: &self.syntax,
        };
        let confidence = confidence::by_rules(&evidence)?;
        // The sentences that the model learnt from say of what happened; what was prevented is left to the rules.
        let leaning = self.model.leaning(&evidence, said).filter(|_| modality != Modality::Averted);
        // What is only asked for is as much of its type as what was done: confidence does not ask.
        let modality = match modality {
            Modality::Asserted => modality::as_spoken_of(all, around.own, roles.text, &self.syntax).unwrap_or(modality),
            told => told,
        };
        let mut modes = trigger.frame.modes.clone();
        let means = all.iter().filter(|other| other.frame.nature != Nature::Verb && other.frame.kind == Some(kind));
        for mode in means
            .flat_map(|other| &other.frame.modes)
            .chain(trigger.carrier.iter().flat_map(|carrier| &carrier.frame.modes))
        {
            if !modes.contains(mode) && kind.modes().any(|known| known == mode) {
                modes.push(mode.clone());
            }
        }
        let mut rules = vec![format!("event/{}", trigger.frame.id)];
        if trigger.is_verb {
            rules.push("event/verb".to_owned());
        }
        rules.extend(trigger.carrier.as_ref().map(|carrier| format!("event/{}", carrier.frame.id)));
        if leaning.is_some() {
            rules.push(confidence::MODEL.to_owned());
        }
        if self.model.traces {
            rules.push(confidence_model::trace(&evidence));
        }
        let event = Event {
            id: format!("e{}", before + 1),
            trigger: span,
            kind,
            modes,
            contexts: trigger.frame.contexts.clone(),
            actors: arguments.actors,
            recipients: arguments.recipients,
            when: when.map(|time| circumstance::to_the_day(&time.value)),
            when_alternatives: when
                .map(|time| time.alternatives.iter().map(circumstance::to_the_day).collect())
                .unwrap_or_default(),
            place,
            toll,
            modality,
            claims: Vec::new(),
            is_headline: false,
            confidence,
            rules,
        };
        Some((event, leaning, tied))
    }

    /// Whether a word of the complement that the frame asks for stands near the trigger; `None` where it asks for none.
    fn complement_stands(&self, trigger: &Trigger, sentence: &Sentence, roles: &Roles) -> Option<bool> {
        let (place, groups) = trigger.frame.complement.as_ref()?;
        if groups.contains("any") {
            return Some(true);
        }
        let complement = self.complement?;
        let bits = ClassBits::of([Some(complement)]);
        let from = if place == "subject" { sentence.first } else { trigger.first() + 1 };
        let to = sentence.end.min(trigger.last() + 8);
        let fits = |token: usize| {
            roles.text.hits.may_have(token, bits)
                && roles.text.hits.at(token).iter().any(|hit| {
                    hit.class == complement
                        && hit.entry.is_some_and(|entry| groups.contains(roles.lexicon.row(entry).get("group")))
                })
        };
        let near = beginning_in(roles.mentions, sentence.span);
        let named = |token: usize| {
            let span = roles.text.tokens[token].span;
            near.iter().any(|mention| mention.span.overlaps(&span) && groups.contains(mention.kind.name()))
        };
        Some((from..to).any(|token| fits(token) || named(token)))
    }
}

/// Of mentions in the order of the text, those that begin in a part of it.
fn beginning_in(mentions: &[Mention], part: Span) -> &[Mention] {
    let first = mentions.partition_point(|mention| mention.span.start < part.start);
    let end = mentions.partition_point(|mention| mention.span.start < part.end);
    &mentions[first..end.max(first)]
}

/// The actor that a verb without a subject goes on about: the last one of the sentence before it.
fn topic(events: &[Event], sentence: &Sentence, mentions: &[Mention]) -> Option<Role> {
    // «الحرب الأمريكية ... واستعادت»: an adjective is nobody to go on about.
    let is_adjective = |role: &Role| {
        mentions.iter().any(|mention| mention.form == MentionForm::Nisba && role.span == Some(mention.span))
    };
    let here = events.iter().rev().take_while(|event| sentence.span.contains(&event.trigger));
    let mut actors = here.flat_map(|event| event.actors.iter().rev());
    actors.find(|actor| actor.entity.is_some() && !is_adjective(actor)).cloned()
}

/// Whether an event is a deed of force that is told as news: what a title says of it is not only said.
fn is_told_deed(event: &Event) -> bool {
    event.kind.quad() == Quad::MaterialConflict && event.confidence >= 0.5 && event.modality == Modality::Asserted
}

/// «التحالف العربي», «مجلس التعاون»: a word of a name tells no event.
fn is_inside_a_name(trigger: &Span, mentions: &[Mention]) -> bool {
    let is_name = |mention: &Mention| !matches!(mention.form, MentionForm::Nominal | MentionForm::Nisba);
    mentions.iter().any(|mention| mention.span.overlaps(trigger) && is_name(mention))
}

/// Ties a headline event to the claim that tells its dead, else its wounded: what the title only names the lead tells, and
/// by whom. That claim comes first.
fn carry_toll(event: &mut Event, claims: &mut [Claim]) {
    let Toll { killed, wounded } = &event.toll;
    let Some(figure) = killed.as_ref().or(wounded.as_ref()).and_then(|part| part.span) else { return };
    let tells = |claim: &&mut Claim| claim.span.contains(&figure);
    if claims.iter_mut().filter(tells).any(|claim| event.claims.contains(&claim.id)) {
        return;
    }
    let smallest = claims
        .iter_mut()
        .filter(tells)
        .min_by_key(|claim| (claim.span.len(), std::cmp::Reverse(claim.attribution.len())));
    if let Some(claim) = smallest {
        claim.events.push(event.id.clone());
        event.claims.insert(0, claim.id.clone());
    }
}

/// Ties an event to the smallest claim around it, and takes the status of its actors from that claim.
fn carry(event: &mut Event, claims: &mut [Claim]) {
    let around = claims.iter_mut().filter(|claim| claim.span.contains(&event.trigger));
    let Some(claim) = around.min_by_key(|claim| (claim.span.len(), std::cmp::Reverse(claim.attribution.len()))) else {
        return;
    };
    claim.events.push(event.id.clone());
    event.claims.push(claim.id.clone());
    let speaker = claim.attribution.last().and_then(|link| link.entity.as_deref());
    for actor in &mut event.actors {
        let own_deed = speaker.is_some() && actor.entity.as_deref() == speaker;
        actor.status = match claim.stance {
            // Who speaks has spoken.
            _ if own_deed && circumstance::is_said(event.kind) => RoleStatus::Asserted,
            Stance::Accuses => RoleStatus::Accused,
            Stance::ClaimsResponsibility => RoleStatus::Claimed,
            Stance::Denies => RoleStatus::Denied,
            Stance::Doubts => RoleStatus::Suspected,
            _ if own_deed => RoleStatus::Claimed,
            _ => RoleStatus::Asserted,
        };
    }
}
