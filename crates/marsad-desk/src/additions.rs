//! What a person adds to a reading: an event that no rule read, and the incidents that follow from it, or the actor that
//! some words name. It is kept as a decision, anchored in the words of the text, and taken back like any other.

use std::collections::BTreeSet;

use marsad_reconcile::added::{self, EVENT, MENTION, SAID_BY};
use marsad_reconcile::{standing, strands, tellings};
use marsad_record::actor::{Mention, MentionForm};
use marsad_record::claim::{Certainty, Claim, How, Link, Stance};
use marsad_record::decision::{Act, Decision};
use marsad_record::event::{Event, Role};
use marsad_record::{Extraction, Span};

use crate::decisions::Standing;
use crate::desk::Desk;
use crate::error::Error;

/// What stands for the outlet of an article that has none.
const NO_OUTLET: &str = "unknown outlet";

impl Desk {
    /// An addition in the words that are kept: where the words stand, what they are, and every name as its id.
    pub(crate) fn grounded_addition(&self, mut asked: Decision) -> Result<Decision, Error> {
        let [subject] = asked.subjects.as_slice() else {
            return Err(Error::unfit("subject", "what is added stands at one place in one text"));
        };
        let (extraction, span) = self.words_named(subject)?;
        let text = &extraction.document.text;
        asked.subjects = vec![format!("{}@{}-{}", extraction.document.id, span.start, span.end)];
        asked.before = Some(span.of(text).to_owned());
        let told = asked.after.clone().unwrap_or_default();
        match asked.fact.as_deref() {
            Some(MENTION) => {
                let id = self.actor_value(told.trim());
                if self.lexicon.entities().get(&id).is_none() {
                    return Err(Error::unfit("after", format!("`{told}` is the name of nobody here")));
                }
                if extraction.mentions.iter().any(|one| one.span == span && one.entity.as_deref() == Some(&id)) {
                    return Err(Error::unfit("after", "these words are read so already"));
                }
                asked.after = Some(id);
            }
            Some(EVENT) => {
                let told = added::fields(&told)
                    .ok_or_else(|| Error::unfit("after", "its parts are `name=value`, with `;` between"))?;
                let mut kept = Vec::new();
                for (name, value) in told {
                    let one = Decision { fact: Some(name.to_owned()), after: Some(value.to_owned()), ..asked.clone() };
                    kept.push(format!("{name}={}", self.correction(&one)?.1));
                }
                asked.after = Some(kept.join("; "));
                let event = added::added_event(&asked).map_err(|(field, value)| {
                    Error::unfit("after", format!("`{value}` is no value of `{field}` (docs/decisions.md lists both)"))
                })?;
                if is_read(&extraction, &event) {
                    return Err(Error::unfit("after", "an event of this kind is read in these words already"));
                }
            }
            _ => return Err(Error::unfit("fact", "what is added is an `event` or a `mention`")),
        }
        Ok(asked)
    }

    /// The document and the place of words, named by their bytes (`document@3-9`) or by themselves (`document@words`).
    fn words_named(&self, subject: &str) -> Result<(Extraction, Span), Error> {
        let unfit = |reason: String| Error::unfit("subject", reason);
        if let Some((document, span)) = added::place_in_text(subject)
            && let Some(extraction) = self.store.extraction(document)?
        {
            return match extraction.document.text.get(span.start..span.end) {
                Some(words) if !words.trim().is_empty() => Ok((extraction, span)),
                _ => Err(unfit(format!("`{document}` has no words at {}-{}", span.start, span.end))),
            };
        }
        let named = subject.split_once('@').filter(|(_, words)| !words.trim().is_empty());
        let (document, words) = named.ok_or_else(|| unfit(format!("`{subject}` is no place in a text")))?;
        let extraction =
            self.store.extraction(document)?.ok_or_else(|| unfit(format!("there is no document `{document}`")))?;
        let mut places = extraction.document.text.match_indices(words);
        match (places.next(), places.next()) {
            (Some((start, _)), None) => Ok((extraction, Span { start, end: start + words.len() })),
            (None, _) => Err(unfit(format!("`{words}` does not stand in `{document}`"))),
            _ => Err(unfit(format!(
                "`{words}` stands in `{document}` more than once: name the bytes, as {document}@START-END"
            ))),
        }
    }

    /// Keeps what an addition tells beside what was read, and makes the incidents that it reaches. An event that is read
    /// by now is not told twice; a document that is not here can be told nothing.
    pub(crate) fn tell_added(&self, decision: &Decision) -> Result<(), Error> {
        if decision.fact.as_deref() != Some(EVENT) {
            return Ok(());
        }
        let Some((document, span)) = decision.subjects.first().and_then(|subject| added::place_in_text(subject)) else {
            return Ok(());
        };
        let Some(extraction) = self.store.extraction(document)? else { return Ok(()) };
        let Ok(mut event) = added::added_event(decision) else { return Ok(()) };
        if is_read(&extraction, &event) || span.end > extraction.document.text.len() {
            return Ok(());
        }
        for role in event.actors.iter_mut().chain(&mut event.recipients) {
            self.name_role(role);
        }
        let claim = self.claim_of(&extraction, decision, &event);
        let words = self.lexicon.fold(span.of(&extraction.document.text));
        if !self.store.add_telling(document, &claim, &event, &words)? {
            return Ok(());
        }
        let Some(whole) = self.store.extraction(document)? else { return Ok(()) };
        let mut fresh = strands(tellings(&whole, &self.store.origin(document)?));
        fresh.retain(|strand| strand.tellings.iter().any(|telling| telling.event.id == event.id));
        self.settle(fresh, &self.store.decisions()?)
    }

    /// A filler is an entity where the lexicon has it, else its words alone.
    fn name_role(&self, role: &mut Role) {
        let known = role.entity.as_deref().and_then(|id| self.lexicon.entities().get(id));
        match known {
            Some(entity) => role.name.clone_from(&entity.name_en),
            None => role.entity = None,
        }
    }

    /// The claim that carries an added event: the outlet, and whoever is named as its source.
    fn claim_of(&self, extraction: &Extraction, decision: &Decision, event: &Event) -> Claim {
        let outlet = extraction.claims.iter().find_map(|claim| claim.attribution.first().cloned());
        let outlet = outlet.unwrap_or_else(|| Link {
            voice: extraction.document.outlet.clone().unwrap_or_else(|| NO_OUTLET.to_owned()),
            entity: extraction.document.outlet.clone(),
            how: How::Publishes,
            anonymous: false,
            span: None,
            cue: None,
        });
        let told = added::fields(decision.after.as_deref().unwrap_or_default()).unwrap_or_default();
        let source = told.iter().find(|(name, _)| *name == SAID_BY).map(|(_, value)| {
            let id = self.actor_value(value);
            let known = self.lexicon.entities().get(&id);
            let voice = known.map_or_else(|| (*value).to_owned(), |entity| entity.name_ar.clone());
            Link {
                voice,
                entity: known.map(|entity| entity.id.clone()),
                how: How::Says,
                anonymous: false,
                span: None,
                cue: None,
            }
        });
        let named = event.actors.iter().chain(&event.recipients).filter_map(|role| role.entity.clone());
        Claim {
            id: event.id.clone(),
            span: event.trigger,
            attribution: std::iter::once(outlet).chain(source).collect(),
            stance: Stance::Asserts,
            certainty: Certainty::Unknown,
            said_at: None,
            about: named.collect::<BTreeSet<_>>().into_iter().collect(),
            events: vec![event.id.clone()],
            rules: event.rules.clone(),
        }
    }

    /// A document's reading as it stands: with what people added, and without what they added and took back.
    pub(crate) fn as_it_stands(&self, mut extraction: Extraction) -> Result<Extraction, Error> {
        let decisions = self.store.decisions()?;
        let holding: BTreeSet<&str> = standing(&decisions).map(|decision| decision.id.as_str()).collect();
        let stands = |id: &str| added::added_by(id).is_none_or(|decision| holding.contains(decision));
        extraction.claims.retain(|claim| stands(&claim.id));
        extraction.events.retain(|event| stands(&event.id));
        let document = extraction.document.id.clone();
        for decision in added::additions(&decisions, &document).filter(|one| holding.contains(one.id.as_str())) {
            let named = decision.after.as_deref().and_then(|id| self.lexicon.entities().get(id));
            if decision.fact.as_deref() == Some(MENTION)
                && let (Some(entity), Some((_, span))) = (named, added::place_in_text(&decision.subjects[0]))
                && let Some(words) = extraction.document.text.get(span.start..span.end)
            {
                let key = self.lexicon.fold(words);
                let mention =
                    Mention { span, kind: entity.kind, key, entity: Some(entity.id.clone()), form: MentionForm::Alias };
                extraction.mentions.push(mention);
            }
        }
        extraction.mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
        let known: BTreeSet<String> = extraction.entities.iter().map(|entity| entity.id.clone()).collect();
        let fillers = extraction.events.iter().filter(|event| added::added_by(&event.id).is_some());
        let fillers = fillers
            .flat_map(|event| event.actors.iter().chain(&event.recipients))
            .filter_map(|role| role.entity.as_ref());
        let named: BTreeSet<&String> =
            extraction.mentions.iter().filter_map(|mention| mention.entity.as_ref()).chain(fillers).collect();
        let fresh: Vec<_> = named
            .into_iter()
            .filter(|id| !known.contains(*id))
            .filter_map(|id| self.lexicon.entities().get(id))
            .cloned()
            .collect();
        extraction.entities.extend(fresh);
        extraction.entities.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(extraction)
    }

    /// Decisions that added something and were taken back: what they added is told nowhere.
    pub(crate) fn taken_back(&self) -> Result<BTreeSet<String>, Error> {
        let decisions = self.store.decisions()?;
        let holding: BTreeSet<&str> = standing(&decisions).map(|decision| decision.id.as_str()).collect();
        let back = decisions.iter().filter(|one| one.act == Act::Add && !holding.contains(one.id.as_str()));
        Ok(back.map(|decision| added::added_id(&decision.id)).collect())
    }

    /// What has become of an addition that nobody took back.
    pub(crate) fn standing_addition(&self, decision: &Decision) -> Result<Standing, Error> {
        let place = decision.subjects.first().and_then(|subject| added::place_in_text(subject));
        let Some((document, _)) = place else { return Ok(Standing::Lapsed) };
        let Some(extraction) = self.store.extraction(document)? else { return Ok(Standing::Lapsed) };
        let is_read = added::added_event(decision).is_ok_and(|event| is_read(&extraction, &event));
        Ok(if is_read { Standing::ReadSoNow } else { Standing::Holds })
    }
}

/// Whether the very words, or some of them, are read as an event of its kind by now.
fn is_read(extraction: &Extraction, event: &Event) -> bool {
    let meets = |other: &Event| other.trigger.start < event.trigger.end && event.trigger.start < other.trigger.end;
    let mut read =
        extraction.events.iter().filter(|other| added::added_by(&other.id).is_none() && other.confidence >= 0.5);
    read.any(|other| other.kind == event.kind && meets(other))
}
