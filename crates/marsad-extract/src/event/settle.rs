//! What a type asks of its parties once the words around the trigger are read: who cooperates with whom, who is left out.

use marsad_record::{EntityKind, Event, EventType, Mention, MentionForm, Role};
use marsad_text::Sentence;

use super::role::Roles;
use super::trigger::Trigger;

impl Roles<'_, '_> {
    /// Puts the parties of an event where its type wants them, and finds the doer of an infinitive in its sentence.
    pub(super) fn settle(&self, event: &mut Event, trigger: &Trigger, sentence: &Sentence) {
        if event.modes.iter().any(|mode| mode == "seize") {
            // What is taken is a place, not a party.
            event.recipients.retain(|recipient| recipient.entity.is_none() || !self.is_state(recipient));
        }
        let is_named = |role: &Role| role.entity.is_some();
        if !event.actors.iter().any(is_named) && event.actors.is_empty() && self.wants_a_doer(event, trigger) {
            event.actors.extend(self.party_before(event, trigger, sentence));
        }
        let directed =
            matches!(event.kind, EventType::Cooperate | EventType::Aid | EventType::Support | EventType::Agree);
        if directed && event.recipients.is_empty() && event.actors.len() > 1 {
            event.recipients = event.actors.split_off(1);
        }
    }

    /// An infinitive that says whom it strikes, or whom it goes together with, has its doer in the sentence before it.
    fn wants_a_doer(&self, event: &Event, trigger: &Trigger) -> bool {
        let has_recipient = event.recipients.iter().any(|recipient| recipient.entity.is_some());
        let is_pronoun = trigger.hit.tail > 0 && !trigger.is_verb;
        let carried = trigger.carrier.is_some() && !trigger.features.is_definite;
        !trigger.is_verb && (has_recipient || carried || is_pronoun) && event.kind != EventType::Consult
    }

    /// The party named last before a trigger in its sentence, other than the one it is done to.
    fn party_before(&self, event: &Event, trigger: &Trigger, sentence: &Sentence) -> Option<Role> {
        let start = self.text.tokens[trigger.first()].span.start;
        let is_party = |mention: &&Mention| {
            sentence.span.contains(&mention.span)
                && mention.span.end <= start
                && mention.entity.is_some()
                && !matches!(mention.kind, EntityKind::Place | EntityKind::Outlet)
                && mention.form != MentionForm::Nisba
                && !(event.kind == EventType::Assault && self.voices.iter().any(|voice| voice.overlaps(&mention.span)))
                && !event.recipients.iter().any(|recipient| recipient.entity == mention.entity)
        };
        self.mentions.iter().rev().find(is_party).map(|mention| self.role(mention))
    }

    fn is_state(&self, role: &Role) -> bool {
        let entity = role.entity.as_deref().and_then(|id| self.lexicon.entities().get(id));
        entity.is_some_and(|entity| entity.kind == EntityKind::State)
    }
}
