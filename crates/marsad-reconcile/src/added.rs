//! What a person tells of a text that no rule read: an event with its fields, as a decision keeps it.
//!
//! The words of the text stay the anchor; the event is called after its decision, so that it has the same name on every
//! desk that takes the decision over, and never the name of an event that was read.

use marsad_record::decision::{Act, Decision};
use marsad_record::event::{Event, Modality, Toll};
use marsad_record::plover::EventType;
use marsad_record::span::Span;

use crate::correction::correct;

/// What the name of an added event, and of the claim that carries it, begins with.
const ADDED: &str = "added-";
/// The field that says who vouches for it; every other field is a fact of an event.
pub const SAID_BY: &str = "said-by";
/// The fact of a decision that adds an event.
pub const EVENT: &str = "event";
/// The fact of a decision that adds a mention.
pub const MENTION: &str = "mention";

/// The name of the event, and of the claim, that a decision adds.
pub fn added_id(decision: &str) -> String {
    format!("{ADDED}{decision}")
}

/// The decision that added an event or a claim of this name, if a person did.
pub fn added_by(id: &str) -> Option<&str> {
    id.strip_prefix(ADDED)
}

/// The document and the words (bytes) that a subject names as a place in a text.
pub fn place_in_text(subject: &str) -> Option<(&str, Span)> {
    let (document, span) = subject.rsplit_once('@')?;
    let (start, end) = span.split_once('-')?;
    let (start, end) = (start.parse().ok()?, end.parse().ok()?);
    (start < end).then_some((document, Span { start, end }))
}

/// The fields of an added event, in their order: `type=ASSAULT; killed=>=5`. `None` where a part has no name.
pub fn fields(after: &str) -> Option<Vec<(&str, &str)>> {
    let parts = after.split(';').map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| part.split_once('=').map(|(name, value)| (name.trim(), value.trim()))).collect()
}

/// The event that a decision adds; what cannot be read is told by its name and value.
///
/// # Errors
/// The field that is missing or has no such value.
pub fn added_event(decision: &Decision) -> Result<Event, (String, String)> {
    let unfit = |field: &str, value: &str| (field.to_owned(), value.to_owned());
    let after = decision.after.as_deref().unwrap_or_default();
    let place = decision.subjects.first().and_then(|subject| place_in_text(subject));
    let (_, trigger) = place.ok_or_else(|| unfit("subject", ""))?;
    let told = fields(after).ok_or_else(|| unfit("after", after))?;
    let kind = told.iter().find(|(name, _)| *name == "type").map_or("", |(_, value)| value);
    let id = added_id(&decision.id);
    let mut event = Event {
        trigger,
        kind: EventType::from_name(kind).ok_or_else(|| unfit("type", kind))?,
        modes: Vec::new(),
        contexts: Vec::new(),
        actors: Vec::new(),
        recipients: Vec::new(),
        when: None,
        when_alternatives: Vec::new(),
        place: None,
        toll: Toll::default(),
        modality: Modality::Asserted,
        claims: vec![id.clone()],
        is_headline: false,
        confidence: 1.0,
        rules: vec![format!("decision/{}", decision.id)],
        id,
    };
    for (name, value) in told.into_iter().filter(|(name, _)| *name != SAID_BY) {
        if !correct(&mut event, name, value) {
            return Err(unfit(name, value));
        }
    }
    Ok(event)
}

/// Of these decisions those that add to a document's reading, whether or not they still hold.
pub fn additions<'d>(decisions: &'d [Decision], document: &'d str) -> impl Iterator<Item = &'d Decision> {
    decisions.iter().filter(move |decision| {
        decision.act == Act::Add
            && decision
                .subjects
                .first()
                .and_then(|subject| place_in_text(subject))
                .is_some_and(|(of, _)| of == document)
    })
}

#[cfg(test)]
mod tests {
    use marsad_record::decision::{Act, Decision};

    use super::{added_by, added_event, added_id, fields, place_in_text};

    fn decision(after: &str) -> Decision {
        Decision {
            id: "d7".to_owned(),
            who: "huda".to_owned(),
            when: "2026-01-01".to_owned(),
            why: "it was missed".to_owned(),
            act: Act::Add,
            subjects: vec!["page@3-9".to_owned()],
            fact: Some("event".to_owned()),
            before: None,
            after: Some(after.to_owned()),
            item: None,
        }
    }

    #[test]
    fn an_addition_is_an_event_named_after_its_decision() {
        let event =
            added_event(&decision("type=ASSAULT; killed=>=5; date=2022-09-14; actors=taliban")).expect("readable");
        assert_eq!((event.id.as_str(), event.trigger.start, event.trigger.end), ("added-d7", 3, 9));
        assert_eq!(event.toll.killed.and_then(|part| part.range.low), Some(5.0));
        assert_eq!((event.actors.len(), event.claims), (1, vec![added_id("d7")]));
    }

    #[test]
    fn an_addition_without_a_type_or_with_a_value_that_is_none_is_refused() {
        for (odd, field) in
            [("killed=5", "type"), ("type=ASSAULT; killed=many", "killed"), ("type=ASSAULT; colour=red", "colour")]
        {
            assert_eq!(added_event(&decision(odd)).expect_err(odd).0, field);
        }
        assert_eq!(fields("type"), None);
    }

    #[test]
    fn only_a_place_in_a_text_and_only_an_added_name_are_read_as_such() {
        assert_eq!(
            place_in_text("a@b@3-9").map(|(document, span)| (document, span.start, span.end)),
            Some(("a@b", 3, 9))
        );
        assert!(["page", "page@9-3", "page@x-y"].iter().all(|odd| place_in_text(odd).is_none()));
        assert_eq!((added_by("added-d7"), added_by("e7")), (Some("d7"), None));
    }
}
