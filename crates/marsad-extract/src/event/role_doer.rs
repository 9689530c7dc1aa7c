//! Who did what the article is about: whoever claims it, whom the passage names, who is accused of it; and how that is
//! told. A claim for another attack, or one that nobody has claimed, names no doer.

use marsad_lexicon::{ClassId, Lexicon, Tense};
use marsad_record::{
    Claim, EntityKind, Event, EventType, Link, Mention, MentionForm, Modality, PlaceLevel, Role, RoleStatus, Stance,
};
use marsad_text::{Hit, Sentence, Text};

/// How far a word of blame reaches for a name, in tokens.
const REACH: usize = 14;
/// How far a responsibility stands from the verb that takes or gives it.
const GOVERNED: usize = 26;
/// Classes of actors of a country that do not speak for its state.
const APART: [&str; 12] = [
    "ngo",
    "opposition",
    "party",
    "think-tank",
    "university",
    "company",
    "religious-body",
    "religious-leader",
    "ethnic",
    "sport",
    "leader",
    "red-crescent",
];
/// Sentences that are read for words of blame, and how many such words a sentence has at most.
const READ: usize = 120;
const CUES: usize = 60;
/// Sentences whose own doers can complete the headline event.
const LEAD: usize = 4;

/// What the doer is looked for with.
#[derive(Clone, Copy)]
pub(super) struct Doers<'t, 'd> {
    pub(super) text: &'t Text<'d>,
    pub(super) lexicon: &'t Lexicon,
    pub(super) mentions: &'t [Mention],
    pub(super) claims: &'t [Claim],
    pub(super) events: &'t [Event],
    /// Words of blame, of a negation.
    pub(super) classes: [Option<ClassId>; 2],
}

/// One naming of a doer.
struct Naming {
    role: Option<Role>,
    status: RoleStatus,
}

impl Doers<'_, '_> {
    /// Names the doers of the headline event; `own` are those that its own passage names.
    pub(super) fn name(&self, headline: &mut Event, own: &[Role]) {
        let mut namings = Vec::new();
        for sentence in self.text.sentences.iter().filter(|sentence| !sentence.is_chrome).take(READ) {
            self.read(sentence, headline, &mut namings);
        }
        self.accusations(headline, &mut namings);
        let is_open = |naming: &Naming| naming.role.is_none() && naming.status == RoleStatus::Unknown;
        let unclaimed = namings.iter().any(is_open);
        let of = |status: RoleStatus| {
            let mut fitting = namings.iter().filter(move |naming| naming.status == status);
            fitting.find_map(|naming| naming.role.clone())
        };
        let named = |roles: &[Role]| roles.iter().any(|role| role.entity.is_some());
        if let Some(claimed) = of(RoleStatus::Claimed).filter(|_| !unclaimed) {
            let rest = own.iter().filter(|role| role.entity.is_some() && role.entity != claimed.entity);
            let accused = rest.filter(|role| role.status != RoleStatus::Asserted).cloned().collect::<Vec<_>>();
            headline.actors = vec![claimed];
            headline.actors.extend(accused);
            return;
        }
        let accused = of(RoleStatus::Accused);
        if !named(own) {
            if let Some(accused) = accused {
                headline.actors = vec![accused];
                return;
            }
            if let Some(told) = self.told_elsewhere(headline) {
                headline.actors = told;
            }
        }
        let recipients = std::mem::take(&mut headline.recipients);
        headline.actors.retain(|actor| {
            actor.entity.is_none() || !recipients.iter().any(|recipient| recipient.entity == actor.entity)
        });
        headline.recipients = recipients;
        self.settle_status(headline);
        for actor in &mut headline.actors {
            if accused.as_ref().is_some_and(|accused| accused.entity == actor.entity) {
                actor.status = RoleStatus::Accused;
            }
        }
    }

    /// The doers that another telling of the same deed names: in the title, in the first sentence, or of a deed with the
    /// article.
    fn told_elsewhere(&self, headline: &Event) -> Option<Vec<Role>> {
        let suffers = |role: &Role| {
            let same = |event: &&Event| event.kind == headline.kind && is_compatible(headline, event);
            let lead = self.events.iter().filter(|event| self.is_within(event, LEAD)).filter(same);
            let mut recipients = lead.flat_map(|event| &event.recipients).chain(&headline.recipients);
            recipients.any(|recipient| recipient.entity == role.entity)
        };
        let mut told = self.events.iter().filter(|event| self.is_within(event, LEAD)).filter(|event| {
            let is_given = self.is_within(event, 1) || self.is_definite(self.text.token_at(event.trigger.start));
            event.kind == headline.kind
                && event.modality == headline.modality
                && is_given
                && is_compatible(headline, event)
        });
        told.find_map(|event| {
            let actors: Vec<Role> =
                event.actors.iter().filter(|role| role.entity.is_some() && !suffers(role)).cloned().collect();
            (!actors.is_empty()).then_some(actors)
        })
    }

    /// Whether an event stands in the title or in so many sentences after it.
    fn is_within(&self, event: &Event, sentences: usize) -> bool {
        let mut article = self.text.sentences.iter().filter(|sentence| !sentence.is_chrome);
        article.nth(sentences).is_none_or(|last| event.trigger.start < last.span.end)
    }

    /// The words of blame of one sentence.
    fn read(&self, sentence: &Sentence, headline: &Event, namings: &mut Vec<Naming>) {
        let Some(class) = self.classes[0] else { return };
        let acts: Vec<(Hit, &str)> = (sentence.first..sentence.end)
            .flat_map(|token| self.text.hits.at(token))
            .filter(|hit| hit.class == class)
            .filter_map(|hit| Some((*hit, self.lexicon.row(hit.entry?).get("act"))))
            .collect();
        if acts.is_empty() || acts.len() > CUES {
            return;
        }
        let has = |wanted: &str| acts.iter().any(|(_, act)| *act == wanted);
        for (hit, act) in &acts {
            let at = hit.first as usize;
            // «لم تسارع أي جهة إلى تبني الهجوم»
            let denied = has("nobody")
                && self.classes[1].is_some_and(|class| (sentence.first..at).any(|token| self.text.is(token, class)));
            if !self.is_of(headline, hit, sentence, has("other")) {
                continue;
            }
            let naming = match *act {
                "claim" => self.claimed(*hit, sentence, denied),
                "responsibility" => self.responsible(*hit, &acts, sentence, denied),
                "point" => self.party_after(hit.last as usize + 1, sentence).map(accused),
                "stands" => self.party_before(at, sentence, false).map(accused),
                "suspect" => self.party_after(hit.last as usize + 1, sentence).map(accused),
                "blames" => self.charged(*hit, sentence).map(accused),
                _ => None,
            };
            namings.extend(naming);
        }
    }

    /// «تبنى التنظيم الهجوم», «لم تتبن أي جهة الهجوم».
    fn claimed(&self, verb: Hit, sentence: &Sentence, nobody: bool) -> Option<Naming> {
        let is_verb =
            verb.entry.is_some_and(|entry| self.lexicon.vocabulary().entry(entry).features.tense != Tense::None);
        if self.is_negated(verb.first as usize, sentence) || nobody {
            return Some(Naming { role: None, status: RoleStatus::Unknown });
        }
        if !is_verb {
            return None;
        }
        let (first, last) = (verb.first as usize, verb.last as usize);
        let beside = self
            .party_after(last + 1, sentence)
            .filter(|party| party.span.is_some_and(|span| self.text.token_at(span.start) <= last + 3));
        let party = if verb.tail > 0 { beside } else { self.party_before(first, sentence, true).or(beside) };
        let party = party.or_else(|| self.party_after(last + 1, sentence))?;
        Some(claimed(party))
    }

    /// «أعلن التنظيم مسؤوليته عن», «حملت الوزارة الحركة المسؤولية», by the verb before it.
    fn responsible(&self, noun: Hit, acts: &[(Hit, &str)], sentence: &Sentence, nobody: bool) -> Option<Naming> {
        let at = noun.first as usize;
        let governs = |hit: &Hit, act: &str| {
            matches!(act, "declare" | "charge" | "claim")
                && hit.first < noun.first
                && hit.first as usize + GOVERNED >= at
        };
        let (verb, act) = acts.iter().rfind(|(hit, act)| governs(hit, act))?;
        let first = verb.first as usize;
        if self.is_negated(first, sentence) || nobody {
            return Some(Naming { role: None, status: RoleStatus::Unknown });
        }
        let between = self.parties(verb.last as usize + 1, at, sentence);
        if between.iter().any(|mention| self.is_an_affiliate(self.text.token_at(mention.span.start))) {
            return None;
        }
        if *act == "charge" {
            let charged = between.last().map(|mention| self.role(mention));
            let charged = charged.or_else(|| self.party_after(noun.last as usize + 1, sentence));
            return charged.map(accused);
        }
        let claimant = between.first().map(|mention| self.role(mention));
        let role = claimant.or_else(|| self.party_before(first, sentence, true))?;
        Some(claimed(role))
    }

    /// «نسب المتمردون الغارة إلى التحالف»: the last party of the sentence that follows, apart from who blames.
    fn charged(&self, verb: Hit, sentence: &Sentence) -> Option<Role> {
        let from = verb.last as usize + 1;
        let parties = self.parties(from, from + REACH * 2, sentence);
        (parties.len() > 1).then(|| parties.last().map(|mention| self.role(mention))).flatten()
    }

    /// Whom an accusation of the article accuses of the headline's deed.
    fn accusations(&self, headline: &Event, namings: &mut Vec<Naming>) {
        let accuses = |event: &&Event| {
            event.kind == EventType::Accuse
                && event.modes.iter().any(|mode| mode == "allege")
                && event.confidence >= 0.5
                && event.modality == Modality::Asserted
        };
        for event in self.events.iter().filter(accuses).take(CUES) {
            let sentence = &self.text.sentences[self.text.sentence_at(event.trigger.start)];
            let deed = self.events.iter().find(|deed| {
                deed.kind == headline.kind
                    && sentence.span.contains(&deed.trigger)
                    && deed.trigger.start > event.trigger.start
            });
            if deed.is_some_and(|deed| !is_compatible(headline, deed)) {
                continue;
            }
            let accused_one = event.recipients.iter().find(|role| role.entity.is_some()).cloned();
            namings.extend(accused_one.map(accused));
        }
    }

    /// Whether words of blame are about the headline's deed: the deed that they name, or the one before a pronoun.
    fn is_of(&self, headline: &Event, cue: &Hit, sentence: &Sentence, speaks_of_another: bool) -> bool {
        let (first, last) = (cue.first as usize, cue.last as usize);
        let (start, end) = (self.text.tokens[first].span.start, self.text.tokens[last].span.end);
        let here = |event: &&Event| event.kind == headline.kind && sentence.span.contains(&event.trigger);
        let order: Vec<&Event> = self.events.iter().filter(here).collect();
        let after = order.iter().find(|event| event.trigger.start >= end);
        let before = order.iter().rev().find(|event| event.trigger.end <= start);
        let rank = self.rank(sentence);
        let deed = match (after, before) {
            (Some(_), Some(before)) if cue.tail > 0 || self.is_relative_to(first, before) => Some(before),
            (Some(after), _) => Some(after),
            (None, before) => before,
        };
        let Some(deed) = deed else { return !speaks_of_another };
        if deed.trigger.overlaps(&headline.trigger) || rank == 0 {
            return true;
        }
        if speaks_of_another || !is_compatible(headline, deed) {
            return false;
        }
        // What a late sentence brings up without the article («هجمات تبناها التنظيم») is another deed.
        let token = self.text.token_at(deed.trigger.start);
        let is_new = deed.trigger.end <= start && !self.is_definite(token) && rank > 1;
        !is_new
    }

    /// Whether a cue describes the deed before it: nothing but its own phrase stands between.
    fn is_relative_to(&self, cue: usize, deed: &Event) -> bool {
        let last = self.text.token_at(deed.trigger.end.saturating_sub(1));
        cue.saturating_sub(last) <= 4
    }

    fn is_definite(&self, token: usize) -> bool {
        let form = self.text.form(token);
        let lead = self.text.hits.at(token).iter().map(|hit| usize::from(hit.lead)).max().unwrap_or(0);
        [form, form.get(lead..).unwrap_or(form)].iter().any(|form| self.lexicon.without_article(form).is_some())
    }

    fn is_negated(&self, verb: usize, sentence: &Sentence) -> bool {
        self.classes[1].is_some_and(|class| {
            (verb.saturating_sub(3).max(sentence.first)..verb).any(|token| self.text.is(token, class))
        })
    }

    /// The parties named between two tokens of a sentence.
    fn parties(&self, from: usize, end: usize, sentence: &Sentence) -> Vec<&Mention> {
        let end = end.min(sentence.end);
        if from >= end {
            return Vec::new();
        }
        let span = self.text.span(from, end - 1);
        let is_party = |mention: &&Mention| {
            span.contains(&mention.span)
                && mention.entity.is_some()
                && !matches!(mention.kind, EntityKind::Place | EntityKind::Outlet)
        };
        self.mentions.iter().filter(is_party).collect()
    }

    fn party_after(&self, from: usize, sentence: &Sentence) -> Option<Role> {
        let parties = self.parties(from, (from + REACH).min(sentence.end), sentence);
        // A comma between the cue and the name ends what the cue says.
        let first = parties.first()?;
        let token = self.text.token_at(first.span.start);
        let is_stop = |token: usize| matches!(self.text.original(token), "\u{060C}" | "." | ":");
        let is_far = first.form == MentionForm::Nisba && token > from + 3;
        let is_affiliate = token > from && self.is_an_affiliate_from(from, token);
        (!is_far && !(from..token).any(is_stop) && !is_affiliate).then(|| self.role(first))
    }

    fn party_before(&self, cue: usize, sentence: &Sentence, names_only: bool) -> Option<Role> {
        let parties = self.parties(sentence.first.max(cue.saturating_sub(REACH)), cue, sentence);
        let fits = |mention: &&&Mention| {
            (mention.form != MentionForm::Nisba || !names_only)
                && !self.is_an_affiliate(self.text.token_at(mention.span.start))
        };
        parties.iter().rfind(fits).map(|mention| self.role(mention))
    }

    /// «جماعة تابعة لتنظيم كذا»: one of its branches is not the organisation.
    fn is_an_affiliate(&self, token: usize) -> bool {
        self.is_an_affiliate_from(self.text.sentence_of(token).first, token)
    }

    fn is_an_affiliate_from(&self, first: usize, token: usize) -> bool {
        let is_act = |hit: &Hit, act: &str| {
            Some(hit.class) == self.classes[0]
                && hit.entry.is_some_and(|entry| self.lexicon.row(entry).get("act") == act)
        };
        (token.saturating_sub(3).max(first)..token)
            .any(|before| self.text.hits.at(before).iter().any(|hit| is_act(hit, "affiliate")))
    }

    fn role(&self, mention: &Mention) -> Role {
        let entity = mention.entity.as_deref().and_then(|id| self.lexicon.entities().get(id));
        let words = || mention.span.of(self.text.original).to_owned();
        Role {
            entity: mention.entity.clone(),
            name: entity.map_or_else(words, |entity| entity.name_en.clone()),
            span: Some(mention.span),
            status: RoleStatus::Asserted,
        }
    }

    fn rank(&self, sentence: &Sentence) -> usize {
        let article = self.text.sentences.iter().filter(|sentence| !sentence.is_chrome);
        article.take(READ).take_while(|other| other.span.start < sentence.span.start).count()
    }

    /// A doer whom somebody else names is accused, one whose own side tells it has claimed it; what the outlet tells in
    /// its own voice is asserted.
    fn settle_status(&self, headline: &mut Event) {
        let voices = self.voices(headline);
        for actor in &mut headline.actors {
            let Some(id) = actor.entity.as_deref() else { continue };
            if actor.status == RoleStatus::Denied {
                continue;
            }
            let own = voices.iter().any(|voice| voice.entity.as_deref().is_some_and(|voice| self.same_side(voice, id)));
            actor.status = match voices.as_slice() {
                [] => actor.status,
                _ if own => RoleStatus::Claimed,
                _ => RoleStatus::Accused,
            };
        }
    }

    /// Who vouches for the headline's deed in the lead: the innermost voices of the claims that tell it.
    fn voices(&self, headline: &Event) -> Vec<&Link> {
        let lead: Vec<&Sentence> =
            self.text.sentences.iter().filter(|sentence| !sentence.is_chrome).take(LEAD).collect();
        let tells = |claim: &&Claim| {
            let about =
                || self.events.iter().any(|event| event.kind == headline.kind && claim.span.contains(&event.trigger));
            lead.iter().any(|sentence| sentence.span.overlaps(&claim.span)) && about()
        };
        let is_straight = |claim: &&Claim| {
            let disputes = self.events.iter().any(|event| {
                claim.span.contains(&event.trigger) && matches!(event.kind, EventType::Accuse | EventType::Reject)
            });
            matches!(claim.stance, Stance::Asserts | Stance::Accuses | Stance::Opines) && !disputes
        };
        let told = self.claims.iter().filter(tells).filter(|claim| claim.attribution.len() > 1).filter(is_straight);
        told.filter_map(|claim| claim.attribution.last()).collect()
    }

    /// Whether a voice speaks for an actor: the same one, its parent or branch, or another arm of the same state.
    fn same_side(&self, voice: &str, actor: &str) -> bool {
        let entities = self.lexicon.entities();
        let (Some(one), Some(other)) = (entities.get(voice), entities.get(actor)) else { return voice == actor };
        let related = one.parent.as_deref() == Some(actor) || other.parent.as_deref() == Some(voice);
        let of_the_state = |id: &str, kind: EntityKind| {
            !matches!(kind, EntityKind::Group | EntityKind::Outlet) && !APART.contains(&entities.class(id))
        };
        let same_state = one.country.is_some() && one.country == other.country;
        voice == actor || related || same_state && of_the_state(voice, one.kind) && of_the_state(actor, other.kind)
    }
}

fn claimed(role: Role) -> Naming {
    Naming { role: Some(Role { status: RoleStatus::Claimed, ..role }), status: RoleStatus::Claimed }
}

fn accused(role: Role) -> Naming {
    Naming { role: Some(Role { status: RoleStatus::Accused, ..role }), status: RoleStatus::Accused }
}

/// Whether two tellings can be of one deed: neither their places nor their days exclude each other.
pub(super) fn is_compatible(headline: &Event, deed: &Event) -> bool {
    let place = match (&headline.place, &deed.place) {
        (Some(one), Some(other)) => {
            let is_fine = one.level < PlaceLevel::Country && other.level < PlaceLevel::Country;
            let related = one.place == other.place
                || one.place.as_ref().is_some_and(|id| other.chain.contains(id))
                || other.place.as_ref().is_some_and(|id| one.chain.contains(id));
            !is_fine || related || one.place.is_none() || other.place.is_none()
        }
        _ => true,
    };
    let day = match (headline.interval(), deed.interval()) {
        (Some(one), Some(other)) => {
            let before = |one: Option<_>, other: Option<_>| one.zip(other).is_none_or(|(one, other)| one <= other);
            before(one.from, other.to) && before(other.from, one.to)
        }
        _ => true,
    };
    place && day
}
